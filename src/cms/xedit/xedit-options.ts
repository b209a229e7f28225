/** Options of the command XEDIT, and of the subcommands XEDIT and LOAD (z/VM: CMS Commands and Utilities Reference, "XEDIT"). */
import { isFileName } from '../files/file-name.js';
import { optionRules } from '../commands/operands.js';
import { MAXIMUM_LRECL } from './edit-file.js';

/** The options with their shortest forms; LOCK, NOLOCK, NOCLEAR and NOSCREEN change nothing on minidisks and a full screen. */
export const XEDIT_RULES = optionRules(
  ...['PROFile=1', 'NOPROFil', 'NOMsg', 'NOSCreen', 'NOCLear', 'Width=1', 'MEMber=1'],
  ...['LOck', 'NOLOck', 'Seq8', 'NOSeq8', 'Update', 'NOUpdate', 'Ctl=1', 'NOCtl', 'Merge'],
  ...['UNtil=1', 'Incr=1', 'SIDcode=1', 'WINdow=1'],
);

/** Options of which one at most may stand. */
export const XEDIT_EXCLUSIVE: readonly (readonly string[])[] = [
  ['PROFILE', 'NOPROFIL'],
  ['LOCK', 'NOLOCK'],
  ['SEQ8', 'NOSEQ8'],
  ['UPDATE', 'NOUPDATE'],
  ['CTL', 'NOCTL'],
  ['CTL', 'NOUPDATE'],
  ['MERGE', 'NOUPDATE'],
  ['MEMBER', 'UPDATE'],
  ['MEMBER', 'CTL'],
];

/** How a file is opened; plain data. */
export interface Opening {
  /** The profile macro, '' for none; undefined when nothing is said of it. */
  readonly profile?: string;
  readonly silent?: boolean;
  /** Longest line; longer ones are cut. */
  readonly width?: number;
  /** A member of the library that the fileid names. */
  readonly member?: string;
  readonly seq8?: boolean;
  /** With its updates (UPDATE, CTL, MERGE). */
  readonly update?: boolean;
  /** Filename of the control file. */
  readonly control?: string;
  /** All updates become one. */
  readonly merge?: boolean;
  /** Filetype of the last update. */
  readonly until?: string;
  /** Least difference of the numbers of new lines. */
  readonly increment?: number;
  /** What new lines have in columns 64 to 71. */
  readonly sidcode?: string;
}

/** Reads options; the message when they are not valid (return code 24). */
export function readOpening(words: readonly string[]): Opening | string {
  const found = new Map<string, string>();
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    const rule =
      XEDIT_RULES.find((one) => one.name === word) ??
      XEDIT_RULES.find((one) => word.length >= one.minimum && one.name.startsWith(word));
    if (rule === undefined) return `DMSXIN003E Invalid option: ${word}`;
    if (found.has(rule.name)) return `DMSXIN065E ${rule.name} option specified twice`;
    if (rule.values === 1) i++;
    const value = rule.values === 1 ? words[i] : '';
    if (value === undefined) return `DMSXIN050E Parameter missing after ${rule.name}`;
    found.set(rule.name, value);
  }
  for (const group of XEDIT_EXCLUSIVE) {
    const [first, second] = group.filter((name) => found.has(name));
    if (second !== undefined)
      return `DMSXIN066E ${first ?? ''} and ${second} are conflicting options`;
  }
  const width = found.get('WIDTH');
  if (width !== undefined && (!/^\d{1,5}$/.test(width) || !inWidth(Number(width))))
    return `DMSXIN029E Invalid parameter ${width} in the option WIDTH field`;
  const increment = found.get('INCR');
  if (increment !== undefined && !/^[1-9]\d{0,6}$/.test(increment))
    return `DMSXIN029E Invalid parameter ${increment} in the option INCR field`;
  for (const name of ['CTL', 'UNTIL'] as const) {
    const word = found.get(name);
    if (word !== undefined && !isFileName(word))
      return `DMSXIN029E Invalid parameter ${word} in the option ${name} field`;
  }
  const profile = found.has('NOPROFIL') ? '' : found.get('PROFILE');
  const member = found.get('MEMBER');
  return {
    ...(profile === undefined ? {} : { profile }),
    ...(width === undefined ? {} : { width: Number(width) }),
    ...(member === undefined ? {} : { member }),
    silent: found.has('NOMSG'),
    seq8: !found.has('NOSEQ8'),
    ...(found.has('SIDCODE') ? { sidcode: found.get('SIDCODE')!.slice(0, 8) } : {}),
    ...updateOptions(found),
  };
}

/** What is said of updates; each of CTL and MERGE says UPDATE as well. */
function updateOptions(found: ReadonlyMap<string, string>): Partial<Opening> {
  const update = ['UPDATE', 'CTL', 'MERGE'].some((name) => found.has(name));
  if (!update) return {};
  const [control, until, increment] = [found.get('CTL'), found.get('UNTIL'), found.get('INCR')];
  return {
    update,
    ...(control === undefined ? {} : { control }),
    ...(found.has('MERGE') ? { merge: true } : {}),
    ...(until === undefined ? {} : { until }),
    ...(increment === undefined ? {} : { increment: Number(increment) }),
  };
}

function inWidth(width: number): boolean {
  return width >= 1 && width <= MAXIMUM_LRECL;
}

/** Options of the command XEDIT, and of the subcommands XEDIT and LOAD (z/VM: CMS Commands and Utilities Reference, "XEDIT"). */
import { optionRules } from '../commands/operands.js';
import { MAXIMUM_LRECL } from './edit-file.js';

/** The options with their shortest forms; LOCK, NOLOCK, NOCLEAR and NOSCREEN change nothing on minidisks and a full screen. */
export const XEDIT_RULES = optionRules(
  ...['PROFile=1', 'NOPROFil', 'NOMsg', 'NOSCreen', 'NOCLear', 'Width=1', 'MEMber=1'],
  ...['LOck', 'NOLOck', 'SEQ8', 'NOSEQ8'],
);

/** Options of which one at most may stand. */
export const XEDIT_EXCLUSIVE: readonly (readonly string[])[] = [
  ['PROFILE', 'NOPROFIL'],
  ['LOCK', 'NOLOCK'],
  ['SEQ8', 'NOSEQ8'],
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
  const profile = found.has('NOPROFIL') ? '' : found.get('PROFILE');
  const member = found.get('MEMBER');
  return {
    ...(profile === undefined ? {} : { profile }),
    ...(width === undefined ? {} : { width: Number(width) }),
    ...(member === undefined ? {} : { member }),
    silent: found.has('NOMSG'),
    seq8: !found.has('NOSEQ8'),
  };
}

function inWidth(width: number): boolean {
  return width >= 1 && width <= MAXIMUM_LRECL;
}

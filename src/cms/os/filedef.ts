/** FILEDEF: which file a ddname stands for (CMS Command Reference, "FILEDEF"), and QUERY FILEDEF. */
import type { Command, StepContext, StepResult } from '../command.js';
import { fault, fileCommand } from '../commands/command-fault.js';
import {
  isFilemode,
  optionRules,
  parseDevice,
  parseOptions,
  splitOperands,
} from '../commands/operands.js';
import { modeOf } from '../files/disk-state.js';
import { message } from '../messages-table.js';
import { MOST, type DefinedDevice, type FileDefinition, type Reel } from './os-state.js';
import { LABELS_OFF, showDefinitions } from './definitions.js';
import { parseRecfm } from './recfm.js';
import { wrongCharacter } from '../files/file-name.js';

const MODULE = 'FLD';
/** Longest record and block. */
const LONGEST = 32_760;

interface DeviceRule {
  readonly name: string;
  readonly minimum: number;
  readonly device: DefinedDevice;
}

const DEVICES: readonly DeviceRule[] = [
  { name: 'DISK', minimum: 1, device: 'DISK' },
  { name: 'DUMMY', minimum: 2, device: 'DUMMY' },
  { name: 'TERMINAL', minimum: 1, device: 'TERMINAL' },
  { name: 'PRINTER', minimum: 2, device: 'PRINTER' },
  { name: 'PUNCH', minimum: 2, device: 'PUNCH' },
  { name: 'READER', minimum: 1, device: 'READER' },
  { name: 'GRAF', minimum: 1, device: 'GRAF' },
];

/** How labels of a tape are dealt with. */
const LABELS = ['LABOFF', 'BLP', 'NL', 'SL'] as const;
const DENSITIES: readonly string[] = ['200', '556', '800', '1600', '6250', '38K'];

const COMMON = ['PERM', 'CHANGE', 'NOCHANGE', 'RECfm=1', 'LRECL=1', 'BLOCK=1', 'BLKSIZE=1'];
const DISK = [
  'CONCAT',
  'DISP=1',
  'DSORG=1',
  'KEYLEN=1',
  'LIMCT=1',
  'MEMBER=1',
  'OPTCD=1',
  'XTENT=1',
];
const RULES: Readonly<Record<DefinedDevice, ReturnType<typeof optionRules>>> = {
  DISK: optionRules(...COMMON, ...DISK),
  DUMMY: optionRules(...COMMON, ...DISK),
  TERMINAL: optionRules(...COMMON, 'UPCASE', 'LOWCASE'),
  PRINTER: optionRules(...COMMON),
  PUNCH: optionRules(...COMMON),
  READER: optionRules(...COMMON),
  GRAF: optionRules('PERM', 'CHANGE', 'NOCHANGE'),
  TAPE: optionRules(...COMMON, '7TRACK', '9TRACK', '18TRACK', 'TRTCH=1', 'DEN=1', 'LEAVE', 'NOEOV'),
};

function filedef(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  const { os } = context.cms;
  const [word, device, ...rest] = operands;
  if (word === undefined) return { rc: 0, lines: showDefinitions(context) };
  if (device === undefined) throw fault(MODULE, 50, word);
  const number = /^\d{1,2}$/.exec(word);
  const ddname = number === null ? word : `FT${word.padStart(2, '0')}F001`;
  if (device === 'CLEAR') return clear(context, ddname);
  if (word === '*' || !/^[A-Z$#@][A-Z0-9$#@]{0,7}$/.test(ddname)) throw fault(MODULE, 70, word);
  const tape = /^TAP([1-4])$/.exec(device);
  const rule = DEVICES.find((one) => device.length >= one.minimum && one.name.startsWith(device));
  if (tape === null && rule === undefined) throw fault(MODULE, 27, device);
  const kind = rule?.device ?? 'TAPE';
  const chosen = parseOptions(MODULE, RULES[kind], options);
  const same = os.definitions.filter((one) => one.ddname === ddname);
  const concat = chosen.has('CONCAT');
  if (same.length > 0 && chosen.has('NOCHANGE')) return { rc: 0 };
  // CONCAT adds to what a ddname stands for, as long as it is another file
  const old = concat ? same.find((one) => sameFile(one, kind, rest)) : same[0];
  // options of the same device stay unless they are given again
  const base = old?.device === kind ? old : undefined;
  const disk = kind === 'DISK' ? diskFile(rest, ddname, base) : { name: '', type: '', mode: '' };
  const reel = kind === 'TAPE' ? reelOf(rest, base?.reel) : LABELS_OFF;
  const unit = kind === 'GRAF' ? displayOf(rest) : tape === null ? 0 : Number(tape[1]);
  const bare = !['DISK', 'DUMMY', 'TAPE', 'GRAF'].includes(kind);
  if (bare && rest.length > 0) throw fault(MODULE, 70, rest[0]!);
  const size = (name: string, most = LONGEST): number | undefined => {
    const value = chosen.get(name)?.[0];
    if (value === undefined) return undefined;
    if (!/^\d{1,5}$/.test(value) || Number(value) < 1 || Number(value) > most) {
      throw fault(MODULE, 29, value, name);
    }
    return Number(value);
  };
  const recfm = chosen.get('RECFM')?.[0];
  const format = recfm === undefined ? base?.recfm : parseRecfm(recfm);
  if (recfm !== undefined && format === undefined) throw fault(MODULE, 29, recfm, 'RECFM');
  const disposition = chosen.get('DISP')?.[0];
  if (disposition !== undefined && disposition !== 'MOD')
    throw fault(MODULE, 29, disposition, 'DISP');
  const dsorg = chosen.get('DSORG')?.[0];
  if (dsorg !== undefined && !['PS', 'PO', 'DA', 'IS'].includes(dsorg)) {
    throw fault(MODULE, 29, dsorg, 'DSORG');
  }
  checkValues(chosen);
  if (chosen.has('UPCASE') && chosen.has('LOWCASE')) throw fault(MODULE, 66, 'UPCASE', 'LOWCASE');
  const definition: FileDefinition = {
    ddname,
    device: kind,
    tape: unit,
    reel,
    ...disk,
    permanent: chosen.has('PERM') || (base?.permanent ?? false),
    recfm: format,
    lrecl: size('LRECL') ?? base?.lrecl,
    blksize: size('BLOCK') ?? size('BLKSIZE') ?? base?.blksize,
    append: disposition === 'MOD' || (base?.append ?? false),
    upper: chosen.has('LOWCASE') ? false : chosen.has('UPCASE') || (base?.upper ?? true),
    // a member is one of its file
    member: chosen.get('MEMBER')?.[0] ?? (sameName(disk, base) ? base?.member : undefined),
    concatenated: concat,
    dsorg: dsorg ?? base?.dsorg,
  };
  // without CONCAT one file takes the place of all
  const others = os.definitions.filter((one) => one !== old && (concat || one.ddname !== ddname));
  if (others.length >= MOST.definitions) throw fault(MODULE, 109);
  os.definitions = [...others, definition];
  const letter = disk.mode.charAt(0);
  const unknown =
    kind === 'DISK' && letter !== '*' && modeOf(context.cms.disks, letter) === undefined;
  return { rc: 0, lines: unknown ? [message(MODULE, 69, letter).replace('069E', '069I')] : [] };
}

/** Address of a display. */
function displayOf([word, extra]: readonly string[]): number {
  if (word === undefined) throw fault(MODULE, 50, 'GRAF');
  if (extra !== undefined) throw fault(MODULE, 70, extra);
  return parseDevice(MODULE, word);
}

/** Label processing, file and volume of a tape. */
function reelOf(words: readonly string[], base: Reel | undefined): Reel {
  const [word, second, third, extra] = words;
  if (word === undefined) return base ?? LABELS_OFF;
  const label = LABELS.find((one) => one === word);
  if (label === undefined) throw fault(MODULE, 70, word);
  if (label === 'LABOFF' && second !== undefined) throw fault(MODULE, 70, second);
  const numbered = second !== undefined && /^\d{1,3}$/.test(second);
  const file = numbered ? Number(second) : 1;
  const volume = numbered ? third : second;
  if (file < 1) throw fault(MODULE, 70, second!);
  const more = numbered ? extra : third;
  if (more !== undefined) throw fault(MODULE, 70, more);
  if (volume !== undefined && (label !== 'SL' || !/^[A-Z0-9$#@]{1,6}$/.test(volume))) {
    throw fault(MODULE, 70, volume);
  }
  return { label, file, volume: volume ?? '' };
}

/** Whether it is the file of the definition that was there. */
function sameName(
  disk: { readonly name: string; readonly type: string },
  base: FileDefinition | undefined,
): boolean {
  return base?.name === disk.name && base.type === disk.type;
}

/** Whether a definition is of this file. */
function sameFile(one: FileDefinition, kind: DefinedDevice, words: readonly string[]): boolean {
  const [name, type, mode = 'A'] = words;
  const file = one.name === name && one.type === type && one.mode.charAt(0) === mode.charAt(0);
  return one.device === kind && file;
}

/** Options of OS whose values are looked at, and that change nothing here. */
function checkValues(chosen: ReadonlyMap<string, readonly string[]>): void {
  const within = (name: string, least: number, most: number): void => {
    const value = chosen.get(name)?.[0];
    if (value === undefined) return;
    const number = /^\d{1,8}$/.test(value) ? Number(value) : -1;
    if (number < least || number > most) throw fault(MODULE, 29, value, name);
  };
  within('KEYLEN', 0, 255);
  within('LIMCT', 0, 256);
  within('XTENT', 1, 0xffffff);
  const [code] = chosen.get('OPTCD') ?? [];
  if (code !== undefined && !/^[AEFRTUWCHQZ]{1,4}$/.test(code))
    throw fault(MODULE, 29, code, 'OPTCD');
  const [density] = chosen.get('DEN') ?? [];
  if (density !== undefined && !DENSITIES.includes(density))
    throw fault(MODULE, 29, density, 'DEN');
  const [member] = chosen.get('MEMBER') ?? [];
  if (member !== undefined && !/^[A-Z$#@][A-Z0-9$#@]*$/.test(member)) {
    throw fault(MODULE, 29, member, 'MEMBER');
  }
}

function clear(context: StepContext, ddname: string): StepResult {
  const { os } = context.cms;
  if (ddname === '*') {
    os.definitions = os.definitions.filter((one) => one.permanent);
    return { rc: 0 };
  }
  const kept = os.definitions.filter((one) => one.ddname !== ddname);
  if (kept.length === os.definitions.length) return { rc: 4, lines: [message(MODULE, 704)] };
  os.definitions = kept;
  return { rc: 0 };
}

function diskFile(
  words: readonly string[],
  ddname: string,
  base: FileDefinition | undefined,
): { name: string; type: string; mode: string } {
  if (words.length === 0 && base !== undefined) return base;
  const [name = 'FILE', type, mode = 'A1', extra] = words;
  if (words.length === 1) throw fault(MODULE, 23);
  if (extra !== undefined) throw fault(MODULE, 70, extra);
  for (const part of [name, type ?? ddname]) {
    const bad = wrongCharacter(part);
    if (bad !== undefined) throw fault(MODULE, 20, bad, `${name} ${type ?? ddname}`);
  }
  if (!isFilemode(mode, { anyMode: true })) throw fault(MODULE, 48, mode);
  return {
    name,
    type: type ?? ddname,
    mode: mode.length === 1 && mode !== '*' ? `${mode}1` : mode,
  };
}

/** The FILEDEF command. */
export const filedefCommand: Command = fileCommand('FILEDEF', 2, MODULE, filedef);

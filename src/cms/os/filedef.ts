/** FILEDEF: which file a ddname stands for (CMS Command Reference, "FILEDEF"), and QUERY FILEDEF. */
import type { Answer, Command, Frame, StepContext, StepResult } from '../command.js';
import { newSearch, searchMore, type DataSetSearch } from '../ckd/data-set-search.js';
import { foreignOf } from '../ckd/foreign-disk.js';
import { CommandFault, fault, fileCommand } from '../commands/command-fault.js';
import {
  conflict,
  isFilemode,
  optionRules,
  parseOptions,
  splitOperands,
  type OptionRule,
} from '../commands/operands.js';
import { modeOf } from '../files/disk-state.js';
import { message } from '../messages-table.js';
import { MOST, type DefinedDevice, type FileDefinition } from './os-state.js';
import type { DataSetPlace } from './data-set-state.js';
import { placeOf } from './data-sets.js';
import { cleared, LABELS_OFF, showDefinitions } from './definitions.js';
import { checkValues, diskFile, displayOf, reelOf } from './filedef-operands.js';
import { parseRecfm } from './recfm.js';

const MODULE = 'FLD';
const NOT_FOUND = 28;
/** The word in front of the name of a data set. */
const DATA_SET = 'DSN';
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
/** Options by device. */
export const FILEDEF_OPTIONS: Readonly<Record<DefinedDevice, readonly OptionRule[]>> = {
  DISK: optionRules(...COMMON, ...DISK),
  DUMMY: optionRules(...COMMON, ...DISK),
  TERMINAL: optionRules(...COMMON, 'UPCASE', 'LOWCASE'),
  PRINTER: optionRules(...COMMON, 'UPCASE', 'LOWCASE'),
  PUNCH: optionRules(...COMMON, 'UPCASE', 'LOWCASE'),
  READER: optionRules(...COMMON, 'UPCASE', 'LOWCASE'),
  GRAF: optionRules('PERM', 'CHANGE', 'NOCHANGE'),
  TAPE: optionRules(...COMMON, '7TRACK', '9TRACK', '18TRACK', 'TRTCH=1', 'DEN=1', 'LEAVE', 'NOEOV'),
};

/** Options that exclude each other; BLOCK is BLKSIZE by its older name. */
const CONFLICTS: readonly (readonly string[])[] = [
  ['CHANGE', 'NOCHANGE'],
  ['BLOCK', 'BLKSIZE'],
  ['UPCASE', 'LOWCASE'],
  ['7TRACK', '9TRACK', '18TRACK'],
];

/** What stands behind DSN: nothing, a question, or a name. */
function dataSetName(context: StepContext, operands: readonly string[]): string | undefined {
  const device = operands[1] ?? '?';
  const at = operands.indexOf(DATA_SET, 2);
  if (!'DISK'.startsWith(device) || at < 0) return undefined;
  // DSN may also be the type of a file
  const file = at === 3 && (operands.length === 4 || !isFilemode(operands[2]!, { anyMode: true }));
  if (file || operands.length === 3) return undefined;
  // a name is longer than a token
  const words = context.text.toUpperCase().split('(')[0]!.trim().split(/\s+/);
  return words.slice(words.indexOf(DATA_SET, 1) + 1).join('.');
}

/** The frame of FILEDEF while it asks or looks for a data set; plain data. */
type DataSetFrame = { readonly asked: true } | { readonly search: DataSetSearch };

function start(context: StepContext): StepResult {
  const { operands } = splitOperands(context.tokens);
  const name = dataSetName(context, operands);
  if (name === undefined) return filedef(context);
  filedef(context, 'not yet');
  if (name !== '?') return look(context, name);
  return {
    effect: { kind: 'read' },
    frame: { asked: true } satisfies DataSetFrame,
    lines: [message(MODULE, 220)],
  };
}

/** Looks for a data set on the disks of OS that are meant; files of a CMS disk have none. */
function look(context: StepContext, name: string): StepResult {
  if (name.length > 44 || !/^[A-Z$#@][^\s()=*?,]*$/.test(name)) throw fault(MODULE, 221, name);
  const { operands } = splitOperands(context.tokens);
  const { mode } = diskFile(beforeDsn(operands), '', undefined);
  const letter = mode.charAt(0);
  const { foreign } = context.cms.disks;
  const disks = letter === '*' ? foreign : foreign.filter((one) => one.letter === letter);
  if (disks.length === 0) return filedef(context);
  return found(context, newSearch(name, disks));
}

function found(context: StepContext, search: DataSetSearch, answer?: Answer): StepResult {
  const made = searchMore(context, MODULE, search, answer);
  if (made === undefined) {
    throw new CommandFault(NOT_FOUND, [`DMSFLD002E Data set ${search.name} not found`]);
  }
  if ('kind' in made) return { effect: made, frame: { search }, cost: 200 };
  return filedef(context, placeOf(made));
}

function resume(given: Frame, answer: Answer, context: StepContext): StepResult {
  const frame = given as DataSetFrame;
  if ('search' in frame) return found(context, { ...frame.search }, answer);
  const typed = answer.kind === 'line' ? answer.text.trim().toUpperCase() : '';
  return look(context, typed.split(/[\s.]+/).join('.'));
}

/** The fileid in front of DSN: nothing, a filemode alone, or a name. */
function beforeDsn(words: readonly string[]): readonly string[] {
  const file = words.slice(2, words.indexOf(DATA_SET, 2));
  return file.length === 1 ? ['FILE', ddnameOf(words[0]!), file[0]!] : file;
}

/** A number is a ddname of FORTRAN. */
function ddnameOf(word: string): string {
  return /^\d{1,2}$/.test(word) ? `FT${word.padStart(2, '0')}F001` : word;
}

/** Defines a file; with `not yet` what is wrong with the operands is found, and nothing is defined. */
function filedef(context: StepContext, dataSet?: DataSetPlace | 'not yet'): StepResult {
  const { operands: given, options } = splitOperands(context.tokens);
  const named = dataSetName(context, given) !== undefined;
  const operands = named ? [...given.slice(0, 2), ...beforeDsn(given)] : given;
  const { os } = context.cms;
  const [word, device, ...rest] = operands;
  if (word === undefined) return { rc: 0, lines: showDefinitions(context) };
  if (device === undefined) throw fault(MODULE, 50, word);
  const ddname = ddnameOf(word);
  if (device === 'CLEAR') {
    if (rest.length > 0) throw fault(MODULE, 70, rest[0]!);
    return clear(context, ddname);
  }
  if (word === '*' || !/^[A-Z$#@][A-Z0-9$#@]{0,7}$/.test(ddname)) throw fault(MODULE, 70, word);
  const tape = /^TAP([0-9A-F])$/.exec(device);
  const rule = DEVICES.find((one) => device.length >= one.minimum && one.name.startsWith(device));
  if (tape === null && rule === undefined) throw fault(MODULE, 27, device);
  const kind = rule?.device ?? 'TAPE';
  const chosen = parseOptions(MODULE, FILEDEF_OPTIONS[kind], options);
  for (const names of CONFLICTS) conflict(MODULE, chosen, ...names);
  const same = os.definitions.filter((one) => one.ddname === ddname);
  const concat = chosen.has('CONCAT');
  if (same.length > 0 && chosen.has('NOCHANGE')) return { rc: 0 };
  // CONCAT adds to what a ddname stands for, as long as it is another file
  const old = concat ? same.find((one) => sameFile(one, kind, rest)) : same[0];
  // options of the same device stay unless they are given again
  const base = old?.device === kind ? old : undefined;
  const disk = kind === 'DISK' ? diskFile(rest, ddname, base) : { name: '', type: '', mode: '' };
  const reel = kind === 'TAPE' ? reelOf(rest, base?.reel) : LABELS_OFF;
  const unit =
    kind === 'GRAF' ? displayOf(rest) : tape === null ? 0 : Number.parseInt(tape[1]!, 16);
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
  const place = dataSet === 'not yet' ? undefined : (dataSet ?? keptDataSet(rest, base));
  const sameData = sameName(disk, base) && base?.dataSet?.name === place?.name;
  // data sets of OS stand alone
  const alone = dataSet !== undefined || same.some((one) => one.dataSet !== undefined);
  if (concat && alone) throw fault(MODULE, 3, 'CONCAT');
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
    upper: chosen.has('LOWCASE')
      ? false
      : chosen.has('UPCASE') || (base?.upper ?? kind === 'TERMINAL'),
    // a member is one of its file
    member: chosen.get('MEMBER')?.[0] ?? (sameData ? base?.member : undefined),
    concatenated: concat,
    dsorg: dsorg ?? base?.dsorg,
    dataSet: place,
  };
  if (dataSet === 'not yet') return { rc: 0 };
  // without CONCAT one file takes the place of all
  const others = os.definitions.filter((one) => one !== old && (concat || one.ddname !== ddname));
  if (others.length >= MOST.definitions) throw fault(MODULE, 109);
  os.definitions = [...others, definition];
  const letter = disk.mode.charAt(0);
  const { disks } = context.cms;
  const accessed = modeOf(disks, letter) !== undefined || foreignOf(disks, letter) !== undefined;
  const unknown = kind === 'DISK' && letter !== '*' && !accessed;
  return { rc: 0, lines: unknown ? [message(MODULE, 69, letter).replace('069E', '069I')] : [] };
}

/** FILEDEF DISK without a fileid changes options of what is there. */
function keptDataSet(
  words: readonly string[],
  base: FileDefinition | undefined,
): DataSetPlace | undefined {
  return words.length === 0 ? base?.dataSet : undefined;
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

function clear(context: StepContext, ddname: string): StepResult {
  const { os } = context.cms;
  const kept = cleared(os.definitions, ddname);
  if (kept === undefined) return { rc: 4, lines: [message(MODULE, 704)] };
  os.definitions = kept;
  return { rc: 0 };
}

/** The FILEDEF command. */
export const filedefCommand: Command = fileCommand('FILEDEF', 2, MODULE, start, resume);

/** Operands and options of VMARC, and what it says when they are wrong: it has texts without numbers. */
import type { StepContext } from '../command.js';
import { CommandFault } from '../commands/command-fault.js';
import { isFilemode, splitOperands, type Fileid } from '../commands/operands.js';
import { stackLine } from '../program-stack.js';
import type { ArchiveMember, Method } from './member-header.js';
import { isFileName } from '../files/file-name.js';

/** What is wanted. */
export type VmarcRequest = {
  readonly what: 'pack' | 'unpack' | 'list';
  /** Files that are read; of a device none. */
  readonly input: Fileid;
  /** PACK: the archive, with `=`. UNPACK and LIST: which members, and the disk that they go to. */
  readonly output: Fileid;
  readonly device: 'disk' | 'reader' | 'punch';
  readonly method: Method;
  readonly block: number;
  readonly append: boolean;
  readonly replace: 'no' | 'yes' | 'newer' | 'ask';
  readonly oldDate: boolean;
  readonly ignore: boolean;
  readonly hold: boolean;
  /** Where lines about members go. */
  readonly trace: 'no' | 'type' | 'FIFO' | 'LIFO';
};

/** Ends VMARC with a text. */
export function vmarcFault(text: string, rc = 8): CommandFault {
  return new CommandFault(rc, [text]);
}

const FUNCTIONS = [
  { name: 'UNPK', minimum: 2, what: 'unpack' },
  { name: 'UNPACK', minimum: 2, what: 'unpack' },
  { name: 'PACK', minimum: 1, what: 'pack' },
  { name: 'LIST', minimum: 1, what: 'list' },
] as const;

type What = VmarcRequest['what'];
type Mutable = { -readonly [K in keyof VmarcRequest]: VmarcRequest[K] };
type Option = {
  readonly name: string;
  readonly minimum: number;
  readonly of: readonly What[];
  /** Options of one group exclude each other. */
  readonly group: string;
  readonly set: (request: Mutable) => void;
};

const option = (word: string, of: readonly What[], group: string, set: Option['set']): Option => ({
  name: word.toUpperCase(),
  minimum: /^[A-Z0-9]*/.exec(word)![0].length,
  ...{ of, group, set },
});
const PACK: readonly What[] = ['pack'];
const UNPACK: readonly What[] = ['unpack'];
const WRITES: readonly What[] = ['pack', 'unpack'];
const READS: readonly What[] = ['unpack', 'list'];
const ALL: readonly What[] = ['pack', 'unpack', 'list'];

/** All options but BLock n, which PACK alone has. */
export const VMARC_OPTIONS: readonly Option[] = [
  option('S2', PACK, 'method', (r) => (r.method = 's2')),
  option('LZw', PACK, 'method', (r) => (r.method = 'lzw')),
  option('ASis', PACK, 'method', (r) => (r.method = 'store')),
  option('STOre', PACK, 'method', (r) => (r.method = 'store')),
  option('REplace', WRITES, 'old', (r) => (r.replace = 'yes')),
  option('NORepla', WRITES, 'old', (r) => (r.replace = 'no')),
  option('NEWFile', WRITES, 'old', (r) => (r.replace = 'no')),
  option('NEWRepla', UNPACK, 'old', (r) => (r.replace = 'newer')),
  option('ASKrepla', UNPACK, 'old', (r) => (r.replace = 'ask')),
  option('PROmpt', UNPACK, 'old', (r) => (r.replace = 'ask')),
  option('APpend', PACK, 'old', (r) => (r.append = true)),
  option('NOAppend', PACK, 'old', (r) => (r.append = false)),
  option('OLDdate', UNPACK, 'date', (r) => (r.oldDate = true)),
  option('NEWDate', UNPACK, 'date', (r) => (r.oldDate = false)),
  option('IGNore', UNPACK, 'ignore', (r) => (r.ignore = true)),
  option('NOIgnore', UNPACK, 'ignore', (r) => (r.ignore = false)),
  option('Trace', ALL, 'trace', (r) => (r.trace = 'type')),
  option('NOTrace', ALL, 'trace', (r) => (r.trace = 'no')),
  option('STAck', ALL, 'trace', (r) => (r.trace = 'FIFO')),
  option('FIfo', ALL, 'trace', (r) => (r.trace = 'FIFO')),
  option('LIfo', ALL, 'trace', (r) => (r.trace = 'LIFO')),
  option('NOSTAck', ALL, 'trace', (r) => (r.trace = 'type')),
  option('DIsk', ALL, 'device', (r) => (r.device = 'disk')),
  option('REAder', READS, 'device', (r) => (r.device = 'reader')),
  option('RDr', READS, 'device', (r) => (r.device = 'reader')),
  option('PUnch', PACK, 'device', (r) => (r.device = 'punch')),
  option('HOld', READS, 'hold', (r) => (r.hold = true)),
  option('NOHold', READS, 'hold', (r) => (r.hold = false)),
];
const MOST_BLOCK = 32767;

function takeOptions(request: Mutable, words: readonly string[]): void {
  const chosen = new Map<string, string>();
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    if (request.what === 'pack' && /^(BLO?C?K?|BLKSI?Z?E?|B)$/.test(word)) {
      const value = words[++i];
      if (value === undefined) throw vmarcFault(`Missing numeric value for ${word}`);
      const number = /^\d{1,5}$/.test(value) ? Number(value) : 0;
      if (number < 64 || number > MOST_BLOCK) throw vmarcFault(`Invalid numeric value ${value}`);
      request.block = number;
      continue;
    }
    const found = VMARC_OPTIONS.find(
      ({ name, minimum, of }) =>
        of.includes(request.what) && word.length >= minimum && name.startsWith(word),
    );
    const before = found === undefined ? undefined : chosen.get(found.group);
    if (found === undefined || (before !== undefined && before !== found.name)) {
      throw vmarcFault(`Invalid or conflicting option ${word}`);
    }
    chosen.set(found.group, found.name);
    found.set(request);
  }
}

/** A name that may have `*` and `%` in it. */
const isPattern = (word: string): boolean => isFileName(word.replace(/[*%]/g, 'X'));

function inputId(words: readonly string[]): Fileid {
  const [name, type, mode] = words;
  if (name === undefined || type === undefined || mode === undefined) {
    throw vmarcFault('Incomplete input file specification');
  }
  if (!isPattern(name) || !isPattern(type) || !isFilemode(mode, { anyMode: true })) {
    throw vmarcFault('Input fileid is invalid.');
  }
  return { name, type, mode };
}

function outputId(what: What, words: readonly string[]): Fileid {
  const [name, type, mode] = words;
  const packing = what === 'pack';
  if (name === undefined) {
    return packing ? { name: '=', type: '=', mode: '=' } : { name: '*', type: '*', mode: 'A' };
  }
  if (type === undefined || mode === undefined) {
    throw vmarcFault('Incomplete output file specification');
  }
  const good = (word: string): boolean =>
    packing ? word === '=' || isFileName(word) : isPattern(word);
  const goodMode = isFilemode(mode) || (packing && mode === '=');
  if (!good(name) || !good(type) || !goodMode)
    throw vmarcFault('Output file specification invalid');
  return { name, type, mode };
}

/** Reads a VMARC line. */
export function parseVmarc(tokens: readonly string[]): VmarcRequest {
  const { operands, options } = splitOperands(tokens);
  const [word = '', ...words] = operands;
  const named = FUNCTIONS.find(
    ({ name, minimum }) => word.length >= minimum && name.startsWith(word),
  );
  if (named === undefined) throw vmarcFault('No function specified.');
  const { what } = named;
  const nothing = { name: '*', type: '*', mode: 'A' };
  const request: Mutable = {
    what,
    ...{ input: nothing, output: nothing, device: 'disk', method: 'lzw', block: 80 },
    ...{ append: false, replace: 'no', oldDate: true, ignore: false, hold: false, trace: 'type' },
  };
  takeOptions(request, options);
  if (request.device === 'reader') {
    request.output = outputId(what, words);
    if (words.length > 3) throw vmarcFault('Extraneous parameters on command line');
    return request;
  }
  request.input = inputId(words);
  request.output = outputId(what, words.slice(3));
  const most = request.device === 'punch' ? 3 : 6;
  if (words.length > most) throw vmarcFault('Extraneous parameters on command line');
  if (request.device === 'punch' && request.block !== 80) {
    throw vmarcFault('Invalid or conflicting option BLOCK');
  }
  return request;
}

/** The line about a member, typed or on the stack; what is to be typed. */
export function traceMember(
  context: StepContext,
  request: VmarcRequest,
  shown: Pick<ArchiveMember, 'name' | 'type' | 'mode'>,
  bytesIn: number,
  bytesOut: number,
): string[] {
  if (request.trace === 'no') return [];
  const ten = (value: number): string => String(value).padStart(10);
  const percent = bytesIn === 0 ? 0 : Math.floor((bytesOut * 100) / bytesIn);
  const line =
    `${shown.name.padEnd(8)} ${shown.type.padEnd(8)} ${shown.mode.padEnd(2)}. ` +
    `Bytes in=${ten(bytesIn)}, bytes out=${ten(bytesOut)} (${String(percent).padStart(6)}%).`;
  if (request.trace === 'type') return [line];
  if (!stackLine(context.cms.stack, line, request.trace))
    throw vmarcFault('Program stack full.', 41);
  return [];
}

/** Operands and options of TAPE and VMFPLC2 (CMS Command Reference, "TAPE"). */
import { fault } from '../commands/command-fault.js';
import {
  lastOptions,
  optionRules,
  parseFileid,
  positive,
  splitOperands,
  type Fileid,
} from '../commands/operands.js';
import { PLC_SIZE } from './plc-format.js';

const SHARED = [
  'WTM',
  'NOWTM',
  'PRint',
  'NOPRint',
  'Term',
  'DISK',
  'EOT',
  'EOF=1',
  'DEN=1',
  '7TRACK',
  '9TRACK',
  '18TRACK',
  'TRTCH=1',
  'REWIND',
  'LEAVE',
];
/** Options of TAPE. */
export const TAPE_OPTIONS = optionRules(...SHARED, 'BLKSIZE=1');
/** Those of VMFPLC2. */
export const PLC_OPTIONS = optionRules(...SHARED);
/** Options of which the last one that was given counts. */
const EXCLUSIVE = [
  ['WTM', 'NOWTM'],
  ['PRINT', 'NOPRINT', 'TERM', 'DISK'],
  ['EOT', 'EOF'],
  ['7TRACK', '9TRACK', '18TRACK'],
  ['REWIND', 'LEAVE'],
];

/** Commands that move the tape, and their CCW commands. Those of TAPECTL are the same. */
export const TAPE_MOVES: Readonly<Record<string, number>> = {
  BSF: 0x2f,
  BSR: 0x27,
  ERG: 0x17,
  FSF: 0x3f,
  FSR: 0x37,
  REW: 0x07,
  RUN: 0x0f,
  WTM: 0x1f,
};
/** Settings of a drive by density. */
const DENSITIES: Readonly<Record<string, number>> = { 800: 0xcb, 1600: 0xc3, 6250: 0xd3 };

/** Densities that are taken and set nothing: drives of seven tracks had them, and those of eighteen have one alone. */
const UNSET = ['200', '556', '38K', 'XF'];
/** Parity, conversion and translation of seven tracks; there is no such drive. */
const TECHNIQUES = ['O', 'OC', 'OT', 'E', 'ET'];

/** What is wanted. */
export type TapeRequest = {
  /** Whose messages: those of TAPE or of VMFPLC2. */
  readonly module: 'TPE' | 'PLC';
  /** The form of VMFPLC2. */
  readonly plc: boolean;
  readonly function: 'DUMP' | 'LOAD' | 'SCAN' | 'SKIP' | 'MODESET' | 'DVOL1' | 'WVOL1' | 'move';
  readonly device: number;
  /** `TAP1(181)`. */
  readonly shown: string;
  /** CCW command and how often, of a move. */
  readonly command: number;
  readonly times: number;
  readonly id: Fileid;
  /** A fileid was given. */
  readonly named: boolean;
  readonly blockSize: number;
  readonly marks: boolean;
  /** Tape marks that are passed; Infinity: to the end of the tape. */
  readonly files: number;
  readonly report: 'term' | 'print' | 'disk' | 'none';
  readonly density: number | undefined;
  readonly volume: string;
  readonly owner: string;
  readonly leave: boolean;
};

/** Takes the drive out of the options: TAPn, or its address. */
function drive(options: readonly string[]): { device: number; symbol: string; rest: string[] } {
  const rest = [...options];
  let device = 0x181;
  let symbol = 'TAP1';
  const after = new Set(['EOF', 'BLKSIZE', 'DEN', 'TRTCH']);
  options.forEach((word, i) => {
    if (after.has(options[i - 1] ?? '')) return;
    const named = /^TAP([0-9A-F])$/.exec(word)?.[1];
    const address = /^[0-9A-F]{3,4}$/.test(word) ? Number.parseInt(word, 16) : undefined;
    if (named === undefined && address === undefined) return;
    const number = Number.parseInt(named ?? '0', 16);
    device = address ?? (number < 8 ? 0x180 : 0x280) + number;
    symbol = named === undefined ? 'TAPE' : word;
    rest.splice(rest.indexOf(word), 1);
  });
  return { device, symbol, rest };
}

/** Reads a line of TAPE, or of VMFPLC2 (`plc`), which has no labels and one size of blocks. */
export function parseTape(tokens: readonly string[], plc = false): TapeRequest {
  const module: TapeRequest['module'] = plc ? 'PLC' : 'TPE';
  const { operands, options } = splitOperands(tokens);
  const { device, symbol, rest } = drive(options);
  const chosen = lastOptions(module, plc ? PLC_OPTIONS : TAPE_OPTIONS, rest, EXCLUSIVE);
  const [name, ...words] = operands;
  if (name === undefined) throw fault(module, 47);
  const size = chosen.get('BLKSIZE')?.[0] ?? '4096';
  if (!['800', '4096', '4K'].includes(size)) throw fault(module, 29, size, 'BLKSIZE');
  const den = chosen.get('DEN')?.[0];
  if (den !== undefined && ![...UNSET, ...Object.keys(DENSITIES)].includes(den)) {
    throw fault(module, 29, den, 'DEN');
  }
  const technique = chosen.get('TRTCH')?.[0];
  if (technique !== undefined && !TECHNIQUES.includes(technique)) {
    throw fault(module, 29, technique, 'TRTCH');
  }
  const end = chosen.get('EOF')?.[0];
  const report = (['PRINT', 'DISK'] as const).find((one) => chosen.has(one));
  const base = {
    ...{ module, plc },
    device,
    shown: `${symbol}(${device.toString(16).toUpperCase().padStart(3, '0')})`,
    ...{ command: 0, times: 1, id: { name: '*', type: '*', mode: 'A' }, named: false },
    blockSize: plc ? PLC_SIZE : size === '800' ? 800 : 4096,
    marks: chosen.has('WTM'),
    files: chosen.has('EOT') ? Infinity : end === undefined ? 1 : positive(module, 'EOF', end),
    report: chosen.has('NOPRINT')
      ? 'none'
      : ((report?.toLowerCase() ?? 'term') as 'term' | 'print' | 'disk'),
    density: den === undefined ? undefined : DENSITIES[den],
    ...{ volume: '', owner: '', leave: chosen.has('LEAVE') },
  } as const;
  return parseFunction(base, name, words);
}

function parseFunction(
  base: Omit<TapeRequest, 'function'>,
  name: string,
  words: readonly string[],
): TapeRequest {
  const { module, plc } = base;
  if (plc && (name === 'DVOL1' || name === 'WVOL1')) throw fault(module, 14, name);
  const most = (count: number): void => {
    const extra = words[count];
    if (extra !== undefined) throw fault(module, 70, extra);
  };
  const [first, second, third] = words;
  switch (name) {
    case 'DUMP': {
      if (first === undefined) throw fault(module, 42);
      if (second === undefined) throw fault(module, 23);
      most(3);
      const rule = { patterns: true, anyMode: true, filemode: 'A' };
      return { ...base, function: name, id: parseFileid(module, words, rule), named: true };
    }
    case 'LOAD':
    case 'SCAN':
    case 'SKIP': {
      most(name === 'LOAD' ? 3 : 2);
      const all = [first ?? '*', second ?? '*', third ?? 'A'];
      const id = parseFileid(module, all, { patterns: true });
      return { ...base, function: name, id, named: first !== undefined };
    }
    case 'MODESET':
    case 'DVOL1':
      most(0);
      return { ...base, function: name };
    case 'WVOL1':
      most(2);
      if (first === undefined) throw fault(module, 50, name);
      if (!/^[A-Z0-9$#@]{1,6}$/.test(first)) throw fault(module, 70, first);
      return { ...base, function: name, volume: first, owner: second ?? '' };
    default: {
      const command = TAPE_MOVES[name];
      if (command === undefined) throw fault(module, 14, name);
      most(name === 'REW' || name === 'RUN' ? 0 : 1);
      if (first !== undefined && !/^[1-9]\d{0,4}$/.test(first)) throw fault(module, 70, first);
      return { ...base, function: 'move', command, times: Number(first ?? 1) };
    }
  }
}

/**
 * DISPLAY: storage, keys, registers, PSW, CAW, CSW of the machine (CP Command Reference, "DISPLAY"). The
 * machine is stopped while CP looks.
 */
import { disassemble } from '../../../cpu/disassembler.js';
import type { GuestStorage } from '../../../cpu/guest-storage.js';
import type { VirtualProcessor } from '../../../cpu/virtual-processor.js';
import { EBCDIC_TO_LATIN1 } from '../../../shared/ebcdic.js';
import type { ControlCommand, ControlContext } from '../control-command.js';
import { say } from '../messages-table.js';
import { hex8, hexOf } from '../operands.js';
import { addressSpace, fetchFrom, rangeOf } from './guest-addresses.js';
import type { AddressRange, AddressSpace } from './guest-addresses.js';

/** Most bytes of one range. */
const RANGE_LIMIT = 0x10000;

type Range = AddressRange;

const hex6 = (address: number): string => address.toString(16).toUpperCase().padStart(6, '0');

function storageLines(space: AddressSpace, range: Range, translate: boolean): readonly string[] {
  const lines: string[] = [];
  const start = range.first & ~(translate ? 15 : 3);
  for (let at = start; at <= range.last; at += 16) {
    const words: string[] = [];
    let text = '';
    for (let word = at; word < at + 16 && (translate || word <= range.last); word += 4) {
      const bytes = fetchFrom(space, word, 4);
      if (bytes.length < 4) break;
      words.push(hex8(new DataView(bytes.buffer).getInt32(0)));
      for (const byte of bytes) {
        const code = EBCDIC_TO_LATIN1[byte]!;
        text += code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '.';
      }
    }
    if (words.length === 0) {
      lines.push(`${hex6(at)}  NON-ADDRESSABLE STORAGE`);
      break;
    }
    lines.push(`${hex6(at)}  ${words.join(' ')}${translate ? `  *${text}*` : ''}`);
  }
  return lines;
}

/** `I`: the instructions of a range. */
function instructionLines(space: AddressSpace, range: Range): readonly string[] {
  const lines: string[] = [];
  for (let at = range.first & ~1; at <= range.last;) {
    const bytes = fetchFrom(space, at, 6);
    if (bytes.length === 0) break;
    const { length, text } = disassemble(bytes);
    const hex = Array.from(bytes.subarray(0, length), (byte) => byte.toString(16).padStart(2, '0'));
    lines.push(`${hex6(at)}  ${hex.join('').toUpperCase().padEnd(12)}  ${text}`);
    at += Math.max(2, length);
  }
  return lines;
}

/** `PSW ALL`: the current PSW and those of the interruptions in real page 0. */
function allPsws(processor: VirtualProcessor, storage: GuestStorage): readonly string[] {
  const names = ['EXT', 'SVC', 'PROG', 'MCH', 'I/O'];
  const pair = (real: number): string =>
    [real, real + 4].map((at) => hex8(storage.word(processor.prefix + at) ?? 0)).join(' ');
  return [
    `PSW = ${processor.pswWords().map(hex8).join(' ')}`,
    ...names.map((name, n) => `${name.padEnd(4)} OLD ${pair(24 + 8 * n)}  NEW ${pair(88 + 8 * n)}`),
  ];
}

function keyLines(space: AddressSpace, range: Range): readonly string[] {
  const lines: string[] = [];
  const keyAt = (address: number): number | undefined => {
    const at = space.absolute(address);
    return at === undefined ? undefined : space.storage.key(at);
  };
  let from = range.first & ~0x7ff;
  let key = keyAt(from);
  const close = (to: number): void => {
    const shown = key?.toString(16).toUpperCase().padStart(2, '0');
    const text = shown === undefined ? 'NON-ADDRESSABLE STORAGE' : `KEY = ${shown}`;
    lines.push(`${hex6(from)} TO ${hex6(to)}   ${text}`);
  };
  for (let at = from + 0x800; at <= range.last; at += 0x800) {
    const next = keyAt(at);
    if (next === key) continue;
    close(at - 1);
    from = at;
    key = next;
  }
  close(range.last | 0x7ff);
  return lines;
}

function registerLines(
  name: string,
  range: Range,
  value: (n: number) => string,
  each: number,
): readonly string[] {
  const lines: string[] = [];
  for (let n = range.first; n <= range.last; n += each) {
    const values: string[] = [];
    for (let i = n; i < n + each && i <= range.last; i++) values.push(value(i));
    lines.push(`${name} ${String(n).padStart(2)} = ${values.join(' ')}`);
  }
  return lines;
}

/** A register range in decimal or hexadecimal: `G`, `G5`, `G0-F`, `GA.3`. */
function registers(context: ControlContext, text: string, limit: number): Range | number {
  if (text === '') return { first: 0, last: limit - 1 };
  const match = /^([0-9A-F]{1,2})(?:([-:.])([0-9A-F]{1,2}))?$/.exec(text);
  if (match === null) return say(context, 'CDB', 10, text);
  const value = (digits: string): number =>
    // two digits are decimal (10 to 15), one is hexadecimal, as people type them
    /^\d\d$/.test(digits) ? Number(digits) : Number.parseInt(digits, 16);
  const first = value(match[1]!);
  const last =
    match[3] === undefined
      ? first
      : match[2] === '.'
        ? first + value(match[3]) - 1
        : value(match[3]);
  if (first >= limit || last >= limit || last < first) return say(context, 'CDB', 10, text);
  return { first, last };
}

function linesFor(context: ControlContext, word: string): readonly string[] | number {
  const { user } = context;
  const processor = user.memory.processor(context.cpu);
  const storage = user.memory.storage();
  if (word === 'PSW') return [`PSW = ${processor.pswWords().map(hex8).join(' ')}`];
  if (word === 'PSW ALL') return allPsws(processor, storage);
  if (word === 'PREFIX') return [`PREFIX = ${hex8(processor.prefix)}`];
  const low = (real: number): string => hex8(storage.word(processor.prefix + real) ?? 0);
  if (word === 'CAW') return [`CAW = ${low(72)}`];
  if (word === 'CSW') return [`CSW = ${low(64)} ${low(68)}`];
  const rest = word.slice(1);
  switch (word[0]) {
    case 'G': {
      const range = registers(context, rest, 16);
      if (typeof range === 'number') return range;
      return registerLines('GPR', range, (n) => hex8(processor.register(n)), 4);
    }
    case 'X': {
      const range = registers(context, rest, 16);
      if (typeof range === 'number') return range;
      return registerLines('ECR', range, (n) => hex8(processor.controlRegister(n)), 4);
    }
    case 'Y': {
      const range = registers(context, rest, 8);
      if (typeof range === 'number') return range;
      const all: string[] = [];
      for (let n = range.first & ~1; n <= range.last; n += 2) {
        const words = hex8(processor.floatWord(n)) + hex8(processor.floatWord(n + 1));
        all.push(`FPR ${String(n).padStart(2)} = ${words}`);
      }
      return all;
    }
    default: {
      // letters in any order: L virtual addresses, N absolute ones, T text, I instructions, K keys
      const [, letters = '', text = ''] = /^([LTKNI]*)(.*)$/.exec(word) ?? [];
      const space = addressSpace(context, letters);
      const range = rangeOf(context, 'CDB', text, letters, space);
      if (typeof range === 'number') return range;
      if (letters.includes('K')) return keyLines(space, range);
      if (range.last - range.first >= RANGE_LIMIT) return say(context, 'CDB', 9, text);
      if (letters.includes('I')) return instructionLines(space, range);
      return storageLines(space, range, letters.includes('T'));
    }
  }
}

/** DISPLAY. */
export const display: ControlCommand = {
  name: 'DISPLAY',
  minimum: 1,
  classes: 'G',
  async run(context, operands) {
    if (operands.words.length === 0) return say(context, 'CDB', 33);
    // `DISPLAY G 5` and `DISPLAY G5` are the same
    const words = operands.words.flatMap((word, n, all) =>
      /^[GXYLTKIN]$/.test(word) && hexOf(all[n + 1]?.split(/[-.:]/)[0], 8) !== undefined
        ? [word + all[n + 1]!]
        : n > 0 &&
            /^[GXYLTKIN]$/.test(all[n - 1]!) &&
            hexOf(word.split(/[-.:]/)[0], 8) !== undefined
          ? []
          : [word],
    );
    const all = words.indexOf('ALL');
    if (all > 0 && words[all - 1] === 'PSW') words.splice(all - 1, 2, 'PSW ALL');
    let rc = 0;
    for (const word of words) {
      const lines = await context.user.whileStopped(() => linesFor(context, word));
      if (lines === undefined) return 0;
      if (typeof lines === 'number') rc = lines;
      else for (const line of lines) context.respond(line);
    }
    return rc;
  },
};

/**
 * STORE: changes storage, registers or the PSW of the machine (CP Command Reference, "STORE"). All or
 * nothing: operands are read before anything is changed, and the machine is stopped meanwhile.
 */
import type { VirtualProcessor } from '../../../cpu/virtual-processor.js';
import type { ControlCommand, ControlContext } from '../control-command.js';
import { say } from '../messages-table.js';
import { hexOf } from '../operands.js';
import { addressSpace, storeInto } from './guest-addresses.js';
import type { VirtualMachine } from '../virtual-machine.js';

/** What became of a change. */
type Changed = 'done' | 'no-frame' | 'outside';
type Change = (machine: VirtualMachine, cpu: number) => Changed;

function bigEndian(words: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(words.length * 4);
  const view = new DataView(bytes.buffer);
  words.forEach((word, n) => {
    view.setUint32(n * 4, word >>> 0);
  });
  return bytes;
}

function wordsOf(context: ControlContext, texts: readonly string[]): number[] | number {
  if (texts.length === 0) return say(context, 'CDS', 26);
  const words: number[] = [];
  for (const text of texts) {
    const word = hexOf(text, 8);
    if (word === undefined) return say(context, 'CDS', 2, text);
    words.push(word);
  }
  return words;
}

/** @param letters - L virtual addresses, N absolute ones, S bytes in place of words */
function intoStorage(
  context: ControlContext,
  letters: string,
  where: string,
  values: readonly string[],
): Change | number {
  if (where === '') return say(context, 'CDS', 33);
  const address = hexOf(where, 8);
  if (address === undefined) return say(context, 'CDS', 4, where);
  let bytes: Uint8Array;
  const string = letters.includes('S');
  if (string) {
    const digits = values.join('');
    if (digits === '') return say(context, 'CDS', 26);
    if (!/^([0-9A-F]{2})+$/.test(digits)) return say(context, 'CDS', 2, digits);
    bytes = Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  } else {
    const words = wordsOf(context, values);
    if (typeof words === 'number') return words;
    bytes = bigEndian(words);
  }
  const start = string ? address : address - (address % 4);
  return () => storeInto(addressSpace(context, letters), start, bytes);
}

function intoRegisters(
  context: ControlContext,
  where: string,
  values: readonly string[],
  limit: number,
  set: (processor: VirtualProcessor, n: number, value: number) => void,
): Change | number {
  const first = /^\d\d$/.test(where) ? Number(where) : hexOf(where, 1);
  if (first === undefined || first >= limit) return say(context, 'CDS', 10, where);
  const words = wordsOf(context, values);
  if (typeof words === 'number') return words;
  if (first + words.length > limit) return say(context, 'CDS', 10, where);
  return (machine, cpu) => {
    const processor = machine.memory.processor(cpu);
    words.forEach((word, n) => {
      set(processor, first + n, word | 0);
    });
    return 'done';
  };
}

function intoPsw(context: ControlContext, values: readonly string[]): Change | number {
  const words = wordsOf(context, values);
  if (typeof words === 'number') return words;
  if (words.length > 2) return say(context, 'CDS', 12, values.join(' '));
  return (machine, cpu) => {
    const processor = machine.memory.processor(cpu);
    const [first] = processor.pswWords();
    // one word is the second half, the address, as on VM
    if (words.length === 1) processor.loadPsw(first, words[0]! | 0);
    else processor.loadPsw(words[0]! | 0, words[1]! | 0);
    return 'done';
  };
}

/** STORE STATUS: timers, PSW, prefix and registers where the store-status function of a processor has them. */
function status(machine: VirtualMachine, cpu: number): Changed {
  return machine.memory.processor(cpu).storeStatus() ? 'done' : 'no-frame';
}

function changeOf(context: ControlContext, words: readonly string[]): Change | number {
  const [word, ...values] = words;
  if (word === undefined) return say(context, 'CDS', 33);
  if (word === 'PSW' || word === 'P') return intoPsw(context, values);
  if (word === 'STATUS') {
    if (values.length > 0) return say(context, 'CDS', 2, values[0]!);
    return status;
  }
  const [, letters = '', rest = ''] = /^([GXYLSN]*)(.*)$/.exec(word) ?? [];
  // the letters may stand apart from what they name: `STORE G 5 0`, `STORE S 100 C1`
  const where = rest === '' ? (values.shift() ?? '') : rest;
  switch (letters) {
    case 'G':
      return intoRegisters(context, where, values, 16, (p, n, value) => p.setRegister(n, value));
    case 'X':
      return intoRegisters(context, where, values, 16, (p, n, value) =>
        p.setControlRegister(n, value),
      );
    case 'Y':
      return intoRegisters(context, where, values, 8, (p, n, value) => p.setFloatWord(n, value));
    default:
      if (/[GXY]/.test(letters)) return say(context, 'CDS', 4, word);
      return intoStorage(context, letters, where, values);
  }
}

/** The address in the operands, without the letters in front of it. */
function hexlocOf(words: readonly string[]): string {
  return words[0]?.replace(/^[LSN]+/, '') || (words[1] ?? '');
}

/** STORE. */
export const store: ControlCommand = {
  name: 'STORE',
  minimum: 2,
  classes: 'G',
  async run(context, operands) {
    const change = changeOf(context, operands.words);
    if (typeof change === 'number') return change;
    const done = await context.user.whileStopped(() => change(context.user, context.cpu));
    if (done === undefined) return 0;
    if (done === 'outside') return say(context, 'CDS', 160, hexlocOf(operands.words));
    if (done === 'no-frame') return say(context, 'PTR', 410);
    context.respond('Store complete');
    return 0;
  },
};

/**
 * The events of TRACE and PER: what a trap waits for, in the words of z/VM and of VM/370 (z/VM "CP Commands",
 * TRACE; VM/370 "CP Command Reference", TRACE; VM/SP, PER).
 */
import { instructionNamed } from '../../../cpu/instruction-table.js';
import type { NewTrap } from '../../trace/trace-edit.js';
import type { Span, TrapKind } from '../../trace/trace-state.js';
import type { CommandContext } from '../cp-services.js';
import { say } from '../messages-table.js';
import type { MessageNumber } from '../messages-table.js';
import { abbreviates } from '../operands.js';
import { isFault, spanOf } from './spans.js';

/** The condition of a trap. */
export type TrapCondition = Pick<
  NewTrap,
  'kind' | 'range' | 'into' | 'codes' | 'registers' | 'mnemonic' | 'data' | 'io' | 'ccw'
>;

/** What a bare number or range behind the word of an event means. */
type Bare = 'range' | 'into' | 'codes' | 'registers' | 'none';

interface Event {
  readonly name: string;
  readonly minimum: number;
  readonly kind: TrapKind;
  readonly bare: Bare;
  readonly ccw?: true;
}

const EVENTS: readonly Event[] = [
  { name: 'I/O', minimum: 3, kind: 'I/O', bare: 'codes' },
  { name: 'IO', minimum: 2, kind: 'I/O', bare: 'codes' },
  { name: 'INSTRUCTION', minimum: 1, kind: 'INSTR', bare: 'range' },
  { name: 'IFETCH', minimum: 2, kind: 'INSTR', bare: 'range' },
  { name: 'BRANCH', minimum: 2, kind: 'BRANCH', bare: 'into' },
  { name: 'STORE', minimum: 2, kind: 'STORE', bare: 'into' },
  { name: 'G', minimum: 1, kind: 'GPR', bare: 'registers' },
  { name: 'GPR', minimum: 3, kind: 'GPR', bare: 'registers' },
  { name: 'GREG', minimum: 2, kind: 'GPR', bare: 'registers' },
  { name: 'REG', minimum: 3, kind: 'GPR', bare: 'registers' },
  { name: 'MASK', minimum: 2, kind: 'MASK', bare: 'range' },
  { name: 'SVC', minimum: 2, kind: 'SVC', bare: 'codes' },
  { name: 'PROGRAM', minimum: 3, kind: 'PROG', bare: 'codes' },
  { name: 'EXTERNAL', minimum: 3, kind: 'EXT', bare: 'codes' },
  { name: 'PRIV', minimum: 4, kind: 'PRIV', bare: 'range' },
  { name: 'DIAGNOSE', minimum: 4, kind: 'DIAG', bare: 'codes' },
  { name: 'SIO', minimum: 3, kind: 'SIO', bare: 'codes' },
  { name: 'CCW', minimum: 3, kind: 'CCW', bare: 'codes', ccw: true },
  { name: 'CSW', minimum: 3, kind: 'I/O', bare: 'codes' },
  { name: 'ALL', minimum: 3, kind: 'ALL', bare: 'range' },
  { name: 'COUNT', minimum: 5, kind: 'COUNT', bare: 'range' },
];

/** Where a set of addresses or codes ends. */
const ENDS = { range: 0xffffff, into: 0xffffff, codes: 0xffff } as const;

/** The event that a word names: one of the list, or an instruction by its mnemonic. */
export function eventNamed(word: string | undefined): Event | undefined {
  if (word === undefined) return undefined;
  const known = EVENTS.find(({ name, minimum }) => abbreviates(word, name, minimum));
  if (known !== undefined) return known;
  if (instructionNamed(word) === undefined) return undefined;
  return { name: word, minimum: word.length, kind: 'MNEMONIC', bare: 'range' };
}

/**
 * Reads an event and what belongs to it.
 * @returns the condition and the word behind it, or the return code of a message
 */
export function trapCondition(
  context: CommandContext,
  module: string,
  words: readonly string[],
  from: number,
): { readonly condition: TrapCondition; readonly next: number } | number {
  const event = eventNamed(words[from]);
  if (event === undefined) return say(context, module, 2, words[from] ?? '');
  let condition: TrapCondition = {
    kind: event.kind,
    ...(event.kind === 'MNEMONIC' ? { mnemonic: event.name } : {}),
    ...(event.ccw === true ? { ccw: true } : {}),
    ...(event.name === 'CSW' ? { io: 'INT' as const } : {}),
  };
  let n = from + 1;
  const bare = bareOperand(event, words[n]);
  if (typeof bare === 'object') {
    condition = { ...condition, ...bare };
    n++;
  } else if (bare !== undefined) return say(context, module, bare, words[n]!);
  for (; n < words.length; n++) {
    const word = words[n]!;
    const which = rangeWord(word);
    if (which !== undefined) {
      const span = spanOf(words[n + 1] ?? '', ENDS.range);
      if (isFault(span))
        return say(context, module, span.fault === 'order' ? 9 : 4, words[n + 1] ?? '');
      condition = { ...condition, [which]: span };
      n++;
    } else if (word === 'DATA') {
      const data = words[++n];
      if (data === undefined || !/^([0-9A-F]{2}){1,6}$/.test(data))
        return say(context, module, 2, data ?? word);
      condition = { ...condition, data };
    } else if (event.kind === 'I/O' && abbreviates(word, 'INSTRUCTION', 4))
      condition = { ...condition, io: 'INST' };
    else if (event.kind === 'I/O' && abbreviates(word, 'INTERRUPTION', 3))
      condition = { ...condition, io: 'INT' };
    else if (event.kind === 'I/O' && word === 'CCW') condition = { ...condition, ccw: true };
    else break;
  }
  if (event.kind === 'GPR' && condition.registers === undefined)
    condition = { ...condition, registers: 0xffff };
  return { condition, next: n };
}

function rangeWord(word: string): 'range' | 'into' | undefined {
  if (word === 'PSWA' || word === 'FROM' || abbreviates(word, 'RANGE', 1)) return 'range';
  return word === 'INTO' || word === 'TO' ? 'into' : undefined;
}

/** What stands behind the event without a word of its own; a number of a message when it cannot be. */
function bareOperand(
  event: Event,
  word: string | undefined,
): Partial<TrapCondition> | MessageNumber | undefined {
  if (word === undefined || event.bare === 'none') return undefined;
  if (event.bare === 'registers') return registersOf(word);
  // a word of letters and digits that could begin a range is one: options have other letters
  if (!/^[0-9A-F]+([-:.]([0-9A-F]+|END))?$/.test(word)) return undefined;
  const span = spanOf(word, ENDS[event.bare]);
  if (isFault(span)) return span.fault === 'order' ? 9 : 4;
  if (span.last > ENDS[event.bare]) return 9;
  return { [event.bare]: span };
}

/** `5`, `0-F`, `12-14`. */
function registersOf(word: string): Partial<TrapCondition> | MessageNumber | undefined {
  const match = /^([0-9A-F]{1,2})(?:([-:.])([0-9A-F]{1,2}))?$/.exec(word);
  if (match === null) return undefined;
  const first = registerNumber(match[1]!);
  const second = match[3] === undefined ? first : registerNumber(match[3]);
  const last = match[2] === '.' ? first + second - 1 : second;
  if (first > 15 || last > 15 || last < first) return 10;
  let registers = 0;
  for (let n = first; n <= last; n++) registers |= 0x8000 >> n;
  return { registers };
}

/** Two digits are decimal (10 to 15), one is hexadecimal, as people type them. */
export function registerNumber(digits: string): number {
  return /^\d\d$/.test(digits) ? Number(digits) : Number.parseInt(digits, 16);
}

/** Two ranges, as QUERY TRACE shows them. */
export function spanText(span: Span, digits: number): string {
  const text = (value: number): string => value.toString(16).toUpperCase().padStart(digits, '0');
  return `${text(span.first)}-${text(span.last)}`;
}

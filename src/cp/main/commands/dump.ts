/**
 * DUMP: registers, PSW, storage keys and a range of storage on the machine's first printer (VM/370 "CP Command
 * Reference", DUMP). The machine stands still meanwhile; lines that repeat the one before are left out.
 */
import type { VirtualProcessor } from '../../../cpu/virtual-processor.js';
import { EBCDIC_TO_LATIN1 } from '../../../shared/ebcdic.js';
import type { ControlCommand, ControlContext } from '../control-command.js';
import { say } from '../messages-table.js';
import { hex8 } from '../operands.js';
import { addressSpace, fetchFrom, rangeOf } from './guest-addresses.js';
import type { AddressRange, AddressSpace } from './guest-addresses.js';

const MODULE = 'CDM';
/** Bytes of storage on a line, and between two requests to print. */
const ROW = 32;
const PIECE = 4096;
/** Bytes that have one key. */
const KEY_BLOCK = 2048;

const hex6 = (address: number): string => address.toString(16).toUpperCase().padStart(6, '0');

function registerLines(processor: VirtualProcessor): readonly string[] {
  const eight = (name: string, from: number, value: (n: number) => number): string =>
    `${name} ${String(from).padStart(2)}-${String(from + 7).padEnd(2)}  ${Array.from({ length: 8 }, (_, n) => hex8(value(from + n))).join(' ')}`;
  const general = (n: number): number => processor.register(n);
  const control = (n: number): number => processor.controlRegister(n);
  const float = [0, 2, 4, 6].map(
    (n) => hex8(processor.floatWord(n)) + hex8(processor.floatWord(n + 1)),
  );
  return [
    eight('GPR', 0, general),
    eight('GPR', 8, general),
    eight('ECR', 0, control),
    eight('ECR', 8, control),
    `FPR  0-6   ${float.join(' ')}`,
    `PSW        ${processor.pswWords().map(hex8).join(' ')}  PREFIX ${hex8(processor.prefix)}`,
  ];
}

/** One row of storage; what cannot be printed is a point. */
function rowLine(at: number, bytes: Uint8Array): string {
  const words: string[] = [];
  for (let n = 0; n < bytes.length; n += 4)
    words.push(
      Array.from(bytes.subarray(n, n + 4), (byte) => byte.toString(16).padStart(2, '0')).join(''),
    );
  const text = Array.from(bytes, (byte) => {
    const code = EBCDIC_TO_LATIN1[byte]!;
    return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '.';
  });
  return `${hex6(at)}  ${words.join(' ').toUpperCase().padEnd(71)}  *${text.join('')}*`;
}

/** What has been printed last, so that repetitions are told in one line. */
interface Before {
  row: Uint8Array | undefined;
  /** Where rows began to be left out; -1 when none has been. */
  from: number;
}

/** Lines of a piece of storage; pages that are not there are passed over. */
function pieceLines(
  space: AddressSpace,
  from: number,
  to: number,
  before: Before,
): readonly string[] {
  const lines: string[] = [];
  for (let at = from; at <= to; at += ROW) {
    const absolute = space.absolute(at);
    if (at % KEY_BLOCK === 0 || before.row === undefined) {
      left(before, at, lines);
      before.row = undefined;
      if (absolute === undefined) {
        at = (at | (KEY_BLOCK - 1)) + 1 - ROW;
        continue;
      }
      const key = (space.storage.key(absolute) ?? 0).toString(16).toUpperCase().padStart(2, '0');
      lines.push(`${hex6(at)} TO ${hex6(at | (KEY_BLOCK - 1))}   KEY = ${key}`);
    }
    const bytes = fetchFrom(space, at, ROW);
    if (before.row !== undefined && bytes.every((byte, n) => byte === before.row![n])) {
      if (before.from < 0) before.from = at;
      continue;
    }
    left(before, at, lines);
    before.row = bytes;
    lines.push(rowLine(at, bytes));
  }
  return lines;
}

/** The rows that were left out, up to `at`. */
function left(before: Before, at: number, lines: string[]): void {
  if (before.from < 0) return;
  lines.push(`${hex6(before.from)} TO ${hex6(at - 1)}   SUPPRESSED LINE(S) SAME AS ABOVE`);
  before.from = -1;
}

/** What is dumped. */
interface Wanted {
  /** Letters in front of the range, and the range; without one only what is not storage. */
  readonly letters: string;
  readonly text: string | undefined;
  readonly title: string;
}

const NOTHING: AddressRange = { first: 0, last: -1 };

/** Prints all of it; the return code, -1 when it is done. */
async function print(context: ControlContext, { letters, text, title }: Wanted): Promise<number> {
  const { user } = context;
  const space = addressSpace(context, letters);
  const range = text === undefined ? NOTHING : rangeOf(context, MODULE, text, letters, space);
  if (typeof range === 'number') return range;
  const put = async (lines: readonly string[]): Promise<number | undefined> => {
    const reply = await user.request({ op: 'print', lines });
    if (reply.ok) return undefined;
    if (reply.why === 'superseded') return 0;
    return say(context, MODULE, reply.why === 'no-device' ? 40 : 193, 'PRT');
  };
  const head = [
    `DUMP  ${user.userid}  ${title}`.trimEnd(),
    ...registerLines(user.memory.processor(context.cpu)),
  ];
  let rc = await put(head);
  const before: Before = { row: undefined, from: -1 };
  for (let at = range.first & ~(ROW - 1); rc === undefined && at <= range.last; at += PIECE) {
    const to = Math.min(at + PIECE - 1, range.last);
    const lines = [...pieceLines(space, at, to, before)];
    if (to === range.last) left(before, to + 1, lines);
    if (lines.length > 0) rc = await put(lines);
  }
  return rc ?? -1;
}

/** DUMP. */
export const dump: ControlCommand = {
  name: 'DUMP',
  minimum: 2,
  classes: 'G',
  async run(context, operands) {
    const [word = ''] = operands.words;
    const title = operands.text.includes('*')
      ? operands.text.slice(operands.text.indexOf('*'))
      : '';
    const extra = operands.words[1];
    if (extra !== undefined && !extra.startsWith('*')) return say(context, MODULE, 2, extra);
    const [, letters = '', rest = ''] = word.startsWith('*')
      ? []
      : (/^([LTN]*)(.*)$/.exec(word) ?? []);
    const text = letters + rest === '' ? undefined : rest;
    const rc = await context.user.whileStopped(() => print(context, { letters, text, title }));
    if (rc === undefined) return 0;
    if (rc >= 0) return rc;
    context.respond('Command complete');
    return 0;
  },
};

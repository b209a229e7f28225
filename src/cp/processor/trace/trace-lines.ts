/**
 * The lines that TRACE shows (z/VM "CP Commands", "TRACE: Command Responses"). An arrow in front says that the
 * instruction does not follow the one shown before it; `->` behind an instruction says where it went, `>>`
 * what it stored into; a quotation mark follows addresses that are virtual.
 */
import type { Decoded } from '../../../cpu/effects.js';
import type { WatchedInstruction, WatchedInterruption } from '../../../cpu/watcher.js';

/** An instruction's lines; what is not known before CP has completed it comes between `left` and `right`. */
export interface InstructionText {
  readonly before: readonly string[];
  readonly left: string;
  readonly right: string;
  readonly after: readonly string[];
}

const INDENT = ' '.repeat(14);

/** A number as so many hexadecimal digits. */
export function hexText(value: number, digits: number): string {
  return (value >>> 0).toString(16).toUpperCase().padStart(digits, '0');
}

function bytesText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => hexText(byte, 2)).join('');
}

/** The second byte says no address: shifts, keys, SRP's second operand. */
function shownOperands({
  entry,
  first,
  second,
}: Decoded): readonly [first?: number | undefined, second?: number | undefined] {
  if (entry === undefined || entry.format === 'RSS' || entry.mnemonic === 'SPKA') return [];
  return [first, entry.mnemonic === 'SRP' ? undefined : second];
}

/** The text of an instruction. */
export function instructionText(event: WatchedInstruction, follows: boolean): InstructionText {
  const { at, decoded, target, effects, translated } = event;
  const quote = translated ? "'" : ' ';
  const prefix = follows ? '    ' : ' -> ';
  const head = (start: string, where: number, { entry, bytes }: Decoded): string =>
    `${start}${hexText(where, 8)}${quote} ${(entry?.mnemonic ?? '????').padEnd(5)} ${bytesText(bytes).padEnd(8)}`;
  const executed = target?.decoded ?? decoded;
  const before =
    target === undefined
      ? []
      : [`${head(prefix, at, decoded)}    ${hexText(decoded.first ?? 0, 8)}`];
  const left = target === undefined ? head(prefix, at, decoded) : head('    ', target.at, executed);
  const [first, second] = shownOperands(executed);
  const io = executed.entry !== undefined && executed.entry.opcode >= 0x9c00;
  let operands = '';
  if (moved(event)) operands = ` -> ${hexText(event.next, 8)}${quote}`;
  else if (first !== undefined) {
    const mark = effects.stored.length > 0 ? ' >> ' : '    ';
    operands = `${mark}${hexText(first, 8)}${quote}`;
    if (second !== undefined) operands += `  ${hexText(second, 8)}${quote}`;
  }
  return {
    before,
    left: `${left}${operands}${operands === '' ? '    ' : '   '}`,
    right: io && first !== undefined ? `    DEV ${hexText(first & 0xffff, 4)}` : '',
    after: [],
  };
}

/** Whether the next instruction is not the one behind it. */
function moved({ effects, decoded, target }: WatchedInstruction): boolean {
  const op = (target?.decoded ?? decoded).entry?.opcode;
  return effects.branched || op === 0x0a || op === 0x82;
}

/** Registers that an instruction has replaced, four a line. */
export function registerLines(altered: number, general: (n: number) => number): readonly string[] {
  const texts: string[] = [];
  for (let n = 0; n < 16; n++)
    if ((altered & (0x8000 >> n)) !== 0)
      texts.push(`GPR ${String(n).padStart(2)} =  ${hexText(general(n), 8)}`);
  const lines: string[] = [];
  for (let n = 0; n < texts.length; n += 3) lines.push(INDENT + texts.slice(n, n + 3).join('  '));
  return lines;
}

/** An interruption: where it came from and went to, and both PSWs. */
export function interruptionLines(event: WatchedInterruption, csw?: string): readonly string[] {
  const quote = event.translated ? "'" : ' ';
  const code = hexText(event.code, 4);
  const what = event.class === 'I/O' ? `I/O DEV ${code}` : `${event.class.padEnd(4)} ${code}`;
  const next = event.new[1] & 0xffffff;
  const name = csw ?? nameOf(event);
  return [
    `*** ${hexText(event.address, 8)}${quote} ${what} -> ${hexText(next, 8)}   ${name}`.trimEnd(),
    pswLine(event.old, event.new),
  ];
}

/** The PSWs of an interruption. */
export function pswLine(old: readonly [number, number], now: readonly [number, number]): string {
  const text = (psw: readonly [number, number]): string =>
    `${hexText(psw[0], 8)} ${hexText(psw[1], 8)}`;
  return `${INDENT}OLD PSW ${text(old)}  NEW PSW ${text(now)}`;
}

const PROGRAM_NAMES: readonly (string | undefined)[] = [
  undefined,
  'OPERATION',
  'PRIVILEGED OPERATION',
  'EXECUTE',
  'PROTECTION',
  'ADDRESSING',
  'SPECIFICATION',
  'DATA',
  'FIXED-POINT OVERFLOW',
  'FIXED-POINT DIVIDE',
  'DECIMAL OVERFLOW',
  'DECIMAL DIVIDE',
  'EXPONENT OVERFLOW',
  'EXPONENT UNDERFLOW',
  'SIGNIFICANCE',
  'FLOATING-POINT DIVIDE',
  'SEGMENT TRANSLATION',
  'PAGE TRANSLATION',
  'TRANSLATION SPECIFICATION',
  'SPECIAL OPERATION',
];
const EXTERNAL_NAMES: ReadonlyMap<number, string> = new Map([
  [0x40, 'INTERRUPT KEY'],
  [0x80, 'INTERVAL TIMER'],
  [0xc0, 'INTERVAL TIMER, INTERRUPT KEY'],
  [0x1004, 'CLOCK COMPARATOR'],
  [0x1005, 'CPU TIMER'],
  [0x1200, 'MALFUNCTION ALERT'],
  [0x1201, 'EMERGENCY SIGNAL'],
  [0x1202, 'EXTERNAL CALL'],
]);

function nameOf({ class: kind, code }: WatchedInterruption): string {
  if (kind === 'EXT') return EXTERNAL_NAMES.get(code) ?? '';
  if (kind !== 'PROG') return '';
  const names = [PROGRAM_NAMES[code & 0x3f]];
  if ((code & 0x40) !== 0) names.push('MONITOR EVENT');
  if ((code & 0x80) !== 0) names.push('PROGRAM EVENT');
  return names.filter((name) => name !== undefined).join(', ');
}

/** The lines of TRACE CCW: CAW and channel program as they stand in storage. */
export function channelProgramLines(
  caw: number,
  word: (address: number) => number | undefined,
): readonly string[] {
  const lines = [`${INDENT}CAW    ${hexText(caw & 0xffffff, 8)}  KEY ${hexText(caw >>> 28, 1)}`];
  let at = caw & 0xffffff;
  for (let n = 0; n < CCW_LIMIT; n++) {
    const high = word(at);
    const low = word(at + 4);
    if (high === undefined || low === undefined) break;
    lines.push(`${INDENT}CCW    ${hexText(at, 8)}  ${hexText(high, 8)} ${hexText(low, 8)}`);
    if ((high >>> 24) % 16 === 8) {
      at = high & 0xffffff;
      continue;
    }
    const flags = low >>> 24;
    if ((flags & 0x04) !== 0) {
      const first = word(high & 0xffffff);
      if (first !== undefined) lines.push(`${INDENT}IDAL   ${hexText(first, 8)}`);
    }
    if ((flags & 0xc0) === 0) break;
    at = (at + 8) & 0xffffff;
  }
  return lines;
}

/** CCWs shown of one channel program at the most. */
const CCW_LIMIT = 16;

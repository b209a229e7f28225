/** Machine code back to assembler language, for DISPLAY, TRACE and DEBUG (GA22-7000, "Formats"). */
import { instructionLength, instructionOf } from './instruction-table.js';
import type { Format } from './instruction-table.js';

/** One instruction as text. */
export interface Disassembled {
  /** Bytes that it takes; when there are fewer, what there is. */
  readonly length: number;
  /** `LM    14,12,12(13)`; `DC    X'0000'` for no instruction. */
  readonly text: string;
  readonly mnemonic: string;
}

/** Base and displacement, with an index or a length in front of the base. */
function storage(half: number, first?: number): string {
  const base = half >> 12;
  const displacement = half & 0xfff;
  if (first === undefined) return base === 0 ? `${displacement}` : `${displacement}(${base})`;
  return `${displacement}(${first},${base})`;
}

/** D2(X2,B2). A single register in the parentheses would be the index. */
function indexed(half: number, index: number): string {
  return index === 0 && half >> 12 === 0 ? storage(half) : storage(half, index);
}

function operands(format: Format, b: (n: number) => number): string {
  const high = b(1) >> 4;
  const low = b(1) & 15;
  const first = (b(2) << 8) | b(3);
  const second = (b(4) << 8) | b(5);
  switch (format) {
    case 'RR':
    case 'RRM':
      return `${high},${low}`;
    case 'RR1':
      return `${high}`;
    case 'I':
      return `${b(1)}`;
    case 'RRE':
      return `${b(3) >> 4},${b(3) & 15}`;
    case 'RRE1':
      return `${b(3) >> 4}`;
    case 'RX':
    case 'RXM':
      return `${high},${indexed(first, low)}`;
    case 'RS':
    case 'RSM':
      return `${high},${low},${storage(first)}`;
    case 'RSS':
      return `${high},${storage(first)}`;
    case 'SI':
      return `${storage(first)},${b(1)}`;
    case 'S':
      return storage(first);
    case 'S0':
      return '';
    case 'SSL':
      return `${storage(first, b(1) + 1)},${storage(second)}`;
    case 'SSLL':
      return `${storage(first, high + 1)},${storage(second, low + 1)}`;
    case 'SSI':
      return `${storage(first, high + 1)},${storage(second)},${low}`;
    case 'SSR':
      return `${storage(first, high)},${storage(second)},${low}`;
    case 'SSE':
      return `${storage(first)},${storage(second)}`;
  }
}

/**
 * Disassembles the instruction that starts at `bytes[offset]`. Branches of System/370 name their target by
 * base and displacement, so where the instruction stands makes no difference to its text.
 */
export function disassemble(bytes: Uint8Array, offset = 0): Disassembled {
  const b = (n: number): number => bytes[offset + n] ?? 0;
  const there = bytes.length - offset;
  const length = instructionLength(b(0));
  const entry = there >= 2 ? instructionOf(b(0), b(1)) : undefined;
  if (entry === undefined || there < length) {
    const shown = Math.max(0, Math.min(there, 2));
    const hex = Array.from(bytes.subarray(offset, offset + shown), (byte) =>
      byte.toString(16).padStart(2, '0'),
    );
    return { length: shown, mnemonic: 'DC', text: `DC    X'${hex.join('').toUpperCase()}'` };
  }
  const text = `${entry.mnemonic.padEnd(5)} ${operands(entry.format, b)}`.trimEnd();
  return { length, mnemonic: entry.mnemonic, text };
}

/**
 * The program stack and the terminal input buffer (CMS Command Reference, "MAKEBUF", "DROPBUF"): lines
 * that a program or EXEC left for the next read, and lines that were typed ahead. Plain data and bounded,
 * as everything that a machine can make grow.
 */

/** Bytes that stack and typed lines may take together. */
export const STACK_LIMIT = 1 << 20;

/** The lines that the next reads will get. */
export interface ProgramStack {
  /** Buffers, oldest first; the newest is read first. Buffer 0 is always there. */
  readonly buffers: string[][];
  /** Lines typed ahead, oldest first; read when every buffer is empty. */
  readonly typed: string[];
  /** Bytes held. */
  size: number;
}

/** A stack with nothing on it. */
export function newProgramStack(): ProgramStack {
  return { buffers: [[]], typed: [], size: 0 };
}

/** Puts a line on the newest buffer; false when the stack is full. */
export function stackLine(stack: ProgramStack, line: string, order: 'FIFO' | 'LIFO'): boolean {
  if (!reserve(stack, line)) return false;
  const buffer = stack.buffers.at(-1);
  if (order === 'FIFO') buffer?.push(line);
  else buffer?.unshift(line);
  return true;
}

/** Keeps a typed line for a later read; false when the stack is full. */
export function typeAhead(stack: ProgramStack, line: string): boolean {
  if (!reserve(stack, line)) return false;
  stack.typed.push(line);
  return true;
}

/** Puts a typed line in front of those typed behind it; false when the stack is full. */
export function typeFirst(stack: ProgramStack, line: string): boolean {
  if (!reserve(stack, line)) return false;
  stack.typed.unshift(line);
  return true;
}

/** Takes the next line of the program stack. */
export function takeStacked(stack: ProgramStack): string | undefined {
  for (let at = stack.buffers.length - 1; at >= 0; at--) {
    const line = stack.buffers[at]?.shift();
    if (line === undefined) continue;
    stack.size -= line.length + 1;
    return line;
  }
  return undefined;
}

/** Takes the next line that was typed ahead. */
export function takeTyped(stack: ProgramStack): string | undefined {
  const line = stack.typed.shift();
  if (line !== undefined) stack.size -= line.length + 1;
  return line;
}

/** Most buffers beside the first. */
const MOST_BUFFERS = 1000;

/** A new buffer on top; gives its number, or undefined when there are too many. */
export function makeBuffer(stack: ProgramStack): number | undefined {
  if (stack.buffers.length > MOST_BUFFERS) return undefined;
  stack.buffers.push([]);
  return stack.buffers.length - 1;
}

/** Drops the newest buffer, or buffer `number` and those above it; false when it is not there. */
export function dropBuffer(stack: ProgramStack, number?: number): boolean {
  const from = number ?? Math.max(0, stack.buffers.length - 1);
  if (from >= stack.buffers.length) return false;
  for (const buffer of stack.buffers.splice(from)) {
    for (const line of buffer) stack.size -= line.length + 1;
  }
  // buffer 0 is always there
  if (stack.buffers.length === 0) stack.buffers.push([]);
  return true;
}

/** Nothing is left on the program stack or of what was typed ahead. */
export function emptyStack(stack: ProgramStack): void {
  dropStacked(stack);
  dropTyped(stack);
}

/** Nothing is left on the program stack; what was typed ahead stays. */
export function dropStacked(stack: ProgramStack): void {
  stack.buffers.splice(0, stack.buffers.length, []);
  stack.size = stack.typed.reduce((sum, line) => sum + line.length + 1, 0);
}

/** Nothing is left of what was typed ahead; the program stack stays. */
export function dropTyped(stack: ProgramStack): void {
  for (const line of stack.typed.splice(0)) stack.size -= line.length + 1;
}

/** Lines on the program stack (SENTRIES, QUEUED()). */
export function stackedLines(stack: ProgramStack): number {
  return stack.buffers.reduce((sum, buffer) => sum + buffer.length, 0);
}

function reserve(stack: ProgramStack, line: string): boolean {
  if (stack.size + line.length + 1 > STACK_LIMIT) return false;
  stack.size += line.length + 1;
  return true;
}

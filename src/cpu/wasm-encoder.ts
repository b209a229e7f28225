/**
 * A WebAssembly module in its binary form (WebAssembly Core Specification, "Binary Format"), from functions whose code is
 * written down instruction by instruction. No more of it than byte-run-module.ts needs: one imported memory, parameters and
 * results of 32 bits.
 */

/** Code: bytes, or pieces of code. */
export type Code = number | readonly Code[];

/** Types of values. */
export const I32 = 0x7f;
export const I64 = 0x7e;
export const V128 = 0x7b;

/** A function to be exported. */
export interface WasmFunction {
  readonly name: string;
  /** Parameters, each of 32 bits. */
  readonly parameters: number;
  /** Whether it gives a value of 32 bits. */
  readonly result: boolean;
  /** Types of the variables, which are numbered behind the parameters. */
  readonly locals: readonly number[];
  readonly code: Code;
}

/** A number without a sign in as many bytes of seven bits as it takes. */
function unsigned(value: number): readonly number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return [...bytes, rest];
    bytes.push((rest & 0x7f) | 0x80);
  }
}

/** A number with a sign. */
function signed(value: number): readonly number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7) {
    if (rest >= -0x40 && rest < 0x40) return [...bytes, rest & 0x7f];
    bytes.push((rest & 0x7f) | 0x80);
  }
}

function flat(code: Code): number[] {
  return typeof code === 'number' ? [code] : code.flatMap(flat);
}

/** Many of something, with their number in front. */
function vector(items: readonly Code[]): Code {
  return [unsigned(items.length), ...items];
}

/** Bytes with their length in front. */
function sized(code: Code): Code {
  const bytes = flat(code);
  return [unsigned(bytes.length), bytes];
}

function name(text: string): Code {
  return vector(Array.from(text, (letter) => letter.charCodeAt(0)));
}

function section(id: number, items: readonly Code[]): Code {
  return [id, sized(vector(items))];
}

/** Most pages of 64K that a memory has. */
const MOST_PAGES = 65536;

/** Instructions. */
export const get = (local: number): Code => [0x20, unsigned(local)];
export const set = (local: number): Code => [0x21, unsigned(local)];
export const tee = (local: number): Code => [0x22, unsigned(local)];
export const constant = (value: number): Code => [0x41, signed(value)];
/** Leaves that many blocks, or begins a loop again, when the value is not 0. */
export const branchIf = (depth: number): Code => [0x0d, unsigned(depth)];
export const branch = (depth: number): Code => [0x0c, unsigned(depth)];
/** A loop that is left by {@link branchIf} of 1, and goes round at its end. */
export const repeat = (...code: Code[]): Code => [
  [0x02, 0x40, 0x03, 0x40],
  code,
  branch(0),
  [0x0b, 0x0b],
];
export const when = (...code: Code[]): Code => [[0x04, 0x40], code, 0x0b];

/** The module: it imports the shared memory `m.memory` and exports the functions by their names. */
export function wasmModule(functions: readonly WasmFunction[]): Uint8Array {
  const types = functions.map(({ parameters, result }) => [
    0x60,
    vector(new Array<Code>(parameters).fill(I32)),
    vector(result ? [I32] : []),
  ]);
  const bodies = functions.map(({ locals, code }) =>
    sized([vector(locals.map((type) => [1, type])), code, 0x0b]),
  );
  const shared = 0x03;
  return Uint8Array.from(
    flat([
      [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
      section(1, types),
      section(2, [[name('m'), name('memory'), 0x02, shared, unsigned(1), unsigned(MOST_PAGES)]]),
      section(
        3,
        functions.map((_, n) => unsigned(n)),
      ),
      section(
        7,
        functions.map((one, n) => [name(one.name), 0x00, unsigned(n)]),
      ),
      section(10, bodies),
    ]),
  );
}

/**
 * What is done to runs of bytes sixteen at a time: a WebAssembly module on the shared memory, which JavaScript calls for
 * runs that are long enough (byte-runs.ts). All addresses are of the host. The loops stop at the end of a run to the byte.
 */
import {
  I32,
  I64,
  V128,
  branchIf,
  constant,
  get,
  repeat,
  set,
  tee,
  wasmModule,
  when,
} from './wasm-encoder.js';
import type { Code, WasmFunction } from './wasm-encoder.js';

/** The functions of the module. */
export interface ByteRuns {
  /** Copies as if through a buffer. */
  readonly copy: (to: number, from: number, n: number) => void;
  readonly fill: (at: number, value: number, n: number) => void;
  /** How many bytes at the beginning are equal. */
  readonly equal: (a: number, b: number, n: number) => number;
  /** NC, OC, XC of runs that do not overlap, or are the same; not 0 when a byte of the result is not. */
  readonly and: (to: number, from: number, n: number) => number;
  readonly or: (to: number, from: number, n: number) => number;
  readonly xor: (to: number, from: number, n: number) => number;
  /** Replaces each byte by that of the table, from left to right. */
  readonly translate: (at: number, table: number, n: number) => void;
  /** How many bytes at the beginning have a zero in the table. */
  readonly scan: (at: number, table: number, n: number) => number;
}

// instructions (WebAssembly Core Specification, "Instructions"); operands of loads and stores: alignment, offset
const END_FUNCTION = 0x0f;
const IS_ZERO = 0x45;
const NOT_EQUAL = 0x47;
const GREATER = 0x4a;
const AT_LEAST_SIGNED = 0x4e;
const AT_LEAST = 0x4f;
const ADD = 0x6a;
const SUBTRACT = 0x6b;
const AND = 0x71;
const OR = 0x72;
const XOR = 0x73;
const SHIFT_RIGHT = 0x76;
const LONG_IS_ZERO = 0x50;
const LONG_TRAILING_ZEROS = 0x7a;
const LONG_XOR = 0x85;
const TO_WORD = 0xa7;
const LOAD_BYTE_AT = (offset: number): Code => [0x2d, 0, offset];
const STORE_BYTE_AT = (offset: number): Code => [0x3a, 0, offset];
const LOAD_BYTE = LOAD_BYTE_AT(0);
const STORE_BYTE = STORE_BYTE_AT(0);
const LOAD_LONG: Code = [0x29, 0, 0];
const COPY: Code = [0xfc, 0x0a, 0, 0];
const FILL: Code = [0xfc, 0x0b, 0];
const LOAD_VECTOR: Code = [0xfd, 0x00, 0, 0];
const STORE_VECTOR: Code = [0xfd, 0x0b, 0, 0];
const VECTOR_EQUAL: Code = [0xfd, 0x23];
const VECTOR_AND: Code = [0xfd, 0x4e];
const VECTOR_OR: Code = [0xfd, 0x50];
const VECTOR_XOR: Code = [0xfd, 0x51];
const ANY_TRUE: Code = [0xfd, 0x53];
const ALL_TRUE: Code = [0xfd, 0x63];

/** The parameters. */
const A = 0;
const B = 1;
const N = 2;
const ARGUMENTS: Code = [get(A), get(B), get(N)];

const advance = (local: number, by: number): Code => [get(local), constant(by), ADD, set(local)];

const copy: WasmFunction = {
  name: 'copy',
  parameters: 3,
  result: false,
  locals: [],
  code: [ARGUMENTS, COPY],
};

const fill: WasmFunction = {
  name: 'fill',
  parameters: 3,
  result: false,
  locals: [],
  code: [ARGUMENTS, FILL],
};

function equalFunction(): WasmFunction {
  const i = 3;
  const unlike = 4;
  const at = (run: number): Code => [get(run), get(i), ADD];
  const beyond = (bytes: number): Code => [get(i), constant(bytes), ADD, get(N), GREATER];
  return {
    name: 'equal',
    parameters: 3,
    result: true,
    locals: [I32, I64],
    code: [
      repeat(
        [beyond(16), branchIf(1)],
        [at(A), LOAD_VECTOR, at(B), LOAD_VECTOR, VECTOR_EQUAL, ALL_TRUE, IS_ZERO, branchIf(1)],
        advance(i, 16),
      ),
      repeat(
        [beyond(8), branchIf(1)],
        [at(A), LOAD_LONG, at(B), LOAD_LONG, LONG_XOR, tee(unlike), LONG_IS_ZERO, IS_ZERO],
        // the first byte lies lowest
        when(
          get(i),
          get(unlike),
          LONG_TRAILING_ZEROS,
          TO_WORD,
          [constant(3), SHIFT_RIGHT, ADD],
          [END_FUNCTION],
        ),
        advance(i, 8),
      ),
      repeat(
        [get(i), get(N), AT_LEAST_SIGNED, branchIf(1)],
        [at(A), LOAD_BYTE, at(B), LOAD_BYTE, NOT_EQUAL, branchIf(1)],
        advance(i, 1),
      ),
      get(i),
    ],
  };
}

function combineFunction(name: string, vectors: Code, bytes: Code): WasmFunction {
  const end = 3;
  const byte = 4;
  const tail = 5;
  const sixteen = 6;
  const all = 7;
  return {
    name,
    parameters: 3,
    result: true,
    locals: [I32, I32, I32, V128, V128],
    code: [
      [get(A), get(N), constant(-16), AND, ADD, set(end)],
      repeat(
        [get(A), get(end), AT_LEAST, branchIf(1)],
        [get(A), get(A), LOAD_VECTOR, get(B), LOAD_VECTOR, vectors, tee(sixteen), STORE_VECTOR],
        [get(all), get(sixteen), VECTOR_OR, set(all)],
        [advance(A, 16), advance(B, 16)],
      ),
      [get(end), get(N), constant(15), AND, ADD, set(end)],
      repeat(
        [get(A), get(end), AT_LEAST, branchIf(1)],
        [get(A), get(A), LOAD_BYTE, get(B), LOAD_BYTE, bytes, tee(byte), STORE_BYTE],
        [get(tail), get(byte), OR, set(tail)],
        [advance(A, 1), advance(B, 1)],
      ),
      [get(all), ANY_TRUE, get(tail), OR],
    ],
  };
}

function translateFunction(): WasmFunction {
  const end = 3;
  return {
    name: 'translate',
    parameters: 3,
    result: false,
    locals: [I32],
    code: [
      // four to a turn, then what is left
      [get(A), get(N), constant(-4), AND, ADD, set(end)],
      repeat(
        [get(A), get(end), AT_LEAST, branchIf(1)],
        [0, 1, 2, 3].map((n) => [
          [get(A), get(B), get(A), LOAD_BYTE_AT(n), ADD, LOAD_BYTE, STORE_BYTE_AT(n)],
        ]),
        advance(A, 4),
      ),
      [get(end), get(N), constant(3), AND, ADD, set(end)],
      repeat(
        [get(A), get(end), AT_LEAST, branchIf(1)],
        [get(A), get(B), get(A), LOAD_BYTE, ADD, LOAD_BYTE, STORE_BYTE],
        advance(A, 1),
      ),
    ],
  };
}

function scanFunction(): WasmFunction {
  const start = 3;
  const end = 4;
  return {
    name: 'scan',
    parameters: 3,
    result: true,
    locals: [I32, I32],
    code: [
      [get(A), tee(start), get(N), ADD, set(end)],
      repeat(
        [get(A), get(end), AT_LEAST, branchIf(1)],
        [get(B), get(A), LOAD_BYTE, ADD, LOAD_BYTE, branchIf(1)],
        advance(A, 1),
      ),
      [get(A), get(start), SUBTRACT],
    ],
  };
}

/** The module's bytes, always the same. */
const MODULE = wasmModule([
  copy,
  fill,
  equalFunction(),
  combineFunction('and', VECTOR_AND, AND),
  combineFunction('or', VECTOR_OR, OR),
  combineFunction('xor', VECTOR_XOR, XOR),
  translateFunction(),
  scanFunction(),
]);

/** The functions on a memory. */
export function byteRunsOn(memory: WebAssembly.Memory): ByteRuns {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(MODULE), { m: { memory } });
  return exports as unknown as ByteRuns;
}

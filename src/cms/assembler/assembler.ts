/**
 * A two-pass assembler for System/370 (GC33-4010), without macros: all instructions of the table, the extended
 * mnemonics, and START CSECT DSECT END, DC DS CCW, EQU ORG CNOP, USING DROP, LTORG and literals. PRINT, TITLE,
 * EJECT, SPACE and ENTRY are accepted and do nothing.
 */
import { encodeConstant, parseConstant } from './constants.js';
import type { Constant } from './constants.js';
import { encode, operation, operationLength } from './encoder.js';
import { evaluate, number } from './expression.js';
import type { Scope } from './expression.js';
import { LiteralPool } from './literals.js';
import { splitOperands, statements } from './scanner.js';
import type { Statement } from './scanner.js';
import { Sections } from './sections.js';
import { Usings } from './usings.js';
import { AssemblyError, fail } from './value.js';
import type { Symbols, Value } from './value.js';

/** A statement that is in error. */
export interface AssemblyMessage {
  /** Line of the source, from 1. */
  readonly line: number;
  readonly message: string;
}

/** An assembled program. */
export interface Assembly {
  /** Its bytes from `origin` on; what DS leaves open is zeros. */
  readonly bytes: Uint8Array;
  /** Address of the first byte (START, else 0). */
  readonly origin: number;
  /** Where it begins: the operand of END, else the origin. */
  readonly entry: number;
  /** Addresses and values by name. */
  readonly symbols: ReadonlyMap<string, number>;
  /** What is wrong; such statements made no bytes or zeros. */
  readonly errors: readonly AssemblyMessage[];
}

/** A statement that makes bytes, as the first pass leaves it to the second. */
interface Placed {
  readonly statement: Statement;
  readonly place: Value;
  readonly pool: LiteralPool;
}

const SYMBOL = /^[A-Z@#$_][A-Z0-9@#$_]{0,62}$/;
const IGNORED = new Set(['PRINT', 'TITLE', 'EJECT', 'SPACE', 'ENTRY', 'PUNCH', 'ICTL']);

class Assembler {
  readonly #symbols: Symbols = new Map();
  readonly #sections = new Sections();
  readonly #usings = new Usings();
  readonly #placed: Placed[] = [];
  readonly #errors: AssemblyMessage[] = [];
  #pool = new LiteralPool();
  #bytes = new Uint8Array(0);
  #end: Statement | undefined;

  assemble(source: string): Assembly {
    for (const statement of statements(source)) {
      if (this.#end !== undefined) break;
      this.#guard(statement.line, () => {
        this.#first(statement);
      });
    }
    this.#guard(this.#end?.line ?? 0, () => {
      if (!this.#pool.empty) {
        this.#sections.enterFirst();
        this.#sections.toHighest();
        this.#leave({ line: 0, label: '', operation: 'LTORG', operand: '' });
        this.#pool.layOut(this.#sections);
      }
      this.#bytes = new Uint8Array(this.#sections.layOut());
    });
    for (const placed of this.#placed) {
      this.#guard(placed.statement.line, () => {
        this.#second(placed);
      });
    }
    const { origin } = this.#sections;
    let entry = origin;
    const end = this.#end;
    if (end !== undefined && end.operand !== '') {
      this.#guard(end.line, () => {
        entry = this.#sections.address(evaluate(end.operand, this.#scope()));
      });
    }
    const symbols = new Map<string, number>();
    for (const [name, value] of this.#symbols) symbols.set(name, this.#sections.address(value));
    return { bytes: this.#bytes, origin, entry, symbols, errors: this.#errors };
  }

  #guard(line: number, action: () => void): void {
    try {
      action();
    } catch (error) {
      if (!(error instanceof AssemblyError)) throw error;
      this.#errors.push({ line, message: error.message });
    }
  }

  #scope(): Scope {
    return { symbols: this.#symbols, here: this.#sections.here() };
  }

  #define(label: string, value: Value): void {
    if (label === '') return;
    if (!SYMBOL.test(label)) fail(`bad symbol ${label}`);
    if (this.#symbols.has(label)) fail(`symbol ${label} defined twice`);
    this.#symbols.set(label, value);
  }

  /** Leaves a statement to the second pass. */
  #leave(statement: Statement): void {
    this.#placed.push({ statement, place: this.#sections.here(), pool: this.#pool });
  }

  /** First pass: lengths, addresses, symbols. */
  #first(statement: Statement): void {
    const { label, operation: op, operand } = statement;
    const sections = this.#sections;
    if (IGNORED.has(op)) return;
    switch (op) {
      case 'START':
        sections.origin = operand === '' ? 0 : number(operand, this.#scope0());
        this.#define(label, sections.enter(label, false));
        return;
      case 'CSECT':
      case 'DSECT': {
        const value = sections.enter(label, op === 'DSECT');
        if (label !== '' && !this.#symbols.has(label)) this.#define(label, value);
        return;
      }
      case 'END':
        this.#end = statement;
        return;
      case 'EQU': {
        const [text, length] = splitOperands(operand);
        const value = evaluate(text ?? fail('operand missing'), this.#scope());
        const size = length === undefined ? value.length : number(length, this.#scope());
        if (label === '') fail('symbol missing');
        this.#define(label, { ...value, length: size });
        return;
      }
      case 'ORG': {
        this.#define(label, sections.here());
        if (operand === '') {
          sections.toHighest();
          return;
        }
        const value = evaluate(operand, this.#scope());
        if (value.section !== sections.here().section) fail('ORG into another section');
        sections.move(value.value);
        return;
      }
      case 'LTORG':
        sections.align(8);
        this.#define(label, sections.here());
        this.#leave(statement);
        this.#pool.layOut(sections);
        this.#pool = new LiteralPool();
        return;
      case 'USING':
      case 'DROP':
        this.#leave(statement);
        return;
      case 'CNOP':
        this.#leave(statement);
        sections.advance(this.#padding(statement));
        this.#define(label, sections.here());
        return;
      case 'CCW':
        sections.align(8);
        this.#define(label, sections.here(8));
        this.#leave(statement);
        sections.advance(8);
        return;
      case 'DC':
      case 'DS':
        this.#storage(statement);
        return;
      default:
        this.#instruction(statement);
    }
  }

  /** The scope before any section: START must not make one. */
  #scope0(): Scope {
    return { symbols: this.#symbols, here: { value: 0, section: 0, length: 1 } };
  }

  #instruction(statement: Statement): void {
    const { label, operand } = statement;
    const sections = this.#sections;
    const op = operation(statement.operation);
    if (op === undefined) {
      // a label alone, or an operation that nobody knows
      if (statement.operation === '') {
        this.#define(label, sections.here());
        return;
      }
      fail(`unknown operation ${statement.operation}`);
    }
    sections.align(2);
    const length = operationLength(op);
    this.#define(label, sections.here(length));
    this.#leave(statement);
    sections.advance(length);
    for (const text of splitOperands(operand))
      if (text.startsWith('=')) this.#pool.add(text, this.#scope());
  }

  /** DC, DS: places the operands; the label is that of the first. */
  #storage(statement: Statement): void {
    const sections = this.#sections;
    const constants = this.#constants(statement);
    if (constants.length === 0) fail('operand missing');
    constants.forEach((constant, i) => {
      sections.align(constant.alignment);
      if (i === 0) {
        this.#define(statement.label, sections.here(constant.length));
        this.#leave(statement);
      }
      sections.advance(constant.size);
    });
  }

  #constants(statement: Statement): Constant[] {
    return splitOperands(statement.operand).map((text) => parseConstant(text, this.#scope()));
  }

  /** Bytes that CNOP fills. */
  #padding({ operand }: Statement): number {
    const [byte, unit] = splitOperands(operand).map((text) => number(text, this.#scope()));
    if (byte === undefined || (unit !== 4 && unit !== 8) || byte % 2 !== 0 || byte >= unit)
      return fail('bad CNOP');
    const { value } = this.#sections.here();
    return (((byte - value) % unit) + unit) % unit;
  }

  #put(place: Value, bytes: readonly number[]): void {
    if (!this.#sections.real(place)) return;
    this.#bytes.set(bytes, this.#sections.address(place) - this.#sections.origin);
  }

  /** Second pass: bytes. */
  #second({ statement, place, pool }: Placed): void {
    this.#sections.place(place);
    const { operation: op, operand } = statement;
    const scope = this.#scope();
    const address = (value: Value): number => this.#sections.address(value);
    switch (op) {
      case 'USING': {
        const [start, ...registers] = splitOperands(operand);
        const value = evaluate(start ?? fail('operand missing'), scope);
        if (registers.length === 0) fail('register missing');
        this.#usings.use(
          value,
          registers.map((text) => number(text, scope)),
        );
        return;
      }
      case 'DROP':
        this.#usings.drop(splitOperands(operand).map((text) => number(text, scope)));
        return;
      case 'LTORG':
        pool.emit(scope, address, (at, bytes) => {
          this.#put(at, bytes);
        });
        return;
      case 'CNOP':
        this.#put(
          place,
          Array.from({ length: this.#padding(statement) }, (_, i) => (i % 2 === 0 ? 7 : 0)),
        );
        return;
      case 'CCW': {
        const [code, data, flags, count] = splitOperands(operand);
        if (count === undefined) fail('operand missing');
        const at = address(evaluate(data!, scope)) & 0xffffff;
        const n = number(count, scope);
        if (n < 0 || n > 0xffff) fail('count out of range');
        const bytes = [number(code!, scope), at >> 16, (at >> 8) & 0xff, at & 0xff];
        this.#put(place, [...bytes, number(flags!, scope), 0, n >> 8, n & 0xff]);
        return;
      }
      case 'DC':
      case 'DS':
        for (const constant of this.#constants(statement)) {
          this.#sections.align(constant.alignment);
          const at = this.#sections.here();
          if (op === 'DC') this.#put(at, encodeConstant(constant, this.#scope(), address));
          this.#sections.advance(constant.size);
        }
        return;
      default: {
        const known = operation(op);
        if (known === undefined) return;
        const resolve = (value: Value): { base: number; displacement: number } =>
          this.#usings.resolve(value);
        const literal = (text: string): Value => pool.find(text);
        this.#put(place, encode(known, operand, { ...scope, resolve, literal }));
      }
    }
  }
}

/** Assembles a program. Errors are told in the result; nothing is thrown for bad source. */
export function assemble(source: string): Assembly {
  return new Assembler().assemble(source);
}

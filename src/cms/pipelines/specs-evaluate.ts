/** What expressions of SPECS come to (CMS Pipelines, "specs Reference", "Expressions"). */
import {
  add,
  compareDecimals,
  divide,
  integerDivide,
  multiply,
  power,
  remainder,
  subtract,
  wholeOf,
  type Decimal,
} from '../rexx/decimal.js';
import { compareBytes, concat, EMPTY, ownCopy } from './bytes.js';
import { convert } from './conversions.js';
import { PipeFault } from './pipe-fault.js';
import { MOST_RECORD, type Rec } from './pipe-set.js';
import type { Expression, Value } from './specs-expression.js';
import {
  DIGITS,
  functionOf,
  numeric,
  textual,
  truth,
  whole,
  type Surroundings,
} from './specs-functions.js';
import { elementAt, type Located } from './structures.js';
import { decimalOf } from './text.js';

/** What an expression reads and changes. Plain data. */
export interface Store {
  readonly counters: Record<number, Value>;
  readonly fields: Record<string, Rec>;
  /** Bytes of strings in counters and of fields. */
  bytes: number;
}

const ZERO: Decimal = { c: 0n, e: 0 };
const SETTINGS = { digits: DIGITS, fuzz: 0, form: 'SCIENTIFIC' } as const;
/** Exponents of counters. */
const MOST_EXPONENT = 16384;

function bounded(value: Decimal): Decimal {
  if (Math.abs(value.e) > MOST_EXPONENT) throw new PipeFault(1039);
  return value;
}

function nonZero(value: Decimal): Decimal {
  if (value.c === 0n) throw new PipeFault(668);
  return value;
}

function raised(a: Decimal, b: Decimal): Decimal {
  const n = wholeOf(b, 5);
  if (n === undefined || Math.abs(n) > 9999) throw new PipeFault(667);
  if (n < 0) nonZero(a);
  return power(a, n, DIGITS);
}

/** Bytes of a string; numbers have a bounded size. */
const sizeOf = (value: Value): number => ('c' in value ? 0 : value.length);

/** Whether both may be compared as numbers. */
const areNumbers = (a: Value, b: Value): boolean =>
  [a, b].every((one) => 'c' in one || decimalOf(one) !== undefined);

function compare(operator: string, a: Value, b: Value): Decimal {
  const strict = /==|<<|>>/.test(operator);
  const difference =
    !strict && areNumbers(a, b)
      ? compareDecimals(numeric(a), numeric(b), SETTINGS)
      : compareBytes(textual(a), textual(b), strict ? undefined : 0x40);
  const plain = operator.replace('==', '=').replace('<<', '<').replace('>>', '>');
  const holds: Readonly<Record<string, boolean>> = {
    '=': difference === 0,
    '<': difference < 0,
    '>': difference > 0,
    '<=': difference <= 0,
    '>=': difference >= 0,
  };
  return whole((holds[plain] ?? difference !== 0) ? 1 : 0);
}

function calculate(operator: string, a: Value, b: Value): Value {
  switch (operator) {
    case ';':
      return b;
    case '||': {
      const [left, right] = [textual(a), textual(b)];
      const length = left.length + right.length;
      if (length > MOST_RECORD) throw new PipeFault(78, length);
      return concat(left, right);
    }
    case '+':
      return bounded(add(numeric(a), numeric(b), DIGITS));
    case '-':
      return bounded(subtract(numeric(a), numeric(b), DIGITS));
    case '*':
      return bounded(multiply(numeric(a), numeric(b), DIGITS));
    case '/':
      return bounded(divide(numeric(a), nonZero(numeric(b)), DIGITS));
    case '%':
      return bounded(integerDivide(numeric(a), nonZero(numeric(b)), DIGITS));
    case '//':
      return bounded(remainder(numeric(a), nonZero(numeric(b)), DIGITS));
    case '**':
      return bounded(raised(numeric(a), numeric(b)));
    default:
      return compare(operator, a, b);
  }
}

/** A member of a record, as its type has it. Throws a PipeFault. */
function memberValue(
  place: Located<Expression>,
  record: Rec,
  valueOf: (subscript: Expression) => Decimal,
): Value {
  const at = elementAt(place, (subscript) => wholeOf(valueOf(subscript), 9) ?? NaN);
  const field = record.subarray(at, at + place.length);
  switch (place.type) {
    case 'D':
    case 'U': {
      let c = 0n;
      for (const byte of field) c = (c << 8n) | BigInt(byte);
      const signed = place.type === 'D' ? BigInt.asIntN(field.length * 8, c) : c;
      return bounded({ c: signed, e: 0 });
    }
    case 'P':
      return numeric(convert(`C2P(${place.scale})`, field));
    case 'F':
      return numeric(convert('C2F', field));
    default:
      return field;
  }
}

/** Both sides of an operator; the engine puts them together, or compares four bytes at a time. */
function operands(left: Value, right: Value, around: Surroundings): [Value, Value] {
  around.work((sizeOf(left) + sizeOf(right)) / 4);
  return [left, right];
}

/** What an expression comes to. Throws a PipeFault. */
export function evaluate(expression: Expression, store: Store, around: Surroundings): Value {
  const of = (one: Expression): Value => evaluate(one, store, around);
  switch (expression.kind) {
    case 'value':
      return expression.value;
    case 'counter':
      return store.counters[expression.number] ?? ZERO;
    case 'field':
      return store.fields[expression.id] ?? EMPTY;
    case 'member':
      return memberValue(expression.place, around.record, (one) => numeric(of(one)));
    case 'break':
      return whole(around.broken(expression.id) ? 1 : 0);
    case 'call': {
      const args = expression.args.map(of);
      for (const arg of args) around.work(sizeOf(arg));
      return functionOf(expression.name)!.run(args, around);
    }
    case 'unary': {
      const value = of(expression.of);
      if (expression.operator === '+') return numeric(value);
      if (expression.operator !== '-') return whole(truth(value) ? 0 : 1);
      const { c, e } = numeric(value);
      return { c: -c, e };
    }
    case 'binary':
      // what is decided by the left side needs no right one
      if (expression.operator === '&' || expression.operator === '|') {
        const left = truth(of(expression.left));
        const decided = left === (expression.operator === '|');
        return whole((decided ? left : truth(of(expression.right))) ? 1 : 0);
      }
      return calculate(
        expression.operator,
        ...operands(of(expression.left), of(expression.right), around),
      );
    case 'choice':
      return of(truth(of(expression.test)) ? expression.yes : expression.no);
    case 'assign': {
      const given = of(expression.value);
      const { counter, operator } = expression;
      const before = store.counters[counter] ?? ZERO;
      const value = operator === '' ? given : calculate(operator, before, given);
      store.counters[counter] = 'c' in value ? value : ownCopy(value);
      store.bytes += sizeOf(value) - sizeOf(before);
      // `#n++` is worth what the counter was before
      return expression.before === true ? numeric(before) : value;
    }
  }
}

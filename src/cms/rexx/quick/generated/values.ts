/** Expressions as text of generated code. */
import { SHORT } from '../../builtins/arguments.js';
import { directFunction } from '../../builtins/direct-functions.js';
import type { Reference, Symbols } from '../../code.js';
import { OP } from '../../code.js';
import { parseDecimal } from '../../decimal.js';
import { nameOf } from '../../pool.js';
import { withoutBlanks } from '../../arithmetic.js';
import { shortest, textOf } from '../../value.js';
import type { Value } from '../../value.js';
import type { Expression } from '../clauses.js';
import { operandOf } from '../expressions.js';
import type { Frame, QuickCode } from '../frame.js';
import { unset } from '../frame.js';
import { ownFunction, translator } from '../functions.js';
import type { Call } from '../terms.js';
import { tailCompute } from '../tails.js';
import type { Piece, Writer } from './writer.js';

type Binary = Extract<Expression, { kind: 'binary' }>;
type Function = Extract<Expression, { kind: 'function' }>;
type Compound = Extract<Reference, { kind: 'compound' }>;

/** Parts of one concatenation, at most. */
const MOST_PARTS = 5;
const BLANK: Expression = { kind: 'constant', value: ' ' };
/** A whole number of few digits, whatever its form. */
const WHOLE = /^ *[-+]? *\d{1,9} *$/;
const COMPARISONS = ['===', '!==', '>', '<', '>=', '<=', '===', '!=='];
/** Functions that give whole numbers of few digits whatever they are given. */
const NUMBERS = new Set(
  'ABBREV COMPARE LASTPOS LENGTH POS VERIFY WORDINDEX WORDLENGTH WORDPOS WORDS'.split(' '),
);

const any = (text: string): Piece => ({ text, type: 'any' });
const string = (text: string): Piece => ({ text, type: 'string' });

/** Whether an operator gives what another can compute with before it is a text. */
function isArithmetic(expression: Expression): expression is Binary {
  return expression.kind === 'binary' && expression.op >= OP.ADD && expression.op <= OP.DIVIDE;
}

/** Writes what computes expressions; the piece of text that is left is what stands for the value. */
export class ValueWriter {
  readonly #w: Writer;
  readonly #symbols: Symbols;
  readonly #tails: QuickCode['tails'];

  /** The variables as they are when code is generated. */
  readonly #present: Frame['values'];

  constructor(w: Writer, { symbols, quick, values }: Frame) {
    this.#w = w;
    this.#symbols = symbols;
    this.#tails = quick.tails;
    this.#present = values;
  }

  /** A value. */
  value(expression: Expression): Piece {
    switch (expression.kind) {
      case 'constant':
        return this.#constant(expression.value);
      case 'variable':
        return this.#variable(expression.slot);
      case 'reference': {
        const { reference } = expression;
        return reference.kind === 'compound'
          ? this.#compound(reference)
          : this.#closure(expression);
      }
      case 'unary': {
        if (expression.op !== OP.NOT) return this.#closure(expression);
        return this.#condition(this.test(expression, 0));
      }
      case 'binary':
        return this.#binary(expression);
      case 'function':
        return this.#function(expression);
      case 'own':
        return this.#closure(expression);
    }
  }

  /** A condition: text that is true or false. Error 34 with this subcode when it is neither 0 nor 1. */
  test(expression: Expression, subcode: number): string {
    if (expression.kind === 'unary' && expression.op === OP.NOT)
      return `!(${this.test(expression.operand, 6)})`;
    if (expression.kind === 'binary') {
      const { op, left, right } = expression;
      if (op === OP.COMPARE) return this.#comparison(expression);
      if (op >= OP.AND && op <= OP.EXCLUSIVE_OR && isCondition(left) && isCondition(right)) {
        // both are computed in any case
        const a = this.#w.declare(this.test(left, 0));
        const b = this.#w.declare(this.test(right, 0));
        return op === OP.AND ? `${a}&&${b}` : op === OP.OR ? `${a}||${b}` : `${a}!==${b}`;
      }
    }
    const { text } = this.value(expression);
    return `(${text}===1||${text}!==0&&truth(${text},${subcode}))`;
  }

  /** A value as text. */
  text(expression: Expression): string {
    const { text, type } = this.value(expression);
    if (type === 'string') return text;
    if (type === 'number') return this.#w.declare(`textOf(${text})`);
    return this.#w.declare(`typeof ${text}==='string'?${text}:textOf(${text})`);
  }

  /** Sets a simple variable. */
  assign(slot: number, { text }: Piece): void {
    this.#w.line(`put(v,m,${slot},${text});`);
  }

  /** The tail of a compound variable. */
  tail(reference: Compound): Piece {
    const [part] = reference.tail;
    if (reference.tail.length > 1 || part === undefined)
      return any(
        this.#w.declare(
          `${this.#w.constant(tailCompute(reference, this.#symbols, this.#tails))}(f)`,
        ),
      );
    if (typeof part === 'string') return this.#constant(shortest(part));
    // a symbol without a value stands for its name, which is no NOVALUE
    const name = this.#w.constant(this.#symbols.names[part.slot]!);
    return any(this.#w.declare(`tail(v,${part.slot},${name})`));
  }

  #constant(value: Value): Piece {
    if (typeof value === 'string') return string(this.#w.constant(value));
    return { text: `(${value})`, type: 'number' };
  }

  /** @param before - what is to be done before NOVALUE is raised, an expression */
  #variable(slot: number, before?: string): Piece {
    const value = this.#w.declare(`v[${slot}]`);
    const otherwise = `variable(f,${slot})`;
    this.#w.line(
      `if(${value}===undefined)${value}=${before === undefined ? otherwise : `(${before},${otherwise})`};`,
    );
    return any(value);
  }

  #compound(reference: Compound): Piece {
    const { text } = this.tail(reference);
    const value = this.#w.declare(`compoundValue(q,${reference.slot},${text})`);
    const symbols = this.#symbols;
    const missing = (frame: Frame): Value => unset(frame, nameOf(frame.pool, reference, symbols));
    this.#w.line(`if(${value}===undefined)${value}=${this.#w.constant(missing)}(f);`);
    return any(value);
  }

  /** What has no text of its own is called as quick clauses call it. */
  #closure(expression: Expression): Piece {
    const { compute } = operandOf(expression, this.#symbols, this.#tails);
    return any(this.#w.declare(`${this.#w.constant(compute)}(f)`));
  }

  #condition(test: string): Piece {
    return { text: this.#w.declare(`${test}?1:0`), type: 'number' };
  }

  #binary(expression: Binary): Piece {
    const { op } = expression;
    switch (op) {
      case OP.ADD:
      case OP.SUBTRACT:
      case OP.MULTIPLY:
      case OP.DIVIDE: {
        const { text, isFraction } = this.#arithmetic(expression, false);
        if (isFraction) this.#w.line(`if(${text}===FRACTION)${text}=lastFraction();`);
        return any(text);
      }
      case OP.INTEGER_DIVIDE:
      case OP.REMAINDER:
      case OP.POWER:
        return this.#whole(expression);
      case OP.CONCATENATE:
      case OP.CONCATENATE_BLANK:
        return this.#concatenation(expression);
      case OP.COMPARE:
        return this.#condition(this.test(expression, 0));
      default:
        return isCondition(expression.left) && isCondition(expression.right)
          ? this.#condition(this.test(expression, 0))
          : this.#closure(expression);
    }
  }

  /**
   * ADD, SUBTRACT, MULTIPLY or DIVIDE: whole numbers of up to nine digits at once.
   * @param inMidst - another such operator takes it: it may be a fraction without its text
   */
  #arithmetic(
    { op, left, right }: Binary,
    inMidst: boolean,
  ): { text: string; isFraction: boolean } {
    const w = this.#w;
    const leftHeld = w.constant({ c: 0, e: 0 });
    const rightHeld = w.constant({ c: 0, e: 0 });
    const a = this.#operand(left, leftHeld);
    const b = this.#operand(right, rightHeld);
    const isFraction = inMidst || isArithmetic(left) || isArithmetic(right);
    const result = w.declare();
    const numbers = areNumbers(a, b);
    const sign = op === OP.ADD ? '+' : op === OP.SUBTRACT ? '-' : op === OP.MULTIPLY ? '*' : '/';
    const even = op === OP.DIVIDE ? `&&${result}===Math.floor(${result})` : '';
    // no negative zero
    const zero = op <= OP.SUBTRACT ? ';' : `{if(${result}===0)${result}=0;}`;
    const slow = isFraction
      ? `combined(f,${op},${a.text},${leftHeld},${b.text},${rightHeld})`
      : `slowly(f,${op},${a.text},${b.text})`;
    if (this.#isText(left) || this.#isText(right) || (op === OP.DIVIDE && !isFraction)) {
      w.line(`${result}=${slow};`);
      return { text: result, isFraction };
    }
    w.line(
      `if(${numbers}(${result}=${a.text}${sign}${b.text})<1e9&&${result}>-1e9${even})${zero}else ${result}=${slow};`,
    );
    return { text: result, isFraction };
  }

  /**
   * Whether an operand is most likely a text or a fraction, as variables are now: there is no use in trying whole numbers
   * first, and the host has then not seen what comes of it.
   */
  #isText(expression: Expression): boolean {
    return typeof this.#presentValue(expression) === 'string' || this.#isFraction(expression);
  }

  /** Whether an operand is most likely no whole number. What `03` is added to is one again. */
  #isFraction(expression: Expression): boolean {
    if (expression.kind === 'binary') {
      const { op, left, right } = expression;
      if (op < OP.ADD || op > OP.DIVIDE) return false;
      return op === OP.DIVIDE || this.#isFraction(left) || this.#isFraction(right);
    }
    const value = this.#presentValue(expression);
    return typeof value === 'string' && !WHOLE.test(value);
  }

  /** The value that an operand has now, as far as it is at hand. */
  #presentValue(expression: Expression): Value | undefined {
    if (expression.kind === 'constant') return expression.value;
    return expression.kind === 'variable' ? this.#present[expression.slot] : undefined;
  }

  /** An operand of arithmetic; the number of a fraction is put by. */
  #operand(expression: Expression, held: string): Piece {
    if (!isArithmetic(expression)) return this.value(expression);
    const { text } = this.#arithmetic(expression, true);
    this.#w.line(`if(${text}===FRACTION)takeFraction(${held});`);
    return any(text);
  }

  /** INTEGER_DIVIDE, REMAINDER, POWER. */
  #whole({ op, left, right }: Binary): Piece {
    const a = this.value(left);
    const b = this.value(right);
    const slow = `slowly(f,${op},${a.text},${b.text})`;
    if (op === OP.POWER) return any(this.#w.declare(slow));
    const quick = op === OP.REMAINDER ? `${a.text}%${b.text}` : `Math.floor(${a.text}/${b.text})`;
    const numbers = areNumbers(a, b);
    return any(this.#w.declare(`${numbers}${a.text}>=0&&${b.text}>0?${quick}:${slow}`));
  }

  #comparison({ left, right, which }: Binary): string {
    if (which < 2 && right.kind === 'constant' && typeof right.value === 'string') {
      if (parseDecimal(right.value) === undefined)
        return this.#isWord(left, withoutBlanks(right.value), which === 0);
    }
    const a = this.value(left);
    const b = this.value(right);
    const slow = `compareSlowly(f,${which},${a.text},${b.text})`;
    if (which >= 8) return slow;
    const quick = `${a.text}${COMPARISONS[which]!}${b.text}`;
    const numbers = areNumbers(a, b);
    return numbers === '' ? `(${quick})` : `(${numbers.slice(0, -2)}?${quick}:${slow})`;
  }

  /** `=` and `\=` with a constant that is no number. */
  #isWord(left: Expression, word: string, equal: boolean): string {
    const { text, type } = this.value(left);
    const not = equal ? '' : '!';
    const isText = type === 'string' ? '' : `typeof ${text}==='string'&&`;
    const same =
      word === ''
        ? `(${text}.length===0||isBlank(${text}))`
        : `(${text}===${this.#w.constant(word)}||isWord(${text},${this.#w.constant(word)}))`;
    return `${not}(${isText}${same})`;
  }

  /** What a concatenation puts together (concatenating.ts). */
  #concatenation(expression: Binary): Piece {
    const parts = partsOf(expression);
    const texts: string[] = [];
    parts.forEach((part, n) => {
      const { kind } = part;
      // too long a text is an error before the next operand is computed, which may be one, too; a blank is none
      const size = parts[n - 1] === BLANK ? n - 1 : n;
      const before =
        size < 2 || kind === 'constant'
          ? undefined
          : `fits(${[0, 1, 2, 3].map((at) => (at < size ? texts[at]! : "''")).join(',')})`;
      if (before !== undefined && kind !== 'variable') this.#w.line(`${before};`);
      texts.push((kind === 'variable' ? this.#variable(part.slot, before) : this.value(part)).text);
    });
    return string(this.#w.declare(`join${texts.length}(${texts.join(',')})`));
  }

  #function(expression: Function): Piece {
    const { name, builtin, given } = expression;
    const w = this.#w;
    const count = given.length;
    if (name === 'TRANSLATE') {
      const [first, output, input] = given;
      if (first === undefined || count > 3 || !isTable(output) || !isTable(input))
        return this.#closure(expression);
      const own = w.constant(translator(output?.value, input?.value));
      return string(w.declare(`${own}(f,${this.value(first).text})`));
    }
    const call: Call = { name, builtin, count };
    const own = ownFunction(name, count);
    const direct = directFunction(name, count);
    const all = given.filter((one) => one !== undefined);
    if (count > 3 || count === 0 || all.length < count || (own ?? direct) === undefined)
      return this.#closure(expression);
    const pieces = all.map((one) => this.value(one));
    const args = [0, 1, 2].map((n) => pieces[n]?.text ?? '0').join(',');
    if (own === undefined) {
      all.slice(0, 2).forEach((one, n) => {
        const { text, type } = pieces[n]!;
        if (type !== 'number' && !isShort(one)) w.line(`charge(f,${text});`);
      });
    }
    const value = w.declare(
      own === undefined
        ? `${w.constant(direct)}(${args},f.args.words)`
        : `${w.constant(own)}(f,${args})`,
    );
    w.line(`if(${value}===undefined)${value}=general(f,${w.constant(call)},${args});`);
    return { text: value, type: NUMBERS.has(name) ? 'number' : 'any' };
  }
}

/** What must be true, with what joins it to more, for two pieces to be numbers. */
function areNumbers(a: Piece, b: Piece): string {
  return [a, b]
    .filter(({ type }) => type !== 'number')
    .map(({ text }) => `typeof ${text}==='number'&&`)
    .join('');
}

/** A condition that can be nothing but 0 or 1. */
function isCondition(expression: Expression): boolean {
  if (expression.kind === 'unary') return expression.op === OP.NOT;
  return (
    expression.kind === 'binary' && expression.op >= OP.COMPARE && expression.op <= OP.EXCLUSIVE_OR
  );
}

/** What a concatenation puts together, in order. */
function partsOf(expression: Expression): readonly Expression[] {
  if (expression.kind !== 'binary') return [expression];
  const { op, left, right } = expression;
  if (op !== OP.CONCATENATE && op !== OP.CONCATENATE_BLANK) return [expression];
  const added = op === OP.CONCATENATE ? [right] : [BLANK, right];
  const before = partsOf(left);
  return before.length + added.length > MOST_PARTS ? [left, ...added] : [...before, ...added];
}

/** Whether a value is known that is not charged for. */
function isShort(expression: Expression): boolean {
  return expression.kind === 'constant' && textOf(expression.value).length <= SHORT;
}

/** A table of TRANSLATE that is a constant, or left out. */
function isTable(
  expression: Expression | undefined,
): expression is Extract<Expression, { kind: 'constant' }> | undefined {
  return expression === undefined || expression.kind === 'constant';
}

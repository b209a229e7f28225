/** PARSE carried out: a template against its strings (z/VM REXX/VM Reference, "Parsing"). */
import type { Activity } from './activity.js';
import { routineOf } from './activity.js';
import type { Reference, TemplateItem } from './code.js';
import { fail } from './errors.js';
import { nameOf, setVariable, valueOf } from './pool.js';
import { showGiven, showValue } from './tracing.js';
import { shortest, textOf, wholeNumber } from './value.js';

/** Carries a template out. `strings`: one, or the arguments of ARG. */
export function parse(
  activity: Activity,
  template: readonly TemplateItem[],
  strings: readonly string[],
): void {
  new Parser(activity, strings).run(template);
}

class Parser {
  readonly #activity: Activity;
  readonly #strings: readonly string[];
  #string = 0;
  #text: string;
  /** Where data for the next targets begins, and where the last match began. */
  #from = 0;
  #anchor = 0;
  #targets: (Reference | undefined)[] = [];

  constructor(activity: Activity, strings: readonly string[]) {
    this.#activity = activity;
    this.#strings = strings;
    this.#text = strings[0] ?? '';
  }

  run(template: readonly TemplateItem[]): void {
    for (const item of template) {
      switch (item.kind) {
        case 'target':
          this.#targets.push(item.reference);
          break;
        case 'literal':
          this.#literal(item.text);
          break;
        case 'pattern':
          this.#literal(this.#valueOf(item.reference));
          break;
        case 'column':
          this.#column(item.sign, item.at);
          break;
        case 'comma':
          this.#assign(this.#text.length);
          this.#text = this.#strings[++this.#string] ?? '';
          this.#from = this.#anchor = 0;
      }
    }
    this.#assign(this.#text.length);
  }

  #literal(pattern: string): void {
    const length = this.#text.length;
    const at = pattern === '' ? length : this.#text.indexOf(pattern, this.#from);
    const found = at < 0 ? length : at;
    this.#assign(found);
    this.#anchor = found;
    this.#from = at < 0 ? length : found + pattern.length;
  }

  #column(sign: '' | '+' | '-', at: number | Reference): void {
    let n: number;
    if (typeof at === 'number') n = at;
    else {
      const text = this.#valueOf(at);
      n = wholeNumber(text) ?? fail(26, 4, text);
      if (n < 0) fail(26, 4, text);
    }
    const length = this.#text.length;
    const wanted = sign === '' ? Math.max(0, n - 1) : this.#anchor + (sign === '+' ? n : -n);
    const position = Math.min(length, Math.max(0, wanted));
    // a variable between a string pattern and a relative position gets what the pattern has matched, too
    if (sign !== '') this.#from = this.#anchor;
    // a step back, or none: what is left of the string is parsed first
    this.#assign(position <= this.#from ? length : position);
    this.#anchor = this.#from = position;
  }

  #valueOf(reference: Reference): string {
    const { pool } = routineOf(this.#activity);
    const { symbols } = this.#activity;
    return textOf(valueOf(pool, reference, symbols) ?? nameOf(pool, reference, symbols));
  }

  /** Divides what lies before `end` among the targets that wait: words, and the rest to the last. */
  #assign(end: number): void {
    const targets = this.#targets;
    if (targets.length === 0) return;
    this.#targets = [];
    let data = this.#text.slice(this.#from, end);
    targets.forEach((target, i) => {
      if (i === targets.length - 1) {
        this.#set(target, data);
        return;
      }
      let start = 0;
      while (data[start] === ' ') start++;
      let stop = data.indexOf(' ', start);
      if (stop < 0) stop = data.length;
      this.#set(target, data.slice(start, stop));
      data = data.slice(stop + 1);
    });
  }

  #set(target: Reference | undefined, text: string): void {
    if (target === undefined) {
      if (routineOf(this.#activity).settings.trace === 'I') showValue(this.#activity, '>.>', text);
      return;
    }
    showGiven(this.#activity, text);
    const { symbols, meter } = this.#activity;
    setVariable(routineOf(this.#activity).pool, target, shortest(text), symbols, meter);
  }
}

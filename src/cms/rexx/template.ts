/** Templates of PARSE, ARG and PULL (z/VM REXX/VM Reference, "Parsing"), compiled to a list of steps. */
import type { Reference, TemplateStep } from './code.js';
import type { Emitter } from './emitter.js';
import { fail } from './errors.js';

type Ending = Omit<TemplateStep, 'targets'>;

const END: Ending = { kind: 'end', text: '', reference: undefined, sign: '', at: 0 };

/** Compiles a template up to the end of the clause; gives its number in the unit. */
export function template(e: Emitter): number {
  const steps: TemplateStep[] = [];
  for (;;) {
    const targets: (Reference | undefined)[] = [];
    let end: Ending | undefined;
    while (end === undefined && !e.clauseOver()) {
      const token = e.peek();
      if (token.kind === 'symbol') targets.push(e.variable(e.take()));
      else if (token.kind === 'constant' && token.text === '.') {
        e.at++;
        targets.push(undefined);
      } else end = ending(e);
    }
    const { kind, text, reference, sign, at } = end ?? END;
    steps.push({ targets, kind, text, reference, sign, at });
    if (end === undefined) return e.unit.templates.push(steps) - 1;
  }
}

function ending(e: Emitter): Ending {
  const token = e.take();
  switch (token.kind) {
    case 'string':
      return { ...END, kind: 'literal', text: token.text };
    case 'constant':
      return { ...END, kind: 'column', at: column(token.text) };
    case 'operator':
      if (token.text === '=' || token.text === '+' || token.text === '-') {
        const sign = token.text === '=' ? '' : token.text;
        if (e.is('(')) return { ...END, kind: 'column', sign, reference: indirect(e) };
        const number = e.take();
        if (number.kind !== 'constant') fail(38, 2, number.text);
        return { ...END, kind: 'column', sign, at: column(number.text) };
      }
      return fail(38, 1, token.text);
    case 'special':
      if (token.text === ',') return { ...END, kind: 'comma' };
      if (token.text === '(') {
        e.at--;
        return { ...END, kind: 'pattern', reference: indirect(e) };
      }
      return fail(38, 1, token.text);
    default:
      return fail(38, 1, '');
  }
}

/** `(name)`. */
function indirect(e: Emitter): Reference {
  e.at++;
  const token = e.take();
  if (token.kind !== 'symbol') fail(19, 7, token.text);
  if (!e.is(')')) fail(46, 1, e.peek().text);
  e.at++;
  return e.variable(token);
}

function column(text: string): number {
  if (!/^\d{1,9}$/.test(text)) fail(38, 2, text);
  return Number(text);
}

/** Templates of PARSE, ARG and PULL (z/VM REXX/VM Reference, "Parsing"), compiled to a list of items. */
import type { TemplateItem } from './code.js';
import type { Emitter } from './emitter.js';
import { fail } from './errors.js';

/** Compiles a template up to the end of the clause; gives its number in the unit. */
export function template(e: Emitter): number {
  const items: TemplateItem[] = [];
  while (!e.clauseOver()) items.push(item(e));
  return e.unit.templates.push(items) - 1;
}

function item(e: Emitter): TemplateItem {
  const token = e.take();
  switch (token.kind) {
    case 'string':
      return { kind: 'literal', text: token.text };
    case 'symbol':
      return { kind: 'target', reference: e.variable(token) };
    case 'constant':
      if (token.text === '.') return { kind: 'target', reference: undefined };
      return { kind: 'column', sign: '', at: column(token.text) };
    case 'operator':
      if (token.text === '=' || token.text === '+' || token.text === '-') {
        const sign = token.text === '=' ? '' : token.text;
        if (e.is('(')) return { kind: 'column', sign, at: indirect(e) };
        const number = e.take();
        if (number.kind !== 'constant') fail(38, 2, number.text);
        return { kind: 'column', sign, at: column(number.text) };
      }
      return fail(38, 1, token.text);
    case 'special':
      if (token.text === ',') return { kind: 'comma' };
      if (token.text === '(') {
        e.at--;
        return { kind: 'pattern', reference: indirect(e) };
      }
      return fail(38, 1, token.text);
    case 'end':
      return fail(38, 1, '');
  }
}

/** `(name)`. */
function indirect(e: Emitter): ReturnType<Emitter['variable']> {
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

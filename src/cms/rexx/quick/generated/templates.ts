/** Templates of PARSE as text of generated code (parse.ts carries out all others). */
import type { Symbols, TemplateStep } from '../../code.js';
import type { Writer } from './writer.js';

/** Whether a template can be written: its variables are simple, its columns numbers, and there is one string. */
export function isPlain(template: readonly TemplateStep[]): boolean {
  return template.every(({ targets, kind, reference }) => {
    if (targets.some((target) => target !== undefined && target.kind !== 'simple')) return false;
    if (kind === 'pattern') return reference?.kind === 'simple';
    return kind === 'literal' || kind === 'end' || (kind === 'column' && reference === undefined);
  });
}

/** Writes what carries a template out. */
export class TemplateWriter {
  readonly #w: Writer;
  readonly #symbols: Symbols;

  constructor(w: Writer, symbols: Symbols) {
    this.#w = w;
    this.#symbols = symbols;
  }

  /** A plain template for the string that a name stands for. */
  parse(template: readonly TemplateStep[], text: string): void {
    const w = this.#w;
    const length = w.declare(`${text}.length`);
    /** Where data for the next targets begins, and where the last match began. */
    let from = '0';
    let anchor = '0';
    for (const { targets, kind, text: literal, reference, sign, at } of template) {
      if (kind === 'end') this.#share(targets, text, from, length);
      else if (kind === 'column') {
        const wanted = sign === '' ? String(Math.max(0, at - 1)) : `${anchor}${sign}${at}`;
        const place = w.declare(wanted);
        if (sign === '-') w.line(`if(${place}<0)${place}=0;`);
        w.line(`if(${place}>${length})${place}=${length};`);
        if (sign !== '') from = anchor;
        if (targets.length > 0)
          this.#share(targets, text, from, w.declare(`${place}<=${from}?${length}:${place}`));
        anchor = from = place;
      } else {
        const pattern =
          reference === undefined ? w.constant(literal) : this.#pattern(reference.slot);
        const found = w.declare(
          literal !== '' && reference === undefined
            ? `${text}.indexOf(${pattern},${from})`
            : `${pattern}.length===0?-1:${text}.indexOf(${pattern},${from})`,
        );
        const behind = w.declare(`${found}<0?(${found}=${length}):${found}+${pattern}.length`);
        this.#share(targets, text, from, found);
        anchor = found;
        from = behind;
      }
    }
  }

  /** The text of a variable with a pattern, which stands for its name when it has no value. */
  #pattern(slot: number): string {
    const name = this.#w.constant(this.#symbols.names[slot]!);
    return this.#w.declare(`v[${slot}]===undefined?${name}:textOf(v[${slot}])`);
  }

  /** Divides a part of the text among targets: words, and the rest to the last. */
  #share(targets: TemplateStep['targets'], text: string, from: string, to: string): void {
    const w = this.#w;
    const last = targets.length - 1;
    let at = from;
    targets.forEach((target, n) => {
      const slot = target === undefined ? -1 : target.slot;
      if (n < last) at = w.declare(`putWord(v,m,${slot},${text},${at},${to})`);
      else if (slot >= 0) w.line(`putPart(v,m,${slot},${text},${at},${to});`);
    });
  }
}

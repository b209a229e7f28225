/** Programs that use the macros of our libraries, as TEXT files. */
import { expect } from 'chai';
import { assembleSome, provideMember, startAssembly } from '../../src/cms/assembler/assembler.js';
import type { SourceFile } from '../../src/cms/files/build-disk.js';
import { cmsMacros } from '../../src/cms/macros/cms-macros-table.js';
import { macrosOf } from '../../src/cms/macros/macro-libraries.js';
import { osMacros } from '../../src/cms/macros/os-macros-table.js';

/** Cards of the macros by name. */
export const macroCards: ReadonlyMap<string, readonly string[]> = new Map(
  [...macrosOf(cmsMacros), ...macrosOf(osMacros)].map(({ name, lines }) => [name, lines]),
);

/** A TEXT file: the program, entered at its beginning with base 12, leaves by BR 11. */
export function macroProgram(name: string, ...source: string[]): SourceFile {
  const lines = [`${name} CSECT`, ` USING ${name},12`, ' LR 11,14', ...source, ' REGEQU', ' END'];
  const state = startAssembly(lines);
  for (;;) {
    const next = assembleSome(state, 100);
    if (next.kind === 'done') break;
    if (next.kind === 'member') provideMember(state, next.name, macroCards.get(next.name));
  }
  const messages = state.flags.map(
    (one) => `${state.statements[one.statement - 1]?.cards[0] ?? ''}: ${one.text}`,
  );
  expect(messages).to.deep.equal([]);
  return { name, type: 'TEXT', records: [...state.deck], fixedLength: 80 };
}

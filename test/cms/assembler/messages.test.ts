/** Messages of the assembler, each raised by statements of its own (OS/VS - VM/370 Assembler Programmer's Guide, "Messages"). */
import { expect } from 'chai';
import {
  assembleSome,
  provideMember,
  startAssembly,
} from '../../../src/cms/assembler/assembler.js';
import { MESSAGE_CASES } from './message-cases-table.js';

/** The messages of a source. */
function messagesOf(cards: readonly string[]): string[] {
  const state = startAssembly([...cards, ' END']);
  for (;;) {
    const next = assembleSome(state, 500);
    if (next.kind === 'done') return state.flags.map(({ text }) => text);
    if (next.kind === 'member') provideMember(state, next.name, undefined);
  }
}

describe('messages of the assembler', () => {
  for (const [cards, text] of MESSAGE_CASES) {
    it(`${text.slice(0, 6)}: ${cards.join(' / ')}`, () => {
      expect(messagesOf(cards)).to.include(text);
    });
  }
});

/** Messages of the assembler, each raised by statements of its own (OS/VS - VM/370 Assembler Programmer's Guide, "Messages"). */
import { expect } from 'chai';
import {
  assembleSome,
  provideMember,
  startAssembly,
} from '../../../src/cms/assembler/assembler.js';
import { assemblerMessages } from '../../../src/cms/assembler/messages-table.js';
import { testSources } from '../../support/test-sources.js';
import { MEMBERS, MESSAGE_CASES } from './message-cases-table.js';

/** The messages of a source. */
function messagesOf(cards: readonly string[]): string[] {
  const state = startAssembly([...cards, ' END']);
  for (;;) {
    const next = assembleSome(state, 500);
    if (next.kind === 'done') return state.flags.map(({ text }) => text);
    if (next.kind === 'member') provideMember(state, next.name, MEMBERS[next.name]);
  }
}

describe('messages of the assembler', () => {
  for (const [cards, text] of MESSAGE_CASES) {
    it(`${text.slice(0, 6)}: ${cards.join(' / ')}`, () => {
      expect(messagesOf(cards)).to.include(text);
    });
  }

  it('have a case each', () => {
    const sources = testSources('test/cms/assembler');
    const without = Object.keys(assemblerMessages).filter(
      (number) => !sources.includes(`IFO${number.padStart(3, '0')}`),
    );
    expect(without).to.deep.equal([]);
  });

  it('end for a member that is the macro of another name, however often it is called', () => {
    const calls = Array.from({ length: 50 }, () => ' OTHER');
    expect(messagesOf(calls).filter((text) => text.startsWith('IFO088')).length).to.equal(1);
  });

  it('leave the first of two macros of a name', () => {
    const first = [' MACRO', ' M', " MNOTE *,'FIRST'", ' MEND'];
    const second = [' MACRO', ' M', " MNOTE 4,'SECOND'", ' MEND'];
    expect(messagesOf([...first, ...second, ' M'])).to.deep.equal([
      'IFO010  SOURCE MACRO M HAS BEEN PREVIOUSLY DEFINED',
    ]);
  });
});

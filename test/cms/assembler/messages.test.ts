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
function messagesOf(cards: readonly string[], rent = false): string[] {
  const state = startAssembly([...cards, ' END'], { rent });
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

  it('tell under RENT what stores into a control section, by the column where its operand ends', () => {
    const cards = [
      'P CSECT',
      ' USING P,12',
      ' USING D,11',
      ' MVC WORKAREA(4),NEXT',
      ' ST 1,WORKAREA',
      ' STM 14,12,WORKAREA',
      ' MVI FIELD,1',
      ' MVC 0(4,13),NEXT',
      ' L 1,WORKAREA',
      ' CLI WORKAREA,1',
      'WORKAREA DS 15F',
      'NEXT DS F',
      'D DSECT',
      'FIELD DS F',
    ];
    const told = (column: number): string =>
      `IFO229  POSSIBLE REENTERABILITY ERROR NEAR OPERAND COLUMN ${String(column)}`;
    expect(messagesOf(cards, true)).to.deep.equal([told(11), told(10), told(14)]);
    expect(messagesOf(cards)).to.deep.equal([]);
  });

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

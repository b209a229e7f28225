/** HX while a unit-record transfer waits for CP: HIO ends the transfer, and the device can be used again. */
import { expect } from 'chai';
import type { ToProcessor } from '../../src/cp/protocol.js';
import { WholeSystem } from '../support/whole-system.js';

const CARDS = [{ name: 'CARDS', type: 'DATA', lines: ['first card', 'second card'] }];

/** Keeps CP's answers to the units of the machines back while `held` says so. */
function holdAnswers(whole: WholeSystem): { held: boolean; kept: number } {
  const state = { held: true, kept: 0 };
  const line = whole.test.threads[0]!.line as { post: (message: ToProcessor) => void };
  const post = line.post;
  line.post = (message) => {
    const unit =
      message.type === 'request' &&
      message.request.op === 'answer' &&
      message.request.answer.kind === 'unit';
    if (unit && state.held) state.kept++;
    else post.call(line, message);
  };
  return state;
}

describe('HX in a unit-record transfer', () => {
  for (const [command, unit, after] of [
    ['punch cards data', '00D', /Ready;/],
    ['print cards data', '00E', /Ready;/],
    ['receive', '00C', /DMS.*NO FILES|Ready[;(]/i],
  ] as const) {
    it(`${command}: ends what ${unit} does, and it is free`, async () => {
      const whole = await WholeSystem.start({ disks: { BOB: CARDS } });
      const bob = await whole.logon('BOB');
      if (unit === '00C') {
        const text = new TextEncoder().encode('one\ntwo\n');
        await whole.host(['reader', 'bob', 'a.text'], () => Promise.resolve(text));
      }
      const answers = holdAnswers(whole);
      bob.key('CLEAR');
      await whole.enter(bob, command);
      await whole.rest();
      expect(answers.kept).to.be.greaterThan(0);
      expect(bob.text).not.to.match(/Ready[;(]/);
      await whole.enter(bob, 'hx', /Ready;/);
      answers.held = false;
      // one program is under way at a time: this one would wait for ever for the end of the other
      expect(await whole.command(bob, command, after)).to.match(after);
      expect(await whole.command(bob, 'listfile cards data')).to.contain('CARDS    DATA     A1');
      expect(whole.test.log.filter((line) => line.includes('INTERNAL ERROR'))).to.deep.equal([]);
    });
  }
});

/** ENTER alone while a command runs, and a line behind it: the line is carried out, however close they come. */
import { expect } from 'chai';
import type { ConsoleView } from '../../../src/cp/ports/console.js';
import { ThreadStage } from '../../support/thread-stage.js';

/** Turns of the event loop behind the first line, and behind ENTER. */
const BEHIND_LINE = 6;
const BEHIND_ENTER = 3;

describe('ENTER alone', () => {
  it('keeps no answer to the next line back', async function () {
    this.timeout(60_000);
    const { whole } = await ThreadStage.start();
    const lines: string[] = [];
    const view: ConsoleView = {
      changed: () => undefined,
      line: (text) => void lines.push(text),
      alarm: () => undefined,
      close: () => undefined,
    };
    const terminal = { screen: false, columns: 80, rows: 24 };
    const session = whole.test.cp.sessions.open('ALICE', '127.0.0.1:50000', view, terminal);
    await whole.rest();
    const turns = async (count: number): Promise<void> => {
      for (let n = 0; n < count; n++) {
        whole.clock.turn();
        // what threads of the host say arrives between turns
        await new Promise<void>((done) => setImmediate(done));
      }
    };
    for (let first = 0; first < BEHIND_LINE; first++) {
      for (let second = 0; second < BEHIND_ENTER; second++) {
        lines.length = 0;
        session.line('query impcp');
        await turns(first);
        session.line('');
        await turns(second);
        session.line('query impex');
        await whole.rest();
        expect(lines, `${String(first)} ${String(second)}`).to.include('IMPEX    = ON');
      }
    }
  });
});

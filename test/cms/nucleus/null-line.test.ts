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

  it('answers a prompt at a terminal without a screen, before its read or behind it', async function () {
    this.timeout(60_000);
    for (const chunk of [1, 5, 20, 100, 1000]) {
      const { whole } = await ThreadStage.start({ limits: { chunk, instructions: chunk } });
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
      for (const turns of [0, 1, 2, 3, 5, 8, 13, 21]) {
        lines.length = 0;
        session.line('listds ? a');
        if (turns > 0) await whole.soon(() => lines.includes('DMSLDS220R Enter data set name:'));
        let left = turns;
        await whole.soon(() => --left <= 0);
        session.line('');
        session.line('query impex');
        await whole.rest();
        const told = `${String(chunk)} instructions, ${String(turns)} turns`;
        expect(lines, told).to.include('DMSLDS221E Invalid data set name');
        expect(lines, told).to.include('IMPEX    = ON');
      }
    }
  });
});

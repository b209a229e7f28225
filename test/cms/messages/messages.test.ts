/** Messages of commands, one by one: number, text and return code. */
import { expect } from 'chai';
import { commandTable } from '../../../src/cms/command-table.js';
import { runCommand } from '../../support/command-harness.js';
import { messageCases } from './case-table.js';
import { messageWorld } from './message-world.js';

describe('messages of commands', () => {
  for (const { line, rc, says, first = [], input = [], wrong } of messageCases) {
    it(`${says.slice(0, 10)}: ${line.slice(0, 60)}`, () => {
      const guest = messageWorld();
      for (const before of first) expect(runCommand(guest, commandTable, before).rc).to.equal(0);
      guest.input.push(...input);
      wrong?.(guest);
      const outcome = runCommand(guest, commandTable, line);
      expect(outcome.lines).to.include(says);
      expect(outcome.rc).to.equal(rc);
    });
  }
});

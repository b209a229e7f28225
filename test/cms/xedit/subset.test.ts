/** CMS and CP without a command, in XEDIT. */
import { expect } from 'chai';
import type { Effect } from '../../../src/cms/command.js';
import { edit, enter, setup } from '../../support/xedit-world.js';

/** Runs CMS or CP alone; what is typed in the subset, and what is asked for meanwhile. */
function subset(command: string, ...typed: readonly string[]): readonly string[] {
  const asked: string[] = [];
  const s = setup();
  const lines = [...typed];
  const { at } = edit(s, 'xedit poem data', [enter(command), enter('qquit')], (effect: Effect) => {
    if (effect.kind === 'command') {
      asked.push(effect.line);
      return { kind: 'rc', rc: effect.line.startsWith('NOSUCH') ? -3 : effect.line.length };
    }
    if (effect.kind === 'cp') {
      asked.push(`CP ${effect.command}`);
      return { kind: 'cp', rc: 1, lines: [] };
    }
    if (effect.kind !== 'read-console') return { kind: 'done' };
    asked.push('?');
    return { kind: 'line', text: lines.shift() ?? 'return', from: 'console' };
  });
  // the screen is there again
  expect(at.screens).to.have.length(2);
  return asked;
}

describe('CMS and CP of XEDIT without a command', () => {
  it('CMS: commands are read until RETURN; what CMS does not know goes to CP', () => {
    expect(subset('cms', 'listfile', '', 'NOSUCH', 'RETURN')).to.deep.equal([
      ...['?', 'listfile', '?', '?', 'NOSUCH', 'CP NOSUCH', '?'],
    ]);
  });

  it('CP: the CP command of CMS, which stops in CP READ', () => {
    expect(subset('cp')).to.deep.equal(['CP']);
  });
});

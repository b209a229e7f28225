import { expect } from 'chai';
import { editorOf, runWhole, xeditCases } from '../../support/xedit-cases.js';

const ABC = ['alpha', 'beta', 'gamma', 'delta'];

describe('XEDIT synonyms, macros first, and commands again', () => {
  xeditCases({
    'a synonym stands for a subcommand with operands': {
      ...{ lines: ABC, enter: ['set synonym twice 2 next 2', 'tw'], at: 2 },
    },
    'what is typed behind it stays': {
      ...{ lines: ABC, enter: ['set synonym go 2 next', 'go 3'], at: 3 },
    },
    'operands change places': {
      ...{ lines: ABC, current: 1, enter: ['set synonym alt 3 &. &/ change&1&2', 'alt/ta/TA/'] },
      rc: 4,
    },
    'words go where they are named': {
      ...{ lines: ABC, current: 1, enter: ['set synonym xx 2 & & change /&2/&1/', 'xx Q al'] },
      expect: ['Qpha', 'beta', 'gamma', 'delta'],
    },
    'SYNONYM OFF': {
      ...{ lines: ABC, enter: ['set synonym top 3 next', 'set synonym off', 'top'], at: 0 },
    },
    'COMMAND passes over synonyms': {
      ...{ lines: ABC, current: 2, enter: ['set synonym top 3 next', 'command top'], at: 0 },
    },
    'a synonym of one special character': {
      ...{ lines: ABC, enter: ['set synonym ! 1 next', '!2'], at: 2 },
    },
    '== runs the last one twice': { lines: ABC, enter: ['next', '=='], at: 2 },
    '=subcommand comes before the last one': {
      ...{ lines: ABC, current: 3, enter: ['next', '=top'], at: 0 },
    },
  });

  it('what stands behind a line end of a synonym is pending', () => {
    const session = editorOf(ABC);
    runWhole(session, 'set synonym linend ! both 4 next!next 2');
    runWhole(session, 'both');
    expect(session.pending).to.deep.equal(['next 2']);
  });

  it('== and =subcommand leave the last one pending', () => {
    const session = editorOf(ABC);
    runWhole(session, 'next');
    runWhole(session, '==');
    expect(session.pending).to.deep.equal(['next']);
    runWhole(session, '=top');
    expect(session.pending).to.deep.equal(['next']);
  });

  it('?? goes back two commands', () => {
    const session = editorOf(ABC);
    for (const line of ['top', 'next', '??']) runWhole(session, line);
    expect(session.commandLine).to.equal('top');
  });

  it('MACRO ON looks for a macro first', () => {
    const session = editorOf(ABC);
    runWhole(session, 'set macro on');
    expect(runWhole(session, 'top').action).to.deep.equal({
      ...{ kind: 'macro', name: 'top', args: '', otherwise: 'top' },
    });
    expect(runWhole(session, 'command top').action).to.equal(undefined);
  });
});

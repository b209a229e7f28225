import { expect } from 'chai';
import fc from 'fast-check';
import type { Frame, StepResult } from '../../../src/cms/command.js';
import { linesOf } from '../../../src/cms/xedit/edit-file.js';
import { activeFile } from '../../../src/cms/xedit/editor.js';
import { runSubcommand } from '../../../src/cms/xedit/interpreter.js';
import {
  enterPrefix,
  entryText,
  firstPending,
  parsePrefix,
  typedOver,
} from '../../../src/cms/xedit/prefix/pending.js';
import { RUN_PREFIXES } from '../../../src/cms/xedit/prefix/run-prefix.js';
import { isShown } from '../../../src/cms/xedit/selection.js';
import { editorOf, type XeditFrame } from '../../../src/cms/xedit/session-frame.js';
import { xedit } from '../../../src/cms/xedit/xedit.js';
import { content, edit, enter, setup, type Setup } from '../../support/xedit-world.js';

/** A session on a file, as far as the screen. */
function session(lines: readonly string[]): { s: Setup; frame: XeditFrame } {
  const s = setup({ files: [{ name: 'TEST', type: 'DATA', lines }] });
  return { s, frame: untilRead(s, xedit.start(s.context('xedit test data (noprofil'))) };
}

/** Goes on until a key is waited for. */
function untilRead(s: Setup, given: StepResult): XeditFrame {
  const context = s.context('xedit test data (noprofil');
  for (let result = given; ;) {
    if (!('effect' in result)) throw new Error(`the session has ended: ${String(result.rc)}`);
    const { effect, frame } = result;
    if (effect.kind === 'display-read') return frame as unknown as XeditFrame;
    const answer = s.at.answer(effect) ?? { kind: 'done' as const };
    result = xedit.resume!(structuredClone(frame), answer, context);
  }
}

/** Enters prefix commands, screen by screen. */
function run(lines: readonly string[], ...screens: readonly (readonly [number, string])[][]) {
  const { s, frame: first } = session(lines);
  let frame = first;
  for (const screen of screens) {
    const editor = editorOf(frame);
    const file = activeFile(editor);
    for (const [line, text] of screen) {
      const entered = parsePrefix(text);
      const hidden = 0;
      if (entered) enterPrefix(file, { line, hidden, row: line, kind: 'typed', ...entered });
    }
    editor.pending.push(RUN_PREFIXES);
    // as if something had been typed before the editor had the screen
    frame.phase = 'typed';
    const context = s.context('xedit test data (noprofil');
    frame = untilRead(s, xedit.resume!(frame as unknown as Frame, { kind: 'done' }, context));
  }
  const editor = editorOf(frame);
  const file = activeFile(editor);
  const messages = editor.messages.map((line) => line.replace(/^\S+ /, ''));
  return { editor, file, messages, lines: linesOf(file).join('') };
}

const L = ['a', 'b', 'c', 'd', 'e'];

describe('XEDIT prefix area', () => {
  it('takes the command out of the prefix text', () => {
    expect(typedOver('=====', 'd====')).to.equal('d');
    expect(typedOver('=====', '==dd=')).to.equal('dd');
    expect(typedOver('=====', 'i3===')).to.equal('i3');
    expect(typedOver('00012', 'd0012')).to.equal('d');
    expect(typedOver('=====', '=====')).to.equal('');
    expect(typedOver('=====', '     ')).to.equal('');
  });
  it('I n and A add lines behind', () => {
    expect(linesOf(run(L, [[2, 'i2']]).file)).to.deep.equal(['a', 'b', '', '', 'c', 'd', 'e']);
    expect(linesOf(run(L, [[0, 'a']]).file)[0]).to.equal('');
  });
  it('D and D n delete', () => {
    expect(run(L, [[2, 'd']]).lines).to.equal('acde');
    expect(run(L, [[2, '3d']]).lines).to.equal('ae');
  });
  it('D*, *D, C*, M* and X* take all lines to the end of the file', () => {
    expect(run(L, [[2, 'd*']]).lines).to.equal('a');
    expect(run(L, [[4, '*d']]).lines).to.equal('abc');
    expect(run(L, [[5, 'd*']]).lines).to.equal('abcd');
    const copied = [
      [4, 'c*'],
      [1, 'f'],
    ] as const;
    expect(run(L, [...copied]).lines).to.equal('adebcde');
    const moved = [
      [3, '*m'],
      [1, 'p'],
    ] as const;
    expect(run(L, [...moved]).lines).to.equal('cdeab');
    const { file } = run(L, [[2, 'x*']]);
    expect([1, 2, 3, 4, 5].map((line) => isShown(file, line))).to.deep.equal([
      ...[true, false, false, false, false],
    ]);
  });
  it('* does not say how often or how far', () => {
    for (const text of ['"*', '>*', 'i*', 'a*', 'd**', 'd* 2']) {
      const { lines, messages, file } = run(L, [[2, text]]);
      expect([lines, messages.length], text).to.deep.equal(['abcde', 1]);
      expect(file.pending[0]?.kind, text).to.equal('error');
    }
  });
  it('DD on two lines deletes the block, over two screens as well', () => {
    expect(
      run(L, [
        [4, 'dd'],
        [2, 'dd'],
      ]).lines,
    ).to.equal('ae');
    expect(run(L, [[2, 'dd']], [[4, 'dd']]).lines).to.equal('ae');
  });
  it('" duplicates, "" duplicates a block', () => {
    expect(run(L, [[2, '"2']]).lines).to.equal('abbbcde');
    expect(
      run(L, [
        [2, '""'],
        [3, '""2'],
      ]).lines,
    ).to.equal('abcbcbcde');
  });
  it('C and F copy, M and P move', () => {
    expect(
      run(L, [
        [1, 'c'],
        [5, 'f'],
      ]).lines,
    ).to.equal('abcdea');
    expect(
      run(L, [
        [5, 'm'],
        [1, 'p'],
      ]).lines,
    ).to.equal('eabcd');
    expect(
      run(L, [
        [1, 'c2'],
        [5, 'p'],
      ]).lines,
    ).to.equal('abcdabe');
  });
  it('CC..CC and MM..MM with a destination typed later', () => {
    expect(
      run(
        L,
        [
          [1, 'cc'],
          [2, 'cc'],
        ],
        [[5, 'f']],
      ).lines,
    ).to.equal('abcdeab');
    expect(
      run(
        L,
        [
          [1, 'mm'],
          [2, 'mm'],
        ],
        [[4, 'f']],
      ).lines,
    ).to.equal('cdabe');
    expect(
      run(
        L,
        [
          [4, 'mm'],
          [5, 'mm'],
        ],
        [[0, 'f']],
      ).lines,
    ).to.equal('deabc');
  });
  it('a destination inside the block moved: a message, nothing changed', () => {
    const { lines, messages } = run(L, [
      [1, 'mm'],
      [4, 'mm'],
      [2, 'f'],
    ]);
    expect(lines).to.equal('abcde');
    expect(messages).to.deep.equal(['No destination possible within the block']);
  });
  it('/ makes a line current; .name labels it', () => {
    const { file } = run(L, [
      [3, '/'],
      [4, '.here'],
    ]);
    expect(file.current).to.equal(3);
    expect(file.labels).to.deep.equal({ HERE: 4 });
  });
  it('several commands on one screen do not disturb each other', () => {
    expect(
      linesOf(
        run(L, [
          [1, 'd'],
          [3, 'i'],
          [5, '"'],
        ]).file,
      ),
    ).to.deep.equal(['b', 'c', '', 'd', 'e', 'e']);
  });
  it('an unknown command: a message', () => {
    expect(run(L, [[1, 'zz']]).messages).to.deep.equal(['Invalid prefix subcommand: ZZ']);
  });
  it('counts stand in front or behind', () => {
    expect(run(L, [[2, '2d']]).lines).to.equal('ade');
    expect(run(L, [[2, 'd 2']]).lines).to.equal('ade');
    expect(run(L, [[2, 'd2 3']]).messages).to.deep.equal([
      'Prefix D is invalid for the line on which it was entered',
    ]);
  });
  it('> and < shift by their count, >> and << a block', () => {
    const words = ['one', 'two', 'three'];
    expect(linesOf(run(words, [[1, '>3']]).file)).to.deep.equal(['   one', 'two', 'three']);
    expect(linesOf(run(words, [[1, '<']]).file)).to.deep.equal(['ne', 'two', 'three']);
    const block: [number, string][] = [
      [1, '>>2'],
      [2, '>>'],
    ];
    expect(linesOf(run(words, block).file)).to.deep.equal(['  one', '  two', 'three']);
  });
  it('X and XX hide lines, S shows them again: all, the first, the last', () => {
    const hidden = (...screens: readonly (readonly [number, string])[][]) => {
      const { file } = run(L, ...screens);
      return L.filter((_, i) => !isShown(file, i + 1)).join('');
    };
    const block: [number, string][] = [
      [2, 'xx'],
      [5, 'xx'],
    ];
    expect(hidden([[2, 'x']])).to.equal('b');
    expect(hidden([[2, 'x3']])).to.equal('bcd');
    expect(hidden(block)).to.equal('bcde');
    expect(hidden(block, [[2, 's']])).to.equal('');
    expect(hidden(block, [[2, 's*']])).to.equal('');
    expect(hidden(block, [[2, 's2']])).to.equal('de');
    expect(hidden(block, [[2, 's+1']])).to.equal('cde');
    expect(hidden(block, [[2, 's-1']])).to.equal('bcd');
    expect(hidden(block, [[2, 's9']])).to.equal('');
    expect(hidden([[2, 'x']], [[4, 'x']], [[1, 's']])).to.equal('d');
  });
  it('S where nothing is hidden is not valid', () => {
    expect(run(L, [[2, 's']]).messages).to.deep.equal([
      'Prefix S is invalid for the line on which it was entered',
    ]);
  });
  it('a block and a count leave hidden lines alone, unless SCOPE is ALL', () => {
    expect(run(L, [[2, 'x']], [[1, 'd3']]).lines).to.equal('be');
    const block: [number, string][] = [
      [1, 'dd'],
      [4, 'dd'],
    ];
    expect(run(L, [[2, 'x']], block).lines).to.equal('be');
    const copied: [number, string][] = [
      [1, 'c3'],
      [5, 'f'],
    ];
    expect(run(L, [[2, 'x']], copied).lines).to.equal('abcdeacd');
    const moved: [number, string][] = [
      [1, 'm3'],
      [5, 'f'],
    ];
    expect(run(L, [[2, 'x']], moved).lines).to.equal('beacd');
  });
  it('SI adds a line with the cursor under the indentation, and waits', () => {
    const { file, editor } = run(['one', '   two'], [[2, 'si']]);
    expect(linesOf(file)).to.deep.equal(['one', '   two', '']);
    expect(editor.cursor).to.deep.equal({ line: 3, column: 4 });
    expect(firstPending(file)?.name).to.equal('.....');
  });
  it('/n sets the column pointer, too', () => {
    const { file } = run(L, [[3, '/7']]);
    expect([file.current, file.column]).to.deep.equal([3, 7]);
  });
  it('a thousand lines are repeated a hundred times, in steps', () => {
    const lines = Array.from({ length: 1000 }, (_, i) => String(i));
    const { file } = run(lines, [
      [1, '""99'],
      [1000, '""'],
    ]);
    expect(linesOf(file, 1001, 1)).to.deep.equal(['0']);
    expect(linesOf(file).length).to.equal(100_000);
  });
  it('what waits is told of from the top; what is wrong is marked', () => {
    const { file } = run(L, [
      [4, 'mm'],
      [2, 'zz'],
      [3, 'mm'],
    ]);
    expect(firstPending(file)?.line).to.equal(3);
    expect(file.pending.map(entryText).sort()).to.deep.equal(['?ZZ', 'MM', 'MM']);
  });

  it('SI at the end of the file adds one line', () => {
    expect(linesOf(run(L, [[6, 'si']]).file)).to.deep.equal([...L, '']);
  });
  it('anything typed anywhere: never throws, the current line stays within the file', () => {
    const text = fc.string({
      maxLength: 5,
      unit: fc.constantFrom(...Array.from('dDcCmMfFpPiIaA/"<>.xXsS+-*1234 9zZ')),
    });
    const screen = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), text), { maxLength: 7 });
    fc.assert(
      fc.property(fc.array(screen, { maxLength: 6 }), (screens) => {
        const { file } = run(L, ...screens.map((s) => s.filter(([, t]) => t.trim() !== '')));
        expect(file.current).to.be.within(0, linesOf(file).length + 1);
        expect(linesOf(file).every((line) => typeof line === 'string')).to.equal(true);
      }),
      { numRuns: 40 },
    );
  });
});

describe('The prefix macros of the system disk', () => {
  const INVALID = (name: string): string =>
    `Prefix ${name} is invalid for the line on which it was entered`;

  it('refuse operands that are none, and lines that are none, and stay on the list with a question mark', () => {
    const rows: readonly (readonly [line: number, typed: string, name: string])[] = [
      ...([
        [1, '>x', '>'],
        [1, '>1 2', '>'],
        [0, '>', '>'],
        [6, '<', '<'],
      ] as const),
      ...([
        [0, 'x', 'X'],
        [6, 'x', 'X'],
        [2, 'x0', 'X'],
        [2, 'x a', 'X'],
      ] as const),
      ...([
        [2, 'x1 2', 'X'],
        [2, 's', 'S'],
        [5, 's', 'S'],
        [2, 'si 2', 'SI'],
      ] as const),
    ];
    for (const [line, typed, name] of rows) {
      const { file, messages, lines } = run(L, [[line, typed]]);
      const shown = [typed.toUpperCase().slice(0, name.length), typed.slice(name.length).trim()];
      expect(file.pending.map(entryText), typed).to.deep.equal([
        `?${shown.join('').toUpperCase()}`,
      ]);
      expect(messages, typed).to.deep.equal([INVALID(name)]);
      expect([lines, file.current]).to.deep.equal(['abcde', 0]);
      expect([file.selection.leveled, file.selection.scope]).to.deep.equal([false, 'DISPLAY']);
    }
  });

  it('wait for the second of a block, and are gone with RESET', () => {
    for (const name of ['>>', '<<', 'XX']) {
      const { editor, file } = run(L, [[2, `${name}3`]]);
      expect(file.pending).to.have.length(1);
      expect(file.pending[0]).to.include({ line: 2, name, kind: 'block' });
      expect(file.current).to.equal(0);
      runSubcommand(editor, 'reset');
      expect(file.pending).to.deep.equal([]);
      expect(editor.pending[0]).to.match(/^MACRO PR(?:FSHIFT|EFIXX) PREFIX CLEAR 2$/);
    }
    const cleared = run(L, [[2, '>>']]);
    runSubcommand(cleared.editor, 'reset');
    expect(linesOf(cleared.file)).to.deep.equal(L);
  });

  it('take the greater count of a block, from below as from above, over screens', () => {
    const words = ['    one', '    two', '    three', 'four'];
    const shifted = run(words, [[3, '<<']], [[1, '<<3']]);
    expect(linesOf(shifted.file)).to.deep.equal([' one', ' two', ' three', 'four']);
    expect(shifted.file.pending).to.deep.equal([]);
  });

  it('leave lines that are hidden alone, and the current line where it was', () => {
    const { file } = run(
      ['a', 'b', 'c', 'd'],
      [[2, 'x']],
      [
        [1, '>>2'],
        [4, '>>'],
      ],
    );
    expect(linesOf(file)).to.deep.equal(['  a', 'b', '  c', '  d']);
    const below = run(
      L,
      [[3, '/']],
      [
        [1, 'x'],
        [4, '>'],
      ],
    );
    expect(below.file.current).to.equal(3);
    const gone = run(L, [[2, '/']], [[1, 'x3']]);
    expect(gone.file.current).to.equal(4);
  });

  it('are called as macros, too: by PREFIX SET, SHADOW and CLEAR, and not without', () => {
    const s = setup({ files: [{ name: 'TEST', type: 'DATA', lines: L }] });
    const { at } = edit(s, 'xedit test data (noprofil', [
      enter('macro prefixx prefix set 2 2'),
      enter('macro prfshow prefix shadow 2 -1'),
      enter('macro prfshow prefix clear 2'),
      enter('macro prfshift prefix set 1 4'),
      enter('macro prfshift prefix shadow 2'),
      ...[enter('reset'), enter('macro prefixx'), enter('macro prfshift x')],
      ...[enter('macro prfshow'), enter('si x'), enter('qquit')],
    ]);
    const file = (n: number): string[] =>
      (at.screens[n] ?? []).filter((row) => /^ =====(?! \*)/.test(row)).map((row) => row.slice(7));
    expect(file(1).map((row) => row.replace(/-+/g, ''))).to.deep.equal([
      ...['a', ' 2 line(s) not displayed ', 'd', 'e'],
    ]);
    expect(file(2)).to.have.length(5);
    expect(file(2)[2]).to.equal('c');
    expect(file(3)).to.deep.equal(file(2));
    expect(file(4)[0]).to.equal('    a');
    expect(at.screens[5]?.[1]).to.equal(` DMSXPX661E ${INVALID('PRFSHIFT')}`);
    for (const [n, name] of [
      [7, 'PREFIXX'],
      [8, 'PRFSHIFT'],
      [9, 'PRFSHOW'],
    ] as const)
      expect(at.screens[n]?.[1]).to.equal(` DMSXPX659E Invalid prefix subcommand: ${name}`);
    expect(at.screens[10]?.[1]).to.equal(' DMSXSE520E Invalid operand : X');
  });

  it('SI as a subcommand begins behind the current line', () => {
    const s = setup({ files: [{ name: 'TEST', type: 'DATA', lines: ['  a', 'b'] }] });
    edit(s, 'xedit test data (noprofil', [
      enter(':1'),
      enter('si'),
      (p) => {
        expect(p.rows()[p.place.row]).to.equal(' .....');
        expect(p.place.column).to.equal(9);
        p.typeAt(p.place.row, p.place.column, 'more');
        return 'ENTER';
      },
      () => 'ENTER',
      enter('file'),
    ]);
    expect(content(s, 'TEST', 'DATA')).to.deep.equal(['  a', '  more', 'b']);
  });

  it("a macro of the user's comes before the one of the same name", () => {
    const s = setup({
      files: [
        { name: 'TEST', type: 'DATA', lines: L },
        { name: 'PREFIXX', type: 'XEDIT', lines: ['/* */', "parse arg a; 'MSG' a"] },
      ],
    });
    const { at } = edit(s, 'xedit test data (noprofil', [
      enter(':2'),
      enter('lprefix x3'),
      enter('qquit'),
    ]);
    expect(at.screens[2]?.[1]).to.equal(' PREFIX SET 2 3');
  });
});

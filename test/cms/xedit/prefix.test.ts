import { expect } from 'chai';
import fc from 'fast-check';
import { linesOf, newEditFile } from '../../../src/cms/xedit/edit-file.js';
import {
  runPrefixCommands,
  typedOver,
  type TypedPrefix,
} from '../../../src/cms/xedit/prefix-commands.js';

function run(lines: readonly string[], ...screens: readonly (readonly [number, string])[][]) {
  const file = newEditFile(['TEST', 'DATA', 'A1'], 'V', 80, [...lines]);
  const messages: string[] = [];
  for (const screen of screens) {
    const typed: TypedPrefix[] = screen.map(([line, text]) => ({ line, text }));
    messages.push(...runPrefixCommands(file, typed).messages.map((m) => m.text));
  }
  return { file, messages, lines: linesOf(file).join('') };
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
    expect(run(L, [[1, 'zz']]).messages).to.deep.equal(['Prefix ZZ is undefined']);
  });
  it('anything typed anywhere: never throws, the current line stays within the file', () => {
    const text = fc.string({
      maxLength: 5,
      unit: fc.constantFrom(...Array.from('dDcCmMfFpPiIaA/"<>.1234 9zZ')),
    });
    const screen = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), text), { maxLength: 7 });
    fc.assert(
      fc.property(fc.array(screen, { maxLength: 6 }), (screens) => {
        const { file } = run(L, ...screens.map((s) => s.filter(([, t]) => t.trim() !== '')));
        expect(file.current).to.be.within(0, linesOf(file).length + 1);
        expect(linesOf(file).every((line) => typeof line === 'string')).to.equal(true);
      }),
      { numRuns: 300 },
    );
  });
});

import { expect } from 'chai';
import { execFile } from '../../support/cms-disk.js';
import { cmsRig, READY, session } from '../nucleus/cms-rig.js';

/** What an EXEC says that is run in a machine with a file of three lines. */
function says(...lines: string[]): string[] {
  const rig = cmsRig([
    execFile('X', '/* */', ...lines),
    { ...execFile('THREE', 'one', 'two two', 'three'), type: 'LINES' },
  ]);
  const [typed, ...said] = session(rig, 'x');
  expect(typed).to.equal('> x');
  expect(said.at(-1)).to.match(/^Ready;/);
  return said.slice(0, -1);
}

describe('streams of REXX programs', () => {
  it('are read line by line to the end, at which NOTREADY comes up', () => {
    expect(
      says(
        "f = 'three lines'",
        'do while lines(f) > 0; say lines(f) linein(f); end',
        'say stream(f)',
        'signal on notready',
        'x = linein(f)',
        "say 'not reached'",
        "notready: say condition('D') condition('C') sigl stream(f, 'D')",
      ),
    ).to.deep.equal([
      '3 one',
      '2 two two',
      '1 three',
      'READY',
      'three lines NOTREADY 6 NOTREADY:EOF',
    ]);
  });

  it('are written at their end, anew, and in the midst', () => {
    expect(
      says(
        "say lineout('new data', 'a') lineout('new data', 'bb') lineout('new data')",
        "say lineout('new data', 'ccc') lineout('new data', 'AA', 1)",
        "do while lines('new data') > 0; say linein('new data'); end",
        "say stream('new data', 'c', 'close') stream('new data', 'c', 'open replace')",
        "call lineout 'new data', 'other'; call lineout 'new data'",
        "say result stream('new data', 'c', 'query size') linein('new data')",
      ),
    ).to.deep.equal(['0 0 0', '0 0', 'AA', 'bb', 'ccc', 'READY: READY:', '0 1 other']);
  });

  it('are read and written by characters, with an end behind each line', () => {
    expect(
      says(
        "f = 'three lines a'",
        'say chars(f) charin(f,,3) c2x(charin(f)) charin(f,,2) linein(f) chars(f)',
        'say charin(f, 2, 2) c2x(charin(f, 4, 2))',
        "call charout 'c data', 'ab'; call charout 'c data', 'cd'||'15'x'ef'",
        "call lineout 'c data', 'g'; call charout 'c data'",
        "do while lines('c data') > 0; say linein('c data'); end",
        "call stream f, 'c', 'close'; call stream f, 'c', 'open binary read'",
        "say chars(f) charin(f, , 15) lineout(f, 'no') stream(f, 'd')",
      ),
    ).to.deep.equal([
      '18 one 15 tw o two 6',
      'ne 15A3',
      'abcd',
      'efg',
      '15 onetwo twothree 1 ERROR:24',
    ]);
  });

  it('tell what STREAM asks of them', () => {
    expect(
      says(
        "f = 'three lines'",
        "say stream(f) stream(f,'c','query exists') stream(f,'c','query format')",
        "say stream(f,'c','open write') stream(f,'c','query linepos write')",
        "say stream(f,'c','linepos 2 write') lineout(f, 'changed') linein(f)",
        "say stream(f,'c','close') linein(f, 2) stream(f,'c','linepos <0 read')",
        "say '<'stream('no file','c','query exists')'>' stream('no file','c','open read')",
        "say stream('a b c d','c','open') stream(f,'c','nonsense')",
      ),
    ).to.deep.equal([
      'UNKNOWN THREE LINES A1 V 7',
      'READY: 4',
      '2 0',
      'READY: changed 3',
      '<> ERROR:28',
      'ERROR:20 ERROR:24',
    ]);
  });

  it('are the terminal where no name is given', () => {
    const rig = cmsRig([
      execFile(
        'ASK',
        '/* */',
        "queue 'stacked'",
        "call charout , 'Your '; call charout , 'name?'",
        "say linein() '-' lines() charin(,,2) charin(,,3)",
        "call charout , 'a'||'15'x'b'; say 'c'; call lineout , 'd'",
        'parse pull line; say line stream(""); call charout , "end"',
      ),
    ]);
    expect(session(rig, 'ask', 'Alice', 'xyz', 'more')).to.deep.equal([
      ...['> ask', 'Your name?', '> Alice', '> xyz', '> more'],
      ...['Alice - 0 xy z\nm', 'a', 'bc', 'd', 'stacked READY', 'end', READY],
    ]);
  });

  it('are closed when the program ends, also by an error, and stay while a routine returns', () => {
    const rig = cmsRig([
      execFile(
        'W',
        '/* */',
        "call charout 'out file', 'kept'",
        "call sub; say lineout('out file', 'x')",
        'say 1 +',
      ),
      execFile('SUB', '/* */', "return lineout('out file', ' too')"),
      execFile('R', '/* */', "do while lines('out file') > 0; say linein('out file'); end"),
    ]);
    expect(session(rig, 'w', 'r').slice(-4)).to.deep.equal(['> r', 'kept too', 'x', READY]);
  });

  it('raise NOTREADY for what cannot be done, by CALL before the next clause', () => {
    expect(
      says(
        'call on notready name oops',
        "say linein('no file') lineout('bad name for it', 'x') charout('x y z', 'lost')",
        "say lineout('three lines', 'x', 9) chars('no file')",
        'exit',
        "oops: say condition('D') 'at' sigl; return",
      ),
    ).to.deep.equal([
      ...[' 1 4', 'no file at 3', 'bad name for it at 3', 'x y z at 3'],
      ...['1 0', 'three lines at 4'],
    ]);
  });

  it('may be long: the program is stopped and goes on', () => {
    expect(
      says(
        "do i = 1 to 6000; call lineout 'long data', 'line' i; end; call lineout 'long data'",
        "say chars('long data') lines('long data')",
        "n = 0; do while lines('long data') > 0; n = n + length(linein('long data')); end; say n",
        "say length(charin('long data', 1, 60000)) linein('long data', 5999)",
      ),
    ).to.deep.equal(['58893 6000', '52893', '58893 line 5999']);
  });
});

/** Options of stages that people know from z/VM: counts, keys, formats, masks, ways to stop. */
import { expect } from 'chai';
import { lines, piped, pipeWorld } from '../../support/pipe-world.js';

/** What comes out of a stage for records that stand between `;`. */
function stage(records: string, text: string): readonly string[] {
  const file = lines('IN', 'PUT', ...records.split(';'));
  const out = piped(`< in put | ${text}`, file);
  expect(pipeWorld(file).crawl(`< in put | ${text} | console`).lines).to.deep.equal(out);
  return out;
}

describe('options of stages', () => {
  it('keys differ in length unless PAD fills them', () => {
    const keys = 'a b;a  c';
    expect(stage(keys, 'unique 1-2 | count lines')).to.deep.equal(['1']);
    expect(stage('a;a b', 'unique 1-2 | count lines')).to.deep.equal(['2']);
    expect(stage('a;a b', 'unique pad blank 1-2 | count lines')).to.deep.equal(['1']);
    expect(stage('b;ab;a', 'sort 1-2')).to.deep.equal(['a', 'ab', 'b']);
    expect(stage('a1;a0;b1', 'sort 1 descending 2 ascending pad 0')).to.deep.equal([
      'b1',
      'a0',
      'a1',
    ]);
    expect(stage('A;a;b', 'unique caseless')).to.deep.equal(['a', 'b']);
  });

  it('JOIN counts and ends, JOINCONT sees no case', () => {
    expect(stage('a;b;c', 'join count 1 /+/')).to.deep.equal(['         2a+b', '         1c']);
    expect(stage('a;b;c', 'join 1 /+/ terminate')).to.deep.equal(['a+b+', 'c+']);
    expect(stage('k1a;k1b;k2c', 'join keylength 2 /,/')).to.deep.equal(['k1a,b', 'k2c']);
    expect(stage('oneAND;two', 'joincont anycase trailing /and/')).to.deep.equal(['onetwo']);
  });

  it('COMBINE and JUXTAPOSE', () => {
    expect(stage('k1;k2;m4', 'combine keylength 1 last')).to.deep.equal(['k2', 'm4']);
    // a blank has the bit that makes a letter a capital one
    expect(stage('ab;  ', 'combine 1 o')).to.deep.equal(['AB']);
    expect(stage('ab;ab', 'combine 1 exc | specs 1-* c2x 1')).to.deep.equal(['0000']);
    const world = pipeWorld(lines('A', 'A', 'x'), lines('B', 'B', '1', '2'));
    expect(
      world.run('(end ?) < a a | j: juxtapose count | console ? < b b | copy | j:').lines,
    ).to.deep.equal([...['         1x1', '         2x2']]);
    // what comes on any input behind the first has the prefix
    const several = '(end ?) < b b | o: fanout | j: juxtapose | console ? o: | specs /=/ 1 | j: ';
    expect(world.run(`${several}? o: | specs /+/ 1 | j:`).lines).to.deep.equal([
      ...['1=', '1+', '2=', '2+'],
    ]);
  });

  it('TIMESTAMP in all its formats', () => {
    expect(stage('x', 'timestamp iso')).to.deep.equal(['2026-11-22 10:11:12x']);
    expect(stage('x', 'timestamp shortdate')).to.deep.equal(['11/22/26 10:11:12x']);
    expect(stage('x', 'timestamp full')).to.deep.equal(['11/22/2026 10:11:12x']);
    expect(stage('x', 'timestamp standard')).to.deep.equal(['20261122101112x']);
    expect(stage('x', 'timestamp string /%j %H.%M %% %q /')).to.deep.equal(['326 10.11 % %q x']);
    expect(stage('x', 'timestamp 8 6')).to.deep.equal(stage('x', 'time 8 6'));
  });

  it('DEAL by keys, and when it stops', () => {
    const world = pipeWorld(lines('IN', 'PUT', 'a1', 'a2', 'b1', 'a3'));
    const run = (spec: string): readonly string[] => world.run(`(end ?) < in put | ${spec}`).lines;
    expect(run('d: deal key 1 | insert /1 / | console ? d: | insert /2 / | console')).to.deep.equal(
      [...['1 a1', '1 a2', '2 b1', '1 a3']],
    );
    expect(
      run('d: deal key 1 strip | insert /1 / | console ? d: | insert /2 / | console')[2],
    ).to.equal('2 1');
    expect(run('d: deal stop anyeof | take 1 | console ? d: | console')).to.deep.equal(['a1']);
    expect(run('d: deal stop 2 | take 1 | console ? d: | console')).to.deep.equal([
      'a1',
      'a2',
      'a3',
    ]);
    const other = '? literal 1 2| split | g:';
    expect(run(`g: gather stop 1 | console ${other}`)).to.deep.equal(['a1', '1', 'a2', '2', 'b1']);
    expect(run(`g: gather | count lines | console ${other}`)).to.deep.equal(['6']);
  });

  it('LOCATE by bits of a mask', () => {
    const hex = (mask: string): readonly string[] => stage('1;2;3;4', `locate ${mask}`);
    expect(hex('ones 1 x01')).to.deep.equal(['1', '3']);
    expect(hex('zeros 1 x03')).to.deep.equal(['4']);
    expect(hex('mixed 1 x03')).to.deep.equal(['1', '2']);
    expect(hex('ones 5 x01')).to.deep.equal([]);
    expect(hex('ones 1')[0]).to.equal('FPLPAT113E Required operand missing');
  });

  it('CHANGE with two strings, STRLITERAL by what there is', () => {
    expect(stage('abc', 'change /a/ /b/')).to.deep.equal(['bbc']);
    expect(stage('aaa', 'change /a/ ,x, 2')).to.deep.equal(['xxa']);
    expect(stage('a b', 'change /a/ /')).to.deep.equal(['  b']);
    expect(stage('x', 'strliteral conditional /head/')).to.deep.equal(['head', 'x']);
    expect(stage('x', 'strliteral append conditional /tail/')).to.deep.equal(['x', 'tail']);
    expect(stage('x', 'take 0 | strliteral conditional /head/')).to.deep.equal([]);
    expect(stage('x', 'take 0 | strliteral ifempty /none/')).to.deep.equal(['none']);
    expect(stage('x', 'strliteral ifempty /none/')).to.deep.equal(['x']);
  });

  it('PICK from a list, for a number of records, while it holds', () => {
    const records = 'red 1;blue 2;green 3;blue 4';
    expect(stage(records, 'pick w1 == /red/ , /green/')).to.deep.equal(['red 1', 'green 3']);
    expect(stage(records, 'pick w1 ^== /blue/')).to.deep.equal(['red 1', 'green 3']);
    expect(stage(records, 'pick w1 \\= /blue/')).to.deep.equal(['red 1', 'green 3']);
    expect(stage(records, 'pick from w1 == /blue/ count 2')).to.deep.equal(['blue 2', 'green 3']);
    expect(stage(records, 'pick while w1 << /redd/')).to.deep.equal(records.split(';'));
    expect(stage(records, 'pick while w1 >> /c/')).to.deep.equal(['red 1']);
  });

  it('SPILL at another character, QUERY of messages', () => {
    expect(stage('a,b,c,d', 'spill 4 /,/')).to.deep.equal(['a,b', 'c,d']);
    expect(stage('a', 'spill 4 string /ab/')[0]).to.equal('FPLPAT1363E Odd string length 2');
    expect(piped('query msglevel')).to.deep.equal(['FPLINX186I PIPMOD MSGLEVEL 15']);
    expect(piped('query msglist')).to.deep.equal(['FPLINX189I Messages issued: none']);
  });
});

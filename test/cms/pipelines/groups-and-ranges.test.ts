/** Groups of records that BUFFER copies, and ranges beside which INSERT puts a string. */
import { expect } from 'chai';
import { lines, piped, pipeWorld } from '../../support/pipe-world.js';

/** What comes out of a stage for records that stand between `;`. */
function stage(records: string, text: string): readonly string[] {
  return piped(`< in put | ${text}`, lines('IN', 'PUT', ...records.split(';')));
}

describe('groups and ranges', () => {
  it('LOOKUP writes what a match gives in the order of its operands', () => {
    const found = (operands: string): readonly string[] =>
      pipeWorld().run(
        `(end ?) literal k d| dup 1| l: lookup w1 ${operands} | console` +
          ' ? literal k 1| literal k 2| literal j 3| l:',
      ).lines;
    const twice = (...one: string[]): string[] => [...one, ...one];
    expect(found('detail allmasters')).to.deep.equal(twice('k d', 'k 2', 'k 1'));
    expect(found('allmasters detail')).to.deep.equal(twice('k 2', 'k 1', 'k d'));
    expect(found('allmasters detail pairwise')).to.deep.equal(twice('k 2', 'k d', 'k 1', 'k d'));
    expect(found('detail allmasters pairwise')).to.deep.equal(twice('k d', 'k 2', 'k d', 'k 1'));
    expect(found('detail master')).to.deep.equal(twice('k d', 'k 2'));
    expect(found('allmasters')).to.deep.equal(twice('k 2', 'k 1'));
  });
  it('BUFFER writes each group as often as it is told', () => {
    expect(stage('a;b', 'buffer')).to.deep.equal(['a', 'b']);
    expect(stage('a;b', 'buffer 1')).to.deep.equal(['a', 'b']);
    expect(stage('a;b', 'buffer 2')).to.deep.equal(['a', 'b', '', 'a', 'b']);
    expect(stage('a;b', 'buffer 2 /-/')).to.deep.equal(['a', 'b', '-', 'a', 'b']);
    const groups = 'specs 1-* strip 1 | buffer';
    expect(stage('a;b; ;c', `${groups} 2`)).to.deep.equal([
      ...['a', 'b', '', 'a', 'b', '', 'c', '', 'c'],
    ]);
    expect(stage('a; ', `${groups} 2 /-/`)).to.deep.equal(['a', '-', 'a', '']);
    expect(stage('a; ;b', groups)).to.deep.equal(['a', '', 'b']);
    expect(stage('a; ; ;b', `${groups} 3 /-/ | take 8`)).to.deep.equal([
      ...['a', '-', 'a', '-', 'a', '', '-', '-'],
    ]);
    expect(pipeWorld().run('literal x| buffer 2 /-/ 3 | hole').rc).to.equal(-112);
    expect(pipeWorld().run('literal x| buffer /-/ | hole').rc).to.equal(-112);
  });
  it('INSERT puts a string beside a range', () => {
    expect(stage('Java Juice', 'insert / NetRexx / after 3.2')).to.deep.equal([
      'Java NetRexx  Juice',
    ]);
    expect(stage('Java', 'insert / NetRexx / before 3.2')).to.deep.equal(['Ja NetRexx va']);
    expect(stage('a b c', 'insert /-/ w2')).to.deep.equal(['a -b c']);
    expect(stage('a b c', 'insert /-/ after w2')).to.deep.equal(['a b- c']);
    expect(stage('a', 'insert /-/ w2')).to.deep.equal(['a-']);
    expect(stage('abc', 'insert /-/ after')).to.deep.equal(['abc-']);
    expect(pipeWorld().run('literal x| insert /-/ frog | hole').rc).to.equal(-112);
  });
});

/** Groups of records that BUFFER copies, and ranges beside which INSERT puts a string. */
import { expect } from 'chai';
import { lines, piped, pipeWorld } from '../../support/pipe-world.js';

/** What comes out of a stage for records that stand between `;`. */
function stage(records: string, text: string): readonly string[] {
  return piped(`< in put | ${text}`, lines('IN', 'PUT', ...records.split(';')));
}

describe('groups and ranges', () => {
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

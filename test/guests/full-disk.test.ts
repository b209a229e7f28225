/** A full minidisk: the message, the return code, and every file as it was. */
import { expect } from 'chai';
import { WholeSystem } from '../support/whole-system.js';

const LINE = 'x'.repeat(80);
const filler = (name: string, records: number) => ({
  name,
  type: 'DATA',
  lines: Array.from({ length: records }, () => LINE),
  fixedLength: 80,
});

describe('a full minidisk', () => {
  it('is said with number and code by whatever writes, and loses nothing', async () => {
    const whole = await WholeSystem.start({
      disks: {
        BOB: [
          filler('BIG', 8000),
          filler('SOME', 3800),
          { name: 'SMALL', type: 'DATA', lines: ['as it was'] },
        ],
        ALICE: [filler('LARGE', 4000)],
      },
    });
    const alice = await whole.logon('ALICE');
    const bob = await whole.logon('BOB');
    const before = await whole.command(bob, 'listfile * * a (date');
    expect(await whole.command(bob, 'copyfile some data a more data a')).to.match(
      /DMSCPY107S Disk A\(191\) is full\nReady\(00100\)/,
    );
    expect(await whole.command(bob, 'copyfile some data a small data a (replace')).to.match(
      /DMSCPY107S .*\nReady\(00100\)/,
    );
    expect(await whole.command(bob, 'type small data')).to.contain('\nas it was\nReady;');
    // what was sent stays in the reader until there is room
    await whole.command(alice, 'sendfile large data to bob', /PUN FILE/);
    await whole.sees(bob, /RDR FILE 0001/);
    expect(await whole.command(bob, 'receive')).to.match(/107S .*\nReady\(00100\)/);
    expect(await whole.command(bob, 'query files')).to.contain('0001 RDR');
    await whole.command(alice, 'spool punch to bob', /Ready;/);
    await whole.command(alice, 'punch large data', /PUN FILE/);
    expect(await whole.command(bob, 'spool reader class a')).to.contain('Ready;');
    expect(await whole.command(bob, 'order reader 2')).to.contain('Ready;');
    expect(await whole.command(bob, 'readcard cards data')).to.match(/107S .*\nReady\(00100\)/);
    expect(await whole.command(bob, 'query files')).to.contain('0002 RDR');
    // XEDIT keeps what was typed
    await whole.command(bob, 'xedit some data', /====>/);
    await whole.enter(bob, 'set lrecl 240', /====>/);
    await whole.enter(bob, 'file more data', /107S|DMSXFI|Ready/);
    expect(bob.text).to.match(/full/);
    await whole.enter(bob, 'qquit', /Ready;/);
    expect(await whole.command(bob, 'listfile * * a (date')).to.equal(before);
    // room again
    await whole.command(bob, 'erase big data a', /Ready;/);
    expect(await whole.command(bob, 'readcard cards data')).to.contain('Ready;');
    expect(await whole.command(bob, 'receive')).to.contain('received from ALICE');
    expect(whole.test.log.filter((line) => line.includes('INTERNAL'))).to.deep.equal([]);
  });
});

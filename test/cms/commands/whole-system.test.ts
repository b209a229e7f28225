/** The file and spool commands in the whole system: real nucleus, real CP, real spool. */
import { expect } from 'chai';
import { cmsSystem } from '../../support/cms-system.js';

const wide = Array.from({ length: 30 }, (_, i) => `${i} `.repeat(60));
const FILES = [
  { name: 'REPORT', type: 'DATA', lines: ['alpha', 'Beta', 'gamma'] },
  { name: 'WIDE', type: 'DATA', lines: wide },
  { name: 'LOG', type: 'DATA', lines: ['DMSERS002E this is data'] },
];

async function pair() {
  const system = await cmsSystem(FILES);
  const alice = await system.session('ALICE');
  const bob = await system.session('BOB');
  await bob.type('erase * data a');
  return { alice, bob };
}

describe('file and spool commands in the whole system', () => {
  it('send a file that can be looked at and received', async () => {
    const { alice, bob } = await pair();
    expect(await alice.type('sendfile wide data a to bob')).to.match(
      /PUN FILE 0001 SENT TO {3}BOB {6}RDR AS {2}0001 RECS 0064(.|\n)*File WIDE DATA A1 sent to BOB at VMTS on/,
    );
    expect(bob.fresh()).to.match(/RDR FILE 0001 SENT FROM ALICE {4}PUN WAS 0001 RECS 0064/);
    const peeked = await bob.lines('peek 1 (for 3');
    expect(peeked[0]).to.equal(
      '0001 File WIDE DATA from ALICE at VMTS  Format is NETDATA.  Records 1 to 3',
    );
    expect(peeked).to.include(wide[2]!.trimEnd());
    expect(await bob.type('query rdr all')).to.match(/ALICE {4}0001 A PUN 00000064 001 NONE/);
    expect(await bob.type('receive')).to.match(
      /WIDE DATA A1 created\nFile WIDE DATA A1 received from ALICE at VMTS\nReady;/,
    );
    // what is longer than a line of the console goes on in the next
    const typed = (await bob.lines('type wide data')).filter((line) => /^[0-9 ]+$/.test(line));
    expect(typed.length).to.be.greaterThan(wide.length);
    expect(typed.join('').replaceAll(' ', '')).to.equal(wide.join('').replaceAll(' ', ''));
    expect(await bob.type('query rdr all')).to.match(/NO RDR FILES/);
  });

  it('leave a file in the reader that does not come to disk', async () => {
    const { alice, bob } = await pair();
    await bob.type('copyfile profile exec s report data a');
    await alice.type('sendfile report data a to bob');
    await alice.type('sendfile report data a to bob');
    expect(await bob.type('receive')).to.match(/created/);
    expect(await bob.type('receive')).to.match(/DMSREC024E(.|\n)*Ready\(00028\)/);
    expect(await bob.type('query rdr all')).to.match(/ALICE {4}0002 A PUN \d{8} 001 NONE/);
    expect(await bob.type('receive (replace')).to.match(/REPORT DATA A1 replaced/);
    expect(await alice.type('sendfile report data a to nobody')).to.match(
      /DMSSDF648E Userid NOBODY not found(.|\n)*Ready\(00032\)/,
    );
  });

  it('punch, read cards, dump and load', async () => {
    const { alice, bob } = await pair();
    await alice.type('spool punch bob');
    expect(await alice.type('punch report data a')).to.match(/PUN FILE 0001 SENT TO {3}BOB/);
    expect(await alice.type('disk dump report data a')).to.match(/PUN FILE 0002 SENT TO {3}BOB/);
    expect(await bob.type('readcard *')).to.match(/DMSRDC738I Record length is 80 bytes/);
    expect(await bob.lines('listfile report data a (format')).to.include(
      'REPORT   DATA     A1 F         80',
    );
    expect(await bob.type('disk load')).to.match(/REPORT DATA A1 created|REPORT DATA A1 replaced/);
    expect(await bob.lines('listfile report data a (format')).to.include(
      'REPORT   DATA     A1 V          5',
    );
    expect(await bob.lines('type report data')).to.include.members(['alpha', 'Beta', 'gamma']);
    expect(await bob.type('readcard *')).to.match(/DMSRDC205W(.|\n)*Ready\(00008\)/);
  });

  it('do not take another file than the one that was meant', async () => {
    const { alice, bob } = await pair();
    await alice.type('sendfile wide data a to bob (class b');
    await alice.type('sendfile report data a to bob');
    expect(await bob.type('receive 2')).to.match(/REPORT DATA A1 created/);
    await bob.type('spool rdr class a');
    expect(await bob.type('receive 1')).to.match(/DMSREC644E/);
    await bob.type('spool rdr class *');
    expect(await bob.type('receive 1')).to.match(/WIDE DATA A1 created/);
  });

  it('print and tell', async () => {
    const { alice, bob } = await pair();
    await alice.type('print report data');
    expect(await alice.type('query prt all')).to.match(/ALICE {4}0001 A PRT 00000004/);
    await bob.type('tell alice hello there');
    expect(alice.fresh()).to.match(/MSG FROM BOB {5}: hello there/);
    expect(await bob.type('tell nobody hi')).to.match(/Ready\(00045\)/);
  });

  it('say what SET EMSG lets them say, and show data as they are', async () => {
    const { alice } = await pair();
    const what = async (setting: string): Promise<readonly string[]> => {
      await alice.type(`cp set emsg ${setting}`);
      return alice.lines('erase none such a');
    };
    const long = await (async () => {
      await alice.type('cp set emsg code');
      return alice.lines('execio 1 emsg (string DMSREX1106E Error 23');
    })();
    expect(long).to.include('DMSREX1106E');
    const text = 'File NONE SUCH A not found';
    expect(await what('on')).to.include(`DMSERS002E ${text}`);
    expect(await what('text')).to.include(text);
    const code = await what('code');
    expect(code).to.include('DMSERS002E');
    expect(code).to.not.include(text);
    expect((await what('off')).join()).to.not.match(/not found|DMSERS/);
    expect(await alice.lines('type log data')).to.include('DMSERS002E this is data');
  });

  it('keep files over IPL', async () => {
    const { alice } = await pair();
    await alice.type('copyfile wide data a copy = =');
    await alice.type('rename report data a new = =');
    expect(await alice.type('ipl cms parm autocr')).to.match(/Ready;/);
    const list = await alice.lines('listfile * data a');
    expect(list).to.include.members([
      'COPY     DATA     A1',
      'NEW      DATA     A1',
      'WIDE     DATA     A1',
    ]);
  });
});

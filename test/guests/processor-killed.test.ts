/** A processor's thread is killed: its users are told and IPL again, the others notice nothing, nothing is lost. */
import { expect } from 'chai';
import { moduleFile } from '../support/cms-disk.js';
import { RealSystem } from '../support/real-system.js';

const LOOPER = moduleFile('LOOPER', 'LOOP     B     LOOP');
const LETTER = { name: 'LETTER', type: 'DATA', lines: ['kept on the disk'] };

describe('a killed processor', function () {
  let system: RealSystem;

  before(async () => {
    system = await RealSystem.start({ ALICE: [LOOPER, LETTER], BOB: [LOOPER, LETTER] }, 2);
  });

  after(async () => {
    await system.end();
  });

  it('costs its users an IPL, and nobody else anything', async () => {
    const alice = system.logon('ALICE');
    await system.sees(alice, /Ready;/);
    const bob = system.logon('BOB');
    await system.sees(bob, /Ready;/);
    const [a, b] = [system.cp.machine('ALICE')!, system.cp.machine('BOB')!];
    const on = system.cp.pool.processorOf(b)!;
    expect(system.cp.pool.processorOf(a)).not.to.equal(on);
    // BOB has announced a file, has written one, has one open, and loops; ALICE loops
    await system.command(bob, 'spool punch to alice', /Ready;/);
    await system.command(bob, 'punch letter data', /PUN FILE/);
    await system.sees(alice, /RDR FILE 0001 SENT FROM BOB/);
    await system.command(bob, 'copyfile letter data a copy data a', /Ready;/);
    await system.command(bob, 'spool printer cont', /Ready;/);
    await system.command(bob, 'print letter data', /Ready;/);
    await system.command(bob, 'looper', /RUNNING/);
    await system.command(alice, 'looper', /RUNNING/);
    const used = a.memory.used().virtual;
    expect(await system.until(() => a.memory.used().virtual > used)).to.equal(true);
    expect(await system.until(() => b.memory.used().virtual > 1000)).to.equal(true);

    await system.killProcessor(on);
    await system.sees(bob, /HCPMCH616W Processor failed; virtual machine BOB was stopped/);
    await system.sees(bob, /CP READ/);
    expect(system.log.some((line) => line.startsWith(`PROCESSOR ${on} FAILED`))).to.equal(true);
    const then = a.memory.used().virtual;
    expect(await system.until(() => a.memory.used().virtual > then)).to.equal(true);
    expect(alice.text).to.contain('RUNNING');
    expect(alice.text).not.to.contain('HCP');

    await system.command(bob, 'ipl cms parm autocr', /Ready;/);
    expect(await system.command(bob, 'type copy data')).to.contain('kept on the disk');
    // what was open goes whole, what was announced stays
    expect(await system.command(bob, 'query files', /FILES:/)).to.contain('NO PRT');
    await system.command(alice, 'hx', /Ready;/);
    await system.command(alice, 'readcard got data', /Ready;/);
    expect(await system.command(alice, 'type got data')).to.contain('kept on the disk');
    await system.command(bob, 'copyfile letter data a after data a', /Ready;/);
    expect(system.log.filter((line) => line.includes('INTERNAL'))).to.deep.equal([]);
  });

  it('again and again, and no frame of real storage is lost', async () => {
    const { cp } = system;
    const bob = cp.machine('BOB')!;
    const person = system.logon('BOB');
    await system.sees(person, /LOGON BOB HERE/);
    person.enter('logon bob here');
    await system.sees(person, /RECONNECTED/);
    let before: number | undefined;
    for (let turn = 0; turn < 4; turn++) {
      await system.command(person, '#cp ipl cms parm autocr', /Ready;/);
      await system.command(person, 'looper', /RUNNING/);
      await system.killProcessor(cp.pool.processorOf(bob)!);
      await system.sees(person, /HCPMCH616W/);
      const { used } = cp.frames();
      before ??= used;
      expect(used).to.be.at.most(before);
    }
    await system.command(person, 'ipl cms parm autocr', /Ready;/);
    expect(await system.command(person, 'listfile')).to.contain('AFTER    DATA     A1');
  });
});

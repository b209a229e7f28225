/** What commands of CP say when the host, or room that they need, fails them, and that they leave nothing half done. */
import { expect } from 'chai';
import { SpoolCore, type SpoolLimits } from '../../../src/cp/main/spool/spool-core.js';
import { SpoolManager } from '../../../src/cp/main/spool/spool-manager.js';
import { TRAP_LIMIT } from '../../../src/cp/trace/trace-state.js';
import { FileSpoolStore } from '../../../src/store/spool-store.js';
import { MemoryFiles } from '../../support/memory-files.js';
import { TestSystem, usualDirectory } from '../../support/test-system.js';
import { VirtualClock } from '../../support/virtual-clock.js';

/** Nothing can be written any more. */
function breakHost(system: TestSystem): void {
  system.files.before = (operation) => {
    if (/write|sync/i.test(operation)) throw new Error('EIO');
  };
}

/** A system whose spool takes so much. */
function withLimits(limits: SpoolLimits): Promise<TestSystem> {
  const clock = new VirtualClock();
  const files = new MemoryFiles(clock);
  return TestSystem.start({
    clock,
    files,
    directory: usualDirectory().add('USER DISKACNT * 1M 4M G\nSPOOL 00C 2540 READER *'),
    system: {
      makeSpool: (cp) => {
        const store = new FileSpoolStore(files, 'spool', (line) => cp.operator(line));
        return new SpoolManager(new SpoolCore(store, files, cp, limits));
      },
    },
  });
}

const NO_FILES_OF_OTHERS: SpoolLimits = { fileBytes: 1e6, userBytes: 1e7, incoming: 0 };

describe('commands of CP that the host fails', () => {
  it('say so of VMDUMP (426), and no file is there', async () => {
    const system = await TestSystem.start();
    const alice = await system.session('ALICE');
    breakHost(system);
    expect(await alice.lines('vmdump 0')).to.deep.equal([
      'HCPVMD426E VMDUMP failed; spool I/O error',
    ]);
    system.files.before = undefined;
    expect(await alice.lines('query rdr all')).to.deep.equal(['NO RDR FILES']);
    expect(system.log.join('\n')).to.contain('VMDUMP OF ALICE: Error: EIO');
  });

  it('say so of ACNT (427), and the records come the next time', async () => {
    const system = await TestSystem.start();
    const maint = await system.session('MAINT');
    breakHost(system);
    expect(await maint.lines('acnt maint')).to.deep.equal([
      'HCPACN427E Accounting records could not be written; I/O error',
    ]);
    system.files.before = undefined;
    expect(await maint.lines('acnt maint')).to.deep.equal(['Command complete']);
  });

  for (const [define, save, name] of [
    ['defsys mysys 0-1 ew', 'savesys mysys', 'The Named Saved System (NSS) MYSYS'],
    ['defseg myseg 0-1 sr', 'saveseg myseg', 'Saved segment MYSEG'],
  ] as const) {
    it(`say so of ${save.toUpperCase()} (179), and what was defined still waits`, async () => {
      const system = await TestSystem.start();
      const maint = await system.session('MAINT');
      await maint.type(define);
      breakHost(system);
      expect(await maint.lines(save)).to.deep.equal([
        `HCPNSS179E ${name} could not be saved; I/O error`,
      ]);
      system.files.before = undefined;
      expect(await maint.type(save)).to.match(/HCPNSS440I .* was successfully saved/);
    });

    it(`give up ${save.toUpperCase()} (182) when the machine goes on`, async () => {
      const system = await TestSystem.start();
      const maint = await system.session('MAINT');
      await maint.type(define.replace('0-1 ', '0-ff '));
      maint.session.line(save);
      await system.clock.settle(1);
      const resetting = system.cp.reset(maint.machine, false);
      await system.idle();
      await resetting;
      expect(maint.transcript).to.contain(
        `HCPNSS182E ${name} was not saved; the virtual machine went on`,
      );
      expect(await maint.type(save)).to.match(/HCPNSS440I .* was successfully saved/);
    });
  }
});

describe('commands of CP that have no room', () => {
  it('say so of DEFINE while a channel program is at work (143), and the device keeps its number', async () => {
    const system = await TestSystem.start();
    const alice = await system.session('ALICE');
    const { machine } = alice;
    machine.renumber = () => Promise.resolve({ ok: false, why: 'busy' });
    expect(await alice.lines('define 00d as 01d')).to.deep.equal([
      'HCPDEF143E PUN 001D not defined; device 000D is busy',
    ]);
    expect(await alice.lines('query virtual 01d')).to.deep.equal([
      'HCPQVD040E Device 001D does not exist',
    ]);
  });

  it('say so of VMDUMP and TRANSFER to a user with many files (428)', async () => {
    const system = await withLimits(NO_FILES_OF_OTHERS);
    const alice = await system.session('ALICE');
    expect(await alice.lines('vmdump 0 to bob')).to.deep.equal([
      'HCPVMD428E BOB has too many spool files',
    ]);
    await alice.type('vmdump 0');
    expect(await alice.lines('transfer rdr all to bob')).to.deep.equal([
      'NO FILES TRANSFERRED',
      'HCPCSU428E BOB has too many spool files',
    ]);
    expect(await alice.lines('query rdr all')).to.have.length(2);
  });

  it('say so of ACNT CLOSE (428)', async () => {
    const system = await withLimits(NO_FILES_OF_OTHERS);
    const maint = await system.session('MAINT');
    expect(await maint.lines('acnt maint close')).to.deep.equal([
      'HCPACN428E DISKACNT has too many spool files',
    ]);
  });

  it('say so of TRACE and PER (191)', async () => {
    const system = await TestSystem.start();
    const alice = await system.session('ALICE');
    for (let n = 0; n < TRAP_LIMIT; n++)
      await alice.type(`trace i range ${(2 * n).toString(16)} run`);
    const refused = 'E Too many trace traps, sets or calls - INITIAL';
    expect(await alice.lines('trace svc run')).to.deep.equal([`HCPTRA191${refused}`]);
    expect(await alice.lines('per branch run')).to.deep.equal([`HCPPER191${refused}`]);
  });

  it('say so of LOGON (700), AUTOLOG and XAUTOLOG (59)', async () => {
    const system = await TestSystem.start({ machines: 2 });
    const maint = await system.session('MAINT');
    await system.session('BOB');
    const failed = 'E AUTOLOG failed for ALICE - no room for another virtual machine';
    expect(await maint.lines('autolog alice alice')).to.deep.equal([`HCPAUT059${failed}`]);
    expect(await maint.lines('xautolog alice')).to.deep.equal([`HCPAUT059${failed}`]);
    const alice = await system.session('ALICE');
    expect(alice.transcript).to.contain(
      'HCPLGA700E LOGON not possible: no room for another virtual machine',
    );
  });

  it('say so of DEFSYS and DEFSEG (431)', async () => {
    const system = await TestSystem.start();
    const maint = await system.session('MAINT');
    const { library } = system.cp.segments;
    library.define = () => Promise.resolve(undefined);
    const refused = ['HCPNSD431E There are too many saved systems'];
    expect(await maint.lines('defsys mysys 0-1 ew')).to.deep.equal(refused);
    expect(await maint.lines('defseg myseg 0-1 sr')).to.deep.equal(refused);
  });
});

describe('commands of CP while a user is being logged off', () => {
  it('are refused: FORCE, AUTOLOG, XAUTOLOG, LOGON, DIAL (361)', async () => {
    const system = await TestSystem.start();
    const maint = await system.session('MAINT');
    await system.session('ALICE');
    system.cp.machine('ALICE')!.ending = true;
    const refused = 'E LOGOFF/FORCE pending for user ALICE';
    expect(await maint.lines('force alice')).to.deep.equal([`HCPFOR361${refused}`]);
    expect(await maint.lines('xautolog alice')).to.deep.equal([`HCPAUT361${refused}`]);
    expect(await maint.lines('autolog alice alice')).to.deep.equal([`HCPAUT361${refused}`]);
    const again = await system.session('ALICE');
    expect(again.transcript).to.contain(`HCPLGA361${refused}`);
    await maint.type('logoff hold');
    expect(await maint.lines('dial alice')).to.deep.equal([`HCPDIA361${refused}`]);
  });
});

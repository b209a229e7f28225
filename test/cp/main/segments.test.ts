/** Saved systems and segments with the whole of CP: DEFSYS to PURGE, IPL, DIAGNOSE 64, one copy for all. */
import { expect } from 'chai';
import { SystemImport } from '../../../src/cp/main/segments/import.js';
import { toEbcdic } from '../../../src/shared/ebcdic.js';
import { KEY_CHANGE, SHARED } from '../../../src/cpu/machine-block.js';
import { MachineStorage } from '../../../src/cpu/machine-storage.js';
import { MovingProcessor } from '../../support/moving-processor.js';
import { TestSystem, usualDirectory } from '../../support/test-system.js';
import type { TestOptions, TestSession } from '../../support/test-system.js';

const NAME = '2000';

/** The word in general register n. */
async function register(session: TestSession, n: number): Promise<string> {
  const text = await session.type(`DISPLAY G${n.toString(16)}`);
  return /= +([0-9A-F]{8})/.exec(text)?.[1] ?? text;
}

/** Executes DIAGNOSE 64 for a name: condition code, Rx, Ry. */
async function diagnose64(
  session: TestSession,
  what: number,
  name = 'SEG',
): Promise<readonly string[]> {
  const hex = Buffer.from(toEbcdic(name.padEnd(8))).toString('hex');
  await session.type(`STORE ${NAME} ${hex.slice(0, 8)} ${hex.slice(8)}`);
  await session.type('STORE 1000 83240064 05608200 03000000');
  await session.type('STORE 300 00020000 00000EEE');
  await session.type('STORE 68 00020000 00000BAD');
  await session.type(`STORE G2 ${NAME}`);
  await session.type(`STORE G4 ${what.toString(16)}`);
  await session.type('STORE PSW 00000000 00001000');
  expect(await session.type('BEGIN')).to.contain('00000EEE');
  const cc = (Number.parseInt((await register(session, 6))[0] ?? '', 16) & 3).toString();
  return [cc, await register(session, 2), await register(session, 4)];
}

/** Runs a program at 1000 to its wait; where the wait's PSW was loaded from. */
async function run(session: TestSession, code: string): Promise<string> {
  await session.type(`STORE 1000 ${code}`);
  await session.type('STORE 300 00020000 00000EEE');
  await session.type('STORE 68 00020000 00000BAD');
  await session.type('STORE PSW 00000000 00001000');
  return session.type('BEGIN');
}

/** A segment of `pages` pages, each word of which is its number. */
function image(pages: number, key = 0xd4): string {
  const bytes = Buffer.alloc((pages + 1) * 4096);
  for (let at = 4096; at < bytes.length; at += 4) bytes.writeUInt32BE(at - 4096, at);
  bytes.fill(key, 0xa8, 0xa8 + 2 * pages);
  // the last page holds nothing
  bytes.fill(0, bytes.length - 4096);
  return bytes.toString('base64');
}

async function importSegment(
  system: TestSystem,
  start: number,
  pages = 3,
  key = 0xd4,
): Promise<number> {
  const { segments, clock } = system.cp;
  const importer = new SystemImport(
    segments.library,
    () => clock.now(),
    (before) => segments.replaced(before),
  );
  const importing = importer.importSystem({
    name: 'SEG',
    kind: 'DCSS',
    start,
    type: 'SR',
    content: image(pages, key),
  });
  await system.idle();
  return importing;
}

function tests(options: () => TestOptions): void {
  let system: TestSystem;
  let alice: TestSession;
  let maint: TestSession;
  beforeEach(async () => {
    system = await TestSystem.start({ ...options(), directory: usualDirectory() });
    alice = await system.session('ALICE');
    maint = await system.session('MAINT');
  });

  it('finds, loads and purges a segment beyond storage', async () => {
    expect(await diagnose64(alice, 0x0c)).to.deep.equal(['2', '00002000', '0000002C']);
    await importSegment(system, 0xf00000);
    expect(await diagnose64(alice, 0x0c)).to.deep.equal(['1', '00F00000', '00F02FFF']);
    expect(await diagnose64(alice, 0x08)).to.deep.equal(['1', '00002000', '00000008']);
    expect(await alice.type('DISPLAY F00800.4')).to.contain('160');
    expect(await diagnose64(alice, 0x00)).to.deep.equal(['0', '00F00000', '00F02FFF']);
    expect(await diagnose64(alice, 0x0c)).to.deep.equal(['0', '00F00000', '00F02FFF']);
    expect(await run(alice, '58400300 58500304')).to.be.a('string');
    // L 5,0(,3) of the segment, then LPSW
    await alice.type('STORE G3 F01004');
    expect(await run(alice, '58503000 82000300')).to.contain('00000EEE');
    expect(await register(alice, 5)).to.equal('00001004');
    expect(await diagnose64(alice, 0x08)).to.deep.equal(['0', '00002000', '00000008']);
    await alice.type('STORE G3 F01004');
    expect(await run(alice, '58503000 82000300')).to.contain('00000BAD');
    expect(await diagnose64(alice, 0x0c)).to.deep.equal(['1', '00F00000', '00F02FFF']);
  });

  it('has shared pages once for all, read only, also where they are zeros', async () => {
    const id = await importSegment(system, 0xf00000);
    const before = system.cp.segments.frames;
    await diagnose64(alice, 0);
    const used = system.cp.frames().used;
    await diagnose64(maint, 0);
    // two of three pages hold something: four frames, whoever has them
    expect([before, system.cp.segments.frames, system.cp.segments.users(id)]).to.deep.equal([
      0, 4, 2,
    ]);
    expect(system.cp.frames().used - used).to.be.lessThan(8);
    for (const at of ['F00000', 'F02000']) {
      await alice.type(`STORE G3 ${at}`);
      // ST 5,0(,3) under key 0 is a protection exception
      expect(await run(alice, '50503000 82000300')).to.contain('00000BAD');
      expect(await alice.type('DISPLAY 28.4')).to.contain('00000004');
    }
    await diagnose64(alice, 8);
    expect([system.cp.segments.frames, system.cp.segments.users(id)]).to.deep.equal([4, 1]);
    await maint.type('SYSTEM CLEAR');
    expect([system.cp.segments.frames, system.cp.segments.users(id)]).to.deep.equal([0, 0]);
  });

  it('keeps stores out of shared pages, whatever is done to their keys', async () => {
    // saved keys with the change bit on
    await importSegment(system, 0xf00000, 3, 0x06);
    await diagnose64(alice, 0);
    const { memory } = alice.machine;
    const storage = (): MachineStorage => {
      const found = memory.storage();
      if (!(found instanceof MachineStorage)) throw new Error('other storage');
      return found;
    };
    const both = (): boolean =>
      [0xf00000, 0xf00800, 0xf02000].some(
        (at) => (storage().pages[at >>> 11]! & (SHARED | KEY_CHANGE)) === (SHARED | KEY_CHANGE),
      );
    const store = '50503000 82000300';
    // nothing; SSK with reference and change; ISK; RRB; a fetch; all of it
    for (const before of [
      '',
      '0803',
      '0903',
      'B2133000',
      '58403000',
      '0803 0903 B2133000 58403000',
    ]) {
      for (const at of ['F00000', 'F00800', 'F02000']) {
        await alice.type(`STORE G3 ${at}`);
        await alice.type('STORE G0 06');
        const code = `${before}${store}`.replaceAll(' ', '').match(/.{1,8}/g)!;
        await alice.type(`STORE S1000 ${code.join('')}`);
        await alice.type('STORE 300 00020000 00000EEE');
        await alice.type('STORE 68 00020000 00000BAD');
        await alice.type('STORE PSW 00000000 00001000');
        expect(await alice.type('BEGIN'), `${before} ${at}`).to.contain('00000BAD');
        expect(await alice.type('DISPLAY 28.4')).to.contain('00000004');
        expect(both(), `${before} ${at}`).to.equal(false);
      }
    }
    for (const line of ['DISPLAY F00000.8 KF00000.8 F02000', 'DUMP F00000.1000'])
      await alice.type(line);
    storage().setKey(0xf00000, 0x06);
    expect(both()).to.equal(false);
    // a store of CP's gives the machine a page of its own, which may show a change
    await alice.type('STORE F00000 00000001');
    expect(storage().pages[0xf00000 >>> 11]! & (SHARED | KEY_CHANGE)).to.equal(KEY_CHANGE);
  });

  it('is let go of when the real processor dies, and loaded again', async () => {
    const id = await importSegment(system, 0xf00000);
    await diagnose64(alice, 0);
    await diagnose64(maint, 4);
    const { segments } = system.cp;
    expect([segments.frames, segments.users(id)]).to.deep.equal([4, 2]);
    const free = system.cp.frames().used;
    await system.die();
    expect(alice.transcript).to.contain('HCPMCH616W');
    expect([segments.frames, segments.users(id)]).to.deep.equal([0, 0]);
    expect(system.cp.frames().used).to.be.lessThan(free);
    expect(await alice.type('DISPLAY F00800.4')).to.contain('160');
    expect(await diagnose64(alice, 0)).to.deep.equal(['0', '00F00000', '00F02FFF']);
    expect(await diagnose64(maint, 0)).to.deep.equal(['0', '00F00000', '00F02FFF']);
    expect([segments.frames, segments.users(id)]).to.deep.equal([4, 2]);
    expect((await alice.lines('DISPLAY F01004')).join()).to.contain('00001004');
  });

  it('gives a machine that loads it not shared pages of its own', async () => {
    await importSegment(system, 0xf00000);
    await diagnose64(maint, 0);
    await diagnose64(alice, 4);
    await alice.type('STORE G3 F00008');
    await alice.type('STORE G5 ABCDEF01');
    expect(await run(alice, '50503000 82000300')).to.contain('00000EEE');
    const words = ({ machine }: TestSession): readonly unknown[] =>
      [0xf00004, 0xf00008, 0xf0000c].map((at) => machine.memory.storage().word(at));
    expect(words(alice)).to.deep.equal([4, 0xabcdef01 | 0, 12]);
    expect(words(maint)).to.deep.equal([4, 8, 12]);
  });

  it('takes the place of storage, and releases it', async () => {
    await importSegment(system, 0x40000);
    await alice.type('STORE 40000 11111111');
    expect(await diagnose64(alice, 0x10)).to.deep.equal(['2', '00002000', '000000AE']);
    expect(await diagnose64(alice, 0)).to.deep.equal(['1', '00040000', '00042FFF']);
    expect(await alice.type('DISPLAY 40004.4')).to.contain('00000004');
    await diagnose64(alice, 8);
    expect(await alice.type('DISPLAY 40000.8')).to.contain('00000000 00000000');
  });

  it('keeps one that is purged until the last machine lets go of it', async () => {
    const id = await importSegment(system, 0xf00000);
    await diagnose64(alice, 0);
    expect(await maint.type(`PURGE NSS ${id}`)).to.contain('0000001 FILE  PENDING PURGE');
    expect(await maint.type('QUERY NSS')).to.match(/\*NSS +0001 NSS +P/);
    expect(await diagnose64(maint, 0)).to.deep.equal(['2', '00002000', '0000002C']);
    await alice.type('STORE G3 F01004');
    expect(await run(alice, '58503000 82000300')).to.contain('00000EEE');
    await alice.type('LOGOFF');
    expect(await maint.type('QUERY NSS')).to.contain('NO NSS FILES');
    expect(system.cp.segments.frames).to.equal(0);
  });

  it('defines, saves, shows and IPLs a system', async () => {
    expect(await maint.type('DEFSYS DEMO 0-3 EW 10-11 SR MINSIZE=256K PARMREGS=0-1')).to.contain(
      'HCPNSD440I The Named Saved System (NSS) DEMO was successfully defined in fileid 0001.',
    );
    expect(await maint.type('IPL DEMO')).to.contain('HCPIPL044E');
    await maint.type('STORE 1000 82000300');
    await maint.type('STORE 300 00020000 00000ABC');
    await maint.type('STORE 10000 01020304');
    await maint.type('STORE G7 77777777');
    await maint.type('STORE PSW 00000000 00001000');
    expect(await maint.type('SAVESYS DEMO')).to.contain(
      'HCPNSS440I The Named Saved System (NSS) DEMO was successfully saved in fileid 0001.',
    );
    expect(await maint.type('QUERY NSS MAP')).to.contain(
      '0001 DEMO     NSS      0000256K 00000  00003  EW   A  00000  00-01    NO',
    );
    expect(await alice.type('IPL DEMO PARM HELLO')).to.contain('00000ABC');
    expect(await register(alice, 7)).to.equal('77777777');
    expect(await register(alice, 0)).to.equal('C8C5D3D3');
    expect(await register(alice, 1)).to.equal('D6404040');
    expect(await alice.type('DISPLAY 10000.4')).to.contain('01020304');
    expect(system.cp.segments.users(1)).to.equal(1);
    // a page of its own, and the one that is shared
    await alice.type('STORE 2000 22222222');
    expect(await alice.type('IPL DEMO')).to.contain('00000ABC');
    expect(await alice.type('DISPLAY 2000.4')).to.contain('00000000');
    expect(await alice.type('IPL DEMO CLEAR')).to.contain('00000ABC');
    await alice.type('SYSTEM CLEAR');
    expect(system.cp.segments.users(1)).to.equal(0);
  });

  it('puts a new one in the place of the old, which goes', async () => {
    for (const n of [1, 2]) {
      await maint.type('DEFSEG SEG F00-F00 EW');
      await diagnose64(maint, 4);
      if (n === 1) expect(await maint.type('SAVESEG SEG')).to.contain('HCPNSS160E');
      else expect(await maint.type('SAVESEG SEG')).to.contain('in fileid 0001.');
      if (n === 1) await importSegment(system, 0xf00000, 2);
    }
    expect(await maint.type('QUERY NSS NAME SEG')).to.match(/0001 NSS +A[^]*0002 NSS +P/);
  });

  it('refuses what it cannot do', async () => {
    for (const [command, message] of [
      ['DEFSYS', 'HCPNSD026E'],
      ['DEFSYS 190 0-1 EW', 'HCPNSD002E Invalid operand - 190'],
      ['DEFSYS TOOLONGNAME 0-1 EW', 'HCPNSD002E'],
      ['DEFSYS DEMO', 'HCPNSD026E'],
      ['DEFSYS DEMO 5-3 EW', 'HCPNSD009E Invalid range - 5-3'],
      ['DEFSYS DEMO 0-1000 EW', 'HCPNSD009E'],
      ['DEFSYS DEMO 0-1 XX', 'HCPNSD002E'],
      ['DEFSYS DEMO 0-1', 'HCPNSD002E'],
      ['DEFSYS DEMO 0-4 EW 3-5 SR', 'HCPNSD009E'],
      ['DEFSYS DEMO 0-4 EW MINSIZE=1', 'HCPNSD162E'],
      ['DEFSYS DEMO 0-4 EW PARMREGS=5-2', 'HCPNSD010E'],
      ['DEFSEG DEMO 0-4 EW MINSIZE=256K', 'HCPNSD009E'],
      ['SAVESYS DEMO', 'HCPNSS044E'],
      ['SAVESEG DEMO', 'HCPNSS044E'],
      ['SAVESYS', 'HCPNSS026E'],
      ['PURGE NSS', 'HCPCSU026E'],
      ['PURGE NSS 9', 'HCPCSU042E'],
      ['QUERY NSS 9', 'HCPCQS042E'],
      ['QUERY NSS FOO', 'HCPCQS003E'],
    ] as const) {
      expect(await maint.type(command), command).to.contain(message);
    }
    for (const command of [
      'DEFSYS A 0-1 EW',
      'SAVESYS A',
      'QUERY NSS',
      'DEFSEG A 0-1 EW',
      'SAVESEG A',
    ])
      expect(await alice.type(command), command).to.match(/HCPCMD001E|HCPCQU045E|HCPCQV003E/);
    await maint.type('DEFSYS DEMO 0-1 EW');
    expect(await maint.type('DEFSYS DEMO 0-1 EW')).to.contain('HCPNSD433E');
    expect(await maint.type('PURGE NSS NAME DEMO')).to.contain('0000001 FILE  PURGED');
  });
}

describe('saved systems and segments', () => {
  tests(() => ({}));
});

describe('saved systems and segments of machines that move at random', () => {
  let seed = 1;
  tests(() => ({
    startLoop: (parts) =>
      new MovingProcessor(parts, () => {
        seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
        return seed % 3 === 0;
      }),
  }));
});

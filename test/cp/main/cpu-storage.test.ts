/** Storage and lines of a machine of several virtual processors: prefix, translation, and whose line it is. */
import { expect } from 'chai';
import { printerText } from '../../../src/cp/main/spool/printer-text.js';
import type { TestSession } from '../../support/test-system.js';
import { TestSystem, usualDirectory } from '../../support/test-system.js';

describe('CP: storage as each virtual processor has it', () => {
  let alice: TestSession;

  /** Processor 1 has its real page 0 at absolute 3000. */
  beforeEach(async () => {
    const system = await TestSystem.start({ directory: usualDirectory('MACH 370 4') });
    alice = await system.session('ALICE');
    await alice.type('define cpu 1');
    for (const line of [
      // SPX 8(0) from a word there, then a wait
      'store 400 b2100410 82000418 0 0 00003000 0 00020000 000000aa',
      'cpu 1 store psw 00000000 00000400',
    ])
      await alice.type(line);
    expect(await alice.lines('cpu 1 begin')).to.deep.equal([
      '01: HCPGIR453W CP entered; program interrupt loop',
    ]);
  });

  it('stores through the prefix of the processor that is named', async () => {
    await alice.type('cpu 1 store 800 11111111');
    await alice.type('cpu 0 store 800 22222222');
    await alice.type('cpu 1 store s3804 c1c2');
    expect(await alice.lines('cpu all display 800.8')).to.deep.equal([
      '00: 000800  22222222 C1C20000',
      '01: 000800  11111111 00000000',
    ]);
    expect(await alice.lines('display 3800.8')).to.deep.equal(['00: 003800  11111111 00000000']);
    expect(await alice.lines('cpu 1 display n800.8')).to.deep.equal([
      '01: 000800  22222222 C1C20000',
    ]);
    await alice.type('cpu 1 store n804 33333333');
    expect(await alice.lines('display 804')).to.deep.equal(['00: 000804  33333333']);
  });

  it('stores across the end of a prefixed page, all of it or nothing', async () => {
    await alice.type('cpu 1 store ffc 0000000a 0000000b');
    expect(await alice.lines('display 3ffc.4 1000.4')).to.deep.equal([
      '00: 003FFC  0000000A',
      '00: 001000  0000000B',
    ]);
    expect(await alice.lines('store ffffc 1 2')).to.deep.equal([
      '00: HCPCDS160E Hexloc FFFFC exceeds storage',
    ]);
    expect(await alice.lines('display ffffc')).to.deep.equal(['00: 0FFFFC  00000000']);
  });

  it('shows keys through the prefix', async () => {
    alice.machine.memory.storage().setKey(0x3000, 0x50);
    expect(await alice.lines('cpu 1 display k0')).to.deep.equal([
      '01: 000000 TO 0007FF   KEY = 50',
    ]);
    expect(await alice.lines('display k0')).to.deep.equal(['00: 000000 TO 0007FF   KEY = 06']);
  });

  it('shows the CAW and the CSW of the processor', async () => {
    await alice.type('cpu 1 store 40 1 2 3');
    expect(await alice.lines('cpu 1 display csw caw')).to.deep.equal([
      '01: CSW = 00000001 00000002',
      '01: CAW = 00000003',
    ]);
  });

  it('stores into virtual storage behind L, while the processor translates', async () => {
    // 64K segments, 4K pages: segment table at 5000, page table at 6000; virtual page 2 is real page 9
    for (const line of [
      'store x0 00800000',
      'store x1 00005000',
      'store 5000 f0006000',
      'store 6000 00080008 00900000',
      'store psw 04080000 00000400',
    ])
      await alice.type(line);
    await alice.type('store l2004 0badcafe');
    expect(await alice.lines('display 9004 l2004')).to.deep.equal([
      '00: 009004  0BADCAFE',
      '00: 002004  0BADCAFE',
    ]);
    expect(await alice.lines('store l1000 1')).to.deep.equal([
      '00: HCPCDS160E Hexloc 1000 exceeds storage',
    ]);
    expect(await alice.lines('display l1000')).to.deep.equal([
      '00: 001000  NON-ADDRESSABLE STORAGE',
    ]);
    await alice.type('store ls2000 ff');
    expect(await alice.lines('display 9000')).to.deep.equal(['00: 009000  FF000000']);
  });

  it('names the processor in lines of TRACE, and looks at its own low storage', async () => {
    await alice.type('trace all run');
    // SIO to a device that there is not: the CAW is the processor's
    for (const line of [
      'cpu 1 store 48 00000900',
      'store 900 03000000 20000001',
      'cpu 1 store 500 9c000999 82000508 00020000 000000bb',
      'cpu 1 store psw 00000000 00000500',
    ])
      await alice.type(line);
    await alice.type('trace ccw 999 run');
    const lines = await alice.lines('cpu 1 begin');
    expect(lines.filter((line) => !line.startsWith('01: '))).to.deep.equal([]);
    expect(lines.join('\n')).to.match(/^01: .* SIO .*$/m);
    expect(lines.join('\n')).to.match(/CAW {4}00000900 {2}KEY 0/);
    expect(lines.at(-1)).to.equal('01: HCPGIR450W CP entered; disabled wait PSW 00020000 000000BB');
    await alice.type('detach cpu 1');
    await alice.type('store 504 82000508 00020000 000000bb');
    await alice.type('store psw 00000000 00000504');
    expect((await alice.lines('begin'))[0]).to.match(/^ -> 00000504 {2}LPSW/);
  });

  it('has the address in what STIDP stores, and CP tells the same', async () => {
    for (const line of [
      'trace end',
      'cpu 1 store 500 b2020e00 82000508 00020000 000000cc',
      'cpu 1 store psw 00000000 00000500',
    ])
      await alice.type(line);
    await alice.type('cpu 1 begin');
    const [told] = await alice.lines('cpu 1 query cpuid');
    const [stored] = await alice.lines('display 3e00.8');
    expect(told).to.match(/^01: CPUID = FF1[0-9A-F]{5}03700000$/);
    expect(stored?.slice(12).replace(' ', '')).to.equal(told?.slice(12));
    expect(await alice.lines('query cpuid')).to.deep.equal([
      told?.replace('01:', '00:').replace('FF1', 'FF0'),
    ]);
    expect((await alice.lines('query virtual cpus'))[1]).to.contain(`ID  ${told?.slice(12)}`);
  });

  it('dumps through the prefix', async () => {
    await alice.type('cpu 1 store 800 11111111');
    await alice.type('cpu 1 dump 800.20');
    await alice.type('cpu 1 dump n800.20');
    await alice.type('spool printer to *');
    await alice.type('close printer');
    const text = (await alice.system.spooled()).map(printerText).join('');
    expect(text).to.match(/000800 {2}11111111 /);
    expect(text).to.match(/000800 {2}00000000 /);
  });
});

/** What CP's main side does for DIAGNOSE codes, with the whole of CP: guests typed in by STORE. */
import { expect } from 'chai';
import { fromEbcdic } from '../../../src/shared/ebcdic.js';
import { TestSystem } from '../../support/test-system.js';
import type { TestSession } from '../../support/test-system.js';

/** Types a program in that executes one DIAGNOSE with R2 and R4, and lets it run to its disabled wait. */
async function run(
  session: TestSession,
  code: string,
  registers: Readonly<Record<number, string>>,
): Promise<void> {
  await session.type('SYSTEM CLEAR');
  await session.type(`STORE 1000 8324${code} 05608200 03000000`);
  await session.type('STORE 300 00020000 00000EEE');
  await session.type('STORE 68 00020000 00000BAD');
  for (const [n, value] of Object.entries(registers)) await session.type(`STORE G${n} ${value}`);
  await session.type('STORE PSW 00000000 00001000');
  const said = await session.type('BEGIN');
  expect(said).to.contain('00000EEE');
}

/** The condition code that it left. */
async function condition(session: TestSession): Promise<number> {
  const text = await session.type('DISPLAY G6');
  return Number(/GPR +6 = ([0-9A-F])/.exec(text)?.[1]) & 3;
}

describe('CP’s services to DIAGNOSE', () => {
  let system: TestSystem;
  let maint: TestSession;
  beforeEach(async () => {
    system = await TestSystem.start();
    maint = await system.session('MAINT');
  });

  it('04 shows the system, its users and its frames', async () => {
    await system.session('BOB');
    await maint.type('SYSTEM CLEAR');
    await run(maint, '0004', { 2: '2000', 4: '4', 5: '2800' });
    const text = await maint.type('DISPLAY 2800.10');
    // the list is zeros: four times the first word, which begins the system's name
    expect(text).to.contain('E5D4E3E2 E5D4E3E2 E5D4E3E2 E5D4E3E2');
  });

  const errors = async (): Promise<readonly Uint8Array[]> => {
    const reading = system.cp.records.errors.read();
    await system.idle();
    return reading;
  };

  it('48 keeps an error record, 1C erases all', async () => {
    await run(maint, '0048', { 0: '8', 1: '300', 2: '4' });
    const [record] = await errors();
    expect(fromEbcdic(record!.subarray(8, 16))).to.equal('MAINT   ');
    expect(Buffer.from(record!.subarray(16)).toString('hex')).to.equal('0002000000000eee');
    await run(maint, '001C', { 2: '1' });
    expect(await errors()).to.deep.equal([]);
  });

  it('3C reads the directory again, if it is named', async () => {
    let refreshed = 0;
    system.directory.refresh = () => {
      refreshed++;
      return refreshed === 1 ? Promise.resolve() : Promise.reject(new Error('EIO'));
    };
    await run(maint, '003C', { 2: 'E5D4E3E2', 4: '40400000' });
    expect([await condition(maint), refreshed]).to.deep.equal([0, 1]);
    await run(maint, '003C', { 2: 'E5D4E3E2', 4: 'F1F20000' });
    expect([await condition(maint), refreshed]).to.deep.equal([2, 1]);
    await run(maint, '003C', { 2: 'E5D4E3E2', 4: '40400000' });
    expect([await condition(maint), refreshed]).to.deep.equal([3, 2]);
    expect(system.log.join('\n')).to.contain('DIRECTORY: MAINT: Error: EIO');
  });
});

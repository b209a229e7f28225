/** Adapters between machines on different real processors, and what one end learns when the other's dies. */
import { expect } from 'chai';
import { moduleFile } from '../support/cms-disk.js';
import type { SourceFile } from '../../src/cms/files/build-disk.js';
import { RealSystem } from '../support/real-system.js';

/** Blocks of 4096 bytes that go over. */
const BLOCKS = 200;

/**
 * A module that moves the blocks by one command each, with the machine to itself: it takes the I/O interruptions. It
 * ends with return code 0, or 100 when an end was lost.
 */
const mover = (name: string, device: string, command: string): SourceFile =>
  moduleFile(
    name,
    '         LR    11,14',
    '         SSM   NONE',
    '         SPKA  0',
    '         MVC   OLD,120',
    '         MVC   120(8),NEW',
    `         LA    5,${String(BLOCKS)}`,
    'NEXT     LA    1,CHAIN',
    '         ST    1,72',
    `         SIO   X'${device}'`,
    '         BC    8,WAIT',
    // the attention of the other end has come before: once more
    "         TM    68,X'10'",
    '         BO    NEXT',
    '         B     LOST',
    'WAIT     LPSW  WAITING',
    "TAKE     TM    68,X'02'",
    '         BO    LOST',
    "         TM    68,X'04'",
    '         BZ    WAIT',
    '         BCT   5,NEXT',
    '         LA    15,0',
    '         B     BACK',
    'LOST     LA    15,100',
    'BACK     MVC   120(8),OLD',
    "         SPKA  X'E0'",
    '         SSM   ALL',
    '         LR    14,11',
    '         BR    14',
    '         DS    0D',
    `WAITING  DC    X'7E02000000000000'`,
    "NEW      DC    X'00000000',A(TAKE)",
    'OLD      DS    D',
    `CHAIN    CCW   X'${command}',BUFFER,X'20',4096`,
    "NONE     DC    X'00'",
    "ALL      DC    X'FF'",
    'BUFFER   DS    4096X',
  );

describe('channel-to-channel adapters between real processors', () => {
  let system: RealSystem | undefined;

  afterEach(async () => {
    await system?.end();
    system = undefined;
  });

  async function pair() {
    const running = await RealSystem.start(
      { ALICE: [mover('GET', '700', '02')], BOB: [mover('PUT', '600', '01')] },
      2,
    );
    system = running;
    const alice = running.logon('ALICE');
    await running.sees(alice, /Ready;/);
    const bob = running.logon('BOB');
    await running.sees(bob, /Ready;/);
    await running.command(alice, '#cp define ctca 700', /CTCA 0700 DEFINED/);
    await running.command(bob, '#cp define ctca 600', /CTCA 0600 DEFINED/);
    await running.command(bob, '#cp couple 600 alice 700', /COUPLED TO/);
    const place = (userid: string): number | undefined =>
      running.cp.pool.processorOf(running.cp.machine(userid)!);
    expect(place('ALICE')).to.not.equal(place('BOB'));
    return { running, alice, bob, place };
  }

  it('carry many blocks', async () => {
    const { running, alice, bob } = await pair();
    alice.key('CLEAR');
    bob.key('CLEAR');
    alice.enter('get');
    bob.enter('put');
    await running.sees(alice, /Ready[;(]/);
    await running.sees(bob, /Ready[;(]/);
    expect(alice.text).to.match(/Ready;/);
    expect(bob.text).to.match(/Ready;/);
  });

  it('end with unit check when the processor of the other end dies', async () => {
    const { running, alice, bob, place } = await pair();
    alice.key('CLEAR');
    alice.enter('get');
    // the read must be under way: one that comes later waits for what the other end does after its IPL
    const reads = (): boolean => running.cp.ctca.waits(running.cp.machine('ALICE')!, 0x700);
    expect(await running.until(reads)).to.equal(true);
    await running.killProcessor(place('BOB')!);
    await running.sees(bob, /HCPMCH616W/);
    await running.sees(alice, /Ready\(00100\);/);
    await running.command(bob, '#cp ipl cms parm autocr', /Ready;/);
    await running.command(bob, '#cp query virtual ctca', /CTCA 0600 COUPLED TO ALICE/);
  });
});

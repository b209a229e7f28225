/** A read of the console and the screen behind it reach CP by two ways: messages, and the console ring. */
import { expect } from 'chai';
import { RING_DISPLAY } from '../../../src/devices/backing.js';
import { ConsoleRingProducer } from '../../../src/cp/console-ring.js';
import { fakeSystem } from '../../support/fake-system.js';

/** Erase/write, and a field. */
const SCREEN = Uint8Array.of(0x05, 0xc3, 0x11, 0, 80, 0x1d, 0x40, 0x13);

describe('a read of the console that is told behind the screen that followed it', () => {
  it('leaves the screen to its program: the line has come, and nobody waits for one', async () => {
    const { system, processor } = await fakeSystem();
    const alice = await system.session('ALICE');
    const { machine } = alice;
    await alice.type('begin');
    const ring = new ConsoleRingProducer(
      system.storage.buffer,
      system.storage.ringOf(machine.memory.block),
    );
    const read = async (ask: number, behind: number): Promise<unknown> => {
      const question = { kind: 'console-read' } as const;
      processor.ask(machine.id, ask, { kind: 'unit', address: 9, ask: question, behind });
      await system.idle();
      const { owner, status } = machine.console.state;
      return [owner, status, machine.needsConsole];
    };
    const before = ring.position;
    ring.put(RING_DISPLAY, SCREEN);
    expect(await read(2, before)).to.deep.equal(['display', 'RUNNING', false]);
    // one that the program puts behind its screen ends that
    expect(await read(4, ring.position)).to.deep.equal(['lines', 'VM READ', true]);
  });
});

import { expect } from 'chai';
import { cmsProgram } from '../../../src/cms/cms-program.js';
import { FakeProcessor } from '../../support/fake-processor.js';
import { fakeSystem } from '../../support/fake-system.js';
import { VirtualClock } from '../../support/virtual-clock.js';
import { TestSystem, usualDirectory } from '../../support/test-system.js';

describe('CP when something of ours fails', () => {
  it('stops the one machine that met an internal error, tells its user, logs the detail', async () => {
    const { system, processor } = await fakeSystem();
    const alice = await system.session('ALICE');
    const bob = await system.session('BOB');
    await alice.type('begin');
    await bob.type('begin');
    alice.fresh();
    bob.fresh();
    processor.stopped(alice.machine.id, { kind: 'internal-error', text: 'oops\n  at somewhere' });
    await system.idle();
    expect(alice.fresh()).to.equal(
      'HCPMCH617W Virtual machine ALICE was stopped by an error in CP - IPL it again\n',
    );
    expect(bob.fresh()).to.equal('');
    expect(alice.machine.inCpRead).to.equal(true);
    expect(bob.machine.inCpRead).to.equal(false);
    expect(system.log.at(-1)).to.match(/^INTERNAL ERROR, USER ALICE STOPPED: oops\n/);
    await alice.type('ipl cms');
    expect(alice.machine.inCpRead).to.equal(false);
  });

  it('stops a machine whose storage cannot be had', async () => {
    const { system, processor } = await fakeSystem();
    const alice = await system.session('ALICE');
    await alice.type('begin');
    alice.fresh();
    processor.stopped(alice.machine.id, { kind: 'no-frame' });
    await system.idle();
    expect(alice.fresh()).to.equal('HCPPTR410W CP entered; paging error\n');
  });

  it('tells users of a processor that ended, and lets them IPL on a new one', async () => {
    const fake = await fakeSystem({ processors: 2 });
    const { system } = fake;
    const alice = await system.session('ALICE');
    const bob = await system.session('BOB');
    await alice.type('begin');
    await bob.type('begin');
    const [first, second] = fake.processors;
    expect(first?.specs.map((spec) => spec.userid)).to.deep.equal(['ALICE']);
    expect(second?.specs.map((spec) => spec.userid)).to.deep.equal(['BOB']);
    const { generation } = alice.machine;
    alice.fresh();
    bob.fresh();
    first?.die('thread ended with 1');
    await system.idle();
    expect(alice.fresh()).to.equal(
      'HCPMCH616W Processor failed; virtual machine ALICE was stopped - IPL it again\n',
    );
    expect(bob.fresh()).to.equal('');
    expect(first?.terminated).to.equal(1);
    expect(alice.machine.generation).to.equal(generation + 1);
    expect(alice.machine.inCpRead).to.equal(true);
    expect(bob.machine.stopped).to.equal(false);
    expect(system.log.at(-1)).to.match(
      /^PROCESSOR 0 FAILED \(thread ended with 1\), 1 USERS STOPPED/,
    );
    await alice.type('ipl cms');
    await system.pass(1000);
    expect(fake.processors).to.have.length(3);
    expect(fake.processor.specs.map((spec) => spec.userid)).to.deep.equal(['ALICE']);
    expect(fake.processor.ops).to.include('ipl');
    expect(alice.machine.inCpRead).to.equal(false);
  });

  it('keeps the virtual processors of a machine, time and again', async () => {
    const fake = await fakeSystem({
      directory: usualDirectory('MACH 370 3\nCPU 0\nCPU 4 BASE'),
      furtherProcessors: 2,
    });
    const { system } = fake;
    const alice = await system.session('ALICE');
    await alice.type('define cpu 1');
    for (let n = 0; n < 5; n++) {
      fake.processor.die('gone');
      await system.idle();
      await system.pass(1000);
      const { memory } = alice.machine;
      expect(memory.processors).to.deep.equal([0, 1, 4]);
      expect(memory.processor().address).to.equal(4);
      expect(memory.processors.map((one) => memory.processorView(one).virtual)).to.deep.equal([
        0, 0, 0,
      ]);
      await alice.type('cpu 1 store g3 77');
      expect((await alice.lines('cpu 1 display g3')).at(-1)).to.equal('01: GPR  3 = 00000077');
    }
    await alice.type('logoff');
    const again = await system.session('ALICE');
    expect(await again.lines('define cpu 1')).to.deep.equal(['04: CPU 01 defined']);
  });

  it('answers what was under way when a processor ended, as superseded', async () => {
    const fake = await fakeSystem();
    const { system } = fake;
    const alice = await system.session('ALICE');
    await alice.type('begin');
    fake.processor.answers.set('external', 'silent');
    const asked = alice.machine.request({ op: 'external', code: 64 });
    await system.idle();
    fake.processor.die('gone');
    expect(await asked).to.deep.equal({ ok: false, why: 'superseded' });
  });

  it('ends a processor without a heartbeat', async () => {
    const fake = await fakeSystem({ system: { watch: true } });
    const { system } = fake;
    const alice = await system.session('ALICE');
    await alice.type('begin');
    alice.fresh();
    // it has seen what was posted, and sleeps: that is no hang; then it neither sleeps nor beats
    system.storage.processor(0).answer();
    await system.pass(20_000);
    expect(fake.processor.terminated).to.equal(0);
    fake.awake();
    await system.pass(4500);
    expect(fake.processors).to.have.length(1);
    await system.pass(3000);
    expect(fake.processors[0]?.terminated).to.equal(1);
    expect(alice.fresh()).to.include('HCPMCH616W');
    expect(system.log.join('\n')).to.include('no heartbeat for 5 seconds');
  });

  it('does not take a host that stood still for a processor that hangs', async () => {
    const clock = new (class extends VirtualClock {
      stood = 0;
      override monotonic(): number {
        return super.monotonic() + this.stood;
      }
    })();
    const fake = await fakeSystem({ clock, system: { watch: true } });
    const { system } = fake;
    const alice = await system.session('ALICE');
    await alice.type('begin');
    system.storage.processor(0).answer();
    await system.pass(2000);
    fake.awake();
    clock.stood += 60_000;
    await system.pass(3000);
    expect(fake.processor.terminated).to.equal(0);
    await system.pass(4000);
    expect(fake.processors[0]?.terminated).to.equal(1);
  });

  it('ends a thread that never announces itself, but gives it time to start', async () => {
    const started: FakeProcessor[] = [];
    const system = await TestSystem.start({
      system: { watch: true },
      startThread: (_, clock) => {
        const processor = new FakeProcessor(clock, started.length > 0);
        started.push(processor);
        return processor;
      },
    });
    system.storage.processor(0).asleep = false;
    const alice = await system.session('ALICE');
    await system.pass(28_000);
    expect([started.length, started[0]?.terminated]).to.deep.equal([1, 0]);
    await system.pass(4000);
    expect([started.length, started[0]?.terminated]).to.deep.equal([2, 1]);
    expect(system.log.join('\n')).to.include('PROCESSOR 0 FAILED (no heartbeat for 30 seconds)');
    expect(alice.transcript).to.include('HCPMCH616W');
    // the next one has announced itself: it is ended as soon as any other
    system.storage.processor(0).asleep = false;
    await system.pass(7000);
    expect(started[1]?.terminated).to.equal(1);
  });

  it('drops answers of an older generation, and lets go of what they opened', async () => {
    const { system, processor } = await fakeSystem();
    const alice = await system.session('ALICE');
    await alice.type('begin');
    processor.ask(alice.machine.id, 1, {
      kind: 'unit',
      address: 0xd,
      ask: { kind: 'open-output' },
    });
    // no turn in between: the reset comes while the spool opens the file
    await alice.type('#cp system clear');
    await system.idle();
    expect(processor.ops.filter((op) => op === 'answer').length).to.be.lessThan(2);
    expect(await alice.lines('q v 00d')).to.satisfy((lines: readonly string[]) =>
      lines.some((line) => line.includes('CLOSED')),
    );
  });

  it('runs an ask that is put again only once', async () => {
    const { system, processor } = await fakeSystem();
    const alice = await system.session('ALICE');
    await alice.type('begin');
    alice.fresh();
    const question = {
      kind: 'command',
      text: 'query userid',
      buffered: false,
      noPassword: false,
    } as const;
    processor.ask(alice.machine.id, 1, question);
    await system.idle();
    processor.ask(alice.machine.id, 1, question);
    await system.idle();
    expect(alice.fresh()).to.equal('ALICE    AT VMTS\n');
  });
});

describe('CP moving machines', function () {
  it('rebuilds a machine from what was written down, on another processor, with work in hand', async () => {
    const system = await TestSystem.start({
      programs: [cmsProgram],
      processors: 2,
      directory: usualDirectory('MDISK 191 FB-512 0 2000 VOL1 MR'),
    });
    const alice = await system.session('ALICE');
    await alice.type('ipl cms');
    await alice.type('');
    for (let n = 0; n < 6; n++) {
      const moving = system.cp.pool.move(alice.machine, (n + 1) % 2);
      alice.session.line('cp query userid');
      await system.idle();
      expect(await moving).to.equal(true);
      expect(alice.fresh()).to.match(/ALICE {4}AT VMTS\nReady; T=/);
    }
    expect(await alice.type('cp ipl cms')).to.include('CMS');
    const moving = system.cp.pool.move(alice.machine, 0);
    await alice.type('#cp system clear');
    await moving;
    expect(alice.machine.inCpRead).to.equal(true);
    expect(await alice.type('ipl cms')).to.include('CMS');
    expect(await alice.type('')).to.match(/Ready;/);
  });
});

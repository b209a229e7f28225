import { expect } from 'chai';
import { Worker } from 'node:worker_threads';
import { System } from '../../../src/cp/main/system.js';
import { UTC } from '../../../src/cp/main/time-text.js';
import type { ConsoleView, Session } from '../../../src/cp/ports/console.js';
import { RealStorage } from '../../../src/cp/real-storage.js';
import { HostClock } from '../../../src/host/host-clock.js';
import { workerThread } from '../../../src/host/worker-thread.js';
import { FileSavedSystems } from '../../../src/store/saved-system-store.js';
import { fileRecords } from '../../../src/store/record-store.js';
import { MemoryFiles } from '../../support/memory-files.js';
import { makeLinks, makeSpool, makeTapes } from '../../support/test-services.js';
import { usualDirectory } from '../../support/test-system.js';
import { VirtualClock } from '../../support/virtual-clock.js';

/** A person in line mode, who can wait for what is to be said. */
class Person implements ConsoleView {
  text = '';
  readonly session: Session;
  #waiting: { readonly wanted: RegExp; readonly resolve: () => void }[] = [];

  constructor(system: System, userid: string) {
    this.session = system.sessions.open(userid, 'test', this, {
      screen: false,
      columns: 80,
      rows: 24,
    });
  }

  changed(): void {
    // by lines only
  }

  alarm(): void {
    // not heard
  }

  line(text: string): void {
    this.text += `${text}\n`;
    const done = this.#waiting.filter(({ wanted }) => wanted.test(this.text));
    this.#waiting = this.#waiting.filter((one) => !done.includes(one));
    for (const { resolve } of done) resolve();
  }

  close(text = ''): void {
    this.line(text);
  }

  /** Types a line and waits until all that is said from then on matches. */
  type(line: string, wanted: RegExp): Promise<void> {
    this.text = '';
    const said = this.until(wanted);
    this.session.line(line);
    return said;
  }

  until(wanted: RegExp): Promise<void> {
    if (wanted.test(this.text)) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ wanted, resolve }));
  }
}

describe('real processors in threads', function () {
  let system: System;
  let workers: Worker[];
  let log: string[];

  beforeEach(async () => {
    const storage = RealStorage.reserve({
      size: 64 * 1024 * 1024,
      machines: 8,
    });
    workers = [];
    log = [];
    const files = new MemoryFiles(new HostClock());
    system = new System({
      systemName: 'VMTS',
      version: '0.1.0',
      clock: new HostClock(),
      zone: UTC,
      directory: usualDirectory(),
      log: { write: (line) => void log.push(line) },
      records: fileRecords(files, 'records'),
      savedSystems: new FileSavedSystems(files, 'systems', (line) => void log.push(line)),
      storage,
      processors: 2,
      startThread: (index) => {
        const worker = new Worker(new URL('../../../src/processor.js', import.meta.url), {
          workerData: { memory: storage.memory, index },
        });
        workers.push(worker);
        return workerThread(worker);
      },
      watch: true,
      makeSpool: (cp) => makeSpool(cp, files),
      makeLinks: (cp) => makeLinks(cp, files),
      makeTapes: (cp) => makeTapes(cp, files),
      ended: () => undefined,
    });
    await system.start();
  });

  afterEach(async () => {
    await system.stop();
  });

  it('runs CMS, and keeps consoles alive beside guests that loop', async () => {
    const alice = new Person(system, 'ALICE');
    const bob = new Person(system, 'BOB');
    await alice.until(/LOGON AT/);
    await alice.type('store 400 47f00400', /Store complete/);
    await alice.type('store psw 0 400', /Store complete/);
    alice.session.line('begin');
    await bob.until(/LOGON AT/);
    await bob.type('ipl cms parm autocr', /Ready;/);
    await bob.type('cp query userid', /BOB {6}AT VMTS\n[^]*Ready;/);
    await alice.type('#cp query userid', /ALICE {4}AT VMTS/);
    alice.session.key({ kind: 'pa', number: 1 });
    await alice.type('display psw', /PSW = 00000000 [0-9A-F]{2}000400/);
    await alice.type('ipl cms parm autocr', /Ready;/);
  });

  it('survives the end of a thread: its users are told and IPL again, others go on', async () => {
    const alice = new Person(system, 'ALICE');
    await alice.until(/LOGON AT/);
    const bob = new Person(system, 'BOB');
    await bob.until(/LOGON AT/);
    await alice.type('ipl cms parm autocr', /Ready;/);
    await bob.type('ipl cms parm autocr', /Ready;/);
    alice.text = '';
    const told = alice.until(/HCPMCH616W Processor failed; virtual machine ALICE was stopped/);
    await workers[0]?.terminate();
    await told;
    expect(bob.text).to.not.include('HCPMCH616W');
    await bob.type('cp query userid', /BOB {6}AT VMTS\n[^]*Ready;/);
    await alice.type('ipl cms parm autocr', /Ready;/);
    expect(workers).to.have.length(3);
    expect(log.join('\n')).to.match(/PROCESSOR 0 FAILED/);
  });
});

describe('the virtual clock of tests', () => {
  it('fires timers in order and stands still meanwhile', async () => {
    const clock = new VirtualClock();
    const fired: string[] = [];
    clock.after(20, () => fired.push(`b${clock.monotonic()}`));
    clock.after(10, () => {
      fired.push(`a${clock.monotonic()}`);
      clock.defer(() => fired.push('d'));
    });
    clock.after(15, () => fired.push('never')).cancel();
    await clock.advance(5);
    expect(fired).to.deep.equal([]);
    await clock.advance(30);
    expect(fired).to.deep.equal(['a10', 'd', 'b20']);
    expect(clock.monotonic()).to.equal(35);
  });
});

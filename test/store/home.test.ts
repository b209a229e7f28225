import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { buildDisk } from '../../src/cms/files/build-disk.js';
import { runOnHome } from '../../src/host/run-on-home.js';
import { serveAdministration } from '../../src/console/host-commands/administration-line.js';
import { joinAdministration } from '../../src/cp/main/spool/administration.js';
import { SystemImport } from '../../src/cp/main/segments/import.js';
import { SystemLibrary } from '../../src/cp/main/segments/library.js';
import { HostSpool } from '../../src/cp/main/spool/host-spool.js';
import { SpoolCore } from '../../src/cp/main/spool/spool-core.js';
import { StoreDiskAdministration } from '../../src/store/disk-administration.js';
import { openHome } from '../../src/store/home.js';
import { HomeInUse, lockAddress, lockHome } from '../../src/store/home-lock.js';
import { FileMinidiskStore } from '../../src/store/minidisk-store.js';
import { FileOperatorLog } from '../../src/store/operator-log.js';
import { StoreUserAdministration } from '../../src/store/user-administration.js';
import { MemoryFiles } from '../support/memory-files.js';
import { instantClock } from '../support/spool-world.js';

const random = (length: number) => Uint8Array.from({ length }, (_, n) => n * 7 + 1);
const build = (blocks: number) => new Uint8Array(Math.min(blocks, 64) * 512);

describe('home', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'vmts-home-'));
  });
  afterEach(() => {
    rmSync(home, { recursive: true, force: true });
  });

  it('is had by one at a time, however its path is written', async () => {
    const lock = await lockHome(home);
    const second = await lockHome(`${home}/../${home.split('/').pop() ?? ''}`).catch(
      (error: unknown) => error,
    );
    expect(second).to.be.instanceOf(HomeInUse);
    expect(String(second)).to.contain('in use by another VM/TS');
    await lock.release();
    await (await lockHome(home)).release();
  });

  it('has a lock that does not outlive kill -9', async () => {
    const module = new URL('../../src/store/home-lock.js', import.meta.url).href;
    const script = `import { lockHome } from ${JSON.stringify(module)};
      await lockHome(${JSON.stringify(home)}); console.log('locked'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
    await new Promise((resolve) => child.stdout.once('data', resolve));
    const refused = await lockHome(home).catch((error: unknown) => error);
    expect(refused).to.be.instanceOf(HomeInUse);
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
    await (await lockHome(home)).release();
  });

  it('uses a socket address that any path fits', () => {
    expect(lockAddress(home, 'linux').length).to.be.lessThan(100);
    expect(lockAddress(home, 'linux').startsWith('\0')).to.equal(true);
    expect(lockAddress(home, 'darwin')).to.match(/vmts-[0-9a-f]{32}\.sock$/);
  });

  function tools(files: Readonly<Record<string, string>> = {}, input = '') {
    const out: string[] = [];
    const written = new Map<string, string>();
    return {
      out,
      written,
      host: {
        readFile: (path: string) =>
          path in files
            ? Promise.resolve(Buffer.from(files[path] ?? ''))
            : Promise.reject(new Error(`no file ${path}`)),
        absolutePath: (path: string) => path,
        writeNewFile: (path: string, text: string) => {
          written.set(path, text);
          return Promise.resolve();
        },
        readInput: () => Promise.resolve(input),
        askHidden: () => Promise.resolve(undefined),
        out: (line: string) => void out.push(line),
        error: (line: string) => void out.push(line),
      },
    };
  }

  async function vmts(
    line: string,
    files: Readonly<Record<string, string>> = {},
    input = '',
  ): Promise<{ rc: number; out: string[]; written: Map<string, string> }> {
    const { out, written, host } = tools(files, input);
    const rc = await runOnHome(
      home,
      line.split(' '),
      (administration) => ({ ...host, administration }),
      instantClock(),
      build,
    );
    return { rc, out, written };
  }

  it('is administered while nothing runs on it', async () => {
    expect((await vmts('user add carol --password-stdin', {}, 'secret\n')).out).to.deep.equal([
      'User CAROL added',
    ]);
    expect(await vmts('user add carol --password-stdin', {}, 'x')).to.deep.include({
      rc: 1,
      out: ['vmts: CAROL is there already'],
    });
    const list = await vmts('user list');
    expect(list.out[1]).to.match(/^CAROL {5}G {11}4096K {2}yes {10}0$/);
    expect(
      (await vmts('reader carol deck.txt --class b', { 'deck.txt': 'a\nb\n' })).out,
    ).to.deep.equal(['RDR FILE 0001 for CAROL']);
    expect(
      (await vmts('reader carol deck.txt --class b', { 'deck.txt': 'a\nb\n' })).out,
    ).to.deep.equal(['RDR FILE 0002 for CAROL']);
    expect((await vmts('disk list carol')).out).to.deep.equal([
      'VDEV  TYPE AND SIZE       MODE  IMAGE',
      '0191  9336 20000 BLK      MR    made',
    ]);
    const image = `${home}/disk`;
    expect((await vmts(`disk export carol 191 ${image}`)).out).to.deep.equal([
      `${image}: 9336 20000 BLK`,
    ]);
    expect((await vmts(`disk import carol 191 ${image}`)).out).to.deep.equal([
      'CAROL 0191: 9336 20000 BLK',
    ]);
    const bytes = buildDisk(20_000, 1024, 'CAR191', [], {
      ...{ year: 2026, month: 2, day: 3 },
      ...{ hour: 4, minute: 5, second: 6 },
    });
    writeFileSync(image, bytes);
    expect((await vmts(`disk import carol 191 ${image}`)).rc).to.equal(0);
    const whole = 'CAR191: 0 files, 6 of 10000 blocks of 1024 bytes in use; no faults';
    expect((await vmts('disk check carol 191')).out).to.deep.equal([whole]);
    expect((await vmts(`disk check ${image}`)).out).to.deep.equal([whole]);
    expect((await vmts('disk check carol 192')).out[0]).to.match(/no MDISK 0192/);
    expect((await vmts(`disk check ${home}/none`)).out[0]).to.match(/ENOENT/);
    bytes[512 + 35]!++;
    writeFileSync(image, bytes);
    expect(await vmts(`disk check ${image}`)).to.deep.include({
      rc: 1,
      out: ['the label: 7 blocks in use, the map says 6', 'vmts: faults: 1'],
    });
    expect((await vmts('disk import carol 19x f')).out).to.deep.equal([
      'vmts: 19x is no device number',
    ]);
    expect((await vmts('reader carol bad --binary', { bad: 'x' })).out[0]).to.match(/80-byte/);
    expect((await vmts('printer carol --to /tmp')).out).to.deep.equal(['NO PRT FILES']);
    expect((await vmts('user remove carol')).rc).to.equal(0);
    expect((await vmts('reader carol deck.txt', { 'deck.txt': 'a' })).rc).to.equal(1);
    expect(statSync(`${home}/.run`).mode & 0o777).to.equal(0o700);
    expect(statSync(`${home}/.run/directory.json`).mode & 0o777).to.equal(0o600);
  });

  it('says how a command is used', async () => {
    for (const line of [
      'user',
      'user add',
      'user bogus',
      'user list x',
      'printer carol',
      'reader x',
      'disk',
      'disk import carol 191',
      'disk export carol 191',
      'disk check',
      'disk check a b c',
    ]) {
      const { rc, out } = await vmts(line);
      expect(rc, line).to.equal(2);
      expect(out.length).to.be.greaterThan(3);
    }
    expect((await vmts('user add carol --bogus')).rc).to.equal(2);
    expect((await vmts('user add carol')).out[0]).to.match(/--password-stdin/);
    expect((await vmts('user add carol --key k', { k: 'nonsense' })).rc).to.equal(1);
  });

  it('is administered through the running system, with its token only', async () => {
    const open = await openHome(home, instantClock(), random);
    const core = new SpoolCore(open.spool, open.files, {
      clock: instantClock(),
      notify: () => undefined,
      inform: () => undefined,
      operator: () => undefined,
    });
    await core.store.start();
    const users = new StoreUserAdministration(open.users, open.minidisks, build);
    const systems = new SystemImport(new SystemLibrary(open.savedSystems), () => 0);
    const hostSpool = new HostSpool(core, open.users);
    const disks = new StoreDiskAdministration(open.files, open.users, open.minidisks);
    const administration = joinAdministration(users, hostSpool, systems, disks);
    let token = open.token;
    open.lock.serve((socket) => serveAdministration(socket, token, administration));
    expect((await vmts('user add dave --password-stdin', {}, 'pw')).rc).to.equal(0);
    expect(open.users.find('DAVE')?.userid).to.equal('DAVE');
    expect(await open.users.verifyPassword('DAVE', 'pw')).to.equal(true);
    expect((await vmts('reader dave d', { d: 'a' })).out).to.deep.equal(['RDR FILE 0001 for DAVE']);
    expect(core.queues.counts('DAVE').RDR).to.equal(1);
    expect((await vmts('disk list dave')).out).to.have.length(2);
    const image = `${home}/disk`;
    expect((await vmts(`disk export dave 191 ${image}`)).rc).to.equal(0);
    expect((await vmts(`disk import dave 191 ${image}`)).rc).to.equal(0);
    expect((await vmts(`disk check ${image}`)).out).to.deep.equal(
      (await vmts('disk check dave 191')).out,
    );
    expect((await vmts(`disk import dave 191 ${image} --ckd`)).out[0]).to.contain('not an image');
    expect((await vmts('user remove nobody')).out).to.deep.equal([
      'vmts: NOBODY is not in the directory',
    ]);
    token = 'another';
    expect((await vmts('user remove dave')).out).to.deep.equal([
      'vmts: the running system closed the line',
    ]);
    expect(open.users.find('DAVE')?.userid).to.equal('DAVE');
    await core.store.stop();
    await open.close();
  });
});

describe('operator log', () => {
  it('keeps lines with their time, rotates, and takes control characters out', async () => {
    const files = new MemoryFiles(instantClock());
    await files.makeDirectory('/h');
    const log = new FileOperatorLog(files, '/h', instantClock(), 200, 3);
    for (let n = 0; n < 30; n++) {
      log.write(`line ${String(n)} \x1b[2J`);
      await log.flush();
    }
    expect(files.paths()).to.deep.equal([
      '/h/operator.log',
      '/h/operator.log.1',
      '/h/operator.log.2',
    ]);
    const last = Buffer.from((await files.readFile('/h/operator.log'))!).toString();
    expect(last).to.match(/2026-08-17 10:00:00 line 29 \.\[2J\n$/);
    expect(files.openHandles).to.equal(0);
  });

  it('neither throws nor waits when the host cannot write, and says how many were lost', async () => {
    const files = new MemoryFiles(instantClock());
    await files.makeDirectory('/h');
    const log = new FileOperatorLog(files, '/h', instantClock());
    files.before = () => {
      throw new Error('EIO');
    };
    log.write('lost');
    await log.flush();
    files.before = undefined;
    log.write('kept');
    await log.flush();
    const text = Buffer.from((await files.readFile('/h/operator.log'))!).toString();
    expect(text).to.match(/kept\n\(1 lines were lost\)\n$/);
  });
});

const HUNDRED = { type: 'fba', blocks: 100 } as const;

describe('minidisk store', () => {
  it('makes an image whole or not at all, once', async () => {
    const files = new MemoryFiles(instantClock());
    const disks = new FileMinidiskStore(files, '/h', () => undefined);
    const [one, two] = await Promise.all([
      disks.open('ALICE', 0x191, HUNDRED, false),
      disks.open('ALICE', 0x191, HUNDRED, true),
    ]);
    expect([one.disk, two.disk]).to.deep.equal([HUNDRED, HUNDRED]);
    files.writeAt(one.handle, 512, Uint8Array.of(1, 2, 3));
    const seen = new Uint8Array(3);
    files.readAt(two.handle, 512, seen);
    expect([...seen]).to.deep.equal([1, 2, 3]);
    expect(files.paths()).to.deep.equal(['/h/users/ALICE/0191.image']);
    files.before = (operation) => {
      if (operation === 'fdatasync') throw new Error('ENOSPC');
    };
    const failure = await disks.open('BOB', 0x191, HUNDRED, false).catch((error: unknown) => error);
    expect(String(failure)).to.match(/ENOSPC/);
    expect(files.paths()).to.deep.equal(['/h/users/ALICE/0191.image']);
  });

  it('reaches nothing outside of its folder', async () => {
    const disks = new FileMinidiskStore(new MemoryFiles(instantClock()), '/h', () => undefined);
    for (const owner of ['..', '../X', 'A/B', '']) {
      const failure = await disks
        .open(owner, 0x191, HUNDRED, true)
        .catch((error: unknown) => error);
      expect(String(failure)).to.match(/invalid minidisk/);
    }
  });

  it('stops using an image whose sync failed until it is opened anew', async () => {
    const files = new MemoryFiles(instantClock());
    const said: string[] = [];
    const disks = new FileMinidiskStore(files, '/h', (line) => said.push(line));
    const { handle } = await disks.open('ALICE', 0x191, HUNDRED, false);
    files.before = (operation) => {
      if (operation === 'fdatasync') throw new Error('EIO');
    };
    expect(String(await disks.sync(handle).catch((error: unknown) => error))).to.match(/EIO/);
    files.before = undefined;
    expect(String(await disks.sync(handle).catch((error: unknown) => error))).to.match(/failed/);
    expect(said.length).to.equal(1);
    await disks.close(handle);
    const again = await disks.open('ALICE', 0x191, HUNDRED, false);
    await disks.sync(again.handle);
  });
});

/** Log on, lines and signals as people meet them: the real OpenSSH client, the real process. */
import { expect } from 'chai';
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Terminal } from './terminal.js';
import { RunningSystem } from './vmts.js';

const ROOT = resolve(import.meta.dirname, '../../..');
const MAIN = resolve(import.meta.dirname, '../../src/main.js');

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly error: string;
}

/** Runs a program to its end, with `input` on its standard input. */
function run(file: string, words: readonly string[], input = '', env = {}): Promise<Ended> {
  return new Promise((ended) => {
    const child = execFile(
      file,
      words,
      { cwd: ROOT, env: { ...process.env, ...env }, timeout: 60_000 },
      (error, out, errors) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : null;
        ended({ code, out, error: errors });
      },
    );
    // one that reads nothing may have ended already; its status says whether it should have read
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });
}

const vmts = (...words: string[]): Promise<Ended> => run(process.execPath, [MAIN, ...words]);

describe('log on over the real ssh', () => {
  let system: RunningSystem;
  let folder: string;
  const terminals: Terminal[] = [];

  const logon = async (userid: string, columns = 80, rows = 24): Promise<Terminal> => {
    const terminal = await system.logon(userid, columns, rows);
    terminals.push(terminal);
    return terminal;
  };

  /** The words of an ssh without a person at it. */
  const ssh = (userid: string, ...options: string[]): string[] => [
    ...['-T', '-p', String(system.port), '-o', 'StrictHostKeyChecking=no'],
    ...['-o', 'UserKnownHostsFile=/dev/null', '-o', 'LogLevel=ERROR'],
    ...['-o', 'IdentitiesOnly=yes', '-o', 'IdentityAgent=none', ...options],
    `${userid}@127.0.0.1`,
  ];

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vmts-logon-'));
    system = await RunningSystem.start();
  });

  afterEach(async function () {
    for (const terminal of terminals.splice(0)) {
      terminal.close();
      await terminal.end();
    }
    if (this.currentTest?.state !== 'failed') return;
    // whom a failed test has left logged on is not for the next one to meet
    await system.kill();
    system = await RunningSystem.start([], system);
  });

  after(async () => {
    await system.kill();
    await system.remove();
    await rm(folder, { recursive: true, force: true });
  });

  /** A key of the user, made and given to the running system. */
  const keyOf = async (userid: string): Promise<string> => {
    const file = join(folder, `key-${userid}`);
    await run('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', file]);
    const added = await vmts('user', 'key', userid, `${file}.pub`, '--home', system.home);
    expect(added.code, added.error).to.equal(0);
    return file;
  };

  it('has two users at once, who hear of each other', async () => {
    const alice = await logon('ALICE');
    const bob = await logon('BOB');
    await alice.enter('msg bob good morning');
    await bob.waitFor(/MSG FROM ALICE +: +good morning/i);
    await bob.enter('query names');
    await bob.waitFor(/ALICE +-L[0-9A-F]{4}, *BOB +-L[0-9A-F]{4}/);
    await alice.enter('#cp logoff');
    await alice.end();
    await bob.enter('logoff hold');
    await bob.waitFor(/LOGON userid/);
    await bob.enter('logon bob');
    await bob.waitFor(/ENTER PASSWORD:/);
    await bob.enter(system.passwords.get('BOB') ?? '');
    const rows = await bob.waitFor(/Ready;/);
    expect(rows.join('\n')).to.not.contain(system.passwords.get('BOB'));
    await bob.enter('logoff');
    await bob.end();
  });

  it('lets nobody in with a wrong password, and does not say who exists', async () => {
    const ask = join(folder, 'ask');
    await writeFile(ask, '#!/bin/sh\necho wrong\n', { mode: 0o700 });
    const env = { SSH_ASKPASS: ask, SSH_ASKPASS_REQUIRE: 'force' };
    const options = ['-o', 'PreferredAuthentications=password', '-o', 'NumberOfPasswordPrompts=1'];
    const answers: string[] = [];
    for (const userid of ['alice', 'nobody', 'nosuchuserid']) {
      const { code, out, error } = await run('ssh', ssh(userid, ...options), '', env);
      expect(code).to.equal(255);
      expect(out).to.equal('');
      answers.push(error.replaceAll(userid, 'USER'));
    }
    expect(answers[0]).to.contain('Permission denied');
    expect(new Set(answers).size).to.equal(1);
  });

  it('takes a key, and a script line by line, each line answered before the end', async () => {
    const key = await keyOf('MAINT');
    const script = 'query userid\nxedit some file\ncp query time\nlistfile nosuch file\nlogoff\n';
    const { code, out, error } = await run('ssh', ssh('maint', '-i', key), script);
    expect(code, error).to.equal(0);
    expect(out).to.match(/^MAINT +AT VMTS$/m);
    expect(out).to.match(/^DMSXIN529E .*\nReady\(00003\)/m);
    expect(out).to.match(/^TIME IS \d\d:\d\d:\d\d /m);
    expect(out).to.match(/^Ready\(00028\)/m);
    expect(out).to.match(/^LOGOFF AT .*\n$/m);
    const command = await run('ssh', [...ssh('maint', '-i', key), 'query time']);
    expect(command.code).to.equal(1);
    expect(command.error).to.contain('runs no commands from outside');
    const stranger = await run('ssh', ssh('alice', '-i', key, '-o', 'BatchMode=yes'));
    expect(stranger.code).to.equal(255);
  });

  it('goes on when the line drops, and shows its screen at the next logon', async () => {
    const first = await logon('ALICE');
    await first.enter('ipl cms');
    await first.waitFor(/VM READ/);
    await first.enter('access (noprof');
    await first.waitFor(/access \(noprof\nReady;/);
    first.close();
    await first.end();
    const again = await logon('ALICE');
    const rows = await again.waitFor(/CP READ/);
    expect(rows.join('\n')).to.match(/Ready;(.|\n)*DISCONNECT AT (.|\n)*RECONNECTED AT /);
    await again.enter('begin');
    await again.waitFor(/RUNNING/);
    const third = await logon('ALICE');
    await third.waitFor(/HCPLGA054E Already logged on GRAF L[0-9A-F]{4}/);
    await third.enter('logon alice here');
    await third.waitFor(/RECONNECTED AT /);
    await again.end();
    await third.enter('logoff');
    await third.end();
  });

  it('follows the size of the terminal while lines come, and loses none', async () => {
    const alice = await logon('ALICE');
    await alice.enter('#cp terminal more 0 0');
    // fewer files than a screen of a hundred rows has room for
    await alice.enter('listfile * helpcpqu s');
    for (const [columns, rows] of [
      [20, 5],
      [300, 100],
      [80, 24],
      [300, 100],
    ] as const) {
      await alice.resize(columns, rows);
      await alice.waitFor((screen) => /RUNNING|MORE/.test(screen.at(-1) ?? ''));
    }
    await alice.waitFor((screen) => screen.some((row) => row.startsWith('Ready;')));
    await alice.waitFor((screen) => screen.at(-1)?.endsWith('VMTS') === true);
    // the scroll-back has it all, in the rows of this terminal
    await alice.press('PPage');
    const filesOf = (screen: readonly string[]): string[] =>
      screen.filter((row) => row.includes('HELPCPQU S2'));
    // a page of this size comes in pieces, painted from the top
    const earlier = await alice.waitFor(
      (screen) =>
        screen.some((row) => row.startsWith('CPLEVEL  HELPCPQU')) && filesOf(screen).length > 30,
    );
    const files = filesOf(earlier);
    expect(new Set(files).size).to.equal(files.length);
    await alice.press('NPage');
    await alice.resize(100, 30);
    // keys may overtake the news of the size on its way through the client
    await alice.waitFor((screen) => /^ {80}(RUNNING|SCROLL) +VMTS$/.test(screen[29] ?? ''));
    await alice.press('C-l');
    await alice.enter('xedit my file');
    await alice.waitFor(/Creating new file/);
    // painted in more than one piece, perhaps
    await alice.waitFor((screen) => /^ ====>/.test(screen[28] ?? ''));
    // drawn anew at once, without a key
    for (const [columns, rows] of [
      [132, 43],
      [80, 24],
    ] as const) {
      await alice.resize(columns, rows);
      await alice.waitFor((screen) => /^ ====>/.test(screen[rows - 2] ?? ''));
    }
    await alice.press('F3');
    await alice.enter('logoff');
    await alice.end();
  });

  it('refuses a second start, and takes up its work after kill -9', async () => {
    const second = await vmts('--home', system.home, '--port', '0');
    expect(second.code).to.equal(1);
    expect(second.error).to.match(/is in use by another VM\/TS/);
    const alice = await logon('ALICE');
    await alice.enter('sendfile profile exec a to bob');
    await alice.waitFor(/File PROFILE EXEC A1 sent to BOB/);
    await system.kill();
    await alice.end();
    system = await RunningSystem.start([], system);
    const bob = await logon('BOB');
    await bob.waitFor(/FILES: 0001 RDR/);
    await bob.enter('logoff');
    await bob.end();
  });
});

describe('the process', () => {
  let home: string;
  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'vmts-process-'));
  });
  let npm: ChildProcess | undefined;
  afterEach(async () => {
    // only when a test has failed; npm hands the signal on
    if (npm?.exitCode === null && npm.signalCode === null) npm.kill('SIGTERM');
    npm = undefined;
    await rm(home, { recursive: true, force: true });
  });

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`started by npm, ends in order at ${signal} to npm`, async () => {
      const started = spawn('npm', ['start', '--silent', '--', '--port=0', '--processors', '2'], {
        cwd: ROOT,
        env: { ...process.env, VMTS_HOME: home },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      npm = started;
      const ended = new Promise<number | null>((end) => started.on('close', end));
      let out = '';
      await new Promise<void>((ready, failed) => {
        started.stdout.on('data', (text: Buffer) => {
          out += text.toString();
          if (/^VM\/TS ready: ssh -p \d+ USERID@127\.0\.0\.1$/m.test(out)) ready();
        });
        started.on('close', () => failed(new Error(`never ready:\n${out}`)));
      });
      started.kill(signal);
      expect(await ended).to.equal(0);
      // the end was in order: the home is free at once
      const list = await vmts('user', 'list', '--home', home);
      expect(list.code).to.equal(0);
      expect(list.out).to.contain('ALICE');
    });
  }

  it('that cannot listen says so, and has shown the passwords that it made', async () => {
    const other = createServer();
    const port = await new Promise<number>((listening) => {
      other.listen(0, '127.0.0.1', () => listening((other.address() as AddressInfo).port));
    });
    try {
      const { code, out, error } = await vmts('--home', home, '--port', String(port));
      expect(code).to.equal(1);
      expect(error).to.equal(
        `vmts: port ${port} on 127.0.0.1 is in use: stop what listens there, or choose another with --port\n`,
      );
      expect(out).to.match(/^ {2}ALICE +\S{10}/m);
    } finally {
      other.close();
    }
  });

  it('tells what is wrong with its options and its home, and ends with 2 or 1', async () => {
    for (const words of [['--port', 'x'], ['--bogus'], ['--processors=0'], ['--home']]) {
      const { code, error } = await vmts(...words);
      expect(code, words.join(' ')).to.equal(2);
      expect(error).to.match(/^vmts: .*--/);
    }
    await writeFile(join(home, 'file'), '');
    for (const folder of [join(home, 'file'), '/proc/nope']) {
      const { code, error } = await vmts('--home', folder, '--port', '0');
      expect(code).to.equal(1);
      expect(error).to.match(/^vmts: cannot use .* as home: [^\n]*\n$/);
    }
  });
});

/**
 * The transcripts of commands once more, as far as all goes well in them, line by line in one session of the real OpenSSH
 * client without a terminal. CMS is loaded anew for each, and ALICE logs on again where more than that would be left over.
 */
import { expect } from 'chai';
import { execFile, spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { goodPart, playable } from '../support/playable.js';
import {
  playTranscript,
  readSteps,
  transcripts,
  type LineTerminal,
} from '../support/transcript.js';
import { PATIENCE } from './terminal.js';
import { RunningSystem } from './vmts.js';

const MAIN = resolve(import.meta.dirname, '../../src/main.js');

/** Numbers of spool files go on from one transcript to the next. */
const unnumbered = (line: string): string =>
  line
    .replace(/^((?:RDR|PRT|PUN) FILE) \d{4} (SENT .* WAS) \d{4} /, '$1 nnnn $2 nnnn ')
    .replace(/^(ALICE {4})\d{4} /, '$1nnnn ');

/** A session of `ssh -T`. */
class LineSession implements LineTerminal {
  readonly #ssh: ChildProcessWithoutNullStreams;
  readonly #home: string;
  #text = '';
  #seen: (() => void) | undefined;

  constructor(system: RunningSystem, key: string) {
    this.#home = system.home;
    const words = ['-T', '-p', String(system.port), '-i', key, '-o', 'IdentitiesOnly=yes'];
    const host = ['-o', 'StrictHostKeyChecking=no', '-o', 'UserKnownHostsFile=/dev/null'];
    this.#ssh = spawn('ssh', [...words, ...host, '-o', 'LogLevel=ERROR', 'alice@127.0.0.1']);
    this.#ssh.stdout.setEncoding('utf8');
    this.#ssh.stdout.on('data', (text: string) => {
      this.#text += text;
      this.#seen?.();
    });
    this.#ssh.stdin.on('error', () => undefined);
  }

  /** Types a line; what is awaited is as many lines as the transcript has, the last one perhaps without its end. */
  async type(line: string, expected: number): Promise<readonly string[]> {
    this.#ssh.stdin.write(`${line}\n`);
    return this.#lines(expected);
  }

  wait(_seconds: number, expected: number): Promise<readonly string[]> {
    return this.#lines(expected);
  }

  async host(words: readonly string[], expected: number): Promise<readonly string[]> {
    const named = words.map((word) => word.replace(/^tape:/, `${this.#home}/${tapes}-`));
    await promisify(execFile)(process.execPath, [MAIN, ...named, '--home', this.#home]);
    return this.#lines(expected);
  }

  /** Types a line and waits until something is seen; all of it is taken. */
  async expect(line: string | undefined, pattern: RegExp): Promise<void> {
    if (line !== undefined) this.#ssh.stdin.write(`${line}\n`);
    if (!(await this.#until(() => pattern.test(this.#text)))) {
      throw new Error(`${String(line)} never brought ${String(pattern)}:\n${this.#text}`);
    }
    this.#text = '';
  }

  end(): void {
    this.#ssh.kill('SIGKILL');
  }

  async #lines(expected: number): Promise<readonly string[]> {
    if (expected === 0) return [];
    const there = (): string[] => this.#text.replace(/\n$/, '').split('\n');
    await this.#until(() => this.#text !== '' && there().length >= expected);
    const lines = this.#text === '' ? [] : there();
    this.#text = '';
    return lines.map(unnumbered);
  }

  async #until(holds: () => boolean): Promise<boolean> {
    const deadline = AbortSignal.timeout(PATIENCE);
    while (!holds() && !deadline.aborted) {
      await new Promise<void>((resolve) => {
        const done = (): void => {
          deadline.removeEventListener('abort', done);
          resolve();
        };
        this.#seen = done;
        deadline.addEventListener('abort', done);
      });
    }
    return holds();
  }
}

/** Each transcript has reels of its own. */
let tapes = 0;

/** What a transcript does to its machine that outlives IPL. */
const OUTLIVES_IPL =
  /^(?:host|> (?:(?:#?cp )?(?:define|trace|per|system|stop)|detach|link|spool|close|notready|set|terminal|vmlink))(?: |$)/m;

/** A machine and an A-disk like those of the same transcripts in process; logged on anew when a password is given. */
async function begin(session: LineSession, password: string | undefined): Promise<void> {
  tapes++;
  if (password !== undefined) {
    await session.expect('logoff hold', /LOGON userid/i);
    await session.expect('logon alice', /PASSWORD:/);
    await session.expect(password, /Ready;/);
    await session.expect('define storage 1m', /STORAGE|ENTERED/);
  }
  await session.expect('ipl cms parm autocr', /Ready;/);
  await session.expect('format 191 a 2000 (blksize 1024', /NO\)/);
  await session.expect('1', /label:/);
  await session.expect('ALI191', /Ready;/);
  await session.expect('close all', /Ready;/);
  await session.expect('purge all', /Ready;/);
  await session.expect('terminal chardel off linedel off escape off', /Ready;/);
}

describe('transcripts over the real ssh', () => {
  let zone: string | undefined;
  let system: RunningSystem | undefined;
  let session: LineSession | undefined;
  let anew = true;

  before(async () => {
    zone = process.env['TZ'];
    process.env['TZ'] = 'UTC';
    system = await RunningSystem.start();
    const key = join(system.home, 'key');
    await promisify(execFile)('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-f', key]);
    const words = ['user', 'key', 'ALICE', `${key}.pub`, '--home', system.home];
    await promisify(execFile)(process.execPath, [MAIN, ...words]);
    session = new LineSession(system, key);
    await session.expect(undefined, /Ready;/);
  });

  after(async () => {
    session?.end();
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
    await system?.stop();
    await system?.remove();
  });

  for (const transcript of ['cms', 'cp'].flatMap(transcripts).filter(playable)) {
    it(transcript.name, async () => {
      const good = goodPart(transcript.text);
      if (system === undefined || session === undefined) throw new Error('it has not started');
      await begin(session, anew ? system.passwords.get('ALICE') : undefined);
      anew = true;
      const { difference } = await playTranscript(
        { ...transcript, text: good, steps: readSteps(good) },
        session,
        false,
        unnumbered,
      );
      if (difference !== undefined) expect.fail(difference);
      anew = OUTLIVES_IPL.test(good);
    });
  }
});

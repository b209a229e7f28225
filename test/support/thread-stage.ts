/** A stage for scenarios in this thread: people at screens of the whole system on the virtual clock. */
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { SourceFile } from '../../src/cms/files/build-disk.js';
import type { ScreenPerson } from './person.js';
import type { Person, Stage } from './scenario.js';
import { showsTyped } from './typed-line.js';
import type { WholeOptions } from './whole-system.js';
import { WholeSystem } from './whole-system.js';
import { readFirstFiles } from '../../src/store/first-start.js';
import { helpFiles } from '../../src/cms/help/help-pages.js';
import { macroLibraries } from '../../src/cms/macros/macro-libraries.js';
import { nodeFiles } from '../../src/store/host-files.js';
import { INPUT_ROWS } from '../../src/cp/main/console/output-page.js';

const ROOT = resolve(import.meta.dirname, '../../..');

/** Text files of the repository, in the form that disks are built from. */
async function textFiles(folder: string): Promise<readonly SourceFile[]> {
  const files = await readFirstFiles(nodeFiles(), resolve(ROOT, folder));
  return files.flatMap(({ name, type, lines }) =>
    lines === undefined ? [] : [{ name, type, lines }],
  );
}

/** What the repository has for the system disks. */
async function readSystemFiles(): Promise<WholeOptions> {
  const texts = await textFiles('users/MAINT/system');
  return {
    systemDisk: [...helpFiles(), ...macroLibraries(), ...texts],
    programDisk: await textFiles('users/MAINT/programs'),
  };
}

let systemFiles: Promise<WholeOptions> | undefined;

/** Turns that lie between two keys at the least. */
const KEY_TURNS = 5;

class ThreadPerson implements Person {
  readonly #whole: WholeSystem;
  readonly #person: ScreenPerson;
  /** The output that stood on the screen when something was entered, until an answer to it was seen. */
  #before: readonly string[] = [];

  constructor(whole: WholeSystem, person: ScreenPerson) {
    this.#whole = whole;
    this.#person = person;
  }

  enter(line: string): Promise<void> {
    this.#before = this.#person.rows().slice(0, -INPUT_ROWS);
    return this.#whole.enter(this.#person, line);
  }

  press(key: string): Promise<void> {
    this.#before = key === 'CLEAR' ? [] : this.#person.rows().slice(0, -INPUT_ROWS);
    return this.#whole.press(this.#person, key);
  }

  async sees(pattern: RegExp): Promise<readonly string[]> {
    // in a slower system the old row would be taken for the answer
    const old = this.#before.find((row) => pattern.test(row));
    if (old !== undefined) throw new Error(`stood there before the line was entered: ${old}`);
    await this.#whole.sees(this.#person, pattern);
    this.#before = [];
    return this.#person.rows();
  }

  turns(): Promise<void> {
    return this.press('CLEAR');
  }

  screen(): Promise<readonly string[]> {
    return Promise.resolve(this.#person.rows());
  }

  async ends(): Promise<void> {
    if (await this.#whole.until(() => this.#person.closed)) return;
    throw new Error(`the session goes on:\n${this.#person.text}`);
  }

  async drop(): Promise<void> {
    this.#person.session.dropped();
    await this.#whole.rest();
  }
}

/** Somebody who goes on in the very turn in which the awaited row appears, whatever else comes behind it. */
class HastyPerson implements Person {
  readonly #whole: WholeSystem;
  readonly #person: ScreenPerson;

  constructor(whole: WholeSystem, person: ScreenPerson) {
    this.#whole = whole;
    this.#person = person;
  }

  async enter(line: string): Promise<void> {
    const shown = showsTyped(line, this.#person.rows());
    this.#person.type(line);
    await this.#wait(() => shown(this.#person.rows()), `"${line}" typed`);
    this.#person.key('ENTER');
  }

  async press(key: string): Promise<void> {
    this.#person.key(key);
    // the next key comes later; a machine would stand still for one who gives commands in no time
    let turns = 0;
    await this.#whole.soon(() => turns++ === KEY_TURNS);
  }

  async sees(pattern: RegExp): Promise<readonly string[]> {
    let rows: readonly string[] = [];
    const seen = (): boolean => (rows = this.#person.rows()).some((row) => pattern.test(row));
    await this.#wait(seen, String(pattern));
    return rows;
  }

  async turns(shown: readonly string[]): Promise<void> {
    const page = (rows: readonly string[]): string => rows.slice(0, -INPUT_ROWS).join('\n');
    await this.press('CLEAR');
    await this.#wait(() => page(this.#person.rows()) !== page(shown), 'another page');
  }

  screen(): Promise<readonly string[]> {
    return Promise.resolve(this.#person.rows());
  }

  ends(): Promise<void> {
    return this.#wait(() => this.#person.closed, 'the end');
  }

  async drop(): Promise<void> {
    this.#person.session.dropped();
    await this.#whole.rest();
  }

  async #wait(seen: () => boolean, what: string): Promise<void> {
    if (await this.#whole.soon(seen)) return;
    throw new Error(`never saw ${what}; the screen:\n${this.#person.text}`);
  }
}

/** The stage. */
export class ThreadStage implements Stage {
  readonly whole: WholeSystem;
  readonly #people: ScreenPerson[] = [];
  readonly #used: Record<string, number>[] = [];
  readonly #log: string[] = [];

  readonly #hasty: boolean;

  private constructor(whole: WholeSystem, hasty: boolean) {
    this.whole = whole;
    this.#hasty = hasty;
  }

  /** Starts a system; `hasty` people do not wait until all is at rest. */
  static async start(options: WholeOptions = {}, hasty = false): Promise<ThreadStage> {
    // the same files each time: the disks are built once
    const disks = await (systemFiles ??= readSystemFiles());
    return new ThreadStage(await WholeSystem.start({ ...disks, ...options }), hasty);
  }

  async logon(userid: string, columns?: number, rows?: number): Promise<Person> {
    const person = await this.whole.logon(userid, columns, rows);
    this.#people.push(person);
    await this.whole.sees(person, /Ready;|RECONNECTED AT|LOGOFF|HCP/);
    return this.#hasty ? new HastyPerson(this.whole, person) : new ThreadPerson(this.whole, person);
  }

  async host(words: readonly string[]): Promise<void> {
    const { status, said } = await this.whole.host(words, (path) => readFile(resolve(ROOT, path)));
    if (status !== 0) throw new Error(said.join('\n'));
  }

  async deck(userid: string, name: string, type: string, cards: Uint8Array): Promise<void> {
    const words = ['reader', userid, 'deck', '--binary', '--name', name, type];
    const { status, said } = await this.whole.host(words, () => Promise.resolve(cards));
    if (status !== 0) throw new Error(said.join('\n'));
  }

  kill(): Promise<void> {
    this.#keep();
    this.whole.kill();
    return Promise.resolve();
  }

  restart(): Promise<void> {
    return this.whole.boot();
  }

  /** Every screen that everybody saw. */
  transcript(): string {
    return this.#people
      .map(({ userid, screens }) => [`== ${userid}`, ...screens].join('\n--------\n'))
      .join('\n');
  }

  /** Virtual processor time of the machines, which is the instructions executed and the steps charged. */
  used(): readonly Record<string, number>[] {
    return [...this.#used, this.#usedNow()];
  }

  /** Errors of ours in the operator's log. */
  errors(): readonly string[] {
    return [...this.#log, ...this.whole.test.log].filter((line) => line.includes('INTERNAL'));
  }

  get moves(): number {
    return this.whole.moves;
  }

  #keep(): void {
    this.#used.push(this.#usedNow());
    this.#log.push(...this.whole.test.log);
  }

  #usedNow(): Record<string, number> {
    return Object.fromEntries(
      this.whole.test.cp
        .machines()
        .map((machine) => [machine.userid, machine.memory.used().virtual]),
    );
  }
}

/**
 * One round: a random guest beside a neighbour on the whole system in one thread. Everything goes by the
 * virtual clock, so that a round repeats itself.
 */
import { createHash } from 'node:crypto';
import { chance } from '../../tools/soak/chance.js';
import type { Chance } from '../../tools/soak/chance.js';
import type { ScreenPerson } from '../support/person.js';
import { WholeSystem } from '../support/whole-system.js';
import { fuzzDeck } from './image.js';
import { FUZZ_SEGMENT } from './services.js';
import type { Draft } from './image.js';
import { changed, stateOf } from './neighbour.js';

/**
 * Milliseconds of processor time that may go by between two turns of the event loop. A turn is made for 2 at
 * most; this leaves room for compilation and collection of garbage, and what goes on for long is far above.
 */
const LONGEST_TURN = 100;
/** Virtual milliseconds that a guest runs. */
const RUNS = 40;

/** What a guest may be given beside its usual units; a command that CP does not know does no harm. */
const SETUPS = [
  'define graf 300',
  'terminal conmode 3270',
  'define ctca 500',
  'define t3330 192 cyl 3',
  'define tfb-512 193 blk 100',
  'define t2314 as 194 cyl 2',
  'define tape 181',
  'define storage 1m',
  'define storage 2m',
  'define cpu 1',
  'define cpu 1-3',
  'set ecmode on',
  'set timer real',
  'link maint 190 193 rr',
  'couple 500 alice 500',
  'spool punch to alice',
  'trace all run',
];
/** What the person does meanwhile. */
const KEYS = ['ENTER', 'PA1', 'CLEAR', 'PF3', 'PA2'];

/** A system with the neighbour and the guest, both at CMS. */
export class FuzzStage {
  readonly whole: WholeSystem;
  readonly #alice: ScreenPerson;
  #bob: ScreenPerson;
  #longest = 0;
  #since: NodeJS.CpuUsage | undefined;
  readonly #rejections: unknown[] = [];

  private constructor(whole: WholeSystem, alice: ScreenPerson, bob: ScreenPerson) {
    this.whole = whole;
    this.#alice = alice;
    this.#bob = bob;
    whole.clock.onTurn = () => this.#turned();
  }

  /** Starts it. */
  static async start(): Promise<FuzzStage> {
    const whole = await WholeSystem.start();
    const alice = await whole.logon('ALICE');
    const bob = await whole.logon('BOB');
    await whole.sees(alice, /Ready[;(]/);
    await whole.sees(bob, /Ready[;(]/);
    const words = ['segment', 'import', FUZZ_SEGMENT, 'fuzz.segment', '--start', '80000'];
    const imported = await whole.host(words, () => Promise.resolve(new Uint8Array(4 * 4096)));
    if (imported.status !== 0) throw new Error(imported.said.join('\n'));
    await whole.command(alice, '#cp define ctca 500', /CTCA 0500 DEFINED/);
    return new FuzzStage(whole, alice, bob);
  }

  /** Something that nobody has waited for has failed. */
  rejected(reason: unknown): void {
    this.#rejections.push(reason);
  }

  /**
   * Lets a guest run.
   * @returns what is wrong afterwards; the stage is of no use then
   */
  async round(draft: Draft): Promise<string | undefined> {
    try {
      return await this.#round(draft);
    } catch (error) {
      return error instanceof Error ? (error.stack ?? error.message) : String(error);
    }
  }

  async #round(draft: Draft): Promise<string | undefined> {
    const { whole } = this;
    const random = chance(draft.seed ^ 0x5eed);
    const before = await this.#neighbour();
    this.#longest = 0;
    await this.#run(random, draft);
    const wrong = this.#faults() ?? this.#difference(before, await this.#neighbour());
    if (wrong !== undefined) return wrong;
    await this.#answers();
    if (this.#bob.closed) this.#bob = await whole.logon('BOB');
    // every machine begins anew with its directory entry
    await this.#command('logoff', /LOGOFF AT/);
    this.#bob = await whole.logon('BOB');
    await whole.sees(this.#bob, /Ready[;(]|RECONNECTED|CP READ|VM READ|RUNNING/);
    return this.#faults();
  }

  /** IPL of the deck, with the person at the keyboard. */
  async #run(random: Chance, draft: Draft): Promise<void> {
    const { whole } = this;
    await whole.press(this.#bob, 'PA1', /CP READ/);
    for (let n = random.below(4); n > 0; n--) await this.#line(random.pick(SETUPS));
    // a reel on the drive that it has, or on one of its own
    if (random.below(3) === 0) {
      const tape = ['tape', 'bob', '181', `tape:fuzz.${random.pick(['aws', 'het'])}`, '--ring'];
      await whole.host(tape, () => Promise.reject(new Error('nothing is to be read')));
    }
    await this.#line('purge reader all');
    const words = ['reader', 'bob', 'fuzz.deck', '--binary'];
    const { status, said } = await whole.host(words, () => Promise.resolve(fuzzDeck(draft)));
    if (status !== 0) throw new Error(said.join('\n'));
    await this.#line('ipl 00c clear');
    this.#since = process.cpuUsage();
    for (let n = random.below(4); n >= 0; n--) {
      await whole.pass(RUNS / 4);
      if (this.#bob.closed) break;
      if (random.below(3) === 0) await whole.press(this.#bob, random.pick(KEYS));
      if (random.below(4) === 0) await this.#line('some line');
    }
    this.#since = undefined;
  }

  async #line(line: string): Promise<void> {
    if (this.#bob.closed) return;
    await this.whole.press(this.#bob, 'CLEAR');
    await this.whole.enter(this.#bob, line);
  }

  /** Gets out of whatever it is, with a command of CP. */
  async #command(line: string, pattern: RegExp): Promise<void> {
    const { whole } = this;
    const seen = (): boolean =>
      this.#bob.closed || this.#bob.rows().some((row) => pattern.test(row));
    for (let n = 0; n < 6 && !seen(); n++) {
      await whole.press(this.#bob, 'CLEAR');
      await whole.press(this.#bob, 'PA1');
      if (this.#bob.closed) break;
      await whole.enter(this.#bob, line);
      await whole.pass(1000);
    }
    await whole.sees(this.#bob, pattern);
  }

  /** The neighbour is answered by CMS. */
  async #answers(): Promise<void> {
    await this.whole.command(this.#alice, 'query userid', /ALICE +AT VMTS/);
  }

  #difference(before: Map<string, string>, after: Map<string, string>): string | undefined {
    const parts = changed(before, after);
    return parts.length === 0 ? undefined : `the neighbour changed: ${parts.join(', ')}`;
  }

  /** All that must stay: the neighbour's machine, and the disks of others. */
  async #neighbour(): Promise<Map<string, string>> {
    const machine = this.whole.test.cp.machine('ALICE');
    if (machine === undefined) return new Map();
    const state = new Map(stateOf(machine, this.whole.test.storage));
    const { files } = this.whole;
    for (const path of files.paths()) {
      if (!/alice.*191|maint.*190/i.test(path)) continue;
      const handle = await this.#done(files.open(path, 'read'));
      const size = (await this.#done(files.size(path))) ?? 0;
      const bytes = await this.#done(files.read(handle, 0, size));
      state.set(path, createHash('sha256').update(bytes).digest('hex'));
      await this.#done(files.close(handle));
    }
    return state;
  }

  /** What the files in memory do takes virtual time. */
  async #done<T>(work: Promise<T>): Promise<T> {
    let done = false;
    const end = work.finally(() => {
      done = true;
    });
    while (!done) await this.whole.clock.advance(1, 1);
    return end;
  }

  #turned(): void {
    if (this.#since === undefined) return;
    const { user, system } = process.cpuUsage(this.#since);
    this.#longest = Math.max(this.#longest, (user + system) / 1000);
    this.#since = process.cpuUsage();
  }

  #faults(): string | undefined {
    const internal = this.whole.test.log.find((line) => line.includes('INTERNAL ERROR'));
    if (internal !== undefined) {
      const at = this.whole.test.log.indexOf(internal);
      return this.whole.test.log.slice(at, at + 12).join('\n');
    }
    if (this.#rejections.length > 0) return `unhandled rejection: ${String(this.#rejections[0])}`;
    if (this.#longest > LONGEST_TURN) return `a turn took ${this.#longest.toFixed(0)} ms`;
    return undefined;
  }
}

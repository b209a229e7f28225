/** The scenarios through the real OpenSSH client in a real terminal, against the real system; files beside this play their share. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { play, scenarios, type Person, type Stage } from '../support/scenario.js';
import { showsTyped } from '../support/typed-line.js';
import { INPUT_ROWS } from '../../src/cp/main/console/output-page.js';
import type { Terminal } from './terminal.js';
import { RunningSystem } from './vmts.js';

const KEYS: Readonly<Record<string, string>> = {
  CLEAR: 'C-l',
  PA1: 'C-c',
  ENTER: 'Enter',
  TAB: 'Tab',
  HOME: 'Home',
};

function keyName(key: string): string {
  const pf = /^PF(\d+)$/.exec(key);
  const name = pf ? `F${pf[1] ?? ''}` : KEYS[key];
  if (name === undefined) throw new Error(`no such key: ${key}`);
  return name;
}

/** A person in front of tmux. */
class TerminalPerson implements Person {
  readonly #terminal: Terminal;

  constructor(terminal: Terminal) {
    this.#terminal = terminal;
  }

  /**
   * Types a line, and presses ENTER when it stands in the input area: by then the screen shows what the
   * keys before it did, so that nothing from before a CLEAR is taken for the answer.
   */
  async enter(line: string): Promise<void> {
    const before = await this.#terminal.screen();
    await this.#terminal.type(line);
    await this.#terminal.waitFor(showsTyped(line, before));
    await this.#terminal.press('Enter');
  }

  press(key: string): Promise<void> {
    return this.#terminal.press(keyName(key));
  }

  sees(pattern: RegExp): Promise<readonly string[]> {
    return this.#terminal.waitFor((rows) => rows.some((row) => pattern.test(row)));
  }

  async turns(shown: readonly string[]): Promise<void> {
    const page = shown.slice(0, -INPUT_ROWS).join('\n');
    await this.press('CLEAR');
    await this.#terminal.waitFor((rows) => rows.slice(0, -INPUT_ROWS).join('\n') !== page);
  }

  screen(): Promise<string[]> {
    return this.#terminal.screen();
  }

  ends(): Promise<void> {
    return this.#terminal.end();
  }

  async drop(): Promise<void> {
    this.#terminal.close();
    await this.#terminal.end();
  }
}

class RealStage implements Stage {
  system: RunningSystem;
  readonly #terminals: Terminal[] = [];

  constructor(system: RunningSystem) {
    this.system = system;
  }

  async logon(userid: string): Promise<Person> {
    const terminal = await this.system.logon(userid);
    this.#terminals.push(terminal);
    return new TerminalPerson(terminal);
  }

  async host(words: readonly string[]): Promise<void> {
    const main = resolve(import.meta.dirname, '../../src/main.js');
    const root = resolve(import.meta.dirname, '../../..');
    const named = words.map((word) => word.replace(/^tape:/, `${this.system.home}/`));
    await promisify(execFile)(process.execPath, [main, ...named, '--home', this.system.home], {
      cwd: root,
    });
  }

  async deck(userid: string, name: string, type: string, cards: Uint8Array): Promise<void> {
    const path = join(this.system.home, `${name}.deck`);
    await writeFile(path, cards);
    await this.host(['reader', userid, path, '--binary', '--name', name, type]);
  }

  kill(): Promise<void> {
    return this.system.kill();
  }

  async restart(): Promise<void> {
    this.system = await RunningSystem.start([], this.system);
  }

  async end(): Promise<void> {
    for (const terminal of this.#terminals) terminal.close();
    try {
      await this.system.stop();
    } finally {
      await this.system.remove();
    }
  }
}

/** Plays the scenarios whose names begin with a letter from `first` to `last`. */
export function playOverSsh(first: string, last: string): void {
  describe(`scenarios over the real ssh, ${first} to ${last}`, () => {
    let stage: RealStage | undefined;

    // not in the test: one that has run out of time does not come to its end
    afterEach(async () => {
      const played = stage;
      stage = undefined;
      await played?.end();
    });

    for (const scenario of scenarios()) {
      const letter = scenario.name.charAt(0);
      if (letter < first || letter > last) continue;
      it(scenario.name, async () => {
        stage = new RealStage(await RunningSystem.start());
        await play(scenario, stage);
      });
    }
  });
}

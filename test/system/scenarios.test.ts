/** The scenarios through the real OpenSSH client in a real terminal, against the real system. */
import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { play, scenarios, type Person, type Stage } from '../support/scenario.js';
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

  enter(line: string): Promise<void> {
    return this.#terminal.enter(line);
  }

  press(key: string): Promise<void> {
    return this.#terminal.press(keyName(key));
  }

  async sees(pattern: RegExp): Promise<void> {
    await this.#terminal.waitFor((rows) => rows.some((row) => pattern.test(row)));
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
    await promisify(execFile)(process.execPath, [main, ...words, '--home', this.system.home], {
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
    await this.system.stop();
    await this.system.remove();
  }
}

describe('scenarios over the real ssh', () => {
  for (const scenario of scenarios()) {
    it(scenario.name, async () => {
      const stage = new RealStage(await RunningSystem.start());
      try {
        await play(scenario, stage);
      } finally {
        await stage.end();
      }
    });
  }
});

/**
 * Hercules' test scripts (hyperion, tests/README.md): console commands that lay out storage and start a machine,
 * and directives that say what must be seen then. Test cases of the System/370 run on our processor alone.
 */
import { expect } from 'chai';
import type { TestMachine } from '../../cpu/machine.js';
import { runOn, testMachine } from '../../cpu/machine.js';

/** One test case of a script. */
export interface ScriptCase {
  readonly title: string;
  readonly lines: readonly string[];
}

const MEGABYTE = 0x100000;
/** Instructions after which a test case counts as endless. */
const LIMIT = 50_000_000;
/** Commands that concern Hercules, or facilities that a 370 has or has not, and change nothing here. */
const NOTHING =
  /^(sysreset|archlvl|archmode|numcpu|facility|ostailor|msglevel|f-|\*Done|\*Explain|\*Message)(\s|$)/i;

/** The test cases of a script that are of the System/370. */
export function casesOf370(text: string): ScriptCase[] {
  const cases: { title: string; lines: string[] }[] = [];
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.replace(/(^|\s)#.*$/, '').trim();
    const title = /^\*Testcase\s+(.*)$/.exec(line)?.[1];
    if (title !== undefined) cases.push({ title, lines: [] });
    // a comment is a star and a blank
    else if (line !== '' && line !== '*' && !line.startsWith('* ')) cases.at(-1)?.lines.push(line);
  }
  return cases.filter(({ lines }) =>
    lines.some((line) => /^arch(lvl|mode)\s+(s\/)?370$/i.test(line)),
  );
}

function hexBytes(text: string): Uint8Array {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

function hexText(words: readonly number[], digits = 8): string {
  return words.map((word) => (word >>> 0).toString(16).padStart(digits, '0')).join('');
}

/** Runs the commands of one test case. */
class Run {
  readonly #core: (name: string) => Uint8Array;
  #megabytes = 2;
  #machine: TestMachine | undefined;
  /** What the last command displayed. */
  #shown = '';
  #programChecks = false;
  #checked = 0;

  constructor(core: (name: string) => Uint8Array) {
    this.#core = core;
  }

  /** Comparisons made. */
  get checked(): number {
    return this.#checked;
  }

  line(line: string): void {
    const [word = '', ...rest] = line.split(/\s+/);
    const operand = rest.join(' ');
    switch (word.toLowerCase()) {
      case 'mainsize':
        this.#megabytes = Number(operand);
        return;
      case 'sysclear':
        this.#machine = testMachine(this.#megabytes * MEGABYTE);
        return;
      case 'cr': {
        this.#control(operand);
        return;
      }
      case 'r': {
        this.#storage(operand);
        return;
      }
      case 'loadcore':
        this.#store(0, this.#core(/([^/"]+)"?$/.exec(operand)?.[1] ?? operand));
        return;
      case 'runtest': {
        this.#start();
        return;
      }
      case '*program':
        this.#programChecks = true;
        return;
      case '*compare':
      case 'fpr':
        return;
      case '*want': {
        this.#want(operand, this.#shown);
        return;
      }
      case '*fpr': {
        const { processor } = this.#on;
        const n = Number(rest[0]);
        this.#want(rest[1] ?? '', hexText([processor.floatWord(n), processor.floatWord(n + 1)]));
        return;
      }
      default:
        if (!NOTHING.test(line))
          throw new Error(`the script has a command not known here: ${line}`);
    }
  }

  get #on(): TestMachine {
    return (this.#machine ??= testMachine(this.#megabytes * MEGABYTE));
  }

  #store(address: number, bytes: Uint8Array): void {
    expect(this.#on.storage.store(address, bytes)).to.equal(true);
  }

  #control(operand: string): void {
    const [, n, value] = /^(\d+)=([0-9A-F]+)$/i.exec(operand) ?? [];
    if (value !== undefined) {
      this.#on.processor.setControlRegister(Number(n), Number.parseInt(value, 16) | 0);
    }
  }

  /** `r ADDRESS=bytes` stores, `r ADDRESS.length` shows. */
  #storage(operand: string): void {
    const [, at = '', bytes, length = '4'] =
      /^([0-9A-F]+)(?:=([0-9A-F]+)|\.([0-9A-F]+))?$/i.exec(operand) ?? [];
    const address = Number.parseInt(at, 16);
    if (bytes !== undefined) {
      this.#store(address, hexBytes(bytes));
      return;
    }
    const shown = this.#on.storage.fetch(address, Number.parseInt(length, 16));
    this.#shown = hexText([...(shown ?? [])], 2);
  }

  /** Restart, until the machine waits disabled; at address zero when nothing went wrong. */
  #start(): void {
    const { processor } = this.#on;
    processor.restart();
    const exit = runOn(this.#on, LIMIT);
    expect(exit.reason).to.equal('disabled-wait');
    const address = hexText([processor.psw().address], 6);
    if (!this.#programChecks) expect(address, 'address of the disabled wait').to.equal('000000');
    this.#programChecks = false;
    this.#checked++;
  }

  #want(operand: string, shown: string): void {
    const wanted = operand
      .replace(/^"[^"]*"/, '')
      .replaceAll(' ', '')
      .toLowerCase();
    expect(shown).to.equal(wanted);
    this.#checked++;
  }
}

/**
 * Runs a test case; throws at the first thing that is not as the script wants it.
 * @param core - the contents of a core image of the script
 * @returns how many comparisons were made
 */
export function runCase(one: ScriptCase, core: (name: string) => Uint8Array): number {
  const run = new Run(core);
  for (const line of one.lines) run.line(line);
  return run.checked;
}

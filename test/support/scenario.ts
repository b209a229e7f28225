/**
 * Scenarios: what people type and what they must see, one file each in test/scenarios/. The same file runs
 * in process on a virtual clock and through the real OpenSSH client in a real terminal.
 *
 *   # comment
 *   logon ALICE            ALICE connects, gives her password and is logged on
 *   ALICE: query time      she types a line and presses ENTER
 *   ALICE [PF3]            she presses a key (PF1-PF24, PA1-PA3, CLEAR, ENTER, TAB, HOME...)
 *   ALICE > some text      she waits until a row of her screen holds this; {...} is a regular expression
 *                          (when a row held it before she entered her line, the scenario is at fault)
 *   ALICE >> some text     the same, and at every MORE... before it she presses CLEAR
 *   ALICE asks some line until some text    she enters the line again and again, until a row of its reply holds this
 *   ALICE lacks some text  at this moment no row holds it
 *   ALICE ends             her session has ended by itself
 *   drop ALICE             her line is cut
 *   host reader BOB decks/loop.deck --binary      a vmts subcommand on the host
 *   host tape BOB 181 tape:work.aws --ring        the same; `tape:` is a folder for such files
 *   module BOB looper      files/looper.assemble as a MODULE in his reader, for DISK LOAD
 *   kill                   kill -9 of the whole system
 *   restart                it is started again
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { DUMP_DATA, dumpCard, endCard } from '../../src/cms/netdata/disk-dump.js';
import { assembledModule } from './cms-disk.js';

/** Somebody at a terminal. */
export interface Person {
  enter(line: string): Promise<void>;
  press(key: string): Promise<void>;
  /** Waits until a row fits, and returns the screen; rejects with it when that never happens. */
  sees(pattern: RegExp): Promise<readonly string[]>;
  /** Presses CLEAR at MORE... and waits until another page than `shown` stands there. */
  turns(shown: readonly string[]): Promise<void>;
  screen(): Promise<readonly string[]>;
  /** Waits until the session has ended by itself. */
  ends(): Promise<void>;
  /** Cuts the line. */
  drop(): Promise<void>;
}

/** Where a scenario is played. */
export interface Stage {
  logon(userid: string): Promise<Person>;
  host(words: readonly string[]): Promise<void>;
  /** Puts cards into a user's reader. */
  deck(userid: string, name: string, type: string, cards: Uint8Array): Promise<void>;
  kill(): Promise<void>;
  restart(): Promise<void>;
}

/** One line of a scenario. */
interface Step {
  readonly line: number;
  readonly text: string;
}

/** A scenario as it was read. */
export interface Scenario {
  readonly name: string;
  readonly steps: readonly Step[];
}

/** The folder of the scenarios, as source. */
const FOLDER = resolve(import.meta.dirname, '../../../test/scenarios');

/** All scenarios, by name. */
export function scenarios(): Scenario[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.scenario'))
    .sort()
    .map((file) => ({
      name: file.slice(0, -'.scenario'.length),
      steps: readFileSync(join(FOLDER, file), 'utf8')
        .split('\n')
        .map((text, i) => ({ line: i + 1, text: text.trimEnd() }))
        .filter(({ text }) => text !== '' && !text.startsWith('#')),
    }));
}

/** What a row must hold: plain text, with regular expressions in braces. */
export function rowPattern(text: string): RegExp {
  const source = text
    .split(/(\{(?:[^{}]|\{[^{}]*\})*\})/)
    .map((part) =>
      part.startsWith('{') ? part.slice(1, -1) : part.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&'),
    )
    .join('');
  return new RegExp(source);
}

/** Plays a scenario; an error names the line. */
export async function play(scenario: Scenario, stage: Stage): Promise<void> {
  const people = new Map<string, Person>();
  for (const step of scenario.steps) {
    try {
      await playStep(step.text, stage, people);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`${scenario.name}, line ${step.line}: ${step.text}\n${reason}`, {
        cause: error,
      });
    }
  }
}

async function playStep(text: string, stage: Stage, people: Map<string, Person>): Promise<void> {
  const person = (userid: string): Person => {
    const found = people.get(userid);
    if (!found) throw new Error(`${userid} is not at a terminal`);
    return found;
  };
  const [word, rest] = split(text);
  switch (word) {
    case 'logon':
      people.set(rest, await stage.logon(rest));
      return;
    case 'drop':
      await person(rest).drop();
      return;
    case 'host':
      await stage.host(rest.split(' '));
      return;
    case 'module': {
      const [userid, name] = split(rest);
      await stage.deck(userid, name.toUpperCase(), 'MODULE', moduleCards(name));
      return;
    }
    case 'kill':
      await stage.kill();
      return;
    case 'restart':
      await stage.restart();
      return;
  }
  if (word.endsWith(':')) return person(word.slice(0, -1)).enter(rest);
  const [verb, operand] = split(rest);
  const key = /^\[(\w+)\]$/.exec(rest);
  if (key?.[1] !== undefined) return person(word).press(key[1]);
  if (verb === '>') {
    await person(word).sees(rowPattern(operand));
    return;
  }
  if (verb === 'asks') return asked(person(word), operand);
  if (verb === 'ends') return person(word).ends();
  if (verb === '>>') return turned(person(word), operand);
  if (verb === 'lacks') {
    const rows = await person(word).screen();
    const bad = rows.find((row) => rowPattern(operand).test(row));
    if (bad !== undefined) throw new Error(`the screen shows: ${bad}`);
    return;
  }
  throw new Error('no such step');
}

/**
 * Enters a command until its reply says what it comes to by itself. A reply of CMS ends with Ready; one of #CP is there with the
 * words before the first brace.
 */
async function asked(person: Person, operand: string): Promise<void> {
  const [line, text] = operand.split(' until ');
  const wanted = rowPattern(text ?? '');
  const replied = /^#cp /i.test(line ?? '')
    ? rowPattern((text ?? '').replace(/\{.*/, ''))
    : /^Ready[;(]/;
  for (let time = 0; time < 100; time++) {
    await person.press('CLEAR');
    await person.enter(line ?? '');
    const rows = await person.sees(replied);
    if (rows.some((row) => wanted.test(row))) return;
  }
  throw new Error('asked so many times, and never that');
}

/** Turns pages until a row fits. */
async function turned(person: Person, operand: string): Promise<void> {
  const wanted = rowPattern(operand);
  for (let page = 0; page < 100; page++) {
    const rows = await person.sees(new RegExp(`MORE\\.\\.\\.|${wanted.source}`));
    if (rows.some((row) => wanted.test(row))) return;
    await person.turns(rows);
  }
  throw new Error('so many pages, and not that');
}

/** A program of the folder files/ as DISK DUMP punches it. */
function moduleCards(name: string): Uint8Array {
  const source = readFileSync(join(FOLDER, 'files', `${name}.assemble`), 'utf8');
  const { records } = assembledModule(name.toUpperCase(), source);
  const file = {
    name: name.toUpperCase(),
    type: 'MODULE',
    modeNumber: 1,
    format: 'V',
    recordLength: Math.max(...records.map(({ length }) => length)),
    records: records.length,
    written: { year: 2026, month: 8, day: 17, hour: 10, minute: 0, second: 0 },
  } as const;
  const bytes = records.flatMap((record) => [record.length >> 8, record.length & 255, ...record]);
  const cards: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += DUMP_DATA) {
    const data = Uint8Array.from(bytes.slice(at, at + DUMP_DATA));
    cards.push(dumpCard(file, cards.length + 1, data));
  }
  return Buffer.concat([...cards, endCard(file, cards.length + 1)]);
}

function split(text: string): [string, string] {
  const at = text.indexOf(' ');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

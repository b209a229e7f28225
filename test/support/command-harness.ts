/**
 * Runs one CMS command to its end outside any machine: a fake guest that answers the effects and records
 * what was typed, punched, printed and asked of CP.
 */
import { newCmsState, type CmsState } from '../../src/cms/cms-state.js';
import type { Answer, Command, Effect, StepContext, StepResult } from '../../src/cms/command.js';
import { accessDisk, endOfCommand } from '../../src/cms/files/disk-state.js';
import { tokenise } from '../../src/cms/tokens.js';
import type { DisplayOperator } from './display-operator.js';
import type { MemoryDisk } from './memory-disk.js';

/** A machine as far as a command sees it. */
export interface FakeGuest {
  readonly cms: CmsState;
  readonly disks: Map<number, MemoryDisk>;
  /** Lines that the user will type. */
  readonly input: string[];
  /** Cards in the reader. */
  reader: Uint8Array[] | undefined;
  /** What is wrong with the reader, and with the tape drive. */
  readerFails: 'error' | 'no-device' | undefined;
  tapeFails: 'no-device' | 'not-ready' | 'error' | 'protected' | 'mark';
  /** Answers of CP by the beginning of the command; the rest gets rc 0 and no lines. */
  readonly cp: Map<string, { rc: number; lines: string[] }>;
  readonly cpCommands: string[];
  /** Called before each command of CP takes effect. */
  onCp: (command: string) => void;
  readonly written: { device: number; command: number; data: Uint8Array }[];
  writeResult: 'ok' | 'no-device' | 'not-ready' | 'error';
  /** Syncs that still succeed; then they fail. */
  goodSyncs: number;
  /** Called before each sync takes effect. */
  onSync: (device: number) => void;
  userid: string;
  /** Who sits at the screen, for commands that use it. */
  screen: DisplayOperator | undefined;
  /** Whether the console is a display at all. */
  display: boolean;
  /** What VMCF answers a request, and what happens while a command waits. */
  vmcf: number;
  readonly events: Extract<Answer, { kind: 'event' }>[];
  steps: number;
  longest: number;
  /** Called before each step. */
  onStep: () => void;
  /** After how many steps a frame is written down and read back. */
  writtenDown: number;
}

/** What a command did. */
export interface Outcome {
  readonly rc: number;
  readonly lines: readonly string[];
}

/** CMS that has read LASTING GLOBALV, and there was none. */
export function withoutLasting(cms: CmsState): CmsState {
  cms.globals.loaded = true;
  return cms;
}

/** A guest with these disks accessed: letter to disk. */
export function fakeGuest(disks: Readonly<Record<string, MemoryDisk>> = {}): FakeGuest {
  const guest: FakeGuest = {
    cms: withoutLasting(newCmsState()),
    disks: new Map(Object.values(disks).map((disk) => [disk.device, disk])),
    input: [],
    reader: undefined,
    readerFails: undefined,
    tapeFails: 'no-device',
    cp: new Map(),
    cpCommands: [],
    onCp: () => undefined,
    written: [],
    writeResult: 'ok',
    goodSyncs: Infinity,
    onSync: () => undefined,
    userid: 'ALICE',
    screen: undefined,
    display: true,
    vmcf: 0,
    events: [],
    steps: 0,
    longest: 0,
    onStep: () => undefined,
    writtenDown: 1,
  };
  for (const [letter, disk] of Object.entries(disks)) {
    const mode = { letter, device: disk.device, readOnly: disk.readOnly };
    if (!accessDisk(guest.cms.disks, { disk: () => disk }, mode)) throw new Error('no CMS disk');
  }
  return guest;
}

function answer(guest: FakeGuest, effect: Effect): Answer {
  switch (effect.kind) {
    case 'type':
    case 'work':
    case 'set-timer':
    case 'wait':
      return { kind: 'done' };
    case 'diagnose':
      // there is no machine around a command here
      return { kind: 'diagnosed', cc: 3, registers: [0, 0, 4], bytes: new Uint8Array() };
    case 'sync':
      guest.onSync(effect.device);
      if (guest.goodSyncs-- <= 0) return { kind: 'done', failed: true };
      guest.disks.get(effect.device)?.sync();
      return { kind: 'done' };
    case 'read':
    case 'read-console':
      return { kind: 'line', text: guest.input.shift() ?? '', from: 'console' };
    case 'cp': {
      guest.onCp(effect.command);
      guest.cpCommands.push(effect.command);
      const key = [...guest.cp.keys()].find((start) => effect.command.startsWith(start));
      const known = key === undefined ? undefined : guest.cp.get(key);
      return { kind: 'cp', rc: known?.rc ?? 0, lines: known?.lines ?? [] };
    }
    case 'read-cards': {
      if (guest.readerFails !== undefined) {
        return { kind: 'cards', cards: [], end: guest.readerFails };
      }
      if (guest.reader === undefined) return { kind: 'cards', cards: [], end: 'empty' };
      const cards = guest.reader.splice(0, effect.count);
      return { kind: 'cards', cards, end: guest.reader.length === 0 ? 'end-of-file' : 'more' };
    }
    case 'write-records':
      if (guest.writeResult === 'ok') {
        for (const { command, data } of effect.records) {
          guest.written.push({ device: effect.device, command, data });
        }
      }
      return { kind: 'written', result: guest.writeResult };
    case 'tape':
      return { kind: 'tape', result: guest.tapeFails, length: 0 };
    case 'display-write':
    case 'display-read': {
      const shown = guest.screen?.answer(effect);
      if (shown === undefined) throw new Error('nobody is at the screen');
      return shown;
    }
    case 'vmcf':
      return { kind: 'rc', rc: guest.vmcf };
    case 'await': {
      const event = guest.events.shift();
      if (event !== undefined) return event;
      throw new Error('nothing happens any more');
    }
    case 'command':
    case 'call':
    case 'routine':
      throw new Error(`the harness has no answer to ${effect.kind}`);
  }
}

/** Return code of a command that was not let come to its end. */
export const HALTED = 1_000_000;

/**
 * Runs a command line; frames are written down and read back between steps, as on a real machine.
 * @param most - steps that it is let go; then it is as after HX: {@link HALTED}
 */
export function runCommand(
  guest: FakeGuest,
  table: readonly Command[],
  line: string,
  most = Infinity,
): Outcome {
  const tokens = tokenise(line);
  const word = tokens[0] ?? '';
  const command =
    table.find((one) => one.name === word) ??
    table.find((one) => word.length >= one.minimum && one.name.startsWith(word));
  if (command === undefined) throw new Error(`no command ${word}`);
  const context: StepContext = {
    cms: guest.cms,
    tokens,
    text: line,
    caller: 'terminal',
    userid: guest.userid,
    node: 'VMTS',
    display: guest.display ? { columns: 80, rows: 24 } : undefined,
    now: { year: 2026, month: 11, day: 22, hour: 9, minute: 8, second: 7 },
    disk: (device) => guest.disks.get(device),
    fetch: () => undefined,
    store: () => false,
  };
  const lines: string[] = [];
  if (most <= 0) return { rc: HALTED, lines };
  guest.onStep();
  let result: StepResult = command.start(context);
  for (let step = 1; ; step++) {
    guest.steps++;
    guest.longest = Math.max(guest.longest, result.cost ?? 0);
    lines.push(...(result.lines ?? []));
    if ('rc' in result) break;
    if (step >= most) return { rc: HALTED, lines };
    if (result.effect.kind === 'type') lines.push(...result.effect.lines);
    const reply: Answer = answer(guest, result.effect);
    const written = guest.steps % guest.writtenDown === 0;
    const frame = written ? structuredClone(result.frame) : result.frame;
    guest.onStep();
    result = command.resume!(frame, reply, context);
  }
  endOfCommand(guest.cms.disks);
  return { rc: result.rc, lines };
}

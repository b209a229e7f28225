/**
 * Drives one CMS command without a machine: carries out its effects in the simplest way and keeps what
 * it typed. For tests of commands; that the nucleus carries effects out rightly is tested elsewhere.
 */
import { withoutLasting } from './command-harness.js';
import { newCmsState, type CmsState } from '../../src/cms/cms-state.js';
import type {
  Answer,
  BlockDevice,
  Command,
  Effect,
  LocalTime,
  StepContext,
} from '../../src/cms/command.js';
import { takeStacked, takeTyped } from '../../src/cms/program-stack.js';
import { tokenise } from '../../src/cms/tokens.js';

/** What surrounds the command. */
export interface DriverOptions {
  readonly cms?: CmsState;
  readonly disks?: ReadonlyMap<number, BlockDevice>;
  /** Lines that the user types when asked. */
  readonly typed?: string[];
  readonly now?: LocalTime;
  readonly caller?: StepContext['caller'];
  readonly userid?: string;
  /** Size of the terminal, which an answer may change; 24 by 80. */
  readonly display?: { columns: number; rows: number };
  /** Answers effects that this driver does not know (cp, command, cards, records, display). */
  readonly answer?: (effect: Effect) => Answer;
  /** Steps after which it is taken to have no end. */
  readonly steps?: number;
}

/** A command has been given up: it has no end. */
export class EndlessCommand extends Error {}

/** What came of it. */
export interface DriverResult {
  readonly rc: number;
  readonly lines: readonly string[];
  readonly effects: readonly Effect[];
}

/** A minidisk in memory. */
export function memoryDisk(device: number, blocks: number, readOnly = false): BlockDevice {
  const data = new Uint8Array(blocks * 512);
  return {
    device,
    blocks,
    readOnly,
    read: (block, count) =>
      block < 0 || count < 0 || block + count > blocks
        ? undefined
        : data.slice(block * 512, (block + count) * 512),
    write: (block, bytes) => {
      if (readOnly || block < 0 || bytes.length % 512 !== 0) return false;
      if (block * 512 + bytes.length > data.length) return false;
      data.set(bytes, block * 512);
      return true;
    },
  };
}

/** Runs `command` with the command line `text` to its end. */
export function drive(command: Command, text: string, options: DriverOptions = {}): DriverResult {
  const context: StepContext = {
    cms: options.cms ?? withoutLasting(newCmsState()),
    tokens: tokenise(text),
    text,
    caller: options.caller ?? 'terminal',
    userid: options.userid ?? 'ALICE',
    node: 'VMTS',
    display: options.display ?? { columns: 80, rows: 24 },
    now: options.now ?? { year: 2026, month: 11, day: 22, hour: 10, minute: 11, second: 12 },
    disk: (device) => options.disks?.get(device),
    fetch: () => undefined,
    store: () => false,
  };
  const lines: string[] = [];
  const effects: Effect[] = [];
  let result = command.start(context);
  for (let steps = options.steps ?? 1_000_000; steps > 0; steps--) {
    lines.push(...(result.lines ?? []));
    if ('rc' in result) return { rc: result.rc, lines, effects };
    // a write-down between any two steps must not change anything
    const frame = structuredClone(result.frame);
    effects.push(result.effect);
    if (command.resume === undefined) throw new Error(`${command.name} has effects but no resume`);
    result = command.resume(frame, carryOut(result.effect, context, lines, options), context);
  }
  throw new EndlessCommand(`${command.name} does not end`);
}

function carryOut(
  effect: Effect,
  context: StepContext,
  lines: string[],
  options: DriverOptions,
): Answer {
  if (options.answer !== undefined && !['type', 'work', 'sync'].includes(effect.kind)) {
    return options.answer(effect);
  }
  switch (effect.kind) {
    case 'type':
      lines.push(...effect.lines);
      return { kind: 'done' };
    case 'work':
    case 'wait':
    case 'sync':
      return { kind: 'done' };
    case 'read':
    case 'read-console': {
      const stacked = effect.kind === 'read' ? takeStacked(context.cms.stack) : undefined;
      if (stacked !== undefined) return { kind: 'line', text: stacked, from: 'stack' };
      const line = takeTyped(context.cms.stack) ?? options.typed?.shift();
      if (line === undefined) throw new Error('the command reads but nothing is typed');
      return { kind: 'line', text: line, from: 'console' };
    }
    default:
      throw new Error(`no answer to ${effect.kind}`);
  }
}

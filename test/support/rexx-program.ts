/** Runs a REXX program without a machine around it: what it says, and how it ends. */
import { commandEnded, externalEnded, lineRead, streamEnded } from '../../src/cms/rexx/answers.js';
import type { Activity } from '../../src/cms/rexx/activity.js';
import { newActivity } from '../../src/cms/rexx/activity.js';
import type { EndingError, RexxHost } from '../../src/cms/rexx/host.js';
import { run } from '../../src/cms/rexx/machine.js';
import type { Value } from '../../src/cms/rexx/value.js';

/** What became of a program. */
export interface RexxRun {
  readonly lines: string[];
  readonly value: Value | undefined;
  readonly error: EndingError | undefined;
  readonly commands: string[];
}

/** How a program is run. */
export interface RexxOptions {
  readonly args?: readonly (string | undefined)[];
  /** Lines that the console gives. */
  readonly typed?: readonly string[];
  /** Return code of each command. */
  readonly command?: (text: string, environment: string) => number;
  /** Instructions between two stops. */
  readonly budget?: number;
  /** Turns after which code is generated for a clause. */
  readonly worth?: number;
  /** Called at each stop; may give another activity to go on with. */
  readonly stopped?: (activity: Activity) => Activity;
  /** Most stops before the program is given up. */
  readonly stops?: number;
}

/** A system around a program: a stack, a clock that stands, nothing else. */
export function testHost(stack: string[]): RexxHost {
  return {
    userid: 'TESTER',
    now: { year: 2026, month: 11, day: 27, hour: 10, minute: 11, second: 12 },
    microseconds: 345_678,
    overdue: () => false,
    columns: 80,
    queued: () => stack.length,
    stack: (line, order) => {
      if (order === 'FIFO') stack.push(line);
      else stack.unshift(line);
      return true;
    },
    pull: () => stack.shift(),
    externals: () => 0,
    flag: () => undefined,
    fetch: () => undefined,
    store: () => false,
    storageSize: 0,
    diagnose: () => undefined,
  };
}

/** Runs a program to its end. */
export function runRexx(source: string, options: RexxOptions = {}): RexxRun {
  const stack: string[] = [];
  const host = testHost(stack);
  const typed = [...(options.typed ?? [])];
  const commands: string[] = [];
  const lines: string[] = [];
  let activity = newActivity(source.split('\n'), {
    kind: 'COMMAND',
    args: options.args ?? [''],
    name: 'TEST',
    type: 'EXEC',
    mode: 'A1',
    called: 'TEST',
    environment: 'CMS',
  });
  for (let stops = 0; stops < (options.stops ?? 100_000); stops++) {
    let request = run(activity, host, options.budget ?? 1000, options.worth);
    for (;;) {
      lines.push(...activity.out.splice(0));
      if (request.kind === 'exit') {
        return { lines, value: request.value, error: request.error, commands };
      }
      let ended;
      if (request.kind === 'command') {
        commands.push(`${request.environment}: ${request.text}`);
        ended = commandEnded(activity, options.command?.(request.text, request.environment) ?? 0);
      } else if (request.kind === 'read') ended = lineRead(activity, typed.shift() ?? '');
      else if (request.kind === 'stream') ended = streamEnded(activity, '', request.call.name);
      else if (request.kind === 'external') ended = externalEnded(activity, undefined, 43);
      if (ended === undefined) break;
      request = ended;
    }
    if (options.stopped !== undefined) activity = options.stopped(activity);
  }
  throw new Error('the program does not end');
}

/** Runs PIPE without a machine, on one disk in memory. Frames are written down between any two steps. */
import { accessDisk } from '../../src/cms/files/disk-state.js';
import { readRecords } from '../../src/cms/files/reader.js';
import { findFile } from '../../src/cms/files/disk-state.js';
import { newCmsState, type CmsState } from '../../src/cms/cms-state.js';
import type {
  Answer,
  BlockDevice,
  Command,
  Effect,
  LocalTime,
  StepContext,
} from '../../src/cms/command.js';
import { pipe } from '../../src/cms/commands/pipe.js';
import { resumePipe, startPipe, type PipeFrame } from '../../src/cms/pipelines/run-pipe.js';
import type { SourceFile } from '../../src/cms/files/build-disk.js';
import { fromEbcdic } from '../../src/shared/ebcdic.js';
import { cmsDisk } from './cms-disk.js';
import { drive, EndlessCommand, type DriverResult } from './command-driver.js';

/** A CMS with one disk. */
export interface PipeWorld {
  readonly cms: CmsState;
  readonly disks: ReadonlyMap<number, BlockDevice>;
  /** The time that pipelines see; an answer may let it go on. */
  readonly now: { -readonly [part in keyof LocalTime]: LocalTime[part] };
  /** Size of the terminal; an answer may change it. */
  readonly display: { columns: number; rows: number };
  run(spec: string, typed?: string[], answer?: (effect: Effect) => Answer): DriverResult;
  /** The same with a step for every single run of a stage, the frame written down after each. */
  crawl(spec: string): DriverResult;
  /** As `run` or `crawl`, as many steps; undefined: there was no end. */
  runSome(how: 'run' | 'crawl', spec: string, steps: number): DriverResult | undefined;
  file(name: string, type: string): string[] | undefined;
}

/** PIPE with as little in a step as can be. */
const CRAWLING: Command = {
  name: 'PIPE',
  minimum: 4,
  start: (context) => startPipe(context, context.text.slice(5), 0.01),
  resume: (frame, answer, context) => resumePipe(frame, answer, context, 0.01),
};

/** A CMS with these files on its disk A. */
export function pipeWorld(...files: SourceFile[]): PipeWorld {
  const cms = newCmsState();
  const device = cmsDisk(0x191, files);
  const disks = new Map([[0x191, device]]);
  const mode = { letter: 'A', device: 0x191, readOnly: false };
  if (!accessDisk(cms.disks, { disk: (n) => disks.get(n) }, mode)) throw new Error('no CMS disk');
  const now = { year: 2026, month: 11, day: 22, hour: 10, minute: 11, second: 12 };
  const display = { columns: 80, rows: 24 };
  return {
    cms,
    disks,
    now,
    display,
    run: (spec, typed = [], answer) =>
      drive(pipe, `PIPE ${spec}`, {
        cms,
        disks,
        typed,
        now,
        display,
        ...(answer ? { answer } : {}),
      }),
    crawl: (spec) => drive(CRAWLING, `PIPE ${spec}`, { cms, disks }),
    runSome(how, spec, steps) {
      try {
        return drive(how === 'run' ? pipe : CRAWLING, `PIPE ${spec}`, { cms, disks, now, steps });
      } catch (error) {
        if (error instanceof EndlessCommand) return undefined;
        throw error;
      }
    },
    file(name, type) {
      const found = findFile(cms.disks, name, type);
      if (found === undefined) return undefined;
      return readRecords(found.volume, device, found.entry).map((record) => fromEbcdic(record));
    },
  };
}

/** What comes of pipelines in a machine of so much storage. */
export interface Bounded {
  /** `undefined`: they go on still. */
  readonly rc: number | undefined;
  readonly lines: readonly string[];
  /** The most that stages held at the end of a step, and what they hold now. */
  readonly most: number;
  readonly held: number;
}

/**
 * Runs pipelines in a machine of so many bytes, as many steps as are given. Nothing is written down between steps. With
 * `patience` 1 every step has lasted long enough whenever it asks.
 */
export function runWithin(
  storageSize: number,
  spec: string,
  files: readonly SourceFile[] = [],
  steps = 20_000,
  patience = 64,
): Bounded {
  const { cms } = pipeWorld(...files);
  let asked = 0;
  // as if a step had lasted long enough whenever it has asked so often
  const machine = { storageSize, overdue: () => ++asked % patience === 0 };
  const context = {
    ...{ cms, disk: () => undefined, now: { hour: 0, minute: 0, second: 0 } },
    nucleus: { machine, state: { haltExecs: false } },
  } as unknown as StepContext;
  let result = startPipe(context, spec);
  const out = [...(result.lines ?? [])];
  let [most, held] = [0, 0];
  for (let i = 0; i < steps && !('rc' in result); i++) {
    const frame = result.frame;
    result = resumePipe(frame, { kind: 'done' }, context);
    out.push(...(result.lines ?? []));
    held = (frame as unknown as PipeFrame).set.held;
    most = Math.max(most, held);
  }
  return { rc: 'rc' in result ? result.rc : undefined, lines: out, most, held };
}

/** What a pipeline writes when `spec` is put in front of `| console`. */
export function piped(spec: string, ...files: SourceFile[]): readonly string[] {
  return pipeWorld(...files).run(`${spec} | console`).lines;
}

/** A file of lines. */
export function lines(name: string, type: string, ...text: string[]): SourceFile {
  return { name, type, lines: text };
}

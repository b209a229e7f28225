/** XEDIT with a disk of its own and a person at the screen, for tests. */
import { readFileSync } from 'node:fs';
import { withoutLasting } from './command-harness.js';
import { newCmsState, type CmsState } from '../../src/cms/cms-state.js';
import type { Answer, Effect, StepContext, StepResult } from '../../src/cms/command.js';
import { buildDisk } from '../../src/cms/files/build-disk.js';
import { accessDisk, findFile } from '../../src/cms/files/disk-state.js';
import { readRecords } from '../../src/cms/files/reader.js';
import { tokenise } from '../../src/cms/tokens.js';
import { xedit } from '../../src/cms/xedit/xedit.js';
import { fromEbcdic } from '../../src/shared/ebcdic.js';
import { DisplayOperator, type Turn } from './display-operator.js';
import { memoryDisk, type MemoryDisk } from './memory-disk.js';

const now = { year: 2026, month: 11, day: 22, hour: 10, minute: 11, second: 12 };
export const POEM = ['Roses are red', 'violets are blue', 'cards are punched', 'and sent to you'];

/** Macros of the system disk that XEDIT itself leads to. */
const MACROS = ['PREFIXX', 'PRFSHIFT', 'PRFSHOW', 'SI'];
let macros: Uint8Array | undefined;

/** A system disk that has these macros. */
function macroDisk(): Uint8Array {
  const folder = new URL('../../../users/MAINT/system/', import.meta.url);
  const files = MACROS.map((name) => ({
    ...{ name, type: 'XEDIT', modeNumber: 2 },
    lines: readFileSync(new URL(`${name}.XEDIT`, folder), 'utf8')
      .trimEnd()
      .split('\n'),
  }));
  return (macros ??= buildDisk(200, 1024, 'SYS190', files, now));
}

export interface Setup {
  readonly disk: MemoryDisk;
  readonly cms: CmsState;
  readonly context: (text: string) => StepContext;
  /** The terminal's screen, as DIAGNOSE X'8C' tells it. */
  display: StepContext['display'];
  /** Writes to the display fail. */
  lost: boolean;
  at: DisplayOperator;
}

export function setup(
  given: {
    readOnly?: boolean;
    blocks?: number;
    blockSize?: number;
    display?: StepContext['display'];
    /** Files beside the poem. */
    files?: Parameters<typeof buildDisk>[3];
  } = {},
): Setup {
  const options = { display: { columns: 80, rows: 24 }, ...given };
  const image = buildDisk(
    options.blocks ?? 400,
    options.blockSize ?? 1024,
    'ALI191',
    [{ name: 'POEM', type: 'DATA', lines: POEM }, ...(given.files ?? [])],
    now,
  );
  const disk = memoryDisk(0x191, image, options.readOnly ?? false);
  const cms = withoutLasting(newCmsState());
  const system = memoryDisk(0x190, macroDisk(), true);
  const find = (device: number): MemoryDisk | undefined =>
    device === 0x191 ? disk : device === 0x190 ? system : undefined;
  accessDisk(
    cms.disks,
    { disk: find },
    {
      letter: 'A',
      device: 0x191,
      readOnly: options.readOnly ?? false,
    },
  );
  accessDisk(cms.disks, { disk: find }, { letter: 'S', device: 0x190, readOnly: true });
  // as much of the nucleus as macros see
  const nucleus = {
    state: { haltExecs: false, notFound: false },
    machine: { timeOfDay: () => 0, storageSize: 1 << 24 },
  };
  const context = (text: string): StepContext & { readonly nucleus: typeof nucleus } => ({
    nucleus,
    cms,
    tokens: tokenise(text),
    text,
    caller: 'terminal',
    userid: 'ALICE',
    node: 'VMTS',
    get display() {
      return s.display;
    },
    now,
    disk: find,
    fetch: () => undefined,
    store: () => false,
  });
  const s: Setup = {
    disk,
    cms,
    context,
    display: options.display,
    lost: false,
    at: new DisplayOperator([]),
  };
  return s;
}

/** Runs XEDIT with a person at the screen; a write-down between any two steps changes nothing. */
export function edit(
  s: Setup,
  text: string,
  turns: readonly Turn[],
  other?: (effect: Effect) => Answer,
): { rc: number; lines: readonly string[]; at: DisplayOperator } {
  const { at } = s;
  at.play(turns);
  const context = s.context(text);
  let result: StepResult = xedit.start(context);
  while ('effect' in result) {
    const { effect } = result;
    if (effect.kind === 'sync') s.disk.sync();
    const failed = s.lost && effect.kind === 'display-write';
    const answer: Answer = failed
      ? { kind: 'display', result: 'error' }
      : (at.answer(effect) ?? other?.(effect) ?? { kind: 'done' as const });
    const frame = structuredClone(result.frame);
    result = xedit.resume?.(frame, answer, context) ?? { rc: -1 };
  }
  return { rc: result.rc, lines: result.lines ?? [], at };
}

export function content(s: Setup, name: string, type: string): string[] {
  const found = findFile(s.cms.disks, name, type);
  if (!found) return [`${name} ${type} is not there`];
  return readRecords(found.volume, s.disk, found.entry).map((r) => fromEbcdic(r).trimEnd());
}

export const enter =
  (command: string): Turn =>
  (at) => {
    at.command(command);
    return 'ENTER';
  };

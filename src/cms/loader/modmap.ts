/** MODMAP: types the load map of a MODULE (CMS Command Reference, "MODMAP"). */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { fault, fileCommand } from '../commands/command-fault.js';
import { optionRules, parseOptions, splitOperands } from '../commands/operands.js';
import type { FoundFile } from '../files/disk-state.js';
import { findProgram, readSome, type ProgramReading } from '../nucleus/program-files.js';
import {
  decodeModuleHeader,
  decodeModuleMap,
  MAP_ENTRY,
  type ModuleHeader,
} from './module-file.js';

const MODULE = 'MDP';

/** What was read so far; plain data. */
interface MapReading {
  readonly file: string;
  readonly name: string;
  reading: ProgramReading | undefined;
  header: ModuleHeader | undefined;
  passed: number;
  map: Uint8Array;
}

function begin(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  const [name, extra] = operands;
  if (name === undefined) throw fault(MODULE, 1);
  if (extra !== undefined) throw fault(MODULE, 70, extra);
  parseOptions(MODULE, optionRules(), options);
  const found = findProgram(context.cms, name, 'MODULE');
  if (found === undefined) throw fault(MODULE, 2, `${name} MODULE *`);
  const file = `${name} MODULE ${found.mode.letter}${found.entry.modeNumber}`;
  const map = {
    file,
    name,
    reading: undefined,
    header: undefined,
    passed: 0,
    map: new Uint8Array(0),
  };
  return step(context, map, found);
}

function step(context: StepContext, map: MapReading, found: FoundFile | undefined): StepResult {
  const source = map.reading ?? found;
  const some = source === undefined ? undefined : readSome(context, source);
  if (some === undefined) throw fault(MODULE, 104, 3, map.file);
  map.reading = some.reading;
  const { entry } = some.reading.cursor;
  for (const record of some.records) {
    if (map.header === undefined) {
      map.header = entry.format === 'F' ? undefined : decodeModuleHeader(record);
      if (map.header === undefined || map.header.noMap) throw fault(MODULE, 18);
      continue;
    }
    const { first, last, names } = map.header;
    if (map.passed < last - first) {
      map.passed += record.length;
      continue;
    }
    const length = names * MAP_ENTRY;
    if (map.map.length >= length) break;
    const bytes = new Uint8Array(Math.min(length, map.map.length + record.length));
    bytes.set(map.map);
    bytes.set(record.subarray(0, bytes.length - map.map.length), map.map.length);
    map.map = bytes;
  }
  if (some.reading.cursor.record <= entry.records) {
    return { effect: { kind: 'work' }, frame: { map }, cost: 700 };
  }
  const names = decodeModuleMap(map.map).filter(
    (one) => one.name !== 'NUCON' && one.name !== 'SYSREF',
  );
  if (names.length === 0) throw fault(MODULE, 18);
  const lines = names.map(({ name, address }) => {
    return `${name.padEnd(8)}  ${address.toString(16).toUpperCase().padStart(6, '0')}`;
  });
  return { rc: 0, lines: ['NAME      LOCATION', ...lines], data: true };
}

/** The MODMAP command. */
export const modmap = fileCommand(
  'MODMAP',
  3,
  MODULE,
  begin,
  (frame: Frame, _answer: Answer, context: StepContext) =>
    step(context, frame['map'] as MapReading, undefined),
);

/**
 * LKED: makes a load module of a TEXT file, in a LOADLIB (VM/370 Planning and System Generation Guide, "LKED"; OS/VS Linkage
 * Editor and Loader). The loader links it in the user area; what stands there then, and the constants that move with it,
 * are the module. The listing is `fname LKEDIT`.
 */
import { toEbcdic } from '../../shared/ebcdic.js';
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { commitDisk, fault, fileCommand, writableVolume } from '../commands/command-fault.js';
import { closeOutput, putOutput, replaceSome, startFileOutput } from '../commands/file-output.js';
import type { FileOutput } from '../files/file-output.js';
import { findFile } from '../files/disk-state.js';
import { openCursor, readRecord, type RecordCursor } from '../files/reader.js';
import type { Change } from '../files/writer.js';
import { MOST_MEMBERS } from '../maclib/maclib.js';
import { openLibrary, readDirectory } from '../maclib/read-library.js';
import type { LibrarySource, OpenLibrary, Rewriting } from '../maclib/library-state.js';
import { rewriteSome, startRewriting } from '../maclib/rewrite.js';
import type { FrameContext } from '../nucleus/context.js';
import { completeProgram } from './complete-program.js';
import { linkageStatement } from './library-member.js';
import { lkedOptions, type LkedOptions } from './lked-options.js';
import { encodeRelocations, encodeSymbols, encodeText, TEXT_BYTES } from './load-module.js';
import { entryPoint, undefinedNames, type LoaderState } from './loader-state.js';
import { CARD } from './text-card.js';

const MODULE = 'LKD';
/** Messages about the messages. */
const SEVERITIES: Readonly<Record<number, readonly string[]>> = {
  4: ['DMSLKD004W Warning messages issued'],
  8: ['DMSLKD008W Error messages issued'],
};
const CARDS_A_STEP = 150;
/** Longest module. */
const MOST_TEXT = 2 << 20;
/** Bytes of text taken in one step. */
const TEXT_A_STEP = 1 << 18;

type LkedFrame = {
  stage: 'names' | 'linked' | 'text' | 'library' | 'listing';
  readonly name: string;
  readonly options: LkedOptions;
  readonly device: number;
  readonly cursor: RecordCursor;
  member: string;
  aliases: string[];
  records: Uint8Array[];
  at: number;
  listing: string[];
  severity: number;
  old: OpenLibrary | undefined;
  rewriting: Rewriting | undefined;
  output: FileOutput | undefined;
  change: Change | undefined;
};

function begin(context: StepContext): StepResult {
  const { operands, options } = lkedOptions(context.tokens);
  const [name, extra] = operands;
  if (name === undefined) throw fault(MODULE, 1);
  if (extra !== undefined) throw fault(MODULE, 70, extra);
  const found = findFile(context.cms.disks, name, 'TEXT');
  if (found === undefined) throw fault(MODULE, 2, `${name} TEXT`);
  const { entry, mode } = found;
  if (entry.format !== 'F' || entry.recordLength !== CARD) {
    throw fault(MODULE, 7, `${name} TEXT ${mode.letter}${entry.modeNumber}`);
  }
  writableVolume(context, MODULE, 'A');
  const { device } = mode;
  return again({
    ...{ stage: 'names', name, options, device, cursor: openCursor(found.volume, device, entry) },
    ...{ member: options.member ?? name, aliases: [], records: [], at: 0, listing: [] },
    ...{ severity: 0, old: undefined, rewriting: undefined, output: undefined, change: undefined },
  });
}

function again(frame: LkedFrame, cost = 500): StepResult {
  return { effect: { kind: 'work' }, frame, cost };
}

function resume(given: Frame, answer: Answer, context: StepContext): StepResult {
  const frame = { ...(given as LkedFrame) };
  switch (frame.stage) {
    case 'names':
      return readNames(context, frame);
    case 'linked':
      return linked(context, frame, answer);
    case 'text':
      return takeText(context, frame);
    case 'library':
      return writeLibrary(context, frame);
    case 'listing':
      return list(context, frame, answer);
  }
}

/** NAME and ALIAS statements of the file. */
function readNames(context: StepContext, frame: LkedFrame): StepResult {
  const device = context.disk(frame.device);
  if (device === undefined) throw fault(MODULE, 104, 3, `${frame.name} TEXT`);
  for (let i = 0; i < CARDS_A_STEP; i++) {
    const card = readRecord(frame.cursor, device);
    if (card === undefined) return link(frame);
    const [word, ...operands] = linkageStatement(card) ?? [];
    if (word === 'NAME' && frame.options.member === undefined) {
      frame.member = operands[0] ?? frame.member;
    }
    if (word === 'ALIAS') frame.aliases = [...frame.aliases, ...operands].slice(0, 16);
  }
  return again(frame);
}

function link(frame: LkedFrame): StepResult {
  const { ncal } = frame.options;
  const line = `LOAD ${frame.name} (CLEAR RLDSAVE NOMAP NOINV${ncal ? ' NOAUTO NOLIBE' : ''}`;
  return {
    effect: { kind: 'command', line, caller: 'program', captured: true },
    frame: { ...frame, stage: 'linked' },
  };
}

/** What the loader has made is looked at. */
function linked(context: StepContext, frame: LkedFrame, answer: Answer): StepResult {
  const rc = answer.kind === 'rc' ? answer.rc : 256;
  const said = answer.kind === 'rc' ? (answer.lines ?? []) : [];
  const n = (context as FrameContext).nucleus;
  const { loader } = context.cms;
  // it could not be loaded: the message of LOAD says why
  if (rc > 4) return { rc, lines: said };
  if (loader.first === undefined) throw fault(MODULE, 56, `${frame.name} TEXT`, 'record');
  const output = { map: [], lines: [], rc: 0 };
  completeProgram(n, loader, output);
  if (loader.location - loader.first > MOST_TEXT) throw fault(MODULE, 109);
  const missing = undefinedNames(loader).map(({ name }) => name);
  const { ncal, allowed } = frame.options;
  frame.severity = missing.length > 0 ? (ncal || allowed ? 4 : 8) : rc > 0 ? 4 : 0;
  frame.listing = listing(loader, frame, [...said, ...output.lines], missing);
  frame.records = encodeSymbols(symbolsOf(loader));
  frame.at = loader.first;
  frame.stage = 'text';
  return again(frame);
}

function symbolsOf({ names, first = 0 }: LoaderState): {
  readonly name: string;
  readonly section: boolean;
  readonly address: number;
  readonly length: number;
}[] {
  return [...names.values()].flatMap(({ name, kind, address, length }) => {
    if (kind === 'fixed' || address === undefined) return [];
    const section = kind === 'section' || kind === 'common';
    return [{ name, section, address: address - first, length }];
  });
}

function hex(value: number): string {
  return value.toString(16).toUpperCase().padStart(6, '0');
}

function listing(
  loader: LoaderState,
  { name, member, options }: LkedFrame,
  said: readonly string[],
  missing: readonly string[],
): string[] {
  const lines = [`LINKAGE EDITOR OPTIONS SPECIFIED ${options.shown}`.trimEnd(), ...said];
  if (options.map) {
    lines.push('', 'MODULE MAP', '', 'NAME      ORIGIN  LENGTH');
    for (const one of symbolsOf(loader)) {
      const size = one.section ? hex(one.length) : '  ENTRY';
      lines.push(`${one.name.padEnd(8)}  ${hex(one.address)}  ${size}`.trimEnd());
    }
  }
  for (const one of missing) lines.push(`IEW0461  ${one}`);
  const first = loader.first ?? 0;
  lines.push('', `ENTRY ADDRESS   ${hex((entryPoint(loader) ?? first) - first)}`);
  lines.push(`TOTAL LENGTH    ${hex(((loader.location + 7) & -8) - first)}`);
  lines.push(`****${member.padEnd(8)} IS IN ${options.library ?? name} LOADLIB`);
  if (missing.length > 0) {
    lines.push(
      'DIAGNOSTIC MESSAGE DIRECTORY',
      'IEW0461  WARNING - SYMBOL PRINTED IS AN UNRESOLVED EXTERNAL REFERENCE',
    );
  }
  return lines;
}

/** The text of the module, as it stands in storage: with everything in its place, less where it stands. */
function takeText(context: StepContext, frame: LkedFrame): StepResult {
  const { loader } = context.cms;
  const first = loader.first!;
  const end = (loader.location + 7) & -8;
  for (let done = 0; done < TEXT_A_STEP && frame.at < end; done += TEXT_BYTES) {
    const length = Math.min(TEXT_BYTES, end - frame.at);
    const bytes = context.fetch(frame.at, length);
    if (bytes === undefined) throw fault(MODULE, 109);
    const last = frame.at + length >= end && loader.relocations.length === 0;
    frame.records.push(...encodeText(frame.at - first, bytes.slice(), last));
    frame.at += length;
  }
  if (frame.at < end) return again(frame);
  // a deck may have constants where it has no text
  const constants = loader.relocations
    .map((one) => ({
      at: (one & 0xffffff) - first,
      length: ((one >>> 26) & 3) + 1,
      negative: ((one >>> 24) & 2) !== 0,
    }))
    .filter(({ at, length }) => at >= 0 && at + length <= end - first);
  for (const one of constants) settle(frame.records, one, first);
  frame.records.push(...encodeRelocations(constants));
  frame.stage = 'library';
  const old = openLibrary(context, frame.options.library ?? frame.name, 'A', 'LOADLIB');
  if (old === 'damaged') {
    throw fault(MODULE, 56, `${frame.options.library ?? frame.name} LOADLIB`, 'record');
  }
  frame.old = old;
  return again(frame, 1000);
}

/** Takes the place of the module out of a constant: it is as if the module stood at 0. */
function settle(
  records: readonly Uint8Array[],
  {
    at,
    length,
    negative,
  }: { readonly at: number; readonly length: number; readonly negative: boolean },
  base: number,
): void {
  const texts = records.length - textCount(records);
  let carry = negative ? base : -base;
  for (let i = length - 1; i >= 0; i--) {
    const where = at + i;
    const record = records[texts + Math.floor(where / TEXT_BYTES) * 2 + 1]!;
    const sum = record[where % TEXT_BYTES]! + (carry & 0xff);
    record[where % TEXT_BYTES] = sum;
    carry = (carry >> 8) + (sum >> 8);
  }
}

/** How many records at the end are control records and text. */
function textCount(records: readonly Uint8Array[]): number {
  const first = records.findIndex((one) => (one[0]! & 0xf0) === 0);
  return first < 0 ? 0 : records.length - first;
}

function writeLibrary(context: StepContext, frame: LkedFrame): StepResult {
  const { old, member, options } = frame;
  if (frame.rewriting === undefined) {
    if (old !== undefined && !readDirectory(context, old)) return again(frame);
    const names = [member, ...frame.aliases];
    const kept = [...(old?.members.values() ?? [])]
      .filter(({ name }) => !names.includes(name))
      .sort((a, b) => a.record - b.record);
    if (kept.length >= MOST_MEMBERS) throw fault(MODULE, 109);
    const sources: LibrarySource[] = kept.map((one) => ({ kind: 'old', member: one }));
    const { loader } = context.cms;
    const first = loader.first ?? 0;
    const facts = {
      entry: (entryPoint(loader) ?? first) - first,
      length: ((loader.location + 7) & -8) - first,
      executable: frame.severity < 8,
    };
    const { records: lines, aliases } = frame;
    sources.push({ kind: 'new', name: member, aliases, lines, module: facts });
    const name = options.library ?? frame.name;
    const library = { module: MODULE, name, type: 'LOADLIB', letter: 'A', old, sources } as const;
    frame.rewriting = startRewriting(context, library);
    frame.change = frame.rewriting.change;
  }
  if (!rewriteSome(context, frame.rewriting)) return again(frame);
  const change = frame.rewriting.change;
  const rest = { ...frame, stage: 'listing', change: undefined, rewriting: undefined, records: [] };
  return commitDisk(context, change, { frame: rest });
}

/** The listing: on the disk or on the printer, and messages on the terminal. */
function list(context: StepContext, frame: LkedFrame, answer: Answer): StepResult {
  const { options, severity } = frame;
  const lines = SEVERITIES[severity] ?? [];
  const typed = options.terminal ? frame.listing.filter((line) => line.startsWith('IEW')) : [];
  const end = { rc: severity, lines: [...typed, ...lines] };
  if (options.print === 'none') return end;
  if (options.print === 'printer') {
    if (answer.kind === 'cp') return end;
    if (answer.kind === 'written') {
      return { effect: { kind: 'cp', command: 'CLOSE 00E', buffered: true }, frame };
    }
    const records = frame.listing.map((line) => ({ command: 0x09, data: toEbcdic(line || ' ') }));
    return { effect: { kind: 'write-records', device: 0x00e, records }, frame };
  }
  frame.output ??= startFileOutput(context, MODULE, {
    ...{ name: frame.name, type: 'LKEDIT', letter: 'A', modeNumber: 5 },
    ...{ format: 'F', recordLength: 121 },
  });
  frame.change = frame.output.change;
  if (!replaceSome(context, frame.output)) return again(frame);
  for (const line of frame.listing.splice(0, 300)) {
    putOutput(context, frame.output, toEbcdic(` ${line}`));
  }
  return frame.listing.length > 0 ? again(frame) : closeOutput(context, frame.output, end);
}

/** The LKED command. */
export const lked = fileCommand('LKED', 4, MODULE, begin, resume);

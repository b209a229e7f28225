/** Macro libraries: LISTPDS, PDSDIRECT, MEMBERS and MACLIB (CMS Pipelines, the stages of these names). */
import { fromEbcdic, toEbcdic } from '../../../shared/ebcdic.js';
import { encodeLibrary, MOST_MEMBERS, RECORD } from '../../maclib/maclib.js';
import type { OpenLibrary } from '../../maclib/library-state.js';
import {
  openLibrary,
  readDirectory,
  readMember,
  startMember,
  type MemberReading,
} from '../../maclib/read-library.js';
import { fitted } from '../bytes.js';
import { guarded } from '../file-ids.js';
import type { Operands } from '../operands.js';
import { PipeFault } from '../pipe-fault.js';
import { filter, PIECES, type StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';

/** What reading a part of a library costs. */
const PART_COST = 200;

interface Source {
  readonly name: string;
  readonly mode: string;
  library: OpenLibrary | undefined;
}

/** Name, type and mode of a library. Throws a PipeFault: libraries of other types have no members of records. */
function parseLibrary(operands: Operands): Source {
  const name = operands.required().toUpperCase();
  const type = operands.required().toUpperCase();
  if (type !== 'MACLIB') throw new PipeFault(2006, type);
  const mode = /^([A-Z][0-6]?|\*)$/i.test(operands.peek()) ? operands.word().toUpperCase() : '*';
  return { name, mode, library: undefined };
}

function openSource(io: StageIo, s: Source): void {
  const found = guarded(() => openLibrary(io.context, s.name, s.mode));
  const shown = `${s.name} MACLIB ${s.mode}`;
  if (found === undefined) throw new PipeFault(146, shown);
  if (found === 'damaged') throw new PipeFault(2007, shown);
  s.library = found;
}

/** Whether the directory has been read; else the stage is to be run again. */
function directoryRead(io: StageIo, library: OpenLibrary): boolean {
  if (guarded(() => readDirectory(io.context, library))) return true;
  io.again(PART_COST);
  return false;
}

interface List extends Source {
  at: number;
}

/** LISTPDS and PDSDIRECT: a record for each member: name, first record, records. */
const listpds: StageKind = {
  names: ['LISTPDS', 'PDSdirect'],
  first: true,
  parse(operands): List {
    const source = parseLibrary(operands);
    operands.finish();
    return { ...source, at: 0 };
  },
  prepare: (io, stage) => {
    openSource(io, stage.state as List);
  },
  run(io, stage) {
    const s = stage.state as List;
    const library = s.library!;
    if (!directoryRead(io, library)) return;
    const members = [...library.members.values()];
    for (;;) {
      if (!io.taken(0)) {
        io.waitOutput(0);
        return;
      }
      const member = members[s.at++];
      if (member === undefined) break;
      const { name, record, records } = member;
      const line = `${name.padEnd(8)} ${String(record).padStart(10)} ${String(records).padStart(10)}`;
      if (!io.put(toEbcdic(line), 0)) break;
    }
    io.end();
  },
};

interface Members extends Source {
  /** Names that are still to be looked for. */
  names: string[];
  reading: MemberReading | undefined;
  at: number;
  holds: boolean;
}

/** MEMBERS: the records of members, those of the operands, then those that the input names. */
const members: StageKind = {
  names: ['MEMBERs'],
  parse(operands): Members {
    const source = parseLibrary(operands);
    const names = operands.rest.toUpperCase().split(/\s+/).filter(Boolean);
    operands.rest = '';
    return { ...source, names, reading: undefined, at: 0, holds: false };
  },
  prepare: (io, stage) => {
    openSource(io, stage.state as Members);
  },
  run(io, stage) {
    const s = stage.state as Members;
    const library = s.library!;
    if (!directoryRead(io, library)) return;
    for (;;) {
      if (!io.taken(0)) {
        io.waitOutput(0);
        return;
      }
      if (!io.connected(0)) break;
      const { reading } = s;
      if (reading !== undefined) {
        const ended = guarded(() => readMember(io.context, library, reading));
        if (!ended) {
          io.again(PART_COST);
          return;
        }
        const line = reading.lines[s.at++];
        if (line !== undefined) io.put(fitted(toEbcdic(line), RECORD), 0);
        else s.reading = undefined;
        continue;
      }
      const name = s.names.shift();
      if (name !== undefined) {
        const member = library.members.get(name);
        if (member === undefined) throw new PipeFault(150, name);
        s.reading = guarded(() => startMember(io.context, library, member));
        s.at = 0;
        continue;
      }
      if (s.holds) io.consume(0);
      s.holds = false;
      const record = io.peek(0);
      if (record === undefined) {
        if (io.atEnd(0)) break;
        io.waitInput(0);
        return;
      }
      s.names = fromEbcdic(record).toUpperCase().split(/\s+/).filter(Boolean);
      s.holds = true;
    }
    io.end();
  },
};

interface Build {
  readonly members: { readonly name: string; readonly lines: string[] }[];
  records: Uint8Array[] | undefined;
  at: number;
}

/** MACLIB: a library of members that stand behind lines *COPY name. */
const maclib = filter<Build>(['MACLIB'], {
  first: false,
  parse(operands) {
    operands.finish();
    return { members: [], records: undefined, at: 0 };
  },
  record(s, record, io) {
    const line = fromEbcdic(record);
    io.hold(RECORD);
    const name = /^\*COPY\s+(\S{1,8})/i.exec(line)?.[1];
    if (name !== undefined) {
      if (s.members.length >= MOST_MEMBERS) throw new PipeFault(122);
      s.members.push({ name: name.toUpperCase(), lines: [] });
      return;
    }
    const last = s.members.at(-1);
    if (last === undefined) throw new PipeFault(2008, line.trimEnd().slice(0, 20));
    if (record.length > RECORD) throw new PipeFault(1261, record.length);
    last.lines.push(line);
  },
  end(s, io) {
    s.records ??= encodeLibrary(s.members);
    for (let made = 0; s.at < s.records.length; made++, s.at++) {
      if (made === PIECES) return true;
      io.emit(s.records[s.at]!);
    }
    return false;
  },
});

/** The stages of this file. */
export const libraries: readonly StageKind[] = [listpds, members, maclib];

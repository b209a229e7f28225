/** Macro and text libraries: LISTPDS, PDSDIRECT, MEMBERS and MACLIB (CMS Pipelines, the stages of these names). */
import { fromEbcdic, toEbcdic } from '../../../shared/ebcdic.js';
import { encodeLibrary, MOST_MEMBERS, RECORD } from '../../maclib/maclib.js';
import {
  memberRecords,
  openShelf,
  shelfRead,
  type LibraryType,
  type Shelf,
  type Shelved,
} from '../library-members.js';
import type { Operands } from '../operands.js';
import { PipeFault } from '../pipe-fault.js';
import type { Rec } from '../pipe-set.js';
import { filter, PIECES, type StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';

/** What reading a part of a library costs. */
const PART_COST = 200;

interface Source {
  readonly name: string;
  readonly type: LibraryType;
  readonly mode: string;
  shelf: Shelf | undefined;
}

/** Name, type and mode of a library. Throws a PipeFault: libraries of other types have no members of records. */
function parseLibrary(operands: Operands): Source {
  const name = operands.required().toUpperCase();
  const type = operands.required().toUpperCase();
  if (type !== 'MACLIB' && type !== 'TXTLIB') throw new PipeFault(2006, type);
  const mode = /^([A-Z][0-6]?|\*)$/i.test(operands.peek()) ? operands.word().toUpperCase() : '*';
  return { name, type, mode, shelf: undefined };
}

function openSource(io: StageIo, s: Source): void {
  s.shelf = openShelf(io, s.name, s.type, s.mode);
}

/** Whether the directory has been read; else the stage is to be run again. */
function directoryRead(io: StageIo, shelf: Shelf): boolean {
  if (shelfRead(io, shelf)) return true;
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
    const shelf = s.shelf!;
    if (!directoryRead(io, shelf)) return;
    for (;;) {
      if (io.blocked(0)) return;
      const member = shelf.members[s.at++];
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
  member: Shelved | undefined;
  /** Records of it that have been read, and those that are still to go out. */
  read: number;
  records: Rec[];
  holds: boolean;
}

/** MEMBERS: the records of members, those of the operands, then those that the input names. */
const members: StageKind = {
  names: ['MEMBERs'],
  parse(operands): Members {
    const source = parseLibrary(operands);
    const names = operands.rest.toUpperCase().split(/\s+/).filter(Boolean);
    operands.rest = '';
    return { ...source, names, member: undefined, read: 0, records: [], holds: false };
  },
  prepare: (io, stage) => {
    openSource(io, stage.state as Members);
  },
  run(io, stage) {
    const s = stage.state as Members;
    const shelf = s.shelf!;
    if (!directoryRead(io, shelf)) return;
    for (;;) {
      if (io.blocked(0)) return;
      if (!io.connected(0)) break;
      const record = s.records.shift();
      if (record !== undefined) {
        io.put(record, 0);
        continue;
      }
      if (s.member !== undefined) {
        s.records = memberRecords(io, shelf, s.member, s.read, PIECES);
        s.read += s.records.length;
        io.cost += PART_COST;
        if (s.records.length === 0) s.member = undefined;
        continue;
      }
      const name = s.names.shift();
      if (name !== undefined) {
        s.member = shelf.names.get(name);
        if (s.member === undefined) throw new PipeFault(150, name);
        s.read = 0;
        continue;
      }
      if (s.holds) io.consume(0);
      s.holds = false;
      const names = io.peek(0);
      if (names === undefined) {
        if (io.atEnd(0)) break;
        io.waitInput(0);
        return;
      }
      s.names = fromEbcdic(names).toUpperCase().split(/\s+/).filter(Boolean);
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

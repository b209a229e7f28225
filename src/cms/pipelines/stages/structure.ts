/** STRUCTURE: names and types for parts of records, which MEMBER and SPECS look up (CMS Pipelines, "structure"). */
import { fromEbcdic, toEbcdic } from '../../../shared/ebcdic.js';
import type { Operands } from '../operands.js';
import { PipeFault } from '../pipe-fault.js';
import { PIECES, filter, type Place, type StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';
import { finderOf, scopesOf, structuresOf, threadOf, type Scope } from '../structure-scopes.js';
import { MOST_STRUCTURES, readStructures, structureLines } from '../structures.js';
import type { FindStructure, Structures } from '../structure.js';

interface Structuring {
  readonly what: 'ADD' | 'DELETE' | 'LIST' | 'LISTALL';
  readonly scope: Scope;
  readonly lines: string[];
  /** LISTALL: lines that are still to go out. */
  out: string[] | undefined;
}

function parse(operands: Operands, place: Place): Structuring {
  let what: Structuring['what'];
  if (operands.keyword('ADD')) what = 'ADD';
  else if (operands.keyword('DELETE')) what = 'DELETE';
  else if (operands.keyword('LISTALL')) what = 'LISTALL';
  else if (operands.keyword('LIST')) what = 'LIST';
  else throw new PipeFault(operands.empty ? 113 : 111, operands.peek());
  let scope: Scope = 'SET';
  if (operands.keyword('THREAD')) scope = 'THREAD';
  else if (operands.keyword('CALLER')) scope = 'CALLER';
  else operands.keyword('SET');
  operands.finish();
  if (place.first && what !== 'LISTALL') throw new PipeFault(127);
  if (!place.first && what === 'LISTALL') throw new PipeFault(87);
  return { what, scope, lines: [], out: undefined };
}

function finder(io: StageIo): FindStructure {
  return finderOf(scopesOf(io.set, io.groupOf(io.stage), threadOf(io.context.cms)));
}

/** The structures that the operand means. */
const ownOf = (s: Structuring, io: StageIo): Structures =>
  structuresOf(io.set, io.groupOf(io.stage), threadOf(io.context.cms), s.scope);

/** All definitions have come: they are taken together, or none. */
function addAll(s: Structuring, io: StageIo): void {
  const own = ownOf(s, io);
  const all = readStructures(s.lines, finder(io));
  const there = all.find(({ name }) => own.has(name));
  if (there !== undefined) throw new PipeFault(2010, there.name);
  if (own.size + all.length > MOST_STRUCTURES) throw new PipeFault(122);
  for (const one of all) own.set(one.name, one);
}

const structure = filter<Structuring>(['STRUCTure'], {
  keepsOn: true,
  parse,
  begin(s, io) {
    if (s.what !== 'LISTALL') return;
    s.out = [...ownOf(s, io).keys()];
    io.stage.finished = true;
    io.stage.more = true;
  },
  record(s, record, io) {
    const text = fromEbcdic(record);
    if (s.what === 'ADD') {
      io.hold(record.length + 32);
      s.lines.push(text);
      io.emit(record);
      return;
    }
    const name = text.trim().toUpperCase();
    if (s.what === 'DELETE') {
      if (ownOf(s, io).delete(name)) io.emit(record);
      else if (io.stage.outputs.length > 1) io.emit(record, 1);
      else throw new PipeFault(2009, name);
      return;
    }
    const found = finder(io)(name);
    if (found !== undefined) for (const line of structureLines(found)) io.emit(toEbcdic(line));
    else if (io.stage.outputs.length > 1) io.emit(record, 1);
    else throw new PipeFault(2009, name);
  },
  end(s, io) {
    if (s.what === 'ADD') addAll(s, io);
    for (const name of s.out?.splice(0, PIECES) ?? []) io.emit(toEbcdic(name));
    return (s.out?.length ?? 0) > 0;
  },
});

/** The stage of this file. */
export const structuring: readonly StageKind[] = [structure];

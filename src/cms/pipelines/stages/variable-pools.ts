/** Many variables of REXX programs: VARLOAD, VARSET, VARFETCH, VARDROP, REXXVARS (CMS Pipelines, these stages). */
import { fromEbcdic, toEbcdic } from '../../../shared/ebcdic.js';
import type { VariableCursor } from '../../rexx/pool.js';
import { firstVariable } from '../../rexx/variables.js';
import type { Operands } from '../operands.js';
import { PipeFault } from '../pipe-fault.js';
import { parseLevel, poolOf, setVariable, type Named } from '../rexx-programs.js';
import { filter, type StageKind } from '../stage.js';

function parsePool(operands: Operands): Named {
  const level = parseLevel(operands);
  const direct = operands.keyword('DIRECT');
  if (!direct) operands.keyword('SYMBOLIC');
  operands.finish();
  return { name: '', ...level, naming: direct ? 'direct' : 'symbolic' };
}

const named = (s: Named, name: string): string =>
  s.naming === 'direct' ? name : name.toUpperCase();

/** `/name/value` or, without delimiter, a name alone. */
function parts(text: string): { readonly name: string; readonly value: string } {
  const end = text.indexOf(text.charAt(0), 1);
  if (end < 0) throw new PipeFault(60, text);
  return { name: text.slice(1, end), value: text.slice(end + 1) };
}

/** VARLOAD and VARSET: records `/name/value` set variables. */
const varload = filter<Named>(['VARLOAD', 'VARSET'], {
  first: false,
  keepsOn: true,
  parse: parsePool,
  record(s, record, io) {
    const text = fromEbcdic(record);
    // a blank or an asterisk begins a comment
    if (text !== '' && !/^[\s*]/.test(text)) {
      const { name, value } = parts(text);
      setVariable(io, s, named(s, name), value);
    }
    io.emit(record);
  },
});

/** VARFETCH: records are names; the values go out, and the names of variables that have none to the secondary output. */
const varfetch = filter<Named>(['VARFETCH'], {
  first: false,
  parse: parsePool,
  record(s, record, io) {
    const name = fromEbcdic(record).trim();
    const seen = poolOf(io, s).read(named(s, name), s.naming);
    if (seen === 'bad') throw new PipeFault(235, name);
    if (!seen.set && io.stage.outputs.length > 1) io.emit(record, 1);
    else io.emit(toEbcdic(seen.value));
  },
});

/** VARDROP: records are names of variables that are to have no value any more. */
const vardrop = filter<Named>(['VARDROP'], {
  first: false,
  keepsOn: true,
  parse: parsePool,
  record(s, record, io) {
    const name = fromEbcdic(record).trim();
    if (name === '') throw new PipeFault(231);
    poolOf(io, s).unset(named(s, name), s.naming);
    io.emit(record);
  },
});

interface Vars extends Named {
  readonly cursor: VariableCursor;
}

/** REXXVARS: all variables: a record `n name` and a record `v value` for each. */
const rexxvars: StageKind = {
  names: ['REXXVARS'],
  first: true,
  parse(operands): Vars {
    const level = parseLevel(operands);
    operands.finish();
    return { name: '', ...level, naming: 'direct', cursor: firstVariable() };
  },
  prepare(io, stage) {
    poolOf(io, stage.state as Vars);
  },
  run(io, stage) {
    const s = stage.state as Vars;
    for (;;) {
      if (stage.pending.length > 0 && !io.flush()) return;
      const next = io.connected(0) ? poolOf(io, s).next(s.cursor) : undefined;
      if (next === undefined) break;
      io.emit(toEbcdic(`n ${next.name}`));
      io.emit(toEbcdic(`v ${next.value}`));
    }
    io.end();
  },
};

/** The stages of this file. */
export const variablePools: readonly StageKind[] = [varload, varfetch, vardrop, rexxvars];

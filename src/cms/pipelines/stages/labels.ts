/** Selecting records up to a place or from it on: labels and targets (CMS Pipelines, the stages of these names). */
import { beginsWith } from '../bytes.js';
import { ANYCASE } from '../key-options.js';
import type { Operands } from '../operands.js';
import { PipeFault } from '../pipe-fault.js';
import type { Rec, View } from '../pipe-set.js';
import { filter, type Place, type StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';
import { folded } from '../text.js';
import { wholeText } from './text-selection.js';
import { readViews } from '../views.js';

interface Label {
  readonly text: Rec;
  readonly anycase: boolean;
  /** The record with the label belongs to what is in front of it. */
  readonly including: boolean;
  seen: boolean;
}

const parseLabel = (operands: Operands): Label => ({
  ...{ text: wholeText(operands), anycase: false, including: false },
  ...{ seen: false },
});

/** A delimited string, with case or without, the record that has it included or not. */
function parseString(operands: Operands): Label {
  let anycase = false;
  let including = false;
  for (;;) {
    if (operands.keyword(...ANYCASE)) anycase = true;
    else if (operands.keyword('INCLUSIVe')) including = true;
    else if (!operands.keyword('EXCLUSIVe')) break;
  }
  const text = operands.string();
  operands.finish();
  return { text: anycase ? folded(text) : text, anycase, including, seen: false };
}

const begins = (s: Label, view: Rec): boolean =>
  beginsWith(s.anycase ? folded(view.subarray(0, s.text.length)) : view, s.text);

/** From the first record that begins with a label. */
function from(names: string[], parse: (operands: Operands) => Label): StageKind {
  return filter<Label>(names, {
    first: false,
    views: true,
    parse,
    record(s, record, io, view) {
      s.seen ||= begins(s, view);
      io.emit(record, s.seen ? 0 : 1);
    },
  });
}

/** Records up to where a label is, and the rest to the secondary output. */
function upTo(
  names: string[],
  parse: (operands: Operands) => Label,
  stops: (s: Label, view: Rec) => boolean,
): StageKind {
  return filter<Label>(names, {
    first: false,
    views: true,
    parse,
    record(s, record, io, view) {
      if (!s.seen && s.including && stops(s, view)) {
        s.seen = true;
        io.emit(record, 0);
        return;
      }
      s.seen ||= stops(s, view);
      if (s.seen && !io.connected(1)) {
        // the record stays where it is, for whoever reads on behind this stage
        io.stage.holds = false;
        io.stage.finished = true;
        return;
      }
      io.emit(record, s.seen ? 1 : 0);
    },
  });
}

/** A selection that is the operand of another stage. */
interface Target {
  readonly verb: string;
  readonly view: View | undefined;
  readonly inner: unknown;
  seen: boolean;
}

function parseTarget(operands: Operands, place: Place): Target {
  const first = operands.required();
  const { verb, args, view } = readViews(first, operands.rest.replace(/^ /, ''), operands.naming);
  const kind = place.io.find(verb);
  if (kind?.keeps === undefined) throw new PipeFault(111, verb);
  const inner = kind.parse(operands.part(args), place);
  return { verb: kind.names[0]!.toUpperCase(), view, inner, seen: false };
}

/** Looks whether a record is the target, or that has been; false: it is to be looked at further. */
function looked(s: Target, io: StageIo, record: Rec): boolean {
  if (s.seen) return true;
  const seen = s.view === undefined ? record : io.viewed(s.view, record);
  const kept = io.find(s.verb)!.keeps!(s.inner, seen, io);
  s.seen = kept === true;
  return kept !== undefined;
}

const frtarget = filter<Target>(['FRTARGET', 'FROMTARGET'], {
  first: false,
  views: true,
  parse: parseTarget,
  record(s, record, io, view) {
    if (!looked(s, io, view)) return true;
    io.emit(record, s.seen ? 0 : 1);
    return false;
  },
});

const totarget = filter<Target>(['TOTARGET'], {
  first: false,
  views: true,
  parse: parseTarget,
  record(s, record, io, view) {
    if (!looked(s, io, view)) return true;
    if (s.seen && !io.connected(1)) {
      io.stage.holds = false;
      io.stage.finished = true;
      return false;
    }
    io.emit(record, s.seen ? 1 : 0);
    return false;
  },
});

/** The stages of this file. */
export const labels: readonly StageKind[] = [
  from(['FRLABel', 'FROMLABel'], parseLabel),
  from(['STRFRLABel', 'STRFROMLABel'], parseString),
  upTo(['TOLABel'], parseLabel, begins),
  upTo(['STRTOLABel'], parseString, begins),
  upTo(['WHILELABel'], parseLabel, (s, view) => !begins(s, view)),
  upTo(['STRWHILElabel'], parseString, (s, view) => !begins(s, view)),
  frtarget,
  totarget,
];

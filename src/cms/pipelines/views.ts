/**
 * CASEI and ZONE in front of a selection: they change what it looks at (CMS Pipelines, "casei", "zone"). With CASEI its
 * operands are in upper case.
 */
import { Operands } from './operands.js';
import { PipeFault } from './pipe-fault.js';
import type { Rec, View } from './pipe-set.js';
import { locateRange, parseRange } from './ranges.js';
import { folded } from './text.js';
import type { Naming } from './structures.js';

/** A selection with what it is to look at. */
export interface Viewed {
  readonly verb: string;
  readonly args: string;
  readonly view: View | undefined;
}

/** Reads CASEI and ZONE. Throws a PipeFault. */
export function readViews(verb: string, args: string, naming?: Naming): Viewed {
  let view: View | undefined;
  for (;;) {
    const upper = verb.toUpperCase();
    if (upper !== 'CASEI' && upper !== 'ZONE' && upper !== 'CASEIGNORE') break;
    const operands = new Operands(args, naming);
    let range = view?.range;
    let reverse = view?.reverse ?? false;
    if (upper === 'ZONE') {
      if (range !== undefined) throw new PipeFault(642);
      range = parseRange(operands);
      reverse = operands.keyword('REVERSE');
    }
    const fold = upper !== 'ZONE' || operands.keyword('CASEI', 'CASEANY', 'CASEIGNORE');
    view = { upper: fold || view?.upper === true, range, reverse };
    verb = operands.word();
    args = operands.rest.replace(/^ /, '');
    if (verb === '') throw new PipeFault(173);
  }
  return { verb, args: view?.upper === true ? args.toUpperCase() : args, view };
}

/** What a selection looks at of a record. */
export function viewOf(view: View, record: Rec): Rec {
  let part: Rec = record;
  if (view.range !== undefined) {
    const [from, to] = locateRange(view.range, record);
    part = record.subarray(from, to);
  }
  if (view.upper) part = folded(part);
  return view.reverse ? part.slice().reverse() : part;
}

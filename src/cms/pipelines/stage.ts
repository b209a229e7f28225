/**
 * What a stage is: an entry of the stage table. A stage is run whenever what it waits for has come; it looks at
 * its streams, does what it can and says what it waits for next. All that it knows from one run to the next is in
 * `Stage.state`, plain data of its own.
 */
import type { Operands } from './operands.js';
import type { Rec, Stage } from './pipe-set.js';
import type { StageIo } from './stage-io.js';

/** Where a stage stands, for those that are something else at the beginning of a pipeline. */
export interface Place {
  readonly first: boolean;
  readonly io: StageIo;
}

/** An entry of the stage table. */
export interface StageKind {
  /** Names; what may be left out at the end is in lower case. */
  readonly names: readonly string[];
  /** true: only first in a pipeline; false: never first. */
  readonly first?: boolean;
  /** It honours CASEI and ZONE. */
  readonly views?: boolean;
  /** Reads the operands; throws a PipeFault. Gives the state. */
  parse(operands: Operands, place: Place): unknown;
  /** Looks whether it can do its work, before any stage has begun (commit level -1). Throws a PipeFault. */
  prepare?(io: StageIo, stage: Stage): void;
  /** Of a selection: whether it keeps a record. */
  keeps?(state: unknown, view: Rec): boolean;
  /** It does its own commit. */
  readonly commits?: boolean;
  run(io: StageIo, stage: Stage): void;
  /** Gives up what it has begun, when it is ended from outside or by a fault. */
  abandon?(io: StageIo, stage: Stage): void;
}

/** A stage that makes of each record some others and does not delay. */
export interface FilterSpec<S> {
  readonly first?: boolean;
  readonly views?: boolean;
  /** It goes on when no output is connected. */
  readonly keepsOn?: boolean;
  /** The record is consumed before what comes of it goes out. */
  readonly delays?: boolean;
  parse(operands: Operands, place: Place): S;
  /** Work units that a record costs beside its length. */
  readonly cost?: number;
  /** Before the first record. */
  begin?(state: S, io: StageIo): void;
  /** `view` is what a selection is to look at. */
  record(state: S, record: Rec, io: StageIo, view: Rec): void;
  end?(state: S, io: StageIo): void;
}

/** Makes a stage of a filter. */
export function filter<S>(names: readonly string[], spec: FilterSpec<S>): StageKind {
  const keepsOn = spec.keepsOn === true;
  const delays = spec.delays === true;
  const cost = spec.cost ?? 0.15;
  return {
    names,
    ...(spec.first === undefined ? {} : { first: spec.first }),
    views: spec.views === true,
    parse: (operands, place) => spec.parse(operands, place),
    run(io, stage) {
      if (!stage.started) {
        stage.started = true;
        spec.begin?.(stage.state as S, io);
      }
      for (;;) {
        if (stage.pending.length > 0 && !io.flush()) return;
        if (stage.holds) {
          stage.holds = false;
          io.consume(0);
        }
        if (stage.finished || (!keepsOn && io.outputsGone())) {
          io.end();
          return;
        }
        const next = io.peek(0);
        if (next === undefined) {
          if (!io.atEnd(0)) {
            io.waitInput(0);
            return;
          }
          stage.finished = true;
          spec.end?.(stage.state as S, io);
          continue;
        }
        if (delays) io.consume(0);
        else stage.holds = true;
        io.cost += cost + next.length / 2000;
        spec.record(stage.state as S, next, io, stage.view === undefined ? next : io.view(next));
      }
    },
  };
}

/** A stage that passes each record to its primary or its secondary output. */
export function selection<S>(
  names: readonly string[],
  parse: (operands: Operands) => S,
  keeps: (state: S, view: Rec) => boolean,
): StageKind {
  const kind = filter<S>(names, {
    first: false,
    views: true,
    parse,
    record(state, record, io, view) {
      io.emit(record, keeps(state, view) ? 0 : 1);
    },
  });
  return { ...kind, keeps: (state, view) => keeps(state as S, view) };
}

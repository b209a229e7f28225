/**
 * What a stage is: an entry of the stage table. A stage is run whenever what it waits for has come; it looks at
 * its streams, does what it can and says what it waits for next. All that it knows from one run to the next is in
 * `Stage.state`, plain data of its own.
 */
import type { Operands } from './operands.js';
import type { Rec } from './pipe-set.js';
import type { Place, StageIo, StageKind } from './stage-io.js';

export type { Place, StageKind } from './stage-io.js';

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
  /**
   * `view` is what a selection is to look at. True: there is more to be made of the record than may be queued at a time,
   * or made in one go, and it is called again with the same one when what is queued has gone out.
   */
  record(state: S, record: Rec, io: StageIo, view: Rec): unknown;
  /** Behind the last record. True: it is called again when what is queued has gone out. */
  end?(state: S, io: StageIo): unknown;
}

/** Records that a filter queues at a time, when it makes many of one. */
export const PIECES = 64;
/** Bytes of a long record that a filter looks at in one go, when it is slow. */
export const PORTION = 16 << 10;

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
      const state = stage.state as S;
      for (;;) {
        if (stage.pending.length > 0 && !io.flush()) return;
        const gone = !keepsOn && io.outputsGone();
        if (stage.more && !gone) {
          io.cost += cost;
          if (stage.finished) stage.more = spec.end?.(state, io) === true;
          else {
            const seen = io.peek(0)!;
            const view = stage.view === undefined ? seen : io.view(seen);
            stage.more = spec.record(state, seen, io, view) === true;
          }
          // a long record takes its time; what follows is the same turn
          if (stage.more && stage.pending.length === 0 && io.overdue()) {
            io.goOn(0);
            io.cut = true;
            return;
          }
          continue;
        }
        if (stage.holds) {
          stage.holds = false;
          io.consume(0);
        }
        if (gone || stage.finished) {
          io.end(stage.rc);
          return;
        }
        const next = io.peek(0);
        if (next === undefined) {
          if (!io.atEnd(0)) {
            io.waitInput(0);
            return;
          }
          stage.finished = true;
          stage.more = spec.end?.(state, io) === true;
          continue;
        }
        if (delays) io.consume(0);
        else stage.holds = true;
        io.cost += cost;
        const view = stage.view === undefined ? next : io.view(next);
        stage.more = spec.record(state, next, io, view) === true;
      }
    },
  };
}

/**
 * A stage that passes each record to its primary or its secondary output. `keeps` counts what it goes through;
 * undefined: it has not looked at all of a long record, and is called again with the same one.
 */
export function selection<S>(
  names: readonly string[],
  parse: (operands: Operands) => S,
  keeps: (state: S, view: Rec, io: StageIo) => boolean | undefined,
): StageKind {
  const kind = filter<S>(names, {
    first: false,
    views: true,
    parse,
    record(state, record, io, view) {
      const kept = keeps(state, view, io);
      if (kept === undefined) return true;
      io.emit(record, kept ? 0 : 1);
      return false;
    },
  });
  return { ...kind, keeps: (state, view, io) => keeps(state as S, view, io) };
}

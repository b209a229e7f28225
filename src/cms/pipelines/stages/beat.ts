/** BEAT: tells when no record has come for a time (CMS Pipelines, "beat"). */
import { ownCopy } from '../bytes.js';
import { move, settled, type Moving } from '../moving.js';
import { PipeFault } from '../pipe-fault.js';
import type { Rec } from '../pipe-set.js';
import type { StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';
import { secondsOfStamp, stampOf } from '../time-stamps.js';

interface Beat extends Moving {
  readonly seconds: number;
  /** One mark for each time that nothing comes. */
  readonly once: boolean;
  readonly text: Rec;
  /** Second at which the next mark is due; Infinity: none. */
  due: number;
  marking: boolean;
}

const secondOf = (io: StageIo): number => secondsOfStamp(stampOf(io.context.now)) ?? 0;

const beat: StageKind = {
  names: ['BEAT'],
  first: false,
  parse(operands): Beat {
    const once = operands.keyword('ONCE');
    const word = operands.required();
    if (!/^\d{1,6}(\.\d{1,6})?$/.test(word)) throw new PipeFault(400, word);
    // time is told in whole seconds
    const seconds = Math.max(1, Math.ceil(Number(word)));
    const text = operands.empty ? new Uint8Array() : operands.string();
    operands.finish();
    return { from: -1, to: 0, seconds, once, text: ownCopy(text), due: -1, marking: false };
  },
  run(io, stage) {
    const s = stage.state as Beat;
    // marks go to the secondary output when there is one
    const marks = stage.outputs.length > 1 ? 1 : 0;
    for (;;) {
      if (!settled(s, io)) return;
      if (s.marking) {
        if (io.blocked(marks)) return;
        s.marking = false;
      }
      if (io.outputsGone()) break;
      const now = secondOf(io);
      if (s.due < 0) s.due = now + s.seconds;
      if (io.peek(0) !== undefined) {
        s.due = now + s.seconds;
        if (move(s, io, 0, 0)) continue;
        io.waitOutput(0);
        return;
      }
      if (io.atEnd(0)) break;
      if (now < s.due) {
        io.waitEvent();
        return;
      }
      s.due = s.once ? Infinity : now + s.seconds;
      s.marking = io.put(s.text, marks);
    }
    io.end();
  },
};

/** The stages of this file. */
export const beats: readonly StageKind[] = [beat];

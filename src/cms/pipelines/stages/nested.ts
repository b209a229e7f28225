/** Stages that run others: APPEND, PREFACE, PREFIX, NOT, RUNPIPE (CMS Pipelines, the stages of these names). */
import { fromEbcdic } from '../../../shared/ebcdic.js';
import type { Operands } from '../operands.js';
import { PipeFault } from '../pipe-fault.js';
import { worse } from '../pipe-set.js';
import type { StageKind } from '../stage.js';
import { decimal } from '../bytes.js';

/** A stage with another one as its operand. */
export interface Nested {
  readonly spec: string;
  phase: 'begin' | 'copy' | 'called';
  out: boolean;
}

/** Takes the stage that is the operand. Throws a PipeFault. */
export function parseNested(operands: Operands): Nested {
  const spec = operands.rest;
  operands.rest = '';
  if (spec.trim() === '') throw new PipeFault(173);
  return { spec, phase: 'begin', out: false };
}

/** Copies the input; `before` or behind it comes what another stage writes. */
function around(names: string[], before: boolean): StageKind {
  return {
    names,
    parse: parseNested,
    run(io, stage) {
      const s = stage.state as Nested;
      if (s.phase === 'begin' && before) {
        s.phase = 'copy';
        io.call(`${s.spec}| *:`);
        return;
      }
      if (s.phase === 'called') {
        io.end(stage.called);
        return;
      }
      s.phase = 'copy';
      for (;;) {
        if (s.out) {
          if (io.blocked(0)) return;
          s.out = false;
          io.consume(0);
        }
        const record = io.connected(0) ? io.peek(0) : undefined;
        if (record === undefined) {
          if (io.connected(0) && !io.atEnd(0)) {
            io.waitInput(0);
            return;
          }
          break;
        }
        s.out = io.put(record, 0);
        if (!s.out) io.consume(0);
      }
      if (before || !io.connected(0)) {
        io.end(stage.called);
        return;
      }
      s.phase = 'called';
      io.call(`${s.spec}| *:`);
    },
  };
}

/** A stage that a pipeline does the work of, which it calls once. `spec` makes it of the operand. */
export function calling(name: string, spec: (inner: string, streams: number) => string): StageKind {
  return {
    names: [name],
    first: false,
    parse: parseNested,
    run(io, stage) {
      const s = stage.state as Nested;
      if (s.phase === 'called') {
        io.end(stage.called);
        return;
      }
      s.phase = 'called';
      io.call(spec(s.spec, stage.outputs.length));
    },
  };
}

/** NOT: a stage with its primary and secondary output changed over. */
const not = calling('NOT', (inner, streams) => {
  const second = streams > 1 ? '| *.output.1:' : '';
  return `(endchar \\) *: | n: ${inner}${second} \\ n: | *.output.0:`;
});

interface RunPipe {
  /** What stages do goes out as records, messages among them. */
  readonly events: boolean;
  running: boolean;
}

/** RUNPIPE: each record is a pipeline; messages of it are records, return codes go to the secondary output. */
const runpipe: StageKind = {
  names: ['RUNPIPE'],
  first: false,
  parse(operands): RunPipe {
    let events = false;
    while (!operands.empty) {
      if (operands.keyword('MSGlevel')) operands.number(0, 65535);
      else if (operands.keyword('EVENTs')) events = true;
      else if (!operands.keyword('TRACE')) throw new PipeFault(112, operands.rest.trim());
    }
    return { events, running: false };
  },
  run(io, stage) {
    const s = stage.state as RunPipe;
    if (s.running) {
      // what has been told goes out while pipelines run
      if (stage.pending.length > 0 && !io.flush()) return;
      if (io.set.groups.some((group) => group?.caller === stage.id && group.waits)) {
        stage.wait = 'call';
        return;
      }
      s.running = false;
      if (stage.outputs.length > 1) io.emit(decimal(stage.called), 1);
      else stage.rc = worse(stage.rc, stage.called);
    }
    for (;;) {
      if (stage.pending.length > 0 && !io.flush()) return;
      if (stage.holds) {
        stage.holds = false;
        io.consume(0);
      }
      const record = io.peek(0);
      if (record === undefined) {
        if (io.atEnd(0)) io.end(stage.rc);
        else io.waitInput(0);
        return;
      }
      stage.holds = true;
      s.running = true;
      stage.called = 0;
      io.call(fromEbcdic(record), true, true, s.events);
      return;
    }
  },
};

/** The stages of this file. */
export const nested: readonly StageKind[] = [
  around(['APPEND'], false),
  around(['PREFACE'], true),
  around(['PREFIX'], true),
  not,
  runpipe,
];

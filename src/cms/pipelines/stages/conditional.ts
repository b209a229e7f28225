/** Stages that run others under a condition: IF, EOFBACK, and PAUSE (CMS Pipelines, the stages of these names). */
import { filter, type StageKind } from '../stage.js';
import { calling, parseNested, type Nested } from './nested.js';

/**
 * The pipelines that IF is: records that a selection keeps go to the primary output and come back by the secondary input; others to the
 * secondary output, and back by the tertiary input. What comes back leaves by the tertiary output. With two streams there
 * is nothing to be done with the others.
 */
function ways(streams: number, selection: string): string {
  if (streams === 1) return `*: | ${selection}| *:`;
  const back = '*.input.1: | f:';
  if (streams === 2) {
    return `(endchar \\) *: | s: ${selection}| *.output.0: \\ s: | f: faninany | *.output.1: \\ ${back}`;
  }
  return (
    `(endchar \\) *: | s: ${selection}| *.output.0: \\ s: | *.output.1:` +
    ` \\ *.input.1: | f: faninany | *.output.2: \\ *.input.2: | f:`
  );
}

/**
 * IF: its streams are given to other stages for good, so that a branch sees the end of its input while what it has still
 * to write is awaited.
 */
const conditional: StageKind = {
  names: ['IF'],
  first: false,
  parse: parseNested,
  run(io, stage) {
    stage.called = 0;
    io.call(ways(stage.outputs.length, (stage.state as Nested).spec), false);
    io.end(stage.called);
  },
};

/** EOFBACK: a device driver that stops when nobody takes what it passes on. */
const eofback = calling(
  'EOFBACK',
  // a stage behind the driver sees to it that all of the record is taken
  (driver) => `(endchar \\) *: | f: fanout stop anyeof | ${driver}| hole \\ f: | *:`,
);

/** PAUSE: passes records on. The event that it signals is one for whoever runs the pipeline, who is nobody here. */
const pause = filter<null>(['PAUSE'], {
  parse(operands) {
    operands.finish();
    return null;
  },
  record(_s, record, io) {
    io.emit(record);
  },
});

/** The stages of this file. */
export const conditionals: readonly StageKind[] = [conditional, eofback, pause];

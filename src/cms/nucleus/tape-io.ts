/** Magnetic tapes: one command at a time, with the data where the caller wants it, ended by an interruption. */
import type { Answer, Effect } from '../command.js';
import { STATUS } from './console-io.js';
import { SCRATCH } from './layout.js';
import type { Nucleus, UnitState } from './nucleus.js';

type TapeAnswer = Extract<Answer, { kind: 'tape' }>;

type TapeEffect = Extract<Effect, { kind: 'tape' }>;

/** Sense byte 0: no reel; sense byte 1: at the load point, no ring. */
const INTERVENTION_REQUIRED = 0x40;
const COMMAND_REJECT = 0x80;
const LOAD_POINT = 0x08;
const FILE_PROTECTED = 0x02;
/** Commands that move the tape backward. */
const BACKWARD = [0x0c, 0x27, 0x2f];

const answer = (result: TapeAnswer['result'], length = 0): TapeAnswer => ({
  kind: 'tape',
  result,
  length,
});

/** What came of the command, whose unit has ended; undefined when the sense bytes have to say. */
export function tapeEnded(effect: TapeEffect, unit: UnitState): TapeAnswer | undefined {
  if (unit.phase === 'gone') return answer('no-device');
  if ((unit.status & (STATUS.unitCheck << 8)) !== 0) return undefined;
  // channel status: the program or the channel was at fault
  if ((unit.status & 0xbf) !== 0) return answer('error');
  const length = Math.max(0, effect.count - unit.residual);
  return answer((unit.status & (STATUS.unitException << 8)) !== 0 ? 'mark' : 'ok', length);
}

/** What the sense bytes say. */
export function tapeSensed(n: Nucleus, { command }: TapeEffect): TapeAnswer {
  const sense = n.machine.fetch(SCRATCH, 2) ?? new Uint8Array(2);
  if ((sense[0]! & INTERVENTION_REQUIRED) !== 0) return answer('not-ready');
  // back over the load point there is nothing, and nothing is wrong with the reel
  if (sense[0] === 0 && (sense[1]! & LOAD_POINT) !== 0 && BACKWARD.includes(command)) {
    return answer('mark');
  }
  const ring = (sense[0]! & COMMAND_REJECT) !== 0 && (sense[1]! & FILE_PROTECTED) !== 0;
  return answer(ring ? 'protected' : 'error');
}

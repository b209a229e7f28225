/**
 * What happens where a reel ends: a dump goes on on the next one, and is restored from there (VM/370 CMS Command and Macro
 * Reference, "DDR"). A reel that is full ends in a block EOV, which has what the first block of the next one has.
 */
import type { Answer, StepContext } from '../command.js';
import { TAPE, tapeCommand } from '../tape/tape-frame.js';
import { ddrMessage } from './messages-table.js';
import type { Unit } from './statements.js';
import { driveAnswer, UNLOAD, type EffectTurn, type Run, type Turn } from './turns.js';

/** How often a drive is looked at that waits for a reel. */
const SECONDS = 2;
/** Bytes of the name in front of a block. */
const TAG = 4;

/** A reel that is changed; plain data. */
export type ReelChange = {
  step: 'trailer' | 'mark' | 'unload' | 'other' | 'wait' | 'ready' | 'header';
  readonly which: 'input' | 'output';
  /** Where the dump stands, as the message has it: `CYL 001 HD 002`. */
  readonly place: string;
  /** What ends a reel that is written. */
  readonly trailer: Uint8Array;
  /** What begins the next reel: it is written, or must be there. */
  readonly header: Uint8Array;
  /** Another drive is not tried any more. */
  asked: boolean;
};

/** The reel that is written is full: it is ended by `trailer`, and `header` begins the next. */
export function endOfReel(place: string, trailer: Uint8Array, header: Uint8Array): ReelChange {
  return { step: 'trailer', which: 'output', place, trailer, header, asked: false };
}

/** The reel that is read has ended with this block. */
export function nextReel(place: string, trailer: Uint8Array): ReelChange {
  return { step: 'unload', which: 'input', place, trailer, header: trailer, asked: false };
}

/** Goes on with the change of a reel; `go` when the next one stands behind its first block. */
export function changeReel(
  context: StepContext,
  run: Run,
  reel: ReelChange,
  answer: Answer,
): Turn | 'go' {
  const unit = run[reel.which];
  const does = (command: number, data?: Uint8Array): EffectTurn => ({
    effect: tapeCommand(context, unit.device, command, data),
    cost: 60,
  });
  switch (reel.step) {
    case 'trailer':
      reel.step = 'mark';
      return does(TAPE.write, reel.trailer);
    case 'mark':
      driveAnswer(context, unit, answer);
      reel.step = 'unload';
      return does(TAPE.mark);
    case 'unload':
      if (reel.which === 'output') driveAnswer(context, unit, answer);
      reel.step = 'other';
      return does(UNLOAD);
    case 'other':
      driveAnswer(context, unit, answer);
      return otherDrive(context, run, reel, unit);
    case 'wait':
      reel.step = 'ready';
      return does(TAPE.rewind);
    case 'ready': {
      const empty =
        answer.kind === 'tape' && (answer.result === 'not-ready' || answer.result === 'no-device');
      if (empty) return reel.asked ? waitForReel(reel) : askForReel(reel);
      driveAnswer(context, unit, answer);
      reel.step = 'header';
      return reel.which === 'output' ? does(TAPE.write, reel.header) : does(TAPE.read);
    }
    case 'header': {
      const bytes = driveAnswer(context, unit, answer);
      if (reel.which === 'output' || (bytes !== 'mark' && follows(reel.header, bytes))) return 'go';
      // the wrong reel comes off, whatever is to be done with the last one
      reel.step = 'other';
      reel.asked = true;
      return { ...does(UNLOAD), lines: [ddrMessage(709)] };
    }
  }
}

/** Whether a block is the first one of the reel behind that which ended so. */
function follows(trailer: Uint8Array, header: Uint8Array): boolean {
  return (
    header.length === trailer.length &&
    trailer.every((byte, i) => i < TAG || byte === header[i]) &&
    !header.subarray(0, TAG).every((byte, i) => byte === trailer[i])
  );
}

/** Goes on on the other drive, or asks for a reel on the same. */
function otherDrive(context: StepContext, run: Run, reel: ReelChange, unit: Unit): Turn {
  const { alternate, device } = unit;
  if (alternate === undefined || reel.asked) return askForReel(reel);
  run[reel.which] = { ...unit, device: alternate, alternate: device };
  reel.step = 'ready';
  return { effect: tapeCommand(context, alternate, TAPE.rewind), cost: 60 };
}

function askForReel(reel: ReelChange): EffectTurn {
  reel.asked = true;
  return { ...waitForReel(reel), lines: [`END OF VOLUME ${reel.place}, MOUNT NEXT TAPE`] };
}

/** Waits until it is worth while to look at the drive again. */
function waitForReel(reel: ReelChange): EffectTurn {
  reel.step = 'wait';
  return { effect: { kind: 'await', console: false, message: false, seconds: SECONDS } };
}

/** What a drive did with a block of a dump; true when it was the last that the reel has room for. */
export function reelIsFull(context: StepContext, unit: Unit, answer: Answer): boolean {
  return driveAnswer(context, unit, answer) === 'mark';
}

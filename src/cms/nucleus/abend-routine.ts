/**
 * Abnormal end in two phases (VM/370 CMS User's Guide, "DMSABN"): the message and `CMS` come first and
 * everything stays as it was; the next command decides. DEBUG looks around and GO goes on; any other
 * command runs recovery first. The interrupt key (CP EXTERNAL) comes here as well, straight into DEBUG.
 */
import type { Frame } from '../command.js';
import { DEBUG_ENTERED, INCORRECT_EXIT, type Dumping } from './debug-requests.js';
import { debugStep } from './debug-session.js';
import { ABEND_SAVE } from './layout.js';
import type { InnerAnswer, InnerEffect, Nucleus } from './nucleus.js';

/** How a step of the routine ends. */
export type AbendResult =
  | { readonly effect: InnerEffect; readonly frame: Frame; readonly lines: readonly string[] }
  /** The program goes on, at its PSW or at an address. */
  | { readonly go: number | undefined }
  /** Recovery, then this command line. */
  | { readonly recover: string }
  | { readonly halt: true };

/** One step. The frame at first: `lines` to type and whether DEBUG is entered at once. */
export function abendStep(n: Nucleus, frame: Frame, given: InnerAnswer | undefined): AbendResult {
  if (given !== undefined && frame['dump'] !== undefined && given.kind !== 'line') {
    return debugging(n, frame, given);
  }
  // nobody is there to say what a job of CMSBATCH is to do next
  if (frame['job'] === true) return { halt: true };
  if (given === undefined && n.state.job?.running === true && frame['debug'] !== true) {
    const lines = [String(frame['message'])];
    return { effect: { kind: 'work' }, frame: { ...frame, job: true }, lines };
  }
  if (given?.kind !== 'line') {
    return frame['debug'] === true
      ? ask(frame, [DEBUG_ENTERED + (typeof frame['where'] === 'string' ? frame['where'] : '')])
      : ask(frame, [String(frame['message']), 'CMS']);
  }
  const line = given.text.trim();
  const word = line.split(/\s+/)[0]?.toUpperCase() ?? '';
  if (frame['debug'] !== true) {
    if (word === 'DEBUG') return ask({ ...frame, debug: true }, [DEBUG_ENTERED]);
    if (word === '') return ask(frame, ['CMS']);
    return word === 'HX' ? { halt: true } : { recover: given.text };
  }
  return debugging(n, frame, given);
}

function debugging(n: Nucleus, frame: Frame, given: InnerAnswer): AbendResult {
  const result = debugStep(n, ABEND_SAVE, frame['dump'] as Dumping | undefined, given, true);
  switch (result.kind) {
    case 'ask':
      return {
        effect: result.effect,
        frame: { ...frame, dump: result.dump },
        lines: result.lines,
      };
    case 'go':
      return { go: result.address };
    case 'halt':
      // the program is given up, and the next command runs recovery
      return ask({ ...frame, debug: false, external: false }, ['CMS']);
    case 'return':
      return ask(frame, [INCORRECT_EXIT]);
  }
}

function ask(frame: Frame, lines: readonly string[]): AbendResult {
  return { effect: { kind: 'read-console' }, frame, lines };
}

/**
 * Immediate commands (CMS Command Reference, "Immediate commands"): typed while something runs, they act
 * at once and never reach the program.
 */
import type { Settings } from '../settings.js';
import type { NucleusState } from './nucleus.js';
import { traceRequest } from './svc-trace.js';

/** Names that are immediate commands. */
export const IMMEDIATE: readonly string[] = [
  ...['HT', 'RT', 'HX', 'HI', 'TS', 'TE'],
  ...['HB', 'HO', 'RO', 'SO'],
];
/** Those whose names programs cannot take. */
export const ALWAYS_IMMEDIATE: readonly string[] = ['HT', 'RT', 'HX', 'HI', 'TS', 'TE'];

/** Acts on a typed line: `halt` for HX, `done` for another immediate command, else undefined. */
export function immediateCommand(
  state: NucleusState,
  settings: Pick<Settings, 'exectrac'>,
  line: string,
): 'halt' | 'done' | undefined {
  switch (line.trim().toUpperCase()) {
    case 'HX':
      return 'halt';
    case 'HT':
      state.halted = true;
      return 'done';
    case 'RT':
      state.halted = false;
      return 'done';
    case 'HI':
      state.haltExecs = true;
      return 'done';
    case 'TS':
    case 'TE':
      settings.exectrac = line.trim().toUpperCase() === 'TS';
      return 'done';
    case 'HB':
      if (state.batch !== undefined) state.batch = 'last';
      return declared(state, line) ?? 'done';
    // a program knows more of these when it has declared them
    case 'HO':
    case 'RO':
    case 'SO':
      traceRequest(state.svcTrace, line.trim().toUpperCase());
      return declared(state, line) ?? 'done';
    default:
      return declared(state, line);
  }
}

/** Lines that are kept for one name; more are as if they had not been typed. */
const MOST_LINES = 100;

/** A name that a program has declared takes the rest of its line. */
function declared(state: NucleusState, line: string): 'done' | undefined {
  const text = line.trim();
  const name = /^\S+/.exec(text)?.[0].toUpperCase() ?? '';
  const extension = state.extensions.some((one) => one.immediate === true && one.name === name);
  if (extension) {
    state.immediateCalls ??= [];
    if (state.immediateCalls.length < MOST_LINES) state.immediateCalls.push(line);
    return 'done';
  }
  const found = state.immediate.find((one) => one.name === name);
  if (found === undefined) return undefined;
  if (found.lines.length < MOST_LINES) found.lines.push(text.slice(name.length).trimStart());
  return 'done';
}

/**
 * Immediate commands (CMS Command Reference, "Immediate commands"): typed while something runs, they act
 * at once and never reach the program.
 */
import type { NucleusState } from './nucleus.js';

/** Names that are immediate commands. */
export const IMMEDIATE: readonly string[] = ['HT', 'RT', 'HX', 'HI'];

/** Acts on a typed line: `halt` for HX, `done` for another immediate command, else undefined. */
export function immediateCommand(state: NucleusState, line: string): 'halt' | 'done' | undefined {
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
    default:
      return undefined;
  }
}

/** The program in storage as NUCON describes it (VM/370 CMS Data Areas, "NUCON"; CMS Program Logic, "DMSLDR"). */
import { NUCON, USER_AREA } from '../nucleus/layout.js';
import { resetMainStorage } from '../nucleus/free-storage.js';
import type { Nucleus } from '../nucleus/nucleus.js';
import { entryPoint, type LoaderState } from './loader-state.js';

/** Puts start, first and last address of what is loaded into NUCON; storage for GETMAIN begins behind. */
export function setProgram(n: Nucleus, state: LoaderState): void {
  const m = n.machine;
  const end = (state.location + 7) & -8;
  m.setWord(NUCON.strtaddr, entryPoint(state) ?? 0);
  m.setWord(NUCON.frstloc, state.first ?? USER_AREA);
  m.setWord(NUCON.lastloc, end);
  m.setWord(NUCON.loccnt, end);
  if (end < USER_AREA) return;
  // what was given out behind an older program is no longer in use
  m.setWord(NUCON.mainhigh, end);
  resetMainStorage(n);
}

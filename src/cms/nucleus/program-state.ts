/** Registers and PSW of an interrupted program, kept in guest storage as a system save area keeps them. */
import { AREA } from './debug-requests.js';
import type { Nucleus } from './nucleus.js';

/** Keeps the registers as they stand and the PSW stored at `oldPsw` in the area at `area`. */
export function saveProgram(n: Nucleus, area: number, oldPsw: number): void {
  const m = n.machine;
  m.setWord(area + AREA.psw, m.word(oldPsw) ?? 0);
  m.setWord(area + AREA.psw + 4, m.word(oldPsw + 4) ?? 0);
  for (let r = 0; r < 16; r++) m.setWord(area + AREA.registers + r * 4, m.register(r));
  for (let f = 0; f < 8; f++) m.setWord(area + AREA.floats + f * 4, m.floatWord(f));
}

/** Lets the program go on, at `address` when one is given. */
export function restoreProgram(n: Nucleus, area: number, address?: number): void {
  const m = n.machine;
  for (let r = 0; r < 16; r++) m.setRegister(r, m.word(area + AREA.registers + r * 4) ?? 0);
  for (let f = 0; f < 8; f++) m.setFloatWord(f, m.word(area + AREA.floats + f * 4) ?? 0);
  const first = m.word(area + AREA.psw) ?? 0;
  const second = m.word(area + AREA.psw + 4) ?? 0;
  const at = address === undefined ? second : (second & 0xff000000) | address;
  // the interruption code of a BC PSW is not part of what is loaded
  m.loadPsw(first & 0xffff0000, at);
}

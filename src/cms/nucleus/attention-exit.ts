/**
 * STAX (SVC 96; VM/370 System Programmer's Guide, "OS Simulation"; OS/VS TSO Guide to Writing a Terminal Monitor
 * Program, "STAX"): the exit of a program for attentions of the terminal. It takes the place of the read that an
 * attention brings otherwise, so that the screen of a program stays its own; a line that was typed waits for the next
 * read. The newest exit counts; what the nucleus does for the program is never interrupted by it.
 */
import { nextImmediateCall } from './immediate-call.js';
import type { Activation, Nucleus } from './nucleus.js';
import { goIdle, waitsLong } from './nucleus.js';
import { ATTENTION_SAVE, ATTENTION_USER_SAVE, CSW, GATE, OLD_PSW, PSW_USER } from './layout.js';
import { restoreProgram, saveProgram } from './program-state.js';

const ATTENTION = 0x80;
/** Most exits. */
const MOST = 16;
/** Return codes: no exit can be cancelled, or there are too many. */
const NONE = 4;
const PARAMETER = 16;

/** SVC 96: register 1 points to the list whose first word is the exit; 0 cancels the newest. Undefined: a bad list. */
export function setAttentionExit(n: Nucleus): number | undefined {
  const { os } = n.cms;
  const list = n.machine.register(1) & 0xffffff;
  if (list === 0) return os.stax.pop() === undefined ? NONE : 0;
  const [exit, parameter] = [n.machine.word(list), n.machine.word(list + PARAMETER)];
  if (exit === undefined || parameter === undefined) return undefined;
  if (os.stax.length >= MOST) return NONE;
  os.stax.push({ exit: exit & 0xffffff, parameter: parameter & 0xffffff });
  return 0;
}

/** An interruption of the console: true when the exit of a program takes it. */
export function attentionExit(n: Nucleus, a: Activation | undefined, idle: boolean): boolean {
  const { os } = n.cms;
  const exit = os.stax.at(-1);
  if (exit === undefined || os.inStax || n.state.traps.running) return false;
  const status = (n.machine.word(CSW + 4) ?? 0) >>> 24;
  if (status !== ATTENTION || n.state.console.active !== 'none') return false;
  if (idle && !waitsLong(a)) return false;
  os.inStax = true;
  saveProgram(n, ATTENTION_SAVE, OLD_PSW.io);
  n.machine.setRegister(1, exit.parameter);
  n.machine.setRegister(13, ATTENTION_USER_SAVE);
  n.machine.setRegister(14, GATE.attentionReturned);
  n.machine.setRegister(15, exit.exit);
  n.machine.loadPsw(PSW_USER, exit.exit);
  return true;
}

/** The exit has come back: what it has interrupted goes on, or the nucleus looks again whether it has to wait. */
export function attentionReturned(n: Nucleus): void {
  const { os } = n.cms;
  const at = (n.machine.word(ATTENTION_SAVE + 20) ?? 0) & 0xffffff;
  const idle = at >= GATE.idle && at < GATE.idle + 8;
  const { inStax } = os;
  os.inStax = false;
  if (inStax && nextImmediateCall(n)) return;
  if (!inStax || idle) goIdle(n);
  else restoreProgram(n, ATTENTION_SAVE);
}

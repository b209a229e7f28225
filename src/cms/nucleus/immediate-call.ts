/**
 * Immediate commands that are nucleus extensions (z/VM: CMS Macros and Functions Reference, "NUCEXT", IMMCMD): what was
 * typed calls the extension at once, in between what runs, with X'06' in the high byte of register 1. It runs as an exit
 * for attentions does, and never in the middle of what the nucleus does for a program.
 */
import { toEbcdic } from '../../shared/ebcdic.js';
import { tokenise } from '../tokens.js';
import {
  ATTENTION_SAVE,
  ATTENTION_USER_SAVE,
  GATE,
  NUCLEUS_KEY,
  OLD_PSW,
  PSW_ENABLED,
  PSW_USER,
} from './layout.js';
import { dropLines, reserveBytes } from './long-lines.js';
import { waitsLong, type Activation, type Nucleus } from './nucleus.js';
import { saveProgram } from './program-state.js';

/** High byte of register 1. */
const FROM_IMMEDIATE = 0x06;
/** Whose the lists in free storage are: no save area lies there. */
const OWNER = -1;
/** Bytes of the extended list. */
const EXTENDED = 16;

/** A program was interrupted: true when it goes on only behind a call. */
export function immediateCall(n: Nucleus): boolean {
  if (!waiting(n)) return false;
  saveProgram(n, ATTENTION_SAVE, OLD_PSW.io);
  return nextImmediateCall(n);
}

/** The nucleus stands between steps of `a`: true when a call comes first. */
export function idleImmediateCall(n: Nucleus, a: Activation | undefined): boolean {
  if (!waiting(n) || a === undefined || !between(a)) return false;
  n.machine.setWord(ATTENTION_SAVE + 16, PSW_ENABLED);
  n.machine.setWord(ATTENTION_SAVE + 20, GATE.idle);
  return nextImmediateCall(n);
}

/** Begins the next call, if there is one: the program that it interrupts has been put away. */
export function nextImmediateCall(n: Nucleus): boolean {
  dropLines(n, OWNER);
  const { state } = n;
  for (;;) {
    const line = state.immediateCalls?.shift();
    if (line === undefined) return false;
    if (enter(n, line)) return true;
  }
}

function waiting(n: Nucleus): boolean {
  const { state, cms } = n;
  const free = !cms.os.inStax && !state.traps.running && state.abend === undefined;
  return free && (state.immediateCalls ?? []).length > 0;
}

/** Nothing of a command is under way that a program could disturb. */
function between(a: Activation): boolean {
  if (a.typed < a.lines.length) return false;
  return a.next.kind !== 'effect' || a.next.progress === undefined || waitsLong(a);
}

function enter(n: Nucleus, line: string): boolean {
  const tokens = tokenise(line);
  const extension = n.state.extensions.find(
    (one) => one.kind === 'nucext' && one.immediate === true && one.name === tokens[0],
  );
  if (extension === undefined) return false;
  const text = toEbcdic(line.trim());
  const list = new Uint8Array((tokens.length + 1) * 8).fill(0xff, tokens.length * 8);
  tokens.forEach((token, i) => {
    list.set(toEbcdic(token.padEnd(8)), i * 8);
  });
  const at = reserveBytes(n, OWNER, EXTENDED + list.length + text.length, 'nucleus');
  // without storage for it the line is as if it had not been typed
  if (at === undefined) return false;
  const m = n.machine;
  const from = at + EXTENDED + list.length;
  m.store(at + EXTENDED, list);
  m.store(from, text);
  const word = /^\S*/.exec(line.trim())?.[0].length ?? 0;
  [from, from + word, from + text.length, 0].forEach((value, i) => {
    m.setWord(at + i * 4, value);
  });
  n.cms.os.inStax = true;
  m.setRegister(0, at);
  m.setRegister(1, (FROM_IMMEDIATE << 24) | (at + EXTENDED));
  m.setRegister(2, extension.block);
  m.setRegister(12, extension.address);
  m.setRegister(13, ATTENTION_USER_SAVE);
  m.setRegister(14, GATE.attentionReturned);
  m.setRegister(15, extension.address);
  m.loadPsw(extension.key === NUCLEUS_KEY ? PSW_ENABLED : PSW_USER, extension.address);
  return true;
}

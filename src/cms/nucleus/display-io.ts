/** Full screens: data streams to and from the terminal by DIAGNOSE X'58' (VM/370 System Programmer's Guide). */
import { CONSOLE } from './console-io.js';
import { CCWS, CSW, DISPLAY_BUFFER, DISPLAY_LENGTH, PSW_DISABLED, STUB } from './layout.js';
import { waitForInterruption, type Next, type Nucleus, type NucleusState } from './nucleus.js';
import { readDisplaySize } from './context.js';

type EffectNext = Extract<Next, { kind: 'effect' }>;

/** The DIAGNOSE X'58' commands that CMS uses. */
const DISPLAY_WRITE = 0x29;
const DISPLAY_READ = 0x2a;
const READ_MODIFIED = 0x80;
const READ_BUFFER = 0x00;
/** Control bytes of the CCW by 3270 command, as a channel or a remote line sends it. */
const CONTROL: Readonly<Record<number, number>> = {
  0x01: 0x00, // write
  0xf1: 0x00,
  0x05: 0x80, // erase/write
  0xf5: 0x80,
  0x0d: 0xc0, // erase/write alternate
  0x7e: 0xc0,
  0x11: 0x20, // write structured field
  0xf3: 0x20,
};
const CCW_DISPLAY = CCWS + 0x1e0;
/** Longest stream that read modified brings. */
const INBOUND_LENGTH = DISPLAY_LENGTH;
/** Attention identifiers that come alone: CLEAR and the PA keys. */
const SHORT_AIDS: readonly (number | undefined)[] = [0x6d, 0x6c, 0x6e, 0x6b];
const SET_ADDRESS = 0x11;
/** Unit status when CP has taken the screen: attention, control unit end, device end, unit check. */
const SCREEN_LOST = 0x8e;

/** Condition code of a DIAGNOSE X'58' for a device with an interruption pending, or at work. */
export const DEVICE_BUSY = 2;

/** Condition code 1 comes with the status in the CSW. */
export function displayResult(n: Nucleus, cc: number): 'ok' | 'lost' | 'error' {
  if (cc === 0) return 'ok';
  const status = (n.machine.word(CSW + 4) ?? 0) >>> 24;
  return cc === 1 && status === SCREEN_LOST ? 'lost' : 'error';
}

/**
 * What a read brought. The whole buffer ends where nothing but nulls follows. Behind read modified the buffer was
 * zeros before; data has no zeros in it, but an address of fourteen bits may.
 */
export function inbound(n: Nucleus, buffer: boolean): Uint8Array {
  const bytes = n.machine.fetch(DISPLAY_BUFFER, INBOUND_LENGTH) ?? new Uint8Array();
  if (buffer) return bytes.subarray(0, bytes.findLastIndex((byte) => byte !== 0) + 1);
  if (SHORT_AIDS.includes(bytes[0])) return bytes.subarray(0, 1);
  let length = 3;
  while (length < bytes.length && bytes[length] !== 0) {
    length += bytes[length] === SET_ADDRESS ? 3 : 1;
  }
  return bytes.subarray(0, length);
}

/** Begins to write a stream; false when it is too long. */
export function displayWrite(
  n: Nucleus,
  next: EffectNext,
  command: number,
  stream: Uint8Array,
): boolean {
  if (stream.length > DISPLAY_LENGTH) return false;
  n.state.console.display = 'shown';
  n.machine.store(DISPLAY_BUFFER, stream);
  display(n, next, DISPLAY_WRITE, CONTROL[command] ?? 0, Math.max(1, stream.length));
  return true;
}

/** Whether a command waits for a key before its screen. */
export function awaitsKey({ activations, abend, console }: NucleusState): boolean {
  const next = activations.at(-1)?.next;
  if (abend !== undefined || console.display === 'off' || next?.kind !== 'effect') return false;
  return next.effect.kind === 'display-read' && next.progress?.stage === 'waiting';
}

/**
 * Whether the terminal has got another size since the command learned it, in which case there will be no attention any more:
 * it reads once without a key, and sees.
 */
function outgrown(n: Nucleus): boolean {
  const { told } = n.state.console;
  const now = readDisplaySize(n);
  if (told === undefined || now === undefined) return false;
  n.state.console.told = now;
  return told.rows !== now.rows || told.columns !== now.columns;
}

/** Reads when there was an attention, or at once; else waits for one. */
export function displayRead(
  n: Nucleus,
  next: EffectNext,
  buffer: 'next' | 'now' | undefined,
): void {
  const c = n.state.console;
  next.progress ??= { stage: 'waiting', count: 0 };
  // whoever reads once more waits for a key, not for a line
  if (c.display === 'taken') c.display = 'shown';
  if (c.owed === 0 && buffer !== 'now' && !outgrown(n)) {
    waitForInterruption(n);
    return;
  }
  c.owed = 0;
  n.machine.store(DISPLAY_BUFFER, new Uint8Array(INBOUND_LENGTH));
  const control = buffer === undefined ? READ_MODIFIED : READ_BUFFER;
  display(n, next, DISPLAY_READ, control, INBOUND_LENGTH);
}

/** The device has an interruption first, as when a line was typed ahead in this moment: what was to be done is done behind it. */
export function displayBusy(n: Nucleus, next: EffectNext): void {
  // the attention for which there is something to be read has been taken before
  if (next.effect.kind === 'display-read' && next.effect.buffer !== 'now') n.state.console.owed = 1;
  next.progress = { stage: 'waiting', count: 0 };
  waitForInterruption(n);
}

function display(
  n: Nucleus,
  next: EffectNext,
  command: number,
  control: number,
  count: number,
): void {
  const m = n.machine;
  next.progress = { stage: 'diagnose', count: 0 };
  m.setWord(CCW_DISPLAY, (command << 24) | DISPLAY_BUFFER);
  m.setWord(CCW_DISPLAY + 4, (0x20 << 24) | (control << 16) | count);
  m.setRegister(2, CCW_DISPLAY);
  m.setRegister(4, CONSOLE);
  m.loadPsw(PSW_DISABLED, STUB.diagnose58);
}

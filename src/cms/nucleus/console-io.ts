/**
 * The console of CMS: channel programs for device 009, started by the SIO stub and ended by interruptions.
 * One is under way at a time. A line typed while something runs comes as an attention; the read behind it
 * is started in the middle of whatever runs, which goes on while the line is on its way.
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import { translateInput, translateOutput } from '../shell/console-translation.js';
import { STACK_LIMIT } from '../program-stack.js';
import {
  CAW,
  CCWS,
  CONSOLE_IN,
  CONSOLE_LINE,
  CONSOLE_LINES,
  CONSOLE_OUT,
  CSW,
  PSW_DISABLED,
  STUB,
} from './layout.js';
import type { Activation, Nucleus } from './nucleus.js';

/** Device address of the console. */
export const CONSOLE = 0x009;

/** Unit status bits (Principles of Operation, "Unit Status"). */
export const STATUS = {
  attention: 0x80,
  busy: 0x10,
  channelEnd: 0x08,
  deviceEnd: 0x04,
  unitCheck: 0x02,
  unitException: 0x01,
} as const;

const WRITE_WITH_RETURN = 0x09;
const READ_INQUIRY = 0x0a;
const CHAIN_COMMAND = 0x40;
const IGNORE_LENGTH = 0x20;
const READ_LENGTH = 255;
const READ_CCW = CCWS + 0x1f0;

/** Whether a channel program for the console can be started now. */
export function consoleFree(n: Nucleus): boolean {
  return n.state.console.active === 'none' && !n.state.console.busy;
}

/** Starts to type the next lines of an activation. */
export function startWrite(n: Nucleus, a: Activation): void {
  const lines = a.lines.slice(a.typed, a.typed + CONSOLE_LINES);
  const bytes = new Uint8Array(CONSOLE_LINES * CONSOLE_LINE);
  lines.forEach((line, i) => {
    const text = translateOutput(n.cms.settings, toEbcdic(line.slice(0, CONSOLE_LINE)));
    const length = Math.max(1, text.length);
    bytes.set(text.length === 0 ? [0x40] : text, i * CONSOLE_LINE);
    const chain = i === lines.length - 1 ? IGNORE_LENGTH : CHAIN_COMMAND | IGNORE_LENGTH;
    const at = CONSOLE_OUT + i * CONSOLE_LINE;
    putCcw(n, CCWS + i * 8, WRITE_WITH_RETURN, at, chain, length);
  });
  n.machine.store(CONSOLE_OUT, bytes.subarray(0, lines.length * CONSOLE_LINE));
  n.state.console.count = lines.length;
  n.state.console.active = 'write';
  // a line takes the screen away from a full-screen program, which then paints it anew
  n.state.console.display = 'off';
  n.cost += lines.length;
  startIo(n, 'console', CONSOLE, CCWS);
}

/** Starts a read: one that somebody waits for (VM READ), or the one behind an attention. */
export function startRead(n: Nucleus, purpose: 'read' | 'attention'): void {
  putCcw(n, READ_CCW, READ_INQUIRY, CONSOLE_IN, IGNORE_LENGTH, READ_LENGTH);
  n.state.console.active = purpose;
  startIo(n, 'console', CONSOLE, READ_CCW);
}

/**
 * Whether the line behind an attention should be fetched now. Attentions do not add up: a console keeps one line, and a second read
 * behind ENTER alone would wait for a further one, and keep what runs from typing.
 */
export function attentionDue(n: Nucleus): boolean {
  const c = n.state.console;
  const lines = c.display !== 'shown' && consoleFree(n);
  return c.owed > 0 && lines && n.cms.stack.size < STACK_LIMIT / 2;
}

/** The SIO for the console has set this condition code. */
export function consoleStarted(n: Nucleus, cc: number, a: Activation | undefined): void {
  const c = n.state.console;
  const purpose = c.active;
  const status = cc === 1 ? (n.machine.word(CSW + 4) ?? 0) >>> 24 : 0;
  if (cc === 0) {
    if (purpose === 'attention') c.owed--;
    if (purpose === 'write' && a !== undefined) a.typed += c.count;
    return;
  }
  c.active = 'none';
  if (cc === 1) {
    if ((status & STATUS.attention) !== 0) c.owed = 1;
    if ((status & STATUS.busy) !== 0 && (status & STATUS.attention) === 0) c.busy = true;
    // a console that fails must not hold up for ever what wants to type
    if ((status & STATUS.unitCheck) !== 0 && a !== undefined) a.typed += c.count;
  } else if (cc === 2) {
    c.busy = true;
  } else {
    // there is no console: output goes nowhere, reads wait for one
    c.owed = 0;
    if (purpose === 'write' && a !== undefined) a.typed = a.lines.length;
    else c.busy = true;
  }
}

/** An interruption of the console; gives the line when a read has ended. */
export function consoleInterruption(
  n: Nucleus,
  status: number,
  residual: number,
): { readonly line: string; readonly purpose: 'read' | 'attention' } | undefined {
  const c = n.state.console;
  c.busy = false;
  if ((status & STATUS.attention) !== 0) c.owed = 1;
  if (c.active === 'none' || (status & (STATUS.deviceEnd | STATUS.unitCheck)) === 0)
    return undefined;
  const purpose = c.active;
  c.active = 'none';
  if (purpose === 'write' || (status & (STATUS.unitCheck | STATUS.unitException)) !== 0) {
    return undefined;
  }
  const length = Math.max(0, READ_LENGTH - residual);
  const bytes = n.machine.fetch(CONSOLE_IN, length) ?? new Uint8Array();
  const line = fromEbcdic(bytes).replace(/[\0\s]+$/, '');
  return { line: translateInput(n.cms.settings, line), purpose };
}

/** Goes to the SIO stub with a channel program. */
export function startIo(
  n: Nucleus,
  who: 'console' | 'unit',
  device: number,
  channelProgram: number,
): void {
  n.state.starting = who;
  n.machine.setWord(CAW, channelProgram);
  n.machine.setRegister(1, device);
  n.machine.loadPsw(PSW_DISABLED, STUB.sio);
}

/** Puts a CCW into storage. */
export function putCcw(
  n: Nucleus,
  at: number,
  command: number,
  address: number,
  flags: number,
  count: number,
): void {
  n.machine.setWord(at, (command << 24) | address);
  n.machine.setWord(at + 4, (flags << 24) | count);
}

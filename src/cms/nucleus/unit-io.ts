/**
 * Cards and printer lines: channel programs for unit-record devices in a buffer of the nucleus, started by
 * SIO and ended by an interruption. One device is at work at a time.
 */
import type { Answer } from '../command.js';
import {
  CSW,
  PSW_DISABLED,
  RECORD_BUFFER as PROGRAM,
  RECORD_BUFFER_LENGTH as LENGTH,
  SCRATCH,
  STUB,
} from './layout.js';
import { putCcw, startIo, STATUS } from './console-io.js';
import { tapeEnded, tapeSensed } from './tape-io.js';
import {
  goIdle,
  waitForInterruption,
  type InnerEffect,
  type Next,
  type Nucleus,
  type UnitState,
} from './nucleus.js';

const CARD = 80;
const READ_CARD = 0x02;
const SENSE = 0x04;
const CHAIN_COMMAND = 0x40;
const IGNORE_LENGTH = 0x20;
const INTERVENTION_REQUIRED = 0x40;
/** CCWs in one channel program; their data begins behind them. */
const CHAIN = 48;
const DATA = PROGRAM + CHAIN * 8;

type UnitEffect = Extract<InnerEffect, { kind: 'read-cards' | 'write-records' | 'tape' }>;
type EffectNext = Extract<Next, { kind: 'effect' }>;

/** Goes on with an effect on a unit-record device; gives the answer when it is done. */
export function performUnit(n: Nucleus, effect: UnitEffect, next: EffectNext): Answer | undefined {
  const unit = n.state.unit;
  next.progress ??= { stage: 'transfer', count: 0 };
  const progress = next.progress;
  if (unit === undefined || unit.phase === 'busy') {
    if (effect.kind === 'write-records' && progress.count >= effect.records.length) {
      return { kind: 'written', result: 'ok' };
    }
    start(n, effect, progress.stage, progress.count);
    return undefined;
  }
  if (unit.phase === 'started' || unit.phase === 'orphan') {
    waitForInterruption(n);
    return undefined;
  }
  n.state.unit = undefined;
  if (effect.kind === 'tape') {
    if (progress.stage === 'sense') return tapeSensed(n, effect);
    const ended = tapeEnded(effect, unit);
    if (ended !== undefined) return ended;
    next.progress = { stage: 'sense', count: 0 };
    goIdle(n);
    return undefined;
  }
  if (unit.phase === 'gone') {
    return effect.kind === 'read-cards' ? cards([], 'no-device') : written('no-device');
  }
  if (progress.stage === 'sense') {
    const sense = n.machine.fetch(SCRATCH, 1)?.[0] ?? 0;
    const empty = (sense & INTERVENTION_REQUIRED) !== 0;
    if (effect.kind === 'read-cards') return cards([], empty ? 'empty' : 'error');
    return written(empty ? 'not-ready' : 'error');
  }
  if ((unit.status & (STATUS.unitCheck << 8)) !== 0) {
    const read = effect.kind === 'read-cards' ? cardsRead(n, unit, effect.width) : [];
    // cards in front of the one that failed are given out first; the next read finds the reason again
    if (read.length > 0) return cards(read, 'more');
    next.progress = { stage: 'sense', count: progress.count };
    goIdle(n);
    return undefined;
  }
  if (effect.kind === 'read-cards') {
    const end = (unit.status & (STATUS.unitException << 8)) !== 0;
    if (!end && (unit.status & 0xff) !== 0) return cards([], 'error');
    return cards(cardsRead(n, unit, effect.width), end ? 'end-of-file' : 'more');
  }
  if ((unit.status & 0xff) !== 0) return written('error');
  next.progress = {
    stage: 'transfer',
    count: progress.count + chainLength(effect, progress.count),
  };
  goIdle(n);
  return undefined;
}

/** The SIO for the unit has set this condition code. */
export function unitStarted(n: Nucleus, cc: number): void {
  const unit = n.state.unit;
  if (unit === undefined) return;
  if (cc === 0) unit.phase = 'started';
  else if (cc === 3) unit.phase = 'gone';
  else if (cc === 1) {
    const status = (n.machine.word(CSW + 4) ?? 0) >>> 24;
    if ((status & STATUS.busy) !== 0) unit.phase = 'busy';
    // the channel is done with a command that moves no data, the tape still moves: its end comes by an interruption
    else if ((status & (STATUS.deviceEnd | STATUS.unitCheck)) === 0) unit.phase = 'started';
    else {
      // SIO stores the status only: the address in the CSW is that of some I/O before
      endUnit(n, unit.device, PROGRAM + 8);
    }
  }
}

/** An interruption of a unit-record device. */
export function unitInterruption(n: Nucleus, device: number): void {
  const unit = n.state.unit;
  if (unit?.device !== device || (unit.phase !== 'started' && unit.phase !== 'orphan')) return;
  const status = (n.machine.word(CSW + 4) ?? 0) >>> 24;
  const ended = STATUS.deviceEnd | STATUS.unitCheck;
  if ((status & ended) !== 0 || ((n.machine.word(CSW + 4) ?? 0) & 0xff0000) !== 0) {
    if (unit.phase === 'orphan') n.state.unit = undefined;
    else endUnit(n, device);
  }
}

/**
 * HX: nobody waits for the transfer any more, which may itself wait for CP: HIO ends it, and the buffer is
 * free when its interruption has come. A second HX gives a device up that never ends. Goes to the idle loop.
 */
export function abandonUnit(n: Nucleus): void {
  const unit = n.state.unit;
  if (unit?.phase !== 'started') {
    n.state.unit = undefined;
    goIdle(n);
    return;
  }
  unit.phase = 'orphan';
  n.machine.setRegister(1, unit.device);
  n.machine.loadPsw(PSW_DISABLED, STUB.hio);
}

/** The HIO of the stub has been executed: an interruption follows, unless the device is gone. */
export function unitHalted(n: Nucleus): void {
  if (((n.machine.psw()[1] >>> 28) & 3) === 3) n.state.unit = undefined;
  goIdle(n);
}

function endUnit(n: Nucleus, device: number, ccw?: number): void {
  const second = n.machine.word(CSW + 4) ?? 0;
  n.state.unit = {
    device,
    phase: 'ended',
    status: second >>> 16,
    ccw: ccw ?? (n.machine.word(CSW) ?? 0) & 0xffffff,
    residual: second & 0xffff,
  };
}

function start(n: Nucleus, effect: UnitEffect, stage: string, from: number): void {
  const device = effect.device;
  n.state.unit = { device, phase: 'busy', status: 0, ccw: 0, residual: 0 };
  if (stage === 'sense') putCcw(n, PROGRAM, SENSE, SCRATCH, IGNORE_LENGTH, 2);
  else if (effect.kind === 'tape')
    putCcw(n, PROGRAM, effect.command, effect.at, IGNORE_LENGTH, effect.count);
  else if (effect.kind === 'read-cards') readChain(n, effect.count, effect.width);
  else writeChain(n, effect, from);
  startIo(n, 'unit', device, PROGRAM);
}

function readChain(n: Nucleus, wanted: number, width = CARD): void {
  const room = Math.floor((PROGRAM + LENGTH - DATA) / width);
  const count = Math.max(1, Math.min(CHAIN, room, wanted));
  for (let i = 0; i < count; i++) {
    const flags = i === count - 1 ? IGNORE_LENGTH : CHAIN_COMMAND | IGNORE_LENGTH;
    putCcw(n, PROGRAM + i * 8, READ_CARD, DATA + i * width, flags, width);
  }
  n.machine.store(DATA, new Uint8Array(count * width).fill(0x40));
  n.cost += count;
}

function writeChain(
  n: Nucleus,
  effect: Extract<UnitEffect, { kind: 'write-records' }>,
  from: number,
): void {
  const count = chainLength(effect, from);
  let at = DATA;
  for (let i = 0; i < count; i++) {
    const record = effect.records[from + i];
    if (record === undefined) break;
    const flags = i === count - 1 ? IGNORE_LENGTH : CHAIN_COMMAND | IGNORE_LENGTH;
    // a count of 0 is no CCW: a command without data gets one blank, which it does not take
    const data = record.data.length === 0 ? Uint8Array.of(0x40) : record.data.subarray(0, MAXIMUM);
    putCcw(n, PROGRAM + i * 8, record.command, at, flags, data.length);
    n.machine.store(at, data);
    at += data.length;
  }
  n.cost += count;
}

/** Longest record. */
const MAXIMUM = 256;

function chainLength(effect: Extract<UnitEffect, { kind: 'write-records' }>, from: number): number {
  let bytes = 0;
  let count = 0;
  while (count < CHAIN && from + count < effect.records.length) {
    bytes += Math.max(1, Math.min(MAXIMUM, effect.records[from + count]?.data.length ?? 0));
    if (DATA + bytes > PROGRAM + LENGTH) break;
    count++;
  }
  return count;
}

function cardsRead(n: Nucleus, unit: UnitState, width = CARD): Uint8Array[] {
  const executed = (unit.ccw - PROGRAM) / 8;
  const failed = (unit.status & ((STATUS.unitCheck | STATUS.unitException) << 8)) !== 0;
  const count = Math.max(0, Math.min(CHAIN, failed ? executed - 1 : executed));
  const out: Uint8Array[] = [];
  for (let i = 0; i < count; i++) {
    const card = n.machine.fetch(DATA + i * width, width);
    if (card !== undefined) out.push(card);
  }
  return out;
}

function cards(list: Uint8Array[], end: Extract<Answer, { kind: 'cards' }>['end']): Answer {
  return { kind: 'cards', cards: list, end };
}

function written(result: Extract<Answer, { kind: 'written' }>['result']): Answer {
  return { kind: 'written', result };
}

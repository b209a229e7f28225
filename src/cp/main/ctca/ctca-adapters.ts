/**
 * Channel-to-channel adapters: pairs of ends that COUPLE has joined. What each end has asked for is here, on main's
 * side alone, so that it does not matter on which processors the machines are, or whether they move. The rules are
 * those of the adapter in basic mode (IBM 3088, GA22-7081, "Command Responses").
 */
import { ctcaCommand } from '../../../devices/ctca.js';
import type { UnitAnswer, UnitAsk } from '../../../devices/unit.js';
import type { CtcaService, Machine } from '../cp-services.js';
import { deviceText4 } from '../operands.js';

/** What an end waits for; an end without it is available. */
interface Waiting {
  /** `moving`: a write and a read have met, and the data are on their way. */
  readonly state: 'prepare' | 'control' | 'read' | 'write' | 'moving';
  readonly command: number;
  readonly length: number;
  /** Answers the ask for the end of the command (that of PREPARE is the only one); undefined while there is none yet. */
  readonly answer: ((answer: UnitAnswer) => void) | undefined;
}

interface End {
  readonly machine: Machine;
  address: number;
  other: End | undefined;
  waiting: Waiting | undefined;
  /** How a command has ended that has not been asked about yet. */
  ended: UnitAnswer | undefined;
}

/** What the adapters need of CP. */
export interface CtcaSurroundings {
  inform(userid: string, line: string): void;
}

/** Why two ends could not be joined. */
export type CoupleFailure = 'ours-coupled' | 'theirs-coupled' | 'itself';

/** The most that goes over at once. */
const MOST = 256 * 1024;

/** All adapters. */
export class CtcaAdapters implements CtcaService {
  readonly #cp: CtcaSurroundings;
  readonly #ends = new Set<End>();

  constructor(cp: CtcaSurroundings) {
    this.#cp = cp;
  }

  couple(
    machine: Machine,
    address: number,
    other: Machine,
    otherAddress: number,
  ): CoupleFailure | undefined {
    if (machine === other && address === otherAddress) return 'itself';
    if (this.#at(machine, address) !== undefined) return 'ours-coupled';
    if (this.#at(other, otherAddress) !== undefined) return 'theirs-coupled';
    const nothing = { other: undefined, waiting: undefined, ended: undefined };
    const ours: End = { machine, address, ...nothing };
    const theirs: End = { machine: other, address: otherAddress, ...nothing, other: ours };
    ours.other = theirs;
    this.#ends.add(ours).add(theirs);
    return undefined;
  }

  coupled(
    machine: Machine,
    address: number,
  ): { readonly userid: string; readonly address: number } | undefined {
    const other = this.#at(machine, address)?.other;
    return other && { userid: other.machine.userid, address: other.address };
  }

  uncouple(machine: Machine, address: number): boolean {
    const end = this.#at(machine, address);
    if (end === undefined) return false;
    const { other } = end;
    this.#ends.delete(end);
    if (end.waiting !== undefined) this.#finish(end, { kind: 'none' });
    if (other === undefined) return true;
    this.#ends.delete(other);
    if (other.waiting !== undefined) this.#finish(other, { kind: 'none' });
    const where = deviceText4(other.address);
    const line = `CTCA ${where} DROPPED FROM ${machine.userid} ${deviceText4(address)}`;
    this.#cp.inform(other.machine.userid, line);
    return true;
  }

  waits(machine: Machine, address: number): boolean {
    return this.#at(machine, address)?.waiting !== undefined;
  }

  ask(machine: Machine, address: number, ask: UnitAsk): Promise<UnitAnswer> {
    const end = this.#at(machine, address);
    if (end === undefined) return Promise.resolve({ kind: 'none' });
    if (ask.kind === 'ctca-data') return Promise.resolve(this.#data(end, ask.bytes));
    if (ask.kind === 'ctca-end') return this.#end(end);
    if (ask.kind !== 'ctca') return Promise.resolve({ kind: 'refused' });
    return new Promise((resolve) => {
      this.#command(end, ask.command, ask.length, resolve);
    });
  }

  /** HIO, RESET vdev: what an end has asked for is not wanted any more. */
  withdrawn(machine: Machine, address: number): void {
    const end = this.#at(machine, address);
    if (end === undefined) return;
    end.ended = undefined;
    if (end.waiting === undefined) return;
    const moving = end.waiting.state === 'moving';
    end.waiting = undefined;
    if (moving && end.other?.waiting?.state === 'moving') {
      this.#finish(end.other, { kind: 'refused' });
    }
  }

  /** IPL, reset, the death of a processor: the other ends learn it where they wait for this machine. */
  reset(machine: Machine): void {
    for (const end of this.#ends) {
      if (end.machine !== machine) continue;
      end.waiting = undefined;
      end.ended = undefined;
      const { other } = end;
      if (other?.waiting !== undefined && other.machine !== machine) {
        this.#finish(other, { kind: 'refused' });
      }
    }
  }

  /** LOGOFF and FORCE. */
  logoff(machine: Machine): void {
    for (const end of [...this.#ends]) {
      if (end.machine === machine) this.uncouple(machine, end.address);
    }
  }

  renumbered(machine: Machine, from: number, to: number): void {
    const end = this.#at(machine, from);
    if (end !== undefined) end.address = to;
  }

  describe(machine: Machine, address: number): readonly string[] {
    if (machine.devices.get(address)?.spec.type !== 'ctca') return [];
    const there = this.coupled(machine, address);
    const front = `CTCA ${deviceText4(address)}`;
    return there === undefined
      ? [`${front} UNCOUPLED`]
      : [`${front} COUPLED TO ${there.userid.padEnd(8)} ${deviceText4(there.address)}`];
  }

  #at(machine: Machine, address: number): End | undefined {
    for (const end of this.#ends)
      if (end.machine === machine && end.address === address) return end;
    return undefined;
  }

  #finish(end: End, answer: UnitAnswer): void {
    const { waiting } = end;
    end.waiting = undefined;
    if (waiting?.answer !== undefined) waiting.answer(answer);
    else if (waiting !== undefined) end.ended = answer;
  }

  /** The end of a command that was taken. */
  #end(end: End): Promise<UnitAnswer> {
    const { ended, waiting } = end;
    end.ended = undefined;
    if (ended !== undefined) return Promise.resolve(ended);
    if (waiting === undefined) return Promise.resolve({ kind: 'refused' });
    return new Promise((answer) => {
      end.waiting = { ...waiting, answer };
    });
  }

  /** One command of an end that is available, by what the other end waits for. */
  #command(end: End, command: number, length: number, answer: (answer: UnitAnswer) => void): void {
    const other = end.other!;
    const theirs = other.waiting?.state;
    const kind = ctcaCommand(command) ?? 'sense-command';
    if (kind === 'sense-command') {
      // this is what a control command has waited for
      const byte = theirs === undefined ? 0 : other.waiting!.command;
      answer({ kind: 'stream', bytes: Uint8Array.of(byte) });
      if (theirs === 'control') this.#finish(other, { kind: 'done' });
      return;
    }
    if (kind === 'prepare') {
      // a command of the other end is there already, or comes
      if (theirs === undefined) end.waiting = { state: 'prepare', command, length, answer };
      else answer({ kind: 'done' });
      if (theirs === 'prepare') this.#finish(other, { kind: 'done' });
      return;
    }
    end.ended = undefined;
    const wanted = { state: kind, command, length, answer: undefined };
    const meets =
      (kind === 'write' && theirs === 'read') || (kind === 'read' && theirs === 'write');
    if (meets) {
      this.#meet(end, other, wanted, answer);
      return;
    }
    if (theirs !== undefined && theirs !== 'prepare') {
      // both want the same, or the control command has to be sensed first
      answer({ kind: 'busy' });
      return;
    }
    end.waiting = wanted;
    if (theirs === 'prepare') this.#finish(other, { kind: 'done' });
    else void other.machine.request({ op: 'attention', address: other.address });
    answer({ kind: 'waits' });
  }

  /** A write and a read: the writer is told how much to send, and the reader waits for it. */
  #meet(end: End, other: End, waiting: Waiting, answer: (answer: UnitAnswer) => void): void {
    const theirs = other.waiting!;
    const count = Math.min(waiting.length, theirs.length, MOST);
    end.waiting = { ...waiting, state: 'moving' };
    if (waiting.state === 'write') {
      other.waiting = { ...theirs, state: 'moving' };
      answer({ kind: 'send', count });
      return;
    }
    answer({ kind: 'waits' });
    // its end is that it has to send; that has no answer of its own any more
    other.waiting = { ...theirs, state: 'moving', answer: undefined };
    if (theirs.answer !== undefined) theirs.answer({ kind: 'send', count });
    else other.ended = { kind: 'send', count };
  }

  /** The writer has sent: the reader gets it, and both have ended. */
  #data(end: End, bytes: Uint8Array): UnitAnswer {
    const { other } = end;
    if (end.waiting?.state !== 'moving' || other?.waiting?.state !== 'moving') {
      return { kind: 'refused' };
    }
    end.waiting = undefined;
    this.#finish(other, { kind: 'stream', bytes });
    return { kind: 'done' };
  }
}

/**
 * Whose turn is next. Each machine has a share of the processor (SET SHARE): absolute shares take their
 * percent of it, relative ones divide the rest among themselves, all of it only among the machines that want to
 * run. A machine that has used less of its share than the others goes first; one that has just been woken
 * goes before all for a short while, so that a person at a terminal is answered at once.
 */
import type { Usage } from './usage-meter.js';

/** A share as SET SHARE gives it: relative 1 to 10000, absolute percent 0.1 to 100. */
export interface Share {
  readonly kind: 'relative' | 'absolute';
  readonly value: number;
}

/** What the queue knows of a machine. */
export class Account implements Usage {
  used = 0;
  /** Settled up to this much of `used`. */
  settled = 0;
  share: Share;
  /** Time used, divided by entitlement. */
  virtual = 0;
  runnable = false;
  /** Runs before all others until it has used so much. */
  interactiveUntil = 0;
  /** It has given up its slice: another goes first, once. */
  yields = false;
  /** Order of waking, for turns among those that have just been woken. */
  woken = 0;

  constructor(share: Share) {
    this.share = share;
  }
}

/** Milliseconds that a machine just woken runs before all others. */
const INTERACTIVE = 5;
/** How far (in time divided by entitlement) a machine that slept may be in front of the others. */
const CREDIT = 5;
/** How far behind the others it may be and still be preferred when it wakes. */
const PATIENCE = 100;
/** What absolute shares together leave to the relative ones, percent. */
const ABSOLUTE_LIMIT = 99;

/** The machines of one real processor that want to run. */
export class RunQueue {
  readonly #runnable = new Set<Account>();
  /** Virtual time that all who run have reached. */
  #floor = 0;
  #wakes = 0;
  #absolute = 0;
  #relative = 0;

  /** Machines that want to run. */
  get size(): number {
    return this.#runnable.size;
  }

  /** The machine wants to run. Does nothing when it is in the queue. */
  wake(account: Account): void {
    if (account.runnable) return;
    this.#settleAll();
    account.settled = account.used;
    account.runnable = true;
    account.virtual = Math.max(account.virtual, this.#floor - CREDIT);
    account.woken = ++this.#wakes;
    const preferred = account.virtual - this.#floor <= PATIENCE;
    account.interactiveUntil = preferred ? account.used + INTERACTIVE : account.used;
    this.#runnable.add(account);
    this.#weigh();
  }

  /** The machine waits. */
  sleep(account: Account): void {
    if (!account.runnable) return;
    this.#settleAll();
    account.runnable = false;
    this.#runnable.delete(account);
    this.#weigh();
  }

  /** The machine gives up its slice: its turn comes when another has had one. */
  pass(account: Account): void {
    account.interactiveUntil = account.used;
    account.yields = true;
  }

  /** A share has been changed. */
  change(account: Account, share: Share): void {
    this.#settleAll();
    account.share = share;
    this.#weigh();
  }

  /** The machine whose turn it is; undefined when none wants to run. */
  next(): Account | undefined {
    this.#settleAll();
    let best: Account | undefined;
    let woken: Account | undefined;
    let floor = Infinity;
    let passed: Account | undefined;
    for (const account of this.#runnable) {
      if (account.yields) {
        account.yields = false;
        passed = account;
        continue;
      }
      if (account.virtual < floor) {
        floor = account.virtual;
        best = account;
      }
      if (account.used < account.interactiveUntil && account.woken < (woken?.woken ?? Infinity)) {
        woken = account;
      }
    }
    if (best !== undefined) this.#floor = Math.max(this.#floor, floor);
    return woken ?? best ?? passed;
  }

  /** The part of the processor that a machine is entitled to now, 0 to 1. */
  entitlement(account: Account): number {
    const { kind, value } = account.share;
    const forAbsolute = Math.min(this.#absolute, this.#relative > 0 ? ABSOLUTE_LIMIT : 100) / 100;
    if (kind === 'absolute') return forAbsolute * (value / Math.max(this.#absolute, 1e-9));
    return (1 - forAbsolute) * (value / Math.max(this.#relative, 1e-9));
  }

  #settleAll(): void {
    for (const account of this.#runnable) {
      const used = account.used - account.settled;
      if (used === 0) continue;
      account.settled = account.used;
      account.virtual += used / this.entitlement(account) / Math.max(1, this.#runnable.size);
    }
  }

  #weigh(): void {
    this.#absolute = 0;
    this.#relative = 0;
    for (const { share } of this.#runnable) {
      if (share.kind === 'absolute') this.#absolute += share.value;
      else this.#relative += share.value;
    }
  }
}

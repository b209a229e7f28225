/**
 * What a machine has really used of its processor: the wall time of its turns less what the thread had to
 * wait for a processor of the host meanwhile; on the virtual clock instructions are counted instead.
 */

/** What one machine has used. */
export interface Usage {
  /** Processor time used since the machine came here, milliseconds. */
  used: number;
}

/** A virtual processor whose runs are timed. */
export interface RunCharge {
  /**
   * Virtual time that was charged and turned out not to have been used, microseconds: so much of what it uses
   * next is free. Timers of a guest never go back.
   */
  overcharged: number;
}

/** Debits machines for what their turns used, and tells what of it their guests used. */
export interface UsageMeter {
  /** A turn of a machine begins. */
  turnBegins(usage: Usage): void;
  /** A guest's own instructions are about to run; gives what {@link UsageMeter.ran} is to be told. */
  begin(): number;
  /**
   * They have run, within a turn that has not ended yet.
   * @param begun - what `begin` gave
   * @param units - instructions executed, for a meter that counts those
   * @returns virtual time to be charged, microseconds
   */
  ran(charge: RunCharge, begun: number, units: number): number;
  /**
   * A turn of a machine has ended.
   * @param wall - milliseconds that it took by the clock
   * @param units - instructions executed and work charged, for a meter that counts those
   */
  turn(usage: Usage, wall: number, units: number): void;
  /** Settles what is known by now (before a figure is shown, or the machine leaves). */
  settle(): void;
}

/** Instructions that count as a microsecond where instructions are counted. */
export const INSTRUCTIONS_A_MICROSECOND = 100;

/** Counts instructions: the same run gives the same debits. */
export class InstructionMeter implements UsageMeter {
  turnBegins(): void {
    // every turn is settled at once
  }

  begin(): number {
    return 0;
  }

  ran(_charge: RunCharge, _begun: number, units: number): number {
    return units / INSTRUCTIONS_A_MICROSECOND;
  }

  turn(usage: Usage, _wall: number, units: number): void {
    usage.used += units / INSTRUCTIONS_A_MICROSECOND / 1000;
  }

  settle(): void {
    // every turn is settled at once
  }
}

/**
 * Milliseconds of turns between two looks at what the thread waited: a turn of usual length has its own, unless
 * the same machine has the next one, too, whose waiting is the same account's.
 */
const SETTLE_AFTER = 0.5;
const SETTLE_ALONE = 5;
/** What a turn is debited at the most when it is not known how much of it was waiting. */
const LONGEST_TURN = 2.5;

/** What a meter sees of the host. */
export interface ThreadTimes {
  /**
   * Milliseconds that this thread has waited for a processor since it began, although it wanted to run;
   * undefined where the host does not tell.
   */
  waited(): number | undefined;
  /** The clock by which the wall time of turns is taken, milliseconds. */
  now(): number;
}

/**
 * Debits turns by the clock and takes off what the thread waited in them. (The host counts waiting exactly, at
 * each change of thread; the time that a thread ran it counts by ticks of up to 4 ms, which says nothing
 * about one turn.) A guest's own runs within the turns are timed by the same clock, and have the same part taken off.
 */
export class ThreadMeter implements UsageMeter {
  readonly #times: ThreadTimes;
  readonly #turns = new Map<Usage, { wall: number; count: number }>();
  /** Milliseconds by the clock that guests ran in these turns. */
  readonly #runs = new Map<RunCharge, number>();
  #wall = 0;
  #waited: number | undefined;
  #looked: number;

  constructor(times: ThreadTimes) {
    this.#times = times;
    this.#waited = times.waited();
    this.#looked = times.now();
  }

  turnBegins(usage: Usage): void {
    if (this.#wall < SETTLE_AFTER) return;
    const outside = this.#times.now() - this.#looked - this.#wall;
    if (outside > SETTLE_AFTER || !this.#turns.has(usage)) this.settle();
  }

  begin(): number {
    return this.#times.now();
  }

  ran(charge: RunCharge, begun: number): number {
    const wall = Math.max(0, this.#times.now() - begun);
    this.#runs.set(charge, (this.#runs.get(charge) ?? 0) + wall);
    const free = Math.min(charge.overcharged, wall * 1000);
    charge.overcharged -= free;
    return wall * 1000 - free;
  }

  turn(usage: Usage, wall: number): void {
    // debited as it is for now, so that the next turn is another's, and put right when more is known
    usage.used += wall;
    const turns = this.#turns.get(usage);
    if (turns === undefined) this.#turns.set(usage, { wall, count: 1 });
    else {
      turns.wall += wall;
      turns.count++;
    }
    this.#wall += wall;
    const alone = this.#turns.size === 1 && this.#waited !== undefined;
    if (this.#wall >= (alone ? SETTLE_ALONE : SETTLE_AFTER)) this.settle();
  }

  settle(): void {
    if (this.#wall === 0) return;
    const now = this.#times.now();
    const waited = this.#times.waited();
    // between the turns the thread may have waited too, behind its sleep above all: that is taken off first
    const outside = Math.max(0, now - this.#looked - this.#wall);
    const all =
      waited === undefined || this.#waited === undefined ? undefined : waited - this.#waited;
    const inside = Math.min(this.#wall, Math.max(0, (all ?? 0) - outside));
    const sure = all !== undefined && all <= inside + SETTLE_AFTER;
    let off = 0;
    for (const [usage, { wall, count }] of this.#turns) {
      const ran = wall * (1 - inside / this.#wall);
      const less = wall - (sure ? ran : Math.min(ran, count * LONGEST_TURN));
      usage.used -= less;
      off += less;
    }
    const part = off / this.#wall;
    for (const [charge, wall] of this.#runs) charge.overcharged += wall * 1000 * part;
    this.#turns.clear();
    this.#runs.clear();
    this.#wall = 0;
    this.#waited = waited;
    this.#looked = now;
  }
}

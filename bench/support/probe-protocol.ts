/** What a bench asks of the probe inside the system, and what it is told. */

/** Begin and end watching the event loop; collect garbage; only tell. */
export type ProbeQuestion = 'watch' | 'unwatch' | 'collect' | 'look';

/** The system's process as the probe sees it. Times in milliseconds unless said otherwise. */
export interface ProbeAnswer {
  /** How late the event loop was, by the clock: everything that kept it, the host's other work too. */
  readonly delay: {
    readonly median: number;
    readonly p99: number;
    readonly p999: number;
    readonly most: number;
    readonly count: number;
  };
  /** What the main thread itself ran between two looks: the highest hundredth, ascending. */
  readonly ran: readonly number[];
  /** Looks in all. */
  readonly ticks: number;
  readonly memory: NodeJS.MemoryUsage;
  /** Microseconds of the whole process. */
  readonly processor: NodeJS.CpuUsage;
}

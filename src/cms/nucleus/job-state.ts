/** The job of CMSBATCH under way: what it may use, and what it has used. */

/** What is limited, as /SET cards have it. */
export const LIMITED = ['TIME', 'PRINT', 'PUNCH'] as const;
/** One of them. */
export type Limited = (typeof LIMITED)[number];
/** Whether a word is one of them. */
export function isLimited(word: string | undefined): word is Limited {
  return LIMITED.some((one) => one === word);
}
/** The most that a job can be given of each. */
export const MOST_OF_A_JOB = 32767;

/** The job under way; plain data. */
export interface JobLimits {
  /** Activations when it began: who is called from deeper within is the job, not CMSBATCH. */
  readonly depth: number;
  /** A command of the job runs. */
  running: boolean;
  /** Seconds, lines, cards. */
  readonly most: Record<Limited, number>;
  readonly used: Record<'PRINT' | 'PUNCH', number>;
  /** Virtual processor time when it began, microseconds. */
  readonly began: number;
  /** The limit by which it has ended. */
  over?: Limited;
}

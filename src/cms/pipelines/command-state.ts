/** What a stage that gives pipeline commands has said so far (CMS Pipelines, "Pipeline Commands"). */

/** Streams that are selected, and what is under way. Plain data. */
export interface CommandState {
  input: number;
  output: number;
  /** SELECT ANYINPUT: the input is the one that has a record. */
  any: boolean;
  noCommit: boolean;
  /** BEGOUTPUT: commands are records until this one. */
  implied: string | undefined;
  /** EOFREPORT: what an end of outputs means for a stage that waits for input. */
  report: 'current' | 'any' | 'all';
  /** OUTPUT has been offered, CALLPIPE has been begun, SUSPEND has let others run. */
  phase: 'none' | 'output' | 'call' | 'commit' | 'suspended';
}

/** A stage that has not given a command yet. */
export function newCommands(): CommandState {
  return {
    ...{ input: 0, output: 0, any: false, noCommit: false },
    ...{ implied: undefined, report: 'current', phase: 'none' },
  };
}

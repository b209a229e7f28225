/**
 * `*BATJOB`, by which CMSBATCH says what a job may use and when it runs: BEGIN, RUN, STOP, SET TIME|PRINT|PUNCH n, CHECK and a
 * command of CP, END, which tells by which limit the job has ended. It does nothing for the job itself.
 */
import type { Command, StepContext, StepResult } from '../command.js';
import type { FrameContext } from '../nucleus/context.js';
import { beginJob, jobMay, setTimer } from '../nucleus/job-limits.js';
import { LIMITED, MOST_OF_A_JOB } from '../nucleus/job-state.js';

/** What CMSBATCH makes of a command that is not for a job. */
const NOT_FOR_JOBS = 88;

function start(context: StepContext): StepResult {
  const { nucleus } = context as FrameContext;
  const { state } = nucleus;
  const [, word, what, number] = context.tokens;
  if (word === 'BEGIN' && state.job?.running !== true) {
    beginJob(nucleus);
    return { rc: 0 };
  }
  const { job } = state;
  // whoever is called by a command of the job is deeper than CMSBATCH
  if (job === undefined || state.activations.length !== job.depth) return { rc: -3 };
  switch (word) {
    case 'RUN':
    case 'STOP':
      job.running = word === 'RUN';
      return { rc: 0 };
    case 'SET': {
      const most = Number(number);
      if (what === undefined || !(what in LIMITED) || !/^\d{1,5}$/.test(number ?? '')) {
        return { rc: 24 };
      }
      if (most > MOST_OF_A_JOB) return { rc: 24 };
      job.most[what as keyof typeof LIMITED] = most;
      setTimer(nucleus, job);
      return { rc: 0 };
    }
    case 'CHECK':
      return { rc: jobMay(context.text.trim().split(/\s+/).slice(2).join(' ')) ? 0 : NOT_FOR_JOBS };
    case 'END':
      state.job = undefined;
      if (job.over === undefined) return { rc: 0 };
      return { rc: 0, lines: [`DMSBTP109E ${LIMITED[job.over]} limit exceeded`] };
    default:
      return { rc: -3 };
  }
}

/** The command, which has no page of HELP: it belongs to CMSBATCH EXEC. */
export const batchJob: Command = { name: '*BATJOB', minimum: 7, start };

/**
 * `*BATJOB`, by which CMSBATCH says what a job may use and when it runs: BEGIN, RUN, STOP, SET TIME|PRINT|PUNCH n, CHECK and a
 * command of CP, END, whose return code is the place of the limit by which the job has ended in TIME PRINT PUNCH. It does
 * nothing for the job itself.
 */
import type { Command, StepContext, StepResult } from '../command.js';
import type { FrameContext } from '../nucleus/context.js';
import { beginJob, jobMay, setTimer } from '../nucleus/job-limits.js';
import { isLimited, LIMITED, MOST_OF_A_JOB } from '../nucleus/job-state.js';

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
  if (job === undefined) return { rc: -3 };
  // whoever is called by a command of the job is deeper than CMSBATCH; a job that HX ended is nobody's
  const over = word === 'END' && !job.running;
  if (state.activations.length !== job.depth && !over) return { rc: -3 };
  switch (word) {
    case 'RUN':
    case 'STOP':
      job.running = word === 'RUN';
      return { rc: 0 };
    case 'SET': {
      const most = Number(number);
      if (!isLimited(what) || !/^\d{1,5}$/.test(number ?? '')) {
        return { rc: 24 };
      }
      if (most > MOST_OF_A_JOB) return { rc: 24 };
      job.most[what] = most;
      setTimer(nucleus, job);
      return { rc: 0 };
    }
    case 'CHECK':
      return { rc: jobMay(context.text.trim().split(/\s+/).slice(2).join(' ')) ? 0 : NOT_FOR_JOBS };
    case 'END':
      state.job = undefined;
      return { rc: job.over === undefined ? 0 : LIMITED.indexOf(job.over) + 1 };
    default:
      return { rc: -3 };
  }
}

/** The command, which has no page of HELP: it belongs to CMSBATCH EXEC. */
export const batchJob: Command = { name: '*BATJOB', minimum: 7, start };

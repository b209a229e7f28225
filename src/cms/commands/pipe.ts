/** PIPE: runs pipelines (z/VM: CMS Pipelines User's Guide and Reference, "PIPE"). */
import type { Command } from '../command.js';
import { resumePipe, startPipe } from '../pipelines/run-pipe.js';

/** The PIPE command. */
export const pipe: Command = {
  name: 'PIPE',
  minimum: 4,
  start: (context) => startPipe(context, context.text.replace(/^\s*[^\s(]+/, '')),
  resume: (frame, answer, context) => resumePipe(frame, answer, context),
};

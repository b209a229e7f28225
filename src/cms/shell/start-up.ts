/**
 * What CMS does before the first Ready: disks are accessed, SYSPROF EXEC and PROFILE EXEC run (z/VM: CMS Commands and Utilities
 * Reference, "ACCESS"; CMS Planning and Administration, "SYSPROF EXEC").
 */
import { isForm } from '../abbreviation.js';
import type { FrameContext } from '../nucleus/context.js';
import { tokenise } from '../tokens.js';

/** A line of the start-up. */
export interface Queued {
  readonly line: string;
  /** Typed by the user: it goes through the whole search. */
  readonly typed: boolean;
  /** Its output is not shown. */
  readonly quiet: boolean;
}

/** What runs jobs in a machine that was IPLed with PARM BATCH. */
export const BATCH: Queued = { line: 'EXEC CMSBATCH', typed: false, quiet: false };

/**
 * The lines of the start-up. The first line that was typed decides: ACCESS is done in place of the usual 191 and 192, and
 * leaves out SYSPROF EXEC with NOSPROF, PROFILE EXEC with NOPROF; any other line comes last.
 * @param sysprof - false: IPL left SYSPROF EXEC out
 */
export function startQueue(first: string, context: FrameContext, sysprof: boolean): Queued[] {
  const tokens = tokenise(first);
  const access = tokens[0] !== undefined && isForm({ name: 'ACCESS', minimum: 2 }, tokens[0]);
  const open = access ? tokens.indexOf('(') : -1;
  const options = open < 0 ? [] : tokens.slice(open + 1);
  const queue: Queued[] = [{ line: 'ACCESS 190 S', typed: false, quiet: true }];
  if (context.disk(0x19e) !== undefined) {
    queue.push({ line: 'ACCESS 19E Y/S * * Y2', typed: false, quiet: true });
  }
  if (access) {
    queue.push({ line: first, typed: true, quiet: false });
  } else {
    if (context.disk(0x191) !== undefined) {
      queue.push({ line: 'ACCESS 191 A', typed: false, quiet: true });
    }
    if (context.disk(0x192) !== undefined) {
      queue.push({ line: 'ACCESS 192 D', typed: false, quiet: true });
    }
  }
  if (sysprof && !options.includes('NOSPROF')) {
    queue.push({ line: 'EXEC SYSPROF', typed: false, quiet: false });
  }
  if (!options.includes('NOPROF')) {
    queue.push({ line: 'EXEC PROFILE', typed: false, quiet: false });
  }
  if (context.nucleus.state.batch !== undefined) queue.push(BATCH);
  if (!access && first.trim() !== '') queue.push({ line: first, typed: true, quiet: false });
  return queue;
}

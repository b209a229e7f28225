/** The programs, of REXX or EXEC 2, whose variables stages read and set (CMS Pipelines, "var"). */
import { callerPools, rexxPool, type VariablePool } from '../exec/caller-pool.js';
import { topActivity, type RexxProgram } from '../exec/rexx-program.js';
import type { FrameContext } from '../nucleus/context.js';
import type { Naming } from '../rexx/variables.js';
import type { Operands } from './operands.js';
import { PipeFault } from './pipe-fault.js';
import type { Stage } from './pipe-set.js';
import type { StageIo } from './stage-io.js';

/** Level of the program that the pipeline was called from. */
const MAIN = -1;

/** The programs whose variables can be reached, the nearest first, and which of them has called the pipeline. */
function programs(io: StageIo): { readonly all: readonly VariablePool[]; readonly main: number } {
  const found: VariablePool[] = [];
  let at: Stage | undefined = io.stage;
  for (;;) {
    const caller: Stage | undefined = io.set.stages[io.groupOf(at).caller];
    if (caller === undefined) break;
    if (caller.verb === 'REXX') {
      const { program } = caller.state as { readonly program: RexxProgram | undefined };
      if (program !== undefined) found.push(rexxPool(topActivity(program)));
    }
    at = caller;
  }
  const { activation } = io.context as Partial<FrameContext>;
  const outer = activation === undefined ? [] : callerPools(io.context);
  const main = outer.length > 0 ? found.length : found.length - 1;
  return { all: [...found, ...outer], main };
}

/** A variable, of which program and how it is named. */
export interface Named {
  readonly name: string;
  readonly level: number;
  readonly naming: Naming;
  /** No message when there is no such program (NOMSG233). */
  readonly quiet: boolean;
}

/** The variables of the program that is meant; a fault when there is none. */
export function poolOf(io: StageIo, s: Named): VariablePool {
  const { all, main } = programs(io);
  const found = all[s.level === MAIN ? main : s.level];
  if (found !== undefined) return found;
  const fault = new PipeFault(233);
  fault.quiet = s.quiet;
  throw fault;
}

/** How many programs up (a number, PRODUCER or MAIN), and whether a message tells when there is none. */
export function parseLevel(operands: Operands): Pick<Named, 'level' | 'quiet'> {
  const main = operands.keyword('MAIN');
  if (!main) operands.keyword('PRODUCER');
  const level = main ? MAIN : (operands.optionalNumber(0, 100) ?? 0);
  return { level, quiet: operands.keyword('NOMSG233') };
}

/** Sets a variable of it. */
export function setVariable(io: StageIo, s: Named, name: string, value: string): void {
  const how = poolOf(io, s).write(name, value, s.naming);
  if (how === 'bad') throw new PipeFault(235, name);
  if (how === 'full') throw new PipeFault(236, name);
}

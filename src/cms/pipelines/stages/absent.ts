/** Stages that are known and not there: they say what they need (absent-stages-table.ts). */
import { absentStagesTable } from '../absent-stages-table.js';
import { PipeFault } from '../pipe-fault.js';
import type { StageKind } from '../stage.js';

/** A stage that only tells why it is not there. */
function absent(name: string, needs: string): StageKind {
  return {
    names: [name],
    parse() {
      throw new PipeFault(2001, name, needs);
    },
    run() {
      throw new Error(`${name} cannot run`);
    },
  };
}

/** The stages of the table. */
export const absentStages: readonly StageKind[] = absentStagesTable.flatMap(({ needs, names }) =>
  names.map((name) => absent(name, needs)),
);

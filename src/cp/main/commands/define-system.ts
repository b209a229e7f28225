/** DEFSYS and DEFSEG: what SAVESYS and SAVESEG are to save, under a name (z/VM CP Commands). */
import type { SavedSystem } from '../../ports/saved-systems.js';
import type { ControlCommand } from '../control-command.js';
import { say } from '../messages-table.js';
import { fileText, systemName, systemOperands } from './system-operands.js';
import { answering, Refusal } from './refusal.js';

const MODULE = 'NSD';

/** How a saved system is called in messages. */
export function systemText(kind: SavedSystem['kind'], name: string): string {
  return kind === 'NSS' ? `The Named Saved System (NSS) ${name}` : `Saved segment ${name}`;
}

function definer(name: string, kind: SavedSystem['kind']): ControlCommand {
  return {
    name,
    minimum: 6,
    classes: 'E',
    run: (context, { words }) =>
      answering(context, async () => {
        const { cp, user } = context;
        const what = systemName(words[0], MODULE);
        const operands = systemOperands(words.slice(1), kind === 'NSS', MODULE);
        if (cp.segments.library.skeleton(what) !== undefined) {
          throw new Refusal(MODULE, 433, systemText(kind, what));
        }
        const last = operands.ranges.at(-1)?.last ?? 0;
        const system = await cp.segments.library.define({
          name: what,
          kind,
          ranges: operands.ranges,
          minimumStorage: operands.minimumStorage ?? (last + 1) * 4096,
          parmRegisters: operands.parmRegisters,
          origin: user.userid,
          created: Math.floor(cp.clock.now()),
        });
        if (system === undefined) throw new Refusal(MODULE, 431);
        say(context, MODULE, 440, systemText(kind, what), 'defined', fileText(system.id));
        return 0;
      }),
  };
}

/** DEFSYS. */
export const defsys = definer('DEFSYS', 'NSS');
/** DEFSEG. */
export const defseg = definer('DEFSEG', 'DCSS');

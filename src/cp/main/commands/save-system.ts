/**
 * SAVESYS and SAVESEG: the pages that were defined, with their keys, and for a system registers and PSW, are kept
 * under its name (z/VM CP Commands; VM/370 had SAVESYS alone).
 */
import type { SavedSystem } from '../../ports/saved-systems.js';
import type { ControlCommand, ControlContext } from '../control-command.js';
import { missingPage, takeBlocks, takeState } from '../segments/saving.js';
import { say } from '../messages-table.js';
import { systemText } from './define-system.js';
import { answering, Refusal } from './refusal.js';
import { fileText, pageText, systemName } from './system-operands.js';

const MODULE = 'NSS';

/** What SAVESYS or SAVESEG is to fill; a system may be saved as a segment that was defined, not the other way round. */
function defined(
  context: ControlContext,
  name: string,
  kinds: readonly SavedSystem['kind'][],
): SavedSystem {
  const skeleton = context.cp.segments.library.skeleton(name);
  if (skeleton !== undefined && kinds.includes(skeleton.kind)) return skeleton;
  throw new Refusal(MODULE, 44, systemText(kinds[0] ?? 'NSS', name));
}

async function save(context: ControlContext, skeleton: SavedSystem): Promise<void> {
  const { cp, user } = context;
  const { segments, clock } = cp;
  const { id, name, kind, ranges } = skeleton;
  const { generation } = user;
  const stands = (): boolean => user.generation === generation && user.stopped && !user.ending;
  const pause = (): Promise<boolean> =>
    new Promise((resolve) => clock.defer(() => resolve(stands())));
  const saved = await user.whileStopped(async () => {
    const storage = user.memory.storage();
    const missing = missingPage(ranges, storage);
    if (missing !== undefined) {
      throw new Refusal(MODULE, 160, `${pageText(missing)}000`);
    }
    const state = kind === 'NSS' ? takeState(user.memory.processor()) : undefined;
    const blocks = await takeBlocks(ranges, storage, pause);
    if (blocks === undefined) return undefined;
    const how = { origin: user.userid, created: Math.floor(clock.now()), state };
    return segments.library.save(id, how, blocks);
  });
  if (saved === undefined) {
    throw new Refusal(MODULE, 182, systemText(kind, name));
  }
  if (saved === 'gone') {
    throw new Refusal(MODULE, 44, systemText(kind, name));
  }
  segments.replaced(saved.before);
  say(context, MODULE, 440, systemText(kind, name), 'saved', fileText(id));
}

function saver(name: string, kinds: readonly SavedSystem['kind'][]): ControlCommand {
  return {
    name,
    minimum: 7,
    classes: 'E',
    run: (context, { words }) =>
      answering(context, async () => {
        const what = systemName(words[0], MODULE);
        const extra = words[1];
        if (extra !== undefined) throw new Refusal(MODULE, 3, extra);
        const skeleton = defined(context, what, kinds);
        try {
          await save(context, skeleton);
        } catch (error) {
          if (error instanceof Refusal) throw error;
          context.cp.operator(`SAVED SYSTEM ${what}: ${String(error)}`);
          throw new Refusal(MODULE, 179, systemText(skeleton.kind, what));
        }
        return 0;
      }),
  };
}

/** SAVESYS. */
export const savesys = saver('SAVESYS', ['NSS', 'DCSS']);
/** SAVESEG. */
export const saveseg = saver('SAVESEG', ['DCSS']);

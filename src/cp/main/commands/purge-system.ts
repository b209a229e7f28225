/** PURGE NSS: saved systems and segments that are not wanted any more (z/VM CP Commands). */
import type { SavedSystem } from '../../ports/saved-systems.js';
import type { ControlContext } from '../control-command.js';
import { doneText } from '../spool/spool-texts.js';
import { Refusal } from './refusal.js';
import { type Words } from './spool-operands.js';

const MODULE = 'CSU';

/** `NSS fileid...`, `NSS NAME name`, `NSS ALL`. */
function selected(context: ControlContext, words: Words): readonly SavedSystem[] {
  const all = context.cp.segments.library.all().filter((one) => one.class !== 'P');
  if (words.take('ALL', 3)) return all;
  if (words.take('NAME', 4)) {
    const name = words.need();
    return all.filter((one) => one.name === name);
  }
  const ids: number[] = [];
  do ids.push(words.number(1, 9999));
  while (words.more);
  return all.filter((one) => ids.includes(one.id));
}

/** The rest of the command, behind `NSS`. */
export async function purgeSystems(context: ControlContext, words: Words): Promise<number> {
  const systems = selected(context, words);
  words.end();
  if (systems.length === 0) throw new Refusal(MODULE, 42, 'NSS file');
  let [gone, waiting] = [0, 0];
  for (const system of systems) {
    if (await context.cp.segments.purge(system)) waiting++;
    else gone++;
  }
  if (gone > 0 || waiting === 0) context.inform(doneText(gone, 'PURGED'));
  if (waiting > 0) context.inform(doneText(waiting, 'PENDING PURGE'));
  return 0;
}

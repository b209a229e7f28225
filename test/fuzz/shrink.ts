/** Makes a guest that does harm shorter: blocks are taken out as long as it still does. */
import type { Draft } from './image.js';
import { FuzzStage } from './round.js';

/** What is wrong after one round on a system of its own. */
export async function tryOnce(draft: Draft): Promise<string | undefined> {
  const stage = await FuzzStage.start();
  const listener = (reason: unknown): void => stage.rejected(reason);
  process.on('unhandledRejection', listener);
  try {
    return await stage.round(draft);
  } finally {
    process.off('unhandledRejection', listener);
  }
}

/** The shortest list of blocks that still does harm; undefined when it does none on a system of its own. */
export async function shrink(draft: Draft): Promise<Draft | undefined> {
  if ((await tryOnce(draft)) === undefined) return undefined;
  let best = draft;
  for (let n = 0; n < best.blocks.length;) {
    const shorter = { ...best, blocks: best.blocks.filter((_, at) => at !== n) };
    if (shorter.blocks.length > 0 && (await tryOnce(shorter)) !== undefined) best = shorter;
    else n++;
  }
  return best;
}

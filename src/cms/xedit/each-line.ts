/** Work on the lines up to a target, a share of them a step. */
import { recordOf, type EditFile } from './edit-file.js';
import { interrupt, progressOf, Share, type Progress } from './progress.js';
import { inScope } from './selection.js';
import { targetRange, type Target } from './target.js';

/** What was done with lines: how far, and whether the last one is another than the current line. */
export type Walked = Progress & { readonly several: boolean };

/**
 * Does something with the lines up to a target, a share of them a step; undefined when there is no such target. `last` is
 * the last of them as the target is reached, upwards too, and `several` says that it is another than the current line.
 * @param key - what is done
 * @param weight - how much dearer that is than to change a string in a line
 */
export function eachLine(
  file: EditFile,
  target: Target,
  key: string,
  edit: (progress: Progress) => void,
  weight = 1,
): Walked | undefined {
  let progress = file.progress?.key === key ? file.progress : undefined;
  if (!progress) {
    const range = targetRange(file, target);
    if (!range) return undefined;
    progress = progressOf(file, key, range.first, range.first + range.count - 1);
    // upwards, the last of them is the one next to the target
    if (range.count > 1 && range.first < file.current) progress.goal = range.first;
  }
  const share = new Share(weight);
  for (; progress.line <= progress.last; progress.line++) {
    // at least one line a step, however long it is
    if (!share.takes(recordOf(file, progress.line))) interrupt(file, progress);
    if (inScope(file, progress.line)) edit(progress);
  }
  file.progress = undefined;
  const { goal } = progress;
  const several = goal !== undefined || progress.last > file.current;
  return { ...progress, last: goal ?? progress.last, several };
}

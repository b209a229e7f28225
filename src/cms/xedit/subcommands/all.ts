/** The macro ALL: displays the lines that have something, and no others (z/VM: XEDIT Commands and Macros Reference, "ALL"). */
import { lineAt, sizeOf, type EditFile } from '../edit-file.js';
import { activeFile, type Editor } from '../editor.js';
import { interrupt, progressOf, Share } from '../progress.js';
import { clearLevels, nextShown } from '../selection.js';
import { DONE, say, type Outcome, type Subcommand } from '../subcommand.js';
import { matcherOf, parseTarget, resolveTarget, type Target } from '../target.js';

/** Level of the lines that ALL displays. */
const FOUND = 1;

/** Whether a target names a line, by itself and not from the current one. */
function testOf(file: EditFile, target: Target): ((line: number) => boolean) | undefined {
  if (target.kind === 'string') {
    const matches = matcherOf(file, target);
    return (line) => matches(lineAt(file, line));
  }
  if (target.kind !== 'absolute' && target.kind !== 'label') return undefined;
  const only = resolveTarget(file, target);
  return (line) => line === only;
}

function everything(file: EditFile): void {
  clearLevels(file);
  file.selection.display = [0, 0];
}

function all(editor: Editor, operands: string): Outcome {
  const file = activeFile(editor);
  const key = `all ${operands}`;
  const resumed = file.progress?.key === key;
  // lines that are hidden now are looked through, too
  if (!resumed) everything(file);
  if (operands.trim() === '') return DONE;
  const parsed = parseTarget(operands);
  const test = parsed?.rest === '' ? testOf(file, parsed.target) : undefined;
  if (test === undefined) return say(editor, 5, '520E', operands.trim());
  const progress = progressOf(file, key, 1, sizeOf(file));
  const share = new Share();
  const levels = (file.selection.levels ??= new Uint8Array(sizeOf(file) + 256));
  for (; progress.line <= progress.last; progress.line++) {
    if (!share.take(lineAt(file, progress.line))) interrupt(file, progress);
    if (!test(progress.line)) continue;
    levels[progress.line - 1] = FOUND;
    progress.lines++;
  }
  file.progress = undefined;
  if (progress.lines === 0) {
    everything(file);
    return say(editor, 2, '546E');
  }
  file.selection.display = [FOUND, FOUND];
  file.current = nextShown(file, file.current, 1);
  return DONE;
}

/** The subcommand. */
export const ALL: readonly Subcommand[] = [{ name: 'ALL', minimum: 3, run: all }];

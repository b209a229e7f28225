/** The macro ALL: displays the lines that have something, and no others (z/VM: XEDIT Commands and Macros Reference, "ALL"). */
import { recordOf, sizeOf, type EditFile } from '../edit-file.js';
import { activeFile, type Editor } from '../editor.js';
import { interrupt, passesTest, progressOf, Share, type LineTest } from '../progress.js';
import { clearLevels, nextShown } from '../selection.js';
import { DONE, say, type Outcome, type Subcommand } from '../subcommand.js';
import { putLevelAt } from '../text/levels.js';
import { parseTarget, resolveTarget, testOf, type Target } from '../target.js';

/** Level of the lines that ALL displays. */
const FOUND = 1;

/** Whether a target names a line, by itself and not from the current one. */
function wholeTest(file: EditFile, target: Target): LineTest | undefined {
  if (target.kind === 'string') return testOf(file, target);
  if (target.kind !== 'absolute' && target.kind !== 'label') return undefined;
  const only = resolveTarget(file, target);
  return { matches: (_text, line) => line === only };
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
  const test = parsed?.rest === '' ? wholeTest(file, parsed.target) : undefined;
  if (test === undefined) return say(editor, 5, '520E', operands.trim());
  const progress = progressOf(file, key, 1, sizeOf(file));
  const share = new Share();
  for (; progress.line <= progress.last; progress.line++) {
    const record = recordOf(file, progress.line);
    if (!share.passes(record)) interrupt(file, progress);
    if (!passesTest(test, record, progress.line, share)) continue;
    putLevelAt(file.text, progress.line, FOUND);
    progress.lines++;
  }
  file.progress = undefined;
  if (progress.lines === 0) {
    everything(file);
    return say(editor, 2, '546E');
  }
  file.selection.leveled = true;
  file.selection.display = [FOUND, FOUND];
  file.current = nextShown(file, file.current, 1);
  return DONE;
}

/** The subcommand. */
export const ALL: readonly Subcommand[] = [{ name: 'ALL', minimum: 3, run: all }];

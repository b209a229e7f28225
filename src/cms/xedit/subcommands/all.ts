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

/** Kinds of targets that name lines by themselves, and not from the current one. */
const WHOLE: ReadonlySet<Target['kind']> = new Set(['string', 'absolute', 'label']);

/** What tells whether a line is one that such a target names. */
function wholeTest(file: EditFile, target: Target): LineTest {
  if (target.kind === 'string') return testOf(file, target);
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
  const parsed = parseTarget(operands);
  const wanted = parsed?.rest === '' && WHOLE.has(parsed.target.kind) ? parsed.target : undefined;
  if (wanted === undefined && operands.trim() !== '')
    return say(editor, 5, '520E', operands.trim());
  // lines that are hidden now are looked through, too
  if (!resumed) everything(file);
  if (wanted === undefined) return DONE;
  const test = wholeTest(file, wanted);
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

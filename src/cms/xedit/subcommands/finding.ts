/** FIND, NFIND and their kind: lines by what they begin with (z/VM: XEDIT Commands and Macros Reference, "FIND", "NFIND"). */
import { sizeOf } from '../edit-file.js';
import { activeFile, type Editor } from '../editor.js';
import { imaged } from '../image.js';
import { scanLines } from '../progress.js';
import { bottomOf, firstOf, lastOf, topOf } from '../range.js';
import { inScope } from '../selection.js';
import { DONE, say, type Outcome, type Subcommand } from '../subcommand.js';

/** What a kind of FIND looks for. */
interface Kind {
  readonly backward: boolean;
  /** Lines that do not begin so. */
  readonly not: boolean;
}

/** A blank stands for any character, an underscore for a blank. */
function begins(text: string, characters: readonly string[]): boolean {
  return characters.every(
    (character, i) =>
      character === ' ' || (text[i] ?? ' ') === (character === '_' ? ' ' : character),
  );
}

function find(editor: Editor, operands: string, { backward, not }: Kind): Outcome {
  const file = activeFile(editor);
  const wanted = operands === '' ? editor.lastFind : imaged(file, operands);
  if (wanted === '') return say(editor, 5, '545E');
  editor.lastFind = wanted;
  const ignore = file.settings.case.search === 'IGNORE';
  const characters = [...(ignore ? wanted.toUpperCase() : wanted)];
  const passes = (text: string, line: number): boolean =>
    inScope(file, line) &&
    line >= firstOf(file) &&
    line <= lastOf(file) &&
    begins(ignore ? text.toUpperCase() : text, characters) !== not;
  const { wrap, stay } = file.settings;
  const key = `find ${String(not)} ${wanted}`;
  const again = wrap && file.progress?.key.startsWith(`wrapped ${key}`) === true;
  if (!again) {
    const from = Math.min(file.current + (backward ? -1 : 1), sizeOf(file) + 1);
    const line = scanLines(file, key, from, backward, { matches: passes });
    if (line !== undefined) {
      file.current = line;
      return DONE;
    }
  }
  if (wrap) {
    const start = backward ? lastOf(file) : firstOf(file);
    const line = scanLines(file, `wrapped ${key}`, start, backward, { matches: passes });
    if (line !== undefined) {
      file.current = line;
      return say(editor, 0, '592W');
    }
  } else if (!stay) file.current = backward ? topOf(file) : bottomOf(file);
  return say(editor, 2, '586E');
}

function kindOf(name: string, minimum: number, kind: Kind): Subcommand {
  return {
    name,
    minimum,
    keepsBlanks: true,
    run: (editor, operands) => find(editor, operands, kind),
  };
}

/** The subcommands. */
export const FINDING: readonly Subcommand[] = [
  kindOf('FIND', 1, { backward: false, not: false }),
  kindOf('FINDUP', 5, { backward: true, not: false }),
  kindOf('FUP', 2, { backward: true, not: false }),
  kindOf('NFIND', 2, { backward: false, not: true }),
  kindOf('NFINDUP', 6, { backward: true, not: true }),
  kindOf('NFUP', 3, { backward: true, not: true }),
];

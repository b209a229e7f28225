/** SCREEN: how the display is divided into views (z/VM: XEDIT Commands and Macros Reference, "SET SCREEN"). */
import type { EditFile } from '../edit-file.js';
import type { Editor } from '../editor.js';
import { divide, panesOf } from '../screen/views.js';
import { MOST_VIEWS, type Split } from '../screen/split.js';
import { DONE, type Outcome } from '../subcommand.js';
import { numberIn, refused, wordIn, wordsOf, type Option } from './option.js';

/** Numbers of words, as many as there are; undefined when one is none. */
function numbers(words: readonly string[]): number[] | undefined {
  const all = words.map((word) => numberIn(word, 1, 999));
  return all.some((one) => one === undefined) || all.length === 0 ? undefined : (all as number[]);
}

/** Reads what is behind SCREEN; undefined when it is not valid. */
function splitOf(words: readonly string[]): Split | undefined {
  const [first, ...rest] = words;
  const count = numberIn(first, 1, MOST_VIEWS);
  if (count !== undefined) {
    const how = rest[0] === undefined ? 'HORIZONTAL' : wordIn(rest[0], ['HORIZONTAL', 'VERTICAL']);
    if (how === undefined || rest.length > 1) return undefined;
    return { kind: 'EQUAL', count, vertical: how === 'VERTICAL' };
  }
  const kind = wordIn(first, ['SIZE', 'WIDTH', 'DEFINE'] as const);
  const sizes = numbers(rest);
  if (kind === undefined || sizes === undefined) return undefined;
  if (kind !== 'DEFINE') return { kind, sizes };
  if (sizes.length % 4 !== 0) return undefined;
  const rectangles = Array.from({ length: sizes.length / 4 }, (_, i) => {
    const [rows = 0, columns = 0, top = 1, left = 1] = sizes.slice(i * 4, i * 4 + 4);
    return { rows, columns, top: top - 1, left: left - 1 };
  });
  return { kind, rectangles };
}

function setScreen(editor: Editor, _file: EditFile, text: string): Outcome {
  const split = splitOf(wordsOf(text));
  if (split === undefined || !divide(editor, split)) return refused(editor, text);
  return DONE;
}

function splitText(split: Split): string {
  switch (split.kind) {
    case 'EQUAL':
      return `${String(split.count)} ${split.vertical ? 'VERTICAL' : 'HORIZONTAL'}`;
    case 'SIZE':
    case 'WIDTH':
      return [split.kind, ...split.sizes].join(' ');
    case 'DEFINE':
      return [
        'DEFINE',
        ...split.rectangles.flatMap(({ rows, columns, top, left }) => [
          ...[rows, columns, top + 1, left + 1],
        ]),
      ].join(' ');
  }
}

/** The division of the screen by the sizes of its parts. */
function sizedSplit(editor: Editor): Split {
  const { split } = editor.views;
  if (split.kind !== 'EQUAL') return split;
  const panes = panesOf(editor);
  return split.vertical
    ? { kind: 'WIDTH', sizes: panes.map(({ columns }) => columns) }
    : { kind: 'SIZE', sizes: panes.map(({ rows }) => rows) };
}

/** SCREEN, for the one table of SET, QUERY and EXTRACT. */
export const viewOptions: readonly Option[] = [
  {
    name: 'SCREEN',
    minimum: 3,
    set: setScreen,
    // what is told of equal parts is how large they are
    values: (editor) => [splitText(sizedSplit(editor))],
    settings: ({ views }) => [`SCREEN ${splitText(views.split)}`],
  },
];

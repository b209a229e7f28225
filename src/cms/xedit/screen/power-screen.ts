/**
 * The screen of POWERINP: the rows between the first and the last are one field, in which text is typed without regard to
 * where a row ends (z/VM: XEDIT Commands and Macros Reference, "POWERINP").
 */
import type { Editor } from '../editor.js';
import { activeFile } from '../editor.js';
import { identification } from '../identification.js';
import { Canvas, type Field } from './canvas.js';
import { POWER_ROW } from './power-row.js';
import { typeAgain } from './retyped.js';
import { colorOf, type Area } from './screen-settings.js';

const TITLE = '* * * Power Typing * * *';

/** What a write must send behind its command. */
export function powerScreen(editor: Editor): Uint8Array {
  const { rows, columns } = editor.display;
  const { colors } = activeFile(editor).screen;
  const canvas = new Canvas(rows, columns);
  const row = (at: number, area: Area, text: string): void => {
    const { high, highlight } = colors[area];
    const field: Field = { color: colorOf(colors[area]), high, highlight, protect: true };
    canvas.field(at, 0, field);
    canvas.text(at, 1, text.padEnd(columns - 1), columns - 1);
  };
  row(0, 'IDLINE', identification(activeFile(editor)));
  row(1, 'MSGLINE', editor.messages.at(-1) ?? '');
  const { high } = colors.FILEAREA;
  canvas.field(POWER_ROW, 0, { color: colorOf(colors.FILEAREA), high, protect: false });
  row(rows - 1, 'STATAREA', TITLE);
  canvas.cursor(POWER_ROW, 1);
  typeAgain(canvas, editor);
  return canvas.stream();
}

/** How a screen of XEDIT looks, cell by cell, in few words: for tests of whole screens. */
import { expect } from 'chai';
import type { Editor } from '../../src/cms/xedit/editor.js';
import { paint } from '../../src/cms/xedit/paint.js';
import { makeDisplay } from '../../src/devices/display/display.js';
import { write } from '../../src/devices/display/outbound.js';
import { fromEbcdic } from '../../src/shared/ebcdic.js';

/** A letter for each colour, by its code; capitals where one may type. */
const LETTERS = ['.', 'b', 'r', 'p', 'g', 't', 'y', 'w'];
/** In an attribute: protected; in front of a field: intensified, and highlighted in some way. */
const PROTECTED = 0x20;
const DISPLAY = 0x0c;
const HIGH = 0x08;
const HIGHLIGHTS: Readonly<Record<number, string>> = { 0xf1: '!', 0xf2: '#', 0xf4: '_' };

/** A row: `text` as it is read (· for nulls at its end), `look` a run of letters for each field. */
interface Shown {
  readonly text: string;
  readonly look: string;
}

/**
 * The rows of the screen that a session paints, and where its cursor stands. In a look each field is `!` blinks, `#` reverse, `_`
 * underlined, `+` high, its colour, its cells; `~` in front of cells that belong to the field of the row above.
 */
export function looksOf(session: Editor): { readonly rows: Shown[]; readonly cursor: number[] } {
  const { rows, columns } = session.display;
  const display = makeDisplay();
  display.alternate = { rows, columns };
  expect(write(display, 0x0d, paint(session)).valid).to.equal(true);
  // the last field goes on at the beginning of the screen
  let letter = '.';
  const shown = Array.from({ length: rows }, (_, row) => {
    let text = '';
    const fields: { name: string; cells: number }[] = [];
    for (let at = row * columns; at < (row + 1) * columns; at++) {
      const attribute = display.attributes[at]!;
      if (attribute !== 0) {
        const one = LETTERS[display.colors[at]! & 0x0f]!;
        letter = (attribute & PROTECTED) === 0 ? one.toUpperCase() : one;
        const high = (attribute & DISPLAY) === HIGH ? '+' : '';
        fields.push({
          name: (HIGHLIGHTS[display.highlights[at]!] ?? '') + high + letter,
          cells: 0,
        });
      } else {
        if (fields.length === 0) fields.push({ name: `~${letter}`, cells: 0 });
        fields.at(-1)!.cells++;
      }
      const code = display.codes[at]!;
      text += attribute !== 0 ? ' ' : code < 0x40 ? '\0' : fromEbcdic(Uint8Array.of(code));
    }
    const look = fields.map(({ name, cells }) => name + String(cells)).join(' ');
    return { text: text.replace(/\0+$/, '·').replaceAll('\0', ' ').trimEnd(), look };
  });
  return { rows: shown, cursor: [Math.floor(display.cursor / columns), display.cursor % columns] };
}

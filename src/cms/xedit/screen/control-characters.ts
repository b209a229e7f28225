/**
 * Fields in reserved lines: a control character behind the escape character begins one (z/VM: XEDIT Commands and Macros
 * Reference, "SET CTLCHAR").
 */
import type { ControlLook, ReservedLine, ScreenSettings } from './screen-settings.js';

/** A part of a reserved line, by its column; with a look it is a field, whose attribute takes the first cell. */
export interface ReservedPart {
  readonly column: number;
  readonly text: string;
  readonly look: ControlLook | undefined;
}

/**
 * The parts of a reserved line. The escape character and the one behind it take one cell, that of the attribute.
 * @param controls - false: fields are left out, blanks stand for their attributes
 */
export function reservedParts(
  { escape, controls: looks }: ScreenSettings,
  { text }: ReservedLine,
  controls: boolean,
): readonly ReservedPart[] {
  const parts: ReservedPart[] = [];
  let column = 1;
  let part = '';
  let look: ControlLook | undefined;
  const end = (): void => {
    if (part !== '' || look !== undefined) parts.push({ column, text: part, look });
    column += part.length + (look === undefined ? 0 : 1);
    part = '';
  };
  for (let at = 0; at < text.length; at++) {
    const next = looks[text[at + 1] ?? ''];
    if (escape === '' || text[at] !== escape || next === undefined) {
      part += text[at]!;
      continue;
    }
    at++;
    if (!controls) {
      part += ' ';
      continue;
    }
    end();
    look = next;
  }
  end();
  return parts;
}

/** A screen with fields to fill in, as NAMES and SENDFILE show one: a 3270 data stream out, what was typed in. */
import {
  AID_ENTER,
  AID_NONE,
  pfNumber,
  readInbound,
  StreamWriter,
  type FieldStyle,
} from '../xedit/data-stream.js';
import { STANDARD_SIZE } from '../xedit/full-screen.js';

/** A place to type in; row and column from 0, of its first character. */
export interface PanelField {
  readonly name: string;
  readonly row: number;
  readonly column: number;
  readonly width: number;
}

/** Words on the panel. */
export interface PanelText {
  readonly row: number;
  readonly column: number;
  readonly text: string;
  readonly kind: 'title' | 'label' | 'message';
}

/** Everything that a panel shows; the rows of a screen of 24. */
export interface Panel {
  readonly texts: readonly PanelText[];
  readonly fields: readonly PanelField[];
}

/** What is in the fields. */
export type PanelValues = Readonly<Record<string, string>>;

/** Key and contents that came from a panel. */
export interface PanelInput {
  /** Number of a PF key, 0 for ENTER; undefined: an attention or a key that brings no fields. */
  readonly key: number | undefined;
  /** No key was pressed: the screen is to be read again. */
  readonly none: boolean;
  readonly values: PanelValues;
}

/** A place to type in. */
export const fieldAt = (name: string, row: number, column: number, width: number): PanelField => ({
  ...{ name, row, column, width },
});

/** Words that tell what a field is. */
export const labelAt = (row: number, column: number, text: string): PanelText => ({
  ...{ row, column, text },
  kind: 'label',
});

/** A heading, or keys at the foot. */
export const titleAt = (row: number, text: string): PanelText => ({
  ...{ row, column: 0, text },
  kind: 'title',
});

/** What is said to the user. */
export const messageAt = (row: number, text: string): PanelText => ({
  ...{ row, column: 0, text },
  kind: 'message',
});

const STYLES: Readonly<Record<PanelText['kind'], FieldStyle>> = {
  title: { color: 'blue', intense: true, protected: true },
  label: { color: 'turquoise', intense: false, protected: true },
  message: { color: 'red', intense: true, protected: true },
};
const INPUT: FieldStyle = { color: 'green', intense: false, protected: false };
const END: FieldStyle = { color: 'default', intense: false, protected: true };

/** Draws a panel with the cursor in a field. */
export function paintPanel(panel: Panel, values: PanelValues, cursor: string): Uint8Array {
  const { rows, columns } = STANDARD_SIZE;
  const out = new StreamWriter(rows, columns);
  for (const { row, column, text, kind } of panel.texts) {
    out
      .at(row, column)
      .field(STYLES[kind])
      .text(text.slice(0, columns - column - 1))
      .field(END);
  }
  for (const { name, row, column, width } of panel.fields) {
    const text = (values[name] ?? '').slice(0, width);
    out
      .at(row, column - 1)
      .field(INPUT)
      .text(text);
    // a repeat up to where it begins would go round the whole screen
    if (text.length < width) out.nullsTo(row, column + width);
    // the last column of a row ends by the attribute that begins the next
    if (column + width < columns) out.field(END);
  }
  const at = panel.fields.find((field) => field.name === cursor) ?? panel.fields[0];
  if (at !== undefined) out.at(at.row, at.column).cursor();
  return out.bytes();
}

/** Reads what was typed; fields that were not touched keep their contents. */
export function readPanel(bytes: Uint8Array, panel: Panel, values: PanelValues): PanelInput {
  const { rows, columns } = STANDARD_SIZE;
  const inbound = readInbound(bytes, rows, columns);
  const typed: Record<string, string> = { ...values };
  for (const { at, text } of inbound.fields) {
    const field = panel.fields.find(({ row, column }) => row * columns + column === at);
    if (field !== undefined) typed[field.name] = text.slice(0, field.width).trim();
  }
  const key = inbound.aid === AID_ENTER ? 0 : pfNumber(inbound.aid);
  return {
    key: key !== undefined && key > 12 ? key - 12 : key,
    none: inbound.aid === AID_NONE,
    values: typed,
  };
}

/** What a session keeps of its views; plain data. */
import { UNDIVIDED, type Split } from './split.js';

/** What a view keeps while another one is active. */
export interface View {
  /** Index in the ring. */
  file: number;
  commandLine: string;
  messages: string[];
}

/** What a part of the screen belongs to, whatever the size of the display. */
export interface Spot {
  /** Number of the view, from 0. */
  readonly view: number;
  readonly kind: 'command' | 'prefix' | 'data' | 'input' | 'reserved' | 'power';
  /** Of prefix and data the line of the file, of the input zone the row in it from 0, of a reserved line its number. */
  readonly line: number;
  /** Of a field in a reserved line its column from 0, of a further row of a line its number from 0. */
  readonly part: number;
}

/** A field as it was typed over, with the cell at which it began and the cells that it had. */
export interface TypedSpot extends Spot {
  readonly text: string;
  readonly cell: number;
  readonly width: number;
}

/** What stands typed on a screen that is drawn anew before a key was pressed, and the cell of a field that the cursor is in. */
export interface Retyped {
  readonly fields: readonly TypedSpot[];
  readonly cursor: (Spot & { readonly offset: number }) | undefined;
}

/** The division of the display and the views on it. */
export interface Views {
  split: Split;
  all: View[];
  active: number;
}

/** One view on the first file. */
export function newViews(): Views {
  return { split: UNDIVIDED, all: [{ file: 0, commandLine: '', messages: [] }], active: 0 };
}

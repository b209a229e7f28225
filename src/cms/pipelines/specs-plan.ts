/** Items of SPECS, and how far it has come. All of it is plain data (CMS Pipelines, "specs Reference"). */
import type { InputRange, Rec } from './pipe-set.js';
import type { Store } from './specs-evaluate.js';
import type { Expression } from './specs-expression.js';

/** Where a field goes: a column from 0, or behind what is there. */
export interface Placement {
  /** `none`: nowhere; it is only named, or evaluated. An expression gives the column, from 1, in each cycle. */
  readonly at: number | 'next' | 'nextword' | 'none' | Expression;
  readonly width: number | undefined;
  readonly align: 'left' | 'center' | 'right';
}

/** Where a field comes from. */
export type Source =
  | { readonly kind: 'range'; readonly range: InputRange }
  | { readonly kind: 'literal'; readonly text: Rec }
  | { readonly kind: 'number'; readonly from: number; readonly by: number }
  | { readonly kind: 'time' }
  | { readonly kind: 'named'; readonly id: string }
  | { readonly kind: 'print'; readonly expression: Expression; readonly picture: string };

/** An item; `to` and such are places in the list of items. */
export type Item =
  | {
      readonly kind: 'field';
      /** Letter by which expressions know it; '' for none. */
      readonly id: string;
      readonly source: Source;
      readonly strip: boolean;
      readonly conversion: string;
      readonly to: Placement;
    }
  | { readonly kind: 'read'; readonly stop: boolean }
  | { readonly kind: 'write' }
  | { readonly kind: 'no-write' }
  | { readonly kind: 'set'; readonly expression: Expression }
  /** Goes on at another item when the expression is not true, or in any case; a loop is one that goes back. */
  | { readonly kind: 'jump'; readonly expression: Expression | undefined; to: number }
  | { readonly kind: 'output'; readonly stream: string }
  /** A stream by its number or name; FIRST and SECOND are the reading stations. */
  | { readonly kind: 'select'; readonly stream: string }
  | { readonly kind: 'station'; readonly second: boolean }
  | { readonly kind: 'pad'; readonly fill: number }
  /** What follows is for the end of file only, or for a control break of a field. */
  | { readonly kind: 'eof' }
  | { readonly kind: 'break'; readonly id: string; to: number };

/** What records are written: all, or those of a control break, or the last. */
export interface PrintOnly {
  /** Letter of a field; 'EOF'. */
  readonly level: string;
  /** What is not written stays and is added to. */
  readonly keeps: boolean;
}

/** A list of items and how far it has come. Plain data. */
export interface Specs {
  readonly items: readonly Item[];
  /** So many streams at their end stop it; 0: all. */
  readonly stop: number;
  /** Streams that items select, by number or name, and their numbers. */
  readonly selected: readonly string[];
  streams: number[];
  /** The record before is at the second reading station. */
  readonly second: boolean;
  previous: Rec | undefined;
  /** The second reading station is selected. */
  atSecond: boolean;
  /** Fields whose changes are control breaks, and what they were in the cycle before. */
  readonly breaks: readonly string[];
  before: Record<string, Rec>;
  readonly printOnly: PrintOnly | undefined;
  /** Records so far. */
  records: number;
  /** Next item, and what has been built. */
  at: number;
  out: Uint8Array;
  length: number;
  fill: number;
  stream: number;
  /** Stream that is written, and whether the record of the cycle is. */
  output: number;
  writes: boolean;
  readonly store: Store;
  /** Bytes of the store and of the record that count as held, and jumps back since others had their turn. */
  kept: number;
  turns: number;
  /** `record`: waits for what the cycle begins with; `read`: for the next record; `out`: for its own to be taken. */
  phase: 'record' | 'items' | 'read' | 'out' | 'end';
  /** No more cycles; the items behind EOF are being carried out. */
  ending: boolean;
}

/** What the access methods of the OS simulation get when they ask for a record. */
import type { Effect } from '../command.js';

/** What comes of asking for a record. */
export type Input =
  | { readonly kind: 'record'; readonly data: Uint8Array }
  | { readonly kind: 'end' }
  | { readonly kind: 'error' }
  | { readonly kind: 'effect'; readonly effect: Effect };

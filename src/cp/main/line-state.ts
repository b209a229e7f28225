/** Whether somebody is at a machine's console, and since when not (design, section 6). */

/** How the line to the machine's console stands. */
export type LineState =
  | { readonly kind: 'connected'; readonly line: string }
  /** DISCONNECT, or never connected (AUTOLOG). */
  | { readonly kind: 'disconnected'; readonly since: number }
  /** The line was lost: our extension. */
  | { readonly kind: 'dropped'; readonly since: number };

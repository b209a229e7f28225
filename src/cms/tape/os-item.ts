/** What tapes of the utility programs of OS are made of, whatever their form. */

/** One thing on the tape. */
export type OsItem =
  /** A member begins; `undefined`: nothing says its name. An alias has no records of its own. */
  | { readonly kind: 'member'; readonly name: string | undefined; readonly alias: boolean }
  /** A record; `end`: it begins with END in the columns 2 to 5 of the tape. */
  | { readonly kind: 'record'; readonly bytes: Uint8Array; readonly end: boolean }
  /** Nothing that counts: a statement for the program that the tape is for. */
  | { readonly kind: 'nothing' }
  /** The members are over; what may follow up to the tape mark does not count. */
  | { readonly kind: 'last' }
  /** The tape is not in this form, or damaged. */
  | { readonly kind: 'bad' };

/** What READ asks for (z/VM: XEDIT Commands and Macros Reference, "READ"). */

/** The operands of READ. */
export interface ReadRequest {
  /** The command line alone, or all that was typed; with `NOCHANGE` the file does not get it. */
  readonly what: 'CMDLINE' | 'ALL' | 'NOCHANGE';
  /** Lines of the file come with their numbers. */
  readonly number: boolean;
  /** Each line begins with what it comes from. */
  readonly tag: boolean;
}

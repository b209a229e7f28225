/** The user directory: statements as text, and secrets, which are kept apart and hashed. */
import type { DiskShape } from './minidisks.js';

/** A directory entry as compiled from its statements (features: USER, MDISK, LINK, SPOOL, IPL, SHARE...). */
export interface DirectoryEntry {
  readonly userid: string;
  /** `nolog`: named as a receiver only. */
  readonly nolog: boolean;
  readonly storage: number;
  readonly maximumStorage: number;
  /** Privilege classes, letters A to G. */
  readonly classes: string;
  readonly account: string;
  /** OPTION ACCT: it may make accounting records. */
  readonly accounting: boolean;
  readonly distribution: string;
  readonly ipl: { readonly system: string; readonly parm: string } | undefined;
  readonly minidisks: readonly {
    readonly device: number;
    readonly shape: DiskShape;
    readonly mode: string;
    /** Passwords for read, write and multi-write links; `ALL` is public; empty is none. */
    readonly passwords: readonly [string, string, string];
  }[];
  readonly links: readonly {
    readonly owner: string;
    readonly device: number;
    readonly as: number;
    readonly mode: string;
  }[];
  readonly spool: readonly {
    readonly device: number;
    readonly type: 'reader' | 'punch' | 'printer';
    readonly class: string;
  }[];
  /** Tape drives, which are empty at logon, displays for DIAL, and adapters, with the one user who may couple to them. */
  readonly specials: readonly (
    | { readonly device: number; readonly type: 'tape'; readonly model: string }
    | { readonly device: number; readonly type: 'graf' }
    | { readonly device: number; readonly type: 'ctca'; readonly user: string | undefined }
  )[];
  readonly console: { readonly device: number; readonly mode: '3215' | '3270' };
  readonly processors: {
    /** MACHINE: virtual processors at the most. */
    readonly maximum: number;
    /** CPU: the addresses of those that the machine has at logon, ascending, and which of them is the base. */
    readonly defined: readonly number[];
    readonly base: number;
  };
  readonly share: { readonly kind: 'relative' | 'absolute'; readonly value: number };
  /** Userids that may AUTOLOG this one without its password. */
  readonly autolog: readonly string[];
}

/** The directory as CP asks for it. Answers are those of this moment: a change shows at the next logon. */
export interface DirectoryStore {
  find(userid: string): DirectoryEntry | undefined;
  userids(): readonly string[];
  /** Reads all entries again, as they are now; rejects when they cannot be read. */
  refresh(): Promise<void>;
  /**
   * Whether the password is that of the user; the same time for a wrong password, an unknown user and a
   * NOLOG user. Hashing is off the event loop and bounded.
   */
  verifyPassword(userid: string, password: string): Promise<boolean>;
  /** OpenSSH public keys (`ssh-ed25519 AAAA...`) that may log on as the user. */
  keys(userid: string): readonly string[];
  /** The log message (SET LOGMSG), lines. */
  logMessage(): readonly string[];
  setLogMessage(lines: readonly string[]): Promise<void>;
}

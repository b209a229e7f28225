/** What SET sets and QUERY shows (CMS Command Reference, "SET", "QUERY"): plain data. */

/** A PF key of full-screen CMS: what it is called, how and what it types. */
export interface KeySetting {
  readonly name: string;
  readonly how: string;
  readonly text: string;
}

/** The settings of one CMS. */
export interface Settings {
  /** Names of EXECs are commands. */
  impex: boolean;
  /** Words that are nothing to CMS go to CP. */
  impcp: boolean;
  /** Abbreviations are understood. */
  abbrev: boolean;
  /** Ready message: with times (LONG) or without (SMSG). */
  rdymsg: 'LMSG' | 'SMSG';
  /** Console output is typed; off between HT and RT, and by SET CMSTYPE HT. */
  typing: boolean;
  /** A read is issued as soon as the Ready message is out (VM READ). */
  autoread: boolean;
  /** The nucleus is kept under key 0. */
  protect: boolean;
  /** Pages of free storage go back to CP. */
  relpage: boolean;
  /** The character that divides commands on a line; empty for none. */
  linend: string;
  /** Error messages of CMS on the terminal are in red; kept for QUERY only. */
  redtype: boolean;
  /** What is typed, by character, as bytes other than those of its code (SET INPUT). */
  input: Record<string, number>;
  /** Bytes that are shown as other characters (SET OUTPUT). */
  output: Record<number, string>;
  /** The characters of SET BLIP; displays show none, QUERY tells them. */
  blip: string;
  /** REXX programs are traced (SET EXECTRAC, TS and TE). */
  exectrac: boolean;
  /** SET TRANSLATE: names of commands in another language are understood; there is none. */
  readonly translate: { system: boolean; user: boolean };
  /** SET CMSPF, by number. */
  readonly cmspf: Map<number, KeySetting>;
  /** SET SYSNAME: saved systems by entry, where they are not called as their entry. */
  readonly systems: Record<string, string>;
}

/** The settings after IPL. */
export function newSettings(): Settings {
  return {
    impex: true,
    impcp: true,
    abbrev: true,
    rdymsg: 'LMSG',
    typing: true,
    autoread: false,
    protect: true,
    relpage: true,
    linend: '',
    redtype: false,
    exectrac: false,
    input: {},
    output: {},
    blip: '',
    translate: { system: true, user: true },
    cmspf: new Map(),
    systems: {},
  };
}

/**
 * What the options of SET hold for one file, besides what the screen needs (z/VM: XEDIT Commands and Macros Reference,
 * "SET"). Plain data; a change puts a new value in place of the old one, so that PRESERVE may keep it.
 */

/** A synonym: what is to be run for a word, and the shortest form of that. */
export interface Synonym {
  readonly name: string;
  /** Shortest form, number of characters. */
  readonly minimum: number;
  /** How each operand is read: `&` a word, `&/` a string, `&.` the first of two strings, `&*` what is left. */
  readonly formats: readonly string[];
  readonly text: string;
  /** What divides the text into subcommands; '' for nothing. */
  readonly lineEnd: string;
}

/** A character that an option turns on and names. */
export interface MarkedCharacter {
  readonly on: boolean;
  readonly character: string;
}

/** How a file came into the ring (the command XEDIT and its options). */
export interface FileOrigin {
  readonly fileid: readonly [string, string, string];
  /** Longest line that may be edited (option WIDTH). */
  readonly width: number;
  /** Longest record length that SET LRECL allows: what WIDTH says. */
  readonly limit: number;
  /** The library of a member (option MEMBER). */
  readonly library: readonly [string, string] | undefined;
  /** Sequence numbers have eight digits (option SEQ8). */
  readonly seq8: boolean;
}

/** The options of one file. */
export interface FileOptions {
  readonly origin: FileOrigin;
  readonly apl: boolean;
  readonly arbchar: MarkedCharacter;
  /** Changes after which the file is saved by itself; 0 for never. */
  readonly autosave: { readonly every: number; readonly mode: string };
  readonly brkkey: { readonly on: boolean; readonly key: string };
  readonly colptr: boolean;
  readonly escape: MarkedCharacter;
  readonly etarbch: MarkedCharacter;
  readonly etmode: boolean;
  readonly filler: string;
  readonly hex: boolean;
  readonly image: 'ON' | 'OFF' | 'CANON';
  readonly impcmscp: boolean;
  readonly macro: boolean;
  readonly mask: string;
  readonly messages: 'LONG' | 'SHORT';
  readonly pa: Readonly<Record<number, string>>;
  readonly pack: boolean;
  /** First and last line that subcommands reach; undefined for all. */
  readonly range: readonly [number, number] | undefined;
  readonly remote: boolean;
  readonly serial: {
    readonly text: 'OFF' | 'ON' | 'ALL' | (string & {});
    readonly increment: number;
    readonly start: number;
  };
  readonly sidcode: string;
  readonly span: { readonly on: boolean; readonly blank: boolean; readonly lines: number };
  readonly spill: 'ON' | 'OFF' | 'WORD';
  readonly stream: boolean;
  readonly synonym: boolean;
  readonly synonyms: readonly Synonym[];
  readonly terminal: 'DISPLAY' | 'TYPEWRITER';
  readonly text: boolean;
  readonly translat: string;
  readonly varblank: boolean;
}

/** The width of a file for which option WIDTH says nothing. */
const MOST_WIDTH = 65_535;

/** What a file begins with. */
export function newFileOptions(
  fileid: readonly [string, string, string],
  lrecl: number,
): FileOptions {
  return {
    origin: { fileid, width: lrecl, limit: MOST_WIDTH, library: undefined, seq8: true },
    apl: false,
    arbchar: { on: false, character: '$' },
    autosave: { every: 0, mode: 'A' },
    brkkey: { on: true, key: 'PA1' },
    colptr: true,
    escape: { on: true, character: '/' },
    etarbch: { on: false, character: '$' },
    etmode: false,
    filler: ' ',
    hex: false,
    image: 'ON',
    impcmscp: true,
    macro: false,
    mask: '',
    messages: 'LONG',
    pa: { 2: 'BEFORE NULLKEY' },
    pack: false,
    range: undefined,
    remote: true,
    serial: { text: 'OFF', increment: 10, start: 10 },
    sidcode: '',
    span: { on: false, blank: true, lines: 2 },
    spill: 'OFF',
    stream: true,
    synonym: true,
    synonyms: [],
    terminal: 'DISPLAY',
    text: false,
    translat: 'OFF',
    varblank: false,
  };
}

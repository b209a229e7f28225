/** All that an assembly is between two steps: plain data, written down with its machine. */
import type { Constant } from './constants.js';
import type { Sorting } from './sorting.js';
import type { Columns, RawStatement } from './scanner.js';
import type { Sections } from './sections.js';
import type { Usings } from './usings.js';
import type { Symbols, Value } from './value.js';

/** What ASSEMBLE asks for. */
export interface AssemblyOptions {
  readonly sysparm: string;
  readonly list: boolean;
  readonly esd: boolean;
  readonly rld: boolean;
  readonly xref: 'full' | 'short' | 'none';
  /** The deck is punched, which the listing tells. */
  readonly deck: boolean;
  /** Relocatable Y constants are flagged. */
  readonly yflag: boolean;
  /** Statements of conditional assembly are listed: in open code, in macros. */
  readonly alogic: boolean;
  readonly mlogic: boolean;
  /** Macro instructions in macros are listed, and the definitions of library macros. */
  readonly mcall: boolean;
  readonly libmac: boolean;
  /** The deck has the symbols (SYM cards). */
  readonly test: boolean;
  /** What stands in front of statements that are shown on the terminal: columns 73 to 80, their numbers. */
  readonly number: boolean;
  readonly stmt: boolean;
  /** What else the listing tells of the options. */
  readonly object: boolean;
  readonly terminal: boolean;
  /** Alignment of operands is checked. */
  readonly align: boolean;
  /** Stores into control sections are told (RENT). */
  readonly rent: boolean;
  readonly lineCount: number;
  /** Messages below this severity are not shown. */
  readonly flag: number;
  /** mm/dd/yy and hh.mm, for headings, &SYSDATE and &SYSTIME. */
  readonly date: string;
  readonly time: string;
  /** yyddd, for the END card. */
  readonly julian: string;
  /** Most bytes of work space. */
  readonly work: number;
}

/** A SET symbol; an array has a dimension. */
export interface SetSymbol {
  readonly kind: 'A' | 'B' | 'C';
  readonly dimension: number;
  /** By subscript, 0 for one without; what is missing is 0 or empty. */
  readonly values: Map<number, number | string>;
}

/** A macro as it was defined, to be generated from as often as it is called. */
export interface MacroDefinition {
  readonly name: string;
  /** Parameter in the name field; empty for none. */
  readonly label: string;
  readonly positional: readonly string[];
  readonly keywords: Map<string, string>;
  readonly body: RawStatement[];
  /** Index in the body by sequence symbol. */
  readonly sequence: Map<string, number>;
  readonly library: boolean;
}

/** A macro definition that is being read. */
export interface Defining {
  readonly library: boolean;
  /** Name that a library macro must have. */
  readonly wanted: string;
  definition: MacroDefinition | undefined;
  /** MACRO statements in it that have no MEND yet. */
  depth: number;
  /** Frames on the stack when it began: it must end before they end. */
  readonly frames: number;
}

/** Where statements come from: source text, or the body of a macro that is called. */
export type Frame =
  | {
      readonly kind: 'source';
      readonly lines: readonly string[];
      at: number;
      /** How many lines were counted as read. */
      counted?: number;
      /** A COPY member or the text of a library macro. */
      readonly library: boolean;
      actr: number;
    }
  | {
      readonly kind: 'macro';
      readonly definition: MacroDefinition;
      at: number;
      readonly locals: Map<string, SetSymbol>;
      readonly parameters: Map<string, string>;
      /** Name field and positional operands, for &SYSLIST. */
      readonly list: readonly string[];
      readonly index: number;
      readonly section: string;
      actr: number;
    };

/** A statement with everything filled in. */
export interface Statement {
  readonly number: number;
  readonly label: string;
  readonly operation: string;
  readonly operand: string;
  /** Cards of the listing. */
  readonly cards: readonly string[];
  readonly generated: boolean;
  /** It is listed only when something is wrong with it. */
  readonly hidden: boolean;
  /** Where it begins, when it has a place. */
  place: Value | undefined;
  /** Bytes in front of it that bring it to its boundary; they are zeros. */
  gap?: number;
  /** Of a literal: what * stands for in it. */
  origin?: Value;
  /** A card that stands in front of all others. */
  early?: boolean;
  /** Bytes that it takes when it is in error; they are zeros. */
  length: number;
  /** Pool of the literals that it uses or places. */
  pool: number;
}

/** A literal. */
export interface Literal {
  readonly text: string;
  readonly constant: Constant;
  place: Value | undefined;
  /** Where the instruction is that has it. */
  readonly origin: Value | undefined;
  /** Statement under which the listing has it. */
  defined: number;
  readonly references: number[];
}

/** A message for a statement. */
export interface Flag {
  readonly statement: number;
  readonly severity: number;
  readonly text: string;
}

/** Bytes on their way into the deck: `bytes`, repeated `times`. */
export interface Piece {
  readonly section: number;
  at: number;
  readonly bytes: Uint8Array;
  times: number;
}

/** An entry of the relocation dictionary; sections by number. */
export interface RelocationEntry {
  readonly position: number;
  readonly relative: number;
  readonly flag: number;
  readonly address: number;
}

/** An item of the external symbol dictionary. */
export interface EsdItem {
  readonly name: string;
  readonly type: 'SD' | 'LD' | 'ER' | 'PC' | 'CM' | 'XD' | 'WX';
  readonly id: number;
  readonly address: number;
  readonly length: number;
  /** Of LD: the section it lies in. */
  readonly owner: number;
  readonly boundary: number;
}

/** Parts of the heading and the reports, in their order. */
export type ReportPart =
  | 'sort messages'
  | 'test'
  | 'sections'
  | 'esd'
  | 'flagged'
  | 'sort relocation'
  | 'cards'
  | 'relocation'
  | 'sort symbols'
  | 'symbols'
  | 'literals'
  | 'sort flags'
  | 'flags'
  | 'end';

/** All that an assembly knows between two steps, from the first statement to the end of the deck: plain data. */
export interface AssemblyState {
  readonly version: 1;
  readonly options: AssemblyOptions;
  phase: 'generate' | 'heading' | 'emit' | 'report' | 'done';
  /** Bytes of work space in use. */
  work: number;

  // the generator
  readonly frames: Frame[];
  columns: Columns;
  /** A statement that waits for a library member. */
  pending: RawStatement | undefined;
  /** The member that is wanted from the libraries. */
  wanted: string | undefined;
  defining: Defining | undefined;
  /** Sequence symbol that open code is searched for. */
  seeking: { readonly symbol: string; wrapped: boolean } | undefined;
  readonly macros: Map<string, MacroDefinition>;
  /** Members by name: what was read of them, false when there is none. */
  readonly library: Map<string, readonly string[] | false>;
  readonly globals: Map<string, SetSymbol>;
  readonly locals: Map<string, SetSymbol>;
  readonly synonyms: Map<string, string>;
  /** First line of open code with a label, for attributes of symbols that come later. */
  readonly ahead: Map<string, number>;
  readonly openSequence: Map<string, number>;
  calls: number;
  /** Lines of open code whose labels are known. */
  looked: number;
  sequence: { readonly from: number; readonly to: number; last: string } | undefined;
  /** Anything but comments and ICTL has been seen. */
  begun: boolean;

  // first pass
  readonly statements: Statement[];
  readonly symbols: Symbols;
  readonly sections: Sections;
  /** Literals by text, in the order in which they are met, for each stretch up to LTORG or END. */
  readonly pools: Map<string, Literal>[];
  /** Literals that are being given their places, and how many have them. */
  placing: { readonly literals: readonly Literal[]; at: number } | undefined;
  flags: Flag[];
  /** Statement and text of all of them. */
  readonly said: Set<string>;
  readonly entries: {
    readonly name: string;
    readonly statement: number;
    /** Sections and external names that stand in front of it in the external symbol dictionary. */
    readonly behind: number;
  }[];
  ended: boolean;
  end: Statement | undefined;

  // second pass and reports
  at: number;
  /** Statements with messages of the first pass. */
  readonly flagged: Set<number>;
  usings: Usings;
  readonly emitting: Piece[];
  relocations: RelocationEntry[];
  print: { on: boolean; gen: boolean; data: boolean };
  readonly printStack: { on: boolean; gen: boolean; data: boolean }[];
  title: string;
  deckName: string;
  page: number;
  lineOnPage: number;
  /** Names of the reports' rows still to be printed. */
  report: { part: ReportPart; at: number; from: number };
  /** What is sorted for the present part. */
  sorting: Sorting<string> | Sorting<RelocationEntry> | Sorting<Flag> | undefined;
  sorted: string[];
  /** Literals, and external symbols, for their reports. */
  literals: Literal[];
  items: EsdItem[];
  /** Statements with messages that are shown, the highest severity, and the last statement. */
  readonly tally: { flagged: number; severity: number; last: number };
  /** Bytes of the SYM card that is being filled. */
  symbolText: number[];
  /** Cards of the relocation dictionary: how far they are. */
  dictionary: { data: number[]; last: number; before: string };

  // output, taken away by whoever wants it
  readonly listing: string[];
  readonly deck: Uint8Array[];
  readonly terminal: string[];
  /** Bytes of the program for {@link assemble}; undefined when only a deck is wanted. */
  image: { bytes: Uint8Array; readonly lenient: boolean } | undefined;
  card: { section: number; at: number; bytes: number[] } | undefined;
  cards: number;
  entry: Value | undefined;
  /** Records read and printed. */
  readonly read: { input: number; library: number; printed: number };
}

/**
 * What XEDIT begins with for a file of each type: record form and length of a new file, truncation column, columns shown,
 * sequence numbers, case, spilling and tabs (z/VM: XEDIT Commands and Macros Reference, "Filetype Defaults").
 */

/** What a type of files begins with. */
export interface TypeDefaults {
  readonly recfm: 'F' | 'V';
  /** Record length of a new file; the longest one when it is variable. */
  readonly lrecl: number;
  /** Last column of text, in bytes from 1; undefined for all of the record. */
  readonly truncation?: number;
  /** Last column that is shown; undefined for the truncation column. */
  readonly verify?: number;
  /** Columns 73 to 80 get sequence numbers as the file is saved. */
  readonly serial?: true;
  readonly enter: 'UPPER' | 'MIXED';
  readonly spill?: 'WORD';
  readonly image?: 'OFF' | 'CANON';
}

const cards = (truncation: number, verify?: number): TypeDefaults => ({
  ...{ recfm: 'F', lrecl: 80, truncation, serial: true, enter: 'UPPER' },
  ...(verify === undefined ? {} : { verify }),
});
const upper = (recfm: 'F' | 'V', lrecl: number): TypeDefaults => ({ recfm, lrecl, enter: 'UPPER' });
const mixed = (recfm: 'F' | 'V', lrecl: number): TypeDefaults => ({ recfm, lrecl, enter: 'MIXED' });
const words = (lrecl: number): TypeDefaults => ({ ...mixed('V', lrecl), spill: 'WORD' });

/** By filetype. */
const TYPES = new Map<string, TypeDefaults>(
  Object.entries({
    $EXEC: { ...cards(72, 72), enter: 'MIXED' },
    $XEDIT: { ...cards(72, 72), enter: 'MIXED' },
    AMSERV: cards(72),
    ASM3705: cards(71),
    ASSEMBLE: cards(71, 72),
    BASDATA: mixed('V', 255),
    BASIC: mixed('V', 156),
    CNTRL: upper('F', 80),
    COBOL: cards(72),
    COPY: cards(71),
    DIRECT: cards(72),
    DLCS: cards(72, 72),
    ESERV: cards(71),
    EXEC: upper('V', 130),
    FORTRAN: cards(72),
    FREEFORT: upper('V', 81),
    GCS: upper('V', 130),
    GROUP: cards(71, 72),
    JOB: upper('F', 80),
    LISTING: upper('V', 121),
    MACLIB: { ...upper('F', 80), truncation: 71, verify: 72, image: 'OFF' },
    MACRO: cards(71, 72),
    MEMBER: cards(71, 72),
    MEMO: words(80),
    MODULE: { ...mixed('V', 80), verify: 72, image: 'OFF' },
    NAMES: mixed('V', 255),
    NETLOG: mixed('V', 255),
    NOTE: words(132),
    NOTEBOOK: words(132),
    PASCAL: mixed('V', 72),
    PLI: cards(72),
    PLIOPT: cards(72),
    // the books' table has no REXX: as XEDIT, for stages of pipelines
    REXX: mixed('V', 255),
    SCRIPT: { ...words(132), image: 'CANON' },
    TEXT: { ...mixed('F', 80), verify: 72, image: 'OFF' },
    UPDATE: cards(71, 72),
    UPDT: cards(71, 72),
    VSBASIC: upper('F', 80),
    VSBDATA: upper('V', 132),
    XEDIT: upper('V', 255),
  } satisfies Record<string, TypeDefaults>),
);
/** All other types. The books have capitals here; letters in both cases are what people type into a file today. */
const OTHER = mixed('F', 80);

/** What a type of files begins with. */
export function typeDefaults(type: string): TypeDefaults {
  return TYPES.get(type) ?? OTHER;
}

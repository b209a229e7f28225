/**
 * Texts of CMS messages, one place for all commands (z/VM: CMS and REXX/VM Messages and Codes). `&1` to
 * `&9` are filled in. The return code that goes with a message is the command's where it is not here.
 */

interface MessageText {
  readonly severity: 'I' | 'W' | 'E' | 'S' | 'T' | 'R';
  readonly text: string;
  /** Usual return code. */
  readonly rc: number;
}

const m = (severity: MessageText['severity'], rc: number, text: string): MessageText => ({
  severity,
  text,
  rc,
});

/** Messages by number. */
export const messageTable: Readonly<Record<number, MessageText>> = {
  1: m('E', 24, 'No filename specified'),
  2: m('E', 28, 'File &1 not found'),
  3: m('E', 24, 'Invalid option: &1'),
  5: m('E', 24, 'No &1 specified'),
  6: m('E', 36, 'No read/write disk accessed'),
  7: m('E', 32, 'File &1 does not have records of 80 characters'),
  8: m('E', 36, 'Device &1 &2'),
  9: m('E', 24, 'Column &1 exceeds record length'),
  10: m('E', 40, 'Premature EOF on file &1'),
  11: m('E', 32, 'Conflicting file formats'),
  13: m('W', 4, 'Member &1 not found in library &2'),
  14: m('E', 24, 'Invalid keyword &1'),
  17: m('E', 24, 'Invalid device address &1'),
  18: m('E', 40, 'No load map available'),
  19: m('E', 24, 'Identical fileids'),
  20: m('E', 20, 'Invalid character &1 in fileid &2'),
  21: m('E', 40, 'Entry point &1 not found'),
  23: m('E', 24, 'No filetype specified'),
  24: m('E', 28, 'File &1 already exists&2'),
  27: m('E', 24, 'Invalid device &1'),
  28: m('E', 24, 'No device specified'),
  29: m('E', 24, 'Invalid parameter &1 in the option &2 field'),
  30: m('E', 28, 'File &1 already active'),
  32: m('E', 24, 'Invalid filetype &1'),
  33: m('E', 32, 'File &1 is not a library'),
  34: m('E', 32, 'File &1 is not fixed length'),
  36: m('E', 4, 'Open error code &1 on &2'),
  37: m('E', 36, 'Filemode &1 is accessed as read/only'),
  40: m('E', 40, 'No files loaded'),
  41: m('E', 40, 'Input and output files are the same'),
  42: m('E', 24, 'No fileid specified'),
  44: m('E', 32, 'Record length exceeds allowable maximum'),
  46: m('E', 24, 'No library name specified'),
  47: m('E', 24, 'No function specified'),
  48: m('E', 24, 'Invalid filemode &1'),
  49: m('E', 24, 'Invalid line number &1'),
  50: m('E', 24, 'Parameter missing after &1'),
  51: m('E', 24, 'Invalid mode change'),
  53: m('E', 24, 'Invalid sort field pair defined'),
  54: m('E', 24, 'Incomplete fileid specified'),
  55: m('E', 40, 'No entry point defined'),
  56: m('E', 32, 'File &1 contains invalid &2 formats'),
  60: m('E', 28, 'File(s) &1 not found; disk &2 will not be accessed'),
  62: m('E', 20, 'Invalid character &1 in fileid &2'),
  63: m('E', 40, 'No &1 list entered'),
  64: m('E', 24, 'Invalid &1 specification at or near &2'),
  65: m('E', 24, '&1 option specified twice'),
  66: m('E', 24, '&1 and &2 are conflicting options'),
  67: m('E', 24, 'Combined input files illegal with PACK or UNPACK options'),
  68: m('E', 32, 'Input file &1 not in packed format'),
  69: m('E', 36, 'Filemode &1 not accessed'),
  70: m('E', 24, 'Invalid parameter &1'),
  71: m('E', 24, 'ERASE * * &1 not allowed'),
  73: m('E', 24, 'No filemode specified'),
  75: m('E', 40, 'Device &1 invalid for &2'),
  77: m('E', 32, 'End card missing from input deck'),
  78: m('E', 32, 'Invalid card in input deck'),
  81: m('E', 28, 'Invalid &1 card'),
  84: m('E', 24, 'Invalid use of FROM and TO options'),
  86: m('E', 24, 'Invalid DDNAME &1'),
  102: m('S', 88, 'Too many fileids'),
  103: m('S', 88, 'Number of SPECS exceeds the maximum of &1'),
  104: m('S', 100, 'Error &1 reading file &2 from disk'),
  105: m('S', 100, 'Error &1 writing file &2 on disk'),
  106: m('S', 88, 'Number of members exceeds maximum &1; file &2 not added'),
  107: m('S', 100, 'Disk &1 is full'),
  108: m('S', 88, 'More than &1 libraries specified'),
  109: m('S', 104, 'Virtual storage capacity exceeded'),
  112: m('S', 100, '&1 device error'),
  113: m('S', 100, '&1 not attached or invalid device address'),
  114: m(
    'S',
    88,
    '&1 is an unsupported device type, or requested BLKSIZE is not supported for the device',
  ),
  116: m('S', 104, 'Loader table overflow'),
  118: m('S', 100, 'Error punching file'),
  123: m('S', 100, 'Error printing file &1'),
  124: m('S', 100, 'Error reading card file'),
  127: m('S', 100, 'Unsupported device for &1'),
  128: m('S', 100, 'I/O error on input after reading &1 records: INPUT code &2 on &3'),
  129: m('S', 100, 'I/O error on output writing record number &1: OUTPUT code &2 on &3'),
  156: m('E', 24, 'FROM &1 not found--file &2 has only &3 records'),
  157: m('E', 32, 'Label &1 not found in file &2'),
  168: m('S', 104, 'Pseudo register table overflow'),
  169: m('S', 104, 'ESDID table overflow'),
  172: m('E', 24, 'TOLABEL &1 equals FRLABEL'),
  173: m('E', 40, 'No records were copied to output file'),
  179: m('I', 0, 'Comparing &1 with &2'),
  201: m('W', 4, 'The following names are undefined:'),
  202: m('W', 4, 'Duplicate identifier &1'),
  203: m('W', 4, 'Set location counter name &1 undefined'),
  205: m('W', 8, 'Reader empty, not ready, or hold'),
  206: m('W', 4, 'Pseudo register alignment error'),
  209: m('W', 4, 'Files do not compare'),
  211: m('E', 24, 'Column fields out of sequence'),
  212: m('E', 40, 'Maximum number of records exceeded'),
  213: m('W', 4, 'Library &1 not created'),
  214: m('W', 8, 'Cannot recompute without loss of data; no change'),
  216: m('E', 88, 'Disk &1 is too small for blocks of &2 bytes'),
  254: m('E', 28, 'HELP cannot find the information you requested'),
  257: m('T', 256, 'Internal system error at address &1 (offset &2)'),
  260: m('E', 100, 'Disk not properly formatted for ACCESS'),
  415: m('E', 100, 'VMCF refused the request; return code &1'),
  416: m('E', 28, '&1 is not loaded'),
  523: m('E', 28, 'No help available for &1'),
  529: m('E', 24, 'Put the cursor on what is to be shown'),
  530: m('I', 0, 'File &1 sent to &2 at &3 on &4 &5'),
  542: m('E', 24, 'No such subcommand: &1'),
  546: m('E', 2, 'Target not found'),
  601: m('R', 0, 'Enter specification list:'),
  602: m('R', 0, 'Enter translation list:'),
  603: m('R', 0, 'FORMAT will erase all files on disk &1. Do you wish to continue?'),
  604: m('R', 0, 'Enter sort fields:'),
  605: m('R', 0, 'Enter disk label:'),
  618: m('E', 32, 'NETDATA reading: the spool file has no valid format'),
  621: m('E', 24, 'Bad plist: &1'),
  622: m('E', 41, 'Insufficient free storage'),
  631: m('E', 40, '&1GLOBALV GET and PUT can only be executed from a REXX exec'),
  632: m('E', 100, 'I/O error in EXECIO; rc=&1 from &2 command'),
  636: m('E', 28, 'Unsupported function in NETDATA &1'),
  639: m('E', 40, 'Error in routine &1; return code was &2'),
  640: m('E', 24, 'Reader file &1 does not exist'),
  644: m('E', 32, 'All reader files are in HOLD status or not class *'),
  645: m('E', 28, 'No reader files'),
  647: m('E', 24, 'Userid not specified for &1'),
  648: m('E', 32, 'Userid &1 not found'),
  649: m('E', 24, 'Extraneous parameter &1'),
  651: m('E', 40, 'Command not issued to RSCS because &1 is another node'),
  653: m('E', 40, 'Error executing &1; rc=&2'),
  655: m('E', 40, 'Spool file &1 does not exist or is not a file that can be received'),
  686: m('E', 36, 'This option is for REXX programs only'),
  688: m('E', 24, 'XEDIT option only valid from XEDIT environment'),
  704: m('I', 4, 'Invalid CLEAR request'),
  706: m('I', 0, 'Terminal input -- type null line for end of data'),
  708: m('I', 0, 'Disk file &1 assumed for DDNAME &2'),
  711: m('I', 0, 'No &1 synonyms in effect'),
  721: m('I', 0, 'Copy &1 &2 &3 &4 file'),
  723: m('I', 0, '&1 (&2) R/O'),
  724: m('I', 0, '&1 replaces &2 (&3)'),
  725: m('I', 0, '&1 also = &2'),
  726: m('I', 0, '&1 &2 released'),
  732: m('I', 0, '&1 FB-512 blocks formatted on &2'),
  733: m('I', 0, 'Formatting disk &1'),
  738: m('I', 0, 'Record length is &1 bytes'),
  740: m('I', 0, 'Execution begins...'),
  813: m('E', 28, 'Message &1 not found'),
  907: m('W', 4, 'Member &1 is in the library already; it is not added'),
};

/**
 * A message as it is typed with EMSG ON: the nucleus takes code or text away by the user's setting.
 * @param module - the three letters behind DMS
 */
export function message(module: string, number: number, ...fill: (string | number)[]): string {
  return messageAs(undefined, module, number, ...fill);
}

/** The same where a command takes it more seriously than others: with another severity. */
export function messageAs(
  severity: MessageText['severity'] | undefined,
  module: string,
  number: number,
  ...fill: (string | number)[]
): string {
  const entry = messageTable[number];
  if (entry === undefined) throw new Error(`message ${number} has no text`);
  const text = entry.text.replace(/&([1-9])/g, (_, digit: string) =>
    String(fill[Number(digit) - 1] ?? ''),
  );
  return `DMS${module}${String(number).padStart(3, '0')}${severity ?? entry.severity} ${text}`;
}

/** Messages of XEDIT (z/VM: CMS and REXX/VM Messages and Codes, DMSXxx messages). */

/** A message as XEDIT shows it: the identifier counts for SET EMSG, the text is what is read. */
export interface Message {
  /** `DMSXDC542E`. */
  readonly id: string;
  readonly text: string;
}

const TEXTS = {
  '137S': ['DMSXSU', (code: string) => `Error ${code} on STATE`],
  '002E': ['DMSXGT', (id: string) => `File ${id} not found`],
  '024E': ['DMSXFI', (id: string) => `File ${id} already exists; use FFILE/SSAVE`],
  '037E': ['DMSXFI', (mode: string) => `Filemode ${mode} is accessed as read/only`],
  '048E': ['DMSXFI', (mode: string) => `Invalid filemode ${mode}`],
  '062E': ['DMSXFI', (ch: string) => `Invalid character ${ch} in fileid`],
  '069E': ['DMSXFI', (mode: string) => `Filemode ${mode} not accessed`],
  '105S': ['DMSXFI', (detail: string) => `Error ${detail} writing file on disk or directory`],
  '107S': ['DMSXFI', (mode: string) => `Disk ${mode} is full`],
  '245S': ['DMSXSC', () => 'Error on printer; it is not ready, or there is none'],
  '500E': ['DMSXFD', (id: string) => `Unable to unpack file ${id}`],
  '501I': ['DMSXMC', (n: string) => `${n} line(s) deleted`],
  '502I': ['DMSXMC', (n: string) => `${n} line(s) recovered`],
  '503E': ['DMSXMD', (what: string) => what || 'Truncated'],
  '504I': ['DMSXMC', (n: string) => `${n} line(s) merged`],
  '505E': [
    'DMSXMC',
    (n: string) => `Not executed--the target line (${n}) is within the lines to move`,
  ],
  '506I': ['DMSXMC', (n: string) => `${n} line(s) moved`],
  '507E': ['DMSXPR', () => 'No preserved data to restore'],
  '662E': ['DMSXPX', () => 'No destination possible within the block'],
  '509I': ['DMSXMC', (n: string) => `${n} line(s) copied`],
  '510I': ['DMSXSU', (id: string) => `Autosaved as ${id}`],
  '511E': ['DMSXCG', () => 'String2 contains more arbitrary characters than string1'],
  '515E': ['DMSXSE', () => 'RECFM must be F, V, FP, or VP'],
  '517I': ['DMSXCG', (n: string) => n],
  '508E': ['DMSXIN', () => 'LOAD must be the first subcommand in the profile macro'],
  '519E': ['DMSXSE', (width: string) => `LRECL must be lower than WIDTH (${width})`],
  '520E': ['DMSXSE', (operand: string) => `Invalid operand : ${operand}`],
  '521E': ['DMSXSE', () => 'Invalid line number'],
  '522I': ['DMSXCT', (n: string) => `${n} occurrence(s)`],
  '525E': ['DMSXSU', (key: string) => `Invalid PFkey/PAkey number : ${key}`],
  '526E': ['DMSXSE', (option: string) => `Option ${option} valid in display mode only`],
  '528E': [
    'DMSXSE',
    (lines: string) =>
      `Invalid range: Target2 (line ${lines.split(' ')[0] ?? ''}) precedes Target1 (line ${lines.split(' ')[1] ?? ''})`,
  ],
  '530I': ['DMSXSU', (n: string) => `${n} file(s) in storage`],
  '533E': ['DMSXSE', (line: string) => `Line ${line} is not reserved`],
  '535E': ['DMSXRE', () => 'Invalid parameters for RENUM'],
  '538E': ['DMSXQR', () => 'No name defined'],
  '539E': ['DMSXSE', (name: string) => `Named line ${name} not found`],
  '540E': ['DMSXPX', (name: string) => `Invalid label : ${name}`],
  '541E': ['DMSXSE', (name: string) => `Invalid name: ${name}`],
  '542E': ['DMSXDC', (name: string) => `No such subcommand : ${name}`],
  '543E': ['DMSXSU', (number: string) => `Invalid number: ${number}`],
  '544E': ['DMSXDC', (text: string) => `Invalid hex string: ${text}`],
  '545E': ['DMSXDC', () => 'Missing operand(s)'],
  '546E': ['DMSXDC', () => 'Target not found'],
  '547E': ['DMSXSE', () => 'Synonym definition incomplete'],
  '548E': ['DMSXSE', (operand: string) => `Invalid synonym operand: ${operand}`],
  '549E': ['DMSXSE', () => 'Synonym abbreviation too large'],
  '550E': ['DMSXSE', () => 'Too many operands in synonym definition'],
  '557S': ['DMSXED', () => 'No more storage to insert lines'],
  '558E': ['DMSXRE', () => 'Wrong file format for RENUM'],
  '561E': ['DMSXJN', () => 'Cursor is not on a valid data field'],
  '562E': ['DMSXGT', () => 'No line(s) saved by PUT(D) subcommand'],
  '564W': ['DMSXGT', () => 'EOF reached'],
  '569I': ['DMSXSU', (n: string) => `Total number of lines in the file : ${n}`],
  '571I': ['DMSXIN', () => 'Creating new file:'],
  '573I': ['DMSXMD', () => 'Input mode:'],
  '575E': ['DMSXSE', (what: string) => `Invalid ${what} columns defined`],
  '577E': ['DMSXSU', () => 'File has been changed; type QQUIT to quit anyway'],
  '585E': ['DMSXCG', () => 'No line(s) changed'],
  '586E': ['DMSXDC', () => 'Not found'],
  '592W': ['DMSXDC', () => 'Wrapped....'],
  '594E': ['DMSXFI', (id: string) => `File ${id} already exists; use FFILE/SSAVE`],
  '181E': ['DMSXUP', () => 'No update files were found'],
  '570W': [
    'DMSXUP',
    (type: string) => `Update ${type} specified in the UNTIL option field not found`,
  ],
  '559W': ['DMSXFD', () => 'Warning: file is empty'],
  '597E': ['DMSXUP', () => 'Unable to merge updates containing ./ S cards'],
  '599S': ['DMSXUP', (why: string) => `Unable to build update file: ${why}`],
  '631E': ['DMSXEX', (name: string) => `${name} can only be executed from a macro`],
  '657E': ['DMSXSU', () => 'Undefined PFkey/PAkey'],
  '659E': ['DMSXPX', (name: string) => `Invalid prefix subcommand: ${name}`],
  '661E': [
    'DMSXPX',
    (name: string) => `Prefix ${name} is invalid for the line on which it was entered`,
  ],
} as const satisfies Record<string, readonly [string, (argument: string) => string]>;

/** Numbers of the messages, with severity letter. */
export type MessageNumber = keyof typeof TEXTS;

/** Numbers of all messages. */
export const MESSAGE_NUMBERS = Object.keys(TEXTS) as readonly MessageNumber[];

/** The message of a number, without what is filled in; undefined when there is none. */
export function xeditMessage(number: string): Message | undefined {
  const key = MESSAGE_NUMBERS.find((one) => one.startsWith(number));
  return key && message(key, '...');
}

/** Builds a message. */
export function message(number: MessageNumber, argument = ''): Message {
  const [prefix, text] = TEXTS[number];
  return { id: `${prefix}${number}`, text: text(argument) };
}

/** The line that XEDIT shows. */
export function messageLine(m: Message): string {
  return `${m.id} ${m.text}`;
}

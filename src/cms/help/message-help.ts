/**
 * HELP for messages: the text of a message, what it means and what can be done (as "CMS and REXX/VM Messages and Codes" of z/VM
 * is made up). The pages of CP's messages are files, as CMS does not know them.
 */
import { assemblerMessages } from '../assembler/messages-table.js';
import { ddrMessageText, type DdrMessage } from '../ddr/messages-table.js';
import { messageTable } from '../messages-table.js';
import { pipeMessageTable } from '../pipelines/pipe-messages-table.js';
import { ERROR_TEXTS } from '../rexx/error-table.js';
import { updateMessageTable } from '../update/messages-table.js';
import { xeditMessage } from '../xedit/messages.js';
import { cmsMessageHelp, ddrMessageHelp, updateMessageHelp } from './help-cms-messages-table.js';
import { fold } from './help-pages.js';
import { writtenMessages } from './help-nucleus-messages-table.js';
import { xeditMessageHelp } from './help-xedit-messages-table.js';

/** Columns of the full screen that text may have. */
const SCREEN_WIDTH = 78;

/** What a message of CMS Pipelines means; the letters of its part may be left out. */
function pipeHelp(id: string): string[] | undefined {
  const match = /^FPL(?:[A-Z]{3})?(\d{3,4})[IWES]?$/.exec(id);
  const entry = match === null ? undefined : pipeMessageTable[Number(match[1])];
  if (entry === undefined) return undefined;
  const number = `${match![1]!}${entry.severity}`;
  return [
    `FPL${entry.module}${number}  ${entry.text.replace(/&\d/g, '...')}`,
    '',
    entry.help,
    ...(entry.severity === 'I'
      ? []
      : [`Return code of a stage: ${Number(match![1])}; below zero when no stage has run.`]),
  ];
}

/** What a message of REXX means. */
function rexxHelp(id: string): string[] | undefined {
  const number = Number(/^DMS(?:REX)?(\d{3,4})[ET]?$/.exec(id)?.[1]);
  const found = Object.entries(ERROR_TEXTS).find(([, { message }]) => message === number);
  if (found === undefined) return undefined;
  const [error, { text, message, meaning }] = found;
  return [
    `DMSREX${String(message)}E  Error ${error} running fn ft, line nn: ${text}`,
    '',
    meaning,
    '',
    `Return code: ${String(20_000 + Number(error))}. SIGNAL ON SYNTAX traps it, RC is then ${error}.`,
  ];
}

/** What a severity of the assembler means. */
const SEVERITIES: readonly (readonly [number, string])[] = [
  [16, 'The assembly was given up; what was made so far is in the listing.'],
  [12, 'The statement could not be assembled. The program will not run as it was meant.'],
  [
    8,
    'The statement is in error: it was assembled as zeros, or in part. The program will probably not run.',
  ],
  [4, 'A warning: the statement was assembled; look whether it is what was meant.'],
  [0, 'For information only.'],
];

/** What a message of ASSEMBLE means. */
function assemblerHelp(id: string): string[] | undefined {
  const entry = assemblerMessages[Number(/^IFO(\d{3})$/.exec(id)?.[1] ?? NaN)];
  if (entry === undefined) return undefined;
  const meaning = SEVERITIES.find(([least]) => entry.severity >= least)![1];
  return [
    `${id}  ${entry.text.replace('&1', '...')}`,
    '',
    `Severity ${String(entry.severity)}. ${meaning}`,
    'The return code of ASSEMBLE is the highest severity. FLAG(n) leaves out messages below n.',
  ];
}

/** What a message of XEDIT means. */
function xeditHelp(id: string): string[] | undefined {
  const number = /^DMS(?:X[A-Z]{2})?(\d{3})[IWESTR]?$/.exec(id)?.[1];
  const meaning = number === undefined ? undefined : xeditMessageHelp[number];
  const found = number === undefined ? undefined : xeditMessage(number);
  if (found === undefined || meaning === undefined) return undefined;
  return [`${found.id}  ${found.text}`, '', meaning];
}

type Meanings = Readonly<Record<number, string>>;

/** A message as its table has it. */
interface Text {
  readonly severity: string;
  readonly rc: number;
  readonly text: string;
}

/** The parts of CMS that have messages of their own beside the common table. */
const OWN_MESSAGES: Readonly<
  Record<string, { readonly texts: Readonly<Record<number, Text>>; readonly help: Meanings }>
> = { UPD: { texts: updateMessageTable, help: updateMessageHelp } };

/** What a message of CMS means; the letters of the part that it comes from may be left out. */
function cmsHelp(id: string): string[] | undefined {
  const match = /^(?:DMS([A-Z]{3})?)?(\d{3,4})[IWESTR]?$/.exec(id);
  if (match === null) return undefined;
  const [, part = 'xxx', digits = ''] = match;
  const own = OWN_MESSAGES[part];
  const number = Number(digits);
  const [entry, help] =
    own?.texts[number] === undefined
      ? [messageTable[number] as Text | undefined, cmsMessageHelp]
      : [own.texts[number], own.help];
  if (entry === undefined) return undefined;
  return [
    `DMS${part}${digits}${entry.severity}  ${entry.text.replace(/&\d/g, '...')}`,
    '',
    help[number] ?? '',
    '',
    ...(entry.severity === 'I' || entry.severity === 'R'
      ? []
      : [
          `Return code: ${entry.rc} where the command's own page does not say otherwise.`,
          ...(entry.severity === 'W' ? [] : ['Nothing is changed where it does not say so.']),
        ]),
  ];
}

/** What a message of DDR means. */
function ddrHelp(id: string): string[] | undefined {
  const number = Number(/^HCP(?:DDR)?(7\d\d)[ER]?$/.exec(id)?.[1]);
  const help = ddrMessageHelp[number];
  if (help === undefined) return undefined;
  const { severity, text } = ddrMessageText(number as DdrMessage);
  return [`HCPDDR${number}${severity}  ${text.replace(/&\d/g, '...')}`, '', help];
}

/** What a message means that is written out where it is said; with or without the severity. */
function writtenHelp(id: string): string[] | undefined {
  const full = Object.keys(writtenMessages).find((one) => one === id || one.slice(0, -1) === id);
  if (full === undefined) return undefined;
  const { text, meaning } = writtenMessages[full]!;
  return [`${full}  ${text}`, '', meaning];
}

function meaningOf(id: string): string[] | undefined {
  if (id.startsWith('HCP')) return ddrHelp(id);
  if (id.startsWith('FPL')) return pipeHelp(id);
  if (id.startsWith('IFO')) return assemblerHelp(id);
  const written = writtenHelp(id);
  if (written !== undefined) return written;
  const named = /^DMS(?:X[A-Z]{2}|REX)\d/.test(id);
  const others = (): string[] | undefined => xeditHelp(id) ?? rexxHelp(id);
  return named ? (others() ?? cmsHelp(id)) : (cmsHelp(id) ?? others());
}

/** Breaks a line that a screen has no room for; behind the number of a message its text stands as a block. */
function broken(line: string): string[] {
  if (line.length <= SCREEN_WIDTH) return [line];
  const [, id = '', text = line] = /^(\S+ {2})(\S.*)$/.exec(line) ?? [];
  return fold(text, SCREEN_WIDTH - id.length).map(
    (part, n) => (n === 0 ? id : ' '.repeat(id.length)) + part,
  );
}

/** What a message means, as lines; undefined when there is no such message. */
export function messageHelp(id: string): string[] | undefined {
  return meaningOf(id)?.flatMap(broken);
}

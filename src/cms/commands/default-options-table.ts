/** Commands whose options DEFAULTS sets, with the options that each takes and those that hold when nothing is set. */
import { SET_OPTIONS as HELP_OPTIONS } from './help.js';
import { DATE_OPTIONS } from './list-line.js';
import { optionRules, type OptionRule } from './operands.js';
import { OPTIONS as PEEK_OPTIONS } from './peek.js';
import { EXCLUSIVE as RECEIVE_EXCLUSIVE, OPTIONS as RECEIVE_OPTIONS } from './receive.js';
import { EXCLUSIVE as SENDFILE_EXCLUSIVE, OPTIONS as SENDFILE_OPTIONS } from './sendfile.js';
import { OPTIONS as TELL_OPTIONS } from './tell.js';
import { XEDIT_EXCLUSIVE, XEDIT_RULES } from '../xedit/xedit-options.js';

/** What DEFAULTS knows of a command. */
export interface CommandDefaults {
  readonly rules: readonly OptionRule[];
  readonly exclusive: readonly (readonly string[])[];
  /** Options that hold when nothing is set. */
  readonly usual: string;
}

const HELP_VIEWS = [
  ['BRIEF', 'DETAIL', 'ALL'],
  ['SCREEN', 'NOSCREEN'],
];
const NOTE_EXCLUSIVE = [
  ['ACK', 'NOACK'],
  ['LOG', 'NOLOG'],
  ['NOTEBOOK', 'NONOTEBOOK'],
  ['LONG', 'SHORT'],
];
const NOTE_OPTIONS = optionRules(
  'ACk',
  'NOAck',
  'LOG',
  'NOLog',
  'LOng',
  'SHort',
  'NOTebook=1',
  'NONotebook',
  'CLAss=1',
  'PROFile=1',
);
const FILE_LIST_OPTIONS = optionRules(
  'Append',
  'Filelist',
  'PROFile=1',
  'SHORTdate',
  'FULLdate',
  'ISOdate',
  'VMDate',
);
const READER_LIST_OPTIONS = optionRules('PROFile=1', 'SHORTdate', 'FULLdate', 'ISOdate', 'VMDate');

/** By command. */
export const DEFAULT_OPTIONS: ReadonlyMap<string, CommandDefaults> = new Map([
  [
    'FILELIST',
    {
      rules: FILE_LIST_OPTIONS,
      exclusive: [DATE_OPTIONS],
      usual: 'PROFILE PROFFLST VMDATE',
    },
  ],
  ['HELP', { rules: HELP_OPTIONS, exclusive: HELP_VIEWS, usual: 'ALL SCREEN' }],
  [
    'NOTE',
    {
      rules: NOTE_OPTIONS,
      exclusive: NOTE_EXCLUSIVE,
      usual: 'NOACK LOG SHORT NOTEBOOK ALL CLASS A PROFILE PROFNOTE',
    },
  ],
  ['PEEK', { rules: PEEK_OPTIONS, exclusive: [], usual: 'FROM 1 FOR 200 PROFILE PROFPEEK' }],
  [
    'RDRLIST',
    {
      rules: READER_LIST_OPTIONS,
      exclusive: [DATE_OPTIONS],
      usual: 'PROFILE PROFRLST VMDATE',
    },
  ],
  [
    'RECEIVE',
    {
      rules: RECEIVE_OPTIONS,
      exclusive: RECEIVE_EXCLUSIVE,
      usual: 'OLDDATE LOG NOTEBOOK ALL MINPROMPT',
    },
  ],
  [
    'SENDFILE',
    {
      rules: SENDFILE_OPTIONS,
      exclusive: SENDFILE_EXCLUSIVE,
      usual: 'NEW TYPE NOACK LOG NOFILELIST CLASS A',
    },
  ],
  ['TELL', { rules: TELL_OPTIONS, exclusive: [], usual: 'MSGCMD MSG' }],
  ['XEDIT', { rules: XEDIT_RULES, exclusive: XEDIT_EXCLUSIVE, usual: 'PROFILE PROFILE' }],
]);

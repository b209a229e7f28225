/** HELP pages of the words of CMS QUERY (HELP CMSQUERY name). */
import { page, type HelpPage } from './help-page.js';
import { absentPages } from './help-absent-words.js';

/** A setting of SET, which has one line. */
const setting = (format: string, example: string): HelpPage => {
  const name = format.toUpperCase();
  return page(
    format,
    `how SET ${name} is`,
    `Shows for example ${example}. HELP CMSSET ${name} tells what it means.`,
  );
};

const library = (format: string, what: string): HelpPage =>
  page(
    format,
    `${what} of GLOBAL`,
    `The ${what} that GLOBAL has named, in the order in which they are searched, or NONE.`,
  );

/** The pages. */
export const cmsQueryHelpTable: readonly HelpPage[] = [
  setting('ABBrev', 'ABBREV   = ON'),
  page(
    'ACcessed [fm]',
    'disks that are accessed',
    'Mode, whether it can be written, number of files, device and label of each disk.',
  ),
  setting('AUTODUMP', 'AUTODUMP = OFF'),
  setting('AUTORead', 'AUTOREAD = OFF'),
  setting('BLIP', 'BLIP     = OFF'),
  page('CMSLEVel', 'which CMS this is', 'Name, release and service level.'),
  page(
    'CMSPF [nn]',
    'keys of full-screen CMS',
    'What SET CMSPF has made of PF key nn, or of all: name, ECHO, NOECHO, DELAYED or RETRIEVE, and text. Messages: 070E (24).',
  ),
  setting('CMSType', 'CMSTYPE  = RT'),
  page(
    'DIsk [fm|*|R/W|R/O|MAX]',
    'disks and their room',
    'Label, device, mode, whether it can be written, size, size of blocks, number of files, blocks used and left. R/W and R/O: those that can be written, or not. MAX: the one that can be written and has the most room.',
    'Messages: 069E (36) the mode is not accessed, 006E (36) none can be written.',
  ),
  setting('DOS', 'DOS      = OFF'),
  library('DOSLib', 'DOS libraries'),
  page('DOSLNCnt', 'lines on a page of VSE listings', 'Messages: 099E (40) CMS/DOS is not active.'),
  page('DOSPart', 'size of the VSE partition', 'Messages: 099E (40) CMS/DOS is not active.'),
  setting('EXECTRACe', 'EXECTRAC = OFF'),
  page('FIledef', 'files of OS programs', 'The definitions of FILEDEF: ddname, device, file.'),
  setting('FULLscreen', 'FULLSCREEN = OFF'),
  setting('IMPCP', 'IMPCP    = ON'),
  setting('IMPEX', 'IMPEX    = ON'),
  page('INPUT', 'what is typed otherwise', 'The translations of SET INPUT, a line each.'),
  setting('INSTSEG', 'INSTSEG  = OFF'),
  page('LABEL', 'labels of disks', 'Mode and label of the disks that are accessed.'),
  page(
    'LABELDef',
    'labels of files on tape',
    'The definitions of LABELDEF: ddname, fields with their values.',
  ),
  page('LANGLIST', 'languages that there are', 'Shows AMENG, the only one here.'),
  page('LANGuage', 'language of messages', 'Shows AMENG, the only one here.'),
  setting('LDRTbls', 'LDRTBLS  = 2'),
  page('LIBrary', 'all libraries', 'MACLIB, TXTLIB, DOSLIB and LOADLIB, as GLOBAL has named them.'),
  setting('LINEnd', 'LINEND   = OFF'),
  setting('LOADArea', 'LOADAREA = 20000'),
  library('LOADLib', 'load libraries'),
  library('MAClib', 'macro libraries'),
  page('OUTPUT', 'what is shown otherwise', 'The translations of SET OUTPUT, a line each.'),
  setting('PROTect', 'PROTECT  = ON'),
  setting('RDYmsg', 'RDYMSG   = LMSG'),
  setting('REDtype', 'REDTYPE  = OFF'),
  setting('RELPAGe', 'RELPAGE  = ON'),
  page('SEArch', 'the search order', 'The disks in the order in which files are looked for.'),
  page(
    'SEGment [name|*]',
    'saved segments',
    'Where each lies and how long it is, whether it is loaded, and whether its place is reserved.',
    'Messages: 416E (28) there is none.',
  ),
  setting('STORECLR', 'STORECLR = ENDCMD'),
  page(
    'SYNonym [SYStem|USER|ALL]',
    'names of commands',
    'The short forms of CMS, those of SYNONYM, or both.',
  ),
  page(
    'SYSNAMEs',
    'saved systems of VSE',
    'The entries of the table, and what SET SYSNAME calls them.',
  ),
  page(
    'TRANslate [ALL|SYStem|USEr]',
    'names of commands in another language',
    'What SET TRANSLATE has set for the system, the user, or both.',
  ),
  library('TXTlib', 'text libraries'),
  page('UPSI', 'switches for VSE programs', 'Messages: 099E (40) CMS/DOS is not active.'),
  ...absentPages('query'),
];

/**
 * The pages of HELP as the files of the system disk: one file a command (type HELPCMS or HELPCP), and the
 * menus. `build-disk.ts` puts them on the 190.
 */
import type { SourceFile } from '../files/build-disk.js';
import { KEYS_HELP } from '../../shared/keys-help.js';
import { cmsMacros } from '../macros/cms-macros-table.js';
import { macrosOf } from '../macros/macro-libraries.js';
import { osMacros } from '../macros/os-macros-table.js';
import { cmsHelpTable } from './help-cms-table.js';
import { cpHelpTable } from './help-cp-table.js';
import { pipeHelpTable, stageFileNames } from './help-pipe-table.js';
import { section, SECTION } from './help-file.js';
import type { HelpPage } from './help-page.js';

/** Names of the menus. */
export const MENUS: readonly string[] = ['HELP', 'CMS', 'CP', 'PIPE', 'KEYS', 'MACROS'];

const WIDTH = 76;

/** Breaks a paragraph into lines. A paragraph that begins with a blank stays as it is. */
function fold(paragraph: string): string[] {
  if (paragraph.startsWith(' ')) return paragraph.split('\n');
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** Which section a paragraph belongs into. */
function sectionOf(paragraph: string): number {
  return /^(Messages?|Return codes?|Errors?)\b/.test(paragraph)
    ? SECTION.errors
    : SECTION.description;
}

/** Other pages of the table that a page speaks of. */
function related(page: HelpPage, table: readonly HelpPage[]): string[] {
  const words = new Set(page.text.join(' ').match(/[A-Z][A-Z0-9]{2,}/g));
  const names = table
    .map(({ name }) => name)
    .filter((name) => name !== page.name && words.has(name));
  return names.length === 0 ? [] : fold(`See also: ${names.sort().join(', ')}.`);
}

function pageLines(component: string, page: HelpPage, table: readonly HelpPage[]): string[] {
  const heading = `${component} ${page.name}`;
  const paragraphs = (wanted: number): string[] =>
    page.text
      .flatMap((paragraph) => paragraph.split(/(?<=\.) (?=Messages?: )/))
      .filter((paragraph) => sectionOf(paragraph) === wanted)
      .flatMap((paragraph) => [...fold(paragraph), '']);
  return [
    heading.padEnd(WIDTH - 14) + 'VM/TS HELP',
    '',
    ...section(SECTION.brief, [`${page.name}: ${page.brief}.`, '']),
    ...section(SECTION.format, [...page.format.map((line) => `   ${line}`), '']),
    ...section(SECTION.description, paragraphs(SECTION.description)),
    ...section(SECTION.errors, paragraphs(SECTION.errors)),
    ...section(SECTION.related, related(page, table)),
  ];
}

function menuLines(component: string, pages: readonly HelpPage[]): string[] {
  return [
    `${component === 'PIPE' ? 'Stages of pipelines' : `${component} commands`}. HELP ${component} name shows a page.`,
    '',
    ...[...pages]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map((page) => `${page.name.padEnd(10)}${page.brief}`),
  ];
}

/** The macros with the comment behind each prototype, as they are written. */
function macroLines(): string[] {
  const rows = (text: string): string[] =>
    macrosOf(text)
      .filter(({ lines }) => !/^\.\* INNER/.test(lines[2] ?? ''))
      .map(({ name, lines }) => {
        const comment = lines.find((line) => line.startsWith('.*'))?.slice(3) ?? '';
        return `${name.padEnd(10)}${comment}`.trimEnd();
      });
  return [
    'GLOBAL MACLIB DMSSP, then ASSEMBLE: the macros of CMS. Registers 0, 1, 14 and 15 are used;',
    'register 15 is the return code; ERROR=label is where it goes when that is not 0.',
    '',
    ...rows(cmsMacros),
    '',
    'GLOBAL MACLIB OSMACRO: macros of OS, for programs that use FILEDEF.',
    '',
    ...rows(osMacros),
    '',
    'TYPE GREET ASSEMBLE S shows a program that uses them.',
  ];
}

/** Tables by the type of their files. */
const tables: Readonly<Record<string, readonly HelpPage[]>> = {
  HELPCMS: cmsHelpTable,
  HELPCP: cpHelpTable,
  HELPPIPE: pipeHelpTable,
};

/** The name of a file of HELP for a stage: eight characters, and none that a name cannot have. */
export function stageFileName(stage: string): string {
  return (stageFileNames[stage] ?? stage).slice(0, 8);
}

/** The name of the page that a short form of a command means, among pages of a type. */
export function shortest(type: string, word: string): string | undefined {
  const table = tables[type] ?? cmsHelpTable;
  return table.find((page) => word.length >= page.minimum && page.name.startsWith(word))?.name;
}

/** All pages and menus as files. */
export function helpFiles(): (SourceFile & { readonly lines: readonly string[] })[] {
  const file = (name: string, type: string, lines: readonly string[]) => ({
    name,
    type,
    modeNumber: 2,
    lines,
  });
  return [
    ...cmsHelpTable.map((page) => file(page.name, 'HELPCMS', pageLines('CMS', page, cmsHelpTable))),
    ...cpHelpTable.map((page) => file(page.name, 'HELPCP', pageLines('CP', page, cpHelpTable))),
    ...pipeHelpTable.map((page) =>
      file(stageFileName(page.name), 'HELPPIPE', pageLines('PIPE', page, pipeHelpTable)),
    ),
    file('PIPE', 'HELPMENU', menuLines('PIPE', pipeHelpTable)),
    file('CMS', 'HELPMENU', menuLines('CMS', cmsHelpTable)),
    file('CP', 'HELPMENU', menuLines('CP', cpHelpTable)),
    file('KEYS', 'HELPMENU', KEYS_HELP),
    file('MACROS', 'HELPMENU', macroLines()),
    file('HELP', 'HELPMENU', [
      'HELP shows what commands do.',
      '',
      'HELP KEYS       the keys of a terminal',
      'HELP CMS        the list of CMS commands',
      'HELP CP         the list of CP commands',
      'HELP MACROS     the macros for assembler programs',
      'HELP PIPE       the stages of pipelines',
      'HELP name       the page of a command, for example HELP COPYFILE',
      'HELP CP name    the page of a CP command, for example HELP CP SPOOL',
      'HELP PIPE name  the page of a stage, for example HELP PIPE LOCATE',
      'HELP DMSxxx002E what a message means',
      '',
      'On a page: PF1 changes between the whole and the brief page, PF11 shows what is',
      'related, PF3 goes back, PF4 ends. In a list: the cursor on a name, then ENTER.',
      '/text on the command line looks for text, HELP name goes on to another page.',
      '',
      'Keys: PF12 brings back what was typed, PA1 (Alt-1 or Ctrl-C) enters CP,',
      'CLEAR (Ctrl-L) turns the page at MORE..., PgUp and PgDn look back.',
      'While output runs: HT stops typing, RT resumes it, HX ends the program.',
      'A machine that hangs: PA1, then IPL CMS.',
    ]),
  ];
}

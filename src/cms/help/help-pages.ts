/**
 * The pages of HELP as files of the system disk: one file a page (type HELPCMS, HELPCP...), and the menus.
 * `build-disk.ts` puts them on the 190.
 */
import type { SourceFile } from '../files/build-disk.js';
import { ERROR_BASE as EXEC_ERROR_BASE, EXEC_ERRORS } from '../exec/exec-program.js';
import { ERROR_BASE, EXEC2_ERRORS } from '../exec/exec2/exec2-program.js';
import { KEYS_HELP } from '../../shared/keys-help.js';
import { cmsMacros } from '../macros/cms-macros-table.js';
import { macrosOf } from '../macros/macro-libraries.js';
import { osMacros } from '../macros/os-macros-table.js';
import { HELP_COMPONENTS, helpFileName, helpType, type HelpComponent } from './help-components.js';
import { helpTasks } from './help-tasks-table.js';
import { cmsExecHelpLines } from './help-exec-table.js';
import { exec2HelpLines } from './help-rexx-table.js';
import { section, SECTION } from './help-file.js';
import type { HelpPage } from './help-page.js';

const WIDTH = 76;
/** Columns before what a line of the format goes on with. */
const INDENT = 11;
/** Where the second column of operands, responses and notes begins. */
const OPERAND_COLUMN = 18;
const RESPONSE_COLUMN = 6;
const NOTE_COLUMN = 4;
/** Where what a menu says of a page begins, when no name is longer. */
const MENU_COLUMN = 10;

/** Breaks a paragraph into lines. A paragraph that begins with a blank stays as it is. */
export function fold(paragraph: string, width = WIDTH): string[] {
  if (paragraph.startsWith(' ')) return paragraph.split('\n');
  const lines: string[] = [];
  let line = '';
  for (const word of paragraph.split(/\s+/)) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/** A line of the format box, broken where a blank is. */
function formatLines(line: string): string[] {
  const lines: string[] = [];
  let rest = `   ${line}`;
  while (rest.length > WIDTH) {
    const blank = rest.lastIndexOf(' ', WIDTH);
    const at = blank > INDENT ? blank : WIDTH;
    lines.push(rest.slice(0, at));
    rest = ' '.repeat(INDENT) + rest.slice(at).trimStart();
  }
  return [...lines, rest];
}

/** Which section a paragraph belongs into. */
function sectionOf(paragraph: string): number {
  return /^(Messages?|Return codes?|Errors?)\b/.test(paragraph)
    ? SECTION.errors
    : SECTION.description;
}

/** Other pages of the table that a page speaks of. */
function related(page: HelpPage, table: readonly HelpPage[]): string[] {
  const told = [...page.text, ...(page.notes ?? [])].join(' ');
  const words = new Set(told.match(/[A-Z][A-Z0-9]{2,}/g));
  const names = table
    .map(({ name }) => name)
    .filter((name) => name !== page.name && words.has(name));
  return names.length === 0 ? [] : fold(`See also: ${names.sort().join(', ')}.`);
}

/** Rows of two columns; the second is folded behind the first. */
function rows(pairs: readonly (readonly [string, string])[], indent: number): string[] {
  return pairs.flatMap(([word, meaning]) => {
    const lines = fold(meaning, WIDTH - indent);
    // a word that does not fit beside its meaning stands over it
    const beside = word.length + 4 <= indent;
    const head = beside
      ? []
      : fold(word, WIDTH - 4).map((line, n) => (n === 0 ? '  ' : '    ') + line);
    const first = beside ? `  ${word}`.padEnd(indent) + lines[0]! : ' '.repeat(indent) + lines[0]!;
    return [...head, first, ...lines.slice(1).map((line) => ' '.repeat(indent) + line)];
  });
}

/** Usage notes with their numbers. */
function numbered(notes: readonly string[]): string[] {
  return notes.flatMap((note, n) =>
    fold(note, WIDTH - NOTE_COLUMN).map(
      (line, row) => (row === 0 ? `${n + 1}.` : '').padEnd(NOTE_COLUMN) + line,
    ),
  );
}

/** Who may give a command of CP. */
function classLine({ classes }: HelpPage): string[] {
  if (classes === undefined) return [];
  return [`Privilege class: ${classes === '' ? 'any' : [...classes].join(', ')}`, ''];
}

/** Messages by number; HELP HCPnnn tells what each means. */
function messageLines(messages: readonly number[]): string[] {
  if (messages.length === 0) return [];
  const ids = messages.map((number) => `HCP${String(number).padStart(3, '0')}`);
  return fold(`${ids.join(', ')}. HELP and the number says what one means.`);
}

/** A part of a page under its heading; nothing when there is none. */
function part(number: number, heading: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : section(number, [heading, '', ...lines, '']);
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
    ...section(SECTION.format, [...page.format.flatMap(formatLines), '']),
    ...section(SECTION.description, [...paragraphs(SECTION.description), ...classLine(page)]),
    ...part(SECTION.parameters, 'Operands', rows(page.operands ?? [], OPERAND_COLUMN)),
    ...part(SECTION.notes, 'Usage Notes', numbered(page.notes ?? [])),
    ...part(SECTION.notes, 'Responses', rows(page.responses ?? [], RESPONSE_COLUMN)),
    ...part(SECTION.errors, 'Messages', messageLines(page.messages ?? [])),
    ...section(SECTION.errors, paragraphs(SECTION.errors)),
    ...section(SECTION.related, related(page, table)),
  ];
}

/** A name as it is sorted: PF2 stands before PF10. */
const inOrder = (name: string): string => name.replace(/\d+$/, (number) => number.padStart(8, '0'));

function menuLines({ name, title, pages }: HelpComponent): string[] {
  // a name that fills its column must not run into what is said of it: ENTER takes the whole word
  const column = Math.max(MENU_COLUMN, ...pages.map((page) => page.name.length + 2));
  return [
    `${title}. HELP ${name} name shows a page.`,
    '',
    ...[...pages]
      .sort((a, b) => (inOrder(a.name) < inOrder(b.name) ? -1 : 1))
      .map((page) => `${page.name.padEnd(column)}${page.brief}`),
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
    'GLOBAL MACLIB DMSSP, then ASSEMBLE: the macros of CMS. Registers 0, 1, 14',
    'and 15 are used; register 15 is the return code; ERROR=label is where it',
    'goes when that is not 0.',
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

/** Errors of a language by the return codes that they give. */
function errorLines(base: number, errors: Readonly<Record<number, string>>): string[] {
  return Object.entries(errors).map(
    ([number, text]) => ` ${String(base + Number(number))}  ${text}`,
  );
}

/** The statements of the CMS EXEC language, and its errors. */
function cmsExecLines(): string[] {
  return [...cmsExecHelpLines, ...errorLines(EXEC_ERROR_BASE, EXEC_ERRORS)];
}

/** The statements of EXEC 2, and its errors. */
function exec2Lines(): string[] {
  return [...exec2HelpLines, ...errorLines(ERROR_BASE, EXEC2_ERRORS)];
}

/** A list of what people want to do. */
function taskLines(): string[] {
  return [
    'What do you want to do? The cursor on a line, then ENTER.',
    ...helpTasks.flatMap(({ title, tasks }) => [
      '',
      title,
      ...tasks.map(({ text, help }) => `  HELP ${help.padEnd(16)}${text}`),
    ]),
  ];
}

function topLines(): string[] {
  const row = (operands: string, text: string): string => `HELP ${operands.padEnd(13)}${text}`;
  return [
    'HELP shows what commands do.',
    '',
    row('TASK', 'what you may want to do'),
    row('KEYS', 'the keys of a terminal'),
    ...HELP_COMPONENTS.map(({ name, title }) => row(name, title)),
    row('CMSEXEC', 'Statements of the CMS EXEC language'),
    row('EXEC2', 'Statements of EXEC 2'),
    row('MACROS', 'Macros for assembler programs'),
    '',
    'HELP name          the page of a command: HELP COPYFILE, HELP CP SPOOL',
    'HELP DMSxxx002E    what a message means: HELP DMSCPY002E, HELP HCPMSG045E',
    '',
    'On a page: PF1 changes between the whole and the brief page, PF11 shows what is',
    'related, PF3 goes back, PF4 ends. In a list: the cursor on a name, then ENTER.',
    '/text on the command line looks for text, HELP name goes on to another page.',
    '',
    'Keys: PF12 brings back what was typed, PA1 (Alt-1 or Ctrl-C) enters CP,',
    'CLEAR (Ctrl-L) turns the page at MORE..., PgUp and PgDn look back.',
    'While output runs: HT stops typing, RT resumes it, HX ends the program.',
    'A machine that hangs: PA1, then IPL CMS.',
  ];
}

/** Menus beside those of the components. */
const ownMenus: Readonly<Record<string, () => readonly string[]>> = {
  HELP: topLines,
  TASK: taskLines,
  KEYS: () => KEYS_HELP,
  MACROS: macroLines,
  CMSEXEC: cmsExecLines,
  EXEC2: exec2Lines,
};

/** Names of the menus. */
export const MENUS: readonly string[] = [
  ...Object.keys(ownMenus),
  ...HELP_COMPONENTS.map(({ name }) => name),
];

/** All pages and menus as files. */
export function helpFiles(): (SourceFile & { readonly lines: readonly string[] })[] {
  const file = (name: string, type: string, lines: readonly string[]) => ({
    ...{ name, type, lines },
    modeNumber: 2,
  });
  return [
    ...HELP_COMPONENTS.flatMap((component) => [
      ...component.pages.map((page) =>
        file(
          helpFileName(component, page.name),
          helpType(component.name),
          pageLines(component.name, page, component.pages),
        ),
      ),
      file(component.name, 'HELPMENU', menuLines(component)),
    ]),
    ...Object.entries(ownMenus).map(([name, lines]) => file(name, 'HELPMENU', lines())),
  ];
}

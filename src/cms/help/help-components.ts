/**
 * The components of HELP: which pages each has, and of which type their files are: HELP and the first four characters
 * of its name (CMS User's Guide, "Tailoring the HELP facility").
 */
import { cmsQueryHelpTable } from './help-cmsquery-table.js';
import { cmsSetHelpTable } from './help-cmsset-table.js';
import { cmsHelpTable } from './help-cms-table.js';
import { cpHelpTable } from './help-cp-table.js';
import { cpQueryHelpTable } from './help-cpquery-table.js';
import { cpSetHelpTable } from './help-cpset-table.js';
import type { HelpPage } from './help-page.js';
import { pipeHelpTable, stageFileNames } from './help-pipe-table.js';
import { prefixFileNames, prefixHelpTable } from './help-prefix-table.js';
import { rexxHelpTable } from './help-rexx-table.js';
import { xeditFileNames, xeditHelpTable } from './help-xedit-table.js';
import { xsetFileNames, xsetHelpTable } from './help-xset-table.js';

/** One component. */
export interface HelpComponent {
  readonly name: string;
  /** What its menu lists. */
  readonly title: string;
  readonly pages: readonly HelpPage[];
  /** Names of files for pages whose names cannot be one. */
  readonly fileNames?: Readonly<Record<string, string>>;
  /** Its pages are looked through when no component is named. */
  readonly general: boolean;
}

/** All, in the order in which they are looked through. */
export const HELP_COMPONENTS: readonly HelpComponent[] = [
  { name: 'CMS', title: 'CMS commands', pages: cmsHelpTable, general: true },
  { name: 'CP', title: 'CP commands', pages: cpHelpTable, general: true },
  {
    name: 'PIPE',
    title: 'Stages of pipelines',
    pages: pipeHelpTable,
    fileNames: stageFileNames,
    general: true,
  },
  {
    name: 'REXX',
    title: 'Instructions and functions of REXX',
    pages: rexxHelpTable,
    general: true,
  },
  {
    name: 'XEDIT',
    title: 'Subcommands of XEDIT',
    pages: xeditHelpTable,
    fileNames: xeditFileNames,
    general: false,
  },
  {
    name: 'XSET',
    title: 'Options of XEDIT',
    pages: xsetHelpTable,
    fileNames: xsetFileNames,
    general: false,
  },
  {
    name: 'PREFIX',
    title: 'Prefix commands of XEDIT',
    pages: prefixHelpTable,
    fileNames: prefixFileNames,
    general: false,
  },
  { name: 'CMSSET', title: 'Words of CMS SET', pages: cmsSetHelpTable, general: false },
  { name: 'CMSQUERY', title: 'Words of CMS QUERY', pages: cmsQueryHelpTable, general: false },
  { name: 'CPSET', title: 'Words of CP SET', pages: cpSetHelpTable, general: false },
  { name: 'CPQUERY', title: 'Words of CP QUERY', pages: cpQueryHelpTable, general: false },
];

/** The filetype of the pages of a component. */
export function helpType(component: string): string {
  return `HELP${component.slice(0, 4)}`;
}

/** The component whose pages are files of this type; none when there is no such one. */
export function componentOfType(type: string): HelpComponent | undefined {
  return HELP_COMPONENTS.find(({ name }) => helpType(name) === type);
}

/** The component of a name; none when there is no such one. */
export function componentNamed(name: string): HelpComponent | undefined {
  return HELP_COMPONENTS.find((one) => one.name === name);
}

/** The name of the file of a page: eight characters, and none that a name cannot have. */
export function helpFileName(component: HelpComponent, page: string): string {
  return (component.fileNames?.[page] ?? page).slice(0, 8);
}

/** The page that a short form means. */
export function shortest(component: HelpComponent, word: string): HelpPage | undefined {
  return component.pages.find((page) => word.length >= page.minimum && page.name.startsWith(word));
}

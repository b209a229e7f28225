/**
 * HELP: shows the page of a command, a menu, or what a message means, on the full screen where there is one (CMS
 * Command Reference, "HELP"). Pages are files of type HELPcomponent on the accessed disks, the system's on the S-disk.
 */
import { fromEbcdic } from '../../shared/ebcdic.js';
import type { StepContext, StepResult } from '../command.js';
import { findFile, type FoundFile } from '../files/disk-state.js';
import { readRecords } from '../files/reader.js';
import { viewOf, type HelpView } from '../help/help-file.js';
import {
  componentNamed,
  componentOfType,
  HELP_COMPONENTS,
  helpFileName,
  helpType,
  shortest,
  type HelpComponent,
} from '../help/help-components.js';
import { MENUS } from '../help/help-pages.js';
import { messageHelp } from '../help/message-help.js';
import { resumeHelp, startHelp, viewNamed, type HelpTopic } from '../help/help-session.js';
import { deviceOf, fault, faultOf, fileCommand } from './command-fault.js';
import { defaultWords, withDefaults } from './default-options.js';
import { optionRules } from './operands.js';
import { isFileName } from '../files/file-name.js';

/** Most of a page that is shown. */
const PAGE_LIMIT = 65536;

function linesOf(context: StepContext, file: FoundFile): string[] {
  const device = deviceOf(context, file.volume);
  const { entry } = file;
  const records = readRecords(file.volume, device, entry, 1, entry.records, PAGE_LIMIT);
  return records.map((record) => fromEbcdic(record).trimEnd());
}

/** The page of a key by other names: PF03 is PF3, and PF or PFnn, any of them, the first. */
function keyPages(word: string): readonly string[] {
  const match = /^PF(?:0([1-9])|NN?)?$/.exec(word);
  return match === null ? [] : [`PF${match[1] ?? '1'}`];
}

/** The page of a name, or of a short form that the command line would take. */
function find(context: StepContext, word: string, named?: HelpComponent): FoundFile | undefined {
  const components = named === undefined ? HELP_COMPONENTS.filter((one) => one.general) : [named];
  for (const component of components) {
    const meant = shortest(component, word);
    for (const name of [word, ...(meant === undefined ? [] : [meant.name]), ...keyPages(word)]) {
      const form = helpFileName(component, name);
      if (!isFileName(form)) continue;
      const file = findFile(context.cms.disks, form, helpType(component.name));
      if (file !== undefined) return file;
    }
  }
  return undefined;
}

/** The page of a message of CP, whatever module says it. */
function cpMessage(context: StepContext, id: string): FoundFile | undefined {
  const match = /^HCP(?:[A-Z]{3})?(\d{3,4}[A-Z]?)$/.exec(id);
  if (match === null) return undefined;
  const forms = /[A-Z]$/.test(match[1]!) ? [''] : ['E', 'W', 'I', 'A', 'R', 'S'];
  for (const severity of forms) {
    const file = findFile(context.cms.disks, `HCP${match[1]!}${severity}`, 'HELPMSG');
    if (file !== undefined) return file;
  }
  return undefined;
}

/** Commands whose words have pages of their own: what is typed, and the components that have them. */
function wordComponents(of: string | undefined, verb: string): readonly string[] {
  const set = verb === 'SET';
  const query = verb.startsWith('Q') && 'QUERY'.startsWith(verb);
  if (of === 'XEDIT') return set || query || verb === 'EXTRACT' ? ['XSET'] : [];
  if (!set && !query) return [];
  return ['CMS', 'CP']
    .filter((one) => of === undefined || of === one)
    .map((one) => `${one}${set ? 'SET' : 'QUERY'}`);
}

/** The page of a word of SET or QUERY, as one types it: SET IMPCP, CP QUERY NAMES, XEDIT SET CASE. */
function wordPage(context: StepContext, words: readonly string[]): FoundFile | undefined {
  const [of, verb, word] = words.length === 3 ? words : [undefined, ...words];
  if (verb === undefined || word === undefined) return undefined;
  for (const name of wordComponents(of, verb)) {
    const file = find(context, word, componentNamed(name));
    if (file !== undefined) return file;
  }
  return undefined;
}

/** The page that operands mean; a fault when there is none. */
function topicOf(context: StepContext, words: readonly string[]): HelpTopic {
  const [first, second, third, extra] = words;
  if (extra !== undefined) throw fault('HLP', 70, extra);
  if (third !== undefined && wordComponents(first, second!).length === 0)
    throw fault('HLP', 70, third);
  const menu = (name: string): HelpTopic => {
    const file = findFile(context.cms.disks, name, 'HELPMENU');
    if (file === undefined) throw fault('HLP', 254);
    const component = componentNamed(name)?.name;
    return { title: `${name} MENU`, component, menu: true, lines: linesOf(context, file) };
  };
  const meant = (id: string): HelpTopic | undefined => {
    // DDR is a part of CMS whose messages are numbered as if it were one of CP
    const ddr = id.startsWith('HCPDDR') ? messageHelp(id) : undefined;
    const page = ddr === undefined ? cpMessage(context, id) : undefined;
    const lines = ddr ?? (page === undefined ? messageHelp(id) : linesOf(context, page));
    return lines && { title: `MSG ${id}`, component: undefined, menu: false, lines };
  };
  if (first === undefined || first === 'MENU') return menu('HELP');
  if (first === 'TASKS') return menu('TASK');
  const component = componentNamed(first);
  if (second === undefined || second === 'MENU') {
    const alone = component !== undefined || ['KEYS', 'TASK', 'CMSEXEC', 'EXEC2'].includes(first);
    if (MENUS.includes(first) && (second === 'MENU' || alone)) return menu(first);
  }
  let file: FoundFile | undefined;
  if (third !== undefined) file = wordPage(context, words);
  else if (second === undefined) {
    const found = meant(first);
    if (found !== undefined) return found;
    file = find(context, first);
  } else if (first === 'MSG' || first === 'MESSAGE') {
    const found = meant(second);
    if (found !== undefined) return found;
  } else if (component !== undefined) file = find(context, second, component);
  else file = wordPage(context, words);
  if (file === undefined) throw fault('HLP', 254);
  const of = componentOfType(file.entry.type)?.name ?? file.entry.type.replace(/^HELP/, '');
  const title = `${of} ${file.entry.name}`;
  return { title, component: undefined, menu: false, lines: linesOf(context, file) };
}

/** Options that DEFAULTS sets. */
export const SET_OPTIONS = optionRules('BRIef', 'DETail', 'ALL', 'SCReen', 'NOSCReen');

/** Operands and options of a line, whole as they were typed: a message identification is longer than a token. */
function parse(text: string, usual = ''): { words: string[]; view: HelpView; typed: boolean } {
  const [before = '', ...behind] = text.toUpperCase().split('(');
  const split = (part: string): string[] => part.split(/\s+/).filter((word) => word !== '');
  let view: HelpView = 'ALL';
  let typed = false;
  for (const word of split(`${usual} ${behind.join(' ').replace(/\).*$/s, '')}`)) {
    const named = viewNamed(word);
    if (named !== undefined) view = named;
    else if (word.length >= 3 && 'NOSCREEN'.startsWith(word)) typed = true;
    else if (word.length >= 3 && 'SCREEN'.startsWith(word)) typed = false;
    else throw fault('HLP', 3, word.slice(0, 8));
  }
  return { words: split(before), view, typed };
}

function start(context: StepContext): StepResult {
  const { words, view, typed } = parse(
    context.text.replace(/^\s*\S+/, ''),
    defaultWords(context, 'HELP').join(' '),
  );
  const topic = topicOf(context, words);
  const screen = context.display !== undefined && context.caller !== 'program' && !typed;
  if (screen) return startHelp(context, topic, view);
  const lines = viewOf(topic.lines, view) ?? viewOf(topic.lines, 'ALL') ?? [];
  return { rc: 0, lines, data: true };
}

/** Finds a page for the session; what is wrong is said on its screen. */
function lookup(context: StepContext, operands: string): HelpTopic | string {
  try {
    return topicOf(context, parse(operands).words);
  } catch (error) {
    return faultOf(error, 'HLP', context).lines.at(-1) ?? '';
  }
}

/** The HELP command. */
export const help = withDefaults(
  fileCommand('HELP', 1, 'HLP', start, (frame, answer, context) =>
    resumeHelp(frame, answer, context, lookup),
  ),
);

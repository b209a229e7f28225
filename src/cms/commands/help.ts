/**
 * HELP: shows the page of a command, a menu, or what a message means (CMS Command Reference, "HELP"). Pages
 * are files of type HELPcomponent on the accessed disks, the system's on the S-disk.
 */
import { fromEbcdic } from '../../shared/ebcdic.js';
import type { StepContext, StepResult } from '../command.js';
import { findFile, type FoundFile } from '../files/disk-state.js';
import { readRecords } from '../files/reader.js';
import { MENUS, shortest, stageFileName } from '../help/help-pages.js';
import { messageTable } from '../messages-table.js';
import { pipeMessageTable } from '../pipelines/pipe-messages-table.js';
import { deviceOf, fault, fileCommand } from './command-fault.js';
import { splitOperands } from './operands.js';

const COMPONENTS: Readonly<Record<string, string>> = {
  CMS: 'HELPCMS',
  CP: 'HELPCP',
  PIPE: 'HELPPIPE',
};
/** Most of a page that is shown. */
const PAGE_LIMIT = 65536;

function show(context: StepContext, file: FoundFile): StepResult {
  const device = deviceOf(context, file.volume);
  const { entry } = file;
  const records = readRecords(file.volume, device, entry, 1, entry.records, PAGE_LIMIT);
  return { rc: 0, lines: records.map((record) => fromEbcdic(record).trimEnd()) };
}

function find(context: StepContext, name: string, component?: string): FoundFile | undefined {
  const types = component === undefined ? Object.values(COMPONENTS) : [COMPONENTS[component]!];
  for (const type of types) {
    // a command may be asked for by any form that the command line would take
    for (const found of [name, shortest(type, name)]) {
      const form = type === 'HELPPIPE' && found !== undefined ? stageFileName(found) : found;
      if (form === undefined || !/^[A-Z0-9$#@+\-:_]{1,8}$/.test(form)) continue;
      const file = findFile(context.cms.disks, form, type);
      if (file !== undefined) return file;
    }
  }
  return undefined;
}

/** What a message of CMS Pipelines means. */
function pipeHelp(id: string): StepResult | undefined {
  const match = /^FPL[A-Z]{3}(\d{3,4})[IWES]?$/.exec(id);
  const entry = match === null ? undefined : pipeMessageTable[Number(match[1])];
  if (entry === undefined) return undefined;
  const number = `${match![1]!}${entry.severity}`;
  return {
    rc: 0,
    lines: [
      `FPL${entry.module}${number}  ${entry.text.replace(/&\d/g, '...')}`,
      '',
      `Return code of a stage: ${Number(match![1])}; below zero when no stage has run.`,
    ],
  };
}

function messageHelp(id: string): StepResult | undefined {
  if (id.startsWith('FPL')) return pipeHelp(id);
  const match = /^(?:DMS([A-Z]{3}))?(\d{3,4})[IWESTR]?$/.exec(id);
  const entry = match === null ? undefined : messageTable[Number(match[2])];
  if (entry === undefined || match === null) return undefined;
  const number = `${match[2] ?? ''}${entry.severity}`;
  return {
    rc: 0,
    lines: [
      `DMS${match[1] ?? 'xxx'}${number}  ${entry.text.replace(/&\d/g, '...')}`,
      '',
      `Return code: ${entry.rc} where the command's own page does not say otherwise.`,
      ...(entry.severity === 'I' ? [] : ['Nothing was changed by the command that said so.']),
    ],
  };
}

function start(context: StepContext): StepResult {
  // no page takes options here: they are those of the full-screen HELP
  const { operands } = splitOperands(context.tokens);
  // a message identification is longer than a token
  const words = context.text.toUpperCase().trim().split(/\s+/);
  const [first, second, extra] = operands;
  if (extra !== undefined) throw fault('HLP', 70, extra);
  const menu = (name: string): StepResult => {
    const file = findFile(context.cms.disks, name, 'HELPMENU');
    if (file === undefined) throw fault('HLP', 254);
    return show(context, file);
  };
  if (first === undefined || first === 'MENU' || first === 'TASK') return menu('HELP');
  if (second === undefined || second === 'MENU') {
    const alone = first in COMPONENTS || first === 'KEYS';
    if (MENUS.includes(first) && (second === 'MENU' || alone)) return menu(first);
  }
  let file: FoundFile | undefined;
  if (second === undefined) {
    const meant = messageHelp(words[1] ?? '');
    if (meant !== undefined) return meant;
    file = find(context, first);
  } else if (first === 'MSG' || first === 'MESSAGE') {
    const meant = messageHelp(words[2] ?? '');
    if (meant !== undefined) return meant;
  } else if (first in COMPONENTS) file = find(context, second, first);
  if (file === undefined) throw fault('HLP', 254);
  return show(context, file);
}

/** The HELP command. */
export const help = fileCommand('HELP', 1, 'HLP', start);

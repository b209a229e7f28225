/** SYNONYM: a file of names for commands, and QUERY SYNONYM (CMS Command Reference, "SYNONYM"). */
import { fromEbcdic } from '../../shared/ebcdic.js';
import type { StepContext, StepResult } from '../command.js';
import { findFile, modeOf } from '../files/disk-state.js';
import { cmsHelpTable } from '../help/help-cms-table.js';
import { readRecords } from '../files/reader.js';
import { message } from '../messages-table.js';
import type { Subject } from '../subject.js';
import type { Synonym } from '../synonyms.js';
import { deviceOf, fault, fileCommand } from './command-fault.js';
import {
  conflict,
  foundName,
  optionRules,
  parseFileid,
  parseOptions,
  splitOperands,
} from './operands.js';
import { isFileName } from '../files/file-name.js';

const OPTIONS = optionRules('STD', 'NOSTD', 'CLEAR');
const TYPE = 'SYNONYM';
const RECORD = 80;
/** Most names of a file. */
const MOST = 500;

function start(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  const { synonyms } = context.cms;
  const chosen = parseOptions('SYN', OPTIONS, options);
  conflict('SYN', chosen, 'STD', 'NOSTD');
  const [name, type = TYPE, mode = '*', extra] = operands;
  if (extra !== undefined) throw fault('SYN', 70, extra);
  if (name === undefined && chosen.size === 0) return userLines(context);
  let user = chosen.has('CLEAR') ? [] : synonyms.user;
  if (name !== undefined) {
    if (type !== TYPE) throw fault('SYN', 32, type);
    user = readNames(context, [name, type, mode]);
  }
  synonyms.user = user;
  if (chosen.has('STD')) synonyms.standard = true;
  if (chosen.has('NOSTD')) synonyms.standard = false;
  return { rc: 0 };
}

function readNames(context: StepContext, words: readonly string[]): Synonym[] {
  const id = parseFileid('SYN', words, { anyMode: true });
  const { disks } = context.cms;
  const letter = id.mode.charAt(0);
  if (letter !== '*' && modeOf(disks, letter) === undefined) throw fault('SYN', 69, letter);
  const found = findFile(disks, id.name, id.type, id.mode);
  if (found === undefined) throw fault('SYN', 2, words.join(' '));
  const { entry, volume } = found;
  if (entry.format !== 'F' || entry.recordLength !== RECORD)
    throw fault('SYN', 7, foundName(found));
  if (entry.records > MOST) throw fault('SYN', 109);
  const names: Synonym[] = [];
  for (const record of readRecords(volume, deviceOf(context, volume), entry)) {
    // what stands in the columns of sequence numbers is none of it
    const line = fromEbcdic(record.subarray(0, 72)).toUpperCase().trim();
    if (line === '' || line.startsWith('*')) continue;
    const [command = '', synonym = '', count = String(synonym.length)] = line.split(/\s+/);
    const minimum = /^\d$/.test(count) ? Number(count) : 0;
    if (!isFileName(command) || !isFileName(synonym) || minimum < 1 || minimum > synonym.length) {
      throw fault('SYN', 56, foundName(found), 'record');
    }
    names.push({ command, synonym, minimum });
  }
  return names;
}

function userLines(context: StepContext): StepResult {
  const { user } = context.cms.synonyms;
  if (user.length === 0) return { rc: 0, lines: [message('SYN', 711, 'user')] };
  const lines = user.map(({ command, synonym, minimum }) => {
    const short = minimum < synonym.length ? synonym.slice(0, minimum) : '';
    return `${command.padEnd(10)} ${synonym.padEnd(10)} ${short}`.trimEnd();
  });
  return {
    rc: 0,
    lines: ['SYSTEM     USER       SHORTEST', 'COMMAND    SYNONYM    FORM (IF ANY)', '', ...lines],
  };
}

function systemLines(context: StepContext): StepResult {
  const { synonyms, settings } = context.cms;
  if (!synonyms.standard || !settings.abbrev) {
    return { rc: 0, lines: [message('SYN', 711, 'system')] };
  }
  // every command has a page, with its shortest form
  const lines = cmsHelpTable
    .filter(({ name, minimum }) => minimum < name.length)
    .map(({ name, minimum }) => `${name.padEnd(10)} ${name.slice(0, minimum)}`)
    .sort();
  return { rc: 0, lines: ['SYSTEM     SHORTEST', 'COMMAND    FORM', '', ...lines] };
}

/** QUERY SYNONYM. */
export const synonymQuery: Subject = {
  name: 'SYNONYM',
  minimum: 3,
  run(context) {
    const [, , which = 'ALL', extra] = context.tokens;
    const wrong = extra ?? (['USER', 'SYSTEM', 'ALL'].includes(which) ? undefined : which);
    if (wrong !== undefined) return { rc: 24, lines: [message('QRY', 70, wrong)] };
    const system = which === 'USER' ? [] : (systemLines(context).lines ?? []);
    const user = which === 'SYSTEM' ? [] : (userLines(context).lines ?? []);
    return { rc: 0, lines: [...system, ...user] };
  },
};

/** The SYNONYM command. */
export const synonym = fileCommand('SYNONYM', 3, 'SYN', start);

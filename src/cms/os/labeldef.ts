/** LABELDEF: what the labels of a tape file have (z/VM: CMS Commands and Utilities Reference, "LABELDEF"), and QUERY LABELDEF. */
import type { Answer, Command, Frame, StepContext, StepResult } from '../command.js';
import { fault, fileCommand } from '../commands/command-fault.js';
import { conflict, optionRules, parseOptions, splitOperands } from '../commands/operands.js';
import { message } from '../messages-table.js';
import type { Subject } from '../subject.js';
import { cleared } from './definitions.js';
import { labelValue } from './label-fields.js';
import { MOST, type LabelDefinition, type LabelField } from './os-state.js';

const MODULE = 'LBD';
const OPTIONS = optionRules('PERM', 'CHANGE', 'NOCHANGE');
const FIELDS: readonly LabelField[] = [
  ...(['FID', 'VOLID', 'VOLSEQ', 'FSEQ', 'GENN', 'GENV', 'CRDTE', 'EXDTE', 'SEC'] as const),
];

type Fields = Partial<Record<LabelField, string>>;

function start(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  const [ddname, first] = operands;
  if (ddname === undefined) return { rc: 0, lines: showLabels(context) };
  const chosen = parseOptions(MODULE, OPTIONS, options);
  conflict(MODULE, chosen, 'CHANGE', 'NOCHANGE');
  if (first === 'CLEAR') {
    if (operands[2] !== undefined) throw fault(MODULE, 70, operands[2]);
    return clear(context, ddname);
  }
  if (!/^[A-Z$#@][A-Z0-9$#@]{0,7}$/.test(ddname)) throw fault(MODULE, 70, ddname);
  const words = context.text.toUpperCase().split('(')[0]!.trim().split(/\s+/).slice(2);
  const fields = fieldsOf(words);
  const same = context.cms.os.labels.find((one) => one.ddname === ddname);
  if (same !== undefined && chosen.has('NOCHANGE')) return { rc: 0 };
  const definition: LabelDefinition = {
    ddname,
    permanent: chosen.has('PERM') || (same?.permanent ?? false),
    fields: { ...same?.fields, ...fields },
  };
  if (words.some((word, i) => word === '?' && words[i - 1] === 'FID')) {
    return {
      effect: { kind: 'read' },
      frame: { definition },
      lines: [message(MODULE, 220)],
    };
  }
  return define(context, definition);
}

/** Words with their values; a name that is still to be asked for is left out. */
function fieldsOf(words: readonly string[]): Fields {
  const fields: Fields = {};
  for (let i = 0; i < words.length; i += 2) {
    const field = FIELDS.find((one) => one === words[i]);
    const word = words[i + 1];
    if (field === undefined) throw fault(MODULE, 70, words[i]!);
    if (word === undefined) throw fault(MODULE, 50, field);
    if (field in fields) throw fault(MODULE, 65, field);
    if (field === 'FID' && word === '?') continue;
    const value = labelValue(field, word);
    if (value === undefined) throw fault(MODULE, 29, word, field);
    fields[field] = value;
  }
  return fields;
}

function define(context: StepContext, definition: LabelDefinition): StepResult {
  const { os } = context.cms;
  const others = os.labels.filter((one) => one.ddname !== definition.ddname);
  if (others.length >= MOST.labels) throw fault(MODULE, 109);
  os.labels = [...others, definition];
  return { rc: 0 };
}

/** The name that was asked for has been typed. */
function resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
  const definition = frame['definition'] as LabelDefinition;
  const typed = answer.kind === 'line' ? answer.text.trim().toUpperCase() : '';
  const name = typed.split(/[\s.]+/).join('.');
  const value = labelValue('FID', name);
  if (value === undefined) throw fault(MODULE, 221, name);
  return define(context, { ...definition, fields: { ...definition.fields, FID: value } });
}

function clear(context: StepContext, ddname: string): StepResult {
  const { os } = context.cms;
  const kept = cleared(os.labels, ddname);
  if (kept === undefined) return { rc: 4, lines: [message(MODULE, 704)] };
  os.labels = kept;
  return { rc: 0 };
}

function showLabels(context: StepContext): string[] {
  const { labels } = context.cms.os;
  if (labels.length === 0) return ['No user defined LABELDEFs in effect'];
  return labels.map(({ ddname, fields }) => {
    const shown = FIELDS.filter((field) => fields[field] !== undefined).map(
      (field) => `${field} ${fields[field]!.trimStart()}`,
    );
    return `${ddname.padEnd(8)} ${shown.join(' ')}`.trimEnd();
  });
}

/** QUERY LABELDEF. */
export const labelQuery: Subject = {
  name: 'LABELDEF',
  minimum: 6,
  run: (context) => ({ rc: 0, lines: showLabels(context) }),
};

/** The LABELDEF command. */
export const labeldefCommand: Command = fileCommand('LABELDEF', 2, MODULE, start, resume);

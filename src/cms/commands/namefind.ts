/**
 * NAMEFIND: looks for an entry of a NAMES file and types or stacks values of it (CMS Command Reference, "NAMEFIND").
 * `:tag value` is looked for, `:tag` alone is given back; without such a tag the whole entry is.
 */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { callerPool } from '../exec/caller-pool.js';
import { editedNames } from '../mail/edited-names.js';
import { namesEntries, readNames, startNames, type NamesReading } from '../mail/names-file.js';
import { stackLine } from '../program-stack.js';
import { fault, fileCommand } from './command-fault.js';
import { conflict, optionRules, parseOptions, positive, typedLines } from './operands.js';

const OPTIONS = optionRules(
  'FILe=1',
  'LINenum',
  'SIZE=1',
  'STArt=1',
  'TYPe',
  'STAck',
  'FIFO',
  'LIFO',
  'STEM=1',
  'Xedit',
);
/** No entry fits. */
const NOT_FOUND = 32;

interface Request {
  readonly wanted: readonly (readonly [string, string])[];
  readonly given: readonly string[];
  readonly options: ReadonlyMap<string, readonly string[]>;
}

function parse(context: StepContext): Request {
  const [before = '', ...behind] = context.text.replace(/^\s*\S+/, '').split('(');
  const options = parseOptions(
    'NAM',
    OPTIONS,
    behind.join('(').toUpperCase().replace(/\).*$/s, '').split(/\s+/).filter(Boolean),
  );
  for (const order of ['STACK', 'FIFO', 'LIFO']) conflict('NAM', options, 'TYPE', order, 'STEM');
  conflict('NAM', options, 'FIFO', 'LIFO');
  const wanted: (readonly [string, string])[] = [];
  const given: string[] = [];
  const parts = before.split(/(?:^|\s):(?=[^\s:])/);
  const stray = parts.shift()?.trim();
  if (stray) throw fault('NAM', 70, stray.slice(0, 8));
  for (const part of parts) {
    const [, name = '', value = ''] = /^([^\s.]+)\.?\s*(.*)$/s.exec(part.trim()) ?? [];
    if (!/^[A-Za-z0-9_$#@-]{1,32}$/.test(name)) throw fault('NAM', 70, `:${part.trim()}`);
    if (value === '') given.push(name.toUpperCase());
    else wanted.push([name.toUpperCase(), folded(value)]);
  }
  if (parts.length === 0) throw fault('NAM', 621, 'no tag was specified');
  return { wanted, given, options };
}

const folded = (value: string): string => value.trim().replace(/\s+/g, ' ').toUpperCase();

function start(context: StepContext): StepResult {
  const { options } = parse(context);
  const name = options.get('FILE')?.[0] ?? context.userid;
  const size = options.get('SIZE')?.[0];
  if (size !== undefined && size !== '*') positive('NAM', 'SIZE', size);
  if (options.has('XEDIT')) {
    return find(context, editedNames(context, 'NAM', options.get('FILE')?.[0]));
  }
  const reading = startNames(context, 'NAM', name);
  if (reading.from === undefined) throw fault('NAM', 2, `${reading.file} *`);
  return { effect: { kind: 'work' }, frame: { reading } };
}

function resume(frame: Frame, _answer: Answer, context: StepContext): StepResult {
  const reading = frame['reading'] as NamesReading;
  if (!readNames(context, reading)) return { effect: { kind: 'work' }, frame, cost: 800 };
  return find(context, reading.lines);
}

/** The first entry of the lines that fits. */
function find(context: StepContext, names: readonly string[]): StepResult {
  const { wanted, given, options } = parse(context);
  const from = positive('NAM', 'START', options.get('START')?.[0] ?? '1');
  const entry = namesEntries(names).find(
    ({ line, tags }) =>
      line >= from && wanted.every(([tag, value]) => folded(tags.get(tag) ?? '') === value),
  );
  if (entry === undefined) return { rc: NOT_FOUND };
  const lines = [
    ...(options.has('LINENUM') ? [String(entry.line)] : []),
    ...(given.length === 0 ? entry.text : given.map((tag) => entry.tags.get(tag) ?? '')),
  ];
  const stem = options.get('STEM')?.[0];
  if (stem !== undefined) return toVariables(context, stem, lines);
  if (!['STACK', 'FIFO', 'LIFO'].some((order) => options.has(order))) {
    return { rc: 0, lines: lines.flatMap(typedLines), data: true };
  }
  const order = options.has('LIFO') ? 'LIFO' : 'FIFO';
  const whole = lines.every((line) => stackLine(context.cms.stack, line, order));
  return whole ? { rc: 0 } : { rc: 41, lines: fault('NAM', 622).lines };
}

/** Puts what was found into variables of the EXEC that asks: `stem.1` and so on, how many into `stem.0`. */
function toVariables(context: StepContext, stem: string, lines: readonly string[]): StepResult {
  const pool = callerPool(context);
  if (pool === undefined) throw fault('NAM', 686);
  for (const [at, value] of [String(lines.length), ...lines].entries()) {
    const result = pool.write(`${stem}${String(at)}`, value);
    if (result === 'bad') throw fault('NAM', 29, stem, 'STEM');
    if (result === 'full') throw fault('NAM', 622);
  }
  return { rc: 0 };
}

/** The NAMEFIND command. */
export const namefind = fileCommand('NAMEFIND', 5, 'NAM', start, resume);

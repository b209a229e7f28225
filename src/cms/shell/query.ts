/** QUERY (CMS Command Reference, "QUERY"). What CMS does not know, CP may. */
import { findNamed } from '../abbreviation.js';
import type { Answer, Command, Frame, StepContext, StepResult } from '../command.js';
import { fileQueries } from '../commands/command-list.js';
import { osQueries } from '../os/definitions.js';
import { labelQuery } from '../os/labeldef.js';
import { message } from '../messages-table.js';
import { stackLine } from '../program-stack.js';
import type { Settings } from '../settings.js';
import type { Subject } from '../subject.js';
import { absentQueries } from './absent-words-table.js';
import { translationQueries } from './console-translation.js';
import { segmentQuery } from './segment.js';
import { environmentQueries } from './environment-settings.js';
import { keptQueries } from './kept-settings.js';
import { queryTranslate } from './name-translation.js';

const onOff = (on: boolean): string => (on ? 'ON' : 'OFF');

/** The settings that have one line each. */
const LINES: readonly { name: string; minimum: number; show: (s: Settings) => string }[] = [
  { name: 'IMPCP', minimum: 5, show: (s) => onOff(s.impcp) },
  { name: 'IMPEX', minimum: 5, show: (s) => onOff(s.impex) },
  { name: 'ABBREV', minimum: 3, show: (s) => onOff(s.abbrev) },
  { name: 'AUTOREAD', minimum: 5, show: (s) => onOff(s.autoread) },
  { name: 'PROTECT', minimum: 4, show: (s) => onOff(s.protect) },
  { name: 'RELPAGE', minimum: 6, show: (s) => onOff(s.relpage) },
  { name: 'REDTYPE', minimum: 3, show: (s) => onOff(s.redtype) },
  { name: 'EXECTRACE', minimum: 8, show: (s) => onOff(s.exectrac) },
  { name: 'RDYMSG', minimum: 3, show: (s) => s.rdymsg },
  { name: 'CMSTYPE', minimum: 4, show: (s) => (s.typing ? 'RT' : 'HT') },
  { name: 'BLIP', minimum: 4, show: (s) => (s.blip === '' ? 'OFF' : s.blip) },
  { name: 'LINEND', minimum: 4, show: (s) => (s.linend === '' ? 'OFF' : `ON ${s.linend}`) },
];

const own: readonly Subject[] = [
  ...LINES.map(({ name, minimum, show }): Subject => ({
    name,
    minimum,
    run: ({ cms }) => ({ rc: 0, lines: [`${name.slice(0, 8).padEnd(8)} = ${show(cms.settings)}`] }),
  })),
  ...translationQueries,
  ...environmentQueries,
  ...keptQueries,
  queryTranslate,
  segmentQuery,
  {
    name: 'LDRTBLS',
    minimum: 4,
    run: (context) => ({ rc: 0, lines: [`LDRTBLS  = ${String(context.cms.loader.pages)}`] }),
  },
  {
    name: 'CMSLEVEL',
    minimum: 6,
    run: () => ({ rc: 0, lines: ['VM/TS CMS Release 1.0, Service Level 000'] }),
  },
];

/** All words of QUERY. */
export const QUERIES: readonly Subject[] = [
  ...own,
  ...fileQueries,
  ...osQueries,
  labelQuery,
  ...absentQueries,
];

/** How many operands words take that take any. Words that are absent have looked at none. */
const OPERANDS: ReadonlyMap<string, number> = new Map([
  ...['ACCESSED', 'CMSPF', 'DISK', 'LABEL', 'SEGMENT', 'SYNONYM', 'TRANSLATE'].map(
    (name) => [name, 1] as const,
  ),
  ...absentQueries.map(({ name }) => [name, Infinity] as const),
]);

/** The answer of a word, or what is said of an operand too many. */
function answerOf(subject: Subject, context: StepContext): StepResult {
  const extra = context.tokens.slice(2)[OPERANDS.get(subject.name) ?? 0];
  return extra === undefined
    ? subject.run(context)
    : { rc: 24, lines: [message('QRY', 70, extra)] };
}

/** The answer, typed or on the program stack as the options (STACK, FIFO, LIFO want it. */
function answer(subject: Subject, context: StepContext): StepResult {
  const { tokens } = context;
  const at = tokens.indexOf('(');
  if (at < 0) return answerOf(subject, context);
  const options = tokens.slice(at + 1).filter((word) => word !== ')');
  const order = options.at(-1) === 'LIFO' ? 'LIFO' : 'FIFO';
  const wrong = options.find((word) => !['STACK', 'FIFO', 'LIFO'].includes(word));
  if (wrong !== undefined) return { rc: 24, lines: [message('QRY', 3, wrong)] };
  const cut = Object.create(context, { tokens: { value: tokens.slice(0, at) } }) as StepContext;
  const result = answerOf(subject, cut);
  if (options.length === 0 || !('rc' in result) || result.rc !== 0) return result;
  for (const line of result.lines ?? []) {
    if (!stackLine(context.cms.stack, line, order)) {
      return { rc: 41, lines: [message('QRY', 622)] };
    }
  }
  return { ...result, lines: [] };
}

/** The QUERY command. */
export const query: Command = {
  name: 'QUERY',
  minimum: 1,
  start(context: StepContext): StepResult {
    const what = context.tokens[1];
    if (what === undefined) return { rc: 24, lines: ['DMSQRY047E No function specified'] };
    const subject = findNamed(QUERIES, what);
    if (subject !== undefined) return answer(subject, context);
    return { effect: { kind: 'cp', command: context.text.trim(), buffered: false }, frame: {} };
  },
  resume: (_frame: Frame, answer: Answer): StepResult => ({
    rc: answer.kind === 'cp' ? answer.rc : 256,
  }),
};

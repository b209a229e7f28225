/**
 * HELP on the full screen: pages one on the other, with keys and subcommands as the original has them. The frame is
 * plain data (CMS Command Reference, "HELP").
 */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { message } from '../messages-table.js';
import { takeTyped } from '../program-stack.js';
import { AID_ENTER, AID_NONE, pfNumber, readInbound, type Inbound } from '../xedit/data-stream.js';
import type { DisplaySize } from '../xedit/editor.js';
import { displayOf, eraseWrite, STANDARD_SIZE } from '../xedit/full-screen.js';
import { viewOf, type HelpView } from './help-file.js';
import { PAGE_ROW, pageRows, paintHelp } from './help-screen.js';

/** A page that was found. */
export interface HelpTopic {
  /** `CMS COPYFILE`. */
  readonly title: string;
  /** Of a menu: the component of what it lists. */
  readonly component: string | undefined;
  readonly menu: boolean;
  /** Lines of the file. */
  readonly lines: readonly string[];
}

/** Finds the page that operands of HELP mean; a line with a message when there is none. */
export type Lookup = (context: StepContext, operands: string) => HelpTopic | string;

type Page = {
  readonly topic: HelpTopic;
  view: HelpView;
  lines: readonly string[];
  top: number;
};

type HelpFrame = {
  readonly version: 1;
  phase: 'shown' | 'read' | 'typed';
  /** The last is the one that is shown. */
  readonly pages: Page[];
  message: string;
  command: string;
  /** The last command and the last text that was looked for. */
  last: string;
  text: string;
  keys: boolean;
  cursor: { line: number; column: number } | undefined;
  /** The screen as it was drawn: a key is read by that, whatever the terminal has become since. */
  drawn: DisplaySize;
};

/** Most pages one on the other. */
const MOST_PAGES = 50;

const VIEWS: readonly (readonly [string, HelpView, number])[] = [
  ['ALL', 'ALL', 3],
  ['BRIEF', 'BRIEF', 3],
  ['DETAIL', 'DETAIL', 3],
  ['RELATED', 'RELATED', 3],
  ['DESCRIPT', 'DESCRIPT', 4],
  ['FORMAT', 'FORMAT', 4],
  ['PARMS', 'PARMS', 4],
  ['OPTIONS', 'OPTIONS', 3],
  ['NOTES', 'NOTES', 4],
  ['ERRORS', 'ERRORS', 3],
];

/** The view that a word of the command line or an option means. */
export function viewNamed(word: string): HelpView | undefined {
  return VIEWS.find(([name, , least]) => word.length >= least && name.startsWith(word))?.[1];
}

const KINDS: Readonly<Record<HelpView, string>> = {
  ALL: 'All',
  BRIEF: 'Brief',
  DETAIL: 'Detail',
  RELATED: 'Related',
  DESCRIPT: 'Description',
  FORMAT: 'Format',
  PARMS: 'Parameter',
  OPTIONS: 'Option',
  NOTES: 'Usage',
  ERRORS: 'Error',
};

function pageOf(topic: HelpTopic, view: HelpView): Page {
  const lines = viewOf(topic.lines, view);
  if (lines !== undefined) return { topic, view, lines, top: 0 };
  return { topic, view: 'ALL', lines: viewOf(topic.lines, 'ALL') ?? topic.lines, top: 0 };
}

/** What is said when a page has not this part; all of it is shown then. */
const absent = (topic: HelpTopic, view: HelpView): string =>
  message('HEL', 523, `${KINDS[view]} Information of ${topic.title}`);

/** Begins with a page. */
export function startHelp(context: StepContext, topic: HelpTopic, view: HelpView): StepResult {
  const page = pageOf(topic, view);
  const frame: HelpFrame = {
    version: 1,
    phase: 'shown',
    pages: [page],
    message: page.view === view ? '' : absent(topic, view),
    command: '',
    last: '',
    text: '',
    keys: true,
    cursor: undefined,
    drawn: sizeOf(context),
  };
  return show(context, frame);
}

const sizeOf = (context: StepContext): DisplaySize => displayOf(context) ?? STANDARD_SIZE;

/** Whether the terminal has another size than the screen was drawn for. */
function outgrown(context: StepContext, { drawn }: HelpFrame): boolean {
  const now = displayOf(context);
  return now !== undefined && (now.rows !== drawn.rows || now.columns !== drawn.columns);
}

function show(context: StepContext, frame: HelpFrame): StepResult {
  const page = frame.pages.at(-1);
  if (page === undefined) return { rc: 0 };
  frame.drawn = sizeOf(context);
  const { rows, columns } = frame.drawn;
  const { topic, view, lines, top } = page;
  const stream = paintHelp({
    ...{ rows, columns, lines, top },
    title: topic.title,
    kind: topic.menu ? 'Menu' : KINDS[view],
    message: frame.message,
    command: frame.command,
    keys: frame.keys,
    cursor: frame.cursor,
  });
  const command = eraseWrite({ rows, columns });
  frame.phase = 'shown';
  const effect = { kind: 'display-write', command, stream, linesFirst: true } as const;
  return { effect, frame, cost: 300 };
}

/** Goes on after the screen was written or a key came. */
export function resumeHelp(
  given: Frame,
  answer: Answer,
  context: StepContext,
  lookup: Lookup,
): StepResult {
  const frame = given as HelpFrame;
  const lost =
    (answer.kind === 'display' || answer.kind === 'stream') && answer.result !== 'ok'
      ? answer.result
      : undefined;
  // drawn for a terminal that has got another size in this moment
  if (lost === 'error' && outgrown(context, frame)) return show(context, frame);
  // no screen any more: what was to be read is typed
  if (lost === 'error' || (lost === 'lost' && context.display === undefined)) {
    return { rc: 0, lines: frame.pages.at(-1)?.lines ?? [], data: true };
  }
  if (frame.phase === 'typed' || lost === 'lost') {
    // typed ahead of the screen, when it was not known yet that it would be one
    const line = takeTyped(context.cms.stack)?.trim() ?? '';
    if (line === '') return show(context, frame);
    frame.message = '';
    frame.command = '';
    return subcommand(context, frame, line, lookup);
  }
  if (frame.phase === 'shown') {
    frame.phase = 'read';
    return { effect: { kind: 'display-read' }, frame };
  }
  const bytes = answer.kind === 'stream' ? answer.bytes : Uint8Array.of(AID_NONE);
  return takeKey(context, frame, bytes, lookup);
}

/** The command line, when something was typed there. */
function typedIn({ fields }: Inbound, { drawn }: HelpFrame): string | undefined {
  return fields.find(({ at }) => Math.trunc(at / drawn.columns) === drawn.rows - 2)?.text;
}

function takeKey(
  context: StepContext,
  frame: HelpFrame,
  bytes: Uint8Array,
  lookup: Lookup,
): StepResult {
  const { rows, columns } = frame.drawn;
  const inbound = readInbound(bytes, rows, columns);
  if (inbound.aid === AID_NONE) {
    if (outgrown(context, frame)) {
      const typed = typedIn(inbound, frame);
      frame.command = typed === undefined ? frame.command : typed.trimEnd();
      return show(context, frame);
    }
    frame.phase = 'read';
    return { effect: { kind: 'display-read' }, frame };
  }
  const key = pfNumber(inbound.aid);
  if (inbound.aid !== AID_ENTER && key === undefined) return show(context, frame);
  frame.message = '';
  frame.command = '';
  const typed = typedIn(inbound, frame)?.trim() ?? '';
  const page = frame.pages.at(-1)!;
  const row = Math.trunc(inbound.cursor / columns) - PAGE_ROW;
  const onPage = row >= 0 && row < pageRows(rows, frame.keys);
  const at = onPage
    ? { line: page.top + row, column: Math.max(0, (inbound.cursor % columns) - 1) }
    : undefined;
  frame.cursor = at;
  if (key === undefined) {
    if (typed !== '') return subcommand(context, frame, typed, lookup);
    return page.topic.menu && at !== undefined
      ? choose(context, frame, lookup)
      : show(context, frame);
  }
  switch (key > 12 ? key - 12 : key) {
    case 1:
      if (page.topic.menu) return choose(context, frame, lookup);
      return look(context, frame, page.view === 'BRIEF' ? 'ALL' : 'BRIEF');
    case 2:
      return move(context, frame, 0);
    case 3:
      frame.pages.pop();
      frame.cursor = undefined;
      return show(context, frame);
    case 4:
      return { rc: 0 };
    case 5:
      return locate(context, frame, typed === '' ? frame.text : typed.replace(/^\//, ''));
    case 6:
      frame.command = frame.last;
      frame.cursor = undefined;
      return show(context, frame);
    case 7:
      return move(context, frame, page.top - pageRows(rows, frame.keys) + 1);
    case 8:
      return move(context, frame, page.top + pageRows(rows, frame.keys) - 1);
    case 9:
      frame.keys = !frame.keys;
      return show(context, frame);
    case 11:
      return look(context, frame, 'RELATED');
    case 12:
      frame.cursor = at === undefined ? { line: page.top, column: 0 } : undefined;
      return show(context, frame);
    default:
      frame.message = `* PF${String(key).padStart(2, '0')} UNDEFINED`;
      return show(context, frame);
  }
}

/** Shows other lines of the page. */
function move(context: StepContext, frame: HelpFrame, top: number): StepResult {
  const page = frame.pages.at(-1)!;
  page.top = Math.max(0, Math.min(top, page.lines.length - 1));
  frame.cursor = undefined;
  return show(context, frame);
}

/** Shows another part of the file. */
function look(context: StepContext, frame: HelpFrame, view: HelpView): StepResult {
  const { topic } = frame.pages.at(-1)!;
  const page = pageOf(topic, view);
  if (page.view !== view) {
    frame.message = absent(topic, view);
  } else frame.pages.splice(-1, 1, page);
  frame.cursor = undefined;
  return show(context, frame);
}

/** Goes on to another page. */
function open(
  context: StepContext,
  frame: HelpFrame,
  operands: string,
  lookup: Lookup,
): StepResult {
  const found = lookup(context, operands);
  if (typeof found === 'string') frame.message = found;
  else {
    if (frame.pages.length === MOST_PAGES) frame.pages.shift();
    frame.pages.push(pageOf(found, 'ALL'));
    frame.cursor = undefined;
  }
  return show(context, frame);
}

/** The word of a menu under the cursor. */
function choose(context: StepContext, frame: HelpFrame, lookup: Lookup): StepResult {
  const { topic, lines } = frame.pages.at(-1)!;
  const text = lines[frame.cursor?.line ?? -1] ?? '';
  // rows of menus begin with the name, and some with HELP in front of it
  const named = /^\s*HELP (\S.*?)(?: {2,}|$)/.exec(text)?.[1] ?? /^\s*(\S+)/.exec(text)?.[1];
  if (named === undefined || frame.cursor === undefined) {
    frame.message = message('HEL', 529);
    return show(context, frame);
  }
  const operands = topic.component === undefined ? named : `${topic.component} ${named}`;
  return open(context, frame, operands, lookup);
}

/** Finds the next place of a text behind the cursor; the search goes round once. */
function locate(context: StepContext, frame: HelpFrame, text: string): StepResult {
  const page = frame.pages.at(-1)!;
  const { rows } = sizeOf(context);
  const wanted = text.toUpperCase().replace(/\/$/, '');
  frame.text = wanted;
  const from = frame.cursor ?? { line: page.top - 1, column: 0 };
  const count = page.lines.length;
  for (let n = 0; wanted !== '' && n <= count; n++) {
    const line = (from.line + n + count) % count;
    const start = n === 0 ? from.column + 1 : 0;
    const column = (page.lines[line] ?? '').toUpperCase().indexOf(wanted, start);
    if (column < 0) continue;
    const height = pageRows(rows, frame.keys);
    if (line < page.top || line >= page.top + height) page.top = line;
    frame.cursor = { line, column };
    return show(context, frame);
  }
  frame.message = message('HEL', 546);
  return show(context, frame);
}

/** A line of the command line. */
function subcommand(
  context: StepContext,
  frame: HelpFrame,
  typed: string,
  lookup: Lookup,
): StepResult {
  frame.last = typed;
  frame.cursor = undefined;
  const page = frame.pages.at(-1)!;
  if (typed.startsWith('/')) return locate(context, frame, typed.slice(1));
  const [, name = '', rest = ''] = /^(\S+)\s*(.*)$/.exec(typed) ?? [];
  const word = name.toUpperCase();
  const is = (full: string, least: number): boolean =>
    word.length >= least && full.startsWith(word);
  const { rows } = sizeOf(context);
  const count = Math.max(1, Math.trunc(Number(rest)) || 1);
  const height = pageRows(rows, frame.keys) - 1;
  const view = rest === '' ? viewNamed(word) : undefined;
  if (is('HELP', 1)) return open(context, frame, rest, lookup);
  if (view !== undefined) return look(context, frame, view);
  if (is('QUIT', 4) || word === 'QQUIT') {
    frame.pages.pop();
    return show(context, frame);
  }
  if (is('RETURN', 3)) return { rc: 0 };
  if (is('TOP', 3)) return move(context, frame, 0);
  if (is('BOTTOM', 1)) return move(context, frame, page.lines.length - height);
  if (is('UP', 1)) return move(context, frame, page.top - count);
  if (is('DOWN', 1) || is('NEXT', 1)) return move(context, frame, page.top + count);
  if (is('FORWARD', 2)) return move(context, frame, page.top + count * height);
  if (is('BACKWARD', 2)) return move(context, frame, page.top - count * height);
  if (is('LOCATE', 1) || is('CLOCATE', 2)) {
    return locate(context, frame, rest === '' ? frame.text : rest.replace(/^\//, ''));
  }
  if ((word === 'CMS' || word === 'CP') && rest !== '') {
    frame.phase = 'typed';
    const effect =
      word === 'CMS'
        ? ({ kind: 'command', line: rest, caller: 'command' } as const)
        : ({ kind: 'cp', command: rest, buffered: false } as const);
    return { effect, frame };
  }
  frame.message = message('HEL', 542, name);
  frame.command = typed;
  return show(context, frame);
}

/**
 * The pipeline scanner: a PIPE command into pipelines of stages, labels and connectors, before anything runs (CMS
 * Pipelines User's Guide and Reference, "Pipeline Specification", "PIPE").
 */
import { fromEbcdic } from '../../shared/ebcdic.js';
import { characterCode } from './operands.js';
import { PipeFault } from './pipe-fault.js';
import { MOST_SPECIFIED } from './pipe-set.js';

/** Options of a whole PIPE command or of one stage. */
export interface PipeOptions {
  stageSeparator: string;
  endCharacter: string;
  escape: string;
  name: string;
  trace: boolean;
  listErrors: boolean;
  /** The return code of each stage, and each pipeline command. */
  listCodes: boolean;
  listCommands: boolean;
  messageLevel: number;
}

/** A stage, a further stream of one that has a label, or a connector of the caller. */
export type Element =
  | {
      readonly kind: 'stage';
      readonly label: string;
      readonly stream: string;
      readonly verb: string;
      readonly args: string;
      readonly text: string;
      readonly options: PipeOptions;
    }
  | { readonly kind: 'reference'; readonly label: string; readonly stream: string }
  | { readonly kind: 'connector'; readonly side: 'input' | 'output'; readonly stream: string };

/** A pipeline: its elements from left to right. */
export type PipelineSpec = readonly Element[];

/** A scanned command. */
export interface ScannedPipe {
  readonly options: PipeOptions;
  readonly pipelines: readonly PipelineSpec[];
}

/** A fault of the scan: which stage of which pipeline it is in. */
export class ScanFault extends PipeFault {
  place = 0;
  pipeline = 0;
  text = '';
  /** NAME and MSGLEVEL of its pipelines, or of the stage. */
  pipelineName = '';
  messages = 15;
}

function newOptions(): PipeOptions {
  return {
    stageSeparator: '|',
    endCharacter: '',
    escape: '',
    name: '',
    trace: false,
    listErrors: false,
    listCodes: false,
    listCommands: false,
    messageLevel: 15,
  };
}

/** Options that are known and do nothing here that can be seen, with the number of their words. */
const IGNORED: Readonly<Record<string, number>> = {
  STOP: 0,
  PROPAGATEEOF: 0,
};

/** Options that are on or, with NO in front, off. */
const SWITCHES = {
  TRACE: 'trace',
  LISTERR: 'listErrors',
  LISTRC: 'listCodes',
  LISTCMD: 'listCommands',
} as const;

/** Sets an option that is on or off; false when the word is none. */
function setSwitch(into: PipeOptions, word: string, on: boolean): boolean {
  if (!Object.hasOwn(SWITCHES, word)) return false;
  into[SWITCHES[word as keyof typeof SWITCHES]] = on;
  return true;
}

/** A character as an option has it: itself, or two hexadecimal digits. */
function character(word: string | undefined, keyword: string): string {
  if (word === undefined) throw new ScanFault(15, keyword);
  const code = characterCode(word);
  if (code === undefined) throw new ScanFault(50, word);
  return fromEbcdic(Uint8Array.of(code));
}

/** Reads options in parentheses; gives what is behind them. */
function takeOptions(text: string, into: PipeOptions): string {
  const trimmed = text.trimStart();
  if (!trimmed.startsWith('(')) return text;
  const end = trimmed.indexOf(')', 1);
  // the closing parenthesis may itself be a value: (endchar ))
  if (end < 0) throw new ScanFault(13, ')');
  const words = trimmed.slice(1, end).trim().split(/\s+/).filter(Boolean);
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    const upper = word.toUpperCase();
    const is = (name: string, minimum: number): boolean =>
      upper.length >= minimum && name.startsWith(upper);
    if (is('STAGESEP', 5) || is('SEPARATOR', 3)) into.stageSeparator = character(words[++at], word);
    else if (is('ENDCHAR', 3)) into.endCharacter = character(words[++at], word);
    else if (is('ESCAPE', 3)) into.escape = character(words[++at], word);
    else if (is('NAME', 4)) {
      const name = words[++at];
      if (name === undefined) throw new ScanFault(15, word);
      into.name = name;
    } else if (is('MSGLEVEL', 3)) {
      const value = words[++at];
      if (value === undefined) throw new ScanFault(15, word);
      if (!/^\d{1,5}$/.test(value)) throw new ScanFault(58, value);
      into.messageLevel = Number(value);
    } else if (setSwitch(into, upper, true)) continue;
    else if (upper === 'NO' && setSwitch(into, words[at + 1]?.toUpperCase() ?? '', false)) at++;
    else if (upper.startsWith('NO') && setSwitch(into, upper.slice(2), false)) continue;
    else if (IGNORED[upper] === undefined) throw new ScanFault(14, word);
  }
  return trimmed.slice(end + 1);
}

/** Parts a text at a separator; a doubled separator stands for itself. */
function part(text: string, options: PipeOptions): string[][] {
  const pipelines: string[][] = [[]];
  let stage = '';
  const { stageSeparator, endCharacter, escape } = options;
  // where the text begins that has not been taken yet
  let from = 0;
  let count = 0;
  const codes = [stageSeparator, endCharacter, escape].map((c) => c.charCodeAt(0));
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (!codes.includes(code)) continue;
    const c = text.charAt(at);
    if (c === escape) {
      stage += text.slice(from, at);
      from = ++at;
      if (at === text.length) throw new ScanFault(16);
      continue;
    }
    if (text.charAt(at + 1) === c) {
      // the second one is the text
      stage += text.slice(from, at);
      from = ++at;
      continue;
    }
    if (++count >= MOST_SPECIFIED) throw new ScanFault(122);
    pipelines.at(-1)!.push(stage + text.slice(from, at));
    stage = '';
    from = at + 1;
    if (c !== stageSeparator) pipelines.push([]);
  }
  pipelines.at(-1)!.push(stage + text.slice(from));
  return pipelines;
}

const LABEL = /^([A-Za-z0-9_@#$!]{1,8})(?:\.([A-Za-z0-9_@#$!]{0,8}))?:(?=\s|$)/;
const CONNECTOR = /^\*(?:\.(input|output|in|out|[^.:\s]*))?(?:\.([^.:\s]*))?:$/i;

/** A connector: `*:`, `*.INPUT.n:` and the like. Those of ADDPIPE may stand at the other end. */
function connectorOf(found: RegExpExecArray, first: boolean, last: boolean): Element {
  if (first && last) throw new ScanFault(195);
  if (!first && !last) throw new ScanFault(99);
  const word = (found[1] ?? '').toLowerCase();
  const named = ['input', 'in', 'output', 'out', ''].includes(word);
  const input = word === '' || !named ? first : word.startsWith('in');
  return {
    kind: 'connector',
    side: input ? 'input' : 'output',
    stream: named ? (found[2] ?? '') : word,
  };
}

function element(text: string, first: boolean, last: boolean, global: PipeOptions): Element {
  const options = { ...global };
  // blanks at the end belong to the operands: LITERAL and FIND have them as text
  let rest = takeOptions(text, options).trimStart();
  if (rest === '') throw new ScanFault(17);
  const connector = CONNECTOR.exec(rest.trimEnd());
  if (connector !== null) return connectorOf(connector, first, last);
  if (/^\*\S*:\s/.test(rest)) throw new ScanFault(98);
  if (/^\*\./.test(rest)) throw new ScanFault(193);
  let label = '';
  let stream = '';
  const found = LABEL.exec(rest);
  if (found !== null) {
    label = found[1]!;
    stream = found[2] ?? '';
    rest = rest.slice(found[0].length).trimStart();
    if (rest === '') return { kind: 'reference', label, stream };
  } else {
    const bad = /^([^\s:]*):(?:\s|$)/.exec(rest);
    if (bad !== null) throw bad[1] === '' ? new ScanFault(43) : new ScanFault(44, bad[1]!);
  }
  rest = takeOptions(rest, options).trimStart();
  if (rest === '') throw new ScanFault(17);
  // `<` and `>` need no blank behind them
  const verb =
    /^(?:<|>>|>)(?:mdsk|sfs(?:slow)?|oe|mvs)(?=\s|$)|^(?:<<|<|>>|>|\*)(?=\S*)|^\S+/i.exec(rest)![0];
  const args = rest.slice(verb.length);
  return {
    ...{ kind: 'stage', label, stream, verb, args: args.replace(/^ /, '') },
    ...{ text: rest.trimEnd(), options },
  };
}

/** Scans what stands behind PIPE, CALLPIPE or ADDPIPE. Throws a ScanFault. */
export function scanPipe(text: string): ScannedPipe {
  const options = newOptions();
  if (text.trim() === '') throw new ScanFault(11);
  const body = takeOptions(text, options);
  if (body.trim() === '') throw new ScanFault(12);
  const parts = part(body, options);
  // an end character in front of the first pipeline or behind the last begins none
  const empty = (stages: readonly string[] | undefined): boolean =>
    stages?.length === 1 && stages[0]!.trim() === '';
  if (parts.length > 1 && empty(parts[0])) parts.shift();
  if (parts.length > 1 && empty(parts.at(-1))) parts.pop();
  // a separator may stand in front of a first stage, too
  for (const stages of parts) if (stages.length > 1 && stages[0]!.trim() === '') stages.shift();
  const pipelines = parts.map((stages, pipeline) =>
    stages.map((stage, place) => {
      try {
        return element(stage, place === 0, place === stages.length - 1, options);
      } catch (error) {
        if (error instanceof ScanFault) {
          error.place = place + 1;
          error.pipeline = pipeline + 1;
          error.text = stage.trim();
          error.pipelineName = options.name;
          error.messages = options.messageLevel;
        }
        throw error;
      }
    }),
  );
  return { options, pipelines };
}

/** Commands of STREAM (z/VM REXX/VM Reference, "STREAM"): OPEN, CLOSE, LINEPOS, QUERY. */
import type { StepContext } from '../../command.js';
import { MAX_RECORD, type Stamp } from '../../files/layout.js';
import { fromBytes } from '../../rexx/character-codes.js';
import type { StreamCall } from '../../rexx/host.js';
import { entryOf, outputMode, REASONS, type Took } from './stream-files.js';
import {
  fileParts,
  foundFile,
  MOST_STREAMS,
  newStream,
  type Stream,
  type StreamOptions,
} from './stream.js';

/** The command is none. */
const WRONG = { value: 'ERROR:24' };

interface Options extends StreamOptions {
  /** It must be a new file. */
  fresh?: boolean;
}

/** The options of OPEN; undefined when they are wrong. */
function openOptions(words: readonly string[]): Options | undefined {
  const options: Options = {};
  for (let i = 0; i < words.length; i++) {
    const operand = words[i + 1] ?? '';
    switch (words[i]) {
      case 'INTENT':
        break;
      case 'READ':
        options.way = 'READ';
        break;
      case 'WRITE':
        options.way = 'WRITE';
        break;
      case 'BOTH':
        options.way = undefined;
        break;
      case 'NEW':
        options.way = 'WRITE';
        options.fresh = true;
        break;
      case 'REPLACE':
        options.way = 'WRITE';
        options.replace = true;
        break;
      case 'BINARY':
        options.lineEnd = '';
        break;
      case 'TEXT':
        options.lineEnd = '\n';
        break;
      case 'LINEEND': {
        const character = lineEnd(operand);
        if (character === undefined) return undefined;
        options.lineEnd = character;
        i++;
        break;
      }
      case 'RECFM':
        if (operand !== 'F' && operand !== 'V') return undefined;
        options.format = operand;
        i++;
        break;
      case 'LRECL': {
        const length = /^\d{1,5}$/.test(operand) ? Number(operand) : 0;
        if (length < 1 || length > MAX_RECORD) return undefined;
        options.recordLength = length;
        i++;
        break;
      }
      default:
        return undefined;
    }
  }
  return options;
}

/** One or two characters by their codes: hexadecimal digits. */
function lineEnd(digits: string): string | undefined {
  if (!/^([0-9A-F]{2}){1,2}$/.test(digits)) return undefined;
  return fromBytes([...digits.matchAll(/../g)].map(([code]) => Number.parseInt(code, 16)));
}

function openStream(
  streams: Stream[],
  known: Stream | undefined,
  { name }: StreamCall,
  words: readonly string[],
  context: StepContext,
): Took<string> {
  const options = openOptions(words);
  if (options === undefined) return WRONG;
  const parts = fileParts(name);
  if (parts === undefined) return { failed: 'name' };
  if (known !== undefined) return { failed: 'way' };
  if (streams.length >= MOST_STREAMS) return { failed: 'too many files' };
  const { fresh, ...kept } = options;
  const stream = newStream(parts, kept);
  const found = foundFile(context, stream);
  if (options.way === 'READ' && found === undefined) return { failed: 'not found' };
  if (options.way === 'WRITE') {
    if (fresh === true && found !== undefined) return { value: 'ERROR:44' };
    const mode = outputMode(context, stream);
    if ('failed' in mode) return mode;
  }
  streams.push(stream);
  return { value: 'READY:' };
}

/** LINEPOS [=|<|+|-]n [READ|WRITE]: the new line, as the function gives it. */
function linePosition(stream: Stream, words: readonly string[], records: number): string {
  const [where = '', ...more] = words;
  const [, sign = '=', digits = ''] = /^([=<+-]?)(\d{1,9})$/.exec(where) ?? [];
  const read = more[0] === undefined ? stream.way !== 'WRITE' : 'READ'.startsWith(more[0]);
  if (digits === '' || more.length > 1) return WRONG.value;
  if (more[0] !== undefined && !read && !'WRITE'.startsWith(more[0])) return WRONG.value;
  const n = Number(digits);
  const now = read ? stream.readLine : stream.writeLine || records + 1;
  const wanted = sign === '+' ? now + n : sign === '-' ? now - n : sign === '<' ? records - n : n;
  if (wanted < 1 || wanted > records + 1) return `ERROR:${REASONS.skips}`;
  if (read) {
    stream.readLine = wanted;
    stream.current = undefined;
    stream.left = undefined;
    stream.status = 'READY';
    stream.reason = '';
  } else stream.writeLine = wanted;
  return String(wanted);
}

const two = (n: number): string => String(n % 100).padStart(2, '0');
const dateOf = (t: Stamp): string => [t.month, t.day, t.year].map(two).join('-');
const timeOf = (t: Stamp): string => [t.hour, t.minute, t.second].map(two).join(':');

function query(
  stream: Stream,
  used: boolean,
  words: readonly string[],
  context: StepContext,
): string {
  const [what = '', which = ''] = words;
  if (what === 'LINEPOS') {
    if (!used) return '';
    const records = entryOf(context, stream)?.records ?? 0;
    if (which !== '' && 'WRITE'.startsWith(which)) return String(stream.writeLine || records + 1);
    return String(stream.readLine);
  }
  const found = foundFile(context, stream);
  if (found === undefined) return '';
  const { entry, mode } = found;
  const name = `${entry.name} ${entry.type} ${mode.letter}${String(entry.modeNumber)}`;
  const format = `${entry.format} ${String(entry.recordLength)}`;
  const size = String(entry.records);
  const written = `${dateOf(entry.written)} ${timeOf(entry.written)}`;
  switch (what) {
    case 'DATETIME':
      return written;
    case 'EXISTS':
      return name;
    case 'FORMAT':
      return format;
    case 'INFO':
      return `${name} ${format} ${size} ${written}`;
    case 'REFDATE':
      return dateOf(entry.written);
    case 'SIZE':
      return size;
    default:
      return WRONG.value;
  }
}

/**
 * Carries a command out.
 * @param known - the stream, when it is in use
 * @param close - closes its file; called again until it is closed
 */
export function streamCommand(
  streams: Stream[],
  known: Stream | undefined,
  call: StreamCall,
  context: StepContext,
  close: () => Took<true>,
): Took<string> {
  const [command = '', ...words] = (call.text ?? '').trim().toUpperCase().split(/\s+/);
  if (command === 'OPEN') return openStream(streams, known, call, words, context);
  const parts = fileParts(call.name);
  if (parts === undefined) return { failed: 'name' };
  switch (command) {
    case 'CLOSE': {
      if (words.length > 0) return WRONG;
      if (known === undefined) return { value: '' };
      const took = close();
      if (took === 'more' || took === 'end' || 'first' in took) return took;
      streams.splice(streams.indexOf(known), 1);
      return 'failed' in took ? took : { value: 'READY:' };
    }
    case 'LINEPOS': {
      if (known === undefined) return { failed: 'way' };
      return { value: linePosition(known, words, entryOf(context, known)?.records ?? 0) };
    }
    case 'QUERY':
      return { value: query(known ?? newStream(parts), known !== undefined, words, context) };
    default:
      return WRONG;
  }
}

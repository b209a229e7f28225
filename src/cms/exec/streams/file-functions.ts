/** Functions on the lines and characters of a file, a step at a time: what each may do at once, and what it has got so far. */
import type { StepContext } from '../../command.js';
import { entryOf, lineAt, linesOf, outputMode, putLine, type Took } from './stream-files.js';
import type { StreamWork } from './stream-work.js';
import type { Stream } from './stream.js';

/** Characters that CHAROUT keeps of a line that has not ended. */
const MOST_PARTIAL = 65_535;

/** One step of a function; `more`: to be called again. */
export function oneStep(work: StreamWork, stream: Stream, context: StepContext): Took<string> {
  switch (work.call.operation) {
    case 'LINEIN':
      return lineIn(work, stream, context);
    case 'CHARIN':
      return charIn(work, stream, context);
    case 'LINEOUT':
      return lineOut(work, stream, context);
    case 'CHAROUT':
      return charOut(work, stream, context);
    case 'LINES':
      return lines(stream, context);
    default:
      return chars(work, stream, context);
  }
}

/** Goes to the line that is asked for, once. */
function place(work: StreamWork, stream: Stream, line: number | undefined): void {
  if (work.begun) return;
  work.begun = true;
  if (line === undefined) return;
  stream.readLine = line;
  stream.current = undefined;
  stream.left = undefined;
}

function lineIn(work: StreamWork, stream: Stream, context: StepContext): Took<string> {
  const { at, count } = work.call;
  place(work, stream, at);
  const { current } = stream;
  if (count === 0) {
    const entry = entryOf(context, stream);
    if (entry === undefined) return { failed: 'not found' };
    return stream.readLine > entry.records + 1 ? 'end' : { value: '' };
  }
  if (current !== undefined) {
    stream.current = undefined;
    if (stream.left !== undefined) stream.left -= current.length;
    return { value: stream.lineEnd === '' ? current : current.slice(0, -1) };
  }
  const took = lineAt(context, stream, stream.readLine);
  if (typeof took !== 'object' || !('value' in took)) return took;
  stream.readLine++;
  if (stream.left !== undefined) stream.left -= took.value.length + stream.lineEnd.length;
  return took;
}

function charIn(work: StreamWork, stream: Stream, context: StepContext): Took<string> {
  const { at, count = 1 } = work.call;
  if (!work.begun && at !== undefined) {
    work.skip = at - 1;
    place(work, stream, 1);
  }
  work.begun = true;
  if (work.text.length >= count && work.skip === 0) return { value: work.text };
  if (stream.current === undefined || stream.current === '') {
    const took = lineAt(context, stream, stream.readLine);
    if (typeof took !== 'object' || !('value' in took)) return took;
    stream.readLine++;
    stream.current = took.value + stream.lineEnd;
  }
  const passed = Math.min(work.skip, stream.current.length);
  work.skip -= passed;
  const taken = stream.current.slice(passed, passed + count - work.text.length);
  work.text += taken;
  const rest = stream.current.slice(passed + taken.length);
  stream.current = rest === '' ? undefined : rest;
  if (stream.left !== undefined) stream.left -= passed + taken.length;
  return 'more';
}

function lineOut(work: StreamWork, stream: Stream, context: StepContext): Took<string> {
  const { text, at } = work.call;
  if (!work.begun && at !== undefined) {
    if (stream.partial !== undefined) return putPartial(stream, context);
    stream.writeLine = at;
  }
  work.begun = true;
  if (text === undefined) return { value: '0' };
  const took = putLine(context, stream, (stream.partial ?? '') + text);
  if (typeof took !== 'object' || !('value' in took)) return took;
  stream.partial = undefined;
  return { value: '0' };
}

function putPartial(stream: Stream, context: StepContext): Took<string> {
  const took = putLine(context, stream, stream.partial!);
  if (typeof took !== 'object' || !('value' in took)) return took;
  stream.partial = undefined;
  return 'more';
}

function charOut(work: StreamWork, stream: Stream, context: StepContext): Took<string> {
  const { text, at } = work.call;
  if (!work.begun) {
    if (at !== undefined) {
      if (stream.partial !== undefined) return putPartial(stream, context);
      // characters within a file have no place of their own: only its beginning does
      if (at !== 1) return { failed: 'skips' };
      stream.writeLine = 1;
    }
    work.begun = true;
    work.text = text ?? '';
    const mode = outputMode(context, stream);
    if ('failed' in mode) return mode;
  }
  if (work.text === '') return { value: '0' };
  const { lineEnd } = stream;
  const end = lineEnd === '' ? -1 : work.text.indexOf(lineEnd);
  if (end < 0) {
    const partial = (stream.partial ?? '') + work.text;
    if (partial.length > MOST_PARTIAL) return { failed: 'too long' };
    stream.partial = partial;
    work.text = '';
    return { value: '0' };
  }
  const took = putLine(context, stream, (stream.partial ?? '') + work.text.slice(0, end));
  if (typeof took !== 'object' || !('value' in took)) return took;
  stream.partial = undefined;
  work.text = work.text.slice(end + lineEnd.length);
  return 'more';
}

/** Lines that are left. */
function lines(stream: Stream, context: StepContext): Took<string> {
  const there = linesOf(context, stream);
  if ('first' in there) return there;
  const left = Math.max(0, there.value - stream.readLine + 1);
  return { value: String(left + (stream.current === undefined ? 0 : 1)) };
}

function chars(work: StreamWork, stream: Stream, context: StepContext): Took<string> {
  if (stream.left !== undefined) return { value: String(stream.left) };
  if (!work.begun) {
    const there = linesOf(context, stream);
    if ('first' in there) return there;
    work.begun = true;
    work.line = stream.readLine;
    work.counted = stream.current?.length ?? 0;
  }
  const entry = entryOf(context, stream);
  const ending = stream.lineEnd.length;
  if (entry?.format === 'F') {
    const records = Math.max(0, entry.records - work.line + 1);
    stream.left = work.counted + records * (entry.recordLength + ending);
    return { value: String(stream.left) };
  }
  const took = lineAt(context, stream, work.line);
  if (took === 'end' || (typeof took === 'object' && 'failed' in took)) {
    stream.left = work.counted;
    return { value: String(work.counted) };
  }
  if (typeof took !== 'object' || !('value' in took)) return took;
  work.counted += took.value.length + ending;
  work.line++;
  return 'more';
}

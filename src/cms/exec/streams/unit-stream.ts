/**
 * Streams of unit record devices: READER (00C), PUNCH (00D) and PRINTER (00E), whose lines are cards, or lines of at most
 * 132 characters (z/VM: REXX/VM Reference, "Unit Record Device Streams"). They are transient: the next card is read, a line is
 * written behind the last, and nothing else. What has been written becomes a file when the stream, or the unit by CP, is
 * closed; the end of the program leaves it open.
 */
import { fromEbcdic, toEbcdic } from '../../../shared/ebcdic.js';
import type { Answer, Effect } from '../../command.js';
import { cardOrLine, LINE } from '../../commands/kept-file.js';
import { PRINTER, PUNCH, PUNCH_CARD } from '../../commands/record-output.js';
import { REASONS, type Failure } from './stream-files.js';
import { CALL_COST, done, type Streams, type StreamStep, type StreamWork } from './stream-work.js';
import type { UnitName, UnitStream } from './unit-state.js';

const DEVICES: Readonly<Record<UnitName, number>> = { READER: 0x00c, PUNCH, PRINTER };
/** Longest lines, and the channel command that writes one. */
const OUTPUT = {
  PUNCH: { longest: 80, command: PUNCH_CARD },
  PRINTER: { longest: 132, command: 0x09 },
} as const;
const BLANK = 0x40;
/** Cards that LINES reads ahead: of a longer file, so many are counted. */
const AHEAD = 20_000;
const AT_ONCE = 100;
const STEP_COST = 200;

/** The unit of a name; undefined when it is that of another stream. */
export function unitNamed(name: string): UnitName | undefined {
  const word = name
    .trim()
    .toUpperCase()
    .replace(/^VIRTUAL +/, '');
  return word in DEVICES ? (word as UnitName) : undefined;
}

/** A call for a unit. */
export function startUnit(streams: Streams, work: StreamWork, name: UnitName): StreamStep {
  const { operation } = work.call;
  const known = streams.units[name];
  if (operation === 'STATE') return done(known?.status ?? 'UNKNOWN');
  if (operation === 'DESCRIPTION') {
    return done(known === undefined ? 'UNKNOWN:' : `${known.status}:${known.reason}`);
  }
  if (operation === 'COMMAND') return command(streams, work, name);
  const unit = (streams.units[name] ??= newUnit());
  return name === 'READER' ? read(unit, work) : write(streams, work, name);
}

/** Goes on with the answer to what a call has asked for. */
export function resumeUnit(
  streams: Streams,
  work: StreamWork,
  name: UnitName,
  answer: Answer,
): StreamStep {
  // CP has closed it
  if (answer.kind === 'cp') return done(work.call.operation === 'COMMAND' ? 'READY:' : '0');
  const unit = (streams.units[name] ??= newUnit());
  switch (answer.kind) {
    case 'cards':
      if (answer.end === 'error' || answer.end === 'no-device') return failed(unit, work, 'disk');
      unit.cards.push(...answer.cards.map((card) => fromEbcdic(cardOrLine(card))));
      unit.ended = answer.end !== 'more';
      return read(unit, work);
    case 'written':
      if (answer.result !== 'ok') return failed(unit, work, 'disk');
      if (closes(work)) return close(streams, name);
      ready(unit);
      return done('0');
    default:
      throw new Error(`a stream of a unit has got ${answer.kind}`);
  }
}

function newUnit(): UnitStream {
  const empty = { cards: [], rest: '', ended: false, partial: '' };
  return { status: 'READY', reason: '', ...empty };
}

function ready(unit: UnitStream): void {
  unit.status = 'READY';
  unit.reason = '';
}

const asking = (effect: Effect): StreamStep => ({ kind: 'effect', effect, cost: STEP_COST });

/** A call that could not be carried out: what it gives, and NOTREADY. */
function failed(unit: UnitStream, { call }: StreamWork, why: Failure['failed']): StreamStep {
  unit.status = 'ERROR';
  unit.reason = REASONS[why];
  const values: Readonly<Record<string, string>> = {
    ...{ LINEOUT: '1', CHAROUT: String(call.text?.length ?? 0), LINES: '0', CHARS: '0' },
    COMMAND: `ERROR:${REASONS[why]}`,
  };
  const notReady = call.operation === 'COMMAND' ? {} : { notReady: call.name };
  return done(values[call.operation] ?? '', CALL_COST, notReady);
}

function read(unit: UnitStream, work: StreamWork): StreamStep {
  const { operation, at, count = 1 } = work.call;
  const { cards } = unit;
  const cardsAhead = cards.length + (unit.rest === '' ? 0 : 1);
  const more = (limit: number): StreamStep =>
    asking({ kind: 'read-cards', device: DEVICES.READER, count: limit, width: LINE });
  if (operation.endsWith('OUT') || at !== undefined) return failed(unit, work, 'way');
  switch (operation) {
    case 'LINES':
      return unit.ended || cards.length >= AHEAD ? done(String(cardsAhead)) : more(AT_ONCE);
    case 'CHARS': {
      if (cardsAhead === 0 && !unit.ended) return more(1);
      const characters = cards.reduce((sum, card) => sum + card.length + 1, unit.rest.length);
      return done(String(characters));
    }
    case 'LINEIN': {
      if (count === 0) return done('');
      if (unit.rest !== '') {
        const line = unit.rest.replace(/\n$/, '');
        unit.rest = '';
        return done(line);
      }
      const card = cards.shift();
      if (card !== undefined) {
        ready(unit);
        return done(card);
      }
      return unit.ended ? atEnd(unit, work, '') : more(1);
    }
    default: {
      while (unit.rest.length < count && cards.length > 0) unit.rest += `${cards.shift()!}\n`;
      if (unit.rest.length < count && !unit.ended) return more(1);
      const taken = unit.rest.slice(0, count);
      unit.rest = unit.rest.slice(count);
      return taken.length < count ? atEnd(unit, work, taken) : done(taken);
    }
  }
}

/** The file is at its end; the next call reads the next one. */
function atEnd(unit: UnitStream, { call }: StreamWork, value: string): StreamStep {
  unit.ended = false;
  unit.status = 'NOTREADY';
  unit.reason = 'EOF';
  return done(value, CALL_COST, { notReady: call.name });
}

/** Whether a call ends in the closing of the unit. */
function closes({ call }: StreamWork): boolean {
  return call.operation === 'COMMAND' || (call.text === undefined && call.at === undefined);
}

function write(streams: Streams, work: StreamWork, name: 'PUNCH' | 'PRINTER'): StreamStep {
  const unit = streams.units[name]!;
  const { operation, text, at } = work.call;
  if (!operation.endsWith('OUT') || at !== undefined) return failed(unit, work, 'way');
  const ends = operation === 'LINEOUT' && text !== undefined;
  const lines = (unit.partial + (text ?? '')).split('\n');
  // behind the last end of a line is what CHAROUT goes on with
  const rest = ends || text === undefined ? '' : lines.pop()!;
  if (text === undefined && lines.length === 1 && lines[0] === '') lines.pop();
  const { longest } = OUTPUT[name];
  if ([...lines, rest].some((line) => line.length > longest)) return failed(unit, work, 'too long');
  unit.partial = rest;
  if (lines.length > 0) return asking(records(lines, name));
  if (text === undefined) return close(streams, name);
  ready(unit);
  return done('0');
}

function records(lines: readonly string[], name: 'PUNCH' | 'PRINTER'): Effect {
  const { command: code, longest } = OUTPUT[name];
  return {
    kind: 'write-records',
    device: DEVICES[name],
    records: lines.map((line) => {
      const data = new Uint8Array(name === 'PUNCH' ? longest : Math.max(1, line.length));
      data.fill(BLANK).set(toEbcdic(line));
      return { command: code, data };
    }),
  };
}

function closeCommand(name: UnitName): Effect {
  const device = DEVICES[name].toString(16).toUpperCase().padStart(3, '0');
  return { kind: 'cp', command: `CLOSE ${device}`, buffered: false };
}

function close(streams: Streams, name: UnitName): StreamStep {
  // a unit that is closed is one that has not been used
  streams.units[name] = undefined;
  return asking(closeCommand(name));
}

/** STREAM's commands: OPEN says which way at most, CLOSE makes a file of what was written. */
function command(streams: Streams, work: StreamWork, name: UnitName): StreamStep {
  const [word = '', ...words] = (work.call.text ?? '').trim().toUpperCase().split(/\s+/);
  const way = name === 'READER' ? 'READ' : 'WRITE';
  switch (word) {
    case 'OPEN': {
      const fits = words.every((one) => [way, 'INTENT', 'BOTH', 'TEXT', 'BINARY'].includes(one));
      if (!fits) return done(`ERROR:${REASONS.way}`);
      streams.units[name] ??= newUnit();
      return done('READY:');
    }
    case 'CLOSE': {
      const unit = streams.units[name];
      if (unit === undefined) return done('');
      if (name === 'READER' || unit.partial === '') return close(streams, name);
      const { partial } = unit;
      unit.partial = '';
      return asking(records([partial], name));
    }
    case 'QUERY':
      return done('');
    default:
      return done(`ERROR:${REASONS.way}`);
  }
}

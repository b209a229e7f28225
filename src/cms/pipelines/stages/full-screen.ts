/** The terminal as a whole screen: FULLSCREEN, FULLSCRQ, FULLSCRS, BROWSE (CMS Pipelines, these stages). */
import { fromEbcdic, toEbcdic } from '../../../shared/ebcdic.js';
import { AID_ENTER, AID_NONE, pfNumber, readInbound } from '../../xedit/data-stream.js';
import type { DisplaySize } from '../../xedit/editor.js';
import { displayOf, eraseWrite, STANDARD_SIZE } from '../../xedit/full-screen.js';
import { browseRows, paintBrowse } from '../browse-screen.js';
import { ownCopy } from '../bytes.js';
import { PipeFault } from '../pipe-fault.js';
import type { Rec } from '../pipe-set.js';
import { filter, PIECES, type StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';

/** 3270 commands by the control byte that DIAGNOSE X'58' has for them. */
const COMMANDS: Readonly<Record<number, number>> = {
  0x00: 0x01,
  0x80: 0x05,
  0xc0: 0x0d,
  0x20: 0x11,
};
/** What a 3270 sends when no key was pressed. */
const nothing = (stream: Rec): boolean => (stream[0] ?? AID_NONE) === AID_NONE;

function needsDisplay(io: StageIo): void {
  if (io.context.display === undefined) throw new PipeFault(2005);
}

interface FullScreen {
  readonly reads: boolean;
  phase: 'idle' | 'written' | 'read' | 'out';
}

function write(io: StageIo, s: FullScreen, record: Rec): void {
  s.phase = 'written';
  const command = COMMANDS[record[0]!] ?? record[0]!;
  io.ask({ kind: 'display-write', command, stream: record.slice(1) });
}

/** FULLSCREEN: writes each record, a command and its data stream, and reads what a key brings as a record. */
const fullscreen: StageKind = {
  names: ['FULLSCReen'],
  first: false,
  parse(operands): FullScreen {
    const reads = !operands.keyword('NOREAD');
    operands.finish();
    return { reads, phase: 'idle' };
  },
  prepare: needsDisplay,
  run(io, stage) {
    const s = stage.state as FullScreen;
    const answer = io.takeAnswer();
    if (answer?.kind === 'display' || answer?.kind === 'stream') {
      if (answer.result === 'error') throw new PipeFault(2005);
      const record = io.peek(0)!;
      if (answer.result === 'lost' && record.length > 0) {
        write(io, s, record);
        return;
      }
      if (answer.kind === 'display') s.phase = s.reads ? 'read' : 'out';
      else if (!nothing(answer.bytes)) {
        s.phase = 'out';
        io.put(answer.bytes.slice(), 0);
      }
      if (s.phase === 'read') {
        io.ask({ kind: 'display-read' });
        return;
      }
    }
    for (;;) {
      if (s.phase === 'out') {
        if (io.blocked(0)) return;
        s.phase = 'idle';
        io.consume(0);
      }
      const record = io.peek(0);
      if (record === undefined) {
        if (io.atEnd(0)) io.end();
        else io.waitInput(0);
        return;
      }
      if (record.length > 0) {
        write(io, s, record);
        return;
      }
      // a null record only reads
      s.phase = s.reads ? 'read' : 'out';
      if (!s.reads) continue;
      io.ask({ kind: 'display-read' });
      return;
    }
  },
};

/** Flags of the answer of DIAGNOSE X'8C': colours, and addresses of fourteen bits. */
const COLOURS = 0x80;

/** FULLSCRQ: what the display can, as DIAGNOSE X'8C' tells it: flags, partitions, columns, rows. */
const fullscrq: StageKind = {
  names: ['FULLSCRQ'],
  first: true,
  parse(operands): { out: boolean } {
    operands.finish();
    return { out: false };
  },
  prepare: needsDisplay,
  run(io, stage) {
    const s = stage.state as { out: boolean };
    if (!s.out) {
      s.out = true;
      const { rows, columns } = displayOf(io.context) ?? STANDARD_SIZE;
      io.put(Uint8Array.of(COLOURS, 1, columns >> 8, columns & 0xff, rows >> 8, rows & 0xff), 0);
    }
    if (!io.blocked(0)) io.end();
  },
};

/** FULLSCRS: the same in words: rows, columns, whether there are colours. */
const fullscrs = filter<null>(['FULLSCRS'], {
  first: false,
  parse(operands) {
    operands.finish();
    return null;
  },
  record(_s, record, io) {
    if (record.length < 6) throw new PipeFault(401, record.length);
    const view = new DataView(record.buffer, record.byteOffset, record.length);
    const colours = (record[0]! & COLOURS) === 0 ? 0 : 1;
    io.emit(toEbcdic(`${view.getUint16(4)} ${view.getUint16(2)} ${colours}`));
  },
});

interface Browse {
  readonly title: string;
  readonly records: Rec[];
  top: number;
  message: string;
  phase: 'collect' | 'shown' | 'read' | 'pass';
  at: number;
  /** The screen as it was drawn: a key is read by that, whatever the terminal has become since. */
  drawn: DisplaySize;
}

function show(io: StageIo, s: Browse): void {
  const size = displayOf(io.context) ?? STANDARD_SIZE;
  const { records, top, title, message } = s;
  const lines = records.slice(top, top + browseRows(size.rows)).map((record) => fromEbcdic(record));
  s.phase = 'shown';
  s.drawn = size;
  io.ask({
    kind: 'display-write',
    command: eraseWrite(size),
    stream: paintBrowse({ ...size, title, message, lines, top, count: records.length }),
  });
}

/** Whether the terminal has another size than the screen was drawn for. */
function isOutgrown(io: StageIo, { drawn }: Browse): boolean {
  const now = displayOf(io.context);
  return now !== undefined && (now.rows !== drawn.rows || now.columns !== drawn.columns);
}

/** A key, and what was typed; true when it is enough. */
function takeKey(s: Browse, stream: Rec): boolean {
  const { rows, columns } = s.drawn;
  const { aid, fields } = readInbound(stream, rows, columns);
  const typed = (fields[0]?.text ?? '').trim();
  const page = browseRows(rows);
  const last = Math.max(0, s.records.length - 1);
  const key = pfNumber(aid);
  const number = key === undefined ? undefined : ((key - 1) % 12) + 1;
  s.message = '';
  if (number === 3 || number === 4 || /^quit$/i.test(typed)) return true;
  if (number === 7) s.top = Math.max(0, s.top - page);
  else if (number === 8) s.top = Math.min(last, s.top + page);
  else if (number === 2 || /^top$/i.test(typed)) s.top = 0;
  else if (number === 5 || /^bottom$/i.test(typed)) s.top = Math.max(0, s.records.length - page);
  else if (typed !== '' && aid === AID_ENTER) find(s, typed.replace(/^\/|\/$/g, ''));
  return false;
}

function find(s: Browse, text: string): void {
  const wanted = text.toUpperCase();
  const at = s.records.findIndex(
    (record, i) => i > s.top && fromEbcdic(record).toUpperCase().includes(wanted),
  );
  if (at < 0) s.message = `Not found: ${text}`;
  else s.top = at;
}

/** BROWSE: all records on the screen, page by page; they go on when that is over. */
const browse: StageKind = {
  names: ['BROWSE', 'BRW'],
  first: false,
  parse(operands): Browse {
    const title = operands.rest.trim();
    operands.rest = '';
    return {
      title,
      records: [],
      top: 0,
      message: '',
      phase: 'collect',
      at: 0,
      drawn: STANDARD_SIZE,
    };
  },
  prepare: needsDisplay,
  run(io, stage) {
    const s = stage.state as Browse;
    const answer = io.takeAnswer();
    if (answer?.kind === 'display' || answer?.kind === 'stream') {
      const outgrown = isOutgrown(io, s);
      if (answer.result === 'error' && !outgrown) throw new PipeFault(2005);
      if (answer.result === 'ok' && answer.kind === 'stream' && !nothing(answer.bytes)) {
        if (takeKey(s, answer.bytes)) s.phase = 'pass';
        else show(io, s);
      } else if (answer.result === 'lost' || outgrown) show(io, s);
      else s.phase = 'read';
    }
    while (s.phase === 'collect') {
      const record = io.peek(0);
      if (record !== undefined) {
        io.hold(record.length + 32);
        s.records.push(ownCopy(record));
        io.consume(0);
      } else if (io.atEnd(0)) show(io, s);
      else {
        io.waitInput(0);
        return;
      }
    }
    if (s.phase === 'read') io.ask({ kind: 'display-read' });
    if (s.phase !== 'pass') return;
    for (let made = 0; made < PIECES;) {
      if (io.blocked(0)) return;
      const record = s.records[s.at++];
      if (record === undefined || !io.put(record, 0)) {
        io.end();
        return;
      }
      made++;
    }
    io.again(1);
  },
};

/** The stages of this file. */
export const fullScreens: readonly StageKind[] = [fullscreen, fullscrq, fullscrs, browse];

/** Unit-record devices: READER, PUNCH, PRINTMC, URO (CMS Pipelines, the stages of these names). */
import type { Effect } from '../../command.js';
import { cardOrLine, LINE } from '../../commands/kept-file.js';
import { quietly } from '../../commands/load-frame.js';
import { concat, fitted } from '../bytes.js';
import type { Operands } from '../operands.js';
import { PipeFault } from '../pipe-fault.js';
import type { Rec } from '../pipe-set.js';
import type { StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';

/** Channel command that stands in front of a card as READER gives it. */
const PUNCHED = 0x41;
const READER = 0x00c;
const CARDS = 200;
const CARD = 80;

function parseDevice(operands: Operands, otherwise: number): number {
  const word = operands.peek();
  if (!/^[0-9A-F]{1,4}$/i.test(word)) return otherwise;
  return Number.parseInt(operands.word(), 16);
}

const shown = (device: number): string => device.toString(16).toUpperCase().padStart(3, '0');

interface Reader {
  readonly device: number;
  readonly file: string;
  readonly keep: string;
  phase: 'order' | 'read' | 'close' | 'closed';
  cards: Rec[];
  at: number;
  ended: boolean;
  rc: number;
}

/** READER: the cards of a reader file, each behind its channel command. */
const reader: StageKind = {
  names: ['READER'],
  first: true,
  parse(operands): Reader {
    const device = parseDevice(operands, READER);
    let file = '';
    let keep = '';
    while (!operands.empty) {
      if (operands.keyword('FILE')) file = String(operands.number(1, 9999)).padStart(4, '0');
      else if (operands.keyword('KEEP')) keep = ' KEEP';
      else if (operands.keyword('HOLD')) keep = ' HOLD';
      else if (!operands.keyword('NOHOLD', 'NOKEEP', 'PURGE', '4KBLOCK')) {
        throw new PipeFault(111, operands.peek());
      }
    }
    const phase = file === '' ? 'read' : 'order';
    return { device, file, keep, phase, cards: [], at: 0, ended: false, rc: 0 };
  },
  run(io, stage) {
    const s = stage.state as Reader;
    const answer = io.takeAnswer();
    if (s.phase === 'order') {
      if (answer === undefined) {
        io.ask(quietly(`ORDER RDR ${s.file}`));
        return;
      }
      if (answer.kind === 'cp' && answer.rc !== 0) throw new PipeFault(511, s.file);
      s.phase = 'read';
    }
    if (s.phase === 'closed') {
      io.end(s.rc);
      return;
    }
    if (answer?.kind === 'cards') {
      s.cards = answer.cards.map((card) => concat(Uint8Array.of(PUNCHED), cardOrLine(card)));
      s.at = 0;
      if (answer.end === 'no-device') throw new PipeFault(83, shown(s.device));
      if (answer.end === 'error') throw new PipeFault(89, shown(s.device));
      s.ended = answer.end !== 'more';
    }
    for (;;) {
      if (io.blocked(0)) return;
      if (s.at >= s.cards.length || !io.put(s.cards[s.at++]!, 0)) break;
    }
    if (!s.ended && io.connected(0)) {
      io.ask({ kind: 'read-cards', device: s.device, count: CARDS, width: LINE });
      return;
    }
    s.phase = 'closed';
    // a file that has not been read to its end stays in the reader
    const how = s.ended ? s.keep : ' HOLD';
    io.ask(quietly(`CLOSE ${shown(s.device)}${how}`));
  },
};

interface Writer {
  readonly device: number;
  readonly cards: boolean;
  phase: 'idle' | 'writing' | 'out';
}

function effectOf(s: Writer, record: Rec): Effect {
  const data = s.cards ? fitted(record, CARD) : record.subarray(1);
  const command = s.cards ? PUNCHED : record[0]!;
  return { kind: 'write-records', device: s.device, records: [{ command, data: data.slice() }] };
}

/** Writes records to a device one by one; with machine carriage control the first byte is the channel command. */
function writer(name: string, cards: boolean, device: number): StageKind {
  return {
    names: [name],
    first: false,
    parse(operands): Writer {
      const unit = parseDevice(operands, device);
      operands.finish();
      return { device: unit, cards, phase: 'idle' };
    },
    run(io: StageIo, stage) {
      const s = stage.state as Writer;
      const answer = io.takeAnswer();
      if (s.phase === 'writing') {
        if (answer?.kind === 'written' && answer.result !== 'ok') {
          throw new PipeFault(answer.result === 'no-device' ? 83 : 289, shown(s.device));
        }
        const record = io.peek(0)!;
        if (io.put(record, 0)) s.phase = 'out';
        else {
          s.phase = 'idle';
          io.consume(0);
        }
      }
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
      if (s.cards && record.length > CARD) throw new PipeFault(78, record.length);
      if (!s.cards && record.length === 0) {
        io.consume(0);
        io.again(1);
        return;
      }
      s.phase = 'writing';
      io.ask(effectOf(s, record));
    },
  };
}

/** The stages of this file. */
export const units: readonly StageKind[] = [
  reader,
  writer('PUNCH', true, 0x00d),
  writer('PRINTMC', false, 0x00e),
  writer('URO', false, 0x00e),
];

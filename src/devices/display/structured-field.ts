/**
 * Write Structured Field (Data Stream Programmer's Reference, GA23-0059, chapter "Outbound Structured Fields") of a display
 * that has no partitions but the implicit one: Read Partition, Erase/Reset, Set Reply Mode and Outbound 3270DS.
 */
import type { Display, WriteEffect } from './display.js';
import { STANDARD, erase } from './display.js';
import type { ReadOperation } from './display-table.js';
import { AID, EXTENDED, READS } from './display-table.js';
import { readPartition } from './inbound.js';
import { queryReply } from './query-reply.js';

const READ_PARTITION = 0x01;
const ERASE_RESET = 0x03;
const SET_REPLY_MODE = 0x09;
const OUTBOUND_3270DS = 0x40;

/** Read Partition: partition and type of a query. */
const QUERIES = 0xff;
const QUERY = 0x02;
const QUERY_LIST = 0x03;
/** Query List: what is wanted. */
const LIST = 0x00;
const EQUIVALENT_AND_LIST = 0x40;
const ALL = 0x80;

/** The one partition there is. */
const IMPLICIT = 0x00;
const ALTERNATE = 0x80;
const REPLY_MODES = ['field', 'extended', 'character'] as const;
/** Commands of Outbound 3270DS: those that a remote control unit has, but no structured field again. */
const WRITES: ReadonlySet<number> = new Set([0xf1, 0xf5, 0x7e, 0x6f]);

/** Fields that one command may hold: more serve no purpose and only cost time. */
const MOST_FIELDS = 64;

/** Executes a command within a structured field. */
type Write = (display: Display, command: number, data: Uint8Array) => WriteEffect;

const GOOD: WriteEffect = { valid: true, alarm: false, attention: false };
const BAD: WriteEffect = { valid: false, alarm: false, attention: false };
/** There is something to be read. */
const CALLS: WriteEffect = { valid: true, alarm: false, attention: true };

/** Executes the fields of one Write Structured Field. `write` executes a command inside such a field. */
export function writeStructuredFields(
  display: Display,
  data: Uint8Array,
  write: Write,
): WriteEffect {
  let alarm = false;
  let attention = false;
  let valid = true;
  display.address = 0;
  for (let at = 0, n = 0; valid && at < data.length; n++) {
    const length = ((data[at] ?? 0) << 8) | (data[at + 1] ?? 0);
    // the last one need not say how long it is
    const end = length === 0 ? data.length : at + length;
    if (n >= MOST_FIELDS || end > data.length || end - at < 3) {
      valid = false;
      break;
    }
    const effect = structuredField(display, data.subarray(at + 2, end), write);
    alarm ||= effect.alarm;
    attention ||= effect.attention;
    ({ valid } = effect);
    at = end;
  }
  return { valid, alarm, attention };
}

function structuredField(display: Display, field: Uint8Array, write: Write): WriteEffect {
  switch (field[0]) {
    case READ_PARTITION:
      return read(display, field);
    case ERASE_RESET:
      if (field.length < 2 || (field[1]! & ~ALTERNATE) !== 0) return BAD;
      erase(display, field[1] === ALTERNATE ? display.alternate : STANDARD);
      fieldMode(display);
      return GOOD;
    case SET_REPLY_MODE:
      return setReplyMode(display, field);
    case OUTBOUND_3270DS:
      if (field[1] !== IMPLICIT || !WRITES.has(field[2] ?? 0)) return BAD;
      return write(display, field[2]!, field.subarray(3));
    default:
      return BAD;
  }
}

function read(display: Display, field: Uint8Array): WriteEffect {
  const reply = partitionReply(display, field);
  if (reply === undefined) return BAD;
  display.reply = reply;
  display.aid = AID.structuredField;
  display.locked = true;
  return CALLS;
}

/** What a Read Partition is answered by; undefined when it asks for what there is not. */
function partitionReply(display: Display, field: Uint8Array): Uint8Array | undefined {
  const [, partition, type, request = 0] = field;
  if (partition === IMPLICIT) {
    const operation: ReadOperation | undefined = READS[type ?? 0];
    return operation && readPartition(display, operation);
  }
  if (partition !== QUERIES) return undefined;
  if (type === QUERY) return queryReply(display);
  if (type !== QUERY_LIST || field.length < 4) return undefined;
  switch (request & 0xc0) {
    case LIST:
      return queryReply(display, [...field.subarray(4)]);
    case EQUIVALENT_AND_LIST:
    case ALL:
      return queryReply(display);
    default:
      return undefined;
  }
}

function setReplyMode(display: Display, field: Uint8Array): WriteEffect {
  const mode = REPLY_MODES[field[2] ?? -1];
  if (field[1] !== IMPLICIT || mode === undefined) return BAD;
  display.replyMode = mode;
  const types = mode === 'character' ? [...field.subarray(3)] : [];
  display.replyTypes = [EXTENDED.highlight, EXTENDED.color].filter((type) => types.includes(type));
  return GOOD;
}

/** Reads send no extended attributes any more. */
export function fieldMode(display: Display): void {
  display.replyMode = 'field';
  display.replyTypes = [];
}

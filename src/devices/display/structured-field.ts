/**
 * Write Structured Field and the query reply (Data Stream Programmer's Reference, chapters "Outbound
 * Structured Fields" and "Inbound Structured Fields"): enough for a program to learn size, colours and
 * highlighting, and to write through the Outbound 3270DS field.
 */
import type { Display, WriteEffect } from './display.js';
import { STANDARD, erase } from './display.js';
import { AID } from './display-table.js';

const READ_PARTITION = 0x01;
const ERASE_RESET = 0x03;
const SET_REPLY_MODE = 0x09;
const OUTBOUND_3270DS = 0x40;
/** Fields that one command may hold: more serve no purpose and only cost time. */
const MOST_FIELDS = 64;

/** Executes the fields of one Write Structured Field. `write` executes a command inside such a field. */
export function writeStructuredFields(
  display: Display,
  data: Uint8Array,
  write: (display: Display, command: number, data: Uint8Array) => WriteEffect,
): WriteEffect {
  let alarm = false;
  let attention = false;
  let at = 0;
  for (let n = 0; at < data.length; n++) {
    const length = ((data[at] ?? 0) << 8) | (data[at + 1] ?? 0);
    const end = length === 0 ? data.length : at + length;
    if (n >= MOST_FIELDS || end > data.length || end - at < 3) {
      return { valid: false, alarm, attention };
    }
    const field = data.subarray(at + 2, end);
    switch (field[0]) {
      case READ_PARTITION:
        if (field[1] !== 0xff || (field[2] !== 0x02 && field[2] !== 0x03)) {
          return { valid: false, alarm, attention };
        }
        display.reply = queryReply(display);
        display.aid = AID.structuredField;
        display.locked = true;
        attention = true;
        break;
      case ERASE_RESET:
        erase(display, ((field[1] ?? 0) & 0x80) !== 0 ? display.alternate : STANDARD);
        break;
      case SET_REPLY_MODE:
        break;
      case OUTBOUND_3270DS: {
        const command = field[2] ?? 0;
        // a structured field within a structured field is not allowed
        if (field[1] !== 0 || command === 0xf3 || command === 0x11) {
          return { valid: false, alarm, attention };
        }
        const effect = write(display, command, field.subarray(3));
        alarm ||= effect.alarm;
        if (!effect.valid) return { valid: false, alarm, attention };
        break;
      }
      default:
        return { valid: false, alarm, attention };
    }
    at = end;
  }
  return { valid: true, alarm, attention };
}

/** The inbound stream that answers a query: AID X'88', then a query reply field for each thing supported. */
export function queryReply(display: Display): Uint8Array {
  const { columns, rows } = display.alternate;
  const replies: readonly (readonly number[])[] = [
    // summary of the replies that follow
    [0x80, 0x80, 0x81, 0x86, 0x87, 0x88, 0xa6],
    // usable area: 12/14-bit addressing, no other features, size in cells, units, cell size, buffer size
    [
      ...[0x81, 0x01, 0x00, ...half(columns), ...half(rows), 0x01],
      ...[0x00, 0x0a, 0x02, 0xe5, 0x00, 0x02, 0x00, 0x6f, 0x09, 0x0c],
      ...half(columns * rows),
    ],
    // colour: eight pairs of code and colour shown
    [
      ...[0x86, 0x00, 0x08, 0x00, 0xf4],
      ...[0xf1, 0xf1, 0xf2, 0xf2, 0xf3, 0xf3, 0xf4, 0xf4, 0xf5, 0xf5, 0xf6, 0xf6, 0xf7, 0xf7],
    ],
    // highlighting: default, blink, reverse, underscore
    [0x87, 0x04, 0x00, 0xf0, 0xf1, 0xf1, 0xf2, 0xf2, 0xf4, 0xf4],
    // reply modes: field
    [0x88, 0x00],
    // implicit partition: default and alternate size
    [
      ...[0xa6, 0x00, 0x00, 0x0b, 0x01, 0x00],
      ...[...half(STANDARD.columns), ...half(STANDARD.rows), ...half(columns), ...half(rows)],
    ],
  ];
  const out: number[] = [AID.structuredField];
  for (const reply of replies) out.push(...half(reply.length + 3), 0x81, ...reply);
  return Uint8Array.from(out);
}

function half(value: number): readonly [number, number] {
  return [(value >> 8) & 0xff, value & 0xff];
}

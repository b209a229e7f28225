/**
 * What a display says of itself (Data Stream Programmer's Reference, GA23-0059, chapter "Inbound Structured Fields",
 * "Query Reply"): a field for each thing that it can do, and the summary that names them.
 */
import type { Display } from './display.js';
import { STANDARD } from './display.js';
import { AID, REPLY } from './display-table.js';

/** The structured field that holds a query reply. */
const QUERY_REPLY = 0x81;
/** Coded graphic character set: the Latin 1 set 697 in code page 1047, which is the one of this system. */
const CHARACTER_SET = [0x02, 0xb9, 0x04, 0x17];

/** A query reply without its length. */
type Reply = readonly number[];

/** All that there are, in ascending order, without the summary. */
function replies(display: Display): ReadonlyMap<number, Reply> {
  const { columns, rows } = display.alternate;
  return new Map<number, Reply>([
    // 12/14-bit addressing, no other features, size in cells, units of millimetres, cell size, buffer size
    [
      REPLY.usableArea,
      [
        ...[0x01, 0x00, ...half(columns), ...half(rows), 0x01],
        ...[0x00, 0x0a, 0x02, 0xe5, 0x00, 0x02, 0x00, 0x6f, 0x09, 0x0c],
        ...half(columns * rows),
      ],
    ],
    // no graphic escape and nothing to be loaded; one set, in the machine, with its identifier
    [
      REPLY.characterSets,
      [0x02, 0x00, 0x09, 0x0c, 0x00, 0x00, 0x00, 0x00, 0x07, 0x00, 0x00, 0x00, ...CHARACTER_SET],
    ],
    // eight pairs of code and colour shown
    [
      REPLY.color,
      [
        ...[0x00, 0x08, 0x00, 0xf4],
        ...[0xf1, 0xf1, 0xf2, 0xf2, 0xf3, 0xf3, 0xf4, 0xf4, 0xf5, 0xf5, 0xf6, 0xf6, 0xf7, 0xf7],
      ],
    ],
    // default, blink, reverse, underscore
    [REPLY.highlighting, [0x04, 0x00, 0xf0, 0xf1, 0xf1, 0xf2, 0xf2, 0xf4, 0xf4]],
    // field, extended field, character
    [REPLY.replyModes, [0x00, 0x01, 0x02]],
    // default and alternate size
    [
      REPLY.implicitPartition,
      [
        ...[0x00, 0x00, 0x0b, 0x01, 0x00],
        ...[...half(STANDARD.columns), ...half(STANDARD.rows), ...half(columns), ...half(rows)],
      ],
    ],
  ]);
}

/**
 * The inbound stream that answers a query.
 * @param wanted - the codes of a Query List; all replies when there is none
 */
export function queryReply(display: Display, wanted?: readonly number[]): Uint8Array {
  const all = replies(display);
  const out: number[] = [AID.structuredField];
  const put = (code: number, body: Reply): void => {
    out.push(...half(body.length + 4), QUERY_REPLY, code, ...body);
  };
  const asked = (code: number): boolean => wanted === undefined || wanted.includes(code);
  if (asked(REPLY.summary)) put(REPLY.summary, [REPLY.summary, ...all.keys()]);
  for (const [code, body] of all) if (asked(code)) put(code, body);
  // nothing of what was asked for is there
  if (out.length === 1) put(REPLY.null, []);
  return Uint8Array.from(out);
}

function half(value: number): readonly [number, number] {
  return [(value >> 8) & 0xff, value & 0xff];
}

/**
 * How long orders are in a write to a 3270 display (IBM 3270 Information Display System: Data Stream Programmer's
 * Reference, GA23-0059, "Orders").
 */
import { ORDER } from './display-table.js';

/** Where the order or character at `i` ends; undefined when the stream ends before. */
export function orderEnd(data: Uint8Array, i: number): number | undefined {
  const end = i + lengthOf(data, i);
  return end <= data.length ? end : undefined;
}

/** Its length; more than there is when the byte that would tell it is not there. */
function lengthOf(data: Uint8Array, i: number): number {
  switch (data[i]) {
    case ORDER.setBufferAddress:
    case ORDER.eraseUnprotectedToAddress:
    case ORDER.setAttribute:
      return 3;
    case ORDER.startField:
    case ORDER.graphicEscape:
      return 2;
    case ORDER.startFieldExtended:
    case ORDER.modifyField:
      return 2 + 2 * (data[i + 1] ?? 0);
    case ORDER.repeatToAddress:
      return data[i + 3] === ORDER.graphicEscape ? 5 : 4;
    default:
      return 1;
  }
}

/**
 * A deck that loads itself (Principles of Operation, "Initial Program Loading"): IPL reads 24 bytes of the
 * first card, a PSW and two CCWs. The CCWs read a card of further CCWs and go on there; these read the
 * cards of the program to where they belong, and the next card of CCWs when there are more.
 */
import { assemble } from '../src/cms/assembler/assembler.js';

const CARD = 80;
/** Where cards of CCWs go, in turn; below the program. */
const BUFFERS = [0x200, 0x250] as const;
/** Program cards that one card of CCWs reads. */
const READS = 8;
const COMMAND_CHAIN = 0x40;
const SUPPRESS_LENGTH = 0x20;

function ccw(command: number, address: number, flags: number, count: number): number[] {
  return [
    command,
    (address >> 16) & 255,
    (address >> 8) & 255,
    address & 255,
    flags,
    0,
    count >> 8,
    count & 255,
  ];
}

function card(bytes: readonly number[] | Uint8Array): Uint8Array {
  const out = new Uint8Array(CARD).fill(0x40);
  out.set(bytes);
  return out;
}

/**
 * Assembles a program and puts its loader in front.
 * @returns 80-byte card images one behind the other
 * @throws Error with the statements in error
 */
export function iplDeck(source: string): Uint8Array {
  const program = assemble(source);
  if (program.errors.length > 0) {
    throw new Error(program.errors.map((e) => `line ${e.line}: ${e.message}`).join('\n'));
  }
  return deckOf(program.origin, program.bytes, program.entry);
}

/**
 * The deck of a program that is there as bytes.
 * @param origin - where they go, behind the loader's buffers
 * @param entry - where they are entered, in BC mode with all interruptions masked off
 */
export function deckOf(origin: number, bytes: Uint8Array, entry: number): Uint8Array {
  if (origin < BUFFERS[1] + CARD) throw new Error('the program lies where its loader does');
  const body: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += CARD) body.push(bytes.slice(at, at + CARD));
  const cards = [
    card([
      ...[0, 0, 0, 0, 0, (entry >> 16) & 255, (entry >> 8) & 255, entry & 255],
      ...ccw(0x02, BUFFERS[0], COMMAND_CHAIN | SUPPRESS_LENGTH, CARD),
      ...ccw(0x08, BUFFERS[0], 0, 1),
    ]),
  ];
  for (let first = 0, turn = 0; first < body.length; first += READS, turn++) {
    const group = body.slice(first, first + READS);
    const more = first + READS < body.length;
    const list = group.flatMap((part, i) => {
      const last = !more && i === group.length - 1;
      const flags = (last ? 0 : COMMAND_CHAIN) | SUPPRESS_LENGTH;
      return ccw(0x02, origin + (first + i) * CARD, flags, part.length);
    });
    const next = BUFFERS[(turn + 1) % 2] ?? BUFFERS[0];
    if (more)
      list.push(
        ...ccw(0x02, next, COMMAND_CHAIN | SUPPRESS_LENGTH, CARD),
        ...ccw(0x08, next, 0, 1),
      );
    cards.push(card(list), ...group.map(card));
  }
  const deck = new Uint8Array(cards.length * CARD);
  cards.forEach((one, i) => deck.set(one, i * CARD));
  return deck;
}

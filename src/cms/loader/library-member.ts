/** Members of text libraries: their names, the statements that name them, and the card behind them. */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import { CARD, parseCard } from './text-card.js';

/** Statements of the linkage editor that TXTLIB takes out of a deck. */
const STATEMENTS: readonly string[] = ['NAME', 'ALIAS', 'ENTRY', 'SETSSI'];

/** Operation and operands of a NAME, ALIAS, ENTRY or SETSSI statement; undefined for another card. */
export function linkageStatement(card: Uint8Array): readonly string[] | undefined {
  if (card[0] !== 0x40) return undefined;
  const words = fromEbcdic(card.subarray(0, 72))
    .trim()
    .split(/[\s,()]+/);
  if (!STATEMENTS.includes(words[0]!)) return undefined;
  const operands = words.slice(1).filter((word) => word !== '' && word.length <= 8);
  return [words[0]!, ...operands];
}

/** Names of sections and entry points that an ESD card brings. */
export function memberNames(card: Uint8Array): string[] {
  const parsed = parseCard(card);
  if (parsed.kind !== 'esd') return [];
  return parsed.items
    .filter((item) => (item.kind === 'section' || item.kind === 'label') && item.name !== '')
    .map((item) => item.name);
}

/** The LDT card behind a member. */
export function terminator(entry: string): Uint8Array {
  const card = new Uint8Array(CARD).fill(0x40);
  card[0] = 0x02;
  card.set(toEbcdic('LDT'), 1);
  card.set(toEbcdic(entry.padEnd(8)), 16);
  return card;
}

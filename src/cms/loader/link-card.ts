/**
 * Loading one card after the other (VM/370 CMS Program Logic, "DMSLDR"): sections get their place, text goes into
 * storage, address constants are relocated, at once or when the name that they wait for is there.
 */
import { fault } from '../commands/command-fault.js';
import { message } from '../messages-table.js';
import type { Nucleus } from '../nucleus/nucleus.js';
import { addTo, define, keep, wait } from './address-constants.js';
import { mapLine, mapName, type LinkOutput } from './load-map.js';
import { checkRoom } from './load-room.js';
import { addName, mostNames, type ExternalName, type LoaderState } from './loader-state.js';
import { parseCard, type EsdItem, type RldItem } from './text-card.js';

/** A number of a deck, and what it stands for. */
type DeckItem =
  | {
      readonly kind: 'section';
      readonly name: string;
      readonly address: number;
      readonly origin: number;
      /** False for a duplicate, whose text is passed over. */
      readonly loaded: boolean;
    }
  | { readonly kind: 'name'; readonly name: string; readonly origin: number }
  | { readonly kind: 'pseudo'; readonly name: string };

/** The deck that is being loaded; plain data. */
export interface Deck {
  readonly items: Map<number, DeckItem>;
  /** Lengths from ICS statements. */
  readonly lengths: Map<string, number>;
  /** A section whose length comes with the END card. */
  unsized: string | undefined;
}

/** Most numbers in a deck. */
const MOST_ITEMS = 4096;
/** Most comments that are kept. */
const MOST_HISTORY = 1000;
const MODULE = 'LIO';

/** A deck of which nothing was seen. */
export function newDeck(): Deck {
  return { items: new Map(), lengths: new Map(), unsized: undefined };
}

/** Loads one card of 80 bytes; `ended` when it was the last of a library member. */
export function linkCard(
  n: Nucleus,
  state: LoaderState,
  deck: Deck,
  bytes: Uint8Array,
  output: LinkOutput,
): 'more' | 'ended' {
  const card = parseCard(bytes);
  const { options } = state;
  switch (card.kind) {
    case 'esd':
      for (const item of card.items) symbol(n, state, deck, item, output);
      return 'more';
    case 'txt':
      text(n, deck, card.id, card.address, card.data);
      return 'more';
    case 'rep':
      if (options.replace) mapLine(output, cardImage(bytes));
      text(n, deck, card.id, card.address, card.data);
      return 'more';
    case 'rld':
      for (const item of card.items) relocate(n, state, deck, item);
      return 'more';
    case 'end':
      endDeck(n, state, deck, card);
      return 'more';
    case 'slc':
      setLocation(n, state, card, output);
      return 'more';
    case 'ics':
      if (deck.lengths.size < MOST_ITEMS) deck.lengths.set(card.name, card.length);
      return 'more';
    case 'ldt':
      if (card.name !== '') state.entry.terminate = card.name;
      return 'ended';
    case 'entry':
      mapLine(output, `CONTROL CARD- ${card.text}`);
      state.entry.statement = card.name;
      return 'more';
    case 'library':
      mapLine(output, `CONTROL CARD- ${card.text}`);
      for (const name of card.names) known(state, name, 'reference').never = true;
      return 'more';
    case 'comment':
      if (options.invalid) mapLine(output, card.text);
      if (options.history === true && (state.history ??= []).length < MOST_HISTORY) {
        state.history.push(card.text);
      }
      return 'more';
    case 'invalid':
      // blank lines are no mistake of anybody's
      if (options.invalid && card.text !== '') mapLine(output, `INVALID CARD - ${card.text}`);
      return 'more';
  }
}

function cardImage(bytes: Uint8Array): string {
  const card = parseCard(Uint8Array.of(0x40, ...bytes.subarray(1)));
  return card.kind === 'invalid' ? card.text.trimStart() : '';
}

/** The entry of a name, made when it is not there. */
function known(state: LoaderState, name: string, kind: ExternalName['kind']): ExternalName {
  const entry = state.names.get(name);
  if (entry !== undefined) return entry;
  if (state.names.size >= mostNames(state)) throw fault(MODULE, 116);
  return addName(state, name, kind);
}

/** An item of an ESD card. */
function symbol(
  n: Nucleus,
  state: LoaderState,
  deck: Deck,
  item: EsdItem,
  output: LinkOutput,
): void {
  if (deck.items.size >= MOST_ITEMS) throw fault(MODULE, 169);
  switch (item.kind) {
    case 'section':
    case 'private':
      section(n, state, deck, item, output);
      return;
    case 'label': {
      const owner = deck.items.get(item.id);
      // a label of a section that is not loaded is that of the first
      if (owner?.kind !== 'section' || !owner.loaded) return;
      const address = owner.address + item.address - owner.origin;
      const entry = known(state, item.name, 'label');
      if (entry.address !== undefined) {
        duplicate(state, item.name, output);
        return;
      }
      entry.kind = 'label';
      define(n, state, entry, address & 0xffffff);
      mapName(output, item.name, '', address & 0xffffff);
      return;
    }
    case 'reference':
    case 'weak': {
      const entry = known(state, item.name, item.kind);
      if (entry.kind === 'weak' && item.kind === 'reference') entry.kind = 'reference';
      if (entry.address === undefined) entry.referenced = true;
      deck.items.set(item.id, { kind: 'name', name: item.name, origin: 0 });
      return;
    }
    case 'common': {
      const entry = known(state, item.name, 'common');
      if (entry.address === undefined) {
        entry.kind = 'common';
        entry.length = Math.max(entry.length, item.length);
      }
      deck.items.set(item.id, { kind: 'name', name: item.name, origin: item.address });
      return;
    }
    case 'pseudo':
      pseudo(state, item, output);
      deck.items.set(item.id, { kind: 'pseudo', name: item.name });
      return;
  }
}

function duplicate(state: LoaderState, name: string, output: LinkOutput): void {
  if (!state.options.duplicate) return;
  output.lines.push(message(MODULE, 202, name));
  output.rc = Math.max(output.rc, 4);
}

function section(
  n: Nucleus,
  state: LoaderState,
  deck: Deck,
  item: EsdItem,
  output: LinkOutput,
): void {
  const unnamed = item.kind === 'private' || item.name === '';
  const name = unnamed ? `.${String(state.privates++).padStart(6, '0')}` : item.name;
  const entry = known(state, name, 'section');
  if (entry.address !== undefined) {
    duplicate(state, name, output);
    const { address } = entry;
    deck.items.set(item.id, {
      kind: 'section',
      name,
      address,
      origin: item.address,
      loaded: false,
    });
    return;
  }
  const length = Math.max(item.length, entry.length, deck.lengths.get(name) ?? 0);
  const address = (state.location + 7) & -8;
  checkRoom(n, address, length);
  entry.kind = 'section';
  entry.length = length;
  entry.relocation = address - item.address;
  state.location = address + length;
  state.first = Math.min(state.first ?? address, address);
  state.entry.first ??= address;
  if (length === 0) deck.unsized = name;
  define(n, state, entry, address);
  mapName(output, name, 'SD', address);
  deck.items.set(item.id, { kind: 'section', name, address, origin: item.address, loaded: true });
}

function text(n: Nucleus, deck: Deck, id: number, address: number, data: Uint8Array): void {
  const item = deck.items.get(id);
  if (item?.kind !== 'section' || !item.loaded || data.length === 0) return;
  const at = item.address + address - item.origin;
  checkRoom(n, at, data.length);
  if (!n.machine.store(at, data)) throw fault(MODULE, 109);
}

function relocate(n: Nucleus, state: LoaderState, deck: Deck, item: RldItem): void {
  const place = deck.items.get(item.in);
  // the constants of a section that is not loaded are not there
  if (place?.kind !== 'section' || !place.loaded) return;
  const at = place.address + item.address - place.origin;
  checkRoom(n, at, item.length);
  const constant = { at, length: item.length, negative: item.negative };
  if (item.kind === 'cumulative') {
    wait(state);
    addTo(n, constant, state.pseudoLength);
    state.cumulative.push(constant);
    return;
  }
  const of = deck.items.get(item.of);
  if (of === undefined) return;
  if (of.kind === 'pseudo') {
    const displacement = state.pseudos.get(of.name)?.displacement;
    if (displacement !== undefined) addTo(n, constant, displacement);
    else {
      wait(state);
      state.displacements.push({ ...constant, name: of.name });
    }
    return;
  }
  const entry = state.names.get(of.name);
  if (entry === undefined) return;
  if (of.kind === 'section') {
    addTo(n, constant, of.address - of.origin);
    keep(state, constant, entry);
    return;
  }
  if (of.origin !== 0) addTo(n, constant, -of.origin);
  if (entry.address !== undefined) {
    addTo(n, constant, entry.address);
    keep(state, constant, entry);
    return;
  }
  wait(state);
  entry.waiting.push(constant);
}

function pseudo(state: LoaderState, item: EsdItem, output: LinkOutput): void {
  const alignment = [0, 1, 3, 7].includes(item.alignment) ? item.alignment : 7;
  const register = state.pseudos.get(item.name);
  if (register === undefined) {
    if (state.pseudos.size >= mostNames(state)) throw fault(MODULE, 168);
    const { length } = item;
    state.pseudos.set(item.name, { length, alignment, displacement: undefined });
    return;
  }
  if (register.displacement !== undefined) {
    // it has its place already
    if ((register.displacement & alignment) !== 0 || item.length > register.length) {
      output.lines.push(message(MODULE, 206));
      output.rc = Math.max(output.rc, 4);
    }
    return;
  }
  if (register.alignment !== alignment) {
    output.lines.push(message(MODULE, 206));
    output.rc = Math.max(output.rc, 4);
  }
  register.length = Math.max(register.length, item.length);
  register.alignment = Math.max(register.alignment, alignment);
}

function endDeck(
  n: Nucleus,
  state: LoaderState,
  deck: Deck,
  card: Extract<ReturnType<typeof parseCard>, { kind: 'end' }>,
): void {
  const unsized = deck.unsized === undefined ? undefined : state.names.get(deck.unsized);
  if (unsized?.address !== undefined && card.length > 0) {
    checkRoom(n, unsized.address, card.length);
    unsized.length = card.length;
    state.location = Math.max(state.location, unsized.address + card.length);
  }
  if (card.entry !== undefined) {
    const item = deck.items.get(card.entry.id);
    if (item?.kind === 'section') {
      state.entry.end ??= item.address + card.entry.address - item.origin;
    }
  } else if (card.name !== '') state.entry.end ??= card.name;
  deck.items.clear();
  deck.lengths.clear();
  deck.unsized = undefined;
}

function setLocation(
  n: Nucleus,
  state: LoaderState,
  card: { readonly address: number; readonly name: string },
  output: LinkOutput,
): void {
  let base = 0;
  if (card.name !== '') {
    const address = state.names.get(card.name)?.address;
    if (address === undefined) {
      output.lines.push(message(MODULE, 203, card.name));
      output.rc = Math.max(output.rc, 4);
      return;
    }
    base = address;
  }
  checkRoom(n, base + card.address, 0);
  state.location = base + card.address;
}

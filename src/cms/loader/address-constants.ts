/** Address constants in storage: names get their addresses, and what waited for them is relocated. */
import { fault } from '../commands/command-fault.js';
import type { Nucleus } from '../nucleus/nucleus.js';
import {
  MOST_RELOCATIONS,
  MOST_WAITING,
  type AddressConstant,
  type ExternalName,
  type LoaderState,
} from './loader-state.js';

const MODULE = 'LIO';

/** A name gets its address: whatever waited for it is relocated. */
export function define(n: Nucleus, state: LoaderState, entry: ExternalName, address: number): void {
  entry.address = address;
  for (const constant of entry.waiting) {
    addTo(n, constant, address);
    keep(state, constant, entry);
  }
  n.cost += entry.waiting.length >> 2;
  state.waiting -= entry.waiting.length;
  entry.waiting = [];
}

/** A constant that moves with the program is kept for the relocation of the MODULE. */
export function keep(state: LoaderState, constant: AddressConstant, of: ExternalName): void {
  if (!state.options.relocations || of.kind === 'fixed') return;
  if (state.relocations.length >= MOST_RELOCATIONS) throw fault(MODULE, 116);
  const flags = ((constant.length - 1) << 2) | (constant.negative ? 2 : 0);
  state.relocations.push(((flags << 24) | constant.at) >>> 0);
}

/** Adds to a constant in storage. */
export function addTo(n: Nucleus, constant: AddressConstant, value: number): void {
  const bytes = n.machine.fetch(constant.at, constant.length);
  if (bytes === undefined) throw fault(MODULE, 109);
  let carry = constant.negative ? -value : value;
  for (let i = constant.length - 1; i >= 0; i--) {
    const sum = bytes[i]! + (carry & 0xff);
    bytes[i] = sum;
    carry = (carry >> 8) + (sum >> 8);
  }
  if (!n.machine.store(constant.at, bytes)) throw fault(MODULE, 109);
}

/** One constant more waits; there is a bound. */
export function wait(state: LoaderState): void {
  if (state.waiting >= MOST_WAITING) throw fault(MODULE, 116);
  state.waiting++;
}

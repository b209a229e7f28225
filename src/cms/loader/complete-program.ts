/** What is laid out when all is loaded: common areas and pseudo registers (VM/370 CMS Program Logic, "DMSLDR"). */
import { fault } from '../commands/command-fault.js';
import type { Nucleus } from '../nucleus/nucleus.js';
import { addTo, define } from './address-constants.js';
import { clearStorage } from './clear-storage.js';
import { mapName, type LinkOutput } from './load-map.js';
import { checkRoom } from './load-room.js';
import type { LoaderState } from './loader-state.js';

const MODULE = 'LIO';

/**
 * Lays out what is only known when all is loaded: common areas behind the program, and pseudo registers
 * (START, GENMOD).
 */
export function completeProgram(n: Nucleus, state: LoaderState, output: LinkOutput): void {
  for (const entry of state.names.values()) {
    if (entry.kind !== 'common' || entry.address !== undefined) continue;
    const address = (state.location + 7) & -8;
    checkRoom(n, address, entry.length);
    if (!clearStorage(n, address, entry.length)) throw fault(MODULE, 109);
    state.location = address + entry.length;
    state.first = Math.min(state.first ?? address, address);
    state.entry.first ??= address;
    entry.relocation = address;
    define(n, state, entry, address);
    mapName(output, entry.name, 'CM', address);
  }
  let total = state.pseudoLength;
  for (const [name, register] of state.pseudos) {
    if (register.displacement !== undefined) continue;
    total = (total + register.alignment) & ~register.alignment;
    if (total + register.length > 0xffffff) throw fault(MODULE, 168);
    register.displacement = total;
    total += register.length;
    mapName(output, name, 'PR', register.displacement);
  }
  for (const constant of state.displacements) {
    addTo(n, constant, state.pseudos.get(constant.name)?.displacement ?? 0);
  }
  for (const constant of state.cumulative) addTo(n, constant, total - state.pseudoLength);
  n.cost += (state.displacements.length + state.cumulative.length) >> 2;
  state.waiting -= state.displacements.length;
  state.displacements = [];
  state.pseudoLength = total;
}

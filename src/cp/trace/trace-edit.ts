/** How TRACE, PER and ADSTOP change what is traced in a machine. An edit is done whole or refused. */
import { CALL_LIMIT, INITIAL_SET, SET_LIMIT, TRAP_LIMIT } from './trace-state.js';
import type { TraceSet, TraceState, Trap, TrapKind } from './trace-state.js';

/** A trap as it is defined; one without `id` gets a number. */
export type NewTrap = Omit<Trap, 'id' | 'skipLeft' | 'stopLeft' | 'hits'> & {
  readonly id?: string;
};

/** A change. */
export type TraceEdit =
  | { readonly do: 'query' }
  | { readonly do: 'add'; readonly traps: readonly NewTrap[] }
  | { readonly do: 'delete'; readonly ids: readonly string[] }
  /** All traps of these kinds in the active set. */
  | { readonly do: 'off'; readonly kinds: readonly TrapKind[] }
  /** All traps of the active set, or of a named one. */
  | { readonly do: 'clear'; readonly set?: string }
  /** Everything, or a named set. */
  | { readonly do: 'end'; readonly set?: string }
  | { readonly do: 'goto' | 'call'; readonly set: string }
  | { readonly do: 'return' }
  /** PER SAVE and GET: a set's traps become those of another; the active one when it is not named. */
  | { readonly do: 'copy'; readonly from?: string; readonly to?: string }
  | { readonly do: 'clear-table' }
  | { readonly do: 'adstop'; readonly at: number | undefined };

/** Why an edit was not done, and of what. */
export interface TraceRefusal {
  readonly why: 'no-trap' | 'no-set' | 'too-many' | 'exists' | 'no-call';
  readonly name: string;
}

/** Does an edit; undefined when it is done. */
export function editTrace(state: TraceState, edit: TraceEdit): TraceRefusal | undefined {
  const active = setNamed(state, state.active) ?? addSet(state, state.active);
  switch (edit.do) {
    case 'query':
      return undefined;
    case 'add':
      return add(active, edit.traps);
    case 'delete':
      return remove(active, edit.ids);
    case 'off':
      keep(active, ({ kind }) => !edit.kinds.includes(kind));
      return undefined;
    case 'clear':
      return clear(state, edit.set ?? active.name);
    case 'end':
      return end(state, edit.set);
    case 'goto':
    case 'call':
      return change(state, edit.set, edit.do === 'call');
    case 'return': {
      const back = state.calls.pop();
      if (back === undefined) return { why: 'no-call', name: state.active };
      state.active = back;
      return undefined;
    }
    case 'copy':
      return copy(state, edit.from ?? active.name, edit.to ?? active.name);
    case 'clear-table':
      state.table.length = 0;
      return undefined;
    case 'adstop':
      state.adstop = edit.at;
      return undefined;
  }
}

function setNamed(state: TraceState, name: string): TraceSet | undefined {
  return state.sets.find((set) => set.name === name);
}

function addSet(state: TraceState, name: string): TraceSet {
  const set: TraceSet = { name, traps: [] };
  state.sets.push(set);
  return set;
}

function keep({ traps }: TraceSet, wanted: (trap: Trap) => boolean): void {
  traps.splice(0, traps.length, ...traps.filter(wanted));
}

/** What makes two traps the same: the condition, but not what is done. */
function condition(trap: NewTrap): string {
  const { kind, range, into, codes, registers, mnemonic, data, io } = trap;
  return JSON.stringify([kind, range, into, codes, registers, mnemonic, data, io]);
}

function add(set: TraceSet, wanted: readonly NewTrap[]): TraceRefusal | undefined {
  const traps = [...set.traps];
  for (const trap of wanted) {
    // the same condition again changes what is done, as on VM/370
    const same = traps.findIndex((one) => condition(one) === condition(trap));
    const named = traps.findIndex(({ id }) => id === trap.id);
    if (named >= 0 && named !== same) return { why: 'exists', name: trap.id! };
    const id = trap.id ?? traps[same]?.id ?? freeId(traps);
    const counted: Trap = { ...trap, id, skipLeft: trap.skip, stopLeft: trap.stop, hits: 0 };
    if (same >= 0) traps[same] = counted;
    else traps.push(counted);
  }
  if (traps.length > TRAP_LIMIT) return { why: 'too-many', name: set.name };
  set.traps.splice(0, set.traps.length, ...traps);
  return undefined;
}

function freeId(traps: readonly Trap[]): string {
  let n = 1;
  while (traps.some(({ id }) => id === String(n))) n++;
  return String(n);
}

function remove(set: TraceSet, ids: readonly string[]): TraceRefusal | undefined {
  const missing = ids.find((id) => !set.traps.some((trap) => trap.id === id));
  if (missing !== undefined) return { why: 'no-trap', name: missing };
  keep(set, ({ id }) => !ids.includes(id));
  return undefined;
}

function clear(state: TraceState, name: string): TraceRefusal | undefined {
  const set = setNamed(state, name);
  if (set === undefined) return { why: 'no-set', name };
  keep(set, () => false);
  return undefined;
}

function end(state: TraceState, name: string | undefined): TraceRefusal | undefined {
  if (name === undefined) {
    state.sets.splice(0, state.sets.length, { name: INITIAL_SET, traps: [] });
    state.active = INITIAL_SET;
    state.calls.length = 0;
    return undefined;
  }
  const at = state.sets.findIndex((set) => set.name === name);
  if (at < 0) return { why: 'no-set', name };
  state.sets.splice(at, 1);
  if (setNamed(state, INITIAL_SET) === undefined) addSet(state, INITIAL_SET);
  if (state.active === name) state.active = INITIAL_SET;
  return undefined;
}

/** GOTO and CALL: the set is there from now on. */
function change(state: TraceState, name: string, call: boolean): TraceRefusal | undefined {
  if (setNamed(state, name) === undefined) {
    if (state.sets.length >= SET_LIMIT) return { why: 'too-many', name };
    addSet(state, name);
  }
  if (call) {
    if (state.calls.length >= CALL_LIMIT) return { why: 'too-many', name };
    state.calls.push(state.active);
  } else state.calls.length = 0;
  state.active = name;
  return undefined;
}

function copy(state: TraceState, from: string, to: string): TraceRefusal | undefined {
  const source = setNamed(state, from);
  if (source === undefined) return { why: 'no-set', name: from };
  if (setNamed(state, to) === undefined && state.sets.length >= SET_LIMIT)
    return { why: 'too-many', name: to };
  const target = setNamed(state, to) ?? addSet(state, to);
  const traps = source.traps.map((trap) => ({ ...trap }));
  target.traps.splice(0, target.traps.length, ...traps);
  return undefined;
}

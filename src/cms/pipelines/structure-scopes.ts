/** Where structures are kept: with a set of pipelines, with those that called it, or with CMS (CMS Pipelines, "structure"). */
import type { CmsState } from '../cms-state.js';
import type { Group, PipeSet } from './pipe-set.js';
import type { FindStructure, Structures } from './structure.js';

/** A scope as an operand names it. */
export type Scope = 'SET' | 'CALLER' | 'THREAD';

/** The structures that a set of pipelines has at hand, the nearest first, then those of CMS. */
export function scopesOf(set: PipeSet, group: Group | undefined, thread: Structures): Structures[] {
  const scopes: Structures[] = [];
  for (let at = group; at !== undefined;) {
    if (at.structures !== undefined) scopes.push(at.structures);
    const caller: number | undefined = set.stages[at.caller]?.group;
    at = caller === undefined ? undefined : set.groups[caller];
  }
  return [...scopes, thread];
}

/** The structures that are there until IPL. */
export function threadOf(cms: CmsState): Structures {
  cms.structures ??= new Map();
  return cms.structures;
}

/** Finds a structure among scopes, the nearest first. */
export const finderOf =
  (scopes: readonly Structures[]): FindStructure =>
  (name) =>
    scopes.find((one) => one.has(name))?.get(name);

/** The structures of a scope, to be changed. A set that nobody has called is its own caller. */
export function structuresOf(
  set: PipeSet,
  group: Group,
  thread: Structures,
  scope: Scope,
): Structures {
  if (scope === 'THREAD') return thread;
  const caller = scope === 'CALLER' ? set.stages[group.caller]?.group : undefined;
  const owner = (caller === undefined ? undefined : set.groups[caller]) ?? group;
  owner.structures ??= new Map();
  return owner.structures;
}

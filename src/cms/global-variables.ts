/**
 * The variables of GLOBALV: groups of names and values that outlive EXECs (z/VM: CMS Commands and Utilities Reference,
 * "GLOBALV"). Plain data and bounded.
 */

/** Bytes that all groups may take together. */
const LIMIT = 1 << 20;
/** What a variable costs beside name and value. */
const COST = 32;

/** All groups. */
export interface GlobalVariables {
  /** The group that is used when none is named. */
  selected: string;
  readonly groups: Map<string, Map<string, string>>;
  /** Bytes held. */
  size: number;
  /** The files LASTING and SESSION GLOBALV have been read. */
  loaded: boolean;
  /** When the user logged on, in seconds; and whether SESSION GLOBALV is of this session. */
  logon: number;
  session: boolean;
}

/** The group that is there without SELECT. */
export const UNNAMED = 'UNNAMED';

/** No variables, and nothing read. */
export function newGlobalVariables(): GlobalVariables {
  const groups = new Map<string, Map<string, string>>();
  return { selected: UNNAMED, groups, size: 0, loaded: false, logon: 0, session: false };
}

/** Whether there is room for all of these together. */
export function fitsGlobals(
  globals: GlobalVariables,
  variables: readonly { readonly group: string; readonly name: string; readonly value: string }[],
): boolean {
  const lengths = new Map<string, number>();
  let grown = 0;
  for (const { group, name, value } of variables) {
    const key = `${group} ${name}`;
    const before = lengths.get(key) ?? globals.groups.get(group)?.get(name)?.length;
    grown += value.length - (before ?? -(name.length + COST));
    lengths.set(key, value.length);
  }
  return globals.size + grown <= LIMIT;
}

/** Sets a variable; false when there is no more room. */
export function setGlobal(
  globals: GlobalVariables,
  group: string,
  name: string,
  value: string,
): boolean {
  const variables = globals.groups.get(group) ?? new Map<string, string>();
  const before = variables.get(name);
  const grown =
    before === undefined ? name.length + value.length + COST : value.length - before.length;
  if (globals.size + grown > LIMIT) return false;
  globals.size += grown;
  variables.set(name, value);
  globals.groups.set(group, variables);
  return true;
}

/** The value of a variable; undefined when it is not there. */
export function getGlobal(
  globals: GlobalVariables,
  group: string,
  name: string,
): string | undefined {
  return globals.groups.get(group)?.get(name);
}

/** Takes a group away. */
export function purgeGroup(globals: GlobalVariables, group: string): void {
  const variables = globals.groups.get(group);
  for (const [name, value] of variables ?? []) globals.size -= name.length + value.length + COST;
  globals.groups.delete(group);
}

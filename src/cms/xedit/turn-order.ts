/**
 * What one press of a key asks for, in the order in which it is done: it stands in the list of subcommands that are
 * pending (z/VM: XEDIT User's Guide, "Using Multiple Screens"). What is no subcommand begins with a null, which nobody
 * can type.
 */
import type { Editor } from './editor.js';
import { RUN_PREFIXES } from './prefix/run-prefix.js';
import type { Typed } from './read-screen.js';

/** In front of the number of a view that is to be active from there on. */
const VIEW = '\0VIEW';

/** In front of a key that is to be taken when other things are done, and of the command line behind it. */
const KEY = '\0KEY';

/** A key (undefined: ENTER) that is to be taken when other things are done. */
export function keyEntry(key: number | undefined, command: string): string {
  return `${KEY}${String(key ?? '')} ${command}`;
}

/** An entry that is no subcommand. */
export type TurnEntry =
  | { readonly kind: 'view'; readonly view: number }
  | { readonly kind: 'key'; readonly key: number | undefined; readonly command: string };

/** Reads an entry; undefined for a subcommand. */
export function turnEntry(text: string): TurnEntry | undefined {
  if (text.startsWith(VIEW)) return { kind: 'view', view: Number(text.slice(VIEW.length)) };
  if (!text.startsWith(KEY)) return undefined;
  const [, key = '', command = ''] = /^(\d*) (.*)$/s.exec(text.slice(KEY.length)) ?? [];
  return { kind: 'key', key: key === '' ? undefined : Number(key), command };
}

/** What comes before the key: prefix commands and command lines of other views, prefix commands of the one with the cursor. */
export function orderOf(
  editor: Editor,
  typed: readonly Typed[],
  key: number | undefined,
): string[] {
  const { active, all } = editor.views;
  const list = (one: Typed): string[] => [...one.clearing, ...(one.prefixes ? [RUN_PREFIXES] : [])];
  const before: string[] = [];
  for (const one of typed) {
    if (one.view === active) continue;
    // a key acts in the view with the cursor: what other command lines hold stays there
    const runs = key === undefined && one.command !== '';
    if (!runs) all[one.view]!.commandLine = one.command;
    const todo = [...list(one), ...(runs ? [keyEntry(undefined, one.command)] : [])];
    if (todo.length > 0) before.push(`${VIEW}${String(one.view)}`, ...todo);
  }
  if (before.length > 0) before.push(`${VIEW}${String(active)}`);
  return [...before, ...typed.filter(({ view }) => view === active).flatMap(list)];
}

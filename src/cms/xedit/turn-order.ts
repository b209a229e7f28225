/**
 * What one press of a key asks for, in the order in which it is done: it stands in the list of subcommands that are
 * pending (z/VM: XEDIT User's Guide, "Using Multiple Screens"). What is no subcommand begins with a null, which nobody
 * can type.
 */
import { activeFile, type Editor } from './editor.js';
import { RUN_PREFIXES } from './prefix/run-prefix.js';
import type { Typed } from './read-screen.js';

/** A key that calls the editor. */
export type Key = 'ENTER' | `PF${number}` | `PA${number}`;

/** In front of the number of a view that is to be active from there on. */
const VIEW = '\0VIEW';
/** In front of a key that is to be taken when other things are done, and of the command line behind it. */
const KEY = '\0KEY';
/** In front of a command line that comes behind what a key is set to. */
const LINE = '\0LINE';
/** In front of a subcommand of a key that comes behind the command line. */
const SET = '\0SET';

/** A key that is to be taken when other things are done. */
export function keyEntry(key: Key, command: string): string {
  return `${KEY}${key} ${command}`;
}

/** A command line that is to be run when a key has done its part, if it is there still. */
export function lineEntry(command: string): string {
  return `${LINE}${command}`;
}

/** What a key is set to, to be run behind the command line. */
export function settingEntry(text: string): string {
  return `${SET}${text}`;
}

/** An entry that is no subcommand. */
export type TurnEntry =
  | { readonly kind: 'view'; readonly view: number }
  | { readonly kind: 'key'; readonly key: Key; readonly command: string }
  | { readonly kind: 'line' | 'setting'; readonly text: string };

/** Reads an entry; undefined for a subcommand. */
export function turnEntry(text: string): TurnEntry | undefined {
  if (text.startsWith(VIEW)) return { kind: 'view', view: Number(text.slice(VIEW.length)) };
  if (text.startsWith(LINE)) return { kind: 'line', text: text.slice(LINE.length) };
  if (text.startsWith(SET)) return { kind: 'setting', text: text.slice(SET.length) };
  if (!text.startsWith(KEY)) return undefined;
  const [, key = '', command = ''] = /^(\S*) (.*)$/s.exec(text.slice(KEY.length)) ?? [];
  return { kind: 'key', key: key as Key, command };
}

/** What comes before the key: prefix commands and command lines of other views, prefix commands of the one with the cursor. */
export function orderOf(editor: Editor, typed: readonly Typed[], key: Key): string[] {
  const { active, all } = editor.views;
  // those that were taken in without a key wait for one
  const waits = (view: number): boolean =>
    view === active && activeFile(editor).pending.some(({ kind }) => kind === 'typed');
  const list = ({ view, clearing, prefixes }: Typed): string[] => [
    ...clearing,
    ...(prefixes || waits(view) ? [RUN_PREFIXES] : []),
  ];
  const before: string[] = [];
  for (const one of typed) {
    if (one.view === active) continue;
    // a key acts in the view with the cursor: what other command lines hold stays there
    const runs = key === 'ENTER' && one.command !== '';
    if (!runs) all[one.view]!.commandLine = one.command;
    const todo = [...list(one), ...(runs ? [keyEntry('ENTER', one.command)] : [])];
    if (todo.length > 0) before.push(`${VIEW}${String(one.view)}`, ...todo);
  }
  if (before.length > 0) before.push(`${VIEW}${String(active)}`);
  return [...before, ...typed.filter(({ view }) => view === active).flatMap(list)];
}

/**
 * The views of a session: each has a part of the display, a file of the ring, and a command line of its own (z/VM: XEDIT
 * User's Guide, "Editing Multiple Files"). One of them is active: subcommands act in it.
 */
import type { EditFile } from '../edit-file.js';
import { activeFile, type Editor } from '../editor.js';
import type { Pane } from './pane.js';
import { rectanglesOf, type Split } from './split.js';

/** Makes the active view show the file that is edited. */
function follow(editor: Editor): void {
  const { views } = editor;
  views.all[views.active]!.file = editor.active;
}

/** The file as a view shows it. */
function fileIn(editor: Editor, index: number): EditFile {
  const { views, ring } = editor;
  const file = ring[views.all[index]!.file] ?? activeFile(editor);
  if (index === views.active) return file;
  const place = file.places[index];
  // the current line is given from the start; other views of the file may have their own
  return place === undefined ? file : { ...file, ...place };
}

/** All views, in their order. */
export function panesOf(editor: Editor): Pane[] {
  follow(editor);
  const { views, display } = editor;
  // a terminal that has become too small for the division shows the active view alone
  const rectangles = rectanglesOf(views.split, display);
  const whole = { top: 0, left: 0, ...display };
  return views.all.flatMap((_, index) => {
    const active = index === views.active;
    const rectangle = rectangles?.[index] ?? (active ? whole : undefined);
    if (rectangle === undefined) return [];
    const narrow = rectangle.columns < display.columns;
    const input = active && editor.mode === 'input';
    const nulled = active ? editor.nulled : undefined;
    return [{ ...rectangle, file: fileIn(editor, index), narrow, input, nulled, index }];
  });
}

/** The view in which subcommands act. */
export function activePane(editor: Editor): Pane {
  const found = panesOf(editor).find((pane) => pane.index === editor.views.active);
  if (found === undefined) throw new Error('the active view of an editing session is always shown');
  return found;
}

/** Makes another view active; false when there is none of that number. */
export function switchView(editor: Editor, to: number): boolean {
  const { views } = editor;
  follow(editor);
  const next = views.all[to];
  if (next === undefined) return false;
  if (to === views.active) return true;
  const left = activeFile(editor);
  const { current, column, view } = left;
  left.places = { ...left.places, [views.active]: { current, column, view } };
  const old = views.all[views.active]!;
  old.commandLine = editor.commandLine;
  old.messages = editor.messages;
  views.active = to;
  editor.active = next.file;
  editor.commandLine = next.commandLine;
  editor.messages = next.messages;
  editor.cursor = undefined;
  editor.mode = 'edit';
  const { [to]: place, ...others } = activeFile(editor).places;
  if (place !== undefined) {
    Object.assign(activeFile(editor), place);
    activeFile(editor).places = others;
  }
  return true;
}

/** A file has left the ring: views that showed it show the one that is edited now. */
export function fileLeft(editor: Editor, gone: number): void {
  for (const view of editor.views.all) {
    if (view.file === gone) view.file = editor.active;
    else if (view.file > gone) view.file--;
  }
}

/** Divides the display; false when that is not possible. New views show the next files of the ring. */
export function divide(editor: Editor, split: Split): boolean {
  const rectangles = rectanglesOf(split, editor.display);
  if (rectangles === undefined) return false;
  const { views, ring } = editor;
  follow(editor);
  const [active] = views.all.splice(views.active, 1);
  const others = [active!, ...views.all];
  // numbers of views change with their order
  for (const file of ring) file.places = {};
  views.split = split;
  views.active = 0;
  views.all = rectangles.map(
    (_, i) =>
      others[i] ?? { file: (editor.active + i) % ring.length, commandLine: '', messages: [] },
  );
  // each goes its own way from where its file stands now
  for (const [i, view] of views.all.entries()) {
    const file = ring[view.file];
    if (i === 0 || file === undefined) continue;
    const { current, column, view: first } = file;
    file.places = { ...file.places, [i]: { current, column, view: first } };
  }
  return true;
}

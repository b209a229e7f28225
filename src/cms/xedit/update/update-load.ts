/** A file comes into the ring with its updates applied (z/VM: CMS Commands and Utilities Reference, "XEDIT", update mode). */
import { fromEbcdic } from '../../../shared/ebcdic.js';
import type { StepContext, StepResult } from '../../command.js';
import { CommandFault } from '../../commands/command-fault.js';
import { findFile, modeOf, type FoundFile } from '../../files/disk-state.js';
import { DiskError } from '../../files/volume.js';
import { cardFile } from '../../update/card-file.js';
import { controlStatement, isControlStatement } from '../../update/control-statement.js';
import { applyLevels, startLevels, type NewestUpdate } from '../../update/levels.js';
import { newEditFile, type EditFile } from '../edit-file.js';
import { addToRing } from '../join-ring.js';
import { message, messageLine } from '../messages.js';
import { editorOf, loadFailed, notLoaded, on, type XeditFrame } from '../session-frame.js';
import { append, emptyText } from '../text/text.js';
import type { Opening } from '../xedit-options.js';
import type { Filling, UpdateLoading } from './update-loading.js';
import { SOURCE_COLUMNS, type UpdateComment, type UpdateMode } from './update-mode.js';

/** Records that one step puts into a text. */
const RECORDS = 1000;
const CARD = 80;

/** Begins to read source and updates. */
export function startUpdateLoad(
  context: StepContext,
  frame: XeditFrame,
  fileid: readonly [string, string, string],
  opening: Opening,
): StepResult {
  try {
    const [name] = fileid;
    const source = cardFile(context, 'XUP', ...fileid);
    if (source === undefined) return notThere(frame, fileid.join(' ').replace(/ \*$/, ''));
    const { control, seq8 = true, until } = opening;
    const second = control === undefined ? `${name} UPDATE *` : `${control} CNTRL *`;
    if (control !== undefined && cardFile(context, 'XUP', control, 'CNTRL', '*') === undefined) {
      return notThere(frame, `${control} CNTRL`);
    }
    const levels = startLevels({
      ...{ module: 'XUP', source, second, until, control: control !== undefined, mustBe: false },
      rule: { digits: seq8 ? 8 : 5, label: name.slice(0, 3), keep: true },
    });
    frame.updating = { source: idOf(source), control, levels, told: [], filling: undefined };
  } catch (error) {
    return failed(frame, error);
  }
  return on(frame, 'load', { kind: 'work' });
}

function idOf({ entry, mode }: FoundFile): readonly [string, string, string] {
  return [entry.name, entry.type, `${mode.letter}${String(entry.modeNumber)}`];
}

function notThere(frame: XeditFrame, fileid: string): StepResult {
  return notLoaded(frame, 28, `DMSXIN002E File ${fileid} not found`);
}

/** Return code of faults while updates are applied. */
const UPDATE_FAULT = 32;

function failed(frame: XeditFrame, error: unknown): StepResult {
  const told = frame.updating?.told ?? [];
  frame.updating = undefined;
  if (error instanceof DiskError) return loadFailed(frame, error);
  if (!(error instanceof CommandFault)) throw error;
  return notLoaded(frame, UPDATE_FAULT, ...told, ...error.lines);
}

/** Goes on; undefined when the file has joined the ring. */
export function continueUpdateLoad(
  context: StepContext,
  frame: XeditFrame,
  updating: UpdateLoading,
): StepResult | undefined {
  const more = (): StepResult => on(frame, 'load', { kind: 'work' }, 800);
  try {
    if (updating.filling !== undefined) {
      const { lines, base, inserted, known } = updating.filling;
      const isNew = (record: Uint8Array): boolean => !known.has(record);
      if (!fill(lines) || !fill(base, (record) => known.add(record).size > 0)) return more();
      if (!fill(inserted, isNew)) return more();
      joinRing(context, frame, updating);
      return undefined;
    }
    const { done, told } = applyLevels(context, updating.levels);
    updating.told.push(...told);
    if (!done) return more();
    updating.filling = fillings(frame, updating);
    return more();
  } catch (error) {
    return failed(frame, error);
  }
}

/** Puts some records into a text, those that are wanted; whether all have been looked at. */
function fill(filling: Filling, wanted: (record: Uint8Array) => boolean = () => true): boolean {
  const to = Math.min(filling.records.length, filling.at + RECORDS);
  for (; filling.at < to; filling.at++) {
    const record = filling.records[filling.at]!;
    if (wanted(record)) append(filling.text, record);
  }
  return to === filling.records.length;
}

const filling = (records: readonly Uint8Array[]): Filling => ({
  ...{ records, text: emptyText(), at: 0 },
});

function fillings(frame: XeditFrame, { levels }: UpdateLoading): UpdateLoading['filling'] {
  const { newest, source, original, renumbered } = levels;
  const { merge = false, until } = frame.opening;
  if (newest === undefined) throw new CommandFault(UPDATE_FAULT, [messageLine(message('181E'))]);
  if (merge && renumbered) throw new CommandFault(UPDATE_FAULT, [messageLine(message('597E'))]);
  if (until !== undefined && !levels.stopped) {
    frame.updating?.told.push(messageLine(message('570W', until)));
  }
  const base = merge ? original : newest.before;
  const [lines, inserted] = [filling(source), filling(source)];
  return { lines, base: filling(base), inserted, known: new Set() };
}

/** Comments of an update file with the statements that they stand in front of. */
function commentsOf({ records }: NewestUpdate): readonly UpdateComment[] {
  const comments: UpdateComment[] = [];
  let waiting: string[] = [];
  const settle = (before: number | undefined): void => {
    comments.push(...waiting.map((text) => ({ text, before })));
    waiting = [];
  };
  for (const record of records) {
    const text = fromEbcdic(record);
    if (!isControlStatement(text)) continue;
    const found = controlStatement(text.slice(0, 50));
    if (found.verb === '*') waiting.push(text.trimEnd());
    else if (found.verb === 'I') settle(found.after);
    else if (found.verb === 'D' || found.verb === 'R') settle(found.from);
  }
  settle(undefined);
  return comments;
}

/** The update file that changes go to: the one that was applied last, or a new one on the disk of the source, or A. */
function targetOf(
  context: StepContext,
  { source, levels }: UpdateLoading,
  newest: NewestUpdate,
): readonly [string, string, string] {
  const { disks } = context.cms;
  const writable = (letter: string): boolean => modeOf(disks, letter)?.readOnly === false;
  const [name = '', type = '', mode = ''] = (newest.name ?? '').split(' ');
  if (newest.name !== undefined) return [name, type, writable(mode.charAt(0)) ? mode : 'A1'];
  const letter = source[2].charAt(0);
  return [levels.name, newest.type || 'UPDATE', writable(letter) ? source[2] : 'A1'];
}

function joinRing(context: StepContext, frame: XeditFrame, updating: UpdateLoading): void {
  const { source, control, levels, told, filling: filled } = updating;
  const { newest, rule } = levels;
  const { opening } = frame;
  const file: EditFile = newEditFile(source, 'F', CARD, filled!.lines.text);
  const update: UpdateMode = {
    ...{ version: 1, source, control, rule, merge: opening.merge === true, until: opening.until },
    increment: opening.increment ?? 1,
    base: filled!.base.text,
    inserted: filled!.inserted.text,
    comments: commentsOf(newest!),
    renumbered: opening.merge !== true && levels.newestRenumbers,
  };
  const target = targetOf(context, updating, newest!);
  [file.name, file.type, file.mode] = target;
  file.update = update;
  file.settings.truncation = SOURCE_COLUMNS;
  file.settings.zone = [1, SOURCE_COLUMNS];
  const pairs = [{ first: 1, last: SOURCE_COLUMNS, hex: false }];
  file.screen = { ...file.screen, verify: { on: true, pairs } };
  frame.updating = undefined;
  addToRing(frame, file);
  const editor = editorOf(frame);
  const isNew = findFile(context.cms.disks, ...target) === undefined;
  const creating = isNew ? [messageLine(message('571I'))] : [];
  if (editor.msgmode) editor.messages.push(...told, ...creating);
}

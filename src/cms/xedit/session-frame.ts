/** The frame of the command XEDIT, and how a step of it ends: in the screen, in another effect, in a message. */
import type { Effect, Frame, StepContext, StepResult } from '../command.js';
import type { Exec2State } from '../exec/exec2/exec2-program.js';
import type { RexxProgram } from '../exec/rexx-program.js';
import type { FoundFile } from '../files/disk-state.js';
import type { DiskError } from '../files/volume.js';
import { MAXIMUM_LINES } from './storage-claims.js';
import { takeCursorBack, type DisplaySize, type Editor } from './editor.js';
import { displayOf, eraseWrite } from './full-screen.js';
import type { Loading } from './load.js';
import type { Macros } from './macros.js';
import type { MemberLoading } from './member-loading.js';
import type { Message } from './messages.js';
import { paint } from './paint.js';
import type { Putting } from './putting.js';
import type { ReadRequest } from './read-operands.js';
import type { Saving } from './save.js';
import { show } from './subcommand.js';
import type { UpdateLoading } from './update/update-loading.js';
import type { UpdateSaving } from './update/update-saving.js';
import type { Opening } from './xedit-options.js';

type Phase =
  | 'load'
  | 'get'
  | 'put'
  | 'save'
  | 'erase'
  | 'shown'
  | 'read'
  | 'line'
  | 'reading-shown'
  | 'reading'
  | 'reading-line'
  | 'refreshed'
  | 'copying'
  | 'covered'
  | 'reading-covered'
  | 'unlocked'
  | 'again'
  | 'cms'
  | 'cp'
  | 'typed'
  | 'macro'
  | 'loading-macro'
  | 'building'
  | 'subset'
  | 'subset-command'
  | 'subset-cp';

/** The frame of XEDIT. */
export interface XeditFrame {
  readonly version: 1;
  editor: Editor | undefined;
  display: DisplaySize;
  /** `line`: the terminal has no screen any more, and a subcommand is read as a line. */
  phase: Phase;
  loading: Loading | undefined;
  /** A member of a library that is read (option MEMBER). */
  member?: MemberLoading | undefined;
  /** A file that comes in with its updates. */
  updating?: UpdateLoading | undefined;
  /** The update file that is made of a file, and written. */
  building?: UpdateSaving | undefined;
  /** How the file that comes in is opened. */
  opening: Opening;
  /** The profile has begun, and has not given a subcommand yet: LOAD may come. */
  fresh?: boolean;
  /** Index in the ring of the file in whose place LOAD brings another. */
  replaced?: number | undefined;
  saving: Saving | undefined;
  /** Lines that go to another file. */
  putting: Putting | undefined;
  /** The records that GET takes of the file that it reads. */
  getting: { readonly first: number; readonly count: number };
  /** The file is left when what was saved by itself has been erased. */
  leaving: boolean;
  /** The macro that is run for the first file, as others are for those that join it; undefined: none. */
  readonly profile: string | undefined;
  /** No messages at first (option NOMSG). */
  readonly silent: boolean;
  readonly macros: Macros;
  /** The macro on top, whose variables commands see: the one or the other. */
  rexx?: RexxProgram | undefined;
  exec2?: Exec2State | undefined;
  /** Subcommands that come from outside, one within another: how many macros ran before each. */
  readonly outside: number[];
  /** The whole buffer of the display is being read. */
  buffered?: boolean;
  /** The screen that COPYKEY prints; `reading`: READ waits for a key. */
  copying?: { readonly reading: boolean; readonly screen: Uint8Array | undefined } | undefined;
  /** What READ asks for, while the screen is shown for it. */
  request?: ReadRequest | undefined;
  /** The command that went to CMS, which goes to CP when CMS does not know it. */
  command: string;
  /** The subcommand that named CMS or CP for it; undefined: a word that is no subcommand. */
  named?: 'CMS' | 'CP' | undefined;
}

/** The terminal has no screen. */
export const NO_DISPLAY = 'DMSXIN529E XEDIT is only valid in display mode';

/** Stands for the screen while a macro runs, which goes on in its place. */
const NOTHING_SHOWN = { kind: 'display-write', command: 0x01, stream: new Uint8Array() } as const;
/** Asks for an effect; the session goes on in `phase`. */
export function on(
  frame: XeditFrame,
  phase: XeditFrame['phase'],
  effect: Effect,
  cost = 300,
): StepResult {
  frame.phase = phase;
  return { effect, frame: frame as unknown as Frame, cost };
}

/** The session, which there is from the first file on. */
export function editorOf(frame: XeditFrame): Editor {
  if (!frame.editor) throw new Error('XEDIT has no file yet');
  return frame.editor;
}

/** Lets commands see the variables of the macro that is on top now. */
export function exposeMacro(frame: XeditFrame): void {
  const macro = frame.macros.running.at(-1);
  frame.rexx = macro?.rexx;
  frame.exec2 = macro?.exec2;
}

/** Shows the screen; while a macro or another program gives subcommands, that goes on instead. */
export function showScreen(frame: XeditFrame): StepResult {
  if (frame.macros.running.length > 0 || frame.outside.length > 0)
    return on(frame, 'shown', NOTHING_SHOWN, 0);
  return drawScreen(frame, 'shown');
}

/** Draws the screen, whatever runs. Its alarm is due until the terminal has the screen: `alarmSounded`. */
export function drawScreen(frame: XeditFrame, phase: XeditFrame['phase']): StepResult {
  const editor = editorOf(frame);
  takeCursorBack(editor);
  const command = eraseWrite(editor.display);
  const stream = paint(editor);
  if (editor.alarm) stream[0]! |= SOUND_ALARM;
  const linesFirst = phase === 'shown';
  return on(frame, phase, { kind: 'display-write', command, stream, linesFirst });
}

/** The terminal has the screen that was drawn: later ones are silent, unless something new is to be heard. */
export function alarmSounded(frame: XeditFrame): void {
  editorOf(frame).alarm = false;
}

/** Whether a step has come to the screen that waits for the next key, so that what else is to be done comes before. */
export function atScreen(result: StepResult): boolean {
  if (!('effect' in result) || result.effect.kind !== 'display-write') return false;
  return (result.frame as unknown as XeditFrame).phase === 'shown';
}

/** The screen, with lines of an answer as messages. */
export function withLines(frame: XeditFrame, lines: readonly string[]): StepResult {
  editorOf(frame).messages.push(...lines);
  return showScreen(frame);
}

/** In the write control character: the alarm sounds. */
const SOUND_ALARM = 0x04;

/** The terminal may have another size by now, or be another one; returns whether its size is another. */
export function fit(context: StepContext, frame: XeditFrame): boolean {
  const { rows, columns } = frame.display;
  frame.display = displayOf(context) ?? frame.display;
  if (frame.editor) frame.editor.display = frame.display;
  return frame.display.rows !== rows || frame.display.columns !== columns;
}

/** Shows a message in place of what was asked for; macros see its return code. */
export function refuse(frame: XeditFrame, m: Message): StepResult {
  const editor = editorOf(frame);
  editor.pending = [];
  frame.macros.rc = REFUSED[m.id.slice(-4)] ?? 5;
  show(editor, m);
  return showScreen(frame);
}

/** Return codes that macros see of messages about files. */
const REFUSED: Readonly<Record<string, number>> = {
  ...{ '002E': 28, '024E': 3, '594E': 3, '037E': 12, '048E': 24, '062E': 20, '069E': 36 },
  ...{ '508E': 3, '105S': 100, '107S': 13, '542E': -1, '557S': 4, '631E': 4, '599S': 32 },
};

/** The macro for files that no other is named for. */
const USUAL_PROFILE = 'PROFILE';

/** The macro to be run for the file that has just joined the ring; the one that XEDIT was called with is its first file's. */
export function profileOf(frame: XeditFrame): string | undefined {
  const { profile } = frame.opening;
  if (profile !== undefined) return profile === '' ? undefined : profile;
  if (frame.profile === undefined || editorOf(frame).ring.length === 1) return frame.profile;
  return USUAL_PROFILE;
}

/** A file has not been opened; without another one, the session ends. */
export function notLoaded(frame: XeditFrame, rc: number, ...lines: string[]): StepResult {
  frame.loading = undefined;
  frame.replaced = undefined;
  if (!frame.editor) return { rc, lines };
  frame.editor.pending = [];
  frame.editor.messages.push(...lines);
  frame.macros.rc = rc;
  return showScreen(frame);
}

/** A file cannot be read. */
export function loadFailed(frame: XeditFrame, error: DiskError): StepResult {
  return notLoaded(frame, 100, `DMSXIN104S Error 3 reading file from disk (${error.reason})`);
}

/** The message of a file that the work space does not hold. */
export function largeFile(fileid: string): string {
  return `DMSXIN132S File ${fileid} is too large`;
}

/** A file of more lines than the editor takes: to be cut without a word would be to lose them at FILE. */
export function tooLarge(frame: XeditFrame, { entry, mode }: FoundFile): StepResult | undefined {
  if (entry.records <= MAXIMUM_LINES) return undefined;
  const fileid = `${entry.name} ${entry.type} ${mode.letter}${entry.modeNumber}`;
  return notLoaded(frame, 88, largeFile(fileid));
}

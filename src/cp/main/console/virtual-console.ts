/**
 * The console of a virtual machine (or the logo): keys in, output and full-screen writes out, status.
 * The rules are those of a 3270 under VM (IBM VM/370 "Terminal User's Guide", GC20-1810); our extensions
 * are the type-ahead queue and that output goes on, and is kept, while no session is in front.
 */
import type { ReadOperation } from '../../../devices/display/display-table.js';
import {
  RING_ALARM,
  RING_CP,
  RING_DISPLAY,
  RING_LINE,
  RING_ROOM,
  RING_TEXT,
} from '../../../devices/backing.js';
import { fromEbcdic } from '../../../shared/ebcdic.js';
import type { TerminalKey } from '../../ports/console.js';
import type {
  ConnectableConsole,
  ConsoleOptions,
  TerminalShape,
  TypedAhead,
} from './connectable-console.js';
import type { ConsoleSettings, MachineStatus } from './console-host.js';
import type { ConsoleState, OutputLine } from './console-state.js';
import { TYPE_AHEAD_LIMIT, newConsoleState } from './console-state.js';
import { lineKeys } from './full-screen.js';
import { emptyInput } from './input-line.js';
import { LineKeys } from './line-keys.js';
import type { ConsoleContext, ConsoleListener } from './output-flow.js';
import { OutputFlow } from './output-flow.js';
import { ProgramScreen } from './program-screen.js';
import { TypedLines } from './typed-lines.js';

/** Makes a console. */
export function makeConsole(options: ConsoleOptions): ConnectableConsole {
  return new Console(options);
}

/** Rows left free on a page that a session finds, for the lines that CP greets it with. */
const GREETING_ROWS = 8;
/**
 * Characters of guest output that one PA1 drops, or shows without MORE..., at most: a guest that goes on
 * writing is held again.
 */
const DROP_LIMIT = 64 * 1024;

/** `PF01` to `PF24`. */
const pfName = (number: number): string => `PF${String(number).padStart(2, '0')}`;

class Console implements ConnectableConsole {
  readonly state: ConsoleState;
  readonly systemName: string;
  readonly #context: ConsoleContext;
  readonly #output: OutputFlow;
  readonly #typed: TypedLines;
  readonly #keys: LineKeys;
  readonly #program: ProgramScreen;
  /** Characters of guest output that PA1 still drops. */
  #dropping = 0;

  constructor({ host, clock, systemName, settings, timeOfDay, written }: ConsoleOptions) {
    this.state = written ?? newConsoleState(settings);
    this.systemName = systemName.slice(0, 8);
    const hostTime = (now: number): string => new Date(now).toTimeString().slice(0, 8);
    this.#context = {
      state: this.state,
      host,
      clock,
      timeOfDay: () => (timeOfDay ?? hostTime)(clock.now()),
      listener: undefined,
      spool: undefined,
    };
    this.#output = new OutputFlow(this.#context);
    this.#output.timeout = () => this.#nextPage();
    this.#typed = new TypedLines(this.#context, this.#output);
    this.#keys = new LineKeys(this.#context, this.#output, this.#typed, {
      nextPage: () => this.#nextPage(),
      cpOutput: (text) => this.cpOutput(text),
      entered: () => {
        this.#dropping = 0;
        this.#output.flow(0);
      },
    });
    this.#program = new ProgramScreen(this.#context, this.#output, this.#typed, this.#keys);
  }

  get settings(): ConsoleSettings {
    return this.state.settings;
  }

  get terminal(): TerminalShape {
    return this.state.terminal;
  }

  get connected(): boolean {
    return this.#context.listener !== undefined;
  }

  change(settings: Partial<ConsoleSettings>): void {
    this.state.settings = { ...this.state.settings, ...settings };
  }

  spool(receiver: ((line: string) => void) | undefined): void {
    this.#context.spool = receiver;
  }

  cpWorks(work: Promise<unknown>): void {
    this.#typed.waitFor(work);
  }

  maskNext(): void {
    this.state.masked = true;
    this.#changed();
  }

  connect(listener: ConsoleListener, terminal: TerminalShape): void {
    const { state } = this;
    const alone = this.#context.listener === undefined;
    state.terminal = { ...terminal };
    this.#context.listener = listener;
    if (terminal.screen && alone) this.#output.settle(state.missed > 0 ? GREETING_ROWS : 0);
    if (!terminal.screen && state.missed > 0) {
      for (const line of state.recent.slice(-state.missed)) listener.shown(line);
    }
    state.missed = 0;
    state.unseen = false;
    this.#context.host.terminalChanged?.();
    listener.changed();
  }

  disconnect(listener: ConsoleListener): void {
    if (this.#context.listener !== listener) return;
    this.#context.listener = undefined;
    this.state.masked = false;
    if (this.state.covered && this.state.hold !== 'none') this.#program.uncover();
    this.#output.unhold();
  }

  resize(columns: number, rows: number): void {
    this.state.terminal = { ...this.state.terminal, columns, rows };
    this.#context.host.terminalChanged?.();
    this.#output.resized();
    this.#changed();
  }

  cpOutput(text: string): void {
    this.prefixed(this.#context.host.linePrefix?.() ?? '', text);
  }

  prefixed(prefix: string, text: string): void {
    const tellLost = this.state.owner === 'display' ? this.#program.cover() : undefined;
    for (const line of text.split('\n')) {
      this.#output.add({ text: prefix + line, kind: 'cp', partial: false });
    }
    const { state } = this;
    const held = state.covered && this.#output.paged && state.status !== 'CP READ';
    if (held && state.hold === 'none') this.#output.hold(state.settings.hold ? 'holding' : 'more');
    // told last: the program may repaint at once, and must find the screen held
    tellLost?.();
  }

  guestRecord(kind: number, bytes: Uint8Array): boolean {
    switch (kind) {
      case RING_ALARM:
        this.#context.listener?.alarm();
        return true;
      case RING_LINE:
      case RING_TEXT:
        return this.#guestText(fromEbcdic(bytes), kind === RING_TEXT);
      case RING_DISPLAY:
        return this.#program.write(bytes[0] ?? 0, bytes.subarray(1));
      case RING_CP:
        return this.#traceLine(fromEbcdic(bytes));
      case RING_ROOM:
        return this.#dropping > 0 || this.#output.roomForGuest();
      default:
        // nothing that we know: dropped, as the ring's record is well formed and must not stay
        return true;
    }
  }

  status(status: MachineStatus): void {
    const { state } = this;
    if (state.status === status) return;
    state.status = status;
    // a program that reads a line has done with its screen
    if (status === 'VM READ' && state.owner === 'display') this.#program.backToLines();
    if (status === 'CP READ') {
      if (state.owner === 'display') this.#program.cover()();
      // in CP READ its person must be able to go on: the program's screen comes back after BEGIN
      if (state.covered && state.hold !== 'none') this.#output.turnKeeping();
    }
    this.#typed.feed();
    if (status !== 'CP READ' && this.connected) this.#context.host.drain();
    this.#changed();
  }

  accepted(): void {
    this.#typed.accepted();
    if (this.state.refused && this.state.queueBytes < TYPE_AHEAD_LIMIT / 2) this.#keys.unrefuse();
  }

  guestReset(): void {
    const { state } = this;
    this.#dropping = 0;
    state.display = undefined;
    state.keys = [];
    state.covered = false;
    state.owner = 'lines';
    state.pending = state.pending.filter((line) => line.kind !== 'guest');
    this.#typed.takeBack();
    this.#changed();
  }

  displayRead(operation: ReadOperation, chained = false): Uint8Array {
    return this.#program.read(operation, chained);
  }

  get displayValid(): boolean {
    return this.state.displayValid;
  }

  line(text: string): void {
    const { state } = this;
    if (state.owner === 'display' && state.display) {
      // a terminal without a screen before a full-screen program: the line goes into the field at the cursor
      for (const key of lineKeys(text)) this.#program.press(key);
      return;
    }
    this.#keys.enter(text);
    if (state.refused) this.#context.listener?.shown(REFUSED_LINE);
  }

  drained(): void {
    this.#context.host.drain();
  }

  takeTyped(): TypedAhead {
    const { input } = this.state;
    this.state.input = emptyInput();
    return { lines: this.#typed.takeTyped(), input };
  }

  giveTyped({ lines, input }: TypedAhead): void {
    for (const text of lines) this.line(text);
    if (this.state.input.text === '' && this.state.owner === 'lines') this.state.input = input;
    this.#changed();
  }

  key(key: TerminalKey): void {
    if (this.#breaks(key)) this.#break();
    else if (this.state.owner === 'display') this.#program.press(key);
    else this.#keys.press(key);
    this.#changed();
  }

  /** CLEAR, PA2 or the timer: the next page, and after CP's last one the program's screen. */
  #nextPage(): void {
    const { state } = this;
    const covered = state.covered && state.status !== 'CP READ';
    if (covered && state.pending.length === 0) this.#program.uncover();
    this.#output.turn();
    if (covered && state.covered && this.#output.paged) {
      this.#output.hold(state.settings.hold ? 'holding' : 'more');
    }
  }

  /** Whether a key enters CP: PA1, and before the screen of a program the one that TERMINAL BRKKEY names. */
  #breaks(key: TerminalKey): boolean {
    const { state, host } = this.#context;
    if (host.programBreak === true || (key.kind !== 'pa' && key.kind !== 'pf')) return false;
    const wanted = state.owner === 'display' ? state.settings.breakKey : 'PA1';
    return wanted === (key.kind === 'pa' ? `PA${key.number}` : pfName(key.number));
  }

  /** PA1: what is held is dropped, what is under way is shown without MORE..., and CP is entered. */
  #break(): void {
    const { state } = this;
    if (state.hold !== 'none') {
      this.#output.drop();
      // goes on until its person enters something: the ring is emptied little by little
      this.#dropping = DROP_LIMIT;
      this.#context.host.drain();
    } else this.#output.flow(DROP_LIMIT);
    state.unseen = false;
    this.#context.host.enterCp();
  }

  /** A line of CP that must not run ahead of its reader. */
  #traceLine(text: string): boolean {
    if (this.#dropping > 0) {
      this.#dropping -= text.length + 1;
      return true;
    }
    if (!this.#output.roomForGuest()) return false;
    // who made it has put in front of it which processor it is about
    this.prefixed('', text.trimEnd());
    return true;
  }

  #guestText(text: string, partial: boolean): boolean {
    const { state } = this;
    if (this.#dropping > 0) {
      this.#dropping -= text.length + 1;
      return true;
    }
    if (!this.#output.roomForGuest()) return false;
    // the program itself goes back to lines
    const leaves = state.owner === 'display';
    if (leaves) state.page = [];
    state.owner = 'lines';
    state.covered = false;
    const bell = text.includes('\u0007');
    if (bell) this.#context.listener?.alarm();
    const clean = bell ? text.replaceAll('\u0007', '') : text;
    const lines = clean
      .replaceAll('\r', '')
      .replaceAll('\u0000', ' ')
      .split(/[\n\u0085]/);
    // a line end at the very end adds no empty line, but ends the one before it
    const ended = lines.length > 1 && lines.at(-1) === '';
    if (ended) lines.pop();
    lines.forEach((line, n) => {
      const open = partial && !ended && n === lines.length - 1;
      this.#output.add({ text: open ? line : line.trimEnd(), kind: 'guest', partial: open });
    });
    if (leaves) this.#program.backToLines();
    return true;
  }

  #changed(): void {
    this.#context.listener?.changed();
  }
}

const REFUSED_LINE: OutputLine = { text: 'NOT ACCEPTED', kind: 'cp', partial: false };

/** A console with a host that notes what it is asked, a virtual clock and a person with keys. */
import type { ConsoleHost } from '../../../../src/cp/main/console/console-host.js';
import type { TerminalSession } from '../../../../src/cp/main/console/session.js';
import { makeSession } from '../../../../src/cp/main/console/session.js';
import type { ConnectableConsole } from '../../../../src/cp/main/console/connectable-console.js';
import { makeConsole } from '../../../../src/cp/main/console/virtual-console.js';
import type { ConsoleView, Screen, TerminalKey } from '../../../../src/cp/ports/console.js';
import { RING_LINE } from '../../../../src/devices/backing.js';
import { fromEbcdic, toEbcdic } from '../../../../src/shared/ebcdic.js';
import type { Clock, Timer } from '../../../../src/shared/clock.js';

/** A clock that stands still until it is moved. */
export class StandingClock implements Clock {
  time = 0;
  #timers: { at: number; action: () => void }[] = [];

  now(): number {
    return this.time;
  }

  monotonic(): number {
    return this.time;
  }

  after(milliseconds: number, action: () => void): Timer {
    const timer = { at: this.time + milliseconds, action };
    this.#timers.push(timer);
    return {
      cancel: () => {
        this.#timers = this.#timers.filter((other) => other !== timer);
      },
    };
  }

  defer(action: () => void): void {
    this.after(0, action);
  }

  get waiting(): number {
    return this.#timers.length;
  }

  /** Moves time on, firing what falls due in order. */
  advance(milliseconds: number): void {
    const end = this.time + milliseconds;
    for (;;) {
      const next = this.#timers.filter((t) => t.at <= end).sort((a, b) => a.at - b.at)[0];
      if (!next) break;
      this.#timers = this.#timers.filter((t) => t !== next);
      this.time = Math.max(this.time, next.at);
      next.action();
    }
    this.time = end;
  }
}

/** What stands in for a machine: a ring of records, and notes of all that the console asked. */
export class NotingHost implements ConsoleHost {
  readonly cp: string[] = [];
  readonly guest: string[] = [];
  readonly notes: string[] = [];
  /** Records that the console has refused so far. */
  readonly ring: { kind: number; bytes: Uint8Array }[] = [];
  console: ConnectableConsole | undefined;
  onCp: (text: string) => void | Promise<void> = () => undefined;

  cpLine(text: string): void | Promise<void> {
    this.cp.push(text);
    return this.onCp(text);
  }

  guestLine(bytes: Uint8Array): void {
    this.guest.push(fromEbcdic(bytes));
  }

  /** Whether the guest lets a line go that it was given. */
  lets = true;

  withdrawLine(): Promise<boolean> {
    this.notes.push('withdraw');
    return Promise.resolve(this.lets);
  }

  attention(): void {
    this.notes.push('attention');
  }

  enterCp(): void {
    this.notes.push('enter-cp');
    this.console?.status('CP READ');
  }

  externalKey(): void {
    this.notes.push('external');
  }

  displayLost(): void {
    this.notes.push('display-lost');
  }

  drain(): void {
    while (this.ring.length > 0) {
      const { kind, bytes } = this.ring[0]!;
      if (!this.console?.guestRecord(kind, bytes)) return;
      this.ring.shift();
    }
  }

  /** The guest writes; what the console does not take stays in the ring. */
  write(kind: number, bytes: Uint8Array): void {
    this.ring.push({ kind, bytes });
    if (this.ring.length === 1) this.drain();
  }

  types(text: string): void {
    this.write(RING_LINE, toEbcdic(text));
  }
}

/** A view that keeps what it is told. */
export class NotingView implements ConsoleView {
  changes = 0;
  alarms = 0;
  readonly lines: string[] = [];
  closed: string | undefined;
  full = false;
  #open = '';

  changed(): void {
    this.changes++;
  }

  line(text: string, partial: boolean): void {
    this.#open += text;
    if (partial) return;
    this.lines.push(this.#open);
    this.#open = '';
  }

  alarm(): void {
    this.alarms++;
  }

  congested(): boolean {
    return this.full;
  }

  close(text?: string): void {
    this.closed = text ?? '';
  }
}

/** A person at a console. */
export interface Person {
  readonly console: ConnectableConsole;
  readonly host: NotingHost;
  readonly clock: StandingClock;
  readonly view: NotingView;
  readonly session: TerminalSession;
  type(text: string): void;
  enter(text?: string): void;
  press(key: TerminalKey): void;
  pf(number: number): void;
  /** Rows of the screen as text, without blanks at the end. */
  rows(): string[];
  /** The output area without empty rows. */
  output(): string[];
  status(): string;
  lost(): number;
}

/** Sits a person down at a new console (or one that exists). */
export function sitDown(
  terminal = { screen: true, columns: 80, rows: 24 },
  at?: Pick<Person, 'console' | 'host' | 'clock'>,
): Person {
  const clock = at?.clock ?? new StandingClock();
  const host = at?.host ?? new NotingHost();
  const console = at?.console ?? makeConsole({ host, clock, systemName: 'VMTS' });
  host.console = console;
  const view = new NotingView();
  let lost = 0;
  const session = makeSession({ view, terminal, lost: () => lost++ });
  session.show(console);
  const press = (key: TerminalKey): void => {
    session.key(key);
  };
  const type = (text: string): void => {
    for (const character of text) press({ kind: 'character', character });
  };
  const rows = (): string[] => textOf(session.screen()).map((row) => row.trimEnd());
  return {
    console,
    host,
    clock,
    view,
    session,
    type,
    press,
    rows,
    enter(text = '') {
      type(text);
      press({ kind: 'enter' });
    },
    pf: (number) => {
      press({ kind: 'pf', number });
    },
    output: () =>
      rows()
        .slice(0, -2)
        .filter((row) => row !== ''),
    status: () => {
      const last = textOf(session.screen()).at(-1)!;
      return last
        .slice(last.length < 42 ? -12 : -20)
        .replace(/ VMTS *$/, '')
        .trim();
    },
    lost: () => lost,
  };
}

/** The rows of a screen, each exactly as wide as the screen is. */
export function textOf(screen: Screen): string[] {
  return screen.lines.map((runs) => runs.map((run) => run.text).join(''));
}

/** Somebody at a terminal with a screen, in this thread: types keys, presses keys, reads the screen's rows. */
import type { ConsoleView, Session, TerminalKey } from '../../src/cp/ports/console.js';
import type { SessionService } from '../../src/cp/ports/console.js';

/** Names of keys as scenarios write them. */
const KEYS: Readonly<Record<string, TerminalKey>> = {
  ENTER: { kind: 'enter' },
  CLEAR: { kind: 'clear' },
  PA1: { kind: 'pa', number: 1 },
  PA2: { kind: 'pa', number: 2 },
  PA3: { kind: 'pa', number: 3 },
  TAB: { kind: 'tab' },
  HOME: { kind: 'home' },
  EOF: { kind: 'erase-eof' },
};

/** A key by its name. */
export function keyNamed(name: string): TerminalKey {
  const pf = /^PF(\d+)$/.exec(name)?.[1];
  const key = pf === undefined ? KEYS[name] : ({ kind: 'pf', number: Number(pf) } as const);
  if (key === undefined) throw new Error(`no such key: ${name}`);
  return key;
}

/** The person. Every change of the screen's text is kept, so that two runs can be compared. */
export class ScreenPerson implements ConsoleView {
  readonly userid: string;
  readonly session: Session;
  /** Every screen that was different from the one before, as it stood when all was at rest. */
  readonly screens: string[] = [];
  /** Keeps screens that go by, too, not only those at which all was at rest. */
  everyScreen = false;
  closed = false;
  farewell = '';
  alarms = 0;

  constructor(service: SessionService, userid: string, columns = 80, rows = 24) {
    this.userid = userid;
    this.session = service.open(userid, '127.0.0.1:50000', this, { screen: true, columns, rows });
  }

  changed(): void {
    // asked for when it is wanted
    if (this.everyScreen) this.snapshot();
  }

  line(): void {
    // the screen shows it
  }

  alarm(): void {
    this.alarms++;
  }

  close(text = ''): void {
    this.closed = true;
    this.farewell = text;
  }

  /** Types characters. */
  type(text: string): void {
    for (const character of text) this.session.key({ kind: 'character', character });
  }

  /** Types a line and presses ENTER. */
  enter(text: string): void {
    this.type(text);
    this.session.key({ kind: 'enter' });
  }

  /** Presses a key. */
  key(name: string): void {
    this.session.key(keyNamed(name));
  }

  /** The rows of the screen without trailing blanks; after the end, what was said last. */
  rows(): readonly string[] {
    if (this.closed) return this.farewell.split('\n');
    const { lines } = this.session.screen();
    return lines.map((runs) =>
      runs
        .map(({ text }) => text)
        .join('')
        .replaceAll('\u0000', ' ')
        .trimEnd(),
    );
  }

  /** The rows, one string. */
  get text(): string {
    return this.rows().join('\n');
  }

  /** Keeps the screen as it is now, when it is another than the last. */
  snapshot(): void {
    const { text } = this;
    if (this.screens.at(-1) !== text) this.screens.push(text);
  }
}

/**
 * A session on a line without a screen: output as it comes, input line by line. On a terminal that sends
 * each key (TERM=dumb) it echoes and edits; without one (`ssh -T`) the client has done so.
 */
import type { Clock } from '../shared/clock.js';
import type { ConsoleView, Session, TerminalKey } from '../cp/ports/console.js';
import { KeyDecoder } from './key-decoder.js';
import type { TerminalPort } from './terminal-port.js';
import { LINE_BACKLOG, stripControls } from './terminal-port.js';

/** Characters that a line may have. */
const LONGEST_LINE = 16 * 1024;
/** Milliseconds between looks at whether a congested line has room again. */
const LOOK_TIME = 50;

/** A view on a line. Call {@link LineView.start} when the session is open. */
export class LineView implements ConsoleView {
  readonly #port: TerminalPort;
  readonly #clock: Clock;
  readonly #decoder: KeyDecoder;
  /** Each key comes as it is pressed, and nobody but us echoes it. */
  readonly #raw: boolean;
  #session: Session | undefined;
  #typed = '';
  #masked = false;
  #refused = 0;
  #cut = false;
  /** An output line has been begun and not ended. */
  #open = false;
  #looking = false;
  #over = false;

  constructor(port: TerminalPort, clock: Clock, raw: boolean) {
    this.#port = port;
    this.#clock = clock;
    this.#raw = raw;
    this.#decoder = new KeyDecoder(clock, {
      key: (key) => this.#key(key),
      refused: () => {
        this.#refused++;
        this.#add('?');
      },
    });
  }

  start(session: Session): void {
    this.#session = session;
  }

  input(bytes: Uint8Array): void {
    if (!this.#over) this.#decoder.feed(bytes);
  }

  resize(columns: number, rows: number): void {
    this.#session?.resize(columns, rows);
  }

  changed(): void {
    // lines are sent as they come
  }

  line(text: string, partial: boolean): void {
    if (this.#over) return;
    // output comes between: what is being typed is written again behind it
    const again = this.#raw && !this.#open && this.#typed !== '' ? this.#typed : '';
    if (again !== '') this.#port.write('\r\n');
    this.#port.write(stripControls(text) + (partial ? '' : this.#lineEnd()));
    this.#open = partial;
    if (again !== '' && !partial) this.#echo(again);
  }

  alarm(): void {
    if (this.#raw) this.#port.write('\u0007');
  }

  mask(on: boolean): void {
    this.#masked = on;
  }

  congested(): boolean {
    if (this.#port.backlog() <= LINE_BACKLOG) return false;
    if (!this.#looking) {
      this.#looking = true;
      this.#look();
    }
    return true;
  }

  close(text?: string): void {
    if (this.#over) return;
    this.#stop();
    if (text !== undefined && text !== '') {
      this.#port.write(stripControls(text).replaceAll('\n', this.#lineEnd()) + this.#lineEnd());
    }
    this.#port.end();
  }

  /** No more will be typed: a last line without line end still counts. */
  inputEnded(): void {
    if (!this.#over && this.#typed !== '') this.#enter();
  }

  /** The line is gone. Idempotent. */
  gone(): void {
    if (!this.#over) this.#stop();
    this.#session?.dropped();
    this.#session = undefined;
  }

  #stop(): void {
    this.#over = true;
    this.#decoder.stop();
  }

  #look(): void {
    this.#clock.after(LOOK_TIME, () => {
      if (this.#over) return;
      if (this.#port.backlog() > LINE_BACKLOG) {
        this.#look();
        return;
      }
      this.#looking = false;
      this.#session?.drained?.();
    });
  }

  #key(key: TerminalKey): void {
    switch (key.kind) {
      case 'character':
        this.#add(key.character);
        break;
      case 'tab':
        this.#add(' ');
        break;
      case 'enter':
        this.#enter();
        break;
      case 'backspace':
        if (this.#typed === '') break;
        this.#typed = this.#typed.slice(0, -1);
        if (this.#raw && !this.#masked) this.#port.write('\b \b');
        break;
      case 'erase-input':
        if (this.#raw && !this.#masked) this.#port.write('\b \b'.repeat(this.#typed.length));
        this.#typed = '';
        break;
      case 'pa':
      case 'pf':
      case 'clear':
        this.#session?.key(key);
        break;
      default:
    }
  }

  #add(character: string): void {
    if (this.#typed.length >= LONGEST_LINE) {
      this.#cut = true;
      return;
    }
    this.#typed += character;
    this.#echo(character);
  }

  #echo(text: string): void {
    if (this.#raw && !this.#masked) this.#port.write(text);
  }

  #enter(): void {
    const line = this.#typed;
    this.#typed = '';
    this.#open = false;
    if (this.#raw) this.#port.write('\r\n');
    if (this.#refused > 0)
      this.line(`* ${this.#refused} CHARACTERS NOT IN EBCDIC, TAKEN AS ?`, false);
    if (this.#cut) this.line(`* LINE CUT AT ${LONGEST_LINE} CHARACTERS`, false);
    this.#refused = 0;
    this.#cut = false;
    this.#session?.line(line);
  }

  #lineEnd(): string {
    return this.#raw ? '\r\n' : '\n';
  }
}

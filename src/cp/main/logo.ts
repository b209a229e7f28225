/**
 * The logo: the console of a line before LOGON and after LOGOFF HOLD. It has no machine behind it and
 * takes LOGON, LOGIN, DIAL, LOGOFF and LOGOUT only (z/VM CP Commands, "LOGON", "DIAL").
 */
import type { ConsoleHost } from './console/console-host.js';
import type { ConnectableConsole } from './console/connectable-console.js';
import { shownPart, withoutLogonPassword } from './hidden-words.js';
import { fullMessage } from './messages-table.js';
import type { MessageNumber } from './messages-table.js';
import { abbreviates, deviceNumberOf, operandsOf, useridOf } from './operands.js';

/** A LOGON as it was typed. */
export interface LogonRequest {
  readonly userid: string;
  readonly here: boolean;
  readonly noipl: boolean;
}

/** What the logo asks of the line that it stands on. */
export interface LogoLine {
  /** Logs the user on; what stands in the way is said on the logo. */
  logon(request: LogonRequest): Promise<void>;
  verify(userid: string, password: string): Promise<boolean>;
  /** Whether this line has proved to be that user a moment ago, so that no password is wanted. */
  proved(userid: string): boolean;
  /** So many wrong passwords are too many: that is kept. */
  refused(userid: string, count: number, limit: number): void;
  /** DIAL; what stands in the way is said on the logo. */
  dial(userid: string, address: number | undefined): void;
  /** LOGOFF before LOGON: the line ends. */
  end(): void;
  /** A fault of ours. */
  fault(error: unknown): void;
}

/** Wrong passwords on one line, then it ends. */
const ATTEMPTS = 4;

/** The host of the logo's console. */
export class Logo implements ConsoleHost {
  readonly console: ConnectableConsole;
  readonly #line: LogoLine;
  #prompt: ((line: string) => void) | undefined;
  #wrong = 0;

  constructor(makeConsole: (host: ConsoleHost) => ConnectableConsole, line: LogoLine) {
    this.#line = line;
    this.console = makeConsole(this);
    this.console.status('CP READ');
  }

  /** What one may do here. */
  invite(): void {
    for (const text of [
      'Enter one of the following commands:',
      '',
      '   LOGON userid            (Example:  LOGON VMUSER1)',
      '   DIAL userid',
      '   LOGOFF',
    ])
      this.console.cpOutput(text);
  }

  cpLine(text: string): void | Promise<void> {
    const prompt = this.#prompt;
    if (prompt !== undefined) {
      this.#prompt = undefined;
      prompt(text);
      return;
    }
    return this.#interpret(text).catch((error: unknown) => this.#line.fault(error));
  }

  /** A password behind LOGON userid is taken, and neither shown nor brought back by RETRIEVE. */
  shownPart(typed: string): string {
    return shownPart(typed, this.console.settings, withoutLogonPassword);
  }

  async #interpret(text: string): Promise<void> {
    const operands = operandsOf(text.replace(/^ *(#?CP( +|$))+/i, '').slice(0, 240));
    const [word] = operands.words;
    if (word === undefined || word.startsWith('*')) return;
    if (abbreviates(word, 'LOGOFF', 3) || abbreviates(word, 'LOGOUT', 3)) {
      this.#line.end();
      return;
    }
    if (abbreviates(word, 'DIAL', 1)) {
      this.#dial(operands.words.slice(1));
      return;
    }
    if (!abbreviates(word, 'LOGON', 1) && !abbreviates(word, 'LOGIN', 4)) {
      this.console.cpOutput(fullMessage('CFC', 15, word.slice(0, 64)));
      return;
    }
    const userid = useridOf(operands.words[1]);
    if (userid === undefined) {
      this.console.cpOutput(fullMessage('LGA', 20));
      return;
    }
    let here = false;
    let noipl = false;
    let password: string | undefined;
    for (let n = 2; n < operands.words.length; n++) {
      const option = operands.words[n]!;
      if (option === 'HERE') here = true;
      else if (abbreviates(option, 'NOIPL', 1)) noipl = true;
      else if (n === 2) password = operands.from(2).split(' ')[0];
      else {
        this.console.cpOutput(fullMessage('LGA', 3, option.slice(0, 64)));
        return;
      }
    }
    if (!(await this.#allowed(userid, password))) return;
    await this.#line.logon({ userid, here, noipl });
  }

  #dial([name, where, more]: readonly string[]): void {
    const say = (number: MessageNumber, ...inserts: readonly string[]): void =>
      this.console.cpOutput(fullMessage('DIA', number, ...inserts));
    const userid = useridOf(name);
    if (userid === undefined) {
      say(20);
      return;
    }
    const address = deviceNumberOf(where);
    if (where !== undefined && address === undefined) {
      say(22);
      return;
    }
    if (more !== undefined) {
      say(3, more.slice(0, 64));
      return;
    }
    this.#line.dial(userid, address);
  }

  async #allowed(userid: string, typed: string | undefined): Promise<boolean> {
    if (typed === undefined && this.#line.proved(userid)) return true;
    const password = typed ?? (await this.#askPassword());
    if (await this.#line.verify(userid, password)) {
      this.#wrong = 0;
      return true;
    }
    this.console.cpOutput(fullMessage('LGA', 50));
    if (++this.#wrong >= ATTEMPTS) {
      this.#line.refused(userid, this.#wrong, ATTEMPTS);
      this.#line.end();
    }
    return false;
  }

  #askPassword(): Promise<string> {
    this.console.cpOutput('ENTER PASSWORD:');
    this.console.maskNext();
    return new Promise((resolve) => {
      this.#prompt = resolve;
    });
  }

  // ---- there is no machine: nothing else is asked of it

  withdrawLine(): Promise<boolean> {
    return Promise.resolve(false);
  }

  guestLine(): void {
    this.console.accepted();
  }

  attention(): void {
    // ENTER on an empty logo
  }

  enterCp(): void {
    // is in CP already
  }

  externalKey(): void {
    // PA2 clears the screen, which the console does
  }

  drain(): void {
    // nothing writes to it but CP
  }

  displayLost(): void {
    // never shows a program's screen
  }
}

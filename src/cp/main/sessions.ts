/**
 * The lines to people: each shows the logo or the console of a machine. Logs the authenticated user on,
 * reconnects, takes over, and sees to it that a machine goes on when its line is gone.
 */
import type { ConsoleView, Session, SessionService } from '../ports/console.js';
import { makeSession } from './console/session.js';
import type { TerminalSession } from './console/session.js';
import type { Core } from './core.js';
import { Logo } from './logo.js';
import type { LogonRequest } from './logo.js';
import { terminalText } from './control-command.js';
import { directoryIpl, greetings, logOn } from './logon.js';
import type { DialingLine } from './dial/dialled-lines.js';
import { fullMessage } from './messages-table.js';
import type { MessageNumber } from './messages-table.js';
import { deviceText4 } from './operands.js';
import { fullTime } from './time-text.js';
import type { VirtualMachine } from './virtual-machine.js';

/** A line with a person at it. */
interface Line {
  readonly name: string;
  readonly from: string;
  readonly session: TerminalSession;
  readonly logo: Logo;
  /** The user that the line has proved to be, until that one logs off or another tries. */
  proved: string | undefined;
  machine: VirtualMachine | undefined;
  /** While it has dialled a machine. */
  dialled: DialingLine | undefined;
}

/** All lines. */
export class Sessions implements SessionService {
  readonly #core: Core;
  readonly #lines = new Set<Line>();
  #numbered = 0;

  constructor(core: Core) {
    this.#core = core;
  }

  get systemName(): string {
    return this.#core.systemName;
  }

  verifyPassword(userid: string, password: string): Promise<boolean> {
    return this.#core.directory.verifyPassword(userid.toUpperCase(), password);
  }

  keys(userid: string): readonly string[] {
    return this.#core.directory.keys(userid.toUpperCase());
  }

  open(
    userid: string,
    from: string,
    view: ConsoleView,
    terminal: { readonly screen: boolean; readonly columns: number; readonly rows: number },
  ): Session {
    this.#numbered = (this.#numbered % 0xffff) + 1;
    const name = `L${this.#numbered.toString(16).toUpperCase().padStart(4, '0')}`;
    const proved = userid.toUpperCase();
    const session = makeSession({ view, terminal, lost: () => this.#lost(line) });
    const logo = new Logo((host) => this.#core.makeConsole(host), {
      logon: (request) => this.#logon(line, request),
      dial: (user, address) => this.#dial(line, user, address),
      verify: (user, password) => this.#core.directory.verifyPassword(user, password),
      proved: (user) => line.proved === user,
      refused: (user, count, limit) =>
        this.#core.journal.logonRefused(user, line.name, count, limit),
      end: () => this.#end(line),
      fault: (error) => this.#fault(line, error),
    });
    const line: Line = {
      name,
      from,
      session,
      logo,
      proved,
      machine: undefined,
      dialled: undefined,
    };
    this.#lines.add(line);
    session.show(logo.console);
    this.#logon(line, { userid: proved, here: false, noipl: false }).catch((error: unknown) =>
      this.#fault(line, error),
    );
    return session;
  }

  /** A machine is let go by its line (LOGOFF, DISCONNECT, FORCE): the logo, or the end of the line. */
  release(machine: VirtualMachine, lines: readonly string[], hold: boolean): void {
    const line = this.#of(machine);
    if (line === undefined) return;
    line.machine = undefined;
    line.proved = undefined;
    if (!hold) {
      this.#end(line, lines.join('\n'));
      return;
    }
    line.session.show(line.logo.console);
    for (const text of lines) line.logo.console.cpOutput(text);
    line.logo.invite();
  }

  /** Ends all lines: the system stops. */
  endAll(text: string): void {
    for (const line of [...this.#lines]) this.#end(line, text);
  }

  #of(machine: VirtualMachine): Line | undefined {
    for (const line of this.#lines) if (line.machine === machine) return line;
    return undefined;
  }

  #end(line: Line, text?: string): void {
    this.#lines.delete(line);
    if (line.dialled !== undefined) this.#core.dialled.hungUp(line.dialled);
    line.session.end(text);
  }

  #fault(line: Line, error: unknown): void {
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    this.#core.operator(`INTERNAL ERROR ON LINE ${line.name}: ${text}`);
    if (line.machine === undefined)
      line.logo.console.cpOutput(fullMessage('LGA', 700, 'internal error'));
  }

  #dial(line: Line, userid: string, address: number | undefined): void {
    const core = this.#core;
    const { logo, session } = line;
    const say = (number: MessageNumber, ...inserts: readonly string[]): void =>
      logo.console.cpOutput(fullMessage('DIA', number, ...inserts));
    const machine = core.registry.get(userid);
    if (machine === undefined) {
      say(45, userid);
      return;
    }
    if (machine.ending) {
      say(361, userid);
      return;
    }
    if (!session.terminal.screen) {
      say(11);
      return;
    }
    const dialling: DialingLine = {
      name: line.name,
      show: (console) => {
        line.dialled = dialling;
        session.show(console);
      },
      back: (text) => {
        line.dialled = undefined;
        session.show(logo.console);
        logo.console.cpOutput(text);
        logo.invite();
      },
    };
    const failed = core.dialled.dial(machine, address, dialling);
    if (failed === 'busy') say(56, deviceText4(address ?? 0), userid);
    else if (failed === 'no-line') say(55, userid);
  }

  async #logon(line: Line, request: LogonRequest): Promise<void> {
    const { userid } = request;
    const say = (text: string): void => line.logo.console.cpOutput(text);
    const core = this.#core;
    line.proved = userid;
    const there = core.registry.get(userid);
    if (there === undefined) return this.#first(line, request);
    if (there.ending) {
      say(fullMessage('LGA', 361, userid));
      return;
    }
    if (there.connected && !request.here) {
      say(fullMessage('LGA', 54, terminalText(there.line)));
      say(`Enter LOGON ${userid} HERE to take the session over, or LOGOFF`);
      return;
    }
    if (there.connected) this.#takeFrom(there, line);
    this.#reconnect(line, there, request.noipl);
  }

  async #first(line: Line, { userid, noipl }: LogonRequest): Promise<void> {
    const core = this.#core;
    const entry = core.directory.find(userid);
    if (entry === undefined || entry.nolog) {
      line.logo.console.cpOutput(fullMessage('LGA', 50));
      return;
    }
    let ready = (): void => undefined;
    const whole = new Promise<void>((resolve) => {
      ready = resolve;
    });
    try {
      const machine = await logOn(core, entry, (made) => {
        // what is typed before the IPL of the directory is for the guest, not for CP
        made.console.cpWorks(whole);
        this.#connect(line, made);
        made.console.giveTyped(line.logo.console.takeTyped());
      });
      if (machine === 'full') {
        line.logo.console.cpOutput(fullMessage('LGA', 700, 'no room for another virtual machine'));
        return;
      }
      core.operator(`${this.#who(line, 'LOGON  AS ', userid)}    FROM ${line.from}`);
      if (!noipl) await directoryIpl(core, machine);
    } finally {
      ready();
    }
  }

  #reconnect(line: Line, machine: VirtualMachine, noipl: boolean): void {
    const core = this.#core;
    this.#connect(line, machine);
    for (const text of greetings(core, machine.userid)) machine.console.cpOutput(text);
    machine.console.cpOutput(
      `RECONNECTED AT ${fullTime(core.clock.now(), core.zone, machine.settings.dateFormat)}`,
    );
    if (noipl) {
      machine.console.cpOutput(fullMessage('LGO', 264, 'NOIPL'));
    }
    core.operator(`${this.#who(line, 'RECONNECT ', machine.userid)}    FROM ${line.from}`);
    machine.enterCp();
    // what was pasted behind LOGON was meant for the machine, not for the logo
    machine.console.giveTyped(line.logo.console.takeTyped());
  }

  #connect(line: Line, machine: VirtualMachine): void {
    if (!this.#lines.has(line)) {
      // the line went while the logon was under way
      machine.line = { kind: 'dropped', since: this.#core.clock.now() };
      this.#core.watchLine(machine);
      return;
    }
    line.machine = machine;
    machine.line = { kind: 'connected', line: line.name };
    line.session.show(machine.console);
    this.#core.watchLine(machine);
  }

  #takeFrom(machine: VirtualMachine, by: Line): void {
    const old = this.#of(machine);
    machine.giveUpPrompt();
    if (old === undefined) return;
    old.machine = undefined;
    this.#end(old, `${machine.userid} was taken over from ${by.from} by LOGON HERE`);
  }

  #lost(line: Line): void {
    this.#lines.delete(line);
    if (line.dialled !== undefined) this.#core.dialled.hungUp(line.dialled);
    const { machine } = line;
    if (machine === undefined || machine.ending) return;
    const core = this.#core;
    const now = core.clock.now();
    machine.line = { kind: 'dropped', since: now };
    machine.giveUpPrompt();
    machine.console.cpOutput(
      `DISCONNECT AT ${fullTime(now, core.zone, machine.settings.dateFormat)}`,
    );
    core.operator(this.#who(line, 'DISCONNECT', machine.userid));
    core.watchLine(machine);
  }

  #who(line: Line, what: string, userid: string): string {
    return `GRAF ${line.name} ${what} ${userid.padEnd(8)} USERS = ${this.#core.registry.size}`;
  }
}

/**
 * Terminals that have dialled a machine (z/VM CP Commands, "DIAL"): each is the screen of a local 3270 of the machine,
 * made by DEFINE GRAF or SPECIAL vdev 3270. It stays until it hangs up, the user drops it (RESET, DETACH) or logs off;
 * an IPL or reset changes nothing.
 */
import type { UnitAnswer, UnitAsk } from '../../../devices/unit.js';
import type { ConnectableConsole } from '../console/connectable-console.js';
import type { ConsoleHost } from '../console/console-host.js';
import type { Clock } from '../../../shared/clock.js';
import type { DialledLine, DialService, Journal, Machine } from '../cp-services.js';
import { deviceText4 } from '../operands.js';
import { DialledScreen } from './dialled-screen.js';

/** A line as it dials. */
export interface DialingLine {
  /** `L0001`. */
  readonly name: string;
  /** Puts the screen in front of the person. */
  show(console: ConnectableConsole): void;
  /** The line is at the logo again, with this said. */
  back(text: string): void;
}

/** Why a line could not dial. */
export type DialFailure = 'no-line' | 'busy';

/** What the dialled lines need of CP. */
export interface DialSurroundings {
  makeConsole(host: ConsoleHost): ConnectableConsole;
  operator(line: string): void;
  readonly clock: Pick<Clock, 'now'>;
  readonly journal: Pick<Journal, 'deviceReleased'>;
}

interface Dialled {
  readonly machine: Machine;
  address: number;
  readonly line: DialingLine;
  readonly screen: DialledScreen;
  readonly since: number;
}

/** All dialled lines. */
export class DialledLines implements DialService {
  readonly #cp: DialSurroundings;
  readonly #dialled = new Set<Dialled>();

  constructor(cp: DialSurroundings) {
    this.#cp = cp;
  }

  /**
   * Ties a line to a display of a machine.
   * @param wanted - its address; the lowest that is free when none is given
   */
  dial(machine: Machine, wanted: number | undefined, line: DialingLine): DialFailure | undefined {
    const grafs = [...machine.devices.values()]
      .filter(({ spec }) => spec.type === 'graf')
      .map(({ spec }) => spec.address)
      .filter((address) => wanted === undefined || address === wanted)
      .sort((a, b) => a - b);
    const address = grafs.find((one) => this.#at(machine, one) === undefined);
    if (address === undefined)
      return grafs.length === 0 || wanted === undefined ? 'no-line' : 'busy';
    const text = `DIALED TO ${machine.userid.padEnd(8)} ${deviceText4(address)}`;
    const screen = new DialledScreen((host) => this.#cp.makeConsole(host), text, {
      attention: () => {
        void machine.request({ op: 'attention', address: one.address });
      },
      leave: () => this.#end(one),
    });
    const one: Dialled = { machine, address, line, screen, since: this.#cp.clock.now() };
    this.#dialled.add(one);
    line.show(screen.console);
    this.#tell(one, 'DIALED TO');
    // a display that is switched on: device end by itself
    void machine.request({ op: 'ready', address });
    return undefined;
  }

  /** A command of the guest for a display. */
  ask(machine: Machine, address: number, ask: UnitAsk): UnitAnswer {
    const one = this.#at(machine, address);
    if (one === undefined) return { kind: 'refused' };
    switch (ask.kind) {
      case 'graf-write':
        if (ask.bytes.length > 0 && !one.screen.write(ask.bytes)) return { kind: 'invalid' };
        return { kind: 'done' };
      case 'graf-read':
        return { kind: 'stream', bytes: one.screen.read(ask.operation, ask.chained) };
      default:
        return { kind: 'refused' };
    }
  }

  drop(machine: Machine, address: number): boolean {
    const one = this.#at(machine, address);
    if (one !== undefined) this.#end(one);
    return one !== undefined;
  }

  /** LOGOFF and FORCE. */
  logoff(machine: Machine): void {
    for (const one of [...this.#dialled]) if (one.machine === machine) this.#end(one);
  }

  /** The line itself has gone. */
  hungUp(line: DialingLine): void {
    for (const one of this.#dialled) if (one.line === line) this.#forget(one);
  }

  renumbered(machine: Machine, from: number, to: number): void {
    const one = this.#at(machine, from);
    if (one !== undefined) one.address = to;
  }

  describe(machine: Machine, address: number): readonly string[] {
    const one = this.#at(machine, address);
    const where = one === undefined ? 'ENABLED' : `ON GRAF ${one.line.name}`;
    return [`GRAF ${deviceText4(address)} ${where}`];
  }

  get all(): readonly DialledLine[] {
    return [...this.#dialled].map(({ line, machine, address }) => ({
      line: line.name,
      userid: machine.userid,
      address,
    }));
  }

  #at(machine: Machine, address: number): Dialled | undefined {
    for (const one of this.#dialled)
      if (one.machine === machine && one.address === address) return one;
    return undefined;
  }

  #end(one: Dialled): void {
    this.#forget(one);
    one.line.back(`DROP FROM ${one.machine.userid.padEnd(8)} ${deviceText4(one.address)}`);
  }

  #forget(one: Dialled): void {
    this.#dialled.delete(one);
    this.#tell(one, 'DROP FROM');
    const { machine, address, since } = one;
    this.#cp.journal.deviceReleased(machine, { address, type: 'graf' }, since, false);
  }

  #tell({ line, machine, address }: Dialled, what: string): void {
    const where = `${machine.userid.padEnd(8)} ${deviceText4(address)}`;
    this.#cp.operator(`GRAF ${line.name} ${what} ${where} DIALED = ${this.#dialled.size}`);
  }
}

/** DISCONNECT: the machine goes on without a line; see LineTimeouts for how long. */
import type { Core } from './core.js';
import { terminalOf } from './logoff.js';
import { fullTime } from './time-text.js';
import type { VirtualMachine } from './virtual-machine.js';

/** Takes the line off a machine, which goes on (also out of CP READ, when it was in it by PA1). */
export function disconnectMachine(core: Core, machine: VirtualMachine, hold: boolean): void {
  if (machine.ending) return;
  const now = core.clock.now();
  const text = `DISCONNECT AT ${fullTime(now, core.zone, machine.settings.dateFormat)}`;
  core.operator(
    `${terminalOf(machine)} DISCONNECT ${machine.userid.padEnd(8)} USERS = ${core.registry.size}`,
  );
  machine.giveUpPrompt();
  machine.line = { kind: 'disconnected', since: now };
  core.release(machine, [text], hold);
  // on the console it is for whoever reconnects
  machine.console.cpOutput(text);
  // with #CP DISCONNECT it runs anyway; from CP READ VM lets it run, too
  if (machine.mayGoOn) void machine.go();
  core.watchLine(machine);
}

/** Making a virtual machine for a user who logs on (or is autologged): devices, links, processor, greetings. */
import type { DirectoryEntry } from '../ports/directory-store.js';
import { iplFailure } from './commands/ipl.js';
import { NO_LOGMSG } from './commands/query-logmsg.js';
import type { AutologResult } from './control-command.js';
import type { Core } from './core.js';
import { specialDevices } from './special-devices.js';
import { fullTime } from './time-text.js';
import { VirtualMachine } from './virtual-machine.js';

/** Why a machine could not be made. */
export type LogonFailure = 'full';

/** LOGMSG and FILES, as at every logon and reconnect. */
export function greetings(core: Core, userid: string): readonly string[] {
  const message = core.directory.logMessage();
  return [...(message.length === 0 ? [NO_LOGMSG] : message), core.spool.filesLine(userid)];
}

/**
 * Makes the machine and gives it to a processor; it is in the registry from the first moment, so that a
 * second logon of the user finds it. The console has the lines of the logon.
 * @param connect - puts the line on the new machine's console before anything is typed there
 */
export async function logOn(
  core: Core,
  entry: DirectoryEntry,
  connect: (machine: VirtualMachine) => void,
): Promise<VirtualMachine | LogonFailure> {
  const id = core.nextMachine();
  const { base, defined } = entry.processors;
  const memory = core.takeMemory({ id, storageSize: entry.storage, base });
  if (memory === undefined) return 'full';
  for (const address of defined) {
    if (address !== base && !memory.addProcessor(address)) {
      memory.release();
      return 'full';
    }
  }
  const machine = new VirtualMachine({
    id,
    entry,
    memory,
    hooks: core.hooks,
    storageSize: entry.storage,
    makeConsole: (host) => core.makeConsole(host),
  });
  core.registry.set(entry.userid, machine);
  let placed = (): void => undefined;
  machine.placed = new Promise((resolve) => {
    placed = resolve;
  });
  connect(machine);
  const { device: address, mode } = entry.console;
  machine.devices.set(address, { spec: { address, type: 'console', mode } });
  for (const spec of core.spool.logon(machine)) machine.devices.set(spec.address, { spec });
  const { devices, lines } = await core.links.logon(machine);
  for (const spec of devices) machine.devices.set(spec.address, { spec });
  for (const spec of specialDevices(entry)) machine.devices.set(spec.address, { spec });
  core.pool.place(machine);
  placed();
  const logonLine = `LOGON AT ${fullTime(core.clock.now(), core.zone)}`;
  for (const line of [...lines, ...greetings(core, entry.userid), logonLine])
    machine.console.cpOutput(line);
  return machine;
}

/** IPL as the directory entry says. */
export async function directoryIpl(core: Core, machine: VirtualMachine): Promise<void> {
  const { ipl } = machine.entry;
  if (ipl === undefined) return;
  const target = /^[0-9A-F]{1,4}$/i.test(ipl.system) ? Number.parseInt(ipl.system, 16) : ipl.system;
  const result = await core.ipl(machine, target, { clear: true, stop: false, parm: ipl.parm });
  iplFailure(core.context(machine), target, result);
}

/**
 * AUTOLOG: a machine without a line. Its IPL goes on by itself: a channel program that never ends holds
 * nobody but the machine, whose `command` comes after it.
 */
export async function autoLogOn(
  core: Core,
  userid: string,
  command = '',
  told?: (line: string) => void,
): Promise<AutologResult> {
  const there = core.registry.get(userid);
  if (there !== undefined) return there.ending ? 'ending' : 'logged-on';
  const entry = core.directory.find(userid);
  if (entry === undefined || entry.nolog) return 'unknown';
  const machine = await logOn(core, entry, () => undefined);
  if (machine === 'full') return 'full';
  const line = `AUTO LOGON  ***       ${userid.padEnd(8)} USERS = ${core.registry.size}`;
  told?.(line);
  core.operator(line);
  core.watchLine(machine);
  void loadAndRun(core, machine, command).catch((error: unknown) => {
    core.hooks.fault(machine, error);
  });
  return 'ok';
}

async function loadAndRun(core: Core, machine: VirtualMachine, command: string): Promise<void> {
  await directoryIpl(core, machine);
  if (command !== '' && !machine.ending) await core.execute(machine, command);
}

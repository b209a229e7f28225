/**
 * The end of a virtual machine: LOGOFF, FORCE, a time-out, SHUTDOWN. Its units are closed first, so that
 * what it punched and printed goes where its SPOOL settings say; then the processor forgets it.
 */
import type { ClosedOutput } from '../protocol.js';
import type { LogoffHow } from './control-command.js';
import { closeAccount } from './accounting.js';
import type { Core } from './core.js';
import { connectLine, fullTime } from './time-text.js';
import type { VirtualMachine } from './virtual-machine.js';

/** Who and where, for the operator: `GRAF L0003` or `USER DSC`. */
export function terminalOf(machine: VirtualMachine): string {
  return machine.line.kind === 'connected' ? `GRAF ${machine.line.line.padEnd(5)}` : 'USER DSC  ';
}

/** Closes what the punch and printer have open. */
async function closeUnits(machine: VirtualMachine): Promise<ReadonlyMap<number, ClosedOutput>> {
  const closed = new Map<number, ClosedOutput>();
  for (const { spec } of machine.devices.values()) {
    if (spec.type !== 'punch' && spec.type !== 'printer') continue;
    const reply = await machine.request({ op: 'close-device', address: spec.address });
    if (reply.ok && reply.written !== undefined) closed.set(spec.address, reply.written);
  }
  return closed;
}

/** Ends a machine; a second call while the first is under way does nothing. */
export async function logOff(core: Core, machine: VirtualMachine, how: LogoffHow): Promise<void> {
  if (machine.ending) return;
  machine.ending = true;
  machine.wake?.();
  machine.giveUpPrompt();
  await machine.placed;
  await machine.halt();
  const closed = await closeUnits(machine);
  machine.raiseGeneration();
  await machine.request({ op: 'discard' });
  const record = closeAccount(core, machine);
  for (const { spec, since = machine.logonAt } of machine.devices.values()) {
    if (spec.type === 'graf') continue;
    core.journal.deviceReleased(machine, spec, since, core.links.temporary(machine, spec.address));
  }
  core.pool.remove(machine);
  core.segments.gone(machine);
  // one that fails must not keep the other from being done, nor the user logged on
  core.ctca.logoff(machine);
  core.dialled.logoff(machine);
  const ends = [
    () => core.spool.logoff(machine, closed),
    () => core.links.logoff(machine),
    () => core.accounts.record([record]),
    () => core.tapes.logoff(machine),
  ];
  for (const end of ends) {
    try {
      await end();
    } catch (error) {
      core.hooks.fault(machine, error);
    }
  }
  const by = how.by === undefined ? '' : ` BY ${how.by}`;
  const lines = [
    connectLine(core.clock.now() - machine.logonAt, machine.memory.used()),
    `LOGOFF AT ${fullTime(core.clock.now(), core.zone, machine.settings.dateFormat)}${by}`,
  ];
  core.registry.delete(machine.userid);
  machine.memory.release();
  const forced = how.by === undefined ? (how.reason ?? '') : `FORCED BY ${how.by}`;
  const users = `USERS = ${core.registry.size}`;
  const line =
    `${terminalOf(machine)} LOGOFF AS  ${machine.userid.padEnd(8)} ${users}    ${forced}`.trimEnd();
  how.told?.(line);
  core.operator(line);
  core.release(machine, lines, how.hold === true);
}

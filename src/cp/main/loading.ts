/** IPL and reset of a machine from CP's side: stop, raise the generation, let the processor do it. */
import type { IplOptions, IplResult } from './control-command.js';
import { iplFailure } from './commands/ipl.js';
import type { Core } from './core.js';
import type { MachineRequest, ReplyFailure } from '../protocol.js';
import type { SavedSystem } from '../ports/saved-systems.js';
import type { SavedIpl } from '../segments.js';
import { deviceText4 } from './operands.js';
import type { VirtualMachine } from './virtual-machine.js';

/** How often frames are dealt to a processor on behalf of one IPL. */
const FEEDS = 8;

/** Brings a machine to CP for a reset; false when it is being logged off meanwhile. */
async function take(core: Core, machine: VirtualMachine): Promise<boolean> {
  await machine.halt();
  if (machine.ending) return false;
  machine.raiseGeneration();
  core.spool.reset(machine);
  return true;
}

/**
 * IPL; see ControlSystem.ipl. A channel program may never end: PA1 ends the waiting, and the IPL stands
 * still with its machine until BEGIN, or the next IPL or reset forgets it.
 */
export async function load(
  core: Core,
  machine: VirtualMachine,
  target: string | number,
  options: IplOptions,
): Promise<IplResult> {
  const broken = new Promise<'broken'>((resolve) => {
    machine.breakIn = () => resolve('broken');
  });
  const loading = loadWhole(core, machine, target, options);
  const result = await Promise.race([loading, broken]);
  if (result !== 'broken') return result;
  void loading.then(
    (late) => iplFailure(core.context(machine), target, late),
    (error: unknown) => core.hooks.fault(machine, error),
  );
  return 'ok';
}

async function loadWhole(
  core: Core,
  machine: VirtualMachine,
  target: string | number,
  options: IplOptions,
): Promise<IplResult> {
  if (machine.ending) return 'superseded';
  const system = typeof target === 'string' ? savedSystem(core, target) : undefined;
  if (system !== undefined) return loadSaved(core, machine, system, options);
  const possible = await machine.request({ op: 'ipl-possible', target });
  if (!possible.ok) return resultOf(possible.why);
  if (!(await take(core, machine))) return 'superseded';
  return carryOut(core, machine, { op: 'ipl', target, ...options });
}

/** The saved system of this name; what the composition root knows by it comes second. */
function savedSystem(core: Core, name: string): SavedSystem | undefined {
  const system = core.segments.library.available(name.toUpperCase());
  return system?.kind === 'NSS' ? system : undefined;
}

/** IPL of a saved system: its pages are in real storage before the machine is touched. */
async function loadSaved(
  core: Core,
  machine: VirtualMachine,
  system: SavedSystem,
  options: IplOptions,
): Promise<IplResult> {
  const { name, state, parmRegisters, minimumStorage } = system;
  if (state === undefined) return 'no-system';
  if (minimumStorage > machine.storageSize) return 'storage-small';
  const pages = await core.segments.load(machine, system, false);
  if (pages === 'unknown') return 'no-system';
  if (pages === 'failed') return 'no-frame';
  try {
    if (!(await take(core, machine))) return 'superseded';
    const saved: SavedIpl = { ...pages, ...state, parmRegisters };
    return await carryOut(core, machine, { op: 'ipl', target: name, saved, ...options });
  } finally {
    core.segments.arrived(machine, system.id);
  }
}

/** The processor loads the machine, which is CP's and whose generation has been raised. */
async function carryOut(
  core: Core,
  machine: VirtualMachine,
  request: Extract<MachineRequest, { readonly op: 'ipl' }>,
): Promise<IplResult> {
  const { target, stop } = request;
  const { generation } = machine;
  machine.loading();
  let reply = await machine.request(request);
  // the processor's own list had run short, which says nothing about real storage as a whole
  for (let n = 0; n < FEEDS && !reply.ok && reply.why === 'no-frame'; n++) {
    if (!core.pool.feed(machine)) break;
    reply = await machine.request(request);
  }
  if (generation !== machine.generation) return 'superseded';
  if (!reply.ok) {
    machine.enteredCp();
    return resultOf(reply.why);
  }
  machine.ipled = typeof target === 'number' ? `DEV ${deviceText4(target)}` : target.toUpperCase();
  // PA1 while it loaded leaves it in CP READ
  if (stop || !machine.inCpRead) machine.loaded(!stop);
  return 'ok';
}

/** Why an IPL failed. */
function resultOf(why: ReplyFailure): IplResult {
  if (why === 'busy' || why === 'taken') throw new Error(`an IPL answered ${why}`);
  return why;
}

/** SYSTEM RESET, SYSTEM CLEAR; see ControlSystem.reset. */
export async function resetMachine(
  core: Core,
  machine: VirtualMachine,
  clear: boolean,
): Promise<void> {
  if (machine.ending || !(await take(core, machine))) return;
  const { generation } = machine;
  await machine.request({ op: 'reset', clear });
  if (generation === machine.generation) machine.enteredCp();
}

/**
 * What main tells a machine to do. Requests come between two turns, which is where a machine can be
 * changed; each is answered once. What would move a machine that CP has stopped waits until it goes on.
 */
import type { MachineRequest, Reply } from '../protocol.js';
import type { HostedMachine } from './hosted-machine.js';
import type { HostedProcessor } from './hosted-processor.js';

/** What the loop does for a request that ends a machine's stay. */
export interface Departure {
  /** The machine is not here any more. */
  departed(machine: HostedMachine): void;
}

const OK: Reply = { ok: true };
const NO_DEVICE: Reply = { ok: false, why: 'no-device' };
const done = (ok: boolean): Reply => (ok ? OK : NO_DEVICE);

/** Carries out one request and answers it (an IPL from a device later, at its end). */
export function applyRequest(
  machine: HostedMachine,
  sequence: number,
  request: MachineRequest,
  loop: Departure,
): void {
  const reply = carryOut(machine, sequence, request, loop);
  if (reply !== undefined) machine.line.reply(sequence, reply);
}

/** The reply; undefined when it comes later. */
function carryOut(
  machine: HostedMachine,
  sequence: number,
  request: MachineRequest,
  loop: Departure,
): Reply | undefined {
  const { channels } = machine;
  switch (request.op) {
    case 'start':
      start(machine, request.processor);
      releaseHeld(machine, loop);
      return OK;
    case 'stop':
      machine.stop();
      return OK;
    case 'ipl-possible':
      return inTheWay(machine, request.target) ?? OK;
    case 'ipl':
      return ipl(machine, sequence, request);
    case 'reset':
      machine.ownership.owning(() => machine.reset(request.clear));
      machine.stop();
      dropHeld(machine);
      return OK;
    case 'restart':
      return toProcessor(machine, request.processor, (one) => one.restart());
    case 'external':
      return toProcessor(machine, request.processor, ({ processor }) =>
        processor.external(request.code),
      );
    case 'message':
      machine.ownership.owning(() => machine.messages.add(sequence, request.message));
      machine.wake();
      return undefined;
    case 'withdraw-message':
      machine.ownership.owning(() => machine.messages.withdraw(request.name));
      return OK;
    case 'stop-processor':
      return toProcessor(machine, request.processor, (one) => one.stop());
    case 'processors':
      machine.ownership.owning(() => machine.lookAtProcessors(request.timer));
      return OK;
    case 'attention':
    case 'console-line':
    case 'withdraw-line':
    case 'console-room':
    case 'display-lost':
    case 'answer':
      // CP prints for a machine that stands still, too
      if (machine.stopped && !(request.op === 'answer' && machine.printing.wants(request.ask))) {
        machine.held.push({ sequence, request });
        return undefined;
      }
      return move(machine, request);
    case 'attach':
      return done(machine.ownership.owning(() => machine.devices.attach(request.device)));
    case 'detach': {
      const detached = machine.ownership.owning(() => machine.devices.detach(request.address));
      machine.wake();
      return done(detached);
    }
    case 'renumber': {
      const { address, to } = request;
      const result = machine.ownership.owning(() => machine.devices.renumber(address, to));
      return result === 'done' ? OK : { ok: false, why: result };
    }
    case 'mount':
      machine.devices.notReady.delete(request.address);
      return signalled(machine, () => channels.mount(request.address, request.medium));
    case 'rewind':
      return done(
        machine.ownership.owning(() => channels.unit(request.address)?.rewind?.() === true),
      );
    case 'ready':
      machine.devices.notReady.delete(request.address);
      return signalled(machine, () => channels.ready(request.address));
    case 'file-arrived':
      return signalled(machine, () => channels.inputArrived(request.address));
    case 'not-ready':
      if (channels.unit(request.address) !== undefined)
        machine.devices.notReady.add(request.address);
      return signalled(machine, () => channels.notReady(request.address));
    case 'reset-device':
      return signalled(machine, () => channels.resetDevice(request.address));
    case 'close-device': {
      const written = machine.ownership.owning(() => channels.close(request.address));
      return written === undefined ? NO_DEVICE : { ok: true, written };
    }
    case 'settings':
      machine.ownership.owning(() => machine.setTimer(request.timer));
      machine.reshare(request.share);
      if (request.emsg !== undefined) machine.emsg = request.emsg;
      machine.wake();
      return OK;
    case 'console-mode': {
      const { console } = machine.devices;
      const unit = console === undefined ? undefined : channels.unit(console);
      machine.ownership.owning(() => unit?.setMode?.(request.mode));
      return done(unit?.setMode !== undefined);
    }
    case 'trace':
      return { ok: true, trace: machine.tracer.edit(request.edit) };
    case 'print':
      return machine.printing.begin(request.lines, sequence);
    case 'terminal':
      return terminal(machine, request.terminal);
    case 'write-down': {
      const running = machine.started;
      machine.stop();
      const written = machine.writeDown(running);
      loop.departed(machine);
      return { ok: true, machine: written };
    }
    case 'discard':
      machine.ownership.owning(() => {
        machine.reset(true);
      });
      machine.stop();
      dropHeld(machine);
      loop.departed(machine);
      return OK;
  }
}

/** BEGIN: which processors leave the stopped state. */
function start(machine: HostedMachine, which: number | 'all' | undefined): void {
  for (const one of machine.processors.all) {
    if (which === 'all' || which === one.address) machine.ownership.owning(() => one.start());
  }
  machine.start();
}

/** Does something to one processor; the first one when none is named. */
function toProcessor(
  machine: HostedMachine,
  address: number | undefined,
  action: (one: HostedProcessor) => void,
): Reply {
  const { processors } = machine;
  const one = address === undefined ? processors.base : processors.at(address);
  if (one === undefined) return NO_DEVICE;
  machine.ownership.owning(() => action(one));
  machine.wake();
  return OK;
}

/** Another terminal, or another size of it: who waits before a picture for the old one learns it by an attention. */
function terminal(machine: HostedMachine, now: NonNullable<HostedMachine['terminal']>): Reply {
  const { terminal: old, devices, guest, channels } = machine;
  machine.terminal = now;
  const { console } = devices;
  const same = old?.columns === now.columns && old.rows === now.rows;
  if (same || !now.screen || console === undefined || !guest.terminalChanged()) return OK;
  return signalled(machine, () => channels.attention(console));
}

/** Something that may give the guest an interruption. */
function signalled(machine: HostedMachine, action: () => boolean): Reply {
  const there = machine.ownership.owning(action);
  machine.wake();
  return done(there);
}

/** Requests that move the machine, which is not stopped. */
function move(
  machine: HostedMachine,
  request: Extract<
    MachineRequest,
    {
      op:
        'attention' | 'console-line' | 'withdraw-line' | 'console-room' | 'display-lost' | 'answer';
    }
  >,
): Reply {
  const { channels } = machine;
  const { console } = machine.devices;
  let ok = true;
  switch (request.op) {
    case 'attention':
      ok = channels.attention(request.address);
      break;
    case 'console-line':
      ok = console !== undefined && channels.consoleLine(console, request.bytes);
      break;
    case 'withdraw-line':
      ok = console !== undefined && channels.withdrawLine(console);
      break;
    case 'console-room':
      // the unit that found the ring full has asked for room, and is told by the answer
      break;
    case 'display-lost':
      if (console !== undefined) channels.unit(console)?.displayLost?.();
      break;
    case 'answer':
      if (!machine.answer(request.ask, request.answer)) {
        return { ok: false, why: 'superseded' };
      }
      break;
  }
  machine.wake();
  return done(ok);
}

/** The machine goes on: what waited is done in order. */
function releaseHeld(machine: HostedMachine, loop: Departure): void {
  const held = machine.held;
  machine.held = [];
  for (const { sequence, request } of held) applyRequest(machine, sequence, request, loop);
}

/** A reset: answers are not wanted any more; a typed line is still one. */
function dropHeld(machine: HostedMachine): void {
  const held = machine.held;
  machine.held = held.filter(({ request }) => request.op === 'console-line');
  for (const { sequence, request } of held) {
    if (request.op !== 'console-line') {
      machine.line.reply(sequence, { ok: false, why: 'superseded' });
    }
  }
}

/** IPL; undefined when it has begun: the reply comes at its end. */
function ipl(
  machine: HostedMachine,
  sequence: number,
  request: Extract<MachineRequest, { op: 'ipl' }>,
): Reply | undefined {
  const { target, clear, parm, stop, saved } = request;
  const failure = saved === undefined ? inTheWay(machine, target) : undefined;
  if (failure !== undefined) return failure;
  machine.ownership.acquire();
  machine.reset(clear);
  dropHeld(machine);
  machine.startIpl({ target, sequence, stop, parm, ...(saved === undefined ? {} : { saved }) });
  return undefined;
}

/** What can be known of an IPL beforehand, so that one that cannot be does no harm; undefined when nothing. */
function inTheWay(machine: HostedMachine, target: string | number): Reply | undefined {
  if (typeof target === 'number') {
    return machine.channels.unit(target) === undefined ? NO_DEVICE : undefined;
  }
  const image = machine.guest.named(target)?.image;
  if (image === undefined) return { ok: false, why: 'no-system' };
  const small = image.minimumStorage > machine.storage.size;
  return small ? { ok: false, why: 'storage-small' } : undefined;
}

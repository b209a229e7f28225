/** The I/O instructions, which CP executes on the machine's virtual channels; each gives a condition code. */
import type { IoOperation } from '../../cpu/exit.js';
import type { ChannelSubsystem, ProgramResult } from '../../devices/channel-subsystem.js';
import type { MachineUsage } from '../machine-usage.js';
import type { SynchronousIo } from './diagnose/diagnose-code.js';

/** An I/O instruction; `waited`: a START I/O that has waited for the device to be selected goes on. */
interface IoInstruction {
  readonly operation: IoOperation;
  readonly address: number;
  readonly waited?: true;
}

/**
 * Executes one, and counts it when it started something.
 * @returns undefined when it is not complete: the device is not selected yet
 */
export function executeIo(
  channels: ChannelSubsystem,
  { operation, address, waited }: IoInstruction,
  usage: MachineUsage,
): number | undefined {
  const cc = waited === true ? channels.selected(address) : execute(channels, operation, address);
  if (cc !== undefined && cc < 2 && (operation === 'SIO' || operation === 'SIOF'))
    usage.countStart();
  return cc;
}

/** Starts the channel program of a DIAGNOSE, and counts it. */
export function startProgram(
  channels: ChannelSubsystem,
  { address, ccw, key, fullscreen }: SynchronousIo,
  done: (result: ProgramResult) => void,
  usage: MachineUsage,
): ReturnType<ChannelSubsystem['runProgram']> {
  usage.countStart();
  return channels.runProgram(address, ccw, key, done, fullscreen ?? false);
}

function execute(
  channels: ChannelSubsystem,
  operation: IoOperation,
  address: number,
): number | undefined {
  switch (operation) {
    case 'SIO':
      return channels.startIo(address, false);
    case 'SIOF':
      return channels.startIo(address, true);
    case 'TIO':
      return channels.testIo(address);
    case 'CLRIO':
      return channels.clearIo(address);
    case 'HIO':
      return channels.haltIo(address);
    case 'HDV':
      return channels.haltDevice(address);
    case 'TCH':
      return channels.testChannel(address);
    case 'STIDC':
      return channels.storeChannelId(address);
  }
}

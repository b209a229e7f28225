/** The I/O instructions, which CP executes on the machine's virtual channels; each gives a condition code. */
import type { IoOperation } from '../../cpu/exit.js';
import type { ChannelSubsystem } from '../../devices/channel-subsystem.js';

/** Executes one. */
export function executeIo(
  channels: ChannelSubsystem,
  operation: IoOperation,
  address: number,
): number {
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

/**
 * Devices that a machine gets by DEFINE or by SPECIAL statements of its directory entry: tape drives, which are empty
 * until the operator mounts a reel, adapters, and displays for terminals that dial in.
 */
import { tapeModelOf } from '../../devices/tape/tape-models-table.js';
import type { DirectoryEntry } from '../ports/directory-store.js';
import type { DeviceSpec } from '../protocol.js';
import { useridOf } from './operands.js';

/** An empty tape drive; undefined when there is no such model. */
function tapeDevice(address: number, model = '3420'): DeviceSpec | undefined {
  const known = tapeModelOf(model);
  return known && { address, type: 'tape', model: known, medium: undefined };
}

/** An adapter to which any user may couple, or only one. */
function ctcaDevice(address: number, only: string | undefined): DeviceSpec {
  return { address, type: 'ctca', only: only === '*' ? undefined : only };
}

/** A device of DEFINE; undefined when the operand behind its address is not understood. */
export function specialDevice(
  name: 'TAPE' | 'CTCA' | 'GRAF',
  address: number,
  operand: string | undefined,
): DeviceSpec | undefined {
  if (name === 'TAPE') return tapeDevice(address, operand);
  if (name === 'GRAF') {
    return operand === undefined || operand === '3270' ? { address, type: 'graf' } : undefined;
  }
  const known = operand === undefined || operand === '*' || useridOf(operand) !== undefined;
  return known ? ctcaDevice(address, operand) : undefined;
}

/** The devices of SPECIAL statements. */
export function specialDevices(entry: DirectoryEntry): readonly DeviceSpec[] {
  return entry.specials.flatMap((special): DeviceSpec | readonly DeviceSpec[] => {
    switch (special.type) {
      case 'ctca':
        return ctcaDevice(special.device, special.user);
      case 'graf':
        return { address: special.device, type: 'graf' };
      case 'tape':
        return tapeDevice(special.device, special.model) ?? [];
    }
  });
}

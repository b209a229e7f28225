/**
 * Devices that a machine gets by DEFINE or by SPECIAL statements of its directory entry: tape drives, which are empty
 * until the operator mounts a reel.
 */
import { tapeModelOf } from '../../devices/tape/tape-models-table.js';
import type { DirectoryEntry } from '../ports/directory-store.js';
import type { DeviceSpec } from '../protocol.js';

/** An empty tape drive; undefined when there is no such model. */
export function tapeDevice(address: number, model = '3420'): DeviceSpec | undefined {
  const known = tapeModelOf(model);
  return known && { address, type: 'tape', model: known, medium: undefined };
}

/** The devices of SPECIAL statements. */
export function specialDevices(entry: DirectoryEntry): readonly DeviceSpec[] {
  return entry.specials.flatMap(({ device, model }) => tapeDevice(device, model) ?? []);
}

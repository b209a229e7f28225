/** Names of files in operands of stages, and faults of disks as faults of stages. */
import type { Volume } from '../files/volume.js';
import type { BlockDevice } from '../command.js';
import { findFile } from '../files/disk-state.js';
import { DiskError } from '../files/volume.js';
import type { Operands } from './operands.js';
import { PipeFault } from './pipe-fault.js';
import type { StageIo } from './stage-io.js';
import { isFileName } from '../files/file-name.js';

/** Name, type and mode of a file. */
export interface Fileid {
  readonly name: string;
  readonly type: string;
  readonly mode: string;
}

/** Reads the name of a file; throws a PipeFault. */
export function parseFileid(operands: Operands, otherwise: string, io: StageIo): Fileid {
  const name = operands.required();
  const type = operands.required();
  let mode = otherwise;
  if (/^([A-Z][0-6]?|\*)$/i.test(operands.peek())) mode = operands.word();
  const { disks } = io.context.cms;
  // a name as it is written when there is such a file, else in upper case
  const asWritten = findFile(disks, name, type, mode.toUpperCase()) !== undefined;
  const id = asWritten
    ? { name, type, mode: mode.toUpperCase() }
    : { name: name.toUpperCase(), type: type.toUpperCase(), mode: mode.toUpperCase() };
  if (!asWritten && !(isFileName(id.name) && isFileName(id.type))) {
    throw isFileName(id.name) ? new PipeFault(776, type) : new PipeFault(775, name);
  }
  return id;
}

/** The name for messages. */
export const show = (id: Fileid): string => `${id.name} ${id.type} ${id.mode}`;

/** A disk's fault as a fault of the stage. */
export function guarded<T>(action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (!(error instanceof DiskError)) throw error;
    const device = error.device.toString(16).toUpperCase().padStart(3, '0');
    if (error.reason === 'full') throw new PipeFault(748, device);
    throw new PipeFault(2021, device, error.reason);
  }
}

/** Which time it is that a disk has been accessed: a volume that has been accessed anew is another one. */
export const mountOf = (volume: Volume): number => Math.floor(volume.generation / 2 ** 32);

/** A volume as it was when `mount` was told. Throws a PipeFault when it has been released since. */
export function stillAccessed(io: StageIo, number: number, mount: number, letter: string): Volume {
  const { volumes } = io.context.cms.disks;
  const found = volumes.find((one) => one.device === number);
  if (found === undefined || mountOf(found) !== mount) throw new PipeFault(119, letter);
  return found;
}

/** The disk of a device number. */
export function device(io: StageIo, number: number): BlockDevice {
  const found = io.context.disk(number);
  if (found === undefined) throw new DiskError('gone', number);
  return found;
}

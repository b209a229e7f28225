/**
 * What a count-key-data disk finds wrong, and the sense bytes that say so (Reference Manual for IBM 3830
 * Storage Control Model 2, GA26-1617, "Sense Information"; IBM 2314, GA26-3599, "Sense Bytes").
 */
import { COMMAND_REJECT, DATA_CHECK, EQUIPMENT_CHECK } from '../unit.js';
import type { CkdGeometry } from '../../shared/ckd-geometry-table.js';

/** What may be wrong. */
export type CkdFault =
  /** No such command on this disk. */
  | 'invalid-command'
  /** The command does not follow what it has to follow. */
  | 'invalid-sequence'
  /** The CCW is shorter than the argument. */
  | 'short-argument'
  | 'invalid-argument'
  /** SEEK to a place that is not on the disk. */
  | 'invalid-seek'
  /** The file mask, or a link for reading only, forbids to write so. */
  | 'write-inhibited'
  /** The file mask forbids this seek or this switching of heads. */
  | 'file-protected'
  /** The record does not fit on the track. */
  | 'invalid-track-format'
  | 'end-of-cylinder'
  | 'no-record-found'
  /** What stands on the track is no record. */
  | 'bad-count'
  /** The track is marked as defective. */
  | 'track-condition'
  /** The host could not read or write. */
  | 'equipment';

const PERMANENT = 0x80;
const TRACK_FORMAT = 0x40;
const END_OF_CYLINDER = 0x20;
const NO_RECORD = 0x08;
const FILE_PROTECTED = 0x04;
const INCOMPLETE = 0x01;
const TRACK_CONDITION = 0x02;
/** The 2314 alone. */
const SEEK_CHECK = 0x01;
const INVALID_SEQUENCE_2314 = 0x10;
const MISSING_ADDRESS_MARK_2314 = 0x02;
const ONLINE_2314 = 0x40;
const END_OF_CYLINDER_2314 = 0x04;

/** Sense bytes 0, 1 and 7 (format and message) of each fault. */
const FAULTS: Readonly<Record<CkdFault, readonly [number, number, number]>> = {
  'invalid-command': [COMMAND_REJECT, 0, 0x01],
  'invalid-sequence': [COMMAND_REJECT, 0, 0x02],
  'short-argument': [COMMAND_REJECT, 0, 0x03],
  'invalid-argument': [COMMAND_REJECT, 0, 0x04],
  'invalid-seek': [COMMAND_REJECT, 0, 0x04],
  'write-inhibited': [COMMAND_REJECT, 0, 0x02],
  'file-protected': [0, FILE_PROTECTED, 0],
  'invalid-track-format': [0, TRACK_FORMAT, 0],
  'end-of-cylinder': [0, END_OF_CYLINDER, 0],
  'no-record-found': [0, NO_RECORD, 0],
  'bad-count': [DATA_CHECK, PERMANENT, 0x41],
  'track-condition': [TRACK_CONDITION, 0, 0],
  equipment: [EQUIPMENT_CHECK, PERMANENT, 0x10],
};

/** Sense bytes 0 and 1 of a 2314 where they are others. */
const FAULTS_2314: Partial<Record<CkdFault, readonly [number, number]>> = {
  'invalid-sequence': [COMMAND_REJECT, INVALID_SEQUENCE_2314],
  'invalid-seek': [COMMAND_REJECT | SEEK_CHECK, 0],
  'bad-count': [DATA_CHECK, MISSING_ADDRESS_MARK_2314],
  equipment: [EQUIPMENT_CHECK, 0],
};

/** Where it happened. */
export interface FaultPlace {
  readonly cylinder: number;
  readonly head: number;
  readonly record: number;
  /** In the midst of a record that overflowed its track: the command to go on with, 05 write or 06 read; 0 otherwise. */
  readonly restart: number;
}

/** All sense bytes of a fault. */
export function senseOf(geometry: CkdGeometry, fault: CkdFault, place: FaultPlace): Uint8Array {
  const bytes = new Uint8Array(geometry.senseBytes);
  const [zero, one, message] = FAULTS[fault];
  bytes.set([zero, one]);
  const incomplete = place.restart === 0 ? 0 : INCOMPLETE;
  bytes[1]! |= incomplete;
  if (geometry.senseShift === undefined) {
    const other = FAULTS_2314[fault];
    if (other !== undefined) bytes.set([other[0], other[1] | incomplete]);
    bytes[3] = ONLINE_2314 | (fault === 'end-of-cylinder' ? END_OF_CYLINDER_2314 : 0);
    return bytes;
  }
  const { cylinder, head, record, restart } = place;
  bytes[2] = geometry.senseModel;
  bytes[3] = restart;
  bytes[4] = geometry.senseDrive;
  bytes[5] = cylinder & 0xff;
  bytes[6] = ((cylinder >> 8) << geometry.senseShift) | (head & 0x1f);
  bytes[7] = message;
  if (fault === 'bad-count') {
    bytes.set([cylinder >> 8, cylinder & 0xff, head >> 8, head & 0xff, record], 8);
  }
  return bytes;
}

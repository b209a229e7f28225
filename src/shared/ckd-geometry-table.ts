/**
 * Count-key-data disks: cylinders, heads, what fits on a track, and what they are called (Reference Manual
 * for IBM 3330 Series Disk Storage, GA26-1615; IBM 3340 Disk/Storage, GA26-1619; IBM 3350 Direct Access
 * Storage, GA26-1638; IBM 2314 Direct Access Storage Facility, GA26-3599: "Track Capacity").
 */

/** Names of the disks, model included where there is more than one. */
export type CkdModel = '2314' | '3330-1' | '3330-11' | '3340-35' | '3340-70' | '3350';

/** Device types. */
export type CkdType = '2314' | '3330' | '3340' | '3350';

/** One kind of disk. */
export interface CkdGeometry {
  readonly model: CkdModel;
  /** The device type as four digits. */
  readonly type: CkdType;
  /** Cylinders of a whole volume, without alternate ones. */
  readonly cylinders: number;
  readonly heads: number;
  /** Bytes that the records behind a standard record zero may take. */
  readonly capacity: number;
  /** Bytes that a record takes beside key and data; what a key adds to that. */
  readonly overhead: number;
  readonly keyOverhead: number;
  /** The disk gives data of all but the last record tolerance gaps, and the last record no overhead. */
  readonly tolerance: boolean;
  /** Sectors of rotational position sensing; 0 when it has none. */
  readonly sectors: number;
  /** Bytes of WRITE HOME ADDRESS: the last five are flag and address. */
  readonly homeBytes: number;
  /** The largest record that fits, without key. */
  readonly longest: number;
  readonly senseBytes: number;
  /** Where sense byte 6 has the high part of the cylinder number; undefined when it has none. */
  readonly senseShift: number | undefined;
  /** Sense byte 2 beside what faults put there, and byte 4, which says which drive it is. */
  readonly senseModel: number;
  readonly senseDrive: number;
}

const of3330 = {
  type: '3330',
  heads: 19,
  capacity: 13_165,
  overhead: 135,
  keyOverhead: 56,
  tolerance: false,
  sectors: 128,
  homeBytes: 5,
  longest: 13_030,
  senseBytes: 24,
  senseModel: 0,
  senseDrive: 0x38,
} as const;

const of3340 = {
  type: '3340',
  heads: 12,
  capacity: 8535,
  overhead: 167,
  keyOverhead: 75,
  tolerance: false,
  sectors: 64,
  homeBytes: 7,
  longest: 8368,
  senseBytes: 24,
  senseShift: 5,
  senseDrive: 0x80,
} as const;

/** All kinds of disks by name. */
export const CKD_GEOMETRIES: Readonly<Record<CkdModel, CkdGeometry>> = {
  '2314': {
    model: '2314',
    type: '2314',
    cylinders: 200,
    heads: 20,
    capacity: 7294,
    overhead: 101,
    keyOverhead: 45,
    tolerance: true,
    sectors: 0,
    homeBytes: 5,
    longest: 7294,
    senseBytes: 6,
    senseShift: undefined,
    senseModel: 0,
    senseDrive: 0,
  },
  '3330-1': {
    ...of3330,
    model: '3330-1',
    cylinders: 404,
    senseShift: 6,
  },
  '3330-11': {
    ...of3330,
    model: '3330-11',
    cylinders: 808,
    senseShift: 5,
  },
  '3340-35': {
    ...of3340,
    model: '3340-35',
    cylinders: 348,
    senseModel: 0x81,
  },
  '3340-70': {
    ...of3340,
    model: '3340-70',
    cylinders: 696,
    senseModel: 0x82,
  },
  '3350': {
    model: '3350',
    type: '3350',
    cylinders: 555,
    heads: 30,
    capacity: 19_254,
    overhead: 185,
    keyOverhead: 82,
    tolerance: false,
    sectors: 128,
    homeBytes: 11,
    longest: 19_069,
    senseBytes: 24,
    senseShift: 5,
    senseModel: 0,
    senseDrive: 0x80,
  },
};

/**
 * The model that a device type means for a disk of so many cylinders: the smallest that has them, so that a
 * minidisk looks like the volume that it would fit on. Undefined: no such type, or more cylinders than there are.
 */
export function modelOf(type: string, cylinders: number): CkdModel | undefined {
  return Object.values(CKD_GEOMETRIES).find(
    (one) => (one.model === type || one.type === type) && cylinders <= one.cylinders,
  )?.model;
}

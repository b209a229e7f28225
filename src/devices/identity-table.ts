/**
 * Device classes and types as VM/370 numbers them and DIAGNOSE X'24' shows them (VM/370 System
 * Programmer's Guide, "DIAGNOSE Code X'24'"; VM/370 Data Areas, VDEVBLOK and RDEVBLOK).
 */
import type { CkdModel } from '../shared/ckd-geometry-table.js';
import type { Unit } from './unit.js';

type Identity = Unit['identity'];

/** A typewriter console; the last byte is the length of its line. */
export const CONSOLE_3215: Identity = { class: 0x80, type: 0x00, model: 0x00, features: 0x82 };
/** A display console: what the real device is (class graphics, 3277 family), 80 columns. */
export const CONSOLE_3270: Identity = { class: 0x40, type: 0x01, model: 0x02, features: 0x50 };
export const READER_2540: Identity = { class: 0x20, type: 0x82, model: 0x00, features: 0x00 };
export const PUNCH_2540: Identity = { class: 0x10, type: 0x82, model: 0x00, features: 0x00 };
export const PRINTER_1403: Identity = { class: 0x10, type: 0x41, model: 0x00, features: 0x00 };
/** A channel-to-channel adapter: VM/370's class of special devices. */
export const CTCA_3088: Identity = { class: 0x02, type: 0x80, model: 0x00, features: 0x00 };
/** Class of fixed-block devices; the type is that of a 3310. */
export const FBA_3310: Identity = { class: 0x01, type: 0x01, model: 0x01, features: 0x00 };

/** Types and models of count-key-data disks; their class is X'04'. */
const CKD_TYPES: Readonly<Record<CkdModel, readonly [type: number, model: number]>> = {
  '2314': [0x40, 0],
  '3330-1': [0x10, 1],
  '3330-11': [0x10, 11],
  '3340-35': [0x01, 1],
  '3340-70': [0x01, 2],
  '3350': [0x08, 0],
};

/** A count-key-data disk. */
export function ckdIdentity(name: CkdModel): Identity {
  const [type, model] = CKD_TYPES[name];
  return { class: 0x04, type, model, features: 0 };
}

/** Virtual status and flags of a display console, as VM/370 Release 6 answers. */
const DISPLAY_VIRTUAL = 0x8000a010 | 0;

/**
 * The words that DIAGNOSE X'24' gives for a unit: the virtual device (class, type, status, flags) and
 * the real one behind it (class, type, model, features or length of line); signed.
 */
export function diagnose24(unit: Unit): readonly [virtual: number, real: number] {
  const { class: klass, type, model, features } = unit.identity;
  const real = (klass << 24) | (type << 16) | (model << 8) | features;
  return [klass === CONSOLE_3270.class ? DISPLAY_VIRTUAL : (klass << 24) | (type << 16), real];
}

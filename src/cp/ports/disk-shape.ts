/**
 * Type and size of a minidisk in an MDISK statement and DEFINE (z/VM CP Planning and Administration, "MDISK"; VM/370
 * Planning and System Generation Guide, "MDISK"): blocks of an FB-512, or cylinders of a count-key-data disk.
 */
import type { DiskShape } from './minidisks.js';
import { CKD_GEOMETRIES, modelOf } from '../../shared/ckd-geometry-table.js';

/** 8 GiB. */
const LARGEST_MINIDISK = 16 * 1024 * 1024;
const SMALLEST_MINIDISK = 16;

/** The shape, or what is wrong with the words. */
export function diskShape(type: string, size: string): DiskShape | { readonly fault: string } {
  const number = /^\d{1,9}$/.test(size) ? Number(size) : 0;
  if (type === 'FB-512' || type === '9336') {
    const good = number >= SMALLEST_MINIDISK && number <= LARGEST_MINIDISK;
    return good ? { type: 'fba', blocks: number } : { fault: `invalid number of blocks ${size}` };
  }
  const known = Object.values(CKD_GEOMETRIES).some(
    (one) => one.type === type || one.model === type,
  );
  if (!known) return { fault: `unsupported minidisk type ${type}` };
  const model = number < 1 ? undefined : modelOf(type, number);
  if (model === undefined) return { fault: `invalid number of cylinders ${size}` };
  return { type: 'ckd', model, cylinders: number };
}

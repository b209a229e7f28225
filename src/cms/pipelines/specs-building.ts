/** The record that SPECS builds: fields are put where they belong (CMS Pipelines, "specs Reference", "Placement"). */
import { PipeFault } from './pipe-fault.js';
import { MOST_RECORD, type Rec } from './pipe-set.js';
import type { Placement, Specs } from './specs-plan.js';

/** Where a field goes in this cycle: {@link Placement} with its column known. */
export type Place = Placement & { readonly at: Exclude<Placement['at'], object> };

/** Room for `end` bytes; what is between the end and there is filled. */
function reserve(s: Specs, end: number): void {
  if (end > MOST_RECORD) throw new PipeFault(78, end);
  if (end > s.out.length) {
    const wider = new Uint8Array(Math.max(end, s.out.length * 2));
    wider.set(s.out.subarray(0, s.length));
    s.out = wider;
  }
  if (end > s.length) {
    s.out.fill(s.fill, s.length, end);
    s.length = end;
  }
}

/** Puts a field into the record. Throws a PipeFault when it becomes too long. */
export function placeField(s: Specs, field: Rec, to: Place): void {
  const width = to.width ?? field.length;
  let at: number;
  if (typeof to.at === 'number') at = to.at;
  else {
    at = s.length;
    if (to.at === 'nextword' && s.length > 0 && width > 0) at++;
  }
  if (width === 0 || to.at === 'none') return;
  reserve(s, at + width);
  if (typeof to.at === 'number') s.out.fill(s.fill, at, at + width);
  const spare = width - field.length;
  const cut =
    spare >= 0 ? field : to.align === 'right' ? field.subarray(-spare) : field.subarray(0, width);
  const left = to.align === 'left' ? 0 : to.align === 'right' ? spare : spare >> 1;
  s.out.set(cut, at + Math.max(0, left));
}

/** What has been built, as a record of its own. */
export const builtRecord = (s: Specs): Rec => s.out.slice(0, s.length);

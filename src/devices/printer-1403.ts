/**
 * The IBM 1403 printer (IBM 2821 Control Unit Component Description, GA24-3312, "1403 Printer"): lines
 * with carriage control after them, carriage control alone, and the loads of a universal character
 * set, which are taken and have no effect on spooled lines.
 */
import { PRINTER_1403 } from './identity-table.js';
import { OutputUnit } from './output-unit.js';
import type { Transfer } from './unit.js';
import type { SpoolRecord } from '../shared/spool-record.js';

/** Print positions. */
const POSITIONS = 132;
/** Largest buffer image that is loaded: 240 bytes of UCS, 180 of a forms control buffer, 304 of a 3211. */
const LARGEST_IMAGE = 512;

/** Loads of UCS (with and without fold) and FCB images. */
const LOADS = new Set([0x63, 0xf3, 0xfb]);
/** Gate load, block and allow data checks, fold and unfold. */
const SETTINGS = new Set([0xeb, 0x73, 0x7b, 0x43, 0x23]);

/** Whether the five bits of carriage control in a command are those of a space or a skip. */
function isCarriage(command: number): boolean {
  const control = command >> 3;
  if (control <= 3) return true; // no space, or space 1 to 3 lines
  return control >= 0x11 && control <= 0x1c; // skip to channel 1 to 12
}

/** A virtual line printer. */
export class Printer1403 extends OutputUnit {
  override readonly identity = PRINTER_1403;

  protected override record(command: number, transfer: Transfer): SpoolRecord | 'done' | 'reject' {
    const low = command & 7;
    if (low === 1 && isCarriage(command)) return { command, data: transfer.get(POSITIONS) };
    if (LOADS.has(command)) {
      transfer.get(LARGEST_IMAGE);
      return 'done';
    }
    if (SETTINGS.has(command)) return 'done';
    if (low === 3 && isCarriage(command)) return { command, data: new Uint8Array(0) };
    return 'reject';
  }
}

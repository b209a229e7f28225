/** DIAG() and DIAGRC(): DIAGNOSE instructions of REXX programs (z/VM REXX/VM Reference, "DIAG", "DIAGRC"). */
import type { FrameContext } from '../nucleus/context.js';
import { diagnose } from '../nucleus/context.js';
import { CONSOLE } from '../nucleus/console-io.js';
import { SCRATCH } from '../nucleus/layout.js';
import { toEbcdic } from '../../shared/ebcdic.js';
import { fromBytes, toBytes } from '../rexx/character-codes.js';
import type { Diagnosed } from '../rexx/host.js';
import { diagnoseEffect, mayWait } from './waiting-diagnose.js';

type Values = readonly (string | undefined)[];
type Nucleus = FrameContext['nucleus'];

/** Most bytes of a message, and of what identifies the system. */
const MESSAGE = 240;
const IDENTIFICATION = 40;
const TIMES = 32;
const DISPLAY_DATA = 6;
/** Longest name of a language, and bytes that tell of a device. */
const LANGUAGE = 5;
const DEVICE_BLOCK = 12;

function bytesAt(n: Nucleus, at: number, length: number): string {
  return fromBytes(n.machine.fetch(at, length) ?? new Uint8Array());
}

function words(...values: readonly number[]): string {
  const bytes = new Uint8Array(4 * values.length);
  const view = new DataView(bytes.buffer);
  values.forEach((value, i) => view.setInt32(4 * i, value));
  return fromBytes(bytes);
}

/** Registers Rx, Rx+1, Ry and Ry+1 around a DIAGNOSE: what they are is as before when it returns. */
function execute(
  n: Nucleus,
  code: number,
  given: Readonly<Record<number, number>>,
): { readonly cc: number; readonly registers: readonly number[] } | undefined {
  const m = n.machine;
  const saved = [2, 3, 4, 5].map((r) => [r, m.register(r)] as const);
  for (const [r, value] of Object.entries(given)) m.setRegister(Number(r), value);
  const cc = m.diagnose(code, 2, 4);
  const registers = [2, 3, 4, 5].map((r) => m.register(r));
  for (const [r, value] of saved) m.setRegister(r, value);
  return cc === undefined ? undefined : { cc, registers };
}

/** A device address: hexadecimal, or -1 for the console. */
function deviceOf(text: string | undefined): number | undefined {
  if (text?.trim() === '-1') return -1;
  return text !== undefined && /^[0-9A-Fa-f]{1,4}$/.test(text.trim())
    ? Number.parseInt(text.trim(), 16)
    : undefined;
}

/** Carries out a DIAGNOSE; undefined for a code that is not known, or values that it cannot have. */
export function diagnoseFor(
  n: Nucleus,
  code: number,
  values: Values,
): Diagnosed | 'wait' | undefined {
  const [first] = values;
  if (mayWait(code)) return diagnoseEffect(code, values) && 'wait';
  switch (code) {
    case 0x00: {
      diagnose(n, code, SCRATCH, IDENTIFICATION);
      return { rc: 0, cc: 0, data: bytesAt(n, SCRATCH, IDENTIFICATION) };
    }
    case 0x0c:
      diagnose(n, code, SCRATCH, 0);
      return { rc: 0, cc: 0, data: bytesAt(n, SCRATCH, TIMES) };
    case 0x24: {
      const device = deviceOf(first);
      if (device === undefined) return undefined;
      const done = execute(n, code, { 2: device, 4: 0, 5: 0 });
      const [address = 0, , type = 0, real = 0] = done?.registers ?? [];
      return done && { rc: 0, cc: done.cc, data: words(address, type, real) + String(done.cc) };
    }
    case 0x5c: {
      if (first === undefined || first.length > MESSAGE) return undefined;
      n.machine.store(SCRATCH, Uint8Array.from(toBytes(first)));
      const done = execute(n, code, { 2: SCRATCH, 4: first.length });
      const [at = SCRATCH, , length = 0] = done?.registers ?? [];
      return done && { rc: 0, cc: 0, data: first.slice(at - SCRATCH, at - SCRATCH + length) };
    }
    case 0x60:
      return { rc: 0, cc: 0, data: words(n.machine.storageSize) };
    case 0x8c: {
      const device = first === undefined ? CONSOLE : deviceOf(first);
      if (device === undefined || device < 0) return undefined;
      const done = execute(n, code, { 2: SCRATCH, 3: device, 4: DISPLAY_DATA });
      const data = done?.cc === 0 ? bytesAt(n, SCRATCH, DISPLAY_DATA) : '';
      return done && { rc: 0, cc: done.cc, data };
    }
    case 0xc8: {
      if (first === undefined || first.trim() === '' || first.length > LANGUAGE) return undefined;
      n.machine.store(SCRATCH, toEbcdic(first.trim().toUpperCase().padEnd(LANGUAGE)));
      const done = execute(n, code, { 2: SCRATCH, 4: 0 });
      const [, , rc = 0] = done?.registers ?? [];
      return done && { rc, cc: done.cc, data: words(rc) };
    }
    case 0x210: {
      const device = deviceOf(first);
      if (device === undefined || device < 0) return undefined;
      n.machine.store(SCRATCH, Uint8Array.of(device >> 8, device & 0xff, 0, DEVICE_BLOCK));
      const done = execute(n, code, { 2: SCRATCH });
      const data = done === undefined || done.cc === 3 ? '' : bytesAt(n, SCRATCH, DEVICE_BLOCK);
      return done && { rc: 0, cc: done.cc, data };
    }
    default:
      return undefined;
  }
}

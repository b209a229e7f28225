/**
 * SYNADAF and SYNADRLS (SVC 68; OS/VS Data Management Macro Instructions, "SYNADAF"): for the error routine of a DCB, a
 * save area of its own and a message that says what went wrong, as a variable record of 128 bytes.
 */
import { toEbcdic } from '../../shared/ebcdic.js';
import type { Nucleus } from '../nucleus/nucleus.js';
import { giveMain, takeMain } from './main-storage.js';
import type { OpenDcb } from './os-state.js';
import { driveOf } from './tapes.js';

/** The area: registers, then the message. */
const AREA = { back: 4, forward: 8, message: 72, length: 200 } as const;
const MESSAGE = 128;
/** Fields of the message: where the text begins, and what was read. */
const FIELD = { data: 8, text: 50 } as const;
/** Codes in register 0: a message; one with the data that was read; one that is not whole. */
const CODE = { message: 0, data: 4, partial: 8 } as const;
/** In the high byte of register 15: SYNADRLS. */
const RELEASE = 0xff;
/** Access methods by the code in the high byte of register 15. */
const METHODS = ['EXCP', 'BPAM', 'BSAM', 'QSAM', 'BDAM', 'BISAM', 'QISAM', 'BTAM'] as const;

/** Unit and kind of a device. */
function unitOf({ definition, parts, part, device }: OpenDcb): readonly [string, string] {
  const three = (n: number): string => n.toString(16).toUpperCase().padStart(3, '0');
  switch (definition.device) {
    case 'DISK':
      return [three(parts[part]?.device ?? device), 'DA'];
    case 'TAPE':
      return [three(driveOf(definition)), 'TA'];
    case 'PRINTER':
      return ['00E', 'UR'];
    case 'PUNCH':
      return ['00D', 'UR'];
    case 'READER':
      return ['00C', 'UR'];
    default:
      return ['009', 'UR'];
  }
}

function textOf(n: Nucleus, dcb: OpenDcb, method: string): string {
  const [unit, kind] = unitOf(dcb);
  const verb = method.startsWith('Q') ? (dcb.input ? 'GET' : 'PUT') : dcb.input ? 'READ' : 'WRITE';
  const block = String(dcb.last).padStart(10, '0');
  const words = [n.state.userid.padEnd(8), 'CMS'.padEnd(8), unit, kind];
  words.push(dcb.definition.ddname.padEnd(8), verb.padEnd(6), 'UNKNOWN COND.'.padEnd(15));
  return [...words, block, method.padEnd(6)].join(',');
}

/** SVC 68. Register 1 is that of the error routine: the DCB. Undefined when a save area lies outside storage. */
export function analyseError(n: Nucleus): number | undefined {
  const m = n.machine;
  const request = m.register(15);
  if (request >>> 24 === RELEASE) return release(n);
  const dcb = n.cms.os.open.find((one) => one.address === (m.register(1) & 0xffffff));
  const place = giveMain(n, AREA.length);
  if (place === undefined) {
    m.setRegister(0, CODE.partial);
    return request;
  }
  const old = m.register(13) & 0xffffff;
  if (!m.setWord(old + AREA.forward, place.at)) return undefined;
  const area = new Uint8Array(AREA.length);
  area.fill(0x40, AREA.message + 8);
  const view = new DataView(area.buffer);
  view.setUint32(AREA.back, old);
  view.setUint16(AREA.message, MESSAGE);
  view.setUint16(AREA.message + 4, MESSAGE - 4);
  const method = METHODS[request >>> 24] ?? 'EXCP';
  const text = dcb === undefined ? '*'.repeat(MESSAGE - FIELD.text) : textOf(n, dcb, method);
  area.set(toEbcdic(text), AREA.message + FIELD.text);
  const read = dcb?.input === true && dcb.last > 0;
  if (read) {
    view.setUint32(AREA.message + FIELD.data, dcb.buffer);
    view.setUint16(AREA.message + FIELD.data + 4, Math.min(dcb.bufferLength, 0xffff));
  }
  m.store(place.at, area);
  m.setRegister(0, dcb === undefined ? CODE.partial : read ? CODE.data : CODE.message);
  m.setRegister(1, place.at + AREA.message);
  m.setRegister(13, place.at);
  return request;
}

/** The area that register 13 points to is given back, and the one before is as it was. */
function release(n: Nucleus): number | undefined {
  const m = n.machine;
  const at = m.register(13) & 0xffffff;
  const old = m.word(at + AREA.back);
  if (old === undefined) return undefined;
  if (!takeMain(n, at, AREA.length)) {
    m.setRegister(0, CODE.partial);
    return 0;
  }
  if (!m.setWord((old & 0xffffff) + AREA.forward, 0)) return undefined;
  m.setRegister(0, 0);
  m.setRegister(13, old);
  return 0;
}

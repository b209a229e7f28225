/**
 * DIAGNOSE X'18': standard DASD I/O for count-key-data disks, without an interruption (VM/370 System
 * Programmer's Guide, "DIAGNOSE Code X'18' - Standard DASD I/O"). The chain has one SEEK, then for each record SEARCH
 * ID EQUAL, a TIC back to it, and READ DATA or WRITE DATA; SET SECTOR may stand before a search, SEEK HEAD, SEEK
 * CYLINDER and NO-OP anywhere.
 */
import { CKD_GEOMETRIES } from '../../../shared/ckd-geometry-table.js';
import type { DeviceSpec } from '../../protocol.js';
import { absoluteOf } from '../real-address.js';
import { addressIn, reason, storeCsw, withCc } from './diagnose-code.js';
import type { DiagnoseCode, DiagnoseContext } from './diagnose-code.js';

type Disk = Extract<DeviceSpec, { type: 'ckd' }>;

const WRITE_DATA = 0x05;
const READ_DATA = 0x06;
const SEEK = 0x07;
const TRANSFER = 0x08;
const SEEK_CYLINDER = 0x0b;
const SEEK_HEAD = 0x1b;
const SET_SECTOR = 0x23;
const SEARCH_ID_EQUAL = 0x31;
const NO_OPERATION = 0x03;
const CHAIN_COMMAND = 0x40;

/** The most records, and the longest one. */
const MOST_RECORDS = 15;
const LONGEST = 2048;
/** CCWs that may belong to one record: SEEK, SET SECTOR, SEARCH, TIC, the transfer, and as many more. */
const CCWS_A_RECORD = 10;

/** Reasons in R15. */
const NOT_ATTACHED = 1;
const NOT_CKD = 2;
const READ_ONLY = 3;
const CYLINDER = 4;
const BUSY = 5;
const ALIGNMENT = 5;
const ARGUMENT_ADDRESS = 6;
const NO_TRANSFER = 7;
const COUNT_ZERO = 8;
const COUNT_LONG = 9;
const BUFFER_ADDRESS = 10;
const RECORDS = 11;
const OTHER_CYLINDER = 12;
const ERROR = 13;

/** What is wrong with a chain: condition code and reason. */
interface Wrong {
  readonly cc: 1 | 2;
  readonly code: number;
}

const wrong = (code: number): Wrong => ({ cc: 2, code });

/** Looks a chain through before anything of it is done; undefined: it may be run. */
function inspect(
  context: DiagnoseContext,
  disk: Disk,
  first: number,
  records: number,
): Wrong | undefined {
  const { storage } = context;
  let found = 0;
  let cylinder: number | undefined;
  for (let n = 0; n < records * CCWS_A_RECORD; n++) {
    const ccw = storage.fetch(first + n * 8, 8);
    if (ccw === undefined) return wrong(ARGUMENT_ADDRESS);
    const view = new DataView(ccw.buffer, ccw.byteOffset);
    const bad = inspectCcw(context, disk, view);
    if (bad !== undefined) return bad;
    const command = view.getUint8(0);
    if (command === SEEK || command === SEEK_HEAD) {
      const argument = storage.fetch(view.getUint32(0) & 0xffffff, 6);
      const wanted = argument && new DataView(argument.buffer).getUint16(2);
      if (command === SEEK_HEAD && wanted !== cylinder) return wrong(OTHER_CYLINDER);
      cylinder ??= wanted;
    }
    if (command === READ_DATA || command === WRITE_DATA) found++;
    if (found > records) return wrong(RECORDS);
    // the end of the chain; a TIC has no flags
    const chained = command === TRANSFER || (view.getUint8(4) & CHAIN_COMMAND) !== 0;
    // CMS of VM/370 counts what it wanted, and chains what lies on the cylinder: fewer are all right
    if (!chained) return found > 0 ? undefined : wrong(NO_TRANSFER);
  }
  return wrong(NO_TRANSFER);
}

function inspectCcw(context: DiagnoseContext, disk: Disk, view: DataView): Wrong | undefined {
  const { storage } = context;
  const address = view.getUint32(0) & 0xffffff;
  const count = view.getUint16(6);
  switch (view.getUint8(0)) {
    case SEEK:
    case SEEK_CYLINDER:
    case SEEK_HEAD: {
      const argument = storage.fetch(address, 6);
      if (argument === undefined) return wrong(ARGUMENT_ADDRESS);
      const place = new DataView(argument.buffer, argument.byteOffset);
      const heads = CKD_GEOMETRIES[disk.model].heads;
      const moves = view.getUint8(0) !== SEEK_HEAD;
      const outside = moves && place.getUint16(2) >= disk.cylinders;
      return outside || place.getUint16(4) >= heads ? { cc: 1, code: CYLINDER } : undefined;
    }
    case SEARCH_ID_EQUAL:
      return storage.fetch(address, 5) === undefined ? wrong(ARGUMENT_ADDRESS) : undefined;
    case READ_DATA:
    case WRITE_DATA:
      if (count === 0) return wrong(COUNT_ZERO);
      if (count > LONGEST) return wrong(COUNT_LONG);
      if (address + count > storage.size) return wrong(BUFFER_ADDRESS);
      if (view.getUint8(0) === READ_DATA || !disk.readOnly) return undefined;
      return { cc: 1, code: READ_ONLY };
    case TRANSFER:
    case SET_SECTOR:
    case NO_OPERATION:
      return undefined;
    default:
      return wrong(NO_TRANSFER);
  }
}

/**
 * Rx: virtual device; Ry: address of the chain; R15: most records of the chain, 1 to 15. Result: cc 0 done; cc 1 with R15 = 1
 * no such device, 2 not a count-key-data disk, 3 a write to a disk linked for reading, 4 outside the disk, 5 busy, or an
 * interruption is pending;
 * cc 2 with R15 = 5 chain not on a doubleword, 6 argument outside storage, 7 a CCW that does not belong, or no
 * records, 8 a count of zero, 9 one over 2048, 10 buffer outside storage, 11 R15 was not 1 to 15, or less than the
 * records of the chain, 12 a SEEK HEAD names another cylinder than the SEEK; cc 3 with R15 = 13 I/O error, the CSW of
 * which is stored, and the sense bytes of which SENSE gives. Nothing is done under cc 1 and 2.
 */
export const standardDiskIo: DiagnoseCode = {
  code: 0x18,
  execute(context, r1, r3) {
    const { processor } = context;
    const address = processor.register(r1) & 0xffff;
    const device = context.device(address);
    if (device === undefined) return reason(context, 1, NOT_ATTACHED);
    if (device.spec.type !== 'ckd') return reason(context, 1, NOT_CKD);
    if (context.channelState(address) !== 'idle') return reason(context, 1, BUSY);
    // the addresses within a chain are absolute ones
    const ccw = absoluteOf(processor.prefix, addressIn(processor, r3));
    if (ccw % 8 !== 0) return reason(context, 2, ALIGNMENT);
    const records = processor.register(15);
    if (records < 1 || records > MOST_RECORDS) return reason(context, 2, RECORDS);
    const bad = inspect(context, device.spec, ccw, records);
    if (bad !== undefined) return reason(context, bad.cc, bad.code);
    return { kind: 'io', io: { address, ccw, key: 0 }, plan: {} };
  },
  finishIo(context, _r1, _r3, _plan, end) {
    if (end === 'not-operational') return reason(context, 1, NOT_ATTACHED);
    if (end === 'busy') return reason(context, 1, BUSY);
    if (end.ok) return withCc(0);
    return storeCsw(context, end) ? reason(context, 3, ERROR) : { kind: 'no-frame' };
  },
};

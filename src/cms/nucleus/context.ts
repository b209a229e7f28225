/**
 * What a step of a command sees, made from the machine: time by DIAGNOSE X'0C', disks by DIAGNOSE X'A4',
 * storage by the checked accessors. Nothing here outlives the step.
 */
import { fromEbcdic } from '../../shared/ebcdic.js';
import { BLOCK_IO, BLOCK_READ, BLOCK_SIZE, BLOCK_WRITE } from '../../cp/guest-interface.js';
import type { BlockDevice, LocalTime, StepContext } from '../command.js';
import { BLOCK, blockList } from './block-list.js';
import { CONSOLE } from './console-io.js';
import { BLOCK_BUFFER, BLOCK_LIST, BLOCKS_AT_ONCE, SCRATCH } from './layout.js';
import type { Activation, Nucleus } from './nucleus.js';

/** Reason of DIAGNOSE X'A4': the device has no blocks. */
const NO_BLOCKS = 2;
/** Virtual device class of disks. */
const DISK_CLASS = 0x04;

/** What commands of the nucleus itself see beside the rest. */
export interface FrameContext extends StepContext {
  readonly nucleus: Nucleus;
  /** The command itself. */
  readonly activation: Activation;
  /** Whether CMS has a subcommand environment of its own of this name now. */
  environmentThere(name: string): boolean;
}

/** The context of one step of `activation`. */
export function stepContext(
  n: Nucleus,
  activation: Activation,
  environmentThere: FrameContext['environmentThere'],
): FrameContext {
  return {
    cms: n.cms,
    tokens: activation.tokens,
    text: activation.text,
    caller: activation.caller,
    userid: n.state.userid,
    node: n.state.node,
    get now() {
      return readClock(n).now;
    },
    get display() {
      return (n.state.console.told = readDisplaySize(n));
    },
    disk: (device) => openDisk(n, device),
    fetch: (address, length) => n.machine.fetch(address, length),
    store: (address, bytes) => n.machine.store(address, bytes),
    nucleus: n,
    activation,
    environmentThere,
  };
}

/** Size of the terminal's screen (alternate size of the display); undefined when there is no screen. */
export function readDisplaySize(n: Nucleus): StepContext['display'] {
  const m = n.machine;
  const [r2, r3, r4] = [m.register(2), m.register(3), m.register(4)];
  m.setRegister(2, SCRATCH);
  m.setRegister(3, CONSOLE);
  m.setRegister(4, 6);
  const cc = m.diagnose(0x8c, 2, 4);
  m.setRegister(2, r2);
  m.setRegister(3, r3);
  m.setRegister(4, r4);
  const size = m.word(SCRATCH + 2);
  return cc !== 0 || size === undefined ? undefined : { columns: size >>> 16, rows: size & 0xffff };
}

/** Executes a DIAGNOSE with these registers; the registers are as before when it returns. */
export function diagnose(
  n: Nucleus,
  code: number,
  rx: number,
  ry: number,
): { readonly cc: number; readonly ry: number; readonly reason: number } | undefined {
  const m = n.machine;
  const saved = [2, 4, 15].map((r) => [r, m.register(r)] as const);
  m.setRegister(2, rx);
  m.setRegister(4, ry);
  m.setRegister(15, 0);
  const cc = m.diagnose(code, 2, 4);
  const result = cc === undefined ? undefined : { cc, ry: m.register(4), reason: m.register(15) };
  for (const [r, value] of saved) m.setRegister(r, value);
  return result;
}

/** Local time, and virtual and total processor time in microseconds. */
export function readClock(n: Nucleus): { now: LocalTime; virtual: number; total: number } {
  diagnose(n, 0x0c, SCRATCH, 0);
  const bytes = n.machine.fetch(SCRATCH, 32) ?? new Uint8Array(32);
  const text = fromEbcdic(bytes.subarray(0, 16));
  const view = new DataView(bytes.buffer, bytes.byteOffset, 32);
  const part = (at: number): number => Number(text.slice(at, at + 2)) || 0;
  const year = part(6);
  return {
    now: {
      // two digits of year, as the format has them: 1970 to 2069
      year: year < 70 ? 2000 + year : 1900 + year,
      month: part(0) || 1,
      day: part(3) || 1,
      hour: part(8),
      minute: part(11),
      second: part(14),
    },
    virtual: Number(view.getBigUint64(16)),
    total: Number(view.getBigUint64(24)),
  };
}

/** Whether a device is a disk, of whatever kind: virtual device class of DIAGNOSE X'24'. */
function isDisk(n: Nucleus, device: number): boolean {
  const type = diagnose(n, 0x24, device, 0);
  return type?.cc === 0 && type.ry >>> 24 === DISK_CLASS;
}

/** A disk of tracks: it has no blocks that CMS could use. */
function tracks(device: number): BlockDevice {
  return { device, blocks: 0, readOnly: false, read: () => undefined, write: () => false };
}

/** A minidisk, when the device is there. */
export function openDisk(n: Nucleus, device: number): BlockDevice | undefined {
  n.machine.store(BLOCK_LIST, blockList(device, BLOCK_SIZE, []));
  const there = diagnose(n, BLOCK_IO, BLOCK_LIST, 0);
  if (there?.cc === 1 && there.reason === NO_BLOCKS && isDisk(n, device)) return tracks(device);
  if (there?.cc !== 0) return undefined;
  const blocks = there.ry;
  return {
    device,
    blocks,
    readOnly: there.reason === 3,
    read: (block, count) => readBlocks(n, device, blocks, block, count),
    write: (block, bytes) => writeBlocks(n, device, blocks, block, bytes),
  };
}

function readBlocks(
  n: Nucleus,
  device: number,
  blocks: number,
  block: number,
  count: number,
): Uint8Array | undefined {
  if (block < 0 || count < 0 || block + count > blocks) return undefined;
  let out: Uint8Array | undefined;
  for (let done = 0; done < count; done += BLOCKS_AT_ONCE) {
    const part = Math.min(BLOCKS_AT_ONCE, count - done);
    if (!transfer(n, device, BLOCK_READ, block + done, part)) return undefined;
    const bytes = n.machine.fetch(BLOCK_BUFFER, part * BLOCK);
    // most reads are one transfer, whose bytes are a copy already
    if (bytes === undefined || part === count) return bytes;
    out ??= new Uint8Array(count * BLOCK);
    out.set(bytes, done * BLOCK);
  }
  return out ?? new Uint8Array(0);
}

function writeBlocks(
  n: Nucleus,
  device: number,
  blocks: number,
  block: number,
  bytes: Uint8Array,
): boolean {
  const count = bytes.length / BLOCK;
  if (!Number.isInteger(count) || block < 0 || block + count > blocks) return false;
  for (let done = 0; done < count; done += BLOCKS_AT_ONCE) {
    const part = Math.min(BLOCKS_AT_ONCE, count - done);
    const slice = bytes.subarray(done * BLOCK, (done + part) * BLOCK);
    if (!n.machine.store(BLOCK_BUFFER, slice)) return false;
    if (!transfer(n, device, BLOCK_WRITE, block + done, part)) return false;
  }
  return true;
}

function transfer(
  n: Nucleus,
  device: number,
  operation: number,
  block: number,
  count: number,
): boolean {
  const entries = Array.from({ length: count }, (_, i) => block + i);
  n.machine.store(BLOCK_LIST, blockList(device, operation, entries));
  n.cost += count;
  return diagnose(n, BLOCK_IO, BLOCK_LIST, 0)?.cc === 0;
}

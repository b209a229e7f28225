/**
 * Lays out machine blocks and the parts of further processors (machine-block.ts), and keeps the table that
 * says which processors a machine has. Only the machine's owner may call these.
 */
import type { MemoryViews } from './memory-views.js';
import { purgeBoth } from './look-up-table.js';
import {
  F_CPU_ADDRESS,
  FIELDS,
  FIRST_PROCESSOR,
  M_MODEL,
  M_SERIAL,
  M_TIMER_MODE,
  MACHINE_FIELDS,
  PROCESSOR_ADDRESSES,
  PROCESSOR_STATE_BYTES,
  PROCESSORS,
} from './machine-block.js';
import { TIMER_ON } from './timers.js';

/** What a machine is told apart by (STIDP, STAP). */
export interface MachineIdentity {
  /** 20 bits: the digit in front of them is a processor's address. */
  readonly serial: number;
  /** 16 bits, four decimal digits: X'3090'. */
  readonly model: number;
  /** Processor address of the first processor, 0 to 63. */
  readonly address: number;
}

function checkAddress(address: number): void {
  if (!Number.isInteger(address) || address < 0 || address >= PROCESSOR_ADDRESSES)
    throw new RangeError(`processor address ${address}`);
}

/** Clears a part; its tables by their lists, so that what was never used is not touched. */
function clearPart(memory: MemoryViews, part: number): void {
  purgeBoth(memory, part);
  memory.bytes.fill(0, part, part + PROCESSOR_STATE_BYTES);
}

function layOutPart(memory: MemoryViews, part: number, address: number): void {
  clearPart(memory, part);
  memory.words[((part + FIELDS) >>> 2) + F_CPU_ADDRESS] = address;
}

/**
 * Makes a block as if it had never been used. What frames and further parts an older machine had must have
 * been given back before.
 * @param block - byte address, a multiple of 8
 */
export function clearMachineBlock(memory: MemoryViews, block: number): void {
  memory.bytes.fill(0, block, block + FIRST_PROCESSOR);
  clearPart(memory, block + FIRST_PROCESSOR);
}

/**
 * Lays out a new machine block with its first processor: all zeros, size 0, timer ON.
 * @param block - byte address, a multiple of 8
 */
export function initialiseMachineBlock(
  memory: MemoryViews,
  block: number,
  identity: MachineIdentity,
): void {
  if (block % 8 !== 0) throw new RangeError(`machine block at ${block}`);
  checkAddress(identity.address);
  clearMachineBlock(memory, block);
  const machine = new Int32Array(memory.buffer, block + MACHINE_FIELDS, 32);
  machine[M_SERIAL] = identity.serial & 0xfffff;
  machine[M_MODEL] = identity.model & 0xffff;
  machine[M_TIMER_MODE] = TIMER_ON;
  layOutPart(memory, block + FIRST_PROCESSOR, identity.address);
  table(memory, block)[identity.address] = block + FIRST_PROCESSOR;
}

function table(memory: MemoryViews, block: number): Int32Array {
  return new Int32Array(memory.buffer, block + PROCESSORS, PROCESSOR_ADDRESSES);
}

/**
 * Gives a machine a further processor, all zeros: to be reset before it runs.
 * @param part - byte address of PROCESSOR_PART_BYTES that nobody uses, a multiple of 8
 * @param address - processor address, which must be free
 */
export function addProcessor(
  memory: MemoryViews,
  block: number,
  part: number,
  address: number,
): void {
  checkAddress(address);
  const parts = table(memory, block);
  if (part % 8 !== 0 || parts[address] !== 0) throw new RangeError(`processor ${address}`);
  layOutPart(memory, part, address);
  parts[address] = part;
}

/**
 * Takes a processor out of the machine; the first one stays for the life of the machine.
 * @returns the byte address of its part, which can be used for something else now
 */
export function removeProcessor(memory: MemoryViews, block: number, address: number): number {
  const parts = table(memory, block);
  const part = parts[address] ?? 0;
  if (part === 0 || part === block + FIRST_PROCESSOR) throw new RangeError(`processor ${address}`);
  parts[address] = 0;
  return part;
}

/** Addresses of the processors that a machine has, in order. */
export function processorAddresses(memory: MemoryViews, block: number): number[] {
  const addresses: number[] = [];
  table(memory, block).forEach((part, address) => {
    if (part !== 0) addresses.push(address);
  });
  return addresses;
}

/** Byte addresses of the parts of all processors but the first. */
export function furtherParts(memory: MemoryViews, block: number): number[] {
  return [...table(memory, block)].filter((part) => part !== 0 && part !== block + FIRST_PROCESSOR);
}

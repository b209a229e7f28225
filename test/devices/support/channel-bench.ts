/**
 * A machine's storage, files and console ring in memory with channels on them, and builders for channel
 * programs. Everything that goes outside storage is an assertion failure, not a lost byte.
 */
import { expect } from 'chai';
import { RING_ALARM, RING_DISPLAY, RING_LINE } from '../../../src/devices/backing.js';
import type { ConsoleOutput, FileAccess } from '../../../src/devices/backing.js';
import { channelStorage } from '../../../src/devices/channel-storage.js';
import type { KeyedStorage } from '../../../src/devices/channel-storage.js';
import { ChannelSubsystem } from '../../../src/devices/channel-subsystem.js';
import { hostCompression } from '../../../src/host/compression.js';
import { makeUnit } from '../../../src/devices/make-unit.js';
import type { UnitBacking, UnitDescription } from '../../../src/devices/make-unit.js';
import type { Unit, UnitAnswer, UnitAsk } from '../../../src/devices/unit.js';

/** Storage with a key for each 2K block. */
export class TestStorage implements KeyedStorage {
  readonly size: number;
  readonly bytes: Uint8Array;
  readonly keys: Uint8Array;
  /** Stores that succeed before frames run out. */
  frames = Number.POSITIVE_INFINITY;

  constructor(size = 0x10000) {
    this.size = size;
    this.bytes = new Uint8Array(size);
    this.keys = new Uint8Array(size / 2048);
  }

  holds(address: number, length: number): boolean {
    return address >= 0 && address + length <= this.size;
  }

  fetch(address: number, length: number): Uint8Array | undefined {
    expect(address >= 0 && address + length <= this.size, 'fetch inside storage').to.equal(true);
    return this.bytes.slice(address, address + length);
  }

  store(address: number, bytes: Uint8Array): boolean {
    expect(address >= 0 && address + bytes.length <= this.size, 'store inside').to.equal(true);
    if (this.frames <= 0) return false;
    this.frames--;
    this.bytes.set(bytes, address);
    return true;
  }

  protects(address: number, length: number, accessKey: number, store: boolean): boolean {
    for (let at = address & ~2047; at < address + length; at += 2048) {
      const key = this.keys[at / 2048]!;
      if (accessKey !== 0 && key >> 4 !== accessKey && (store || (key & 8) !== 0)) return true;
    }
    return false;
  }
}

/** Files in memory; a handle that is not there, or `broken`, throws as the host does. */
export class TestFiles implements FileAccess {
  readonly files = new Map<number, Uint8Array>();
  broken = false;

  readAt(handle: number, position: number, into: Uint8Array): number {
    const file = this.#file(handle);
    const part = file.subarray(position, position + into.length);
    into.set(part);
    return part.length;
  }

  writeAt(handle: number, position: number, from: Uint8Array): void {
    let file = this.#file(handle);
    if (file.length < position + from.length) {
      const longer = new Uint8Array(position + from.length);
      longer.set(file);
      this.files.set(handle, (file = longer));
    }
    file.set(from, position);
  }

  cutAt(handle: number, size: number): void {
    this.files.set(handle, this.#file(handle).slice(0, size));
  }

  #file(handle: number): Uint8Array {
    const file = this.files.get(handle);
    if (file === undefined || this.broken) throw new Error('EIO');
    return file;
  }
}

/** A console ring that has room for so many records. */
export class TestRing implements ConsoleOutput {
  readonly records: { readonly kind: number; readonly bytes: Uint8Array }[] = [];
  room = Number.POSITIVE_INFINITY;

  put(kind: number, bytes: Uint8Array): boolean {
    if (this.room <= 0) return false;
    this.room--;
    this.records.push({ kind, bytes: bytes.slice() });
    return true;
  }

  /** What was typed: lines ended by `/`, alarms as `!`, display records as `[..]`. */
  text(): string {
    return this.records
      .map(({ kind, bytes }) => {
        if (kind === RING_ALARM) return '!';
        const text = [...bytes].map((byte) => String.fromCharCode(byte)).join('');
        if (kind === RING_DISPLAY) return `[${hex(bytes)}]`;
        return kind === RING_LINE ? `${text}/` : text;
      })
      .join('');
  }
}

/** Bytes as hexadecimal digits. */
export function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Text as bytes; the units do not look at the code. */
export function text(characters: string): Uint8Array {
  return Uint8Array.from(characters, (character) => character.charCodeAt(0));
}

/** One CCW. */
export function ccw(
  command: number,
  address: number,
  flags: number,
  count: number,
  control = 0,
): number[] {
  const a = [address >> 16, address >> 8, address].map((byte) => byte & 0xff);
  return [command, ...a, flags, control, count >> 8, count & 0xff];
}

/** Channels with their machine. */
export class ChannelBench {
  readonly storage: TestStorage;
  readonly files = new TestFiles();
  readonly ring = new TestRing();
  readonly asked: { readonly address: number; readonly id: number; readonly ask: UnitAsk }[] = [];
  readonly withdrawn: number[] = [];
  taken = 0;
  pending = 0;
  channels: ChannelSubsystem;
  readonly #made: { readonly address: number; readonly make: () => Unit }[] = [];

  constructor(size?: number) {
    this.storage = new TestStorage(size);
    this.channels = this.#channels();
  }

  #channels(): ChannelSubsystem {
    return new ChannelSubsystem(channelStorage(this.storage), {
      pending: (channels) => (this.pending = channels),
      ask: (address, id, ask) => this.asked.push({ address, id, ask }),
      withdraw: (id) => this.withdrawn.push(id),
      lineTaken: () => this.taken++,
    });
  }

  attach(address: number, make: UnitDescription | (() => Unit)): Unit {
    const maker = typeof make === 'function' ? make : () => makeUnit(make, this.#backing());
    this.#made.push({ address, make: maker });
    const unit = maker();
    expect(this.channels.attach(address, unit)).to.equal(true);
    return unit;
  }

  #backing(): UnitBacking {
    return { files: this.files, console: this.ring, compression: hostCompression };
  }

  /** Writes the channels down, throws them away and builds them again from the bytes. */
  rebuild(): void {
    const written = JSON.parse(pack(this.channels.writeDown())) as unknown;
    this.channels = this.#channels();
    for (const { address, make } of this.#made) this.channels.attach(address, make());
    this.channels.restore(unpack(written));
  }

  /** Puts CCWs at an address, and the CAW that points to them. */
  program(at: number, ...ccws: readonly number[][]): this {
    this.storage.bytes.set(ccws.flat(), at);
    this.caw(at);
    return this;
  }

  caw(at: number, key = 0): this {
    this.storage.bytes.set([key << 4, at >> 16, (at >> 8) & 0xff, at & 0xff], 72);
    return this;
  }

  put(at: number, bytes: Uint8Array | readonly number[]): this {
    this.storage.bytes.set(bytes, at);
    return this;
  }

  at(address: number, length: number): Uint8Array {
    return this.storage.bytes.slice(address, address + length);
  }

  /** The CSW at 64 as hexadecimal digits. */
  csw(): string {
    return hex(this.at(64, 8));
  }

  /** Runs until nothing moves; the number of units is bounded. */
  run(limit = 10_000): number {
    let used = 0;
    while (this.channels.active && used < limit) {
      const step = this.channels.step(100);
      if (step === 0) break;
      used += step;
    }
    return used;
  }

  /** START I/O, run, make durable what was written, and the CSW of the interruption. */
  io(address: number): string {
    expect(this.channels.startIo(address, false), 'SIO').to.equal(0);
    this.run();
    this.sync();
    expect(this.channels.takeIo(0xffff), 'interruption').to.equal(address);
    return this.csw();
  }

  /** Answers the last ask and runs on. */
  answer(answer: UnitAnswer): void {
    const last = this.asked.at(-1);
    expect(last, 'an ask').to.not.equal(undefined);
    expect(this.channels.answer(last!.id, answer)).to.equal(true);
    this.run();
  }

  /** CP's answer to a program that waits until what it wrote is durable. */
  sync(kind: 'done' | 'refused' = 'done'): void {
    if (this.channels.asks().some(({ ask }) => ask.kind === 'sync')) this.answer({ kind });
  }

  /** The interruption that must be there now. */
  interruption(address: number): string {
    expect(this.channels.takeIo(0xffff), 'interruption').to.equal(address);
    return this.csw();
  }
}

/** Plain data to text and back; byte arrays are marked, anything but plain data throws. */
function pack(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => {
    if (part instanceof Uint8Array) return { $bytes: [...part] };
    if (part === undefined) return { $none: true };
    if (typeof part === 'function') throw new Error('a function is not plain data');
    const prototype: unknown =
      typeof part === 'object' && part !== null ? Object.getPrototypeOf(part) : Object.prototype;
    if (prototype !== Object.prototype && !Array.isArray(part))
      throw new Error('an instance is not plain data');
    return part;
  });
}

function unpack(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(unpack);
  if (typeof value !== 'object' || value === null) return value;
  if ('$bytes' in value) return Uint8Array.from(value.$bytes as number[]);
  if ('$none' in value) return undefined;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, unpack(part)]));
}

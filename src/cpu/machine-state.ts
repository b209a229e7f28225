/**
 * The state of one virtual processor as the instruction families see it: views into the machine block and
 * the processor's part of it, and checked access to storage under the key of the PSW. The object holds nothing but views and what
 * can be worked out again from the block.
 */
import type { Clock } from '../shared/clock.js';
import type { ByteRuns } from './byte-run-module.js';
import type { MachineStorage } from './machine-storage.js';
import type { MemoryViews } from './memory-views.js';
import type { IoInterruptions } from './virtual-processor.js';
import type { Watcher } from './watcher.js';
import * as block from './machine-block.js';
import * as codes from './program-check.js';
import { programCheck } from './program-check.js';
import type { Translation } from './translation.js';
import {
  absoluteOf,
  SEGMENT_BEYOND,
  SEGMENT_INVALID,
  translate,
  TRANSLATED,
} from './translation.js';
import { BY_REAL, BY_VIRTUAL, enter, purge, purgeBoth } from './look-up-table.js';
import type { TableKind } from './look-up-table.js';

// An imported constant is loaded and checked wherever it is used; one of this file is part of the code.
const {
  CONTROL_REGISTERS,
  COPIED,
  COPY,
  DOUBLES,
  F_KEY_EMWP,
  F_PREFIX,
  FIELDS,
  FLOAT_REGISTERS,
  FRAME_BYTES,
  FRAME_MASK,
  FIRST_PROCESSOR,
  GENERAL_REGISTERS,
  KEY_CHANGE,
  KEY_FETCH,
  KEY_REFERENCE,
  M_SIZE,
  MACHINE_DOUBLES,
  MACHINE_FIELDS,
  PAGES,
  PROCESSORS,
  REAL_TABLE,
  RESIDENT,
  SCRATCH,
  SHARED,
  VIRTUAL_TABLE,
} = block;
const { ADDRESSING, NO_FRAME, PAGE_TRANSLATION, PROTECTION, SEGMENT_TRANSLATION } = codes;

/** CR0: low-address protection, and the bits of the translation format. */
const CR0_LOW_PROTECTION = 0x10000000;
const CR0_FORMAT = 0x00f80000;
/** Bytes that low-address protection protects. */
const LOW_PROTECTED = 512;

/** Entry bits of which one is on in a page of a saved segment. */
const OF_SEGMENT = SHARED | COPY;

/** What a processor is made of. */
export interface ProcessorParts {
  /** Views of the shared memory. */
  readonly memory: MemoryViews;
  /** Byte address of the machine block, which has been laid out by `initialiseMachineBlock`. */
  readonly block: number;
  /** Processor address, one of those that the block has; by default that of the first processor. */
  readonly address?: number;
  readonly storage: MachineStorage;
  /** Wall clock: TOD clock, clock comparator and SET TIMER REAL go by it. */
  readonly clock: Pick<Clock, 'now'>;
  /** Where I/O interruptions come from. */
  readonly io: IoInterruptions;
}

/** Byte address of the processor part that is meant. */
function partOf({ memory, block, address }: ProcessorParts): number {
  if (address === undefined) return block + FIRST_PROCESSOR;
  const part = memory.words[((block + PROCESSORS) >>> 2) + address];
  if (part === undefined || part === 0) throw new RangeError(`no processor ${address}`);
  return part;
}

/** Views and accessors of one processor and its machine. */
export class MachineState {
  readonly memory: MemoryViews;
  readonly block: number;
  /** Byte address of the processor part. */
  readonly part: number;
  readonly storage: MachineStorage;
  readonly clock: Pick<Clock, 'now'>;
  readonly io: IoInterruptions;
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** General registers. */
  readonly general: Int32Array;
  /** Control registers. */
  readonly control: Int32Array;
  /** Floating-point registers, two words each. */
  readonly float: Int32Array;
  /** The `M_` words of the block. */
  readonly machine: Int32Array;
  /** The `MD_` doubles of the block. */
  readonly machineDoubles: Float64Array;
  /** The `F_` words of the processor part. */
  readonly fields: Int32Array;
  /** The `D_` doubles of the processor part. */
  readonly doubles: Float64Array;
  /**
   * The table that logical addresses are looked up in: the page table itself, or one of the processor's
   * look-up tables. To be written by the accessors of this class only.
   */
  pages: Int32Array;
  readonly #realPages: Int32Array;
  readonly #virtualPages: Int32Array;
  /** Which look-up table `pages` is; undefined for the page table. */
  #kind: TableKind | undefined;
  /** Dynamic address translation is on. */
  dat = false;
  /** Low-address protection is on. */
  lowProtected = false;
  /** What is done to runs of bytes. */
  readonly runs: ByteRuns;
  /** The shared memory as words of the host. */
  readonly words: Int32Array;
  /** Byte address of the work area. */
  readonly scratch: number;

  // between the hot loop and what is around it; of no meaning from one run to the next
  /** Fuel left when the hot loop ended. */
  fuel = 0;
  /** Interruption code or SVC number. */
  code = 0;
  /** First word of the instruction that ended the hot loop, and its guest address. */
  word = 0;
  at = 0;
  /** What the last translation found. */
  readonly translation: Translation = { real: 0, protected: false };
  /** Virtual address of a segment- or page-translation exception. */
  translationAddress = 0;
  /** What the last MVCL or CLCL cost beyond one instruction. */
  cost = 0;
  /** EDMK has put an address into register 1. */
  marked = false;
  /** Where the instruction stands that is executed by itself, for PER or a watcher. */
  watchedAt = 0;
  /** Program interruptions taken so far. */
  exceptions = 0;
  /** Who follows the processor. */
  watcher: Watcher | undefined = undefined;

  constructor(parts: ProcessorParts) {
    const { memory, block } = parts;
    this.memory = memory;
    this.block = block;
    const part = partOf(parts);
    this.part = part;
    this.storage = parts.storage;
    this.clock = parts.clock;
    this.io = parts.io;
    this.bytes = memory.bytes;
    this.view = memory.view;
    this.words = memory.words;
    this.runs = memory.runs;
    this.machine = new Int32Array(memory.buffer, block + MACHINE_FIELDS, 32);
    this.machineDoubles = new Float64Array(memory.buffer, block + MACHINE_DOUBLES, 8);
    this.general = new Int32Array(memory.buffer, part + GENERAL_REGISTERS, 16);
    this.control = new Int32Array(memory.buffer, part + CONTROL_REGISTERS, 16);
    this.float = new Int32Array(memory.buffer, part + FLOAT_REGISTERS, 8);
    this.fields = new Int32Array(memory.buffer, part + FIELDS, 64);
    this.doubles = new Float64Array(memory.buffer, part + DOUBLES, 16);
    this.pages = parts.storage.pages;
    this.#realPages = new Int32Array(memory.buffer, part + REAL_TABLE, PAGES);
    this.#virtualPages = new Int32Array(memory.buffer, part + VIRTUAL_TABLE, PAGES);
    this.scratch = part + SCRATCH;
  }

  /** Bytes by which real locations of the first 4K block are moved. */
  get prefix(): number {
    return this.fields[F_PREFIX]!;
  }

  /**
   * Chooses the look-up table: to be called whenever the PSW, the prefix or control register 0 may have
   * changed.
   * @param dat - dynamic address translation is on
   */
  setAddressing(dat: boolean): void {
    this.lowProtected = (this.control[0]! & CR0_LOW_PROTECTION) !== 0;
    this.dat = dat;
    if (dat) this.#kind = BY_VIRTUAL;
    else this.#kind = this.prefix !== 0 || this.lowProtected ? BY_REAL : undefined;
    if (this.#kind === undefined) this.pages = this.storage.pages;
    else this.pages = dat ? this.#virtualPages : this.#realPages;
  }

  /** Control register 0 or 1 has been loaded: what was found by the old values is forgotten. */
  controlLoaded(before0: number, before1: number): void {
    const changed = this.control[0]! ^ before0;
    if ((changed & CR0_LOW_PROTECTION) !== 0) purgeBoth(this.memory, this.part);
    if ((changed & CR0_FORMAT) !== 0 || this.control[1] !== before1)
      purge(this.memory, this.part, BY_VIRTUAL);
    this.setAddressing(this.dat);
  }

  /** SPX: another prefix. */
  setPrefix(prefix: number): void {
    this.fields[F_PREFIX] = prefix;
    purgeBoth(this.memory, this.part);
    this.setAddressing(this.dat);
  }

  /** PTLB. */
  purgeTranslations(): void {
    purge(this.memory, this.part, BY_VIRTUAL);
  }

  /** The host address of a byte to be fetched under the PSW key; traps. */
  fetchAt(address: number): number {
    const at = address & 0xffffff;
    const entry = this.pages[at >>> 11]!;
    if ((entry & (KEY_FETCH | KEY_REFERENCE | RESIDENT)) === (KEY_REFERENCE | RESIDENT))
      return (entry & FRAME_MASK) + (at & (FRAME_BYTES - 1));
    return this.#fetchSlowly(at);
  }

  /** The host address of a byte to be stored under the PSW key; traps, also for want of a frame. */
  storeAt(address: number): number {
    const at = address & 0xffffff;
    const entry = this.pages[at >>> 11]!;
    const key = this.fields[F_KEY_EMWP]! & 0xf0;
    const all = KEY_REFERENCE | KEY_CHANGE | RESIDENT;
    if ((entry & all) === all && (key === 0 || key === (entry & 0xf0)))
      return (entry & FRAME_MASK) + (at & (FRAME_BYTES - 1));
    return this.#storeSlowly(at, key);
  }

  /** The host address of a byte of absolute storage to be stored without protection; traps for want of a frame. */
  absoluteStoreAt(absolute: number): number {
    const page = absolute >>> 11;
    if (!this.storage.touch(page)) programCheck(NO_FRAME);
    const entry = (this.storage.pages[page]! |= KEY_REFERENCE | KEY_CHANGE);
    return (entry & FRAME_MASK) + (absolute & (FRAME_BYTES - 1));
  }

  #fetchSlowly(at: number): number {
    const kind = this.#kind;
    const offset = at & (FRAME_BYTES - 1);
    const known = kind === undefined ? 0 : this.pages[at >>> 11]!;
    if (known !== 0) {
      this.#checkFetchKey(known);
      return (known & FRAME_MASK) + offset;
    }
    const absolute = this.#absolute(at);
    const page = absolute >>> 11;
    const entry = this.storage.pages[page]!;
    if (absolute >= this.machine[M_SIZE]! && (entry & OF_SEGMENT) === 0) programCheck(ADDRESSING);
    this.#checkFetchKey(entry);
    if ((entry & RESIDENT) === 0) {
      this.storage.pages[page] = entry | KEY_REFERENCE;
      return this.storage.zeroFrame + offset;
    }
    this.#recorded(at, page, entry | KEY_REFERENCE);
    return (entry & FRAME_MASK) + offset;
  }

  #checkFetchKey(entry: number): void {
    if ((entry & KEY_FETCH) === 0) return;
    const key = this.fields[F_KEY_EMWP]! & 0xf0;
    if (key !== 0 && key !== (entry & 0xf0)) programCheck(PROTECTION);
  }

  #storeSlowly(at: number, key: number): number {
    const page = this.#storePage(at, key);
    const entry = this.storage.pages[page]! | KEY_REFERENCE | KEY_CHANGE;
    this.#recorded(at, page, entry);
    return (entry & FRAME_MASK) + (at & (FRAME_BYTES - 1));
  }

  /** Checks that a byte may be stored, and gives its page a frame, but records nothing yet. */
  #probeStore(address: number): void {
    this.#storePage(address & 0xffffff, this.fields[F_KEY_EMWP]! & 0xf0);
  }

  /** The page of absolute storage, with a frame, of a byte that may be stored; traps. */
  #storePage(at: number, key: number): number {
    if (this.lowProtected && at < LOW_PROTECTED) programCheck(PROTECTION);
    const absolute = this.#absolute(at);
    const page = absolute >>> 11;
    const entry = this.storage.pages[page]!;
    if (absolute >= this.machine[M_SIZE]! && (entry & OF_SEGMENT) === 0) programCheck(ADDRESSING);
    if (key !== 0 && key !== (entry & 0xf0)) programCheck(PROTECTION);
    if (this.translation.protected || (entry & OF_SEGMENT) === SHARED) programCheck(PROTECTION);
    if ((entry & (RESIDENT | SHARED)) !== RESIDENT && !this.storage.touch(page))
      programCheck(NO_FRAME);
    return page;
  }

  /** Sets the page table entry of an access that is allowed, and the copy of it in a look-up table. */
  #recorded(at: number, page: number, entry: number): void {
    const kind = this.#kind;
    if (kind === undefined) {
      this.storage.pages[page] = entry;
      return;
    }
    this.storage.pages[page] = entry | COPIED;
    // without change recorded every store comes back here, to be refused or not
    const guarded = this.translation.protected || (this.lowProtected && at < FRAME_BYTES);
    const copy = guarded ? entry & ~KEY_CHANGE : entry;
    enter(this.memory, this.part, kind, at >>> 11, copy & ~COPIED);
  }

  /** The absolute address of a logical one; traps. `translation.protected` is set. */
  #absolute(address: number): number {
    const result = this.translation;
    result.protected = false;
    if (this.#kind === undefined) return address;
    if (!this.dat) return absoluteOf(this.prefix, address);
    const outcome = translate(this, address, result);
    if (outcome === TRANSLATED) return absoluteOf(this.prefix, result.real);
    this.translationAddress = address & ~(FRAME_BYTES - 1);
    return programCheck(
      outcome === SEGMENT_INVALID || outcome === SEGMENT_BEYOND
        ? SEGMENT_TRANSLATION
        : PAGE_TRANSLATION,
    );
  }

  /**
   * Copies an instruction that lies on two pages to where it can be read in one piece.
   * @returns the host address of the copy
   */
  copyInstruction(address: number, length: number): number {
    for (let i = 0; i < length; i += 2) {
      const from = this.fetchAt(address + i);
      this.bytes[this.scratch + i] = this.bytes[from]!;
      this.bytes[this.scratch + i + 1] = this.bytes[from + 1]!;
    }
    return this.scratch;
  }

  fetchByte(address: number): number {
    return this.bytes[this.fetchAt(address)]!;
  }

  storeByte(address: number, value: number): void {
    this.bytes[this.storeAt(address)] = value;
  }

  /** A signed halfword from any boundary. */
  fetchHalf(address: number): number {
    const first = this.fetchAt(address);
    if ((address & (FRAME_BYTES - 1)) !== FRAME_BYTES - 1) return this.view.getInt16(first);
    const second = this.fetchAt(address + 1);
    return ((this.bytes[first]! << 24) >> 16) | this.bytes[second]!;
  }

  storeHalf(address: number, value: number): void {
    if ((address & (FRAME_BYTES - 1)) !== FRAME_BYTES - 1) {
      this.view.setInt16(this.storeAt(address), value);
      return;
    }
    this.checkStore(address, 2);
    this.bytes[this.storeAt(address)] = value >> 8;
    this.bytes[this.storeAt(address + 1)] = value;
  }

  /** A signed word from any boundary. */
  fetchWord(address: number): number {
    const first = this.fetchAt(address);
    if ((address & (FRAME_BYTES - 1)) <= FRAME_BYTES - 4) return this.view.getInt32(first);
    let word = 0;
    for (let i = 0; i < 4; i++) word = (word << 8) | this.bytes[this.fetchAt(address + i)]!;
    return word;
  }

  storeWord(address: number, value: number): void {
    if ((address & (FRAME_BYTES - 1)) <= FRAME_BYTES - 4) {
      this.view.setInt32(this.storeAt(address), value);
      return;
    }
    this.checkStore(address, 4); // both pages first: all or nothing
    for (let i = 0; i < 4; i++) this.bytes[this.storeAt(address + i)] = value >> (24 - 8 * i);
  }

  /** Checks that `length` (1 to 4096) bytes may be fetched. */
  checkFetch(address: number, length: number): void {
    this.fetchAt(address);
    this.fetchAt(address + length - 1);
  }

  /** Checks that `length` (1 to 2049) bytes may be stored and gives their pages frames. */
  checkStore(address: number, length: number): void {
    const last = address + length - 1;
    if (((address ^ last) & ~(FRAME_BYTES - 1)) !== 0) {
      // nothing is recorded for one page when the other cannot be stored into
      this.#probeStore(address);
      this.#probeStore(last);
      this.storeAt(last);
    }
    this.storeAt(address);
  }

  /** Sees to it that real location 0 has a frame: false when none is to be had. */
  touchLow(): boolean {
    return this.storage.touch(this.prefix >>> 11);
  }

  /**
   * The host address of real location 0, of whose page reference and change are recorded: what an interruption
   * stores and loads lies behind it. 0 when the page has no frame and none is to be had.
   */
  lowAt(): number {
    const page = this.prefix >>> 11;
    const pages = this.storage.pages;
    const all = KEY_REFERENCE | KEY_CHANGE | RESIDENT;
    if ((pages[page]! & (all | SHARED)) !== all) {
      if (!this.storage.touch(page)) return 0;
      pages[page]! |= KEY_REFERENCE | KEY_CHANGE;
    }
    return pages[page]! & FRAME_MASK;
  }

  /**
   * Stores a word in the first 2K of real storage as an interruption does: without protection.
   * @returns false when there is no frame
   */
  lowStore(address: number, value: number): boolean {
    const at = this.lowAt();
    if (at === 0) return false;
    this.view.setInt32(at + address, value);
    return true;
  }

  /** A word of the first 4K of real storage. */
  lowWord(address: number): number {
    return this.storage.word(this.prefix + address)!;
  }
}

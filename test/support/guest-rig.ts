/**
 * One virtual machine with a real processor and real channels, and as little of CP around it as CMS needs:
 * the DIAGNOSE codes that it executes, a console whose typed lines are scripted, minidisks in memory.
 * Everything is synchronous and goes by counts, so that a run repeats itself exactly.
 */
import { channelStorage } from '../../src/devices/channel-storage.js';
import { ChannelSubsystem } from '../../src/devices/channel-subsystem.js';
import { makeUnit } from '../../src/devices/make-unit.js';
import type { UnitAnswer, UnitAsk } from '../../src/devices/unit.js';
import { CKD_GEOMETRIES, type CkdModel } from '../../src/shared/ckd-geometry-table.js';
import { slotBytes } from '../../src/shared/ckd-track.js';
import { NO_COMPRESSION, RING_LINE, RING_TEXT } from '../../src/devices/backing.js';
import type { BlockDevice } from '../../src/cms/command.js';
import type { GuestMachine, GuestProgram, GuestProgramKind } from '../../src/cp/guest-interface.js';
import { MACHINE_BLOCK_BYTES } from '../../src/cpu/machine-block.js';
import { MachineStorage } from '../../src/cpu/machine-storage.js';
import { initialiseMachineBlock } from '../../src/cpu/machine-parts.js';
import { Processor } from '../../src/cpu/processor.js';
import type { Exit } from '../../src/cpu/exit.js';
import { fromEbcdic, toEbcdic } from '../../src/shared/ebcdic.js';
import { TestFrames, testMemory } from '../cpu/machine.js';
import { rigFiles } from './rig-files.js';
import { RigHopper } from './rig-hopper.js';

/** How the rig is set up. */
export interface RigOptions {
  readonly kind: GuestProgramKind;
  readonly size?: number;
  readonly parm?: string;
  readonly disks?: ReadonlyMap<number, BlockDevice>;
  /** CP commands: return code and response. Unknown without. */
  readonly cp?: (line: string, buffered: boolean) => { rc: number; lines: string[] };
  /** Instructions in a slice; a small one lets interruptions and write-downs come anywhere. */
  readonly slice?: number;
  /** Called at the end of every slice. */
  readonly atSlice?: (rig: GuestRig) => void;
  /** Called before what was written to a disk of blocks is made durable. */
  readonly atCommit?: (device: number) => void;
  /** A tape drive at 181: with a reel, without a ring on it, or with none. */
  readonly tape?: 'ring' | 'no ring' | 'empty';
  /** The model of the drive; 3420 without. */
  readonly tapeModel?: '3410' | '3420';
  /** Where the drive is, if not at 181. */
  readonly drive?: number;
  /** What is on the reel, as a file of the host has it; nothing without. */
  readonly reel?: Uint8Array;
  /** Disks of tracks, as Hercules has them: behind a header of 512 bytes. `trackImage` has what becomes of them. */
  readonly tracks?: ReadonlyMap<number, TrackVolume>;
}

/** A disk of tracks. */
export interface TrackVolume {
  readonly model: CkdModel;
  readonly cylinders: number;
  readonly image: Uint8Array;
  readonly readOnly?: boolean;
}

const BLOCK = 4096;
/** Where the channel looks for its address, and where it leaves its status. */
const CSW = 0x40;
const CAW = 0x48;
const SENSE_CCW = 0x04;
/** Handles of disks of tracks. */
const TRACKS_HANDLE = 1000;
const CONSOLE = 9;
/** Number of the file that is the reel of the tape drive. */
const TAPE_HANDLE = 900;

/** The machine. */
export class GuestRig {
  /** What the console showed and what was typed, in order. */
  readonly transcript: string[] = [];
  readonly storage: MachineStorage;
  readonly processor: Processor;
  readonly channels: ChannelSubsystem;
  readonly frames: TestFrames;
  /** Records that the punch and the printer wrote, by handle. */
  readonly files = new Map<number, Uint8Array>();
  program: GuestProgram | undefined;
  readonly hopper = new RigHopper();
  /** Lines that the user has still to type. */
  readonly input: string[] = [];
  /** Set while the console's ring counts as full. */
  ringFull = false;
  /** Slices so far. */
  slices = 0;
  readonly #options: RigOptions;
  readonly #token = 4711;
  #partial = '';
  #read: number | undefined;
  #room: number | undefined;
  #reels = 0;
  #virtual = 0;
  #nextHandle = 1;
  readonly #later: (() => void)[] = [];
  #now = Date.UTC(2026, 10, 22, 10, 11, 12);

  constructor(options: RigOptions) {
    this.#options = options;
    const size = options.size ?? 0x80000;
    const from = BLOCK + MACHINE_BLOCK_BYTES;
    const memory = testMemory(from + size);
    initialiseMachineBlock(memory, BLOCK, { serial: 1, model: 0x3090, address: 0 });
    this.frames = new TestFrames(memory, from, size / 2048);
    this.storage = new MachineStorage(memory, BLOCK, this.frames);
    this.storage.define(size);
    this.processor = new Processor({
      memory,
      block: BLOCK,
      storage: this.storage,
      clock: { now: () => this.#now },
      io: { takeIo: (mask) => this.channels.takeIo(mask) },
    });
    this.channels = new ChannelSubsystem(channelStorage(this.storage), {
      pending: (channels) => {
        this.processor.setIoPending(channels);
      },
      ask: (_address, id, ask) => {
        this.#ask(id, ask);
      },
      withdraw: (id) => {
        if (this.#read === id) this.#read = undefined;
        if (this.#room === id) this.#room = undefined;
      },
    });
    const backing = {
      files: rigFiles(this.files),
      console: { put: this.#put.bind(this) },
      compression: NO_COMPRESSION,
    };
    this.channels.attach(CONSOLE, makeUnit({ type: 'console', mode: '3215' }, backing));
    this.channels.attach(0x00c, makeUnit({ type: 'reader' }, backing));
    this.channels.attach(0x00d, makeUnit({ type: 'punch' }, backing));
    this.channels.attach(0x00e, makeUnit({ type: 'printer' }, backing));
    const { tape, drive = 0x181 } = options;
    if (tape !== undefined) {
      const { reel: written } = options;
      if (written !== undefined) this.files.set(TAPE_HANDLE, written.slice());
      const size = written?.length ?? 0;
      const reel = { handle: TAPE_HANDLE, size, readOnly: tape === 'no ring', compressed: false };
      const medium = tape === 'empty' ? undefined : reel;
      this.channels.attach(
        drive,
        makeUnit({ type: 'tape', model: options.tapeModel ?? '3420', medium }, backing),
      );
    }
    for (const [device, volume] of options.tracks ?? []) {
      const handle = TRACKS_HANDLE + device;
      this.files.set(handle, volume.image);
      const { model, cylinders, readOnly = false } = volume;
      const slot = slotBytes(CKD_GEOMETRIES[model]);
      const description = { handle, base: 512, slot, cylinders, model, readOnly };
      this.channels.attach(device, makeUnit({ type: 'ckd', ...description }, backing));
    }
    this.ipl();
  }

  /** What is on a disk of tracks. */
  trackImage(device: number): Uint8Array {
    return this.files.get(TRACKS_HANDLE + device)!;
  }

  /** A further drive, without a reel. */
  addDrive(device: number): void {
    const backing = { files: rigFiles(this.files), compression: NO_COMPRESSION };
    const parts = { ...backing, console: { put: this.#put.bind(this) } };
    this.channels.attach(
      device,
      makeUnit({ type: 'tape', model: '3420', medium: undefined }, parts),
    );
  }

  /** Puts a reel on a drive; gives the number of its file. */
  mount(device: number, reel: Uint8Array, readOnly = false): number {
    const handle = TAPE_HANDLE + ++this.#reels;
    this.files.set(handle, reel.slice());
    const medium = { handle, size: reel.length, readOnly, compressed: false };
    if (!this.channels.mount(device, medium)) throw new Error('there is no such drive');
    return handle;
  }

  /** The file that is the reel. */
  get reel(): Uint8Array {
    return this.files.get(TAPE_HANDLE) ?? new Uint8Array(0);
  }

  /** IPL CMS. */
  ipl(): void {
    const image = this.#options.kind.image;
    this.program = undefined;
    this.processor.reset(true);
    this.channels.reset();
    for (const page of image.pages) this.storage.store(page.address, page.bytes);
    for (const { address, length, key } of image.keys) {
      for (let at = address; at < address + length; at += 2048) this.storage.setKey(at, key);
    }
    image.registers.forEach((value, r) => {
      this.processor.setRegister(r, value);
    });
    const parm = toEbcdic(this.#options.parm ?? '');
    this.storage.store(image.parmAt, Uint8Array.of(parm.length, ...parm));
    this.processor.loadPsw(image.psw[0], image.psw[1]);
  }

  /** Everything typed and shown, one string. */
  get text(): string {
    return this.transcript.join('\n');
  }

  /** Types a line in the midst of whatever runs; false when one waits already. */
  type(line: string): boolean {
    this.transcript.push(`> ${line}`);
    return this.channels.consoleLine(CONSOLE, toEbcdic(line));
  }

  /** The ring has room again. */
  makeRoom(): void {
    this.ringFull = false;
    const id = this.#room;
    this.#room = undefined;
    if (id !== undefined) this.channels.answer(id, { kind: 'done' });
  }

  /** Lets so many milliseconds go by. */
  pass(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /** Whether a read is outstanding (VM READ). */
  get reading(): boolean {
    return this.#read !== undefined;
  }

  /** Runs until the machine waits and nothing is left to type; gives the reason why it stopped. */
  run(slices = 20_000): Exit {
    for (let i = 0; i < slices; i++) {
      const exit = this.#slice();
      if (exit !== undefined) return exit;
    }
    throw new Error(`the machine does not come to rest:\n${this.text}`);
  }

  /** Runs some slices, or until the machine rests. */
  runSlices(slices: number): void {
    for (let i = 0; i < slices; i++) if (this.#slice() !== undefined) return;
  }

  /** Writes the program down and makes it anew from the bytes. */
  rebuild(): void {
    if (this.program === undefined) return;
    const written = structuredClone(this.program.writeDown());
    this.program = this.#options.kind.open(this.#token, written);
  }

  #slice(): Exit | undefined {
    this.slices++;
    this.#options.atSlice?.(this);
    for (const due of this.#later.splice(0)) due();
    this.channels.step(100);
    const exit = this.processor.run(this.#options.slice ?? 50);
    switch (exit.reason) {
      case 'budget':
        return undefined;
      case 'diagnose':
        this.#diagnose(exit.code, exit.r1, exit.r3, exit.at);
        return undefined;
      case 'io-instruction':
        this.processor.setConditionCode(this.#io(exit.operation, exit.address));
        return undefined;
      case 'wait':
        if (this.channels.active || this.#later.length > 0) return undefined;
        if (this.input.length > 0 && this.#room === undefined) {
          this.#feed(this.input.shift() ?? '');
          return undefined;
        }
        return exit;
      default:
        return exit;
    }
  }

  #feed(line: string): void {
    if (!this.type(line)) throw new Error('a line waits already');
  }

  #io(operation: string, address: number): number {
    switch (operation) {
      case 'SIO':
        return this.channels.startIo(address, false) ?? -1;
      case 'TIO':
        return this.channels.testIo(address);
      case 'HIO':
        return this.channels.haltIo(address);
      default:
        throw new Error(`no ${operation} here`);
    }
  }

  #ask(id: number, ask: UnitAsk): void {
    const answer = (what: UnitAnswer): void => {
      this.channels.answer(id, what);
    };
    switch (ask.kind) {
      case 'console-read':
        this.#read = id;
        return;
      case 'console-room':
        this.#room = id;
        return;
      case 'sync':
      case 'unload':
        // CP answers these later
        this.#later.push(() => {
          answer({ kind: 'done' });
        });
        return;
      case 'open-output':
        answer({ kind: 'output', handle: this.#nextHandle++, limit: 1 << 20 });
        return;
      default:
        answer(this.hopper.answer(ask));
    }
  }

  #put(kind: number, bytes: Uint8Array): boolean {
    if (this.ringFull) return false;
    if (kind === RING_TEXT) this.#partial += fromEbcdic(bytes);
    if (kind === RING_LINE) {
      this.transcript.push((this.#partial + fromEbcdic(bytes)).trimEnd());
      this.#partial = '';
    }
    return true;
  }

  #diagnose(code: number, r1: number, r3: number, at: number): void {
    const kind = this.#options.kind;
    if (code === kind.gateCode) {
      const machine = this.#machine();
      if (kind.recognises(machine, at, this.#token)) {
        this.program ??= kind.open(this.#token);
        this.#virtual += this.program.step(machine, at);
        if (machine.interruption !== undefined) {
          this.processor.programInterruption(machine.interruption);
        }
        return;
      }
    }
    const cc = code === 0x08 ? this.#command(r1, r3) : this.#immediate(code, r1, r3);
    if (cc === undefined) this.processor.programInterruption(6);
    else this.processor.setConditionCode(cc);
  }

  #command(r1: number, r3: number): number {
    const p = this.processor;
    const length = p.register(r3) & 0xff;
    const buffered = (p.register(r3) & 0x40000000) !== 0;
    const text = fromEbcdic(this.storage.fetch(p.register(r1), length) ?? new Uint8Array());
    const word = text.split(' ')[0] ?? '';
    const { rc, lines } = this.#options.cp?.(text, buffered) ?? {
      rc: 1,
      lines: [`HCPCMD001E Unknown CP command: ${word}`],
    };
    const silent = rc === 1 && (p.register(r3) & 0x01000000) !== 0;
    p.setRegister(r3, rc);
    if (!buffered) {
      if (!silent) this.transcript.push(...lines);
      return 0;
    }
    const reply = toEbcdic(lines.map((line) => line + '\n').join(''));
    this.storage.store(p.register(r1 + 1), reply);
    p.setRegister(r3 + 1, reply.length);
    return 0;
  }

  #immediate(code: number, r1: number, r3: number): number | undefined {
    const p = this.processor;
    switch (code) {
      case 0x00:
        this.storage.store(p.register(r1), toEbcdic('VM/TS   '.padEnd(16) + 'ALICE   '));
        return 0;
      case 0x0c: {
        const area = new Uint8Array(32);
        area.set(toEbcdic('11/22/2610:11:12'));
        new DataView(area.buffer).setBigUint64(16, BigInt(Math.round(this.#virtual)));
        new DataView(area.buffer).setBigUint64(24, BigInt(Math.round(this.#virtual)));
        this.storage.store(p.register(r1), area);
        return 0;
      }
      case 0x10: {
        const [first, last] = [p.register(r1), p.register(r3)];
        this.storage.store(first, new Uint8Array(last + 4096 - first));
        return 0;
      }
      case 0x24: {
        const tracks = this.#options.tracks?.has(p.register(r1) & 0xffff) === true;
        if (tracks) p.setRegister(r3, 0x04 << 24);
        return tracks ? 0 : 3;
      }
      case 0x20:
        return this.#generalIo(p.register(r1), r3);
      case 0xa4:
        return this.#blocks(p.register(r1), r3);
      default:
        return undefined;
    }
  }

  /** DIAGNOSE X'20': the channel program runs to its end at once. */
  #generalIo(device: number, r3: number): number {
    const p = this.processor;
    const reason = (cc: number, r15: number): number => {
      p.setRegister(15, r15);
      return cc;
    };
    if (this.channels.unit(device) === undefined) return reason(1, 1);
    const before = this.storage.fetch(CSW, 16)!.slice();
    const perform = (program: number): { unit: number; channel: number } => {
      this.storage.setWord(CAW, program);
      if (this.channels.startIo(device, false) !== 0) throw new Error('the disk is busy');
      for (let i = 0; i < 10_000 && this.channels.state(device) === 'active'; i++) {
        this.channels.step(1000);
        for (const due of this.#later.splice(0)) due();
      }
      this.channels.testIo(device);
      const status = this.storage.word(CSW + 4)!;
      return { unit: status >>> 24, channel: (status >>> 16) & 0xff };
    };
    const ended = perform(p.register(r3) & 0xffffff);
    const failed = (ended.unit & 0x72) !== 0 || (ended.channel & 0x3f) !== 0;
    let sense = 0;
    if (failed && (ended.unit & 0x02) !== 0) {
      const scratch = this.storage.fetch(p.register(r3), 16)!.slice();
      this.storage.setWord(p.register(r3), (SENSE_CCW << 24) | (p.register(r3) + 8));
      this.storage.setWord(p.register(r3) + 4, 0x20000002);
      perform(p.register(r3));
      sense = this.storage.word(p.register(r3) + 8)! >>> 16;
      this.storage.store(p.register(r3), scratch);
    }
    this.storage.store(CSW, before);
    if (failed) {
      p.setRegister(r3, (p.register(r3) & ~0xffff) | sense);
      return reason(3, 13);
    }
    return (ended.unit & 0x01) !== 0 ? reason(2, 2) : 0;
  }

  #blocks(at: number, r3: number): number {
    const p = this.processor;
    const word = (offset: number): number => this.storage.word(at + offset) ?? 0;
    const disk = this.#options.disks?.get(word(0) >>> 16);
    const operation = word(0) & 0xff;
    const reason = (cc: number, r15: number): number => {
      p.setRegister(15, r15);
      return cc;
    };
    if (this.#options.tracks?.has(word(0) >>> 16) === true) return reason(1, 2);
    if (disk === undefined) return reason(1, 1);
    if (operation === 3) this.#options.atCommit?.(disk.device);
    if (operation === 3) return reason(0, 0);
    if (operation === 4) {
      p.setRegister(r3, disk.blocks);
      return reason(0, disk.readOnly ? 3 : 0);
    }
    const entries = word(8) - at;
    for (let i = 0; i < word(12); i++) {
      const block = word(entries + i * 8);
      const buffer = word(entries + i * 8 + 4);
      if (operation === 2) {
        const bytes = disk.read(block, 1);
        if (bytes === undefined || !this.storage.store(buffer, bytes)) return reason(3, 13);
      } else {
        const bytes = this.storage.fetch(buffer, 512);
        if (bytes === undefined || !disk.write(block, bytes)) return reason(3, 13);
      }
    }
    return reason(0, 0);
  }

  #machine(): GuestMachine & { interruption: number | undefined } {
    const p = this.processor;
    const storage = this.storage;
    const immediate = this.#immediate.bind(this);
    return {
      interruption: undefined,
      storageSize: storage.size,
      register: (n) => p.register(n),
      setRegister: (n, value) => {
        p.setRegister(n, value);
      },
      floatWord: (n) => p.floatWord(n),
      setFloatWord: (n, value) => {
        p.setFloatWord(n, value);
      },
      controlRegister: (n) => p.controlRegister(n),
      setControlRegister: (n, value) => {
        p.setControlRegister(n, value);
      },
      psw: () => p.pswWords(),
      loadPsw: (first, second) => {
        p.loadPsw(first, second);
      },
      setConditionCode: (cc) => {
        p.setConditionCode(cc);
      },
      fetch: (address, length) => storage.fetch(address, length),
      store: (address, bytes) => storage.store(address, bytes),
      word: (address) => storage.word(address),
      setWord: (address, value) => storage.setWord(address, value),
      key: (address) => storage.key(address),
      setKey: (address, key) => storage.setKey(address, key),
      diagnose: (code, r1, r3) => immediate(code, r1, r3),
      timeOfDay: () => p.timeOfDay(),
      programInterruption(code) {
        this.interruption ??= code;
      },
    };
  }
}

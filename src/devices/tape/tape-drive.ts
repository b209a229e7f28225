/**
 * A magnetic tape drive with its control unit (IBM 2400-Series Component Description, GA22-6866; IBM 3803/3420
 * Magnetic Tape Subsystem, GA32-0020). The reel is a file, mounted and unmounted by CP. Commands that
 * move no data end at the channel at once, and at the device when the tape has moved. What was written is durable when
 * WRITE TAPE MARK, REWIND and REWIND UNLOAD have ended at the device.
 */
import type { Compression, FileAccess } from '../backing.js';
import { BaseUnit, ENDED } from '../base-unit.js';
import {
  CHANNEL_END,
  COMMAND_REJECT,
  DATA_CHECK,
  DEVICE_END,
  EQUIPMENT_CHECK,
  INTERVENTION_REQUIRED,
  UNIT_CHECK,
  UNIT_EXCEPTION,
} from '../unit.js';
import type { ClosedFile, Outcome, Transfer, UnitAnswer } from '../unit.js';
import { LOAD_POINT, LONGEST_BLOCK, TapeFile } from './tape-file.js';
import type { TapeBlock, TapeMedium, TapePosition } from './tape-file.js';
import { TAPE_MODELS } from './tape-models-table.js';
import type { TapeDescription, TapeModel } from './tape-models-table.js';

/** Commands. */
const WRITE = 0x01;
const READ = 0x02;
const REWIND = 0x07;
const READ_BACKWARD = 0x0c;
const REWIND_UNLOAD = 0x0f;
const ERASE_GAP = 0x17;
const WRITE_MARK = 0x1f;
const BACK_BLOCK = 0x27;
const BACK_FILE = 0x2f;
const FORWARD_BLOCK = 0x37;
const FORWARD_FILE = 0x3f;
const SECURITY_ERASE = 0x97;
/** Settings of mode and track-in-error, and diagnostics: they change nothing that a file knows. */
const SETTINGS = new Set([0x0b, 0x1b, 0x4b, 0xcb, 0xc3, 0xd3]);
/** Settings of 7-track drives (density, parity, converter, translator): no-operations on those with 9 tracks. */
const SEVEN_TRACK = new Set([
  ...[0x13, 0x23, 0x33, 0x3b, 0x53, 0x63, 0x6b, 0x73, 0x7b, 0x93, 0xa3, 0xab, 0xb3, 0xbb],
]);
const DENSITY_800 = 0xcb;
const DENSITY_1600 = 0xc3;
const DENSITY_6250 = 0xd3;

/** Sense byte 0: a write without data. */
const WORD_COUNT_ZERO = 0x02;
/** Sense byte 1. */
const STATUS_A = 0x40;
const STATUS_B = 0x20;
const AT_LOAD_POINT = 0x08;
const WRITE_STATUS = 0x04;
const FILE_PROTECTED = 0x02;
/** Sense byte 3. */
const VERTICAL_CHECK = 0xc0;
const PHASE_ENCODED = 0x04;
const BACKWARD_STATUS = 0x02;
/** Sense byte 4. */
const TAPE_INDICATE = 0x40;

/** Blocks that one turn spaces over. */
const BLOCKS_A_TURN = 64;
/** Behind the end-of-tape marker comes so much tape, then the reel's end. */
const TRAILER = 4 * 1024 * 1024;

interface WrittenDrive {
  readonly medium: TapeMedium | undefined;
  readonly position: TapePosition;
  readonly density: number;
  readonly motion: 'read' | 'write' | 'backward';
}

/** A tape drive. */
export class TapeDrive extends BaseUnit<WrittenDrive> {
  override readonly identity;
  readonly onControlUnit = 8;
  readonly #model: TapeDescription;
  readonly #files: FileAccess;
  readonly #compression: Compression;
  #tape: TapeFile | undefined;
  #position = LOAD_POINT;
  #density = 0;
  #motion: WrittenDrive['motion'] = 'read';

  constructor(
    model: TapeModel,
    medium: TapeMedium | undefined,
    files: FileAccess,
    compression: Compression,
  ) {
    super(TAPE_MODELS[model].senseBytes);
    this.#model = TAPE_MODELS[model];
    this.identity = this.#model.identity;
    this.#files = files;
    this.#compression = compression;
    this.#load(medium);
  }

  /** A reel is put on the drive, which is ready at its load point. */
  mount(medium: TapeMedium): void {
    this.#load(medium);
    this.#position = LOAD_POINT;
    this.#motion = 'read';
    this.isReady = true;
  }

  rewind(): boolean {
    this.#position = LOAD_POINT;
    this.#motion = 'read';
    return this.#tape !== undefined;
  }

  protected override operate(command: number, transfer: Transfer): Outcome {
    if (SETTINGS.has(command)) return this.#set(command);
    if (SEVEN_TRACK.has(command)) return ENDED;
    const tape = this.#tape;
    if (tape === undefined || !this.isReady) {
      return KNOWN.has(command) ? this.notReady() : this.reject();
    }
    switch (command) {
      case READ:
        return this.#read(tape.next(this.#position, true), transfer);
      case READ_BACKWARD:
        this.#motion = 'backward';
        return this.#read(tape.before(this.#position, true), transfer, true);
      case WRITE:
        return this.#write(tape, transfer);
      case WRITE_MARK:
        return this.#writing(tape, () => this.#mark(tape));
      case ERASE_GAP:
      case SECURITY_ERASE:
        return this.#writing(tape, () =>
          apart(tape.erase(this.#position) ? this.#ended() : this.check(EQUIPMENT_CHECK)),
        );
      case FORWARD_BLOCK:
        this.#motion = 'read';
        return apart(this.#space(tape.next(this.#position, false)));
      case BACK_BLOCK:
        this.#motion = 'backward';
        return apart(this.#space(tape.before(this.#position, false)));
      case FORWARD_FILE:
        this.#motion = 'read';
        return apart(this.#toMark((from) => tape.next(from, false)));
      case BACK_FILE:
        this.#motion = 'backward';
        return apart(this.#toMark((from) => tape.before(from, false)));
      case REWIND:
        this.#position = LOAD_POINT;
        this.#motion = 'read';
        return { status: CHANNEL_END, then: { kind: 'sync' } };
      case REWIND_UNLOAD:
        this.#load(undefined);
        return { status: CHANNEL_END, then: { kind: 'unload' } };
      default:
        return this.reject();
    }
  }

  answer(): Outcome {
    throw new Error('a tape drive asks for nothing in the midst of a command');
  }

  /** The end of WRITE TAPE MARK, REWIND and REWIND UNLOAD. */
  deviceAnswer(answer: UnitAnswer): number {
    if (answer.kind === 'done') return this.#over ? DEVICE_END | UNIT_EXCEPTION : DEVICE_END;
    this.check(EQUIPMENT_CHECK);
    return DEVICE_END | UNIT_CHECK;
  }

  /** Sense bytes: what the last command left, what the drive is, and how it stands now. */
  override sense(): Uint8Array {
    const sense = super.sense();
    for (const [place, value] of this.#model.constant) sense[place]! |= value;
    const ready = this.#tape !== undefined && this.isReady;
    if (!ready) sense[0]! |= INTERVENTION_REQUIRED;
    sense[1]! |= ready ? STATUS_A : STATUS_B;
    const { medium } = this.#tape ?? {};
    if (medium === undefined) {
      sense[1]! |= FILE_PROTECTED;
      return sense;
    }
    if (this.#position.at === 0) sense[1]! |= AT_LOAD_POINT;
    if (medium.readOnly) sense[1]! |= FILE_PROTECTED;
    if (this.#motion === 'write') sense[1]! |= WRITE_STATUS;
    if (this.#density === 1600) sense[3]! |= PHASE_ENCODED;
    if (this.#motion === 'backward') sense[3]! |= BACKWARD_STATUS;
    if (this.#position.at > this.#model.capacity) sense[4]! |= TAPE_INDICATE;
    return sense;
  }

  /** The reel is taken off; CP closes its file. */
  close(): ClosedFile {
    const medium = this.#tape?.medium;
    this.#load(undefined);
    return { handle: medium?.handle ?? -1, records: 0, bytes: medium?.size ?? 0 };
  }

  #load(medium: TapeMedium | undefined): void {
    this.#tape = medium && new TapeFile(this.#files, this.#compression, medium);
  }

  #set(command: number): Outcome {
    if (command === DENSITY_800) this.#density = 800;
    if (command === DENSITY_1600) this.#density = 1600;
    if (command === DENSITY_6250) this.#density = 6250;
    return ENDED;
  }

  #read(block: TapeBlock, transfer: Transfer, backward = false): Outcome {
    if (!backward) this.#motion = 'read';
    if (block.kind === 'block') {
      this.#position = block.to;
      transfer.put(backward ? block.bytes.reverse() : block.bytes);
      return ENDED;
    }
    // the count stays as it is, and shows
    transfer.put(NOTHING);
    return this.#space(block);
  }

  #write(tape: TapeFile, transfer: Transfer): Outcome {
    return this.#writing(tape, () => {
      const bytes = transfer.get(Math.min(transfer.remaining, LONGEST_BLOCK + 1));
      if (bytes.length === 0) return this.check(WORD_COUNT_ZERO);
      if (bytes.length > LONGEST_BLOCK) return this.check(COMMAND_REJECT);
      const to = tape.write(this.#position, bytes);
      if (to === undefined) return this.check(EQUIPMENT_CHECK);
      this.#position = to;
      return this.#ended();
    });
  }

  #mark(tape: TapeFile): Outcome {
    const to = tape.mark(this.#position);
    if (to === undefined) return apart(this.check(EQUIPMENT_CHECK));
    this.#position = to;
    return { status: CHANNEL_END, then: { kind: 'sync' } };
  }

  /** Does what writes, when there is a ring on the reel and tape left. */
  #writing(tape: TapeFile, write: () => Outcome): Outcome {
    if (tape.medium.readOnly) return this.check(COMMAND_REJECT);
    if (this.#position.at > this.#model.capacity + TRAILER) return this.check(EQUIPMENT_CHECK);
    this.#motion = 'write';
    return write();
  }

  /** A write has ended; behind the end-of-tape marker that is told by unit exception. */
  get #over(): boolean {
    return this.#motion === 'write' && this.#position.at > this.#model.capacity;
  }

  #ended(): Outcome {
    return this.#over ? { status: CHANNEL_END | DEVICE_END | UNIT_EXCEPTION } : ENDED;
  }

  /** The tape has moved over one block. */
  #space(block: TapeBlock): Outcome {
    switch (block.kind) {
      case 'block':
        this.#position = block.to;
        return ENDED;
      case 'mark':
        this.#position = block.to;
        return { status: CHANNEL_END | DEVICE_END | UNIT_EXCEPTION };
      case 'damaged':
        this.#position = block.to;
        return this.check(DATA_CHECK, 0, 0, VERTICAL_CHECK);
      case 'start':
        // sense byte 1 says why
        return this.check(0);
      case 'void':
      case 'failed':
        // the tape runs off its reel
        return this.check(EQUIPMENT_CHECK);
    }
  }

  /** Moves to a tape mark and over it, by turns. */
  #toMark(step: (from: TapePosition) => TapeBlock): Outcome {
    for (let n = 0; n < BLOCKS_A_TURN; n++) {
      const block = step(this.#position);
      if (block.kind !== 'block') {
        const outcome = this.#space(block);
        return block.kind === 'mark' ? ENDED : outcome;
      }
      this.#position = block.to;
    }
    return { again: true };
  }

  halt(): void {
    // every block is moved whole
  }

  protected override clear(): void {
    // the reel stays where it is
  }

  protected override write(): WrittenDrive {
    return {
      medium: this.#tape?.medium,
      position: this.#position,
      density: this.#density,
      motion: this.#motion,
    };
  }

  protected override read(written: WrittenDrive): void {
    this.#load(written.medium);
    this.#position = written.position;
    this.#density = written.density;
    this.#motion = written.motion;
  }
}

const NOTHING = new Uint8Array(0);

/** The tape has moved for a command that the channel was done with at once (GA32-0020, "Control Commands"). */
function apart(outcome: Outcome): Outcome {
  if (!('status' in outcome)) return outcome;
  return { status: CHANNEL_END, arrives: outcome.status & ~CHANNEL_END };
}

const KNOWN = new Set([
  ...[READ, READ_BACKWARD, WRITE, WRITE_MARK, ERASE_GAP, SECURITY_ERASE, REWIND, REWIND_UNLOAD],
  ...[FORWARD_BLOCK, BACK_BLOCK, FORWARD_FILE, BACK_FILE],
]);

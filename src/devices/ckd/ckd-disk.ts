/**
 * A count-key-data disk: 2314, 3330, 3340 or 3350 behind its control unit (Reference Manual for IBM 3830
 * Storage Control Model 2, GA26-1617; IBM 2314, GA26-3599). Tracks lie in an image in slots of one size (see
 * track.ts) and are written in place at once; the channel makes them durable before it shows the program's end.
 */
import type { FileAccess } from '../backing.js';
import { BaseUnit } from '../base-unit.js';
import { ckdIdentity } from '../identity-table.js';
import { UNIT_CHECK } from '../unit.js';
import type { Outcome, Transfer, UnitAnswer } from '../unit.js';
import { CkdArm, newPlace } from './ckd-arm.js';
import type { CkdPlace, TrackImage } from './ckd-arm.js';
import * as code from './ckd-commands-table.js';
import * as controls from './ckd-controls.js';
import * as reads from './ckd-reads.js';
import * as searches from './ckd-searches.js';
import { senseOf } from './ckd-sense.js';
import type { CkdFault } from './ckd-sense.js';
import { DONE, isMultiTrack } from './ckd-state.js';
import type { Armed, CkdCommand, CkdState } from './ckd-state.js';
import { CKD_GEOMETRIES } from '../../shared/ckd-geometry-table.js';
import type { CkdModel } from '../../shared/ckd-geometry-table.js';
import * as writes from './ckd-writes.js';

/** Which disk: model, its image, and whether it may be written. */
export interface CkdDescription extends TrackImage {
  readonly model: CkdModel;
  readonly readOnly: boolean;
}

interface WrittenDisk {
  readonly place: CkdPlace;
  readonly mask: number;
  readonly maskSet: boolean;
  readonly switching: boolean;
  readonly armed: Armed;
  readonly spilling: CkdState['spilling'];
  readonly written: boolean;
}

/** What reading a disk's own state gives: sense bytes, all zero. Reserving means nothing to a minidisk. */
const senseZero: CkdCommand = ({ arm }, _command, transfer) => {
  transfer.put(new Uint8Array(arm.geometry.senseBytes));
  return DONE;
};

/** Commands by code, without the bit of the multitrack form. */
const COMMANDS: ReadonlyMap<number, CkdCommand> = new Map<number, CkdCommand>([
  [code.SEEK, controls.seek],
  [code.SEEK_CYLINDER, controls.seek],
  [code.SEEK_HEAD, controls.seek],
  [code.SPACE_COUNT, controls.spaceCount],
  [code.RECALIBRATE, controls.recalibrate],
  [code.RESTORE, controls.restore],
  [code.SET_FILE_MASK, controls.setFileMask],
  [code.SET_SECTOR, controls.setSector],
  [code.SEARCH_HOME_ADDRESS, searches.searchHomeAddress],
  [code.SEARCH_ID_EQUAL, searches.searchId],
  [code.SEARCH_ID_HIGH, searches.searchId],
  [code.SEARCH_ID_EQUAL_HIGH, searches.searchId],
  [code.SEARCH_KEY_EQUAL, searches.searchKey],
  [code.SEARCH_KEY_HIGH, searches.searchKey],
  [code.SEARCH_KEY_EQUAL_HIGH, searches.searchKey],
  [code.READ_IPL, reads.readIpl],
  [code.READ_DATA, reads.readData],
  [code.READ_KEY_DATA, reads.readKeyData],
  [code.READ_COUNT, reads.readCount],
  [code.READ_RECORD_ZERO, reads.readRecordZero],
  [code.READ_HOME_ADDRESS, reads.readHomeAddress],
  [code.READ_COUNT_KEY_DATA, reads.readCountKeyData],
  [code.READ_SECTOR, reads.readSector],
  [code.WRITE_SPECIAL, writes.writeCountKeyData],
  [code.WRITE_DATA, writes.writeData],
  [code.WRITE_KEY_DATA, writes.writeKeyData],
  [code.ERASE, writes.erase],
  [code.WRITE_RECORD_ZERO, writes.writeRecordZero],
  [code.WRITE_HOME_ADDRESS, writes.writeHomeAddress],
  [code.WRITE_COUNT_KEY_DATA, writes.writeCountKeyData],
  [code.READ_BUFFERED_LOG, senseZero],
  [code.RESERVE, senseZero],
  [code.RELEASE, senseZero],
]);

/** Commands that look at what the one before allows; all others forget it. */
const USES_ARMED: ReadonlySet<number> = new Set([
  code.READ_DATA,
  code.READ_KEY_DATA,
  code.WRITE_SPECIAL,
  code.WRITE_DATA,
  code.WRITE_KEY_DATA,
  code.ERASE,
  code.WRITE_RECORD_ZERO,
  code.WRITE_COUNT_KEY_DATA,
]);

/** A minidisk of count-key-data tracks. */
export class CkdDisk extends BaseUnit<WrittenDisk> {
  override readonly identity;
  readonly #state: CkdState;

  constructor(files: FileAccess, description: CkdDescription) {
    const geometry = CKD_GEOMETRIES[description.model];
    super(geometry.senseBytes);
    this.identity = ckdIdentity(description.model);
    this.#state = {
      arm: new CkdArm(geometry, description, files),
      readOnly: description.readOnly,
      mask: 0,
      maskSet: false,
      armed: 'none',
      spilling: 'none',
      written: false,
    };
  }

  begin(): void {
    const state = this.#state;
    const { arm } = state;
    arm.release();
    arm.seek(arm.place.cylinder, arm.place.head);
    Object.assign(arm.place, { indexPassed: false, homePassed: false });
    arm.switching = true;
    Object.assign(state, { mask: 0, maskSet: false, armed: 'none', spilling: 'none' });
  }

  override execute(command: number, transfer: Transfer): Outcome {
    // whatever else is done, the index has to pass anew
    const { place } = this.#state.arm;
    if (!code.KEEPS_INDEX.has(command)) place.indexPassed = false;
    if (command !== code.SEARCH_HOME_ADDRESS) place.homePassed = false;
    return super.execute(command, transfer);
  }

  protected override operate(command: number, transfer: Transfer): Outcome {
    if (!this.isReady) return this.notReady();
    const state = this.#state;
    const plain = isMultiTrack(command) ? command & ~code.MULTI_TRACK : command;
    const run = this.#resumed() ?? COMMANDS.get(plain);
    if (run === undefined) return this.#fault('invalid-command');
    if (!USES_ARMED.has(plain)) state.armed = 'none';
    const result = run(state, command, transfer);
    return typeof result === 'string' ? this.#fault(result) : result;
  }

  /** The second half of a record that is continued on the next track. */
  #resumed(): CkdCommand | undefined {
    const { spilling } = this.#state;
    if (spilling === 'none') return undefined;
    return spilling === 'read' ? reads.readOn : writes.writeOn;
  }

  answer(): Outcome {
    throw new Error('a disk asks for nothing in the midst of a command');
  }

  unsynced(): boolean {
    return this.#state.written;
  }

  synced(answer: UnitAnswer): number {
    this.#state.written = false;
    if (answer.kind === 'done') return 0;
    this.#fault('equipment');
    return UNIT_CHECK;
  }

  #fault(fault: CkdFault): Outcome {
    const state = this.#state;
    const { arm, spilling } = state;
    const { cylinder, head } = arm.place;
    const restart = spilling === 'none' ? 0 : spilling === 'read' ? 6 : 5;
    const place = { cylinder, head, record: arm.record, restart };
    Object.assign(state, { armed: 'none', spilling: 'none' });
    return this.check(...senseOf(arm.geometry, fault, place));
  }

  halt(): void {
    this.#state.spilling = 'none';
  }

  protected override clear(): void {
    this.#state.arm.place = newPlace();
    this.begin();
  }

  protected override write(): WrittenDisk {
    const { arm, mask, maskSet, armed, spilling, written } = this.#state;
    const { place, switching } = arm;
    return { place, mask, maskSet, switching, armed, spilling, written };
  }

  protected override read(from: WrittenDisk): void {
    const { place, switching, ...rest } = from;
    const { arm } = this.#state;
    Object.assign(this.#state, rest);
    arm.place = place;
    arm.switching = switching;
    arm.release();
  }
}

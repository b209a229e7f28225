/** What a machine has of the real processor that hosts it. */
import type { MemoryViews } from '../../cpu/memory-views.js';
import type { Compression, FileAccess } from '../../devices/backing.js';
import type { Clock } from '../../shared/clock.js';
import type { ProcessorFrames } from '../frame-lists.js';
import type { GuestProgramKind } from '../guest-interface.js';
import type { FromProcessor } from '../protocol.js';
import type { RealStorage } from '../real-storage.js';
import type { Account, Share } from './run-queue.js';
import type { UsageMeter } from './usage-meter.js';

/** What a machine gets of the real processor that hosts it. */
export interface MachineHost {
  readonly storage: RealStorage;
  readonly views: MemoryViews;
  readonly index: number;
  readonly frames: ProcessorFrames;
  readonly files: FileAccess;
  readonly compression: Compression;
  readonly clock: Clock;
  readonly programs: readonly GuestProgramKind[];
  readonly meter: UsageMeter;
  post(message: FromProcessor): void;
  /** The machine may want to run: put it in the queue if so. */
  woken(account: Account): void;
  /** The machine gives up the rest of its slice. */
  passes(account: Account): void;
  /** The machine's share has been changed. */
  share(account: Account, share: Share): void;
  /** The machine waits for frames of real storage. */
  wantFrames(): void;
  /** Whether main has rung: the turn is to end. */
  interrupted(): boolean;
}

/** Makes the unit that a device description asks for: the one place that knows all kinds of units. */
import type { Compression, ConsoleOutput, FileAccess } from './backing.js';
import { CkdDisk } from './ckd/ckd-disk.js';
import type { CkdDescription } from './ckd/ckd-disk.js';
import { Ctca } from './ctca.js';
import { Console3215 } from './console-3215.js';
import { FbaDisk } from './fba-disk.js';
import { Graf3270 } from './graf-3270.js';
import { Printer1403 } from './printer-1403.js';
import { Punch2540 } from './punch-2540.js';
import { Reader2540 } from './reader-2540.js';
import { TapeDrive } from './tape/tape-drive.js';
import type { TapeMedium } from './tape/tape-file.js';
import type { TapeModel } from './tape/tape-models-table.js';
import type { Unit } from './unit.js';

/** A device as CP describes it. */
export type UnitDescription =
  | { readonly type: 'console'; readonly mode: '3215' | '3270' }
  | { readonly type: 'reader' }
  | { readonly type: 'punch' }
  | { readonly type: 'printer' }
  | {
      readonly type: 'fba';
      readonly handle: number;
      readonly blocks: number;
      readonly readOnly: boolean;
    }
  | ({ readonly type: 'ckd' } & CkdDescription)
  | { readonly type: 'graf' }
  | { readonly type: 'ctca' }
  /** A tape drive, and the reel that is on it. */
  | { readonly type: 'tape'; readonly model: TapeModel; readonly medium: TapeMedium | undefined };

/** What stands behind the units of one machine. */
export interface UnitBacking {
  readonly files: FileAccess;
  readonly console: ConsoleOutput;
  readonly compression: Compression;
}

/** Makes a unit; what it knew before it gets by `restore`. */
export function makeUnit(description: UnitDescription, backing: UnitBacking): Unit {
  switch (description.type) {
    case 'console':
      return new Console3215(description.mode, backing.console);
    case 'reader':
      return new Reader2540(backing.files);
    case 'punch':
      return new Punch2540(backing.files);
    case 'printer':
      return new Printer1403(backing.files);
    case 'fba':
      return new FbaDisk(
        backing.files,
        description.handle,
        description.blocks,
        description.readOnly,
      );
    case 'ckd':
      return new CkdDisk(backing.files, description);
    case 'graf':
      return new Graf3270();
    case 'ctca':
      return new Ctca();
    case 'tape':
      return new TapeDrive(
        description.model,
        description.medium,
        backing.files,
        backing.compression,
      );
  }
}

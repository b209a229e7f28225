/** What is in the reader of a rig: one file, which the punch may have written. */
import type { ClosedFile, UnitAnswer, UnitAsk } from '../../src/devices/unit.js';

/** Answers the reader as CP does. */
export class RigHopper {
  /** The file that the reader takes next; gone when it has been read to its end. */
  file: ClosedFile | undefined;

  /** What CP says when the reader wants a file or has read one; `none` to all else. */
  answer({ kind }: UnitAsk): UnitAnswer {
    const { file } = this;
    if (kind === 'input-ended') {
      this.file = undefined;
      return { kind: 'done' };
    }
    if (kind !== 'open-input' || file === undefined) return { kind: 'none' };
    return { kind: 'input', spoolid: 1, handle: file.handle, bytes: file.bytes };
  }
}

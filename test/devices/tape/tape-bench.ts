/** A tape drive on a channel, with a reel in a file in memory. */
import { ChannelBench, ccw, hex } from '../support/channel-bench.js';
import type { TapeModel } from '../../../src/devices/tape/tape-models-table.js';

export const DRIVE = 0x181;
const HANDLE = 7;
const PROGRAM = 0x800;
export const AREA = 0x1000;

/** How the reel is. */
export interface ReelOptions {
  readonly file?: Uint8Array;
  readonly readOnly?: boolean;
  readonly compressed?: boolean;
  readonly model?: TapeModel;
}

export class TapeBench extends ChannelBench {
  constructor(options: ReelOptions = {}) {
    super();
    const { file = new Uint8Array(0), readOnly = false, compressed = false } = options;
    this.files.files.set(HANDLE, file);
    const medium = { handle: HANDLE, size: file.length, readOnly, compressed };
    this.attach(DRIVE, { type: 'tape', model: options.model ?? '3420', medium });
  }

  get file(): Uint8Array {
    return this.files.files.get(HANDLE)!;
  }

  /**
   * One command with the count given, what it asks answered; unit status, channel status and residual count as digits,
   * and for two statuses (channel end, device end later) both with a plus sign between.
   */
  command(command: number, count = 1, flags = 0x20): string {
    this.program(PROGRAM, ccw(command, AREA, flags, count));
    const cc = this.channels.startIo(DRIVE, false);
    if (cc !== 0 && cc !== 1) throw new Error(`condition code ${String(cc)}`);
    let status = cc === 1 ? hex(this.at(68, 2)) : '';
    for (let n = 0; n < 1000; n++) {
      this.run();
      const ask = this.channels.asks()[0];
      if (ask !== undefined) this.channels.answer(ask.id, { kind: 'done' });
      else if (!this.channels.active) break;
    }
    while (this.channels.takeIo(0xffff) === DRIVE) {
      status += `${status === '' ? '' : '+'}${hex(this.at(68, cc === 1 ? 1 : 4))}`;
    }
    return status;
  }

  write(text: string): string {
    this.put(AREA, new TextEncoder().encode(text));
    return this.command(0x01, text.length);
  }

  /** The block read, or the status when it did not end well. */
  read(command = 0x02): string {
    this.storage.bytes.fill(0, AREA, AREA + 4096);
    const backward = command === 0x0c;
    this.program(PROGRAM, ccw(command, backward ? AREA + 4095 : AREA, 0x20, 4096));
    if (this.channels.startIo(DRIVE, false) !== 0) return hex(this.at(68, 2));
    this.run();
    this.channels.takeIo(0xffff);
    if (this.at(68, 1)[0] !== 0x0c) return hex(this.at(68, 2));
    const residual = (this.at(70, 1)[0]! << 8) | this.at(71, 1)[0]!;
    const length = 4096 - residual;
    return new TextDecoder().decode(this.at(backward ? AREA + 4096 - length : AREA, length));
  }

  sense(): string {
    return hex(this.channels.unit(DRIVE)!.sense());
  }
}

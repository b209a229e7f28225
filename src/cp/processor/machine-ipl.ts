/** The IPL that a hosted machine is in the middle of: of a saved system, or of a device by its channel program. */
import type { GuestStorage } from '../../cpu/guest-storage.js';
import type { VirtualProcessor } from '../../cpu/virtual-processor.js';
import type { ChannelSubsystem, ProgramResult } from '../../devices/channel-subsystem.js';
import type { ReplyFailure } from '../protocol.js';
import type { GuestHost } from './guest-host.js';
import { iplFailure, loadSaved, loadSystem, parmToRegisters } from './ipl.js';
import type { IplInHand } from './ipl.js';
import type { MachineSegments } from './machine-segments.js';

/** What an IPL needs of its machine. */
export interface IplHost {
  /** The processor that gets the PSW. */
  readonly processor: VirtualProcessor;
  readonly storage: GuestStorage;
  readonly channels: ChannelSubsystem;
  readonly guest: GuestHost;
  readonly segments: MachineSegments;
  /** Has {@link MachineIpl.retry} called when there are frames. */
  wantFrame(): void;
  /** It is over; `failed` says why it did not come to an end. */
  ended(ipl: IplInHand, failed: ReplyFailure | undefined): void;
}

/** The IPL of one machine, if one is under way. */
export class MachineIpl {
  readonly #host: IplHost;
  #inHand: IplInHand | undefined;

  constructor(host: IplHost) {
    this.#host = host;
  }

  /** What is under way, plain data. */
  get inHand(): IplInHand | undefined {
    return this.#inHand;
  }

  /** Begins: the reset has been done, and it is known that the system or device is there. */
  begin(ipl: IplInHand): void {
    this.#inHand = ipl;
    if (typeof ipl.target === 'string') this.#load();
    else if (this.#host.channels.startIpl(ipl.target, this.#programEnded) !== 'started') {
      this.end('no-device');
    }
  }

  /** There are frames again. */
  retry(): void {
    if (typeof this.#inHand?.target === 'string') this.#load();
  }

  /** Nothing more comes of it: it is told why. */
  end(failed: ReplyFailure | undefined): void {
    const ipl = this.#inHand;
    if (ipl === undefined) return;
    this.#inHand = undefined;
    this.#host.ended(ipl, failed);
  }

  /** A reset: it is forgotten. */
  drop(): void {
    this.#inHand = undefined;
  }

  /** Takes over what was in hand elsewhere. */
  restore(ipl: IplInHand | undefined): void {
    this.#inHand = ipl;
    if (typeof ipl?.target === 'number') {
      this.#host.channels.rejoin(ipl.target, this.#programEnded);
    } else if (ipl !== undefined) this.#host.wantFrame();
  }

  /** Loads the saved system, as far as there are frames for it. */
  #load(): void {
    const { processor, storage, guest } = this.#host;
    const ipl = this.#inHand;
    if (ipl?.saved !== undefined) {
      loadSaved(ipl.saved, ipl.parm, processor, this.#host.segments);
      // what is left in storage of a program that ran before is not this system's
      if (ipl.saved.start > 0 || guest.adopt(processor)) this.end(undefined);
      else this.#host.wantFrame();
      return;
    }
    const kind = typeof ipl?.target === 'string' ? guest.named(ipl.target) : undefined;
    if (ipl === undefined || kind === undefined) return;
    const failed = loadSystem(kind.image, ipl.parm, processor, storage);
    if (failed === 'no-frame') this.#host.wantFrame();
    else this.end(failed);
  }

  readonly #programEnded = (result: ProgramResult): void => {
    const ipl = this.#inHand;
    if (typeof ipl?.target !== 'number') return;
    if (result.ok) {
      const { processor } = this.#host;
      processor.completeIpl(ipl.target);
      parmToRegisters(ipl.parm, processor);
    }
    this.end(result.ok ? undefined : iplFailure(result));
  };
}

/** A virtual processor and its hosted machine as DIAGNOSE codes see them: everything is looked up when they execute. */
import type { GuestStorage } from '../../cpu/guest-storage.js';
import type { VirtualProcessor } from '../../cpu/virtual-processor.js';
import type { FileAccess } from '../../devices/backing.js';
import type { ChannelSubsystem } from '../../devices/channel-subsystem.js';
import type { Clock } from '../../shared/clock.js';
import type { DeviceSpec, MachineSpec, TerminalSize } from '../protocol.js';
import type { MachineMessages } from './machine-messages.js';
import type { MachineSegments } from './machine-segments.js';
import type { DiagnoseContext, DiagnoseDevice } from './diagnose/diagnose-code.js';

/** What is taken to be in front of a console of which main has said nothing. */
const STANDARD_TERMINAL: TerminalSize = { screen: true, columns: 80, rows: 24 };

/** The machine behind it. */
export interface ContextSource {
  readonly storage: GuestStorage;
  readonly spec: MachineSpec;
  readonly emsg: NonNullable<MachineSpec['emsg']>;
  readonly terminal: TerminalSize | undefined;
  readonly virtualTime: number;
  readonly account: { readonly used: number };
  readonly devices: {
    /** Address of the console. */
    readonly console: number | undefined;
    readonly notReady: ReadonlySet<number>;
    get(address: number): DeviceSpec | undefined;
  };
  readonly channels: ChannelSubsystem;
  readonly segments: MachineSegments;
  readonly messages: MachineMessages;
  setExternalKey(on: boolean): void;
  endSlice(): void;
}

/** The context of one virtual processor. */
export class MachineContext implements DiagnoseContext {
  readonly processor: VirtualProcessor;
  readonly #machine: ContextSource;
  readonly #clock: Clock;
  readonly files: FileAccess;

  /** @param processor - the one that executes the DIAGNOSE */
  constructor(
    machine: ContextSource,
    processor: VirtualProcessor,
    host: { readonly files: FileAccess; readonly clock: Clock },
  ) {
    this.processor = processor;
    this.#machine = machine;
    this.#clock = host.clock;
    this.files = host.files;
  }

  get storage(): GuestStorage {
    return this.#machine.storage;
  }

  get userid(): string {
    return this.#machine.spec.userid;
  }

  get segments(): MachineSegments {
    return this.#machine.segments;
  }

  get messages(): MachineMessages {
    return this.#machine.messages;
  }

  get accounting(): boolean {
    return this.#machine.spec.accounting === true;
  }

  get classes(): string {
    return this.#machine.spec.classes ?? '';
  }

  get emsg(): NonNullable<MachineSpec['emsg']> {
    return this.#machine.emsg;
  }

  get terminal(): TerminalSize {
    return this.#machine.terminal ?? STANDARD_TERMINAL;
  }

  get virtualTime(): number {
    return this.#machine.virtualTime;
  }

  get totalTime(): number {
    return Math.max(this.virtualTime, this.#machine.account.used * 1000);
  }

  get now(): number {
    return this.#clock.now();
  }

  get console(): number | undefined {
    return this.#machine.devices.console;
  }

  device(address: number): DiagnoseDevice | undefined {
    const spec = this.#machine.devices.get(address);
    const unit = this.#machine.channels.unit(address);
    if (spec === undefined || unit === undefined) return undefined;
    return { spec, notReady: this.#machine.devices.notReady.has(address), identity: unit.identity };
  }

  lineAgain(address: number): void {
    this.#machine.channels.lineAgain(address);
  }

  setExternalKey(on: boolean): void {
    this.#machine.setExternalKey(on);
  }

  endSlice(): void {
    this.#machine.endSlice();
  }

  channelState(address: number): 'active' | 'ended' | 'idle' {
    return this.#machine.channels.state(address);
  }
}

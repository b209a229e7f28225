/**
 * What CP's main side and a real processor say to each other. Everything here is plain data that
 * `postMessage` copies. Requests carry machine, generation and sequence, run at most once and are
 * answered to the machine's present owner; a request or answer of an older generation is dropped.
 */
import type { CkdModel } from '../shared/ckd-geometry-table.js';
import type { TapeMedium } from '../devices/tape/tape-file.js';
import type { TapeModel } from '../devices/tape/tape-models-table.js';
import type { UnitAnswer, UnitAsk } from '../devices/unit.js';
import type { GuestMessage, MessageName } from './vmcf.js';
import type { ServiceAnswer, ServiceAsk } from './guest-services.js';
import type { SavedIpl } from './segments.js';
import type { TraceEdit, TraceRefusal } from './trace/trace-edit.js';
import type { TraceState } from './trace/trace-state.js';

/** A device as main tells a processor about it. */
export type DeviceSpec = { readonly address: number } & (
  | { readonly type: 'console'; readonly mode: '3215' | '3270' }
  | { readonly type: 'reader' }
  | { readonly type: 'punch' }
  | { readonly type: 'printer' }
  | {
      readonly type: 'fba';
      /** Handle of the open minidisk file (main opened it), its 512-byte blocks, and the mode of the link. */
      readonly handle: number;
      readonly blocks: number;
      readonly readOnly: boolean;
    }
  | {
      readonly type: 'ckd';
      readonly model: CkdModel;
      readonly cylinders: number;
      /** As for fixed blocks; where track 0 lies in the file, and bytes from one track to the next. */
      readonly handle: number;
      readonly base: number;
      readonly slot: number;
      readonly readOnly: boolean;
    }
  /** A local 3270, on which a terminal may dial in. */
  | { readonly type: 'graf' }
  /** `only`: the one user who may couple to it. */
  | { readonly type: 'ctca'; readonly only?: string | undefined }
  | { readonly type: 'tape'; readonly model: TapeModel; readonly medium: TapeMedium | undefined }
);

/** The terminal in front of a machine's console (the last one, when there is none). */
export interface TerminalSize {
  /** False: it works line by line. */
  readonly screen: boolean;
  readonly columns: number;
  readonly rows: number;
}

/** A virtual machine as main hands it to a processor. */
export interface MachineSpec {
  readonly id: number;
  readonly userid: string;
  readonly generation: number;
  /** Address of the machine block in real storage. */
  readonly block: number;
  readonly storageSize: number;
  readonly devices: readonly DeviceSpec[];
  readonly timer: 'ON' | 'REAL' | 'OFF';
  /** Relative share, 1 to 10000, or absolute percent. */
  readonly share: { readonly kind: 'relative' | 'absolute'; readonly value: number };
  /** SET EMSG, by which DIAGNOSE X'5C' edits; ON when not given. */
  readonly emsg?: 'ON' | 'OFF' | 'CODE' | 'TEXT';
  /** Privilege classes of the user, for DIAGNOSE codes that want one; none when not given. */
  readonly classes?: string;
  /** OPTION ACCT of the directory. */
  readonly accounting?: boolean;
  /** A screen of 24 by 80 when not given. */
  readonly terminal?: TerminalSize;
  /** What is traced; nothing when not given. A written machine brings its own. */
  readonly trace?: TraceState;
  /** What `write-down` gave, when the machine comes from another processor. */
  readonly written?: WrittenMachine;
}

/** The part of a machine that is not in real storage, written down. */
export interface WrittenMachine {
  readonly version: 2;
  readonly channels: unknown;
  readonly guest:
    { readonly name: string; readonly token: number; readonly state: unknown } | undefined;
  /**
   * Asks that were under way. They are put again under their old numbers; main runs a number once only: one
   * that it still works on it answers when done, one that it had answered it answers again.
   */
  readonly pending: readonly unknown[];
  readonly running: boolean;
}

/**
 * What main may tell a machine to do; each gets a {@link Reply}. A request with a higher generation than the
 * machine's raises it (ipl, reset, restart, discard): what was pending is withdrawn and forgotten. One with a lower
 * generation, or for a machine that is not here, is answered `superseded`. See ownership.ts for who may
 * touch the machine between request and reply.
 */
export type MachineRequest =
  /**
   * Go on (BEGIN, or after IPL): the processors that are in the operating state, and the one at `processor` (all);
   * when there is none, the first processor.
   */
  | { readonly op: 'start'; readonly processor?: number | 'all' }
  /** Stop at the next boundary; the reply means the machine is CP's. */
  | { readonly op: 'stop' }
  /** IPL by name or from a device. `load` runs asynchronously; the reply comes when the PSW is loaded or it failed. */
  | {
      readonly op: 'ipl';
      readonly target: string | number;
      readonly clear: boolean;
      readonly parm: string;
      readonly stop: boolean;
      /** A saved system that main has, for a target that is a name. */
      readonly saved?: SavedIpl;
    }
  /** Whether an IPL of this could begin: an IPL that cannot be does no harm to what runs. */
  | { readonly op: 'ipl-possible'; readonly target: string | number }
  | { readonly op: 'reset'; readonly clear: boolean }
  /** These name a virtual processor by its address; it is the first one when none is named. */
  | { readonly op: 'restart'; readonly processor?: number }
  | { readonly op: 'external'; readonly code: number; readonly processor?: number }
  /** VMCF: an external interruption; the reply comes when it has been taken, `superseded` when it will not be. */
  | { readonly op: 'message'; readonly message: GuestMessage }
  /** VMCF: a message is not wanted any more, if its interruption has not been taken. */
  | { readonly op: 'withdraw-message'; readonly name: MessageName }
  /** It enters the stopped state, while the others go on. */
  | { readonly op: 'stop-processor'; readonly processor: number }
  /** Main has changed the table of processors in the machine block. */
  | { readonly op: 'processors'; readonly timer: MachineSpec['timer'] }
  /** Attention from the console without a line (REQUEST, ATTN, ENTER on an empty screen). */
  | { readonly op: 'attention'; readonly address: number }
  /** A typed line for the console, EBCDIC; the reply comes when the device has it, `accepted` follows later. */
  | { readonly op: 'console-line'; readonly bytes: Uint8Array }
  /** A line that the guest has not read goes back to CP; `no-device` when there is none (any more). */
  | { readonly op: 'withdraw-line' }
  /** The console ring has room again. */
  | { readonly op: 'console-room' }
  /** The screen no longer shows what the guest wrote: its next full-screen I/O gets unit status X'8E'. */
  | { readonly op: 'display-lost' }
  | { readonly op: 'attach'; readonly device: DeviceSpec }
  | { readonly op: 'detach'; readonly address: number }
  /** DEFINE vdev AS newvdev: the device goes on under another address. */
  | { readonly op: 'renumber'; readonly address: number; readonly to: number }
  /** A reel is put on a tape drive, which becomes ready. */
  | { readonly op: 'mount'; readonly address: number; readonly medium: TapeMedium }
  /** REWIND by CP; `no-device` when no reel is on the drive. */
  | { readonly op: 'rewind'; readonly address: number }
  | { readonly op: 'ready'; readonly address: number }
  /** A spool file has come for a reader, which says so by device end when it stands still and has none. */
  | { readonly op: 'file-arrived'; readonly address: number }
  | { readonly op: 'not-ready'; readonly address: number }
  | { readonly op: 'reset-device'; readonly address: number }
  /** CLOSE: the unit lets go of its file; the reply has `written`. */
  | { readonly op: 'close-device'; readonly address: number }
  | {
      readonly op: 'settings';
      readonly timer: 'ON' | 'REAL' | 'OFF';
      readonly share: MachineSpec['share'];
      readonly emsg?: MachineSpec['emsg'];
    }
  /** TERMINAL CONMODE: the console is a typewriter or a display from now on. */
  | { readonly op: 'console-mode'; readonly mode: '3215' | '3270' }
  /** Another terminal is in front of the console, or it has another size. */
  | { readonly op: 'terminal'; readonly terminal: TerminalSize }
  /** TRACE, PER, ADSTOP: changes what is traced, or looks at it; the reply has it. */
  | { readonly op: 'trace'; readonly edit: TraceEdit }
  /** Lines of CP (DUMP) for the machine's first printer; the reply comes when it has them. */
  | { readonly op: 'print'; readonly lines: readonly string[] }
  /** Answer to an {@link MachineAsk}. */
  | { readonly op: 'answer'; readonly ask: number; readonly answer: AskAnswer }
  /** Give the machine up, written down; it may be rebuilt elsewhere. Works while it runs: it stops first. */
  | { readonly op: 'write-down' }
  /** LOGOFF, FORCE: forget the machine; its frames go back. */
  | { readonly op: 'discard' };

/** Answer to a request. */
export type Reply =
  | {
      readonly ok: true;
      readonly written?: ClosedOutput;
      readonly machine?: WrittenMachine;
      readonly trace?: { readonly state: TraceState; readonly refused?: TraceRefusal };
    }
  | { readonly ok: false; readonly why: ReplyFailure };

/** Why a request could not be done. */
export type ReplyFailure =
  | 'no-device'
  | 'no-system'
  | 'no-input'
  | 'io-error'
  | 'storage-small'
  | 'no-frame'
  | 'superseded'
  | 'busy'
  | 'taken';

/** What a punch or printer had written when it was closed. */
export interface ClosedOutput {
  /** The handle it wrote to; -1 when no file was open. */
  readonly handle: number;
  readonly records: number;
  /** Bytes behind the file header. */
  readonly bytes: number;
}

/** What a machine asks of CP while its guest waits. */
export type MachineAsk =
  /** `behind`, of a read of the console: what the console ring had got by then, as a position in it. */
  | {
      readonly kind: 'unit';
      readonly address: number;
      readonly ask: UnitAsk;
      readonly behind?: number;
    }
  /** DIAGNOSE X'08': a CP command line (may hold several, by X'15'); `reply`: the response goes to a buffer. */
  | {
      readonly kind: 'command';
      readonly text: string;
      readonly buffered: boolean;
      readonly noPassword: boolean;
      /** An unknown command is told by return code 1 alone: the guest has a message of its own. */
      readonly silentUnknown?: boolean;
    }
  /**
   * DIAGNOSE X'08' with length 0: enter CP READ. Main stops the machine (unless SET RUN is ON) and answers with
   * a `command` answer of return code 0, which the machine takes when it goes on.
   */
  | { readonly kind: 'cp-read' }
  /** A DIAGNOSE whose subject main has; answered by `service`. */
  | { readonly kind: 'service'; readonly request: ServiceAsk }
  /**
   * TRACE, PER, ADSTOP: run these commands of the user's, then stop the machine if `stop`; the lines of the
   * event are in the console ring before. Answered like `cp-read`.
   */
  | { readonly kind: 'traced'; readonly stop: boolean; readonly commands: readonly string[] };

/** CP's answer to an ask. */
export type AskAnswer =
  | { readonly kind: 'unit'; readonly answer: UnitAnswer }
  /** Return code, and the response lines when it was buffered. */
  | { readonly kind: 'command'; readonly rc: number; readonly lines: readonly string[] }
  | { readonly kind: 'service'; readonly answer: ServiceAnswer };

/** What one virtual processor may order another to do (GA22-7000, "CPU Signaling and Response"). */
export type ProcessorSignal =
  | 'start'
  | 'stop'
  | 'restart'
  | 'stop-and-store-status'
  | 'initial-cpu-reset'
  | 'cpu-reset'
  | 'initial-program-reset'
  | 'program-reset';

/** Why a virtual processor entered the stopped state. */
export type ProcessorStop =
  | { readonly kind: 'disabled-wait'; readonly psw: readonly [number, number] }
  | { readonly kind: 'program-loop'; readonly psw: readonly [number, number] }
  /** SIGNAL PROCESSOR by the processor at `from`. */
  | { readonly kind: 'signal'; readonly order: ProcessorSignal; readonly from: number }
  /** CPU n STOP. */
  | { readonly kind: 'command' };

/**
 * Why a machine stopped by itself, as CP tells its user. It is CP's from then on, as after `stop`. `processor` is
 * the one that stopped last.
 */
export type StopReason =
  | (ProcessorStop & { readonly processor: number })
  /** Storage of the host is used up. */
  | { readonly kind: 'no-frame' }
  /** A fault of ours while this machine ran: `text` is for the operator's log. */
  | { readonly kind: 'internal-error'; readonly text: string };

/** main -> processor. */
export type ToProcessor =
  | { readonly type: 'machine'; readonly spec: MachineSpec }
  | {
      readonly type: 'request';
      readonly machine: number;
      readonly generation: number;
      readonly sequence: number;
      readonly request: MachineRequest;
    }
  /**
   * Frames of real storage for the processor's own list, in answer to `frames-wanted`; an empty batch says that
   * there are none, and machines that wait for one stop with `no-frame`.
   */
  | { readonly type: 'frames'; readonly frames: Int32Array }
  | { readonly type: 'shutdown' };

/** processor -> main. */
export type FromProcessor =
  | { readonly type: 'ready' }
  | {
      readonly type: 'reply';
      readonly machine: number;
      readonly generation: number;
      readonly sequence: number;
      readonly reply: Reply;
    }
  | {
      readonly type: 'ask';
      readonly machine: number;
      readonly generation: number;
      readonly ask: number;
      readonly question: MachineAsk;
    }
  /** An ask was withdrawn (HIO, reset): no answer is wanted any more. */
  | {
      readonly type: 'withdrawn';
      readonly machine: number;
      readonly generation: number;
      readonly ask: number;
    }
  | {
      readonly type: 'stopped';
      readonly machine: number;
      readonly generation: number;
      readonly reason: StopReason;
    }
  /** One virtual processor has stopped, and others run. */
  | {
      readonly type: 'processor-stopped';
      readonly machine: number;
      readonly generation: number;
      readonly processor: number;
      readonly reason: ProcessorStop;
    }
  /** The machine waits (idle) or runs again: for the dispatcher's view and QUERY; coalesced. */
  | {
      readonly type: 'state';
      readonly machine: number;
      readonly generation: number;
      readonly state: 'waiting' | 'running';
    }
  /** There are records in the console ring. */
  | { readonly type: 'console'; readonly machine: number; readonly generation: number }
  /** The console has taken the line that it was given: the next may be fed. */
  | { readonly type: 'accepted'; readonly machine: number; readonly generation: number }
  /** DIAGNOSE X'54': whether PA2 gives the machine an external interruption (`external`, code X'40'). */
  | {
      readonly type: 'external-key';
      readonly machine: number;
      readonly generation: number;
      readonly on: boolean;
    }
  /** The saved segments and systems that a machine has in its storage now: all of them, by the number of their file. */
  | {
      readonly type: 'segments';
      readonly machine: number;
      readonly generation: number;
      readonly held: readonly number[];
    }
  /** The processor wants a batch of frames. */
  | { readonly type: 'frames-wanted'; readonly count: number }
  /** The processor gives frames back. */
  | { readonly type: 'frames-free'; readonly frames: Int32Array };

/** One end of the line between main and a processor; a worker's port, or its twin in one thread. */
export interface ProtocolLine<Out, In> {
  post(message: Out): void;
  /** Sets the one receiver. */
  receive(receiver: (message: In) => void): void;
}

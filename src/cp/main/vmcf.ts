/**
 * The virtual machine communication facility on CP's main side: who is authorised, and the messages that have not
 * ended (VM/370 System Programmer's Guide, "Virtual Machine Communication Facility"). Data is copied when it is sent
 * and handed over when it is received. A message ends for its source when the interruption of the response is taken.
 */
import { toEbcdic, toEbcdicPadded } from '../../shared/ebcdic.js';
import type { ServiceAnswer } from '../guest-services.js';
import {
  AUTHORIZE,
  CANCEL,
  FOR_ONE,
  IDENTIFY,
  LIST_BYTES,
  PRIORITY,
  QUIESCE,
  RC,
  readParameters,
  RECEIVE,
  REJECT,
  REJECTED,
  REPLY,
  RESPONSE,
  RESUME,
  SEND,
  SENDR,
  SENDX,
  SPECIAL,
  UNAUTHORIZE,
  URGENT,
} from '../vmcf.js';
import type { GuestMessage, Parameters, VmcfAsk } from '../vmcf.js';
import type { VirtualMachine } from './virtual-machine.js';

/** Messages of one source that have not ended; special messages of CP's to one machine, too. */
export const MESSAGE_LIMIT = 50;
/** Whom special messages come from. */
const SYSTEM = 'SYSTEM';

interface Authorization {
  /** The one user who may send. */
  readonly only: string | undefined;
  readonly priority: boolean;
  readonly special: boolean;
  /** Bytes of the buffer for headers. */
  readonly room: number;
  quiesced: boolean;
}

interface Message {
  /** Undefined: CP, for SMSG. */
  readonly source: VirtualMachine | undefined;
  readonly sink: VirtualMachine;
  readonly list: Uint8Array;
  readonly parameters: Parameters;
  readonly data: Uint8Array;
  state: 'sent' | 'received' | 'answered';
}

interface Response {
  readonly rejected?: boolean;
  /** Code of a data transfer that did not go well. */
  readonly error?: number;
  /** Bytes that were handed over. */
  readonly moved?: number;
  readonly reply?: Uint8Array;
  /** The user doubleword of whoever answers. */
  readonly use?: Uint8Array;
}

/** What came of SMSG. */
export type SpecialResult = 'sent' | 'not authorized' | 'buffer too small' | 'too many messages';

const code = (number: number): ServiceAnswer => ({ code: number });

/** VMCF. */
export class Vmcf {
  readonly #machine: (userid: string) => VirtualMachine | undefined;
  readonly #authorized = new Map<VirtualMachine, Authorization>();
  readonly #messages = new Set<Message>();

  /** @param machine - the logged-on machine of a user */
  constructor(machine: (userid: string) => VirtualMachine | undefined) {
    this.#machine = machine;
  }

  /** Carries out a function for a machine. */
  serve(machine: VirtualMachine, { list, data }: VmcfAsk): ServiceAnswer {
    const parameters = readParameters(list);
    if (parameters.function === AUTHORIZE) return this.#authorize(machine, parameters);
    const own = this.#authorized.get(machine);
    if (own === undefined) return code(RC.unauthorized);
    switch (parameters.function) {
      case UNAUTHORIZE:
        this.clear(machine);
        return code(0);
      case QUIESCE:
      case RESUME:
        own.quiesced = parameters.function === QUIESCE;
        return code(0);
      case SEND:
      case SENDR:
      case SENDX:
      case IDENTIFY:
        return code(this.#send(machine, list, parameters, data ?? new Uint8Array()));
      case CANCEL:
        return code(this.#cancel(machine, parameters));
      case RECEIVE:
      case REPLY:
      case REJECT:
        return this.#answer(machine, list, parameters, data ?? new Uint8Array());
      default:
        return code(RC.function);
    }
  }

  /**
   * Reset, IPL, LOGOFF or UNAUTHORIZE: nothing waits for this machine, and it for nothing. A reset that one of its
   * processors signals to another is the guest's own affair, and changes nothing here.
   */
  clear(machine: VirtualMachine): void {
    this.#authorized.delete(machine);
    for (const message of [...this.#messages]) {
      if (message.source === machine) {
        this.#withdraw(message);
      } else if (message.sink === machine && message.state !== 'answered') {
        this.#respond(message, { error: RC.unavailable });
      }
    }
  }

  /** SMSG: a message of CP's, with the sender in the user doubleword. */
  special(from: string, sink: VirtualMachine, text: string): SpecialResult {
    const to = this.#authorized.get(sink);
    if (to?.special !== true || to.quiesced) return 'not authorized';
    const data = toEbcdic(text);
    if (data.length > to.room - LIST_BYTES) return 'buffer too small';
    const mine = [...this.#messages].filter((one) => one.source === undefined && one.sink === sink);
    if (mine.length >= MESSAGE_LIMIT) return 'too many messages';
    const list = new Uint8Array(LIST_BYTES);
    const view = new DataView(list.buffer);
    view.setUint16(2, SENDX);
    view.setUint32(4, this.#special++ >>> 0);
    view.setUint32(20, data.length);
    list.set(toEbcdicPadded(from, 8), 32);
    this.#enqueue({ source: undefined, sink, list, parameters: readParameters(list), data });
    return 'sent';
  }
  #special = 1;

  #authorize(machine: VirtualMachine, { flags, userid, lengthA }: Parameters): ServiceAnswer {
    this.#authorized.set(machine, {
      only: (flags & FOR_ONE) === 0 ? undefined : userid,
      priority: (flags & PRIORITY) !== 0,
      special: (flags & SPECIAL) !== 0,
      room: lengthA,
      quiesced: false,
    });
    return code(0);
  }

  #send(
    source: VirtualMachine,
    list: Uint8Array,
    parameters: Parameters,
    data: Uint8Array,
  ): number {
    const { userid, flags, function: what, id } = parameters;
    const sink = this.#machine(userid);
    const to = sink === undefined ? undefined : this.#authorized.get(sink);
    if (sink === undefined || to === undefined) return RC.unavailable;
    if (to.only !== undefined && to.only !== source.userid) return RC.unavailable;
    if ((flags & PRIORITY) !== 0 && !to.priority) return RC.noPriority;
    if (to.quiesced) return RC.quiesced;
    if (what === SENDX && data.length > to.room - LIST_BYTES) return RC.tooLarge;
    const mine = [...this.#messages].filter((one) => one.source === source);
    if (mine.some((one) => one.sink === sink && one.parameters.id === id)) return RC.duplicate;
    if (mine.length >= MESSAGE_LIMIT) return RC.limit;
    this.#enqueue({ source, sink, list, parameters, data });
    return 0;
  }

  #enqueue(parts: Omit<Message, 'state'>): void {
    const message: Message = { ...parts, state: 'sent' };
    const { source, sink, list, parameters, data } = message;
    const urgent = (parameters.flags & PRIORITY) !== 0;
    const behind = parameters.function === SENDX ? data : new Uint8Array();
    const bytes = new Uint8Array(LIST_BYTES + behind.length);
    bytes.set(list);
    bytes[0] = urgent ? URGENT : 0;
    bytes[1] = 0;
    bytes.set(toEbcdicPadded(source?.userid ?? SYSTEM, 8), 8);
    bytes.set(behind, LIST_BYTES);
    this.#messages.add(message);
    void sink.request({ op: 'message', message: { bytes, urgent } }).then((reply) => {
      if (reply.ok) this.#presented(message);
    });
  }

  /** The sink has taken the interruption; nothing more comes of what has no data to be fetched. */
  #presented(message: Message): void {
    const { source, parameters, data } = message;
    if (!this.#messages.has(message) || message.state !== 'sent') return;
    if (source === undefined || parameters.function === IDENTIFY) this.#messages.delete(message);
    else if (parameters.function === SENDX) this.#respond(message, { moved: data.length });
  }

  /** The final response to the source, with what was left over. */
  #respond(message: Message, response: Response): void {
    const { source, sink, list, parameters, data } = message;
    if (source === undefined || parameters.function === IDENTIFY) {
      this.#messages.delete(message);
      return;
    }
    const moved = response.moved ?? (message.state === 'received' ? data.length : 0);
    message.state = 'answered';
    const urgent = (parameters.flags & PRIORITY) !== 0;
    const bytes = list.slice();
    const view = new DataView(bytes.buffer);
    bytes[0] = RESPONSE | (response.rejected === true ? REJECTED : 0) | (urgent ? URGENT : 0);
    bytes[1] = response.error ?? 0;
    bytes.set(toEbcdicPadded(sink.userid, 8), 8);
    view.setUint32(20, data.length - moved);
    if (parameters.function === SENDR)
      view.setUint32(28, parameters.lengthB - (response.reply?.length ?? 0));
    if (response.use !== undefined) bytes.set(response.use, 32);
    const { reply } = response;
    const stored: Pick<GuestMessage, 'reply'> =
      reply === undefined ? {} : { reply: { address: parameters.addressB, bytes: reply } };
    void source
      .request({ op: 'message', message: { bytes, urgent, ...stored } })
      .then(() => this.#messages.delete(message));
  }

  #withdraw(message: Message): void {
    const { source, sink, parameters, state } = message;
    this.#messages.delete(message);
    if (state !== 'sent' || source === undefined) return;
    const name = { userid: source.userid, id: parameters.id };
    void sink.request({ op: 'withdraw-message', name });
  }

  #cancel(machine: VirtualMachine, { userid, id }: Parameters): number {
    const between = (source: VirtualMachine, sink: string): Message | undefined =>
      [...this.#messages].find(
        (one) => one.source === source && one.sink.userid === sink && one.parameters.id === id,
      );
    const message = between(machine, userid);
    if (message === undefined) {
      const other = this.#machine(userid);
      if (other === undefined) return RC.unavailable;
      return between(other, machine.userid) === undefined ? RC.notFound : RC.protocol;
    }
    if (message.state === 'answered') return RC.tooLate;
    const received = message.state === 'received';
    this.#withdraw(message);
    return received ? RC.replyCancelled : 0;
  }

  /** RECEIVE, REPLY, REJECT. */
  #answer(
    sink: VirtualMachine,
    list: Uint8Array,
    { function: what, userid, id, lengthA }: Parameters,
    data: Uint8Array,
  ): ServiceAnswer {
    const source = this.#machine(userid);
    if (source === undefined || !this.#authorized.has(source)) return code(RC.unavailable);
    const message = [...this.#messages].find(
      (one) =>
        one.source === source &&
        one.sink === sink &&
        one.parameters.id === id &&
        one.state !== 'answered' &&
        (one.parameters.function === SEND || one.parameters.function === SENDR),
    );
    if (message === undefined) return code(RC.notFound);
    const use = list.slice(32, LIST_BYTES);
    const twoWay = message.parameters.function === SENDR;
    switch (what) {
      case REJECT:
        this.#respond(message, { rejected: true, ...(twoWay ? { use } : {}) });
        return code(0);
      case REPLY: {
        if (!twoWay) return code(RC.protocol);
        const reply = data.subarray(0, message.parameters.lengthB);
        const short = reply.length < data.length ? RC.length : 0;
        this.#respond(message, { error: short, reply, use });
        return code(short);
      }
      default: {
        if (message.state === 'received') return code(RC.protocol);
        const moved = message.data.subarray(0, lengthA);
        const short = moved.length < message.data.length ? RC.length : 0;
        if (twoWay) message.state = 'received';
        else this.#respond(message, { error: short, moved: moved.length, use });
        return { code: short, bytes: moved };
      }
    }
  }
}

/** DIAGNOSE X'68': the virtual machine communication facility (see cp/vmcf.ts; CP's main side carries it out). */
import {
  AUTHORIZE,
  DATA_LIMIT,
  LIST_BYTES,
  RC,
  readParameters,
  RECEIVE,
  REJECT,
  REPLY,
  SEND,
  SENDR,
  SENDX,
  UNAUTHORIZE,
} from '../../vmcf.js';
import type { Parameters } from '../../vmcf.js';
import { fetchReal, holdsReal, storeReal } from '../real-address.js';
import {
  DONE,
  PROTECTION,
  SPECIFICATION,
  accessFault,
  addressIn,
  fetchOr,
  isBytes,
  program,
} from './diagnose-code.js';
import type { DiagnoseCode, DiagnoseContext, DiagnoseResult } from './diagnose-code.js';

/** Functions that send data from the machine. */
const SENDING: readonly number[] = [SEND, SENDR, SENDX, REPLY];
/** Functions that answer a message, whose interruption must have been taken. */
const ANSWERING: readonly number[] = [RECEIVE, REPLY, REJECT];

function ended(context: DiagnoseContext, r3: number, code: number): DiagnoseResult {
  context.processor.setRegister(r3, code);
  return DONE;
}

/** The return code for an area that cannot be used; 0 when it can. */
function fault(context: DiagnoseContext, address: number, length: number, store: boolean): number {
  if (length === 0) return 0;
  if (length > DATA_LIMIT + LIST_BYTES) return RC.address;
  const wrong = accessFault(context, address, length, store);
  if (wrong === undefined) return 0;
  return wrong.code === PROTECTION ? RC.protection : RC.address;
}

/** What is wrong with the areas that a list names; 0 when nothing. */
function areas(context: DiagnoseContext, list: Parameters): number {
  const { function: what, addressA, lengthA, addressB, lengthB } = list;
  if (what === AUTHORIZE) {
    if (addressA % 8 !== 0 || lengthA < LIST_BYTES) return RC.address;
    return fault(context, addressA, lengthA, true);
  }
  const sends = SENDING.includes(what);
  if (!sends && what !== RECEIVE) return 0;
  if (lengthA > DATA_LIMIT || (what === SENDR && lengthB > DATA_LIMIT)) return RC.address;
  const wrong = fault(context, addressA, lengthA, what === RECEIVE);
  if (wrong !== 0 || what !== SENDR) return wrong;
  return fault(context, addressB, lengthB, true);
}

/**
 * Rx: address of the parameter list, on a doubleword. Ry: the return code (cp/vmcf.ts has them); the condition code
 * stays. Addresses are real ones; what an interruption stores goes by the prefix of the first processor, which takes it.
 * A list that cannot be accessed is a program interruption.
 */
export const vmcf: DiagnoseCode = {
  code: 0x68,
  execute(context, r1, r3) {
    const { processor, storage, messages } = context;
    const at = addressIn(processor, r1);
    if (at % 8 !== 0) return program(SPECIFICATION);
    const list = fetchOr(context, at, LIST_BYTES);
    if (!isBytes(list)) return list;
    const parameters = readParameters(list);
    const { function: what, addressA, lengthA } = parameters;
    if (what > REJECT) return ended(context, r3, RC.function);
    const wrong = areas(context, parameters);
    if (wrong !== 0) return ended(context, r3, wrong);
    if (ANSWERING.includes(what) && messages.holds(parameters))
      return ended(context, r3, RC.notPresented);
    const { prefix } = processor;
    const data = SENDING.includes(what) ? fetchReal(storage, prefix, addressA, lengthA) : undefined;
    const request = { service: 'vmcf', list, ...(data === undefined ? {} : { data }) } as const;
    const plan = { what, address: addressA, length: lengthA };
    return { kind: 'ask', question: { kind: 'service', request }, plan };
  },
  finish(context, _r1, r3, plan, answer) {
    if (answer.kind !== 'service') throw new Error('DIAGNOSE 68 was given another answer');
    const { messages, processor, storage } = context;
    const { code, bytes: data } = answer.answer;
    const address = plan['address'] ?? 0;
    if (data !== undefined && data.length > 0) {
      if (!holdsReal(storage, processor.prefix, address, data.length))
        return ended(context, r3, RC.address);
      if (!storeReal(storage, processor.prefix, address, data)) return { kind: 'no-frame' };
    }
    if (code === 0 && plan['what'] === AUTHORIZE)
      messages.authorize({ address, length: plan['length'] ?? 0 });
    if (code === 0 && plan['what'] === UNAUTHORIZE) messages.forget();
    return ended(context, r3, code);
  },
};

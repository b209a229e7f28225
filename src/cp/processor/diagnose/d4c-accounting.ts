/** DIAGNOSE X'4C': accounting records (VM/370 System Programmer's Guide). */
import { fromEbcdic } from '../../../shared/ebcdic.js';
import { NOT_ALLOWED, NOT_FOUND } from '../../guest-services.js';
import {
  SPECIFICATION,
  accessFault,
  addressIn,
  fetchOr,
  isBytes,
  program,
  withCc,
} from './diagnose-code.js';
import type { DiagnoseCode } from './diagnose-code.js';

/** The user's own data; codes below name whom to charge. */
const OWN_DATA = 0x10;
/** Charge codes, and how many of userid, account number and distribution code the list has. */
const FIELDS: ReadonlyMap<number, number> = new Map([
  [0x00, 1],
  [0x04, 2],
  [0x08, 2],
  [0x0c, 3],
]);
/** Codes whose list has an account number behind the userid. */
const WITH_ACCOUNT = [0x04, 0x0c];
const LONGEST_DATA = 70;
const PAGE = 4096;

/**
 * For users with OPTION ACCT. Ry: code. 0, 4, 8, C: what the machine has used so far is charged, and from now on a
 * user named in a list at Rx, on a doubleword: userid, account number (4, C), distribution code (8, C), 8 characters
 * each; Rx zero: the user himself. 10: Rx is the address and Ry+1 the length, 1 to 70, of data for a record of kind
 * C0, within a page. cc 0 done; cc 1 without the option; cc 2 the user is not in the directory; cc 3 no such code.
 */
export const accounting: DiagnoseCode = {
  code: 0x4c,
  execute(context, r1, r3) {
    const { processor } = context;
    if (!context.accounting) return withCc(1);
    const code = processor.register(r3);
    const at = processor.register(r1);
    const ask = (charge: {
      readonly userid?: string;
      readonly account?: string;
      readonly data?: Uint8Array;
    }) =>
      ({
        kind: 'ask',
        question: { kind: 'service', request: { service: 'accounting', ...charge } },
        plan: {},
      }) as const;
    if (code === OWN_DATA) {
      if (r3 === 15) return program(SPECIFICATION);
      // in the order of the manual: where it is, whether it crosses a page, how long it is
      const outside = accessFault(context, at, 1, false);
      if (outside !== undefined) return outside;
      const length = processor.register(r3 + 1);
      if (length < 1 || length > LONGEST_DATA || (at % PAGE) + length > PAGE)
        return program(SPECIFICATION);
      const data = fetchOr(context, at, length);
      return isBytes(data) ? ask({ data }) : data;
    }
    const fields = FIELDS.get(code);
    if (fields === undefined) return withCc(3);
    if (at === 0) return ask({});
    const list = fetchOr(context, addressIn(processor, r1), 8 * fields);
    if (!isBytes(list)) return list;
    if (at % 8 !== 0) return program(SPECIFICATION);
    const text = (n: number): string => fromEbcdic(list.subarray(8 * n, 8 * n + 8)).trimEnd();
    const account = WITH_ACCOUNT.includes(code) ? { account: text(1) } : {};
    return ask({ userid: text(0), ...account });
  },
  finish(_context, _r1, _r3, _plan, answer) {
    if (answer.kind !== 'service') throw new Error('DIAGNOSE 4C was given another answer');
    const { code } = answer.answer;
    return withCc(code === NOT_ALLOWED ? 1 : code === NOT_FOUND ? 2 : 0);
  },
};

/** DIAGNOSE X'C8': the language of CP's messages (z/VM CP Programming Services, "DIAGNOSE Code X'C8'"). */
import { fromEbcdic } from '../../../shared/ebcdic.js';
import { addressIn, fetchOr, isBytes, withCc } from './diagnose-code.js';
import type { DiagnoseCode } from './diagnose-code.js';

/** The languages that messages are there in. */
const LANGUAGES = ['AMENG'];
const LENGTH = 5;
/** Return code in Ry. */
const NOT_AVAILABLE = 4;

/**
 * Rx: address of the name of a language, five characters; messages come in it from now on. cc 0 done, Ry 0; cc 1 there
 * is no such language, Ry 4, and nothing has changed.
 */
export const language: DiagnoseCode = {
  code: 0xc8,
  execute(context, r1, r3) {
    const { processor } = context;
    const bytes = fetchOr(context, addressIn(processor, r1), LENGTH);
    if (!isBytes(bytes)) return bytes;
    const known = LANGUAGES.includes(fromEbcdic(bytes).trimEnd());
    processor.setRegister(r3, known ? 0 : NOT_AVAILABLE);
    return withCc(known ? 0 : 1);
  },
};

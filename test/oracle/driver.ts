/** The program that executes the cases one after the other, on either machine. */
import { assemble } from '../../src/cms/assembler/assembler.js';
import {
  CODE_AT,
  LANDING_FROM,
  LANDING_TO,
  RECORD,
  RECORDS_AT,
  RECORDS_MOST,
  SIZE,
  TABLE_BYTES,
  TABLES_AT,
  TAIL_AT,
  WINDOW_AT,
} from './record.js';
import { TABLE_SETS } from './tables.js';

/** Where its last PSW points. */
export const DONE = 0xc0de;

/** Page 0 throughout, so that it needs no base register while it saves them all. */
const SOURCE = `
DRIVER   START 0
         USING DRIVER,0
         DC    X'00000000',A(START)
         ORG   DRIVER+X'58'
         DC    X'0002000000000BAD'
         DC    X'00080000',A(ENDED)
         DC    X'00080000',A(ENDED)
         DC    X'0002000000000BAD'
         DC    X'0002000000000BAD'
         ORG   DRIVER+X'400'
START    SPX   PREFIX
NEXT     L     10,CURRENT
         C     10,LIMIT
         BNL   ALL
         L     11,WINDOW
         MVC   0(256,11),256(10)
         MVC   256(256,11),512(10)
         MVC   512(256,11),768(10)
         MVC   768(256,11),1024(10)
         L     12,TAIL
         XC    0(256,12),0(12)
         L     12,CODE
         MVC   0(16,12),8(10)
         IC    1,24(10)
         SSK   1,11
         IC    1,25(10)
         LA    2,512(11)
         SSK   1,2
         XC    32(16,0),32
         XC    132(32,0),132
         MVC   RUN(8),0(10)
         LD    0,96(10)
         LD    2,104(10)
         LD    4,112(10)
         LD    6,120(10)
         LCTL  0,15,128(10)
         LM    0,15,32(10)
         LPSW  RUN
ENDED    STM   0,15,SAVE
         STCTL 0,15,CSAVE
         LCTL  0,15,CLEAN
         L     10,CURRENT
         L     11,WINDOW
         SR    1,1
         ISK   1,11
         STC   1,24(10)
         LA    2,512(11)
         ISK   1,2
         STC   1,25(10)
         MVC   32(64,10),SAVE
         MVC   128(64,10),CSAVE
         STD   0,96(10)
         STD   2,104(10)
         STD   4,112(10)
         STD   6,120(10)
         MVC   192(16,10),32
         MVC   208(32,10),132
         MVC   256(256,10),0(11)
         MVC   512(256,10),256(11)
         MVC   768(256,10),512(11)
         MVC   1024(256,10),768(11)
         LA    10,${RECORD}(10)
         ST    10,CURRENT
         B     NEXT
ALL      LPSW  FINISH
         DS    0D
RUN      DS    D
FINISH   DC    X'000200000000C0DE'
SAVE     DS    16F
CSAVE    DS    16F
CLEAN    DC    F'224',F'0',F'-1',11F'0',X'C2000000',F'512'
CURRENT  DC    F'${RECORDS_AT}'
LIMIT    DC    F'0'
PREFIX   DC    F'0'
WINDOW   DC    F'${WINDOW_AT}'
TAIL     DC    F'${TAIL_AT}'
CODE     DC    F'${CODE_AT}'
         END   DRIVER
`;

/**
 * The image of storage with so many cases (1280 bytes each) in it.
 * @param prefix - the processor's prefix while they are executed: 0 or PREFIX
 */
export function makeImage(cases: readonly Buffer[], prefix = 0): Buffer {
  if (cases.length > RECORDS_MOST) throw new RangeError(`${cases.length} cases`);
  const { bytes, errors, symbols } = assemble(SOURCE);
  if (errors.length > 0)
    throw new Error(errors.map(({ line, message }) => `line ${line}: ${message}`).join('\n'));
  const image = Buffer.alloc(SIZE);
  image.set(bytes);
  image.writeInt32BE(RECORDS_AT + cases.length * RECORD, symbols.get('LIMIT'));
  image.writeInt32BE(prefix, symbols.get('PREFIX'));
  if (prefix !== 0) image.copy(image, prefix, 0, 0x1000);
  TABLE_SETS.forEach(({ bytes: set }, n) => set.copy(image, TABLES_AT + n * TABLE_BYTES));
  for (let at = LANDING_FROM; at < LANDING_TO; at += 2) image.writeUInt16BE(0x0aff, at);
  cases.forEach((one, n) => one.copy(image, RECORDS_AT + n * RECORD));
  return image;
}

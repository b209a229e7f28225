/**
 * Sample programs in assembler for the 19E: source and MODULE of one, to LOADMOD, to START and to call by its name, and
 * the source of one that uses the macro libraries.
 */
import { assemble } from './assembler/assembler.js';
import type { SourceFile } from './files/build-disk.js';

/** Bytes of the first record of a MODULE: the loader's part of NUCON. */
const INFORMATION = 80;

const HELLO: readonly string[] = [
  "HELLO    START X'20000'",
  '* GREETS WHOEVER IS NAMED, OR EVERYBODY: HELLO (NAME)',
  '         USING HELLO,12',
  '         LR    11,14              THE WAY BACK',
  "         CLI   8(1),X'FF'         IS THERE A NAME?",
  '         BE    TYPE',
  '         MVC   WHO,8(1)           THE FIRST OPERAND, 8 CHARACTERS',
  'TYPE     LA    1,LIST',
  '         SVC   202                TYPLIN, AS WRTERM DOES IT',
  '         DC    AL4(1)             ERRORS COME BACK HERE TOO',
  '         BR    11                 REGISTER 15 IS THE RETURN CODE',
  '         DS    0D',
  "LIST     DC    CL8'TYPLIN',AL1(1),AL3(TEXT)",
  "         DC    C'B',X'00',AL2(15)",
  "TEXT     DC    C'HELLO, '",
  "WHO      DC    CL8'WORLD'",
  '         END   HELLO',
];

const GREET: readonly string[] = [
  '* GREETS WHOEVER RUNS IT, BY NAME:  GLOBAL MACLIB DMSSP,',
  '* ASSEMBLE GREET,  LOAD GREET (START',
  'GREET    CSECT',
  '         USING GREET,R12',
  '         LR    R11,R14                 THE WAY BACK',
  "         WRTERM 'WHAT IS YOUR NAME?'",
  '         RDTERM NAME',
  "         WRTERM 'HELLO,'",
  '         LR    R2,R0                   LENGTH OF THE NAME',
  '         WRTERM NAME,(R2)',
  '         SR    R15,R15',
  '         BR    R11',
  'NAME     DS    CL130',
  '         REGEQU',
  '         END   GREET',
];

/** The samples as files. */
export function samplePrograms(): (SourceFile & { readonly lines?: readonly string[] })[] {
  const program = assemble(HELLO.join('\n'));
  if (program.errors.length > 0) throw new Error(JSON.stringify(program.errors));
  const information = new Uint8Array(INFORMATION);
  const view = new DataView(information.buffer);
  view.setInt32(0, program.entry);
  view.setInt32(4, program.origin);
  view.setInt32(8, program.origin + program.bytes.length);
  // where GETMAIN storage would begin
  view.setInt32(12, program.origin + program.bytes.length);
  return [
    { name: 'HELLO', type: 'ASSEMBLE', modeNumber: 2, lines: HELLO, fixedLength: 80 },
    { name: 'HELLO', type: 'MODULE', modeNumber: 2, records: [information, program.bytes] },
    { name: 'GREET', type: 'ASSEMBLE', modeNumber: 2, lines: GREET, fixedLength: 80 },
  ];
}

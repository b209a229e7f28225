/**
 * The instructions of System/370 (IBM System/370 Principles of Operation, GA22-7000-10, Appendix B "Lists
 * of Instructions"): the one table behind the decoder tests, the disassembler and the assembler.
 */

/**
 * How operands are written and where they stand:
 * - `RR` R1,R2; `RR1` R1; `RRM` M1,R2; `I` a number in the second byte; `RRE`, `RRE1` the same in bytes 3-4
 * - `RX` R1,D2(X2,B2); `RXM` M1,D2(X2,B2)
 * - `RS` R1,R3,D2(B2); `RSS` R1,D2(B2), R3 not used; `RSM` R1,M3,D2(B2)
 * - `SI` D1(B1),I2; `S` D2(B2); `S0` no operand
 * - `SSL` D1(L,B1),D2(B2); `SSLL` D1(L1,B1),D2(L2,B2); `SSI` D1(L1,B1),D2(B2),I3
 * - `SSR` D1(R1,B1),D2(B2),R3; `SSE` D1(B1),D2(B2) with a two-byte operation code
 */
export type Format =
  | 'RR'
  | 'RR1'
  | 'RRM'
  | 'I'
  | 'RRE'
  | 'RRE1'
  | 'RX'
  | 'RXM'
  | 'RS'
  | 'RSS'
  | 'RSM'
  | 'SI'
  | 'S'
  | 'S0'
  | 'SSL'
  | 'SSLL'
  | 'SSI'
  | 'SSR'
  | 'SSE';

/** One instruction. */
export interface Instruction {
  /** One byte, or two when above X'FF'. */
  readonly opcode: number;
  readonly mnemonic: string;
  readonly format: Format;
  /** In the problem state a privileged-operation exception. */
  readonly privileged: boolean;
  /** Whether the processor executes it; the others are operation exceptions. */
  readonly implemented: boolean;
}

const GENERAL = [false, true] as const;
const PRIVILEGED = [true, true] as const;
const LATER = [false, false] as const;
const PRIVILEGED_LATER = [true, false] as const;

function row(
  opcode: number,
  mnemonic: string,
  format: Format,
  [privileged, implemented]: readonly [boolean, boolean],
): Instruction {
  return { opcode, mnemonic, format, privileged, implemented };
}

/** All of them, in the order of their operation codes within a first byte. */
export const INSTRUCTIONS: readonly Instruction[] = [
  row(0x04, 'SPM', 'RR1', GENERAL),
  row(0x05, 'BALR', 'RR', GENERAL),
  row(0x06, 'BCTR', 'RR', GENERAL),
  row(0x07, 'BCR', 'RRM', GENERAL),
  row(0x08, 'SSK', 'RR', PRIVILEGED),
  row(0x09, 'ISK', 'RR', PRIVILEGED),
  row(0x0a, 'SVC', 'I', GENERAL),
  row(0x0d, 'BASR', 'RR', GENERAL),
  row(0x0e, 'MVCL', 'RR', GENERAL),
  row(0x0f, 'CLCL', 'RR', GENERAL),
  row(0x10, 'LPR', 'RR', GENERAL),
  row(0x11, 'LNR', 'RR', GENERAL),
  row(0x12, 'LTR', 'RR', GENERAL),
  row(0x13, 'LCR', 'RR', GENERAL),
  row(0x14, 'NR', 'RR', GENERAL),
  row(0x15, 'CLR', 'RR', GENERAL),
  row(0x16, 'OR', 'RR', GENERAL),
  row(0x17, 'XR', 'RR', GENERAL),
  row(0x18, 'LR', 'RR', GENERAL),
  row(0x19, 'CR', 'RR', GENERAL),
  row(0x1a, 'AR', 'RR', GENERAL),
  row(0x1b, 'SR', 'RR', GENERAL),
  row(0x1c, 'MR', 'RR', GENERAL),
  row(0x1d, 'DR', 'RR', GENERAL),
  row(0x1e, 'ALR', 'RR', GENERAL),
  row(0x1f, 'SLR', 'RR', GENERAL),
  row(0x20, 'LPDR', 'RR', GENERAL),
  row(0x21, 'LNDR', 'RR', GENERAL),
  row(0x22, 'LTDR', 'RR', GENERAL),
  row(0x23, 'LCDR', 'RR', GENERAL),
  row(0x24, 'HDR', 'RR', GENERAL),
  row(0x25, 'LRDR', 'RR', GENERAL),
  row(0x26, 'MXR', 'RR', GENERAL),
  row(0x27, 'MXDR', 'RR', GENERAL),
  row(0x28, 'LDR', 'RR', GENERAL),
  row(0x29, 'CDR', 'RR', GENERAL),
  row(0x2a, 'ADR', 'RR', GENERAL),
  row(0x2b, 'SDR', 'RR', GENERAL),
  row(0x2c, 'MDR', 'RR', GENERAL),
  row(0x2d, 'DDR', 'RR', GENERAL),
  row(0x2e, 'AWR', 'RR', GENERAL),
  row(0x2f, 'SWR', 'RR', GENERAL),
  row(0x30, 'LPER', 'RR', GENERAL),
  row(0x31, 'LNER', 'RR', GENERAL),
  row(0x32, 'LTER', 'RR', GENERAL),
  row(0x33, 'LCER', 'RR', GENERAL),
  row(0x34, 'HER', 'RR', GENERAL),
  row(0x35, 'LRER', 'RR', GENERAL),
  row(0x36, 'AXR', 'RR', GENERAL),
  row(0x37, 'SXR', 'RR', GENERAL),
  row(0x38, 'LER', 'RR', GENERAL),
  row(0x39, 'CER', 'RR', GENERAL),
  row(0x3a, 'AER', 'RR', GENERAL),
  row(0x3b, 'SER', 'RR', GENERAL),
  row(0x3c, 'MER', 'RR', GENERAL),
  row(0x3d, 'DER', 'RR', GENERAL),
  row(0x3e, 'AUR', 'RR', GENERAL),
  row(0x3f, 'SUR', 'RR', GENERAL),
  row(0x40, 'STH', 'RX', GENERAL),
  row(0x41, 'LA', 'RX', GENERAL),
  row(0x42, 'STC', 'RX', GENERAL),
  row(0x43, 'IC', 'RX', GENERAL),
  row(0x44, 'EX', 'RX', GENERAL),
  row(0x45, 'BAL', 'RX', GENERAL),
  row(0x46, 'BCT', 'RX', GENERAL),
  row(0x47, 'BC', 'RXM', GENERAL),
  row(0x48, 'LH', 'RX', GENERAL),
  row(0x49, 'CH', 'RX', GENERAL),
  row(0x4a, 'AH', 'RX', GENERAL),
  row(0x4b, 'SH', 'RX', GENERAL),
  row(0x4c, 'MH', 'RX', GENERAL),
  row(0x4d, 'BAS', 'RX', GENERAL),
  row(0x4e, 'CVD', 'RX', GENERAL),
  row(0x4f, 'CVB', 'RX', GENERAL),
  row(0x50, 'ST', 'RX', GENERAL),
  row(0x54, 'N', 'RX', GENERAL),
  row(0x55, 'CL', 'RX', GENERAL),
  row(0x56, 'O', 'RX', GENERAL),
  row(0x57, 'X', 'RX', GENERAL),
  row(0x58, 'L', 'RX', GENERAL),
  row(0x59, 'C', 'RX', GENERAL),
  row(0x5a, 'A', 'RX', GENERAL),
  row(0x5b, 'S', 'RX', GENERAL),
  row(0x5c, 'M', 'RX', GENERAL),
  row(0x5d, 'D', 'RX', GENERAL),
  row(0x5e, 'AL', 'RX', GENERAL),
  row(0x5f, 'SL', 'RX', GENERAL),
  row(0x60, 'STD', 'RX', GENERAL),
  row(0x67, 'MXD', 'RX', GENERAL),
  row(0x68, 'LD', 'RX', GENERAL),
  row(0x69, 'CD', 'RX', GENERAL),
  row(0x6a, 'AD', 'RX', GENERAL),
  row(0x6b, 'SD', 'RX', GENERAL),
  row(0x6c, 'MD', 'RX', GENERAL),
  row(0x6d, 'DD', 'RX', GENERAL),
  row(0x6e, 'AW', 'RX', GENERAL),
  row(0x6f, 'SW', 'RX', GENERAL),
  row(0x70, 'STE', 'RX', GENERAL),
  row(0x78, 'LE', 'RX', GENERAL),
  row(0x79, 'CE', 'RX', GENERAL),
  row(0x7a, 'AE', 'RX', GENERAL),
  row(0x7b, 'SE', 'RX', GENERAL),
  row(0x7c, 'ME', 'RX', GENERAL),
  row(0x7d, 'DE', 'RX', GENERAL),
  row(0x7e, 'AU', 'RX', GENERAL),
  row(0x7f, 'SU', 'RX', GENERAL),
  row(0x80, 'SSM', 'S', PRIVILEGED),
  row(0x82, 'LPSW', 'S', PRIVILEGED),
  row(0x83, 'DIAG', 'RS', PRIVILEGED),
  row(0x84, 'WRD', 'SI', PRIVILEGED_LATER),
  row(0x85, 'RDD', 'SI', PRIVILEGED_LATER),
  row(0x86, 'BXH', 'RS', GENERAL),
  row(0x87, 'BXLE', 'RS', GENERAL),
  row(0x88, 'SRL', 'RSS', GENERAL),
  row(0x89, 'SLL', 'RSS', GENERAL),
  row(0x8a, 'SRA', 'RSS', GENERAL),
  row(0x8b, 'SLA', 'RSS', GENERAL),
  row(0x8c, 'SRDL', 'RSS', GENERAL),
  row(0x8d, 'SLDL', 'RSS', GENERAL),
  row(0x8e, 'SRDA', 'RSS', GENERAL),
  row(0x8f, 'SLDA', 'RSS', GENERAL),
  row(0x90, 'STM', 'RS', GENERAL),
  row(0x91, 'TM', 'SI', GENERAL),
  row(0x92, 'MVI', 'SI', GENERAL),
  row(0x93, 'TS', 'S', GENERAL),
  row(0x94, 'NI', 'SI', GENERAL),
  row(0x95, 'CLI', 'SI', GENERAL),
  row(0x96, 'OI', 'SI', GENERAL),
  row(0x97, 'XI', 'SI', GENERAL),
  row(0x98, 'LM', 'RS', GENERAL),
  row(0x9c00, 'SIO', 'S', PRIVILEGED),
  row(0x9c01, 'SIOF', 'S', PRIVILEGED),
  row(0x9d00, 'TIO', 'S', PRIVILEGED),
  row(0x9d01, 'CLRIO', 'S', PRIVILEGED),
  row(0x9e00, 'HIO', 'S', PRIVILEGED),
  row(0x9e01, 'HDV', 'S', PRIVILEGED),
  row(0x9f00, 'TCH', 'S', PRIVILEGED),
  row(0xac, 'STNSM', 'SI', PRIVILEGED),
  row(0xad, 'STOSM', 'SI', PRIVILEGED),
  row(0xae, 'SIGP', 'RS', PRIVILEGED),
  row(0xaf, 'MC', 'SI', GENERAL),
  row(0xb1, 'LRA', 'RX', PRIVILEGED),
  row(0xb200, 'CONCS', 'S', PRIVILEGED_LATER),
  row(0xb201, 'DISCS', 'S', PRIVILEGED_LATER),
  row(0xb202, 'STIDP', 'S', PRIVILEGED),
  row(0xb203, 'STIDC', 'S', PRIVILEGED),
  row(0xb204, 'SCK', 'S', PRIVILEGED),
  row(0xb205, 'STCK', 'S', GENERAL),
  row(0xb206, 'SCKC', 'S', PRIVILEGED),
  row(0xb207, 'STCKC', 'S', PRIVILEGED),
  row(0xb208, 'SPT', 'S', PRIVILEGED),
  row(0xb209, 'STPT', 'S', PRIVILEGED),
  row(0xb20a, 'SPKA', 'S', PRIVILEGED),
  row(0xb20b, 'IPK', 'S0', PRIVILEGED),
  row(0xb20d, 'PTLB', 'S0', PRIVILEGED),
  row(0xb210, 'SPX', 'S', PRIVILEGED),
  row(0xb211, 'STPX', 'S', PRIVILEGED),
  row(0xb212, 'STAP', 'S', PRIVILEGED),
  row(0xb213, 'RRB', 'S', PRIVILEGED),
  row(0xb218, 'PC', 'S', LATER),
  row(0xb219, 'SAC', 'S', PRIVILEGED_LATER),
  row(0xb221, 'IPTE', 'RRE', PRIVILEGED),
  row(0xb223, 'IVSK', 'RRE', LATER),
  row(0xb224, 'IAC', 'RRE1', LATER),
  row(0xb225, 'SSAR', 'RRE1', LATER),
  row(0xb226, 'EPAR', 'RRE1', LATER),
  row(0xb227, 'ESAR', 'RRE1', LATER),
  row(0xb228, 'PT', 'RRE', LATER),
  row(0xb6, 'STCTL', 'RS', PRIVILEGED),
  row(0xb7, 'LCTL', 'RS', PRIVILEGED),
  row(0xba, 'CS', 'RS', GENERAL),
  row(0xbb, 'CDS', 'RS', GENERAL),
  row(0xbd, 'CLM', 'RSM', GENERAL),
  row(0xbe, 'STCM', 'RSM', GENERAL),
  row(0xbf, 'ICM', 'RSM', GENERAL),
  row(0xd1, 'MVN', 'SSL', GENERAL),
  row(0xd2, 'MVC', 'SSL', GENERAL),
  row(0xd3, 'MVZ', 'SSL', GENERAL),
  row(0xd4, 'NC', 'SSL', GENERAL),
  row(0xd5, 'CLC', 'SSL', GENERAL),
  row(0xd6, 'OC', 'SSL', GENERAL),
  row(0xd7, 'XC', 'SSL', GENERAL),
  row(0xd9, 'MVCK', 'SSR', LATER),
  row(0xda, 'MVCP', 'SSR', LATER),
  row(0xdb, 'MVCS', 'SSR', LATER),
  row(0xdc, 'TR', 'SSL', GENERAL),
  row(0xdd, 'TRT', 'SSL', GENERAL),
  row(0xde, 'ED', 'SSL', GENERAL),
  row(0xdf, 'EDMK', 'SSL', GENERAL),
  row(0xe500, 'LASP', 'SSE', PRIVILEGED_LATER),
  row(0xe501, 'TPROT', 'SSE', PRIVILEGED),
  row(0xe8, 'MVCIN', 'SSL', GENERAL),
  row(0xf0, 'SRP', 'SSI', GENERAL),
  row(0xf1, 'MVO', 'SSLL', GENERAL),
  row(0xf2, 'PACK', 'SSLL', GENERAL),
  row(0xf3, 'UNPK', 'SSLL', GENERAL),
  row(0xf8, 'ZAP', 'SSLL', GENERAL),
  row(0xf9, 'CP', 'SSLL', GENERAL),
  row(0xfa, 'AP', 'SSLL', GENERAL),
  row(0xfb, 'SP', 'SSLL', GENERAL),
  row(0xfc, 'MP', 'SSLL', GENERAL),
  row(0xfd, 'DP', 'SSLL', GENERAL),
];

/** Extended mnemonics: the mask and whether the branch address is in a register. */
export interface ExtendedMnemonic {
  readonly mask: number;
  readonly register: boolean;
}

/** The extended mnemonic codes of BC and BCR. */
export const EXTENDED_MNEMONICS: ReadonlyMap<string, ExtendedMnemonic> = new Map(
  (
    [
      ['', 15],
      ['H', 2],
      ['L', 4],
      ['E', 8],
      ['NH', 13],
      ['NL', 11],
      ['NE', 7],
      ['P', 2],
      ['M', 4],
      ['Z', 8],
      ['O', 1],
      ['NP', 13],
      ['NM', 11],
      ['NZ', 7],
      ['NO', 14],
    ] as const
  )
    .flatMap(([condition, mask]): [string, ExtendedMnemonic][] => [
      [`B${condition}`, { mask, register: false }],
      [`B${condition}R`, { mask, register: true }],
    ])
    .concat([
      ['NOP', { mask: 0, register: false }],
      ['NOPR', { mask: 0, register: true }],
    ]),
);

const byOpcode = new Map(INSTRUCTIONS.map((entry) => [entry.opcode, entry]));
const byMnemonic = new Map(INSTRUCTIONS.map((entry) => [entry.mnemonic, entry]));

/** The instruction with these first two bytes; undefined when no operation code is assigned. */
export function instructionOf(first: number, second: number): Instruction | undefined {
  // of the one-byte I/O codes only bit 15 counts
  const two = first >= 0x9c && first <= 0x9f ? second & 1 : second;
  return (
    byOpcode.get(first) ??
    byOpcode.get((first << 8) | two) ??
    (first === 0x9f ? byOpcode.get(0x9f00) : undefined)
  );
}

/** The instruction with this mnemonic, in capitals. */
export function instructionNamed(mnemonic: string): Instruction | undefined {
  return byMnemonic.get(mnemonic);
}

/** Length in bytes of an instruction with this first byte. */
export function instructionLength(first: number): 2 | 4 | 6 {
  return first < 0x40 ? 2 : first < 0xc0 ? 4 : 6;
}

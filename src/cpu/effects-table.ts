/**
 * What each instruction does to storage and to general registers (GA22-7000, "General Instructions" and the
 * chapters after it), for PER and for CP's traces: both must know it without watching the hot loop.
 */

/**
 * How many bytes an instruction stores at its first operand (RX: its only storage operand):
 * a number; `L` its length; `L1` the first of two lengths; `R` four for each register from R1 to R3;
 * `M` one for each bit of the mask in R3; `equal` CS and CDS, only when they swap (condition code 0), with
 * their width; `long` MVCL, what its registers say it has moved.
 */
export type StoreRule = number | 'L' | 'L1' | 'R' | 'M' | 'long' | { readonly equal: number };

/** Bytes stored, by operation code (two bytes where it has two). */
export const STORES: ReadonlyMap<number, StoreRule> = new Map<number, StoreRule>([
  [0x0e, 'long'], // MVCL
  [0x40, 2], // STH
  [0x42, 1], // STC
  [0x4e, 8], // CVD
  [0x50, 4], // ST
  [0x60, 8], // STD
  [0x70, 4], // STE
  [0x90, 'R'], // STM
  [0x92, 1], // MVI
  [0x93, 1], // TS
  [0x94, 1], // NI
  [0x96, 1], // OI
  [0x97, 1], // XI
  [0xac, 1], // STNSM
  [0xad, 1], // STOSM
  [0xb202, 8], // STIDP
  [0xb205, 8], // STCK
  [0xb207, 8], // STCKC
  [0xb209, 8], // STPT
  [0xb211, 4], // STPX
  [0xb212, 2], // STAP
  [0xb6, 'R'], // STCTL
  [0xba, { equal: 4 }], // CS
  [0xbb, { equal: 8 }], // CDS
  [0xbe, 'M'], // STCM
  [0xd1, 'L'], // MVN
  [0xd2, 'L'], // MVC
  [0xd3, 'L'], // MVZ
  [0xd4, 'L'], // NC
  [0xd6, 'L'], // OC
  [0xd7, 'L'], // XC
  [0xdc, 'L'], // TR
  [0xde, 'L'], // ED
  [0xdf, 'L'], // EDMK
  [0xe8, 'L'], // MVCIN
  [0xf0, 'L1'], // SRP
  [0xf1, 'L1'], // MVO
  [0xf2, 'L1'], // PACK
  [0xf3, 'L1'], // UNPK
  [0xf8, 'L1'], // ZAP
  [0xfa, 'L1'], // AP
  [0xfb, 'L1'], // SP
  [0xfc, 'L1'], // MP
  [0xfd, 'L1'], // DP
]);

/**
 * Which general registers an instruction replaces: `r1`; `pair` R1 and the one behind it; `range` R1 to R3;
 * `pairs` those of R1 and of R2 (MVCL, CLCL); `masked` R1 unless the mask is zero (ICM); `unequal` and
 * `unequal-pair` CS and CDS, when they do not swap; `found` registers 1 and 2 (TRT), when a byte was found;
 * `marked` register 1 (EDMK), when an address was put there; `two` register 2 (IPK); `status` R1, when SIGP
 * stores status.
 */
export type AlterRule =
  | 'r1'
  | 'pair'
  | 'range'
  | 'pairs'
  | 'masked'
  | 'unequal'
  | 'unequal-pair'
  | 'found'
  | 'marked'
  | 'two'
  | 'status';

const R1 = [
  0x05, 0x06, 0x09, 0x0d, 0x10, 0x11, 0x12, 0x13, 0x14, 0x16, 0x17, 0x18, 0x1a, 0x1b, 0x1e, 0x1f,
  0x41, 0x43, 0x45, 0x46, 0x48, 0x4a, 0x4b, 0x4c, 0x4d, 0x4f, 0x54, 0x56, 0x57, 0x58, 0x5a, 0x5b,
  0x5e, 0x5f, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0xb1,
];
const PAIR = [0x1c, 0x1d, 0x5c, 0x5d, 0x8c, 0x8d, 0x8e, 0x8f];

/** Registers replaced, by operation code. */
export const ALTERS: ReadonlyMap<number, AlterRule> = new Map<number, AlterRule>([
  ...R1.map((opcode): [number, AlterRule] => [opcode, 'r1']),
  ...PAIR.map((opcode): [number, AlterRule] => [opcode, 'pair']),
  [0x0e, 'pairs'],
  [0x0f, 'pairs'],
  [0x98, 'range'],
  [0xae, 'status'],
  [0xb20b, 'two'],
  [0xba, 'unequal'],
  [0xbb, 'unequal-pair'],
  [0xbf, 'masked'],
  [0xdd, 'found'],
  [0xdf, 'marked'],
]);

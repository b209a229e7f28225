/**
 * Instructions that the GNU assembler for ESA/390 does not know, with encodings by the manual (IBM System/370 Principles
 * of Operation, GA22-7000-10, Appendix B): statement and bytes.
 */
export const MANUAL_ENCODINGS: readonly (readonly [string, string])[] = [
  ['SSK 2,4', '0824'],
  ['ISK 10,12', '09AC'],
  ['LRDR 2,0', '2520'],
  ['LRER 2,4', '3524'],
  ['WRD 5(6),7', '84076005'],
  ['RDD 5(6),7', '85076005'],
  ['SIO 14(3)', '9C00300E'],
  ['SIOF 14(3)', '9C01300E'],
  ['TIO 14(3)', '9D00300E'],
  ['CLRIO 14(3)', '9D01300E'],
  ['HIO 14(3)', '9E00300E'],
  ['HDV 14(3)', '9E01300E'],
  ['TCH 14(3)', '9F00300E'],
  ['DIAG 2,4,8(0)', '83240008'],
  ['CONCS 4(5)', 'B2005004'],
  ['DISCS 4(5)', 'B2015004'],
  ['STIDC 4(5)', 'B2035004'],
  ['RRB 4(5)', 'B2135004'],
];

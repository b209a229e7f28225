/** Source of programs that use OS macros, as the macros would expand. */

/** What a DCB is to have in it. */
export interface DcbSource {
  readonly macrf: number;
  readonly recfm?: number;
  readonly lrecl?: number;
  readonly blksize?: number;
  readonly eodad?: string;
  readonly synad?: string;
  readonly exits?: string;
}

/** Values of MACRF. */
export const MACRF = {
  getMove: 0x5000,
  getLocate: 0x4800,
  putMove: 0x50,
  putLocate: 0x48,
  read: 0x2000,
  write: 0x20,
} as const;

/** A DCB. */
export function dcb(label: string, ddname: string, source: DcbSource): string[] {
  return [
    '         DS    0D',
    `${label.padEnd(8)} DC    32X'00'`,
    `         DC    A(${source.eodad ?? '0'})`,
    `         DC    AL1(${String(source.recfm ?? 0)}),AL3(${source.exits ?? '0'})`,
    `         DC    CL8'${ddname}'`,
    `         DC    X'0000',AL2(${String(source.macrf)})`,
    "         DC    F'0'",
    `         DC    A(${source.synad ?? '0'})`,
    `         DC    X'0000',AL2(${String(source.blksize ?? 0)})`,
    "         DC    18X'00'",
    `         DC    AL2(${String(source.lrecl ?? 0)})`,
    "         DC    12X'00'",
  ];
}

/** OPEN of some DCBs: option (0 input, 15 output) and label. */
export function openOf(label: string, ...blocks: readonly (readonly [number, string])[]): string[] {
  return [
    `         LA    1,${label}`,
    '         SVC   19',
    `         B     ${label}+${String(blocks.length * 4)}`,
    '         DS    0F',
    ...blocks.map(([option, block], i) => {
      const last = i === blocks.length - 1 ? 0x80 : 0;
      return `${(i === 0 ? label : '').padEnd(8)} DC    AL1(${String(option | last)}),AL3(${block})`;
    }),
  ];
}

/** CLOSE. */
export function closeOf(label: string, ...blocks: readonly string[]): string[] {
  return openOf(label, ...blocks.map((block) => [0, block] as const)).map((line) =>
    line.replace('SVC   19', 'SVC   20'),
  );
}

/** GET or PUT in move mode, or (without an area) locate mode. */
export function access(block: string, area?: string): string[] {
  return [
    `         LA    1,${block}`,
    ...(area === undefined ? [] : [`         LA    0,${area}`]),
    '         L     15,48(,1)',
    '         BALR  14,15',
  ];
}

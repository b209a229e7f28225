/** Formats of blocks, as BLOCK makes and DEBLOCK reads them (CMS Pipelines, "block", "deblock"). */
import { EMPTY } from '../bytes.js';
import type { Operands } from '../operands.js';
import type { Rec } from '../pipe-set.js';

/** A way to put records into blocks. */
export type Format = 'FIXED' | 'VARIABLE' | 'CMS' | 'CMS4' | 'SF' | 'SF4' | 'NETDATA' | 'STRING';

/** A format with what belongs to it. */
export interface FormatChoice {
  readonly format: Format;
  /** What ends or separates records (STRING). */
  readonly mark: Rec;
  /** Operand of FIXED. */
  readonly size: number | undefined;
}

const CR_LF = Uint8Array.of(0x0d, 0x25);
const LINE_FEED = Uint8Array.of(0x25);
const NEW_LINE = Uint8Array.of(0x15);

/** Reads a format; FIXED when none is named. */
export function parseFormat(operands: Operands): FormatChoice {
  const plain = (format: Format): FormatChoice => ({ format, mark: EMPTY, size: undefined });
  const marked = (mark: Rec): FormatChoice => ({ format: 'STRING', mark, size: undefined });
  if (operands.keyword('Fixed')) {
    return { format: 'FIXED', mark: EMPTY, size: operands.optionalNumber(1) };
  }
  if (operands.keyword('Variable', 'VB')) return plain('VARIABLE');
  if (operands.keyword('CMS4')) return plain('CMS4');
  if (operands.keyword('CMS')) return plain('CMS');
  if (operands.keyword('SF4')) return plain('SF4');
  if (operands.keyword('SF')) return plain('SF');
  if (operands.keyword('NETdata')) return plain('NETDATA');
  if (operands.keyword('CRLF', 'NETwork')) return marked(CR_LF);
  if (operands.keyword('TEXTfile')) return marked(NEW_LINE);
  if (operands.keyword('C')) return marked(LINE_FEED);
  if (operands.keyword('LINEND')) {
    const code = operands.optionalCharacter();
    return marked(code === undefined ? NEW_LINE : Uint8Array.of(code));
  }
  if (operands.keyword('STRing')) return marked(operands.string());
  return plain('FIXED');
}

/** The length in front of a record: bytes it takes, whether it counts itself. */
export interface LengthField {
  readonly bytes: number;
  readonly inclusive: boolean;
}

/** Those of formats that have one. */
export const lengthFields: Readonly<Partial<Record<Format, LengthField>>> = {
  CMS: { bytes: 2, inclusive: false },
  CMS4: { bytes: 4, inclusive: false },
  SF: { bytes: 2, inclusive: true },
  SF4: { bytes: 4, inclusive: true },
  NETDATA: { bytes: 1, inclusive: true },
};

/** A number as so many bytes. */
export function binary(value: number, bytes: number): Rec {
  const out = new Uint8Array(bytes);
  for (let i = bytes - 1, left = value; i >= 0; i--, left = Math.floor(left / 256))
    out[i] = left % 256;
  return out;
}

/** Bytes as hexadecimal text, for messages. */
export const hexText = (bytes: Rec): string =>
  [...bytes].map((byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join('');

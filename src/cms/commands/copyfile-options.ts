/** Operands and options of COPYFILE (CMS Command Reference, "COPYFILE"). */
import { toEbcdic } from '../../shared/ebcdic.js';
import { MAX_RECORD, type RecordFormat } from '../files/layout.js';
import { fault } from './command-fault.js';
import {
  conflict,
  optionRules,
  parseFileid,
  parseOptions,
  positive,
  type Fileid,
  type Operands,
} from './operands.js';

/** Its options. */
export const COPY_OPTIONS = optionRules(
  'Type',
  'NOType',
  'NEWDate',
  'OLDDate',
  'NEWFile',
  'REPlace',
  'OVly',
  'APpend',
  'FRom=1',
  'FOR=1',
  'FRLabel=1',
  'TOLabel=1',
  'RECfm=1',
  'LRecl=1',
  'TRUnc',
  'NOTRUnc',
  'PAck',
  'UNPack',
  'FIll=1',
  'UPcase',
  'LOwcase',
  'EBcdic',
  'TRAns',
  'PRompt',
  'NOPRompt',
  'SIngle',
  'SPecs',
  'NOSPecs',
);

/** Options that exclude each other. */
const CONFLICTS: readonly (readonly string[])[] = [
  ['TYPE', 'NOTYPE'],
  ['PROMPT', 'NOPROMPT'],
  ['SPECS', 'NOSPECS'],
  ['NEWDATE', 'OLDDATE'],
  ['NEWFILE', 'REPLACE', 'OVLY', 'APPEND'],
  ['TRUNC', 'NOTRUNC'],
  ['PACK', 'UNPACK'],
  ['UPCASE', 'LOWCASE'],
  ['FROM', 'FRLABEL'],
  ['FOR', 'TOLABEL'],
  ...['LRECL', 'RECFM', 'PACK', 'UNPACK', 'NEWDATE', 'OLDDATE'].map((name) => ['APPEND', name]),
  ...['PACK', 'UNPACK'].map((name) => ['OVLY', name]),
  ...['PACK', 'UNPACK'].flatMap((name) =>
    ['EBCDIC', 'LOWCASE', 'UPCASE', 'LRECL', 'RECFM', 'SPECS', 'TRANS', 'TRUNC'].map((other) => [
      name,
      other,
    ]),
  ),
];

/** Most fileids in one line. */
const MOST_FILEIDS = 20;

/** What becomes of a file that is there. */
export type Disposition = 'new' | 'replace' | 'append' | 'overlay';

/** What is to be done with the records. */
export type CopyOptions = {
  readonly type: boolean;
  readonly oldDate: boolean;
  readonly disposition: Disposition;
  readonly from: number;
  readonly count: number;
  readonly fromLabel: Uint8Array | undefined;
  readonly toLabel: Uint8Array | undefined;
  readonly format: RecordFormat | undefined;
  readonly recordLength: number | undefined;
  readonly trunc: boolean;
  readonly fill: number;
  readonly fold: 'upper' | 'lower' | undefined;
  readonly fromBcd: boolean;
  readonly packing: 'pack' | 'unpack' | undefined;
  /** All inputs become one file, whatever `=` would make. */
  readonly single: boolean;
  readonly prompt: boolean;
  readonly specs: boolean;
  readonly trans: boolean;
};

/** The fileids and the options of a line. */
export interface CopyRequest {
  readonly inputs: readonly Fileid[];
  readonly output: Fileid;
  readonly options: CopyOptions;
}

/** Reads a COPYFILE line. */
export function parseCopy({ operands, options }: Operands): CopyRequest {
  const chosen = parseOptions('CPY', COPY_OPTIONS, options);
  for (const names of CONFLICTS) conflict('CPY', chosen, ...names);
  const from = chosen.get('FRLABEL')?.[0];
  const to = chosen.get('TOLABEL')?.[0];
  if (from !== undefined && from === to) throw fault('CPY', 172, to);
  if (operands.length === 0) throw fault('CPY', 42);
  if (operands.length % 3 !== 0) throw fault('CPY', 54);
  if (operands.length / 3 > MOST_FILEIDS) throw fault('CPY', 102);
  const ids: string[][] = [];
  for (let i = 0; i < operands.length; i += 3) ids.push(operands.slice(i, i + 3));
  const last = ids.length > 1 ? ids.pop()! : ['=', '=', '='];
  const inputs = ids.map((words) => parseFileid('CPY', words, { patterns: true, anyMode: true }));
  const output = parseFileid('CPY', last, { equal: true });
  for (const part of [output.name, output.type]) {
    if (part.includes('*')) throw fault('CPY', 62, '*', last.join(' '));
    if (part !== '=' && part.includes('=')) throw fault('CPY', 20, '=', last.join(' '));
  }
  const itself = output.name === '=' && output.type === '=' && output.mode.startsWith('=');
  const recfm = chosen.get('RECFM')?.[0];
  if (recfm !== undefined && recfm !== 'F' && recfm !== 'V') throw fault('CPY', 29, recfm, 'RECFM');
  const number = (option: string, most?: number): number | undefined => {
    const value = chosen.get(option)?.[0];
    return value === undefined ? undefined : positive('CPY', option, value, most);
  };
  const label = (value: string | undefined): Uint8Array | undefined =>
    value === undefined ? undefined : toEbcdic(value);
  return {
    inputs,
    output,
    options: {
      type: chosen.has('TYPE'),
      oldDate: chosen.has('OLDDATE'),
      disposition: dispositionOf(chosen, itself),
      from: number('FROM') ?? 1,
      count: number('FOR') ?? Infinity,
      fromLabel: label(from),
      toLabel: label(to),
      format: recfm,
      recordLength: number('LRECL', MAX_RECORD),
      trunc: chosen.has('TRUNC'),
      fill: fillCharacter(chosen.get('FILL')?.[0]),
      fold: chosen.has('UPCASE') ? 'upper' : chosen.has('LOWCASE') ? 'lower' : undefined,
      fromBcd: chosen.has('EBCDIC'),
      packing: chosen.has('PACK') ? 'pack' : chosen.has('UNPACK') ? 'unpack' : undefined,
      single: chosen.has('SINGLE'),
      prompt: !chosen.has('NOPROMPT'),
      specs: chosen.has('SPECS'),
      trans: chosen.has('TRANS'),
    },
  };
}

function dispositionOf(chosen: ReadonlyMap<string, unknown>, itself: boolean): Disposition {
  if (chosen.has('APPEND')) return 'append';
  if (chosen.has('OVLY')) return 'overlay';
  if (chosen.has('NEWFILE')) return 'new';
  return chosen.has('REPLACE') || itself ? 'replace' : 'new';
}

function fillCharacter(word: string | undefined): number {
  if (word === undefined) return 0x40;
  if (word.length === 1) return toEbcdic(word)[0]!;
  if (/^[0-9A-F]{2}$/.test(word)) return Number.parseInt(word, 16);
  throw fault('CPY', 29, word, 'FILL');
}

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

const OPTIONS = optionRules(
  'Type',
  'NOType',
  'NEWDate',
  'OLDDate',
  'NEWFile',
  'REPlace',
  'APpend',
  'FRom=1',
  'FOR=1',
  'FRLabel=1',
  'TOLabel=1',
  'RECfm=1',
  'LRecl=1',
  'TRunc',
  'NOTRunc',
  'FIll=1',
  'UPcase',
  'LOwcase',
  'EBcdic',
  'PRompt',
  'NOPRompt',
  'SIngle',
  'NOSPecs',
);

/** What is to be done with the records. */
export type CopyOptions = {
  readonly type: boolean;
  readonly oldDate: boolean;
  readonly disposition: 'new' | 'replace' | 'append';
  readonly from: number;
  readonly count: number;
  readonly fromLabel: Uint8Array | undefined;
  readonly toLabel: Uint8Array | undefined;
  readonly format: RecordFormat | undefined;
  readonly recordLength: number | undefined;
  readonly trunc: boolean;
  readonly fill: number;
  readonly fold: 'upper' | 'lower' | undefined;
};

/** The fileids and the options of a line. */
export interface CopyRequest {
  readonly inputs: readonly Fileid[];
  readonly output: Fileid;
  readonly options: CopyOptions;
}

/** Reads a COPYFILE line. */
export function parseCopy({ operands, options }: Operands): CopyRequest {
  const chosen = parseOptions('CPY', OPTIONS, options);
  conflict('CPY', chosen, 'TYPE', 'NOTYPE');
  conflict('CPY', chosen, 'NEWDATE', 'OLDDATE');
  conflict('CPY', chosen, 'NEWFILE', 'REPLACE', 'APPEND');
  conflict('CPY', chosen, 'TRUNC', 'NOTRUNC');
  conflict('CPY', chosen, 'UPCASE', 'LOWCASE', 'EBCDIC');
  conflict('CPY', chosen, 'FROM', 'FRLABEL');
  conflict('CPY', chosen, 'FOR', 'TOLABEL');
  conflict('CPY', chosen, 'APPEND', 'LRECL');
  conflict('CPY', chosen, 'APPEND', 'RECFM');
  if (operands.length === 0) throw fault('CPY', 42);
  if (operands.length % 3 !== 0) throw fault('CPY', 54);
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
  const label = (option: string): Uint8Array | undefined => {
    const value = chosen.get(option)?.[0];
    return value === undefined ? undefined : toEbcdic(value);
  };
  let disposition: CopyOptions['disposition'] = itself ? 'replace' : 'new';
  if (chosen.has('REPLACE')) disposition = 'replace';
  if (chosen.has('APPEND')) disposition = 'append';
  return {
    inputs,
    output,
    options: {
      type: chosen.has('TYPE'),
      oldDate: chosen.has('OLDDATE'),
      disposition: chosen.has('NEWFILE') ? 'new' : disposition,
      from: number('FROM') ?? 1,
      count: number('FOR') ?? Infinity,
      fromLabel: label('FRLABEL'),
      toLabel: label('TOLABEL'),
      format: recfm,
      recordLength: number('LRECL', MAX_RECORD),
      trunc: chosen.has('TRUNC'),
      fill: fillCharacter(chosen.get('FILL')?.[0]),
      fold: chosen.has('UPCASE') ? 'upper' : chosen.has('LOWCASE') ? 'lower' : undefined,
    },
  };
}

function fillCharacter(word: string | undefined): number {
  if (word === undefined) return 0x40;
  if (word.length === 1) return toEbcdic(word)[0]!;
  if (/^[0-9A-F]{2}$/.test(word)) return Number.parseInt(word, 16);
  throw fault('CPY', 29, word, 'FILL');
}

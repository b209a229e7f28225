/** The lists that COPYFILE asks for: specifications of columns, and translations (CMS Command Reference, "COPYFILE"). */
import { toEbcdic } from '../../shared/ebcdic.js';
import { fault, faultWith } from './command-fault.js';

/** A piece of an output record: bytes, or columns of the input, and the place (from 0) where it begins. */
export type Specification = {
  readonly from: number;
  /** Behind the last byte of the input. */
  readonly end: number;
  readonly bytes?: Uint8Array;
  readonly to: number;
};

/** Most specifications of a list. */
const MOST = 20;
/** Longest record. */
const LONGEST = 65535;

/** The lines of a list that were typed so far, without the `++` by which all but the last end. */
export type TypedList = { readonly lines: readonly string[] };

/** Adds a line; gives whether the list goes on. */
export function addLine(list: TypedList, line: string): { list: TypedList; more: boolean } {
  const text = line.trimEnd();
  const more = text.endsWith('++');
  return { list: { lines: [...list.lines, more ? text.slice(0, -2) : text] }, more };
}

/** @param kind - ends in a blank, or is empty */
function near(kind: 'translate ' | '', word: string): never {
  throw fault('CPY', 64, kind, word.slice(0, 40));
}

/** Hexadecimal digits as bytes; undefined when they are none. */
function hexBytes(text: string): Uint8Array | undefined {
  if (!/^([0-9A-F]{2})+$/i.test(text)) return undefined;
  return Uint8Array.from(text.match(/../g)!.map((digits) => Number.parseInt(digits, 16)));
}

/** Reads a list of specifications: `1-8 20 /text/ 1 h40C1 30`. */
export function parseSpecifications(list: TypedList): Specification[] {
  const text = list.lines.join(' ');
  if (text.trim() === '') throw fault('CPY', 63, 'specification');
  const specifications: Specification[] = [];
  for (let rest = text.trimStart(); rest !== '';) {
    const { source, behind } = readSource(rest);
    const target = /^\s*(\S+)\s*/.exec(behind);
    const word = target?.[1] ?? '';
    const to = /^\d{1,5}$/.test(word) ? Number(word) : 0;
    if (to < 1 || to > LONGEST) near('', word === '' ? rest : word);
    if (specifications.length === MOST) throw fault('CPY', 103, MOST);
    specifications.push({ ...source, to: to - 1 });
    rest = behind.slice(target![0].length);
  }
  return specifications;
}

function readSource(text: string): {
  readonly source: Omit<Specification, 'to'>;
  readonly behind: string;
} {
  const first = text.charAt(0);
  if (!/[A-Z0-9]/i.test(first)) {
    const end = text.indexOf(first, 1);
    if (end < 2) near('', text);
    const bytes = toEbcdic(text.slice(1, end));
    return { source: { from: 0, end: 0, bytes }, behind: text.slice(end + 1) };
  }
  const word = /^\S+/.exec(text)?.[0] ?? '';
  const behind = text.slice(word.length);
  const columns = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(word);
  if (columns !== null) {
    const from = Number(columns[1]);
    const end = Number(columns[2] ?? from);
    if (from < 1 || end < from || end > LONGEST) near('', word);
    return { source: { from: from - 1, end }, behind };
  }
  const bytes = /^h/i.test(word) ? hexBytes(word.slice(1)) : undefined;
  if (bytes === undefined) near('', word);
  return { source: { from: 0, end: 0, bytes }, behind };
}

/** Reads a list of translations: pairs of characters or of hexadecimal bytes, from and to. */
export function parseTranslations(list: TypedList): Uint8Array {
  const words = list.lines.flatMap((line) => line.split(/\s+/)).filter((word) => word !== '');
  if (words.length === 0) throw faultWith(40, 'CPY', 63, 'translation');
  const table = Uint8Array.from({ length: 256 }, (_, code) => code);
  const codes = words.map((word) => {
    if (word.length === 1) return toEbcdic(word)[0]!;
    const bytes = hexBytes(word);
    return bytes?.length === 1 ? bytes[0]! : near('translate ', word);
  });
  if (codes.length % 2 !== 0) near('translate ', words.at(-1)!);
  for (let i = 0; i < codes.length; i += 2) table[codes[i]!] = codes[i + 1]!;
  return table;
}

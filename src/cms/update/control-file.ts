/**
 * Control files and auxiliary control files (CMS Command Reference, "UPDATE", "Multilevel updates"): which update files are
 * applied to a source. Both are read from the last record to the first.
 */
import { isFileName } from '../files/file-name.js';

/** A record of a control file that names updates. */
export interface ControlRecord {
  /** Update level identifier. */
  readonly level: string;
  /** Filetype of an update, or of an auxiliary control file. */
  readonly type: string;
  readonly auxiliary: boolean;
  /** Auxiliary control files that make this one be passed over when they are there. */
  readonly preferred: readonly string[];
}

/** What a control file says. */
export interface ControlFile {
  /** Libraries of its MACS record. */
  readonly libraries: readonly string[];
  /** In the order in which they are applied. */
  readonly records: readonly ControlRecord[];
}

/** Words of a record up to a comment; none of a record that is one. */
function wordsOf(line: string): string[] {
  const words = line.trim().toUpperCase().split(/\s+/);
  const comment = words.findIndex((word) => word.startsWith('*'));
  return (comment < 0 ? words : words.slice(0, comment)).filter((word) => word !== '');
}

const isName = (word: string): boolean => word.length <= 8 && isFileName(word);
const isAuxiliary = (type: string): boolean => type.startsWith('AUX') && type !== 'AUXPTF';

/** `TEST AUX` is AUXTEST, and `TEST` is UPDTTEST; undefined when it is neither. */
function record(level: string, words: readonly string[]): ControlRecord | undefined {
  const [first = '', second] = words;
  const plain = { level, preferred: [] };
  if (level === 'PTF' && words.length === 1) return { ...plain, type: first, auxiliary: false };
  if (first === 'PTF' && words.length === 2) return { ...plain, type: second!, auxiliary: false };
  if (second === 'AUX' && words.length === 2 && first.length <= 5) {
    return { ...plain, type: `AUX${first}`, auxiliary: true };
  }
  if (words.every(isAuxiliary)) {
    return { level, type: first, auxiliary: true, preferred: words.slice(1) };
  }
  if (words.length > 1) return undefined;
  if (first.startsWith('UPDT') || first === 'AUXPTF') {
    return { ...plain, type: first, auxiliary: false };
  }
  return first.length <= 4 ? { ...plain, type: `UPDT${first}`, auxiliary: false } : undefined;
}

/** Reads a control file. `card`: a record is wrong; `macs`: there is not one MACS record. */
export function controlFile(lines: readonly string[]): ControlFile | 'card' | 'macs' {
  const records: ControlRecord[] = [];
  let libraries: readonly string[] | undefined;
  for (const line of lines) {
    // the level of a MACS record may be left out
    const all = wordsOf(line);
    const [level, ...words] = all[0] === 'MACS' ? ['TEXT', ...all] : all;
    if (level === undefined) continue;
    if (level.length > 5 || !isName(level) || !words.every(isName)) return 'card';
    const [first] = words;
    if (first === 'MACS') {
      if (libraries !== undefined) return 'macs';
      libraries = words.slice(1);
      if (libraries.length > 8) return 'card';
    } else if (first !== undefined) {
      const made = record(level, words);
      if (made === undefined) return 'card';
      records.push(made);
    }
  }
  return libraries === undefined ? 'macs' : { libraries, records: records.reverse() };
}

/** Filetypes of an auxiliary control file in the order in which they are applied; undefined when a record is wrong. */
export function auxiliaryFile(lines: readonly string[]): readonly string[] | undefined {
  const types: string[] = [];
  for (const line of lines) {
    const [first, second] = wordsOf(line);
    if (first === undefined) continue;
    const type = first === 'PTF' && second !== undefined ? second : first;
    if (!isName(type)) return undefined;
    types.push(type);
  }
  return types.reverse();
}

/** Options of the file as a whole: its name, the form of its records, what SAVE does (z/VM: XEDIT, "SET", "EXTRACT"). */
import { MAXIMUM_LRECL, sinceAutosave } from '../edit-file.js';
import { DONE, say } from '../subcommand.js';
import {
  numberIn,
  onOff,
  putOptions,
  readOnlyOption,
  refused,
  switchOption,
  wordsOf,
  type Option,
} from './option.js';
import { isFileName, wrongCharacter } from '../../files/file-name.js';

const fileidPart = (
  name: string,
  minimum: number,
  key: 'name' | 'type' | 'mode',
  fits: (word: string) => boolean,
): Option => ({
  name,
  minimum,
  set(editor, file, text) {
    const [word, extra] = wordsOf(text);
    if (word === undefined) return say(editor, 5, '545E');
    if (extra !== undefined || !fits(word)) {
      const bad = wrongCharacter(word);
      if (key === 'mode') return say(editor, 24, '048E', word);
      return bad === undefined || extra !== undefined
        ? refused(editor, text)
        : say(editor, 20, '062E', bad);
    }
    file[key] = key === 'mode' && word.length === 1 ? `${word}1` : word;
    return DONE;
  },
  values: (_editor, file) => [file[key]],
});

/** The file as a whole, for the one table of SET, QUERY and EXTRACT. */
export const fileOptions: readonly Option[] = [
  readOnlyOption('ACTION', 3, (_editor, file) => [onOff(file.alterations > 0)]),
  {
    name: 'ALT',
    minimum: 3,
    needsSet: true,
    set(editor, file, text) {
      const [first, second, extra] = wordsOf(text);
      const count = first === '=' ? file.alterations : numberIn(first, 0, 999_999_999);
      const saved = second === '=' ? file.alterations : numberIn(second, 0, 999_999_999);
      const wrong = count === undefined || (second !== undefined && saved === undefined);
      if (wrong || extra !== undefined) return refused(editor, text);
      file.alterations = saved ?? count;
      return DONE;
    },
    values: (_editor, file) => [sinceAutosave(file), file.alterations],
  },
  {
    name: 'AUTOSAVE',
    minimum: 2,
    set(editor, file, text) {
      const [word, given, extra] = wordsOf(text);
      const every = word === 'OFF' ? 0 : numberIn(word, 1, 99_999_999);
      const mode = given ?? file.options.autosave.mode;
      if (word === undefined || every === undefined || extra !== undefined)
        return refused(editor, text);
      if (!/^[A-Z][0-6]?$/.test(mode)) return say(editor, 24, '048E', mode);
      return putOptions(file, { autosave: { every, mode } });
    },
    values: (_editor, file) => {
      const { every, mode } = file.options.autosave;
      return [every === 0 ? 'OFF' : every, file.id, sinceAutosave(file), mode];
    },
    settings: (_editor, { options: { autosave } }) => [
      `AUTOSAVE ${autosave.every === 0 ? 'OFF' : String(autosave.every)} ${autosave.mode}`,
    ],
  },
  readOnlyOption('BASEFT', 4, (_editor, { options }) => [options.origin.fileid[1]]),
  readOnlyOption('EDIRNAME', 5, () => ['']),
  readOnlyOption('EFMODE', 3, (_editor, { options }) => [options.origin.fileid[2]]),
  readOnlyOption('EFNAME', 3, (_editor, { options }) => [options.origin.fileid[0]]),
  readOnlyOption('EFTYPE', 3, (_editor, { options }) => [options.origin.fileid[1]]),
  fileidPart('FMODE', 2, 'mode', (word) => /^[A-Z][0-6]?$/.test(word)),
  fileidPart('FNAME', 2, 'name', isFileName),
  fileidPart('FTYPE', 2, 'type', isFileName),
  readOnlyOption('LIBNAME', 4, (_editor, { options }) => [options.origin.library?.[0] ?? '']),
  readOnlyOption('LIBTYPE', 4, (_editor, { options }) => [options.origin.library?.[1] ?? '']),
  {
    name: 'LRECL',
    minimum: 2,
    set(editor, file, text) {
      const [word, extra] = wordsOf(text);
      const { limit } = file.options.origin;
      const length = word === '*' ? limit : numberIn(word, 1, MAXIMUM_LRECL);
      if (word === undefined || extra !== undefined || length === undefined)
        return refused(editor, text);
      if (length > limit) return say(editor, 5, '519E', String(limit));
      if (file.lrecl !== length) file.alterations++;
      file.lrecl = length;
      file.settings.truncation = length;
      file.settings.zone = [Math.min(file.settings.zone[0], length), length];
      return DONE;
    },
    values: (_editor, file) => [file.lrecl],
  },
  readOnlyOption('LOCK', 3, () => ['OFF']),
  readOnlyOption('MEMBER', 3, (_editor, { options }) => [
    onOff(options.origin.library !== undefined),
  ]),
  switchOption('PACK', 4, 'pack'),
  {
    name: 'RECFM',
    minimum: 4,
    set(editor, file, text) {
      const [form, extra] = wordsOf(text);
      if (form === undefined) return say(editor, 5, '545E');
      if (extra !== undefined || !/^[FV]P?$/.test(form)) return say(editor, 5, '515E');
      const recfm = form.startsWith('F') ? 'F' : 'V';
      const pack = form.length === 2;
      if (file.recfm !== recfm || file.options.pack !== pack) file.alterations++;
      file.recfm = recfm;
      return putOptions(file, { pack });
    },
    values: (_editor, file) => [`${file.recfm}${file.options.pack ? 'P' : ''}`],
  },
  readOnlyOption('NAMETYPE', 3, () => ['CMS']),
  readOnlyOption('SEQ8', 1, (_editor, { options }) => [onOff(options.origin.seq8)]),
  {
    name: 'SERIAL',
    minimum: 3,
    set(editor, file, text) {
      const [word, first, second, extra] = wordsOf(text);
      const increment = first === undefined ? 10 : numberIn(first, 1, 99_999);
      const start = second === undefined ? increment : numberIn(second, 0, 99_999_999);
      if (word === undefined || extra !== undefined) return refused(editor, text);
      if (increment === undefined || start === undefined) return refused(editor, text);
      const named = ['OFF', 'ON', 'ALL'].includes(word);
      if (!named && word.length > 3) return refused(editor, word);
      return putOptions(file, { serial: { text: word, increment, start } });
    },
    values: (_editor, { options: { serial } }) => [serial.text, serial.increment, serial.start],
  },
  {
    name: 'SIDCODE',
    minimum: 3,
    set(editor, file, text) {
      const code = text.trim();
      if (code.length > 8) return refused(editor, text);
      return putOptions(file, { sidcode: code });
    },
    values: (_editor, { options }) => [options.sidcode],
  },
  readOnlyOption('UNIQUEID', 4, (_editor, file) => [file.id]),
  readOnlyOption('UNTIL', 3, (_editor, { update }) => [update?.until ?? '']),
  readOnlyOption('UPDATE', 3, (_editor, { update }) => [onOff(update !== undefined)]),
  readOnlyOption('WIDTH', 1, (_editor, { options }) => [options.origin.width]),
];

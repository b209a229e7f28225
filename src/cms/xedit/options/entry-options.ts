/** Options of what is typed into a file: tabs, masks, where lines are cut (z/VM: XEDIT Commands and Macros Reference, "SET"). */
import { DONE, say } from '../subcommand.js';
import { numberIn, onOff, putOptions, refused, wordIn, wordsOf, type Option } from './option.js';

/** Most tab columns. */
const MOST_TABS = 28;

/** What is typed into a file, for the one table of SET, QUERY and EXTRACT. */
export const entryOptions: readonly Option[] = [
  {
    name: 'FILLER',
    minimum: 3,
    set(editor, file, text) {
      const character = text.trim() === '' ? ' ' : text.trim();
      if (character.length !== 1) return refused(editor, text);
      return putOptions(file, { filler: character });
    },
    values: (_editor, { options }) => [options.filler],
  },
  {
    name: 'IMAGE',
    minimum: 2,
    set(editor, file, text) {
      const [word, extra] = wordsOf(text);
      const image = word === 'ON' || word === 'OFF' ? word : wordIn(word, ['CANON']);
      if (image === undefined || extra !== undefined) return refused(editor, text);
      return putOptions(file, { image });
    },
    values: (_editor, { options }) => [options.image],
  },
  {
    name: 'MASK',
    minimum: 4,
    set(editor, file, text) {
      const [, word = '', rest = ''] = /^\s*(\S+) ?(.*)$/s.exec(text) ?? [];
      const what = wordIn(word.toUpperCase(), ['DEFINE', 'IMMED', 'MODIFY']);
      if (what === undefined) return refused(editor, text);
      if (what === 'IMMED') return putOptions(file, { mask: rest.trimEnd() });
      // what comes back with the next ENTER is the new mask
      const line = what === 'DEFINE' ? '' : file.options.mask;
      editor.commandLine = `SET MASK IMMED ${line}`;
      editor.cursor = undefined;
      return DONE;
    },
    values: (_editor, { options }) => [options.mask],
    settings: (_editor, { options }) => [`MASK IMMED ${options.mask}`.trimEnd()],
  },
  {
    name: 'NULLS',
    minimum: 3,
    set(editor, file, text) {
      const words = wordsOf(text);
      if (words.length !== 1 || (words[0] !== 'ON' && words[0] !== 'OFF'))
        return refused(editor, text);
      file.settings.nulls = words[0] === 'ON';
      return DONE;
    },
    values: (_editor, { settings }) => [onOff(settings.nulls)],
  },
  {
    name: 'SPILL',
    minimum: 5,
    set(editor, file, text) {
      const [word, extra] = wordsOf(text);
      if ((word !== 'ON' && word !== 'OFF' && word !== 'WORD') || extra !== undefined)
        return refused(editor, text);
      return putOptions(file, { spill: word });
    },
    values: (_editor, { options }) => [options.spill],
  },
  {
    name: 'TABS',
    minimum: 4,
    set(editor, file, text) {
      const words = wordsOf(text);
      if (words.length === 0) return say(editor, 5, '545E');
      const tabs = words.map((word) => numberIn(word, 1, file.lrecl));
      const rising = tabs.every((tab, i) => i === 0 || (tab ?? 0) > (tabs[i - 1] ?? 0));
      if (tabs.length > MOST_TABS || tabs.includes(undefined) || !rising)
        return say(editor, 5, '575E', 'tabs');
      file.settings.tabs = tabs.filter((tab) => tab !== undefined);
      return DONE;
    },
    values: (_editor, { settings }) => [settings.tabs.join(' ')],
  },
  {
    name: 'TRUNC',
    minimum: 2,
    set(editor, file, text) {
      const [word, extra] = wordsOf(text);
      const to = word === '*' ? file.lrecl : numberIn(word, 1, file.lrecl);
      if (word === undefined || extra !== undefined || to === undefined)
        return refused(editor, text);
      file.settings.truncation = to;
      const [left, right] = file.settings.zone;
      file.settings.zone = [Math.min(left, to), Math.min(right, to)];
      return DONE;
    },
    values: (_editor, { settings }) => [settings.truncation],
  },
];

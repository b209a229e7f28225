/** Options of how subcommands are read, and of the terminal (z/VM: XEDIT Commands and Macros Reference, "SET"). */
import type { EditFile } from '../edit-file.js';
import { DONE } from '../subcommand.js';
import {
  characterOf,
  markedOption,
  onOff,
  putOptions,
  readOnlyOption,
  refused,
  switchOption,
  wordIn,
  wordsOf,
  type Option,
} from './option.js';
import { synonymOption } from './synonym-option.js';

/** The pairs of SET TRANSLAT. */
function translation({ options: { translat } }: EditFile): string {
  return `TRANSLAT ${translat === 'OFF' ? 'OFF' : [...translat].join(' ')}`;
}

/** How subcommands are read, and the terminal, for the one table of SET, QUERY and EXTRACT. */
export const commandOptions: readonly Option[] = [
  {
    name: '=',
    minimum: 1,
    needsSet: true,
    set(editor, _file, text) {
      editor.history = [text.trim(), ...editor.history];
      return DONE;
    },
    values: (editor) => [editor.history[0] ?? ''],
    variables: (editor) => [{ name: 'EQUALSIGN', values: [editor.history[0] ?? ''] }],
  },
  switchOption('APL', 3, 'apl'),
  {
    name: 'BRKKEY',
    minimum: 3,
    set(editor, file, text) {
      const [state, given, extra] = wordsOf(text);
      const key = given ?? file.options.brkkey.key;
      const known = /^(?:PA[123]|PF(?:[1-9]|1\d|2[0-4])|CLEAR|NONE)$/.test(key);
      if ((state !== 'ON' && state !== 'OFF') || !known || extra !== undefined)
        return refused(editor, text);
      return putOptions(file, { brkkey: { on: state === 'ON', key } });
    },
    values: (_editor, { options: { brkkey } }) => [
      onOff(brkkey.on),
      ...(brkkey.on ? [brkkey.key] : []),
    ],
  },
  switchOption('COLPTR', 4, 'colptr'),
  markedOption('ESCAPE', 3, 'escape'),
  switchOption('IMPCMSCP', 3, 'impcmscp'),
  readOnlyOption('INPMODE', 3, (editor) => [onOff(editor.mode !== 'edit')]),
  {
    name: 'LASTLORC',
    minimum: 5,
    set(editor, _file, text) {
      editor.lastLorc = text.trim();
      editor.lastLocate = text.trim();
      return DONE;
    },
    values: (editor) => [editor.lastLorc],
  },
  {
    name: 'LINEND',
    minimum: 5,
    set(editor, _file, text) {
      const [first, second, extra] = text.trim().split(/\s+/);
      const state = first?.toUpperCase();
      const given = state === 'ON' || state === 'OFF' ? second : first;
      const character = given === undefined ? '#' : characterOf(given);
      if (!state || extra !== undefined || character === undefined) return refused(editor, text);
      if (given === first && second !== undefined) return refused(editor, text);
      if (/[A-Za-z0-9]/.test(character)) return refused(editor, text);
      editor.lineEnd = state === 'OFF' ? '' : character;
      return DONE;
    },
    values: (editor) => (editor.lineEnd === '' ? ['OFF', '#'] : ['ON', editor.lineEnd]),
  },
  { ...switchOption('MACRO', 5, 'macro'), needsSet: true },
  {
    name: 'MSGMODE',
    minimum: 4,
    set(editor, file, text) {
      const [state, given, extra] = wordsOf(text);
      const form = given === undefined ? file.options.messages : wordIn(given, ['LONG', 'SHORT']);
      if ((state !== 'ON' && state !== 'OFF') || form === undefined || extra !== undefined)
        return refused(editor, text);
      editor.msgmode = state === 'ON';
      return putOptions(file, { messages: form });
    },
    values: (editor, file) => [onOff(editor.msgmode), file.options.messages],
  },
  switchOption('REMOTE', 4, 'remote'),
  synonymOption,
  {
    name: 'TERMINAL',
    minimum: 4,
    set(editor, file, text) {
      const [word, extra] = wordsOf(text);
      const terminal = wordIn(word, ['DISPLAY', 'TYPEWRITER']);
      if (terminal === undefined || extra !== undefined) return refused(editor, text);
      return putOptions(file, { terminal });
    },
    values: (_editor, { options }) => [options.terminal],
  },
  switchOption('TEXT', 4, 'text'),
  {
    name: 'TRANSLAT',
    minimum: 6,
    set(editor, file, text) {
      const words = text.trim().split(/\s+/).filter(Boolean);
      if (words.length === 1 && words[0]?.toUpperCase() === 'OFF')
        return putOptions(file, { translat: 'OFF' });
      const pairs = words.length > 0 && words.length % 2 === 0;
      if (!pairs || words.some((word) => word.length !== 1)) return refused(editor, text);
      return putOptions(file, { translat: words.join('') });
    },
    values: (_editor, { options: { translat } }) => (translat === 'OFF' ? ['OFF'] : ['ON']),
    lines: (_editor, file) => [translation(file)],
  },
];

/** The panel of NAMES: where the tags of an entry stand, and an entry as lines of the file. */
import type { NamesEntry } from './names-file.js';
import { fieldAt, labelAt, messageAt, titleAt, type Panel, type PanelValues } from './panel.js';

const ADDRESS = ['addr1', 'addr2', 'addr3', 'addr4'];
const LISTS = ['list1', 'list2', 'list3'];
/** What of a list has no room on the panel, and stays in the entry. */
const LIST_BEHIND = 'listBehind';
/** The command line. */
export const COMMAND = 'command';
/** Tags that the user names, with their values. */
const OWN = [1, 2];

const fields = [
  fieldAt('NICK', 3, 11, 8),
  fieldAt('USERID', 3, 30, 8),
  fieldAt('NODE', 3, 47, 8),
  fieldAt('NOTEBOOK', 3, 68, 8),
  fieldAt('NAME', 5, 22, 56),
  fieldAt('PHONE', 6, 22, 56),
  ...ADDRESS.map((name, i) => fieldAt(name, 7 + i, 22, 56)),
  ...LISTS.map((name, i) => fieldAt(name, 12 + i, 22, 56)),
  ...OWN.flatMap((n) => [fieldAt(`tag${n}`, 16 + n, 6, 10), fieldAt(`value${n}`, 16 + n, 26, 52)]),
  fieldAt(COMMAND, 22, 7, 72),
];

/** The panel of a user's file, with a message. */
export function namesPanel(file: string, message: string): Panel {
  return {
    fields,
    texts: [
      titleAt(0, `====> ${file} <=====>   N A M E S   F I L E   E D I T I N G   <====`),
      labelAt(
        1,
        0,
        'Fill in the fields and press a PFkey to display and/or change your NAMES file',
      ),
      messageAt(2, message),
      labelAt(3, 0, 'Nickname:'),
      labelAt(3, 20, 'Userid:'),
      labelAt(3, 39, 'Node:'),
      labelAt(3, 56, 'Notebook:'),
      labelAt(5, 14, 'Name:'),
      labelAt(6, 13, 'Phone:'),
      labelAt(7, 11, 'Address:'),
      ...[8, 9, 10, 13, 14].map((row) => labelAt(row, 18, ':')),
      labelAt(12, 5, 'List of Names:'),
      labelAt(16, 0, 'You can enter optional information below. Describe it by giving it a "tag".'),
      ...OWN.flatMap((n) => [labelAt(16 + n, 0, 'Tag:'), labelAt(16 + n, 17, 'Value:')]),
      titleAt(20, '1= Help     2= Add      3= Quit     4= Clear    5= Find     6= Change'),
      titleAt(21, '7= Previous 8= Next     9=         10= Delete  11=         12= Cursor'),
      labelAt(22, 0, '====>'),
      labelAt(23, 60, 'Macro-read 1 File'),
    ],
  };
}

/** Tags that have a field of their own. */
const PLAIN = ['NICK', 'USERID', 'NODE', 'NOTEBOOK', 'NAME', 'PHONE'];

/** An entry in the fields of the panel. */
export function panelValues(entry: NamesEntry): PanelValues {
  const values: Record<string, string> = {};
  for (const tag of PLAIN) values[tag] = entry.tags.get(tag) ?? '';
  const address = (entry.tags.get('ADDR') ?? '').split(/\s*;\s*/);
  ADDRESS.forEach((name, i) => {
    values[name] =
      i < ADDRESS.length - 1 ? (address[i] ?? '') : address.slice(ADDRESS.length - 1).join('; ');
  });
  let list = entry.tags.get('LIST') ?? '';
  for (const name of LISTS) {
    const cut = list.length <= 56 ? list.length : list.lastIndexOf(' ', 56);
    const part = list.slice(0, cut < 1 ? 56 : cut);
    values[name] = part;
    list = list.slice(part.length).trim();
  }
  values[LIST_BEHIND] = list;
  const own = [...entry.tags].filter(([tag]) => !KNOWN.has(tag)).slice(0, OWN.length);
  for (const n of OWN) [values[`tag${n}`], values[`value${n}`]] = own[n - 1] ?? ['', ''];
  return values;
}

const KNOWN = new Set([...PLAIN, 'ADDR', 'LIST']);

/**
 * The lines of an entry from the fields of the panel.
 * @param before - the entry that it replaces: tags of it that the panel has no room for are kept
 */
export function entryLines(values: PanelValues, before?: NamesEntry): string[] {
  const value = (name: string): string => values[name]?.trim() ?? '';
  const shown = before === undefined ? {} : panelValues(before);
  const kept = [...(before?.tags ?? [])].filter(
    ([tag]) => !KNOWN.has(tag) && !OWN.some((n) => shown[`tag${n}`] === tag),
  );
  const own = OWN.map((n) => [value(`tag${n}`).replace(/[:.]/g, ''), value(`value${n}`)] as const);
  const pad = (text: string): string => text.padEnd(14);
  const first =
    pad(`:nick.${value('NICK').toUpperCase()}`) +
    ['USERID', 'NODE', 'NOTEBOOK']
      .filter((tag) => value(tag) !== '')
      .map((tag) => ` :${tag.toLowerCase()}.${value(tag).toUpperCase()}`)
      .join('');
  const more = (tag: string, text: string): string[] =>
    text === '' || tag === '' ? [] : [pad('') + ` :${tag.toLowerCase()}.${text}`];
  return [
    first.trimEnd(),
    ...more('name', value('NAME')),
    ...more('phone', value('PHONE')),
    ...more('addr', ADDRESS.map(value).filter(Boolean).join('; ')),
    ...more('list', [...LISTS, LIST_BEHIND].map(value).filter(Boolean).join(' ')),
    ...[...own, ...kept].flatMap(([tag, text]) => more(tag, text)),
  ];
}

/**
 * To whom something goes: userids, `userid AT node`, `userid@node`, nicknames of the NAMES file and its lists (CMS
 * Command Reference, "NAMES", "SENDFILE", "TELL").
 */
import { fault } from '../commands/command-fault.js';
import { entryOf, type NamesEntry } from './names-file.js';
import { isFileName } from '../files/file-name.js';

/** A user on a node. */
export type Addressee = { readonly user: string; readonly node: string };

/** Most addressees of one thing. */
const MOST = 500;

function direct(module: string, user: string, node: string): Addressee {
  for (const word of [user, node]) {
    if (!isFileName(word)) throw fault(module, 70, word);
  }
  return { user, node };
}

/**
 * Resolves words as they were typed.
 * @param node - the local node
 * @returns everyone once, in their order; a fault for a word that can be none, a list without end, or too many
 */
export function addressees(
  module: string,
  words: readonly string[],
  entries: readonly NamesEntry[],
  node: string,
): Addressee[] {
  const found = new Map<string, Addressee>();
  const lists = new Set<NamesEntry>();
  const add = (one: Addressee): void => {
    if (found.size >= MOST) throw fault(module, 109);
    const key = `${one.user} ${one.node}`;
    if (!found.has(key)) found.set(key, one);
  };
  const resolve = (list: readonly string[]): void => {
    for (let i = 0; i < list.length; i++) {
      const word = list[i]!.toUpperCase();
      if (list[i + 1]?.toUpperCase() === 'AT') {
        const to = list[i + 2]?.toUpperCase();
        if (to === undefined) throw fault(module, 50, 'AT');
        add(direct(module, word, to));
        i += 2;
        continue;
      }
      const entry = entryOf(entries, word);
      const people = entry?.tags.get('LIST');
      if (entry !== undefined && people !== undefined) {
        // a list that holds itself is gone through once
        if (lists.has(entry)) continue;
        lists.add(entry);
        resolve(people.split(/\s+/).filter((one) => one !== ''));
      } else if (entry !== undefined) {
        const user = entry.tags.get('USERID')?.toUpperCase() ?? '';
        if (user === '') throw fault(module, 647, word);
        add(direct(module, user, entry.tags.get('NODE')?.toUpperCase() || node));
      } else {
        const at = /^(.+)@(.+)$/.exec(word);
        add(at === null ? direct(module, word, node) : direct(module, at[1]!, at[2]!));
      }
    }
  };
  resolve(words);
  return [...found.values()];
}

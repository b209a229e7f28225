/**
 * A command line as it goes to SVC 202 behind the first part of the search (VM/370 CMS User's Guide, "How CMS searches
 * for commands"): EXECs by the name as typed, then names that the user has given to commands.
 */
import type { CmsState } from '../cms-state.js';
import { synonymOf } from '../synonyms.js';
import { tokenise } from '../tokens.js';
import { findExec } from './loaded-execs.js';

/** The line with EXEC in front, or with the command's own name, where that is what is meant. */
export function searchedLine(cms: CmsState, text: string): string {
  const line = text.trimStart();
  const name = tokenise(line)[0];
  if (name === undefined) return text;
  const { impex, abbrev } = cms.settings;
  if (impex && findExec(cms, name) !== undefined) return `EXEC ${line}`;
  const command = synonymOf(cms.synonyms, name, abbrev);
  if (command === undefined) return text;
  const behind = line.slice(/^[^\s()\0]+/.exec(line)?.[0].length ?? 0);
  const exec = impex && findExec(cms, command) !== undefined;
  return `${exec ? 'EXEC ' : ''}${command}${behind}`;
}

/** HELP pages of words of SET and QUERY of z/VM's CMS for which there is nothing here. */
import { absentWords } from '../shell/absent-words-table.js';
import type { HelpPage } from './help-page.js';

/** A page for each. */
export function absentPages(command: 'set' | 'query'): HelpPage[] {
  return absentWords(command).map(({ name, minimum, what }) => ({
    name,
    minimum,
    format: [name.slice(0, minimum) + name.slice(minimum).toLowerCase()],
    brief: 'not in this CMS',
    text: [`Belongs to ${what}, which is not part of this CMS.`, 'Messages: 2990E (88).'],
  }));
}

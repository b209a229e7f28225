/**
 * Passwords in typed lines: LOGON at the logo, LINK and AUTOLOG anywhere. They are taken, and neither shown
 * nor brought back by RETRIEVE, nor do they go into the console's log.
 */
import type { ConsoleSettings } from './console/console-host.js';
import { editLine } from './console/line-editing.js';
import { isLinkMode } from './links/link-modes.js';

/** `CP` and `#CP` in front of a command. */
const FRONT = '^\\s*(?:#?CP\\s+)*';
const LOGON = new RegExp(`${FRONT}L(?:O(?:G(?:ON?|IN)?)?)?\\s+\\S+\\s+(\\S+)`, 'i');
const AUTOLOG = new RegExp(`${FRONT}AUTO(?:L(?:OG?)?)?\\s+\\S+\\s+(\\S+)`, 'i');
const LINK = new RegExp(
  `${FRONT}LINK\\s+(?:TO\\s+(?=\\S+\\s+\\S+\\s+\\S))?\\S+\\s+\\S+\\s+(?:AS\\s+)?\\S+\\s+(\\S+)`,
  'i',
);

/** A line without the word that ends where a match ends. */
function without(line: string, match: RegExpExecArray): string {
  const [upTo, word = ''] = match;
  return upTo.slice(0, upTo.length - word.length) + line.slice(upTo.length).trimStart();
}

/** A line at the logo, without the password of LOGON. */
export function withoutLogonPassword(line: string): string {
  const match = LOGON.exec(line);
  return match === null || /^(HERE|N(O(I(PL?)?)?)?)$/i.test(match[1]!)
    ? line
    : without(line, match);
}

/** A line of somebody who is logged on, without the passwords of LINK and AUTOLOG. */
export function withoutPassword(line: string): string {
  const autolog = AUTOLOG.exec(line);
  if (autolog !== null) return without(line, autolog);
  const link = LINK.exec(line);
  if (link === null) return line;
  const [upTo, word = ''] = link;
  // what follows the mode is all password, with PASS= or without
  const shown = isLinkMode(word.toUpperCase()) ? upTo : upTo.slice(0, -word.length);
  return line.length > shown.length ? `${shown.trimEnd()} ` : line;
}

/** What may be shown of a typed line, which may hold several logical lines. */
export function shownPart(
  typed: string,
  settings: ConsoleSettings,
  hide: (line: string) => string,
): string {
  const lines = editLine(typed, settings);
  const shown = lines.map(hide);
  return shown.every((line, n) => line === lines[n]) ? typed : shown.join(settings.lineEnd);
}

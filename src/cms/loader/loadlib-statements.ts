/**
 * Control statements of LOADLIB COPY (CMS Command Reference, "LOADLIB"; OS/VS Utilities, "IEBCOPY"): SELECT or EXCLUDE,
 * then members, on the same line or on those that follow, with blanks or commas between them. What is selected may get
 * another name, `A(B)` or `(A,B)`, and take the place of a member that is there, `(A,B,R)`, `(A,,R)` or `A(R)`.
 */
import { fault } from '../commands/command-fault.js';

/** A member that a statement names. */
export interface NamedMember {
  readonly name: string;
  /** Its name in the other library. */
  readonly as: string;
  /** It takes the place of one that is there. */
  readonly replace: boolean;
}

/** What the statements say so far; plain data. */
export interface CopyStatements {
  readonly what: 'SELECT' | 'EXCLUDE' | undefined;
  readonly members: readonly NamedMember[];
}

const NAME = '[A-Z$#@][A-Z0-9$#@]{0,7}';
/** A member, or one with what is to become of it in parentheses. */
const ITEM = new RegExp(
  `^(?:(${NAME})(?:\\((${NAME})\\))?|\\((${NAME})(?:,(${NAME})?(?:,(R))?)?\\))(?=[ ,]|$)`,
);
/** Most members of all statements. */
const MOST = 2000;

/** No statement has been read. */
export const NO_STATEMENTS: CopyStatements = { what: undefined, members: [] };

/** Takes a line more. A fault for what is no statement; comments begin with an asterisk. */
export function takeStatement(module: string, said: CopyStatements, line: string): CopyStatements {
  if (line.startsWith('*')) return said;
  let rest = line.toUpperCase().trim();
  let { what } = said;
  const members = [...said.members];
  const word = /^(SELECT|EXCLUDE)(?: +|$)(?:MEMBER=)?/.exec(rest);
  if (word !== null) {
    const next = word[1] as 'SELECT' | 'EXCLUDE';
    if (what !== undefined && what !== next) throw fault(module, 66, what, next);
    what = next;
    rest = rest.slice(word[0].length);
  }
  while (rest !== '') {
    const item = ITEM.exec(rest);
    if (item === null || what === undefined) throw fault(module, 81, 'SYSIN');
    const [whole, plain, other, listed, as, replace] = item;
    const alone = other === 'R' || replace === 'R';
    const name = plain ?? listed!;
    if (what === 'EXCLUDE' && whole !== plain) throw fault(module, 81, 'SYSIN');
    if (members.length >= MOST) throw fault(module, 109);
    members.push({ name, as: (other === 'R' ? undefined : other) ?? as ?? name, replace: alone });
    rest = rest.slice(whole.length).replace(/^[ ,]+/, '');
  }
  return { what, members };
}

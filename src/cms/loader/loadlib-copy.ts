/** What COMPRESS and COPY make of the members of two libraries of load modules. */
import { fault, REPLACE_IT } from '../commands/command-fault.js';
import { MOST_MEMBERS, type Member } from '../maclib/maclib.js';
import type { LibrarySource, OpenLibrary } from '../maclib/library-state.js';
import { message, messageAs } from '../messages-table.js';
import type { CopyStatements, NamedMember } from './loadlib-statements.js';

/** What is asked, with room for messages. */
export interface Copying {
  readonly name: string;
  readonly replace: boolean;
  readonly statements: CopyStatements;
  readonly old: OpenLibrary | undefined;
  readonly input: OpenLibrary | undefined;
  lines: readonly string[];
  rc: number;
}

const byPlace = (library: OpenLibrary | undefined): Member[] =>
  [...(library?.members.values() ?? [])].sort((a, b) => a.record - b.record);

/** The members that the library is to have; undefined when there is nothing to copy. A fault when they are too many. */
export function copiedMembers(module: string, copying: Copying): LibrarySource[] | undefined {
  const { name, input, replace } = copying;
  let members: LibrarySource[] = byPlace(copying.old).map((member) => ({ kind: 'old', member }));
  if (input === undefined) return members;
  if (input.members.size === 0) throw fault(module, 39, `${input.name} LOADLIB`);
  const warn = (rc: number, line: string): void => {
    copying.lines = [...copying.lines, line];
    copying.rc = Math.max(copying.rc, rc);
  };
  const wanted = wantedMembers(copying.statements, byPlace(input), (gone) =>
    warn(4, message(module, 13, gone, `${input.name} LOADLIB`)),
  );
  let copied = 0;
  for (const { name: from, as, replace: alone } of wanted) {
    const there = members.some((one) => nameOf(one) === as);
    if (there && !replace && !alone) {
      warn(4, messageAs('W', module, 24, `${name} LOADLIB(${as})`, REPLACE_IT));
      continue;
    }
    members = members.filter((one) => nameOf(one) !== as);
    if (members.length >= MOST_MEMBERS) throw fault(module, 106, MOST_MEMBERS, as);
    const member = { ...input.members.get(from)!, name: as };
    members.push({ kind: 'old', member, input: true });
    copied++;
  }
  if (copied > 0) return members;
  warn(4, messageAs('W', module, 173, `${name} LOADLIB`));
  return undefined;
}

function nameOf(source: LibrarySource): string {
  return source.kind === 'old' ? source.member.name : source.name;
}

/** Members by the statements, in the order in which they stand in the library. */
function wantedMembers(
  { what, members: named }: CopyStatements,
  members: readonly Member[],
  gone: (name: string) => void,
): NamedMember[] {
  for (const { name } of named) if (!members.some((one) => one.name === name)) gone(name);
  if (what === 'SELECT') {
    return members.flatMap((member) => named.filter(({ name }) => name === member.name));
  }
  return members
    .filter((member) => !named.some(({ name }) => name === member.name))
    .map(({ name }) => ({ name, as: name, replace: false }));
}

/**
 * The pending list: prefix subcommands and macros that were entered and are not done (z/VM: XEDIT User's Guide, "Using
 * the Pending List"). Plain data.
 */

/** An entry of the pending list. */
export interface PendingPrefix {
  readonly line: number;
  /** As it was entered: a name, which may be a synonym, and what stands in front of it or behind. */
  readonly name: string;
  readonly operands: readonly string[];
  /** It was entered in place of lines that are not displayed: so many. */
  readonly hidden: number;
  /** Row of the screen, from 1, on which it was entered. */
  readonly row: number;
  /** `block` and `held` were put there by a macro; `error` is shown with a question mark and does nothing. */
  readonly kind: 'typed' | 'held' | 'block' | 'error';
}

/** A file, as far as the list goes. */
export interface WithPending {
  pending: PendingPrefix[];
  /** What was begun and takes further steps. */
  operation: Operation | undefined;
  prefix: PrefixSettings;
}

/** SET PREFIX. */
export interface PrefixSettings {
  readonly show: 'ON' | 'NULLS' | 'OFF';
  readonly side: 'LEFT' | 'RIGHT';
  /** What names stand for. */
  readonly synonyms: Readonly<Record<string, string>>;
}

/** What is to be done with lines. */
export type Operation =
  | { readonly kind: 'add'; readonly after: number; readonly count: number }
  | { readonly kind: 'delete'; readonly first: number; readonly count: number }
  | {
      readonly kind: 'copy' | 'move';
      readonly first: number;
      readonly count: number;
      readonly after: number;
    }
  | {
      readonly kind: 'repeat';
      readonly first: number;
      readonly count: number;
      /** How often. */
      readonly by: number;
    };

/** Names that stand for prefix macros at first (z/VM: XEDIT Commands and Macros Reference, "SET PREFIX"). */
const SYNONYMS = {
  ...{ '>': 'PRFSHIFT', '>>': 'PRFSHIFT', '<': 'PRFSHIFT', '<<': 'PRFSHIFT' },
  ...{ X: 'PREFIXX', XX: 'PREFIXX', S: 'PRFSHOW', '.....': 'SI' },
} as const;

/** The name under which SI goes on, on the line that it has added. */
export const CONTINUED = '.....';

/** The prefix area as it is at first. */
export function newPrefixSettings(): PrefixSettings {
  return { show: 'ON', side: 'LEFT', synonyms: SYNONYMS };
}

/** What a name stands for. */
export function oldName({ prefix }: WithPending, name: string): string {
  return prefix.synonyms[name] ?? name;
}

/** What a prefix area holds: a name, and operands in front of it and behind. */
export interface Entered {
  readonly name: string;
  readonly operands: readonly string[];
}

/**
 * Takes the command out of what stands in a prefix area.
 * @param shown - what stood there before, so that digits of a line number do not count
 */
export function typedOver(shown: string, typed: string): string {
  const rest = [...typed.padEnd(shown.length)]
    .map((character, i) => (character === shown[i] && /[=\d ]/.test(character) ? ' ' : character))
    .join('');
  // a command typed in front pushes nothing: digits of the number behind it still stand where they stood
  return rest.replace(/=/g, '').trim();
}

/** The name and the operands in what was entered; undefined when there is no name. */
export function parsePrefix(text: string): Entered | undefined {
  const source = text.trim().toUpperCase();
  if (source === '.....') return { name: source, operands: [] };
  const [, front = '', name = '', behind = ''] =
    /^(\*(?=\s*[A-Z])|\d*)\s*(\.[A-Z0-9$#@]+|[A-Z$#@]+|[^A-Z0-9$#@\s]+)\s*(.*)$/s.exec(source) ??
    [];
  if (name === '') return undefined;
  const operands = [front, ...behind.split(/\s+/)].filter(Boolean);
  return operands.length > 3 ? undefined : { name, operands };
}

/** What an entry shows in the prefix area. */
export function entryText({ name, operands, kind }: PendingPrefix): string {
  return `${kind === 'error' ? '?' : ''}${name}${operands.join(' ')}`;
}

/** The entry that is told of in the status area: the first from the top. */
export function firstPending({ pending }: WithPending): PendingPrefix | undefined {
  return pending.reduce<PendingPrefix | undefined>(
    (first, one) =>
      one.kind !== 'error' && (first === undefined || one.line < first.line) ? one : first,
    undefined,
  );
}

/** Puts an entry in place of the one that a line has. */
export function enterPrefix(file: WithPending, entry: PendingPrefix): void {
  file.pending = [...file.pending.filter(({ line }) => line !== entry.line), entry].sort(
    (a, b) => a.line - b.line,
  );
}

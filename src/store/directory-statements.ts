/**
 * Directory statements: the text of a user's directory entry, parsed into what CP asks for. Formats
 * follow the z/VM CP Planning and Administration book, chapter "Creating and Updating a User Directory".
 * Passwords do not belong in the text: the field behind the userid is `*`, or NOLOG for a user who is
 * only named as a receiver.
 */
import type { DirectoryEntry } from '../cp/ports/directory-store.js';
import { diskShape } from '../cp/ports/disk-shape.js';

/** What is wrong with a line of a directory entry; lines count from 1, 0 is the entry as a whole. */
export interface DirectoryError {
  readonly line: number;
  readonly text: string;
}

/** An entry, or what is wrong with its text. */
export type ParsedEntry =
  | { readonly entry: DirectoryEntry; readonly errors: readonly [] }
  | { readonly entry: undefined; readonly errors: readonly DirectoryError[] };

/** What a userid may be: up to 8 characters that are also safe as a name of a folder. */
const USERID = /^[A-Z0-9@#$_-]{1,8}$/;
const MAXIMUM_LINES = 500;
const MAXIMUM_LINE = 256;
/** 24-bit addresses. */
const LARGEST_STORAGE = 16 * 1024 * 1024;
const SMALLEST_STORAGE = 64 * 1024;
/** Addresses 00 to 3F. */
const MOST_PROCESSORS = 64;

/** Whether a text is a userid. */
export function isUserid(text: string): boolean {
  return USERID.test(text);
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Minidisk = DirectoryEntry['minidisks'][number];
type Link = DirectoryEntry['links'][number];
type SpoolDevice = DirectoryEntry['spool'][number];
type Special = DirectoryEntry['specials'][number];

interface Draft extends Mutable<
  Omit<DirectoryEntry, 'minidisks' | 'links' | 'spool' | 'specials' | 'processors'>
> {
  processors: { maximum: number; defined: number[]; base: number | undefined };
  minidisks: Minidisk[];
  links: Link[];
  spool: SpoolDevice[];
  specials: Special[];
  hasConsole: boolean;
  /** MACHINE said how many processors there may be. */
  hasMaximum: boolean;
}

/** A fault in the text; caught where the line is known. */
class Fault extends Error {}

function fault(text: string): never {
  throw new Fault(text);
}

/** `16M`, `512K`, or a number of bytes in hex digits is not accepted: a unit is wanted. */
function storage(word: string | undefined): number {
  const match = /^(\d{1,8})([KM])$/.exec(word ?? '');
  if (!match) fault(`invalid storage size ${word ?? ''}`);
  const bytes = Number(match[1]) * (match[2] === 'K' ? 1024 : 1024 * 1024);
  if (bytes < SMALLEST_STORAGE || bytes > LARGEST_STORAGE || bytes % 4096 !== 0) {
    fault(`storage must be 64K to 16M in steps of 4K: ${word ?? ''}`);
  }
  return bytes;
}

function device(word: string | undefined): number {
  if (!/^[0-9A-F]{1,3}$/.test(word ?? '')) fault(`invalid device number ${word ?? ''}`);
  return Number.parseInt(word ?? '', 16);
}

function userid(word: string | undefined): string {
  if (!isUserid(word ?? '')) fault(`invalid userid ${word ?? ''}`);
  return word ?? '';
}

function classes(word: string | undefined): string {
  if (!/^[A-H]{1,8}$/.test(word ?? '')) fault(`invalid privilege classes ${word ?? ''}`);
  return [...new Set(word)].sort().join('');
}

/** A mode of LINK or MDISK. */
const MODE = /^(R|RR|W|WR|M|MR|MW)$/;

function mode(word: string): string {
  if (!MODE.test(word)) fault(`invalid access mode ${word}`);
  return word;
}

/** Access modes of MDISK may carry a V (virtual reserve), which is accepted and means nothing here. */
function minidiskMode(word: string | undefined): string {
  return mode((word ?? 'MR').replace(/V$/, ''));
}

function minidisk(words: readonly string[]): Minidisk {
  const [where, type, start, size, ...rest] = words;
  const shape = diskShape(type ?? '', size ?? '');
  if ('fault' in shape) return fault(shape.fault);
  if (!/^(\d{1,9}|\*)$/.test(start ?? '')) fault(`invalid start ${start ?? ''}`);
  // the volume is named as on VM but means nothing: an image is a file of the host
  const [, linkMode, ...passwords] = rest;
  if (passwords.length > 3) fault('too many operands');
  if (passwords.some((word) => word.length > 8)) fault('a password has at most 8 characters');
  const [read = '', write = '', multi = ''] = passwords;
  const number = device(where);
  return { device: number, shape, mode: minidiskMode(linkMode), passwords: [read, write, multi] };
}

function spoolDevice(words: readonly string[]): SpoolDevice {
  const [where, model, ...rest] = words;
  const number = device(where);
  const named = rest[0] === 'READER' || rest[0] === 'PUNCH' ? rest[0] : undefined;
  const letter = (named ? rest[1] : rest[0]) ?? (named === 'READER' ? '*' : 'A');
  const make = (type: SpoolDevice['type']): SpoolDevice => ({
    device: number,
    type,
    class: letter,
  });
  if (!/^[A-Z0-9*]$/.test(letter)) fault(`invalid class ${letter}`);
  if (letter === '*' && named !== 'READER') fault('only a reader has class *');
  if (model === '2540' || model === '3505' || model === '3525') {
    if (named === undefined && model === '2540') fault('2540 wants READER or PUNCH');
    if (model !== '2540' && named === (model === '3505' ? 'PUNCH' : 'READER')) fault('wrong type');
    return make(named === 'PUNCH' || model === '3525' ? 'punch' : 'reader');
  }
  if (named !== undefined) fault(`${named} wants a 2540`);
  if (model === '1403' || model === '3203' || model === '3211') return make('printer');
  return fault(`unsupported unit record device ${model ?? ''}`);
}

/** Tape drives that SPECIAL knows, by their type. */
const TAPE_DRIVES = /^(2401|2415|2420|3410|3420)$/;

function special(words: readonly string[]): Special {
  const [where, type = '', more] = words;
  const number = device(where);
  if (type === 'CTCA') {
    if (words.length > 3) fault('too many operands');
    const user = more === undefined || more === '*' ? undefined : userid(more);
    return { device: number, type: 'ctca', user };
  }
  if (more !== undefined) fault(`too many operands: ${more}`);
  if (type === '3270') return { device: number, type: 'graf' };
  const model = type === 'TAPE' ? '3420' : type;
  if (TAPE_DRIVES.test(model)) return { device: number, type: 'tape', model };
  return fault(`unsupported special device ${type}`);
}

function share(words: readonly string[]): DirectoryEntry['share'] {
  const kind = words[0] ?? '';
  if (/^REL/.test(kind) && 'RELATIVE'.startsWith(kind) && /^\d{1,5}$/.test(words[1] ?? '')) {
    const value = Number(words[1]);
    if (value >= 1 && value <= 10_000) return { kind: 'relative', value };
  }
  if (/^ABS/.test(kind) && 'ABSOLUTE'.startsWith(kind)) {
    const match = /^(\d{1,3}(?:\.\d)?)%?$/.exec(words[1] ?? '');
    const value = Number(match?.[1] ?? 0);
    if (value >= 0.1 && value <= 100) return { kind: 'absolute', value };
  }
  return fault(`invalid share ${words.join(' ')}`);
}

/** Options that are known; those without an effect here are accepted for the sake of old directories. */
const OPTIONS = new Set(['ECMODE', 'REALTIMER', 'ACCT', 'LNKNOPAS', 'MAXCONN', 'QUICKDSP', 'ISAM']);

type Statement = (draft: Draft, words: readonly string[], rest: string) => void;

const statements: Readonly<Record<string, Statement>> = {
  ACCOUNT: (draft, [account, distribution]) => {
    if (account === undefined || account.length > 8) fault('invalid account number');
    if ((distribution?.length ?? 0) > 8) fault('invalid distribution code');
    draft.account = account;
    draft.distribution = distribution ?? draft.distribution;
  },
  PRIVCLASS: (draft, words) => void (draft.classes = classes(words[0])),
  STORAGE: (draft, words) => void (draft.storage = storage(words[0])),
  MAXSTORAGE: (draft, words) => void (draft.maximumStorage = storage(words[0])),
  IPL: (draft, [system, parm], rest) => {
    if (!/^[A-Z0-9@#$]{1,8}$/.test(system ?? '')) fault(`invalid system ${system ?? ''}`);
    const text = rest.replace(/^\S+\s*/, '');
    if (text !== '' && parm !== 'PARM') fault(`IPL: PARM expected, not ${text}`);
    const value = text.replace(/^PARM\s*/i, '');
    if (value.length > 64) fault('PARM is longer than 64 characters');
    draft.ipl = { system: system ?? '', parm: value };
  },
  CONSOLE: (draft, words) => {
    if (words[1] !== '3215' && words[1] !== '3270') fault(`unsupported console ${words[1] ?? ''}`);
    if (draft.hasConsole) fault('there is a console already');
    draft.console = { device: device(words[0]), mode: words[1] };
    draft.hasConsole = true;
  },
  SPOOL: (draft, words) => void draft.spool.push(spoolDevice(words)),
  MDISK: (draft, words) => void draft.minidisks.push(minidisk(words)),
  LINK: (draft, words) => {
    const owner = userid(words[0]);
    const number = device(words[1]);
    const as = words[2] === undefined ? number : device(words[2]);
    draft.links.push({ owner, device: number, as, mode: mode(words[3] ?? 'R') });
  },
  MACHINE: (draft, words) => {
    // as on VM/370 there is one architecture; the names of later ones would promise what is not there
    if (words[0] !== '370') fault(`unsupported machine ${words[0] ?? ''}`);
    if (words.length > 2) fault('too many operands');
    if (words[1] === undefined) return;
    const most = /^\d{1,2}$/.test(words[1]) ? Number(words[1]) : 0;
    if (most < 1 || most > MOST_PROCESSORS) fault(`invalid number of processors ${words[1]}`);
    draft.processors.maximum = most;
    draft.hasMaximum = true;
  },
  CPU: (draft, [where, base, more]) => {
    const address = /^[0-9A-F]{1,2}$/.test(where ?? '') ? Number.parseInt(where ?? '', 16) : -1;
    if (address < 0 || address >= MOST_PROCESSORS)
      fault(`invalid processor address ${where ?? ''}`);
    if (more !== undefined || (base !== undefined && base !== 'BASE')) fault('too many operands');
    const { processors } = draft;
    if (processors.defined.includes(address)) fault(`processor ${where} is defined twice`);
    if (base !== undefined && processors.base !== undefined) fault('a second BASE');
    processors.defined.push(address);
    if (base !== undefined) processors.base = address;
  },
  SPECIAL: (draft, words) => void draft.specials.push(special(words)),
  SHARE: (draft, words) => void (draft.share = share(words)),
  AUTOLOG: (draft, words) => void (draft.autolog = [...draft.autolog, ...words.map(userid)]),
  OPTION: (draft, words) => {
    const unknown = words.find((word) => !OPTIONS.has(word) && !/^\d{1,5}$/.test(word));
    if (unknown !== undefined) fault(`unknown option ${unknown}`);
    if (words.includes('ACCT')) draft.accounting = true;
  },
};

/** Other names of statements. */
const synonyms: Readonly<Record<string, string>> = {
  CLASS: 'PRIVCLASS',
  XAUTOLOG: 'AUTOLOG',
  ACCT: 'ACCOUNT',
  MACH: 'MACHINE',
};

function user(words: readonly string[]): Draft {
  const id = userid(words[0]);
  const nolog = words[1] === 'NOLOG';
  if (!nolog && words[1] !== '*') {
    fault(
      'a password does not belong here: write * (or NOLOG) and set it with `vmts user password`',
    );
  }
  const size = words[2] === undefined ? 4 * 1024 * 1024 : storage(words[2]);
  return {
    userid: id,
    nolog,
    storage: size,
    maximumStorage: words[3] === undefined ? size : storage(words[3]),
    classes: classes(words[4] ?? 'G'),
    account: id,
    accounting: false,
    distribution: id,
    ipl: undefined,
    console: { device: 0x009, mode: '3215' },
    share: { kind: 'relative', value: 100 },
    autolog: [],
    minidisks: [],
    links: [],
    spool: [],
    processors: { maximum: 1, defined: [], base: undefined },
    specials: [],
    hasConsole: false,
    hasMaximum: false,
  };
}

/** Every device number may be there once. */
function checkDevices(draft: Draft): void {
  const seen = new Set<number>();
  const all = [
    draft.console.device,
    ...draft.spool.map((one) => one.device),
    ...draft.minidisks.map((one) => one.device),
    ...draft.links.map((one) => one.as),
    ...draft.specials.map((one) => one.device),
  ];
  for (const number of all) {
    const text = number.toString(16).toUpperCase().padStart(3, '0');
    if (seen.has(number)) fault(`device ${text} is defined twice`);
    seen.add(number);
  }
  if (draft.storage > draft.maximumStorage) fault('storage is above the maximum');
}

/** The processors of the entry: without CPU statements there is one, at address 0. */
function processorsOf(draft: Draft): DirectoryEntry['processors'] {
  const { maximum, base } = draft.processors;
  const defined = [...draft.processors.defined].sort((a, b) => a - b);
  if (defined.length === 0) defined.push(0);
  const most = draft.hasMaximum ? maximum : defined.length;
  if (defined.length > most) fault(`more than ${most} processors are defined`);
  return { maximum: most, defined, base: base ?? defined[0]! };
}

/** Parses the text of one directory entry. */
export function parseEntry(text: string): ParsedEntry {
  const errors: DirectoryError[] = [];
  let draft: Draft | undefined;
  const guard = (line: number, work: () => void) => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      errors.push({ line, text: error.message });
    }
  };
  const lines = text.split(/\r?\n/);
  if (lines.length > MAXIMUM_LINES) {
    return { entry: undefined, errors: [{ line: MAXIMUM_LINES, text: 'too many lines' }] };
  }
  lines.forEach((line, index) => {
    guard(index + 1, () => {
      if (line.length > MAXIMUM_LINE) fault('the line is too long');
      const trimmed = line.trim();
      if (trimmed === '' || trimmed.startsWith('*')) return;
      const rest = trimmed.replace(/^\S+\s*/, '');
      const [name = '', ...words] = trimmed.toUpperCase().split(/\s+/);
      if (name === 'USER') {
        if (draft) fault('a second USER statement');
        draft = user(words);
        return;
      }
      const full = Object.hasOwn(synonyms, name) ? (synonyms[name] ?? name) : name;
      const statement = Object.hasOwn(statements, full) ? statements[full] : undefined;
      if (!statement) fault(`unknown statement ${name.slice(0, 16)}`);
      if (!draft) fault('the first statement must be USER');
      statement(draft, words, rest);
    });
  });
  const done = draft;
  let processors: DirectoryEntry['processors'] | undefined;
  if (done) {
    guard(0, () => checkDevices(done));
    guard(0, () => void (processors = processorsOf(done)));
  }
  if (!done && errors.length === 0) {
    errors.push({ line: 0, text: 'there is no USER statement' });
  }
  if (errors.length > 0 || !done || !processors) return { entry: undefined, errors };
  const entry: DirectoryEntry & Partial<Pick<Draft, 'hasConsole' | 'hasMaximum'>> = {
    ...done,
    processors,
  };
  delete entry.hasConsole;
  delete entry.hasMaximum;
  return { entry, errors: [] };
}

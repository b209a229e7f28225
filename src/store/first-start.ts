/**
 * First start of a home: the users that come with the system are put in, each with a random password that
 * is shown once. A first start that was ended is taken up again by the next.
 */
import type { FileDirectoryStore } from './directory-store.js';
import { DurableJson } from './durable-json.js';
import type { HostFiles } from './host-files.js';
import type { FirstFile, StoreUserAdministration } from './user-administration.js';

/** A user with the password that was made. */
export interface FirstUser {
  readonly userid: string;
  readonly password: string;
}

/** Characters of passwords: none that look alike. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const LENGTH = 14;
const MARK = 'first-start-done';
/** Made before anything else: which users were there already, made with `vmts user add`. */
const BEGUN = 'first-start-begun.json';

/** A random password, as good as 69 bits. */
export function randomPassword(random: (length: number) => Uint8Array): string {
  let password = '';
  while (password.length < LENGTH) {
    for (const byte of random(LENGTH)) {
      // bytes beyond the last whole round would favour the first letters
      const fair = byte < 256 - (256 % LETTERS.length);
      if (fair && password.length < LENGTH) password += LETTERS[byte % LETTERS.length] ?? '';
    }
  }
  return password.replace(/(.{5})(?=.)/g, '$1-');
}

/** The files of a folder as text files for a disk: `PROFILE.EXEC` is PROFILE EXEC. */
export async function readFirstFiles(
  files: HostFiles,
  folder: string,
): Promise<readonly FirstFile[]> {
  const found: FirstFile[] = [];
  for (const fileName of await files.list(folder)) {
    const match = /^([A-Z0-9@#$+_:-]{1,8})\.([A-Z0-9@#$+_:-]{1,8})$/i.exec(fileName);
    const bytes = match ? await files.readFile(`${folder}/${fileName}`) : undefined;
    if (!match || !bytes) continue;
    const lines = Buffer.from(bytes)
      .toString('utf8')
      .replace(/\r?\n$/, '')
      .split(/\r?\n/);
    const [, name = '', type = ''] = match;
    found.push({ name: name.toUpperCase(), type: type.toUpperCase(), lines });
  }
  return found;
}

/** What first start works on. */
export interface FirstStartParts {
  readonly files: HostFiles;
  /** The home's own folder (HOME/.run). */
  readonly directory: string;
  /** The folder with a folder a user: `directory` and `files/`. */
  readonly sources: string;
  readonly users: FileDirectoryStore;
  readonly administration: StoreUserAdministration;
  readonly random: (length: number) => Uint8Array;
}

/** Makes what a new home needs; the users that got a password, none when this is no first start. */
export async function firstStart(parts: FirstStartParts): Promise<readonly FirstUser[]> {
  const { files, directory, sources, users } = parts;
  if ((await files.size(`${directory}/${MARK}`)) !== undefined) return [];
  const begun = new DurableJson<readonly string[]>(files, directory, BEGUN);
  let before = await begun.read();
  if (before === null) {
    before = users.userids();
    await begun.write(before);
  }
  const made: FirstUser[] = [];
  for (const userid of await files.list(sources)) {
    if (before.includes(userid)) continue;
    const bytes = await files.readFile(`${sources}/${userid}/directory`);
    if (!bytes || userid.startsWith('.')) continue;
    const firstFiles = await readFirstFiles(files, `${sources}/${userid}/files`);
    await parts.administration.install(userid, Buffer.from(bytes).toString('utf8'), firstFiles);
    const entry = users.find(userid);
    if (!entry || entry.nolog) continue;
    // nobody has seen the password of a first start that was ended: make another
    const password = randomPassword(parts.random);
    await users.setPassword(userid, password);
    made.push({ userid, password });
  }
  const handle = await files.open(`${directory}/${MARK}`, 'create');
  await files.close(handle);
  await files.syncDirectory(directory);
  return made;
}

/** What is printed once, on the terminal that started the system. */
export function firstStartText(users: readonly FirstUser[]): readonly string[] {
  if (users.length === 0) return [];
  return [
    'First start: these users were made. The passwords are shown only now:',
    ...users.map(({ userid, password }) => `  ${userid.padEnd(8)}  ${password}`),
    'Change one with `vmts user password USERID`.',
  ];
}

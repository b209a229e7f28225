/** Homes for the benches: users who log on with one key, on the disk that the project is on. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ssh2 from 'ssh2';
import { HostClock } from '../../src/host/host-clock.js';
import { hostTools } from '../../src/host/host-tools.js';
import { runOnHome } from '../../src/host/run-on-home.js';
import { diskBuilder } from '../../src/host/system-disk.js';
import { openHome } from '../../src/store/home.js';
import { StoreUserAdministration } from '../../src/store/user-administration.js';

/** Not the folder for temporary files: that is often memory, which has nothing to sync. */
const UNDER = resolve(import.meta.dirname, '../..');

/** A home with users of its own beside those of the first start. */
export interface BenchHome {
  readonly path: string;
  /** The private key that lets in every user of the bench. */
  readonly key: string;
  /** USER1, USER2 and so on. */
  readonly users: readonly string[];
  /** Puts a deck of card images into a reader. */
  putDeck(userid: string, deck: Uint8Array, name: string): Promise<void>;
  remove(): void;
}

/** Makes a home with so many users, who have this much storage when they log on. */
export async function makeHome(count: number, storage?: string): Promise<BenchHome> {
  const path = mkdtempSync(join(UNDER, 'bench-home-'));
  const clock = new HostClock();
  const build = diskBuilder(() => clock.now());
  const keys = ssh2.utils.generateKeyPairSync('ed25519');
  const users = Array.from({ length: count }, (_, n) => `USER${n + 1}`);
  const home = await openHome(path, clock, (length) => randomBytes(length));
  try {
    const administration = new StoreUserAdministration(home.users, home.minidisks, build);
    for (const userid of users)
      await administration.addUser({
        userid,
        password: undefined,
        keys: [keys.public],
        classes: 'EG',
      });
  } finally {
    await home.close();
  }
  for (const userid of storage === undefined ? [] : users) {
    const entry = join(path, '.run', 'users', userid, 'directory');
    const text = readFileSync(entry, 'utf8').replace('4M 16M', `${storage} ${storage}`);
    writeFileSync(entry, text);
  }
  return {
    path,
    key: keys.private,
    users,
    async putDeck(userid, deck, name) {
      const file = join(path, `${name}.deck`);
      writeFileSync(file, deck);
      const args = ['reader', userid, file, '--binary', '--name', name, 'DECK'];
      const quiet: typeof hostTools = (administration) => ({
        ...hostTools(administration),
        out: () => undefined,
      });
      const status = await runOnHome(path, args, quiet, clock, build);
      if (status !== 0) throw new Error(`vmts reader ended with ${status}`);
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
}

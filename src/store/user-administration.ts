/**
 * Adding, changing and removing users: directory entry, secrets and first minidisk together. A user is
 * there when the entry is: the disk is made before it, and what is left of a making that was ended is used
 * by the next.
 */
import {
  AdministrationFault,
  type NewUser,
  type UserAdministration,
  type UserSummary,
} from '../cp/ports/administration.js';
import { DirectoryFault, type FileDirectoryStore } from './directory-store.js';
import { isUserid, parseEntry } from './directory-statements.js';
import type { FileMinidiskStore } from './minidisk-store.js';

/** A text file for a disk that is made. */
export interface FirstFile {
  readonly name: string;
  readonly type: string;
  readonly lines?: readonly string[];
  /** Records as they are, of a file that is not text. */
  readonly records?: readonly Uint8Array[];
}

/** Makes the image of a formatted disk; given by the composition root, for disks are CMS's matter. */
export type BuildDisk = (
  blocks: number,
  label: string,
  files: readonly FirstFile[],
) => Uint8Array | Promise<Uint8Array>;

/** Blocks of the 191 of a new user: 10 MB. */
const FIRST_DISK_BLOCKS = 20_000;

/** The entry of a user added with `vmts user add`; without the 19E where there is none to link. */
export function usualEntry(userid: string, classes: string, programs = true): string {
  return [
    `USER ${userid} * 4M 16M ${classes}`,
    ` ACCOUNT ${userid} ${userid}`,
    ' IPL CMS PARM AUTOCR',
    ' CONSOLE 009 3215',
    ' SPOOL 00C 2540 READER *',
    ' SPOOL 00D 2540 PUNCH A',
    ' SPOOL 00E 1403 A',
    ' LINK MAINT 190 190 RR',
    ...(programs ? [' LINK MAINT 19E 19E RR'] : []),
    ` MDISK 191 FB-512 * ${String(FIRST_DISK_BLOCKS)} VMTS MR`,
    '',
  ].join('\n');
}

function known(userid: string): string {
  const upper = userid.toUpperCase();
  if (!isUserid(upper)) {
    throw new AdministrationFault(
      `${userid.slice(0, 64)} is not a userid (1 to 8 of A-Z 0-9 @#$_-)`,
    );
  }
  return upper;
}

/** Turns what the person can mend into a fault with its text. */
async function explained<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DirectoryFault || error instanceof RangeError) {
      throw new AdministrationFault(error.message);
    }
    throw error;
  }
}

/** The administration of users on the stores of a home. */
export class StoreUserAdministration implements UserAdministration {
  readonly #directory: FileDirectoryStore;
  readonly #minidisks: FileMinidiskStore;
  readonly #build: BuildDisk;
  readonly #isLoggedOn: (userid: string) => boolean;
  /** One change after the other. */
  #work: Promise<unknown> = Promise.resolve();

  constructor(
    directory: FileDirectoryStore,
    minidisks: FileMinidiskStore,
    build: BuildDisk,
    isLoggedOn: (userid: string) => boolean = () => false,
  ) {
    this.#directory = directory;
    this.#minidisks = minidisks;
    this.#build = build;
    this.#isLoggedOn = isLoggedOn;
  }

  addUser(user: NewUser): Promise<void> {
    return this.#inTurn(async () => {
      const userid = known(user.userid);
      if (this.#directory.find(userid)) throw new AdministrationFault(`${userid} is there already`);
      // MAINT of a home from before there was a 19E has none; where MAINT is still to be made, it will have one
      const maint = this.#directory.find('MAINT');
      const programs = maint?.minidisks.some(({ device }) => device === 0x19e) ?? true;
      const text = usualEntry(userid, user.classes.toUpperCase(), programs);
      await this.install(userid, text, []);
      if (user.password !== undefined) await this.#directory.setPassword(userid, user.password);
      if (user.keys.length > 0) await this.#directory.addKeys(userid, user.keys);
    });
  }

  /** Puts in a user with this entry; the 191 is formatted and gets the files. */
  async install(userid: string, text: string, files: readonly FirstFile[]): Promise<void> {
    const parsed = parseEntry(text);
    if (!parsed.entry) {
      throw new AdministrationFault(new DirectoryFault(userid, parsed.errors).message);
    }
    const first = parsed.entry.minidisks.find((disk) => disk.device === 0x191);
    const shape = first?.shape;
    // CMS makes its disks on fixed blocks; others stay as they are
    if (shape?.type === 'fba' && !(await this.#minidisks.exists(userid, 0x191))) {
      const image = await this.#build(shape.blocks, `${userid.slice(0, 3)}191`, files);
      await this.#minidisks.make(userid, 0x191, shape.blocks, [{ position: 0, bytes: image }]);
    }
    await explained(this.#directory.put(userid, text));
  }

  listUsers(): Promise<readonly UserSummary[]> {
    const users = this.#directory.userids().map((userid): UserSummary => {
      const entry = this.#directory.find(userid);
      const access = this.#directory.access(userid);
      return {
        userid,
        nolog: entry?.nolog ?? false,
        classes: entry?.classes ?? '',
        storage: entry?.storage ?? 0,
        hasPassword: access.password,
        keys: access.keys,
        loggedOn: this.#isLoggedOn(userid),
      };
    });
    return Promise.resolve(users);
  }

  setPassword(userid: string, password: string): Promise<void> {
    return this.#inTurn(() =>
      explained(this.#directory.setPassword(this.#present(userid), password)),
    );
  }

  addKeys(userid: string, keys: readonly string[]): Promise<void> {
    return this.#inTurn(async () => {
      const id = this.#present(userid);
      try {
        await this.#directory.addKeys(id, keys);
      } catch (error) {
        throw new AdministrationFault(error instanceof Error ? error.message : String(error));
      }
    });
  }

  removeUser(userid: string): Promise<void> {
    return this.#inTurn(async () => {
      const id = this.#present(userid);
      if (this.#isLoggedOn(id)) throw new AdministrationFault(`${id} is logged on`);
      await this.#directory.remove(id);
      await this.#minidisks.remove(id);
    });
  }

  #present(userid: string): string {
    const id = known(userid);
    if (!this.#directory.find(id)) throw new AdministrationFault(`${id} is not in the directory`);
    return id;
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#work.then(work);
    this.#work = turn.catch(() => undefined);
    return turn;
  }
}

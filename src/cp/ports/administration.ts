/**
 * What the host's commands (`vmts user`, `vmts reader`, `vmts printer`, `vmts segment`, `vmts disk`) do to a home, whether or not the
 * system runs on it. Everything is plain data, so that it can go through a socket to a running system.
 */
import type { PageType } from './saved-systems.js';

/** A user as `vmts user list` shows it. */
export interface UserSummary {
  readonly userid: string;
  readonly nolog: boolean;
  readonly classes: string;
  readonly storage: number;
  readonly hasPassword: boolean;
  readonly keys: number;
  readonly loggedOn: boolean;
}

/** A user to be added. */
export interface NewUser {
  readonly userid: string;
  readonly password: string | undefined;
  /** OpenSSH public keys. */
  readonly keys: readonly string[];
  readonly classes: string;
}

/** A deck for a user's reader. */
export interface HostDeck {
  readonly userid: string;
  readonly class: string;
  readonly name: string;
  readonly type: string;
  /** `text`: lines of UTF-8; `cards`: 80-byte card images as they are. */
  readonly form: 'text' | 'cards';
  /** The content, base64. */
  readonly content: string;
}

/** A printer file taken out as text. */
export interface PrintedFile {
  readonly id: number;
  readonly origin: string;
  readonly name: string;
  readonly type: string;
  readonly class: string;
  readonly copies: number;
  readonly text: string;
}

/** A saved system or segment that is brought in. */
export interface ImportedSystem {
  readonly name: string;
  readonly kind: 'NSS' | 'DCSS';
  /** Address of its first page. */
  readonly start: number;
  /** What machines may do with its pages. */
  readonly type: PageType;
  /** A page of registers and keys, and the pages; base64. */
  readonly content: string;
}

/** A request that cannot be done, and why, for the person at the host. */
export class AdministrationFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'AdministrationFault';
  }
}

const NOT_RUNNING = 'the system is not running: tapes are on drives of machines that are logged on';

/** Administration of users. */
export interface UserAdministration {
  addUser(user: NewUser): Promise<void>;
  listUsers(): Promise<readonly UserSummary[]>;
  setPassword(userid: string, password: string): Promise<void>;
  addKeys(userid: string, keys: readonly string[]): Promise<void>;
  /** Takes out the user's entry, secrets and minidisks. */
  removeUser(userid: string): Promise<void>;
}

/** Administration of the spool. */
export interface SpoolAdministration {
  /** Puts a deck into a reader; gives its spool id. */
  putDeck(deck: HostDeck): Promise<number>;
  /** Ids of the printer files that may be taken out: not held, not in use. */
  printerFiles(userid: string): Promise<readonly number[]>;
  printerFile(userid: string, id: number): Promise<PrintedFile>;
  /** The file was taken out: it goes, or is held when it has KEEP. */
  printed(userid: string, id: number): Promise<void>;
  /** All spool files of a user that is removed. */
  purgeUser(userid: string): Promise<void>;
}

/** Administration of saved systems. */
export interface SystemAdministration {
  /** Keeps it, in the place of one that has its name; gives the number of its file. */
  importSystem(system: ImportedSystem): Promise<number>;
}

/** A tape for a drive of a machine. */
export interface TapeOrder {
  readonly userid: string;
  /** Virtual device number, hexadecimal. */
  readonly device: string;
  /** Absolute path of the file on the host. */
  readonly path: string;
  /** With a write ring. */
  readonly ring: boolean;
}

/** Administration of tapes: of a running system only. Each gives a line for the person. */
export interface TapeAdministration {
  mountTape(order: TapeOrder): Promise<string>;
  unloadTape(userid: string, device: string): Promise<string>;
}

/** A minidisk as `vmts disk list` shows it. */
export interface DiskSummary {
  readonly device: number;
  /** `3350 100 CYL`, `9336 20000 BLK`. */
  readonly shape: string;
  readonly mode: string;
  /** There is an image. */
  readonly made: boolean;
  readonly inUse: boolean;
}

/** What a look at every block of a CMS disk has found. */
export interface DiskReport {
  /** One line for each fault; empty when the disk is whole. */
  readonly faults: readonly string[];
  readonly label: string;
  /** Bytes of a block of CMS. */
  readonly blockSize: number;
  readonly blocks: number;
  readonly used: number;
  readonly files: number;
}

/** Administration of minidisks. Paths are those of the host, from its root. */
export interface DiskAdministration {
  /** The minidisks of a user's directory entry. */
  listDisks(userid: string): Promise<readonly DiskSummary[]>;
  /**
   * Makes an image the content of a minidisk that nobody has linked; what was in it stays beside it. Several paths
   * are a compressed image of Hercules and its shadow files in order. Gives a line to say.
   * @param tracks - the image has to be one of count-key-data tracks
   */
  importDisk(
    userid: string,
    device: number,
    paths: readonly string[],
    tracks: boolean,
  ): Promise<string>;
  /**
   * Writes a minidisk that nobody has linked to a new file. Gives a line to say.
   * @param hercules - with the header and the tracks that Hercules wants
   */
  exportDisk(userid: string, device: number, path: string, hercules: boolean): Promise<string>;
  /** Checks the CMS disk on a minidisk that nobody has linked. */
  checkDisk(userid: string, device: number): Promise<DiskReport>;
  /** Checks the CMS disk in a file. */
  checkImage(path: string): Promise<DiskReport>;
}

/** All of it. */
export interface Administration
  extends
    UserAdministration,
    SpoolAdministration,
    SystemAdministration,
    DiskAdministration,
    TapeAdministration {}

/** Tapes where no system runs. */
export const NO_TAPES: TapeAdministration = {
  mountTape: () => Promise.reject(new AdministrationFault(NOT_RUNNING)),
  unloadTape: () => Promise.reject(new AdministrationFault(NOT_RUNNING)),
};

/** Bringing saved systems and segments in from files of the host: `vmts segment import`. */
import { AdministrationFault } from '../../ports/administration.js';
import type { ImportedSystem, SystemAdministration } from '../../ports/administration.js';
import type { SavedSystem } from '../../ports/saved-systems.js';
import type { SystemLibrary } from './library.js';
import { readSavedImage } from './saved-image.js';

const PAGE = 4096;
/** Bytes of the largest: 16 MiB and the header. */
const LARGEST = 0x1000000 + PAGE;
const LAST_PAGE = 0xfff;

/** Imports into a library. */
export class SystemImport implements SystemAdministration {
  readonly #library: SystemLibrary;
  readonly #now: () => number;
  readonly #replaced: (before: SavedSystem | undefined) => void;

  /** @param replaced - is told what has been replaced: machines may still have it */
  constructor(
    library: SystemLibrary,
    now: () => number,
    replaced: (before: SavedSystem | undefined) => void = () => undefined,
  ) {
    this.#library = library;
    this.#now = now;
    this.#replaced = replaced;
  }

  async importSystem({ name, kind, start, type, content }: ImportedSystem): Promise<number> {
    if (!/^[A-Z0-9@#$_+:-]{1,8}$/.test(name) || /^[0-9A-F]{1,4}$/.test(name)) {
      throw new AdministrationFault('a name has 1 to 8 characters, and is no device number');
    }
    if (!Number.isInteger(start) || start % PAGE !== 0 || start < 0) {
      throw new AdministrationFault("the start is a multiple of X'1000'");
    }
    const bytes = Buffer.from(content, 'base64');
    if (bytes.length > LARGEST) throw new AdministrationFault('the file is too large');
    const first = start / PAGE;
    const image = readSavedImage(bytes, first);
    if (image === undefined) {
      throw new AdministrationFault(
        'the file is not a header page of 4096 bytes with pages behind it',
      );
    }
    const last = first + image.pages - 1;
    if (last > LAST_PAGE) throw new AdministrationFault('its pages reach beyond 16M');
    const added = await this.#library.add(
      {
        name,
        kind,
        ranges: [{ first, last, type }],
        minimumStorage: (last + 1) * PAGE,
        parmRegisters: undefined,
        origin: 'SYSTEM',
        created: Math.floor(this.#now()),
      },
      kind === 'NSS' ? image.state : undefined,
      image.blocks,
    );
    if (added === undefined) throw new AdministrationFault('there are too many saved systems');
    this.#replaced(added.before);
    return added.saved.id;
  }
}

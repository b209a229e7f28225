/** The spool as the host's commands use it: decks into readers, printer files out as text. */
import { toEbcdicPadded } from '../../../shared/ebcdic.js';
import { encodeRecord } from '../../../shared/spool-record.js';
import {
  AdministrationFault,
  type HostDeck,
  type PrintedFile,
  type SpoolAdministration,
} from '../../ports/administration.js';
import type { DirectoryStore } from '../../ports/directory-store.js';
import type { SpoolFile } from '../../ports/spool-store.js';
import { printerText } from './printer-text.js';
import type { SpoolCore } from './spool-core.js';

const CARD = 80;
/** Punch, feed and select stacker 1 (IBM 2540). */
const PUNCH = 0x01;
/** Bytes that a deck may have as it comes. */
const LARGEST_DECK = 16 * 1024 * 1024;

/** The cards of a text: a line is a card; one that is longer than a card is refused. */
function textCards(content: Uint8Array): readonly Uint8Array[] {
  const text = Buffer.from(content)
    .toString('utf8')
    .replace(/\r?\n$/, '');
  return text.split(/\r?\n/).map((line, n) => {
    // tabs stand at every eighth column
    let card = '';
    for (const letter of line) {
      card += letter === '\t' ? ' '.repeat(8 - (card.length % 8)) : letter;
    }
    if (card.length > CARD) {
      throw new AdministrationFault(`line ${String(n + 1)} is longer than a card (80 columns)`);
    }
    return toEbcdicPadded(card, CARD);
  });
}

function binaryCards(content: Uint8Array): readonly Uint8Array[] {
  if (content.length % CARD !== 0) {
    throw new AdministrationFault('the file is not made of 80-byte cards');
  }
  return Array.from({ length: content.length / CARD }, (_, n) =>
    content.subarray(n * CARD, (n + 1) * CARD),
  );
}

/** What of a name fits a spool file. */
function eight(text: string): string {
  return text
    .toUpperCase()
    .replace(/[^\x21-\x7e]/g, '')
    .slice(0, 8);
}

/** The host's side of the spool. */
export class HostSpool implements SpoolAdministration {
  readonly #core: SpoolCore;
  readonly #directory: DirectoryStore;

  constructor(core: SpoolCore, directory: DirectoryStore) {
    this.#core = core;
    this.#directory = directory;
  }

  async putDeck(deck: HostDeck): Promise<number> {
    const owner = this.#user(deck.userid);
    if (!/^[A-Z0-9]$/.test(deck.class)) throw new AdministrationFault('a class is one of A-Z 0-9');
    const content = Buffer.from(deck.content, 'base64');
    if (content.length > LARGEST_DECK) throw new AdministrationFault('the file is too large');
    const cards = deck.form === 'text' ? textCards(content) : binaryCards(content);
    if (content.length === 0) throw new AdministrationFault('the file is empty');
    const records = cards.map((card) => encodeRecord(PUNCH, card));
    const file = await this.#core.insert(
      {
        owner,
        origin: 'SYSTEM',
        device: 'RDR',
        class: deck.class,
        name: eight(deck.name),
        type: eight(deck.type),
        dist: 'SYSTEM',
        records: records.length,
      },
      Buffer.concat(records),
    );
    if (!file) throw new AdministrationFault(`${owner} has too many spool files`);
    return file.id;
  }

  printerFiles(userid: string): Promise<readonly number[]> {
    const { queues } = this.#core;
    const files = queues.queue(this.#user(userid), 'PRT');
    const ready = files.filter((file) => file.hold === 'NONE' && !queues.inUse(file));
    return Promise.resolve(ready.map((file) => file.id));
  }

  async printerFile(userid: string, id: number): Promise<PrintedFile> {
    const file = this.#printerFile(userid, id);
    const { origin, name, type, copies } = file;
    const text = printerText(await this.#core.content(file));
    return { id, origin, name, type, class: file.class, copies, text };
  }

  async printed(userid: string, id: number): Promise<void> {
    const file = this.#printerFile(userid, id);
    if (file.keep) await this.#core.change([{ ...file, hold: 'USER' }]);
    else await this.#core.purge([file]);
  }

  async purgeUser(userid: string): Promise<void> {
    const { queues } = this.#core;
    const id = userid.toUpperCase();
    const files = (['RDR', 'PRT', 'PUN'] as const).flatMap((queue) => queues.queue(id, queue));
    await this.#core.purge(files.filter((file) => !queues.inUse(file)));
  }

  #user(userid: string): string {
    const entry = this.#directory.find(userid);
    if (!entry) {
      throw new AdministrationFault(`${userid.toUpperCase().slice(0, 64)} is not in the directory`);
    }
    return entry.userid;
  }

  #printerFile(userid: string, id: number): SpoolFile {
    const { queues } = this.#core;
    const file = queues.find(this.#user(userid), id);
    if (file?.queue === 'PRT' && !queues.inUse(file)) return file;
    throw new AdministrationFault(`there is no printer file ${String(id)}`);
  }
}

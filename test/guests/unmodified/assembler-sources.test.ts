/**
 * Sources in assembler of MECAFF (devhawala/emx370, disk 192), assembled here with our macros: the decks are those that
 * ASSEMBLE of Release 6 made with its own macros, which lie beside them, and so are the listings but for the macros' text.
 */
import { expect } from 'chai';
import { cmsProgram } from '../../../src/cms/cms-program.js';
import { findEntry } from '../../../src/cms/files/directory.js';
import { memoryDevice } from '../../../src/cms/files/format-image.js';
import { mountVolume } from '../../../src/cms/files/mount.js';
import { openCursor, readRecord } from '../../../src/cms/files/reader.js';
import { macroLibraries } from '../../../src/cms/macros/macro-libraries.js';
import { fromEbcdic } from '../../../src/shared/ebcdic.js';
import type { CmsFile } from '../../../tools/guests/cms-files.js';
import { GuestRig } from '../../support/guest-rig.js';
import { session } from '../../cms/nucleus/cms-rig.js';
import { unmodified } from './material.js';
import { copied, diskOf, filesOf } from './module-disk.js';

/** What is on the disk: one program each. */
const SOURCES = [
  'CHK3270',
  'CMSMIN',
  'CX58V107',
  'CX58V108',
  'GET3270',
  'PGPL3270',
  'PGT3270',
  'PUT3270',
  'WR3270',
  'WSFQRY',
] as const;

/** Who has made a deck, and when, is left out of its END card. */
function cards(records: readonly Uint8Array[]): string[] {
  return records.map((card) => {
    const end = fromEbcdic(card).startsWith('END', 1);
    return Buffer.from(end ? card.subarray(0, 32) : card).toString('hex');
  });
}

/** Lines of a listing; a control character that spaces is none. */
function texts(records: readonly Uint8Array[]): string[] {
  return records.map((record) => fromEbcdic(record).trimEnd().replace(/^0/, ' '));
}

/** Symbols of the cross reference, in order: name, value and how often each is used; names that macros make are left out. */
function symbols(records: readonly Uint8Array[]): string[] {
  const lines = texts(records);
  const from = lines.findIndex((line) => / CROSS-REF/.test(line));
  const to = lines.findIndex((line) => / LITERAL CROSS-REF| ASSEMBLER DIAG/.test(line));
  const found: { name: string; value: string; uses: number }[] = [];
  for (const line of lines.slice(from, to)) {
    const row = /^ (\S+) +\d{5} ([0-9A-F]{8}) \d{5} +(.*)$/.exec(line);
    const numbers = (row?.[3] ?? line).match(/\b\d{5}\b/g)?.length ?? 0;
    if (row !== null) found.push({ name: row[1]!, value: row[2]!, uses: numbers });
    else if (/^ {20}/.test(line)) found.at(-1)!.uses += numbers;
  }
  return found
    .filter(({ name }) => !/^(?:DMS|IHB)\d{4}/.test(name))
    .map(({ name, value, uses }) => `${name} ${value} ${String(uses)}`);
}

/** The lines of a listing that stand for a statement of the source: place, code, addresses and text. */
function statements(records: readonly Uint8Array[]): string[] {
  const lines = texts(records);
  return (
    lines
      .slice(
        0,
        lines.findIndex((line) => / RELOCATION DICT| CROSS-REF/.test(line)),
      )
      // DIAG is a macro there and an instruction here; lines of macros are others'
      .filter((line) => /^ .{33} *\d+ /.test(line) && !/ DIAG /.test(line))
      .map((line) => line.replace(/^(.{34}) *\d+/, '$1'))
  );
}

unmodified('sources of others', ['192.ckd'], (material) => {
  let theirs: ReadonlyMap<string, CmsFile>;
  let rig: GuestRig;
  let image: Uint8Array;
  before(() => {
    const wanted = (name: string, type: string): boolean =>
      (SOURCES as readonly string[]).includes(name) && /^(?:ASSEMBLE|TEXT|LISTING)$/.test(type);
    const files = filesOf(material, ['192'], wanted);
    theirs = new Map(files.map((file) => [`${file.name} ${file.type}`, file]));
    const sources = files.filter(({ type }) => type === 'ASSEMBLE').map((file) => copied(file));
    image = diskOf([...sources, ...macroLibraries()]);
    const disks = new Map([[0x191, memoryDevice(image, 0x191)]]);
    rig = new GuestRig({ kind: cmsProgram, parm: 'AUTOCR', disks, size: 0x400000 });
    session(rig, 'global maclib dmssp osmacro');
  });

  function ours(name: string, type: string): Uint8Array[] {
    const device = memoryDevice(image, 0x191);
    const cursor = openCursor(
      mountVolume(device)!,
      0x191,
      findEntry(mountVolume(device)!, name, type)!,
    );
    const records: Uint8Array[] = [];
    for (;;) {
      const record = readRecord(cursor, device);
      if (record === undefined) return records;
      records.push(record.slice());
    }
  }

  for (const name of SOURCES) {
    it(`makes the deck and the listing of ${name}`, () => {
      expect(session(rig, `assemble ${name}`).at(-1)).to.match(/^Ready;/);
      expect(cards(ours(name, 'TEXT'))).to.deep.equal(cards(theirs.get(`${name} TEXT`)!.records));
      const lines = statements(theirs.get(`${name} LISTING`)!.records);
      expect(lines.length).to.be.greaterThan(15);
      const listing = ours(name, 'LISTING');
      expect(statements(listing)).to.deep.equal(lines);
      expect(symbols(listing)).to.deep.equal(symbols(theirs.get(`${name} LISTING`)!.records));
    });
  }
});

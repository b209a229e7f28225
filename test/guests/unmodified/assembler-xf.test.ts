/**
 * Assembler XF itself, of the starter system of OS/VS1, runs under OS simulation, and its TEXT decks are those that our
 * ASSEMBLE makes: load modules of the linkage editor, work files with POINT, exits of OPEN, XCTL from phase to phase.
 */
import { expect } from 'chai';
import {
  assembleSome,
  provideMember,
  startAssembly,
} from '../../../src/cms/assembler/assembler.js';
import { cmsProgram } from '../../../src/cms/cms-program.js';
import { buildDisk, type SourceFile } from '../../../src/cms/files/build-disk.js';
import { findEntry } from '../../../src/cms/files/directory.js';
import { memoryDevice } from '../../../src/cms/files/format-image.js';
import { mountVolume } from '../../../src/cms/files/mount.js';
import { openCursor, readRecord } from '../../../src/cms/files/reader.js';
import {
  closingRecord,
  encodeDirectory,
  encodeHeader,
  encodeLibrary,
  type Member,
} from '../../../src/cms/maclib/maclib.js';
import { fromEbcdic } from '../../../src/shared/ebcdic.js';
import { osMembers, type OsMember } from '../../../tools/guests/os-volume.js';
import { GuestRig } from '../../support/guest-rig.js';
import { session } from '../../cms/nucleus/cms-rig.js';
import { unmodified } from './material.js';
import { COPIED, OS_PROGRAMS, PROGRAMS } from './assembler-programs-table.js';

const CARD = 80;
/** Slices that an assembly with macros of the system takes at most: each record of a library is some of them. */
const SLICES = 100_000;
const NOW = { year: 2026, month: 11, day: 22, hour: 10, minute: 11, second: 12 };
const number = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0);

/** A LOADLIB of load modules. */
function loadLibrary(name: string, members: readonly OsMember[]): SourceFile {
  const records: Uint8Array[] = [];
  const directory: Member[] = [];
  for (const { name: member, userData, blocks } of members) {
    const length = number(userData.subarray(10, 13));
    const module = { entry: number(userData.subarray(15, 18)), length, executable: true };
    directory.push({ name: member, record: records.length + 2, records: blocks.length, module });
    records.push(...blocks, closingRecord());
  }
  const header = { directory: records.length + 2, members: directory.length };
  return {
    ...{ name, type: 'LOADLIB' },
    records: [
      encodeHeader(header, 'LOADLIB'),
      ...records,
      ...encodeDirectory(directory, 'LOADLIB'),
    ],
  };
}

/** Macros in the language of the assembler. */
type Macros = readonly { readonly name: string; readonly lines: readonly string[] }[];

/** The macro library of the system: cards in blocks. */
function macrosOf(members: readonly OsMember[]): Macros {
  return members.map(({ name, blocks }) => {
    const lines: string[] = [];
    for (const block of blocks) {
      for (let at = 0; at + CARD <= block.length; at += CARD) {
        lines.push(fromEbcdic(block.subarray(at, at + CARD)));
      }
    }
    return { name, lines };
  });
}

/** The deck that our assembler makes. */
function ours(source: readonly string[], macros: Macros): Uint8Array[] {
  const state = startAssembly(source);
  for (;;) {
    const next = assembleSome(state, 500);
    if (next.kind === 'done') return state.deck;
    if (next.kind === 'member') {
      provideMember(state, next.name, macros.find(({ name }) => name === next.name)?.lines);
    }
  }
}

/** Cards in hexadecimal; who has made it, and when, is left out of END. */
function shown(cards: readonly Uint8Array[]): string[] {
  return cards.map((card) => {
    const end = fromEbcdic(card).startsWith('END', 1);
    return Buffer.from(end ? card.subarray(0, 32) : card).toString('hex');
  });
}

unmodified('Assembler XF of OS/VS1', ['volume.aws'], (material) => {
  let rig: GuestRig;
  let system: Macros;
  const image: { bytes: Uint8Array } = { bytes: new Uint8Array(0) };
  before(() => {
    const aws = material('volume.aws');
    const phases = osMembers(aws, 'SYS1.LINKLIB', (name) => /^IFOX/.test(name));
    system = macrosOf(osMembers(aws, 'SYS1.MACLIB', () => true));
    const library = (name: string, macros: Macros): SourceFile => ({
      ...{ name, type: 'MACLIB', fixedLength: CARD },
      records: encodeLibrary(macros),
    });
    const files = [loadLibrary('IFOX', phases), library('COPIED', COPIED), library('OS', system)];
    for (const [name, lines] of Object.entries({ ...PROGRAMS, ...OS_PROGRAMS })) {
      files.push({ name, type: 'ASSEMBLE', lines, fixedLength: CARD });
    }
    image.bytes = buildDisk(16_000, 1024, 'XF', files, NOW);
    const disks = new Map([[0x191, memoryDevice(image.bytes, 0x191)]]);
    rig = new GuestRig({ kind: cmsProgram, parm: 'AUTOCR', disks, size: 0x200000, slice: 20_000 });
    session(
      rig,
      'global loadlib ifox',
      'filedef syslin dummy (recfm f lrecl 80 block 80',
      ...[1, 2, 3].map((n) => `filedef sysut${n} disk work sysut${n} a4 (recfm u block 3600`),
    );
  });

  /** The deck that Assembler XF makes. */
  function theirs(name: string, library: string): Uint8Array[] {
    session(
      rig,
      `filedef syslib disk ${library} maclib a (recfm fb lrecl 80 block 80`,
      `filedef sysin disk ${name} assemble a`,
      `filedef sysprint disk ${name} listing a (recfm fba lrecl 121 block 121`,
      `filedef syspunch disk ${name} text a (recfm fb lrecl 80 block 80`,
    );
    rig.input.push("osrun ifox00 parm='DECK,XREF(FULL)'");
    rig.run(SLICES);
    // programs with faults are among them
    expect(rig.transcript.at(-1)).to.match(/^Ready/);
    const device = memoryDevice(image.bytes, 0x191);
    const volume = mountVolume(device)!;
    const cursor = openCursor(volume, 0x191, findEntry(volume, name.toUpperCase(), 'TEXT')!);
    const cards: Uint8Array[] = [];
    for (;;) {
      const card = readRecord(cursor, device);
      if (card === undefined) return cards;
      cards.push(card.slice());
    }
  }

  for (const [name, source] of Object.entries(PROGRAMS)) {
    it(`makes the deck of ${name} that ours makes`, () => {
      expect(shown(theirs(name, 'copied'))).to.deep.equal(shown(ours(source, COPIED)));
    });
  }

  for (const [name, source] of Object.entries(OS_PROGRAMS)) {
    it(`makes the deck of ${name}, with macros of the system, that ours makes`, () => {
      expect(shown(theirs(name, 'os'))).to.deep.equal(shown(ours(source, system)));
    });
  }
});

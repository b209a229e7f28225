/**
 * Commands that change disks, on a store that drops, reorders and tears what was not synced: whenever the power goes,
 * ACCESS takes the disk, it holds the old state or the new one, and every block of it is accounted for.
 */
import { expect } from 'chai';
import { fileCommands } from '../../../src/cms/commands/command-list.js';
import { buildDisk, type SourceFile } from '../../../src/cms/files/build-disk.js';
import { endOfCommand } from '../../../src/cms/files/disk-state.js';
import { checkDisk, checkImage } from '../../support/check-disk.js';
import { fakeGuest, runCommand, type FakeGuest } from '../../support/command-harness.js';
import { memoryDisk, type MemoryDisk } from '../../support/memory-disk.js';
import { chance, losses, someLosses, stateOf, stateOfImage } from '../../support/power-loss.js';
import { testSeed } from '../../support/test-seed.js';
import { content, edit, enter, POEM, setup } from '../../support/xedit-world.js';

/** States of a disk with many files that are looked at before each sync. */
const SAMPLE = Number(process.env['VMTS_POWER_LOSS'] ?? 12);
/** Sizes of blocks on the disks of every command: the others only where time does not matter. */
const SIZES = process.env['VMTS_POWER_LOSS'] === undefined ? [512, 1024] : [512, 1024, 2048, 4096];

const now = { year: 2026, month: 2, day: 3, hour: 4, minute: 5, second: 6 };
const lines = (count: number): string[] => Array.from({ length: count }, (_, i) => `line ${i}`);
const files: readonly SourceFile[] = [
  { name: 'ONE', type: 'DATA', lines: lines(150) },
  { name: 'TWO', type: 'DATA', lines: lines(9), fixedLength: 80 },
  { name: 'THREE', type: 'EXEC', lines: ['/* */'] },
  { name: 'FOUR', type: 'EXEC', modeNumber: 3, lines: lines(80) },
  { name: 'SRC', type: 'MACRO', lines: [' MACRO', ' FIRST', ' MEND'], fixedLength: 80 },
  { name: 'SRC2', type: 'MACRO', lines: [' MACRO', ' SECOND', ' MEND'], fixedLength: 80 },
  ...Array.from({ length: 9 }, (_, i) => ({ name: `SMALL${i}`, type: 'NOTE', lines: ['x'] })),
];

/** Commands typed one behind the other on the A-disk. */
const cases: readonly {
  readonly lines: readonly string[];
  readonly input?: readonly string[];
}[] = [
  { lines: ['SORT TWO DATA A SORTED DATA A'], input: ['1 8'] },
  { lines: ['MACLIB GEN LIB SRC', 'MACLIB ADD LIB SRC2', 'MACLIB DEL LIB FIRST'] },
  { lines: ['MACLIB GEN LIB SRC SRC2', 'MACLIB REP LIB SRC', 'MACLIB COMP LIB'] },
  { lines: ['COPYFILE ONE DATA A NEW DATA A'] },
  { lines: ['COPYFILE ONE DATA A TWO DATA A (REPLACE'] },
  { lines: ['COPYFILE TWO DATA A ONE DATA A (APPEND'] },
  { lines: ['COPYFILE * EXEC A = COPY A'] },
  { lines: ['COPYFILE ONE DATA A (RECFM F LRECL 30'] },
  { lines: ['COPYFILE ONE DATA A FOUR EXEC A BOTH FILES A'] },
  { lines: ['COPYFILE ONE DATA B TAKEN DATA A'] },
  { lines: ['RENAME ONE DATA A OTHER NAME A'] },
  { lines: ['RENAME * EXEC A = OLDEXEC A'] },
  { lines: ['RENAME ONE DATA A1 = = A5 (UPDIRT'] },
  { lines: ['ERASE ONE DATA A'] },
  { lines: ['ERASE SMALL* NOTE A'] },
  { lines: ['ACCESS 191 A (ERASE'] },
  { lines: ['FORMAT 191 A (BLKSIZE 512'], input: ['1', 'NEW191'] },
  { lines: ['FORMAT 191 A (BLKSIZE 2048'], input: ['1', 'NEW191'] },
  { lines: ['FORMAT 191 A (BLKSIZE 1024'], input: ['1', 'NEW191'] },
  { lines: ['FORMAT 191 A (BLKSIZE 4096'], input: ['1', 'NEW191'] },
  { lines: ['FORMAT 191 A (LABEL'], input: ['NAMED'] },
  { lines: ['COPYFILE ONE DATA A (PACK', 'COPYFILE ONE DATA A (UNPACK'] },
  { lines: ['COPYFILE TWO DATA A (UPCASE'] },
  { lines: ['LISTFILE * * A (EXEC'] },
  { lines: ['FORMAT 191 A 230 (RECOMP', 'FORMAT 191 A (RECOMP'] },
  // what the first command frees the second may use, but not before the first is durable
  {
    lines: [
      'ERASE ONE DATA A',
      'COPYFILE FOUR EXEC A ONE DATA A',
      'COPYFILE ONE DATA A FOUR EXEC A (REPLACE',
      'ERASE FOUR EXEC A',
    ],
  },
];

/** Looks at all that each loss may leave. `states`: those that are right. Gives how many were looked at. */
function expectSafe(disk: MemoryDisk, states: readonly string[], seed: number): number {
  let looked = 0;
  for (const image of losses(disk, chance(seed))) {
    looked++;
    expect(checkImage(image)).to.deep.equal([]);
    const guest = fakeGuest();
    guest.disks.set(0x191, memoryDisk(0x191, image));
    expect(runCommand(guest, fileCommands, 'ACCESS 191 A').rc).to.equal(0);
    expect(states).to.include(stateOfImage(image));
  }
  return looked;
}

function world(image: Uint8Array, input: readonly string[] = []): FakeGuest {
  const other = buildDisk(200, 1024, 'ALI192', files.slice(0, 1), now);
  const guest = fakeGuest({ A: memoryDisk(0x191, image), B: memoryDisk(0x192, other, true) });
  guest.input.push(...input);
  return guest;
}

describe('loss of power', () => {
  for (const blockSize of SIZES) {
    const image = buildDisk(blockSize > 1024 ? 480 : 240, blockSize, 'OLD191', files, now);
    for (const { lines: typed, input = [] } of cases) {
      it(`leaves the old or the new state: ${typed.join('; ')}, blocks of ${blockSize}`, () => {
        // what will be, from a run in which nothing happens
        const calm = world(image, input);
        const states = [stateOfImage(image)];
        for (const line of typed) {
          expect(runCommand(calm, fileCommands, line).rc).to.equal(0);
          states.push(stateOf(calm.disks.get(0x191)!));
        }
        const guest = world(image, input);
        const disk = guest.disks.get(0x191)!;
        let at = 0;
        let looked = 0;
        guest.onSync = (device) => {
          if (device === 0x191) looked += expectSafe(disk, states.slice(at, at + 2), looked);
        };
        for (const line of typed) {
          expect(runCommand(guest, fileCommands, line).rc).to.equal(0);
          at++;
          // Ready means durable
          looked += expectSafe(disk, [states[at]!], looked);
        }
        expect(looked).to.be.greaterThan(50);
      });
    }
  }

  // of a disk with many files a sample is looked at, another one each time
  const wide = Array.from({ length: 700 }, (_, i) => ({
    ...{ name: `N${String((i * 7919) % 10007)}`, type: i % 3 === 0 ? 'TEXT' : 'DATA' },
    lines: [`line ${String(i)}`],
  }));
  for (const line of [
    'ERASE * DATA A',
    'ERASE N1* * A',
    'RENAME * TEXT A = EXEC A',
    'COPYFILE N1* TEXT A = COPY A',
    'LISTFILE * * A (EXEC',
    'ACCESS 191 A (ERASE',
    'FORMAT 191 A (BLKSIZE 4096',
  ]) {
    it(`leaves the old or the new state of 700 files: ${line}`, () => {
      const random = chance(testSeed);
      const image = buildDisk(3000, 512, 'OLD191', wide, now);
      const input = ['1', 'NEW191'];
      const calm = world(image, input);
      expect(runCommand(calm, fileCommands, line).rc).to.equal(0);
      const states = [stateOfImage(image), stateOf(calm.disks.get(0x191)!)];
      const guest = world(image, input);
      const disk = guest.disks.get(0x191)!;
      guest.onSync = (device) => {
        if (device !== 0x191) return;
        for (const lost of someLosses(disk, random, SAMPLE)) {
          const told = `VMTS_SEED=${String(testSeed)}`;
          expect(checkImage(lost), told).to.deep.equal([]);
          expect(states.includes(stateOfImage(lost)), told).to.equal(true);
        }
      };
      expect(runCommand(guest, fileCommands, line).rc).to.equal(0);
      // Ready means durable
      expect(stateOfImage(disk.durable)).to.equal(states[1]);
    }).timeout(60_000 + SAMPLE * 5000);
  }

  const commands = ['file', 'save', 'ffile two data', 'file new name'];
  for (const [blockSize, command] of [512, 1024, 2048, 4096].flatMap((size) =>
    commands.map((one) => [size, one] as const),
  )) {
    it(`leaves the old file or the new one: XEDIT, ${command}, blocks of ${blockSize}`, () => {
      const s = setup({ blocks: 240, blockSize });
      edit(s, 'xedit two data', [enter('input first'), enter('file')]);
      const before = stateOf(s.disk);
      const images: Uint8Array[] = [];
      const sync = s.disk.sync.bind(s.disk);
      s.disk.sync = () => {
        images.push(...losses(s.disk, chance(images.length)));
        sync();
      };
      edit(s, 'xedit poem data', [
        enter('input and a further line'),
        enter(command),
        ...(command === 'save' ? [enter('quit')] : []),
      ]);
      const states = [before, stateOf(s.disk)];
      expect(states[0]).to.not.equal(states[1]);
      expect(images.length).to.be.greaterThan(60);
      for (const image of images) {
        expect(checkImage(image)).to.deep.equal([]);
        expect(states).to.include(stateOfImage(image));
      }
      images.length = 0;
      for (const image of losses(s.disk, chance(1))) {
        expect(stateOfImage(image)).to.equal(states[1]);
      }
      if (command === 'file new name') expect(content(s, 'POEM', 'DATA')).to.deep.equal(POEM);
    });
  }
});

describe('a command that is given up', () => {
  const image = buildDisk(240, 512, 'OLD191', files, now);
  for (const { lines: typed, input = [] } of cases) {
    it(`leaves the old or the new state at every step: ${typed.join('; ')}`, () => {
      for (let steps = 1; steps < 60; steps++) {
        const guest = world(image, input);
        const disk = guest.disks.get(0x191)!;
        let halted = false;
        for (const line of typed) {
          const before = stateOf(disk);
          const calm = world(disk.image, input);
          runCommand(calm, fileCommands, line);
          const states = [before, stateOf(calm.disks.get(0x191)!)];
          const outcome = runCommand(guest, fileCommands, line, steps - guest.steps);
          if (outcome.rc === 0) continue;
          // HX: nothing of the command goes on, and all it had open is dropped
          halted = true;
          endOfCommand(guest.cms.disks);
          disk.sync();
          expect(checkDisk(disk)).to.deep.equal([]);
          expect(states).to.include(stateOf(disk));
          if (guest.cms.disks.modes.some((mode) => mode.letter === 'A')) {
            expect(runCommand(guest, fileCommands, 'COPYFILE ONE DATA B SECOND TRY A').rc).to.equal(
              0,
            );
            expect(checkDisk(disk)).to.deep.equal([]);
          }
          break;
        }
        if (!halted) return;
      }
      throw new Error('the command has more than 60 steps');
    });
  }
});

/**
 * FILELIST of 10,000 files in a machine of 4M, and of 100,000 in one of 16M: another order, refresh, and a command beside a
 * line.
 */
import { expect } from 'chai';
import { buildDisk } from '../../../src/cms/files/build-disk.js';
import { fillDisk, largeName } from '../../support/large-disk.js';
import { ThreadStage } from '../../support/thread-stage.js';

const FILES = 10_000;
/** Blocks of the disk of 100,000 files. */
const BLOCKS = 302_000;
const now = { year: 2026, month: 2, day: 3, hour: 4, minute: 5, second: 6 };

/** The storage that the users of a new home have. */
const ENTRY = `USER ALICE * 4M 16M G
 ACCOUNT ALICE ALICE
 IPL CMS PARM AUTOCR
 CONSOLE 009 3215
 SPOOL 00C 2540 READER *
 SPOOL 00D 2540 PUNCH A
 SPOOL 00E 1403 A
 LINK MAINT 190 190 RR
 MDISK 191 FB-512 0 60000 ALI191 MR`;

/** A disk of 100,000 files. */
function large() {
  const bytes = new Uint8Array(BLOCKS * 512);
  const device = {
    ...{ device: 0x191, blocks: BLOCKS, readOnly: false },
    read: (block: number, count: number) => bytes.slice(block * 512, (block + count) * 512),
    write: (block: number, given: Uint8Array) => {
      bytes.set(given, block * 512);
      return true;
    },
  };
  fillDisk(device, 1024, 100_000, now);
  return [{ owner: 'ALICE', device: 0x191, bytes }];
}

describe('long lists', () => {
  const files = Array.from({ length: FILES }, (_, i) => ({
    name: `F${String(i).padStart(4, '0')}`,
    type: `T${String(FILES - 1 - i).padStart(4, '0')}`,
    lines: [i === 77 ? 'x'.repeat(3000) : 'x'],
  }));
  const images = () => [
    { owner: 'ALICE', device: 0x191, bytes: buildDisk(60_000, 1024, 'ALI191', files, now) },
  ];

  it('FILELIST shows 10,000 files in another order, anew, and less one', async function () {
    this.timeout(300_000);
    const stage = await ThreadStage.start({
      images: images(),
      entries: { ALICE: ENTRY },
    });
    const alice = await stage.logon('ALICE');
    await alice.press('CLEAR');
    await alice.enter('filelist');
    const first = async (order: string): Promise<string> => {
      if (order.startsWith('PF')) await alice.press(order);
      else await alice.enter(order);
      const rows = await alice.screen();
      expect(rows[0]).to.match(new RegExp(`Size=${String(FILES)} Line=1 `));
      return rows[2]!.slice(7, 80).trimEnd();
    };
    await alice.sees(new RegExp(`Size=${String(FILES)}`));
    const row = (name: string, type: string, format: string, length: number, blocks = 1) =>
      `${name}    ${type}    A1 ${format}${String(length).padStart(11)}          1` +
      `${String(blocks).padStart(11)}  2/03/26  4:05:06`;
    expect(await first('sname')).to.equal(row('F0000', 'T9999', 'V', 1));
    expect(await first('PF6')).to.equal(row('F0077', 'T9922', 'V', 3000, 3));
    await alice.press('TAB');
    await alice.enter('discard');
    await alice.sees(/F0077 {4}T9922 {4}A1 \*\* Discarded or Renamed \*\*/);
    await alice.press('PF2');
    await alice.sees(new RegExp(`Size=${String(FILES - 1)} `));
  });

  it('FILELIST of 100,000 files needs a machine of 16M', async function () {
    this.timeout(600_000);
    const stage = await ThreadStage.start({
      images: large(),
      entries: {
        ALICE: ENTRY.replace('4M 16M', '16M 16M').replace('0 60000', `0 ${String(BLOCKS)}`),
      },
    });
    const alice = await stage.logon('ALICE');
    await alice.press('CLEAR');
    await alice.enter('filelist');
    await alice.sees(/Size=100000 Line=1 /);
    await alice.enter('sname');
    await alice.enter('forward');
    await alice.sees(/Size=100000 Line=[12]\d /);
    await alice.enter('backward');
    const rows = await alice.sees(/Size=100000 Line=1 /);
    expect(rows[2]).to.match(/^ {7}F000000 {2}OTHER {4}A1 F {9}80 {10}1 {10}1 {2}2\/03\/26/);
    await alice.enter('bottom');
    await alice.sees(/Line=100000 /);
    await alice.press('TAB');
    await alice.enter('discard');
    const last = Array.from({ length: 100_000 }, (_, i) => largeName(i))
      .sort()
      .at(-1)!;
    await alice.sees(new RegExp(`^ \\* {5}${last} {2}\\w+ +A1 \\*\\* Discarded`));
    await alice.press('PF2');
    await alice.sees(/Size=99999 Line=1 /);
  });

  it('a small machine has no room for them: FILELIST says how much is enough, and a list stays as it was', async function () {
    this.timeout(300_000);
    const stage = await ThreadStage.start({ images: large() });
    const alice = await stage.logon('ALICE');
    await alice.press('CLEAR');
    await alice.enter('filelist');
    const rows = await alice.sees(/Ready\(00104\);/);
    expect(rows.slice(1, 3).map((row) => row.trim())).to.deep.equal([
      'DMSFLS109S Virtual storage capacity exceeded',
      'Storage of 13M is enough for 100000 files',
    ]);
    await alice.press('CLEAR');
    await alice.enter('filelist f0000*');
    await alice.sees(/Size=9 Line=1 /);
    await alice.enter('filelist * * a (append');
    const told = await alice.sees(/DMSFLS109S Virtual storage capacity exceeded/);
    expect(told[0]).to.contain('Size=9 Line=1 ');
    await alice.press('PF2');
    // where the message was
    const left = await alice.sees(/^ Cmd {3}Filename/);
    expect(left[0]).to.contain('Size=9 Line=1 Col=1 Alt=0');
  });
});

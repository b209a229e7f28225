/** FILELIST of 10,000 files in a machine of 4M: another order, refresh, and a command beside a line. */
import { expect } from 'chai';
import { buildDisk } from '../../../src/cms/files/build-disk.js';
import { ThreadStage } from '../../support/thread-stage.js';

const FILES = 10_000;
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

  it('FILELIST says that a small machine has no room for them', async function () {
    this.timeout(300_000);
    const stage = await ThreadStage.start({ images: images() });
    const alice = await stage.logon('ALICE');
    await alice.press('CLEAR');
    await alice.enter('filelist');
    await alice.sees(/DMSFLS109S Virtual storage capacity exceeded/);
    await alice.enter('qquit');
    await alice.sees(/Ready;/);
  });
});

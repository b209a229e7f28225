/** Every MODULE of the disks 191 to 194 of devhawala/emx370 under our CMS: those that need nothing that is missing run. */
import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { ScreenPerson } from '../../support/person.js';
import { WholeSystem } from '../../support/whole-system.js';
import { unmodified } from './material.js';
import { copied, DISK_BLOCKS, diskOf, filesOf } from './module-disk.js';
import { MODULES } from './modules-table.js';

const DISKS = ['191', '192', '193', '194'];

/** A user with 4M and that disk. */
function entry(userid: string): string {
  return [
    `USER ${userid} * 4M 4M G`,
    'CONSOLE 009 3215',
    'SPOOL 00C 2540 READER *',
    'SPOOL 00D 2540 PUNCH A',
    'SPOOL 00E 1403 A',
    `MDISK 191 FB-512 0 ${String(DISK_BLOCKS)} * MR`,
    'LINK OPERATOR 190 190 RR',
  ].join('\n');
}

unmodified(
  'every MODULE of Release 6',
  DISKS.map((disk) => `${disk}.ckd`),
  (material) => {
    let image: Uint8Array;
    before(() => {
      const modules = filesOf(material, [...DISKS].reverse(), (_name, type) => type === 'MODULE');
      image = diskOf([
        ...modules.map((file) => copied(file)),
        { name: 'SOME', type: 'TEXTFILE', lines: ['one line', 'and another'] },
      ]);
    });

    async function start(...users: string[]): Promise<WholeSystem> {
      return WholeSystem.start({
        entries: Object.fromEntries(users.map((user) => [user, entry(user)])),
        images: users.map((owner) => ({ owner, device: 0x191, bytes: image.slice() })),
        limits: { chunk: 20_000, instructions: 100_000 },
      });
    }

    async function atCms(whole: WholeSystem, userid: string): Promise<ScreenPerson> {
      const person = await whole.logon(userid);
      await whole.command(person, '#cp ipl cms parm autocr', /Ready;/);
      return person;
    }

    it('has a row in the table, and a line in the documentation', () => {
      const names = filesOf(material, DISKS, (_name, type) => type === 'MODULE').map(
        ({ name }) => name,
      );
      expect(MODULES.map(({ name }) => name).sort()).to.deep.equal(names.sort());
      const text = readFileSync('docs/guests.md', 'utf8');
      const lines = [...text.matchAll(/^\| (\S+) \| ([^|]+) \|/gm)].map((m) => `${m[1]!} ${m[2]!}`);
      const rows = MODULES.map(({ name, needs }) => `${name} ${needs}`);
      expect(lines.filter((line) => rows.includes(line)).sort()).to.deep.equal(rows.sort());
    });

    for (const { name, steps } of MODULES) {
      it(`${name} does what it can`, async () => {
        const whole = await start('CMSUSER');
        const person = await atCms(whole, 'CMSUSER');
        for (const [typed, row] of steps) {
          if (typed.startsWith('!')) await whole.press(person, typed.slice(1), row);
          else if (typed.startsWith('>')) await whole.enter(person, typed.slice(1), row);
          else await whole.command(person, typed, row);
        }
        // whatever it was, the machine is whole
        person.key('CLEAR');
        await whole.rest();
        if (!person.text.includes('CP READ')) await whole.enter(person, 'hx', /^Ready/);
        await whole.command(person, 'query cmslevel', /CMS/);
      });
    }

    it('IOPROXY takes requests of HACC by VMCF and passes them on to a display that has dialled', async () => {
      const whole = await start('CMSUSER', 'NICOFPXY');
      const proxy = await atCms(whole, 'NICOFPXY');
      await whole.command(proxy, 'cp define graf 097 3270', /^Ready/);
      await whole.command(proxy, 'cp set smsg on', /^Ready/);
      proxy.enter('ioproxy');
      const outside = await whole.logon('ALICE');
      await whole.command(outside, '#cp disconnect hold', /Enter one of the following/);
      await whole.enter(outside, 'dial nicofpxy', /DIALED TO NICOFPXY 0097/);
      const maint = await whole.logon('MAINT');
      const state = async (pattern: RegExp): Promise<void> => {
        await whole.press(proxy, 'CLEAR');
        await whole.command(maint, 'cp smsg nicofpxy STAT', /^Ready;/);
        await whole.sees(proxy, pattern);
        await whole.sees(proxy, /end last log entries/);
      };
      await whole.press(outside, 'PF2');
      await state(/pstate \.+: IDLE/);
      const user = await atCms(whole, 'CMSUSER');
      user.enter('hacc pwd');
      await whole.rest();
      await state(/pstate \.+: TRANSMITPREP/);
      await whole.press(outside, 'PF1');
      await state(/pstate \.+: TRANSMITTING/);
      await whole.press(outside, 'PF1');
      await state(/pstate \.+: IDLE/);
      await whole.command(user, 'hx', /^Ready/);
      await whole.command(maint, 'cp smsg nicofpxy END', /^Ready;/);
      await whole.sees(proxy, /^### total successful requests processed: 1/);
      await whole.sees(proxy, /^Ready/);
    });
  },
);

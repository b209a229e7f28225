/** NAMES: the panel, with a person at the screen. */
import { expect } from 'chai';
import { fileCommands } from '../../../src/cms/commands/command-list.js';
import { buildDisk } from '../../../src/cms/files/build-disk.js';
import { findEntry } from '../../../src/cms/files/directory.js';
import { mountVolume } from '../../../src/cms/files/mount.js';
import { readRecords } from '../../../src/cms/files/reader.js';
import { fromEbcdic } from '../../../src/shared/ebcdic.js';
import { fakeGuest, runCommand, type FakeGuest } from '../../support/command-harness.js';
import { DisplayOperator, type Turn } from '../../support/display-operator.js';
import { memoryDisk } from '../../support/memory-disk.js';

const now = { year: 2026, month: 2, day: 3, hour: 4, minute: 5, second: 6 };
const LINES = [
  '* my people',
  ':nick.KENT     :userid.CLARK :node.VMTS',
  '               :name.Clark Kent',
  '               :birthday.18 June :desk.3 :shoe.44',
  ':nick.LOIS     :userid.LANE',
];

function guestOf(lines: readonly string[] | undefined, blocks = 4000): FakeGuest {
  const file = { name: 'ALICE', type: 'NAMES', modeNumber: 0, lines: lines ?? [] };
  const files = lines === undefined ? [] : [file];
  return fakeGuest({ A: memoryDisk(0x191, buildDisk(blocks, 1024, 'MAIL', files, now)) });
}

function play(guest: FakeGuest, line: string, turns: readonly Turn[]): string[][] {
  guest.screen = new DisplayOperator(turns);
  expect(runCommand(guest, fileCommands, line)).to.deep.equal({ rc: 0, lines: [] });
  return guest.screen.screens;
}

function content(guest: FakeGuest, name = 'ALICE'): string[] | undefined {
  const disk = guest.disks.get(0x191)!;
  const volume = mountVolume(disk)!;
  const entry = findEntry(volume, name, 'NAMES');
  return entry && readRecords(volume, disk, entry).map((record) => fromEbcdic(record));
}

const nick = (text: string) => (at: DisplayOperator) => {
  at.typeAt(3, 11, text, true);
};

describe('NAMES', () => {
  it('shows entries, one after the other and by what they hold', () => {
    const screens = play(guestOf(LINES), 'NAMES kent', [
      () => 'PF8',
      () => 'PF8',
      () => 'PF7',
      () => 'PF4',
      (at) => {
        at.typeAt(3, 30, 'lane', true);
        return 'PF5';
      },
      () => 'PF3',
    ]);
    const top = screens.map((screen) => screen[3]);
    expect(top[0]).to.match(/^ Nickname: KENT +Userid: +CLARK +Node: +VMTS +Notebook:$/);
    expect(screens[0]![5]).to.equal('               Name:  Clark Kent');
    expect(screens[0]![17]).to.equal(' Tag: BIRTHDAY    Value:  18 June');
    expect(top[1]).to.contain('LOIS');
    expect(screens[2]![2]).to.equal(' End of the file');
    expect(top[3]).to.contain('KENT');
    expect(top[4]).not.to.match(/KENT|LOIS/);
    expect(top[5]).to.contain('LOIS');
  });

  it('makes a file, adds, changes and deletes entries, and keeps tags that it does not show', () => {
    const guest = guestOf(LINES);
    play(guest, 'NAMES kent', [
      (at) => {
        at.typeAt(6, 22, '555-1938', true);
        return 'PF6';
      },
      (at) => {
        expect(at.rows()[2]).to.equal(' Nickname KENT has been changed');
        return 'PF4';
      },
      (at) => {
        nick('PLANET')(at);
        at.typeAt(12, 22, 'KENT LOIS', true);
        return 'PF2';
      },
      (at) => {
        nick('LOIS')(at);
        return 'PF10';
      },
      () => 'PF3',
    ]);
    expect(content(guest)).to.deep.equal([
      '* my people',
      ':nick.KENT     :userid.CLARK :node.VMTS',
      '               :name.Clark Kent',
      '               :phone.555-1938',
      '               :birthday.18 June',
      '               :desk.3',
      '               :shoe.44',
      ':nick.PLANET',
      '               :list.KENT LOIS',
    ]);
    const fresh = guestOf(undefined);
    play(fresh, 'NAMES', [
      (at) => {
        nick('BOB')(at);
        at.typeAt(3, 30, 'BOB');
        return 'PF2';
      },
      () => 'PF3',
    ]);
    expect(content(fresh)).to.deep.equal([':nick.BOB      :userid.BOB']);
  });

  it('shows fields that are full', () => {
    const [screen] = play(guestOf([':nick.ABCDEFGH :userid.IJKLMNOP']), 'NAMES abcdefgh', [
      () => 'PF3',
    ]);
    expect(screen![3]).to.match(/ABCDEFGH +Userid: +IJKLMNOP/);
  });

  it('says on the panel what is wrong, and keeps the file', () => {
    const guest = guestOf(LINES);
    const screens = play(guest, 'NAMES zaphod', [
      () => 'PF6',
      (at) => {
        nick('kent')(at);
        return 'PF2';
      },
      () => 'PF9',
      () => 'PF4',
      () => 'PF2',
      () => 'PF3',
    ]);
    expect(screens.map((screen) => screen[2]!.trim())).to.deep.equal([
      'Nickname ZAPHOD is not in the file; PF2 adds it',
      'Nickname ZAPHOD is not in the file',
      'Nickname KENT is there already',
      'PF9 is not defined',
      '',
      'Enter the nickname to be added',
    ]);
    expect(content(guest)).to.deep.equal(LINES);
  });

  it('refuses a name that no file can have', () => {
    const says = { rc: 20, lines: ['DMSNAM062E Invalid character * in fileid * NAMES A'] };
    expect(runCommand(guestOf(LINES), fileCommands, 'NAMES (FILE *')).to.deep.equal(says);
  });

  it('looks at another file', () => {
    const guest = guestOf(undefined);
    play(guest, 'NAMES (FILE TOOLS', [
      (at) => {
        expect(at.rows()[0]).to.match(/^ ====> TOOLS NAMES A0 <=====>/);
        nick('SYS')(at);
        at.typeAt(17, 6, 'product', true);
        at.typeAt(17, 26, 'MAINT 190', true);
        return 'PF2';
      },
      () => 'PF3',
    ]);
    expect(content(guest)).to.equal(undefined);
    expect(content(guest, 'TOOLS')).to.deep.equal([
      ':nick.SYS',
      '               :product.MAINT 190',
    ]);
  });

  it('keeps names of a list for which it has no room', () => {
    const people = Array.from({ length: 60 }, (_, i) => `PERSON${String(i).padStart(2, '0')}`);
    const guest = guestOf([`:nick.ALL :list.${people.join(' ')}`]);
    play(guest, 'NAMES all', [
      (at) => {
        at.typeAt(6, 22, '555-1938', true);
        return 'PF6';
      },
      () => 'PF3',
    ]);
    expect(content(guest)).to.deep.equal([
      ':nick.ALL',
      '               :phone.555-1938',
      `               :list.${people.join(' ')}`,
    ]);
  });
});

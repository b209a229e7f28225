import { expect } from 'chai';
import { AdministrationFault } from '../../src/cp/ports/administration.js';
import { isUserid, parseEntry } from '../../src/store/directory-statements.js';
import { FileDirectoryStore } from '../../src/store/directory-store.js';
import { firstStart, firstStartText, randomPassword } from '../../src/store/first-start.js';
import { nodeFiles } from '../../src/store/host-files.js';
import { FileMinidiskStore } from '../../src/store/minidisk-store.js';
import { normalKey } from '../../src/store/public-key.js';
import { Passwords } from '../../src/store/secrets.js';
import { PROGRAM_DISK, renewSystemDisk, SYSTEM_DISK } from '../../src/store/system-disk.js';
import { StoreUserAdministration, usualEntry } from '../../src/store/user-administration.js';
import { MemoryFiles, seededChooser } from '../support/memory-files.js';
import { instantClock } from '../support/spool-world.js';

const choose = seededChooser(7);
const random = (length: number) => Uint8Array.from({ length }, () => choose(256));

/** A key as ssh-keygen makes it. */
function publicKey(seed: number): string {
  const blob = Buffer.alloc(51);
  blob.writeUInt32BE(11, 0);
  blob.write('ssh-ed25519', 4);
  blob.writeUInt32BE(32, 15);
  blob.fill(seed, 19);
  return `ssh-ed25519 ${blob.toString('base64')} alice@example`;
}

describe('directory statements', () => {
  it('compiles an entry', () => {
    const { entry } = parseEntry(`* a comment
      USER ALICE * 2M 8M EG
      ACCOUNT 17 BIN5
      IPL CMS PARM AUTOCR Mixed
      CONSOLE 01F 3270
      SPOOL 00C 2540 READER *
      SPOOL 00D 2540 PUNCH B
      SPOOL 00E 1403
      LINK MAINT 190 190 RR
      LINK BOB 191 291
      MDISK 191 FB-512 0 5000 VMTS MRV RP WP
      SHARE RELATIVE 250
      AUTOLOG OPERATOR MAINT
      SPECIAL 181 TAPE
      SPECIAL 182 3410
      SPECIAL 600 CTCA
      SPECIAL 601 CTCA BOB
      SPECIAL 602 3270
      OPTION ECMODE`);
    expect(entry).to.deep.equal({
      userid: 'ALICE',
      nolog: false,
      storage: 2 << 20,
      maximumStorage: 8 << 20,
      classes: 'EG',
      account: '17',
      accounting: false,
      distribution: 'BIN5',
      ipl: { system: 'CMS', parm: 'AUTOCR Mixed' },
      console: { device: 0x1f, mode: '3270' },
      share: { kind: 'relative', value: 250 },
      autolog: ['OPERATOR', 'MAINT'],
      specials: [
        { device: 0x181, type: 'tape', model: '3420' },
        { device: 0x182, type: 'tape', model: '3410' },
        { device: 0x600, type: 'ctca', user: undefined },
        { device: 0x601, type: 'ctca', user: 'BOB' },
        { device: 0x602, type: 'graf' },
      ],
      processors: { maximum: 1, defined: [0], base: 0 },
      minidisks: [
        {
          device: 0x191,
          shape: { type: 'fba', blocks: 5000 },
          mode: 'MR',
          passwords: ['RP', 'WP', ''],
        },
      ],
      links: [
        { owner: 'MAINT', device: 0x190, as: 0x190, mode: 'RR' },
        { owner: 'BOB', device: 0x191, as: 0x291, mode: 'R' },
      ],
      spool: [
        { device: 12, type: 'reader', class: '*' },
        { device: 13, type: 'punch', class: 'B' },
        { device: 14, type: 'printer', class: 'A' },
      ],
    });
  });

  const bad: readonly (readonly [string, number, RegExp])[] = [
    ['', 0, /no USER/],
    ['MDISK 191 FB-512 * 100 V', 1, /first statement must be USER/],
    ['USER ALICE SECRET', 1, /password does not belong here/],
    ['USER ../ETC *', 1, /invalid userid/],
    ['USER TOOLONGNAME *', 1, /invalid userid/],
    ['USER A *\nUSER B *', 2, /second USER/],
    ['USER A * 17M', 1, /64K to 16M/],
    ['USER A * 5000', 1, /invalid storage/],
    ['USER A * 8M 4M', 0, /above the maximum/],
    ['USER A * 1M 1M XYZ', 1, /privilege classes/],
    ['USER A *\n\nMDISK 191 3375 0 100 V MR', 3, /unsupported minidisk type 3375/],
    ['USER A *\nMDISK 191 3350 0 556 V MR', 2, /number of cylinders 556/],
    ['USER A *\nMDISK 191 3330 0 0 V MR', 2, /number of cylinders 0/],
    ['USER A *\nMDISK 191 3330 X 5 V MR', 2, /invalid start X/],
    ['USER A *\nMDISK 191 FB-512 * 99999999 V', 2, /number of blocks/],
    ['USER A *\nMDISK 191 FB-512 * 100 V XX', 2, /access mode/],
    ['USER A *\nMDISK 191 FB-512 * 100 V MR A B C D', 2, /too many/],
    ['USER A *\nMDISK 009 FB-512 * 100 V', 0, /device 009 is defined twice/],
    ['USER A *\nSPOOL 00C 2540', 2, /READER or PUNCH/],
    ['USER A *\nSPOOL 00E 1403 *', 2, /only a reader/],
    ['USER A *\nCONSOLE 009 TTY', 2, /unsupported console/],
    ['USER A *\nCONSOLE 009 3215\nCONSOLE 01F 3215', 3, /console already/],
    ['USER A *\nSHARE RELATIVE 0', 2, /invalid share/],
    ['USER A *\nSHARE ABSOLUTE 101%', 2, /invalid share/],
    ['USER A *\nIPL CMS AUTOCR', 2, /PARM expected/],
    [`USER A *\nIPL CMS PARM ${'X'.repeat(65)}`, 2, /64 characters/],
    ['USER A *\nOPTION BOGUS', 2, /unknown option/],
    ['USER A *\nMACH ESA 2', 2, /unsupported machine ESA/],
    ['USER A *\nMACHINE 370 65', 2, /number of processors 65/],
    ['USER A *\nMACHINE 370 0', 2, /number of processors 0/],
    ['USER A *\nCPU 40', 2, /processor address 40/],
    ['USER A *\nCPU 01 BASE\nCPU 02 BASE', 3, /second BASE/],
    ['USER A *\nCPU 1\nCPU 01', 3, /processor 01 is defined twice/],
    ['USER A *\nMACH 370 1\nCPU 0\nCPU 1', 0, /more than 1 processor/],
    ['USER A *\nCONSTRUCTOR x', 2, /unknown statement/],
    ['USER A *\n__PROTO__', 2, /unknown statement/],
    [`USER A *\n${'X'.repeat(300)}`, 2, /too long/],
    ['X\n'.repeat(600), 500, /too many lines/],
  ];
  for (const [text, line, reason] of bad) {
    it(`says what is wrong with ${JSON.stringify(text.slice(0, 50))}`, () => {
      const { entry, errors } = parseEntry(text);
      expect(entry).to.equal(undefined);
      expect(errors[0]?.line).to.equal(line);
      expect(errors[0]?.text).to.match(reason);
    });
  }

  it('compiles the processors of a machine', () => {
    const processors = (text: string) => parseEntry(`USER A *\n${text}`).entry?.processors;
    expect(processors('')).to.deep.equal({ maximum: 1, defined: [0], base: 0 });
    expect(processors('MACH 370')).to.deep.equal({ maximum: 1, defined: [0], base: 0 });
    expect(processors('MACH 370 4')).to.deep.equal({ maximum: 4, defined: [0], base: 0 });
    expect(processors('CPU 3\nCPU 1')).to.deep.equal({ maximum: 2, defined: [1, 3], base: 1 });
    expect(processors('MACHINE 370 64\nCPU 0\nCPU 3F BASE')).to.deep.equal({
      maximum: 64,
      defined: [0, 63],
      base: 63,
    });
  });

  it('says everything that is wrong at once', () => {
    const { errors } = parseEntry('USER A *\nBOGUS\nSHARE\nOPTION X');
    expect(errors.map((one) => one.line)).to.deep.equal([2, 3, 4]);
  });

  it('takes no userid that is a path', () => {
    for (const text of ['.', '..', 'A/B', 'a', '', 'A B', 'A\0', 'ABCDEFGHI']) {
      expect(isUserid(text), JSON.stringify(text)).to.equal(false);
    }
    expect(isUserid('$RSCS_1')).to.equal(true);
  });

  it('finds the entries that come with the system good', async () => {
    const files = nodeFiles();
    for (const userid of ['OPERATOR', 'MAINT', 'ALICE', 'BOB', 'CMSBATCH']) {
      const bytes = await files.readFile(`users/${userid}/directory`);
      const { entry, errors } = parseEntry(Buffer.from(bytes ?? []).toString());
      expect(errors, userid).to.deep.equal([]);
      expect(entry?.userid).to.equal(userid);
    }
    expect(parseEntry(usualEntry('NEW', 'G')).errors).to.deep.equal([]);
  });
});

describe('directory store', () => {
  let files: MemoryFiles;
  let users: FileDirectoryStore;
  let minidisks: FileMinidiskStore;
  let administration: StoreUserAdministration;
  const said: string[] = [];
  const loggedOn = new Set<string>();

  async function open(on: MemoryFiles): Promise<void> {
    files = on;
    // a small cost: the work is the same, only less
    users = new FileDirectoryStore(files, '/h', new Passwords(random, 16), (line) =>
      said.push(line),
    );
    await users.start();
    minidisks = new FileMinidiskStore(files, '/h', (line) => said.push(line));
    const build = (blocks: number, label: string) => {
      const image = new Uint8Array(blocks * 512);
      image.set(Buffer.from(label), 512);
      return image;
    };
    const isLoggedOn = (userid: string) => loggedOn.has(userid);
    administration = new StoreUserAdministration(users, minidisks, build, isLoggedOn);
  }

  beforeEach(async () => {
    said.length = 0;
    loggedOn.clear();
    await open(new MemoryFiles(instantClock()));
  });

  const newUser = { userid: 'carol', password: 'pässword', keys: [publicKey(1)], classes: 'g' };

  it('adds a user with password, key and formatted 191, over kill -9', async () => {
    await administration.addUser(newUser);
    await open(files.kill());
    expect(users.find('carol')?.ipl).to.deep.equal({ system: 'CMS', parm: 'AUTOCR' });
    expect(await users.verifyPassword('CAROL', 'pässword')).to.equal(true);
    expect(await users.verifyPassword('carol', 'wrong')).to.equal(false);
    expect(users.keys('CAROL')).to.deep.equal([publicKey(1)]);
    const disk = await minidisks.open('CAROL', 0x191, { type: 'fba', blocks: 20_000 }, true);
    const label = new Uint8Array(6);
    files.readAt(disk.handle, 512, label);
    expect(Buffer.from(label).toString()).to.equal('CAR191');
    const kept = Buffer.from((await files.readFile('/h/directory.json'))!).toString();
    expect(kept).not.to.contain('pässword');
  });

  it('says no to an unknown user and to NOLOG, doing the same work', async () => {
    await users.put('DEPOT', 'USER DEPOT NOLOG');
    await users.setPassword('DEPOT', 'x');
    expect(await users.verifyPassword('DEPOT', 'x')).to.equal(false);
    expect(await users.verifyPassword('NOBODY', 'x')).to.equal(false);
    expect(await users.verifyPassword('__proto__', 'x')).to.equal(false);
    expect(await users.verifyPassword('DEPOT', 'y'.repeat(100_000))).to.equal(false);
    expect(users.keys('DEPOT')).to.deep.equal([]);
  });

  it('refuses what cannot be', async () => {
    await administration.addUser(newUser);
    const attempts: readonly (() => Promise<unknown>)[] = [
      () => administration.addUser(newUser),
      () => administration.addUser({ ...newUser, userid: '../x' }),
      () => administration.addUser({ ...newUser, userid: 'DAVE', classes: 'XYZ' }),
      () => administration.setPassword('NOBODY', 'x'),
      () => administration.setPassword('CAROL', ''),
      () => administration.setPassword('CAROL', 'x'.repeat(300)),
      () => administration.addKeys('CAROL', ['ssh-ed25519 AAAA']),
      () => administration.removeUser('NOBODY'),
    ];
    for (const attempt of attempts) {
      const failure = await attempt().catch((error: unknown) => error);
      expect(failure).to.be.instanceOf(AdministrationFault);
    }
    expect(users.userids()).to.deep.equal(['CAROL']);
  });

  it('removes a user with the disk, but not one who is logged on', async () => {
    await administration.addUser(newUser);
    loggedOn.add('CAROL');
    const failure = await administration.removeUser('carol').catch((error: unknown) => error);
    expect(failure).to.be.instanceOf(AdministrationFault);
    loggedOn.clear();
    await administration.removeUser('carol');
    await open(files.kill());
    expect(users.userids()).to.deep.equal([]);
    expect(await minidisks.exists('CAROL', 0x191)).to.equal(false);
    expect(await users.verifyPassword('CAROL', 'pässword')).to.equal(false);
  });

  it('leaves out an entry that has errors and says which', async () => {
    await administration.addUser(newUser);
    const handle = await files.open('/h/users/CAROL/directory', 'write');
    await files.write(handle, 0, Buffer.from('BOGUS'));
    await files.close(handle);
    await users.reload('CAROL');
    expect(users.find('CAROL')).to.equal(undefined);
    expect(said.join()).to.match(/CAROL directory: line 1/);
  });

  it('makes the system disk anew when its version changes, and keeps the one before', async () => {
    await users.put('MAINT', 'USER MAINT * 1M\nMDISK 190 FB-512 * 100 V MR ALL');
    let read = 0;
    const renew = (version: string, blocks = 80): Promise<string | undefined> =>
      renewSystemDisk({
        files,
        directory: '/h',
        users,
        minidisks,
        disk: SYSTEM_DISK,
        image: {
          version,
          blocks,
          bytes: () => Promise.resolve(new Uint8Array(blocks * 512).fill(++read)),
        },
      });
    const first = async (path: string): Promise<number | undefined> =>
      (await files.readFile(path))?.[0];
    const image = '/h/users/MAINT/0190.image';
    expect(await renew('large', 101)).to.equal(
      'DASD MAINT 0190 has 100 blocks, the system disk needs 101: it is left as it is',
    );
    expect(await renew('one')).to.equal(undefined);
    expect(await renew('one')).to.equal(undefined);
    expect([read, await first(image)]).to.deep.equal([1, 1]);
    // it has as many blocks as the directory says
    expect(await files.size(image)).to.equal(51_200);
    expect(await renew('two')).to.match(/^DASD MAINT 0190 made anew;/);
    expect([await first(image), await first(`${image}.before`)]).to.deep.equal([2, 1]);
    await open(files.kill());
    expect(await renew('two')).to.equal(undefined);
    expect(read).to.equal(2);
    const { handle } = await minidisks.open('MAINT', 0x190, { type: 'fba', blocks: 100 }, true);
    const refused = await renew('three').catch((error: unknown) => error);
    expect(String(refused)).to.contain('in use');
    await minidisks.close(handle);
  });

  it('makes the 19E beside it, and says when the directory of a home has none', async () => {
    const image = {
      version: 'one',
      blocks: 8,
      bytes: () => Promise.resolve(new Uint8Array(4096).fill(1)),
    };
    const parts = { files, directory: '/h', users, minidisks, disk: PROGRAM_DISK, image };
    expect(await renewSystemDisk(parts)).to.equal(undefined);
    await users.put('MAINT', 'USER MAINT * 1M\nMDISK 190 FB-512 * 100 V MR ALL');
    expect(await renewSystemDisk(parts)).to.equal(
      'DASD MAINT 019E is not in the directory: the system goes on without it',
    );
    await users.put('MAINT', 'USER MAINT * 1M\nMDISK 19E FB-512 * 100 V MR ALL');
    expect(await renewSystemDisk(parts)).to.equal(undefined);
    expect((await files.readFile('/h/users/MAINT/019e.image'))?.[0]).to.equal(1);
    expect(await renewSystemDisk({ ...parts, image: { ...image, version: 'two' } })).to.equal(
      'DASD MAINT 019E made anew; 019e.image.before has what was on it',
    );
  });

  it('lets a new user link the 19E where there is one or will be', async () => {
    const linked = async (userid: string): Promise<readonly number[] | undefined> => {
      await administration.addUser({ ...newUser, userid });
      return users.find(userid)?.links.map(({ as }) => as);
    };
    expect(await linked('FIRST')).to.deep.equal([0x190, 0x19e]);
    await users.put('MAINT', 'USER MAINT * 1M\nMDISK 190 FB-512 * 100 V MR ALL');
    expect(await linked('OLD')).to.deep.equal([0x190]);
    await users.put('MAINT', 'USER MAINT * 1M\nMDISK 19E FB-512 * 100 V MR ALL');
    expect(await linked('NEW')).to.deep.equal([0x190, 0x19e]);
  });

  it('makes the first users once, with passwords that work', async () => {
    await files.makeDirectory('/src/ALICE/files');
    await files.makeDirectory('/src/MAINT');
    const put = async (path: string, text: string) => {
      const handle = await files.open(path, 'create');
      await files.write(handle, 0, Buffer.from(text));
      await files.close(handle);
    };
    await put('/src/ALICE/directory', usualEntry('ALICE', 'G'));
    await put('/src/ALICE/files/PROFILE.EXEC', 'one\ntwo\n');
    await put('/src/ALICE/files/.hidden', 'no');
    await put('/src/MAINT/directory', 'USER MAINT * 1M\nMDISK 190 FB-512 * 100 V MR ALL');
    const built: unknown[] = [];
    const parts = {
      files,
      directory: '/h',
      sources: '/src',
      users,
      administration: new StoreUserAdministration(users, minidisks, (blocks, label, first) => {
        built.push([label, first]);
        return new Uint8Array(blocks * 512);
      }),
      random,
    };
    const made = await firstStart(parts);
    expect(made.map((user) => user.userid)).to.deep.equal(['ALICE', 'MAINT']);
    expect(built).to.deep.equal([
      ['ALI191', [{ name: 'PROFILE', type: 'EXEC', lines: ['one', 'two'] }]],
    ]);
    for (const { userid, password } of made) {
      expect(password).to.match(/^[a-z2-9]{5}-[a-z2-9]{5}-[a-z2-9]{4}$/);
      expect(await users.verifyPassword(userid, password)).to.equal(true);
    }
    expect(firstStartText(made).join('\n')).to.contain(made[0]?.password);
    expect(await firstStart(parts)).to.deep.equal([]);
    expect(randomPassword(random)).not.to.equal(randomPassword(random));
  });
});

describe('passwords', () => {
  it('are hashed two at once, and all are answered', async () => {
    const passwords = new Passwords(random, 16);
    const secret = await passwords.make('right');
    const checks = Array.from({ length: 50 }, (_, n) =>
      passwords.verify(secret, n % 2 === 0 ? 'right' : 'wrong'),
    );
    const answers = await Promise.all(checks);
    expect(answers.filter(Boolean).length).to.equal(25);
  });

  it('are refused when too many wait', async () => {
    const passwords = new Passwords(random, 16);
    const checks = Array.from({ length: 300 }, () =>
      passwords.verify(undefined, 'x').catch((error: unknown) => String(error)),
    );
    const answers = await Promise.all(checks);
    expect(
      answers.filter((one) => one === 'Error: too many passwords are being checked').length,
    ).to.be.greaterThan(90);
    expect(answers.filter((one) => one === false).length).to.be.greaterThan(190);
  });
});

describe('public keys', () => {
  it('are taken when whole and of one piece', () => {
    expect(normalKey(`  ${publicKey(1)}\t more `)).to.equal(`${publicKey(1)} more`);
    for (const text of ['', 'ssh-ed25519', 'ssh-rsa AAAA', 'x'.repeat(20_000)]) {
      expect(normalKey(text)).to.equal(undefined);
    }
    expect(normalKey(publicKey(1).replace('ssh-ed25519', 'ssh-rsa'))).to.equal(undefined);
    expect(normalKey(`command="x" ${publicKey(1)}`)).to.equal(undefined);
  });
});

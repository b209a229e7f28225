/**
 * A virtual machine is plain data: in every state that matters it is written down at random ends of time
 * slices, thrown away, and rebuilt from the bytes on another processor; its user sees the same.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect } from 'chai';
import { assembledModule, execFile, moduleFile } from '../support/cms-disk.js';
import { seededChooser } from '../support/memory-files.js';
import type { ScreenPerson } from '../support/person.js';
import type { WholeOptions } from '../support/whole-system.js';
import { WholeSystem } from '../support/whole-system.js';

const HELLO = readFileSync(resolve(import.meta.dirname, '../../../examples/decks/hello.deck'));

const MANY = readFileSync(resolve(import.meta.dirname, '../../../examples/decks/many.deck'));

/** Adds the numbers to 30,000, calls STATE between, and returns with the low byte of the sum. */
const ADDER = moduleFile(
  'ADDER',
  '         LR    11,14',
  "         L     3,=F'30000'",
  '         SR    4,4',
  'AGAIN    AR    4,3',
  '         BCT   3,AGAIN',
  '         LA    1,PLIST',
  '         SVC   202',
  '         DC    AL4(1)',
  "         L     3,=F'20000'",
  'MORE     AR    4,3',
  '         BCT   3,MORE',
  '         LR    15,4',
  "         N     15,=F'127'",
  '         BR    11',
  "PLIST    DC    CL8'STATE',CL8'NOSUCH',CL8'EXEC',CL8'*',8X'FF'",
);

/** A program of the scenarios. */
function programFile(name: string): ReturnType<typeof assembledModule> {
  const path = resolve(
    import.meta.dirname,
    `../../../test/scenarios/files/${name.toLowerCase()}.assemble`,
  );
  return assembledModule(name, readFileSync(path, 'utf8'));
}

const BUSY = execFile(
  'BUSY',
  '&CONTROL OFF',
  '&N = 1',
  '-LOOP &IF &N GT 12 &GOTO -DONE',
  'CP QUERY USERID',
  '&TYPE ROUND &N',
  '&N = &N + 1',
  '&GOTO -LOOP',
  '-DONE ADDER',
  '&TYPE ADDER GAVE &RETCODE',
  '&READ VARS &WHAT',
  '&TYPE YOU SAID &WHAT',
  'CP SLEEP 3 SEC',
  '&EXIT 7',
);

const FILES = [
  ADDER,
  BUSY,
  programFile('TRACKER'),
  programFile('TAPER'),
  { name: 'LONG', type: 'DATA', lines: lines(60) },
];

function lines(count: number): string[] {
  return Array.from({ length: count }, (_, n) => `line ${n} of the long file`);
}

/** What a phase does; a page is cleared before each. */
type Phase = (whole: WholeSystem, bob: ScreenPerson, alice: ScreenPerson) => Promise<void>;

const PHASES: Readonly<Record<string, Phase>> = {
  'CMS at Ready': async (whole, bob) => {
    for (const line of ['query userid', 'listfile * * a (date', 'query disk a', 'nonsense']) {
      await whole.command(bob, line);
    }
  },
  'a TYPE held at MORE...': async (whole, bob) => {
    await whole.command(bob, 'type long data', /MORE\.\.\./);
    while (!/^Ready;/m.test(bob.text)) await whole.press(bob, 'CLEAR', /MORE\.\.\.|^Ready;/);
  },
  XEDIT: async (whole, bob, alice) => {
    await whole.command(bob, 'xedit letter data', /====>/);
    await whole.enter(bob, 'input one', /===== one/);
    await whole.enter(bob, 'input two', /===== two/);
    await whole.command(alice, 'msg bob hello', /Ready;/);
    await whole.sees(bob, /hello/);
    await whole.press(bob, 'CLEAR', /===== two/);
    await whole.enter(bob, 'top', /Line=0/);
    await whole.enter(bob, 'change /o/0/ * *', /===== 0ne/);
    await whole.enter(bob, 'file', /Ready;/);
    await whole.command(bob, 'type letter data');
  },
  'an EXEC, a program and a CP command in flight': async (whole, bob) => {
    await whole.command(bob, 'busy', /VM READ/);
    await whole.enter(bob, 'something', /Ready\(00007\)/);
  },
  'a System/370 program': async (whole, bob) => {
    await whole.command(bob, 'adder', /Ready/);
  },
  'punching, reading and sending': async (whole, bob, alice) => {
    await whole.command(bob, 'spool punch to alice', /Ready;/);
    await whole.command(bob, 'punch long data', /PUN FILE/);
    await whole.command(alice, 'readcard *', /Ready;/);
    await whole.command(bob, 'sendfile busy exec to alice', /PUN FILE/);
    await whole.command(alice, 'receive', /Ready;/);
    await whole.command(alice, 'listfile');
  },
  'a deck on the bare machine': async (whole, bob) => {
    await whole.host(['reader', 'bob', 'hello.deck', '--binary'], () => Promise.resolve(HELLO));
    await whole.command(bob, '#cp ipl 00c clear', /disabled wait/);
    await whole.sees(bob, /HELLO FROM A BARE/);
    await whole.command(bob, 'close printer', /PRT FILE|CP READ/);
    await whole.command(bob, 'ipl cms parm autocr', /Ready;/);
  },
  'four processors that count together': async (whole, bob) => {
    await whole.command(bob, '#cp define cpu 1-3', /00: CPU 03 defined/);
    await whole.command(bob, 'purge reader all', /Ready;/);
    await whole.host(['reader', 'bob', 'many.deck', '--binary'], () => Promise.resolve(MANY));
    await whole.command(bob, '#cp ipl 00c clear', /04 CPUS .*0020000 CALLS 00312/);
    await whole.sees(bob, /00C0FFEE/);
    await whole.command(bob, 'detach cpu all', /CPU 03 detached/);
    await whole.command(bob, 'ipl cms parm autocr', /Ready;/);
  },
  'channel programs of a disk of tracks': async (whole, bob) => {
    await whole.command(bob, '#cp define t3330 as 200 cyl 1', /DASD 0200 DEFINED/);
    for (const track of [3, 11]) await whole.command(bob, `tracker write ${track}`, /Ready;/);
    await whole.command(bob, 'tracker read 3', /Ready\(00003\)/);
    await whole.command(bob, 'tracker read 11', /Ready\(00011\)/);
    await whole.command(bob, 'tracker read 4', /Ready\(00100\)/);
    await whole.command(bob, '#cp detach 200', /DASD 0200 DETACHED/);
  },
  'channel programs of a tape': async (whole, bob) => {
    const words = ['tape', 'bob', '181', 'tape:work.het', '--ring'];
    await whole.host(words, () => Promise.reject(new Error('nothing is to be read')));
    await whole.command(bob, 'taper', /Ready;/);
    await whole.command(bob, 'taper', /Ready;/);
    await whole.command(bob, '#cp rewind 181', /REWIND COMPLETE/);
    await whole.command(bob, '#cp detach 181', /TAPE 0181 DETACHED/);
  },
  'a traced program': async (whole, bob) => {
    await whole.command(bob, '#cp trace instr range 20000.8 run', /TRACE STARTED|RUNNING/);
    await whole.command(bob, '#cp trace svc range 20000.40 run', /RUNNING/);
    await whole.command(bob, 'adder', /Ready/);
    await whole.command(bob, '#cp trace end', /TRACE ENDED/);
  },
  'the disk being formatted': async (whole, bob) => {
    await whole.command(bob, 'format 191 a', /DMSFOR603R/);
    await whole.enter(bob, '1', /[Ee]nter disk label/);
    await whole.enter(bob, 'new191', /Ready;/);
    await whole.command(bob, 'query disk a');
  },
};

interface Played {
  readonly whole: WholeSystem;
  readonly transcript: string;
  readonly moves: Readonly<Record<string, number>>;
}

/** Programs that ask and ask whether a device has ended take the longer the more often they are moved meanwhile. */
function untimed(screen: string): string {
  return /^(taper|tracker)\b/.test(screen) ? screen.replace(/T=\S+/, 'T=') : screen;
}

async function playAll(options: WholeOptions): Promise<Played> {
  const whole = await WholeSystem.start({ processors: 2, disks: { BOB: FILES }, ...options });
  const alice = await whole.logon('ALICE');
  const bob = await whole.logon('BOB');
  await whole.sees(bob, /Ready;/);
  const moves: Record<string, number> = {};
  for (const [name, phase] of Object.entries(PHASES)) {
    const before = whole.moves;
    for (const person of [alice, bob]) person.key('CLEAR');
    await whole.rest();
    await phase(whole, bob, alice);
    moves[name] = whole.moves - before;
  }
  const transcript = [alice, bob]
    .map(({ screens }) => screens.map(untimed).join('\n--------\n'))
    .join('\n');
  return { whole, transcript, moves };
}

describe('a virtual machine is plain data', () => {
  it('in every state, moved at random ends of time slices', async function () {
    this.timeout(300_000);
    const limits = { chunk: 500, instructions: 1000 };
    const still = await playAll({ limits });
    const again = await playAll({ limits });
    expect(again.transcript).to.equal(still.transcript);
    const total: Record<string, number> = {};
    for (let seed = 1; seed <= 4; seed++) {
      const moving = await playAll({ limits, moving: seededChooser(seed) });
      expect(moving.whole.test.log.filter((line) => line.includes('INTERNAL'))).to.deep.equal([]);
      expect(moving.transcript, `seed ${seed}`).to.equal(still.transcript);
      for (const [name, count] of Object.entries(moving.moves)) {
        total[name] = (total[name] ?? 0) + count;
      }
    }
    for (const name of Object.keys(PHASES)) expect(total[name], name).to.be.greaterThan(5);
  });
});

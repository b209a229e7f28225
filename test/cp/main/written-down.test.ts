import { expect } from 'chai';
import { cmsProgram } from '../../../src/cms/cms-program.js';
import { TestSystem, usualDirectory } from '../../support/test-system.js';

/**
 * What ALICE types: CMS at Ready, files, an EXEC, CP commands, decks punched and read, a loop in an EXEC,
 * a guest that stops by itself, and IPL.
 */
const SCRIPT = [
  'ipl cms',
  '',
  'format 191 a',
  'YES',
  'DSK191',
  'access 191 a',
  'query disk',
  'cp query userid',
  'spool punch * rdr',
  'cp spool punch copy 1',
  'query time',
  'listfile * * a',
  'cp msg * hello',
  'state no such a',
  'cp query rdr all',
  'set rdymsg smsg',
  'cp display g',
  '#cp query names',
  '#cp ipl cms',
  '',
  'access 191 a',
  'query disk',
];

interface Run {
  readonly transcript: string;
  readonly executed: number;
  readonly moves: number;
}

/** Moves for each line at the most: a move makes turns itself, and rest must be possible. */
const MOVES_A_LINE = 12;

/** Runs the script; `chance` of 1000 that the machine is moved at the end of a turn. */
async function run(chance: number, seed: number): Promise<Run> {
  const system = await TestSystem.start({
    programs: [cmsProgram],
    processors: 2,
    directory: usualDirectory('MDISK 191 FB-512 0 2000 VOL1 MR'),
  });
  const alice = await system.session('ALICE');
  const { machine } = alice;
  let state = seed;
  let moves = 0;
  let moving = false;
  let to = 0;
  let left = 0;
  system.clock.onTurn = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    if (moving || left === 0 || (state >>> 8) % 1000 >= chance) return;
    moving = true;
    left--;
    to = 1 - to;
    void system.cp.pool.move(machine, to).then((moved) => {
      moving = false;
      if (moved) moves++;
    });
  };
  let transcript = '';
  for (const line of SCRIPT) {
    left = MOVES_A_LINE;
    transcript += `>${line}\n${await alice.type(line)}`;
  }
  system.clock.onTurn = undefined;
  await alice.key({ kind: 'pa', number: 1 });
  const { executed } = machine.memory.processor();
  return { transcript, executed, moves };
}

/** Times differ: to move takes turns, and in them the clock may go on. */
const timeless = (text: string): string =>
  text
    .replace(/T=\d+\.\d\d\/\d+\.\d\d \d\d:\d\d:\d\d/g, 'T=')
    .replace(/\d\d:\d\d:\d\d/g, 'hh:mm:ss');

describe('a virtual machine is plain data', function () {
  this.timeout(180_000);
  let still: Run;

  before(async () => {
    still = await run(0, 1);
  });

  it('does the same twice, to the instruction', async () => {
    const again = await run(0, 2);
    expect(again.transcript).to.equal(still.transcript);
    expect(again.executed).to.equal(still.executed);
    expect(still.moves).to.equal(0);
    expect(still.transcript).to.include('Ready;');
    expect(still.transcript).to.include('DSK191');
  });

  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
    it(`gives the same transcript when it is rebuilt at random ends of turns (${seed})`, async () => {
      const moved = await run(300, seed);
      expect(timeless(moved.transcript)).to.equal(timeless(still.transcript));
      expect(moved.moves).to.be.greaterThan(15);
    });
  }

  it('gives the same when it is rebuilt all the time', async () => {
    const moved = await run(1000, 99);
    expect(timeless(moved.transcript)).to.equal(timeless(still.transcript));
    expect(moved.moves).to.be.greaterThan(100);
  });
});

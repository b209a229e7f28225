/** HX a thousand times: in a TYPE held at MORE..., in a looping MODULE, in a nest of EXEC, MODULE and EXEC. */
import { serialize } from 'node:v8';
import { expect } from 'chai';
import type { ToProcessor } from '../../src/cp/protocol.js';
import { execFile, moduleFile } from '../support/cms-disk.js';
import { WholeSystem } from '../support/whole-system.js';

const TIMES = 1000;

const FILES = [
  { name: 'BIG', type: 'DATA', lines: Array.from({ length: 300 }, (_, n) => `line ${n}`) },
  moduleFile('LOOPER', 'LOOP     B     LOOP'),
  moduleFile(
    'CALLER',
    '         LA    1,PLIST',
    '         SVC   202',
    '         DC    AL4(1)',
    '         BR    14',
    "PLIST    DC    CL8'EXEC',CL8'INNER',8X'FF'",
  ),
  execFile('INNER', '&CONTROL OFF', '-A &GOTO -A'),
  execFile('OUTER', '&CONTROL OFF', 'CALLER'),
];

/** The size of what a machine is beside its storage, written down. */
async function writtenSize(whole: WholeSystem, userid: string): Promise<number> {
  const { threads, cp } = whole.test;
  const line = threads[0]!.line as { post: (message: ToProcessor) => void };
  const post = line.post;
  let size = 0;
  line.post = (message) => {
    if (message.type === 'machine') size = serialize(message.spec.written?.guest).length;
    post(message);
  };
  const moved = cp.pool.move(cp.machine(userid)!, 0);
  await whole.rest();
  expect(await moved).to.equal(true);
  line.post = post;
  return size;
}

describe('HX', () => {
  it(`halts whatever runs, ${TIMES} times, and leaves nothing behind`, async function () {
    this.timeout(180_000);
    const whole = await WholeSystem.start({
      disks: { BOB: FILES },
      limits: { chunk: 200, instructions: 400 },
    });
    const bob = await whole.logon('BOB');
    const { memory } = whole.test.cp.machine('BOB')!;
    const settled = async () => ({
      frames: memory.frames(),
      free: whole.test.cp.frames().used,
      written: await writtenSize(whole, 'BOB'),
    });
    let before: Awaited<ReturnType<typeof settled>> | undefined;
    for (let turn = 0; turn < TIMES; turn++) {
      const kind = turn % 3;
      bob.key('CLEAR');
      bob.enter(['type big data', 'looper', 'outer'][kind]!);
      await whole.rest(4 + (turn % 5));
      if (kind === 0 && !bob.text.includes('MORE...')) await whole.sees(bob, /MORE\.\.\./);
      bob.enter('hx');
      await whole.rest(20);
      for (let page = 0; page < 10 && !/^Ready;/m.test(bob.text); page++) {
        bob.key('CLEAR');
        await whole.rest(20);
      }
      if (!/^Ready;/m.test(bob.text)) await whole.sees(bob, /^Ready;/);
      expect(bob.text).not.to.contain('line 299');
      if (turn === 29) before = await settled();
    }
    const after = await settled();
    expect(after.frames).to.equal(before?.frames);
    expect(after.free).to.equal(before?.free);
    // numbers of asks and times have grown
    expect(after.written).to.be.closeTo(before?.written ?? 0, 32);
    expect(await whole.command(bob, 'query impex')).to.contain('IMPEX    = ON');
  });
});

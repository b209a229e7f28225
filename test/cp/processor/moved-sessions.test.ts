/**
 * People at work on the whole of CP and CMS while their machines are written down and rebuilt at random
 * ends of turns: the transcript and the instruction counts are those of machines that stay where they are.
 */
import { expect } from 'chai';
import { cmsProgram } from '../../../src/cms/cms-program.js';
import { seededChooser } from '../../support/memory-files.js';
import { MovingProcessor } from '../../support/moving-processor.js';
import { TestSystem, usualDirectory } from '../../support/test-system.js';

/** What is typed; `=` in front: without waiting for the answer to the one before. */
const TYPED: readonly (readonly [string, string])[] = [
  ['ALICE', 'IPL CMS'],
  ['ALICE', ''],
  ['BOB', 'IPL CMS PARM AUTOCR'],
  ['ALICE', 'CP QUERY VIRTUAL'],
  ['ALICE', 'FORMAT 191 A'],
  ['ALICE', '1'],
  ['ALICE', 'ALICES'],
  ['ALICE', 'QUERY DISK'],
  ['BOB', 'QUERY RDR'],
  ['ALICE', 'CP MSG BOB HELLO'],
  ['ALICE', 'SET RDYMSG SMSG'],
  ['ALICE', 'STATE NO FILE A'],
  ['ALICE', '#CP DISPLAY G'],
  ['ALICE', '#CP STORE 30000 C1C2C3C4'],
  ['ALICE', '#CP DISPLAY 30000'],
  ['ALICE', '#CP BEGIN'],
  ['ALICE', 'DEBUG'],
  ['ALICE', 'PSW'],
  ['ALICE', 'RETURN'],
  ['ALICE', 'EXEC NOSUCH'],
  ['BOB', '#CP DEFINE STORAGE 2M'],
  ['BOB', '#CP IPL CMS PARM AUTOCR'],
  ['BOB', 'CP QUERY VIRTUAL STORAGE'],
  ['ALICE', 'CP IPL CMS PARM AUTOCR'],
  ['ALICE', 'ACCESS 191 A'],
  ['ALICE', 'QUERY DISK A'],
];

interface Outcome {
  readonly transcripts: Readonly<Record<string, string>>;
  readonly executed: readonly number[];
  readonly moves: number;
}

async function play(choose: (() => boolean) | undefined): Promise<Outcome> {
  let moving: MovingProcessor | undefined;
  const system = await TestSystem.start({
    programs: [cmsProgram],
    directory: usualDirectory('MDISK 191 FB-512 0 400 MR'),
    ...(choose === undefined
      ? {}
      : {
          startLoop: (parts) =>
            (moving = new MovingProcessor(
              { ...parts, limits: { chunk: 3, instructions: 5 } },
              choose,
            )),
        }),
  });
  const sessions = {
    ALICE: await system.session('ALICE'),
    BOB: await system.session('BOB'),
  };
  for (const [userid, line] of TYPED) await sessions[userid as keyof typeof sessions].type(line);
  const transcripts = {
    ALICE: sessions.ALICE.transcript,
    BOB: sessions.BOB.transcript,
  };
  for (const session of Object.values(sessions)) await session.key({ kind: 'pa', number: 1 });
  const executed = Object.values(sessions).map(
    ({ machine }) => machine.memory.processor().executed,
  );
  return { transcripts, executed, moves: moving?.moves ?? 0 };
}

describe('sessions on machines that are moved', () => {
  it('say and do the same as on machines that stay', async function () {
    this.timeout(180_000);
    const still = await play(undefined);
    expect(still.transcripts['ALICE']).to.match(/Ready/);
    expect(still.transcripts['ALICE']).to.match(/030000 +C1C2C3C4/);
    expect(still.transcripts['BOB']).to.match(/HELLO/);
    expect(await play(undefined)).to.deep.equal(still);
    // shorter turns, so that there are more ends of them
    expect(await play(() => false)).to.deep.equal(still);
    for (let seed = 1; seed <= 8; seed++) {
      const chooser = seededChooser(seed);
      const moved = await play(() => chooser(2) === 0);
      expect(moved.moves).to.be.greaterThan(200);
      expect(moved.transcripts).to.deep.equal(still.transcripts);
      expect(moved.executed).to.deep.equal(still.executed);
    }
  });
});

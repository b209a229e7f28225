/** The scenarios in one thread on a virtual clock, twice: the same is seen, and as many instructions are executed; and moved. */
import { expect } from 'chai';
import { play, scenarios, type Scenario } from '../support/scenario.js';
import { ThreadStage } from '../support/thread-stage.js';
import { seededChooser } from '../support/memory-files.js';
import type { WholeOptions } from '../support/whole-system.js';

function scenarioNamed(name: string): Scenario {
  const scenario = scenarios().find((one) => one.name === name);
  if (scenario === undefined) throw new Error(`no scenario ${name}`);
  return scenario;
}

async function played(name: string, options: WholeOptions = {}): Promise<ThreadStage> {
  const stage = await ThreadStage.start(options);
  await play(scenarioNamed(name), stage);
  return stage;
}

const BETWEEN = '\n--------\n';

/** Without screens on which a command still runs that has answered on the next: work takes more turns on a machine that moves. */
function settled(transcript: string): string {
  const screens = transcript.split(BETWEEN);
  return screens
    .filter((screen, i) => {
      const begun = /^([^]*\S)\s+RUNNING {3}VMTS\s*$/.exec(screen)?.[1];
      return begun === undefined || screens[i + 1]?.startsWith(`${begun}\n`) !== true;
    })
    .join(BETWEEN);
}

/** How far a guest that loops gets while nothing else is done depends on how often it is moved. */
const untimed = (transcript: string): string =>
  settled(transcript)
    .replaceAll(/T=\d+\.\d\d\/\d+\.\d\d/g, 'T=')
    .replaceAll(/CPU= \d+:\d\d\.\d\d/g, 'CPU=')
    .replaceAll(/^(020100 {2}).*/gm, '$1');

describe('scenarios in one thread', () => {
  for (const { name } of scenarios()) {
    let once: Promise<ThreadStage> | undefined;
    /** Played on two processors, each machine where it was put: both tests compare with it. */
    const still = (): Promise<ThreadStage> => (once ??= played(name, { processors: 2 }));

    it(name, async function () {
      this.timeout(180_000);
      const first = await still();
      const second = await played(name, { processors: 2 });
      expect(second.transcript()).to.equal(first.transcript());
      expect(second.used()).to.deep.equal(first.used());
      expect(first.errors()).to.deep.equal([]);
    });

    it(`${name}, by people who go on at the first sight of what they wait for`, async function () {
      this.timeout(180_000);
      const hasty = await ThreadStage.start({ limits: { chunk: 20, instructions: 20 } }, true);
      await play(scenarioNamed(name), hasty);
      expect(hasty.errors()).to.deep.equal([]);
    });

    it(`${name}, while its machines are written down and rebuilt on another processor`, async function () {
      this.timeout(180_000);
      const shown = untimed((await still()).transcript());
      once = undefined;
      for (const seed of [1, 2]) {
        const moving = await played(name, { processors: 2, moving: seededChooser(seed) });
        expect(moving.moves).to.be.greaterThan(5);
        expect(moving.errors()).to.deep.equal([]);
        expect(untimed(moving.transcript())).to.equal(shown);
      }
    });
  }
});

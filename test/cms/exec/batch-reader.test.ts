/** CMSBATCH and its reader: what happens to jobs that somebody purges just before they are read, and what /JOB and /SET cards say. */
import { expect } from 'chai';
import { order } from '../../../src/cp/main/commands/order.js';
import { spoolOf } from '../../../src/cp/main/commands/spool-operands.js';
import type { CpCommand } from '../../../src/cp/main/cp-services.js';
import { play } from '../../support/scenario.js';
import { ThreadStage } from '../../support/thread-stage.js';
import { wholeEntry } from '../../support/whole-system.js';

const deck = (name: string, ...lines: readonly string[]) => ({
  ...{ name, type: 'DECK', fixedLength: 80, lines },
});
const PRINTFOR = {
  name: 'PRINTFOR',
  type: 'EXEC',
  lines: ['/* */', 'do 9', "'PRINT NOTE DATA'", 'end'],
};
const ALICE = [
  deck('WRONG', 'no card of a job'),
  deck('FINE', '/JOB ALICE 1234 FINE', '/*'),
  deck('OPEN', '/JOB ALICE 1234 (COMMENT)', 'msg alice never', '/*'),
  deck(
    'SETS',
    '/JOB ALICE 1234',
    '/SET TIME 50 PUNCH 5 PRINT 5',
    '/SET PUNCH 9',
    '/SET',
    '/SET PRINT',
    'exec printfor',
    '/*',
  ),
  deck(
    'PAIRS',
    '/JOB ALICE 1234 PAIRS',
    '/SET PRINT 3 TIME x',
    '/SET PRINT 20',
    'exec printfor',
    '/*',
  ),
];
const BOB = [deck('WRONG', 'no card of a job'), deck('FINE', '/JOB BOB 1234 BOBS', '/*')];

/** CMSBATCH, and what is done to the file that it has put first, before or behind that. */
async function stageWith(purge: 'before' | 'behind' | 'hold' | undefined): Promise<{
  stage: ThreadStage;
  restore: () => void;
}> {
  const run = order.run.bind(order);
  const changed = order as { run: CpCommand['run'] };
  let times = 0;
  if (purge !== undefined) {
    changed.run = async (context, operands) => {
      const own = context.user.userid === 'CMSBATCH' && times++ === 0;
      const { core } = spoolOf(context.cp);
      const first = core.queues
        .queue('CMSBATCH', 'RDR')
        .filter(({ id }) => operands.words.includes(String(id).padStart(4, '0')));
      if (own && purge === 'before') await core.purge(first);
      const rc = await run(context, operands);
      if (own && purge === 'behind') await core.purge(first);
      if (own && purge === 'hold')
        await core.change(first.map((file) => ({ ...file, hold: 'USER' as const })));
      return rc;
    };
  }
  const entries = {
    CMSBATCH: wholeEntry('CMSBATCH', 'G').replace('PARM AUTOCR', 'PARM AUTOCR BATCH'),
  };
  const stage = await ThreadStage.start({
    entries,
    disks: {
      ALICE,
      BOB,
      CMSBATCH: [PRINTFOR, { name: 'NOTE', type: 'DATA', lines: ['printed by the job'] }],
    },
  });
  return { stage, restore: () => (changed.run = run) };
}

const send = (user: string, name: string) => [
  `${user} [CLEAR]`,
  `${user}: punch ${name} deck a (noheader`,
  `${user} > RDR AS`,
];

async function plays(
  steps: readonly string[],
  purge?: 'before' | 'behind' | 'hold',
): Promise<ThreadStage> {
  const { stage, restore } = await stageWith(purge);
  try {
    const start = ['logon ALICE', 'logon BOB', 'logon OPERATOR'];
    const spooled = ['ALICE: spool punch cmsbatch', 'BOB: spool punch cmsbatch'];
    const all = [...start, ...spooled, ...steps];
    await play({ name: 'batch', steps: all.map((text, i) => ({ line: i + 1, text })) }, stage);
  } finally {
    restore();
  }
  expect(stage.errors()).to.deep.equal([]);
  return stage;
}

describe('CMSBATCH and its reader', function () {
  this.timeout(180_000);
  const STARTS = ['OPERATOR: xautolog cmsbatch', 'OPERATOR > AUTO LOGON'];

  for (const purge of ['before', 'behind', 'hold'] as const) {
    it(`runs the next job when one is gone (${purge}), with nobody blamed for another's`, async () => {
      // the job of BOB behind one that is gone runs, once
      await plays(
        [
          ...send('ALICE', 'wrong'),
          ...send('BOB', 'fine'),
          ...STARTS,
          "BOB > JOB 'BOBS' STARTED",
          "BOB > JOB 'BOBS' ENDED",
          'ALICE lacks DMSBTP106E',
          'BOB lacks DMSBTP106E',
        ],
        purge,
      );
      // a card that is wrong behind one that is gone is told to who has sent it
      await plays(
        [
          ...send('ALICE', 'fine'),
          ...send('BOB', 'wrong'),
          ...STARTS,
          'BOB > DMSBTP106E JOB CARD MISSING OR INVALID',
          'ALICE lacks DMSBTP106E',
          "ALICE lacks JOB 'FINE'",
        ],
        purge,
      );
    });
  }

  it('takes only a name of a job that a spool file can have', async () => {
    await plays([
      ...send('ALICE', 'open'),
      ...STARTS,
      'ALICE > DMSBTP106E JOB CARD MISSING OR INVALID',
      'ALICE lacks never',
      'ALICE lacks STARTED',
    ]);
  });

  it('takes several limits on one card, all or none, and says which one a job went over', async () => {
    await plays([
      ...send('ALICE', 'sets'),
      ...STARTS,
      'ALICE > DMSBTP109E PRINTER limit exceeded',
      "ALICE > JOB 'CMSBATCH' ENDED ABNORMALLY",
      'ALICE [CLEAR]',
      'ALICE: query rdr * all',
      'ALICE > {CON .* BATCH +CONSOLE}',
      'ALICE [CLEAR]',
      ...send('ALICE', 'pairs'),
      "ALICE > JOB 'PAIRS' STARTED",
      "ALICE > JOB 'PAIRS' ENDED",
      'ALICE lacks 109E',
      'ALICE lacks ABNORMALLY',
      'ALICE [CLEAR]',
      'ALICE: query rdr * all',
      'ALICE > {CMSBATCH +PAIRS}',
    ]);
  });
});

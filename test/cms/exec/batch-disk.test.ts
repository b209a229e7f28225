/** CMSBATCH with a work disk of its own: the first job finds it formatted, each job empty. */
import { play } from '../../support/scenario.js';
import { ThreadStage } from '../../support/thread-stage.js';
import { wholeEntry } from '../../support/whole-system.js';

const card = (name: string, ...lines: readonly string[]) => ({
  ...{ name, type: 'DECK', fixedLength: 80 },
  lines: [`/JOB ALICE 1234 ${name}`, ...lines, '/*'],
});

const STEPS = [
  'logon ALICE',
  'logon OPERATOR',
  'OPERATOR: xautolog cmsbatch',
  'OPERATOR > AUTO LOGON',
  'ALICE: spool punch cmsbatch',
  ...['FIRST', 'SECOND'].flatMap((job) => [
    'ALICE [CLEAR]',
    `ALICE: punch ${job} deck a (noheader`,
    `ALICE > JOB '${job}' ENDED`,
    'ALICE > {RDR FILE \\d{4} SENT FROM CMSBATCH CON}',
    'ALICE [CLEAR]',
    `ALICE: receive - ${job} data`,
    `ALICE > ${job} DATA A1 created`,
    'ALICE [CLEAR]',
    `ALICE: pipe < ${job} data a | locate /BAT195/ | console`,
    'ALICE > {BAT195 +195 +A +R/W}',
    'ALICE [CLEAR]',
    `ALICE: pipe < ${job} data a | locate /Ready(/ | console`,
    'ALICE > Ready(00028);',
  ]),
];

describe('CMSBATCH with MDISK 195', () => {
  it('formats it once, and gives it empty to each job', async function () {
    this.timeout(120_000);
    const stage = await ThreadStage.start({
      disks: {
        ALICE: [
          card('FIRST', 'query disk a', 'state left over a', 'copyfile profile exec y left over a'),
          card('SECOND', 'query disk a', 'state left over a'),
        ],
      },
      entries: {
        CMSBATCH: [
          wholeEntry('CMSBATCH', 'G').replace('PARM AUTOCR', 'PARM AUTOCR BATCH'),
          'MDISK 195 FB-512 * 1000 VMTS MR',
        ].join('\n'),
      },
    });
    const steps = STEPS.map((text, at) => ({ line: at + 1, text }));
    await play({ name: 'batch-disk', steps }, stage);
  });
});

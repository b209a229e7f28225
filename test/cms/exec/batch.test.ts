/** CMSBATCH: a machine that runs the jobs that are punched into its reader, one after the other. */
import type { SourceFile } from '../../../src/cms/files/build-disk.js';
import { play } from '../../support/scenario.js';
import { ThreadStage } from '../../support/thread-stage.js';
import { wholeEntry } from '../../support/whole-system.js';

const deck = (name: string, ...lines: readonly string[]): SourceFile => ({
  ...{ name, type: 'DECK', fixedLength: 80, lines },
});
const decks = [
  deck(
    'GOOD',
    '/*',
    '/JOB ALICE 1234 WORK and a comment',
    'q cmslevel',
    'vmlink maint 190',
    'listfile hello exec z',
    'erase none such a',
    'exec ask',
    'the answer is this card',
    'punch note data a (noheader',
    'ipl 190',
    'cp spool reader hold',
    'msg alice from the job',
    '/SET TIME 100',
    '/SET TIME 100',
    '/*',
    'msg alice not to be seen',
  ),
  deck('ABEND', '/JOB ALICE 1234 BAD', 'exec loopfor', '/*'),
  deck('SLOW', '/JOB ALICE 1234 SLOW', '/SET TIME 0', 'exec loops', 'msg alice never said', '/*'),
  deck('NOJOB', 'q time'),
  deck('BOBS', '/JOB BOB 1234', 'q time'),
  deck('LATER', '/JOB ALICE 1234 LATER', 'msg alice still working', '/*'),
];
const onBatch: readonly SourceFile[] = [
  { name: 'ASK', type: 'EXEC', lines: ['/* */', 'parse pull x', "say 'got' x"] },
  { name: 'NOTE', type: 'DATA', lines: ['punched by the job'] },
  { name: 'LOOPS', type: 'EXEC', lines: ['/* */', 'do 500000', 'x = 1', 'end'] },
  { name: 'LOOPFOR', type: 'EXEC', lines: ['/* */', 'do forever', 'end'] },
];

const send = (name: string): string[] => [
  'ALICE [CLEAR]',
  `ALICE: punch ${name} deck a (noheader`,
  'ALICE > RDR AS',
];
const STEPS = [
  'logon ALICE',
  'logon OPERATOR',
  'OPERATOR: xautolog cmsbatch',
  'OPERATOR > AUTO LOGON',
  'ALICE: spool punch cmsbatch',
  ...send('good'),
  "ALICE > JOB 'WORK' STARTED",
  'ALICE > from the job',
  "ALICE > JOB 'WORK' ENDED",
  'ALICE > {RDR FILE \\d{4} SENT FROM CMSBATCH CON}',
  'ALICE lacks not to be seen',
  'ALICE [CLEAR]',
  'ALICE: spool punch off',
  // what the job punched, and what its console showed
  'ALICE: readcard job output',
  'ALICE > DMSRDC738I',
  'ALICE: type job output',
  'ALICE > punched by the job',
  'ALICE [CLEAR]',
  'ALICE: receive - log data',
  'ALICE > LOG DATA A1 created',
  'ALICE [CLEAR]',
  'ALICE: type log data',
  'ALICE >> HELLO    EXEC     Z1',
  'ALICE >> DMSERS002E File NONE SUCH A not found',
  'ALICE >> Ready(00028);',
  'ALICE >> got the answer is this card',
  'ALICE >> DMSBTP107E CP/CMS command IPL not allowed',
  'ALICE >> DMSBTP107E CP/CMS command SPOOL not allowed',
  'ALICE >> DMSBTP108E /SET card not valid',
  'ALICE [CLEAR]',
  'ALICE: spool punch cmsbatch',
  ...send('slow'),
  "ALICE > JOB 'SLOW' ENDED ABNORMALLY",
  'ALICE > {RDR FILE \\d{4} SENT FROM CMSBATCH CON}',
  'ALICE lacks never said',
  'ALICE [CLEAR]',
  'ALICE: receive - slow data',
  'ALICE > SLOW DATA A1 created',
  'ALICE [CLEAR]',
  'ALICE: type slow data',
  'ALICE >> DMSBTP109E CPU limit of 0 seconds exceeded',
  'ALICE [CLEAR]',
  ...send('nojob'),
  'ALICE > DMSBTP106E JOB CARD MISSING OR INVALID',
  'ALICE [CLEAR]',
  ...send('bobs'),
  'ALICE > DMSBTP106E JOB CARD MISSING OR INVALID',
  'ALICE [CLEAR]',
  // a job that has to be ended by the operator, and one behind it
  ...send('abend'),
  "ALICE > JOB 'BAD' STARTED",
  ...send('later'),
  'OPERATOR [CLEAR]',
  'OPERATOR: force cmsbatch',
  'OPERATOR > LOGOFF AS  CMSBATCH',
  'OPERATOR: xautolog cmsbatch',
  'OPERATOR > AUTO LOGON',
  'ALICE > still working',
  "ALICE > JOB 'LATER' ENDED",
  // HX at its console ends a job, HB the batch machine behind one
  ...send('abend'),
  "ALICE > JOB 'BAD' STARTED",
  'logon CMSBATCH',
  'CMSBATCH: begin',
  'CMSBATCH [CLEAR]',
  'CMSBATCH: hx',
  "ALICE > JOB 'BAD' ENDED ABNORMALLY",
  'CMSBATCH > Waiting for a job',
  'CMSBATCH [CLEAR]',
  'CMSBATCH: hb',
  ...send('later'),
  "ALICE > JOB 'LATER' ENDED",
  'CMSBATCH > Ready;',
  'CMSBATCH [CLEAR]',
  'CMSBATCH: query userid',
  'CMSBATCH > CMSBATCH AT VMTS',
];

describe('CMSBATCH', () => {
  it('runs jobs, and each from a clean start', async function () {
    this.timeout(60_000);
    const entries = {
      CMSBATCH: wholeEntry('CMSBATCH', 'G').replace('PARM AUTOCR', 'PARM AUTOCR BATCH'),
    };
    const stage = await ThreadStage.start({ entries, disks: { ALICE: decks, CMSBATCH: onBatch } });
    await play({ name: 'batch', steps: STEPS.map((text, i) => ({ line: i + 1, text })) }, stage);
  });
});

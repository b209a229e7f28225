/** SEGMENT and QUERY SEGMENT, with saved segments of CP (z/VM: CMS Commands and Utilities Reference). */
import { expect } from 'chai';
import type { StepContext } from '../../../src/cms/command.js';
import { newCmsState } from '../../../src/cms/cms-state.js';
import { segmentCommand } from '../../../src/cms/shell/segment.js';
import { play } from '../../support/scenario.js';
import { ThreadStage } from '../../support/thread-stage.js';

const ready = (rc: number): string => `ALICE > Ready(${String(rc).padStart(5, '0')});`;

const STEPS = [
  'logon OPERATOR',
  'OPERATOR: define storage 2m',
  'OPERATOR: ipl cms parm autocr',
  'OPERATOR > Ready;',
  'OPERATOR: defseg tables 180-183 sr',
  'OPERATOR > Ready;',
  'OPERATOR: defseg overlaps 182-185 ew',
  'OPERATOR > Ready;',
  'OPERATOR: defseg inside 80-81 sr',
  'OPERATOR > Ready;',
  'OPERATOR: cp store 180000 C1C2C3C4',
  'OPERATOR > Store complete',
  'OPERATOR: saveseg tables',
  'OPERATOR > Ready;',
  'OPERATOR: saveseg overlaps',
  'OPERATOR > Ready;',
  'OPERATOR: saveseg inside',
  'OPERATOR > Ready;',
  'logon ALICE',
  'ALICE: query segment',
  'ALICE > DMSQRY416E A segment is not loaded',
  ready(28),
  'ALICE: segment load nothere',
  'ALICE > DMSSEG1083E Saved segment NOTHERE does not exist',
  ready(44),
  'ALICE: segment load inside',
  'ALICE > DMSSEG1084E The storage for saved segment INSIDE is already in use',
  ready(41),
  'ALICE: segment purge tables',
  'ALICE > DMSSEG416E TABLES is not loaded',
  ready(28),
  'ALICE: segment reserve tables',
  'ALICE > Ready;',
  'ALICE: seg reserve tables',
  'ALICE > DMSSEG1085W Saved segment TABLES is already reserved',
  ready(4),
  'ALICE: query segment tables',
  'ALICE > TABLES   00180000  00004000  NO      USER RESERVED',
  'ALICE: segment load overlaps (noshare',
  'ALICE > DMSSEG1084E The storage for saved segment OVERLAPS is already in use',
  'ALICE: segment load tables',
  'ALICE > Ready;',
  'ALICE: cp display t180000.4',
  'ALICE > C1C2C3C4',
  'ALICE: segment load tables',
  'ALICE > DMSSEG1085W Saved segment TABLES is already loaded',
  ready(4),
  'ALICE: segment release tables',
  'ALICE > Ready;',
  'ALICE: segment release tables',
  'ALICE > DMSSEG1086E Saved segment TABLES is not reserved',
  ready(28),
  'ALICE: query segment',
  'ALICE > Space    Name     Location  Length    Loaded  Attribute',
  'ALICE > TABLES   00180000  00004000  YES     SHARE',
  'ALICE: segment purge tables',
  'ALICE > Ready;',
  'ALICE: segment load overlaps (noshare',
  'ALICE > Ready;',
  'ALICE: q segment *',
  'ALICE > OVERLAPS 00182000  00004000  YES     NOSHARE',
  'ALICE: segment',
  'ALICE > DMSSEG047E No function specified',
  'ALICE: segment get tables',
  'ALICE > DMSSEG014E Invalid keyword GET',
  'ALICE: segment load',
  'ALICE > DMSSEG050E Parameter missing after LOAD',
  'ALICE: segment load a.b',
  'ALICE > DMSSEG070E Invalid parameter A.B',
  'ALICE: segment load tables now',
  'ALICE > DMSSEG070E Invalid parameter NOW',
  'ALICE: segment assign tables space',
  'ALICE > DMSSEG2990E ASSIGN belongs to logical saved segments',
  ready(88),
  'ALICE: q segment * now',
  'ALICE > DMSQRY070E Invalid parameter NOW',
];

describe('SEGMENT', () => {
  it('loads, reserves, shows and purges segments that CP has, behind the storage of the machine', async function () {
    this.timeout(60_000);
    const stage = await ThreadStage.start();
    // what is looked for must not stand there already
    const steps = STEPS.flatMap((text) => {
      const [user = ''] = text.split(':');
      return /^[A-Z]+: /.test(text) ? [`${user} [CLEAR]`, text] : [text];
    }).map((text, i) => ({ line: i + 1, text }));
    await play({ name: 'segments', steps }, stage);
  });

  it('says why CP cannot load one', () => {
    const context = { cms: newCmsState() } as unknown as StepContext;
    const answer = { kind: 'diagnosed', cc: 2, registers: [0, 177, 0], bytes: new Uint8Array() };
    const frame = { name: 'TABLES', then: 'LOADED', how: 0 };
    expect(segmentCommand.resume!(frame, answer as never, context)).to.deep.include({
      rc: 100,
      lines: ['DMSSEG1087E CP cannot load saved segment TABLES, reason 177'],
    });
  });
});

/**
 * The starter system of OS/VS1 Release 6: its tape is restored to a whole 3330 by IBM's own stand-alone programs, and the
 * disk is IPLed as far as its first question.
 */
import { expect } from 'chai';
import { toEbcdic } from '../../../src/shared/ebcdic.js';
import type { ScreenPerson } from '../../support/person.js';
import { WholeSystem } from '../../support/whole-system.js';
import type { Material } from './material.js';
import { unmodified } from './material.js';

const TAPE = 'volume.aws';
const OPERATE = [
  'USER OPERATE * 1M 4M G',
  'CONSOLE 01F 3215',
  'SPOOL 00C 2540 READER *',
  'SPOOL 00D 2540 PUNCH A',
  'SPOOL 00E 1403 A',
  'MDISK 150 3330 0 404 * MR',
].join('\n');

/** Lets the system work, a few slices at a time, for the program asks and asks whether its disk has ended. */
async function until(whole: WholeSystem, seen: () => boolean): Promise<void> {
  for (let n = 0; n < 100_000 && !seen(); n++) {
    await whole.clock.settle(10);
    const next = whole.clock.untilNext();
    if (next !== undefined && next < 50) await whole.clock.advance(next, 10);
  }
  expect(seen(), whole.people[0]?.text).to.equal(true);
}

/** Runs a deck with its control cards to its disabled wait. */
async function job(
  whole: WholeSystem,
  person: ScreenPerson,
  deck: Uint8Array,
  control: readonly string[],
): Promise<void> {
  const cards = toEbcdic(control.map((card) => card.padEnd(80)).join(''));
  const read = (): Promise<Uint8Array> =>
    Promise.resolve(new Uint8Array(Buffer.concat([deck, cards])));
  await whole.command(person, 'close reader purge', /CP READ/);
  await whole.host(['reader', 'operate', 'deck', '--binary'], read);
  await whole.command(person, 'ipl 00c clear', /RUNNING/);
  await whole.press(person, 'ENTER', /DEFINE INPUT DEVICE/);
  person.enter('input=2540,00c');
  await until(whole, () => person.text.includes('disabled wait'));
  expect(person.text).to.contain('IBC163A  END OF JOB.');
}

unmodified('OS/VS1 starter system', [TAPE, 'dasdi.deck', 'restore.deck'], (material: Material) => {
  it('is restored from its tape to a whole 3330, and IPLs from there', async function () {
    this.timeout(240_000);
    const whole = await WholeSystem.start({ entries: { OPERATE } });
    const person = await whole.logon('OPERATE');
    const written = whole.files
      .open(`home/${TAPE}`, 'create')
      .then((handle) => whole.files.write(handle, 0, material(TAPE)));
    await whole.rest();
    await written;
    const mounted = await whole.host(['tape', 'OPERATE', '180', `tape:${TAPE}`], () =>
      Promise.reject(new Error('nothing is to be read')),
    );
    expect(mounted.said).to.deep.equal(['TAPE 0180 ATTACHED TO OPERATE R/O']);
    await job(whole, person, material('dasdi.deck'), [
      'DISK     JOB',
      ' MSG   TODEV=1052,TOADDR=01F',
      ' DADEF TODEV=3330,TOADDR=150,VOLID=SCRATCH,CYLNO=404',
      ' VLD   NEWVOLID=VMTS01,OWNERID=VMTS',
      ' VTOCD STRTADR=1,EXTENT=5',
      ' END',
    ]);
    await job(whole, person, material('restore.deck'), [
      'RESTORE  JOB',
      ' MSG   TODEV=1052,TOADDR=01F',
      ' RESTORE FROMDEV=3400,FROMADDR=180,TODEV=3330,TOADDR=150,VOLID=VMTS01',
      ' END',
    ]);
    await whole.command(person, 'ipl 150 clear', /^IEA760A SPECIFY VIRTUAL STORAGE SIZE/);
  });
});

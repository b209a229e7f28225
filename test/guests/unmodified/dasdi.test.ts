/** IBM's stand-alone DASDI and DUMP/RESTORE, two decks in front of the tape of the VS1 starter system. */
import { expect } from 'chai';
import { toEbcdic } from '../../../src/shared/ebcdic.js';
import type { ScreenPerson } from '../../support/person.js';
import { WholeSystem } from '../../support/whole-system.js';
import type { Material } from './material.js';
import { unmodified } from './material.js';

const CYLINDERS = 10;
/** Turns between two looks at the screen. */
const TURNS = 3000;
const OPERATE = [
  'USER OPERATE * 1M 4M G',
  'CONSOLE 01F 3215',
  'SPOOL 00C 2540 READER *',
  'SPOOL 00D 2540 PUNCH A',
  'SPOOL 00E 1403 A',
  `MDISK 150 3330 0 ${CYLINDERS} * MR`,
].join('\n');

/** IPLs a deck with control cards behind it, presses ENTER for attention, and has the cards read. */
async function run(
  material: Material,
  deck: string,
  control: readonly string[],
): Promise<[WholeSystem, ScreenPerson]> {
  const whole = await WholeSystem.start({ entries: { OPERATE } });
  const person = await whole.logon('OPERATE');
  const cards = toEbcdic(control.map((card) => card.padEnd(80)).join(''));
  const read = (): Promise<Uint8Array> =>
    Promise.resolve(new Uint8Array(Buffer.concat([material(deck), cards])));
  await whole.host(['reader', 'operate', deck, '--binary'], read);
  await whole.command(person, 'ipl 00c clear', /RUNNING/);
  await whole.press(person, 'ENTER', /DEFINE INPUT DEVICE/);
  person.enter('input=2540,00c');
  // it loops on TEST I/O and never rests before it has come to its end
  for (let n = 0; n < 100 && !person.text.includes('disabled wait'); n++) await whole.rest(TURNS);
  return [whole, person];
}

unmodified('IBM stand-alone DASDI', ['dasdi.deck'], (material) => {
  it('formats a minidisk of a 3330 as its control cards say', async () => {
    const control = [
      'DISK     JOB',
      '         MSG   TODEV=1052,TOADDR=01F',
      `         DADEF TODEV=3330,TOADDR=150,VOLID=SCRATCH,CYLNO=${CYLINDERS}`,
      '         VLD   NEWVOLID=VMTS01,OWNERID=VMTS',
      '         VTOCD STRTADR=1,EXTENT=5',
      '         END',
    ];
    const [whole, person] = await run(material, 'dasdi.deck', control);
    expect(person.rows().slice(1, 12)).to.deep.equal([
      'IBC105A  DEFINE INPUT DEVICE. DASDI  7.87',
      'input=2540,00c',
      '                    DASDI  7.87',
      ...control,
      'IBC163A  END OF JOB.',
      'HCPGIR450W CP entered; disabled wait PSW 00060000 0000EEEE',
    ]);
    // files in memory take virtual time, which nobody but the system lets pass
    const reading = whole.files.readFile('home/users/OPERATE/0150.image');
    await whole.rest();
    const image = await reading;
    expect(Buffer.from(image!).includes(Buffer.from(toEbcdic('VOL1VMTS01')))).to.equal(true);
  });

  it('says what is wrong with its control cards', async () => {
    const [, person] = await run(material, 'dasdi.deck', ['DASDI    JOB']);
    expect(person.text).to.contain('IBC103A  STATEMENT SEQUENCE ERROR.       JOB TERMINATE\n');
  });
});

unmodified('IBM stand-alone DUMP/RESTORE', ['restore.deck'], (material) => {
  it('asks for its input, and says what is wrong with it', async () => {
    const [, person] = await run(material, 'restore.deck', ['COPY     JOB']);
    expect(person.rows().slice(1, 4)).to.deep.equal([
      'IBC105A DEFINE INPUT DEVICE. DUMPRESTORE 7.91',
      'input=2540,00c',
      'IBC103A  STATEMENT SEQUENCE ERROR.   JOB TERMINATED.',
    ]);
  });
});

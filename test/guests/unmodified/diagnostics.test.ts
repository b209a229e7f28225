/**
 * IBM's diagnostics on the tape of rcornwell/S370: tests of the processor, each loaded over the one before, then a monitor
 * that asks for what is to be tested. A check that fails loops at itself, so that the monitor is reached only when all
 * of them hold.
 */
import { WholeSystem } from '../../support/whole-system.js';
import { unmodified } from './material.js';

const DIAG = [
  'USER DIAG * 1M 4M G',
  'CONSOLE 01F 3215',
  'SPOOL 00C 2540 READER *',
  'SPOOL 00D 2540 PUNCH A',
  'SPOOL 00E 1403 A',
].join('\n');
const TAPE = 'diag1.aws';
/** They take what is at 180 for a disk. */
const DRIVE = '130';

unmodified('diagnostics', [TAPE], (material) => {
  it('test the processor without a fault, and their monitor answers', async () => {
    const whole = await WholeSystem.start({ entries: { DIAG } });
    const person = await whole.logon('DIAG');
    const written = whole.files
      .open(`home/${TAPE}`, 'create')
      .then((handle) => whole.files.write(handle, 0, material(TAPE)));
    await whole.rest();
    await written;
    await whole.host(['tape', 'DIAG', DRIVE, `tape:${TAPE}`], () =>
      Promise.reject(new Error('nothing is to be read')),
    );
    await whole.command(person, `ipl ${DRIVE} clear`, /RUNNING/);
    await whole.press(person, 'ENTER', /SDM REVISION 12 {2}SIMPLEX READY/);
    await whole.sees(person, /REPLY EITHER A,D OR E/);
    await whole.enter(person, 'e', /RPM SDM 12 +E/);
  });
});

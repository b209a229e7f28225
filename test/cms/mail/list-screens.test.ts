/**
 * The full screens of FILELIST, RDRLIST, PEEK and NOTE, cell by cell. That of FILELIST is as z/VM 6.3 was recorded (zvm-bootcamp):
 * first row, headings, columns and keys.
 */
import { expect } from 'chai';
import { ThreadStage } from '../../support/thread-stage.js';

const file = (name: string, type: string, ...lines: string[]) => ({ name, type, lines });
const trimmed = (rows: readonly string[]): string[] => rows.map((row) => row.trimEnd());
const blank = (count: number): string[] => new Array<string>(count).fill('');
const FOOT = [' ====>', `${' '.repeat(60)}X E D I T  1 File`];

async function stageOf() {
  const stage = await ThreadStage.start({
    disks: { ALICE: [file('LETTER', 'DATA', 'Dear Bob,', 'the cards are ready.')] },
  });
  const bob = await stage.logon('BOB');
  const alice = await stage.logon('ALICE');
  for (const person of [bob, alice]) await person.press('CLEAR');
  return { alice, bob };
}

describe('full screens of lists', () => {
  it('FILELIST', async function () {
    this.timeout(60_000);
    const { alice } = await stageOf();
    await alice.enter('filelist letter * a');
    const rows = trimmed(await alice.sees(/LETTER {3}DATA/));
    const date = /(?<=1 )[ \d]\d\/\d\d\/\d\d [ \d]\d:\d\d:\d\d$/.exec(rows[2]!)?.[0] ?? '';
    expect(date).to.have.length(17);
    expect(rows).to.deep.equal([
      ' ALICE    FILELIST A0  V 169  Trunc=169 Size=1 Line=1 Col=1 Alt=0',
      ' Cmd   Filename Filetype Fm Format Lrecl    Records     Blocks   Date     Time',
      `       LETTER   DATA     A1 V         20          2          1 ${date}`,
      ' * * * End of File * * *',
      ...blank(16),
      ' 1= Help      2= Refresh  3= Quit   4= Sort(type)  5= Sort(date)  6= Sort(size)',
      ' 7= Backward  8= Forward  9= FL /n 10=            11= XEDIT/LIST 12= Cursor',
      ...FOOT,
    ]);
  });

  it('RDRLIST and PEEK', async function () {
    this.timeout(60_000);
    const { alice, bob } = await stageOf();
    await alice.enter('sendfile letter data a bob');
    await bob.sees(/RDR FILE \d{4} SENT FROM ALICE/);
    await bob.press('CLEAR');
    await bob.enter('rdrlist');
    const list = trimmed(await bob.sees(/LETTER/));
    const when = list[2]!.slice(-14);
    expect(when).to.match(/^\d\d\/\d\d \d\d:\d\d:\d\d$/);
    expect(list).to.deep.equal([
      ' BOB      RDRLIST  A0  V 169  Trunc=169 Size=1 Line=1 Col=1 Alt=0',
      ' Cmd   Filename Filetype Class User     at Node     Hold Records  Date  Time',
      `       LETTER   DATA     PUN A ALICE    VMTS     NONE       4 ${when}`,
      ' * * * End of File * * *',
      ...blank(16),
      ' 1= Help      2= Refresh  3= Quit   4= Sort(type)  5= Sort(date)  6= Sort(user)',
      ' 7= Backward  8= Forward  9= Receive 10=          11= Peek       12= Cursor',
      ...FOOT,
    ]);
    await bob.press('TAB');
    await bob.press('PF11');
    const peek = trimmed(await bob.sees(/Top of File/));
    const id = /^ (\d{4}) /.exec(peek[0]!)?.[1] ?? '';
    expect(peek).to.deep.equal([
      ` ${id}     PEEK     A0  V 80  Trunc=80 Size=2 Line=0 Col=1 Alt=0`,
      ' File LETTER DATA from ALICE at VMTS  Format is NETDATA.',
      ' * * * Top of File * * *',
      ' Dear Bob,',
      ' the cards are ready.',
      ' * * * End of File * * *',
      ...blank(14),
      ' 1= Help      2= Add line  3= Quit     4= Tab       5= Clocate   6= ?/Change',
      ' 7= Backward  8= Forward   9= Receive 10= Rgtleft  11= Spltjoin 12= Cursor',
      ' ====>',
      `${' '.repeat(60)}X E D I T  1 File`,
    ]);
  });
});

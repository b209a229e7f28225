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
    this.timeout(180_000);
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
});

const NAMES = file(
  'ALICE',
  'NAMES',
  ':nick.BOBBY :userid.BOB :name.Bob Builder :phone.555-1938 :addr.1 Main Street;Springfield',
  ':nick.TOOLS :product.MAINT 190 :category.SYSTEM :title.The system disk',
);
const SIZES = [
  { columns: 80, rows: 24 },
  { columns: 80, rows: 43 },
  { columns: 132, rows: 27 },
];

for (const { columns, rows } of SIZES) {
  /** Behind what stands at the top, blank rows, and at the foot of the screen what belongs there. */
  const screen = (top: readonly string[], ...foot: string[]): string[] => [
    ...top,
    ...blank(rows - top.length - foot.length),
    ...foot,
  ];
  const xedit = (files = '1 File'): string[] => [
    ' ====>',
    `${' '.repeat(columns - 20)}X E D I T  ${files}`,
  ];
  /** A panel is of 24 rows, whatever the terminal. */
  const panel = (rest: readonly string[]): string[] => trimmed(rest).slice(0, 24);

  describe(`full screens of lists at ${String(rows)}x${String(columns)}`, () => {
    async function alice(line: string, shows: RegExp) {
      const stage = await ThreadStage.start({
        disks: {
          ALICE: [
            NAMES,
            file('LETTER', 'DATA', 'Dear Bob,'),
            file('ONE', 'COPY', '*COPY ONE'.padEnd(80), 'x'.padEnd(80)),
          ],
        },
      });
      const one = await stage.logon('ALICE', columns, rows);
      await one.press('CLEAR');
      if (line.startsWith('maclist')) await one.enter('maclib gen mine one');
      await one.enter(line);
      return { person: one, rows: trimmed(await one.sees(shows)) };
    }

    /** What ALICE has sent to BOB, and BOB in RDRLIST. */
    async function reader(line: string) {
      const stage = await ThreadStage.start({
        disks: { ALICE: [file('LETTER', 'DATA', 'Dear Bob,', 'the cards are ready.')] },
      });
      const bob = await stage.logon('BOB', columns, rows);
      const one = await stage.logon('ALICE');
      for (const person of [bob, one]) await person.press('CLEAR');
      await one.enter('sendfile letter data a bob');
      await bob.sees(/RDR FILE \d{4} SENT FROM ALICE/);
      await one.enter('spool print bob');
      await one.enter('print letter data a');
      await one.enter('spool punch bob');
      await one.enter('disk dump letter data a');
      await bob.sees(/PUN WAS 0003/);
      await bob.press('CLEAR');
      await bob.enter(line);
      return { bob, list: trimmed(await bob.sees(/Size=3/)) };
    }
    const KEYS = [
      ' 1= Help      2= Refresh  3= Quit   4= Sort(type)  5= Sort(date)  6= Sort(user)',
      ' 7= Backward  8= Forward  9= Receive 10=          11= Peek       12= Cursor',
    ];
    const MAIL = [
      ['DATA     PUN A ALICE    VMTS     NONE', '17'],
      ['DATA     PRT A ALICE    VMTS     NONE', '3'],
      ['DATA     PUN A ALICE    VMTS     NONE', '4'],
    ] as const;

    it('RDRLIST, and PEEK at each kind of file', async function () {
      this.timeout(60_000);
      const { bob, list } = await reader('rdrlist');
      const when = list[2]!.slice(-14);
      expect(when).to.match(/^\d\d\/\d\d \d\d:\d\d:\d\d$/);
      expect(list).to.deep.equal(
        screen(
          [
            ' BOB      RDRLIST  A0  V 169  Trunc=169 Size=3 Line=1 Col=1 Alt=0',
            ' Cmd   Filename Filetype Class User     at Node     Hold Records  Date  Time',
            ...MAIL.map(
              ([what, records]) => `       LETTER   ${what} ${records.padStart(7)} ${when}`,
            ),
            ' * * * End of File * * *',
          ],
          ...KEYS,
          ...xedit(),
        ),
      );
      const forms = ['DISK DUMP', 'PRINT', 'NETDATA'];
      for (const [at, form] of forms.entries()) {
        for (let n = 0; n <= at; n++) await bob.press('TAB');
        await bob.press('PF11');
        const peek = trimmed(await bob.sees(/Top of File/));
        expect(peek).to.deep.equal(
          screen(
            [
              ` 000${String(3 - at)}     PEEK     A0  V 80  Trunc=80 Size=2 Line=0 Col=1 Alt=0`,
              ` File LETTER DATA from ALICE at VMTS  Format is ${form}.`,
              ' * * * Top of File * * *',
              ' Dear Bob,',
              ' the cards are ready.',
              ' * * * End of File * * *',
            ],
            ' 1= Help      2= Add line  3= Quit     4= Tab       5= Clocate   6= ?/Change',
            ' 7= Backward  8= Forward   9= Receive 10= Rgtleft  11= Spltjoin 12= Cursor',
            ...xedit(),
          ),
        );
        await bob.press('PF3');
        await bob.sees(/Size=3/);
      }
      // options in small letters, as they are typed beside a line
      await bob.press('TAB');
      await bob.enter('peek / (from 2 for 1');
      const part = trimmed(await bob.sees(/Top of File/));
      expect(part.slice(0, 5)).to.deep.equal([
        ' 0003     PEEK     A0  V 80  Trunc=80 Size=1 Line=0 Col=1 Alt=0',
        ' File LETTER DATA from ALICE at VMTS  Format is DISK DUMP.  Records 2 to 2',
        ' * * * Top of File * * *',
        ' the cards are ready.',
        ' * * * End of File * * *',
      ]);
    });

    it('RDRLIST with dates of ISO', async function () {
      this.timeout(60_000);
      const { list } = await reader('rdrlist (isodate');
      const when = list[2]!.slice(-19);
      expect(when).to.match(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
      expect(list).to.deep.equal(
        screen(
          [
            ' BOB      RDRLIST  A0  V 169  Trunc=169 Size=3 Line=1 Col=1 Alt=0',
            ' Cmd   Filename Filetype Class User     at Node     Hold   Recs Date       Time',
            ...MAIL.map(
              ([what, records]) => `       LETTER   ${what}${records.padStart(7)} ${when}`,
            ),
            ' * * * End of File * * *',
          ],
          ...KEYS,
          ...xedit(),
        ),
      );
    });

    it('FILELIST with dates of ISO', async function () {
      this.timeout(60_000);
      const seen = (await alice('filelist l* * a (isodate', /LETTER {3}DATA/)).rows;
      const date = /\d{4}-\d\d-\d\d [ \d]\d:\d\d:\d\d$/.exec(seen[2]!)?.[0] ?? '';
      expect(date).to.have.length(19);
      expect(seen).to.deep.equal(
        screen(
          [
            ' ALICE    FILELIST A0  V 169  Trunc=169 Size=1 Line=1 Col=1 Alt=0',
            ' Cmd   Filename Filetype Fm Format Lrecl    Records    Blocks    Date      Time',
            `       LETTER   DATA     A1 V          9         1         1 ${date}`,
            ' * * * End of File * * *',
          ],
          ' 1= Help      2= Refresh  3= Quit   4= Sort(type)  5= Sort(date)  6= Sort(size)',
          ' 7= Backward  8= Forward  9= FL /n 10=            11= XEDIT/LIST 12= Cursor',
          ...xedit(),
        ),
      );
    });

    it('MACLIST', async function () {
      this.timeout(60_000);
      const seen = (await alice('maclist mine', /MACLIB {3}A1/)).rows;
      expect(seen).to.deep.equal(
        screen(
          [
            ' ALICE    MACLIST  A0  V 169  Trunc=169 Size=1 Line=1 Col=1 Alt=0',
            ' Cmd   Filename Filetype Fm Member        Index    Records',
            '       MINE     MACLIB   A1 ONE               2          1',
            ' * * * End of File * * *',
          ],
          ' 1= Help      2= Refresh  3= Quit   4= Sort(name)  5= Sort(index) 6= Sort(size)',
          ' 7= Backward  8= Forward  9=       10=            11= XEDIT      12= Cursor',
          ...xedit(),
        ),
      );
    });

    it('VMLINK', async function () {
      this.timeout(60_000);
      const seen = (await alice('vmlink', /TOOLS/)).rows;
      expect(seen).to.deep.equal(
        screen(
          [
            ' ALICE    VMLINK   A0  V 169  Trunc=169 Size=1 Line=1 Col=1 Alt=0',
            ' Cmd   Nickname Category Title',
            '       TOOLS    SYSTEM   The system disk',
            ' * * * End of File * * *',
          ],
          ' 1= Help      2= Refresh  3= Quit   4= Sort(nick)  5= Sort(categ) 6=',
          ' 7= Backward  8= Forward  9= Filelist 10=         11= Vmlink     12= Cursor',
          ...xedit(),
        ),
      );
    });

    it('NOTE', async function () {
      this.timeout(60_000);
      const seen = (await alice('note bobby cc: maint (long', /X E D I T/)).rows;
      const line = (text: string): string => ` ===== ${text}`.trimEnd();
      const date = /Date: (.*)$/.exec(seen.find((row) => row.includes('Date: ')) ?? '')?.[1];
      expect(date).to.match(/^\d+ [A-Z][a-z]+ \d{4}, \d\d:\d\d:\d\d UTC$/);
      expect(seen).to.deep.equal(
        screen(
          [
            ' ALICE    NOTE     A0  V 132  Trunc=132 Size=12 Line=12 Col=1 Alt=0',
            '',
            line('* * * Top of File * * *'),
            line('OPTIONS: NOACK    LOG    LONG      NOTEBOOK ALL CLASS A'),
            ...new Array<string>(4).fill(line('')),
            line(`Date: ${date!}`),
            line('From:                                                ALICE    at VMTS'),
            line('To:   Bob Builder                    555-1938        BOB      at VMTS'),
            line('      1 Main Street'),
            line('      Springfield'),
            line('cc:                                                  MAINT    at VMTS'),
            line(''),
            line('* * * End of File * * *'),
          ],
          ' 1= Help      2= Add line  3= Quit     4= Tab       5= Send      6= ?',
          ' 7= Backward  8= Forward   9= =       10= Rgtleft  11= Spltjoin 12= Power input',
          ...xedit(),
        ),
      );
    });

    it('NAMES', async function () {
      this.timeout(60_000);
      const { person, rows: seen } = await alice('names bobby', /12= Cursor/);
      expect(panel(seen)).to.deep.equal([
        ' ====> ALICE NAMES A0 <=====>   N A M E S   F I L E   E D I T I N G   <====',
        ' Fill in the fields and press a PFkey to display and/or change your NAMES file',
        '',
        ' Nickname: BOBBY     Userid:  BOB       Node:            Notebook:',
        '',
        '               Name:  Bob Builder',
        '              Phone:  555-1938',
        '            Address:  1 Main Street',
        '                   :  Springfield',
        '                   :',
        '                   :',
        '',
        '      List of Names:',
        '                   :',
        '                   :',
        '',
        ' You can enter optional information below. Describe it by giving it a "tag".',
        ' Tag:             Value:',
        ' Tag:             Value:',
        '',
        ' 1= Help     2= Add      3= Quit     4= Clear    5= Find     6= Change',
        ' 7= Previous 8= Next     9=         10= Delete  11=         12= Cursor',
        ' ====>',
        `${' '.repeat(61)}Macro-read 1 File`,
      ]);
      // its command line: a command of CMS, an EXEC, one of CP, and the end
      for (const [line, says] of [
        ['state no file', /002E File NO FILE \* not found/],
        ['rl', /645E No reader files/],
        ['query userid', /^ ?ALICE {4}AT VMTS/],
      ] as const) {
        await person.press('PF12');
        await person.enter(line);
        await person.sees(says);
        await person.press('CLEAR');
        await person.sees(line.startsWith('query') ? /Nickname: BOBBY/ : /^ Ready\(00028\);/);
      }
      await person.press('PF12');
      await person.enter('quit');
      await person.sees(/^Ready;/);
    });

    const helpTitle = (what: string, layer: string, line: string): string => {
      const title = `${layer} Help Information`;
      const left = ` ${what}`.padEnd(Math.floor((columns - title.length) / 2)) + title;
      return left.padEnd(columns - 1 - line.length) + line;
    };
    const HELP_KEYS = [
      '  PF1= All      PF2= Top     PF3= Quit   PF4= Return PF5= Clocate  PF6= ?',
      '  PF7= Backward PF8= Forward PF9= PFkeys PF10=       PF11= Related PF12= Cursor',
      ' ====>',
      `${' '.repeat(columns - 20)}Macro-read 1 File`,
    ];

    it('HELP with the BRIEF layer, and of a message', async function () {
      this.timeout(60_000);
      const { person, rows: seen } = await alice('help erase (brief', /ERASE: remove/);
      expect(seen).to.deep.equal(
        screen(
          [
            helpTitle('CMS ERASE', 'Brief', 'line 1 of 6'),
            '',
            ' CMS ERASE                                                     VM/TS HELP',
            '',
            ' ERASE: remove files.',
            '',
            '    ERASE fileid [(Type|NOType]',
          ],
          ...HELP_KEYS,
        ),
      );
      await person.press('PF3');
      await person.enter('help dms002e');
      const message = trimmed(await person.sees(/DMSxxx002E/));
      expect(message).to.deep.equal(
        screen(
          [
            helpTitle('MSG DMS002E', 'All', 'line 1 of 7'),
            '',
            ' DMSxxx002E  File ... not found',
            '',
            ' No disk that is accessed has such a file; with a mode, that disk has not.',
            ' LISTFILE and FILELIST show the files that there are.',
            '',
            " Return code: 28 where the command's own page does not say otherwise.",
            ' Nothing is changed where it does not say so.',
          ],
          ...HELP_KEYS,
        ),
      );
    });

    it('SENDFILE', async function () {
      this.timeout(60_000);
      const seen = (await alice('sendfile', /12= Cursor/)).rows;
      expect(panel(seen)).to.deep.equal([
        ' --------------------------------- SENDFILE ----------------------------------',
        ...blank(2),
        ' File(s) to be sent    (use * for Filename, Filetype and/or Filemode',
        '                        to select from a list of files)',
        '',
        ' Enter filename :',
        '       filetype :',
        '       filemode : A',
        '',
        ' Send files to  :',
        ...blank(2),
        ' Type over 1 for YES or 0 for NO to change the options:',
        '',
        '   0      Request acknowledgement when the file has been received?',
        '   1      Make a log entry when the file has been sent?',
        '   1      Display the file name when the file has been sent?',
        '   0      This file is actually a list of files to be sent?',
        ...blank(4),
        ' 1= Help      3= Quit      5= Send      12= Cursor',
      ]);
    });
  });
}

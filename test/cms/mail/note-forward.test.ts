/** NOTE (FORWARD: the note in XEDIT or PEEK below the head of a new one. */
import { expect } from 'chai';
import { ThreadStage } from '../../support/thread-stage.js';

const RULE = '='.repeat(73);
const NOTEBOOK = {
  name: 'ALL',
  type: 'NOTEBOOK',
  lines: [
    RULE,
    'Date: 1 March 2026, 10:00:00 UTC',
    'From: CAROL    at VMTS',
    'To:   ALICE    at VMTS',
    'Subject: Lunch',
    ' ',
    'At noon?',
    RULE,
    'Date: 2 March 2026, 10:00:00 UTC',
    'From: DAVE     at VMTS',
    'To:   ALICE    at VMTS',
    ' ',
    'No subject.',
    RULE,
  ],
};

const trimmed = (rows: readonly string[]): string[] => rows.map((row) => row.trimEnd());

describe('NOTE (FORWARD', () => {
  async function alice() {
    const stage = await ThreadStage.start({ disks: { ALICE: [NOTEBOOK] } });
    const person = await stage.logon('ALICE');
    const bob = await stage.logon('BOB');
    for (const one of [person, bob]) await one.press('CLEAR');
    return { person, bob };
  }

  it('takes the one of a notebook that the current line belongs to, with its subject', async function () {
    this.timeout(60_000);
    const { person, bob } = await alice();
    await person.enter('xedit all notebook');
    await person.sees(/ALL +NOTEBOOK/);
    await person.enter(':5');
    await person.sees(/Line=5/);
    await person.enter('cms note bob (for');
    await person.sees(/ALICE +NOTE/);
    await person.enter(':14');
    const rows = trimmed(await person.sees(/Line=14/));
    const from = rows.findIndex((row) => row.startsWith(' ===== From:'));
    expect(rows.slice(from, from + 12)).to.deep.equal([
      ' ===== From:                                                ALICE    at VMTS',
      ' ===== To:   BOB at VMTS',
      ' ===== Subject: Fwd: Lunch',
      ' =====',
      ' ===== -------------------- Forwarded note --------------------',
      ' ===== Date: 1 March 2026, 10:00:00 UTC',
      ' ===== From: CAROL    at VMTS',
      ' ===== To:   ALICE    at VMTS',
      ' ===== Subject: Lunch',
      ' =====',
      ' ===== At noon?',
      ' ===== * * * End of File * * *',
    ]);
    await person.press('PF5');
    await bob.sees(/RDR FILE \d{4} SENT FROM ALICE/);
    await bob.press('CLEAR');
    // who got it sends it on out of PEEK
    await bob.enter('peek');
    const peek = await bob.sees(/At noon\?/);
    expect(peek.some((row) => row.includes('OPTIONS:'))).to.equal(false);
    await bob.enter('cms note carol (forward');
    await bob.sees(/BOB +NOTE/);
    await bob.enter(':12');
    const again = trimmed(await bob.sees(/Line=12/));
    const text = again.slice(again.findIndex((row) => row.startsWith(' ===== To:   CAROL')));
    expect(text.slice(1, 4)).to.deep.equal([
      ' ===== Subject: Fwd: Lunch',
      ' =====',
      ' ===== -------------------- Forwarded note --------------------',
    ]);
    expect(text.filter((row) => row.includes('Forwarded note'))).to.have.length(2);
    expect(text.some((row) => row.includes('OPTIONS:'))).to.equal(false);
  });

  it('of one without a subject has none; what cannot be is refused', async function () {
    this.timeout(60_000);
    const { person } = await alice();
    const says = async (line: string, what: RegExp) => {
      await person.enter(line);
      await person.sees(what);
      await person.press('CLEAR');
    };
    await says('note bob (forward', /DMSNOT651E FORWARD must be issued from PEEK or XEDIT/);
    await says('note (forward', /DMSNOT647E Userid not specified for NOTE/);
    await says('note bob (forward reply', /DMSNOT066E REPLY and FORWARD are conflicting options/);
    await person.enter('xedit all notebook');
    await person.sees(/ALL +NOTEBOOK/);
    await says('bottom#cms note bob (forward', /DMSNOT546E Target not found: text of a note/);
    await person.sees(/ALL +NOTEBOOK/);
    await person.enter(':13#cms note bob (forward');
    await person.sees(/ALICE +NOTE/);
    await person.enter(':14');
    const rows = trimmed(await person.sees(/Line=14/));
    const to = rows.findIndex((row) => row.startsWith(' ===== To:   BOB'));
    expect(rows.slice(to + 1, to + 9)).to.deep.equal([
      ' =====',
      ' ===== -------------------- Forwarded note --------------------',
      ' ===== Date: 2 March 2026, 10:00:00 UTC',
      ' ===== From: DAVE     at VMTS',
      ' ===== To:   ALICE    at VMTS',
      ' =====',
      ' ===== No subject.',
      ' ===== * * * End of File * * *',
    ]);
  });
});

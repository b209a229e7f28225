/**
 * What others send, and what people write, that makes no sense: RDRLIST, PEEK and RECEIVE of bad decks, and NAMES files
 * full of mistakes.
 */
import { expect } from 'chai';
import { dumpCard } from '../../../src/cms/netdata/disk-dump.js';
import { encodeHeader } from '../../../src/cms/netdata/netdata.js';
import { toEbcdic } from '../../../src/shared/ebcdic.js';
import { ThreadStage } from '../../support/thread-stage.js';

const now = { year: 2026, month: 2, day: 3, hour: 4, minute: 5, second: 6 };
const WAY = { fromUser: 'ALICE', fromNode: 'VMTS', toUser: 'BOB', toNode: 'VMTS', now };
const FILE = {
  ...{ name: 'GOOD', type: 'DATA', modeNumber: 1, format: 'F' as const, recordLength: 80 },
  ...{ written: now, size: 800, records: 3 },
} as const;

function cards(bytes: Uint8Array): Uint8Array[] {
  return Array.from({ length: Math.ceil(bytes.length / 80) }, (_, i) => {
    const card = new Uint8Array(80);
    card.set(bytes.subarray(i * 80, i * 80 + 80));
    return card;
  });
}

const header = encodeHeader(FILE, WAY);
const broken = (at: number, byte: number): Uint8Array => {
  const bytes = header.slice();
  bytes[at] = byte;
  return bytes;
};

const NO_NETDATA = 'DMSPEK618E NETDATA reading: the spool file has no valid format';
const NO_FILE = 'DMSREC618E NETDATA reading: the spool file has no valid format';

/** Decks, and what PEEK and RECEIVE show of each. */
const DECKS: readonly {
  readonly name: string;
  readonly cards: readonly Uint8Array[];
  readonly peek: string;
  readonly receive: string;
}[] = [
  // ends within its header; a segment that is shorter than its own length; one that goes on behind the end
  { name: 'SHORT', cards: cards(header).slice(0, 1), peek: NO_NETDATA, receive: NO_FILE },
  { name: 'NOLENGTH', cards: cards(broken(0, 1)), peek: NO_NETDATA, receive: NO_FILE },
  { name: 'LONGER', cards: cards(broken(header[0]!, 255)), peek: NO_NETDATA, receive: NO_FILE },
  {
    name: 'NOEND',
    cards: [dumpCard(FILE, 1, toEbcdic('x'.repeat(50)))],
    peek: 'DMSPEK077E End card missing from input deck',
    receive: 'DMSREC077E End card missing from input deck',
  },
  // an empty card, and bytes of all kinds, are files
  {
    name: 'NOTHING',
    cards: [new Uint8Array(80)],
    peek: 'File NOTHING CARDS from ALICE at VMTS  Format is CARD.',
    receive: 'File NOTHING CARDS A1 received from ALICE at VMTS',
  },
  {
    name: 'BYTES',
    cards: [Uint8Array.from({ length: 80 }, (_, i) => (i * 7) & 0xff)],
    peek: 'File BYTES CARDS from ALICE at VMTS  Format is CARD.',
    receive: 'File BYTES CARDS A1 received from ALICE at VMTS',
  },
];

describe('bad input in lists', () => {
  it('decks that are no files can be looked at, are refused or received, and thrown away', async function () {
    this.timeout(180_000);
    const stage = await ThreadStage.start({
      disks: {
        ALICE: DECKS.map((deck) => ({
          ...{ name: deck.name, type: 'CARDS', fixedLength: 80 },
          records: deck.cards,
        })),
      },
    });
    const bob = await stage.logon('BOB');
    const alice = await stage.logon('ALICE');
    for (const one of [alice, bob]) await one.press('CLEAR');
    await alice.enter('spool punch bob');
    for (const { name } of DECKS) {
      await alice.enter(`punch ${name} cards a (noheader`);
      await bob.sees(/RDR FILE \d{4} SENT FROM ALICE/);
      await bob.press('CLEAR');
      await alice.press('CLEAR');
    }
    await bob.enter('rdrlist');
    await bob.sees(/Size=6/);
    await bob.enter('sname');
    const names = DECKS.map(({ name }) => name).sort();
    const list = await bob.screen();
    expect(list.slice(2, 8).map((row) => row.slice(7, 15).trim())).to.deep.equal(names);
    const beside = async (at: number, command: string) => {
      for (let n = 0; n <= at; n++) await bob.press('TAB');
      await bob.enter(command);
      return (await bob.screen()).map((row) => row.trim());
    };
    const back = async () => {
      const peeks = (await bob.screen()).some((row) => row.includes('PEEK     A0'));
      await bob.press(peeks ? 'PF3' : 'CLEAR');
    };
    for (const [at, name] of names.entries()) {
      const deck = DECKS.find((one) => one.name === name)!;
      expect(await beside(at, 'peek'), name).to.include(deck.peek);
      await back();
      expect(await beside(at, 'receive'), name).to.include(deck.receive);
      await back();
      if (deck.receive === NO_FILE || name === 'NOEND') {
        expect((await bob.screen())[2 + at], name).to.match(/^ \*32 /);
        await beside(at, 'discard');
      }
      const row = new RegExp(`^ \\* {5}${name} +CARDS +\\*\\* Received, discarded or transferred`);
      expect((await bob.screen())[2 + at], name).to.match(row);
    }
    await bob.press('PF2');
    await bob.sees(/Size=0/);
  });

  it('a name that no file can have is refused, and the deck stays', async function () {
    this.timeout(60_000);
    const stage = await ThreadStage.start({
      disks: { ALICE: [{ name: 'READ', type: 'CARDS', lines: [':READ  */:: ////  A1', 'x'] }] },
    });
    const bob = await stage.logon('BOB');
    const alice = await stage.logon('ALICE');
    for (const one of [alice, bob]) await one.press('CLEAR');
    await alice.enter('spool punch bob');
    await alice.enter('punch read cards a (noheader');
    await bob.sees(/RDR FILE \d{4} SENT FROM ALICE/);
    await bob.enter('receive (noprompt');
    await bob.sees(/DMSREC\d{3}E/);
    await bob.enter('cp query rdr');
    await bob.sees(/ALICE {4}\d{4} A PUN/);
    await bob.enter('receive - good data');
    await bob.sees(/File GOOD DATA A1 received from ALICE/);
  });

  it('NAMES files full of mistakes: lists end, and what makes sense is found', async function () {
    this.timeout(60_000);
    const names = {
      name: 'ALICE',
      type: 'NAMES',
      lines: [
        ':userid.LOST before the first',
        '::::: :. :nick',
        ':nick. :userid.NOBODY',
        ':nick.A :list.B',
        ':nick.B :list.A A B C',
        ':nick.C:userid.BOB',
        ':nick.C :userid.BOB',
        ':nick.D :list.',
        `:nick.E :name.${'x'.repeat(3000)}`,
        '*:nick.F :userid.BOB',
        ':nick.G :userid.too-long-for-a-userid',
      ],
    };
    const stage = await ThreadStage.start({
      disks: { ALICE: [names, { name: 'ONE', type: 'DATA', lines: ['x'] }] },
    });
    const bob = await stage.logon('BOB');
    const alice = await stage.logon('ALICE');
    for (const one of [alice, bob]) await one.press('CLEAR');
    const says = async (line: string, what: RegExp) => {
      await alice.enter(line);
      await alice.sees(what);
      await alice.press('CLEAR');
    };
    await alice.enter('tell a hello');
    await bob.sees(/MSG FROM ALICE +: hello/);
    await says('sendfile one data a to a', /File ONE DATA A1 sent to BOB at VMTS/);
    await says('note e', /DMSNOT647E Userid not specified for E/);
    await says('sendfile one data a to e', /DMSSDF647E Userid not specified for E/);
    await says('sendfile one data a to g', /DMSSDF070E Invalid parameter/);
    await says('tell f hello', /HCPMSG045E F not logged on/);
    await says('namefind :nick c :userid', /^ ?BOB/);
    await alice.enter('note a cc: b');
    const rows = (await alice.sees(/ALICE +NOTE/)).map((row) => row.trimEnd());
    expect(rows.filter((row) => /To:|cc:/.test(row))).to.deep.equal([' ===== To:   BOB at VMTS']);
  });
});

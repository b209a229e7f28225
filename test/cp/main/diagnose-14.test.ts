/** DIAGNOSE 14: a guest takes the files of its reader by buffers and blocks. */
import { expect } from 'chai';
import type { HostFile } from '../../../src/cp/main/spool/spool-core.js';
import { SpoolManager } from '../../../src/cp/main/spool/spool-manager.js';
import { BUSY } from '../../../src/cp/guest-services.js';
import { UTC } from '../../../src/cp/main/time-text.js';
import { fromEbcdic, toEbcdic, toEbcdicPadded } from '../../../src/shared/ebcdic.js';
import { encodeRecord } from '../../../src/shared/spool-record.js';
import type { SpoolFile } from '../../../src/cp/ports/spool-store.js';
import { TestSystem } from '../../support/test-system.js';
import type { TestSession } from '../../support/test-system.js';

const READ = 0x0;
const PRINT = 0x4;
const PUNCH = 0x8;
const SELECT = 0xc;
const REPEAT = 0x10;
const RESTART = 0x14;
const BACKSPACE = 0x18;
const DESCRIPTOR = 0xfff;
/** A page for buffers. */
const PAGE = 0x3000;

describe('DIAGNOSE 14', () => {
  let system: TestSystem;
  let alice: TestSession;
  beforeEach(async () => {
    system = await TestSystem.start();
    alice = await system.session('ALICE');
  });

  const manager = (): SpoolManager => {
    const { spool } = system.cp;
    if (spool instanceof SpoolManager) return spool;
    throw new Error('no spool');
  };

  /** A file of so many cards comes into ALICE's reader; its id. */
  const file = async (
    name: string,
    cards: number,
    more: { readonly device?: 'PUN' | 'PRT' | 'CON'; readonly class?: string } = {},
    records: readonly Uint8Array[] = Array.from({ length: cards }, (_, n) =>
      encodeRecord(0x41, toEbcdicPadded(`${name} ${String(n)}`, 80)),
    ),
  ): Promise<number> => {
    const description: HostFile = {
      owner: 'ALICE',
      origin: 'BOB',
      device: 'PUN',
      class: 'A',
      name,
      type: 'DATA',
      dist: 'BIN7',
      records: cards,
      ...more,
    };
    const inserting = manager().core.insert(description, Buffer.concat(records));
    await system.idle();
    const { id } = (await inserting)!;
    return id;
  };
  const queue = (): readonly SpoolFile[] => manager().core.queues.queue('ALICE', 'RDR');

  /** Executes it; `cc 3 000C` has Ry+1 behind the condition code. */
  const diagnose = async (
    subcode: number,
    rx: number,
    ry = 0xc,
    instruction = '83240014',
    psw = '00000000',
  ): Promise<string> => {
    const hex = (value: number): string => value.toString(16);
    await alice.type(`STORE 1000 ${instruction} 05608200 03000000`);
    await alice.type('STORE 300 00020000 00000EEE');
    await alice.type('STORE 68 00020000 00000BAD');
    for (const [n, value] of [
      [2, rx],
      [4, ry],
      [5, subcode],
    ] as const) {
      await alice.type(`STORE G${String(n)} ${hex(value)}`);
    }
    await alice.type(`STORE PSW ${psw} 00001000`);
    if ((await alice.type('BEGIN')).includes('00000BAD')) {
      return `program ${/0028 +\d{4}(\d{4})/.exec(await alice.type('DISPLAY 28.4'))?.[1] ?? ''}`;
    }
    const register = async (n: number): Promise<string> =>
      /= ([0-9A-F]{8})/.exec(await alice.type(`DISPLAY G${String(n)}`))?.[1] ?? '';
    const cc = Number.parseInt((await register(6))[0] ?? '', 16) & 3;
    return cc === 3 ? `cc 3 ${(await register(5)).slice(4)}` : `cc ${String(cc)}`;
  };

  const storage = (at: number, length: number): Buffer =>
    Buffer.from(alice.machine.memory.storage().fetch(at, length)!);

  /** The records of the buffer, found as a guest finds them: from CCW to TIC. */
  const buffer = () => {
    const page = storage(PAGE, 4096);
    const records: { command: number; text: string; chained: boolean }[] = [];
    let place = 16;
    for (let n = page.readUInt32BE(12); n > 0; n--) {
      const data = page.readUInt32BE(place) & 0xffffff;
      expect(page[place + 8]).to.equal(0x08);
      records.push({
        command: page[place]!,
        text: fromEbcdic(page.subarray(data, data + page.readUInt16BE(place + 6))).trimEnd(),
        chained: (page[place + 4]! & 0x40) !== 0,
      });
      place = page.readUInt32BE(place + 8) & 0xffffff;
    }
    return { next: page.readUInt32BE(0), previous: page.readUInt32BE(4), records, page };
  };
  const texts = (): readonly string[] => buffer().records.map((record) => record.text);

  it('00 reads a file buffer by buffer until its end', async () => {
    const id = await file('A', 100);
    const seen: string[] = [];
    const links: number[][] = [];
    let end = await diagnose(READ, PAGE);
    for (; end === 'cc 0'; end = await diagnose(READ, PAGE)) {
      const { next, previous, records, page } = buffer();
      links.push([previous, next]);
      if (previous === 0) {
        expect(records[0]).to.deep.equal({ command: 3, text: '', chained: true });
        expect(page.readUInt16BE(0xff8)).to.equal(id);
        records.shift();
      }
      expect(records.map(({ chained }) => chained)).to.deep.equal(
        records.map((_, n) => n < records.length - 1),
      );
      seen.push(...records.map(({ command, text }) => `${String(command)} ${text}`));
    }
    expect(end).to.equal('cc 1');
    expect(links).to.deep.equal([
      [0, 2],
      [1, 3],
      [2, 0],
    ]);
    expect(seen).to.deep.equal(Array.from({ length: 100 }, (_, n) => `65 A ${String(n)}`));
    // the end stays the end, and the file there, until CLOSE
    expect(await diagnose(READ, PAGE)).to.equal('cc 1');
    expect(queue()).to.have.length(1);
    await alice.type('CLOSE 00C');
    expect(queue()).to.deep.equal([]);
    expect(await diagnose(READ, PAGE)).to.equal('cc 2');
  });

  it('00 takes only files that the reader may take', async () => {
    await file('A', 1, { class: 'B' });
    await alice.type('SPOOL 00C CLASS C');
    expect(await diagnose(READ, PAGE)).to.equal('cc 2');
    await alice.type('SPOOL 00C CLASS *');
    await alice.type('CHANGE RDR ALL HOLD');
    expect(await diagnose(READ, PAGE)).to.equal('cc 2');
    await alice.type('CHANGE RDR ALL NOHOLD');
    expect(await diagnose(READ, PAGE)).to.equal('cc 0');
    // a reset lets go of it
    await alice.type('SYSTEM RESET');
    expect(manager().core.queues.inUse(queue()[0]!)).to.equal(false);
  });

  it('00 goes on with the next file and with further copies while the reader is CONT', async () => {
    const id = await file('A', 1);
    await file('B', 1);
    await alice.type(`CHANGE RDR ${String(id)} COPY 2`);
    await alice.type('SPOOL 00C CONT');
    const seen: string[] = [];
    for (let n = 0; n < 3; n++) {
      expect(await diagnose(READ, PAGE)).to.equal('cc 0');
      seen.push(...texts());
    }
    expect(seen).to.deep.equal(['', 'A 0', '', 'A 0', '', 'B 0']);
    expect(await diagnose(READ, PAGE)).to.equal('cc 1');
    expect(queue()).to.deep.equal([]);
    expect(await diagnose(READ, PAGE)).to.equal('cc 2');
  });

  it('00 shows records without data, and does not pass over one that fits nowhere', async () => {
    await file('A', 2, { device: 'PRT' }, [
      encodeRecord(0x8b, new Uint8Array()),
      encodeRecord(0x09, toEbcdic('LINE')),
    ]);
    expect(await diagnose(READ, PAGE)).to.equal('cc 0');
    const { records } = buffer();
    expect(records.map(({ command }) => command)).to.deep.equal([0x03, 0x8b, 0x09]);
    await alice.type('CLOSE 00C');
    await file('B', 1, {}, [encodeRecord(0x41, new Uint8Array(4096))]);
    expect(await diagnose(READ, PAGE)).to.equal('cc 0');
    expect(texts()).to.deep.equal(['']);
    expect(await diagnose(READ, PAGE)).to.equal('cc 3 0010');
    expect(await diagnose(READ, PAGE)).to.equal('cc 3 0010');
  });

  it('04 and 08 list blocks of print and punch files', async () => {
    expect(await diagnose(PRINT, PAGE)).to.equal('cc 2');
    expect(await diagnose(PUNCH, PAGE)).to.equal('cc 2');
    const ids = [
      await file('A', 1),
      await file('B', 2, { device: 'PRT' }),
      await file('C', 3, { device: 'CON' }),
    ];
    const listed = async (subcode: number): Promise<readonly (string | number)[]> => {
      const answer = await diagnose(subcode, PAGE + 0xf98);
      return [answer, storage(PAGE + 0xf98, 104).readUInt16BE(0x1e)];
    };
    expect(await listed(PRINT)).to.deep.equal(['cc 0', ids[1]]);
    expect(await listed(PRINT)).to.deep.equal(['cc 0', ids[2]]);
    expect((await listed(PRINT))[0]).to.equal('cc 1');
    // the other kind begins at its beginning
    expect(await listed(PUNCH)).to.deep.equal(['cc 0', ids[0]]);
    expect((await listed(PUNCH))[0]).to.equal('cc 1');
    const block = storage(PAGE + 0xf98, 104);
    const text = (at: number, length: number): string =>
      fromEbcdic(block.subarray(at, at + length)).trimEnd();
    expect([text(8, 8), text(16, 8), text(0x28, 12), text(0x34, 12), text(0x58, 8)]).to.deep.equal([
      'ALICE',
      'BOB',
      'A',
      'DATA',
      'BIN7',
    ]);
    expect([text(0x40, 8), text(0x48, 8)].join(' ')).to.match(/^\d\d\/\d\d\/\d\d \d\d:\d\d:\d\d$/);
    expect([block.readUInt32BE(0x18), block.readUInt16BE(0x1c), block[0x20], block[0x21]])
      .to.deep //
      .equal([1, 80, 0x40, 0x82]);
    expect([block.readUInt16BE(0x54), text(0x56, 1), block[0x57]]).to.deep.equal([1, 'A', 0]);
    // a read between them
    expect(await diagnose(READ, PAGE)).to.equal('cc 0');
    expect(await listed(PUNCH)).to.deep.equal(['cc 2', 0]);
  });

  it('0C puts a file first', async () => {
    const ids = [await file('A', 1), await file('B', 1), await file('C', 1)];
    expect(await diagnose(SELECT, ids[2]!)).to.equal('cc 0');
    expect(queue().map(({ name }) => name)).to.deep.equal(['C', 'A', 'B']);
    expect(await diagnose(READ, PAGE)).to.equal('cc 0');
    expect(texts()).to.deep.equal(['', 'C 0']);
    expect(await diagnose(SELECT, ids[2]!)).to.equal('cc 2');
    expect(await diagnose(SELECT, 777)).to.equal('cc 2');
  });

  it('10 changes how often the active file is read', async () => {
    expect(await diagnose(REPEAT, 2)).to.equal('cc 2');
    await file('A', 1);
    expect(await diagnose(READ, PAGE)).to.equal('cc 0');
    for (const [count, copies] of [
      [259, 3],
      [256, 1],
      [2, 2],
    ] as const) {
      expect(await diagnose(REPEAT, count)).to.equal('cc 0');
      expect(queue()[0]?.copies).to.equal(copies);
    }
    await alice.type('SPOOL 00C CONT');
    expect(await diagnose(READ, PAGE)).to.equal('cc 0');
    expect(await diagnose(READ, PAGE)).to.equal('cc 1');
    for (const count of [0, 0x80000000]) {
      expect(await diagnose(REPEAT, count)).to.equal('program 0006');
    }
  });

  it('14 and 18 go back', async () => {
    expect(await diagnose(RESTART, PAGE)).to.equal('cc 2');
    expect(await diagnose(BACKSPACE, PAGE)).to.equal('cc 2');
    await file('A', 100);
    const numbers: number[] = [];
    for (const subcode of [READ, BACKSPACE, READ, READ, BACKSPACE, READ, RESTART, READ]) {
      expect(await diagnose(subcode, PAGE)).to.equal('cc 0');
      numbers.push(buffer().previous + 1);
    }
    expect(numbers).to.deep.equal([1, 1, 2, 3, 2, 3, 1, 2]);
    expect(texts()).to.include('A 40');
    for (const subcode of [READ, READ, RESTART]) await diagnose(subcode, PAGE);
    expect(texts()).to.include('A 0');
  });

  it('24 gives the last buffer once more', async () => {
    expect(await diagnose(0x24, PAGE)).to.equal('cc 2');
    await file('A', 100);
    const numbers: number[] = [];
    for (const subcode of [READ, READ, 0x24, 0x24, READ, 0x24]) {
      expect(await diagnose(subcode, PAGE)).to.equal('cc 0');
      numbers.push(buffer().previous + 1);
    }
    expect(numbers).to.deep.equal([1, 2, 2, 2, 3, 3]);
  });

  it('1C and 20 find no files of MONITOR', async () => {
    await file('A', 1);
    expect(await diagnose(0x1c, PAGE)).to.equal('cc 2');
    expect(await diagnose(0x20, PAGE)).to.equal('cc 2');
    expect(await diagnose(0x20, PAGE, 0x777)).to.equal('cc 3 0004');
    expect(await diagnose(0x1c, PAGE, 0xe)).to.equal('cc 3 0008');
  });

  it('FFE gives the files that it has not given, and begins anew when told', async () => {
    expect(await diagnose(0xffe, PAGE, 0)).to.equal('cc 1');
    const given = async (ry: number): Promise<number | string> => {
      const end = await diagnose(0xffe, PAGE, ry);
      return end === 'cc 0' ? storage(PAGE, 252).readUInt16BE(0x1e) : end;
    };
    const ids = [await file('A', 1), await file('B', 1)];
    expect([await given(0), await given(0), await given(0)]).to.deep.equal([...ids, 'cc 1']);
    const third = await file('C', 1);
    expect([await given(0), await given(0)]).to.deep.equal([third, 'cc 1']);
    expect([await given(1), await given(0)]).to.deep.equal(ids);
    // an id that is used again is another file's
    await alice.type(`PURGE RDR ${String(ids[0])}`);
    expect([await given(0), await given(0)]).to.deep.equal([third, 'cc 1']);
  });

  it('FFF gives block and tag of the files one after the other', async () => {
    expect(await diagnose(DESCRIPTOR, PAGE, 0)).to.equal('cc 1');
    const ids = [await file('A', 1), await file('B', 1, { device: 'PRT' })];
    await alice.type('CHANGE RDR ALL HOLD');
    expect(await diagnose(DESCRIPTOR, PAGE, 0)).to.equal('cc 0');
    const first = storage(PAGE, 252);
    expect([first.readUInt16BE(0x1e), first[0x20], first[104], first[112]]).to.deep.equal([
      ids[0],
      0x60,
      0x03,
      0x08,
    ]);
    expect(fromEbcdic(first.subarray(120)).trim()).to.equal('');
    expect(await diagnose(DESCRIPTOR, PAGE, ids[0])).to.equal('cc 0');
    expect(storage(PAGE, 252).readUInt16BE(0x1e)).to.equal(ids[1]);
    expect(await diagnose(DESCRIPTOR, PAGE, ids[1])).to.equal('cc 1');
    expect(await diagnose(DESCRIPTOR, PAGE, 777)).to.equal('cc 2');
  });

  it('tells what is wrong with the device', async () => {
    await file('A', 2);
    for (const subcode of [READ, PRINT, PUNCH, SELECT, REPEAT, RESTART, BACKSPACE]) {
      expect(await diagnose(subcode, PAGE, 0x777)).to.equal('cc 3 0004');
      expect(await diagnose(subcode, PAGE, 0xe)).to.equal('cc 3 0008');
    }
    await alice.type('NOTREADY 00C');
    expect(await diagnose(READ, PAGE)).to.equal('cc 3 000C');
    await alice.type('READY 00C');
    // the reader reads a file by a channel program: SIO, the first of which is told of the READY
    await alice.type('STORE 48 00002000');
    await alice.type('STORE 2000 02002100 20000050');
    await diagnose(READ, PAGE, 0xc, '9C00000C');
    await diagnose(READ, PAGE, 0xc, '9C00000C');
    expect(manager().core.queues.inUse(queue()[0]!)).to.equal(true);
    expect(await diagnose(READ, PAGE)).to.equal('cc 3 000C');
  });

  it('loses its place to the reader itself, which begins anew', async () => {
    await file('A', 100);
    expect(await diagnose(READ, PAGE)).to.equal('cc 0');
    expect(await diagnose(READ, PAGE)).to.equal('cc 0');
    await alice.type('STORE 48 00002000');
    await alice.type('STORE 2000 02002100 20000050');
    // the first SIO is told that a file has come
    await diagnose(READ, PAGE, 0xc, '9C00000C');
    await diagnose(READ, PAGE, 0xc, '9C00000C');
    // while the channel program runs, and when it has ended
    expect(await diagnose(READ, PAGE)).to.equal('cc 3 000C');
    expect(await diagnose(READ, PAGE)).to.equal('cc 3 000C');
    expect(fromEbcdic(storage(0x2100, 80)).trimEnd()).to.equal('A 0');
    await alice.type('CLOSE 00C');
    expect(queue()).to.deep.equal([]);
  });

  it('and a channel program of another processor do not take the file from each other', async () => {
    await file('A', 1);
    await file('B', 1);
    const { machine } = alice;
    const ask = { service: 'spool-input', what: 'read', reader: 0xc, value: 0 } as const;
    const reading = [
      manager().ask(machine, 0xc, { kind: 'open-input' }),
      manager().guestInput(machine, ask, UTC),
      manager().guestInput(machine, ask, UTC),
    ] as const;
    await system.idle();
    const [opened, guest, again] = await Promise.all(reading);
    expect([opened.kind, guest.code, again.code]).to.deep.equal(['input', BUSY, BUSY]);
    expect(queue().map((one) => manager().core.queues.inUse(one))).to.deep.equal([true, false]);
  });

  it('tells what is wrong with operands', async () => {
    await file('A', 1);
    for (const [subcode, rx, code, instruction] of [
      [READ, PAGE + 8, '0006'],
      [RESTART, PAGE + 8, '0006'],
      [BACKSPACE, 0x400000, '0005'],
      [PRINT, PAGE + 0xf99, '0006'],
      [PUNCH, 0x3fffff, '0005'],
      [DESCRIPTOR, PAGE + 0xf80, '0006'],
      [DESCRIPTOR, 0xffff80, '0005'],
      [0x1, PAGE, '0006'],
      [0x28, PAGE, '0006'],
      [0x1c, PAGE + 0xf99, '0006'],
      [0x20, PAGE + 8, '0006'],
      [0x24, PAGE + 8, '0006'],
      [0x24, 0x400000, '0005'],
      [0xffe, PAGE + 0xf80, '0006'],
      [READ, PAGE, '0006', '83250014'],
    ] as const) {
      const what = `${String(subcode)} ${String(rx)}`;
      expect(await diagnose(subcode, rx, 0xc, instruction), what).to.equal(`program ${code}`);
    }
    const key1 = '00100000';
    expect(await diagnose(READ, PAGE, 0xc, '83240014', key1)).to.equal('program 0004');
    expect(queue().map((one) => manager().core.queues.inUse(one))).to.deep.equal([false]);
  });
});

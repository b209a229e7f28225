import { expect } from 'chai';
import fc from 'fast-check';
import { RING_DISPLAY } from '../../../../src/devices/backing.js';
import { fromEbcdic, toEbcdic } from '../../../../src/shared/ebcdic.js';
import type { Person } from './console-fixture.js';
import { sitDown, textOf } from './console-fixture.js';

const ERASE_WRITE = 0x05;
const WRITE = 0x01;
const at = (address: number): number[] => [0x11, (address >> 8) & 0x3f, address & 0xff];

/** A program's screen: a protected title and an input field of 10 positions with the cursor in it. */
const panel = (title = 'EDITOR', command = ERASE_WRITE): Uint8Array =>
  Uint8Array.of(
    ...[command, 0xc3, ...at(0), 0x1d, 0xf0, ...toEbcdic(title)],
    ...[...at(80), 0x1d, 0x40, 0x13, ...at(91), 0x1d, 0xf0],
  );

/** A program that paints its panel at the start and at each attention, and notes what it read. */
function program(p: Person): { readonly read: string[] } {
  const read: string[] = [];
  let lost = false;
  p.host.attention = () => {
    p.host.notes.push('attention');
    if (lost) {
      // its I/O fails with X'8E': it paints anew
      lost = false;
      p.host.write(RING_DISPLAY, panel());
      return;
    }
    const stream = p.console.displayRead('modified');
    read.push(`${stream[0]!.toString(16)} ${fromEbcdic(stream.subarray(6))}`);
    p.host.write(RING_DISPLAY, panel());
  };
  p.host.displayLost = () => {
    p.host.notes.push('display-lost');
    lost = true;
  };
  p.console.status('RUNNING');
  p.host.write(RING_DISPLAY, panel());
  return { read };
}

describe('virtual console: full-screen programs', () => {
  it('shows the program, and gives it keys with what was typed', () => {
    const p = sitDown();
    const { read } = program(p);
    expect(p.rows()[0]).to.equal(' EDITOR');
    p.type('quit');
    expect(p.rows()[1]).to.equal(' quit');
    p.press({ kind: 'enter' });
    p.pf(3);
    expect(read).to.deep.equal(['7d quit', 'f3 ']);
    expect(p.host.guest).to.deep.equal([]);
  });

  it('types on the screen what was typed ahead of it in lines', async () => {
    const p = sitDown();
    p.console.status('RUNNING');
    for (const line of ['xedit a b', 'input', '', 'file']) p.enter(line);
    p.type('top');
    expect(p.host.guest).to.deep.equal(['xedit a b']);
    // the guest has taken the first line, is given the second, and paints before it has read it
    p.console.accepted();
    expect(p.host.guest).to.deep.equal(['xedit a b', 'input']);
    const { read } = program(p);
    p.type('!');
    expect(read).to.deep.equal([]);
    await Promise.resolve();
    await Promise.resolve();
    expect(p.host.notes.filter((note) => note === 'withdraw')).to.have.length(1);
    expect(read).to.deep.equal(['7d input', '7d ', '7d file']);
    expect(p.rows()[1]).to.equal(' top!');
    expect(p.console.state.input.text).to.equal('');
    expect(p.console.state.queueBytes).to.equal(0);
  });

  it('does not type twice what the guest has read before it painted', async () => {
    const p = sitDown();
    p.console.status('RUNNING');
    p.enter('xedit a b');
    p.host.lets = false;
    const { read } = program(p);
    p.type('x');
    p.console.accepted();
    await Promise.resolve();
    await Promise.resolve();
    expect(read).to.deep.equal([]);
    expect(p.rows()[1]).to.equal(' x');
  });

  it('types in the input area what was typed at a program that has ended', () => {
    const p = sitDown();
    program(p);
    p.host.attention = () => p.host.notes.push('attention');
    p.type('quit');
    p.press({ kind: 'enter' });
    p.enter('listfile');
    p.type('more');
    p.host.types('Ready;');
    expect(p.host.guest).to.deep.equal(['listfile']);
    expect(p.console.state.input.text).to.equal('more');
    expect(p.console.state.keys).to.deep.equal([]);
  });

  it('feeds a null line behind others as the answer that it may be', () => {
    const p = sitDown();
    p.console.status('RUNNING');
    p.enter('myexec');
    p.enter('');
    p.console.accepted();
    expect(p.host.guest).to.deep.equal(['myexec', '']);
    expect(p.host.notes).to.deep.equal([]);
  });

  it('lets a person answer a program that leaves its screen by reading a line', () => {
    const p = sitDown();
    program(p);
    p.console.status('VM READ');
    p.enter('yes');
    expect(p.host.guest).to.deep.equal(['yes']);
  });

  it('leaves CP READ to a terminal without a screen, too, until the machine goes on', () => {
    const p = sitDown({ screen: false, columns: 80, rows: 24 });
    program(p);
    p.press({ kind: 'pa', number: 1 });
    // what the program wrote before it was stopped comes out of its ring only now
    p.host.write(RING_DISPLAY, panel());
    p.session.line('query time');
    expect(p.host.cp).to.deep.equal(['query time']);
    p.console.status('RUNNING');
    p.session.line('quit');
    expect(p.host.cp).to.have.length(1);
    expect(p.console.state.owner).to.equal('display');
  });

  it('enters CP from a program by the key that TERMINAL BRKKEY names, before lines always by PA1', () => {
    const p = sitDown();
    const pa1 = { kind: 'pa', number: 1 } as const;
    const pf12 = { kind: 'pf', number: 12 } as const;
    p.console.change({ breakKey: 'PF12' });
    program(p);
    p.press(pa1);
    expect(p.host.notes).not.to.include('enter-cp');
    p.press(pf12);
    expect(p.host.notes).to.include('enter-cp');
    const other = sitDown();
    other.console.change({ breakKey: 'NONE' });
    other.press(pa1);
    expect(other.host.notes).to.include('enter-cp');
  });

  it('keeps keys typed while the program works, in order, up to each attention', () => {
    const p = sitDown();
    const { read } = program(p);
    const attention = p.host.attention.bind(p.host);
    let calls = 0;
    p.host.attention = () => calls++;
    p.type('one');
    p.press({ kind: 'enter' });
    p.type('two');
    p.press({ kind: 'enter' });
    p.type('three');
    expect(calls).to.equal(1);
    p.host.attention = attention;
    p.host.attention();
    expect(read).to.deep.equal(['7d one', '7d two']);
    expect(p.rows()[1]).to.equal(' three');
  });

  it('does not apply line editing, #CP or PF keys of CP to it', () => {
    const p = sitDown();
    const { read } = program(p);
    p.type('a#b"c@');
    p.press({ kind: 'enter' });
    p.pf(12);
    expect(read).to.deep.equal(['7d a#b"c@', '7c ']);
    expect(p.host.cp).to.deep.equal([]);
  });

  it('a message takes the screen, CLEAR gives it back as it was', () => {
    const p = sitDown();
    program(p);
    const before = textOf(p.session.screen());
    p.console.cpOutput('RDR FILE 0007 SENT FROM ALICE', true);
    p.console.cpOutput('* MSG FROM ALICE: hello', true);
    expect(p.output()).to.deep.equal(['RDR FILE 0007 SENT FROM ALICE', '* MSG FROM ALICE: hello']);
    expect(p.status()).to.equal('HOLDING');
    expect(p.host.notes).to.deep.equal(['display-lost', 'attention']);
    // the repaint waits for the person
    expect(p.host.ring).to.have.length(1);
    p.clock.advance(1_000_000);
    expect(p.status()).to.equal('HOLDING');
    p.press({ kind: 'clear' });
    expect(p.host.ring).to.have.length(0);
    expect(textOf(p.session.screen())).to.deep.equal(before);
    p.type('go');
    expect(p.rows()[1]).to.equal(' go');
  });

  it('many messages over a program are paged, none is lost', () => {
    const p = sitDown();
    program(p);
    for (let n = 0; n < 50; n++) p.console.cpOutput(`message ${n}`, true);
    const seen: string[] = [];
    while (p.status() === 'HOLDING') {
      seen.push(...p.output());
      p.press({ kind: 'clear' });
    }
    expect(seen).to.deep.equal(Array.from({ length: 50 }, (_, n) => `message ${n}`));
    expect(p.rows()[0]).to.equal(' EDITOR');
  });

  it('PA1 enters CP, BEGIN goes back to the program', () => {
    const p = sitDown();
    program(p);
    p.press({ kind: 'pa', number: 1 });
    expect(p.status()).to.equal('CP READ');
    p.host.onCp = (text) => {
      if (text === 'begin') p.console.status('RUNNING');
      else p.console.cpOutput('CP');
    };
    p.enter('query time');
    expect(p.output()).to.deep.equal(['query time', 'CP']);
    expect(p.host.ring).to.have.length(1);
    p.enter('begin');
    expect(p.host.ring).to.have.length(0);
    expect(p.rows()[0]).to.equal(' EDITOR');
  });

  it('lines that nobody has seen are not painted over', () => {
    const p = sitDown();
    p.console.status('RUNNING');
    p.enter('xedit');
    p.console.accepted();
    p.host.types('DMSXIN571I Creating new file:');
    p.host.write(RING_DISPLAY, panel());
    expect(p.status()).to.equal('MORE...');
    p.press({ kind: 'clear' });
    expect(p.rows()[0]).to.equal(' EDITOR');
  });

  it('gives nothing again to a read behind lines of the program itself', () => {
    const p = sitDown();
    const { read } = program(p);
    p.type('macro');
    p.press({ kind: 'enter' });
    expect(read).to.deep.equal(['7d macro']);
    p.type('stale');
    p.host.attention = () => undefined;
    p.press({ kind: 'enter' });
    p.host.types('said by the program');
    expect([...p.console.displayRead('modified')]).to.deep.equal([0x60]);
    expect([...p.console.displayRead('buffer')]).to.deep.equal([0x60]);
  });

  it('goes back to lines when the program writes a line', () => {
    const p = sitDown();
    program(p);
    p.host.types('Ready;');
    expect(p.output()).to.deep.equal(['Ready;']);
    p.enter('next');
    expect(p.host.guest).to.deep.equal(['next']);
  });

  it('reset ends it, and keeps what was typed for the machine', () => {
    const p = sitDown();
    program(p);
    p.console.guestReset();
    expect(p.status()).to.equal('RUNNING');
    expect([...p.console.displayRead('modified')]).to.deep.equal([0x60]);
    p.enter('ipl');
    expect(p.host.guest).to.deep.equal(['ipl']);
  });

  it('stands through a dropped line, and greets the next one first', () => {
    const p = sitDown();
    program(p);
    p.type('half');
    p.session.dropped();
    p.host.write(RING_DISPLAY, panel('WHILE AWAY', WRITE));
    const again = sitDown({ screen: true, columns: 80, rows: 24 }, p);
    expect(again.rows()[0]).to.equal(' WHILE AWAY');
    p.console.cpOutput('RECONNECTED AT 10:00:00');
    p.console.status('CP READ');
    expect(again.output()).to.deep.equal(['RECONNECTED AT 10:00:00']);
    expect(again.status()).to.equal('CP READ');
    p.host.onCp = () => p.console.status('RUNNING');
    again.enter('begin');
    expect(again.rows()[0]).to.equal(' EDITOR');
  });

  it('gives a program the size of a larger terminal, and clips one that shrinks', () => {
    const p = sitDown({ screen: true, columns: 132, rows: 43 });
    p.console.status('RUNNING');
    p.host.write(RING_DISPLAY, panel('WIDE', 0x0d));
    expect(p.console.state.display).to.include({ columns: 132, rows: 43 });
    for (const [columns, rows] of [
      [20, 5],
      [300, 100],
      [132, 43],
    ] as const) {
      p.session.resize(columns, rows);
      const cells = textOf(p.session.screen());
      expect(cells).to.have.length(rows);
      for (const row of cells) expect(row).to.have.length(columns);
      // a small terminal shows the part with the cursor, which stands in column 82
      const { cursor } = p.session.screen();
      expect(cells[0]!.startsWith(' WIDE')).to.equal(columns > 81);
      expect(cursor.column).to.equal(Math.min(81, columns - 1));
    }
  });

  it('survives any streams and keys in any order, with every screen whole', () => {
    const key = fc.constantFrom(
      ...(['enter', 'clear', 'left', 'up', 'tab', 'back-tab', 'delete', 'erase-eof'] as const),
      ...([
        'backspace',
        'insert',
        'home',
        'end',
        'newline',
        'dup',
        'erase-input',
        'page-up',
      ] as const),
    );
    const orders = fc.constantFrom(
      ...[0x05, 0x08, 0x11, 0x12, 0x13, 0x1d, 0x28, 0x29, 0x2c, 0x3c, 0x40, 0xc1, 0x00, 0xff],
    );
    const stream = fc
      .tuple(
        fc.constantFrom(0x01, 0x05, 0x0d, 0x0f, 0x11, 0x77),
        fc.array(fc.oneof(orders, fc.integer({ min: 0, max: 255 })), { maxLength: 60 }),
      )
      .map(([command, bytes]) => ({ record: Uint8Array.of(command, ...bytes) }));
    const step = fc.oneof(
      { weight: 3, arbitrary: stream },
      { weight: 3, arbitrary: key.map((kind) => ({ kind })) },
      { weight: 2, arbitrary: fc.constantFrom({ text: 'x' }, { text: 'é' }) },
      { weight: 1, arbitrary: fc.constantFrom({ say: 'CP LINE' }, { line: 'GUEST LINE' }) },
      { weight: 1, arbitrary: fc.record({ columns: fc.nat(400), rows: fc.nat(200) }) },
      { weight: 1, arbitrary: fc.constantFrom({ drop: true }, { read: true }) },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let p = sitDown();
        p.console.status('RUNNING');
        for (const each of steps) {
          if ('record' in each) p.host.write(RING_DISPLAY, each.record);
          else if ('kind' in each) p.press({ kind: each.kind });
          else if ('text' in each) p.type(each.text);
          else if ('say' in each) p.console.cpOutput(each.say);
          else if ('line' in each) p.host.types(each.line);
          else if ('columns' in each) p.session.resize(each.columns, each.rows);
          else if ('drop' in each) {
            p.session.dropped();
            expect(p.host.ring).to.have.length(0);
            p = sitDown({ screen: true, columns: 80, rows: 24 }, p);
          } else p.console.displayRead(p.clock.time % 2 ? 'buffer' : 'modified');
          p.clock.advance(997);
          const screen = p.session.screen();
          const { cursor, columns, rows } = screen;
          const cells = textOf(screen);
          expect(cells).to.have.length(rows);
          for (const row of cells) if (row.length !== columns) expect(row).to.have.length(columns);
          expect(cursor.row).to.be.within(0, rows - 1);
          expect(cursor.column).to.be.within(0, columns - 1);
          const { display } = p.console.state;
          if (display) {
            const count = display.attributes.filter((bits) => bits !== 0).length;
            expect(display.fields).to.equal(count);
          }
        }
      }),
      { seed: 3270, numRuns: 200 },
    );
  });
});

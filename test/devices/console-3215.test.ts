import { expect } from 'chai';
import { ccw, ChannelBench, hex, text } from './support/channel-bench.js';
import { unitContract } from './support/unit-contract.js';

const CONSOLE = 0x009;

function open(mode: '3215' | '3270' = '3215'): ChannelBench {
  const bench = new ChannelBench(0x20000);
  bench.attach(CONSOLE, { type: 'console', mode });
  bench.put(0x1000, text('HELLO'));
  return bench;
}

describe('console 3215', () => {
  unitContract({ type: 'console', mode: '3215' }, 0x0a);

  it('types with and without carrier return and sounds the alarm', () => {
    const bench = open();
    bench.program(
      0x800,
      ccw(0x01, 0x1000, 0x40, 5),
      ccw(0x0b, 0, 0x60, 1),
      ccw(0x09, 0x1000, 0, 5),
    );
    expect(bench.io(CONSOLE)).to.equal('000008180c000000');
    expect(bench.ring.text()).to.equal('HELLO!HELLO/');
  });

  it('types a long line in pieces that make one line', () => {
    const bench = open();
    bench.put(0x2000, new Uint8Array(20_000).fill(0x58));
    bench.program(0x800, ccw(0x09, 0x2000, 0, 20_000));
    expect(bench.io(CONSOLE).slice(8)).to.equal('0c000000');
    expect(bench.ring.text()).to.equal(`${'X'.repeat(20_000)}/`);
    expect(Math.max(...bench.ring.records.map((record) => record.bytes.length))).to.equal(1024);
  });

  it('waits for room in the ring, loses and doubles nothing, at any number of rebuilds', () => {
    const bench = open();
    bench.put(
      0x2000,
      Uint8Array.from({ length: 5000 }, (_, n) => 0x41 + (n % 26)),
    );
    bench.program(0x800, ccw(0x09, 0x2000, 0x40, 5000), ccw(0x09, 0x1000, 0, 5));
    bench.ring.room = 0;
    bench.channels.startIo(CONSOLE, false);
    let waits = 0;
    while (bench.channels.busy && waits < 20) {
      expect(bench.asked.at(-1)!.ask.kind).to.equal('console-room');
      bench.rebuild();
      bench.ring.room = 1;
      bench.answer({ kind: 'done' });
      waits++;
    }
    expect(waits).to.equal(6);
    expect(bench.interruption(CONSOLE).slice(8)).to.equal('0c000000');
    const typed = Array.from({ length: 5000 }, (_, n) => String.fromCharCode(0x41 + (n % 26)));
    expect(bench.ring.text()).to.equal(`${typed.join('')}/HELLO/`);
  });

  it('asks for a line and gives it to the read', () => {
    const bench = open();
    bench.program(0x800, ccw(0x0a, 0x1000, 0x20, 130));
    expect(bench.channels.startIo(CONSOLE, false)).to.equal(0);
    bench.run();
    expect(bench.asked.at(-1)!.ask.kind).to.equal('console-read');
    bench.rebuild();
    bench.answer({ kind: 'line', bytes: text('QUERY TIME') });
    expect(bench.interruption(CONSOLE)).to.equal('000008080c000078');
    expect(hex(bench.at(0x1000, 10))).to.equal(hex(text('QUERY TIME')));
  });

  it('takes an empty line, a cancelled and a refused read', () => {
    for (const [answer, status] of [
      [{ kind: 'done' }, '0c000082'],
      [{ kind: 'none' }, '0d000082'],
      [{ kind: 'refused' }, '0e000082'],
    ] as const) {
      const bench = open();
      bench.program(0x800, ccw(0x0a, 0x1000, 0x20, 130));
      bench.channels.startIo(CONSOLE, false);
      bench.answer(answer);
      expect(bench.interruption(CONSOLE).slice(8)).to.equal(status);
    }
  });

  it('keeps one line typed without a read, with attention; the read takes it', () => {
    const bench = open();
    expect(bench.channels.consoleLine(CONSOLE, text('ONE'))).to.equal(true);
    expect(bench.channels.consoleLine(CONSOLE, text('TWO')), 'slot is taken').to.equal(false);
    expect(bench.taken).to.equal(0);
    bench.rebuild();
    expect(bench.interruption(CONSOLE)).to.equal('0000000080000000');
    bench.program(0x800, ccw(0x0a, 0x1000, 0x20, 130));
    expect(bench.io(CONSOLE)).to.equal(`000008080c00007f`);
    expect(hex(bench.at(0x1000, 3))).to.equal(hex(text('ONE')));
    expect([bench.taken, bench.asked.length]).to.eql([1, 0]);
    expect(bench.channels.consoleLine(CONSOLE, text('TWO'))).to.equal(true);
  });

  it('gives a line that arrives while the read is asked for to that read, and withdraws the ask', () => {
    const bench = open();
    bench.program(0x800, ccw(0x0a, 0x1000, 0x20, 130));
    bench.channels.startIo(CONSOLE, false);
    expect(bench.channels.consoleLine(CONSOLE, text('NOW'))).to.equal(true);
    expect([bench.withdrawn, bench.taken]).to.eql([[1], 1]);
    expect(bench.channels.answer(1, { kind: 'line', bytes: text('LATE') })).to.equal(false);
    expect(bench.interruption(CONSOLE).slice(8)).to.equal('0c00007f');
    expect(hex(bench.at(0x1000, 3))).to.equal(hex(text('NOW')));
  });

  it('drops the waiting line at a reset and asks for the next', () => {
    const bench = open();
    bench.channels.consoleLine(CONSOLE, text('ONE'));
    bench.channels.reset();
    expect([bench.taken, bench.pending]).to.eql([1, 0]);
    expect(bench.channels.consoleLine(CONSOLE, text('TWO'))).to.equal(true);
  });

  it('has no line where there is no console', () => {
    const bench = new ChannelBench();
    bench.attach(0x00c, { type: 'reader' });
    expect(bench.channels.consoleLine(0x00c, text('A'))).to.equal(false);
    expect(bench.channels.consoleLine(0x123, text('A'))).to.equal(false);
  });
});

describe('console 3270', () => {
  unitContract({ type: 'console', mode: '3270' }, 0x06);

  it('puts writes into the ring with their command', () => {
    for (const command of [0x01, 0x05, 0x0d]) {
      const bench = open('3270');
      bench.program(0x800, ccw(command, 0x1000, 0, 5));
      expect(bench.io(CONSOLE).slice(8)).to.equal('0c000000');
      expect(bench.ring.text()).to.equal(`[${hex(Uint8Array.of(command))}48454c4c4f]`);
    }
    const bench = open('3270').program(0x800, ccw(0x0f, 0, 0x20, 1));
    expect(bench.channels.startIo(CONSOLE, false)).to.equal(1);
    expect(bench.ring.text()).to.equal('[0f]');
  });

  it('gathers a stream from chained data, up to its bound', () => {
    const bench = open('3270');
    bench.program(0x800, ccw(0x05, 0x1000, 0x80, 2), ccw(0, 0x1002, 0x80, 2), ccw(0, 0x1004, 0, 1));
    expect(bench.io(CONSOLE).slice(8)).to.equal('0c000000');
    expect(bench.ring.text()).to.equal('[0548454c4c4f]');
    bench.program(0x800, ccw(0x05, 0x2000, 0, 0x9000));
    expect(bench.io(CONSOLE).slice(8)).to.equal('0c401000');
    expect(bench.ring.records.at(-1)!.bytes).to.have.length(0x8001);
  });

  it('asks for the screen to read it', () => {
    for (const [command, operation] of [
      [0x06, 'modified'],
      [0x0e, 'modified-all'],
      [0x02, 'buffer'],
    ] as const) {
      const bench = open('3270');
      bench.program(0x800, ccw(command, 0x1000, 0x20, 100));
      bench.channels.startIo(CONSOLE, false);
      expect(bench.asked.at(-1)!.ask).to.eql({
        kind: 'display-read',
        operation,
        chained: false,
      });
      bench.rebuild();
      bench.answer({ kind: 'stream', bytes: Uint8Array.of(0x7d, 0x40, 0x40) });
      expect(bench.interruption(CONSOLE)).to.equal('000008080c000061');
      expect(hex(bench.at(0x1000, 3))).to.equal('7d4040');
    }
  });

  it('tells operation check for an order that is cut off, with what came before it shown', () => {
    const bench = open('3270').put(0x1000, Uint8Array.of(0xc3, 0xc1, 0x11, 0x40));
    bench.program(0x800, ccw(0x05, 0x1000, 0x60, 4), ccw(0x03, 0, 0x20, 1));
    expect(bench.io(CONSOLE)).to.equal('000008080e000000');
    expect(bench.ring.text()).to.equal('[05c3c11140]');
    bench.program(0x800, ccw(0x04, 0x1100, 0x20, 1));
    bench.io(CONSOLE);
    expect(hex(bench.at(0x1100, 1))).to.equal('01');
  });

  it('has main say whether a write was valid when that depends on the screen, and else not', () => {
    const streams: readonly (readonly [boolean, readonly number[]])[] = [
      [false, [0xc3, 0x11, 0x5d, 0x7f, 0x1d, 0x40, 0x3c, 0x40, 0x40, 0xc1, 0x12, 0x40, 0x40]],
      [false, [0xc3, 0x29, 0x02, 0xc0, 0x60, 0x42, 0xf2, 0x28, 0x41, 0xf1, 0x13, 0x05, 0x08, 0x11]],
      [true, [0xc3, 0x11, 0x3f, 0xff]],
      [true, [0xc3, 0x3c, 0x7f, 0xff, 0xc1]],
      [true, [0xc3, 0x2c, 0x01, 0x42, 0xf2]],
      [true, [0xc3, 0x28, 0xc0, 0xf2]],
      [true, [0xc3, 0x29, 0x01, 0x99, 0xf2]],
    ];
    for (const [asks, stream] of streams) {
      for (const [answer, status] of [
        ['done', '0c'],
        ['invalid', '0e'],
      ] as const) {
        const bench = open('3270').put(0x1000, Uint8Array.from(stream));
        bench.program(0x800, ccw(0x01, 0x1000, 0, stream.length));
        expect(bench.channels.startIo(CONSOLE, false)).to.equal(0);
        bench.run();
        expect(bench.channels.asks().map(({ ask }) => ask.kind)).to.eql(
          asks ? ['display-written'] : [],
        );
        if (!asks) continue;
        bench.rebuild();
        bench.answer({ kind: answer });
        expect(bench.interruption(CONSOLE)).to.equal(`00000808${status}000000`);
        expect(bench.channels.unit(CONSOLE)!.sense()[0]).to.equal(answer === 'done' ? 0 : 1);
      }
    }
  });

  it('has a read that is chained to a write go on where that ended', () => {
    const bench = open('3270').put(0x1000, Uint8Array.of(0xc3));
    bench.program(0x800, ccw(0x01, 0x1000, 0x60, 1), ccw(0x02, 0x1100, 0x20, 9));
    bench.channels.startIo(CONSOLE, false);
    bench.run();
    expect(bench.asked.at(-1)!.ask).to.include({ operation: 'buffer', chained: true });
  });

  it("shows unit status X'8E' once after the screen was lost", () => {
    const bench = open('3270');
    bench.channels.unit(CONSOLE)!.displayLost!();
    bench.rebuild();
    bench.program(0x800, ccw(0x01, 0x1000, 0x20, 5));
    expect(bench.channels.startIo(CONSOLE, true)).to.equal(0);
    bench.run();
    expect(bench.interruption(CONSOLE).slice(8, 12)).to.equal('8e00');
    expect(bench.ring.text()).to.equal('');
    expect(bench.io(CONSOLE).slice(8, 12)).to.equal('0c00');
  });

  it('rejects the commands of a typewriter', () => {
    const bench = open('3270').program(0x800, ccw(0x09, 0x1000, 0x20, 5));
    expect(bench.channels.startIo(CONSOLE, false)).to.equal(1);
    expect(hex(bench.at(68, 2))).to.equal('0e00');
  });
});

describe("console by DIAGNOSE X'58'", () => {
  function run(...ccws: number[][]): string {
    const bench = open('3215');
    bench.put(0x800, ccws.flat());
    let status = -1;
    bench.channels.runProgram(CONSOLE, 0x800, 0, (result) => (status = result.unitStatus), true);
    bench.run();
    const kind = bench.asked.at(-1)?.ask;
    const asked = kind?.kind === 'display-read' ? `?${kind.operation}` : '';
    return `${bench.ring.text()}${asked} ${status.toString(16)}`;
  }

  it('leaves the status of full-screen I/O for TEST I/O, and that of lines not', () => {
    const bench = open('3215');
    const write = (command: number): string => {
      bench.put(0x800, ccw(command, 0x1000, 0x20, 5));
      return bench.channels.runProgram(CONSOLE, 0x800, 0, () => undefined, true);
    };
    const testIo = (): [number, string] => {
      bench.run();
      bench.put(64, new Uint8Array(8));
      return [bench.channels.testIo(CONSOLE), bench.csw()];
    };
    const nothing = [0, '0000000000000000'];
    const ended = [1, '000008080c000000'];
    expect(write(0x29)).to.equal('started');
    expect(testIo()).to.deep.equal(ended);
    expect(testIo()).to.deep.equal(nothing);
    write(0x19);
    expect(testIo()).to.deep.equal(nothing);
    // the next takes it away; an interruption takes it, too
    write(0x29);
    bench.run();
    write(0x19);
    expect(testIo()).to.deep.equal(nothing);
    write(0x29);
    bench.run();
    bench.rebuild();
    expect(bench.interruption(CONSOLE)).to.equal('000008080c000000');
    // status of START I/O is to be taken first
    bench.program(0x900, ccw(0x09, 0x1000, 0x20, 5));
    bench.channels.startIo(CONSOLE, false);
    bench.run();
    expect(write(0x29)).to.equal('busy');
    expect(bench.interruption(CONSOLE)).to.equal('000009080c000000');
    expect(write(0x29)).to.equal('started');
  });

  it('has no attention left of a key that was read, and keeps that of a line', () => {
    const read = (key: number, line: boolean): string => {
      const bench = open('3215');
      bench.put(0x800, ccw(0x2a, 0x1000, 0x20, 80, 0x80));
      bench.channels.runProgram(CONSOLE, 0x800, 0, () => undefined, true);
      bench.run();
      // the key is pressed, or the line typed, before its answer comes
      if (line) bench.channels.consoleLine(CONSOLE, text('HX'));
      else bench.channels.attention(CONSOLE);
      bench.answer({ kind: 'stream', bytes: Uint8Array.of(key, 0x40, 0x40) });
      bench.interruption(CONSOLE);
      bench.put(64, new Uint8Array(8));
      return `${bench.channels.testIo(CONSOLE)} ${bench.csw()}`;
    };
    const attention = '1 0000000080000000';
    expect(read(0x7d, false)).to.equal('0 0000000000000000');
    // no key had been pressed when the screen was read
    expect(read(0x60, false)).to.equal(attention);
    expect(read(0x7d, true)).to.equal(attention);
  });

  it('presents the attention of a waiting line again when it has told that the screen is lost', () => {
    const lost = (line: boolean): string => {
      const bench = open('3215');
      bench.put(0x800, ccw(0x2a, 0x1000, 0x20, 80, 0x80));
      bench.channels.unit(CONSOLE)!.displayLost!();
      bench.channels.attention(CONSOLE);
      if (line) bench.channels.consoleLine(CONSOLE, text('HX'));
      // one attention for both
      bench.interruption(CONSOLE);
      bench.channels.runProgram(CONSOLE, 0x800, 0, () => undefined, true);
      bench.run();
      bench.put(64, new Uint8Array(8));
      return `${bench.channels.testIo(CONSOLE)} ${bench.csw()}`;
    };
    expect(lost(true)).to.equal('1 0000000080000000');
    expect(lost(false)).to.equal('0 0000000000000000');
  });

  it('writes, erases, reads and clears as the control byte says', () => {
    const data = '48454c4c4f';
    const write = (control: number): string => run(ccw(0x29, 0x1000, 0x20, 5, control));
    expect(write(0x00)).to.equal(`[01${data}] c`);
    expect(write(0x80)).to.equal(`[05${data}] c`);
    expect(write(0x90)).to.equal(`[05${data}] c`);
    expect(write(0xc0)).to.equal(`[0d${data}] c`);
    expect(write(0xd0)).to.equal(`[0d${data}] c`);
    expect(write(0x40)).to.equal(`[0d${data}] c`);
    // of structured fields main has to say whether they are valid
    expect(write(0x20)).to.equal(`[11${data}] -1`);
    expect(run(ccw(0x2a, 0x1000, 0x20, 5, 0x80))).to.equal('?modified -1');
    expect(run(ccw(0x2a, 0x1000, 0x20, 5, 0x00))).to.equal('?buffer -1');
    expect(run(ccw(0x19, 0, 0x20, 1, 0xff))).to.equal('[05c2] c');
  });

  it('puts text on a line, and rejects a line that no screen has', () => {
    // line 2 is cell 160: 0x42 0x60 in six-bit halves
    expect(run(ccw(0x19, 0x1000, 0x20, 5, 0x02))).to.equal('[01c2114260' + '48454c4c4f] c');
    expect(run(ccw(0x19, 0x1000, 0x20, 5, 0x42))).to.equal('[01c2114260' + '48454c4c4f] c');
    // with bit 0 on a screen that is erased first
    expect(run(ccw(0x19, 0x1000, 0x20, 5, 0x82))).to.equal('[05c2114260' + '48454c4c4f] c');
    expect(run(ccw(0x19, 0x0000, 0x20, 2, 0x80))).to.equal('[05c2114040' + '4040] c');
    expect(run(ccw(0x19, 0, 0x20, 1, 0xfe))).to.equal('[05c2] c');
    // 23 is the last line of 24
    expect(run(ccw(0x19, 0x1000, 0x20, 80, 0x17)).endsWith(' c')).to.equal(true);
    expect(run(ccw(0x19, 0x1000, 0x20, 81, 0x17))).to.equal(' e');
    expect(run(ccw(0x19, 0x1000, 0x20, 5, 0x98))).to.equal(' e');
  });
});

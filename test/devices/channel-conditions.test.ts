/**
 * The fine print of the I/O chapter of the Principles of Operation (GA22-7000): what every I/O instruction answers in
 * every state of a device, where the CSW points after each error, when a length is incorrect.
 */
import { expect } from 'chai';
import { ccw, ChannelBench, hex, text } from './support/channel-bench.js';
import { ScriptedUnit } from './support/scripted-unit.js';

const A = 0x130;
const [CD, CC, SLI, PCI, IDA] = [0x80, 0x40, 0x20, 0x08, 0x04];
const END = { status: 0x0c };

/** A unit that waits for CP in a read (02), leaves the channel early in a control (07), and gives six bytes in a read (06). */
function bench(): ChannelBench {
  const made = new ChannelBench();
  made.attach(
    A,
    () =>
      new ScriptedUnit((command, transfer) => {
        if (command === 0x02) return { ask: { kind: 'open-input' } };
        if (command === 0x07) return { status: 0x08 };
        if (command === 0x06) transfer.put(text('ABCDEF'));
        return END;
      }),
  );
  made.put(64, new Uint8Array(8).fill(0xee));
  return made;
}

/** Brings a device into one of the states in which an I/O instruction may find it. */
const STATES: Readonly<Record<string, () => ChannelBench>> = {
  available: bench,
  'with attention': () => {
    const made = bench();
    made.channels.attention(A);
    return made;
  },
  'running a program': () => {
    const made = bench().program(0x800, ccw(0x02, 0x1000, 0, 8));
    made.channels.startIo(A, true);
    made.run();
    return made;
  },
  'running, a program-controlled interruption pending': () => {
    const made = bench().program(0x800, ccw(0x02, 0x1000, PCI, 8));
    made.channels.startIo(A, true);
    made.run();
    return made;
  },
  'ended, its interruption pending': () => {
    const made = bench().program(0x800, ccw(0x06, 0x1000, 0, 6));
    made.channels.startIo(A, true);
    made.run();
    return made;
  },
  'between channel end and device end': () => {
    const made = bench().program(0x800, ccw(0x07, 0, 0, 1));
    made.channels.startIo(A, true);
    made.run();
    made.interruption(A);
    made.put(64, new Uint8Array(8).fill(0xee));
    return made;
  },
  'between them, channel end pending': () => {
    const made = bench().program(0x800, ccw(0x07, 0, 0, 1));
    made.channels.startIo(A, true);
    made.run();
    return made;
  },
  'with device end pending': () => {
    const made = STATES['between channel end and device end']!();
    made.channels.deviceEnd(A);
    return made;
  },
};

/** Condition code, and the CSW as it is then: `e` are digits that were there before. */
const INSTRUCTIONS: Readonly<Record<string, (made: ChannelBench) => number | undefined>> = {
  SIO: (made) =>
    made.program(0x800, ccw(0x03, 0, CC, 1), ccw(0x02, 0, 0, 1)).channels.startIo(A, false),
  TIO: (made) => made.channels.testIo(A),
  HIO: (made) => made.channels.haltIo(A),
  HDV: (made) => made.channels.haltDevice(A),
  TCH: (made) => made.channels.testChannel(A),
  CLRIO: (made) => made.channels.clearIo(A),
};

const OLD = 'e'.repeat(16);
const STATUS = (digits: string): string => `eeeeeeee${digits}eeee`;
const ENDED = '000008080c000000';

const ANSWERS: Readonly<Record<string, Readonly<Record<string, readonly [number, string]>>>> = {
  available: {
    SIO: [0, OLD],
    TIO: [0, OLD],
    HIO: [1, STATUS('0000')],
    HDV: [1, STATUS('0000')],
    TCH: [0, OLD],
    CLRIO: [0, OLD],
  },
  'with attention': {
    SIO: [1, STATUS('9000')],
    TIO: [1, '0000000080000000'],
    HIO: [1, STATUS('0000')],
    HDV: [1, STATUS('0000')],
    TCH: [1, OLD],
    CLRIO: [0, OLD],
  },
  'running a program': {
    SIO: [2, OLD],
    TIO: [2, OLD],
    HIO: [1, STATUS('0000')],
    HDV: [1, STATUS('0000')],
    TCH: [0, OLD],
    CLRIO: [1, '0000080800000008'],
  },
  'running, a program-controlled interruption pending': {
    SIO: [2, OLD],
    TIO: [2, OLD],
    HIO: [1, STATUS('0000')],
    HDV: [1, STATUS('0000')],
    TCH: [1, OLD],
    CLRIO: [1, '0000080800800008'],
  },
  'ended, its interruption pending': {
    SIO: [2, OLD],
    TIO: [1, ENDED],
    HIO: [0, OLD],
    HDV: [0, OLD],
    TCH: [1, OLD],
    CLRIO: [1, ENDED],
  },
  'between channel end and device end': {
    SIO: [1, STATUS('1000')],
    TIO: [1, '0000000010000000'],
    HIO: [1, STATUS('0000')],
    HDV: [1, STATUS('0000')],
    TCH: [0, OLD],
    CLRIO: [0, OLD],
  },
  'between them, channel end pending': {
    SIO: [2, OLD],
    TIO: [1, '0000080808000001'],
    HIO: [0, OLD],
    HDV: [0, OLD],
    TCH: [1, OLD],
    CLRIO: [1, '0000080808000001'],
  },
  'with device end pending': {
    SIO: [1, STATUS('1400')],
    TIO: [1, '0000000004000000'],
    HIO: [1, STATUS('0000')],
    HDV: [1, STATUS('0000')],
    TCH: [1, OLD],
    CLRIO: [0, OLD],
  },
};

describe('channel subsystem: a device', () => {
  for (const [state, make] of Object.entries(STATES)) {
    it(`${state} answers each instruction`, () => {
      for (const [name, instruction] of Object.entries(INSTRUCTIONS)) {
        const made = make();
        expect([instruction(made), made.csw()], name).to.eql(ANSWERS[state]![name]);
        expect(made.channels.testIo(0x13f), 'no device there').to.equal(3);
      }
    });
  }

  it('has its status taken once, by TEST I/O, START I/O or an interruption', () => {
    for (const take of [
      (made: ChannelBench) => made.channels.testIo(A),
      (made: ChannelBench) => made.channels.takeIo(0xffff),
    ]) {
      for (const state of [
        'with attention',
        'ended, its interruption pending',
        'with device end pending',
      ]) {
        const made = STATES[state]!();
        take(made);
        expect([made.channels.testIo(A), made.channels.takeIo(0xffff), made.pending], state).to.eql(
          [0, -1, 0],
        );
      }
    }
  });

  it('presents channel end, then what the device held meanwhile', () => {
    const made = STATES['between them, channel end pending']!();
    made.channels.attention(A);
    made.channels.deviceEnd(A);
    expect(made.interruption(A)).to.equal('0000080808000001');
    expect(made.interruption(A)).to.equal('0000000084000000');
    expect(made.pending).to.equal(0);
  });

  it('halted between channel end and device end still gives its device end', () => {
    const made = STATES['between channel end and device end']!();
    expect(made.channels.haltDevice(A)).to.equal(1);
    expect(made.channels.testIo(A)).to.equal(1);
    expect(made.csw()).to.equal('0000000010000000');
    made.channels.deviceEnd(A);
    expect(made.interruption(A)).to.equal('0000000004000000');
  });
});

describe('channel subsystem: devices on one control unit', () => {
  const [ONE, TWO, ELSEWHERE] = [0x180, 0x187, 0x188];

  /** Three devices, the first two on one control unit, each of which waits in a read and works by itself in a control. */
  function devices(): ChannelBench {
    const made = new ChannelBench();
    for (const address of [ONE, TWO, ELSEWHERE]) {
      made.attach(address, () => {
        const unit = new ScriptedUnit((command) => {
          if (command === 0x02) return { ask: { kind: 'open-input' } };
          return command === 0x07 ? { status: 0x08 } : END;
        });
        unit.onControlUnit = 8;
        return unit;
      });
    }
    return made;
  }
  const start = (made: ChannelBench, address: number, command: number): number | undefined => {
    made.put(64, new Uint8Array(8).fill(0xee));
    return made.program(0x800, ccw(command, 0x1000, 0x20, 1)).channels.startIo(address, false);
  };

  it('find it busy with another, and have control-unit end when it is free, apart from the ends of that one', () => {
    for (const again of [
      (made: ChannelBench) => start(made, TWO, 0x02),
      (made: ChannelBench) => made.channels.testIo(TWO),
    ]) {
      const made = devices();
      expect(start(made, ONE, 0x02)).to.equal(0);
      made.put(64, new Uint8Array(8).fill(0xee));
      expect(again(made)).to.equal(1);
      expect(made.csw()).to.equal(STATUS('5000'));
      expect(start(made, ELSEWHERE, 0x03), 'another control unit').to.equal(1);
      expect(made.csw()).to.equal(STATUS('0c00'));
      made.rebuild();
      expect(made.pending).to.equal(0);
      made.answer({ kind: 'done' });
      expect(made.interruption(ONE)).to.match(/^000008080c/);
      expect(made.interruption(TWO)).to.equal('0000000020000000');
      expect([made.channels.testIo(TWO), made.pending]).to.eql([0, 0]);
    }
  });

  it('give control-unit end to START I/O as well, and with what the device has itself', () => {
    const made = devices();
    start(made, ONE, 0x02);
    start(made, TWO, 0x02);
    made.channels.deviceEnd(TWO);
    expect(start(made, TWO, 0x02), 'nobody can ask the device').to.equal(1);
    expect(made.csw()).to.equal(STATUS('5000'));
    made.channels.haltIo(ONE);
    expect(start(made, TWO, 0x02)).to.equal(1);
    expect(made.csw()).to.equal(STATUS('3400'));
    expect(start(made, TWO, 0x02)).to.equal(0);
  });

  it('do not keep it busy while they work by themselves', () => {
    const made = devices();
    expect(start(made, ONE, 0x07)).to.equal(1);
    expect(start(made, TWO, 0x02)).to.equal(0);
    expect(made.channels.testIo(ONE), 'busy with the other one').to.equal(1);
    expect(made.csw()).to.equal('eeeeeeee5000eeee');
    made.answer({ kind: 'done' });
    made.channels.deviceEnd(ONE);
    expect(made.interruption(ONE)).to.equal('0000000024000000');
  });

  it('forget it at a reset', () => {
    const made = devices();
    start(made, ONE, 0x02);
    start(made, TWO, 0x02);
    made.channels.reset();
    expect([made.pending, made.channels.testIo(TWO)]).to.eql([0, 0]);
  });
});

describe('channel subsystem: program-controlled interruption', () => {
  it('comes with the status of an immediate operation', () => {
    const made = bench().program(0x800, ccw(0x03, 0, PCI, 1));
    expect(made.channels.startIo(A, false)).to.equal(1);
    expect(made.csw()).to.equal(STATUS('0c80'));
    expect(made.pending).to.equal(0);
  });

  it('comes for a CCW that is reached by chaining commands or data, again and again', () => {
    const made = bench().program(
      0x800,
      ccw(0x03, 0, CC | PCI, 1),
      ccw(0x06, 0x1000, CD, 4),
      ccw(0, 0x1100, CC | PCI, 2),
      ccw(0x02, 0x1200, PCI, 1),
    );
    expect(made.channels.startIo(A, true)).to.equal(0);
    for (const csw of ['0000080800800001', '0000081800800000', '0000082000800001']) {
      while (made.channels.takeIo(0xffff) < 0 && made.channels.step(1) > 0);
      expect([csw.slice(0, 12), made.channels.testIo(A)]).to.eql([made.csw().slice(0, 12), 2]);
    }
    made.answer({ kind: 'none' });
    expect(made.interruption(A)).to.equal('000008200c000001');
  });

  it('is one when the next comes before it was taken, and none for a transfer in channel', () => {
    const made = bench().program(
      0x800,
      ccw(0x03, 0, CC | PCI, 1),
      ccw(0x03, 0, CC | PCI, 1),
      ccw(0x06, 0x1000, 0, 6),
    );
    made.channels.startIo(A, true);
    made.run();
    expect(made.interruption(A)).to.equal('000008180c800000');
    expect(made.pending).to.equal(0);
    made
      .program(0x800, ccw(0x03, 0, CC, 1), ccw(0x08, 0x820, PCI, 1))
      .put(0x820, ccw(0x06, 0x1000, 0, 6));
    made.channels.startIo(A, true);
    made.run();
    expect(made.interruption(A)).to.equal('000008280c000000');
  });
});

describe('channel subsystem: where the CSW points', () => {
  /** The CSW of a program whose second CCW, at 808, is this one. */
  function second(bad: number[], put: (made: ChannelBench) => void = () => undefined): string {
    const made = bench().program(0x800, ccw(0x03, 0, CC, 1), bad);
    put(made);
    made.channels.startIo(A, true);
    made.run();
    return made.interruption(A);
  }
  const cases: readonly [string, string, string][] = [
    ['a command of zeros', second(ccw(0x10, 0, 0, 1)), '0000081000200001'],
    ['a count of zero', second(ccw(0x06, 0x1000, 0, 0)), '0000081000200001'],
    ['flags that must be zero', second(ccw(0x06, 0x1000, 1, 1)), '0000081000200001'],
    ['a TIC that leads nowhere', second(ccw(0x08, 0x10000, 0, 1)), '0000081000200001'],
    ['a TIC to no doubleword', second(ccw(0x08, 0x904, 0, 1)), '0000081000200001'],
    [
      'a TIC to a TIC',
      second(ccw(0x08, 0x900, 0, 1), (made) => made.put(0x900, ccw(0x08, 0x910, 0, 1))),
      '0000090800200001',
    ],
    [
      'a TIC to a bad CCW',
      second(ccw(0x08, 0x900, 0, 1), (made) => made.put(0x900, ccw(0x06, 0, 0, 0))),
      '0000090800200001',
    ],
    [
      'a TIC to a protected CCW',
      second(ccw(0x08, 0x1800, 0, 1), (made) => {
        made.storage.keys[3] = 0x58;
        made.caw(0x800, 4);
      }),
      '4000180800100001',
    ],
    ['a data address outside', second(ccw(0x06, 0x10000, 0, 6)), '000008100c200006'],
    ['an IDAW list at no word', second(ccw(0x06, 0x902, IDA, 6)), '0000081000200006'],
    ['an IDAW outside', second(ccw(0x06, 0x10000, IDA, 6)), '0000081000200006'],
    [
      'protected data',
      second(ccw(0x06, 0x1800, 0, 6), (made) => {
        made.storage.keys[3] = 0x50;
        made.caw(0x800, 4);
      }),
      '400008100c100006',
    ],
  ];
  for (const [name, csw, wanted] of cases) {
    it(name, () => {
      expect(csw).to.equal(wanted);
    });
  }

  it('a first CCW that is a transfer in channel, or chaining that runs out of storage', () => {
    const made = bench().program(0x800, ccw(0x08, 0x900, 0, 1));
    made.channels.startIo(A, true);
    made.run();
    expect(made.interruption(A)).to.equal('0000080800200000');
    made.put(0xfff8, ccw(0x03, 0, CC, 1)).caw(0xfff8);
    made.channels.startIo(A, true);
    made.run();
    expect(made.interruption(A)).to.equal('0001000800200001');
  });
});

describe('channel subsystem: incorrect length', () => {
  // six bytes come; the second CCW is a command, or takes what is left
  for (const [flags, count, wanted] of [
    [0, 6, '000008080c000000'],
    [0, 5, '000008080c400000'],
    [0, 7, '000008080c400001'],
    [SLI, 5, '000008080c000000'],
    [SLI, 7, '000008080c000001'],
    [CC, 6, '000008100c000001'],
    [CC, 5, '000008080c400000'],
    [CC, 7, '000008080c400001'],
    [CC | SLI, 5, '000008100c000001'],
    [CC | SLI, 7, '000008100c000001'],
    // suppression means nothing while data are chained: the last CCW decides
    [CD | SLI, 7, '000008080c400001'],
    [CD, 5, '000008100c000000'],
    [CD, 4, '000008100c400000'],
  ] as const) {
    it(`flags ${hex(Uint8Array.of(flags))}, count ${count}`, () => {
      const made = bench().program(0x800, ccw(0x06, 0x1000, flags, count), ccw(0x03, 0x1100, 0, 1));
      made.channels.startIo(A, true);
      made.run();
      expect(made.interruption(A)).to.equal(wanted);
    });
  }
});

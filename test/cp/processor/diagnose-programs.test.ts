/** Guest programs in source form that use DIAGNOSE as programs do, above all where operands lie in several places. */
import { expect } from 'chai';
import { assemble } from '../../../src/cms/assembler/assembler.js';
import type { DeviceSpec } from '../../../src/cp/protocol.js';
import { fromEbcdic, toEbcdic } from '../../../src/shared/ebcdic.js';
import { Rig } from './rig.js';
import type { RigMachine } from './rig.js';

const DISK: DeviceSpec = { address: 0x191, type: 'fba', handle: 7, blocks: 64, readOnly: false };

/** What stands around each program: it is at X'1000' with its base in register 12. */
const BEGIN = `
PROGRAM  START X'1000'
         BALR  12,0
         USING *,12
`;
const FINISH = `
         LPSW  END
         LTORG
         DS    0D
END      DC    X'000200000000C0DE'
BAD      DC    X'0002000000000BAD'
`;

/** A program in a machine, under way. */
class Running {
  readonly machine: RigMachine;
  readonly #symbols: ReadonlyMap<string, number>;

  constructor(machine: RigMachine, source: string) {
    const { bytes, origin, entry, symbols, errors } = assemble(
      `${BEGIN}${source}${FINISH}         END   PROGRAM`,
    );
    expect(errors).to.deep.equal([]);
    this.machine = machine;
    this.#symbols = symbols;
    machine.storage.store(origin, bytes);
    for (const page of [0, 0x5000]) machine.storage.store(page + 0x68, bytes.slice(-8));
    machine.cpu.loadPsw(0, entry);
    machine.post({ op: 'start' });
    machine.rig.run();
  }

  /** The address of a label. */
  at(name: string): number {
    const address = this.#symbols.get(name);
    if (address === undefined) throw new Error(`no label ${name}`);
    return address;
  }

  word(name: string): number {
    return this.machine.storage.word(this.at(name))!;
  }

  /** The condition code that BALR left in a word. */
  cc(name: string): number {
    return (this.word(name) >>> 28) & 3;
  }

  bytes(name: string, length: number): Uint8Array {
    return this.machine.storage.fetch(this.at(name), length)!;
  }

  /** Answers what the program waits for, and lets it go on. */
  answer(answer: Extract<Parameters<RigMachine['post']>[0], { op: 'answer' }>['answer']): void {
    this.machine.post({ op: 'answer', ask: this.machine.asks.at(-1)!.ask, answer });
    this.machine.rig.run();
  }

  /** Expects that it has come to its end. */
  ended(): this {
    expect(this.machine.of('stopped').at(-1)?.reason).to.deep.include({
      kind: 'disabled-wait',
      psw: [0x00020000, 0xc0de],
    });
    return this;
  }
}

describe('programs that use DIAGNOSE', () => {
  let rig: Rig;
  let machine: RigMachine;
  beforeEach(() => {
    rig = new Rig();
    rig.files.files.set(7, new Uint8Array(64 * 512));
    machine = rig.machine({
      devices: [
        { address: 0x009, type: 'console', mode: '3215' },
        { address: 0x00c, type: 'reader' },
        DISK,
      ],
      accounting: true,
    });
  });

  it('08: commands and their response across pages, as much as there is room for', () => {
    const program = new Running(
      machine,
      `
         L     2,TEXTAT
         MVC   0(TEXTL,2),TEXT       across the boundary at X'3000'
         L     3,BUFFERAT            so is the buffer, at X'4000'
         L     4,=A(X'40000000'+TEXTL)
         LA    5,12
         DC    X'83240008'
         BALR  6,0
         STM   4,6,RESULT
         LPSW  END
TEXT     DC    C'QUERY TIME',X'15',C'QUERY USERID'
TEXTL    EQU   *-TEXT
TEXTAT   DC    A(X'2FF8')
BUFFERAT DC    A(X'3FFA')
RESULT   DC    3F'-1'
`,
    );
    expect(machine.asks.at(-1)?.question).to.deep.include({
      kind: 'command',
      text: 'QUERY TIME\nQUERY USERID',
      buffered: true,
    });
    program.answer({ kind: 'command', rc: 7, lines: ['ABCDE', 'FGHIJKLM'] });
    program.ended();
    const at = program.at('RESULT');
    expect(machine.storage.word(at)).to.equal(7);
    // 15 bytes with their line ends, of which 3 did not fit
    expect(machine.storage.word(at + 4)).to.equal(3);
    expect((machine.storage.word(at + 8)! >>> 28) & 3).to.equal(1);
    expect(fromEbcdic(machine.storage.fetch(0x3ffa, 14)!)).to.equal('ABCDE\nFGHIJK\0\0');
  });

  it('4C: the address is looked at before the length, and a page is not crossed', () => {
    for (const [address, length, code] of [
      [-4, 0, 5],
      [0x40000, 0, 5],
      [0x2fff, 1, undefined],
      [0x2fff, 2, 6],
      [0x2000, 0, 6],
      [0x2000, 71, 6],
    ] as const) {
      const program = new Running(
        machine,
        `
         L     2,=F'${address}'
         LA    4,X'10'
         LA    5,${length}
         DC    X'8324004C'
         LPSW  END
`,
      );
      if (code !== undefined) {
        expect(machine.storage.word(0x28)! & 0xffff, `${address} ${length}`).to.equal(code);
        continue;
      }
      expect(machine.asks.at(-1)?.question.kind).to.equal('service');
      program.answer({ kind: 'service', answer: { code: 0 } });
      program.ended();
    }
  });

  it('A4: writes blocks, reads them back, and compares', () => {
    machine.storage.store(0x8000, toEbcdic('ONE'));
    machine.storage.store(0x9ff0, toEbcdic('TWO'));
    const program = new Running(
      machine,
      `
         MVI   LIST+3,1              write
         LA    2,LIST
         DC    X'832400A4'
         BALR  6,0
         ST    6,WROTE
         ST    15,REASON
         MVI   LIST+3,2              read the two, the other way round
         MVC   ENTRIES(4),=F'6'
         MVC   ENTRIES+8(4),=F'5'
         DC    X'832400A4'
         BALR  6,0
         ST    6,READ
         L     3,=A(X'8000')
         CLC   0(3,3),=C'TWO'
         BNE   WRONG
         L     3,=A(X'9FF0')         from one page into the next
         CLC   0(3,3),=C'ONE'
         BNE   WRONG
         LPSW  END
WRONG    LPSW  BAD
         DS    0F
LIST     DC    AL2(X'191'),X'0000',F'512',A(ENTRIES),F'2'
         DC    F'-1',XL4'FFFFFFFF',XL6'00',XL2'FFFF',XL24'00',XL32'FF'
         DS    0D
ENTRIES  DC    F'5',A(X'8000'),F'6',A(X'9FF0')
WROTE    DC    F'-1'
READ     DC    F'-1'
REASON   DC    F'-1'
`,
    ).ended();
    expect([program.cc('WROTE'), program.cc('READ'), program.word('REASON')]).to.deep.equal([
      0, 0, 0,
    ]);
    expect(rig.files.files.get(7)!.slice(5 * 512, 5 * 512 + 3)).to.deep.equal(toEbcdic('ONE'));
    // blocks done, channel end and device end, no residual count, no sense bytes
    const list = program.at('LIST');
    expect(machine.storage.word(list + 16)).to.equal(2);
    expect(machine.storage.word(list + 20)).to.equal(0x0c000000);
    expect(machine.storage.word(list + 28)! & 0xffff).to.equal(0);
  });

  it('20, A8, 28: chains at real addresses of a processor with a prefix, data at absolute ones', () => {
    machine.storage.store(0x2100, toEbcdic('HELLO'));
    const program = new Running(
      machine,
      `
         SPX   PREFIX
         MVC   X'900'(8),CHAIN       real page 0, which is X'5900'
         LA    2,9
         LA    4,X'900'
         DC    X'83240020'
         BALR  6,0
         ST    6,GENERAL
         MVC   X'900'(8),=XL8'77'    nothing that the console has
         LA    2,LIST
         DC    X'832400A8'           the list says X'5900' itself
         BALR  6,0
         ST    6,BYLIST
         LA    2,X'904'
         LA    4,9
         DC    X'83240028'
         BALR  6,0
         STM   15,15,CHANGE
         LPSW  END
PREFIX   DC    A(X'5000')
CHAIN    DC    X'09',AL3(X'2100'),X'20000005'
         DS    0F
LIST     DC    AL2(9),X'0000',F'0',A(X'5900'),F'0',XL72'00'
GENERAL  DC    F'-1'
BYLIST   DC    F'-1'
CHANGE   DC    F'-1'
`,
    ).ended();
    expect(program.cc('GENERAL')).to.equal(0);
    expect(machine.lines()).to.deep.equal(['HELLO']);
    expect(program.cc('BYLIST')).to.equal(3);
    // not on a doubleword
    expect(program.word('CHANGE')).to.equal(4);
  });

  it('68: data at real addresses, in two places of absolute storage', () => {
    const program = new Running(
      machine,
      `
         SPX   PREFIX
         LA    2,LIST
         DC    X'83240068'
         ST    4,RESULT
         LPSW  END
PREFIX   DC    A(X'5000')
         DS    0D
*        RECEIVE of 6 bytes at X'FFC': two are behind page 0
LIST     DC    X'0000',H'5',F'7',CL8'BOB',A(X'FFC'),F'6'
         DC    A(0),F'0',XL8'00'
RESULT   DC    F'-1'
`,
    );
    program.answer({ kind: 'service', answer: { code: 0, bytes: toEbcdic('ABCDEF') } });
    program.ended();
    expect(program.word('RESULT')).to.equal(0);
    expect(fromEbcdic(machine.storage.fetch(0x5ffc, 4)!)).to.equal('ABCD');
    expect(machine.storage.fetch(0x0ffc, 4)).to.deep.equal(new Uint8Array(4));
    expect(fromEbcdic(program.bytes('PROGRAM', 2))).to.equal('EF');
  });

  it('68: what an interruption stores goes by the prefix of the processor that takes it', () => {
    const program = new Running(
      machine,
      `
         SPX   PREFIX
         LA    2,LIST
         DC    X'83240068'
         ST    4,RESULT
         LCTL  0,0,=F'1'
         MVC   X'58'(8),NEW
         LPSW  WAIT
PREFIX   DC    A(X'5000')
         DS    0D
*        AUTHORIZE with the buffer at X'B00'
LIST     DC    X'0000',H'0',F'0',CL8' ',A(X'B00'),F'48'
         DC    A(0),F'0',XL8'00'
WAIT     DC    X'0102000000000000'
NEW      DC    X'000200000000C0DE'
RESULT   DC    F'-1'
`,
    );
    program.answer({ kind: 'service', answer: { code: 0 } });
    const bytes = new Uint8Array(40).fill(0xaa);
    const reply = { address: 0xff8, bytes: toEbcdic('GOOD') };
    machine.post({ op: 'message', message: { bytes, urgent: false, reply } });
    machine.rig.run();
    program.ended();
    expect(machine.storage.fetch(0x5b00, 40)).to.deep.equal(bytes);
    expect(machine.storage.word(0xb00)).to.equal(0);
    expect(fromEbcdic(machine.storage.fetch(0x5ff8, 4)!)).to.equal('GOOD');
  });
});

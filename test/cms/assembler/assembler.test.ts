import { expect } from 'chai';
import fc from 'fast-check';
import { assemble } from '../../../src/cms/assembler/assembler.js';
import { disassemble } from '../../../src/cpu/disassembler.js';
import { INSTRUCTIONS } from '../../../src/cpu/instruction-table.js';
import type { Format } from '../../../src/cpu/instruction-table.js';

/** Assembles and shows the bytes; the source must be without errors. */
function hex(source: string): string {
  const program = assemble(source);
  expect(program.errors).to.deep.equal([]);
  return Buffer.from(program.bytes).toString('hex').toUpperCase();
}

/** The messages of a source in error. */
function errors(source: string): string[] {
  return assemble(source).errors.map(({ line, message }) => `${line}: ${message}`);
}

/** Operands that every format can have. */
const OPERANDS: Readonly<Record<Format, string>> = {
  RR: '4,0',
  RR1: '7',
  RRM: '8,14',
  I: '202',
  RRE: '3,4',
  RRE1: '5',
  RX: '4,4095(2,13)',
  RXM: '7,16(0,12)',
  RS: '14,12,12(13)',
  RSM: '1,5,8(9)',
  RSS: '2,63(4)',
  SI: '4(5),255',
  S: '8(9)',
  S0: '',
  SSL: '1(256,2),3(4)',
  SSLL: '1(16,2),3(1,4)',
  SSI: '1(16,2),62,5',
  SSR: '1(3,2),4(5),6',
  SSE: '1(2),3(4)',
};

describe('assembler and disassembler', () => {
  for (const { mnemonic, format, opcode } of INSTRUCTIONS) {
    it(`agree on ${mnemonic}`, () => {
      const text = `${mnemonic.padEnd(5)} ${OPERANDS[format]}`.trimEnd();
      const program = assemble(` ${text}`);
      expect(program.errors).to.deep.equal([]);
      expect(disassemble(program.bytes).text).to.equal(text);
      const first = opcode > 0xff ? opcode >> 8 : opcode;
      expect(program.bytes[0]).to.equal(first);
      if (opcode > 0xff) expect(program.bytes[1]).to.equal(opcode & 0xff);
    });
  }

  it('shows what is no instruction, or not all of one, as DC', () => {
    expect(disassemble(Uint8Array.of(0, 0)).text).to.equal("DC    X'0000'");
    expect(disassemble(Uint8Array.of(0x58, 0x10, 0)).text).to.equal("DC    X'5810'");
    expect(disassemble(Uint8Array.of(0x18))).to.deep.include({ length: 1 });
    expect(disassemble(new Uint8Array(0))).to.deep.include({ length: 0 });
  });
});

describe('assembler', () => {
  it('knows the extended mnemonics', () => {
    expect(hex(' B 4(1)\n BNE 4(1)\n BOR 2\n BR 14\n NOP\n NOPR\n BNZ 4(0,1)')).to.equal(
      '47F1000447710004071207FE' + '47000000' + '0700' + '47701004',
    );
  });

  it('finds bases by USING, the nearest one', () => {
    const source = `T START 0
 USING T,10,11
 L 1,FAR
 USING NEAR,12
 L 1,NEAR+4(2)
 DROP 12
 LA 1,NEAR
 ORG T+X'200'
NEAR DS 2F
 ORG T+X'1010'
FAR DS F
`;
    expect(hex(source).slice(0, 24)).to.equal('5810B0105812C0044110A200');
  });

  it('takes implied lengths from symbols and literals', () => {
    const source = ` USING *,12
 MVC OUT,=C'AB'
 CLC OUT+1(2),OUT
 MVC 0(3,1),OUT
 PACK OUT,OUT(2)
OUT DS CL4
`;
    expect(hex(source).slice(0, 48)).to.equal('D203C018C020D501C019C018D2021000C018F231C018C018');
  });

  it('makes constants of every type', () => {
    expect(hex(" DC C'A''B',CL3'X',X'ABC',XL3'1',B'101',P'-12',PL3'7',Z'-12'")).to.equal(
      'C17DC2E740400ABC0000010' + '5012D00007CF1D2',
    );
    expect(hex(" DC F'-1',H'2',FL3'5',3H'1',A(*),AL3(16),Y(5)")).to.equal(
      'FFFFFFFF000200000500000100010001' + '00000010000010' + '00' + '0005',
    );
    expect(hex(" DC (2*2)X'F1',0F'0',F'1'")).to.equal('F1F1F1F100000001');
  });

  it('places literals at LTORG and at the end, the large ones first, each once', () => {
    const source = `T START X'100'
 USING T,1
 LA 0,=X'FF'
 L 0,=F'5'
 L 0,=F'5'
 LTORG
 L 0,=F'5'
 END T
`;
    const program = assemble(source);
    expect(program.errors).to.deep.equal([]);
    expect(program.origin).to.equal(0x100);
    expect(program.entry).to.equal(0x100);
    expect(Buffer.from(program.bytes).toString('hex')).to.equal(
      '41001014' +
        '58001010' +
        '58001010' +
        '00000000' +
        '00000005' +
        'ff00' +
        '58001020' +
        '0'.repeat(12) +
        '00000005',
    );
  });

  it('lays out sections, dummy ones without bytes', () => {
    const source = `A CSECT
 DC X'01'
D DSECT
D1 DS F
D2 DS F
B CSECT
 DC A(A,B)
A CSECT
 DC X'02'
 USING D,5
B CSECT
 L 1,D2
`;
    expect(hex(source)).to.equal('0102000000000000' + '0000000000000008' + '58105004');
    expect(assemble(source).symbols.get('D2')).to.equal(4);
  });

  it('makes CCWs and CNOPs and knows EQU, ORG and length attributes', () => {
    const source = ` NOPR 0
 CNOP 0,4
X EQU 7,3
 DC AL1(X,L'X,L'C)
C CCW 9,C,X'20',L'C
`;
    expect(hex(source)).to.equal('07000700' + '07030800' + '0900000820000008');
  });

  it('goes on over continued lines and leaves comments alone', () => {
    const first = ` MVC 0(4,1),${' '.repeat(80)}`.slice(0, 71) + 'X';
    expect(hex(`* comment\n${first}\n               4(2)  remark, with comma\n`)).to.equal(
      'D20310002004',
    );
  });

  it('tells what is wrong, by line, and goes on', () => {
    expect(errors(" FOO 1\n LR 1\n LR 1,16\n L 1,NONE\nA DC F'1'\nA DC F'2'")).to.deep.equal([
      '1: IFO078  UNDEFINED OP CODE',
      '2: IFO210  TOO FEW OPERANDS',
      '3: IFO219  REGISTER OR IMMEDIATE FIELD OVERFLOW',
      '4: IFO188  NONE IS AN UNDEFINED SYMBOL',
      '6: IFO196  A HAS BEEN PREVIOUSLY DEFINED',
    ]);
    expect(errors(" MVI 0(1),256\n LA 1,4096\n DC X'G'")).to.have.length(3);
    expect(errors(" DC 99999999X'00'")).to.deep.equal(['1: IFO206  DUPLICATION FACTOR ERROR']);
    expect(errors(" MVC 0(257,1),0(1)\n DC C'AB")).to.have.length(2);
  });

  it('never throws, whatever it is fed', () => {
    const line = fc.tuple(
      fc.constantFrom('', 'A', '1', "L'"),
      fc.constantFrom(
        'L',
        'MVC',
        'DC',
        'DS',
        'EQU',
        'ORG',
        'USING',
        'CNOP',
        'CCW',
        'START',
        'LTORG',
        'END',
      ),
      fc.string({ unit: fc.constantFrom(...Array.from("AX'(),=*+-/ 019FCL")), maxLength: 20 }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 8 }), (lines) => {
        assemble(lines.map((fields) => fields.join(' ')).join('\n'));
      }),
      { numRuns: 300, seed: 370 },
    );
  });
});

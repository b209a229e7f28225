/** TEXT decks card by card: these are the bytes that Assembler XF makes of the same source. */
import { expect } from 'chai';
import { assembleSome, startAssembly } from '../../../src/cms/assembler/assembler.js';
import { fromEbcdic, toEbcdic } from '../../../src/shared/ebcdic.js';

/** Cards without the END card: name, data up to its last byte, number. PUNCH cards as text. */
function deck(...lines: string[]): string[] {
  const state = startAssembly(lines);
  while (assembleSome(state, 100).kind !== 'done');
  expect(state.flags.map(({ text }) => text)).to.deep.equal([]);
  return state.deck.slice(0, -1).map((card) => {
    const text = fromEbcdic(card);
    if (card[0] !== 2) return text.trimEnd();
    const length = (card[10]! << 8) | card[11]!;
    const data = Buffer.from(card.subarray(5, 16 + length)).toString('hex');
    return `${text.slice(1, 4)} ${data} ${text.slice(72)}`;
  });
}

describe('a TEXT deck', () => {
  it('has external names of literals where their pool is, not where they are used', () => {
    const names = (...source: string[]): string[] => {
      const [first = ''] = deck('A CSECT', ' USING A,12', ...source, ' END');
      const bytes = Buffer.from(first.split(' ')[1]!, 'hex').subarray(11);
      return [0, 16, 32, 48]
        .filter((at) => at + 16 <= bytes.length)
        .map((at) => fromEbcdic(bytes.subarray(at, at + 8)).trimEnd());
    };
    const used = [' L 15,=V(X)', ' ENTRY Y', 'Y BR 14'];
    expect(names(...used)).to.deep.equal(['A', 'Y', 'X']);
    expect(names(used[0]!, ' LTORG', ...used.slice(1))).to.deep.equal(['A', 'X', 'Y']);
    expect(names(' DC V(X)', ...used.slice(1))).to.deep.equal(['A', 'X', 'Y']);
    expect(names(' L 15,=V(X)', ' L 14,=V(W)', ' EXTRN Z')).to.deep.equal(['A', 'Z', 'X']);
  });

  it('knows numbers of EQU statements further down in duplication factors and lengths', () => {
    const source = (...last: string[]): string[] => [
      ...['A CSECT', " DC (N)CL(W)'AB'", ' DS (N+M)C', " DC C'Z'", ...last, ' END'],
    ];
    const forward = deck(...source('N EQU 2', 'W EQU N+1', 'M EQU W-N'));
    expect(forward).to.deep.equal(deck('A CSECT', " DC 2CL3'AB'", ' DS 3C', " DC C'Z'", ' END'));
    for (const wrong of [
      ['N EQU *', 'M EQU 1', 'W EQU 1'],
      ['N EQU M', 'M EQU N', 'W EQU 1'],
      ['N EQU X', 'M EQU 1', 'W EQU 1', 'X DS F'],
    ]) {
      const state = startAssembly(source(...wrong));
      while (assembleSome(state, 100).kind !== 'done');
      expect(state.flags[0]?.text, wrong[0]).to.equal('IFO206  DUPLICATION FACTOR ERROR');
    }
  });

  it('says nothing of addresses of a dummy section within one', () => {
    const map = ['D DSECT', ' DC A(E)', 'X DS F', ' DC A(X)', 'E DSECT', ' DC AL3(D)'];
    const code = ['A CSECT', ' USING D,1', ' L 2,X', ' END'];
    expect(deck(...map, ...code)).to.deep.equal(deck('D DSECT', ' DS A', 'X DS F', ...code));
  });

  it('has no external names of V constants in dummy sections', () => {
    const map = ['D DSECT', ' DC V(NOWHERE)', ' DS V(NOR)'];
    const code = ['A CSECT', ' DC V(X)', ' DS V(Y)', ' END'];
    expect(deck(...map, ...code)).to.deep.equal(deck('D DSECT', ' DS 2A', ...code));
    // a name that a control section has as well
    expect(deck('D DSECT', ' DC V(X)', ...code)).to.deep.equal(deck('D DSECT', ' DS A', ...code));
  });

  it('takes a comma for an operand that is not there', () => {
    const plain = ['A CSECT', ' SPACE', ' EJECT', ' ORG', " DC C'A'", ' LTORG', ' USING *,12'];
    const rest = [' DROP', 'D DSECT', 'A CSECT', ' COM', ' END'];
    const commas = [...plain, ...rest].map((card) =>
      /DC|USING/.test(card) ? card : `${card} ,  A REMARK`,
    );
    expect(deck(...commas)).to.deep.equal(deck(...plain, ...rest));
  });

  it('has zeros where constants and instructions are brought to a boundary, but not for DS and LTORG', () => {
    const source = [" DC X'1'", ' LR 1,1', " DC X'2'", " DC F'3'", ' DS D', " DC X'4'"];
    expect(
      deck('P CSECT', ...source, ' LTORG', " DC C'A'", ' CNOP 0,4', ' LR 2,2', ' END').slice(1),
    ).to.deep.equal([
      'TXT 000000' + '4040000c' + '40400001' + '010018110200000000000003' + ' 00000002',
      'TXT 000018' + '40400001' + '40400001' + '04' + ' 00000003',
      'TXT 000020' + '40400006' + '40400001' + 'c10007001822' + ' 00000004',
    ]);
  });

  it('has entries where ENTRY stands, and pseudo registers of DXD and of dummy sections', () => {
    const ebcdic = (name: string): string => Buffer.from(toEbcdic(name.padEnd(8))).toString('hex');
    expect(
      deck(
        ...['A CSECT', ' ENTRY X', 'D DSECT', ' DS CL5', 'B CSECT', ' EXTRN C', 'X EQU *'],
        ...[' ENTRY Y', 'Y DS F', ' DC Q(D)', 'E DXD CL3,D', ' END'],
      ).slice(0, 3),
    ).to.deep.equal([
      `ESD 4040404040003040400001` +
        `${ebcdic('A')}0000000040000000` +
        `${ebcdic('X')}0100000040000002` +
        `${ebcdic('B')}0000000040000008 00000001`,
      `ESD 4040404040003040400003` +
        `${ebcdic('C')}0200000040404040` +
        `${ebcdic('Y')}0100000040000002` +
        `${ebcdic('D')}0600000007000005 00000002`,
      `ESD 4040404040001040400005${ebcdic('E')}0600000000000010 00000003`,
    ]);
  });

  it('has cards of PUNCH in front when they come before the first section, and a name by TITLE', () => {
    const cards = deck(
      ...[" PUNCH 'FIRST'", "N TITLE 'T'", 'P CSECT', " PUNCH 'SECOND'", ' LR 1,1', ' END'],
    );
    expect(cards.map((card) => `${card.slice(0, 6)} ${card.slice(-8)}`)).to.deep.equal([
      'FIRST FIRST',
      'ESD 40 N0000001',
      'SECOND SECOND',
      'TXT 00 N0000002',
    ]);
  });

  it('has values as long as they are, and literals with the location counter once for each instruction', () => {
    expect(
      deck(
        ...['P CSECT', " DC X'1,ABC',P'1,-234',E'-0'", 'T CXD', ' USING *,1', ' L 1,=A(*)'],
        ...[' L 2,=A(*)', " L 3,=F'1'", " L 4,=F'1'", ' END'],
      ).slice(1, 3),
    ).to.deep.equal([
      'TXT 000000' + '4040000c' + '40400001' + '010abc1c234d000000000000' + ' 00000002',
      'TXT 000010' +
        '4040001c' +
        '40400001' +
        '58101010' +
        '58201014' +
        '58301018' +
        '58401018' +
        '000000100000001400000001' +
        ' 00000003',
    ]);
  });
});

describe('operands of machine instructions', () => {
  const told = (line: string): string | undefined => {
    const state = startAssembly(['P CSECT', ' USING *,12', line, ' END']);
    while (assembleSome(state, 100).kind !== 'done');
    return state.flags.map(({ text, severity }) => `${text} ${String(severity)}`).join();
  };

  it('are even registers, no indexes where there are none, and no literals where something is stored', () => {
    const odd = 'IFO218  INVALID REGISTER SPECIFICATION - EVEN-NUMBERED REGISTER REQUIRED 12';
    for (const line of [' M 1,0(2)', ' MVCL 2,5', ' LER 8,2', ' AXR 0,2', ' CDS 2,3,0(1)']) {
      expect(told(line), line).to.equal(odd);
    }
    expect(told(' MVI 0(1,2),1')).to.equal('IFO216  ILLEGAL OPERAND FORMAT 12');
    expect(told(" ST 1,=F'1'")).to.equal('IFO214  ILLEGAL USAGE OF LITERAL 12');
    expect(told(' L 1,4096')).to.equal("IFO208  DISPLACEMENT GREATER THAN X'FFF' 8");
    expect(told(' LH 1,1(0,0)')).to.equal('IFO220  ALIGNMENT ERROR 4');
    expect(told(' LH 1,1(0,2)')).to.equal('');
  });
});

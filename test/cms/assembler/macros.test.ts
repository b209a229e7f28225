/** Macros and conditional assembly, by the bytes and messages that they make. */
import { expect } from 'chai';
import fc from 'fast-check';
import {
  assembleSome,
  provideMember,
  startAssembly,
} from '../../../src/cms/assembler/assembler.js';
import type { AssemblyState } from '../../../src/cms/assembler/assembler.js';
import { fromEbcdic } from '../../../src/shared/ebcdic.js';

/** Assembles with libraries; the state is copied between steps, as a machine that moves does it. */
function run(
  lines: readonly string[],
  library: Readonly<Record<string, readonly string[]>> = {},
  options: Parameters<typeof startAssembly>[1] = {},
): AssemblyState {
  let state = startAssembly(lines, options);
  state.image = { bytes: new Uint8Array(0), lenient: false };
  for (let steps = 0; ; steps++) {
    if (steps > 100_000) throw new Error('the assembly does not end');
    const next = assembleSome(state, 7);
    if (next.kind === 'done') return state;
    if (next.kind === 'member') provideMember(state, next.name, library[next.name]);
    if (steps % 5 === 0) state = structuredClone(state);
  }
}

const bytes = (state: AssemblyState): string =>
  Buffer.from(state.image!.bytes).toString('hex').toUpperCase();
const text = (...lines: string[]): string => fromEbcdic(clean(...lines).image!.bytes);

function clean(...lines: string[]): AssemblyState {
  const state = run(lines);
  expect(state.flags).to.deep.equal([]);
  return state;
}

const messages = (...lines: string[]): string[] =>
  run(lines).flags.map((one) => `${one.statement}: ${one.text}`);

const macro = (prototype: string, ...body: string[]): string[] => [
  ' MACRO',
  prototype,
  ...body,
  ' MEND',
];

describe('macros', () => {
  it('have positional, keyword and label parameters, and sublists', () => {
    expect(
      text(
        ...macro('&L M &A,&B,&K=KK,&E=', "&L DC C'&A&B(2)&K.(&E)&B'", "C DC C'&L'"),
        'X M 1,(P,Q,R),K=(2)',
        ' END',
      ),
    ).to.equal('1Q(2)()(P,Q,R)X');
  });

  it('go on over as many cards as they need, which instructions do not', () => {
    const continued = (operation: string, operands: readonly string[]): string[] =>
      operands.map((one, i) => {
        const field = `${' '.repeat(15)}${one}${i + 1 < operands.length ? ',' : ''}`;
        const card = i === 0 ? ` ${operation} `.padEnd(15) + field.slice(15) : field;
        return i + 1 < operands.length ? card.padEnd(71) + '*' : card;
      });
    const numbers = Array.from({ length: 30 }, (_, i) => i);
    const library = {
      MANY: [
        ' MACRO',
        ...continued(
          'MANY',
          numbers.map((n) => `&P${n}=${n}`),
        ),
        ' DC AL1(&P0,&P12,&P29)',
        ' MEND',
      ],
    };
    const call = continued(
      'MANY',
      numbers.slice(0, 20).map((n) => `P${n}=${n + 100}`),
    );
    const state = run([...call, ' END'], library);
    expect(state.flags).to.deep.equal([]);
    expect(bytes(state)).to.equal('64701D');
    expect(
      messages(
        ...continued(
          'DC',
          numbers.slice(0, 10).map((n) => `AL1(${n})`),
        ),
        ' END',
      ),
    ).to.deep.equal([]);
    expect(
      messages(
        ...continued(
          'DC',
          numbers.slice(0, 11).map((n) => `AL1(${n})`),
        ),
        ' END',
      ),
    ).to.deep.equal(['1: IFO069  TOO MANY CONTINUATION CARDS, TWO ALLOWED']);
  });

  it('see &SYSLIST, &SYSNDX, &SYSECT, &SYSPARM and counts', () => {
    const state = run(
      [
        ...macro(
          ' M',
          ' LCLA &N,&K',
          "&N SETA N'&SYSLIST",
          "&K SETA K'&SYSLIST(2)",
          " DC C'&SYSLIST(1)/&SYSLIST(2,2)/&N/&K/&SYSNDX/&SYSECT/&SYSPARM'",
        ),
        'SECT CSECT',
        ' M A,(B,CC),',
        ' M 1,2',
        ' END',
      ],
      {},
      { sysparm: 'PARM' },
    );
    expect(fromEbcdic(state.image!.bytes)).to.equal('A/CC/3/6/0001/SECT/PARM1//2/1/0002/SECT/PARM');
  });

  it('loop, branch and leave by MEXIT', () => {
    expect(
      text(
        ...macro(
          ' M &N',
          ' LCLA &I',
          '.TOP AIF (&I EQ &N).OUT',
          '&I SETA &I+1',
          " DC C'&I'",
          ' AIF (&I LT 5).TOP',
          ' MEXIT',
          ".OUT DC C'!'",
        ),
        ' M 3',
        ' M 9',
        ' END',
      ),
    ).to.equal('123!12345');
  });

  it('call each other, with variables of their own and common ones', () => {
    expect(
      text(
        ...macro(
          ' INNER &X',
          ' GBLA &G',
          ' LCLC &L',
          "&L SETC '<'.'&X'.'>'",
          '&G SETA &G+1',
          " DC C'&L&G'",
        ),
        ...macro(' OUTER &Y', ' LCLC &L', "&L SETC '&Y'", ' INNER &L&L', ' INNER (&L,B)'),
        ' GBLA &G',
        '&G SETA 5',
        ' OUTER Z',
        " DC C'&G'",
        ' END',
      ),
    ).to.equal('<ZZ>6<(Z,B)>77');
  });

  it('may be defined by macros', () => {
    expect(
      text(
        ...macro(' DEF', ' MACRO', ' NEW &P', " DC C'NEW&P'", ' MEND'),
        ' DEF',
        ' NEW 1',
        ' END',
      ),
    ).to.equal('NEW1');
  });

  it('know types and lengths, of what comes later in open code too', () => {
    expect(
      text(
        ...macro(
          ' M &P',
          ' LCLC &T',
          "&T SETC T'&P",
          " DC C'&T'",
          " AIF (T'&P EQ 'O' OR T'&P EQ 'N' OR T'&P EQ 'U').X",
          ' LCLA &L',
          "&L SETA L'&P",
          " DC C'&L'",
          '.X ANOP',
        ),
        ...['AREA', 'LATER', '5', "X'1F'", '', 'NONE', 'PACKED', 'HERE'].map((one) => ` M ${one}`),
        'AREA DS 0CL7',
        "LATER DC 0F'1'",
        'PACKED DS 0PL3',
        'HERE LR 1,1',
        ' END',
      ).slice(0, -2),
    ).to.equal('C7F4NNOUP3I2');
  });

  it('have strings with substrings, duplication, and arrays', () => {
    expect(
      text(
        ' LCLC &S,&A(3)',
        ' LCLA &I',
        ' LCLB &B',
        "&S SETC 'ABCDEF'(2,3).'X'.(2)'Y'",
        "&A(2) SETC 'TWO'",
        "&I SETA (7+1)/3*2-X'1'",
        "&B SETB ('&S' EQ 'BCDXYY' AND NOT (&I NE 3))",
        " DC C'&S&A(2)&A(1)&I&B'",
        ' END',
      ),
    ).to.equal('BCDXYYTWO31');
  });

  it('branch in open code, forward and back', () => {
    expect(
      text(
        ' LCLA &I',
        '.TOP ANOP',
        '&I SETA &I+1',
        " DC C'&I'",
        ' AIF (&I LT 3).TOP',
        ' AGO .END',
        " DC C'NO'",
        '.END END',
      ),
    ).to.equal('123');
  });

  it('come from libraries, as COPY members do', () => {
    const state = run([' TWICE 7', ' COPY PART', ' COPY NONE', ' END'], {
      TWICE: macro(' TWICE &X', ' ONCE &X', ' ONCE &X'),
      ONCE: macro(' ONCE &X', " DC X'0&X'"),
      PART: [" DC X'AB'", ' ONCE 9'],
    });
    expect(bytes(state)).to.equal('0707AB09');
    expect(state.flags.map((one) => one.text)).to.deep.equal([
      'IFO068  COPY MEMBER NONE NOT FOUND IN LIBRARY',
    ]);
  });

  it('give MNOTEs with a severity', () => {
    const state = run([...macro(' M', " MNOTE 12,'BAD &SYSNDX'", " MNOTE *,'FINE'"), ' M', ' END']);
    expect(state.flags).to.deep.equal([{ statement: 7, severity: 12, text: 'MNOTE   BAD 0001' }]);
  });

  it('end with a message when they go on for ever', () => {
    expect(messages(...macro(' M', '.A AGO .A'), ' M', " DC C'X'", ' END').join()).to.contain(
      'IFO118',
    );
    expect(messages(...macro(' M', ' M'), ' M', ' END').join()).to.contain('IFO303');
    expect(messages('.A AGO .A', ' END').join()).to.contain('IFO118');
    const small = run([...macro(' M', " DC C'X'", ' M', ' M'), ' M', ' END'], {}, { work: 50_000 });
    expect(small.flags.at(-1)?.text).to.equal('IFO304  WORK SPACE EXCEEDED, ASSEMBLY TERMINATED');
  });

  it('and members that copy themselves, and symbols without number, end with one too', () => {
    const copies = run([' COPY SELF', ' END'], { SELF: [' COPY SELF'] });
    expect(copies.flags.map(({ text }) => text).join()).to.contain('IFO303');
    const many = Array.from({ length: 400 }, (_, i) => `S${i} DC X'00'`);
    const full = run([...many, ' END'], {}, { work: 40_000 });
    expect(full.flags.at(-1)?.text).to.contain('IFO304');
  });

  it('tell what is wrong with them', () => {
    expect(messages(' AGO .NONE', ' END').join()).to.contain('076');
    expect(messages(' MACRO', ' M', ' END').join()).to.contain('305');
    expect(messages(" DC C'&NONE'", ' END')).to.deep.equal([
      '1: IFO006  UNDEFINED VARIABLE SYMBOL &NONE',
    ]);
    expect(messages(...macro(' M &A,&K='), ' M X=1', ' END')).to.deep.equal([
      '4: IFO092  KEYWORD PARAMETER X UNDEFINED IN MACRO DEFINITION',
    ]);
    expect(messages(' NOSUCH 1', ' END')).to.deep.equal(['1: IFO078  UNDEFINED OP CODE']);
    expect(messages(' LCLA &A', '&A SETA 2147483647+1', ' END').join()).to.contain('110');
    expect(messages(' LR 1,1')).to.deep.equal(['2: IFO306  END STATEMENT MISSING']);
  });
});

describe('source of any kind', () => {
  it('ends in messages, never in an exception', () => {
    const word = fc.constantFrom(
      ...[
        'MACRO',
        'MEND',
        'MEXIT',
        'M',
        'M &A,&B=1',
        '&A',
        '.A',
        'AGO .A',
        'AIF (&A EQ 1).A',
        'AIF (',
        'LCLA &A(3)',
      ],
      ...[
        'SETA 1+(2',
        "SETC 'A'(1,9)",
        'SETB (1 AND',
        'GBLC &G',
        'COPY X',
        'ANOP',
        'ACTR 3',
        "MNOTE 4,'X",
        'OPSYN LR',
      ],
      ...[
        "DC BL.3'1'",
        "DC 3F'1E99'",
        'DC A(*-X+Y)',
        'DC V(Z),Q(D)',
        'ENTRY X',
        'EXTRN Y',
        'COM',
        'DXD F',
        'CXD',
        'PUSH USING',
      ],
      ...[
        'POP PRINT',
        'TITLE A',
        'PUNCH',
        'REPRO',
        'ICTL 25',
        'ISEQ 1,8',
        'CNOP 6,8',
        'L 1,=A(X)',
        'LTORG',
        'END X',
        'D DSECT',
      ],
    );
    const line = fc
      .tuple(fc.constantFrom('', 'X', '.A', '&A', 'Y', '&A(2)'), word)
      .map(([label, rest]) => `${label} ${rest}`);
    fc.assert(
      fc.property(fc.array(line, { maxLength: 14 }), (lines) => {
        const state = startAssembly(lines, {
          list: true,
          xref: 'full',
          rld: true,
          esd: true,
          work: 60_000,
        });
        for (let steps = 0; steps < 3000; steps++) {
          const next = assembleSome(state, 20);
          if (next.kind === 'done') return;
          if (next.kind === 'member') provideMember(state, next.name, [' MACRO', ' X', " DC C'X'"]);
        }
        throw new Error('the assembly does not end');
      }),
      { numRuns: 300, seed: 370 },
    );
  });
});

describe('constants', () => {
  const dc = (operand: string): string => bytes(clean(` DC ${operand}`, ' END'));

  it('of floating-point numbers are exact and rounded', () => {
    expect(dc("E'1',E'-1.5',E'0.1'")).to.equal('41100000C1180000401999' + '9A');
    expect(dc("D'3.14159265358979',D'0'")).to.equal('413243F6A8885A220000000000000000');
    expect(dc("L'1',EE3'1'")).to.equal('41100000000000003300000000000000433E8000');
    expect(dc("EL3'2',DS2'1'")).to.equal('41200000000000004300100000000000');
  });

  it('of fixed-point numbers have scale and exponent', () => {
    expect(dc("H'2.5',HS8'1.5',FE2'1.25',FL8'-1'")).to.equal('000301800000007DFFFFFFFFFFFFFFFF');
  });

  it('may be packed bit by bit', () => {
    expect(dc("BL.3'101',BL.5'11',FL.12'-1',XL.4'A',X'77'")).to.equal('A3FFFA77');
  });

  it('and statements by the thousand are assembled', () => {
    const lines = ['BIG CSECT', ' USING *,12'];
    for (let i = 0; i < 10_000; i++) lines.push(`L${String(i).padEnd(8)}LA 1,${String(i % 4096)}`);
    let state = startAssembly([...lines, ' END']);
    while (assembleSome(state, 100).kind !== 'done')
      if (state.at === 5000) state = structuredClone(state);
    expect(state.flags).to.deep.equal([]);
    expect(state.deck).to.have.length(1 + Math.ceil(40_000 / 56) + 1);
  });

  it('of type S take base and displacement', () => {
    const state = clean('A CSECT', ' USING A,9', ' DC S(A+2),S(3(4))', ' END');
    expect(bytes(state)).to.equal('90024003');
  });

  it('of addresses enter the relocation dictionary', () => {
    const state = run([
      'A CSECT',
      ' EXTRN E',
      ' DC A(E+4),AL3(A-B),V(W),2A(*)',
      'B CSECT',
      ' DS F',
      ' END',
    ]);
    expect(bytes(state).slice(0, 40)).to.equal('00000004FFFFE800000000000000000C00000010');
    expect(state.relocations.length).to.equal(6);
    expect(messages('D DSECT', 'C CSECT', ' DC A(D)', ' END').join()).to.contain('158');
  });
});

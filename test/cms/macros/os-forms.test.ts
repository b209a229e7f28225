/** The macros of OS in their forms, beside those of OS/VS1; a case for each keyword operand of every macro, of CMS too. */
import { expect } from 'chai';
import {
  assembleSome,
  provideMember,
  startAssembly,
} from '../../../src/cms/assembler/assembler.js';
import { cmsMacros } from '../../../src/cms/macros/cms-macros-table.js';
import { macrosOf, type LibraryMacro } from '../../../src/cms/macros/macro-libraries.js';
import { osMacros } from '../../../src/cms/macros/os-macros-table.js';
import { fromEbcdic } from '../../../src/shared/ebcdic.js';
import { macroCards } from '../../support/macro-program.js';
import { testSources } from '../../support/test-sources.js';
import { FORMS, SYMBOLS } from './os-forms-table.js';

/** Object code of a statement, and what is wrong with it. */
function objectCode(statement: string): {
  readonly hex: string;
  readonly flags: readonly string[];
} {
  const one = ` ${statement}`;
  const cards = one.length <= 71 ? [one] : [`${one.slice(0, 71)}X`, ' '.repeat(15) + one.slice(71)];
  const state = startAssembly(['P CSECT', ' USING P,12', ...cards, ...SYMBOLS, ' DROP 12', ' END']);
  for (;;) {
    const next = assembleSome(state, 500);
    if (next.kind === 'done') break;
    if (next.kind === 'member') provideMember(state, next.name, macroCards.get(next.name));
  }
  const bytes: (string | undefined)[] = [];
  for (const card of state.deck) {
    if (fromEbcdic(card.subarray(1, 4)) !== 'TXT') continue;
    const view = new DataView(card.buffer, card.byteOffset);
    const [at, length] = [view.getUint32(4) & 0xffffff, view.getUint16(10)];
    for (let i = 0; i < length; i++) bytes[at + i] = card[16 + i]!.toString(16).padStart(2, '0');
  }
  const hex = Array.from(bytes, (byte) => byte ?? '--').join('');
  return { hex, flags: state.flags.map(({ text }) => text) };
}

/** Keyword operands of a prototype. */
function keywords({ lines }: LibraryMacro): string[] {
  const prototype: string[] = [];
  for (let i = 1; ; i++) {
    const line = lines[i]!;
    prototype.push(line.slice(i === 1 ? 0 : 15, 71).trimEnd());
    if (line[71] === undefined || line[71] === ' ') break;
  }
  return [...prototype.join('').matchAll(/&([A-Z0-9]+)=/g)].map((found) => found[1]!);
}

/** A statement, and the same with operands that say nothing here: there is one task, one kind of storage, no console of an operator. */
const NOTHING: readonly (readonly [string, string])[] = [
  ['GETMAIN R,LV=8', 'GETMAIN R,LV=8,HIARCHY=1'],
  ['GETMAIN RC,LV=8', 'GETMAIN RC,LV=8,RELATED=A,LOC=BELOW'],
  ['FREEMAIN R,LV=8,A=A', 'FREEMAIN R,LV=8,A=A,RELATED=A'],
  ["WTO 'A'", "WTO 'A',MSGTYP=N,MCSFLAG=REG0,QID=A,AREAID=B"],
  ["WTOR 'A',A,8,ECB", "WTOR 'A',A,8,ECB,MSGTYP=N,MCSFLAG=REG0,QID=A"],
  ['POST ECB', 'POST ECB,TJID=A,TCB=B,MF=I'],
  ['ENQ (A,B,E,8,STEP)', 'ENQ (A,B,E,8,STEP),SMC=NONE,UCB=A,ECB=ECB,TCB=A,GENERIC=NO,SAVE=NO'],
  ['DEQ (A,B,8,STEP)', 'DEQ (A,B,8,STEP),RMC=NONE,UCB=A,TCB=A,GENERIC=NO'],
  ['STAE A', 'STAE A,TCB=A,RELATED=B,TERM=NO'],
  ['ATTACH EP=P', 'ATTACH EP=P,GSPV=1,GSPL=A,SHSPV=2,SHSPL=A,SZERO=YES,ETXR=A'],
  ['ATTACH EP=P', 'ATTACH EP=P,LPMOD=1,DPMOD=2,KEY=PROP,SM=PROB,STAI=(A),PURGE=NONE'],
  ['ATTACH EP=P', 'ATTACH EP=P,ASYNCH=NO,TASKLIB=A,JSTCB=NO,JSCB=A,SVAREA=YES'],
  ['ATTACH EP=P', 'ATTACH EP=P,ROLL=(YES,NO),HIARCHY=0,TID=1,DISP=YES'],
  ['DETACH A', 'DETACH A,STAE=NO'],
  ['IDENTIFY EP=P,ENTRY=A', 'IDENTIFY EP=P,ENTRY=A,MF=I'],
  ['SNAP DCB=DCB,ID=1', "SNAP DCB=DCB,ID=1,TCB='S',SDATA=ALL,PDATA=(PSW,REGS)"],
  ['TPUT A,80', 'TPUT A,80,ASIS,NOWAIT,TJID=A,TJIDLOC=B'],
  ['DCB DDNAME=X', 'DCB DDNAME=X,BFTEK=S,BFALN=F,DEVD=DA,KEYLEN=0,LIMCT=1,IOBAD=A,HIARCHY=0'],
  ['DCBD', 'DCBD DSORG=(PS,PO),DEVD=DA'],
  ['LINK EP=P', 'LINK EP=P,HIARCHY=0'],
  ['XCTL EP=P', 'XCTL EP=P,HIARCHY=0'],
  ['LOAD EP=P', 'LOAD EP=P,HIARCHY=0,RELATED=A'],
  ['DELETE EP=P', 'DELETE EP=P,RELATED=A'],
  ['CHKPT DCB', 'CHKPT DCB,MF=I'],
];

describe('operands of macros of OS', () => {
  it('generate what those of OS/VS1 generate', () => {
    const different = FORMS.filter(([statement, code]) => {
      const { hex, flags } = objectCode(statement);
      return flags.length > 0 || !hex.startsWith(code);
    });
    expect(different).to.deep.equal([]);
    expect(FORMS.length).to.be.greaterThan(190);
  });

  it('are said to be wrong where they are', () => {
    const wrong: readonly (readonly [string, string])[] = [
      ['GETMAIN XX,LV=8', 'INVALID FORM OR OPERAND OF GETMAIN'],
      ['FREEMAIN X,LV=8,A=A', 'INVALID FORM OR OPERAND OF FREEMAIN'],
      ['WTO', 'MESSAGE MISSING'],
      ['WTOR', 'MESSAGE MISSING'],
      ['WAIT', 'ECB MISSING'],
      ['ENQ', 'RESOURCE MISSING'],
      ['ENQ (A,B,E,8,ALL)', 'INVALID SCOPE ALL'],
      ['ENQ (A,B,E,8,STEP),RET=X', 'INVALID RET=X'],
      ['STAE A,XX', 'INVALID OPERAND XX'],
      ['STAE A,PURGE=X', 'INVALID PURGE=X'],
      ['TIME X', 'INVALID UNIT X'],
      ['ABEND 1,X', 'INVALID OPERAND X'],
      ['OPEN', 'DCB MISSING'],
      ['OPEN (DCB,(X))', 'INVALID OPTION X'],
      ['CLOSE (DCB,INPUT)', 'INVALID OPTION INPUT'],
      ['CALL', 'ENTRY POINT MISSING'],
      ['DEVTYPE NAME,A,X', 'INVALID OPERAND X '],
      ['SPIE A,(16)', 'INVALID INTERRUPTION 16'],
      ['SPIE MF=(X,LIST)', 'INVALID MF OR SF (X,LIST)'],
      ['SYNADAF ACSMETH=X', 'INVALID ACCESS METHOD X'],
      ['DCB DSORG=XX', 'INVALID DSORG=XX'],
      ['DCB MACRF=X', 'INVALID MACRF=X'],
      ['DCB MACRF=GX', 'INVALID MACRF=GX'],
      ['DCB RECFM=X', 'INVALID RECFM=X'],
      ['DCB RECFM=FX', 'INVALID RECFM=FX'],
      ['DCB EROPT=X', 'INVALID EROPT=X'],
    ];
    for (const [statement, text] of wrong) {
      expect(objectCode(statement).flags.join(), statement).to.contain(text.trimEnd());
    }
  });

  it('have a case each, in the library of CMS as in that of OS', () => {
    const sources = testSources('test/cms');
    const without: string[] = [];
    for (const macro of [...macrosOf(cmsMacros), ...macrosOf(osMacros)]) {
      if (/^(?:OSX|DMSX)/.test(macro.name)) continue;
      for (const keyword of keywords(macro)) {
        const used = new RegExp(`['"\` ]${macro.name.replace('$', '\\$')} [^\\n]*\\b${keyword}=`);
        if (!used.test(sources)) without.push(`${macro.name} ${keyword}=`);
      }
    }
    expect(without).to.deep.equal([]);
  });

  it('take what has no meaning in CMS, and leave it', () => {
    for (const [plain, full] of NOTHING) {
      const { hex, flags } = objectCode(full);
      expect(flags, full).to.deep.equal([]);
      expect(hex, full).to.equal(objectCode(plain).hex);
    }
  });
});

/** User labels (SUL) and labels that are not standard (NSL) on tapes of OS simulation. */
import { expect } from 'chai';
import { fromEbcdic } from '../../../src/shared/ebcdic.js';
import { macroProgram } from '../../support/macro-program.js';
import { cmsRig, readyRc, session } from '../nucleus/cms-rig.js';

const DATA = { name: 'IN', type: 'DATA', lines: ['one', 'two'], fixedLength: 8 };

const shown = (lines: readonly string[]): string[] =>
  lines.filter((line) => !/^(?:> |Ready|DMSLIO740I)/.test(line) && line !== '');

/** The first characters of the blocks of a reel, or `mark`. */
function reel(bytes: Uint8Array, length = 5): string[] {
  const out: string[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at + 6 <= bytes.length;) {
    const size = view.getUint16(at, true);
    const mark = (bytes[at + 4]! & 0x40) !== 0;
    out.push(mark ? 'mark' : fromEbcdic(bytes.subarray(at + 6, at + 6 + Math.min(length, size))));
    at += 6 + size;
  }
  return out;
}

/** Writes a record with two header labels and a trailer label of its own. */
const WRITER = macroProgram(
  'WRITER',
  ' LA 13,AREA',
  ' OPEN (OUT,(OUTPUT))',
  ' TM OUT+48,16',
  ' BZ BAD',
  ' PUT OUT,TEXT',
  ' CLOSE (OUT)',
  ' SR 15,15',
  ' BR 11',
  'BAD LA 15,8',
  ' BR 11',
  'HEADER DS 0H',
  ' LR 4,15',
  ' USING HEADER,4',
  ' L 2,0(,1)',
  ' MVI 0(2),64',
  ' MVC 1(79,2),0(2)',
  ' L 3,COUNT',
  ' LA 3,1(,3)',
  ' ST 3,COUNT',
  " MVC 0(4,2),=C'UHL1'",
  ' LA 15,8',
  " C 3,=F'1'",
  ' BER 14',
  " MVI 3(2),X'F2'",
  ' LA 15,4',
  ' BR 14',
  "COUNT DC F'0'",
  ' LTORG',
  ' DROP 4',
  'TRAILER DS 0H',
  ' USING TRAILER,15',
  ' L 2,0(,1)',
  ' MVC 0(80,2),UTL',
  ' LA 15,4',
  ' BR 14',
  "UTL DC CL80'UTL1'",
  ' DROP 15',
  'AREA DS 18F',
  "TEXT DC CL8'RECORD'",
  "EXITS DC X'02',AL3(HEADER),X'84',AL3(TRAILER)",
  'OUT DCB DDNAME=OUT,MACRF=(PM),RECFM=F,LRECL=8,EXLST=EXITS',
);

/** Types the user labels of IN as long as `rc` asks for more, then the record. */
function reader(rc: number): ReturnType<typeof macroProgram> {
  return macroProgram(
    'READER',
    ' LA 13,AREA',
    ' OPEN (IN)',
    ' TM IN+48,16',
    ' BZ BAD',
    ' GET IN,BUF',
    ' WRTERM BUF,8',
    ' CLOSE (IN)',
    ' SR 15,15',
    ' BR 11',
    'BAD LA 15,8',
    ' BR 11',
    'LABEL DS 0H',
    ' BALR 3,0',
    ' USING *,3',
    ' L 2,0(,1)',
    ' LR 4,14',
    ' WRTERM (2),4',
    ` LA 15,${String(rc)}`,
    ' BR 4',
    ' DROP 3',
    'AREA DS 18F',
    'BUF DS CL8',
    "EXITS DC X'81',AL3(LABEL)",
    'IN DCB DDNAME=IN,MACRF=(GM),RECFM=F,LRECL=8,EXLST=EXITS',
  );
}

/** A routine for labels that are not standard: it types what it is called for, and says that all is well. */
const LABELS = macroProgram(
  'LABELS',
  ' DROP 12',
  ' LR 5,11',
  ' BALR 3,0',
  ' USING *,3',
  ' SR 4,4',
  ' IC 4,0(,1)',
  ' SR 6,6',
  ' IC 6,1(,1)',
  ' LA 7,4(,1)',
  ' L 8,12(,1)',
  ' LTR 8,8',
  ' BZ NODCB',
  ' LA 8,40(,8)',
  ' WRTERM (8),8',
  "NODCB LINEDIT TEXT='CALL .. BY ..',SUB=(HEX,(4),HEX,(6)),DOT=NO",
  ' WRTERM (7),4',
  ' SR 15,15',
  ' BR 5',
);

describe('user labels', () => {
  const written = ['VOL1A', 'HDR1O', 'HDR2F', 'UHL1 ', 'UHL2 ', 'mark', 'RECOR', 'mark'];
  const trailer = ['EOF1O', 'EOF2F', 'UTL1 ', 'mark', 'mark'];

  it('are made by exits of the DCB under SUL, and by none under SL', () => {
    const rig = cmsRig([WRITER], { tape: 'ring' });
    session(rig, 'filedef out tap1 sul 1 volid alice', 'load writer (start');
    expect(reel(rig.files.get(900)!)).to.deep.equal([...written, ...trailer]);
    const other = cmsRig([WRITER], { tape: 'ring' });
    session(other, 'filedef out tap1 sl 1 alice', 'load writer (start');
    const plain = [...written, ...trailer].filter((one) => !/^U[HT]L/.test(one));
    expect(reel(other.files.get(900)!)).to.deep.equal(plain);
  });

  it('are shown to an exit that reads them, as many as it wants', () => {
    for (const [rc, labels] of [
      [4, ['UHL1', 'UHL2']],
      [0, ['UHL1']],
    ] as const) {
      const rig = cmsRig([WRITER, reader(rc)], { tape: 'ring' });
      const lines = session(
        rig,
        'filedef out tap1 sul 1 alice',
        'load writer (start',
        'filedef in tap1 sul 1 alice',
        'load reader (start',
      );
      expect(shown(lines), String(rc)).to.deep.equal([...labels, 'RECORD']);
    }
  });

  it('are passed over by who has no exit, MOVEFILE among them', () => {
    const rig = cmsRig([WRITER], { tape: 'ring' });
    const lines = session(
      rig,
      'filedef out tap1 sul 1 alice',
      'load writer (start',
      'filedef inmove tap1 sul 1 alice',
      'filedef outmove terminal',
      'movefile',
      'query filedef',
    );
    expect(shown(lines)[0]).to.equal('RECORD');
    expect(shown(lines)[1]).to.equal('OUT      TAP1     SUL 1 ALICE');
  });
});

describe('labels that are not standard', () => {
  it('are those of a TEXT file that is called when the file is opened and closed', () => {
    const rig = cmsRig([WRITER, LABELS, DATA], { tape: 'ring' });
    const lines = session(
      rig,
      'filedef out tap1 nsl labels',
      'load writer (start',
      'query filedef',
    );
    expect(shown(lines)).to.deep.equal([
      ...['OUT', 'CALL 4 BY 80', 'TAP1', 'OUT', 'CALL C BY 80', 'TAP1'],
      'OUT      TAP1     NSL LABELS',
    ]);
    expect(reel(rig.files.get(900)!)).to.deep.equal(['RECOR', 'mark']);
  });

  it('are refused with code 12 when there is no such routine', () => {
    const rig = cmsRig([WRITER], { tape: 'ring' });
    const lines = session(rig, 'filedef out tap1 nsl nosuch', 'load writer (start');
    expect(lines.slice(-2)).to.deep.equal([
      'DMSSOP036E Open error code 12 on OUT',
      readyRc('00008'),
    ]);
  });

  it('want a name, and no more', () => {
    for (const [operands, said] of [
      ['tap1 nsl', 'DMSFLD050E Parameter missing after NSL'],
      ['tap1 nsl 1a', 'DMSFLD070E Invalid parameter 1A'],
      ['tap1 nsl a b', 'DMSFLD070E Invalid parameter B'],
      ['tap1 sul 0', 'DMSFLD070E Invalid parameter 0'],
    ]) {
      const lines = session(cmsRig([]), `filedef out ${operands!}`);
      expect(lines.at(-2), operands).to.equal(said);
    }
  });
});

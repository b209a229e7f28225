/** LKED, LOADLIBs, OSRUN, and LINK and LOAD of what is in them. */
import { expect } from 'chai';
import { decodeRecord, encodeRelocations } from '../../../src/cms/loader/load-module.js';
import { macroProgram } from '../../support/macro-program.js';
import { cmsRig, READY, readyRc, session } from '../nucleus/cms-rig.js';

/** What is left of a session when what was typed and Ready are taken away. */
const shown = (lines: readonly string[]): string[] =>
  lines.filter((line) => !/^(?:> |Ready|DMSLIO740I)/.test(line));

/** Types its parameter and gives its length plus what an address constant leads to. */
const MAIN = macroProgram(
  'MAIN',
  ' LR 4,14',
  ' LR 12,15',
  ' L 2,0(,1)',
  ' LH 3,0(,2)',
  ' LTR 3,3',
  ' BZ NONE',
  ' LA 2,2(,2)',
  // its list stands near the end of storage
  ' WRTERM (2),(3)',
  'NONE L 2,=A(VALUE)',
  ' A 3,0(,2)',
  ' L 15,=V(OTHER)',
  ' BALR 14,15',
  ' AR 15,3',
  ' BR 4',
  "VALUE DC F'40'",
);
const OTHER = macroProgram('OTHER', ' LA 15,2', ' BR 14');

describe('LKED and OSRUN', () => {
  it('link a program into a library and run it where there is room, with its parameter', () => {
    const rig = cmsRig([MAIN, OTHER]);
    const lines = session(
      rig,
      'lked main (map',
      'erase main text',
      'erase other text',
      'global loadlib main',
      "osrun main parm='It''s on'",
      'osrun main',
      'osrun nobody',
    );
    expect(shown(lines)).to.deep.equal([
      "It's on",
      'DMSOSR013W Member NOBODY not found in library LOADLIB',
    ]);
    const ready = lines.filter((line) => line.startsWith('Ready'));
    expect(ready.slice(4)).to.deep.equal([
      // 7 letters, 40 and 2
      readyRc('00049'),
      readyRc('00042'),
      readyRc('00032'),
    ]);
    expect(session(rig, 'type main lkedit').map((line) => line.trim())).to.include.members([
      'LINKAGE EDITOR OPTIONS SPECIFIED MAP',
      'ENTRY ADDRESS   000000',
      '****MAIN     IS IN MAIN LOADLIB',
    ]);
  });

  it('are listed and compressed', () => {
    const rig = cmsRig([MAIN, OTHER]);
    const lines = session(
      rig,
      'lked other (libe both',
      'lked main (libe both',
      'lked other (libe both',
      'loadlib compress both',
      'loadlib list both (term',
      'loadlib copy both',
      'loadlib move both',
      'loadlib list main',
      'global loadlib both',
      'osrun other',
    );
    expect(shown(lines)).to.deep.equal([
      'MEMBER     INDEX   SIZE   ENTRY  LENGTH',
      // names, text, constants; names and text
      'MAIN           2      4  000000  000068',
      'OTHER          7      3  000000  000008',
      'DMSUTL054E Incomplete fileid specified',
      'DMSUTL014E Invalid keyword MOVE',
      'DMSUTL002E File MAIN LOADLIB not found',
    ]);
    expect(lines.at(-1)).to.equal(readyRc('00002'));
  });

  it('are copied: all, some of them, under other names, in the place of what is there', () => {
    const statements = {
      ...{ name: 'WHAT', type: 'SYSIN', fixedLength: 80 },
      lines: ['* only one', 'EXCLUDE', 'MAIN'],
    };
    const rig = cmsRig([MAIN, OTHER, statements]);
    const lines = session(
      rig,
      'lked other (libe from',
      'lked main (libe from',
      'loadlib copy from loadlib a to loadlib a',
      'loadlib list to (term',
      'loadlib copy from loadlib a to loadlib a (term',
      'loadlib copy from loadlib * to loadlib a (replace',
      'loadlib copy from loadlib a some loadlib a (modify term',
      'select main(first), (other,second)',
      ' nobody',
      '',
      'loadlib copy from loadlib a some loadlib a (modify term',
      'SELECT MEMBER=(OTHER,FIRST,R)',
      '',
      'global loadlib some',
      'osrun first',
      'filedef sysin disk what sysin a',
      'loadlib copy from loadlib a last loadlib a (modify term',
      'filedef sysin dummy',
      'loadlib copy from loadlib a dummy loadlib a (modify term',
      'filedef sysin disk gone sysin a',
      'loadlib copy from loadlib a dummy loadlib a (modify',
      'filedef sysin clear',
      'loadlib copy from loadlib a from loadlib a',
      'loadlib copy from loadlib a new loadlib a (modify',
      'selekt main',
      'loadlib copy from loadlib a new loadlib a (modify',
      'select main',
      'exclude other',
      'loadlib copy from loadlib a new loadlib a (modify',
      'select nobody',
      '',
      'listfile new loadlib',
      'loadlib list from (modify',
      'loadlib copy from loadlib a to loadlib q',
    );
    const heading = 'MEMBER     INDEX   SIZE   ENTRY  LENGTH';
    const other = '      2      3  000000  000008';
    const there = (name: string): string =>
      `DMSUTL024W File TO LOADLIB(${name}) already exists; specify REPLACE option`;
    const terminal = 'DMSUTL706I Terminal input -- type null line for end of data';
    expect(shown(lines)).to.deep.equal([
      ...[heading, `OTHER    ${other}`, 'MAIN           6      4  000000  000068'],
      ...[there('OTHER'), there('MAIN')],
      'DMSUTL173W No records were copied to output file TO LOADLIB',
      ...[terminal, 'DMSUTL013W Member NOBODY not found in library FROM LOADLIB'],
      ...[heading, `SECOND   ${other}`, 'FIRST          6      4  000000  000068'],
      ...[terminal, heading, `SECOND   ${other}`, 'FIRST          6      3  000000  000008'],
      ...[heading, `OTHER    ${other}`],
      ...[heading, `OTHER    ${other}`, 'MAIN           6      4  000000  000068'],
      'DMSUTL002E File GONE SYSIN A1 not found',
      'DMSUTL019E Identical fileids',
      ...[terminal, 'DMSUTL081E Invalid SYSIN card'],
      ...[terminal, 'DMSUTL066E SELECT and EXCLUDE are conflicting options'],
      ...[terminal, 'DMSUTL013W Member NOBODY not found in library FROM LOADLIB'],
      'DMSUTL173W No records were copied to output file NEW LOADLIB',
      'DMSLST002E File NEW LOADLIB A not found',
      'DMSUTL003E Invalid option: MODIFY',
      'DMSUTL069E Filemode Q not accessed',
    ]);
    expect(lines.filter((line) => line.startsWith('Ready')).slice(0, 11)).to.deep.equal([
      ...[READY, READY, READY, READY, readyRc('00004'), READY],
      ...[readyRc('00004'), READY, READY, readyRc('00002'), READY],
    ]);
  });

  it('keep several members, under names of their own, and tell what is missing', () => {
    const rig = cmsRig([MAIN, OTHER]);
    const lines = session(
      rig,
      'lked other (libe both name second',
      'lked main (libe both name first',
      'lked main (libe both name third ncal let',
      'lked main (libe both name broken noauto',
      'lked main (ncal let name',
      'lked nothing',
      'global loadlib both',
      'osrun second',
      'osrun first',
      'erase other text',
      'lked main (libe both name broken',
      'osrun broken',
      'osrun first',
    );
    expect(shown(lines)).to.deep.equal([
      'IEW0461  OTHER',
      'IEW0461  WARNING - SYMBOL PRINTED IS AN UNRESOLVED EXTERNAL REFERENCE',
      'DMSLKD004W Warning messages issued',
      'DMSLKD003E Invalid option: NOAUTO',
      'DMSLKD005E No NAME specified',
      'DMSLKD002E File NOTHING TEXT not found',
      'IEW0461  OTHER',
      'IEW0461  WARNING - SYMBOL PRINTED IS AN UNRESOLVED EXTERNAL REFERENCE',
      'DMSLKD008W Error messages issued',
      'DMSSLN056E File BOTH LOADLIB contains invalid module formats',
    ]);
    const ready = lines.filter((line) => line.startsWith('Ready'));
    expect(ready.slice(-5)).to.deep.equal([
      readyRc('00042'),
      READY,
      readyRc('00008'),
      readyRc('00012'),
      readyRc('00042'),
    ]);
  });
});

describe('LINK, LOAD and DELETE', () => {
  it('find modules in LOADLIBs, and give their storage back', () => {
    const caller = macroProgram(
      'CALLER',
      ' LA 13,AREA',
      ' LINK EP=OTHER',
      ' LR 5,15',
      ' LOAD EP=OTHER',
      ' LR 6,0',
      ' LOAD EP=OTHER',
      ' CR 6,0',
      ' BNE BAD',
      ' DELETE EP=OTHER',
      ' AR 5,15',
      ' DELETE EP=OTHER',
      ' AR 5,15',
      ' DELETE EP=OTHER',
      // 2 and 4: it is there no more
      ' AR 15,5',
      ' BR 11',
      'BAD LA 15,99',
      ' BR 11',
      'AREA DS 18F',
    );
    const rig = cmsRig([caller, OTHER]);
    const lines = session(
      rig,
      'lked other',
      'erase other text',
      'global loadlib other',
      'load caller (start',
    );
    expect(shown(lines)).to.deep.equal([]);
    expect(lines.at(-1)).to.equal(readyRc('00006'));
  });
});

describe('records of load modules', () => {
  it('keep constants of all lengths and signs', () => {
    const constants = Array.from({ length: 150 }, (_, i) => ({
      at: i * 8,
      length: (i % 3) + 2,
      negative: i % 2 === 1,
    }));
    const read = encodeRelocations(constants).flatMap((record) => {
      const said = decodeRecord(record);
      return said?.kind === 'relocation' ? said.constants : [];
    });
    expect(read).to.deep.equal(constants);
  });

  it('have constants of the text before and the place of the next text in one', () => {
    const record = new Uint8Array(16 + 8 + 4);
    const view = new DataView(record.buffer);
    record[0] = 0x03;
    view.setUint16(4, 4);
    view.setUint16(6, 8);
    view.setUint32(8, 0x06002f50);
    view.setUint16(14, 0x1af0);
    view.setUint32(20, 0x0c000014);
    expect(decodeRecord(record)).to.deep.equal({
      ...{ kind: 'control', at: 0x2f50, length: 0x1af0 },
      constants: [{ at: 0x14, length: 4, negative: false }],
    });
  });

  it('are refused when they make no sense', () => {
    expect(decodeRecord(new Uint8Array(4))).to.equal(undefined);
    expect(decodeRecord(Uint8Array.of(2, ...new Uint8Array(12)))).to.equal(undefined);
    const [record] = encodeRelocations([{ at: 0, length: 4, negative: false }]);
    record![7] = 200;
    expect(decodeRecord(record!)).to.equal(undefined);
  });
});

/** Messages that programs bring about: calls of the nucleus, the loader, modules, OS simulation. */
import { expect } from 'chai';
import { memoryDevice } from '../../../src/cms/files/format-image.js';
import { buildDisk, type SourceFile } from '../../../src/cms/files/build-disk.js';
import type { BlockDevice } from '../../../src/cms/command.js';
import { execFile, moduleFile } from '../../support/cms-disk.js';
import { macroProgram } from '../../support/macro-program.js';
import { end, esd, program, rld, statement, textFile, txt } from '../../support/text-deck.js';
import { cmsRig, readyRc, session } from '../nucleus/cms-rig.js';

const NOW = { year: 2026, month: 11, day: 22, hour: 10, minute: 11, second: 12 };
const STORAGE = 'Virtual storage capacity exceeded';

/** A disk that can be made to fail. */
function failingDisk(files: readonly SourceFile[]): BlockDevice & { fails: boolean } {
  const plain = memoryDevice(buildDisk(1000, 1024, 'TEST', files, NOW), 0x191);
  const disk = {
    ...plain,
    fails: false,
    read: (block: number, count: number) => (disk.fails ? undefined : plain.read(block, count)),
  };
  return disk;
}

describe('messages of the nucleus', () => {
  const calls = (name: string, code: number, ...before: string[]): SourceFile =>
    moduleFile(
      name,
      ...before,
      '         SVC   203',
      `         DC    H'${String(code)}'`,
      '         BR    14',
    );
  // the number of the function in the second byte, its flags in the first
  const CODE = { free: 4, fret: 5, key: 8, exs: 9, fres: 10 };
  const FLAG = { keyNucleus: 1 << 8, keyReset: 2 << 8 };

  it('tell of storage that cannot be given, taken or looked after so', () => {
    const rig = cmsRig([
      calls('FREE', CODE.free, '         SR    0,0'),
      calls('FRET', CODE.fret, '         LA    0,1', '         LA    1,4(,12)'),
      calls('FRES', CODE.fres + (99 << 8)),
    ]);
    const lines = session(rig, 'free', 'hx', 'fret', 'hx', 'fres', 'hx');
    expect(lines.filter((line) => line.startsWith('DMS'))).to.deep.equal([
      'DMSFRE160T Invalid DMSFREE call from 020004, error 4',
      'DMSFRE161T Invalid DMSFRET call from 02000A, error 7',
      'DMSFRE162T Invalid DMSFRES call from 020002',
    ]);
  });

  it('tell of keys that are stacked too deep or not at all', () => {
    const rig = cmsRig([
      calls('RESET', CODE.key + FLAG.keyReset),
      moduleFile(
        'STACK',
        'LOOP     SVC   203',
        `         DC    H'${String(CODE.key + FLAG.keyNucleus)}'`,
        '         B     LOOP',
      ),
    ]);
    const lines = session(rig, 'reset', 'hx', 'stack', 'hx');
    expect(lines.filter((line) => line.startsWith('DMS'))).to.deep.equal([
      'DMSITS217T DMSKEY reset from 020002 underflows key stack',
      'DMSITS216T DMSKEY call from 020002 overflows key stack, with max depth 7',
    ]);
  });

  it('tell of code that is executed too deep', () => {
    const rig = cmsRig([
      moduleFile(
        'DEEP',
        'LOOP     LR    1,12',
        '         SVC   203',
        `         DC    H'${String(CODE.exs)}'`,
        '         BR    14',
      ),
    ]);
    const lines = session(rig, 'deep', 'hx');
    expect(lines.filter((line) => line.startsWith('DMS'))).to.deep.equal([
      'DMSITS122S Maximum SVC depth has been exceeded with call at 020004',
    ]);
  });

  it('tell of an extension that is not there', () => {
    const lines = session(cmsRig([]), 'nucxdrop nobody', 'nucxdrop *');
    expect(lines).to.include('DMSNXD616W NOBODY does not exist');
    expect(lines[2]).to.equal(readyRc('00004'));
  });
});

describe('messages of REXX programs', () => {
  it('tell of a result that is no whole number', () => {
    const rig = cmsRig([execFile('RESULT', '/* */', 'nop', "return 'abc'")]);
    const lines = session(rig, 'result');
    expect(lines.slice(1)).to.deep.equal([
      'DMSREX466E Error 26 running RESULT EXEC, line 3: Invalid whole number',
      readyRc('20026'),
    ]);
  });

  it('tell of variables that have no room for a message', () => {
    const rig = cmsRig([
      execFile('FILL', '&TRACE OFF', `&A = ${'X'.repeat(200)}`, 'XMITMSG 24 A A (VAR', '&EXIT &RC'),
    ]);
    expect(session(rig, 'fill').slice(1)).to.deep.equal([
      `DMSXMI109S ${STORAGE}`,
      readyRc('00104'),
    ]);
  });
});

describe('messages of the loader', () => {
  it('tell of pseudo registers that differ, places that are nowhere, libraries that are gone', () => {
    const rig = cmsRig([
      textFile('ONE', esd(['SD', 'ONE', 1, 0, 8], ['XD', 'PR', 2, 0, 4, 3]), end()),
      textFile('TWO', esd(['SD', 'TWO', 1, 0, 8], ['XD', 'PR', 2, 0, 4, 7]), end()),
      textFile('SLC', esd(['SD', 'SLC', 1, 0, 8]), statement(`02SLC            NOWHERE `), end()),
      program('GOOD', '         BR    14'),
    ]);
    const lines = session(
      rig,
      'load one two',
      'load slc',
      'txtlib gen lib good',
      'global txtlib lib',
      'erase lib txtlib',
      'load good',
    );
    expect(lines.filter((line) => line.startsWith('DMS'))).to.deep.equal([
      'DMSLIO206W Pseudo register alignment error',
      'DMSLIO203W Set location counter name NOWHERE undefined',
      'DMSLGT002E File LIB TXTLIB not found',
    ]);
  });

  it('tell of disks that cannot be read', () => {
    const disk = failingDisk([
      program('GOOD', '         BR    14'),
      textFile(
        'LARGE',
        esd(['SD', 'LARGE', 1, 0, 99_000]),
        txt(1, 0, new Uint8Array(99_000)),
        end(),
      ),
    ]);
    const rig = cmsRig([], { disks: new Map([[0x191, disk]]) });
    session(rig, 'lked good');
    session(rig, 'global loadlib good');
    disk.fails = true;
    const lines = session(rig, 'load large', 'osrun good');
    expect(lines.filter((line) => line.startsWith('DMS'))).to.deep.equal([
      'DMSLIO104S Error 3 reading file A(191) from disk',
      'DMSSLN104S Error 3 reading file A(191) from disk',
    ]);
  });

  it('tell of modules, libraries and programs that have no room or are none', () => {
    const huge = (name: string, length: number): SourceFile =>
      textFile(name, esd(['SD', name, 1, 0, length]), txt(1, 0, new Uint8Array(8)), end(0));
    const header = new Uint8Array(80);
    const view = new DataView(header.buffer);
    [0x20000, 0x20000, 0x7ff000].forEach((word, i) => view.setInt32(i * 4, word));
    const rig = cmsRig(
      [
        huge('LARGE', 3 << 20),
        program('GOOD', '         BR    14'),
        { name: 'GOOD', type: 'LOADLIB', lines: ['no library'], fixedLength: 80 },
        moduleFile('FIXED', '         BR    14'),
        { name: 'BEYOND', type: 'MODULE', records: [header, new Uint8Array(8)] },
      ],
      { size: 6 << 20 },
    );
    const lines = session(rig, 'lked large', 'lked good', 'nucxload fixed', 'loadmod beyond');
    expect(lines.filter((line) => line.startsWith('DMS'))).to.deep.equal([
      `DMSLKD109S ${STORAGE}`,
      'DMSLKD056E File GOOD LOADLIB contains invalid record formats',
      'DMSNXL056E File FIXED MODULE A1 contains invalid module formats',
      `DMSMOD109S ${STORAGE}`,
    ]);
  });

  it('tell of an extension that has no room', () => {
    const rig = cmsRig([
      textFile(
        'LARGE',
        esd(['SD', 'LARGE', 1, 0, 0x38000]),
        txt(1, 0, Uint8Array.of(7, 0xfe, 0, 0)),
        rld([1, 1, 0x0c, 4]),
        end(0),
      ),
    ]);
    const lines = session(rig, 'load large (rldsave', 'genmod', 'load large', 'nucxload large');
    expect(lines.filter((line) => line.startsWith('DMS'))).to.deep.equal([`DMSNXL109S ${STORAGE}`]);
  });
});

describe('messages of OS simulation', () => {
  it('tell of modules that have no room, whole or with their parameter', () => {
    const said = new Set<string>();
    let [fits, not] = [0x1000, 0x80000];
    // the largest that can be loaded leaves no room for a parameter
    while (not - fits > 8) {
      const length = ((fits + not) / 2) & -8;
      const rig = cmsRig(
        [textFile('M', esd(['SD', 'M', 1, 0, length]), txt(1, 0, Uint8Array.of(7, 0xfe)), end(0))],
        { size: 0x100000 },
      );
      session(rig, 'lked m');
      session(rig, 'global loadlib m');
      const line = session(rig, `osrun m parm=${'X'.repeat(80)}`).find((one) =>
        one.startsWith('DMS'),
      );
      if (line !== undefined) said.add(line);
      if (line?.startsWith('DMSSLN') === true) not = length;
      else fits = length;
    }
    expect([...said]).to.have.members([`DMSSLN109S ${STORAGE}`, `DMSOSR109S ${STORAGE}`]);
  });

  it('tell of a library that is none when a member is written, and of a tape without its end', () => {
    const writes = macroProgram(
      'WRITES',
      ' LA 13,AREA',
      ' OPEN (OUT,(OUTPUT))',
      ' PUT OUT,BUF',
      ' CLOSE (OUT)',
      ' SR 15,15',
      ' BR 11',
      "BUF DC CL80'A LINE'",
      'AREA DS 18F',
      'OUT DCB DDNAME=OUTPUT,MACRF=(PM),RECFM=F,LRECL=80',
    );
    const rig = cmsRig([
      writes,
      { name: 'BAD', type: 'MACLIB', lines: ['no library'], fixedLength: 80 },
    ]);
    const lines = session(
      rig,
      'filedef output disk bad maclib a (member new',
      'load writes (start',
    );
    expect(lines.filter((line) => /^DMS(?!LIO740)/.test(line))).to.deep.equal([
      'DMSSOP056E File BAD MACLIB contains invalid library formats',
    ]);
    const waits = macroProgram(
      'WAITS',
      ' LA 13,AREA',
      ' OPEN (OUT,(OUTPUT))',
      ' PUT OUT,BUF',
      ' RDTERM BUF',
      ' CLOSE (OUT)',
      ' SR 15,15',
      ' BR 11',
      "BUF DC CL130'A LINE'",
      'AREA DS 18F',
      'OUT DCB DDNAME=OUTPUT,MACRF=(PM)',
    );
    for (const recfm of ['fb', 'f']) {
      const other = cmsRig([waits], { tape: 'ring' });
      session(other, `filedef output tap1 (recfm ${recfm} lrecl 80 block 800`, 'load waits (start');
      other.channels.detach(0x181);
      expect(session(other, 'go on').filter((line) => line.startsWith('DMS'))).to.deep.equal([
        `DMSSOP129S I/O error on output writing record number 0: OUTPUT code ${recfm === 'fb' ? '5' : '11'} on OUTPUT`,
      ]);
    }
  });
});

describe('messages of MOVEFILE', () => {
  const data = { name: 'IN', type: 'DATA', lines: ['one', 'two'], fixedLength: 80 };

  it('tell of a target that cannot be written, a block too long, a disk that fails', () => {
    const disk = failingDisk([data]);
    const readOnly = { ...failingDisk([data]), device: 0x192, readOnly: true };
    const rig = cmsRig([], {
      tape: 'ring',
      disks: new Map([
        [0x191, disk],
        [0x192, readOnly],
      ]),
    });
    session(rig, 'access 192 b', 'filedef inmove disk in data a');
    const lines = session(
      rig,
      'filedef outmove disk out data b',
      'movefile',
      'filedef outmove tap1 (recfm u blksize 30000',
      'movefile',
    );
    session(rig, 'filedef outmove terminal');
    disk.fails = true;
    lines.push(...session(rig, 'movefile'));
    expect(lines.filter((line) => line.startsWith('DMS'))).to.deep.equal([
      'DMSMVE037E Filemode B is accessed as read/only',
      'DMSMVE044E Record length exceeds allowable maximum',
      'DMSMVE128S I/O error on input after reading 0 records: INPUT code 3 on INMOVE',
    ]);
  });
});

/** MACLIBs and TXTLIBs as VM/370 makes them (DMSLIB): six entries of twelve bytes in a record of the directory. */
import { expect } from 'chai';
import type { SourceFile } from '../../../src/cms/files/build-disk.js';
import { cardOf, closingRecord } from '../../../src/cms/maclib/maclib.js';
import { toEbcdic } from '../../../src/shared/ebcdic.js';
import { macroProgram } from '../../support/macro-program.js';
import { cmsRig, readyRc, session } from '../nucleus/cms-rig.js';

/** A library of members that are given as records; `end` stands behind each. */
function oldLibrary(
  type: 'MACLIB' | 'TXTLIB',
  members: ReadonlyMap<string, readonly Uint8Array[]>,
  end: Uint8Array,
): SourceFile {
  const records: Uint8Array[] = [];
  const entries: { readonly name: string; readonly record: number }[] = [];
  for (const [name, cards] of members) {
    entries.push({ name, record: records.length + 2 });
    records.push(...cards, end);
  }
  const header = cardOf('DMSLIB');
  const view = new DataView(header.buffer);
  view.setUint16(6, records.length + 2);
  view.setUint32(8, entries.length * 12);
  const directory: Uint8Array[] = [];
  for (let at = 0; at < entries.length; at += 6) {
    const record = new Uint8Array(80);
    entries.slice(at, at + 7).forEach(({ name, record: place }, i) => {
      // of the entry that comes next there is room for the name
      record.set(toEbcdic(name.padEnd(8)), i * 12);
      if (i < 6) new DataView(record.buffer).setUint16(i * 12 + 8, place);
    });
    directory.push(record);
  }
  return { name: 'OLD', type, records: [header, ...records, ...directory], fixedLength: 80 };
}

describe('libraries of VM/370', () => {
  it('have their macros listed, typed, assembled and taken over into a new form', () => {
    const names = Array.from({ length: 9 }, (_, i) => `MAC${i}`);
    const members = new Map(
      names.map((name, i) => [name, [' MACRO', ` ${name}`, ` LA 1,${i}`, ' MEND'].map(cardOf)]),
    );
    const program = ['P CSECT', ...names.map((name) => ` ${name}`), ' BR 14', ' END'];
    const rig = cmsRig([
      oldLibrary('MACLIB', members, closingRecord()),
      { name: 'P', type: 'ASSEMBLE', lines: program, fixedLength: 80 },
      { name: 'MORE', type: 'MACRO', lines: [' MACRO', ' MORE', ' MEND'], fixedLength: 80 },
    ]);
    const lines = session(
      rig,
      'maclib map old mac0 mac8 (term',
      'type old maclib a (member mac7',
      'global maclib old',
      'assemble p (noprint',
      'maclib add old more',
      'assemble p (noprint',
      'maclib map old mac8 more (term',
    ).filter((line) => !/^(?:> |Ready;|$)/.test(line));
    expect(lines.map((line) => line.trimEnd())).to.deep.equal([
      ...['MACRO     INDEX   SIZE', 'MAC0          2      4', 'MAC8         42      4'],
      ...[' MACRO', ' MAC7', ' LA 1,7', ' MEND'],
      ...['ASSEMBLER (XF) DONE', 'NO STATEMENTS FLAGGED IN THIS ASSEMBLY'],
      ...['ASSEMBLER (XF) DONE', 'NO STATEMENTS FLAGGED IN THIS ASSEMBLY'],
      ...['MACRO     INDEX   SIZE', 'MAC8         42      4', 'MORE         47      3'],
    ]);
  });

  it('have their texts loaded', () => {
    const texts = Array.from({ length: 9 }, (_, i) =>
      macroProgram(`TXT${i}`, ` LA 15,${i}`, ' BR 14'),
    );
    const members = new Map(texts.map(({ name, records = [] }) => [name, records]));
    const end = cardOf(' LDT');
    end[0] = 0x02;
    const main = macroProgram('MAIN', ' LR 10,11', ' L 15,=V(TXT8)', ' BALR 14,15', ' BR 10');
    const rig = cmsRig([main, oldLibrary('TXTLIB', members, end)]);
    const lines = session(rig, 'global txtlib old', 'load main (start');
    expect(lines.at(-1)).to.equal(readyRc('00008'));
  });
});

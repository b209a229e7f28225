import { expect } from 'chai';
import { findFile } from '../../../src/cms/files/disk-state.js';
import { packedHeader } from '../../../src/cms/files/packed.js';
import { readRecords } from '../../../src/cms/files/reader.js';
import { checkDisk } from '../../support/check-disk.js';
import { newEditFile } from '../../../src/cms/xedit/edit-file.js';
import { saveSome, startSaving } from '../../../src/cms/xedit/save.js';
import { content, edit, enter, POEM, setup, type Setup } from '../../support/xedit-world.js';

function formOf(s: Setup, name: string, type: string): string {
  const { format, recordLength, records } = findFile(s.cms.disks, name, type)!.entry;
  return `${format} ${String(recordLength)} ${String(records)}`;
}

describe('What XEDIT writes', () => {
  it('SERIAL puts numbers into the last columns of fixed records', () => {
    const rows: readonly (readonly [set: string, first: string, second: string])[] = [
      ['on', 'POE00010', 'POE00020'],
      ['all 5 100', '00000100', '00000105'],
      ['abc 1000', 'ABC01000', 'ABC02000'],
      ['x', 'X  00010', 'X  00020'],
      ['on 60000 50000', 'POE50000', 'POE10000'],
    ];
    for (const [operands, first, second] of rows) {
      const s = setup();
      edit(s, 'xedit poem data', [
        enter('set recfm f#set lrecl 80'),
        enter(`set serial ${operands}`),
        enter('file poem card'),
      ]);
      const lines = content(s, 'POEM', 'CARD');
      expect(lines.slice(0, 2), operands).to.deep.equal([
        `Roses are red`.padEnd(72) + first,
        `violets are blue`.padEnd(72) + second,
      ]);
    }
  });

  it('SERIAL leaves records of varying length alone', () => {
    const s = setup();
    edit(s, 'xedit poem data', [enter('set serial on'), enter('file poem card')]);
    expect(content(s, 'POEM', 'CARD')).to.deep.equal(POEM);
  });

  it('PACK ON writes a packed file, which is unpacked when it is edited again', () => {
    for (const recfm of ['F', 'V']) {
      const s = setup();
      edit(s, 'xedit poem data', [
        enter(`set recfm ${recfm}#set pack on`),
        enter('query recfm#query pack'),
        enter('file poem pack'),
      ]);
      expect(s.at.screens.at(-1)?.join('\n')).to.contain(`RECFM ${recfm}P`).and.contain('PACK ON');
      expect(formOf(s, 'POEM', 'PACK')).to.equal('F 1024 1');
      const { volume, entry } = findFile(s.cms.disks, 'POEM', 'PACK')!;
      expect(packedHeader(readRecords(volume, s.disk, entry)[0]!)?.format).to.equal(recfm);
      edit(s, 'xedit poem pack', [
        (p) => {
          expect(p.rows()[0]).to.contain(`${recfm} 80`).and.contain('Size=4');
          expect(p.rows().join('\n')).to.contain('violets are blue');
          p.command('query recfm');
          return 'ENTER';
        },
        (p) => {
          expect(p.rows()[1]).to.contain(`RECFM ${recfm}P`);
          p.command('set pack off#file poem plain');
          return 'ENTER';
        },
      ]);
      expect(content(s, 'POEM', 'PLAIN')).to.deep.equal(POEM);
      expect(checkDisk(s.disk)).to.deep.equal([]);
    }
  });

  it('a file that begins as a packed one and is none is not edited: 500E', () => {
    const s = setup();
    edit(s, 'xedit bad data', [
      enter('set recfm f#set lrecl 1024#set hex on'),
      enter(`change //x'000140C600000050${'79'.repeat(4)}'/`),
      enter('input x'),
      enter(`change /x/x'000140C60000005079'/`),
      enter('file'),
    ]);
    expect(formOf(s, 'BAD', 'DATA')).to.equal('F 1024 1');
    const { rc, lines } = edit(s, 'xedit bad data', []);
    expect(rc).to.equal(88);
    expect(lines).to.deep.equal(['DMSXIN500E Unable to unpack file BAD DATA A1']);
  });

  it('writes so many lines a step at the most, packed or not', () => {
    for (const pack of [false, true]) {
      const s = setup({ blocks: 4000 });
      const lines = Array.from({ length: 5000 }, (_, n) => `line ${String(n)} of many`);
      const file = newEditFile(['MANY', 'LINES', 'A1'], 'V', 80, lines);
      file.options = { ...file.options, pack };
      const context = s.context('');
      const saving = startSaving(context, file, ['MANY', 'LINES', 'A1'], {
        force: false,
        leave: false,
      });
      if (!('phase' in saving)) throw new Error(saving.text);
      for (let before = 0, steps = 0; ; before = saving.line) {
        const step = saveSome(context, file, saving, { kind: 'done' });
        expect(steps++).to.be.below(200);
        expect(saving.line - before).to.be.at.most(pack ? 200 : 600);
        if (!('effect' in step)) {
          expect(step).to.deep.equal({ done: true });
          break;
        }
        if (step.effect.kind === 'sync') s.disk.sync();
      }
      edit(s, 'xedit many lines', [enter('set pack off#ffile many plain')]);
      expect(content(s, 'MANY', 'PLAIN')).to.deep.equal(lines);
    }
  });
});

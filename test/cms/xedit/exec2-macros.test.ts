import { expect } from 'chai';
import { content, edit, enter, setup } from '../../support/xedit-world.js';

const macro = (name: string, ...lines: string[]) => ({
  ...{ name, type: 'XEDIT' },
  lines: ['&TRACE OFF', ...lines],
});

describe('XEDIT macros in EXEC 2', () => {
  it('give subcommands, ask by EXTRACT, and act on return codes', () => {
    const s = setup({
      files: [
        macro(
          'NUMS',
          'EXTRACT /SIZE/FNAME/',
          'TOP',
          '&I = 0',
          '&LOOP -END &SIZE.1',
          '&I = &I + 1',
          'NEXT',
          'EXTRACT /CURLINE/',
          '&LINE = &STRING OF &1 &I &CURLINE.3',
          'REPLACE &LINE',
          '-END',
          'LOCATE /nothing/',
          '&NOTFOUND = &RC',
          'BOTTOM',
          'INPUT &0 &FNAME.1 &SIZE.0 &SIZE.1 &NOTFOUND',
        ),
      ],
    });
    edit(s, 'xedit poem data', [enter('macro nums Line'), enter('file')]);
    expect(content(s, 'POEM', 'DATA')).to.deep.equal([
      ...['Line 1 Roses are red', 'Line 2 violets are blue'],
      ...['Line 3 cards are punched', 'Line 4 and sent to you'],
      ...['NUMS POEM 1 4 2'],
    ]);
  });

  it('call REXX macros, which have variables of their own', () => {
    const s = setup({
      files: [
        { name: 'INNER', type: 'XEDIT', lines: ['/* */', "'EXTRACT /LRECL/'; v = 1; exit 7"] },
        macro(
          'OUTER',
          '&V = mine',
          'MACRO INNER',
          'INPUT &RC &V &LRECL.1 .',
          'EXTRACT /SIZE/',
          'INPUT &SIZE.1',
        ),
      ],
    });
    edit(s, 'xedit poem data', [enter('bottom'), enter('outer'), enter('file')]);
    expect(content(s, 'POEM', 'DATA').slice(4)).to.deep.equal(['7 mine .', '5']);
  });

  it('end with the message of their error, and the session goes on', () => {
    const s = setup({ files: [macro('WRONG', 'INPUT before', '&GOTO -NOWHERE')] });
    const { at } = edit(s, 'xedit poem data', [enter('bottom'), enter('wrong'), enter('file')]);
    expect(at.screens.at(-1)?.join('\n')).to.contain(
      'DMSEXE085E Error in WRONG XEDIT A1, line 3 - Label not found',
    );
    expect(content(s, 'POEM', 'DATA').at(-1)).to.equal('before');
  });

  it('are, in no language that there is, refused as before', () => {
    const s = setup({ files: [{ name: 'OLD', type: 'XEDIT', lines: ['&TYPE never'] }] });
    const { at } = edit(s, 'xedit poem data', [enter('old'), enter('qquit')]);
    expect(at.screens.flat().join('\n')).to.not.contain('never');
  });
});

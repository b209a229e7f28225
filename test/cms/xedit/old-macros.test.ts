/** Ways of macros that were written for XEDIT long ago: they run as they are. */
import { expect } from 'chai';
import { content, edit, enter, setup, type Setup } from '../../support/xedit-world.js';

function world(...lines: readonly string[]): Setup {
  return setup({ files: [{ name: 'OLD', type: 'XEDIT', lines: ['/* */', ...lines] }] });
}

describe('Old macros of XEDIT', () => {
  it('put a blank between : and the number of a line or column', () => {
    const s = world(
      ...["'COMMAND TRANSFER LINE'", 'pull line', "'COMMAND :' line + 2", "'COMMAND CL :' 3"],
      ...["'COMMAND CINSERT' '<>'", "':' 1", "'LOCATE :' 1", "'REPLACE' 'first'"],
    );
    edit(s, 'xedit poem data', [enter(':1'), enter('macro old'), enter('file')]);
    expect(content(s, 'POEM', 'DATA').slice(0, 3)).to.deep.equal([
      ...['first', 'violets are blue', 'ca<>rds are punched'],
    ]);
  });

  it('repeat their last subcommand up to a line that they have named (REPEAT)', () => {
    const s = world(
      ...["'COMMAND LOCATE *'", "'COMMAND SET POINT .END'", "'COMMAND :' 1"],
      ...["'COMMAND CLOCATE :' 2", "'COMMAND CDELETE' 2", "'COMMAND REPEAT' '.END'"],
    );
    edit(s, 'xedit poem data', [enter('macro old'), enter('file')]);
    expect(content(s, 'POEM', 'DATA')).to.deep.equal([
      ...['Res are red', 'vlets are blue', 'cds are punched', 'a sent to you'],
    ]);
  });

  it('leave REPEAT of the command line to what was entered there', () => {
    const s = world("':3'");
    edit(s, 'xedit poem data', [
      enter('macro old'),
      enter(':1'),
      enter('change / /_/'),
      enter('repeat 1'),
      enter('file'),
    ]);
    expect(content(s, 'POEM', 'DATA').slice(0, 3)).to.deep.equal([
      ...['Roses_are red', 'violets_are blue', 'cards are punched'],
    ]);
  });

  it('type into a line of the file that they have put there, with VERIFY OFF and a reserved line', () => {
    const s = world(
      ...["'COMMAND SET VERIFY OFF'", "'COMMAND TRANSFER NULLS MSGMODE'"],
      ...['pull nulls on long', "'COMMAND TRANSFER SCALE CURLINE RESERVED'"],
      ...['pull scale at row rest', "'COMMAND SET RESERVED' row - 1 'H >> help'"],
      ...["'COMMAND ADD'", "'COMMAND NEXT 1'", "'COMMAND CL :' 1", "'COMMAND CR' copies('?', 40)"],
      ...["'COMMAND READ ALL TAG NUMBER'", 'do while queued() > 0', 'parse pull tag . . line text'],
      ...["if tag = 'FIL' then 'REPLACE' nulls on long scale at line text", 'end'],
      ...["'COMMAND SET RESERVED' row - 1 'OFF'"],
    );
    edit(s, 'xedit poem data', [
      enter('macro old'),
      (p) => {
        expect(p.rows()[10]?.trim()).to.equal('>> help');
        p.typeAt(p.rowOf('????'), 7, 'd2', false);
        return 'ENTER';
      },
      enter('file'),
    ]);
    expect(content(s, 'POEM', 'DATA')[0]).to.equal(`OFF ON LONG ON M+1 1 d2${'?'.repeat(38)}`);
  });
});

import { expect } from 'chai';
import { activeFile, newEditor, type Editor } from '../../../../src/cms/xedit/editor.js';
import { newEditFile } from '../../../../src/cms/xedit/edit-file.js';
import { runCommandLine } from '../../../../src/cms/xedit/interpreter.js';
import { OPTIONS } from '../../../../src/cms/xedit/options/options.js';
import { extractVariables } from '../../../../src/cms/xedit/subcommands/extract.js';
import { SUBCOMMANDS } from '../../../../src/cms/xedit/interpreter.js';

function editor(lines: readonly string[] = ['alpha', 'beta', 'gamma', 'delta']): Editor {
  const file = newEditFile(['TEST', 'DATA', 'A1'], 'F', 80, [...lines]);
  return newEditor(file, { rows: 24, columns: 80 });
}

/** What QUERY tells. */
function query(session: Editor, operands: string): readonly string[] | number {
  const { rc, action } = runCommandLine(session, `query ${operands}`);
  const lines = session.messages.splice(0);
  if (action?.kind === 'tell') return action.lines;
  return rc === 0 ? lines : rc;
}

function extract(session: Editor, operand: string): Record<string, readonly unknown[]> {
  const found = extractVariables(session, operand) ?? [];
  return Object.fromEntries(found.map(({ name, values }) => [name, [...values]]));
}

/** SET, what QUERY shows behind it, and what EXTRACT gives. */
const ROUND: readonly (readonly [set: string, query: string, extract: readonly unknown[]])[] = [
  ['arbchar on ?', 'ARBCHAR ON ?', ['ON', '?']],
  ['arbchar off', 'ARBCHAR OFF $', ['OFF', '$']],
  ['case u i', 'CASE UPPER IGNORE', ['UPPER', 'IGNORE']],
  ['brkkey on pa2', 'BRKKEY ON PA2', ['ON', 'PA2']],
  ['brkkey off', 'BRKKEY OFF', ['OFF']],
  ['filler _', 'FILLER _', ['_']],
  ['hex on', 'HEX ON', ['ON']],
  ['image can', 'IMAGE CANON', ['CANON']],
  ['impcmscp off', 'IMPCMSCP OFF', ['OFF']],
  ['linend on !', 'LINEND ON !', ['ON', '!']],
  ['linend off', 'LINEND OFF #', ['OFF', '#']],
  ['lrecl 100', 'LRECL 100', [100]],
  ['macro off', 'MACRO OFF', ['OFF']],
  ['mask immed  a b', 'MASK  a b', [' a b']],
  ['msgmode on short', 'MSGMODE ON SHORT', ['ON', 'SHORT']],
  ['nulls on', 'NULLS ON', ['ON']],
  ['pack on', 'PACK ON', ['ON']],
  ['range :2 :3', 'RANGE 2 3', [2, 3]],
  ['range -* *', 'RANGE 1 4', [1, 4]],
  ['recfm vp', 'RECFM VP', ['VP']],
  ['remote off', 'REMOTE OFF', ['OFF']],
  ['serial abc 5 100', 'SERIAL ABC 5 100', ['ABC', 5, 100]],
  ['serial on', 'SERIAL ON 10 10', ['ON', 10, 10]],
  ['sidcode Ab1', 'SIDCODE Ab1', ['Ab1']],
  ['span on n 3', 'SPAN ON NOBLANK 3', ['ON', 'NOBLANK', 3]],
  ['span on b *', 'SPAN ON BLANK *', ['ON', 'BLANK', '*']],
  ['spill word', 'SPILL WORD', ['WORD']],
  ['stay on', 'STAY ON', ['ON']],
  ['stream off', 'STREAM OFF', ['OFF']],
  ['synonym off', 'SYNONYM OFF', ['OFF']],
  ['tabs 1 8 16', 'TABS 1 8 16', ['1 8 16']],
  ['terminal t', 'TERMINAL TYPEWRITER', ['TYPEWRITER']],
  ['trunc 72', 'TRUNC 72', [72]],
  ['varblank on', 'VARBLANK ON', ['ON']],
  ['wrap on', 'WRAP ON', ['ON']],
  ['zone 2 72', 'ZONE 2 72', [2, 72]],
  ['zone 5 *', 'ZONE 5 80', [5, 80]],
  ['etmode on', 'ETMODE ON', ['ON']],
  ['autosave 20 b', 'AUTOSAVE 20 100001 0 B', [20, 100_001, 0, 'B']],
  ['escape on !', 'ESCAPE ON !', ['ON', '!']],
  ['fname new', 'FNAME NEW', ['NEW']],
];

describe('XEDIT options', () => {
  for (const [text, shown, values] of ROUND) {
    it(`SET ${text}: ${shown}`, () => {
      const session = editor();
      expect(runCommandLine(session, `set ${text}`).rc).to.equal(0);
      const name = shown.split(' ')[0]!;
      expect(query(session, name)).to.deep.equal([shown]);
      expect(extract(session, name)).to.deep.equal({ [name]: values });
    });

    it(`${text}: without SET where that may be left out, and by its short form`, () => {
      const session = editor();
      const { name, minimum, needsSet } = OPTIONS.find((one) => one.name === shown.split(' ')[0])!;
      expect(runCommandLine(session, needsSet ? `set ${text}` : text).rc).to.equal(0);
      expect(query(session, name.slice(0, minimum))).to.deep.equal([shown]);
      expect(query(session, name.slice(0, minimum - 1) || '?')).to.not.deep.equal([shown]);
    });
  }

  const WRONG: readonly (readonly [string, number, string])[] = [
    ['set', 5, 'DMSXDC545E Missing operand(s)'],
    ['set size 5', 5, 'DMSXSE520E Invalid operand : SIZE'],
    ['set arbchar', 5, 'DMSXDC545E Missing operand(s)'],
    ['set arbchar on xx', 5, 'DMSXSE520E Invalid operand : on xx'],
    ['set zone 9 3', 5, 'DMSXSE575E Invalid zones columns defined'],
    ['set tabs 5 3', 5, 'DMSXSE575E Invalid tabs columns defined'],
    ['set range :3 :2', 5, 'DMSXSE528E Invalid range: Target2 (line 2) precedes Target1 (line 3)'],
    ['set range /zz/ *', 2, 'DMSXDC546E Target not found'],
    ['set pf25 top', 5, 'DMSXSU525E Invalid PFkey/PAkey number : 25'],
    ['set pa4 top', 5, 'DMSXSU525E Invalid PFkey/PAkey number : 4'],
    ['set recfm u', 5, 'DMSXSE515E RECFM must be F, V, FP, or VP'],
    ['set synonym', 5, 'DMSXDC545E Missing operand(s)'],
    ['set synonym x', 5, 'DMSXSE547E Synonym definition incomplete'],
    ['set synonym abc 5 top', 5, 'DMSXSE549E Synonym abbreviation too large'],
    ['set synonym a1c top', 5, 'DMSXSE548E Invalid synonym operand: a1c'],
    ['set point', 5, 'DMSXDC545E Missing operand(s)'],
    ['set point abc', 5, 'DMSXSE541E Invalid name: abc'],
    ['set point .abc off', 2, 'DMSXSE539E Named line .abc not found'],
    ['set reserved 5 off', 5, 'DMSXSE533E Line 5 is not reserved'],
    ['query nosuch', 5, 'DMSXSE520E Invalid operand : NOSUCH'],
    ['restore', 6, 'DMSXPR507E No preserved data to restore'],
    ['transfer', 5, 'DMSXDC545E Missing operand(s)'],
    ['modify size', 5, 'DMSXSE520E Invalid operand : SIZE'],
  ];
  for (const [text, rc, line] of WRONG) {
    it(`${text}: ${line}`, () => {
      const session = editor();
      expect(runCommandLine(session, text).rc).to.equal(rc);
      expect(session.messages).to.deep.equal([line]);
      expect(extract(session, 'lastmsg')).to.deep.equal({ LASTMSG: [line] });
    });
  }

  it('tells where the session stands', () => {
    const session = editor();
    runCommandLine(session, ':2');
    runCommandLine(session, 'set point .here');
    expect(extract(session, 'line')).to.deep.equal({ LINE: [2] });
    expect(extract(session, 'size')).to.deep.equal({ SIZE: [4] });
    expect(extract(session, 'length')).to.deep.equal({ LENGTH: [4] });
    expect(extract(session, 'tof')).to.deep.equal({ TOF: ['OFF'] });
    expect(extract(session, 'eof')).to.deep.equal({ EOF: ['OFF'] });
    expect(extract(session, 'point')).to.deep.equal({ POINT: ['2 .HERE'] });
    expect(extract(session, 'efname')).to.deep.equal({ EFNAME: ['TEST'] });
    runCommandLine(session, 'top');
    expect(extract(session, 'tof')).to.deep.equal({ TOF: ['ON'] });
    expect(extract(session, 'point')).to.deep.equal({ POINT: [] });
    expect(extract(session, 'point *')).to.deep.equal({ POINT: ['2 .HERE'] });
    expect(query(session, 'ring')).to.deep.equal([
      'DMSXSU530I 1 file(s) in storage',
      'TEST     DATA     A1  F 80  Trunc=80 Size=4 Line=0 Col=1 Alt=0',
    ]);
  });

  it('keeps what keys are set to, and when they do it', () => {
    const session = editor();
    expect(extract(session, 'pf3')).to.deep.equal({ PF3: ['BEFORE', 'QUIT'] });
    expect(extract(session, 'pf6')).to.deep.equal({ PF6: ['ONLY', '?'] });
    expect(Object.keys(extract(session, 'pf*'))).to.have.length(24);
    runCommandLine(session, 'pf3 only  input x');
    expect(query(session, 'pf3')).to.deep.equal(['PF3 ONLY input x']);
    expect(extract(session, 'pa2')).to.deep.equal({ PA2: ['BEFORE', 'NULLKEY'] });
    runCommandLine(session, 'set enter before next');
    expect(extract(session, 'enter')).to.deep.equal({ ENTER: ['BEFORE', 'next'] });
  });

  it('EXTRACT /=/: EQUALSIGN', () => {
    const session = editor();
    runCommandLine(session, 'next 2');
    expect(extract(session, '=')).to.deep.equal({ EQUALSIGN: ['next 2'] });
  });

  it('synonyms are defined, shown, and taken away by themselves', () => {
    const session = editor();
    runCommandLine(session, 'set synonym linend ! twice 3 & next!&1');
    runCommandLine(session, 'set synonym q quit');
    expect(query(session, 'synonym twi')).to.deep.equal(['SYNONYM TWICE 3 LINEND ! & next!&1']);
    expect(query(session, 'synonym *')).to.have.length(2);
    expect(extract(session, 'synonym q')).to.deep.equal({ SYNONYM: ['Q', 1, 'quit', ''] });
    runCommandLine(session, 'set synonym q q');
    expect(query(session, 'synonym *')).to.have.length(1);
    expect(query(session, 'synonym q')).to.equal(5);
  });

  it('a range follows lines that are put in and taken out', () => {
    const session = editor();
    runCommandLine(session, 'set range :2 :3');
    runCommandLine(session, 'input one');
    expect(extract(session, 'range')).to.deep.equal({ RANGE: [2, 4] });
  });

  it('PRESERVE and RESTORE bring everything back', () => {
    const session = editor();
    runCommandLine(session, 'preserve');
    for (const line of ['zone 3 9', 'pf1 top', 'hex on', 'msgmode off', 'linend off', 'fname x']) {
      runCommandLine(session, line);
    }
    expect(runCommandLine(session, 'restore').rc).to.equal(0);
    expect(query(session, 'zone')).to.deep.equal(['ZONE 1 80']);
    expect(query(session, 'pf1')).to.deep.equal(['PF1 BEFORE HELP']);
    expect(query(session, 'hex')).to.deep.equal(['HEX OFF']);
    expect([session.msgmode, session.lineEnd, activeFile(session).name]).to.deep.equal([
      true,
      '#',
      'TEST',
    ]);
  });

  it('TRANSFER stacks the values of all keywords in one line, the row of CURLINE and the place of the cursor', () => {
    const transferred = (keywords: string): readonly string[] | undefined => {
      const { action } = runCommandLine(editor(), `transfer ${keywords}`);
      if (action?.kind !== 'stack' || action.order !== 'LIFO') return undefined;
      return action.lines;
    };
    expect(transferred('size zone pf3')).to.deep.equal(['4 1 80 BEFORE QUIT']);
    expect(transferred('nulls msgmode')).to.deep.equal(['OFF ON LONG']);
    expect(transferred('curline cursor line')).to.deep.equal(['12 23 8 -1 -1 0']);
  });

  it('MODIFY puts the subcommand into the command line', () => {
    const session = editor();
    runCommandLine(session, 'modify zone');
    expect(session.commandLine).to.equal('SET ZONE 1 80');
  });

  it('every name is found by its shortest form, and no two options have one', () => {
    for (const { name, minimum } of OPTIONS) {
      const others = OPTIONS.filter(
        (one) => one.name !== name && one.name.startsWith(name.slice(0, minimum)),
      ).filter((one) => one.minimum <= minimum);
      expect(
        others.map((one) => one.name),
        name,
      ).to.deep.equal([]);
    }
  });

  it('every name of a subcommand is of letters, with a shortest form within it', () => {
    for (const { name, minimum } of SUBCOMMANDS) {
      expect(minimum, name).to.be.within(1, name.length);
    }
  });
});

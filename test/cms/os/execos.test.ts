/** EXECOS: programs of an EXEC without what those before them have left. */
import { expect } from 'chai';
import { execFile } from '../../support/cms-disk.js';
import { macroProgram } from '../../support/macro-program.js';
import { cmsRig, READY, readyRc, session } from '../nucleus/cms-rig.js';

/** Leaves a file open. */
const KEEPS = macroProgram(
  'KEEPS',
  ' LA 13,AREA',
  ' OPEN (OUT,(OUTPUT))',
  ' PUT OUT,BUF',
  ' LA 15,3',
  ' BR 11',
  'AREA DS 18F',
  "BUF DC CL8'KEPT'",
  'OUT DCB DDNAME=OUTPUT,MACRF=(PM),RECFM=F,LRECL=8',
);
/** Takes storage and gives none back; return code 4 when there is none. */
const GRABS = macroProgram('GRABS', ' GETMAIN EC,LV=40000,A=PLACE', ' BR 11', 'PLACE DS A');

const shown = (lines: readonly string[]): string[] =>
  lines.filter((line) => !/^(?:> |DMSLIO740I)/.test(line) && line !== '');

describe('EXECOS', () => {
  it('closes what a program of an EXEC has left open, and gives its return code', () => {
    const run = (command: string): string[] => {
      const exec = execFile(
        'TRY',
        '/* */',
        'address command',
        "'FILEDEF OUTPUT DISK OUT DATA A'",
        `'${command}'`,
        'say rc',
        "'LISTFILE OUT DATA A'",
        'say rc',
        "'EXECOS'",
        "'LISTFILE OUT DATA A'",
      );
      return shown(session(cmsRig([KEEPS, exec]), 'try', 'query filedef'));
    };
    const file = 'OUT      DATA     A1';
    const definition = 'OUTPUT   DISK     OUT      DATA     A';
    const behind = (lines: string[]): string[] => lines.slice(0, -2);
    const within = run('EXECOS LOAD KEEPS (START');
    expect(behind(within)).to.deep.equal(['3', file, '0', file, READY]);
    expect(within.at(-2)).to.match(new RegExp(`^${definition}`));
    expect(behind(run('LOAD KEEPS (START'))).to.deep.equal([
      ...['3', 'DMSLST002E File OUT DATA A not found', '28', file, READY],
    ]);
  });

  it('gives back the storage that programs have taken', () => {
    const exec = execFile(
      'FILL',
      '/* */',
      'address command',
      "do n = 1 until rc \\= 0 | n = 99; 'LOAD GRABS (START'; end",
      'say rc (n > 1)',
      "'EXECOS'",
      "do m = 1 to 2 * n; 'EXECOS LOAD GRABS (START'; if rc \\= 0 then leave; end",
      'say (m > 2 * n)',
    );
    expect(shown(session(cmsRig([GRABS, exec]), 'fill')).slice(0, 2)).to.deep.equal(['4 1', '1']);
  });

  it('runs an EXEC or a name that the user has given, and knows when there is nothing', () => {
    const hello = execFile('HELLO', '/* */', "say 'hello' arg(1)", 'exit 7');
    expect(
      shown(session(cmsRig([hello]), 'execos hello world (you', 'execos nothing')),
    ).to.deep.equal([...['hello world (you', readyRc('00007'), readyRc('-0003')]]);
  });
});

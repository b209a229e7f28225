/** EXECIO between files, units, CP and the stack or variables of a REXX program. */
import { expect } from 'chai';
import { execFile } from '../../support/cms-disk.js';
import { cmsRig, READY, readyRc, session } from '../nucleus/cms-rig.js';

const data = { name: 'DATA', type: 'FILE', lines: ['alpha', 'beta  two', 'gamma', 'delta'] };

/** What a REXX program says that is made of these lines. */
function says(...lines: string[]): string[] {
  const rig = cmsRig([data, execFile('T', '/* */', 'address command', ...lines)], {
    cp: (line) =>
      line === 'QUERY USERID'
        ? { rc: 0, lines: ['RIG AT VMTS'] }
        : { rc: 1, lines: ['HCPCMD001E Unknown CP command'] },
  });
  const out = session(rig, 't');
  return out.slice(1).filter((line) => !/\*-\*|\+\+\+ RC/.test(line));
}

describe('EXECIO', () => {
  it('reads a file into a stem, into variables and onto the stack, line by line and from a line on', () => {
    expect(
      says(
        "'EXECIO * DISKR DATA FILE A (FINIS STEM X.'",
        'say rc x.0 x.1 x.4',
        "'EXECIO 1 DISKR DATA FILE A 2 (VAR V'",
        'say rc v',
        "'EXECIO 1 DISKR DATA FILE A (VAR V'",
        'say rc v',
        "'EXECIO 5 DISKR DATA FILE A (FIFO'",
        'say rc queued(); parse pull v; say v',
        "'EXECIO 1 DISKR DATA FILE (FINIS'",
        'say rc queued()',
        "'EXECIO 2 DISKR DATA FILE A 1 (LIFO MARGINS 2 4 CASE U FINIS'",
        'say rc; parse pull a; parse pull b; say a b',
        "'EXECIO 3 DISKR DATA FILE A (SKIP'",
        "'EXECIO 1 DISKR DATA FILE A (VAR V FINIS'",
        'say rc v queued()',
      ),
    ).to.deep.equal([
      ...['0 4 alpha delta', '0 beta  two', '0 gamma', '2 1', 'delta', '2 0'],
      ...['0', 'ETA LPH', '0 delta 0', READY],
    ]);
  });

  it('looks for lines that begin with, have or have not a text', () => {
    expect(
      says(
        "'EXECIO * DISKR DATA FILE A 2 (LOCATE /mm/'",
        'say rc; parse pull n; parse pull t; say n t',
        "'EXECIO * DISKR DATA FILE A 1 (FIND ,be, FIFO'",
        'say rc; parse pull n; parse pull t; say n t',
        "'EXECIO * DISKR DATA FILE A 1 (AVOID /a/ ZONE 6 * STEM S.'",
        'say rc s.0 s.1 s.2',
        "'EXECIO 2 DISKR DATA FILE A 1 (LOCATE /delta/'",
        'say rc queued()',
        "'EXECIO * DISKR DATA FILE A 1 (LOCATE /nothing/ FINIS'",
        'say rc queued()',
      ),
    ).to.deep.equal(['0', '2 3 gamma', '0', '2 2 beta  two', '0 2 1 1 alpha', '3 0', '3 0', READY]);
  });

  it('writes lines of a string, a stem, a variable and the stack, behind the end or over a line', () => {
    expect(
      says(
        "'EXECIO 1 DISKW NEW FILE A (STRING first  line '",
        "x.1 = 'from the stem'; x.2 = 'another'; x.0 = 2",
        "'EXECIO * DISKW NEW FILE A (STEM X.'",
        "queue 'stacked'; queue ''; queue 'left'",
        "'EXECIO * DISKW NEW FILE A'",
        'say rc queued(); parse pull .',
        "v = 'in the middle'",
        "'EXECIO 1 DISKW NEW FILE A 2 (VAR V FINIS'",
        'say rc',
        "'EXECIO * DISKR NEW FILE A (STEM Y. FINIS'",
        "do i = 1 to y.0; say i '<'y.i'>'; end",
        "'EXECIO 1 DISKW FIXED FILE A 0 F 8 (FINIS STRING 123456789'",
        'say rc',
        "'EXECIO 1 DISKW FIXED FILE A (FINIS STRING abc'",
        "'EXECIO * DISKR FIXED FILE A (STEM Y. FINIS STRIP'",
        "say y.0 y.1 '<'y.2'>'",
        "'STATE FIXED FILE A'; say rc",
      ),
    ).to.deep.equal([
      ...['0 1', '0', '1 <first  line >', '2 <in the middle>', '3 <another>', '4 <stacked>'],
      ...['1', '2 12345678 <abc>', '0', READY],
    ]);
  });

  it('updates a file as it reads it', () => {
    expect(
      says(
        'do i = 1 to 4',
        "  'EXECIO 1 DISKRU DATA FILE A' i '(VAR V'",
        "  'EXECIO 1 DISKW DATA FILE A' i '(STRING' i v",
        'end',
        "'FINIS DATA FILE A'",
        "'EXECIO * DISKR DATA FILE A (STEM Y. FINIS'",
        'say rc y.0 y.1 y.4',
      ),
    ).to.deep.equal(['0 4 1 alpha 4 delta', READY]);
  });

  it('gives the response of CP as lines, and its return code', () => {
    expect(
      says(
        "'EXECIO * CP (STEM R. STRING QUERY USERID'",
        'say rc r.0 r.1',
        "'EXECIO 1 CP (VAR R STRING QUERY USERID'",
        'say rc r',
        "'EXECIO 0 CP (STRING QUERY USERID'",
        'say rc queued()',
        "queue 'QUERY USERID'; 'EXECIO * CP'",
        'say rc queued(); pull x; say x',
        "'EXECIO 0 CP (STRING NOSUCH'",
        'say rc',
      ),
    ).to.deep.equal([
      ...['0 1 RIG AT VMTS', '0 RIG AT VMTS', '0 0', '0 1', 'RIG AT VMTS', '1001', READY],
    ]);
  });

  it('says what is wrong with its operands, and with files and variables', () => {
    expect(
      says(
        "'EXECIO 1'; say rc",
        "'EXECIO X DISKR A B'; say rc",
        "'EXECIO 1 TAPE'; say rc",
        "'EXECIO 1 DISKR DATA FILE A (NONSENSE'; say rc",
        "'EXECIO 1 DISKR NOSUCH FILE A'; say rc",
        "'EXECIO 1 DISKR NOSUCH FILE A (NOTYPE'; say rc",
        "'EXECIO 1 DISKR DATA FILE A (VAR 1X'; say rc",
        "'EXECIO 1 DISKW DATA FILE Q (STRING X'; say rc",
        "'EXECIO 1 DISKR DATA FILE A (LOCATE /x'; say rc",
      ),
    ).to.deep.equal([
      ...['DMSEIO621E Bad plist: device and lines arguments are required', '24'],
      ...['DMSEIO621E Bad plist: invalid numeric argument', '24'],
      ...['DMSEIO621E Bad plist: invalid device argument', '24'],
      ...['DMSEIO621E Bad plist: unknown option NONSENSE', '24'],
      ...['DMSEIO632E I/O error in EXECIO; rc=28 from STATE command', '28', '28'],
      ...['DMSEIO632E I/O error in EXECIO; rc=8 from EXECCOMM command', '2008'],
      ...['DMSEIO632E I/O error in EXECIO; rc=36 from STATEW command', '136'],
      ...['DMSEIO621E Bad plist: missing delimiter in LOCATE option', '24', READY],
    ]);
  });

  it('punches and prints, and finds an empty reader', () => {
    const rig = cmsRig([
      execFile(
        'UNITS',
        '/* */',
        "'EXECIO 2 CARD (STEM C.'",
        'say rc c.0',
        "x.1 = 'punched'; x.2 = copies('x', 70)copies('y', 11); x.0 = 2",
        "'EXECIO * PUNCH (STEM X.'",
        'say rc',
        "'EXECIO 1 PRINT (CC 1 STRING heading'",
        "'EXECIO 1 PRINT (STRING line'",
        'say rc',
      ),
    ]);
    const lines = session(rig, 'units').filter((line) => !/\*-\*|\+\+\+ RC/.test(line));
    expect(lines).to.deep.equal(['> units', '2 0', '1', '0', READY]);
  });

  it('takes command lines longer than a screen is wide', () => {
    const text = "'EXECIO 1 DISKW LONG FILE A (FINIS STRING' copies('0123456789', 200)";
    expect(says(text, "'EXECIO 1 DISKR LONG FILE A (VAR V'", 'say rc length(v)')).to.deep.equal([
      ...['0 2000', READY],
    ]);
  });

  it('can be typed: lines come from the terminal, and there are no variables', () => {
    const rig = cmsRig([data]);
    expect(
      session(
        rig,
        ...['execio * diskw typed file a (finis', 'one', 'two', ''],
        ...['execio 1 diskr data file a (stem x.', 'type typed file a'],
        ...['execio 1 emsg (string DMSTST001E Something', 'execio 1 emsg (string plain'],
      ),
    ).to.deep.equal([
      ...['> execio * diskw typed file a (finis', '> one', '> two', '> ', READY],
      '> execio 1 diskr data file a (stem x.',
      'DMSEIO632E I/O error in EXECIO; rc=-3 from EXECCOMM command',
      readyRc('00103'),
      ...['> type typed file a', '', 'one', 'two', READY],
      ...['> execio 1 emsg (string DMSTST001E Something', 'DMSTST001E Something', READY],
      ...['> execio 1 emsg (string plain', 'plain', READY],
    ]);
  });
});

/** DEBUG: symbols, the origin, and DUMP on the printer. */
import { expect } from 'chai';
import { dumpSome } from '../../../src/cms/nucleus/debug-dump.js';
import { fromEbcdic } from '../../../src/shared/ebcdic.js';
import { moduleFile } from '../../support/cms-disk.js';
import { macroProgram } from '../../support/macro-program.js';
import { cmsRig, READY, readyRc, session } from '../nucleus/cms-rig.js';

const STOPS = moduleFile(
  'STOPS',
  '         LA    5,77',
  "         DC    H'0'",
  "TEXT     DC    CL40'ABC'",
);

describe('DEBUG', () => {
  it('names storage by DEFINE, and forgets neither symbols nor origin', () => {
    const rig = cmsRig([STOPS]);
    const lines = session(
      rig,
      'stops',
      'debug',
      'define text 20006 3',
      'x text',
      'origin 20000',
      'x 6 3',
      'return',
      'hx',
      'debug',
      'x 6 2',
      'store text c1c1c1',
      'x text',
      'define text',
      'define much 20000 57',
      'x none',
      'hx',
    );
    expect(lines.filter((line) => !line.startsWith('> ')).slice(2)).to.deep.equal([
      'DMSDBG728I DEBUG entered',
      ...['C1C2C3', 'C1C2C3', 'Incorrect DEBUG exit', 'CMS'],
      ...['DMSDBG728I DEBUG entered', 'C1C2', 'C1C1C1'],
      ...['Invalid operand', 'Invalid operand', 'Invalid operand', 'CMS'],
    ]);
  });

  it('gives up by HX: CMS, without Ready; the next command runs recovery', () => {
    const rig = cmsRig([STOPS, { name: 'ASKS', type: 'EXEC', lines: ['/**/ debug', "say 'on'"] }]);
    const entered = 'DMSDBG728I DEBUG entered';
    const abend = 'DMSABN148T System abend 2E4 called from ';
    const impcp = ['IMPCP    = ON', READY];
    const play = (...typed: string[]): string[] =>
      session(rig, ...typed)
        .filter((line) => !line.startsWith('> '))
        .map((line) => (line.startsWith(abend) ? abend : line));
    expect(play('debug', 'hx', 'query impcp')).to.deep.equal([entered, abend, 'CMS', ...impcp]);
    // the EXEC is gone as well
    expect(play('asks', 'hx', '', 'query impcp')).to.deep.equal([
      ...[entered, abend, 'CMS', 'CMS', ...impcp],
    ]);
    expect(play('stops', 'debug', 'hx', 'query impcp').slice(1)).to.deep.equal([
      ...['CMS', entered, 'CMS', ...impcp],
    ]);
    expect(play('loadmod stops', 'debug', 'break 3 20000', 'return', 'start', 'hx')).to.deep.equal([
      ...[READY, entered, READY, 'DMSLIO740I Execution begins...'],
      ...[`${entered} breakpoint 03 at 020000`, 'CMS'],
    ]);
    expect(play('query impcp')).to.deep.equal(impcp);
  });

  it('goes to an address with registers that SET has changed, and back to CMS', () => {
    const rig = cmsRig([macroProgram('ADDS', ' AR 2,3', ' LR 15,2', ' BR 14')]);
    const lines = session(
      rig,
      ...['load adds', 'debug', 'go', 'set gpr 2 00000014 00000003', 'go 20002', 'query impcp'],
    ).filter((line) => !line.startsWith('> '));
    expect(lines.slice(1)).to.deep.equal([
      ...['DMSDBG728I DEBUG entered', 'Incorrect DEBUG exit'],
      ...[readyRc('00023'), 'IMPCP    = ON', READY],
    ]);
  });

  it('dumps registers and storage in pieces, up to the end of storage', () => {
    const closed: string[] = [];
    const rig = cmsRig([STOPS], {
      cp: (line) => {
        closed.push(line);
        return { rc: 0, lines: [] };
      },
    });
    const lines = session(
      rig,
      'stops',
      'debug',
      'dump 20000 2001F all',
      'dump 7e000 * end',
      'dump 20000 10000',
      'gpr 5',
      'hx',
    );
    expect(lines.slice(-5)).to.deep.equal([
      ...['> dump 20000 10000', 'Invalid operand', '> gpr 5', '0000004D', '> hx'].slice(1),
      'CMS',
    ]);
    expect(closed).to.include('CLOSE 00E');
    const printed = [...rig.files.values()].map((bytes) => fromEbcdic(bytes)).join('');
    expect(printed).to.contain('DEBUG DUMP ALL');
    expect(printed).to.contain('..ABC   ');
  });

  it('shows each byte once', () => {
    const word = (at: number): number => at;
    const fetch = (at: number, length: number): Uint8Array | undefined =>
      at >= 64 ? undefined : Uint8Array.from({ length }, (_, i) => 0xc1 + ((at + i) % 4));
    const n = { machine: { word, fetch } } as unknown as Parameters<typeof dumpSome>[0];
    const dumping = { at: 8, to: 50, title: 'T', headed: true };
    const lines = dumpSome(n, 0, dumping).map(({ data }) => fromEbcdic(data));
    expect(lines).to.deep.equal([
      `000008  ${Array.from({ length: 8 }, () => 'C1C2C3C4').join(' ')}  *${'ABCD'.repeat(8)}*`,
      `000028  ${'C1C2C3C4 C1C2C3C4 C1C2C3'.padEnd(71)}  *ABCDABCDABC*`,
    ]);
    expect(dumpSome(n, 0, dumping)).to.deep.equal([]);
  });
});

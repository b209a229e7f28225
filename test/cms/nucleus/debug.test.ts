/** DEBUG: symbols, the origin, and DUMP on the printer. */
import { expect } from 'chai';
import { dumpSome } from '../../../src/cms/nucleus/debug-dump.js';
import { fromEbcdic } from '../../../src/shared/ebcdic.js';
import { moduleFile } from '../../support/cms-disk.js';
import { cmsRig, READY, session } from '../nucleus/cms-rig.js';

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
      ...['C1C2C3', 'C1C2C3', 'CMS', 'DMSDBG728I DEBUG entered', 'C1C2', 'C1C1C1'],
      ...['Invalid operand', 'Invalid operand', 'Invalid operand'],
      READY,
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
      READY,
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

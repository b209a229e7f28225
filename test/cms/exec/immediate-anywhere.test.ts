/** HI, HX, TS and TE wherever an EXEC may be: in its own clauses, in commands, files, streams, and EXECs that it has called. */
import { expect } from 'chai';
import { execFile } from '../../support/cms-disk.js';
import { cmsRig, READY } from '../nucleus/cms-rig.js';

/** EXECs in the three languages that call each other, read, write and stack. */
const FILES = [
  execFile(
    'ALL',
    '/* */',
    'trace o',
    'do n = 1',
    '  x.1 = n; x.0 = 1; push n; pull m; y = reverse(m) * 2',
    "  'EXECIO * DISKW SCRATCH DATA A 1 (FINIS STEM X.'",
    "  'EXECIO * DISKR SCRATCH DATA A (FINIS STEM Z.'",
    "  call lineout 'other data', n, 1; call lineout 'other data'",
    "  'EXEC OLD' n",
    "  'EXEC TWO' n",
    "  interpret 'w = n'",
    "  'STATE SCRATCH DATA A'",
    'end',
  ),
  execFile('OLD', '&CONTROL OFF', '&I = 0', '&LOOP -X 20', '&I = &I + 1', '-X', 'EXEC DEEP &1'),
  execFile('DEEP', '/* */', 'do k = 1 to 20; a = k; end', "'MAKEBUF'; queue 'x'; 'DROPBUF'"),
  execFile(
    'TWO',
    '&TRACE OFF',
    '&I = 0',
    '&LOOP -X 20',
    '&I = &I + 1',
    '-X',
    '&COMMAND EXEC DEEP &1',
  ),
  execFile('AFTER', '/* */', "say 'after' queued()"),
];
/** Slices after which something is typed: all kinds of places in a turn of ALL. */
const PLACES = Array.from({ length: 24 }, (_, n) => 20 + n * 17);

describe('immediate commands at any point of an EXEC', () => {
  for (const halt of ['hi', 'hx']) {
    it(`${halt.toUpperCase()} brings Ready, and the next command is as ever`, () => {
      for (const slices of PLACES) {
        const rig = cmsRig(FILES);
        rig.run();
        rig.type('all');
        rig.runSlices(slices);
        rig.type(halt);
        rig.run();
        expect(rig.transcript.at(-1), `after ${String(slices)}`).to.match(/^Ready[;(]/);
        const from = rig.transcript.length;
        // what was on the stack is not for CMS
        for (const line of ['desbuf', 'after']) {
          rig.type(line);
          rig.run();
        }
        expect(rig.transcript.slice(from).slice(-3), `after ${String(slices)}`).to.deep.equal([
          ...['> after', 'after 0', READY],
        ]);
      }
    });
  }

  it('TS makes it pause at the next clause of REXX, and TE lets it go on', () => {
    for (const slices of PLACES.filter((_, n) => n % 3 === 0)) {
      const rig = cmsRig(FILES);
      rig.run();
      rig.type('all');
      rig.runSlices(slices);
      const from = rig.transcript.length;
      rig.type('ts');
      // it rests in the pause
      rig.run();
      const traced = rig.transcript.slice(from).join('\n');
      expect(traced, `after ${String(slices)}`).to.match(
        / \*-\* .*\n(.*\n)*.*\+\+\+ Interactive trace/,
      );
      rig.type('te');
      rig.type('');
      rig.runSlices(400);
      const goneOn = rig.transcript.length;
      rig.runSlices(400);
      expect(rig.transcript.length, `after ${String(slices)}`).to.equal(goneOn);
      rig.type('hx');
      rig.run();
      expect(rig.transcript.at(-1)).to.match(/^Ready[;(]/);
    }
  });
});

/** Every immediate command in every state that a session can be in: what is seen at once, and behind the next line that is typed. */
import { expect } from 'chai';
import { moduleFile, execFile } from '../../support/cms-disk.js';
import { macroProgram } from '../../support/macro-program.js';
import type { GuestRig } from '../../support/guest-rig.js';
import { cmsRig, session } from './cms-rig.js';

const FILES = [
  execFile(
    'ASKS',
    ...['/* */', 'trace o', 'parse external x', "say 'got' x", 'parse external y', 'say y'],
    'exit 3',
  ),
  execFile('OUTER', '/* */', "'EXEC ASKS'", "say 'outer' rc"),
  execFile('OLDASKS', '&CONTROL OFF', '&READ VARS &X', '&TYPE got &X', '&EXIT 3'),
  execFile('ASKS2', '&TRACE OFF', '&READ VARS &X', '&TYPE got &X', '&EXIT 3'),
  execFile('TRAPS', '/* */', 'signal on halt', 'parse external x', 'exit 3', 'halt: exit 9'),
  execFile('LOOPS', '/* */', 'trace o', 'do forever; nop; end'),
  execFile('LOOPS2', '&TRACE OFF', '-A', '&GOTO -A'),
  execFile('SLEEPS', '/* */', "'WAKEUP'", "say 'woken' rc"),
  moduleFile('RUNS', '         B     0(12)'),
  macroProgram('READS', ' RDTERM INTO', ' SR 15,15', ' BR 11', 'INTO DS CL130'),
  macroProgram('MINE', " WRTERM 'mine'", ' SR 15,15', ' BR 11'),
];
const READY = 'Ready;';
/** How a line that is nothing answers at Ready. */
const UNKNOWN = ['Unknown CP/CMS command', 'Ready(-0001);'];
type Seen = readonly [atOnce: readonly string[], behindMark: readonly string[]];
const ENDED: Seen = [[READY], UNKNOWN];

/** What is typed to come there, what is seen for a command that makes no difference, and for those that make one. */
interface State {
  readonly begin: readonly string[];
  readonly goesOn: Seen;
  readonly but?: Readonly<Record<string, Seen>>;
}
const halted = (exec: string, line: number, text: string): string[] => [
  `     ${String(line)} +++ ${text}`,
  `DMSREX452E Error 4 running ${exec} EXEC, line ${String(line)}: Program interrupted`,
];
const QUIET: Seen = [[], []];
const PAUSE = '       +++ Interactive trace.  TRACE OFF to end debug, ENTER to continue. +++';

const STATES: Readonly<Record<string, State>> = {
  'at Ready': { begin: [], goesOn: [[READY], UNKNOWN], but: { MINE: [['mine', READY], UNKNOWN] } },
  'in a console read of REXX': {
    begin: ['asks'],
    goesOn: [[], ['got mark']],
    but: {
      HI: [[...halted('ASKS', 4, "say 'got' x"), 'Ready(20004);'], UNKNOWN],
      HT: QUIET,
      TS: [
        [],
        [
          ...['       >>>   "mark"', "     4 *-* say 'got' x", '       >>>   "got mark"'],
          ...['got mark', PAUSE],
        ],
      ],
    },
  },
  'in a console read of an EXEC that another called': {
    begin: ['outer'],
    goesOn: [[], ['got mark']],
    but: {
      HI: [
        [
          ...halted('ASKS', 4, "say 'got' x"),
          ...halted('OUTER', 3, "say 'outer' rc"),
          'Ready(20004);',
        ],
        UNKNOWN,
      ],
      HT: QUIET,
      TS: [
        [],
        [
          ...['       >>>   "mark"', "     4 *-* say 'got' x", '       >>>   "got mark"'],
          ...['got mark', PAUSE],
        ],
      ],
    },
  },
  'in a console read of a program that traps HALT': {
    begin: ['traps'],
    goesOn: [[], ['Ready(00003);']],
    but: {
      HI: [['Ready(00009);'], UNKNOWN],
      TS: [[], ['       >>>   "mark"', '     4 *-* exit 3', '       >>>   "3"', 'Ready(00003);']],
    },
  },
  'in a read of a CMS EXEC': {
    begin: ['oldasks'],
    goesOn: [[], ['got MARK', 'Ready(00003);']],
    but: { HI: ENDED, HT: [[], ['Ready(00003);']] },
  },
  'in a read of EXEC 2': {
    begin: ['asks2'],
    goesOn: [[], ['got MARK', 'Ready(00003);']],
    but: { HI: ENDED, HT: [[], ['Ready(00003);']] },
  },
  'in a running program of REXX': {
    begin: ['loops'],
    goesOn: QUIET,
    but: {
      HI: [[...halted('LOOPS', 3, 'end'), 'Ready(20004);'], UNKNOWN],
      // a pause, in which what is typed is a clause
      TS: [
        ['     3 *-* end', '       *-* do forever', '       *-*   nop', PAUSE],
        ['       +++ RC(-3) +++'],
      ],
    },
  },
  'in a running EXEC 2': { begin: ['loops2'], goesOn: QUIET, but: { HI: ENDED } },
  'in a running program': { begin: ['runs'], goesOn: QUIET },
  'in a console read of a program': { begin: ['reads'], goesOn: [[], [READY]] },
  'in a pipeline that reads': {
    begin: ['pipe console | take 2 | console'],
    goesOn: [[], ['mark']],
    but: { HI: [['Ready(-4094);'], UNKNOWN], HT: QUIET },
  },
  'in a running pipeline': {
    begin: ['pipe literal x | duplicate * | hole'],
    goesOn: QUIET,
    but: { HI: [['Ready(-4094);'], UNKNOWN] },
  },
  'in WAKEUP': { begin: ['wakeup'], goesOn: [[], ['Ready(00006);', ...UNKNOWN]] },
  'in WAKEUP of an EXEC': {
    begin: ['sleeps'],
    goesOn: [[], ['woken 6', READY, ...UNKNOWN]],
    but: {
      HI: [[], [...halted('SLEEPS', 3, "say 'woken' rc"), 'Ready(20004);', ...UNKNOWN]],
      HT: [[], [READY, ...UNKNOWN]],
      TS: [
        [],
        ["     3 *-* say 'woken' rc", '       >>>   "woken 6"', 'woken 6', READY, ...UNKNOWN],
      ],
    },
  },
  // HX throws them away
  'with lines typed ahead': { begin: ['runs', 'query impcp'], goesOn: QUIET },
};
const WORDS = ['HT', 'RT', 'HI', 'HX', 'TS', 'TE', 'HO', 'SO', 'RO', 'HB', 'MINE'];

/** Runs on: until it rests, or long enough for what loops. */
function goOn(rig: GuestRig): void {
  rig.runSlices(600);
}

const plain = (lines: readonly string[]): string[] =>
  lines
    .filter((line) => !line.startsWith('> '))
    .map((line) => line.replace(/^(Ready(?:\(-?\d+\))?;) .*/, '$1'));

describe('immediate commands', () => {
  for (const [name, { begin, goesOn, but = {} }] of Object.entries(STATES)) {
    for (const word of WORDS) {
      it(`${word} ${name}`, () => {
        const rig = cmsRig(FILES);
        session(rig, 'load mine (rldsave', 'genmod', 'load reads', 'genmod');
        session(rig, 'nucxload mine (immcmd system');
        for (const line of begin) {
          rig.type(line);
          rig.runSlices(60);
        }
        const from = rig.transcript.length;
        rig.type(word);
        goOn(rig);
        const middle = rig.transcript.length;
        rig.type('mark');
        goOn(rig);
        const seen = [rig.transcript.slice(from, middle), rig.transcript.slice(middle)].map(plain);
        const usual: Seen =
          word === 'HX' ? ENDED : word === 'MINE' ? [['mine', ...goesOn[0]], goesOn[1]] : goesOn;
        expect(seen).to.deep.equal(but[word] ?? usual);
      });
    }
  }
});

/** Every option of LOAD, INCLUDE, GENMOD and LOADMOD: what is different with it from without it. */
import { expect } from 'chai';
import { GENMOD_RULES } from '../../../src/cms/loader/genmod.js';
import { LOAD_RULES } from '../../../src/cms/loader/load-request.js';
import { macroProgram } from '../../support/macro-program.js';
import { end, esd, statement, textFile, txt } from '../../support/text-deck.js';
import { NUCON } from '../../../src/cms/nucleus/layout.js';
import { cmsRig, readyRc, session } from '../nucleus/cms-rig.js';

const FILES = [
  // enters at PAIR with 1, at SECOND with 2
  macroProgram('PAIR', ' ENTRY SECOND', ' LA 15,1', ' BR 11', 'SECOND LA 15,2', ' BR 14'),
  // 21 with SUB, 4 without
  macroProgram(
    'CALLER',
    ' EXTRN SUB',
    ' L 1,=A(SUB)',
    ' LA 15,4',
    ' LTR 1,1',
    ' BZR 11',
    ' LA 15,21',
    ' BR 11',
  ),
  macroProgram('SUB', ' BR 11'),
  macroProgram(
    'USER',
    ' EXTRN MEMBER',
    ' L 1,=A(MEMBER)',
    ' LA 15,4',
    ' LTR 1,1',
    ' BZR 11',
    ' LA 15,21',
    ' BR 11',
  ),
  macroProgram('MEMBER', ' BR 11'),
  // reads a word behind itself, which nobody has loaded
  macroProgram('LOOKS', ' L 15,256(,12)', ' BR 11'),
  macroProgram('FILLS', ' MVC 256(4,12),=A(77)', ' SR 15,15', ' BR 11'),
  textFile(
    'CARDS',
    esd(['SD', 'CARDS', 1, 0, 8]),
    statement('* made by hand'),
    statement(' SOME REMARK'),
    txt(1, 0, Uint8Array.of(0x41, 0xf0, 0, 3, 7, 0xfe)),
    statement('02REP 000002   010005'),
    end(0),
  ),
  // stores where only the nucleus may
  macroProgram('STORES', " STCM 1,8,X'C00'", ' LA 15,6', ' BR 11'),
];

/** `option` has an effect when `shows` is among the lines of `on`, and not among those of `off`. */
interface OptionCase {
  readonly options: readonly string[];
  readonly on: readonly string[];
  readonly off: readonly string[];
  readonly shows: string;
}

const run = (options: string, on: string, off: string, shows: string): OptionCase => ({
  options: options.split(' '),
  on: on.split(' ; '),
  off: off.split(' ; '),
  shows,
});

const RC = (rc: number): string => readyRc(String(rc).padStart(5, '0'));

const LOAD_CASES: readonly OptionCase[] = [
  run(
    'CLEAR NOCLEAR',
    'load fills (start ; load looks (noclear start',
    'load fills (start ; load looks (clear start',
    RC(77),
  ),
  run('RESET', 'load pair (reset second ; start', 'load pair ; start', RC(2)),
  run(
    'RESET',
    'load pair (reset second ; include sub (reset * ; start',
    'load pair (reset second ; include sub ; start',
    RC(1),
  ),
  run(
    'ORIGIN',
    'load pair (origin 24000 ; type load map',
    'load pair ; type load map',
    ' PAIR     SD 024000',
  ),
  run(
    'ORIGIN',
    'load pair (origin trans ; type load map',
    'load pair ; type load map',
    ' PAIR     SD 00E000',
  ),
  run(
    'MAP NOMAP',
    'load pair (nomap ; state load map',
    'load pair (map ; state load map',
    'DMSSTT002E File LOAD MAP * not found',
  ),
  run('TYPE NOTYPE', 'load pair (type', 'load pair (notype', ' PAIR     SD 020000'),
  run(
    'INV NOINV',
    'load cards (inv type',
    'load cards (noinv type',
    ' INVALID CARD -  SOME REMARK',
  ),
  run('REP NOREP', 'load cards (rep type', 'load cards (norep type', ' REP 000002   010005'),
  run('AUTO NOAUTO', 'load caller (auto start', 'load caller (noauto start', RC(21)),
  run('LIBE NOLIBE', 'load user (libe start', 'load user (nolibe start', RC(21)),
  run('START', 'load pair (start', 'load pair', RC(1)),
  run(
    'DUP NODUP',
    'load pair pair (dup',
    'load pair pair (nodup',
    'DMSLIO202W Duplicate identifier PAIR',
  ),
  run(
    'RLDSAVE NORLDSAV',
    'load pair (rldsave ; genmod ; nucxload pair ; nucxmap pair',
    'load pair (norldsave ; genmod ; nucxload pair ; nucxmap pair',
    'Name     Entry    Userword Origin   Bytes    Amode (Attributes)',
  ),
  run(
    'SAME',
    'load pair (noauto ; include caller (same',
    'load pair (noauto ; include caller',
    'DMSLIO201W The following names are undefined:',
  ),
  run(
    'HIST NOHIST',
    'load cards (hist ; genmod cards ; type cards module',
    'load cards (nohist ; genmod cards ; type cards module',
    '* made by hand',
  ),
  run(
    'AMODE',
    'load pair (rldsave amode any rmode any ; genmod ; nucxload pair ; nucxmap',
    'load pair (rldsave ; genmod ; nucxload pair ; nucxmap',
    'PAIR     0007FFF0 00000000 0007FFF0 00000010 ANY',
  ),
  run(
    'AMODE RMODE',
    'load pair (amode 24 rmode any',
    'load pair (amode 31 rmode any',
    'DMSLIO066E AMODE 24 and RMODE ANY are conflicting options',
  ),
  run(
    'AMODE',
    'load pair (amode 64',
    'load pair (amode 24',
    'DMSLIO029E Invalid parameter 64 in the option AMODE field',
  ),
  run(
    'RMODE',
    'load pair (rmode 31',
    'load pair (rmode 24',
    'DMSLIO029E Invalid parameter 31 in the option RMODE field',
  ),
  run(
    'PRES NOPRES',
    'load pair (presume',
    'load pair (pres ; load pair (nopres',
    'DMSLIO003E Invalid option: PRESUME',
  ),
];

/** Types the length of the text of a module. */
const SIZE = 'pipe < part module a | drop 1 | take 1 | count bytes | console';

const GENMOD_CASES: readonly OptionCase[] = [
  run(
    'FROM',
    `load sub pair ; genmod part (from pair ; ${SIZE}`,
    `load sub pair ; genmod part ; ${SIZE}`,
    '16',
  ),
  run(
    'TO',
    `load sub pair ; genmod part (to pair ; ${SIZE}`,
    `load sub pair ; genmod part ; ${SIZE}`,
    '8',
  ),
  run(
    'MAP NOMAP',
    'load pair ; genmod (map ; modmap pair',
    'load pair ; genmod (nomap ; modmap pair',
    'NAME      LOCATION',
  ),
  run('SYSTEM', 'load stores ; genmod (system ; stores', 'load stores ; genmod ; stores', RC(6)),
  run(
    'OS DOS ALL',
    'load pair ; genmod (linux',
    'load pair ; genmod (os ; genmod (dos ; genmod (all',
    'DMSMOD003E Invalid option: LINUX',
  ),
  run(
    'AMODE',
    'load pair (rldsave ; genmod (amode 31 rmode any ; nucxload pair ; nucxmap pair',
    'load pair (rldsave amode 31 ; genmod (amode 24 ; nucxload pair ; nucxmap pair',
    'PAIR     0007FFF0 00000000 0007FFF0 00000010  31',
  ),
  run(
    'RMODE',
    'load pair ; genmod (amode 24 rmode any',
    'load pair ; genmod (rmode any',
    'DMSMOD066E AMODE 24 and RMODE ANY are conflicting options',
  ),
];

const LOADMOD_CASES: readonly OptionCase[] = [
  run(
    'PRES',
    'load pair ; genmod ; loadmod pair (pres nopres',
    'load pair ; genmod ; loadmod pair (pres ; start',
    'DMSMOD066E PRES and NOPRES are conflicting options',
  ),
  run(
    'NOPRES',
    'load pair ; genmod ; load sub ; loadmod pair (nopres ; start',
    'load pair ; genmod ; load sub ; loadmod pair (no ; start',
    RC(1),
  ),
];

/** What a new machine types. */
function lines(typed: readonly string[]): string[] {
  const rig = cmsRig(FILES);
  session(rig, 'txtlib gen lib member', 'erase member text', 'global txtlib lib');
  return session(rig, ...typed);
}

const names = (rules: readonly { readonly name: string }[]): string[] =>
  rules.map(({ name }) => name);

describe('options of LOAD, INCLUDE, GENMOD and LOADMOD', () => {
  for (const { options, on, off, shows } of [...LOAD_CASES, ...GENMOD_CASES, ...LOADMOD_CASES]) {
    it(`${options.join(', ')}: ${on.at(-1) ?? ''}`, () => {
      expect(lines(on)).to.include(shows);
      expect(lines(off)).to.not.include(shows);
    });
  }

  it('STR: what programs have got is free again when the module is loaded, with NOSTR it is not', () => {
    const rig = cmsRig(FILES);
    session(rig, 'load pair', 'genmod s (str', 'genmod n (nostr');
    rig.storage.setWord(NUCON.mainhigh, 0x30000);
    session(rig, 'loadmod n');
    expect(rig.storage.word(NUCON.mainhigh)).to.equal(0x30000);
    session(rig, 'loadmod s');
    expect(rig.storage.word(NUCON.mainhigh)).to.equal(0x20010);
  });

  it('CLEAN: the storage of the module is cleared when it has ended, with NOCLEAN it is not', () => {
    const rig = cmsRig(FILES);
    session(rig, 'load pair', 'genmod c (clean', 'genmod n (noclean', 'n');
    expect(rig.storage.word(0x20000)).to.not.equal(0);
    session(rig, 'c');
    expect(rig.storage.word(0x20000)).to.equal(0);
  });

  it('have a case each', () => {
    const given = (cases: readonly OptionCase[]): string[] => cases.flatMap((one) => one.options);
    expect(given(LOAD_CASES)).to.include.members(names(LOAD_RULES));
    expect([...given(GENMOD_CASES), 'STR', 'NOSTR', 'CLEAN', 'NOCLEAN']).to.include.members(
      names(GENMOD_RULES),
    );
  });
});

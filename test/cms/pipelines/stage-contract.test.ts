/**
 * What every stage owes to the others: it ends with its input, and when nobody takes its output; it takes null and
 * long records; filters do not delay; and all that it knows is in its state, whenever that is written down.
 */
import { expect } from 'chai';
import { absentStagesTable } from '../../../src/cms/pipelines/absent-stages-table.js';
import { stageTable } from '../../../src/cms/pipelines/stage-table.js';
import { lines, pipeWorld } from '../../support/pipe-world.js';

interface Case {
  readonly stage: string;
  /** It writes each record, or what becomes of it, before it takes the next. */
  readonly prompt?: boolean;
  /** It must have all of its input before it writes, so that it does not see that nobody takes it. */
  readonly gathers?: boolean;
  /** It has no input. */
  readonly source?: boolean;
  /** Some records are not what it can take. */
  readonly picky?: boolean;
}

const prompt = (...stages: string[]): Case[] => stages.map((stage) => ({ stage, prompt: true }));

/** A case or more for each stage; a stage without one is a fault. */
const CASES: readonly Case[] = [
  ...prompt(
    'literal x',
    'strliteral append /x/',
    'console',
    'locate /a/',
    'nlocate /zz/',
    'find a',
    'nfind zz',
    'strfind /a/',
    'strnfind /zz/',
    'all /a/ ! /b/',
    'drop 0',
    'between /a/ /zz/',
    'outside /zz/ /yy/',
    'inside /a/ 2',
    'notinside /zz/ /yy/',
    'frlabel a',
    'tolabel zz',
    'whilelabel a',
    'frtarget locate /a/',
    'totarget locate /zz/',
    'duplicate',
    'timestamp',
    'change /a/b/',
    'xlate upper',
    'strip',
    'pad 9',
    'chop 3',
    'abbrev a',
    'verify anycase /abcdefghijklmnopqrstuvwxyz /',
    'escape',
    'space',
    'substring 1-*',
    'deal',
    'gather',
    'addrdw cms',
    'strfrlabel /a/',
    'strtolabel /zz/',
    'strwhilelabel /a/',
    'reverse',
    'untab',
    'retab',
    'insert /x/',
    'vchar 8 16',
    'split',
    'tokenise /x/',
    'deblock 3',
    'spill 4',
    'fanin',
    'faninany',
    'fanintwo',
    'fanout',
    'dam',
    'synchronise',
    'overlay',
    'specs 1-* 1',
    'pick 1-* << /zz/',
    'append literal x',
    'preface literal x',
    'prefix literal x',
    'not locate /zz/',
    'merge',
    'elastic',
    'asmfind a',
    'asmnfind zz',
    'strasmfind /a/',
    'strasmnfind /zz/',
    'asmxpnd',
    'fanouttwo',
    'fillup',
    'pause',
    'urldeblock',
    'digest md5 append',
    'wildcard /*/',
    'copy',
  ).map((one) => {
    if (one.stage === 'console') return { ...one, gathers: true };
    return ['copy', 'elastic'].includes(one.stage) ? { stage: one.stage } : one;
  }),
  { stage: 'noeofback', gathers: true },
  { stage: 'asmcont' },
  { stage: '3277bfra', picky: true },
  { stage: '3277enc', source: true },
  { stage: 'qpencode' },
  { stage: 'qpdecode' },
  { stage: 'utf 8 16', picky: true },
  { stage: 'threeway 2' },
  { stage: 'eofback console', gathers: true },
  ...prompt('if locate /a/'),
  { stage: 'filefast in put', source: true },
  { stage: 'mctoasa', picky: true, gathers: true },
  { stage: 'overstr', gathers: true },
  { stage: '64encode' },
  { stage: '64decode', picky: true },
  { stage: 'crc', gathers: true },
  { stage: 'asatomc', picky: true },
  { stage: 'pack' },
  { stage: 'unpack' },
  { stage: 'greg2sec', picky: true, gathers: true },
  { stage: 'sec2greg', picky: true },
  { stage: 'dateconvert', picky: true, gathers: true },
  { stage: 'getfiles', picky: true, gathers: true },
  { stage: 'pipcmd', picky: true, gathers: true },
  { stage: 'filerandom in put', picky: true },
  { stage: 'fileback in put', source: true },
  { stage: 'query', source: true },
  { stage: 'combine 1 or' },
  { stage: 'xrange a-e', source: true },
  { stage: 'take 2', prompt: true },
  { stage: 'take last 2', gathers: true },
  { stage: 'drop last 1' },
  { stage: 'hole', gathers: true },
  { stage: 'count lines', gathers: true },
  { stage: 'aggrc', gathers: true, picky: true },
  { stage: 'join 1' },
  { stage: 'joincont /x/' },
  { stage: 'block 200000 cms', gathers: true },
  { stage: 'fblock 3' },
  { stage: 'snake 2', gathers: true },
  { stage: 'buffer', gathers: true },
  { stage: 'instore', gathers: true },
  { stage: 'instore | outstore', gathers: true },
  { stage: 'outstore', picky: true },
  { stage: 'sort', gathers: true },
  { stage: 'unique', gathers: true },
  { stage: 'collate', gathers: true },
  { stage: 'lookup', gathers: true },
  { stage: 'gate', gathers: true },
  { stage: 'predselect', gathers: true },
  { stage: 'juxtapose', gathers: true },
  { stage: 'state', gathers: true },
  { stage: '> out file a', gathers: true },
  { stage: '>> out file a', gathers: true },
  { stage: 'stack', gathers: true },
  { stage: '< in put', source: true },
  { stage: 'random', source: true },
];

/** Stages that need a whole CMS, CP, a terminal or a library; the other files have them. */
const ELSEWHERE = [
  ...['CP', 'CMS', 'COMMAND', 'SUBCOM', 'VAR', 'STEM', 'VARLOAD', 'REXXVARS', 'REXX', 'RUNPIPE'],
  ...['VARFETCH', 'VARDROP', 'STARMSG', 'HELP', 'STORAGE', 'JEREMY', 'STRUCTURE', 'UPDATE', 'SCM'],
  ...['TAPE', 'FULLSCREEN', 'FULLSCRQ', 'FULLSCRS', 'BROWSE', 'BEAT', 'PARCEL'],
  ...['LISTPDS', 'MEMBERS', 'MACLIB', 'FILEUPDATE', 'XMSG'],
  ...['READER', 'PUNCH', 'PRINTMC', 'URO', 'DELAY', 'IMMCMD', 'PIPESTOP', 'XEDIT'],
];

const INPUT = lines('IN', 'PUT', 'a one', 'a two', 'b three', 'a four x', 'five');
const name = (stage: string): string => stage.split(' ')[0]!.toUpperCase();

describe('every stage', () => {
  it('has a case here, or is tested on a whole CMS', () => {
    const tested = CASES.map((one) => name(one.stage));
    const fits = (form: string): boolean =>
      tested.includes(form.toUpperCase()) || ELSEWHERE.includes(form.toUpperCase());
    const absent = absentStagesTable.flatMap((group) => group.names);
    const missing = stageTable.filter(
      (kind) => !kind.names.some(fits) && !absent.includes(kind.names[0]!),
    );
    expect(missing.map((kind) => kind.names[0])).to.deep.equal([]);
  });

  for (const { stage, prompt, gathers, source, picky } of CASES) {
    describe(stage, () => {
      if (source === true) {
        it('ends when nobody takes its output', () => {
          expect(pipeWorld(INPUT).run(`${stage} | take 1 | hole`)).to.deep.include({ rc: 0 });
          expect(pipeWorld(INPUT).run(stage).rc).to.equal(0);
        });
        return;
      }
      it('ends with an input that has no records', () => {
        const result = pipeWorld(INPUT).run(`< in put | take 0 | ${stage} | hole`);
        expect(result).to.deep.include({ rc: 0, lines: [] });
      });
      if (gathers !== true) {
        it('ends when nobody takes its output, whatever is still to come', () => {
          const endless = picky ? '0' : 'a one';
          const spec = `literal ${endless}| duplicate * | ${stage} | take 1 | hole`;
          const { rc } = pipeWorld(INPUT).run(spec);
          if (picky === true) expect(rc).not.to.equal(-4095);
          else expect(rc).to.equal(0);
        });
      }
      if (picky !== true) {
        it('takes null records and long ones', () => {
          const spec = `literal | literal ${'ab '.repeat(20)}| dup 300 | join 300 | append literal | ${stage} | hole`;
          expect(pipeWorld(INPUT).run(spec).rc).to.equal(0);
        });
      }
      it('says the same when it is written down after every run of a stage', () => {
        const spec = `< in put | ${picky ? 'specs /7/ 1' : 'copy'} | ${stage} | console`;
        const whole = pipeWorld(INPUT).run(spec);
        const crawling = pipeWorld(INPUT).crawl(spec);
        expect(crawling.lines).to.deep.equal(whole.lines);
        expect(crawling.rc).to.equal(whole.rc);
      });
      if (prompt === true) {
        it('does not delay a record', () => {
          // the record itself comes behind what the stage has made of it, and in front of the next
          const spec = `(end ?) < in put | f: fanout | ${stage} | specs /x/ 1 | j: faninany | console ? f: | j:`;
          const { lines: out, rc } = pipeWorld(INPUT).run(spec);
          expect(rc).to.equal(0);
          const own = out.filter((line) => line !== 'x' && INPUT.lines!.includes(line));
          const expected =
            stage === 'console' ? INPUT.lines!.flatMap((line) => [line, line]) : INPUT.lines;
          expect(own).to.deep.equal(expected);
          const first = out.indexOf('a one');
          if (/^(locate|xlate|specs|change|reverse|pad|chop)/.test(stage)) {
            expect(out.slice(0, first)).to.deep.equal(['x']);
          }
        });
      }
    });
  }
});

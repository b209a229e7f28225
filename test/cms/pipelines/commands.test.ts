/** Pipeline commands of stages in REXX, options of PIPE, and pipelines of programs in EXEC 2. */
import { expect } from 'chai';
import type { SourceFile } from '../../../src/cms/files/build-disk.js';
import { lines, pipeWorld } from '../../support/pipe-world.js';
import { cmsRig, READY, readyRc, session } from '../nucleus/cms-rig.js';

const rexx = (name: string, ...text: string[]): SourceFile => ({
  ...{ name, type: 'REXX', lines: ['/* */', ...text] },
});

/** What comes of typed lines, without what was typed. */
function typed(files: SourceFile[], ...commands: string[]): string[] {
  return session(cmsRig(files, {}), ...commands).filter((line) => !line.startsWith('> '));
}

const FILE = lines('A', 'FILE', 'one two', 'three four');

describe('pipeline commands', () => {
  it('BEGOUTPUT makes records of all commands up to one', () => {
    const out = rexx(
      'OUT',
      "'begoutput end'",
      "'first'",
      "'  readto x'",
      "''",
      "'end'",
      "'output last'",
    );
    expect(typed([out], 'pipe out | specs /</ 1 1-* n />/ n | console')).to.deep.equal([
      ...['<first>', '<  readto x>', '<>', '<last>', READY],
    ]);
  });

  it('CMS ends with the return code of its command, and what comes behind it goes on', () => {
    const five = { ...rexx('FIVE', 'say 1; say 2; exit 5'), type: 'EXEC' };
    for (const [stages, ...shown] of [
      ['count lines', '2'],
      ['sort descending', '2', '1'],
      ['join *', '12'],
      ['count lines | > counted data a'],
    ]) {
      const end = shown.length === 0 ? '' : '| console';
      expect(
        typed([five], `pipe cms five | ${stages!} ${end}`, 'state counted data'),
        stages,
      ).to.deep.equal([
        ...[...shown, readyRc('00005')],
        ...(shown.length === 0
          ? [READY]
          : ['DMSSTT002E File COUNTED DATA * not found', readyRc('00028')]),
      ]);
    }
  });

  it('EOFREPORT tells of outputs while input is awaited', () => {
    // the consumer goes while the producer waits for the clock
    for (const how of ['all', 'any']) {
      const wait = rexx(
        'WAIT',
        `'eofreport ${how}'`,
        "'peekto x'",
        "'callpipe var rc | > seen rc a'",
      );
      const spec = '(end ?) literal +1 | delay | wait | g: gate | hole ? literal x| g:';
      expect(typed([wait], `pipe ${spec}`, 'pipe < seen rc | console'), how).to.deep.equal([
        ...[READY, '8', READY],
      ]);
    }
    expect(typed([rexx('WAIT', "'eofreport frog'; say rc")], 'pipe wait')).to.include('-111');
  });

  it('ADDSTREAM makes a stream, SUSPEND lets others run', () => {
    const add = rexx(
      'ADD',
      "'addstream both more'; say rc",
      "'addstream output more'; say rc",
      "'maxstream output'; say rc",
      "'addpipe *.output.more: | insert /added / | console'; say rc",
      "'select output more'; 'output this'",
      "'suspend'; say 'suspended' rc",
    );
    expect(typed([add], 'pipe add')).to.deep.equal([
      ...['0', '174', '1', '0', 'added this', 'suspended 0', READY],
    ]);
  });

  it('SCANRANGE, SCANSTRING and GETRANGE read operands', () => {
    const scan = rexx(
      'SCAN',
      'trace off; parse arg args',
      "'scanrange required range rest' args; say rc '<'rest'>'",
      "'scanstring required text rest' rest; say rc text '<'rest'>'",
      "'scanrange optional none rest' rest; say rc '<'rest'>'",
      "'readto record'",
      "'getrange' range 'part' record; say rc part",
      "'getrange frog part x'; say rc",
      "'scanstring required text rest /open'; say rc",
      "'scanrange required r rest'; say rc",
    );
    const out = typed([scan, FILE], 'pipe < a file | scan word 2 /and/ more');
    expect(out).to.deep.equal([
      ...['0 </and/ more>', '0 and <more>', '4 <more>', '0 two', '-111'],
      'FPLPAT060E Delimiter missing after string "/open"',
      'FPLSCA003I ... Issued from stage 2 of pipeline 1',
      'FPLSCA001I ... Running "scan word 2 /and/ more"',
      '60',
      'FPLPAT113E Required operand missing',
      'FPLSCA003I ... Issued from stage 2 of pipeline 1',
      'FPLSCA001I ... Running "scan word 2 /and/ more"',
      ...['113', READY],
    ]);
  });

  it('ISSUEMSG issues a message of pipelines', () => {
    const issue = rexx(
      'ISSUE',
      'trace off',
      "'issuemsg 112 ISSUE /these/'; say rc",
      "'issuemsg 9999'; say rc",
    );
    expect(typed([issue], 'pipe issue')).to.deep.equal([
      'FPLPAT112E Excessive options "these"',
      'FPLSCA003I ... Issued from stage 1 of pipeline 1',
      'FPLSCA001I ... Running "issue"',
      ...['112', '-111', READY],
    ]);
  });
});

describe('options of PIPE', () => {
  const run = (spec: string): readonly string[] => pipeWorld(FILE).run(spec).lines;

  it('take an end character in front of the first pipeline', () => {
    expect(run('(end \\) \\ literal a | console \\ literal b | console \\')).to.deep.equal([
      ...['a', 'b'],
    ]);
    expect(pipeWorld().run('(end \\) \\ literal a | console \\ \\ literal b').rc).to.equal(-17);
  });

  it('name the pipeline of a message, or leave lines of it out', () => {
    expect(run('(name MINE) literal a | nosuch')).to.deep.equal([
      'FPLSCB027E Entry point NOSUCH not found',
      'FPLSCA004I ... Issued from stage 2 of pipeline 1 name "MINE"',
      'FPLSCA001I ... Running "nosuch"',
    ]);
    expect(run('(msglevel 1) literal a | nosuch')[1]).to.equal('FPLSCA001I ... Running "nosuch"');
    expect(run('(msglevel 0) literal a | nosuch')).to.have.length(1);
    expect(run('literal a | (msglevel 0) locate')).to.have.length(1);
  });

  it('take characters in hexadecimal', () => {
    expect(run('(stagesep 5a endchar 6f) literal a! console? literal b! console')).to.deep.equal([
      ...['a', 'b'],
    ]);
    expect(run('(stagesep 5) literal a 5 console')).to.deep.equal(['a']);
    expect(run('(stagesep frog) literal a')[0]).to.contain('050E');
  });

  it('LISTRC, LISTERR, LISTCMD', () => {
    const codes = (spec: string): number =>
      run(spec).filter((line) => line.startsWith('FPLDSP020I')).length;
    expect(codes('(listrc) literal a | hole')).to.equal(2);
    expect(codes('literal a | (listrc) hole')).to.equal(1);
    expect(codes('(listrc nolistrc) literal a | hole')).to.equal(0);
    expect(codes('(listrc no listrc) literal a | hole')).to.equal(0);
    expect(codes('(listerr) literal a | aggrc')).to.equal(1);
    const out = typed([rexx('OUT', "'output x'")], 'pipe (listcmd) out | hole');
    expect(out[0]).to.equal('FPLREX2020I Pipeline command: output x');
  });
});

describe('PIPE from a program', () => {
  it('in EXEC 2 reads and sets its variables', () => {
    const program: SourceFile = {
      ...{ name: 'E2', type: 'EXEC' },
      lines: [
        '&TRACE OFF',
        'PIPE literal hello| var X',
        '&TYPE RC &RETCODE X &X',
        '&S = abc',
        'PIPE var S | xlate upper | var S',
        'PIPE literal a b c| split | stem LINE',
        '&TYPE &S &LINE0 &LINE2',
        'PIPE stem LINE | join * | console',
        'PIPE var 1 | console',
        'PIPE literal X| vardrop',
        'PIPE rexxvars | locate /n X/ | count lines | console',
        'PIPE literal x| duplicate 300 | join * | var X',
        '&TYPE RC &RETCODE',
      ],
    };
    expect(typed([program], 'E2 argument')).to.deep.equal([
      ...['RC 0 X hello', 'ABC 3 b', 'abc', 'ARGUMENT', '1'],
      'FPLVAR236E Too much data for variable X',
      'FPLSCA003I ... Issued from stage 4 of pipeline 1',
      'FPLSCA001I ... Running "var X"',
      ...['RC 236', READY],
    ]);
  });

  it('in REXX by ADDRESS COMMAND, CMS and within EXECs that it calls', () => {
    const outer: SourceFile = {
      ...{ name: 'OUTER', type: 'EXEC' },
      lines: [
        '/* */',
        "address command 'PIPE literal hello| var x'; say rc x",
        "address cms 'pipe literal there| var y'; say rc y",
        "'PIPE nosuch'; say rc",
        "'EXEC INNER'",
        'say z',
        'exit 3',
      ],
    };
    const inner: SourceFile = {
      ...{ name: 'INNER', type: 'EXEC' },
      lines: [
        '/* */',
        "x = 'own'",
        "'PIPE var x | console'",
        "'PIPE var x 1 | console'",
        "'PIPE var x main | insert /main / | console'",
        "'PIPE literal from below| var z 1'",
        "'PIPE var x 2 nomsg233 | console'",
      ],
    };
    const out = typed([outer, inner], 'OUTER');
    expect(out.slice(0, 2)).to.deep.equal(['0 hello', '0 there']);
    expect(out.slice(-6)).to.deep.equal([
      ...['-27', 'own', 'hello', 'main own', 'from below', readyRc('00003')],
    ]);
  });
});

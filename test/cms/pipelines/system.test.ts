/** Pipelines on a whole CMS: REXX stages, variables of the caller, commands whose answers are records. */
import { expect } from 'chai';
import type { SourceFile } from '../../../src/cms/files/build-disk.js';
import type { Effect } from '../../../src/cms/command.js';
import { toEbcdicPadded } from '../../../src/shared/ebcdic.js';
import { execFile } from '../../support/cms-disk.js';
import type { RigOptions } from '../../support/guest-rig.js';
import { lines, pipeWorld } from '../../support/pipe-world.js';
import { cmsRig, READY, readyRc, session } from '../nucleus/cms-rig.js';

function rexx(name: string, ...text: string[]): SourceFile {
  return { name, type: 'REXX', lines: ['/* */', ...text] };
}

/** What comes of typed lines, without what was typed. */
function typed(
  files: SourceFile[],
  commands: string[],
  options: Partial<RigOptions> = {},
): string[] {
  const rig = cmsRig(files, options);
  return session(rig, ...commands).filter((line) => !line.startsWith('> '));
}

describe('stages in REXX', () => {
  const double = rexx(
    'DOUBLE',
    'signal on error',
    'do forever',
    " 'peekto in'",
    " 'output' in",
    " 'output' in",
    " 'readto'",
    'end',
    'error: exit rc * (rc <> 12)',
  );

  it('read, write, and end with the end of file', () => {
    expect(
      typed([double, lines('A', 'FILE', 'one', 'two')], ['pipe < a file | double | console']),
    ).to.deep.equal(['one', 'one', 'two', 'two', READY]);
  });

  it('see end of file when nobody takes what they write', () => {
    expect(
      typed(
        [double, lines('A', 'FILE', 'one', 'two')],
        ['pipe < a file | double | take 1 | console'],
      ),
    ).to.deep.equal(['one', READY]);
  });

  it('get arguments, and their return code is that of the pipeline', () => {
    const args = rexx('ARGS', 'parse arg y', "'output <'y'>'", 'exit 7');
    expect(typed([args], ['pipe args Some words | console'])).to.deep.equal([
      '<Some words >',
      readyRc('00007'),
    ]);
  });

  it('call pipelines that take over their streams', () => {
    const up = rexx('UP', "'callpipe *: | take 1 | xlate upper | *:'", "'short'");
    expect(
      typed([up, lines('A', 'FILE', 'one', 'two', 'three')], ['pipe < a file | up | console']),
    ).to.deep.equal(['ONE', 'two', 'three', READY]);
  });

  it('add pipelines to their streams, and sever them', () => {
    const add = rexx(
      'ADD',
      "'addpipe literal added | *.input:'",
      "'readto x'",
      'say x',
      "'readto x'",
      "say 'at the end' rc",
      "'sever input'",
      "'readto x'",
      'say x rc',
    );
    expect(typed([add, lines('A', 'FILE', 'own')], ['pipe < a file | add'])).to.deep.equal([
      'added',
      'at the end 12',
      'own 0',
      READY,
    ]);
  });

  it('cannot turn a stream round by CALLPIPE, which leaves nothing behind', () => {
    const turn = rexx(
      'TURN',
      "'callpipe literal x | *.input:'",
      'say rc',
      "'readto y'",
      'say y rc',
    );
    expect(typed([turn, lines('A', 'FILE', 'own')], ['pipe < a file | turn'])).to.deep.equal([
      'FPLSCB101E Connector *: can be specified with ADDPIPE or CALLPIPE',
      "     2 *-* 'callpipe literal x | *.input:'",
      '       +++ RC(-101) +++',
      '-101',
      'own 0',
      READY,
    ]);
  });

  it('choose between streams', () => {
    const route = rexx(
      'ROUTE',
      "'maxstream output'; say rc",
      "'streamnum output second'; say rc",
      "'stagenum'; say rc",
      'do forever',
      " 'readto r'; if rc <> 0 then leave",
      " 'select output' (left(r, 1) = 'b')",
      " 'output' r",
      'end',
    );
    expect(
      typed(
        [route, lines('A', 'FILE', 'a1', 'b1', 'a2')],
        [
          'pipe (end ?) < a file | r: route | specs /0 / 1 1-* n | console ? r.second: | specs /1 / 1 1-* n | console',
        ],
      ),
    ).to.deep.equal(['1', '1', '2', '0 a1', '1 b1', '0 a2', READY]);
  });

  it('do not begin when another stage cannot', () => {
    const early = rexx('EARLY', "say 'before'", "'output x'", "say 'after'");
    const result = typed([early], ['pipe (end ?) early | hole ? < no file | hole']);
    expect(result).to.include('before');
    expect(result).not.to.include('after');
    expect(result.at(-1)).to.equal(readyRc('00146'));
  });

  it('that call themselves without end run into a bound', () => {
    const deep = rexx('DEEP', "'callpipe deep | *:'", 'exit rc');
    const result = typed([deep], ['pipe deep | console']);
    expect(result[0]).to.equal('FPLDSP122E Insufficient free storage');
    expect(result.at(-1)).to.match(/^Ready\(-0122\)/);
  });

  it('run commands of CMS, and see variables of their own in pipelines that they call', () => {
    const filter = rexx(
      'COMM',
      "'callpipe literal a b c | split | stem w.'",
      'say w.0 w.2',
      'address command',
      "'STATE COMM REXX A'",
      'say rc',
      "'PIPE literal from inside | var x'",
      'say x',
    );
    expect(typed([filter], ['pipe comm | console'])).to.deep.equal([
      '3 b',
      '0',
      'from inside',
      READY,
    ]);
  });
});

describe('PIPE from an EXEC', () => {
  it('reads and sets its variables and the program stack', () => {
    const program = execFile(
      'VARS',
      '/* */',
      "x.0 = 3; x.1 = 'c'; x.2 = 'a'; x.3 = 'b'",
      "'PIPE stem x. | sort | stem y.'",
      'say y.0 y.1 y.2 y.3',
      "'PIPE literal more | stem y. append | count lines | var n'",
      'say y.0 y.4 n',
      "value = 'some text'",
      "'PIPE var value | xlate upper | var value'",
      'say value',
      "'PIPE literal 1 2 3 | split | stack'",
      'say queued()',
      "'PIPE stack | take 2 | join * /+/ | var s'",
      'say s queued()',
      'pull rest',
      "'PIPE (name t) literal a b | nosuch'",
      'say rc',
    );
    expect(typed([program], ['vars'])).to.deep.equal([
      '3 a b c',
      '4 more  1',
      'SOME TEXT',
      '3',
      '1+2 1',
      'FPLSCB027E Entry point NOSUCH not found',
      'FPLSCA004I ... Issued from stage 2 of pipeline 1 name "t"',
      'FPLSCA001I ... Running "nosuch"',
      "    15 *-* 'PIPE (name t) literal a b | nosuch'",
      '       +++ RC(-27) +++',
      '-27',
      READY,
    ]);
  });

  it('takes a specification that is longer than a command line', () => {
    const many = Array.from({ length: 60 }, () => "| change /x/x/ '").join(",\n'");
    const program = execFile(
      'LONG',
      '/* */',
      ...`'PIPE literal x ',\n'${many},\n'| console'`.split('\n'),
    );
    expect(typed([program], ['long'])).to.deep.equal(['x', READY]);
  });
});

describe('commands in pipelines', () => {
  const cp = (line: string) =>
    line.toUpperCase().startsWith('QUERY NAMES')
      ? { rc: 0, lines: ['ALICE - 020, BOB - 021'] }
      : { rc: 1, lines: [] };

  it('CP gives the lines of its response', () => {
    expect(typed([], ['pipe cp query names | split at , | strip | console'], { cp })).to.deep.equal(
      ['ALICE - 020', 'BOB - 021', READY],
    );
  });

  it('CMS and COMMAND give what commands type', () => {
    const files = [
      lines('A', 'FILE', 'x'),
      execFile('SAYS', '/* */', "say 'one'; say 'two'; exit 3"),
    ];
    expect(typed(files, ['pipe command LISTFILE A FILE A | console'])).to.deep.equal([
      'A        FILE     A1',
      READY,
    ]);
    expect(typed(files, ['pipe cms says | xlate upper | console'])).to.deep.equal([
      'ONE',
      'TWO',
      readyRc('00003'),
    ]);
    expect(
      typed(files, ['pipe (end ?) literal says | c: cms | hole ? c: | console']),
    ).to.deep.equal(['3', READY]);
  });

  it('PUNCH writes cards', () => {
    const effects: Effect[] = [];
    const { rc } = pipeWorld().run('literal hello| punch', [], (effect) => {
      effects.push(effect);
      return { kind: 'written', result: 'ok' };
    });
    expect(rc).to.equal(0);
    expect(effects).to.deep.equal([
      {
        ...{ kind: 'write-records', device: 0x00d },
        records: [{ command: 0x41, data: toEbcdicPadded('hello', 80) }],
      },
    ]);
  });

  it('HX ends a pipeline at once', () => {
    const spec = 'pipe literal x | duplicate * | hole';
    const typing = { at: 0 };
    const rig = cmsRig([], {
      atSlice: (one) => {
        if (!one.transcript.includes(`> ${spec}`)) return;
        if (typing.at++ === 200) one.type('HX');
      },
    });
    expect(session(rig, spec).at(-1)).to.match(/^Ready;/);
  });
});

describe('stages that run others', () => {
  it('APPEND, PREFACE, NOT, RUNPIPE', () => {
    const files = [lines('A', 'FILE', 'one', 'two')];
    expect(typed(files, ['pipe < a file | append literal end | console'])).to.deep.equal([
      'one',
      'two',
      'end',
      READY,
    ]);
    expect(typed(files, ['pipe < a file | preface literal begin | console'])).to.deep.equal([
      'begin',
      'one',
      'two',
      READY,
    ]);
    expect(typed(files, ['pipe < a file | not locate /w/ | console'])).to.deep.equal([
      'one',
      READY,
    ]);
    expect(
      typed(files, ['pipe literal literal inner || console| runpipe | console']),
    ).to.deep.equal(['inner', READY]);
    expect(typed(files, ['pipe literal nosuch| runpipe | take 1 | console'])).to.deep.equal([
      'FPLSCB027E Entry point NOSUCH not found',
      readyRc('-0027'),
    ]);
  });
});

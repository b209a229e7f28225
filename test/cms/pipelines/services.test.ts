/** Stages that need units, messages, a terminal or a REXX program: what they ask of CMS and make of the answers. */
import { expect } from 'chai';
import type { Answer, Effect } from '../../../src/cms/command.js';
import type { SourceFile } from '../../../src/cms/files/build-disk.js';
import { toEbcdic, toEbcdicPadded } from '../../../src/shared/ebcdic.js';
import { execFile } from '../../support/cms-disk.js';
import type { RigOptions } from '../../support/guest-rig.js';
import { lines, pipeWorld } from '../../support/pipe-world.js';
import { cmsRig, READY, session } from '../nucleus/cms-rig.js';

/** What comes of typed lines, without what was typed. */
function typed(
  files: SourceFile[],
  commands: string[],
  options: Partial<RigOptions> = {},
): string[] {
  const rig = cmsRig(files, options);
  return session(rig, ...commands).filter((line) => !line.startsWith('> '));
}

const card = (text: string): Uint8Array => toEbcdicPadded(text, 80);

describe('unit record stages', () => {
  it('READER gives cards behind their channel command, and closes the reader', () => {
    const asked: Effect[] = [];
    const answer = (effect: Effect): Answer => {
      asked.push(effect);
      if (effect.kind === 'cp') return { kind: 'cp', rc: 0, lines: [] };
      const end = asked.length === 2 ? 'more' : 'end-of-file';
      return { kind: 'cards', cards: [card(`card ${asked.length}`)], end };
    };
    const { rc, lines: out } = pipeWorld().run(
      'reader file 12 keep | specs 1 c2x 1 2-7 nw | console',
      [],
      answer,
    );
    expect(rc).to.equal(0);
    expect(out).to.deep.equal(['41 card 2', '41 card 3']);
    const commands = asked.flatMap((one) => (one.kind === 'cp' ? [one.command] : []));
    expect(commands).to.deep.equal(['ORDER RDR 0012', 'CLOSE 00C KEEP']);
  });

  it('READER leaves a file that was not read to its end', () => {
    const commands: string[] = [];
    const answer = (effect: Effect): Answer => {
      if (effect.kind !== 'cp')
        return { kind: 'cards', cards: [card('a'), card('b')], end: 'more' };
      commands.push(effect.command);
      return { kind: 'cp', rc: 0, lines: [] };
    };
    expect(pipeWorld().run('reader | take 1 | hole', [], answer).rc).to.equal(0);
    expect(commands).to.deep.equal(['CLOSE 00C HOLD']);
    const gone = (): Answer => ({ kind: 'cards', cards: [], end: 'no-device' });
    expect(pipeWorld().run('reader 0ff | hole', [], gone)).to.deep.include({ rc: 83 });
  });

  it('PRINTMC and URO write the first byte as channel command', () => {
    for (const stage of ['printmc', 'uro 00d']) {
      const written: Effect[] = [];
      const { rc } = pipeWorld().run(
        `literal hello| specs x09 1 1-* n | ${stage}`,
        [],
        (effect) => {
          written.push(effect);
          return { kind: 'written', result: 'ok' };
        },
      );
      expect(rc).to.equal(0);
      expect(written).to.deep.equal([
        {
          ...{ kind: 'write-records', device: stage === 'printmc' ? 0x00e : 0x00d },
          records: [{ command: 0x09, data: toEbcdic('hello') }],
        },
      ]);
    }
  });
});

describe('STARMSG', () => {
  const message = (what: number, text: string): Uint8Array => {
    const bytes = new Uint8Array(40 + text.length);
    const view = new DataView(bytes.buffer);
    view.setUint16(2, what);
    bytes.set(toEbcdicPadded('SYSTEM', 8), 8);
    view.setUint32(20, text.length);
    bytes.set(toEbcdicPadded('ALICE', 8), 32);
    bytes.set(toEbcdic(text), 40);
    return bytes;
  };

  it('makes records of special messages until nobody wants them', () => {
    const asked: string[] = [];
    const answer = (effect: Effect): Answer => {
      asked.push(effect.kind);
      if (effect.kind === 'vmcf') return { kind: 'rc', rc: 0 };
      if (effect.kind === 'cp') return { kind: 'cp', rc: 0, lines: [] };
      const count = asked.filter((kind) => kind === 'await').length;
      if (count === 1) return { kind: 'event', what: 'timer' };
      return {
        kind: 'event',
        what: 'message',
        bytes: message(count === 2 ? 3 : 4, `text ${count}`),
      };
    };
    const { rc, lines: out } = pipeWorld().run(
      'starmsg *msg set smsg on | take 2 | console',
      [],
      answer,
    );
    expect(rc).to.equal(0);
    expect(out).to.deep.equal(['00000004ALICE   text 3', '00000004ALICE   text 4']);
    expect(asked.slice(0, 2)).to.deep.equal(['vmcf', 'cp']);
    expect(asked.at(-1)).to.equal('vmcf');
  });

  it('tells what VMCF does not do, and is there once', () => {
    const refused = (): Answer => ({ kind: 'rc', rc: 5 });
    expect(pipeWorld().run('starmsg | hole', [], refused).lines[0]).to.equal(
      'FPLMSG543E Return code 5 from VMCF: AUTHORIZE',
    );
    expect(pipeWorld().run('(end ?) starmsg | hole ? starmsg | hole', [], refused).rc).to.equal(
      541,
    );
    expect(pipeWorld().run('starmsg *account | hole').lines[0]).to.equal(
      'FPLMSG308E CP system service *ACCOUNT not valid'.replace('*ACCOUNT', '*account'),
    );
  });
});

describe('variables', () => {
  it('REXXVARS, VARLOAD, VARFETCH, VARDROP and VAR with TRACKING', () => {
    const program = execFile(
      'POOLS',
      '/* */',
      "alpha = 'one'; beta. = 'x'",
      "'PIPE rexxvars | locate 3-7 /ALPHA/ | console'",
      "'PIPE literal /gamma/new value| literal * comment| varload'",
      'say gamma',
      "'PIPE (end ?) literal nothere| literal alpha| f: varfetch | console ? f: | insert /no / | console'",
      "'PIPE literal alpha| vardrop'",
      'say alpha',
      "'PIPE literal 1 2 3| split | var last tracking | take 2 | hole'",
      'say last',
      "n = 0; 'PIPE var n tracking | take 3 | count lines | console'",
      "'PIPE var bad%name | hole'",
      'say rc',
    );
    const out = typed([program], ['pools']);
    expect(out.slice(0, 7)).to.deep.equal([
      'n ALPHA',
      'new value',
      'one',
      'no nothere',
      'ALPHA',
      '3',
      '3',
    ]);
    expect(out[7]).to.equal('FPLVAR235E Variable name is not valid: BAD%NAME');
    expect(out).to.include('235');
  });

  it('VAR without a program says that there is none', () => {
    expect(typed([], ['pipe var x | hole'])[0]).to.equal(
      'FPLVAR233E No active EXECCOMM environment found',
    );
  });

  it('SUBCOM gives commands to an environment', () => {
    expect(typed([], ['pipe subcom cms literal | console']).at(-1)).to.match(/^Ready\(/);
  });
});

describe('pipelines that wait', () => {
  it('DELAY lets a record go when its time has come', () => {
    const naps: string[] = [];
    const answer = (effect: Effect): Answer => {
      if (effect.kind === 'cp') naps.push(effect.command);
      return { kind: 'cp', rc: 0, lines: [] };
    };
    // the clock of the test stands at 10:11:12
    const { rc, lines: out } = pipeWorld().run('literal +0 now| delay | console', [], answer);
    expect([rc, out]).to.deep.equal([0, ['+0 now']]);
    expect(naps).to.deep.equal([]);
    expect(pipeWorld().run('literal soon| delay | hole', [], answer).lines[0]).to.equal(
      'FPLDEL400E Delay soon is not acceptable',
    );
  });

  const sleeping = { cp: () => ({ rc: 0, lines: [] }) };

  it('IMMCMD gives lines that are typed, PIPESTOP ends it', () => {
    const spec = 'pipe immcmd note | take 2 | console';
    let step = 0;
    const rig = cmsRig([], {
      ...sleeping,
      atSlice: (one) => {
        if (!one.transcript.includes(`> ${spec}`)) return;
        step++;
        if (step === 100) one.type('NOTE first');
        if (step === 300) one.type('NOTE second');
      },
    });
    const out = session(rig, spec);
    expect(out).to.include('first');
    expect(out).to.include('second');
    expect(out.at(-1)).to.equal(READY);
    const stop = '(end ?) immcmd x | console ? literal | pipestop';
    expect(typed([], [`pipe ${stop}`], sleeping)).to.deep.equal([READY]);
    expect(typed([], ['pipe immcmd hx | hole'])[0]).to.equal(
      'FPLIMM095E Operand HX is not valid for IMMCMD',
    );
  });

  it('HI ends a pipeline that goes on for ever', () => {
    const spec = 'pipe literal x | duplicate * | hole';
    let step = 0;
    const rig = cmsRig([], {
      atSlice: (one) => {
        if (one.transcript.includes(`> ${spec}`) && step++ === 200) one.type('HI');
      },
    });
    expect(session(rig, spec).at(-1)).to.match(/^Ready\(-4094\);/);
  });
});

describe('options and pages', () => {
  it('LISTERR tells the return codes of stages, TRACE what they do', () => {
    const world = pipeWorld(lines('A', 'B', 'x'));
    expect(world.run('(listerr msglevel 0) literal 7| aggrc').lines).to.deep.equal([
      'FPLDSP020I Stage returned with return code 7',
    ]);
    const trace = world.run('(trace msglevel 0) < a b | hole').lines;
    expect(trace[0]).to.equal(
      "FPLDSP028I Starting stage with save area at X'00000000' on commit level -1",
    );
    expect(trace).to.include('FPLDSP035I Output 1 bytes');
  });

  it('HELP shows a page, STORAGE the storage of the machine', () => {
    const asked: Effect[] = [];
    const answer = (effect: Effect): Answer => {
      asked.push(effect);
      return { kind: 'rc', rc: 0, lines: ['a page'] };
    };
    expect(pipeWorld().run('ahelp locate | console', [], answer).lines).to.deep.equal(['a page']);
    expect(pipeWorld().run('help 112', [], answer).rc).to.equal(0);
    expect(asked.map((one) => (one.kind === 'command' ? one.line : ''))).to.deep.equal([
      ...['HELP PIPE locate', 'HELP FPL112'],
    ]);
    expect(typed([], ['pipe storage 0 4 | specs 1-* c2x 1 | count chars | console'])[0]).to.equal(
      '8',
    );
    expect(pipeWorld().run('storage 0 4 | hole').lines[0]).to.equal(
      'FPLSTG534E Storage at 0 is not addressable',
    );
  });
});

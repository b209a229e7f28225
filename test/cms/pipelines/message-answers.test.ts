/** Messages that come of what units, disks, CP and REXX programs answer, and those of TRACE. */
import { expect } from 'chai';
import type { Answer, Effect, StepContext } from '../../../src/cms/command.js';
import { resumePipe, startPipe } from '../../../src/cms/pipelines/run-pipe.js';
import { makeBuffer } from '../../../src/cms/program-stack.js';
import { execFile } from '../../support/cms-disk.js';
import { lines, pipeWorld } from '../../support/pipe-world.js';
import { cmsRig, READY, session } from '../nucleus/cms-rig.js';

/** Return code and first message of a pipeline whose effects are answered so. */
function answered(spec: string, answer: (effect: Effect) => Answer): readonly [number, string] {
  const { rc, lines: out } = pipeWorld().run(spec, [], answer);
  return [rc, out.find((line) => line.startsWith('FPL')) ?? ''];
}

const tape =
  (result: Extract<Answer, { kind: 'tape' }>['result']) =>
  (effect: Effect): Answer =>
    effect.kind === 'tape' ? { kind: 'tape', result, length: 0 } : { kind: 'done' };

describe('messages of answers', () => {
  it('tell what a unit has to say', () => {
    const failed = (): Answer => ({ kind: 'cards', cards: [], end: 'error' });
    expect(answered('reader | hole', failed)).to.deep.equal([
      ...[89, 'FPLUNI089E Return code 00C reading the virtual reader'],
    ]);
    const refused = (effect: Effect): Answer =>
      effect.kind === 'cp' ? { kind: 'cp', rc: 42, lines: [] } : { kind: 'done' };
    expect(answered('reader file 12 | hole', refused)).to.deep.equal([
      ...[511, 'FPLUNI511E Spool file identifier 0012 rejected by CP'],
    ]);
    for (const stage of ['punch', 'printmc', 'uro 00e']) {
      const message = `FPLUNI289E Intervention required on ${stage === 'punch' ? '00D' : '00E'}`;
      const [rc, first] = answered(`literal a| ${stage}`, () => ({
        ...{ kind: 'written', result: 'not-ready' },
      }));
      expect([rc, first], stage).to.deep.equal([289, message]);
    }
  });

  it('tell what a drive has to say', () => {
    expect(answered('tape | hole', tape('not-ready'))).to.deep.equal([
      ...[289, 'FPLUNI289E Intervention required on 181'],
    ]);
    expect(answered('literal a| tape', tape('protected'))).to.deep.equal([
      ...[2003, 'FPLTAP2003E Tape 181 is file protected'],
    ]);
    expect(answered('tape tap2 | hole', tape('error'))).to.deep.equal([
      ...[2004, 'FPLTAP2004E Permanent error on tape 182'],
    ]);
    expect(answered('literal a| pad 65536 | tape', tape('ok'))).to.deep.equal([
      ...[1261, 'FPLDSP1261E Input record too long (it is 65536)'],
    ]);
  });

  it('tell that a disk is gone', () => {
    const world = pipeWorld(lines('IN', 'PUT', 'one'));
    (world.disks as Map<number, unknown>).delete(0x191);
    const { rc, lines: out } = world.run('< in put | hole');
    expect([rc, out[0]]).to.deep.equal([
      ...[2021, 'FPLDSR2021E Disk 191 cannot be read or written: gone'],
    ]);
  });

  it('tell that the stack is full', () => {
    const world = pipeWorld();
    while (makeBuffer(world.cms.stack) !== undefined);
    const { rc, lines: out } = world.run('literal a| stack makebuf');
    expect([rc, out[0]]).to.deep.equal([183, 'FPLSTK183E Output buffer overflow; 1 required']);
  });

  it('tell that a source is not in order', () => {
    const line = (number: number): string => 'x'.padEnd(72) + String(number).padStart(8, '0');
    const world = pipeWorld(
      lines('SO', 'URCE', line(100), line(300), line(200)),
      lines('UP', 'DATE', './ D 300'),
    );
    const { rc, lines: out } = world.run(
      '(end ?) < so urce | u: update | hole ? < up date | u: | hole',
    );
    expect([rc, out[0]]).to.deep.equal([2019, 'FPLUPD2019E Record 200 follows record 300']);
  });

  it('tell of wrong variables', () => {
    const exec = execFile(
      'NAMES',
      '/* */',
      'trace off',
      "'PIPE literal | vardrop | hole'; say rc",
      "s.0 = 'many'; 'PIPE stem s. | hole'; say rc",
      "'PIPE literal a| stem s. append'; say rc",
    );
    const rig = cmsRig([exec]);
    const out = session(rig, 'names').filter((text) => !/^FPLSCA00[13]I/.test(text));
    expect(out.slice(1)).to.deep.equal([
      ...['FPLVAR231E Null variable name', '231'],
      ...['FPLVAR238E Record count "many" not zero or positive', '238'],
      ...['FPLVAR238E Record count "many" not zero or positive', '238', READY],
    ]);
  });
});

describe('a session of XEDIT', () => {
  it('that refuses a message is told of with its return code', () => {
    const { cms } = pipeWorld();
    const editor = { ring: [{}], active: 0 };
    const state = { haltExecs: false, activations: [{ command: 'XEDIT', frame: { editor } }] };
    const nucleus = { machine: { storageSize: 1 << 20 }, state };
    const context = { cms, nucleus } as unknown as StepContext;
    const out: string[] = [];
    let result = startPipe(context, 'literal a| xmsg');
    while (!('rc' in result)) {
      out.push(...(result.lines ?? []));
      const refused = result.effect.kind === 'command';
      const answer: Answer = refused ? { kind: 'rc', rc: 5 } : { kind: 'done' };
      result = resumePipe(result.frame, answer, context);
    }
    out.push(...(result.lines ?? []));
    expect(result.rc).to.equal(144);
    expect(out[0]).to.equal('FPLXED144E Return code 5 from XEDIT operation');
  });
});

describe('TRACE', () => {
  it('tells of each time that a stage begins, goes on, waits and ends', () => {
    const { rc, lines: out } = pipeWorld().run('(trace) literal a| copy | hole');
    expect(rc).to.equal(0);
    const numbers = new Set(out.map((line) => line.slice(3, 10)));
    for (const one of ['DSP028I', 'DSP031I', 'DSP033I', 'DSP035I', 'DSP020I']) {
      expect([...numbers], one).to.include(one);
    }
    expect(out).to.include('FPLDSP031I Resuming stage; return code is 0');
    expect(out).to.include('FPLDSP033I Input requested for 0 bytes');
  });
});

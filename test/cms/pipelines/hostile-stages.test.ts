/** Stages in REXX that misbehave, files that vanish, HI and HX in the middle, and machines that move at any slice. */
import { expect } from 'chai';
import type { SourceFile } from '../../../src/cms/files/build-disk.js';
import type { GuestRig } from '../../support/guest-rig.js';
import { lines } from '../../support/pipe-world.js';
import { cmsRig, READY, session } from '../nucleus/cms-rig.js';

const rexx = (name: string, ...text: string[]): SourceFile => ({
  ...{ name, type: 'REXX', lines: ['/* */', 'trace off', ...text] },
});

/** What comes of typed lines, without what was typed. */
function typed(
  files: readonly SourceFile[],
  commands: readonly string[],
  atSlice?: (rig: GuestRig) => void,
): string[] {
  const rig = cmsRig(files, atSlice === undefined ? {} : { atSlice });
  return session(rig, ...commands).filter((line) => !line.startsWith('> '));
}

/** Types a line once, so many slices after a command has begun. */
function interrupt(command: string, line: string, after = 200): (rig: GuestRig) => void {
  let step = 0;
  return (rig) => {
    if (rig.transcript.includes(`> ${command}`) && ++step === after) rig.type(line);
  };
}

const STILL = 'pipe literal still here| console';

describe('stages in REXX that misbehave', () => {
  it('and call, add or run themselves without end are stopped', () => {
    for (const text of [
      "'callpipe *: | me | *:'; exit rc",
      "'addpipe *.output: | me | *.output:'; if rc<>0 then exit rc; 'readto x'",
      "'callpipe literal callpipe me| pipcmd'; exit rc",
      "address command 'PIPE literal x| me | hole'; exit rc",
      "'rexx me'; exit rc",
    ]) {
      const out = typed([rexx('ME', text)], ['pipe literal x| me | hole', STILL]);
      expect(out.slice(-2), text).to.deep.equal(['still here', READY]);
      expect(out[out.length - 3], text).to.match(/^Ready\(\S+\);/);
    }
  }).timeout(300_000);

  it('and never end are ended by HI or HX, and others go on', () => {
    for (const [text, how] of [
      ["do forever; 'peekto x'; end", 'HI'],
      ["do forever; 'peekto x'; end", 'HX'],
      ["do forever; 'callpipe literal x| hole'; end", 'HI'],
      // where some end for want of storage others are added again
      ["do forever; 'addpipe literal x| me'; if rc<>0 then exit rc; end", 'HI'],
      ["do forever; 'suspend'; end", 'HX'],
      ['do forever; end', 'HX'],
    ] as const) {
      const command = 'pipe literal x| me | hole';
      const out = typed([rexx('ME', text)], [command, STILL], interrupt(command, how, 60));
      expect(out.slice(-2), `${text} ${how}`).to.deep.equal(['still here', READY]);
    }
  }).timeout(300_000);

  it('and do not read, or read only some, leave nobody waiting', () => {
    const never = rexx('NEVER', "'peekto x'; 'output' x'!'");
    const some = rexx('SOME', "'readto x'; 'output' x");
    const deaf = rexx('DEAF', "'output only'");
    const source = 'pipe literal a b c| split |';
    expect(typed([never], [`${source} never | console`])).to.deep.equal(['a!', READY]);
    expect(typed([some], [`${source} some | console`])).to.deep.equal(['a', READY]);
    expect(typed([deaf], [`${source} deaf | console`])).to.deep.equal(['only', READY]);
  });

  it('and fail tell why, and the others end', () => {
    const fails = rexx('FAILS', "'readto x'; 'output' x; say 1/0");
    const out = typed([fails], ['pipe literal a b| split | fails | console', STILL]);
    expect(out[0]).to.equal('a');
    expect(out[1]).to.equal('     3 +++ say 1/0');
    expect(out[2]).to.match(/^DMSREX\d+E Error 42 running FAILS REXX, line 3: /);
    expect(out[3]).to.match(/^Ready\(\S+\);/);
    expect(out.slice(-2)).to.deep.equal(['still here', READY]);
    const bad = rexx('BAD', "'nosuch command'; say rc; 'readto 9'; say rc; 'select 9'; say rc");
    expect(typed([bad], ['pipe literal a| bad | hole'])).to.deep.equal(['-7', '-191', '4', READY]);
    const code = rexx('CODE', 'exit 77');
    expect(typed([code], ['pipe literal a| code | hole'])[0]).to.match(/^Ready\(00077\);/);
  });
});

describe('files that vanish', () => {
  const PUT = lines('IN', 'PUT', ...Array.from({ length: 300 }, (_, i) => `line ${i}`));

  it('while they are read, or before they are', () => {
    // all stages have seen their files before the first record goes
    const spec =
      'pipe (end ?) literal ERASE IN PUT A| cms | hole ? < in put | count lines | console';
    const out = typed([PUT], [spec, 'pipe < in put | hole']);
    expect(out.slice(0, -4)).to.deep.equal(['300', READY]);
    expect(out.at(-4)).to.equal('FPLDSR146E File "IN PUT *" does not exist');
  });

  it('while they are written, and another takes the name', () => {
    // the file comes to be at the end of the input: what was there is not what the stage has seen
    const spec =
      'pipe (end ?) literal RENAME IN PUT A OUT PUT A| cms | hole ? literal x| dup 99 | > out put a';
    const out = typed([PUT], [spec, 'pipe < out put | count lines | console']);
    expect(out[0]).to.equal('FPLDSR791E File was committed by other user or other unit of work');
    expect(out[3]).to.match(/^Ready\(00791\);/);
    expect(out.slice(4)).to.deep.equal(['300', READY]);
  });

  it('with their disk, and when that is accessed again', () => {
    for (const commands of [['RELEASE A'], ['RELEASE A', 'ACCESS 191 A']]) {
      const spec = `pipe (end ?) strliteral /${commands.join(',')}/| split , | cms | hole ? < in put | > out put a`;
      const out = typed(
        [PUT],
        [spec, 'ACCESS 191 A', 'pipe < in put | count lines | console', STILL],
      );
      expect(out[0]).to.equal('FPLDSR119E Mode A not available or read only');
      expect(out.slice(-4)).to.deep.equal(['300', READY, 'still here', READY]);
    }
  });
});

describe('pipelines of a machine that moves at any slice', () => {
  const FILES = [
    lines('IN', 'PUT', ...Array.from({ length: 40 }, (_, i) => `line ${i} ${'xyz'.charAt(i % 3)}`)),
    rexx(
      'TWICE',
      "do forever; 'peekto x'; if rc<>0 then leave; 'output' x; 'output' x; 'readto'; end",
    ),
    rexx('CALLS', "'callpipe *: | locate /x/ | specs /c / 1 1-* n | *:'; exit rc"),
    rexx(
      'ADDS',
      "'addpipe *.input: | specs 1-* 1 /+/ n | *.input:'; do forever; 'readto y'; if rc<>0 then leave; 'output' y; end",
    ),
    rexx(
      'DOWN',
      'parse arg n',
      "if n>0 then 'callpipe *: | down' n-1 '| insert /'n'/ | *:'; else 'short'",
    ),
  ];
  for (const spec of [
    '< in put | twice | calls | count lines words | console',
    '< in put | adds | twice | take 5 | console',
    '< in put | down 12 | take 2 | console',
    '(end ?) < in put | p: locate /y/ | twice | i: faninany | sort 6-8 | > out put a | count lines | console ? p: | elastic | i:',
    'literal (end ?) literal a || console ? literal b || console| runpipe events | spec 1 c2x 1 | console',
    'cp query userid | count lines | console',
    '< in put | spec 1-* 1 | instore reverse | outstore | take 2 | console',
    '< in put | locate /x/ | specs set #0+=1 print #0 1 write 1-* 1 | digest sha1 append | take 3 | spec 1-9 1 -8;-1 c2x n | console',
  ]) {
    it(spec, () => {
      const options = { cp: () => ({ rc: 0, lines: ['ALICE    AT VMTS'] }) };
      const all = [`pipe ${spec}`, 'pipe literal IN PUT A| state | console'];
      const still = session(cmsRig(FILES, options), ...all);
      let slice = 0;
      const moving = session(
        cmsRig(FILES, {
          ...options,
          atSlice: (rig) => {
            if (++slice % 2 === 0) rig.rebuild();
          },
        }),
        ...all,
      );
      expect(moving).to.deep.equal(still);
      expect(still.filter((line) => !line.startsWith('> ')).length).to.be.greaterThan(2);
      expect(still.join('\n')).not.to.match(/Ready\(/);
    }).timeout(180_000);
  }
});

/** Pipeline commands of stages in REXX about streams, commits and what is there. */
import { expect } from 'chai';
import type { SourceFile } from '../../../src/cms/files/build-disk.js';
import { cmsRig, READY, readyRc, session } from '../nucleus/cms-rig.js';

const rexx = (name: string, ...text: string[]): SourceFile => ({
  ...{ name, type: 'REXX', lines: ['/* */', 'trace off', ...text] },
});

/** What comes of typed lines, without what was typed. */
function typed(files: SourceFile[], ...commands: string[]): string[] {
  return session(cmsRig(files, {}), ...commands).filter((line) => !line.startsWith('> '));
}

describe('pipeline commands about streams', () => {
  it('STREAMSTATE tells whether a record waits, is still to come, or none will', () => {
    const state = rexx(
      'WHERE',
      "'nocommit'; 'streamstate input'; say 'before' rc; 'commit 0'",
      "'peekto x'; 'streamstate input'; say 'there' rc",
      "'readto'; 'readto'; say 'end' rc; 'streamstate input 0'; say 'gone' rc",
      "'suspend'; 'streamstate output'; say 'out' rc; 'streamstate output 1'; say 'second' rc",
      "'streamstate input 7'; say 'none' rc; 'streamstate frog'; say 'wrong' rc",
    );
    expect(typed([state], 'pipe (end ?) literal x| s: where | hole ? s: | hole')).to.deep.equal([
      ...['before 8', 'there 0', 'end 12', 'gone 12', 'out 0', 'second 0', 'none -4', 'wrong -111'],
      READY,
    ]);
  });

  it('SELECT ANYINPUT takes what comes on any input, STREAMNUM tells names, MAXSTREAM how many', () => {
    const any = rexx(
      'ANY',
      "'maxstream input'; say rc; 'streamnum input more'; say rc; 'streamnum input frog'; say rc",
      "'select anyinput'",
      "do forever; 'readto x'; if rc <> 0 then leave; 'output' x; end",
      "'select input frog'; say rc; 'sever input'; say rc; 'sever input'; say rc",
    );
    const out = typed(
      [any],
      'pipe (end ?) literal a| a: any | sort | console ? literal b| a.more:',
    );
    expect(out.slice(0, 6).sort()).to.deep.equal(['-4', '0', '1', '1', '12', '4'].sort());
    expect(out.slice(6)).to.deep.equal(['a', 'b', READY]);
  });

  it('SETRC, RESOLVE, STAGENUM, MESSAGE and COMMIT', () => {
    const all = rexx(
      'ALL2',
      "'commit -1'; say 'commit' rc; 'commit 0'; say 'commit' rc",
      "'stagenum'; say 'stage' rc; 'resolve locate'; say rc > 0; 'resolve nosuch'; say rc",
      "'resolve all2'; say rc > 0; 'message some text'",
      "'setrc 5'; 'setrc x'; say rc",
      "'short'; exit 0",
    );
    expect(typed([all], 'pipe literal x| all2 | console')).to.deep.equal([
      ...['commit 0', 'commit 0', 'stage 2', '1', '0', '1', 'some text', '-111', 'x', READY],
    ]);
  });

  it('COMMIT waits for the others, and tells when one of them cannot begin', () => {
    const wait = rexx('WAIT', "'commit 0'; say 'committed' rc; exit rc");
    const out = typed([wait], 'pipe (end ?) wait | hole ? < no file | hole');
    expect(out).to.include('committed 146');
    expect(out.at(-1)).to.equal(readyRc('00146'));
  });
});

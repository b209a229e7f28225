import { expect } from 'chai';
import { execFile } from '../../support/cms-disk.js';
import { cmsRig, READY, readyRc, session } from './cms-rig.js';

describe('EXECs', () => {
  it('run at IPL when they are called PROFILE, unless the first line is ACCESS (NOPROF', () => {
    const files = [execFile('PROFILE', '&CONTROL OFF', '&TYPE PROFILE RUNS', 'SET RDYMSG SMSG')];
    const auto = cmsRig(files);
    auto.run();
    expect(auto.transcript).to.deep.equal(['VM/TS CMS Release 1.0', 'PROFILE RUNS', 'Ready;']);
    const typed = cmsRig(files, { parm: '' });
    expect(session(typed, '')).to.deep.equal(['> ', 'PROFILE RUNS', 'Ready;']);
    const without = cmsRig(files, { parm: '' });
    expect(session(without, 'access 191 a (noprof')).to.deep.equal([
      '> access 191 a (noprof',
      READY,
    ]);
  });

  it('SYSPROF runs before PROFILE, and not with PARM NOSPROF; NOPROF leaves out PROFILE alone', () => {
    const files = [
      execFile('SYSPROF', '&CONTROL OFF', '&TYPE SYSPROF RUNS'),
      execFile('PROFILE', '&CONTROL OFF', '&TYPE PROFILE RUNS'),
    ];
    const says = (parm: string, ...typed: string[]) =>
      session(cmsRig(files, { parm }), ...typed).filter((line) => line.endsWith('RUNS'));
    expect(says('', '')).to.deep.equal(['SYSPROF RUNS', 'PROFILE RUNS']);
    expect(says('NOSPROF', '')).to.deep.equal(['PROFILE RUNS']);
    expect(says('', 'access 191 a (noprof')).to.deep.equal(['SYSPROF RUNS']);
    expect(says('', 'ac 191 a (nosprof')).to.deep.equal(['PROFILE RUNS']);
    expect(says('', 'access (nosprof')).to.deep.equal(['PROFILE RUNS']);
    expect(says('', 'access 191 a (noprof nosprof')).to.deep.equal([]);
    expect(says('NOSPROF', 'access (nosprof noprof)')).to.deep.equal([]);
    // only as options, and only as the first line
    expect(says('', 'access 191 a', 'access 191 a (nosprof')).to.have.length(2);
    expect(says('', 'echo nosprof noprof')).to.have.length(2);
    const auto = cmsRig(files, { parm: 'AUTOCR NOSPROF' });
    auto.run();
    expect(auto.transcript.filter((line) => line.endsWith('RUNS'))).to.deep.equal(['PROFILE RUNS']);
  });

  it('SYSPROF and PROFILE that fail, or leave something behind', () => {
    const says = (files: Record<string, string[]>, ...typed: string[]) => {
      const sources = Object.entries(files).map(([name, lines]) => execFile(name, ...lines));
      return session(cmsRig(sources, { parm: '' }), ...typed).slice(1);
    };
    const fine = ['/* */', "say 'fine'"];
    // the return code of the last one is that of the first Ready
    expect(says({ PROFILE: ['/* */', 'exit 5'] }, '')).to.deep.equal([readyRc('00005')]);
    expect(says({ SYSPROF: ['/* */', 'exit 5'], PROFILE: fine }, '')).to.deep.equal([
      'fine',
      READY,
    ]);
    expect(says({ SYSPROF: ['/* */', 'exit 5'] }, '')).to.deep.equal([readyRc('00005')]);
    const broken = says({ PROFILE: ['/* */', 'if'], SYSPROF: fine }, 'echo behind');
    expect(broken.slice(0, 2)).to.deep.equal(['fine', '     2 +++ if']);
    expect(broken[2]).to.match(/^DMSREX/);
    // what was typed first runs behind a profile that fails, and what it stacked behind that
    const stacks = { PROFILE: ['/* */', "queue 'SAY2'", 'exit 8'], SAY1: fine, SAY2: fine };
    expect(says(stacks, 'say1')).to.deep.equal(['fine', READY, 'fine', READY]);
    // a line that is an ACCESS that fails leaves no A-disk: there is no PROFILE to run
    expect(says({ PROFILE: fine }, 'access 999 a')).to.deep.equal([
      'DMSACP113S A(999) not attached or invalid device address',
      readyRc('00100'),
    ]);
    expect(says({ PROFILE: fine }, 'access (nodisk')).to.deep.equal([READY]);
  });

  it('have variables, arguments, conditions, loops and jumps', () => {
    const rig = cmsRig([
      execFile(
        'SUM',
        '&CONTROL OFF',
        '&SUM = 0',
        '&I = 1',
        '&LOOP -END &I GT &INDEX',
        '&SUM = &SUM + &&I',
        '&I = &I + 1',
        '-END',
        '&IF &SUM GT 10 &GOTO -BIG',
        '&TYPE SMALL &SUM',
        '&EXIT 4',
        '-BIG &TYPE BIG &SUM',
        '&LOOP 1 2',
        '&TYPE TURN',
        '&EXIT &SUM',
      ),
    ]);
    expect(session(rig, 'sum 1 2 3', 'exec sum 10 20 -5')).to.deep.equal([
      '> sum 1 2 3',
      'SMALL 6',
      readyRc('00004'),
      '> exec sum 10 20 -5',
      'BIG 25',
      'TURN',
      'TURN',
      readyRc('00025'),
    ]);
  });

  it('show commands and return codes as &CONTROL says, and call one another', () => {
    const rig = cmsRig([
      execFile('OUTER', 'EXEC INNER A B', '&TYPE GOT &RETCODE', '&EXIT &RETCODE'),
      execFile('INNER', '&CONTROL ERROR', '&TYPE INNER &1 &2 &INDEX', 'SET', '&EXIT 7'),
    ]);
    expect(session(rig, 'outer')).to.deep.equal([
      '> outer',
      'EXEC INNER A B',
      'INNER A B 2',
      'DMSSET047E No function specified',
      'SET',
      '+++ R(00024) +++',
      '+++ R(00007) +++',
      'GOT 7',
      readyRc('00007'),
    ]);
  });

  it('read and stack lines, and leave unread lines to CMS', () => {
    const rig = cmsRig([
      execFile(
        'ASK',
        '&CONTROL OFF',
        '&STACK FIFO ONE TWO',
        '&READ VARS &A &B',
        '&TYPE &B &A',
        '&READ ARGS',
        '&TYPE ARGS &1 &INDEX',
        '&STACK QUERY IMPEX',
      ),
    ]);
    expect(session(rig, 'ask', 'x y z')).to.deep.equal([
      '> ask',
      'TWO ONE',
      '> x y z',
      'ARGS X 3',
      READY,
      'IMPEX    = ON',
      READY,
    ]);
  });

  it('end at HI, all of them, and the next one runs', () => {
    const rig = cmsRig([
      execFile('OUTER', '&CONTROL OFF', 'EXEC INNER', '&TYPE NEVER'),
      execFile('INNER', '&CONTROL OFF', '-A &GOTO -A'),
      execFile('NEXT', '&CONTROL OFF', '&TYPE NEXT'),
    ]);
    rig.run();
    rig.type('outer');
    rig.runSlices(50);
    rig.type('hi');
    rig.run();
    expect(rig.transcript.at(-1)).to.match(/^Ready; T=/);
    expect(rig.text).to.not.match(/NEVER/);
    expect(session(rig, 'next')).to.deep.equal(['> next', 'NEXT', READY]);
  });

  it('may return -3 without being taken for unknown', () => {
    const rig = cmsRig([execFile('LOST', '&CONTROL OFF', 'NOSUCH', '&EXIT &RETCODE')]);
    expect(session(rig, 'lost')).to.deep.equal(['> lost', readyRc('-0003')]);
  });

  it('tell the user where they are wrong', () => {
    const rig = cmsRig([execFile('BAD', '&CONTROL OFF', '&GOTO -NOWHERE')]);
    expect(session(rig, 'bad', 'exec none')).to.deep.equal([
      '> bad',
      'DMSEXT072E Error in EXEC file BAD, line 2 - &SKIP or &GOTO error',
      readyRc('00802'),
      '> exec none',
      'DMSEXC002E File NONE EXEC * not found',
      readyRc('00028'),
    ]);
  });
});

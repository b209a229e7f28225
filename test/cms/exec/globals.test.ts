/** GLOBALV, IDENTIFY, EXECs in storage, tracing from outside. */
import { expect } from 'chai';
import { execFile } from '../../support/cms-disk.js';
import { cmsRig, READY, readyRc, session } from '../nucleus/cms-rig.js';

const times = (connect: string) => ({
  cp: (line: string) =>
    line === 'QUERY TIME'
      ? {
          rc: 0,
          lines: ['TIME IS 10:11:12 GMT SUNDAY 11/22/26', `CONNECT= ${connect} VIRTCPU= 000:00.01`],
        }
      : line === 'QUERY USERID'
        ? { rc: 0, lines: ['RIG AT NODE'] }
        : { rc: 1, lines: [] },
});

describe('GLOBALV', () => {
  const set = execFile(
    'SET',
    '/* */',
    'address command',
    "'GLOBALV SELECT MINE SET A one B two'",
    "'GLOBALV SELECT MINE SETLP TEXT  many Words here'",
    "'GLOBALV SELECT MINE SETS S session'",
    "v = 'of REXX'; 'GLOBALV SELECT MINE PUT V'",
    "'GLOBALV SELECT MINE GET A TEXT NONE'",
    "say '<'a'> <'text'> <'none'>'",
    "'GLOBALV STACK V B'; parse pull x; parse pull y; say x y queued()",
    "'GLOBALV SELECT'; 'GLOBALV GET A'; say '<'a'>'",
  );
  const get = execFile(
    'GETTEXT',
    '/* */',
    "address command 'GLOBALV SELECT MINE GET TEXT S A'",
    "say '<'text'> <'s'> <'a'>'",
  );

  it('sets and gets variables by group, from REXX and into it', () => {
    const rig = cmsRig([set], times('00:01:00'));
    expect(session(rig, 'set')).to.deep.equal([
      ...['> set', '<one> < many Words here> <>', 'of REXX two 0', '<>', READY],
    ]);
  });

  it('lists them, and knows what was kept for ever and for the session', () => {
    const options = { ...times('00:01:00') };
    const rig = cmsRig([set, get], options);
    session(rig, 'set');
    rig.ipl();
    expect(
      session(rig, 'gettext', 'globalv select mine list', 'globalv purge', 'globalv list'),
    ).to.deep.equal([
      ...['> gettext', '< many Words here> <session> <>', READY, '> globalv select mine list'],
      ...['SELECTED TABLE IS: MINE', ' TEXT= many Words here', ' S=session', READY],
      ...['> globalv purge', READY, '> globalv list', 'SELECTED TABLE IS: MINE', READY],
    ]);
  });

  it('has INITIAL GLOBALV of a user, INIT, PURGE of one group and SET forms in either order', () => {
    const row = (...words: string[]) => words.map((word) => word.padEnd(8)).join('');
    const initial = {
      ...{ name: 'INITIAL', type: 'GLOBALV', fixedLength: 24 },
      lines: [row('MINE', 'A', 'first'), row('', 'B', 'Second'), row('MINE', 'L', 'initial')],
    };
    const rig = cmsRig([initial], times('00:01:00'));
    const said = (...lines: string[]) =>
      session(rig, ...lines).filter((line) => line !== READY && !line.startsWith('> '));
    const table = (name: string) => `SELECTED TABLE IS: ${name}`;
    expect(
      said(
        ...['globalv select mine list', 'globalv select', 'globalv list'],
        ...[
          'globalv select mine setpl l for  ever',
          'globalv setsl s of this',
          'globalv setl q only now',
        ],
        ...['globalv select other set x y', 'globalv select mine list'],
        ...[
          'globalv select mine purge',
          'globalv grplist',
          'globalv init',
          'globalv select mine list',
        ],
      ),
    ).to.deep.equal([
      ...[table('MINE'), ' A=first', ' L=initial', table('UNNAMED'), ' B=Second'],
      ...[table('MINE'), ' A=first', ' L=for  ever', ' S=of this', ' Q=only now'],
      ...[' UNNAMED', ' OTHER', table('MINE'), ' A=first', ' L=for  ever', ' S=of this'],
    ]);
    expect(said('globalv purge', 'globalv grplist')).to.deep.equal([]);
  });

  it('says what is wrong', () => {
    const rig = cmsRig([], times('00:01:00'));
    expect(
      session(rig, 'globalv', 'globalv nonsense', 'globalv get a', 'globalv set'),
    ).to.deep.equal([
      ...['> globalv', 'DMSGLV047E No function specified', readyRc('00024')],
      ...['> globalv nonsense', 'DMSGLV014E Invalid keyword NONSENSE', readyRc('00024')],
      '> globalv get a',
      'DMSGLV631E GLOBALV GET and PUT can only be executed from an EXEC 2 or REXX exec',
      readyRc('00040'),
      ...['> globalv set', 'DMSGLV050E Parameter missing after SET', readyRc('00024')],
    ]);
  });
});

describe('GLOBALV that is refused', () => {
  const said = (rig: ReturnType<typeof cmsRig>, ...lines: string[]) =>
    session(rig, ...lines).filter((line) => line !== READY && !line.startsWith('> '));

  it('names the function that has no operands', () => {
    for (const word of ['SETP', 'SETS', 'SETLP', 'SETPL', 'SETSL', 'PUTP', 'PUTS', 'PUT', 'SETL']) {
      expect(said(cmsRig([], times('00:01:00')), `globalv ${word}`)).to.deep.equal([
        `DMSGLV050E Parameter missing after ${word}`,
        readyRc('00024'),
      ]);
    }
  });

  it('selects nothing', () => {
    const rig = cmsRig([], times('00:01:00'));
    said(rig, 'globalv select mine set a 1');
    for (const [line, text, rc] of [
      ['fly', 'DMSGLV014E Invalid keyword FLY', '00024'],
      ['set', 'DMSGLV050E Parameter missing after SET', '00024'],
      ['grplist x', 'DMSGLV070E Invalid parameter X', '00024'],
      ['grpstack x', 'DMSGLV070E Invalid parameter X', '00024'],
      ['purge other x', 'DMSGLV070E Invalid parameter X', '00024'],
      [
        'get a',
        'DMSGLV631E GLOBALV GET and PUT can only be executed from an EXEC 2 or REXX exec',
        '00040',
      ],
    ] as const) {
      expect(said(rig, `globalv select other ${line}`), line).to.deep.equal([text, readyRc(rc)]);
      expect(said(rig, 'globalv list'), line).to.deep.equal(['SELECTED TABLE IS: MINE', ' A=1']);
    }
  });

  it('sets no variable that its file did not take', () => {
    const rig = cmsRig([], times('00:01:00'));
    said(rig, 'globalv select mine setp a 1', 'access 191 a', 'release a');
    for (const where of ['setp', 'sets']) {
      expect(said(rig, `globalv select other ${where} a 2 b 3`)).to.deep.equal([
        'DMSGLV069E Filemode A not accessed',
        readyRc('00036'),
      ]);
    }
    expect(said(rig, 'globalv list', 'globalv grplist')).to.deep.equal([
      ...['SELECTED TABLE IS: MINE', ' A=1', ' MINE'],
    ]);
  });

  it('sets all that was given or none of it', () => {
    const rig = cmsRig(
      [
        execFile(
          'FILL',
          '/* */',
          "big = copies('x', 60000)",
          "do n = 1 to 17; call value 'V'n, big; 'GLOBALV SELECT MINE PUT V'n; end",
          'a = copies("a", 20000); b = copies("b", 20000); c = copies("c", 20000)',
          "'GLOBALV SELECT MINE PUT A B C'; say rc",
          "'GLOBALV SELECT MINE GET A'; say '<'a'>'",
          "v16 = 1; 'GLOBALV SELECT MINE GET V16 *BAD'; say rc length(v16)",
        ),
      ],
      times('00:01:00'),
    );
    expect(said(rig, 'fill')).to.deep.equal([
      'DMSGLV622E Insufficient free storage',
      '41',
      '<>',
      'DMSGLV070E Invalid parameter *BAD',
      '24 1',
    ]);
  });

  it('keeps the group of its user through DEFAULTS', () => {
    const rig = cmsRig([], times('00:01:00'));
    said(rig, 'globalv select mine set a 1', 'defaults set tell msgcmd msgnoh');
    expect(said(rig, 'globalv list')).to.deep.equal(['SELECTED TABLE IS: MINE', ' A=1']);
  });
});

describe('Commands around EXECs', () => {
  it('IDENTIFY says who, where and when', () => {
    const rig = cmsRig([], times('00:01:00'));
    const text = 'ALICE    AT NODE     VIA RSCS     11/22/26 10:11:12 GMT    SUNDAY';
    expect(session(rig, 'identify')).to.deep.equal(['> identify', text, READY]);
    for (const [option, date] of [
      ['shortdate', '11/22/26'],
      ['full', '11/22/2026'],
      ['iso', '2026-11-22'],
      ['type vmd', '11/22/26'],
    ]) {
      expect(session(rig, `identify (${option!}`)).to.include(text.replace('11/22/26', date!));
    }
    expect(session(rig, 'identify (full iso')).to.include(
      'DMSIDE066E FULLDATE and ISODATE are conflicting options',
    );
  });

  it('EXECLOAD keeps an EXEC that its file has gone', () => {
    const rig = cmsRig([execFile('HELLO', '/* */', "say 'hello'"), execFile('OLD', '&TYPE OLD')]);
    expect(
      session(
        rig,
        ...['execload hello', 'execload old exec a new', 'erase hello exec', 'hello', 'new'],
        ...['execmap', 'execstat hello', 'execstat old', 'execdrop hello', 'execstat hello'],
        ...['execdrop hello', 'execload nosuch'],
      ),
    ).to.deep.equal([
      ...['> execload hello', READY, '> execload old exec a new', READY],
      ...['> erase hello exec', READY, '> hello', 'hello', READY, '> new', 'OLD', READY],
      ...['> execmap', 'Name     Type     Records    Bytes'],
      ...['HELLO    EXEC           2       16', 'NEW      EXEC           1        9', READY],
      ...['> execstat hello', READY, '> execstat old', readyRc('00004')],
      ...['> execdrop hello', READY, '> execstat hello', readyRc('00028')],
      ...['> execdrop hello', 'DMSEXD416E HELLO EXEC is not loaded', readyRc('00028')],
      ...['> execload nosuch', 'DMSEXL002E File NOSUCH EXEC * not found', readyRc('00028')],
    ]);
  });

  it('IMMCMD makes immediate commands, and tells whether they were typed', () => {
    const rig = cmsRig([
      execFile(
        'WORK',
        '/* */',
        'trace o',
        "'IMMCMD QUERY ENOUGH'; say rc; 'IMMCMD STATUS ENOUGH'; say rc",
        "'IMMCMD SET ENOUGH'; 'IMMCMD QUERY ENOUGH'; say rc; 'IMMCMD STATUS ENOUGH'; say rc",
        "do until rc = 1; 'IMMCMD STATUS ENOUGH'; end",
        "'IMMCMD STATUS ENOUGH'; say 'stopped' rc queued() externals()",
        "'IMMCMD CLEAR ENOUGH'; say rc; 'IMMCMD CLEAR ENOUGH'; say rc; 'IMMCMD SET MORE'",
      ),
    ]);
    rig.run();
    const from = rig.transcript.length;
    rig.type('work');
    rig.runSlices(60);
    rig.type('enough of this');
    rig.run();
    expect(rig.transcript.slice(from)).to.deep.equal([
      ...['> work', '44', '44', '0', '0', '> enough of this', 'stopped 0 0 0', '0', '44', READY],
    ]);
    // they are gone at Ready, and those of CMS cannot be taken
    const lines = session(rig, 'immcmd query more', 'immcmd set hx', 'immcmd', 'immcmd set');
    expect(lines).to.deep.equal([
      ...['> immcmd query more', readyRc('00044')],
      ...['> immcmd set hx', 'DMSIMM070E Invalid parameter HX', readyRc('00024')],
      ...['> immcmd', 'DMSIMM047E No function specified', readyRc('00024')],
      ...['> immcmd set', 'DMSIMM050E Parameter missing after SET', readyRc('00024')],
    ]);
    expect(session(rig, 'immcmd make x')).to.deep.equal([
      ...['> immcmd make x', 'DMSIMM014E Invalid keyword MAKE', readyRc('00024')],
    ]);
  });

  it('TS and TE trace a running program, SET EXECTRAC those that begin', () => {
    const rig = cmsRig([
      execFile('LOOP', '/* */', 'do until n = 4; pull n; end'),
      execFile('SHORT', '/* */', "say 'one'", "say 'two'"),
      execFile('INNER', '/* */', 'call t', "say 'behind'", 'exit', 't: pull n', 'return'),
    ]);
    rig.run();
    const from = rig.transcript.length;
    for (const line of [
      'loop',
      '1',
      'ts',
      '2',
      '',
      'te',
      '',
      '4',
      'set exectrac on',
      'query exectrac',
    ]) {
      rig.type(line);
      rig.run();
    }
    const lines = rig.transcript.slice(from);
    expect(lines.some((line) => line.includes('+++ Interactive trace.'))).to.equal(true);
    expect(lines.slice(-3)).to.deep.equal(['> query exectrac', 'EXECTRAC = ON', READY]);
    const traced = session(rig, 'short', '', '', '', 'set exectrac off', 'short');
    expect(traced).to.include("     2 *-* say 'one'");
    expect(traced.slice(-4)).to.deep.equal(['> short', 'one', 'two', READY]);
    // the routines that wait for this one are traced, too
    const inner = session(rig, 'inner', 'ts', '1', '', '', '', '', 'te', '');
    expect(inner).to.include("     3 *-* say 'behind'");
  });
});

/** Stages that are used now and then: source of programs, streams in parts, codes of mail, digests, libraries. */
import { expect } from 'chai';
import { absentStagesTable } from '../../../src/cms/pipelines/absent-stages-table.js';
import { encodeLibrary } from '../../../src/cms/maclib/maclib.js';
import type { SourceFile } from '../../../src/cms/files/build-disk.js';
import { lines, piped, pipeWorld } from '../../support/pipe-world.js';

/** What comes out of a stage for records that stand between `;`. */
function stage(records: string, text: string): readonly string[] {
  return piped(`< in put | ${text}`, lines('IN', 'PUT', ...records.split(';')));
}

/** A line that goes on: something in column 72. */
const card = (text: string): string => `${text.padEnd(71)}X`;

describe('stages for source of programs', () => {
  const source = [
    card("LABEL    DC    C'one,"),
    "               two'",
    '         BR    14',
    card('LONG     MACRO A,'),
    card('               B,'),
    '               C',
  ];

  it('ASMFIND and its like select whole statements', () => {
    const out = (text: string): number[] =>
      piped(`< a asm | ${text}`, lines('A', 'ASM', ...source)).map((line) =>
        source.findIndex((one) => one.trimEnd() === line.trimEnd()),
      );
    expect(out('asmfind LABEL')).to.deep.equal([0, 1]);
    expect(out('asmnfind LABEL')).to.deep.equal([2, 3, 4, 5]);
    expect(out('strasmfind anycase /long/')).to.deep.equal([3, 4, 5]);
    expect(out('strasmnfind /LONG/')).to.deep.equal([0, 1, 2]);
    expect(out('casei asmfind label')).to.deep.equal([0, 1]);
  });

  it('ASMCONT and ASMXPND are each other’s opposites', () => {
    const joined = piped('< a asm | asmcont', lines('A', 'ASM', ...source));
    expect(joined).to.have.length(3);
    expect(joined[0]).to.equal(`${"LABEL    DC    C'one,".padEnd(71)}two'`);
    expect(piped('< a asm | asmcont | asmxpnd X', lines('A', 'ASM', ...source))).to.deep.equal(
      source,
    );
    expect(stage('short', 'asmxpnd')).to.deep.equal(['short']);
  });
});

describe('stages that part their input', () => {
  it('FANOUTTWO, FILLUP, THREEWAY', () => {
    const world = pipeWorld(lines('IN', 'PUT', 'abc', 'def', 'ghi'));
    const run = (spec: string): readonly string[] => world.run(`(end ?) < in put | ${spec}`).lines;
    expect(run('f: fanouttwo | insert /1/ | console ? f: | insert /2/ | console')).to.deep.equal([
      ...['1abc', '2abc', '1def', '2def', '1ghi', '2ghi'],
    ]);
    expect(run('f: fanouttwo | take 1 | console ? f: | insert /2/ | console')).to.deep.equal([
      ...['abc', '2abc'],
    ]);
    expect(
      run('f: fillup | take 1 | insert /1/ | console ? f: | insert /2/ | console'),
    ).to.deep.equal([...['1abc', '2def', '2ghi']]);
    expect(
      run(
        'take 1 | t: threeway 2 | insert /1/ | console ? t: | insert /2/ | console ? t: | insert /3/ | console',
      ),
    ).to.deep.equal(['1a', '2b', '3c']);
  });

  it('PARCEL makes records of lengths', () => {
    const world = pipeWorld(
      lines('IN', 'PUT', 'abcd', 'efgh', 'ij'),
      lines('L', 'L', '3', '0', '6', '9'),
    );
    const spec = '(end ?) < in put | p: parcel | specs /</ 1 1-* n />/ n | console ? < l l | p:';
    expect(world.run(spec).lines).to.deep.equal(['<abc>', '<>', '<defghi>', '<j>']);
    expect(world.crawl(spec).lines).to.deep.equal(['<abc>', '<>', '<defghi>', '<j>']);
    expect(world.run('< in put | parcel | hole').rc).to.equal(222);
    expect(world.run('(end ?) < in put | p: parcel | hole ? literal x| p:').rc).to.equal(58);
  });

  it('IF lets records go one way or another, in their order', () => {
    const world = pipeWorld(lines('IN', 'PUT', 'red', 'blue', 'red', 'green'));
    const three = '< in put | i: if locate /red/ | insert /R / | i: | insert /- / | i: | console';
    const expected = ['R red', '- blue', 'R red', '- green'];
    expect(world.run(`(end ?) ${three}`).lines).to.deep.equal(expected);
    expect(world.crawl(three).lines).to.deep.equal(expected);
    expect(
      world.run('< in put | i: if casei locate /RED/ | insert /R / | i: | console').lines,
    ).to.deep.equal(['R red', 'blue', 'R red', 'green']);
    expect(
      world.run('< in put | i: if pick 1 == /r/ | xlate upper | i: | console').lines,
    ).to.deep.equal(['RED', 'blue', 'RED', 'green']);
    expect(world.run('< in put | if nosuch | console').rc).to.equal(-27);
    expect(
      world.run('< in put | i: if strfind /re/ | insert /R / | i: | console').lines,
    ).to.deep.equal([...['R red', 'blue', 'R red', 'green']]);
    // a way that makes more, or fewer, of a record
    expect(
      world.run('< in put | i: if locate /red/ | dup | i: | hole | i: | console').lines,
    ).to.deep.equal([...['red', 'red', 'red', 'red']]);
    expect(world.run('< in put | if locate /red/ | console').lines).to.deep.equal(['red', 'red']);
    expect(world.run('< in put | frtarget casei pick 1-* == /BLUE/ | console').lines).to.deep.equal(
      [...['blue', 'red', 'green']],
    );
    expect(world.run('< in put | totarget zone 2-* pick 1 == /l/ | console').lines).to.deep.equal([
      'red',
    ]);
    expect(world.run('< in put | i: if locate /red/ | i: | take 1 | console').lines).to.deep.equal([
      'red',
    ]);
  });

  it('EOFBACK stops a device driver when nobody reads on', () => {
    const world = pipeWorld(lines('IN', 'PUT', 'a', 'b', 'c'));
    expect(world.run('< in put | eofback > out file a | take 2 | console').lines).to.deep.equal([
      'a',
      'b',
    ]);
    expect(world.file('OUT', 'FILE')).to.deep.equal(['a', 'b']);
    expect(
      world.run('literal x| dup * | eofback hole | take 3 | count lines | console').lines,
    ).to.deep.equal(['3']);
    expect(world.run('< in put | eofback | console').rc).to.equal(-173);
  });
});

describe('stages for codes', () => {
  it('QPENCODE and QPDECODE', () => {
    const ascii = 'xlate to 819 | ';
    expect(stage('a=b c', `${ascii}qpencode | xlate from 819`)).to.deep.equal(['a=3Db c']);
    expect(stage('tail ', `${ascii}qpencode | xlate from 819`)).to.deep.equal(['tail=20']);
    const long = 'x=y '.repeat(60).trim();
    expect(stage(long, `${ascii}qpencode | count maxline | console`)[0]).to.equal('76');
    expect(stage(long, `${ascii}qpencode | qpdecode | xlate from 819`)).to.deep.equal([long]);
    expect(stage('a=3dz', `${ascii}qpdecode | xlate from 819`)).to.deep.equal(['a=z']);
    expect(stage('a=3', `${ascii}qpdecode | hole`)[0]).to.equal(
      "FPLQPD1244E Input record contains incorrect data for ASCII quoted-printable format: X'3D33'",
    );
  });

  it('UTF', () => {
    const hex = (text: string, utf: string): string =>
      piped(`strliteral x${text} | utf ${utf} | specs 1-* c2x 1`)[0]!;
    expect(hex('41C3A4E282ACF09F9880', '8 16')).to.equal('004100E420ACD83DDE00');
    expect(hex('004100E420ACD83DDE00', 'from utf-16 to 32')).to.equal(
      '00000041000000E4000020AC0001F600',
    );
    expect(hex('00000041000000E4000020AC0001F600', '32 8')).to.equal('41C3A4E282ACF09F9880');
    for (const wrong of ['C0AF', 'E28241', 'F8', 'EDA080']) {
      expect(hex(wrong, '8 16')).to.match(/^FPLENC1250E Incorrect code point/);
    }
    expect(hex('D83D', '16 8')).to.match(/^FPLENC1250E/);
    expect(hex('41', '8 9')).to.equal('FPLPAT111E Operand 9 is not valid');
  });

  it('URLDEBLOCK', () => {
    expect(stage('/a/b?x=1+2&y=%41%2B', 'urldeblock')).to.deep.equal(['/a/b', 'x=1 2', 'y=A+']);
  });

  it('3277ENC and 3277BFRA', () => {
    expect(piped('3277enc | specs 1.4 c2x 1 61.4 c2x nw')).to.deep.equal(['40C1C2C3 7C7D7E7F']);
    const both = 'strliteral xC150 | 3277bfra | specs 1-* c2x 1 write /x/ 1';
    expect(piped(both)[0]).to.equal('0050');
    expect(piped('strliteral x0050 | 3277bfra | specs 1-* c2x 1')).to.deep.equal(['C150']);
    expect(stage('x', '3277bfra | hole')[0]).to.match(/401E/);
  });

  it('DIGEST, as the standards have it for "abc"', () => {
    const of = (name: string): string =>
      piped(`strliteral x616263 | digest ${name} | specs 1-* c2x 1`)[0]!;
    expect(of('md5')).to.equal('900150983CD24FB0D6963F7D28E17F72');
    expect(of('sha1')).to.equal('A9993E364706816ABA3E25717850C26C9CD0D89D');
    expect(of('sha224')).to.equal('23097D223405D8228642A477BDA255B32AADBCE4BDA0B3F7E36C9DA7');
    expect(of('sha256')).to.equal(
      'BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD',
    );
    expect(of('sha384').slice(0, 32)).to.equal('CB00753F45A35E8BB5A03D699AC65007');
    expect(of('sha512').slice(-32)).to.equal('454D4423643CE80E2A9AC94FA54CA49F');
    // longer than a block
    expect(
      piped('literal | dup 120 | strliteral /0/ | join * | digest md5 | specs 1-* c2x 1')[0],
    ).to.have.length(32);
    expect(stage('abc', 'digest sha256 append | digest sha256 verify')).to.deep.equal(['abc']);
    expect(stage('abc', 'digest md5 append | change /b/x/ | digest md5 verify')).to.deep.equal([]);
    expect(stage('ab', 'digest md5 verify not')).to.deep.equal(['ab']);
    expect(stage('ab', 'digest crc99')[0]).to.equal('FPLPAT111E Operand CRC99 is not valid');
  });

  it('WILDCARD', () => {
    const select = (pattern: string): readonly string[] =>
      stage('PROFILE EXEC;PROFILE XEDIT;ALL NOTEBOOK;A', `wildcard ${pattern}`);
    expect(select('/PRO*/')).to.deep.equal(['PROFILE EXEC', 'PROFILE XEDIT']);
    expect(select('/*E*T/')).to.deep.equal(['PROFILE XEDIT']);
    expect(select('w1 /A%%/')).to.deep.equal(['ALL NOTEBOOK']);
    expect(select('anycase w1 /a*/')).to.deep.equal(['ALL NOTEBOOK', 'A']);
    expect(select('//')).to.deep.equal([]);
    expect(stage(`${'a'.repeat(3000)};b`, `wildcard /${'*a'.repeat(20)}*b/`)).to.deep.equal([]);
  });
});

describe('libraries as records', () => {
  const library: SourceFile = {
    ...{ name: 'LIB', type: 'MACLIB', fixedLength: 80 },
    records: encodeLibrary([
      { name: 'ONE', lines: ['         MACRO', '         ONE', '         MEND'] },
      { name: 'TWO', lines: ['two'] },
    ]),
  };

  it('LISTPDS lists members, MEMBERS reads them', () => {
    const world = pipeWorld(library);
    expect(world.run('listpds lib maclib | specs w1 1 w3 nw | console').lines).to.deep.equal([
      ...['ONE 3', 'TWO 1'],
    ]);
    expect(world.run('pdsdirect lib maclib a | count lines | console').lines).to.deep.equal(['2']);
    expect(world.run('members lib maclib two | strip | console').lines).to.deep.equal(['two']);
    const spec = 'literal one two| members lib maclib * two | strip | console';
    const all = ['two', 'MACRO', 'ONE', 'MEND', 'two'];
    expect(world.run(spec).lines).to.deep.equal(all);
    expect(world.crawl(spec).lines).to.deep.equal(all);
    expect(world.run('members lib maclib three | hole').lines[0]).to.equal(
      'FPLMAC150E Member THREE not found',
    );
    expect(world.run('listpds no maclib | hole').rc).to.equal(146);
    expect(world.run('listpds lib loadlib | hole').rc).to.equal(-2006);
    expect(
      pipeWorld(lines('BAD', 'MACLIB', 'x')).run('listpds bad maclib | hole').lines[0],
    ).to.equal('FPLPDS2007E File "BAD MACLIB *" is not a library');
  });

  it('MACLIB makes a library of members', () => {
    const world = pipeWorld(
      lines('X', 'COPY', '*COPY ALPHA', 'first', '*COPY BETA', 'second', 'third'),
    );
    expect(world.run('< x copy | maclib | > new maclib a fixed 80').rc).to.equal(0);
    expect(world.run('members new maclib beta | strip | console').lines).to.deep.equal([
      'second',
      'third',
    ]);
    expect(world.run('literal x| maclib | hole').lines[0]).to.equal(
      'FPLPDS2008E Line "x" is in front of the first *COPY',
    );
  });
});

describe('files that change in place', () => {
  it('FILEUPDATE replaces records by number', () => {
    const world = pipeWorld(lines('V', 'FILE', 'one', 'two', 'three'), {
      name: 'F',
      type: 'FILE',
      lines: ['aaa', 'bbb'],
      fixedLength: 3,
    });
    const put = (n: number, text: string): string => `literal ${String(n).padStart(10)}${text}`;
    expect(world.run(`${put(2, 'TWO!')}| fileupdate v file | hole`).rc).to.equal(0);
    expect(world.file('V', 'FILE')).to.deep.equal(['one', 'TWO!', 'three']);
    expect(world.crawl(`${put(1, 'xyz')}| diskupdate f file a`).rc).to.equal(0);
    expect(world.file('F', 'FILE')).to.deep.equal(['xyz', 'bbb']);
    expect(world.run(`${put(1, 'long')}| fileupdate f file`).lines[0]).to.equal(
      'FPLDSR134E Record is 4 bytes, but format F file record length is 3',
    );
    expect(world.run(`${put(9, 'xxx')}| fileupdate f file`).rc).to.equal(517);
    expect(world.run('literal short| fileupdate f file').rc).to.equal(546);
    expect(world.run(`${put(1, 'x')}| fileupdate no file`).rc).to.equal(146);
    expect(world.run('literal x| take 0 | fileupdate f file').rc).to.equal(0);
    expect(world.file('F', 'FILE')).to.deep.equal(['xyz', 'bbb']);
  });

  it('FILEUPDATE of a long file, in many steps', () => {
    const text = Array.from({ length: 5000 }, (_, i) => `line ${i + 1} ${'x'.repeat(i % 50)}`);
    const world = pipeWorld(lines('BIG', 'FILE', ...text));
    const spec = '< big file | specs recno 1 /changed/ 11 | pick 8.3 = /500/ | fileupdate big file';
    expect(world.run(spec).rc).to.equal(0);
    expect(world.file('BIG', 'FILE')).to.deep.equal(
      text.map((line, i) => ((i + 1) % 1000 === 500 ? 'changed' : line)),
    );
  });

  it('FILEFAST reads, or writes behind a file', () => {
    const world = pipeWorld(lines('A', 'FILE', 'one'));
    expect(world.run('filefast a file | insert /two /| diskslow a file').rc).to.equal(0);
    expect(world.file('A', 'FILE')).to.deep.equal(['one', 'two one']);
    expect(world.run('<mdsk a file | >mdsk b file a').rc).to.equal(0);
    expect(world.file('B', 'FILE')).to.deep.equal(['one', 'two one']);
  });
});

describe('stages of z/VM that are not there', () => {
  it('say why, not that they cannot be found', () => {
    for (const { names, needs } of absentStagesTable) {
      for (const name of names) {
        const { rc, lines: out } = pipeWorld().run(`literal x| ${name} some operands | hole`);
        expect(rc).to.equal(-2001);
        expect(out[0]).to.equal(`FPLSCB2001E Stage ${name} is not available: ${needs}`);
      }
    }
  });
});

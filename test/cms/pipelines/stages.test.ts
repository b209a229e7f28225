import { expect } from 'chai';
import { lines, piped, pipeWorld } from '../../support/pipe-world.js';

/** What comes out of a stage for records that stand between `;`. */
function stage(records: string, text: string): readonly string[] {
  return piped(`< in put | ${text}`, lines('IN', 'PUT', ...records.split(';')));
}

/** The same for two inputs. */
function two(first: string, second: string, text: string): readonly string[] {
  const world = pipeWorld(
    lines('IN', 'ONE', ...first.split(';')),
    lines('IN', 'TWO', ...second.split(';')),
  );
  return world.run(`(endchar ?) < in one | s: ${text} | console ? < in two | s:`).lines;
}

describe('stages that change records', () => {
  it('CHANGE', () => {
    expect(stage('a/b/a', 'change ,a,xx,')).to.deep.equal(['xx/b/xx']);
    expect(stage('aaa', 'change /a/b/ 2')).to.deep.equal(['bba']);
    expect(stage('aaa aaa', 'change 5-* /a//')).to.deep.equal(['aaa']);
    expect(stage('ABab', 'change anycase /ab/x/')).to.deep.equal(['xx']);
    expect(stage('abc', 'change //>/')).to.deep.equal(['>abc']);
  });
  it('XLATE, STRIP, PAD, CHOP, REVERSE', () => {
    expect(stage('abC', 'xlate upper')).to.deep.equal(['ABC']);
    expect(stage('abc', 'xlate 1-2 upper')).to.deep.equal(['ABc']);
    expect(stage('a.b', 'xlate . - a-c 1-3')).to.deep.equal(['1-2']);
    expect(stage('  ab  ', 'strip leading | specs 1-* 1 /!/ n')).to.deep.equal(['ab  !']);
    expect(stage('  ab  ', 'strip trailing | specs 1-* 1 /!/ n')).to.deep.equal(['  ab!']);
    expect(stage('  ab  ', 'strip | specs 1-* 1 /!/ n')).to.deep.equal(['ab!']);
    expect(stage('0012', 'strip leading 0')).to.deep.equal(['12']);
    expect(stage('ab', 'pad 4 . | pad left 6 *')).to.deep.equal(['**ab..']);
    expect(stage('abcdef', 'chop 4')).to.deep.equal(['abcd']);
    expect(stage('ab=cd', 'chop before =')).to.deep.equal(['ab']);
    expect(stage('ab=cd', 'chop after string /=/')).to.deep.equal(['ab=']);
    expect(stage('abc', 'reverse')).to.deep.equal(['cba']);
    expect(stage('xy', 'insert /-/ after')).to.deep.equal(['xy-']);
    expect(stage('a&b', 'escape ,"&,')).to.deep.equal(['a"&b']);
    expect(stage(' one;+   two;0x', 'overstr')).to.deep.equal([' onetwo', '0x']);
    // machine control: the next line goes over one that stays
    const struck =
      'u: if unique 1 last | insert x09 | u: | insert x01 | u: | overstr | specs 1 c2x 1 2-* 4';
    expect(stage('1 a;1  b;2c;3   d;3 e', struck)).to.deep.equal(['09 1 ab', '09 2c', '09 3 e d']);
    expect(stage('  a  b c ', 'space 2 .')).to.deep.equal(['a..b..c']);
    expect(stage('a b c', 'substring word 2-*')).to.deep.equal(['b c']);
    expect(stage('abz', 'xlate a-b 1.2')).to.deep.equal(['12z']);
    expect(stage('AbC', 'xlate lower')).to.deep.equal(['abc']);
    expect(piped('xrange a-e')).to.deep.equal(['abcde']);
  });
  it('SPLIT, JOIN, JOINCONT, TOKENISE, SPILL, SNAKE', () => {
    expect(stage(' a  bc d', 'split')).to.deep.equal(['a', 'bc', 'd']);
    expect(stage('a,b,,c', 'split at ,')).to.deep.equal(['a', 'b', 'c']);
    expect(stage('a,b,c', 'split before string /,/')).to.deep.equal(['a', ',b', ',c']);
    expect(stage('a,b,c', 'split after ,')).to.deep.equal(['a,', 'b,', 'c']);
    expect(stage('a;b;c', 'join')).to.deep.equal(['ab', 'c']);
    expect(stage('a;b;c', 'join * /+/')).to.deep.equal(['a+b+c']);
    expect(stage('a;b;c;d', 'join 2 /-/')).to.deep.equal(['a-b-c', 'd']);
    expect(stage('aaa;bbb;cc', 'join * /,/ 8')).to.deep.equal(['aaa,bbb', 'cc']);
    expect(stage('a-;b-;c;d', 'joincont trailing /-/')).to.deep.equal(['abc', 'd']);
    expect(stage('a;+b;c', 'joincont leading /+/')).to.deep.equal(['ab', 'c']);
    expect(stage('a=b(c d)', 'tokenise /=()/')).to.deep.equal(['a', '=', 'b', '(', 'c', 'd', ')']);
    expect(stage('now is the time', 'spill 8')).to.deep.equal(['now is', 'the time']);
    expect(stage('abcdefgh', 'spill 3')).to.deep.equal(['abc', 'def', 'gh']);
    expect(stage('a;b;c;d;e', 'pad 2 | snake 2')).to.deep.equal(['a d', 'b e', 'c']);
  });
  it('BLOCK, DEBLOCK and FBLOCK are each other\u2019s opposites', () => {
    for (const format of ['variable', 'cms', 'linend', 'string /,,/', 'crlf']) {
      const back = format === 'variable' ? '' : ' terminate';
      expect(
        stage(
          'one;three;five',
          `block 10${format === 'variable' ? '0' : ''} ${format}${back} | deblock ${format}`,
        ),
        format,
      ).to.deep.equal(['one', 'three', 'five']);
    }
    expect(stage('abc;def;g', 'fblock 2')).to.deep.equal(['ab', 'cd', 'ef', 'g']);
    expect(stage('abc', 'fblock 2 .')).to.deep.equal(['ab', 'c.']);
    expect(stage('abcdef', 'deblock fixed 4')).to.deep.equal(['abcd', 'ef']);
    for (const format of ['sf', 'sf4', 'cms4', 'netdata', 'c']) {
      const way = format === 'c' ? 'block 7 c terminate' : `block 7 ${format}`;
      expect(stage('one;three', `${way} | deblock ${format}`), format).to.deep.equal([
        'one',
        'three',
      ]);
    }
    expect(stage('abc', 'addrdw cms4 | specs 1-* c2x 1')).to.deep.equal(['00000003818283']);
    // a length that counts itself and all else of its record, as SF has it
    expect(stage('one;three', 'block 7 sf | deblock rdw 1.2 strip')).to.deep.equal([
      'one',
      'three',
    ]);
    expect(stage('abc', 'block 80 sf | deblock rdw 1.2 | specs 1-* c2x 1')).to.deep.equal([
      '0005818283',
    ]);
    const inside = 'specs /a/ 1 x0006 2 /bcd/ n | join * | fblock 5 | deblock rdw 2.2';
    expect(stage('x;y', `${inside} | specs 1-* c2x 1`)).to.deep.equal([
      '810006828384',
      '810006828384',
    ]);
    expect(stage('x;y', `${inside} strip`)).to.deep.equal(['bcd', 'bcd']);
    for (const range of ['w1', '1.5', '-2;-1', '3-*', 'substr 1 of 1-2'])
      expect(pipeWorld().run(`literal x| deblock rdw ${range} | hole`).rc, range).to.equal(-54);
    expect(pipeWorld().run('literal x| specs x0001 1 | deblock rdw 1.2 | hole').rc).to.equal(1229);
    expect(pipeWorld().run('literal x| specs x0009 1 | deblock rdw 1.2 | hole').rc).to.equal(72);
    expect(stage('abc', 'addrdw cms | specs 1-* c2x 1')).to.deep.equal(['0003818283']);
    expect(
      pipeWorld(lines('IN', 'PUT', 'a', 'bc')).run('< in put | block 4 fixed | hole').rc,
    ).to.equal(74);
    expect(pipeWorld(lines('IN', 'PUT', 'abcde')).run('< in put | deblock sf4 | hole').rc).to.equal(
      78,
    );
  });
  it('SPECS', () => {
    const specs = (text: string): readonly string[] => stage('one two three', `specs ${text}`);
    expect(specs('w2 1 /-/ n w1 nw')).to.deep.equal(['two- one']);
    expect(specs('1-3 5')).to.deep.equal(['    one']);
    expect(specs('w1 1-5 right w2 nw.2')).to.deep.equal(['  one tw']);
    expect(specs('w1 c2x 1')).to.deep.equal(['969585']);
    expect(specs('/F0F1/ x2c 1')).to.deep.equal(['01']);
    expect(specs('/255/ d2x 1')).to.deep.equal(['000000FF']);
    expect(specs('x00ff c2d 1')).to.deep.equal(['        255']);
    expect(specs('pad . w1 5 w3 15.7 center')).to.deep.equal(['....one........three.']);
    expect(specs('recno 1')).to.deep.equal(['         1']);
    expect(specs('recno from 10 strip 1 w-1 nw')).to.deep.equal(['10 three']);
    expect(stage('a;b;c', 'specs 1-* 1 read 1-* nw')).to.deep.equal(['a b', 'c']);
    expect(stage('a;b', 'specs 1-* 1 write 1-* 3')).to.deep.equal(['a', '  a', 'b', '  b']);
    expect(two('a;b', '1;2;3', 'specs 1-* 1 select 1 1-* nw')).to.deep.equal(['a 1', 'b 2', '3']);
    expect(specs('fs t f2 1')).to.deep.equal(['wo']);
    expect(specs('/1.5/ f2c 1 /-2/ p2c n.2 x40 n')).to.have.length(1);
    expect(specs('/-118.625/ f2x 1')).to.deep.equal(['C276A00000000000']);
    expect(specs('xc276a00000000000 c2f 1')).to.deep.equal(['              -118.625']);
    expect(specs('todclock c2i 1')).to.deep.equal(['20261122101112']);
    // a port and a moment, as programs that read sockets and traces write them
    expect(piped('strliteral x00020FA0| specs 3.2 c2u 1')).to.deep.equal(['       4000']);
    expect(piped('strliteral xFFFFFFFF| specs 1-* c2u 1')).to.deep.equal([' 4294967295']);
    expect(piped('strliteral /4294967295/| specs 1-* u2c 1 | specs 1-* c2x 1')).to.deep.equal([
      'FFFFFFFF',
    ]);
    expect(specs('todclock c2t 1')).to.deep.equal(['2026-11-22 10:11:12.000000']);
    expect(
      piped('strliteral /2021-12-19 01:02:03.4567/ | specs 1-* t2c 1 | specs 1-* c2t 1'),
    ).to.deep.equal(['2021-12-19 01:02:03.456700']);
    for (const bad of [
      '-1| specs 1-* u2c 1',
      '4294967296| specs 1-* u2c 1',
      'x| specs 1-* t2c 1',
    ]) {
      expect(piped(`literal ${bad}`)[0], bad).to.match(/^FPLSPX392E/);
    }
    expect(piped('literal 2021-02-30| specs 1-* t2c 1')[0]).to.match(/^FPLSPX392E/);
    expect(specs('/20000229000000/ i2c . /x/ 1')).to.deep.equal(['x']);
  });
  it('SPECS counts, compares and decides', () => {
    const total = 'specs a: w1 . set #0+=a nowrite eof /Total:/ 1 print #0 picture zz9.99 nw';
    expect(stage('3;4.5', total)).to.deep.equal(['Total:   7.50']);
    expect(
      stage(
        '1;2;3;4;5',
        'specs a: w1 1 if a//2=0 then /even/ nw elseif a > 4 then /big/ nw else /odd/ nw endif',
      ),
    ).to.deep.equal(['1 odd', '2 even', '3 odd', '4 even', '5 big']);
    const print = (expression: string): string =>
      stage('abc def', `specs print ${expression} 1`)[0]!;
    expect(print('(2+3)*4**2/3')).to.equal('26.66666666666666666666666666667');
    expect(print('7%2')).to.equal('3');
    expect(print('length(record())*10+words(record())')).to.equal('72');
    expect(print("substr('hello',2,3)")).to.equal('ell');
    expect(print('word(record(),2)')).to.equal('def');
    expect(print("right('ab',4)='  ab'?'yes':'no'")).to.equal('yes');
    expect(print('max(3,10,-2)-min(3,10,-2)')).to.equal('12');
    expect(print("pos('d',record())")).to.equal('5');
    expect(print('-1234.567 picture ---,--9.99')).to.equal(' -1,234.57');
    expect(print('5 picture **9')).to.equal('**5');
    expect(print('12 picture $$$9V99')).to.equal(' $1200');
    expect(print('(#1:=2;#1*=5)')).to.equal('10');
    expect(two('a;b', '1', 'specs outstream 0 1-* 1 id x 1')).to.deep.equal([
      'FPLSPX1033E Field x is not defined',
      'FPLSCA003I ... Issued from stage 2 of pipeline 1',
      'FPLSCA001I ... Running "specs outstream 0 1-* 1 id x 1"',
    ]);
    const says = (items: string): string => stage('a', `specs ${items}`)[0]!;
    expect(says('print 1/0 1')).to.equal('FPLSPX668E Divisor is zero');
    expect(says('a: 1 . print a+1 1')).to.equal('FPLSPX1038E Not a decimal number: "a"');
    expect(says('if 1 then /a/ 1')).to.equal('FPLSPX1080E Incomplete IF');
    expect(says('if 1 /a/ 1 endif')).to.equal('FPLSPX1075E THEN expected; /a/ was found');
    expect(says('endif')).to.equal('FPLSPX1076E Unexpected keyword: ENDIF');
    expect(says('print (1 1')).to.equal('FPLSPX1081E Unexpected character 1');
    expect(says('print foo(1) 1')).to.equal('FPLSPX1301E Not a built-in function: foo');
    expect(says('print #x 1')).to.equal('FPLSPX1085E Counter number expected');
    expect(says('/g/ x2c 1')).to.equal(
      'FPLSPX392E Conversion error in routine X2C, record 1 (reason code 1); data: "g"',
    );
    expect(says('print 123 picture 99 1')).to.equal(
      'FPLSPX1050E Counter contains more digits than picture: 99',
    );
  });
  it('PICK', () => {
    const records = '1 a;2 b;3 a';
    expect(stage(records, 'pick w2 = /a/')).to.deep.equal(['1 a', '3 a']);
    expect(stage(records, 'pick 1 > /1/ and w2 = /b/')).to.deep.equal(['2 b']);
    expect(stage(records, 'pick to w2 = /b/')).to.deep.equal(['1 a']);
    expect(stage(records, 'pick from after w2 = /b/')).to.deep.equal(['3 a']);
    expect(stage('a ;b', 'pick 1-* == /a/')).to.deep.equal([]);
  });
});

describe('stages for other codes, words, dates and files', () => {
  it('64ENCODE and 64DECODE, PACK and UNPACK, CRC', () => {
    expect(stage('Man', 'xlate e2a | 64encode')).to.deep.equal(['TWFu']);
    expect(stage('any carnal pleas', 'xlate e2a | 64encode')).to.deep.equal([
      'YW55IGNhcm5hbCBwbGVhcw==',
    ]);
    const long = 'x'.repeat(200);
    expect(stage(`${long};yy`, '64encode | 64decode | fblock 202')).to.deep.equal([`${long}yy`]);
    expect(stage('a  b;;ccccccccc', 'pack | unpack')).to.deep.equal(['a  b', '', 'ccccccccc']);
    expect(stage('plain', 'unpack')).to.deep.equal(['plain']);
    expect(stage('123456789', 'xlate e2a | crc 32bit | specs 1-* c2x 1')).to.deep.equal([
      'CBF43926',
    ]);
    expect(stage('123456789', 'xlate e2a | crc 16bit | specs 1-* c2x 1')).to.deep.equal(['29B1']);
  });
  it('ASATOMC and MCTOASA are each other\u2019s opposites', () => {
    expect(stage(' a;0b;+c;1d', 'asatomc | mctoasa')).to.deep.equal([' a', '0b', '+c', '1d']);
    expect(stage(' a;0b', 'asatomc | specs 1 c2x 1 2-* nw')).to.deep.equal(['11 a', '09 b']);
  });
  it('ABBREV and VERIFY', () => {
    expect(stage('loc x;lo;locate;locat y', 'abbrev locate 3')).to.deep.equal([
      'loc x',
      'locate',
      'locat y',
    ]);
    expect(stage('12;1a;', 'verify /0123456789/ | count lines')).to.deep.equal(['1']);
  });
  it('GREG2SEC, SEC2GREG and DATECONVERT', () => {
    expect(stage('20000229', 'greg2sec')).to.deep.equal(['951782400']);
    expect(stage('951782400', 'sec2greg')).to.deep.equal(['20000229000000']);
    const date = (from: string, formats: string): string =>
      stage(from, `dateconvert ${formats}`)[0]!;
    expect(date('12/31/99', 'shortdate isodate')).to.equal('1999-12-31');
    expect(date('2024-12-31', 'isodate julian')).to.equal('2024.366');
    expect(date('24366', 'rexx_date_j fulldate')).to.equal('12/31/2024');
    expect(date('1 Jan 2000', 'normal base')).to.equal('730119');
    expect(date('730119', 'base rexxe')).to.equal('01/01/00');
    expect(date('730119', 'base eur')).to.equal('01.01.2000');
    expect(date('20261122101112', 'pipe iso timeout')).to.equal('2026-11-22 10:11:12.000000');
    expect(date('2026-11-22-10.11.12.5', 'db2 usa timeout')).to.equal('11/22/2026 10:11:12.500000');
    expect(date('2026-11-22', 'iso db2 timeout')).to.equal('2026-11-22-00.00.00.000000');
    expect(date('01/02/75', 'shortdate iso window 0')).to.equal('2075-01-02');
    expect(date('01/02/76', 'usa_short iso')).to.equal('1976-01-02');
    expect(date('01/02/75', 'sho iso baseyear 1800')).to.equal('1875-01-02');
    expect(date('2026-11-22', 'iso rw')).to.equal('Sunday');
    expect(date('2026-11-22', 'iso rexxm')).to.equal('November');
    expect(date('2026-11-22', 'iso normal')).to.equal('22 Nov 2026');
    expect(date('26/11/22', 'csl_short rexx_date_c')).to.equal('9823');
    expect(date('9823', 'rc iso')).to.equal('2026-11-22');
    expect(date('2023.366', 'julian iso')).to.match(/^FPLDAT1183E/);
    expect(date('20261122256112', 'pipe iso')).to.match(/^FPLDAT1183E/);
    expect(date('x', 'rw iso')).to.match(/^FPLDAT1182E/);
    expect(date('x', 'nosuch')).to.match(/^FPLDAT1177E/);
    expect(date('x 2024-02-30', 'w2 isodate base')).to.equal(
      'FPLDAT1183E Date cannot be converted; input date 2024-02-30 is not valid',
    );
  });
  it('FILEBACK, FILERANDOM and GETFILES', () => {
    const world = pipeWorld(lines('A', 'B', 'one', 'two', 'three', 'four'), lines('C', 'D', 'x'));
    const run = (spec: string): readonly string[] => world.run(`${spec} | console`).lines;
    expect(run('fileback a b')).to.deep.equal(['four', 'three', 'two', 'one']);
    expect(run('filerandom a b 3 1-2 4.1')).to.deep.equal(['three', 'one', 'two', 'four']);
    expect(run('literal 2 4| filerandom a b number 3-*')).to.deep.equal([
      ...['         3three', '         4four', '         2two', '         4four'],
    ]);
    expect(run('literal c d| literal a b| getfiles')).to.deep.equal([
      'one',
      'two',
      'three',
      'four',
      'x',
    ]);
    expect(world.run('filerandom a b 9 | hole').lines[0]).to.equal(
      'FPLDSR517E Record 9 not present in file',
    );
    expect(world.run('literal no file| getfiles | hole').rc).to.equal(146);
  });
  it('NOEOFBACK, PIPCMD, QUERY and JEREMY', () => {
    expect(stage('a;b;c', 'count lines | hole').length).to.equal(0);
    expect(
      piped(
        '(end ?) < a b | f: fanout | noeofback | take 1 | hole ? f: | count lines',
        lines('A', 'B', 'x', 'y', 'z'),
      ),
    ).to.deep.equal(['3']);
    expect(piped('literal callpipe literal in ||*:| pipcmd')).to.deep.equal(['in']);
    expect(pipeWorld().run('literal nosuch| pipcmd').rc).to.equal(-7);
    expect(piped('query')[0]).to.match(/^FPLINX086I CMS Pipelines, 5741-A09 1\.0112/);
    expect(pipeWorld().run('query level').lines[0]).to.match(/^FPLINX560I /);
    expect(piped('jeremy')[0]).to.equal('Pipeline 1 stage 1: ready       jeremy');
  });
});

describe('stages that order and match', () => {
  it('SORT and UNIQUE', () => {
    expect(stage('b;c;a;b', 'sort')).to.deep.equal(['a', 'b', 'b', 'c']);
    expect(stage('b;c;a;b', 'sort unique descending')).to.deep.equal(['c', 'b', 'a']);
    expect(stage('b;c;b', 'sort count')).to.deep.equal(['         2b', '         1c']);
    expect(stage('x 2;y 1;z 2', 'sort w2 d 1 a')).to.deep.equal(['x 2', 'z 2', 'y 1']);
    expect(stage('a;A;b;b', 'unique')).to.deep.equal(['a', 'A', 'b']);
    expect(stage('a;A;b;b', 'unique anycase first')).to.deep.equal(['a', 'b']);
    expect(stage('a;b;b;c', 'unique singles')).to.deep.equal(['a', 'c']);
    expect(stage('a;b;b;c', 'unique multiple')).to.deep.equal(['b', 'b']);
    expect(stage('a;b;b', 'unique count')).to.deep.equal(['         1a', '         2b']);
  });
  it('SORT keeps the order of what is equal, in many steps', () => {
    const records = Array.from(
      { length: 4000 },
      (_, i) => `${(i * 7919) % 97} ${String(i).padStart(5)}`,
    );
    const sorted = stage(records.join(';'), 'sort w1');
    const expected = records
      .map((text, i) => ({ text, key: text.split(' ')[0]!.padEnd(5), i }))
      .sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.i - b.i));
    expect(sorted).to.deep.equal(expected.map((one) => one.text));
  });
  it('MERGE, COLLATE, LOOKUP', () => {
    expect(two('a;c', 'b;d', 'merge')).to.deep.equal(['a', 'b', 'c', 'd']);
    expect(two('a;b;c', 'b1;b2;d1', 'collate 1 1')).to.deep.equal(['b', 'b1', 'b2']);
    expect(two('b x;q y', 'b master', 'lookup w1')).to.deep.equal(['b x', 'b master']);
    expect(two('b x;q y', 'b master', 'lookup w1 detail')).to.deep.equal(['b x']);
    expect(two('b x;q y;b z', 'b 1;b 2', 'lookup w1 allmaster')).to.deep.equal([
      'b 1',
      'b 2',
      'b 1',
      'b 2',
    ]);
    expect(two('b x;b y', 'b 1;b 2', 'lookup w1 detail allmaster pairwise')).to.deep.equal([
      ...['b x', 'b 1', 'b x', 'b 2', 'b y', 'b 1', 'b y', 'b 2'],
    ]);
    expect(two('b;b;b', 'b', 'lookup maxcount 2 detail')).to.deep.equal(['b', 'b']);
    expect(
      piped(
        '(end ?) < a b | l: lookup autoadd 1 | hole ? l: | hole ? < a b | take 0 | l: | hole',
        lines('A', 'B', 'x', 'y', 'x'),
      ),
    ).to.deep.equal([]);
    expect(
      piped(
        '(end ?) < a b | l: lookup autoadd 1 | hole ? < a b | take 0 | l:',
        lines('A', 'B', 'x', 'y', 'x'),
      ),
    ).to.deep.equal(['x', 'y']);
    expect(two('a;c', 'b;c', 'collate stop anyeof')).to.deep.equal(['c', 'c']);
  });
});

describe('stages of several streams', () => {
  it('FANIN, FANINANY, FANOUT, JUXTAPOSE, OVERLAY, SYNCHRONISE', () => {
    expect(two('a;b', 'c', 'fanin')).to.deep.equal(['a', 'b', 'c']);
    expect([...two('a;b', 'c', 'faninany')].sort()).to.deep.equal(['a', 'b', 'c']);
    expect(two('ab', '  c', 'overlay')).to.deep.equal(['abc']);
    expect(two('a;b;c', '1;2', 'gather')).to.deep.equal(['a', '1', 'b', '2', 'c']);
    expect(two('a;b;c', '1;2', 'gather stop anyeof')).to.deep.equal(['a', '1', 'b', '2', 'c']);
    expect(two('AB', 'ab;x', 'combine and')).to.deep.equal(['ab']);
    expect(stage('ab;xyz;c', 'combine 1 last')).to.deep.equal(['xyz', 'c']);
    expect(
      piped(
        '(end ?) < a b | d: deal | insert /1/ | j: faninany | console ? d: | insert /2/ | j:',
        lines('A', 'B', 'x', 'y', 'z'),
      ),
    ).to.deep.equal(['1x', '2y', '1z']);
    expect(
      piped(
        '(end ?) < a b | d: deal streamid w1 strip ? d.x: | insert />/',
        lines('A', 'B', '0 p', 'x q'),
      ),
    ).to.deep.equal(['> q']);
    expect(two('a;b;c', '1;2', 'synchronise')).to.deep.equal(['a', 'b']);
    expect(
      piped(
        '(end ?) < a b | f: fanout | xlate upper | n: faninany | console ? f: | n:',
        lines('A', 'B', 'x', 'y'),
      ),
    ).to.deep.equal(['X', 'x', 'Y', 'y']);
    expect(
      piped(
        '(end ?) < a b | l: locate /h/ | j: juxtapose | console ? l: | j:',
        lines('A', 'B', 'h1', 'x', 'h2', 'y', 'z'),
      ),
    ).to.deep.equal(['h1x', 'h2y', 'h2z']);
  });
  it('labels that are strings', () => {
    expect(stage('a;b;c', 'strfrlabel /b/')).to.deep.equal(['b', 'c']);
    expect(stage('a;b;c', 'strtolabel inclusive /b/')).to.deep.equal(['a', 'b']);
    expect(stage('a;b;c', 'strtolabel anycase /B/')).to.deep.equal(['a']);
    expect(stage('a;b;c', 'strwhilelabel /a/')).to.deep.equal(['a']);
    expect(stage('a;B;c', 'between anycase /b/ /C/')).to.deep.equal(['B', 'c']);
  });
  it('records do not overtake one another', () => {
    const numbers = lines('N', 'N', ...Array.from({ length: 50 }, (_, i) => String(i)));
    expect(
      piped(
        '(end ?) < n n | l: locate /1/ | xlate upper | pad 5 | strip | f: faninany | console ? l: | f:',
        numbers,
      ),
    ).to.deep.equal(numbers.lines);
  });
  it('BUFFER, ELASTIC, DAM, GATE, PREDSELECT', () => {
    expect(stage('a;b', 'buffer')).to.deep.equal(['a', 'b']);
    expect(stage('a;b', 'elastic')).to.deep.equal(['a', 'b']);
    expect(
      piped(
        '(end ?) < a b | g: gate | hole ? literal x | dup * | g: | count lines',
        lines('A', 'B', 'x'),
      ),
    ).to.deep.equal(['0']);
    expect(
      piped(
        '(end ?) < a b | o: fanout | p: predselect | console ? o: | l: locate /x/ | p: ? l: | p:',
        lines('A', 'B', 'ax', 'b', 'cx'),
      ),
    ).to.deep.equal(['ax', 'cx']);
  });
  it('a pipeline that stands still says who waits for what', () => {
    const world = pipeWorld(lines('A', 'B', 'x', 'y'));
    const result = world.run('(end ?) < a b | f: fanout | s: fanin | console ? f: | s:');
    expect(result.rc).to.equal(-4095);
    expect(result.lines).to.deep.equal([
      'x',
      'FPLDSQ029E Pipelines stalled',
      'FPLDSQ030I Stage is in state wait.out',
      'FPLSCA003I ... Issued from stage 1 of pipeline 1',
      'FPLSCA001I ... Running "< a b"',
      'FPLDSQ030I Stage is in state wait.out',
      'FPLSCA003I ... Issued from stage 2 of pipeline 1',
      'FPLSCA001I ... Running "fanout"',
      'FPLDSQ030I Stage is in state wait.locate',
      'FPLSCA003I ... Issued from stage 3 of pipeline 1',
      'FPLSCA001I ... Running "fanin"',
      'FPLDSQ030I Stage is in state wait.locate',
      'FPLSCA003I ... Issued from stage 4 of pipeline 1',
      'FPLSCA001I ... Running "console"',
    ]);
  });
});

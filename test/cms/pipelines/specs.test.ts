/** SPECS as a whole language: reading stations, control breaks, loops, pictures, functions (HELP PIPE SPECS). */
import { expect } from 'chai';
import { lines, piped, pipeWorld } from '../../support/pipe-world.js';
import { cmsRig, session } from '../nucleus/cms-rig.js';

/** What SPECS makes of records that stand between `;`. */
function specs(records: string, items: string): readonly string[] {
  const spec = `< in put | specs ${items}`;
  const file = lines('IN', 'PUT', ...records.split(';'));
  const out = piped(spec, file);
  // the same when it is written down after every run of a stage
  expect(pipeWorld(file).crawl(`${spec} | console`).lines).to.deep.equal(out);
  return out;
}

/** What an expression comes to. */
const print = (expression: string, record = 'abc def'): string =>
  specs(record, `print ${expression} 1`)[0]!;

describe('SPECS: where fields go', () => {
  it('nowhere, with . or - in place of a column', () => {
    expect(specs('3 4', 'a:w1 - b:w2 . print a*b 1')).to.deep.equal(['12']);
  });

  it('to a column that an expression gives in each cycle', () => {
    expect(specs('1;3;2', 'a:w1 - ,*, (a+2)')).to.deep.equal(['  *', '    *', '   *']);
    expect(specs('5 xyz', 'a: w1 . w2 (2*(a-3)).2 right /</ n')).to.deep.equal(['   yz<']);
    expect(specs('0', 'a:w1 . /x/ (a)')[0]).to.equal(
      'FPLSPX063E Output specification 0 is not valid',
    );
    expect(specs('1', 'a:w1 . /x/ (a')[0]).to.match(/063E/);
    expect(specs('1', 'a:w1 . /x/ (a b)')[0]).to.match(/063E/);
    expect(specs('1', 'a:w1 . /x/ (a).0')[0]).to.match(/063E/);
  });

  it('behind what is there, for a field that is the only one', () => {
    expect(specs('a b c', 'w2')).to.deep.equal(['b']);
    expect(specs('a b c', 'w2 1 w3')[0]).to.equal('FPLSPX061E Output specification missing');
  });

  it('IF ends with FI, too', () => {
    expect(
      specs('1;5', 'a:w1 1 if a>3 then /big/ nw elseif a=1 then /one/ nw else /none/ nw fi /./ n'),
    ).to.deep.equal(['1 one.', '5 big.']);
  });
});

describe('SPECS: reading stations', () => {
  it('SELECT SECOND has the record before, and one cycle more at the end', () => {
    expect(
      specs(
        'first record;second line;last one',
        'w1 1 select second w1 nw select first w2 nw select second w2 nw',
      ),
    ).to.deep.equal([
      'first record',
      'second first line record',
      'last second one line',
      'last one',
    ]);
    expect(specs('a;b', 'select second 1-* 1 select first 1-* nw')).to.deep.equal([
      'a',
      'a b',
      'b',
    ]);
  });

  it('without records there is no cycle but that of EOF', () => {
    const none = (items: string): readonly string[] =>
      piped(`< in put | take 0 | specs ${items}`, lines('IN', 'PUT', 'x'));
    expect(none('select second 1-* 1')).to.deep.equal([]);
    expect(none('1-* 1 eof /none/ 1')).to.deep.equal(['none']);
  });

  it('READ has no place at the second station', () => {
    expect(specs('a', 'select second read 1-* 1')[0]).to.equal(
      'FPLPAT111E Operand READ is not valid',
    );
  });

  it('streams have numbers and names, STOP a number of them', () => {
    const world = pipeWorld(lines('A', 'A', 'a', 'b'), lines('B', 'B', '1'));
    const two = (items: string): readonly string[] =>
      world.run(`(end ?) < a a | s: specs ${items} | console ? < b b | s.other:`).lines;
    expect(two('1-* 1 select other 1-* nw')).to.deep.equal(['a 1', 'b']);
    expect(two('stop anyeof 1-* 1 select 1 1-* nw')).to.deep.equal(['a 1']);
    expect(two('stop 2 1-* 1 select 1 1-* nw')).to.deep.equal(['a 1', 'b']);
    expect(two('1-* 1 select nosuch 1-* nw')[0]).to.equal(
      'FPLDSP178E Stream "nosuch" is not found',
    );
    const out = "(end ?) < a a | s: specs a: 1 1 if a=='b' then outstream other endif";
    expect(world.run(`${out} | insert /-/ | console ? s.other: | console`).lines).to.deep.equal([
      ...['-a', 'b'],
    ]);
  });
});

describe('SPECS: control breaks', () => {
  const people = 'x Ann;x Bob;y Cid;y Dot;z Eve';

  it('BREAK carries out items when a field has changed', () => {
    expect(specs(people, 'a: w1 . w2 5 break a id a 1')).to.deep.equal([
      ...['x   Ann', '    Bob', 'y   Cid', '    Dot', 'z   Eve'],
    ]);
    expect(specs(people, 'a: w1 . if break(a) then id a 1 /:/ n write endif w2 2')).to.deep.equal([
      ...['x:', ' Ann', ' Bob', 'y:', ' Cid', ' Dot', 'z:', ' Eve'],
    ]);
  });

  it('a break of one letter is one of all letters before it', () => {
    const items = 'a: w2 . b: w1 . 1-* 1 break a /a/ nw break b /b/ nw';
    expect(specs('1 1;1 2;1 2;2 2', items)).to.deep.equal(['1 1 a b', '1 2 a', '1 2', '2 2 a b']);
    // capitals are above small letters
    expect(specs('1 1;2 1', 'z: w2 . A: w1 . 1-* 1 break z /z/ nw break A /A/ nw')).to.deep.equal([
      ...['1 1 z A', '2 1 z A'],
    ]);
  });

  it('sums up groups by the second reading station', () => {
    const items =
      'b: w1 . c: w2 . select second k: w1 . if break(b) & !first() then' +
      ' id k 1 print #0 nw write set #0:=0 endif nowrite set #0+=c';
    expect(specs('x 1;x 2;y 5', items)).to.deep.equal(['x 3', 'y 5']);
  });

  it('PRINTONLY writes records of a break or of the end, KEEP adds to one', () => {
    expect(specs(people, 'printonly a a: w1 1 w2 nw')).to.deep.equal(['x Ann', 'y Cid', 'z Eve']);
    expect(specs('1;2;3', 'printonly eof a: 1 . set #1+=a eof print #1 1')).to.deep.equal(['6']);
    expect(specs('1;2;3', 'printonly eof keep 1-* n /,/ n eof /./ n')).to.deep.equal(['1,2,3,.']);
    expect(specs('1', 'printonly b a: 1 1')[0]).to.equal('FPLSPX1033E Field b is not defined');
  });
});

describe('SPECS: loops and counters', () => {
  it('WHILE goes on while its expression is true', () => {
    expect(specs('3;0', 'a: w1 1 set #1:=a while #1>0 do /*/ n set #1-=1 done')).to.deep.equal([
      ...['3***', '0'],
    ]);
    // more turns than a step makes
    expect(specs('x', 'while #1++<5000 do done print #1 1')).to.deep.equal(['5001']);
    expect(specs('x', 'while #1<1 /x/ n done')[0]).to.equal(
      'FPLSPX1421E DO expected; /x/ was found',
    );
    expect(specs('x', 'while #1<1 do /x/ n')[0]).to.equal(
      'FPLSPX1422E DONE expected; nothing was found',
    );
  });

  it('HI ends a loop without end', () => {
    const spec = 'pipe literal x | specs while 1 do done | hole';
    let step = 0;
    const rig = cmsRig([], {
      atSlice: (one) => {
        if (one.transcript.includes(`> ${spec}`) && step++ === 50) one.type('HI');
      },
    });
    expect(session(rig, spec).at(-1)).to.match(/^Ready\(-4094\);/);
  });

  it('++ and -- stand in front of a counter or behind it', () => {
    expect(print('#1++')).to.equal('0');
    expect(print('++#1')).to.equal('1');
    expect(print('(#1:=5;#1--;#1)')).to.equal('4');
    expect(print('(--#2)*10')).to.equal('-10');
    expect(print('5-#1')).to.equal('5');
    expect(print('(#1:=2;#1+=3;#1*=4;#1-=1;#1%=2;#1)')).to.equal('9');
  });
});

describe('SPECS: expressions', () => {
  it('has the functions of REXX on strings and words', () => {
    expect(print("wordpos('def',record())")).to.equal('2');
    expect(print("translate('abc','xy','ab')")).to.equal('xyc');
    expect(print("verify('123x','0123456789')")).to.equal('4');
    expect(print("space(' a   b ',1,'.')")).to.equal('a.b');
    expect(print("overlay('X','abc',2)")).to.equal('aXc');
    expect(print("lower('ABC')||||strip('  x ')")).to.equal('abcx');
    expect(print("countstr('a','banana')")).to.equal('3');
    expect(print("left('abc',2)||||right('abc',2,'.')")).to.equal(
      'FPLSPX243E Too many arguments; 2 is maximum',
    );
    expect(print("lastpos('a','banana')+1")).to.equal('7');
    expect(print("substr('abc','x')")).to.equal('FPLSPX1038E Not a decimal number: "x"');
    expect(print("insert('x','abc',-1)")).to.equal(
      'FPLPAT111E Operand INSERT(x,abc,-1) is not valid',
    );
    expect(print('constructor(1)')).to.equal('FPLSPX1301E Not a built-in function: constructor');
  });

  it('has conversions as functions', () => {
    expect(print("c2x('AB')")).to.equal('C1C2');
    expect(print("x2c('C1C2')")).to.equal('AB');
    expect(print("strip(c2d(x2c('00FF')))")).to.equal('255');
    expect(print("x2b('F0')")).to.equal('11110000');
    expect(print('sqrt(2)')).to.equal('1.414213562373095048801688724210');
    expect(print('sqrt(144)')).to.equal('12');
    expect(print('sqrt(100)')).to.equal('10');
    expect(print('sqrt(2.25)')).to.equal('1.5');
    expect(print('sqrt(-1)')).to.equal('FPLSPX667E Arithmetic overflow');
    expect(print('length(tod())')).to.equal('8');
  });

  it('chooses, and decides from the left', () => {
    expect(print('1 || 1/0')).to.equal('1');
    expect(print('0 & 1/0')).to.equal('0');
    expect(print("words(record())>1 ? 'many' : 'one'")).to.equal('many');
    expect(print("'a'=='a ' || 'a'='a '")).to.equal('1');
    expect(print('!0 & !(1=2)')).to.equal('1');
  });
});

describe('SPECS: fields', () => {
  it('are parts of parts by SUBSTR', () => {
    expect(specs('/usr/local/bin x', 'substr fs / f-1 of w1 1')).to.deep.equal(['bin']);
    expect(specs('a=b c=d', 'substr ws = w2 of w2 1 substr 1 of substr w1 of w1 nw')).to.deep.equal(
      [...['d a']],
    );
    expect(specs('abc', 'substr 2-3 1')[0]).to.equal('FPLPAT113E Required operand missing');
    expect(
      piped('< in put | locate substr 1 of w2 /b/', lines('IN', 'PUT', 'b a', 'a b')),
    ).to.deep.equal(['a b']);
  });

  it('are converted both ways', () => {
    const c = (field: string, ...conversions: string[]): string =>
      conversions.reduce((text, one) => specs('x', `/${text}/ ${one} 1`)[0]!, field);
    expect(c('AB', 'c2x')).to.equal('C1C2');
    expect(c('C1C2', 'x2c')).to.equal('AB');
    expect(c('A', 'c2b', 'b2c')).to.equal('A');
    expect(c('F1', 'x2b', 'b2x')).to.equal('F1');
    expect(c('-12', 'd2x', 'x2d').trim()).to.equal('-12');
    expect(c('123.45', 'p2x')).to.equal('12345C');
    expect(c('123.456', 'p2x(2)')).to.equal('12345C');
    expect(c('7', 'p2x(2)')).to.equal('700C');
    expect(c('-12345', 'p2x', 'x2p(2)')).to.equal('-123.45');
    expect(c('12C', 'x2p(3)')).to.equal('0.012');
    expect(c('5C', 'x2p(3)')).to.equal('0.005');
    expect(c('ab', 'v2x')).to.equal('00028182');
    expect(c('00028182', 'x2v')).to.equal('ab');
    expect(c('1.5', 'f2x', 'x2f').trim()).to.equal('1.5');
    expect(c('20261122101112', 'i2x', 'x2i')).to.equal('20261122101112');
    expect(specs('x', '/1/ c2p(40) 1')[0]).to.match(/^FPL\w+E /);
  });

  it('go into records at their places', () => {
    expect(specs('abc', '1-* 5-9 center /x/ 2')).to.deep.equal([' x   abc']);
    expect(specs('abcdef', '1-* 1.3 /-/ n 1-* n.3 right')).to.deep.equal(['abc-def']);
    expect(specs('ab', 'pad * 1-* 1.5 pad blank 1-* 8')).to.deep.equal(['ab***  ab']);
  });
});

describe('SPECS: pictures', () => {
  const pictured = (n: string, picture: string): string => print(`${n} picture ${picture}`);
  it('show digits, blanks, asterisks, signs and currency', () => {
    expect(pictured('7', '999')).to.equal('007');
    expect(pictured('7', 'zz9')).to.equal('  7');
    expect(specs('x', 'print 0 picture zzz 1 /!/ n')).to.deep.equal(['   !']);
    expect(pictured('1234.5', 'z,zzz,zz9.99')).to.equal('    1,234.50');
    expect(pictured('-5', 's999')).to.equal('-005');
    expect(pictured('5', 's999')).to.equal('+005');
    expect(pictured('5', '-999')).to.equal(' 005');
    expect(pictured('-5', '+999')).to.equal(' 005');
    expect(pictured('42', 'sss9')).to.equal(' +42');
    expect(pictured('-42', '999-')).to.equal('042-');
    expect(pictured('12345.678', '$$$,$$9.99')).to.equal('$12,345.68');
    expect(pictured('12', '999V99')).to.equal('01200');
    expect(pictured('19991231', '9999/99/99')).to.equal('1999/12/31');
    expect(pictured('1234', '99B99')).to.equal('12 34');
    expect(pictured('5', '99x')).to.equal(
      'FPLSPX672E Unacceptable picture 99x; X is incorrect (reason code 1)',
    );
  });
});

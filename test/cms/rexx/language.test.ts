import { expect } from 'chai';
import { runRexx } from '../../support/rexx-program.js';

/** What a program says. */
function says(...lines: string[]): string[] {
  return runRexx(['/* */', ...lines].join('\n')).lines;
}

describe('REXX', () => {
  it('computes in decimal, to the digits that NUMERIC asks for', () => {
    expect(
      says(
        'say 1/3 2.40+2 100/4 1.20*3 2**10 17.5%5 (-7//2)',
        'say 0E21 % 475.715 0 // 0.00001 3.6 // 1.3',
        'numeric digits 30; say 1/7',
        'numeric digits 3; numeric form engineering; say 12345*10',
        'numeric form; numeric digits 9; numeric fuzz 2; say (1.00000001 = 1.00000002)',
      ),
    ).to.deep.equal([
      '0.333333333 4.40 25 3.60 1024 3 -1',
      '0 0 1.0',
      '0.142857142857142857142857142857',
      '123E+3',
      '1',
    ]);
  });

  it('knows whole numbers by what DIGITS can show of them', () => {
    const whole = (...texts: string[]): string =>
      `say ${texts.map((text) => `datatype('${text}', 'W')`).join(' ')}`;
    expect(
      says(
        whole(
          '1e8',
          '1e9',
          '999999999',
          '1000000000',
          '12.0e1',
          '12.34e1',
          '10e-1',
          '0e99',
          '-7.00',
        ),
        'numeric digits 100',
        whole('6.6E77', '1e99', '1e100', '123456789012345678901234567890', '1e-1', 'x', ''),
      ),
    ).to.deep.equal(['1 0 1 0 1 0 1 1 1', '1 1 0 1 0 0 0']);
  });

  it('takes any number of DIGITS, and ends numbers that are longer than there is room for', () => {
    const outcome = (clause: string): string[] =>
      says('signal on syntax', 'numeric digits 1e6', clause, 'exit', 'syntax: say rc');
    expect(
      says(
        'numeric digits 999999999; say digits() 7/2 1/4 100//7 2**40 5//3.2 1e20 + 1',
        'x = 1; do i = 1 to 300; x = x * i; end; say length(x) left(x, 9)',
        'numeric digits 1e5; say length(copies(9, 40000) + 1)',
        'numeric digits 9; say (copies(9, 2000000)) * 1',
      ),
    ).to.deep.equal([
      '999999999 3.5 0.25 2 1099511627776 1.8 100000000000000000001',
      '615 306057512',
      '40001',
      '1.00000000E+2000000',
    ]);
    for (const clause of [
      ...['say 1/3', 'say 2 ** 1000000', 'say 1e60000 + 1', 'say 1e400000 * 1', 'say 1e90000 // 7'],
      'say copies(9, 60000) * copies(9, 60000)',
    ])
      expect(outcome(clause), clause).to.deep.equal(['5']);
  });

  it('has loops of all forms, LEAVE and ITERATE of outer ones', () => {
    expect(
      says(
        'do i = 1 to 3; do j = 1 to 3; if j = 2 then iterate i; if i = 3 then leave i; say i j; end; end',
        'do k = 10 to 1 by -4 until k < 3; say k; end k',
        'n = 0; do forever; n = n + 1; if n > 2 then leave; end; say n',
        'do 2; say "twice"; end; do x = 1 for 2; say x; end',
      ),
    ).to.deep.equal(['1 1', '2 1', '10', '6', '2', '3', 'twice', 'twice', '1', '2']);
  });

  it('keeps variables in stems and pools, and exposes what PROCEDURE names', () => {
    expect(
      says(
        "a. = 'none'; a.1 = 'one'; j = 1; say a.j a.2; drop a.1; say a.1",
        "list = 'p q'; p = 1; q = 2; r = 3; b.x = 5; call sub; say p q r b.x",
        'exit',
        'sub: procedure expose (list) b.x',
        "p = p + 10; q = q + 10; r = 'mine'; b.x = b.x + 1; b.y = 9",
        'return',
      ),
    ).to.deep.equal(['one none', 'A.1', '11 12 3 6']);
  });

  it('gives exposed compound variables the value of their stem, too, and drops them with it', () => {
    expect(
      says(
        "s. = 0; s.1 = 's'; s.2 = 't'; call set; say s.1 s.2 s.3; call gone; say s.1 s.2 s.3; call deep; say s.1 s.2 s.3",
        'exit',
        "set: procedure expose s.1; s. = 'all'; say s.1 s.2; s.1 = 'new'; s.2 = 'own'; return",
        "gone: procedure expose s.1 s.3; drop s.; say s.1 s.2 symbol('s.1'); return",
        "deep: procedure expose s.1 s.3; s.1 = 'again'; call deeper; say s.1 s.3; return",
        "deeper: procedure expose s.1; s. = 'deep'; drop s.2; say s.1 s.2 s.9; return",
      ),
    ).to.deep.equal([
      ...['all all', 'new t 0', 'S.1 S.2 LIT', 'S.1 t S.3'],
      ...['deep S.2 deep', 'deep S.3', 'deep t S.3'],
    ]);
  });

  it('exposes in the order of the list, counts given arguments, and takes nothing as a value', () => {
    expect(
      says(
        "j = 1; z.1 = 'a'; call one; call two; call three 'x', , ; say arg() '<'empty(5)'>'",
        'exit',
        'one: procedure expose j z.j; say j z.j; return',
        'two: procedure expose z.j j; say j z.1; return',
        "three: say arg() arg(1, 'E') arg(2, 'E'); return",
        'empty: x = arg(1); x =',
        'return x',
      ),
    ).to.deep.equal(['1 a', '1 Z.1', '1 1 0', '1 <>']);
  });

  it('formats and justifies as the examples of the books', () => {
    expect(
      says(
        "say format('12345.73',,,2,2) format('12345.73',,3,,0) format('1.234573',,3,,0)",
        "say '<'format('12345.73',,,3,6)'>' format('1234567e5',,3,0) '<'format('1.5',,,2,0)'>'",
        "say '<'format(0,,3,2,0)'><'format('0.00',4,,1,0)'><'format(0,,,,0)'><'format(0,,,0,0)'>'",
        "say justify('The blue sky', 14) justify('The blue sky', 9, '+') justify('a b c', 8)",
      ),
    ).to.deep.equal([
      '1.234573E+04 1.235E+4 1.235',
      '<12345.73> 123456700000.000 <1.5    >',
      '<0.000    ><   0   ><0><0>',
      'The  blue  sky The++blue a   b  c',
    ]);
  });

  it('parses by words, patterns and columns', () => {
    expect(
      says(
        "parse value 'The quick  brown fox' with a b c; say a || '/' || b || '/' || c",
        "parse value 'key=value;rest' with k '=' v ';' r; say k v r",
        "parse value '1234567890' with 3 x +2 y 8 z; say x y z",
        "parse value 'ab,cd' with p ',' q; d = ','; parse value 'ab,cd' with s (d) t; say (p == s) (q == t)",
        "parse value 'abcXYdef' with 'XY' m +4 n; say m n",
      ),
    ).to.deep.equal(['The/quick/ brown fox', 'key value rest', '34 567 890', '1 1', 'XYde f']);
  });

  it('traps conditions by SIGNAL and by CALL', () => {
    const { lines } = runRexx(
      [
        '/* */',
        'call on error name oops',
        'signal on novalue',
        "'BAD COMMAND'",
        "say 'went on'",
        'x = nothing',
        'exit',
        "oops: say 'rc' rc 'of' condition('D') 'at' sigl; return",
        "novalue: say 'no value:' condition('D'); signal on syntax; y = 1 + 'a'",
        "syntax: say 'error' rc errortext(rc); exit",
      ].join('\n'),
      { command: () => 8 },
    );
    expect(lines).to.deep.equal([
      'rc 8 of BAD COMMAND at 4',
      'went on',
      'no value: NOTHING',
      'error 41 Bad arithmetic conversion',
    ]);
  });

  it('finds an error when its clause is reached, and names it', () => {
    for (const [source, number] of [
      ["say 'a", 6],
      ['say (1', 36],
      ['if 2 then nop', 34],
      ['do i = 1 to 2', 14],
      ['end', 10],
      ['then nop', 8],
      ['leave', 28],
      ['signal nowhere', 16],
      ['x = 1 / 0', 42],
      ["x = substr('a')", 40],
      ['x = nosuch(1)', 43],
      ['procedure', 17],
      ['call s; exit; s: x = t(); return; t: return', 45],
      ['select; when 0 then nop; end', 7],
      ['trace z', 24],
      ['numeric digits 0', 26],
    ] as const) {
      const { error, lines } = runRexx(`/* */\nsay 'first'\n${source}`);
      expect(error?.number, source).to.equal(number);
      if (number !== 6) expect(lines[0], source).to.equal('first');
    }
  });

  it('interprets, goes to labels, and ends every loop and program that is bounded by its storage', () => {
    expect(says("do i = 1 to 2; interpret 'x'i '= i * i; say x'i; end", 'say x2')).to.deep.equal([
      '1',
      '4',
      '4',
    ]);
    expect(runRexx("/* */ x = 'ab'; do forever; x = x || x; end").error?.number).to.equal(5);
    expect(runRexx('/* */ call r; exit; r: call r').error?.number).to.equal(11);
    expect(runRexx(`/* */ say ${'('.repeat(400)}1${')'.repeat(400)}`).error?.number).to.equal(11);
    expect(runRexx("/* */ do i = 1; a.i = copies('x', 100000); end").error?.number).to.equal(5);
  });

  it('has dates in all forms, with other separators', () => {
    expect(
      says(
        "d = '20261128'; do f = 1 to 11; say date(substr('BCDEJMNOSUW', f, 1), d, 'S'); end",
        "say date('S', '28 Nov 2026', 'N', '-') date('N', '26.11.28', 'O',, '.') date('E', d, 'S', '')",
        "say date('U', '2026-11-28', 'S', '+', '-') date('B', '31/12/99', 'E') date('N', 1, 'B')",
        "signal on syntax; say date('S', '28 Nov 2026', 'N',, '-')",
        "syntax: say rc; signal on syntax name more; say date('J', d, 'S', '-')",
        "more: say rc; signal on syntax name last; say date('S',,, 'xy')",
        'last: say rc',
      ),
    ).to.deep.equal([
      ...['739947', '9829', '332', '28/11/26', '26332', 'November', '28 Nov 2026', '26/11/28'],
      ...['20261128', '11/28/26', 'Saturday', '2026-11-28 28 Nov 2026 281126'],
      ...['11+28+26 730118 2 Jan 0001', '40', '40', '40'],
    ]);
  });

  it('traces clauses and results, and commands that fail', () => {
    expect(says('trace r', 'x = 1 + 1', 'if x = 2 then say "two"')).to.deep.equal([
      '     3 *-* x = 1 + 1',
      '       >>>   "2"',
      '     4 *-* if x = 2',
      '       >>>   "1"',
      '       *-* then',
      '       *-*   say "two"',
      '       >>>     "two"',
      'two',
    ]);
  });

  it('traces intermediate results, and names of compound variables', () => {
    expect(
      says(
        "b.1 = 'x'; j = 1",
        'trace i',
        'y = b.j || length("ab"); z = -nope.j',
        'call s 2',
        'exit',
        's: return arg(1)',
      ).slice(0, -3),
    ).to.deep.equal([
      '     4 *-* y = b.j || length("ab")',
      ...['       >C>   "B.1"', '       >V>   "x"', '       >L>   "ab"', '       >F>   "2"'],
      ...['       >O>   "x2"', '       *-* z = -nope.j', '       >C>   "NOPE.1"'],
    ]);
    const trace = says(
      "j = 1; b.1 = '1' || d2c(21)",
      'trace i',
      'call s b.j',
      'exit',
      's: return arg(1)',
    );
    expect(trace).to.deep.equal([
      ...['     4 *-* call s b.j', '       >C>   "B.1"', '       >V>   "1?"'],
      ...['     6 *-*  s:', '       *-*  return arg(1)', '       >L>    "1"', '       >F>    "1?"'],
      ...['       >>>   "1?"', '     5 *-* exit'],
    ]);
  });

  it('stops in interactive TRACE: carries out what is typed, goes back, passes over, and survives errors', () => {
    const program = [
      '/* */',
      "trace '?R'",
      'x = 1',
      'x = x + 1',
      'say x',
      'do i = 1 to 3; y = i; end',
      "say 'end' x",
    ].join('\n');
    const play = (...typed: string[]) =>
      runRexx(program, { typed }).lines.filter((line) => !/Interactive trace/.test(line));
    // behind x = x + 1: once more, then change it
    expect(play('', '=', 'x = x * 10', 'trace off')).to.deep.equal([
      ...['     3 *-* x = 1', '       >>>   "1"', '     4 *-* x = x + 1', '       >>>   "2"'],
      ...['       *-* x = x + 1', '       >>>   "3"', '30', 'end 30'],
    ]);
    const wrong = play(
      'say 1 + q',
      'call nolabel',
      "interpret 'x = 5; say x +'",
      'say x',
      'trace off',
    );
    expect(wrong).to.deep.equal([
      ...['     3 *-* x = 1', '       >>>   "1"'],
      '       +++ Error 41: Bad arithmetic conversion +++',
      '       +++ Error 43: Routine not found +++',
      '       +++ Error 35: Invalid expression +++',
      ...['5', '6', 'end 6'],
    ]);
    expect(play('trace -4', 'trace off').slice(2)).to.deep.equal([
      // the DO is shown again at each turn, which is no place for a pause
      ...[
        '2',
        '     6 *-* end',
        '       *-* do i = 1 to 3',
        '       *-*   y = i',
        '       >>>     "2"',
      ],
      'end 2',
    ]);
    expect(play('trace 3', 'trace off').filter((line) => /\*-\*/.test(line))).to.have.length(4);
  });

  it('pauses in interactive TRACE behind what is shown only', () => {
    const program = "trace ?c\nv1 = 1\n'exit 0'\nv1 = 2\n'exit 4'\nsay 'end'";
    expect(runRexx(program, { typed: ['say v1', '', ''] }).lines).to.deep.equal([
      "     3 *-* 'exit 0'",
      '       +++ Interactive trace.  TRACE OFF to end debug, ENTER to continue. +++',
      ...['1', "     5 *-* 'exit 4'", 'end'],
    ]);
  });

  it('makes no pause behind CALL, SIGNAL, END and the like, and that of a function behind its clause', () => {
    const program = [
      "trace '?A'",
      'call t',
      'x = f(2)',
      'do 2; nop; end',
      'signal q',
      'q: exit',
      't: return',
      'f: return arg(1)',
    ].join('\n');
    // what is typed shows where the pauses are: in front of the clause behind
    const typed = Array.from({ length: 12 }, (_, n) => [`say 'pause ${String(n)}'`, '']).flat();
    const { lines } = runRexx(program, { typed });
    expect(lines.filter((line) => !/Interactive trace/.test(line))).to.deep.equal([
      ...['     2 *-* call t', '     7 *-*  t:', 'pause 0', '       *-*  return'],
      ...[
        '     3 *-* x = f(2)',
        '     8 *-*  f:',
        'pause 1',
        '       *-*  return arg(1)',
        'pause 2',
      ],
      ...['     4 *-* do 2', 'pause 3', '       *-*   nop', 'pause 4', '       *-* end'],
      ...['       *-* do 2', '       *-*   nop', 'pause 5', '       *-* end', '       *-* do 2'],
      ...['     5 *-* signal q', '     6 *-* q:', 'pause 6', '       *-* exit'],
    ]);
    const again = runRexx("trace '?A'\nx = f(2)\nsay x\nexit\nf: return arg(1)", {
      typed: ['', 'say x', '=', '', 'trace o'],
    });
    expect(again.lines.filter((line) => line.includes('x = f(2)'))).to.have.length(2);
  });

  it('shows failures and errors behind the command by TRACE N, F and E, and return codes of what is typed', () => {
    const command = (text: string) => Number(/-?\d+$/.exec(text)?.[0]);
    const shown = (setting: string, ...typed: string[]) =>
      runRexx(`trace ${setting}\n'a 0'\n'b 4'\n'c -3'\nsay rc`, { command, typed }).lines.filter(
        (line) => !/Interactive trace/.test(line),
      );
    const failure = ["     4 *-* 'c -3'", '       +++ RC(-3) +++'];
    const error = ["     3 *-* 'b 4'", '       +++ RC(4) +++'];
    expect(shown('n')).to.deep.equal([...failure, '-3']);
    expect(shown('f')).to.deep.equal([...failure, '-3']);
    expect(shown('e')).to.deep.equal([...error, ...failure, '-3']);
    expect(shown('o')).to.deep.equal(['-3']);
    // a pause behind each that was shown; RC is left alone, and the command can be given again
    expect(shown('?e', "'d 9'", '=', 'trace o')).to.deep.equal([
      ...error,
      '       +++ RC(9) +++',
      ...["       *-* 'b 4'", '       +++ RC(4) +++', '-3'],
    ]);
  });

  it('shows what is left by TRACE S without executing it, finds what is wrong, and stands in nothing else', () => {
    const program = "say 1\ntrace s\nsay 2\nif x then do\n  'erase all'\nend";
    const { lines, commands } = runRexx(program);
    expect(commands).to.deep.equal([]);
    expect(lines).to.deep.equal([
      ...['1', '     3 *-* say 2', '     4 *-* if x', '       *-* then', '       *-*   do'],
      ...["     5 *-*     'erase all'", '     6 *-*   end'],
    ]);
    const wrong = runRexx(`trace s\n${'nop\n'.repeat(100)}say 3 +\nsay 4`);
    expect(wrong.error).to.deep.equal({ number: 35, line: 102 });
    expect(wrong.lines).to.have.length(103);
    for (const nested of ['do; trace s; end', "interpret 'trace s'", 'call t; exit; t: trace s'])
      expect(runRexx(nested).error?.number, nested).to.equal(24);
  });

  it('passes commands over by TRACE !, which sets RC to 0, but not those typed in a pause', () => {
    const program = "rc = 9; trace value '!c'; 'erase all'; trace o; say rc";
    const done = runRexx(program);
    expect(done.commands).to.deep.equal([]);
    expect(done.lines.at(-1)).to.equal('0');
    const paused = runRexx("trace value '?!a'\nnop\n'erase all'", {
      typed: ["'listfile'", '', ''],
    });
    expect(paused.commands).to.deep.equal(['CMS: listfile']);
  });

  it('ignores ERROR and NOTREADY that come up while the routine of their CALL ON runs', () => {
    const program =
      "call on error; 'one'; say 'behind'; 'two'; exit; " +
      "error: say condition('d') condition('s'); 'three'; call on error name other; say condition('s'); return; " +
      "other: say 'other' condition('d'); return";
    expect(runRexx(program, { command: () => 5 }).lines).to.deep.equal([
      // the trap of the caller is as it was
      ...['one DELAY', 'ON', 'behind', 'two DELAY', 'ON'],
    ]);
  });

  it('is plain data between any two instructions: what it says does not depend on being written down', () => {
    const source = `/* */
      signal on syntax
      total = 0; list. = 0
      do i = 1 to 30
        list.i = fact(i // 12); total = total + list.i
        parse value i total with a b
        interpret 'c = a + b'
        if c // 7 = 0 then queue c
      end
      do queued(); pull n; say n; end
      say total 1 + x
      fact: procedure; arg n; if n < 2 then return 1; return n * fact(n - 1)
      syntax: say 'line' sigl; exit total`;
    const whole = runRexx(source);
    const moved = runRexx(source, { budget: 3, stopped: (activity) => structuredClone(activity) });
    expect(moved).to.deep.equal(whole);
    expect(whole.lines.at(-1)).to.equal('line 11');
  });
});

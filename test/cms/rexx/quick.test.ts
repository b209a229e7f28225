import { expect } from 'chai';
import type { Activity } from '../../../src/cms/rexx/activity.js';
import { newFrame } from '../../../src/cms/rexx/quick/frame.js';
import type { RexxRun } from '../../support/rexx-program.js';
import { runRexx, testHost } from '../../support/rexx-program.js';

/** What each turn of a loop does; `i` counts the turns, of which the first are executed by instructions. */
const BODIES: Readonly<Record<string, string>> = {
  'whole numbers': `a = i * 7 - 3; b = a // 5; c = a % 4; say a b c -a +b a ** 2 a + b - c
    say i - 20 (i - 20) // 7 0 * (i - 20) 999999990 + i -999999990 - i 111111 * i * i`,
  fractions: 'x = i / 7; y = x * 1.50 - i; say x y x // 0.3 x % 0.01 -x +1.0',
  'fractions in the midst of expressions': `x = i / 7; y = i * 1.10; z = -i * 0.000123; w = i'.500'
    say (x * 1.50 - i) / 3 + x * x - 0.5 y * 2 + 0 y * 10 / 2 - w (w - w) * 3 w * 2 - i (z * z) * z z * z - z * z + 0.0
    say 1 - (1 - y) 3 * (y * 1E5) + 1 (y * 1E12) * 1E5 (w + 99999999.4) * 10 999999999 * (1 + z) / (2 * w) - x / y
    say (15 * 1E5) * 1E5 (1 * 1E14) * 2 (0.1 * 0.1) ** 2 -(x + w) (x / 3) || (y * y) * 2 'a' = x * 3 + i 1 / 3 * 3
    numeric digits 4 + i // 10; say (x * y + z) * w - x (x - y) / (w * w) + 0.05; numeric form engineering
    say (x * 1E9 + 1) * y (w * 1E-20) / 3 + 0; numeric fuzz 1; say x * 1 + 0 = x`,
  'whole numbers that are held as text': `m = '03'; w = ' 7 '; p = '+5'; say i + m + i * 2 - w i * p + m - i (i - m) / 2 + w w * w - p
    if i > 12 then m = i'.5'; say (i + m + 1) * 2 m + w + i m - i - m; if i > 16 then w = '1E3'; say i + w + i p / m * i
    m = '000000000'i; say m + i + 1 i - m - 1 999999999 + m + i`,
  'numbers that are none in the midst':
    "signal on syntax name wrong; x = 'a'i; say (1.5 * i + 1) * i; if i > 12 then say (1.5 * i + 1) * x",
  'division by zero in the midst':
    'signal on syntax name wrong; say (1.5 * i) / ((i - 12) * 0.5) (i + 0.5) / (i - 12)',
  'numbers that are none':
    "signal on syntax name wrong; x = 'a'i; if i > 12 then say x + 1; say 1 + i",
  comparisons: `if i = 3 | i > 15 & \\(i = 17) then say i 'is one'; else say i 'is none'
    say (i > 5) (i >= 5) (i < 5) (i <= 5) (i = 5) (i \\= 5) (i == 5) (i \\== 5) (i >> 5) (i << 5) (1 && 1 > i)
    w = ' w'i' '; say (w = 'w9') (w \\= 'w9 ') (w = '') (i = '') (i \\= ' x') ('' = '  ') (i = '9.0') (w = 'w')
    say ('abc' = ' abc') (i'.0' = i) (i'.0' == i) ('a'i < 'a1')`,
  conditions:
    'signal on syntax name wrong; if i > 9 then c = i; else c = 1; if c then say i; do while c; leave; end',
  digits:
    'numeric digits 5 + i; say i / 3 123456789 * i 1e10 / i; numeric fuzz 2; say (100000 = 100000 + i)',
  strings: `s = 'word'i 'and' i*3; say s || '.' s left(s, 8, '*') substr(s, 3, 4) pos('a', s) reverse(s)
    say translate(s) strip('  'i' ') overlay('##', s, 3) copies(i, 3) length(s) word(s, 2) words(s) right(s, 4)
    say abs(-i) max(i, 7, 3) datatype(i) c2x(i) d2x(i) space(s, 2) verify(s, 'wordan') lastpos('a', s)`,
  'arguments left out':
    "say substr('abcdef', 2, , '*') left('a', i) translate('abc', , , '.') value('i'); call two , i; call two i,; call two ,; if i = 1 then say 'lines'",
  'functions by places and lengths': `t = 'ab 'i' cd  ef'; n = i // 7; p = n + 1
    say '['substr(t, p, n)']['substr(t, p)']['substr(t, 40 - i, 5)']['left(t, n)']['left(t, i, '-')']['right(t, n)']['right(t, i, '+')']'
    say '['center(t, n)']['center(t, i, '*')']['overlay('xyz', t, p)']['insert('xyz', t, i)']['delstr(t, p, n)']['copies(t, n)']'
    say lastpos(' ', t) lastpos('', t) pos(i, t) pos('', t) abbrev(t, 'ab') abbrev(t, '') abbrev('', t) length(i) length(t)
    say '['strip(t' ')']['strip('   ')']['reverse(i)']['upper(t)']'`,
  'characters translated': `t = 'a,b;c.d'i'-0123456789'; say translate(t, , ',;.') translate(t, 'abcdefghij', '0123456789') translate(t, 'xy', 'aab')
    say translate(t) translate(i, 'ABC', '123') '['translate(t, , '')']['translate(i, , '1')']' translate(t, '*') translate(t, , , '#')
    a = 'x'i; say translate(t, a, 'abc') translate(t, 'abc', a) translate(t, , a) translate('', 'ab')`,
  'long texts changed': `t = copies('0123456789', 5 + i // 2) || copies('x', i); say reverse(t) translate(t, 'abc', '012') translate(t, '#', '9')
    say space(copies('ab ', i), 2) translate(copies('z', 70)i, 'ab', '12') translate(copies('q', i + 55)'ab', , 'qab') length(reverse(copies(t, 70)))`,
  'texts compared': `t = 'word'i; say compare(t, 'word9') compare(t, t' ') compare(t, t'  x') compare('', t) compare(i, i) compare(t, '')
    say compare(t'--', t, '-') compare(t, t'--', '-') compare(t'- ', t, '-') verify(t, 'word123') verify(t, '') verify('', t) verify(i, 1)
    w = copies(' ', i // 3); say (w = '') (w \\= '') (i \\= '') (t = '') ('  'i // 2 = 1) (i / 2 > 5) (t < 9) (t'x' \\= 3)`,
  'functions on words': `t = ' one  two 'i' three four'; u = 'one two 'i' three four two'; n = i // 8 + 1
    say words(t) words(i) words('') '['word(t, n)']['word(u, n)']' wordindex(t, n) wordlength(u, n) word(i, n)
    say '['subword(t, n, 2)']['subword(u, n, 0)']['delword(t, n, 2)']['delword(u, n, 9)']'
    say wordpos('two' i, t) wordpos('two' i, u) wordpos('wo' i, u) wordpos('four two', u) wordpos('', u) wordpos(' two', u)
    say '['space(t, n)']['space(u, 1)']['space(t, 0)']['space('   ', 2)']['space(i, 2)']'`,
  'functions with wrong arguments':
    "signal on syntax name wrong; say left('abc', 8 - i) copies('x', 12 - i) word('a b', 13 - i) substr('abc', 9 - i, 2) i",
  'concatenations of many parts': `a = 'part'i; b = copies('long ', 4); say a||b||i||a||b||i||a b i a b (i || a) || (b || i)
    say i||i||i i i||'.'||b i||a||b; c = ''; do j = 1 to 5; c = c || j || '.' || a || b; end; say c length(c)`,
  'templates of stems': `parse value i 'a b  c' i+1 with s.i s.n . '' t.; n = 2; parse var t.i s.i (n) s.2 =(n) s.3 +1 s.4 -2 .
    say s.i s.2 s.3 s.4 s.n t.x; parse value with f g . h; say '['f']['g']['h']'; parse upper value 'x'i||',Y' with f ',' g; say f g
    p = ','; parse value i||','||i with (p) f (p) g; say '['f']['g']'; parse value '  'i'  x ' with f g; say '['f']['g']'`,
  stems: `s.i = i * 2; n = i - 1; say s.i s.n s.3 t.i; t. = i; t.i.n = 'x'i; say t.i.n t.n.i t.n; w = 'k'i // 3
    s.w = i; say s.k1 s.w s.unset; s.01 = i; say s.1 s.01; u.s.i = i; say u.2 symbol('u.2')`,
  'tails that are held as text': `k = left(i, 1); n.k = i; say n.k n.1 n.i; m = substr(i'x', 1, 1); p. = 0; p.m = p.m + i; say p.m p.k
    if i = 1 then c. = 0; c.k = c.k + 1; say c.k c.1 c.2`,
  loops: `do j = 1 to 3; do k = 3 to 1 by -1 while k \\= i; if j = 2 then iterate j; if k = 1 then leave j; say j k; end; end
    do 2; say '.'; end; do l = i for 2; say l; end; say j k l; m = 0; do until m > i; m = m + 3; end; say m
    do x = 0.5 to 2 by 0.5; say x; end; do forever; m = m - 1; if m < 3 then leave; end; do s.1 = 1 to 2; end; say s.1 m
    do while m > 0; m = m - 1; end; do 0; say 'never'; end; do y = 5 to 4; say 'never'; end; say y`,
  'empty loops': `do j = 1 to i * 2; end; say j; do j = i to -i by -1; end; say j; do j = 0.5 to i; end; say j; do i * 2; end
    do j = 1 to i by 3; end; say j; do j = 999999993 to 999999998; end; say j; do j = 5 for i; end; say j; say twice(i)
    do j = 3 to 3; end; do j = 1 to i - 1 by i; end; say j; do j = 999999980 + i by 7 while j < 1000000020; end; say j
    do j.1 = 1 to i; end; say j.1; do j = 1 to 0.5 + i; end; say j; call empty; if i > 9 then numeric digits 4
    do j = 990 to 990 + 2 * i; end; say j; numeric digits 9`,
  'tails of two symbols': `a = 'x'i // 3; b = i // 4; s.a.b = i; t.a.b = s.a.b 'and' u.a.b; say s.a.b t.a.b symbol('s.a.b'); drop b
    s.a.b = 'dropped'; say s.a.b; b = copies('long', 20 + i // 2); s.a.b = i; say s.a.b; a = i'.5'; b = 7; s.a.b = 1; a = i; b = 5.7; say s.a.b`,
  selections: `select; when i < 3 then say 'few'; when i = 10 then nop; otherwise say 'many'; say i; end
    if i = 4 then do; say 'four'; end; else; if i = 5 then say 'five'; else if i = 6 then say 'six'; else nop`,
  parsing: `parse value i'-'i + 1 'a b  c  d' with x '-' y z w rest; say x y z w '['rest']'; n = 3
    parse var rest 1 p 2 . =(n) q +1 r; say '['p']['q']['r']'; parse upper value 'ab'i 'cd' with t.i .; say t.i
    parse value 'a,b' with c1 (comma) c2; comma = ','; say c1 c2; parse value 1 2 with first, second; say first'/'second
    upper x q; u = 'low'i; upper u; say u; upper u; upper i2 u; say u i2 symbol('i2'); v = '007'; upper v; say v
    parse value 'one two 'i' four; five  six' with a b c ';' d e f; say a b '['c']['d']['e']['f']'; call parted i, 'X y'`,
  routines: `call add i, 3; say result; say twice(i) + twice(i + 1) twice(twice(i)); call own i; say sigl result v.1 v.i
    say fact(i // 9); call nothing; say symbol('result')`,
  'values not set': 'signal on novalue name unset; a = i; if i > 9 then b = a + gone; say a',
  'compound values not set':
    'signal on novalue name unset; a = i; s. = 0; if i > 9 then say length(gone.i); say s.a',
  'values changed while they are used':
    "a = i; b = a + value('a', 5) + a; say b a; say a || value('a', 'x') || a",
  'errors in functions':
    "signal on syntax name wrong; say substr('abc', 16 - i, 2); say i; if i > 17 then say left('a')",
  'texts too long before a variable that is not set': `signal on novalue name unset; signal on syntax name wrong
    b = 'b'; g = i; if i > 12 then do; b = copies('x', 1048576); drop g; end; say i; a = b || b || g`,
  'texts too long before a compound variable that is not set': `signal on novalue name unset; signal on syntax name wrong
    b = 'b'; g.1 = i; if i > 12 then do; b = copies('x', 524288); drop g.1; end; say i; a = b || b || b || b || g.1`,
  'texts too long before a function that is in error': `signal on syntax name wrong
    b = 'b'; if i > 12 then b = copies('x', 699051); say i; a = b || b b || left('a', 12 - i)`,
  'texts too long behind a variable that is not set': `signal on novalue name unset; signal on syntax name wrong
    b = 'b'; g = i; if i > 12 then do; b = copies('x', 1048576); drop g; end; say i; a = b || g || b`,
  'texts too long by nothing but a blank': `signal on novalue name unset; signal on syntax name wrong
    b = 'b'; g = i; if i > 12 then do; b = copies('x', 2097151); drop g; end; say i; a = b g || i`,
  'texts too long by a blank of the program': `signal on novalue name unset; signal on syntax name wrong
    b = 'b'; g = i; if i > 12 then do; b = copies('x', 2097151); drop g; end; say i; a = b || ' ' || g`,
  'results too large': 'signal on syntax name wrong; x = 1E999999990 * 10 ** i; say i',
};

const AROUND = `
  end
  return 'end'
  add: return arg(1) + arg(2)
  twice: procedure; parse arg n; return n * 2
  own: procedure expose v. i; arg n; do k = 1 to 2; v.k = n + k; end; v.i = -n; return v.1
  parted: procedure expose p. i; parse upper arg p.i one ., two . 3 three, four; say p.i one two three '['four']'; return
  fact: procedure; arg n; if n < 2 then return 1; return n * fact(n - 1)
  nothing: return
  empty: procedure expose i j; do j = 1 to i; end; do k = 1 to i; end; say j k; return
  two: say arg() arg(1, 'O') arg(2, 'O'); return
  wrong: say 'wrong' rc sigl; signal on syntax name wrong; exit
  unset: say 'unset' sigl condition('D') i a; exit`;

function program(body: string): string {
  return `/* */\nsay go()\nexit\ngo:\ndo i = 1 to 20\n${body}${AROUND}`;
}

/** Nothing but instructions: each clause is looked at by itself. */
function byInstructions(source: string): RexxRun {
  return runRexx(source, {
    budget: 2,
    stopped: (activity) => {
      activity.attention = true;
      return activity;
    },
  });
}

/** Clauses of a program for which there is generated code. */
function generatedClauses(activity: Activity): number {
  return newFrame(activity, testHost([]), 1, Infinity).main.regions.size;
}

describe('REXX, quick clauses', () => {
  for (const [what, body] of Object.entries(BODIES)) {
    it(`say the same as instructions: ${what}`, () => {
      const quick = runRexx(program(body));
      expect(quick).to.deep.equal(byInstructions(program(body)));
      expect(quick.error).to.equal(undefined);
      expect(quick.lines.length).to.be.greaterThan(6);
      // stopped and written down at every place where a share of work may end
      for (const budget of [3, 7, 20])
        expect(runRexx(program(body), { budget, stopped: structuredClone })).to.deep.equal(quick);
    });
  }

  for (const [what, body] of Object.entries(BODIES)) {
    it(`say the same as generated code: ${what}`, () => {
      const expected = runRexx(program(body), { worth: Infinity });
      // shares of work of all lengths, with the machine moved now and then, which is when all that was generated is gone
      for (const [budget, moves] of [
        [1000, 0],
        [37, 0],
        [5, 0],
        [11, 400],
      ] as const) {
        let stops = 0;
        let clauses = 0;
        const got = runRexx(program(body), {
          budget,
          worth: 7,
          stopped(activity) {
            clauses = Math.max(clauses, generatedClauses(activity));
            return moves > 0 && ++stops % moves === 0 ? structuredClone(activity) : activity;
          },
        });
        expect(got).to.deep.equal(expected);
        if (budget < 100 && moves === 0) expect(clauses).to.be.greaterThan(0);
      }
    });
  }
});

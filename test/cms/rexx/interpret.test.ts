import { expect } from 'chai';
import { runRexx } from '../../support/rexx-program.js';

/** Expressions for the text of INTERPRET, `i` counting: texts of one form, or of forms that look alike. */
const TEXTS: Readonly<Record<string, string>> = {
  numbers: `'x = x + 'i' * 2 - 1; say x 'i`,
  'numbers of all kinds': `"say " i / 3 copies(0, i // 3) || i i'.' '1.'i'.2 1e'i '+'i "x.1"`,
  strings: `"say '"copies('a b', i // 4)"' ""i"" '"i"'"`,
  'quotes in strings': `"say 'it''s "i"' '"i"'"`,
  'hexadecimal and binary': `"say '"f"0'X '"i // 2"'B '"i // 2"'bit '"i // 2"'"`,
  comments: `"say "i" /* '"i" */ '"i"'"`,
  'names with numbers': `'v'i // 3' = 'i'; s.'i' = 'i'; say v1 v2 s.'i - 1' value("v'i // 3'")'`,
  'constants that are no terms': `"parse value '"i"' || ' b c' with a "i // 4 + 1" b '"i // 3"' c; say a b c"`,
  'names of routines': `"say 'LEFT'('abc', "i // 4"); call 'RIGHT' "i", 5; say result"`,
  labels: `word("say nop a:", i // 7 // 3 + 1)`,
  loops: `"do j = "i" to "i + 2" by 2; if j = "i + 2" then say j; end; do "i // 3"; say '"i"'; end; say j"`,
  selections: `"x = "i // 5"; select; when x > "i // 7" then say '"i"'; when x = 3 then say 3; otherwise say x; end"`,
  'errors of each kind': `word("say_1+ x_=_1_2)_ say_1_/_0 5_=_1 if_7_then_say if_'x'_then_nop say_)5 do_'x';end", i // 8 + 1)`,
  settings: `"numeric digits "i // 4 + 3"; say "12345678 / 7`,
  'interpreting in it': `"interpret 'say "i" x'; interpret ""say '"i"'""; x = "i`,
};

function program(text: string, around = ''): string {
  return `/* */
    x = 0; f = 'F'
    do i = 1 to 24
      ${around}
      call one
    end
    exit
    one: signal on syntax
      interpret ${text.replaceAll('_', ' ')}
      return
    syntax: say 'error' rc sigl; return`;
}

/** The same with texts that have no form. */
function textByText(text: string): string {
  return program(text).replaceAll(/interpret (?!')/g, "interpret '/**/' ||");
}

describe('REXX, INTERPRET', () => {
  for (const [what, text] of Object.entries(TEXTS)) {
    it(`carries texts out as if each were the first: ${what}`, () => {
      const { lines, error } = runRexx(program(text));
      expect(error).to.equal(undefined);
      expect(lines.length).to.be.greaterThan(10);
      expect(lines).to.deep.equal(runRexx(textByText(text)).lines);
      for (const budget of [25, 60])
        expect(runRexx(program(text), { budget, stopped: structuredClone }).lines).to.deep.equal(
          lines,
        );
    });
  }

  it('shows the clauses of texts of one form as they stand, in TRACE and where an error ends the program', () => {
    const { lines } = runRexx(`/* */
      do i = 8 to 10
        if i = 10 then trace r
        interpret 'x = 'i'; y = "a'i'"'
      end
      trace n
      interpret 'do 1; z = x / (10 - 'i - 1'); end'`);
    expect(lines.filter((line) => line.includes('*-*') || line.includes('+++'))).to.deep.equal([
      ...[
        "     4 *-*   interpret 'x = 'i'; y = \"a'i'\"'",
        '       *-* x = 10',
        '       *-* y = "a10"',
      ],
      '     5 *-* end',
      '     2 *-* do i = 8 to 10',
      '     6 *-* trace n',
      '     7 +++   z = x / (10 - 10)',
    ]);
  });

  it('goes on with texts of one form that stand in each other when the program is written down', () => {
    // the units share their code, but not their constants
    const source = `/* */
      depth = 0
      interpret "depth = depth + 1; if depth < 9 then interpret text(depth); say 1000 '1000' depth"
      exit
      text: return "depth = depth + 1; if depth < 9 then interpret text(depth); say" arg(1) "'"arg(1)"' depth"`;
    const { lines } = runRexx(source);
    expect(lines.slice(0, 3)).to.deep.equal(['8 8 9', '7 7 9', '6 6 9']);
    expect(lines.at(-1)).to.equal('1000 1000 9');
    const moved = runRexx(source, { budget: 2, stopped: structuredClone });
    expect(moved.lines).to.deep.equal(lines);
  });
});

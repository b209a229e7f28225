/**
 * Where Regina 3 differs and we do as the books say: z/VM REXX/VM Reference, "Numbers and Arithmetic" and "Functions",
 * with ANSI X3.274-1996 where those are silent. Each with its paragraph.
 */

interface Exception {
  readonly paragraph: string;
  readonly holds: (clause: string, ours: string, theirs: string) => boolean;
}

/** Numbers in a text, angle brackets left out; undefined when there are others. */
function numberOf(text: string): number | undefined {
  const bare = text.replace(/^<|>$| (?:ENGINEERING|SCIENTIFIC)$/g, '').trim();
  return bare === '' || Number.isNaN(Number(bare)) ? undefined : Number(bare);
}

function near(ours: string, theirs: string, tolerance: number): boolean {
  const [a, b] = [numberOf(ours), numberOf(theirs)];
  if (a === undefined || b === undefined) return false;
  return Math.abs(a - b) <= tolerance * Math.max(Math.abs(a), Math.abs(b));
}

/** Whether two numbers of as many digits differ by one in the last place. */
function oneApart(ours: string, theirs: string): boolean {
  const [a = '', b = ''] = [ours, theirs].map((text) =>
    text.replace(/E.*/, '').replace('.', '').replace(/0+$/, ''),
  );
  return a.length === b.length && Math.abs(Number(a) - Number(b)) === 1;
}

const EXCEPTIONS: readonly Exception[] = [
  {
    paragraph:
      'Exponential Notation: used when the digits behind the point are more than twice DIGITS; Regina uses it ' +
      'from the seventh place on',
    holds: (clause, ours, theirs) =>
      /E-/.test(theirs) !== /E-/.test(ours) &&
      (clause.includes('format(') || near(ours, theirs, 1e-15)),
  },
  {
    paragraph:
      'ABS, FORMAT, MAX, MIN, TRUNC: the number is first rounded as by number+0; Regina takes it whole',
    holds: (clause, ours, theirs) =>
      /(abs|format|max|min|trunc)\(/.test(clause) && /\d(\.?\d){9}/.test(clause) && ours !== theirs,
  },
  {
    paragraph:
      'ABS, MAX, MIN: the result is formatted as that of an operation, so that 26E+7 is 260000000; Regina leaves ' +
      'the exponent in',
    holds: (clause, ours, theirs) =>
      /(abs|max|min)\(/.test(clause) && /E\+/.test(theirs) && near(ours, theirs, 0),
  },
  {
    paragraph:
      'Remainder: zeros at the end are left in, as in the example 3.6//1.3 = 1.0; Regina takes them away',
    holds: (clause, ours, theirs) => clause.includes('//') && near(ours, theirs, 0),
  },
  {
    paragraph:
      'Division: insignificant zeros at the end are taken away after rounding; Regina leaves one before an exponent',
    holds: (clause, ours, theirs) =>
      / \/ /.test(clause) && /0E/.test(theirs) && near(ours, theirs, 0),
  },
  {
    paragraph:
      'Addition and Subtraction (ANSI X3.274-1996, 7.4.7): rounded counting from the first place of the terms, so ' +
      'that 1400 - 700 at DIGITS 1 is 0',
    holds: (clause, ours) => / [-+] /.test(clause) && /digits [1-4];/.test(clause) && ours === '0',
  },
  {
    paragraph:
      'Multiplication: the product is rounded once; Regina rounds it to DIGITS + 1 before, which may be one more',
    holds: (clause, ours, theirs) => clause.includes(' * ') && oneApart(ours, theirs),
  },
  {
    paragraph:
      'TRUNC: a result of zero has no sign, and only as many decimal places as are asked for',
    holds: (clause, ours, theirs) =>
      clause.includes('trunc(') && (numberOf(ours) === 0 || near(ours, theirs, 0)),
  },
  {
    paragraph:
      'Power: computed with DIGITS + L + 1 digits, L being the length of the exponent, so that 972**3 at DIGITS 2 is ' +
      '9.2E+8; Regina rounds each product to fewer, and is one or two off, which is much of so few digits',
    holds: (clause, ours, theirs) =>
      clause.includes('**') &&
      near(
        ours,
        theirs,
        clause.includes('digits 1;') ? 0.5 : clause.includes('digits 2;') ? 0.2 : 1e-2,
      ),
  },
  {
    paragraph:
      'Integer Division and Remainder: error 26 when the whole quotient has more digits than DIGITS',
    holds: (clause, ours) => clause.includes('//') && ours === 'error 26',
  },
  {
    paragraph:
      'INTERPRET: RETURN in it returns from the routine, as if it stood there; Regina goes on behind it',
    holds: (clause) => /interpret "+(?:return|signal)\b/.test(clause),
  },
  {
    paragraph:
      'INTERPRET: what it is given is wrong by the number of its error; Regina has 64 for all that it cannot read',
    holds: (clause, ours, theirs) =>
      clause.includes('interpret ') &&
      theirs.replaceAll(/\b64\b/g, '#') === ours.replaceAll(/\b(?:3[0-9]|19|20|6|46|47)\b/g, '#'),
  },
  {
    paragraph: 'RETURN: error 45 when a function of the program returns no value; Regina has 44',
    holds: (_, ours, theirs) => ours.endsWith('error 45') && theirs.endsWith('error 44'),
  },
  {
    paragraph:
      'PROCEDURE: an exposed compound variable has the value that it has in the caller, also that of its stem',
    holds: (clause) => /\bs\. = .*procedure expose (s\.|i s\.|\(d\))/.test(clause),
  },
  {
    paragraph:
      'PROCEDURE: a compound variable that is exposed by its name has the value of the stem in the caller when it has none of its own',
    holds: (clause, ours, theirs) =>
      /\bs\. = 0;.*procedure expose [^;]*(?:s\.[a1]|\([lm]\))/.test(clause) &&
      ours.replaceAll(/\b(?:0|all|S\.[A1])\b|VAR|LIT/g, '#') ===
        theirs.replaceAll(/\b(?:0|all|S\.[A1])\b|VAR|LIT/g, '#'),
  },
  {
    paragraph:
      'FORMAT: with no place for the exponent there is none, whatever the trigger; Regina has error 40',
    holds: (clause, _, theirs) => /format\(.*, 0, \d\)/.test(clause) && theirs === 'error 40',
  },
  {
    paragraph:
      'FORMAT: an exponent of 0 is as many blanks when the trigger asks for exponential notation, also by the digits behind the ' +
      'point; Regina leaves them out where rounding takes those digits away',
    holds: (clause, ours, theirs) =>
      clause.includes('format(') && ours.replace(/ +>/, '>') === theirs.replace(/ +>/, '>'),
  },
  {
    paragraph: 'INTERPRET: labels in it are error 47; Regina passes them over',
    holds: (clause, ours) => /interpret "+label:/.test(clause) && ours.endsWith('error 47'),
  },
  {
    paragraph:
      'B2X, X2B, X2C, X2D: blanks stand between whole groups, counted from the right; Regina takes them anywhere',
    holds: (clause, ours) => /[bx]2[bcdx]\('.* .*'/.test(clause) && ours === 'error 40',
  },
  {
    paragraph:
      'ERRORTEXT, DATE: error 40 for what is no number or date; Regina takes what it can of it',
    holds: (clause, ours) => /errortext\(|date\(/.test(clause) && ours === 'error 40',
  },
  {
    paragraph: 'DATE: a year has four digits; Regina puts blanks for zeros',
    holds: (clause, ours, theirs) =>
      clause.includes('date(') &&
      theirs.replaceAll(/ (?= *\d+>)/g, '0') === ours.replace(/ (?=\d+>)/, '0'),
  },
  {
    paragraph:
      'FORMAT: exponential notation when more digits are behind the point than twice the trigger; Regina looks at those in front ' +
      'of it alone',
    holds: (clause, ours, theirs) =>
      /format\(.*, [25]\)/.test(clause) && ours.includes('E') && near(ours, theirs, 0.5),
  },
  {
    paragraph:
      'FORMAT: the number is as by number+0, so that 1.0 stays 1.0; Regina takes the zero away',
    holds: (clause, ours, theirs) => /format\('1.0'/.test(clause) && near(ours, theirs, 0),
  },
  {
    paragraph:
      'FIND: several blanks between words are one, also in what is looked for; Regina looks for a word without characters',
    holds: (clause, _, theirs) => /find\('.*'.*  .*'\)/.test(clause) && theirs === '<0>',
  },
  {
    paragraph:
      'Overflow: error 42 for an exponent above 999999999; Regina looks at the exponent before it is put in form',
    holds: (_, ours, theirs) => ours.endsWith('error 42') && /E\+999999999\b/.test(theirs),
  },
  {
    paragraph: 'D2C, D2X: error 40 for more digits than DIGITS; Regina takes them, or has error 26',
    holds: (clause, ours) => /d2[cx]\('(?:\d{10}|1E15)'/.test(clause) && ours === 'error 40',
  },
  {
    paragraph:
      'DO: END that is missing is missed where the program ends, as is that of INTERPRET; Regina reads all of it before',
    holds: (clause, ours, theirs) =>
      /interpret .*say i"/.test(clause) && ours.endsWith('error 14') && theirs.endsWith('error 14'),
  },
  {
    paragraph:
      'JUSTIFY: what is left over is added from left to right; Regina puts it elsewhere, and goes wrong with one word',
    holds: (clause, ours, theirs) =>
      clause.includes('justify(') &&
      ours.replaceAll(/[ \0]/g, '') === theirs.replaceAll(/[ \0]/g, ''),
  },
  {
    paragraph:
      'TRANSLATE: with a pad and no table all characters become the pad; Regina makes them capitals',
    holds: (clause) => /translate\('[^']*', , , '/.test(clause),
  },
  {
    paragraph:
      'Comparison: 0 and the 0 that minus makes are equal; Regina keeps them apart in an expression',
    holds: (clause, ours, theirs) =>
      /trace i.*-/.test(clause) && ours.includes('>P>    "0"') && logical(ours) === logical(theirs),
  },
  {
    paragraph:
      'TRACE, Format of TRACE Output: clauses are indented by their depth, loops and calls alike; Regina counts a loop twice ' +
      'where a routine is called in it',
    holds: (clause, ours, theirs) =>
      /trace [acelr];/.test(clause) && bare(ours) === bare(without(theirs, /never/)),
  },
  {
    paragraph:
      'TRACE Prefixes: >V> is shown by TRACE I only, >>> is the result; Regina has >V> for what is no expression, by TRACE R',
    holds: (clause, ours, theirs) =>
      clause.includes('trace r;') &&
      bare(without(ours, /^ +>>>/)) === bare(without(theirs, /^ +>[V>]>/)),
  },
  {
    paragraph:
      'TRACE A and L: no return codes, but for commands that are traced; Regina shows those of all that fail',
    holds: (clause, ours, theirs) =>
      /trace [al];/.test(clause) && bare(ours) === bare(without(theirs, /\+\+\+ RC/)),
  },
  {
    paragraph:
      'TRACE L: labels are shown as they are passed, also those of functions; Regina leaves these out',
    holds: (clause, ours, theirs) =>
      clause.includes('trace l;') &&
      bare(without(ours, /\*-\* +f\d+:/)) === bare(without(theirs, /\+\+\+ RC/)),
  },
  {
    paragraph:
      'TRACE E: a command that has ended with an error is shown with its return code; Regina shows the code alone',
    holds: (clause, ours, theirs) =>
      clause.includes('trace e;') && without(ours, /\*-\*/) === without(theirs, /\*-\*/),
  },
  {
    paragraph:
      'CALL ON, delayed state: NOTREADY that comes up while its routine runs is ignored, and the trap is as before behind it; ' +
      'Regina never raises it again',
    holds: (clause) =>
      /call on notready.* h\d+: .*(; y = linein\(|call on notready name k)/.test(clause),
  },
];

/** A text without the lines of a form. */
function without(text: string, form: RegExp): string {
  return text
    .split('\n')
    .filter((line) => !form.test(line))
    .join('\n');
}

/** A text without indentation of what is traced. */
function bare(text: string): string {
  return text.replaceAll(/^( *\d*) +(\*-\*|>.>) +/gm, '$2 ');
}

/** A text in which all logical values are the same. */
function logical(text: string): string {
  return text.replaceAll(/(?<!\d)[01]\b/g, '0');
}

/** Whether a difference is one that is known. */
export function excepted(clause: string, ours: string, theirs: string): boolean {
  return EXCEPTIONS.some((one) => one.holds(clause, ours, theirs));
}

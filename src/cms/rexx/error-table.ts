/**
 * The error messages of REXX by number (ANSI X3.274-1996, 9.2; z/VM REXX/VM Reference, appendix "Error Numbers
 * and Messages"), and the numbers of the CMS messages DMSREXnnnE that carry them.
 */

/** An error as ERRORTEXT gives it, and the message of CMS it comes in. */
export interface ErrorText {
  readonly text: string;
  /** Number of DMSREXnnnE. */
  readonly message: number;
  /** What has happened, for HELP. */
  readonly meaning: string;
}

/** By number. */
export const ERROR_TEXTS: Readonly<Record<number, ErrorText>> = {
  3: { text: 'Program is unreadable', message: 451, meaning: 'The file could not be read.' },
  4: {
    text: 'Program interrupted',
    message: 452,
    meaning: 'HI was entered, or the program was halted otherwise. SIGNAL ON HALT traps it.',
  },
  5: {
    text: 'Machine storage exhausted or request exceeds limit',
    message: 450,
    meaning:
      'A string, the variables or what the program needs beside would be more than there is room for.',
  },
  6: {
    text: 'Unmatched "/*" or quote',
    message: 453,
    meaning:
      'A comment that begins with /* has no */, or a string that begins with a quotation mark does not end in its line.',
  },
  7: {
    text: 'WHEN or OTHERWISE expected',
    message: 454,
    meaning: 'SELECT wants WHENs; and when none of them is true, OTHERWISE.',
  },
  8: {
    text: 'Unexpected THEN or ELSE',
    message: 455,
    meaning:
      'THEN or ELSE stands where no IF or WHEN belongs to it. Instructions between THEN and ELSE need DO and END.',
  },
  9: {
    text: 'Unexpected WHEN or OTHERWISE',
    message: 456,
    meaning: 'WHEN or OTHERWISE stands outside of SELECT, or within a group of its own.',
  },
  10: {
    text: 'Unexpected or unmatched END',
    message: 457,
    meaning: 'There is an END too many, or its name is not that of its loop.',
  },
  11: {
    text: 'Control stack full',
    message: 458,
    meaning:
      'Routines, groups or INTERPRETs are nested too deep; a routine may call itself without end.',
  },
  12: { text: 'Clause too long', message: 459, meaning: 'A clause is longer than can be taken.' },
  13: {
    text: 'Invalid character in program',
    message: 460,
    meaning: 'A character stands outside of strings and comments that REXX does not know.',
  },
  14: {
    text: 'Incomplete DO/SELECT/IF',
    message: 461,
    meaning: 'A DO or SELECT has no END, or THEN or ELSE no instruction.',
  },
  15: {
    text: 'Invalid hexadecimal or binary string',
    message: 462,
    meaning: 'A string with X or B behind it has other digits, or blanks in wrong places.',
  },
  16: {
    text: 'Label not found',
    message: 463,
    meaning: 'SIGNAL, or a trap, names a label that the program does not have.',
  },
  17: {
    text: 'Unexpected PROCEDURE',
    message: 465,
    meaning: 'PROCEDURE is not the first instruction of a routine.',
  },
  18: { text: 'THEN expected', message: 491, meaning: 'IF or WHEN has no THEN.' },
  19: {
    text: 'String or symbol expected',
    message: 482,
    meaning: 'A string or a symbol must stand behind CALL, SIGNAL and the like.',
  },
  20: { text: 'Symbol expected', message: 483, meaning: 'A name of a variable must stand there.' },
  21: {
    text: 'Invalid data on end of clause',
    message: 464,
    meaning: 'Something stands behind a clause that is complete.',
  },
  22: {
    text: 'Invalid character string',
    message: 449,
    meaning: 'A string has characters that it cannot have.',
  },
  23: {
    text: 'Invalid SBCS/DBCS mixed string',
    message: 1106,
    meaning: 'A string of double-byte characters is not complete.',
  },
  24: {
    text: 'Invalid TRACE request',
    message: 484,
    meaning: 'TRACE has an option that begins with none of A C E F I L N O R S.',
  },
  25: {
    text: 'Invalid sub-keyword found',
    message: 485,
    meaning: 'A word stands where only certain words may stand.',
  },
  26: {
    text: 'Invalid whole number',
    message: 466,
    meaning: 'A whole number must stand there, or the return code of the program is none.',
  },
  27: {
    text: 'Invalid DO syntax',
    message: 467,
    meaning: 'Behind DO stands what it does not know, or something twice.',
  },
  28: {
    text: 'Invalid LEAVE or ITERATE',
    message: 486,
    meaning: 'LEAVE or ITERATE stands in no loop, or in none of that name.',
  },
  29: {
    text: 'Environment name too long',
    message: 487,
    meaning: 'An environment has at most eight characters.',
  },
  30: {
    text: 'Name or string too long',
    message: 468,
    meaning: 'A name or a string has more than 250 characters.',
  },
  31: {
    text: 'Name starts with number or "."',
    message: 469,
    meaning: 'A name of a variable must not begin with a digit or a period.',
  },
  32: { text: 'Invalid use of stem', message: 492, meaning: 'A stem stands where it may not.' },
  33: {
    text: 'Invalid expression result',
    message: 488,
    meaning: 'The result of an expression is not what the instruction can take.',
  },
  34: {
    text: 'Logical value not 0 or 1',
    message: 470,
    meaning: 'An expression in IF, WHEN, WHILE, UNTIL, or beside a logical operator is not 0 or 1.',
  },
  35: {
    text: 'Invalid expression',
    message: 471,
    meaning:
      'An expression is not complete, or an operator is missing or too many. A command may need quotation marks.',
  },
  36: {
    text: 'Unmatched "(" in expression',
    message: 472,
    meaning: 'A parenthesis is not closed.',
  },
  37: {
    text: 'Unexpected "," or ")"',
    message: 473,
    meaning: 'A comma or a parenthesis stands outside of a function.',
  },
  38: {
    text: 'Invalid template or pattern',
    message: 489,
    meaning: 'A template has something that is no pattern.',
  },
  39: { text: 'Evaluation stack overflow', message: 474, meaning: 'An expression is too deep.' },
  40: {
    text: 'Incorrect call to routine',
    message: 475,
    meaning: 'A routine got arguments that it does not take, or has ended with an error.',
  },
  41: {
    text: 'Bad arithmetic conversion',
    message: 476,
    meaning: 'Something is computed with that is no number.',
  },
  42: {
    text: 'Arithmetic overflow/underflow',
    message: 477,
    meaning:
      'A result has an exponent that is too large or too small, or something is divided by 0.',
  },
  43: {
    text: 'Routine not found',
    message: 478,
    meaning: 'There is no label, built-in function, RXname, EXEC or MODULE of that name.',
  },
  44: {
    text: 'Function did not return data',
    message: 479,
    meaning: 'An external function has given no result.',
  },
  45: {
    text: 'No data specified on function RETURN',
    message: 480,
    meaning: 'RETURN in a function has no value.',
  },
  46: {
    text: 'Invalid variable reference',
    message: 218,
    meaning: 'A name in parentheses is not complete.',
  },
  47: {
    text: 'Unexpected label',
    message: 219,
    meaning: 'A label stands in INTERPRET or in what was typed in a pause.',
  },
  48: {
    text: 'Failure in system service',
    message: 490,
    meaning: 'Something of CMS that the program needed has failed.',
  },
  49: { text: 'Interpreter failure', message: 481, meaning: 'The language processor is in error.' },
};

/**
 * The error messages of REXX by number (ANSI X3.274-1996, 9.2; z/VM REXX/VM Reference, appendix "Error Numbers
 * and Messages"), and the numbers of the CMS messages DMSREXnnnE that carry them.
 */

/** An error as ERRORTEXT gives it, and the message of CMS it comes in. */
export interface ErrorText {
  readonly text: string;
  /** Number of DMSREXnnnE. */
  readonly message: number;
}

/** By number. */
export const ERROR_TEXTS: Readonly<Record<number, ErrorText>> = {
  3: { text: 'Program is unreadable', message: 451 },
  4: { text: 'Program interrupted', message: 452 },
  5: { text: 'Machine storage exhausted or request exceeds limit', message: 450 },
  6: { text: 'Unmatched "/*" or quote', message: 453 },
  7: { text: 'WHEN or OTHERWISE expected', message: 454 },
  8: { text: 'Unexpected THEN or ELSE', message: 455 },
  9: { text: 'Unexpected WHEN or OTHERWISE', message: 456 },
  10: { text: 'Unexpected or unmatched END', message: 457 },
  11: { text: 'Control stack full', message: 458 },
  12: { text: 'Clause too long', message: 459 },
  13: { text: 'Invalid character in program', message: 460 },
  14: { text: 'Incomplete DO/SELECT/IF', message: 461 },
  15: { text: 'Invalid hexadecimal or binary string', message: 462 },
  16: { text: 'Label not found', message: 463 },
  17: { text: 'Unexpected PROCEDURE', message: 465 },
  18: { text: 'THEN expected', message: 491 },
  19: { text: 'String or symbol expected', message: 482 },
  20: { text: 'Symbol expected', message: 483 },
  21: { text: 'Invalid data on end of clause', message: 464 },
  22: { text: 'Invalid character string', message: 449 },
  23: { text: 'Invalid SBCS/DBCS mixed string', message: 1106 },
  24: { text: 'Invalid TRACE request', message: 484 },
  25: { text: 'Invalid sub-keyword found', message: 485 },
  26: { text: 'Invalid whole number', message: 466 },
  27: { text: 'Invalid DO syntax', message: 467 },
  28: { text: 'Invalid LEAVE or ITERATE', message: 486 },
  29: { text: 'Environment name too long', message: 487 },
  30: { text: 'Name or string too long', message: 468 },
  31: { text: 'Name starts with number or "."', message: 469 },
  32: { text: 'Invalid use of stem', message: 492 },
  33: { text: 'Invalid expression result', message: 488 },
  34: { text: 'Logical value not 0 or 1', message: 470 },
  35: { text: 'Invalid expression', message: 471 },
  36: { text: 'Unmatched "(" in expression', message: 472 },
  37: { text: 'Unexpected "," or ")"', message: 473 },
  38: { text: 'Invalid template or pattern', message: 489 },
  39: { text: 'Evaluation stack overflow', message: 474 },
  40: { text: 'Incorrect call to routine', message: 475 },
  41: { text: 'Bad arithmetic conversion', message: 476 },
  42: { text: 'Arithmetic overflow/underflow', message: 477 },
  43: { text: 'Routine not found', message: 478 },
  44: { text: 'Function did not return data', message: 479 },
  45: { text: 'No data specified on function RETURN', message: 480 },
  46: { text: 'Invalid variable reference', message: 218 },
  47: { text: 'Unexpected label', message: 219 },
  48: { text: 'Failure in system service', message: 490 },
  49: { text: 'Interpreter failure', message: 481 },
};

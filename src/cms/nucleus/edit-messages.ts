/** Messages of commands as the user wants them: DIAGNOSE X'5C' knows what SET EMSG says. */
import { toEbcdic } from '../../shared/ebcdic.js';
import { diagnose } from './context.js';
import { SCRATCH } from './layout.js';
import type { Nucleus } from './nucleus.js';

/** `DMSxxxnnnE` or `DMSxxxnnnnE`, and a blank. */
const MESSAGE = /^(DMS[A-Z]{3}\d{3,4}[IWESTR]) /;
/** Length of the code with three digits, which DIAGNOSE is given. */
const CODE = 10;
/** What DIAGNOSE is given of a message: enough to tell what is to be shown. */
const GIVEN = 40;

/** The lines with messages cut to code or text, or left out. */
export function editMessages(n: Nucleus, lines: readonly string[]): readonly string[] {
  if (!lines.some((line) => MESSAGE.test(line))) return lines;
  return lines.flatMap((line) => {
    const code = MESSAGE.exec(line)?.[1];
    if (code === undefined) return [line];
    // CP knows codes of three digits: a fourth is kept from it
    const given = (code.slice(0, CODE - 1) + code.slice(-1) + line.slice(code.length))
      .padEnd(GIVEN)
      .slice(0, GIVEN);
    n.machine.store(SCRATCH, toEbcdic(given));
    const shown = diagnose(n, 0x5c, SCRATCH, GIVEN)?.ry ?? GIVEN;
    if (shown === 0) return [];
    if (shown === CODE) return [code];
    return [shown < GIVEN ? line.slice(code.length + 1) : line];
  });
}

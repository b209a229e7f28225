/** Messages of commands as the user wants them: DIAGNOSE X'5C' knows what SET EMSG says. */
import { toEbcdic } from '../../shared/ebcdic.js';
import { diagnose } from './context.js';
import { SCRATCH } from './layout.js';
import type { Nucleus } from './nucleus.js';

/** `DMSxxxnnnE` and a blank. */
const MESSAGE = /^DMS[A-Z]{3}\d{3}[IWESTR] /;
/** Length of the code; the text begins behind a blank. */
const CODE = 10;
/** What DIAGNOSE is given of a message: enough to tell what is to be shown. */
const GIVEN = 40;

/** The lines with messages cut to code or text, or left out. */
export function editMessages(n: Nucleus, lines: readonly string[]): readonly string[] {
  if (!lines.some((line) => MESSAGE.test(line))) return lines;
  return lines.flatMap((line) => {
    if (!MESSAGE.test(line)) return [line];
    const given = line.padEnd(GIVEN).slice(0, GIVEN);
    n.machine.store(SCRATCH, toEbcdic(given));
    const shown = diagnose(n, 0x5c, SCRATCH, GIVEN)?.ry ?? GIVEN;
    if (shown === 0) return [];
    if (shown === CODE) return [line.slice(0, CODE)];
    return [shown < GIVEN ? line.slice(CODE + 1) : line];
  });
}

/** What the HELP pages of CMS promise of each command, and so what its transcript has to show. */
import { cmsHelpTable } from '../../src/cms/help/help-cms-table.js';
import type { HelpPage } from '../../src/cms/help/help-page.js';
import type { Transcript } from './transcript.js';

/** A message of a page: `002E`, and the return code that the page gives behind it. */
export interface Claim {
  readonly message: string;
  readonly rc: number | undefined;
}

/** The messages of a page. `002E, 037E (28)` gives both the return code; a sentence ends a list; I and R have none. */
export function claimsOf(page: HelpPage): Claim[] {
  const claims: Claim[] = [];
  for (const sentence of page.text.flatMap((text) => text.split(/[.;](?= |$)/))) {
    let open: string[] = [];
    const close = (rc: number | undefined): void => {
      for (const message of open) {
        claims.push({ message, rc: /[IR]$/.test(message) ? undefined : rc });
      }
      open = [];
    };
    for (const [, message, rc] of sentence.matchAll(/(?<!\w)(\d{3,4}[IWESTR])\b|\((\d+)\)/g)) {
      if (message !== undefined) open.push(message);
      else close(Number(rc));
    }
    close(undefined);
  }
  return claims;
}

/** The page of a command, by name. */
export function pageOf(name: string): HelpPage | undefined {
  return cmsHelpTable.find((page) => page.name === name.toUpperCase());
}

/** Whether some answer of a transcript has the message, and ends with the return code. */
export function shows(transcript: Transcript, { message, rc }: Claim): boolean {
  const line = new RegExp(`^(?:DMS|HCP)[A-Z]{3}${message}(?: |$)`);
  const ready = rc === undefined ? undefined : `Ready(${String(rc).padStart(5, '0')});`;
  return transcript.steps.some(
    (step) =>
      step.kind !== 'file' &&
      step.output.some((one) => line.test(one)) &&
      (ready === undefined || step.output.some((one) => one.startsWith(ready))),
  );
}

/**
 * Whether the command went well in it: a line that begins with its name, or an abbreviation, or an EXEC of the
 * transcript that calls it, ended with return code 0.
 */
export function goesWell(transcript: Transcript, page: HelpPage): boolean {
  let running = false;
  const call = new RegExp(`^\\s*'${page.name}[ ']`);
  const callers = transcript.steps.flatMap((step) => {
    const calls = step.kind === 'file' && step.lines.some((line) => call.test(line));
    return calls ? [/^\S*/.exec(step.operands)?.[0] ?? ''] : [];
  });
  return transcript.steps.some((step) => {
    if (step.kind === 'file') return false;
    const word = step.kind === 'type' ? (/^[^ (]+/.exec(step.line.trim())?.[0] ?? '') : '';
    // what is typed behind a question is the answer, not the next command
    const named = word.length >= page.minimum && page.name.startsWith(word.toUpperCase());
    running ||= named || callers.includes(word.toUpperCase());
    if (running && step.output.some((line) => line.startsWith('Ready;'))) return true;
    if (step.output.some((line) => /^Ready[;(]/.test(line))) running = false;
    return false;
  });
}

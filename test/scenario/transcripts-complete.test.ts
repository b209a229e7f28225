/**
 * Whether there is a transcript of every command of CMS that people type: one in which it goes well, and each message that
 * its HELP page names comes with the return code that the page gives.
 */
import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { commandTable } from '../../src/cms/command-table.js';
import { claimsOf, goesWell, pageOf, shows } from '../support/transcript-claims.js';
import { byTestsOfFaults, goesWellElsewhere } from '../support/transcript-exceptions-table.js';
import { transcripts, type Transcript } from '../support/transcript.js';

const TOP = resolve(import.meta.dirname, '../../..');
/** Folders of the system disks whose EXECs are commands. */
const SYSTEM = ['users/MAINT/system'];

/** Commands and EXECs that people type: what programs call has `(for programs)` in its page. */
function typedCommands(): string[] {
  const execs = SYSTEM.flatMap((folder) => readdirSync(join(TOP, folder)))
    .filter((file) => file.endsWith('.EXEC'))
    .map((file) => file.slice(0, -'.EXEC'.length));
  const commands = commandTable.map(({ name }) => name).filter((name) => !name.startsWith('*'));
  return [...new Set([...commands, ...execs])].filter(
    (name) => pageOf(name)?.brief.includes('(for programs)') === false,
  );
}

describe('the transcripts of CMS commands', () => {
  const written = new Map<string, Transcript>();
  for (const one of transcripts('cms')) {
    const name = one.name.toUpperCase();
    const steps = [...(written.get(name)?.steps ?? []), ...one.steps];
    written.set(name, { ...one, steps });
  }
  const tests = readdirSync(join(TOP, 'test/cms'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(TOP, 'test/cms', file), 'utf8'))
    .join('\n');

  it('are there for each that has a page of HELP, and is typed', () => {
    const missing = typedCommands().filter((name) => !written.has(name));
    expect(missing).to.deep.equal([]);
  });

  for (const [name, transcript] of written) {
    it(`show what HELP ${name} promises`, () => {
      const page = pageOf(name);
      if (page === undefined) throw new Error(`${name} has no page of HELP`);
      const well = goesWell(transcript, page) || name in goesWellElsewhere;
      expect(well, 'no line with this command that ended well').to.equal(true);
      const elsewhere = byTestsOfFaults[name] ?? {};
      const missing = claimsOf(page)
        .filter((claim) => !shows(transcript, claim) && !(claim.message in elsewhere))
        .map(({ message, rc }) => `${message} (${String(rc ?? '')})`);
      expect(missing).to.deep.equal([]);
    });
  }

  it('leave to tests of faults what has one', () => {
    const unproven = Object.entries(byTestsOfFaults).flatMap(([name, messages]) =>
      Object.keys(messages)
        .filter((message) => !new RegExp(`(?:DMS|HCP)[A-Z]{3}${message}`).test(tests))
        .map((message) => `${name} ${message}`),
    );
    expect(unproven).to.deep.equal([]);
  });
});

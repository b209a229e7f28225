/**
 * Whether there is a transcript of every command of CP: one in which it goes well, and each message that its HELP page names
 * comes, with its number as the return code of a command of CMS.
 */
import { expect } from 'chai';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { cpHelpTable } from '../../src/cms/help/help-cp-table.js';
import type { HelpPage } from '../../src/cms/help/help-page.js';
import { byOtherTests, goesWellElsewhere } from '../support/cp-transcript-exceptions-table.js';
import { transcripts, type Transcript, type TranscriptStep } from '../support/transcript.js';

const TESTS = resolve(import.meta.dirname, '../../../test');

/** A page that says `The same as` another has no text of its own. */
const pages = cpHelpTable.filter((page) => !page.text.some((text) => /^The same as/.test(text)));

/** What came, without the number of the processor in front. */
function output(step: TranscriptStep): readonly string[] {
  return step.kind === 'file' ? [] : step.output.map((line) => line.replace(/^[\dA-F]{2}: /, ''));
}

/** Whether a line that begins with the command, by its name or an abbreviation, brought no error. */
function goesWell({ steps }: Transcript, page: HelpPage): boolean {
  return steps.some((step) => {
    if (step.kind !== 'type') return false;
    const word = /^(?:#?cp +)?(\S+)/i.exec(step.line)?.[1]?.toUpperCase() ?? '';
    const named = word.length >= page.minimum && page.name.startsWith(word);
    return named && !output(step).some((line) => /^HCP[A-Z]{3}\d+E/.test(line));
  });
}

/** Whether a message came; behind it stands Ready with its number, where there is a Ready. */
function shows({ steps }: Transcript, message: number): boolean {
  const code = new RegExp(`^HCP[A-Z]{3}${String(message).padStart(3, '0')}[EWI](?: |$)`);
  const ready = `Ready(${String(message).padStart(5, '0')});`;
  return steps.some((step) => {
    const lines = output(step);
    const at = lines.findIndex((line) => code.test(line));
    const behind = lines.slice(at).filter((line) => line.startsWith('Ready'));
    return at >= 0 && (lines[at]?.[9] === 'I' || behind.every((line) => line === ready));
  });
}

describe('the transcripts of CP commands', () => {
  const written = new Map(transcripts('cp').map((one) => [one.name.toUpperCase(), one]));

  it('are there for each that has a page of HELP, and for no other', () => {
    expect([...written.keys()]).to.have.members(pages.map(({ name }) => name));
  });

  for (const page of pages) {
    it(`show what HELP CP ${page.name} promises`, () => {
      const transcript = written.get(page.name);
      if (transcript === undefined) throw new Error('there is none');
      const well = goesWell(transcript, page) || page.name in goesWellElsewhere;
      expect(well, 'no line with this command that ended well').to.equal(true);
      const elsewhere = byOtherTests[page.name] ?? {};
      const missing = (page.messages ?? []).filter((one) => !shows(transcript, one));
      const excepted = Object.keys(elsewhere).map(Number);
      expect(missing, 'messages that never came').to.have.members(excepted);
    });
  }

  it('leave to other tests what has one', () => {
    const tests = readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.test\.ts$|\.scenario$/.test(file))
      .map((file) => readFileSync(join(TESTS, file), 'utf8'))
      .join('\n');
    const numbers = new Set(Object.values(byOtherTests).flatMap((one) => Object.keys(one)));
    const unproven = [...numbers].filter(
      (number) => !new RegExp(`HCP[A-Z]{3}0*${number}`).test(tests),
    );
    expect(unproven).to.deep.equal([]);
  });
});

/** Cases of subcommands of XEDIT without a screen: lines, what is entered, and what they are then. */
import { expect } from 'chai';
import { linesOf, newEditFile } from '../../src/cms/xedit/edit-file.js';
import { activeFile, newEditor, type Editor } from '../../src/cms/xedit/editor.js';
import { runCommandLine, runSubcommand } from '../../src/cms/xedit/interpreter.js';
import type { Outcome } from '../../src/cms/xedit/subcommand.js';

/** One case. */
export interface XeditCase {
  readonly lines: readonly string[];
  /** Current line at first; the top of the file when it is not named. */
  readonly current?: number;
  readonly enter: readonly string[];
  readonly expect?: readonly string[];
  readonly at?: number;
  readonly column?: number;
  /** Of the last subcommand. */
  readonly rc?: number;
  readonly message?: string;
  /** Lines that the last subcommand tells. */
  readonly tells?: readonly string[];
}

/** A session with one file of records of 80 characters. */
export function editorOf(lines: readonly string[], type = 'DATA'): Editor {
  const file = newEditFile(['TEST', type, 'A1'], 'F', 80, [...lines]);
  return newEditor(file, { rows: 24, columns: 80 });
}

/** Runs a command line to its end, however many steps that takes; the session is plain data all the while. */
export function runWhole(editor: Editor, line: string): Outcome {
  let outcome = runCommandLine(editor, line);
  for (let n = 0; outcome.action?.kind === 'again'; n++) {
    if (n > 100_000) throw new Error(`${line} does not end`);
    const copy = structuredClone(editor);
    Object.assign(editor, copy);
    outcome = runSubcommand(editor, outcome.action.text);
  }
  return outcome;
}

/** Makes tests of cases by their titles. */
export function xeditCases(cases: Readonly<Record<string, XeditCase>>): void {
  for (const [title, test] of Object.entries(cases)) {
    it(title, () => {
      const session = editorOf(test.lines);
      activeFile(session).current = test.current ?? 0;
      let last: Outcome = { rc: 0 };
      for (const line of test.enter) last = runWhole(session, line);
      const file = activeFile(session);
      expect(linesOf(file)).to.deep.equal(test.expect ?? test.lines);
      expect(last.rc, session.messages.join('; ')).to.equal(test.rc ?? 0);
      if (test.at !== undefined) expect(file.current).to.equal(test.at);
      if (test.column !== undefined) expect(file.column).to.equal(test.column);
      if (test.message !== undefined) expect(session.messages).to.include(test.message);
      if (test.tells !== undefined) {
        const { action } = last;
        const told = action?.kind === 'tell' ? action.lines : session.messages;
        expect(told).to.deep.equal(test.tells);
      }
    });
  }
}

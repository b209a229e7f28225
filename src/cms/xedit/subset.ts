/**
 * CMS without a command in XEDIT: the CMS subset, in which commands are typed line by line until RETURN (z/VM: XEDIT Commands
 * and Macros Reference, "CMS"). The file stays as it is meanwhile.
 */
import type { Answer, StepContext, StepResult } from '../command.js';
import { searchedLine } from '../exec/searched-line.js';
import { on, showScreen, type XeditFrame } from './session-frame.js';

const ENTERED = 'CMS subset';

/** Begins: the next line is a command of CMS. */
export function startSubset(frame: XeditFrame, lines: readonly string[] = [ENTERED]): StepResult {
  return { ...on(frame, 'subset', { kind: 'read-console' }), lines };
}

/** Goes on with a line, or behind a command. */
export function continueSubset(
  context: StepContext,
  frame: XeditFrame,
  answer: Answer,
): StepResult {
  if (frame.phase === 'subset') return takeLine(context, frame, answer);
  if (frame.phase === 'subset-cp') {
    const rc = answer.kind === 'cp' ? answer.rc : 0;
    if (rc === 1) return startSubset(frame, ['Unknown CP/CMS command', ready(-3)]);
    return startSubset(frame, [ready(rc)]);
  }
  const rc = answer.kind === 'rc' ? answer.rc : 0;
  // a word that CMS does not know goes to CP
  if (rc === -3)
    return on(frame, 'subset-cp', { kind: 'cp', command: frame.command, buffered: false });
  return startSubset(frame, [ready(rc)]);
}

function takeLine(context: StepContext, frame: XeditFrame, answer: Answer): StepResult {
  const line = answer.kind === 'line' ? answer.text.trim() : '';
  if (line === '') return startSubset(frame);
  if (/^return$/i.test(line)) {
    frame.macros.rc = 0;
    return showScreen(frame);
  }
  frame.command = line;
  return on(frame, 'subset-command', {
    ...{ kind: 'command', caller: 'exec' },
    line: searchedLine(context.cms, line),
  });
}

/** The ready message; five digits of a return code. */
function ready(rc: number): string {
  if (rc === 0) return 'Ready;';
  const digits = String(Math.abs(rc)).padStart(rc < 0 ? 4 : 5, '0');
  return `Ready(${rc < 0 ? '-' : ''}${digits});`;
}

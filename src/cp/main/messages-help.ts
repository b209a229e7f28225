/** The messages of CP as files for HELP: `HCP045E HELPMSG`. */
import type { Severity } from './cp-services.js';
import { EXPLANATIONS } from './message-explanations-table.js';
import { MESSAGES, type MessageNumber } from './messages-table.js';

/** Characters of a line of HELP. */
const WIDTH = 76;

/** What CP does, by the letter behind the number. */
const SYSTEM_ACTION: Readonly<Record<Severity, string>> = {
  E: 'The command is not carried out; nothing has been changed.',
  W: 'The virtual machine stands as it is, or goes on, as the message says.',
  I: 'CP goes on.',
  S: 'The command is not carried out.',
  R: 'CP waits for an answer.',
  A: 'CP waits until it is done.',
};

/** A file of the system disk. */
interface MessageFile {
  readonly name: string;
  readonly type: 'HELPMSG';
  readonly modeNumber: number;
  readonly lines: readonly string[];
}

/** A heading with its text, in lines, and an empty one. */
function paragraph(heading: string, text: string): string[] {
  const lines: string[] = [];
  let line = heading;
  for (const word of text.split(' ')) {
    if (line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = word;
    } else line += ` ${word}`;
  }
  return [...lines, line, ''];
}

/** One for each message, and what stands for what is filled in. */
export function cpMessageFiles(): MessageFile[] {
  return Object.entries(MESSAGES).map(([number, { severity, text }]) => {
    const { why, answer } = EXPLANATIONS[Number(number) as MessageNumber];
    const id = `${number.padStart(3, '0')}${severity}`;
    return {
      name: `HCP${id}`,
      type: 'HELPMSG',
      modeNumber: 2,
      lines: [
        ...paragraph(`HCPxxx${id} `, text.replace(/\{\d\}/g, '...')),
        ...paragraph('Explanation:', why),
        ...paragraph('System action:', SYSTEM_ACTION[severity]),
        ...paragraph('User response:', answer),
        ...(severity === 'I' || severity === 'W' ? [] : [`Return code: ${number}.`, '']),
        'xxx is the module of CP that says it. CP SET EMSG sets how messages look.',
      ],
    };
  });
}

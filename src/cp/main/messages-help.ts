/** The messages of CP as files for HELP: `HCP045E HELPMSG`. */
import type { Severity } from './cp-services.js';
import { MESSAGES } from './messages-table.js';

/** What the letter behind the number says. */
const SEVERITIES: Readonly<Record<Severity, string>> = {
  E: 'Error: the command was not carried out.',
  W: 'Warning: something has happened that you should know of.',
  I: 'Information: nothing is wrong.',
  S: 'Severe error: the command was not carried out.',
  R: 'CP waits for an answer.',
  A: 'Something is to be done before CP can go on.',
};

/** A file of the system disk. */
interface MessageFile {
  readonly name: string;
  readonly type: 'HELPMSG';
  readonly modeNumber: number;
  readonly lines: readonly string[];
}

/** One for each message, and what stands for what is filled in. */
export function cpMessageFiles(): MessageFile[] {
  return Object.entries(MESSAGES).map(([number, { severity, text }]) => {
    const id = `${number.padStart(3, '0')}${severity}`;
    return {
      name: `HCP${id}`,
      type: 'HELPMSG',
      modeNumber: 2,
      lines: [
        `HCPxxx${id}  ${text.replace(/\{\d\}/g, '...')}`,
        '',
        SEVERITIES[severity],
        ...(severity === 'I' || severity === 'W'
          ? []
          : [`Return code: ${number}. Correct what is named, and enter the command again.`]),
        '',
        'xxx is the part of CP that says it. CP SET EMSG sets how messages look; HELP CP and',
        'the name of the command shows how it is written.',
      ],
    };
  });
}

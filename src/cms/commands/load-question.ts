/** The questions of RECEIVE before a file is taken: DMSxxx1079R and 1080R (z/VM: CMS Commands and Utilities Reference, "RECEIVE"). */
import type { StepResult } from '../command.js';
import { isFileName } from '../files/file-name.js';
import { message } from '../messages-table.js';
import { type LoadFrame } from './load-frame.js';

/** Whether the user is to be asked before anything of the file is written. */
export function mustAsk({ request, intake, answered }: LoadFrame): boolean {
  if (request.ask === undefined || answered === true) return false;
  if (request.ask === 'always') return true;
  const { file } = intake;
  const spool = request.otherwise;
  return (
    (request.name === undefined || intake.files > 0) &&
    file !== undefined &&
    spool !== undefined &&
    (file.name !== spool.name || file.type !== spool.type)
  );
}

/** Asks: take it, leave it, end, or another name. */
export function ask(frame: LoadFrame): StepResult {
  const { request, intake } = frame;
  const { name = '', type = '' } = intake.file ?? request.otherwise ?? {};
  frame.stage = 'asked';
  const lines = [message(request.module, 1079, `${name} ${type}`, request.from ?? '*')];
  return { effect: { kind: 'read' }, frame, lines };
}

/**
 * What the user has said: `wanted` goes on with the file, under the name that the frame has for it, `unwanted` passes
 * over it, `enough` ends with what has been taken before.
 */
export function takeReply(
  frame: LoadFrame,
  reply: string,
): StepResult | 'wanted' | 'unwanted' | 'enough' {
  const { request } = frame;
  if (frame.stage === 'renamed') {
    const words = reply.toUpperCase().split(/\s+/).filter(Boolean);
    const [name, type = '=', mode = request.letter, extra] = words;
    const fits = (word: string): boolean => word === '=' || isFileName(word);
    // an empty line takes the question back
    if (name === undefined) return ask(frame);
    const place = new RegExp(`^(=|${request.letter}[0-6]?)$`);
    if (extra !== undefined || !fits(name) || !fits(type) || !place.test(mode)) {
      const lines = [message(request.module, 1080)];
      return { effect: { kind: 'read' }, frame, lines };
    }
    frame.renamed = { name, type, number: mode.slice(1) };
    return 'wanted';
  }
  switch (reply.toUpperCase()) {
    case '1':
    case 'YES':
      return 'wanted';
    case '3':
    case 'RENAME':
      frame.stage = 'renamed';
      return { effect: { kind: 'read' }, frame, lines: [message(request.module, 1080)] };
    case '0':
    case 'NO':
      return 'unwanted';
    case '2':
    case 'QUIT':
      return 'enough';
    default:
      return ask(frame);
  }
}

/**
 * TELL: a message to users of this system or another, by their userid or nickname (CMS Command Reference, "TELL").
 * Messages to another node go by way of RSCS.
 */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { addressees, type Addressee } from '../mail/addressees.js';
import { namesEntries, readNames, startNames, type NamesReading } from '../mail/names-file.js';
import { fault, fileCommand } from './command-fault.js';
import { chosenOptions, withDefaults } from './default-options.js';
import { optionRules } from './operands.js';

/** Options, which only DEFAULTS can give: the CP command that the message goes by. */
export const OPTIONS = optionRules('MSGCMD=1');

type TellFrame =
  | { readonly stage: 'names'; readonly reading: NamesReading }
  | {
      readonly stage: 'send';
      readonly rest: readonly Addressee[];
      readonly rc: number;
    };

interface Request {
  readonly to: readonly string[];
  readonly text: string;
}

function parse(context: StepContext): Request {
  const match = /^\s*\S+\s+(\S+)(?:\s+[Aa][Tt]\s+(\S+))?(?:\s+(.*))?$/s.exec(context.text);
  if (match === null) throw fault('TLL', 647, 'TELL');
  const [, user = '', node, text = ''] = match;
  if (text.trim() === '') throw fault('TLL', 50, user);
  return { to: node === undefined ? [user] : [user, 'AT', node], text: text.trim() };
}

function start(context: StepContext): StepResult {
  parse(context);
  const reading = startNames(context, 'TLL', context.userid);
  return { effect: { kind: 'work' }, frame: { stage: 'names', reading } satisfies TellFrame };
}

function send(context: StepContext, people: readonly Addressee[], rc: number): StepResult {
  const [to, ...rest] = people;
  if (to === undefined) return { rc };
  const { text } = parse(context);
  const verb = chosenOptions(context, 'TLL', 'TELL', OPTIONS, []).get('MSGCMD')?.[0] ?? 'MSG';
  const command =
    to.node === context.node
      ? `${verb} ${to.user} ${text}`
      : `SMSG RSCS MSG ${to.node} ${to.user} ${text}`;
  const frame: TellFrame = { stage: 'send', rest, rc };
  return { effect: { kind: 'cp', command, buffered: false }, frame };
}

function resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
  const at = frame as TellFrame;
  if (at.stage === 'send') {
    const rc = answer.kind === 'cp' ? answer.rc : 0;
    return send(context, at.rest, Math.max(at.rc, rc));
  }
  if (!readNames(context, at.reading)) return { effect: { kind: 'work' }, frame, cost: 800 };
  const { to } = parse(context);
  return send(context, addressees('TLL', to, namesEntries(at.reading.lines), context.node), 0);
}

/** The TELL command. */
export const tell = withDefaults(fileCommand('TELL', 4, 'TLL', start, resume));

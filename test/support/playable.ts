/** Which transcripts, and how much of them, are played where only the lines that came show whether all is done. */
import { readSteps, type Transcript } from './transcript.js';

/** Transcripts that name spool files by number: over ssh others came before. */
const NUMBERED = ['change', 'discard', 'order', 'peek', 'purge', 'receive', 'transfer'];

/** What differs in another configuration, or ends the session. */
const OTHERWISE = ['attn', 'define', 'dial', 'disconnect', 'indicate', 'logoff', 'logon', 'query'];

/** Those that can be played over ssh: at a terminal without a screen, without long waits, by ALICE alone. */
export function playable({ name, screens, text }: Transcript): boolean {
  const others = readSteps(goodPart(text)).some(
    (step) => step.kind === 'wait' || (step.kind === 'type' && step.userid !== undefined),
  );
  return !screens && !others && !NUMBERED.includes(name) && !OTHERWISE.includes(name);
}

/** What stands in front of what goes wrong. */
export function goodPart(text: string): string {
  return text.split(/^# messages/m)[0] ?? '';
}

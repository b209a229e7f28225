/** Functions on the terminal, the stream without a name: lines typed, whatever is on the program stack. */
import type { StepContext } from '../../command.js';
import { CALL_COST, done, type Streams, type StreamStep, type StreamWork } from './stream-work.js';

/** A call for the terminal. */
export function terminal(streams: Streams, work: StreamWork, context: StepContext): StreamStep {
  const { operation, text, count = 1 } = work.call;
  const waiting = context.cms.stack.typed;
  switch (operation) {
    case 'LINEIN': {
      if (count === 0) return done('');
      if (streams.typed === '' && !work.begun) break;
      const line = streams.typed.replace(/\n$/, '');
      streams.typed = '';
      return done(line);
    }
    case 'CHARIN': {
      if (streams.typed.length < count) break;
      const taken = streams.typed.slice(0, count);
      streams.typed = streams.typed.slice(count);
      return done(taken);
    }
    case 'LINES':
      return done(String(waiting.length + (streams.typed === '' ? 0 : 1)));
    case 'CHARS': {
      const characters = waiting.reduce((sum, line) => sum + line.length + 1, 0);
      return done(String(characters + streams.typed.length));
    }
    case 'LINEOUT':
      return done('0', CALL_COST, text === undefined ? {} : { type: `${text}\n` });
    case 'CHAROUT':
      return done('0', CALL_COST, text === undefined ? {} : { type: text });
    default:
      return done(operation === 'STATE' ? 'READY' : 'READY:');
  }
  return { kind: 'effect', effect: { kind: 'read-console' }, cost: CALL_COST };
}

/** How TRACE, PER, ADSTOP and QUERY TRACE reach the machine: an edit goes to its real processor, which answers. */
import type { TraceEdit, TraceRefusal } from '../../trace/trace-edit.js';
import type { TraceState } from '../../trace/trace-state.js';
import { traces } from '../../trace/trace-state.js';
import type { ControlContext } from '../control-command.js';
import { say } from '../messages-table.js';

/** What is traced after the edit; the return code of a message when it was refused. */
export async function edited(
  context: ControlContext,
  module: string,
  edit: TraceEdit,
): Promise<TraceState | number> {
  const reply = await context.user.request({ op: 'trace', edit });
  if (!reply.ok || reply.trace === undefined) return 0;
  context.user.trace = reply.trace.state;
  const { refused } = reply.trace;
  return refused === undefined ? reply.trace.state : refusal(context, module, refused);
}

function refusal(context: ControlContext, module: string, { why, name }: TraceRefusal): number {
  switch (why) {
    case 'no-trap':
      return say(context, module, 188, name);
    case 'no-set':
      return say(context, module, 189, name);
    case 'exists':
      return say(context, module, 190, name);
    case 'too-many':
      return say(context, module, 191, name);
    case 'no-call':
      return say(context, module, 192);
  }
}

/**
 * Does an edit and says when with it a trace begins or ends.
 * @returns the return code
 */
export async function changeTrace(
  context: ControlContext,
  module: string,
  edit: TraceEdit,
): Promise<number> {
  const before = traces({ ...context.user.trace, adstop: undefined });
  const state = await edited(context, module, edit);
  if (typeof state === 'number') return state;
  const now = traces({ ...state, adstop: undefined });
  if (now && !before) context.respond('TRACE STARTED');
  if (!now && (before || edit.do === 'end')) context.respond('TRACE ENDED');
  return 0;
}

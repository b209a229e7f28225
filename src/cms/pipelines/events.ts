/**
 * Events of pipelines that RUNPIPE EVENTS runs, as records of it (CMS Pipelines, "runpipe", "Event Records"): a byte that
 * says which, three bytes of zeros, then numbers of four bytes and at the end a text.
 */
import { toEbcdic } from '../../shared/ebcdic.js';
import { concat } from './bytes.js';
import { pipeMessage } from './pipe-fault.js';
import type { Group, PipeSet, Rec, Stage } from './pipe-set.js';

/** What can be told: the first byte. */
export const EVENTS = {
  /** Text of a message. */
  message: 0x00,
  /** Set; its stages. */
  begin: 0x01,
  /** Set; return code. */
  ended: 0x02,
  /** Stage; pipeline, place, text. */
  start: 0x08,
  /** Stage; return code. */
  end: 0x09,
  /** Set, when all stages stand still. */
  stalled: 0x0c,
  /** Stage; text of its state, when all stand still. */
  state: 0x0d,
  /** Stage; return code, level. */
  commit: 0x0e,
  /** Stage; return code of the pipelines that it has called. */
  returned: 0x12,
  /** Stage that waits for pipelines that it has called; their set. */
  calling: 0x13,
} as const;

/** Tells whoever runs pipelines with EVENTS; nothing where nobody does. */
export function tellEvent(
  set: PipeSet,
  group: number,
  event: number,
  ...fields: readonly (number | Rec)[]
): void {
  if (set.groups[group]?.events !== true) return;
  const listener = listenerOf(set, group);
  if (listener === undefined) return;
  const head = Uint8Array.of(event, 0, 0, 0);
  const parts = fields.map((field) => {
    if (typeof field !== 'number') return field;
    const bytes = new Uint8Array(4);
    new DataView(bytes.buffer).setInt32(0, field);
    return bytes;
  });
  tell(set, listener, concat(head, ...parts));
}

/** The stage that is told of pipelines: RUNPIPE that runs them, or what has called them; undefined for none. */
export function listenerOf(set: PipeSet, group: number): Stage | undefined {
  for (let at: Group | undefined = set.groups[group]; at !== undefined;) {
    const caller: Stage | undefined = set.stages[at.caller];
    if (at.captured || caller === undefined) return caller;
    at = set.groups[caller.group];
  }
  return undefined;
}

/** Records that wait for their reader, at most. */
const MOST_TOLD = 20_000;

/** Gives RUNPIPE a record, which it lets go as soon as it is run. */
export function tell(set: PipeSet, listener: Stage, record: Rec): void {
  const { pending, pendingTo } = listener;
  if (pending.length > MOST_TOLD) return;
  pending.push(pending.length === MOST_TOLD ? toEbcdic(pipeMessage(122)) : record);
  pendingTo.push(0);
  if (listener.wait !== 'call' || listener.queued) return;
  listener.queued = true;
  set.ready.push(listener.id);
}

/**
 * What a unit has written becomes a file in the queue that its SPOOL settings name, and is announced when
 * the store says that it is durable (CP Command Reference, "SPOOL" and "CLOSE").
 */
import type { SpoolFile, SpoolQueue } from '../../ports/spool-store.js';
import type { ClosedOutput } from '../../protocol.js';
import { fullMessage } from '../messages-table.js';
import type { SpoolCore } from './spool-core.js';
import type { UnitKind, UnitSettings } from './spool-settings.js';
import { sentFrom, sentTo } from './spool-texts.js';

const QUEUE_OF: Readonly<Record<UnitKind, SpoolQueue>> = {
  RDR: 'RDR',
  PUN: 'PUN',
  PRT: 'PRT',
  CON: 'PRT',
};

/** A written file enters the queue that the settings name. `ownId` is its number in the sender's queue. */
export async function enterQueue(
  core: SpoolCore,
  userid: string,
  kind: UnitKind,
  ownId: number,
  written: ClosedOutput,
  settings: UnitSettings,
): Promise<void> {
  const own = settings.forUser ?? userid;
  let owner = settings.route ? (settings.route.to === '*' ? userid : settings.route.to) : own;
  let queue = settings.route?.queue ?? QUEUE_OF[kind];
  let hold: SpoolFile['hold'] = settings.hold ? 'USER' : 'NONE';
  let id = owner === userid ? ownId : core.incomingId(owner, userid);
  if (id === undefined) {
    // nothing is lost: the file waits in the sender's own queue
    core.cp.notify(userid, fullMessage('SPX', 429, owner));
    [owner, queue, hold, id] = [userid, QUEUE_OF[kind], 'USER', ownId];
  }
  const file: SpoolFile = {
    id,
    owner,
    origin: userid,
    queue,
    device: kind,
    class: settings.class === '*' ? 'A' : settings.class,
    records: written.records,
    bytes: written.bytes,
    copies: settings.copies,
    hold,
    keep: settings.keep,
    name: settings.name,
    type: settings.type,
    dist: settings.dist,
    form: settings.form,
    created: Math.floor(core.cp.clock.now()),
    order: core.queues.nextOrder(),
  };
  try {
    await core.commit(written.handle, file);
  } catch {
    const what = `${kind} FILE ${String(ownId).padStart(4, '0')}`;
    core.cp.notify(userid, fullMessage('SPX', 424, what));
    return;
  } finally {
    if (owner !== userid) core.queues.release(userid, ownId);
  }
  const elsewhere = owner !== userid;
  if (elsewhere && settings.msg !== false) core.cp.inform(userid, sentTo(file, ownId));
  const told = elsewhere || queue === 'RDR' || settings.msg === true;
  if (told) core.cp.inform(owner, sentFrom(file, ownId));
  core.arrived(file);
}

/**
 * STARMSG: special messages (SMSG) of other users as records (CMS Pipelines, "starmsg"). CP gives them by VMCF, as
 * WAKEUP takes them: there is no IUCV and so no SET MSG IUCV, which would give messages, CP's and CMS's output, too.
 */
import { PipeFault } from '../pipe-fault.js';
import type { StageKind } from '../stage.js';
import { authorizeSpecial, unauthorize } from '../../special-messages.js';

interface StarMsg {
  /** A CP command that is given when messages can come. */
  readonly command: string;
  phase: 'begin' | 'authorize' | 'command' | 'ready' | 'end';
}

/** Services of CP that messages come from; others of z/VM need IUCV. */
const SERVICES = ['*MSG', '*MSGALL'];

const starmsg: StageKind = {
  names: ['STARMSG'],
  first: true,
  parse(operands): StarMsg {
    const word = operands.peek();
    if (word.startsWith('*')) {
      operands.word();
      if (!SERVICES.includes(word.toUpperCase())) throw new PipeFault(308, word);
    }
    const command = operands.rest.trim();
    operands.rest = '';
    return { command, phase: 'begin' };
  },
  prepare(io, stage) {
    const { listener } = io.set;
    if (listener !== undefined && listener.stage !== stage.id) throw new PipeFault(541);
    io.set.listener = { stage: stage.id, messages: [] };
  },
  run(io, stage) {
    const s = stage.state as StarMsg;
    const answer = io.takeAnswer();
    if (s.phase === 'end') {
      io.end();
      return;
    }
    if (s.phase === 'begin') {
      s.phase = 'authorize';
      io.ask(authorizeSpecial());
      return;
    }
    if (s.phase === 'authorize') {
      // code 12: it has been authorised before, by WAKEUP
      if (answer?.kind === 'rc' && answer.rc !== 0 && answer.rc !== ALREADY) {
        throw new PipeFault(543, answer.rc, 'AUTHORIZE');
      }
      s.phase = 'ready';
      if (s.command !== '') {
        io.ask({ kind: 'cp', command: s.command, buffered: true });
        return;
      }
    }
    if (io.blocked(0)) return;
    if (!io.connected(0)) {
      s.phase = 'end';
      io.set.listener = undefined;
      io.ask(unauthorize());
      return;
    }
    const next = io.set.listener?.messages.shift();
    if (next === undefined) io.waitEvent();
    else {
      io.put(next, 0);
      io.waitOutput(0);
    }
  },
  abandon(io) {
    io.set.listener = undefined;
  },
};

/** Return code of AUTHORIZE when that has been done. */
const ALREADY = 12;

/** The stage of this file. */
export const messages: readonly StageKind[] = [starmsg];

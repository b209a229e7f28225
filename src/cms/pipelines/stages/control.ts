/** Pipelines about pipelines: PIPCMD, QUERY, HELP, JEREMY, NOEOFBACK, STORAGE (CMS Pipelines, these stages). */
import { fromEbcdic, toEbcdic } from '../../../shared/ebcdic.js';
import { stateOf } from '../dispatcher-states.js';
import { newCommands, type CommandState } from '../command-state.js';
import { pipelineCommand } from '../pipeline-commands.js';
import { PipeFault, pipeMessage } from '../pipe-fault.js';
import { worse } from '../pipe-set.js';
import { filter, type StageKind } from '../stage.js';

/** NOEOFBACK: passes records on, and takes the rest when nobody wants them any more. */
const noeofback = filter<null>(['NOEOFBACK'], {
  first: false,
  keepsOn: true,
  parse(operands) {
    operands.finish();
    return null;
  },
  record(_s, record, io) {
    io.emit(record);
  },
});

interface PipCmd {
  readonly commands: CommandState;
  /** The command of the operands, until it has been given; the one that is being carried out. */
  given: string;
  waiting: string | undefined;
  /** The command has come as a record, which is consumed when it is over. */
  holds: boolean;
}

/** PIPCMD: pipeline commands of its operands and of its records. Those that set variables have none to set. */
const pipcmd: StageKind = {
  names: ['PIPCMD'],
  parse(operands): PipCmd {
    const given = operands.rest.trim();
    operands.rest = '';
    return {
      commands: { ...newCommands(), noCommit: true },
      given,
      waiting: undefined,
      holds: false,
    };
  },
  run(io, stage) {
    const s = stage.state as PipCmd;
    for (;;) {
      if (s.waiting === undefined) {
        s.waiting = s.given === '' ? undefined : s.given;
        s.given = '';
      }
      if (s.waiting === undefined) {
        const record = io.peek(0);
        if (record === undefined) {
          if (io.atEnd(0)) io.end(stage.rc);
          else io.waitInput(0);
          return;
        }
        s.waiting = fromEbcdic(record);
        s.holds = true;
        // a pipeline that it calls may want the input
        io.consume(0);
      }
      const rc = pipelineCommand(io, stage, s.commands, undefined, s.waiting);
      if (stage.done || rc === undefined) return;
      s.waiting = undefined;
      stage.rc = worse(stage.rc, rc);
      if (rc < 0) {
        io.end(stage.rc);
        return;
      }
    }
  },
};

const VERSION = '1.0112';
const MESSAGE_LEVEL = 15;

/** QUERY: what pipelines these are, as a message, or as a record when there is somebody to take it. */
const query: StageKind = {
  names: ['Query'],
  first: true,
  parse(operands): { readonly line: string; out: boolean } {
    const level = operands.keyword('LEVEL');
    // what is not set anywhere is as it is at the beginning
    const messages = !level && operands.keyword('MSGLEVEL');
    const list = !level && !messages && operands.keyword('MSGLIST');
    if (!level && !messages && !list) operands.keyword('VERSION');
    operands.finish();
    const line = level
      ? pipeMessage(560, '010C0000')
      : messages
        ? pipeMessage(186, 'PIPMOD', MESSAGE_LEVEL)
        : list
          ? pipeMessage(189, 'none')
          : pipeMessage(86, VERSION, '28 Nov 2026', '00:00:00');
    return { line, out: false };
  },
  run(io, stage) {
    const s = stage.state as { readonly line: string; out: boolean };
    if (!s.out) {
      s.out = true;
      if (io.put(toEbcdic(s.line), 0)) {
        io.waitOutput(0);
        return;
      }
      io.messageLine(s.line);
    }
    if (!io.blocked(0)) io.end();
  },
};

interface Help {
  readonly topic: string;
  asked: boolean;
}

/** HELP and AHELP: the page of a stage, or what a message means. */
const help: StageKind = {
  names: ['HELP', 'AHELP'],
  first: true,
  parse(operands): Help {
    const topic = operands.rest.trim();
    operands.rest = '';
    return { topic, asked: false };
  },
  run(io, stage) {
    const s = stage.state as Help;
    if (!s.asked) {
      s.asked = true;
      const { topic } = s;
      const number = /^(?:FPL)?(?:[A-Z]{3})?(\d{1,4})[A-Z]?$/i.exec(topic)?.[1];
      const line =
        topic === '' || /^menu$/i.test(topic)
          ? 'HELP PIPE MENU'
          : number !== undefined
            ? `HELP FPL${number.padStart(3, '0')}`
            : `HELP PIPE ${topic.split(/\s+/)[0]!}`;
      io.ask({ kind: 'command', line, caller: 'exec', captured: io.connected(0) });
      return;
    }
    const answer = io.takeAnswer();
    if (answer?.kind === 'rc') {
      for (const line of answer.lines ?? []) io.emit(toEbcdic(line));
      stage.rc = answer.rc;
    }
    if (stage.pending.length > 0 && !io.flush()) return;
    io.end(stage.rc);
  },
};

/** JEREMY: what each stage of the set does now. */
const jeremy = filter<null>(['JEREMY'], {
  parse(operands) {
    operands.finish();
    return null;
  },
  begin(_s, io) {
    for (const stage of io.set.stages) {
      if (stage === undefined) continue;
      const where = `Pipeline ${stage.pipeline} stage ${stage.place}`;
      io.emit(toEbcdic(`${where}: ${stateOf(stage).padEnd(12)}${stage.text}`));
    }
  },
  record(_s, record, io) {
    io.emit(record);
  },
});

/** STORAGE: bytes of the storage of the machine as a record. */
const storage = filter<{ readonly at: number; readonly length: number }>(['STORAGE'], {
  first: true,
  parse(operands) {
    const word = operands.required();
    if (!/^[0-9A-F]{1,8}$/i.test(word)) throw new PipeFault(1174, word);
    const length = operands.number(1, 1 << 16);
    operands.finish();
    return { at: Number.parseInt(word, 16), length };
  },
  begin(s, io) {
    const bytes = io.context.fetch(s.at, s.length);
    if (bytes === undefined) throw new PipeFault(534, s.at.toString(16).toUpperCase());
    io.emit(bytes);
    io.stage.finished = true;
  },
  record() {
    // first in a pipeline
  },
});

/** The stages of this file. */
export const controls: readonly StageKind[] = [noeofback, pipcmd, query, help, jeremy, storage];

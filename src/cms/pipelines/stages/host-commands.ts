/**
 * Commands whose answers are records: CP, CMS, COMMAND, SUBCOM (CMS Pipelines, the stages of these names). The
 * command of the operands runs first, then each record of the input is one. With a secondary output the return codes
 * go there.
 */
import { fromEbcdic, toEbcdic } from '../../../shared/ebcdic.js';
import type { Effect } from '../../command.js';
import { searchedLine } from '../../exec/searched-line.js';
import { decimal } from '../bytes.js';
import { PipeFault } from '../pipe-fault.js';
import { worse } from '../pipe-set.js';
import type { StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';

interface Host {
  readonly kind: 'cp' | 'cms' | 'command' | 'subcom';
  readonly environment: string;
  /** The command of the operands, until it has run; '' for none. */
  given: string;
  running: boolean;
  /** A command of the input is to be consumed when its answer is out. */
  holds: boolean;
  /** Command that CMS did not know and that may be CP's. */
  tried: string;
  /** Lines of the answer, how many of them have gone out, and the return code that goes behind them. */
  lines: readonly string[];
  sent: number;
  rc: number | undefined;
}

/** Lines of an answer that are made records at once. */
const LINES_AT_ONCE = 200;

/** Longest CP command. */
const MOST_CP = 240;

function effectOf(io: StageIo, s: Host, text: string): Effect {
  switch (s.kind) {
    case 'cp':
      if (text.length > MOST_CP) throw new PipeFault(62, text.length);
      return { kind: 'cp', command: text.trim(), buffered: true };
    case 'cms': {
      const line = searchedLine(io.context.cms, text);
      const exec = line !== text && line.startsWith('EXEC ');
      s.tried = exec ? '' : text.trim();
      return { kind: 'command', line, caller: 'exec', captured: true };
    }
    case 'command':
      return { kind: 'command', line: text, caller: 'command', captured: true };
    case 'subcom':
      return {
        ...{ kind: 'command', line: text, caller: 'subcommand', captured: true },
        environment: s.environment,
      };
  }
}

/** Takes the answer of a command: its lines are to go out, then its return code. */
function take(io: StageIo, s: Host): boolean {
  const answer = io.takeAnswer();
  if (answer === undefined) return false;
  let rc = 0;
  let lines: readonly string[] = [];
  if (answer.kind === 'cp') {
    ({ rc, lines } = answer);
    // a command that CMS did not know, nor CP
    if (s.kind === 'cms' && rc === 1) rc = -3;
  } else if (answer.kind === 'rc') {
    rc = answer.rc;
    lines = answer.lines ?? [];
    if (answer.full === true) throw new PipeFault(122);
    const unknown = rc === -3 && io.nucleus?.state.notFound !== false && s.tried !== '';
    if (unknown && s.kind === 'cms' && io.context.cms.settings.impcp) {
      const command = s.tried;
      s.tried = '';
      if (command.length <= MOST_CP) {
        io.ask({ kind: 'cp', command, buffered: true, implied: true });
        return true;
      }
    }
  }
  s.running = false;
  s.lines = lines;
  s.sent = 0;
  s.rc = rc;
  return false;
}

/** Sends the answer, some lines at a time; false when it has to wait. */
function send(io: StageIo, s: Host): boolean {
  for (;;) {
    if (io.stage.pending.length > 0 && !io.flush()) return false;
    if (s.rc === undefined) return true;
    if (s.sent < s.lines.length) {
      const end = Math.min(s.sent + LINES_AT_ONCE, s.lines.length);
      while (s.sent < end) io.emit(toEbcdic(s.lines[s.sent++]!), 0);
      continue;
    }
    if (io.stage.outputs.length > 1) io.emit(decimal(s.rc), 1);
    else io.stage.called = worse(io.stage.called, s.rc);
    s.lines = [];
    s.rc = undefined;
  }
}

function host(name: string, kind: Host['kind']): StageKind {
  return {
    names: [name],
    parse(operands): Host {
      const environment = kind === 'subcom' ? operands.required().toUpperCase() : '';
      const given = operands.rest.trim();
      operands.rest = '';
      return {
        ...{ kind, environment, given, running: false, holds: false, tried: '' },
        ...{ lines: [], sent: 0, rc: undefined },
      };
    },
    run(io, stage) {
      const s = stage.state as Host;
      if (s.running && take(io, s)) return;
      if (!send(io, s)) return;
      if (s.holds) {
        s.holds = false;
        io.consume(0);
      }
      let text = s.given;
      if (text === '') {
        const record = io.peek(0);
        if (record === undefined) {
          if (io.atEnd(0)) io.end(stage.called);
          else io.waitInput(0);
          return;
        }
        text = fromEbcdic(record);
        s.holds = true;
      }
      s.given = '';
      s.running = true;
      if (text.trim() === '') {
        s.running = false;
        io.again(1);
      } else io.ask(effectOf(io, s, text));
    },
  };
}

/** The stages of this file. */
export const hostCommands: readonly StageKind[] = [
  host('CP', 'cp'),
  host('CMS', 'cms'),
  host('COMMAND', 'command'),
  host('SUBCOM', 'subcom'),
];

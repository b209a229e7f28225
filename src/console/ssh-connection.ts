/** One authenticated connection: its channels, each of which may become a session. */
import type { Connection, PseudoTtyInfo, ServerChannel, Session as SshSession } from 'ssh2';
import type { Clock } from '../shared/clock.js';
import type { SessionService } from '../cp/ports/console.js';
import { LineView } from './line-view.js';
import { ScreenView } from './screen-view.js';
import type { TerminalPort } from './terminal-port.js';
import { terminalType } from './terminal-types.js';

/** Milliseconds that a client without a terminal may stay when it has no more to say. */
const LAST_OUTPUT = 2_000;
/** What the answer to `ssh host command` says. */
const NO_COMMANDS =
  'VM/TS runs no commands from outside: log on without one, and type it there\n' +
  '(or send lines to its input: ssh -T -p PORT USERID@HOST < FILE).\n';

/** What a connection's sessions need. */
export interface ConnectionContext {
  readonly service: SessionService;
  readonly clock: Clock;
  readonly channels: number;
  readonly userid: string;
  readonly source: string;
  /** Bytes that wait in the connection's socket. */
  backlog(): number;
  /** A fault of ours, for the operator's log; it costs this session. */
  fault(error: unknown): void;
  /** A session was opened, or one was closed: how many there are. */
  sessions(open: number): void;
}

/** Serves the channels of a connection. Returns what ends its sessions when the connection is gone. */
export function serveConnection(connection: Connection, context: ConnectionContext): () => void {
  const open = new Set<() => void>();
  connection.on('session', (accept, reject) => {
    if (open.size >= context.channels) {
      reject();
      return;
    }
    const channel = { ended: (): void => undefined };
    const ended = (): void => {
      channel.ended();
      if (open.delete(ended)) context.sessions(open.size);
    };
    open.add(ended);
    context.sessions(open.size);
    serveSession(accept(), context, channel, ended);
  });
  return () => {
    for (const ended of [...open]) ended();
  };
}

function serveSession(
  session: SshSession,
  context: ConnectionContext,
  channel: { ended: () => void },
  ended: () => void,
): void {
  let pty: PseudoTtyInfo | undefined;
  let colorless = false;
  let started = false;
  let resized: (columns: number, rows: number) => void = () => undefined;
  session.on('error', () => undefined);
  session.on('close', ended);
  session.on('pty', (accept, _reject, info) => {
    pty = info;
    // both are functions only when the client wants an answer
    (accept as (() => void) | undefined)?.();
  });
  session.on('window-change', (accept, _reject, info) => {
    resized(info.cols, info.rows);
    (accept as (() => void) | undefined)?.();
  });
  session.on('env', (accept, reject, { key, val }) => {
    // all that is taken of a client's surroundings; empty is as if it were not set
    const known = key === 'NO_COLOR';
    if (known) colorless = val !== '';
    ((known ? accept : reject) as (() => void) | undefined)?.();
  });
  session.on('exec', (accept) => {
    if (started) return;
    started = true;
    const stream = accept();
    stream.on('error', () => undefined);
    stream.on('close', ended);
    stream.resume();
    stream.stderr.write(NO_COMMANDS);
    stream.exit(1);
    stream.end();
  });
  session.on('shell', (accept, reject) => {
    // one session a channel
    if (started) {
      (reject as (() => void) | undefined)?.();
      return;
    }
    started = true;
    const stream = accept();
    stream.on('error', () => undefined);
    const view = startView(stream, pty, colorless, context);
    channel.ended = () => view.gone();
    resized = (columns, rows) => view.resize(columns, rows);
    stream.on('close', ended);
  });
}

/** A view on a channel, with its session opened. */
function startView(
  stream: ServerChannel,
  pty: PseudoTtyInfo | undefined,
  colorless: boolean,
  context: ConnectionContext,
): ScreenView | LineView {
  const { service, clock, userid, source } = context;
  let ended = false;
  const port: TerminalPort = {
    write(text) {
      if (!ended && stream.writable) stream.write(text);
    },
    backlog: () => stream.writableLength + context.backlog(),
    end() {
      if (ended) return;
      ended = true;
      if (!stream.writable) return;
      stream.exit(0);
      stream.end();
    },
  };
  const type = terminalType(pty?.term, colorless);
  const size = { columns: pty?.cols ?? 80, rows: pty?.rows ?? 24 };
  const screen = type.view !== 'lines';
  const view = screen
    ? new ScreenView(port, clock, type)
    : new LineView(port, clock, pty !== undefined);
  const guarded = (action: () => void): void => {
    try {
      action();
    } catch (error) {
      // ssh2 would swallow it and close the connection without a word
      context.fault(error);
      view.close('VM/TS: internal error, this session is over');
      view.gone();
    }
  };
  stream.on('data', (bytes: Buffer) => guarded(() => view.input(bytes)));
  stream.on('close', () => {
    ended = true;
    view.gone();
  });
  stream.on('end', () => {
    if (view instanceof LineView && !pty) {
      // the last lines of a file sent in: their answers are still wanted
      view.inputEnded();
      clock.after(LAST_OUTPUT, () => {
        view.gone();
        port.end();
      });
    } else {
      view.gone();
      port.end();
    }
  });
  guarded(() => view.start(service.open(userid, source, view, { screen, ...size })));
  return view;
}

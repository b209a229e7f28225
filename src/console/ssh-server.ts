/**
 * The SSH server (RFC 4251 to 4254, by ssh2): a listener of our own in front, so that a silent peer is seen
 * too; few and modern algorithms; limits on everything that a client can have much of.
 */
import { createServer } from 'node:net';
import type { AddressInfo, Server as NetServer, Socket } from 'node:net';
import ssh2 from 'ssh2';
import type { Connection, Server as SshServer } from 'ssh2';
import type { Clock, Timer } from '../shared/clock.js';
import type { SessionService } from '../cp/ports/console.js';
import type { Limits } from './attempt-limits.js';
import { AttemptLimits, DEFAULT_LIMITS } from './attempt-limits.js';
import { loadBlessed } from './blessed-library.js';
import { Authentication } from './ssh-auth.js';
import { serveConnection } from './ssh-connection.js';

/** Bytes unsent in a socket at which its connection is cut: the client reads nothing any more. */
const CUT_BACKLOG = 4 * 1024 * 1024;
/** Milliseconds after which new keys are agreed on. */
const REKEY_TIME = 60 * 60 * 1000;

/** What the server is made of. */
export interface SshServerOptions {
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** The ed25519 private key, see `host-key.ts`. */
  readonly hostKey: string;
  readonly service: SessionService;
  readonly clock: Clock;
  readonly limits?: Partial<Limits>;
  /** For the operator's log. */
  readonly log?: (line: string) => void;
}

/** A server that listens. */
export interface RunningSshServer {
  readonly host: string;
  readonly port: number;
  /** Connections at this moment. */
  connections(): number;
  /** Takes no more connections, cuts those that there are, and resolves when all is closed. */
  close(): Promise<void>;
}

/** Starts the server; rejects when it cannot listen there. */
export async function startSshServer(options: SshServerOptions): Promise<RunningSshServer> {
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  loadBlessed();
  const gate = new Gate(options, limits);
  const listener = createServer({ noDelay: true }, (socket) => gate.enter(socket));
  await listening(listener, options);
  const { port } = listener.address() as AddressInfo;
  return {
    host: options.host,
    port,
    connections: () => gate.connections,
    close: () =>
      new Promise((resolve) => {
        listener.close(() => resolve());
        gate.closeAll();
      }),
  };
}

function listening(listener: NetServer, { host, port, log }: SshServerOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    listener.once('error', reject);
    listener.listen({ host, port }, () => {
      listener.removeListener('error', reject);
      listener.on('error', (error) => log?.(`SSH LISTENER: ${error.message}`));
      resolve();
    });
  });
}

/** Milliseconds of silence after which the host asks whether the line is there (ten times, a second apart). */
const LINE_ALIVE = 30_000;
/** Milliseconds between two questions to the client itself: each wakes this process once for every line. */
const CLIENT_ALIVE = 300_000;

/** Everyone who has come in. */
class Gate {
  readonly #options: SshServerOptions;
  readonly #limits: Limits;
  readonly #attempts: AttemptLimits;
  readonly #server: SshServer;
  /** Sockets that ssh2 has not made a connection of yet, to be found again by it. */
  readonly #arriving = new Map<string, Visitor>();
  readonly #visitors = new Set<Visitor>();
  #closed = false;

  constructor(options: SshServerOptions, limits: Limits) {
    this.#options = options;
    this.#limits = limits;
    this.#attempts = new AttemptLimits(limits, options.clock);
    this.#server = new ssh2.Server(
      {
        hostKeys: [options.hostKey],
        ident: 'VMTS',
        // a client that hangs while its host answers; not in the types: see the options of ssh2's server
        ...{ keepaliveInterval: CLIENT_ALIVE, keepaliveCountMax: 3 },
        algorithms: {
          kex: ['curve25519-sha256', 'curve25519-sha256@libssh.org'],
          serverHostKey: ['ssh-ed25519'],
          compress: ['none'],
          cipher: [
            'aes128-gcm@openssh.com',
            'aes256-gcm@openssh.com',
            'chacha20-poly1305@openssh.com',
            'aes256-ctr',
            'aes128-ctr',
          ],
          hmac: ['hmac-sha2-256-etm@openssh.com', 'hmac-sha2-512-etm@openssh.com'],
        },
      },
      (connection, info) => {
        // at once: an error before anyone listens would end the process
        connection.on('error', () => undefined);
        const visitor = this.#arriving.get(`${info.ip}:${info.port}`);
        if (visitor) visitor.greet(connection);
        else connection.end();
      },
    );
    this.#server.on('error', (error: Error) => options.log?.(`SSH: ${error.message}`));
  }

  get connections(): number {
    return this.#visitors.size;
  }

  enter(socket: Socket): void {
    socket.on('error', () => undefined);
    const address = socket.remoteAddress;
    if (address === undefined || this.#closed || this.#visitors.size >= this.#limits.connections) {
      socket.destroy();
      return;
    }
    if (!this.#attempts.enter(address)) {
      socket.destroy();
      return;
    }
    // the host's own probes find a line that is dead, and cost this process nothing
    socket.setKeepAlive(true, LINE_ALIVE);
    const source = `${address}:${socket.remotePort ?? 0}`;
    const visitor = new Visitor(socket, address, this.#options, this.#limits, this.#attempts);
    this.#visitors.add(visitor);
    this.#arriving.set(source, visitor);
    socket.once('close', () => {
      visitor.gone();
      this.#visitors.delete(visitor);
      if (this.#arriving.get(source) === visitor) this.#arriving.delete(source);
    });
    this.#server.injectSocket(socket);
  }

  closeAll(): void {
    this.#closed = true;
    for (const visitor of [...this.#visitors]) visitor.cut();
    this.#visitors.clear();
  }
}

/** One connection from its first byte to its last. */
class Visitor {
  readonly #socket: Socket;
  readonly #address: string;
  readonly #source: string;
  readonly #options: SshServerOptions;
  readonly #limits: Limits;
  readonly #attempts: AttemptLimits;
  #connection: Connection | undefined;
  #grace: Timer;
  #rekey: Timer | undefined;
  #waiting = true;
  #endSessions: () => void = () => undefined;

  constructor(
    socket: Socket,
    address: string,
    options: SshServerOptions,
    limits: Limits,
    attempts: AttemptLimits,
  ) {
    this.#socket = socket;
    this.#address = address;
    this.#source = `${address}:${socket.remotePort ?? 0}`;
    this.#options = options;
    this.#limits = limits;
    this.#attempts = attempts;
    this.#grace = options.clock.after(limits.grace, () => this.cut());
  }

  /** ssh2 has read the client's first line. */
  greet(connection: Connection): void {
    const { service, clock, log } = this.#options;
    this.#connection = connection;
    connection.setMaxListeners(this.#limits.channels * 4 + 16);
    const authentication = new Authentication({
      service,
      clock,
      limits: this.#limits,
      attempts: this.#attempts,
      source: this.#source,
      address: this.#address,
      log: (line) => log?.(line),
      close: () => this.#hangUp(),
    });
    connection.on('authentication', (context) => authentication.attempt(context));
    connection.on('ready', () => this.#ready(connection, authentication.userid));
    connection.on('close', () => this.gone());
    connection.on('end', () => this.gone());
    // port forwarding and the like are refused by ssh2 when nobody listens
  }

  cut(): void {
    this.#connection?.end();
    this.#socket.destroy();
    this.gone();
  }

  /** The connection is gone. Idempotent. */
  gone(): void {
    this.#leave();
    this.#grace.cancel();
    this.#rekey?.cancel();
    this.#endSessions();
  }

  #ready(connection: Connection, userid: string): void {
    const { service, clock, log } = this.#options;
    this.#leave();
    this.#armGrace();
    this.#armRekey(connection);
    this.#endSessions = serveConnection(connection, {
      service,
      clock,
      channels: this.#limits.channels,
      userid,
      source: this.#source,
      backlog: () => this.#backlog(),
      fault: (error) => log?.(`INTERNAL ERROR IN A SESSION OF ${userid}: ${String(error)}`),
      sessions: (open) => {
        this.#grace.cancel();
        if (open === 0) this.#hangUpSoon(connection);
      },
    });
  }

  /** What waits in the socket; a client that reads nothing any more is cut off. */
  #backlog(): number {
    const waiting = this.#socket.writableLength;
    if (waiting > CUT_BACKLOG) this.#options.clock.defer(() => this.cut());
    return waiting;
  }

  /** The last session is over: so is the connection, when the client does not end it. */
  #hangUpSoon(connection: Connection): void {
    this.#grace = this.#options.clock.after(1_000, () => {
      connection.end();
      this.#armGrace();
    });
  }

  #hangUp(): void {
    this.#connection?.end();
    this.#grace.cancel();
    // a client that does not go is cut off
    this.#grace = this.#options.clock.after(1_000, () => this.cut());
  }

  #armGrace(): void {
    this.#grace.cancel();
    this.#grace = this.#options.clock.after(this.#limits.grace, () => this.cut());
  }

  #armRekey(connection: Connection): void {
    this.#rekey = this.#options.clock.after(REKEY_TIME, () => {
      connection.rekey();
      this.#armRekey(connection);
    });
  }

  #leave(): void {
    if (!this.#waiting) return;
    this.#waiting = false;
    this.#attempts.leave(this.#address);
  }
}

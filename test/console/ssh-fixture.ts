/** A server on a free port with users who have consoles, and clients with a real SSH library behind them. */
import ssh2 from 'ssh2';
import type { ClientChannel, ConnectConfig, PseudoTtyOptions } from 'ssh2';
import { HostClock } from '../../src/host/host-clock.js';
import type { Limits } from '../../src/console/attempt-limits.js';
import type { RunningSshServer } from '../../src/console/ssh-server.js';
import { startSshServer } from '../../src/console/ssh-server.js';
import type { TerminalSession } from '../../src/cp/main/console/session.js';
import { makeSession } from '../../src/cp/main/console/session.js';
import { makeConsole } from '../../src/cp/main/console/virtual-console.js';
import type { SessionService } from '../../src/cp/ports/console.js';
import type { ConnectableConsole } from '../../src/cp/main/console/connectable-console.js';
import { NotingHost } from '../cp/main/console/console-fixture.js';

/** The host key and a user's key, made once: they are costly. */
export const HOST_KEY = keyPair().private;
export const USER_KEY = keyPair();

/** A key pair; about one in 256 that ssh2 makes cannot be read. */
function keyPair(): { readonly private: string; readonly public: string } {
  for (;;) {
    const pair = ssh2.utils.generateKeyPairSync('ed25519');
    if (!(ssh2.utils.parseKey(pair.private) instanceof Error)) return pair;
  }
}

/** One session that the service opened. */
export interface Opened {
  readonly userid: string;
  readonly session: TerminalSession;
  readonly console: ConnectableConsole;
  readonly host: NotingHost;
  lost: boolean;
}

/** A service with one password, `right`, and one key for everybody but NOBODY. */
export class FakeService implements SessionService {
  readonly systemName = 'VMTS';
  readonly opened: Opened[] = [];
  readonly verified: string[] = [];
  onOpen: (opened: Opened) => void = () => undefined;
  /** Called at each change of what was opened, so that tests need not look again and again. */
  onChange: () => void = () => undefined;

  verifyPassword(userid: string, password: string): Promise<boolean> {
    this.verified.push(userid);
    return Promise.resolve(password === 'right' && userid !== 'NOBODY');
  }

  keys(userid: string): readonly string[] {
    return userid === 'NOBODY' ? [] : [USER_KEY.public];
  }

  open: SessionService['open'] = (userid, _from, view, terminal) => {
    const host = new NotingHost();
    const clock = new HostClock();
    const console = makeConsole({ host, clock, systemName: 'VMTS' });
    host.console = console;
    const session = makeSession({
      view,
      terminal,
      lost: () => {
        opened.lost = true;
        this.onChange();
      },
    });
    const opened: Opened = { userid, session, console, host, lost: false };
    this.opened.push(opened);
    session.show(console);
    this.onOpen(opened);
    this.onChange();
    return session;
  };
}

/** A server with its service. */
export interface TestServer {
  readonly service: FakeService;
  readonly server: RunningSshServer;
  readonly log: string[];
}

export async function startTestServer(limits: Partial<Limits> = {}): Promise<TestServer> {
  const service = new FakeService();
  const log: string[] = [];
  const server = await startSshServer({
    host: '127.0.0.1',
    port: 0,
    hostKey: HOST_KEY,
    service,
    clock: new HostClock(),
    limits: { delay: 1, ...limits },
    log: (line) => log.push(line),
  });
  return { service, server, log };
}

/** Connects; rejects with the client's error. */
export function connect(
  { server }: TestServer,
  config: ConnectConfig = { password: 'right' },
): Promise<ssh2.Client> {
  const client = new ssh2.Client();
  return new Promise((resolve, reject) => {
    client.on('ready', () => resolve(client));
    client.on('error', reject);
    client.on('close', () => reject(new Error('closed')));
    client.connect({ host: '127.0.0.1', port: server.port, username: 'alice', ...config });
  });
}

/** Opens a shell, with a terminal or (false) without. */
export function shell(
  client: ssh2.Client,
  pty: PseudoTtyOptions | false = { term: 'xterm-256color', cols: 80, rows: 24 },
): Promise<ClientChannel> {
  return new Promise((resolve, reject) => {
    client.shell(pty, (error, channel) => {
      if (error) reject(error);
      else resolve(channel);
    });
  });
}

/** Resolves when `test` holds, looked at each time that `poke` is called by what the promise waits on. */
export function until(
  channel: { on(event: 'data', listener: (data: Buffer) => void): unknown },
  test: (all: string) => boolean,
): Promise<string> {
  let all = '';
  return new Promise((resolve) => {
    channel.on('data', (data) => {
      all += data.toString('utf8');
      if (test(all)) resolve(all);
    });
  });
}

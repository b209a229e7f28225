/**
 * One process at a time on a home. The lock is a listening socket: in Linux's abstract name space, so the
 * end of the process frees it whatever way it ends; elsewhere a socket file, which is taken over when
 * nobody answers behind it. The same socket is how `vmts user` and the like reach a running system.
 */
import { createHash } from 'node:crypto';
import { realpathSync, unlinkSync } from 'node:fs';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Another process has the home. */
export class HomeInUse extends Error {
  constructor(home: string) {
    super(`${home} is in use by another VM/TS: stop that one first, or choose another --home`);
    this.name = 'HomeInUse';
  }
}

/** Address of a home's socket: the same however the path to the home is written. */
export function lockAddress(home: string, platform: NodeJS.Platform = process.platform): string {
  const name = createHash('sha256').update(realpathSync(home)).digest('hex').slice(0, 32);
  const user = String(process.getuid?.() ?? 0);
  return platform === 'linux' ? `\0vmts-${user}-${name}` : join(tmpdir(), `vmts-${name}.sock`);
}

/** A home that this process has. */
export interface HomeLock {
  /** Sets who serves those that connect; without, they are closed. */
  serve(handler: (socket: Socket) => void): void;
  release(): Promise<void>;
}

function listen(server: Server, address: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(false);
      else reject(error);
    });
    server.listen(address, () => resolve(true));
  });
}

/** Connects to the process that has a home; undefined when there is none. */
export function connectHome(home: string): Promise<Socket | undefined> {
  return new Promise((resolve, reject) => {
    const socket = connect(lockAddress(home));
    socket.once('connect', () => {
      socket.removeAllListeners('error');
      resolve(socket);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ECONNREFUSED' || error.code === 'ENOENT') resolve(undefined);
      else reject(error);
    });
  });
}

/** Takes a home (a directory that exists); throws {@link HomeInUse}. */
export async function lockHome(home: string): Promise<HomeLock> {
  const address = lockAddress(home);
  let handler: ((socket: Socket) => void) | undefined;
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    if (handler) handler(socket);
    else socket.destroy();
  });
  server.maxConnections = 32;
  if (!(await listen(server, address))) {
    // a socket file outlives its process; an abstract name does not
    const stale = !address.startsWith('\0') && (await connectHome(home)) === undefined;
    if (stale) unlinkSync(address);
    if (!stale || !(await listen(server, address))) throw new HomeInUse(home);
  }
  return {
    serve: (next) => void (handler = next),
    release: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

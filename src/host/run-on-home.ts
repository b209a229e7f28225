/**
 * Runs `vmts user`, `vmts reader`, `vmts printer` or `vmts disk` on a home: through the socket of the system that runs
 * on it, or, when none does, on the stores themselves under the lock. Part of the composition root.
 */
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { remoteAdministration } from '../console/host-commands/administration-line.js';
import type { HostTools } from '../console/host-commands/command-operands.js';
import { runHostCommand } from '../console/host-commands/host-commands.js';
import type { Administration } from '../cp/ports/administration.js';
import { joinAdministration } from '../cp/main/spool/administration.js';
import { SystemImport } from '../cp/main/segments/import.js';
import { SystemLibrary } from '../cp/main/segments/library.js';
import { HostSpool } from '../cp/main/spool/host-spool.js';
import { SpoolCore } from '../cp/main/spool/spool-core.js';
import type { Clock } from '../shared/clock.js';
import { StoreDiskAdministration } from '../store/disk-administration.js';
import { openHome, readToken } from '../store/home.js';
import { makeFolder } from '../store/make-folder.js';
import { connectHome } from '../store/home-lock.js';
import { type BuildDisk, StoreUserAdministration } from '../store/user-administration.js';

/** Runs the command; returns the exit status. */
export async function runOnHome(
  home: string,
  args: readonly string[],
  tools: (administration: Administration) => HostTools,
  clock: Clock,
  build: BuildDisk,
): Promise<number> {
  makeFolder(resolve(home));
  const socket = await connectHome(resolve(home));
  if (socket) {
    try {
      const token = (await readToken(home)) ?? '';
      return await runHostCommand(tools(remoteAdministration(socket, token)), args);
    } finally {
      socket.destroy();
    }
  }
  const random = (length: number) => randomBytes(length);
  const open = await openHome(home, clock, random);
  try {
    const core = new SpoolCore(open.spool, open.files, {
      clock,
      notify: () => undefined,
      inform: () => undefined,
      operator: (line) => open.operatorLog.write(line),
    });
    await core.store.start();
    core.queues.load(core.store.files());
    try {
      const users = new StoreUserAdministration(open.users, open.minidisks, build);
      const library = new SystemLibrary(open.savedSystems);
      await library.start();
      const systems = new SystemImport(library, () => clock.now());
      const hostSpool = new HostSpool(core, open.users);
      const disks = new StoreDiskAdministration(open.files, open.users, open.minidisks);
      const administration = joinAdministration(users, hostSpool, systems, disks);
      return await runHostCommand(tools(administration), args);
    } finally {
      await core.store.stop();
    }
  } finally {
    await open.close();
  }
}

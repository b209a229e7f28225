#!/usr/bin/env node
/**
 * The composition root: reads options, opens the home, and puts CP, store, SSH server and real processors
 * together; or runs a command on a home (`vmts user add`). No logic beyond that.
 */
import './host/node-version.js';
import { randomBytes } from 'node:crypto';
import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { hostKey } from './console/host-key.js';
import { serveAdministration } from './console/host-commands/administration-line.js';
import { HOST_COMMANDS_HELP } from './console/host-commands/host-commands.js';
import { startSshServer } from './console/ssh-server.js';
import { LinkManager } from './cp/main/links/link-manager.js';
import { joinAdministration } from './cp/main/spool/administration.js';
import { SystemImport } from './cp/main/segments/import.js';
import { HostSpool } from './cp/main/spool/host-spool.js';
import { SpoolCore } from './cp/main/spool/spool-core.js';
import { SpoolManager } from './cp/main/spool/spool-manager.js';
import { TapeManager } from './cp/main/tapes/tape-manager.js';
import { System } from './cp/main/system.js';
import { RealStorage } from './cp/real-storage.js';
import type { ProcessorWorkerData } from './cp/worker-data.js';
import { hostKeyFile } from './host/host-key-file.js';
import { HostClock } from './host/host-clock.js';
import { hostTools } from './host/host-tools.js';
import { OPTIONS_HELP, readOptions, WrongOption } from './host/options.js';
import type { Options } from './host/options.js';
import { diskBuilder } from './host/system-disk.js';
import { systemImagePlace } from './host/system-image-place.js';
import { startFailure } from './host/start-failure.js';
import type { StartPlace } from './host/start-failure.js';
import { runOnHome } from './host/run-on-home.js';
import { hostZone } from './host/time-zone.js';
import { workerThread } from './host/worker-thread.js';
import { StoreDiskAdministration } from './store/disk-administration.js';
import { builtImage } from './store/built-image.js';
import { firstStart, firstStartText } from './store/first-start.js';
import { openHome } from './store/home.js';
import type { Home } from './store/home.js';
import { HomeInUse } from './store/home-lock.js';
import { PROGRAM_DISK, renewSystemDisk, SYSTEM_DISK } from './store/system-disk.js';
import { FileTapeStore } from './store/tape-store.js';
import { StoreUserAdministration } from './store/user-administration.js';

const VERSION = '0.1.0';
/** The users that a new home begins with stand here, beside dist. */
const USERS = resolve(import.meta.dirname, '../../users');

const random = (length: number): Uint8Array => randomBytes(length);

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** Everything that runs, with its end. */
async function run(options: Options, home: Home, clock: HostClock): Promise<void> {
  const storage = RealStorage.reserve({ size: options.storage });
  let spoolCore: SpoolCore | undefined;
  let tapes: TapeManager | undefined;
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolved) => {
    end = resolved;
  });
  const system = new System({
    systemName: 'VMTS',
    version: VERSION,
    clock,
    zone: hostZone(clock.now()),
    directory: home.users,
    log: home.operatorLog,
    records: home.records,
    savedSystems: home.savedSystems,
    storage,
    processors: options.processors,
    startThread: (index) => {
      const workerData: ProcessorWorkerData = { memory: storage.memory, index };
      return workerThread(new Worker(new URL('./processor.js', import.meta.url), { workerData }));
    },
    watch: true,
    makeSpool: (cp) => {
      spoolCore = new SpoolCore(home.spool, home.files, cp);
      return new SpoolManager(spoolCore);
    },
    makeLinks: (cp) => new LinkManager(home.minidisks, cp),
    makeTapes: (cp) => (tapes = new TapeManager(new FileTapeStore(home.files), cp)),
    ended: () => end(),
  });
  if (spoolCore === undefined) throw new Error('the spool was not made');
  const administration = userAdministration(
    home,
    clock,
    (userid) => system.machine(userid) !== undefined,
  );
  const made = await firstStart({
    files: home.files,
    directory: home.directory,
    sources: USERS,
    users: home.users,
    administration,
    random,
  });
  await systemDisks(home);
  // at once: whatever goes wrong from here on, nobody else knows them
  for (const line of firstStartText(made)) say(line);
  const fault = (error: unknown): void =>
    system.operator(
      `INTERNAL ERROR: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
  process.on('uncaughtException', fault);
  process.on('unhandledRejection', fault);
  await system.start();
  const { segments } = system;
  const systems = new SystemImport(
    segments.library,
    () => clock.now(),
    (before) => segments.replaced(before),
  );
  const hostSpool = new HostSpool(spoolCore, home.users);
  const disks = new StoreDiskAdministration(home.files, home.users, home.minidisks);
  const whole = joinAdministration(administration, hostSpool, systems, disks, tapes);
  home.lock.serve((socket) => serveAdministration(socket, home.token, whole));
  const server = await startSshServer({
    host: options.host,
    port: options.port,
    hostKey: hostKey(hostKeyFile(`${home.directory}/host-key`)),
    service: system.sessions,
    clock,
    log: (line) => system.operator(line),
  });
  let stopping = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      // a second signal does not wait for the order
      if (stopping) process.exit(1);
      stopping = true;
      system.shutdown(signal);
    });
  }
  // last: whoever reads it may send a signal at once
  say(`VM/TS ready: ssh -p ${server.port} USERID@${server.host}`);
  await ended;
  await server.close();
}

/** Makes the system disks anew that are of another version. */
async function systemDisks(home: Home): Promise<void> {
  const { files, directory, users, minidisks } = home;
  const report = (line: string): void => home.operatorLog.write(line);
  // what makes them is loaded only when they must be made
  const builders = async () => import('./build-disks.js');
  const build190 = async () => (await builders()).buildSystemDisk();
  const build19e = async () => (await builders()).buildProgramDisk();
  for (const [disk, name, build] of [
    [SYSTEM_DISK, '190', build190],
    [PROGRAM_DISK, '19E', build19e],
  ] as const) {
    const image = await builtImage({ ...systemImagePlace(), name, build, report });
    const renewed = await renewSystemDisk({ files, directory, users, minidisks, disk, image });
    if (renewed !== undefined) report(renewed);
  }
}

function userAdministration(
  home: Home,
  clock: HostClock,
  isLoggedOn: (userid: string) => boolean,
): StoreUserAdministration {
  const build = diskBuilder(() => clock.now());
  return new StoreUserAdministration(home.users, home.minidisks, build, isLoggedOn);
}

/** Where this start was to be, for the message when it cannot. */
let place: StartPlace | undefined;

async function main(): Promise<number> {
  const args = process.argv.slice(2);
  if (args.includes('--help')) {
    for (const line of [...OPTIONS_HELP, ...HOST_COMMANDS_HELP]) say(line);
    return 0;
  }
  if (args.includes('--version')) {
    say(`VM/TS ${VERSION}`);
    return 0;
  }
  const options = readOptions(args, process.env, USERS);
  place = options;
  const clock = new HostClock();
  if (options.command.length > 0) {
    const build = diskBuilder(() => clock.now());
    return runOnHome(options.home, options.command, hostTools, clock, build);
  }
  const home = await openHome(options.home, clock, random);
  try {
    await run(options, home, clock);
  } finally {
    await home.close();
  }
  return 0;
}

main().then(
  (status) => {
    process.exit(status);
  },
  (error: unknown) => {
    const known = error instanceof WrongOption || error instanceof HomeInUse;
    const ours = error instanceof Error ? (known ? error.message : error.stack) : String(error);
    const text = startFailure(error, place) ?? ours;
    process.stderr.write(`vmts: ${text ?? 'failed'}\n`);
    process.exit(error instanceof WrongOption ? 2 : 1);
  },
);

/** Looks at a home on which no system runs: every minidisk, the spool, the directory, the lock. */
import { closeSync, existsSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { HostClock } from '../../src/host/host-clock.js';
import { decodeRecord, FILE_HEADER } from '../../src/shared/spool-record.js';
import { runCheck } from '../../src/store/cms-check/check-disk.js';
import { openHome } from '../../src/store/home.js';

/** A file of the spool by whose it is. */
export const spoolName = (owner: string, id: number): string => `${owner} ${id}`;

function imageFaults(path: string): string[] {
  const file = openSync(path, 'r');
  try {
    const report = runCheck(Math.floor(fstatSync(file).size / 512), (block, count) => {
      const bytes = new Uint8Array(count * 512);
      return readSync(file, bytes, 0, bytes.length, block * 512) === bytes.length
        ? bytes
        : undefined;
    });
    return report.faults.map((fault) => `${path}: ${fault}`);
  } finally {
    closeSync(file);
  }
}

/** What is wrong with the minidisks. */
function diskFaults(home: string): string[] {
  const faults: string[] = [];
  const users = join(home, '.run/users');
  for (const userid of readdirSync(users)) {
    for (const name of readdirSync(join(users, userid))) {
      if (name.endsWith('.image')) faults.push(...imageFaults(join(users, userid, name)));
    }
  }
  return faults;
}

/**
 * Examines a home. `announced` are spool files that must be there, `users` userids that must be.
 * @returns a line for each fault
 */
export async function examine(
  home: string,
  announced: ReadonlySet<string>,
  users: ReadonlySet<string>,
): Promise<string[]> {
  const faults = diskFaults(home);
  const open = await openHome(home, new HostClock(), (length) => randomBytes(length));
  try {
    for (const userid of users) {
      if (open.users.find(userid) === undefined) faults.push(`user ${userid} is gone`);
    }
    await open.spool.start();
    const present = new Set<string>();
    for (const file of open.spool.files()) {
      const name = spoolName(file.owner, file.id);
      if (present.has(name)) faults.push(`spool file ${name} is there twice`);
      present.add(name);
      const { handle, bytes } = await open.spool.open(file.owner, file.id);
      const content = new Uint8Array(bytes);
      if (open.files.readAt(handle, FILE_HEADER, content) !== bytes)
        faults.push(`spool file ${name} is short`);
      await open.spool.close(handle);
      let at = 0;
      let records = 0;
      for (
        let one = decodeRecord(content, at);
        one !== undefined;
        one = decodeRecord(content, at)
      ) {
        at = one.next;
        if (one.record.data.length > 0) records++;
      }
      if (at !== bytes) faults.push(`spool file ${name} ends in half a record`);
      if (file.device === 'PUN' && records !== file.records)
        faults.push(`spool file ${name} has ${records} records, not ${file.records}`);
    }
    for (const name of announced) {
      if (!present.has(name)) faults.push(`spool file ${name} was announced and is gone`);
    }
    const left = join(home, '.run/spool/open');
    if (existsSync(left) && readdirSync(left).length > 0) faults.push('half files in the spool');
    await open.spool.stop();
  } finally {
    await open.close();
  }
  return faults;
}

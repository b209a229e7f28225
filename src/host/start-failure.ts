/** Why the system cannot start, in words for the person at the host. */

/** What is known of where it was to start. */
export interface StartPlace {
  readonly home: string;
  readonly host: string;
  readonly port: number;
}

/** Failures of the host's files, and what they mean. */
const FILE_FAILURES: Readonly<Record<string, string>> = {
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOTDIR: 'part of the path is no folder',
  EEXIST: 'it is no folder',
  ENOENT: 'it cannot be made there',
  ENOSPC: 'the file system is full',
  EDQUOT: 'the disk quota is used up',
  ENAMETOOLONG: 'the name is too long',
};

/** One line for a failure of the host that a person can mend; undefined for one of ours. */
export function startFailure(error: unknown, place: StartPlace | undefined): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || place === undefined) return undefined;
  const { home, host, port } = place;
  if (syscall === 'listen' || syscall === 'getaddrinfo') {
    if (code === 'EADDRINUSE')
      return `port ${port} on ${host} is in use: stop what listens there, or choose another with --port`;
    if (code === 'EACCES' || code === 'EPERM')
      return `no permission to listen on port ${port}: choose another with --port`;
    return `cannot listen on ${host}: no such address on this host (${code})`;
  }
  const failure = FILE_FAILURES[code];
  return failure === undefined
    ? undefined
    : `cannot use ${home} as home: ${failure} (choose another folder with --home)`;
}

/** What `vmts` may be told on its command line and by the environment. */
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';

/** Options of a running system. */
export interface Options {
  /** Folder with what is kept. */
  readonly home: string;
  readonly host: string;
  /** 0 is any free port. */
  readonly port: number;
  readonly processors: number;
  /** Bytes of real storage. */
  readonly storage: number;
  /** What is left: a command for the host (`user add ...`). */
  readonly command: readonly string[];
}

/** What was typed wrong, for the person at the host. */
export class WrongOption extends Error {}

/** How `vmts` is started. */
export const OPTIONS_HELP: readonly string[] = [
  'vmts [--home DIR] [--host ADDRESS] [--port N] [--processors N] [--storage MIB]',
  '  --home DIR       folder with users, disks and spool (VMTS_HOME; users/)',
  '  --host ADDRESS   where to listen (127.0.0.1)',
  '  --port N         for SSH, 0 takes any free port (VMTS_PORT; 2222)',
  '  --processors N   threads that run virtual machines (one fewer than the cores of the host)',
  '  --storage MIB    real storage for all virtual machines together (2048)',
];

function number(name: string, text: string, least: number, most: number): number {
  const value = /^\d{1,9}$/.test(text) ? Number(text) : NaN;
  if (!(value >= least && value <= most))
    throw new WrongOption(`--${name}: a number from ${least} to ${most} is wanted, not ${text}`);
  return value;
}

const NAMES = ['home', 'host', 'port', 'processors', 'storage'] as const;
type Name = (typeof NAMES)[number];

/**
 * Reads arguments and environment; the options may stand in front of a command and behind it (`--home`
 * is the only one that a command has, too).
 * @param usualHome - the home when none is given
 */
export function readOptions(
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
  usualHome: string,
): Options {
  const given = new Map<Name, string>();
  const command: string[] = [];
  for (let n = 0; n < args.length; n++) {
    const [word = '', value] = (args[n] ?? '').split(/=(.*)/s, 2);
    const name = NAMES.find((one) => word === `--${one}`);
    if (name === undefined || (command.length > 0 && name !== 'home')) {
      if (command.length === 0 && word.startsWith('--'))
        throw new WrongOption(`unknown option ${word}`);
      command.push(args[n] ?? '');
      continue;
    }
    const text = value ?? args[++n];
    if (text === undefined || text === '') throw new WrongOption(`${word} wants a value`);
    given.set(name, text);
  }
  const take = (name: Name, otherwise: string | number): string =>
    given.get(name) ?? String(otherwise);
  return {
    home: resolve(take('home', environment['VMTS_HOME'] ?? usualHome)),
    host: take('host', '127.0.0.1'),
    port: number('port', take('port', environment['VMTS_PORT'] ?? 2222), 0, 65535),
    processors: number(
      'processors',
      take('processors', Math.max(1, Math.min(63, availableParallelism() - 1))),
      1,
      63,
    ),
    storage: number('storage', take('storage', 2048), 128, 2048) * 1024 * 1024,
    command,
  };
}

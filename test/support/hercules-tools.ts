/** The disk programs of Hercules, where they are installed; tests that need them are skipped elsewhere. */
import { spawnSync } from 'node:child_process';

/** Whether they are there; says so once when not. */
export const HERCULES_TOOLS: boolean = [
  'dasdinit',
  'dasdload',
  'dasdls',
  'dasdcopy',
  'cckdcdsk',
].every((name) => spawnSync(name, ['-v'], { stdio: 'ignore' }).error === undefined);

/** Runs one in a folder; throws with what it said when it failed. */
export function hercules(folder: string, name: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(name, [...args], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (status !== 0)
    throw new Error(`${name} ${args.join(' ')}: ${String(status)} ${stdout} ${stderr}`);
  return `${stdout}${stderr}`;
}

/**
 * Declares tests that need Hercules' tools. A machine without them passes `npm test`, which wants Node alone and
 * allows no pending test: there they are left out, with a line that says so.
 */
export function describeWithTools(title: string, there: boolean, suite: () => void): void {
  if (there) describe(title, suite);
  else console.log(`  left out: ${title}: Hercules' tools are not installed`);
}

/**
 * Holds whole programs against Debian's regina-rexx: each of a folder and those below it is run here and there.
 *
 *   node dist/test/oracle/rexx/programs-main.js FOLDER [--show K]
 *
 * Programs of others stay outside of the repository. Left out are those that ask for the time, chance, files or their own
 * source, that Regina does not finish in PATIENCE, and what is not written in ASCII is made `#`. The trace of an error is
 * not compared. What differs has to be looked at: character codes are EBCDIC here, `--` begins no comment, some functions
 * are there and not here.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runRexx } from '../../support/rexx-program.js';

/** Milliseconds that Regina has for a program, and steps of it that ours has. */
const PATIENCE = 3000;
const STOPS = 20_000;

const OUTSIDE =
  /line(?:in|out)|lines *\(|char(?:in|out)|chars *\(|parse +linein|time *\(|date *\(|random|RxFunc|sourceline|::|parse +source|parse +version/i;

const { values, positionals } = parseArgs({
  options: { show: { type: 'string', default: '50' } },
  allowPositionals: true,
});
const [top] = positionals;
if (top === undefined) {
  console.error('which folder?');
  process.exit(2);
}

/** Lines as both have them: without traced clauses, second lines of errors, names of files and letters of messages. */
function plain(lines: readonly string[]): string[] {
  return lines
    .filter((line) => !/^ *\d+ (?:\+\+\+|\*-\*)|^Error \d+\.\d+: /.test(line))
    .map((line) =>
      line
        .replace(/^DMSREX\d+E /, '')
        .replace(/running (?:TEST EXEC|".*?"|), line/, 'line')
        .replace(/not "0" or "1"$/, 'not 0 or 1')
        .trimEnd(),
    )
    .filter((line) => line !== '');
}

function ours(source: string): string[] {
  try {
    return plain(runRexx(source, { stops: STOPS, budget: 4000 }).lines);
  } catch (error) {
    return [String(error)];
  }
}

const folder = mkdtempSync(join(tmpdir(), 'vmts-rexx-'));
const file = join(folder, 'program.rexx');
/** Where a program is: what it writes is gone before the next one. */
const cwd = join(folder, 'work');
const env = { ...process.env, REGINA_OPTIONS: 'STDOUT_FOR_STDERR' };
let same = 0;
let out = 0;
let shown = 0;
let differ = 0;
try {
  for (const name of readdirSync(top, { recursive: true, encoding: 'utf8' }).sort()) {
    if (!/\.(?:rexx|rex)$/i.test(name)) continue;
    const source = readFileSync(join(top, name), 'utf8')
      .replaceAll('\r\n', '\n')
      .replaceAll(/[^\n\x20-\x7e]/gu, '#')
      .replace(/\n$/, '');
    writeFileSync(file, source);
    rmSync(cwd, { recursive: true, force: true });
    mkdirSync(cwd);
    const limit = { timeout: PATIENCE, killSignal: 'SIGKILL' } as const;
    const theirs = OUTSIDE.test(source)
      ? undefined
      : spawnSync('rexx', [file], { encoding: 'latin1', cwd, env, input: '', ...limit });
    if (theirs === undefined || theirs.error !== undefined || theirs.signal !== null) {
      out++;
      continue;
    }
    const [a, b] = [ours(source), plain(theirs.stdout.split('\n'))];
    const at = a.findIndex((line, i) => line !== b[i]);
    if (at < 0 && a.length === b.length) {
      same++;
      continue;
    }
    differ++;
    if (shown++ >= Number(values.show)) continue;
    const line = at < 0 ? a.length : at;
    console.log(
      `\n${name}, line ${String(line + 1)}\n  ours:   ${a[line] ?? '(end)'}\n  Regina: ${b[line] ?? '(end)'}`,
    );
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${String(same)} the same, ${String(differ)} differ, ${String(out)} left out`);

/**
 * The second opinion on REXX: random clauses, run here and by Debian's regina-rexx, must say the same.
 *
 *   npm run test:oracle:rexx -- [--seed S] [--programs N] [--show K]
 *
 * A program has CLAUSES clauses, each of which says its result or the number of its error. Here it runs a second time
 * with each clause TURNS times in a row, of which some are quick clauses (`src/cms/rexx/quick/`) and the last ones generated
 * code: all must say what the first run has said. The seed is printed; what differs is printed with its clause. Where
 * Regina is known to differ from ANSI X3.274 is in `exceptions.ts`.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { runRexx } from '../../support/rexx-program.js';
import { excepted } from './exceptions.js';
import { chanceOf } from './chance.js';
import { programOf } from './generator.js';
import { tracedLines, tracedProgram } from './trace-generator.js';
import { INTERACTIVE, pausesOf } from './interactive-table.js';

const CLAUSES = 200;
/** Traced programs for each of the others. */
const TRACED = 5;
/** How often a clause runs in the second run; more than it takes to become quick. */
const TURNS = 12;
/** Turns after which code is generated. */
const WORTH = 9;
/** Between the turns of a clause. */
const TURN = '~turn~';
/** Milliseconds that Regina has for a program. */
const PATIENCE = 20_000;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
    programs: { type: 'string', default: '50' },
    show: { type: 'string', default: '20' },
  },
});
const seed = Number(values.seed);
const programs = Number(values.programs);
if (!Number.isInteger(seed) || !Number.isInteger(programs)) {
  console.error('--seed and --programs are whole numbers');
  process.exit(2);
}
console.log(`seed ${String(seed)}: ${String(programs)} programs of ${String(CLAUSES)} clauses`);
const folder = mkdtempSync(join(tmpdir(), 'vmts-rexx-'));
let differences = 0;
let clauses = 0;

/** The lines between two marks, one list for each clause. */
function parts(lines: readonly string[]): string[] {
  return lines
    .join('\n')
    .split(/^#\d+\n?/m)
    .slice(1)
    .map((part) => part.replaceAll(/ +$/gm, '').trimEnd());
}

/** The program with each of its clauses several times in a row. */
function repeated(source: string): string {
  return source.replace(
    /^say '#(\d+)'; call r\1$/gm,
    `say '#$1'; do ${String(TURNS)}; say '${TURN}'; call r$1; end`,
  );
}

/** What a later turn of a clause has said otherwise than the first run; undefined when nothing. */
function oddTurn(first: string, again: string): string | undefined {
  const turns = again.split(TURN).slice(1);
  if (turns.length !== TURNS) return `${String(turns.length)} turns`;
  // a line that is traced again has no number
  const plain = (text: string): string =>
    text
      .replaceAll(/^ *\d+ \*-\*/gm, '       *-*')
      .replace(/^\n/, '')
      .trimEnd();
  return turns.map(plain).find((turn) => turn !== plain(first));
}

/** What the shell would give for a command. */
function returnCode(text: string): number {
  return Number(/^exit (\d+)$/.exec(text)?.[1] ?? 127);
}

/**
 * As Regina would show it, had it our marks: it has one of its own for NOT, shows what is looked up in a tail, the first
 * one of an expression twice, and blanks behind a clause.
 */
function theirParts(lines: readonly string[]): string[] {
  return parts(lines).map((part) =>
    part
      .replaceAll(/ +$/gm, '')
      .replaceAll(/^( +)>U>/gm, '$1>P>')
      .replaceAll(/^( +\+\+\+) RC=(-?\d+) \+\+\+$/gm, '$1 RC($2) +++')
      .replaceAll(/^( +>V>.*\n)( +>C>.*\n)\1\2/gm, '$1$2')
      .replaceAll(/^ +>V>.*\n( +>C>)/gm, '$1'),
  );
}

try {
  for (let n = 0; n < programs; n++) {
    const source = programOf(chanceOf(seed + n), CLAUSES).replace(
      /^call r(\d+)$/gm,
      "say '#$1'; call r$1",
    );
    const file = join(folder, 'program.rexx');
    writeFileSync(file, source);
    // it does not listen to SIGTERM when it runs in circles
    const limit = { timeout: PATIENCE, killSignal: 'SIGKILL' } as const;
    const env = { ...process.env, REGINA_OPTIONS: 'STDOUT_FOR_STDERR' };
    const theirs = spawnSync('rexx', [file], { encoding: 'latin1', cwd: folder, env, ...limit });
    if (theirs.signal !== null) {
      console.log(`seed ${String(seed + n)}: Regina does not come to an end; left out`);
      continue;
    }
    if (theirs.error !== undefined) throw theirs.error;
    const other = theirParts(theirs.stdout.split('\n'));
    if (other.length === 0) {
      console.log(`seed ${String(seed + n)}: Regina says ${theirs.stdout}`);
      differences++;
      continue;
    }
    const ours = parts(runRexx(source, { command: returnCode }).lines);
    const again = parts(runRexx(repeated(source), { command: returnCode, worth: WORTH }).lines);
    for (let i = 0; i < CLAUSES; i++) {
      clauses++;
      const odd = oddTurn(ours[i] ?? '', again[i] ?? '');
      if (ours[i] === other[i] && odd === undefined) continue;
      const clause = new RegExp(
        `^r${String(i)}: procedure; signal on syntax name e${String(i)}; (.*); return$`,
        'm',
      ).exec(source);
      const text = clause?.[1] ?? '';
      if (odd !== undefined) {
        differences++;
        if (differences <= Number(values.show))
          console.log(`\n${text}\n  first: ${String(ours[i])}\n  later: ${odd}`);
        continue;
      }
      if (excepted(text, ours[i] ?? '', other[i] ?? '')) continue;
      differences++;
      if (differences > Number(values.show)) continue;
      console.log(`\n${text}\n  ours:   ${String(ours[i])}\n  Regina: ${String(other[i])}`);
    }
  }
  const traced = Array.from({ length: programs * TRACED }, (_, n) =>
    tracedProgram(chanceOf(seed + n)),
  );
  const sessions = [
    ...INTERACTIVE.map((session) => ({ session, shownBy: pausesOf })),
    ...traced.map((session) => ({ session, shownBy: tracedLines })),
  ];
  for (const { session, shownBy } of sessions) {
    const { program, typed } = session;
    clauses++;
    const file = join(folder, 'program.rexx');
    writeFileSync(file, program);
    const input = typed.map((line) => `${line}\n`).join('');
    const env = { ...process.env, REGINA_OPTIONS: 'STDOUT_FOR_STDERR' };
    const limit = { timeout: PATIENCE, killSignal: 'SIGKILL' } as const;
    const theirs = spawnSync('rexx', [file], {
      encoding: 'latin1',
      cwd: folder,
      env,
      input,
      ...limit,
    });
    const [ours, other] = [
      runRexx(program, { typed, command: returnCode }).lines,
      theirs.stdout.split('\n'),
    ].map(shownBy);
    if (ours === other) continue;
    differences++;
    if (differences > Number(values.show)) continue;
    console.log(`\n${program}\n  ours:   ${String(ours)}\n  Regina: ${String(other)}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
console.log(`${String(clauses)} clauses compared, ${String(differences)} differ`);
process.exitCode = differences === 0 ? 0 : 1;

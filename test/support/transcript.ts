/**
 * Transcripts: the log of a console, one file a command in test/transcripts/. What is typed and every line that comes
 * back, in order; a test plays the one and compares the other, line by line, in process and through the real OpenSSH client.
 *
 *   # comment
 *   > copyfile alpha data a beta data a    a line that is typed, be it a command or an answer
 *   BOB> link alice 191 291 rr             the same by another user, logged on at the first such line; what ALICE gets of it
 *                                          comes in front of her next answer
 *   Ready;                                 what comes: every line, the return code in Ready(00028); included
 *   file ALPHA DATA                        a file of the A-disk: lines behind it that begin with |
 *   file ALPHA DATA F 80                   the same with another record format
 *   | its lines
 *   wait 10                                seconds pass
 *   [PF3]                                  a key is pressed (where there is a screen)
 *   host tape ALICE 181 tape:a.aws --ring  a vmts subcommand on the host; `tape:` is a folder for such files
 *
 * A file NAME.screens is the same for somebody at a 3270: what comes is each time the whole screen, row by row. In front of a
 * line that is typed at the end of a page of lines, the page is cleared.
 *
 * Behind a comment `# messages` stands what goes wrong. Empty lines in a transcript are for the eye; an empty line
 * that came is a backslash, and a line that came which looks like one of the above has a backslash in front. Times and
 * dates are letters (`hh:mm:ss`, `mm/dd/yy`), blanks at the end do not count.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

/** A file that a transcript makes. */
interface FileStep {
  readonly kind: 'file';
  /** `EXECIO n DISKW` with these operands writes it. */
  readonly operands: string;
  readonly lines: readonly string[];
}

/** A line that is typed, and what it brings. */
interface TypeStep {
  readonly kind: 'type';
  readonly line: string;
  /** Who types it; ALICE without. */
  readonly userid: string | undefined;
  readonly output: readonly string[];
}

/** Time that passes, and what it brings. */
interface WaitStep {
  readonly kind: 'wait';
  readonly seconds: number;
  readonly output: readonly string[];
}

/** A key. */
interface KeyStep {
  readonly kind: 'key';
  readonly key: string;
  readonly output: readonly string[];
}

/** A subcommand of `vmts` on the host. */
interface HostStep {
  readonly kind: 'host';
  readonly words: readonly string[];
  readonly output: readonly string[];
}

/** One thing that is done. */
export type TranscriptStep = FileStep | OutputStep;

type OutputStep = TypeStep | WaitStep | HostStep | KeyStep;

/** A transcript as it was read: between the steps stand comments and empty lines, so that it can be written again. */
export interface Transcript {
  readonly name: string;
  /** What comes are the rows of a screen, not lines. */
  readonly screens: boolean;
  readonly path: string;
  readonly text: string;
  readonly steps: readonly TranscriptStep[];
}

/** Where a transcript is played: by somebody who sees lines. */
export interface LineTerminal {
  /**
   * Types a line and returns what comes before the next is wanted; `expected` is how many lines that should be. `userid` is
   * somebody else who types.
   */
  type(line: string, expected: number, userid?: string): Promise<readonly string[]>;
  /** Presses a key, where there are keys. */
  press?(key: string): Promise<readonly string[]>;
  /** Lets time pass. */
  wait(seconds: number, expected: number): Promise<readonly string[]>;
  /** Runs a subcommand of `vmts`, and returns what the person at the terminal is told of it. */
  host(words: readonly string[], expected: number): Promise<readonly string[]>;
}

const FOLDER = resolve(import.meta.dirname, '../../../test/transcripts');
/** A line that is typed: by whom, and the line. */
const TYPED = /^([A-Z][A-Z0-9]{0,7})?>(?: (.*))?$/;
const KEY = /^\[([A-Z0-9]+)\]$/;
const LOOKS_OTHER =
  /^(?:(?:[A-Z][A-Z0-9]{0,7})?>(?: |$)|#|\[[A-Z0-9]+\]$|\\|\||(?:file|wait|host) )/;

/** All transcripts of a folder, by name. */
export function transcripts(folder: string): Transcript[] {
  return readdirSync(join(FOLDER, folder))
    .filter((file) => /\.(transcript|screens)$/.test(file))
    .sort()
    .map((file) => {
      const path = join(FOLDER, folder, file);
      const text = readFileSync(path, 'utf8');
      const screens = file.endsWith('.screens');
      return { name: file.replace(/\..*/, ''), screens, path, text, steps: readSteps(text) };
    });
}

/** Lines of a transcript that are no output. */
function isFrame(line: string): boolean {
  return line === '' || line.startsWith('#');
}

/**
 * The steps that a text has.
 * @throws Error for output in front of what is typed
 */
export function readSteps(text: string): TranscriptStep[] {
  const steps: TranscriptStep[] = [];
  let open: { lines: string[]; file: boolean } | undefined;
  text.split('\n').forEach((raw, at) => {
    const line = raw.trimEnd();
    const file = /^file (\S+ \S+)(?: ([FV] \d+))?$/.exec(line);
    const wait = /^wait (\d+)$/.exec(line);
    const typed = TYPED.exec(line);
    if (file !== null) {
      const lines: string[] = [];
      steps.push({ kind: 'file', operands: `${file[1] ?? ''} A 1 ${file[2] ?? 'V'}`, lines });
      open = { lines, file: true };
    } else if (line.startsWith('|') && open?.file === true) {
      open.lines.push(raw.slice(raw.startsWith('| ') ? 2 : 1));
    } else if (wait !== null) {
      const output: string[] = [];
      steps.push({ kind: 'wait', seconds: Number(wait[1]), output });
      open = { lines: output, file: false };
    } else if (KEY.test(line)) {
      const output: string[] = [];
      steps.push({ kind: 'key', key: line.slice(1, -1), output });
      open = { lines: output, file: false };
    } else if (line.startsWith('host ')) {
      const output: string[] = [];
      steps.push({ kind: 'host', words: line.split(' ').slice(1), output });
      open = { lines: output, file: false };
    } else if (typed !== null) {
      const output: string[] = [];
      steps.push({ kind: 'type', line: typed[2] ?? '', userid: typed[1], output });
      open = { lines: output, file: false };
    } else if (!isFrame(line)) {
      if (open === undefined || open.file) throw new Error(`line ${at + 1}: nothing was typed`);
      open.lines.push(line.startsWith('\\') ? line.slice(1) : line);
    }
  });
  return steps;
}

/** A line as it is compared: what differs from day to day is letters. */
export function masked(line: string): string {
  return (
    line
      .replace(/^(Ready(?:\(-?\d+\))?;) T=\d+\.\d\d\/\d+\.\d\d \d\d:\d\d:\d\d/, '$1')
      .replaceAll(/(?:\d\d|(?<= ) \d|\b\d):\d\d:\d\d\b/g, (time) =>
        'hh:mm:ss'.slice(8 - time.length),
      )
      .replaceAll(/\b\d{4}-\d\d-\d\d\b/g, 'yyyy-mm-dd')
      .replaceAll(/(?:\d\d|(?<= ) \d|\b\d)\/\d\d\/\d{4}\b/g, (date) =>
        'mm/dd/yyyy'.slice(10 - date.length),
      )
      .replaceAll(/(?:\d\d|(?<= ) \d|\b\d)\/\d\d\/\d\d\b/g, (date) =>
        'mm/dd/yy'.slice(8 - date.length),
      )
      .replaceAll(/\b\d\d\/\d\d(?= hh:mm)/g, 'mm/dd')
      .replaceAll(/\b\d\d\.\d\d(?= m?m\/dd)/g, 'hh.mm')
      .replaceAll(/\b(?:SUN|MON|TUES|WEDNES|THURS|FRI|SATUR)DAY\b/g, 'WEEKDAY')
      .replaceAll(/\bGRAF L[0-9A-F]{4}\b/g, 'GRAF Lnnnn')
      // what is on the system disks grows
      .replace(/^(CMS19\w 19\w +\S+ +R\/O) .*/, '$1 ...')
      .replace(/^([SY](?:\/S)? +R\/O) +\d+ /, '$1      nnnn ')
      .trimEnd()
  );
}

/** What a played transcript came to: the same text with the output that really came, and where it differs first. */
export interface Played {
  readonly text: string;
  readonly difference: string | undefined;
}

/**
 * Plays a transcript. `goOn`: past the first difference, to see what came altogether; `shown` is made of a line that is
 * wanted, where something of it is another here.
 */
export async function playTranscript(
  transcript: Transcript,
  terminal: LineTerminal,
  goOn: boolean,
  shown: (line: string) => string = (line) => line,
): Promise<Played> {
  const outputs: (readonly string[])[] = [];
  let difference: string | undefined;
  for (const step of transcript.steps) {
    if (step.kind === 'file') {
      await writeFile(step, terminal);
      outputs.push([]);
      continue;
    }
    const lines = (await done(step, terminal)).map(masked);
    outputs.push(lines);
    const wanted = step.output.map((line) => masked(shown(line)));
    if (lines.join('\n') === wanted.join('\n')) continue;
    difference ??= differenceOf(transcript.name, step, wanted, lines);
    if (!goOn) break;
  }
  return { text: rewritten(transcript.text, outputs), difference };
}

function done(step: OutputStep, terminal: LineTerminal): Promise<readonly string[]> {
  const expected = step.output.length;
  if (step.kind === 'type') return terminal.type(step.line, expected, step.userid);
  if (step.kind === 'wait') return terminal.wait(step.seconds, expected);
  if (step.kind === 'host') return terminal.host(step.words, expected);
  if (terminal.press === undefined) throw new Error(`no key ${step.key} on this terminal`);
  return terminal.press(step.key);
}

/** Writes a file over the console, as EXECIO reads typed lines when the program stack is empty. */
async function writeFile(step: FileStep, terminal: LineTerminal): Promise<void> {
  let came = await terminal.type(`EXECIO ${step.lines.length} DISKW ${step.operands} (FINIS`, 0);
  for (const [at, line] of step.lines.entries()) {
    if (came.some((row) => row.startsWith('Ready'))) break;
    came = await terminal.type(line, at === step.lines.length - 1 ? 1 : 0);
  }
  if (!came.some((row) => masked(row) === 'Ready;')) {
    throw new Error(`file ${step.operands}: ${came.join('\n')}`);
  }
}

function differenceOf(
  name: string,
  step: OutputStep,
  wanted: readonly string[],
  came: readonly string[],
): string {
  const what = step.kind === 'type' ? `> ${step.line}` : JSON.stringify(step);
  const shown = (mark: string, lines: readonly string[], others: readonly string[]): string[] =>
    lines.map((line, i) => `  ${line === others[i] ? ' ' : mark} ${line}`);
  return [
    `${name}: ${what}`,
    'expected:',
    ...shown('-', wanted, came),
    'came:',
    ...shown('+', came, wanted),
  ].join('\n');
}

/** The text with other output; comments and empty lines stay in front of what they stood in front of. */
function rewritten(text: string, outputs: readonly (readonly string[])[]): string {
  const result: string[] = [];
  let frame: string[] = [];
  let step = -1;
  for (const raw of text.replace(/\n$/, '').split('\n')) {
    const line = raw.trimEnd();
    if (isFrame(line)) frame.push(line);
    else if (
      line.startsWith('|') ||
      TYPED.test(line) ||
      /^(?:file .*|wait \d+|host .*|\[[A-Z0-9]+\])$/.test(line)
    ) {
      result.push(...frame, line.startsWith('|') ? raw : line);
      frame = [];
      if (line.startsWith('|')) continue;
      const output = outputs[++step] ?? [];
      result.push(...output.map((one) => (one === '' || LOOKS_OTHER.test(one) ? `\\${one}` : one)));
    }
  }
  return [...result, ...frame, ''].join('\n');
}

/** Puts what came into the file of a transcript, for a person to read. */
export function writeTranscript(transcript: Transcript, text: string): void {
  writeFileSync(transcript.path, text);
}

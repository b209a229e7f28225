/**
 * Files that nobody made on purpose: TEXT decks, MODULEs, libraries of text, macros and load modules with bytes changed at
 * random, and sources of random macros. Whatever the loader, the library commands and the assembler are given, each
 * command ends with a message and a return code, and CMS goes on. A seed repeats what is done.
 */
import { cmsProgram } from '../../src/cms/cms-program.js';
import { buildDisk, type SourceFile } from '../../src/cms/files/build-disk.js';
import { findEntry } from '../../src/cms/files/directory.js';
import { memoryDevice } from '../../src/cms/files/format-image.js';
import { mountVolume } from '../../src/cms/files/mount.js';
import { openCursor, readRecord } from '../../src/cms/files/reader.js';
import { GuestRig } from '../support/guest-rig.js';

const NOW = { year: 2026, month: 11, day: 22, hour: 10, minute: 11, second: 12 };
const BLOCKS = 8000;
/** Slices in which a command has to end. */
const PATIENCE = 400_000;
/** Processor seconds of the machine for all commands of a round are far fewer than this many slices. */
const SLICE = 2000;

/** Numbers by a seed. */
export function numbers(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function rigOf(files: readonly SourceFile[]): { rig: GuestRig; image: Uint8Array } {
  const image = buildDisk(BLOCKS, 1024, 'FUZZ', files, NOW);
  const disks = new Map([[0x191, memoryDevice(image, 0x191)]]);
  const options = { kind: cmsProgram, parm: 'AUTOCR', disks, size: 0x100000, slice: SLICE };
  return { rig: new GuestRig(options), image };
}

/** Types lines; gives what is wrong: a machine that does not rest, or that does not answer any more. */
function play(rig: GuestRig, lines: readonly string[]): string | undefined {
  for (const line of [...lines, 'query impex']) {
    rig.input.push(line);
    try {
      rig.run(PATIENCE);
    } catch (error) {
      return `${line}: ${error instanceof Error ? error.message.slice(0, 2000) : String(error)}`;
    }
    const last = rig.transcript.at(-1) ?? '';
    // a program that is in error is shown, and HX ends it
    if (last === 'CMS') rig.input.push('hx');
    else if (!last.startsWith('Ready')) return `${line}: ended with ${last}`;
    rig.run(PATIENCE);
  }
  return rig.transcript.includes('IMPEX    = ON') ? undefined : 'CMS does not answer';
}

const card = (text: string): string => text.padEnd(80);
const PROGRAM = (name: string, other: string): readonly string[] => [
  `${name.padEnd(8)} CSECT`,
  `         USING ${name},12`,
  `         L     15,=V(${other})`,
  '         BR    14',
  `         ENTRY IN${name}`,
  `IN${name.padEnd(6)} DC    A(${name},${other})`,
  `         EXTRN ${other}`,
  "         DC    CL200'TEXT'",
  '         END',
];
const MACRO: readonly string[] = [
  '         MACRO',
  '         ONE   &A',
  '         DC    A(&A)',
  '         MEND',
];

let originals: readonly SourceFile[] | undefined;

/** Good files of every kind, made by the commands themselves. */
function good(): readonly SourceFile[] {
  if (originals !== undefined) return originals;
  const { rig, image } = rigOf([
    { name: 'A', type: 'ASSEMBLE', lines: PROGRAM('A', 'B').map(card), fixedLength: 80 },
    { name: 'B', type: 'ASSEMBLE', lines: PROGRAM('B', 'A').map(card), fixedLength: 80 },
    { name: 'ONE', type: 'MACRO', lines: MACRO.map(card), fixedLength: 80 },
  ]);
  const fault = play(rig, [
    ...['assemble a', 'assemble b', 'txtlib gen t a b', 'maclib gen m one'],
    ...['load a b (rldsave', 'genmod mod', 'lked a', 'lked b (libe a'],
  ]);
  if (fault !== undefined) throw new Error(fault);
  const device = memoryDevice(image, 0x191);
  const volume = mountVolume(device)!;
  const wanted = [
    ...(['A TEXT', 'B TEXT', 'T TXTLIB', 'M MACLIB', 'MOD MODULE', 'A LOADLIB'] as const),
  ].map((one) => one.split(' ') as [string, string]);
  originals = wanted.map(([name, type]): SourceFile => {
    const entry = findEntry(volume, name, type)!;
    const cursor = openCursor(volume, 0x191, entry);
    const records: Uint8Array[] = [];
    for (;;) {
      const record = readRecord(cursor, device);
      if (record === undefined) break;
      records.push(record.slice());
    }
    const fixed = entry.format === 'F' ? { fixedLength: entry.recordLength } : {};
    return { name, type, records, ...fixed };
  });
  return originals;
}

/** Some bytes are others, records are gone, doubled or changed places. */
function mutated(file: SourceFile, below: (n: number) => number): SourceFile {
  const records = (file as { records: readonly Uint8Array[] }).records.map((one) => one.slice());
  if (below(8) === 0) {
    // nothing of it is left
    for (const record of records) record.forEach((_, i) => (record[i] = below(256)));
  }
  for (let i = below(12); i > 0; i--) {
    const at = below(records.length);
    const record = records[at]!;
    switch (below(6)) {
      case 0:
        if (records.length > 1) records.splice(at, 1);
        break;
      case 1:
        records.splice(at, 0, record.slice());
        break;
      case 2:
        records.push(record.slice());
        break;
      case 3:
        record.fill(
          [0, 0xff, 0x40, 0x80][below(4)]!,
          below(record.length),
          below(record.length) + 9,
        );
        break;
      default:
        record[below(record.length)] = below(256);
    }
  }
  return { ...file, records };
}

/** Commands that read them; no program is started. */
const COMMANDS = [
  ...['load a', 'load a b', 'include b', 'include b (noauto', 'load t', 'load a (rldsave'],
  ...['genmod x', 'genmod x (from a to b', 'genmod y (nomap', 'loadmod mod', 'modmap mod'],
  ...['nucxload mod', 'nucxdrop mod', 'txtlib map t (term', 'txtlib add t a b', 'txtlib del t b'],
  ...['txtlib gen u b a', 'maclib map m (term', 'maclib add m one', 'maclib rep m one'],
  ...['maclib del m one', 'maclib comp m', 'loadlib list a (term', 'loadlib compress a', 'lked a'],
  ...['lked b (libe a', 'assemble user (noprint', 'global txtlib t', 'global maclib m'],
];
const USER = ['USER CSECT', ' ONE 5', ' ONE (A,B)', ' COPY ONE', ' END'];

/** A round with changed files; what is wrong, if anything. */
export function hostileFiles(seed: number): string | undefined {
  const below = numbers(seed);
  const files = good().map((file) => (below(3) === 0 ? file : mutated(file, below)));
  const { rig } = rigOf([
    ...files,
    { name: 'ONE', type: 'MACRO', lines: MACRO.map(card), fixedLength: 80 },
    { name: 'USER', type: 'ASSEMBLE', lines: USER.map(card), fixedLength: 80 },
  ]);
  rig.run(PATIENCE);
  const lines = Array.from({ length: 14 }, () => COMMANDS[below(COMMANDS.length)]!);
  return play(rig, ['global txtlib t', 'global maclib m', ...lines]);
}

/** A source of random statements, among them macros that call each other, loops and texts that grow. */
export function hostileSource(below: (n: number) => number): string[] {
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const symbol = (): string => pick(['A', 'B', 'C', '&A', '&B', '&C(1)', '&SYSNDX', 'L&A']);
  const value = (): string =>
    pick([
      ...['0', '1', '255', '4096', '16777215', '2147483647', '-1', 'A', 'A-B', '&A', '&B+1'],
      ...["X'FF'", "C'A'", "K'&A", "N'&SYSLIST", '*', '*+4096', '((((1))))', "'&C(1)'", 'A*B*C'],
    ]);
  const text = (): string =>
    `'${pick(['', 'X', '&C(1)', '&C(1)&C(1)', '&&', "''", 'A'.repeat(40)])}'`;
  const label = (): string => pick(['', '', '.S', '.T', 'A', 'B', '&A']);
  const statement = (): string =>
    pick([
      () => `${label()} SETA ${value()}+${value()}`,
      () => `&A SETA &A*${value()}`,
      () => `&B SETB (${value()} GT ${value()})`,
      () => `&C(1) SETC ${text()}.${text()}`,
      () => `${label()} AIF (${value()} LT ${value()}).${pick(['S', 'T'])}`,
      () => `${label()} AGO .${pick(['S', 'T'])}`,
      () => `${pick(['.S', '.T', ''])} ANOP`,
      () =>
        `${label()} ${pick(['M0', 'M1', 'M2'])} ${symbol()},${value()},(${value()},${symbol()})`,
      () => `${label()} DS ${value()}${pick(['F', 'CL65535', 'XL256', 'D', '0H'])}`,
      () =>
        `${label()} DC ${value()}${pick(["X'00'", "CL8'A'", `F'${value()}'`, `A(${value()})`])}`,
      () => `${label()} ORG ${value()}`,
      () => `${label()} EQU ${value()}`,
      () => `${label()} L ${value()},${value()}(${value()},${symbol()})`,
      () => `${label()} MVC ${symbol()}(${value()}),=${pick(['F', 'C', 'A', 'X'])}'${value()}'`,
      () => `${label()} ${pick(['USING', 'DROP', 'ENTRY', 'EXTRN', 'CSECT', 'DSECT'])} ${symbol()}`,
      () => `${label()} ${pick(['LTORG', 'MEXIT', 'MEND', 'MACRO', 'END', 'EJECT', 'PUSH USING'])}`,
      () => `${label()} ${pick(['LCLA', 'LCLC', 'GBLA', 'ACTR', 'MNOTE', 'COPY'])} ${value()}`,
      () => Array.from({ length: below(72) }, () => pick("A1&'(),.=* X".split(''))).join(''),
    ])();
  const body = (count: number): string[] => Array.from({ length: count }, statement);
  const macro = (name: string): string[] => [
    ...[' MACRO', `&L ${name} &P1,&P2,&K=`, ' LCLA &A', ' LCLB &B', ' LCLC &C(9)'],
    ...body(below(12)),
    ...(below(3) === 0 ? [` ${pick(['M0', 'M1', 'M2'])} &P1,&P2`] : []),
    ' MEND',
  ];
  return [
    ...['M0', 'M1', 'M2'].flatMap(macro),
    ...['P CSECT', ' LCLA &A', ' LCLB &B', ' LCLC &C(9)'],
    ...body(20 + below(40)),
    ' END',
  ].map((line) => line.slice(0, 71));
}

/** A round with a random source. */
export function hostileAssembly(seed: number): string | undefined {
  const lines = hostileSource(numbers(seed));
  const { rig } = rigOf([
    { name: 'WILD', type: 'ASSEMBLE', lines: lines.map(card), fixedLength: 80 },
  ]);
  rig.run(PATIENCE);
  return play(rig, ['assemble wild', 'load wild']);
}

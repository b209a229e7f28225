/** COPYFILE with any of its options on any records, beside a slow model that does one thing after the other. */
import { expect } from 'chai';
import fc from 'fast-check';
import { fileCommands } from '../../../src/cms/commands/command-list.js';
import { buildDisk } from '../../../src/cms/files/build-disk.js';
import { findEntry } from '../../../src/cms/files/directory.js';
import { mountVolume } from '../../../src/cms/files/mount.js';
import { readRecords } from '../../../src/cms/files/reader.js';
import { fromEbcdic, toEbcdic } from '../../../src/shared/ebcdic.js';
import { checkDisk } from '../../support/check-disk.js';
import { fakeGuest, runCommand } from '../../support/command-harness.js';
import { memoryDisk } from '../../support/memory-disk.js';

const now = { year: 2026, month: 2, day: 3, hour: 4, minute: 5, second: 6 };

/** A file as text: of RECFM F all records have its length. */
interface TextFile {
  readonly fixed: number | undefined;
  readonly lines: readonly string[];
}

/** A piece of an output record: columns of the input, or a text; and where it goes. */
type Piece = { readonly from: number; readonly end: number } | { readonly text: string };

interface Asked {
  readonly disposition: 'NEWFILE' | 'REPLACE' | 'APPEND' | 'OVLY';
  readonly from: number | undefined;
  readonly frlabel: string | undefined;
  readonly count: number | undefined;
  readonly tolabel: string | undefined;
  readonly recfm: 'F' | 'V' | undefined;
  readonly lrecl: number | undefined;
  readonly trunc: boolean;
  readonly fill: string | undefined;
  readonly fold: 'UPCASE' | 'LOWCASE' | undefined;
  readonly ebcdic: boolean;
  readonly trans: readonly (readonly [string, string])[] | undefined;
  readonly specs: readonly { readonly piece: Piece; readonly to: number }[] | undefined;
}

/** The records of a file that are taken; undefined: there is none to begin with, which is an error. */
function taken(file: TextFile, asked: Asked): string[] | undefined {
  const first = asked.from ?? 1;
  if (first > file.lines.length) return undefined;
  let lines = file.lines.slice(first - 1);
  if (asked.frlabel !== undefined) {
    const start = lines.findIndex((line) => line.startsWith(asked.frlabel!));
    if (start < 0) return undefined;
    lines = lines.slice(start);
  }
  if (asked.tolabel !== undefined) {
    // the record that it begins with is taken whatever it is
    const skip = asked.frlabel === undefined ? 0 : 1;
    const end = lines.findIndex((line, i) => i >= skip && line.startsWith(asked.tolabel!));
    if (end >= 0) lines = lines.slice(0, end);
  }
  return lines.slice(0, asked.count);
}

function changed(line: string, asked: Asked): string {
  let out = [...line];
  if (asked.ebcdic)
    out = out.map((c) => ({ '%': '(', '<': ')', '&': '+', '#': '=', '@': "'", "'": '-' })[c] ?? c);
  if (asked.fold === 'UPCASE') out = out.map((c) => c.toUpperCase());
  if (asked.fold === 'LOWCASE') out = out.map((c) => c.toLowerCase());
  // of a character that is named twice the last counts
  const table = new Map(asked.trans ?? []);
  return out.map((c) => table.get(c) ?? c).join('');
}

/** Puts pieces over a record, one character after the other. */
function laid(line: string, base: string, asked: Asked, fill: string): string {
  const out = [...base];
  const pieces = asked.specs ?? [{ piece: { from: 1, end: line.length }, to: 1 }];
  for (const { piece, to } of pieces) {
    const text = 'text' in piece ? piece.text : line.slice(piece.from - 1, piece.end);
    [...text].forEach((c, i) => {
      while (out.length < to - 1 + i) out.push(fill);
      out[to - 1 + i] = c;
    });
  }
  return out.join('') || fill;
}

function shaped(
  line: string,
  format: 'F' | 'V',
  length: number | undefined,
  trunc: boolean,
  fill: string,
): string {
  if (format === 'F') return line.slice(0, length).padEnd(length!, fill);
  let out = line.slice(0, length);
  while (trunc && out.length > 1 && out.endsWith(fill)) out = out.slice(0, -1);
  return out;
}

/** What becomes of OUT when IN1 and IN2 are copied to it; undefined: it is refused. */
function model(
  inputs: readonly TextFile[],
  old: TextFile | undefined,
  asked: Asked,
): TextFile | undefined {
  if (old !== undefined && asked.disposition === 'NEWFILE') return undefined;
  const parts = inputs.map((file) => taken(file, asked));
  if (parts.includes(undefined)) return undefined;
  const fill = asked.fill ?? ' ';
  const source = inputs[0]!;
  const kept =
    old !== undefined && (asked.disposition === 'APPEND' || asked.disposition === 'OVLY');
  const like = kept ? old : source;
  const format = asked.recfm ?? (like.fixed === undefined ? 'V' : 'F');
  const longest = Math.max(...like.lines.map(({ length }) => length));
  const fixed = format === 'F' ? (asked.lrecl ?? like.fixed ?? longest) : undefined;
  const under = kept && asked.disposition === 'OVLY' ? [...old.lines] : [];
  const lines = parts
    .flatMap((part) => part!)
    .map((line) => {
      const base = under.shift();
      let out = changed(line, asked);
      if (base !== undefined || asked.specs !== undefined) out = laid(out, base ?? '', asked, fill);
      return shaped(out, format, fixed ?? asked.lrecl, asked.trunc, fill);
    });
  if (lines.length === 0 && !(kept && asked.disposition === 'APPEND')) return undefined;
  const rest = under.map((line) => shaped(line, format, fixed ?? asked.lrecl, false, fill));
  const before = kept && asked.disposition === 'APPEND' ? old.lines : [];
  return { fixed, lines: [...before, ...lines, ...rest] };
}

const CHARACTERS = Array.from('aBc %&<1 ');
const textOf = (most: number): fc.Arbitrary<string> =>
  fc
    .array(fc.constantFrom(...CHARACTERS), { minLength: 1, maxLength: most })
    .map((all) => all.join(''));
const file: fc.Arbitrary<TextFile> = fc
  .tuple(
    fc.array(textOf(12), { minLength: 1, maxLength: 6 }),
    fc.option(fc.integer({ min: 1, max: 10 }), { nil: undefined }),
  )
  .map(([lines, fixed]) => ({
    fixed,
    lines: fixed === undefined ? lines : lines.map((line) => line.slice(0, fixed).padEnd(fixed)),
  }));
const maybe = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(of, { nil: undefined, freq: 2 });
const label = fc.constantFrom('A', 'B', '1', '%');
const column = fc.integer({ min: 1, max: 14 });
const piece: fc.Arbitrary<Piece> = fc.oneof(
  fc
    .tuple(column, fc.integer({ min: 0, max: 5 }))
    .map(([from, more]) => ({ from, end: from + more })),
  fc
    .array(fc.constantFrom('x', 'Y', ' '), { minLength: 1, maxLength: 4 })
    .map((all) => ({ text: all.join('') })),
);
const asked: fc.Arbitrary<Asked> = fc.record({
  disposition: fc.constantFrom('NEWFILE', 'REPLACE', 'APPEND', 'OVLY'),
  from: maybe(fc.integer({ min: 1, max: 4 })),
  frlabel: maybe(label),
  count: maybe(fc.integer({ min: 1, max: 4 })),
  tolabel: maybe(label),
  recfm: maybe(fc.constantFrom('F', 'V')),
  lrecl: maybe(fc.integer({ min: 1, max: 15 })),
  trunc: fc.boolean(),
  fill: maybe(fc.constantFrom('*', 'B', '1')),
  fold: maybe(fc.constantFrom('UPCASE', 'LOWCASE')),
  ebcdic: fc.boolean(),
  trans: maybe(
    fc.array(fc.tuple(fc.constantFrom('A', 'a', 'B', '%'), fc.constantFrom('z', '/')), {
      minLength: 1,
      maxLength: 3,
    }),
  ),
  specs: maybe(fc.array(fc.record({ piece, to: column }), { minLength: 1, maxLength: 3 })),
});

/** What options cannot stand together is left out. */
function allowed(given: Asked): Asked {
  const append = given.disposition === 'APPEND' ? { recfm: undefined, lrecl: undefined } : {};
  const labels = {
    frlabel: given.from === undefined ? given.frlabel : undefined,
    tolabel:
      given.count === undefined && given.tolabel !== given.frlabel ? given.tolabel : undefined,
  };
  return { ...given, ...append, ...labels };
}

function commandOf(count: number, one: Asked): { line: string; input: string[] } {
  const word = (name: string, value: string | number | undefined): string =>
    value === undefined ? '' : ` ${name} ${value}`;
  const flag = (name: string, on: boolean): string => (on ? ` ${name}` : '');
  const inputs = Array.from({ length: count }, (_, i) => `IN${i + 1} DATA A`).join(' ');
  const options =
    one.disposition +
    word('FROM', one.from) +
    word('FRLABEL', one.frlabel) +
    word('FOR', one.count) +
    word('TOLABEL', one.tolabel) +
    word('RECFM', one.recfm) +
    word('LRECL', one.lrecl) +
    flag('TRUNC', one.trunc) +
    word('FILL', one.fill) +
    flag(one.fold ?? '', one.fold !== undefined) +
    flag('EBCDIC', one.ebcdic) +
    flag('TRANS', one.trans !== undefined) +
    flag('SPECS', one.specs !== undefined);
  const specs = one.specs?.map(
    ({ piece: what, to }) =>
      `${'text' in what ? `/${what.text}/` : `${what.from}-${what.end}`} ${to}`,
  );
  const input = [
    ...(specs === undefined ? [] : [specs.join(' ')]),
    ...(one.trans === undefined ? [] : [one.trans.map((pair) => pair.join(' ')).join(' ')]),
  ];
  return { line: `COPYFILE ${inputs} OUT DATA A (${options}`, input };
}

describe('COPYFILE beside a model', () => {
  it('makes the records that the model makes, and refuses what it refuses', () => {
    let made = 0;
    const cases = fc.tuple(
      fc.array(file, { minLength: 1, maxLength: 2 }),
      maybe(file),
      asked.map(allowed),
    );
    fc.assert(
      fc.property(cases, ([inputs, old, one]) => {
        const sources = [
          ...inputs.map((part, i) => ({ name: `IN${i + 1}`, part })),
          ...(old ? [{ name: 'OUT', part: old }] : []),
        ];
        const files = sources.map(({ name, part }) => ({
          ...{ name, type: 'DATA', records: part.lines.map((text) => toEbcdic(text)) },
          ...(part.fixed === undefined ? {} : { fixedLength: part.fixed }),
        }));
        const disk = memoryDisk(0x191, buildDisk(200, 512, 'A', files, now));
        const guest = fakeGuest({ A: disk });
        guest.writtenDown = 3;
        const { line, input } = commandOf(inputs.length, one);
        guest.input.push(...input);
        const expected = model(inputs, old, one);
        const { rc, lines } = runCommand(guest, fileCommands, line);
        const told = `${line} ${input.join(' | ')}: ${lines.join(' ')}`;
        expect(rc === 0, told).to.equal(expected !== undefined);
        expect(checkDisk(disk)).to.deep.equal([]);
        const volume = mountVolume(disk)!;
        const entry = findEntry(volume, 'OUT', 'DATA');
        const present =
          entry && readRecords(volume, disk, entry).map((record) => fromEbcdic(record));
        if (expected === undefined) {
          expect(present, told).to.deep.equal(old && [...old.lines]);
          return;
        }
        made++;
        expect(present, told).to.deep.equal(expected.lines);
        expect(entry!.format, told).to.equal(expected.fixed === undefined ? 'V' : 'F');
        if (expected.fixed !== undefined) expect(entry!.recordLength).to.equal(expected.fixed);
      }),
      { numRuns: Number(process.env['VMTS_RUNS'] ?? 100) },
    );
    expect(made).to.be.greaterThan(20);
  }).timeout(120_000);
});

/**
 * HELP of XEDIT is true: every operand that the format of a page shows is taken by the subcommand or option, in full and in
 * its shortest form, and every return code that comes with a message is told.
 */
import { expect } from 'chai';
import type { HelpPage } from '../../../src/cms/help/help-page.js';
import { xeditHelpTable } from '../../../src/cms/help/help-xedit-table.js';
import { xsetHelpTable } from '../../../src/cms/help/help-xset-table.js';
import { findOption } from '../../../src/cms/xedit/options/options.js';
import { MESSAGE_CASES } from './messages/case-table.js';
import { MessageWorld } from './messages/message-world.js';

/** What stands for names in small letters. */
const SAMPLES: Readonly<Record<string, string>> = {
  ...{ n: '1', m: '2', c: '$', text: 'ABC', target: '1', target1: '1', target2: ':3', row: '3' },
  ...{ column: '5', line: '1', fn: 'NEW', ft: 'DATA', fm: 'A', left: '1', right: '5', key: 'PA1' },
  ...{ field: 'PREFIX', colour: 'RED', highlight: 'REVVIDEO', name: 'HELLO', option: 'SIZE' },
  ...{ command: 'QUERY TIME', subcommand: 'DOWN', increment: '10', start: '10', first: '1' },
  ...{ operands: 'A B', format: '&', macro: 'PRFSHIFT', last: '9', rows: '12', columns: '80' },
  ...{ 'column-target': '2', c1: 'a', c2: 'b', top: '1', set: 'STAY ON', kind: 'Word' },
  ...{ look: 'RED REVVIDEO PS0', left: '1' },
};
/** The same for one page. */
const OWN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  SYNONYM: { n: '2', format: '&', subcommand: 'DOWN', c: '!' },
  SET: { option: 'STAY', operands: 'ON' },
  SCREEN: { rows: '12', columns: '40', n: '2', top: '1', left: '1' },
  COLOR: { field: 'PREFIX' },
  HELP: {},
  MODIFY: { option: 'STAY' },
  SOS: { n: '2' },
  MERGE: { column: '2' },
  SERIAL: { text: 'ABC' },
  PREFIX: { name: 'ZZ' },
  LOCATE: { target: '1' },
  SORT: { target: '*', column: '5' },
  RECFM: {},
};
/** Files that pages need, and what is entered before. */
const FILES: Readonly<Record<string, string>> = { RENUM: 'num vsbasic' };
const FIRST: Readonly<Record<string, readonly string[]>> = {
  POINT: ['set point .name'],
  RESERVED: ['set reserved 3 red high text'],
  RESTORE: ['preserve'],
  JOIN: ['cursor file 1 3'],
  SPLIT: ['cursor file 1 3'],
  SCHANGE: ['change /a/b/'],
};
/** Of the page of a macro only, or typed in a way of their own. */
const NOT_TYPED = new Set([
  ...['?', '&', 'READ', 'PARSE', 'LOAD', 'EMSG', 'MACRO', 'CMS', 'CP', 'HELP', 'STACK', 'EXTRACT'],
]);

/** A piece of a format: what may stand there. */
type Piece = readonly string[];

/** Takes a format apart: pieces in their order, each with what may stand there ('' for nothing). */
function piecesOf(text: string, own: Readonly<Record<string, string>>): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  const unit = (): Piece => {
    if (text[at] === '[') {
      let depth = 0;
      const from = at;
      do {
        if (text[at] === '[') depth++;
        if (text[at] === ']') depth--;
        at++;
      } while (depth > 0);
      const inside = text.slice(from + 1, at - 1);
      if (text.startsWith('...', at)) at += 3;
      return ['', ...samples(inside, own)];
    }
    const [word = ''] = /^[^\s|[\]]+/.exec(text.slice(at)) ?? [];
    if (word === '') throw new Error(`a format that cannot be read: ${text} at ${String(at)}`);
    at += word.length;
    return wordSamples(word, own);
  };
  while (at < text.length) {
    if (text[at] === ' ') {
      at++;
      continue;
    }
    let piece = unit();
    // [+|-]n
    while (at < text.length && !/[ |\]]/.test(text[at]!)) {
      const next = unit();
      piece = piece.flatMap((front) => next.map((back) => front + back));
    }
    while (text[at] === '|') {
      at++;
      piece = [...piece, ...unit()];
    }
    pieces.push(piece);
  }
  return pieces;
}

/** What a word of a format stands for: a name in small letters, or a keyword in full and in its shortest form. */
function wordSamples(word: string, own: Readonly<Record<string, string>>): Piece {
  const bare = word.replace(/\.\.\.$/, '');
  const sample = own[bare] ?? SAMPLES[bare];
  if (sample !== undefined) return [sample];
  if (bare.startsWith('/')) return [bare];
  const [, sign = '', rest = ''] = /^([^A-Za-z]*)(.*)$/.exec(bare) ?? [];
  if (/^[a-z]/.test(rest)) {
    if (sign === '.') return [bare];
    throw new Error(`nothing stands for ${word}`);
  }
  const short = /^[^a-z]*/.exec(bare)?.[0] ?? bare;
  return short === bare ? [bare] : [bare, short];
}

/** Lines of operands that show every piece of a format in each of its ways. */
function samples(format: string, own: Readonly<Record<string, string>>): readonly string[] {
  const pieces = piecesOf(format, own);
  const join = (chosen: readonly string[]): string => chosen.filter(Boolean).join(' ');
  const least = pieces.map(([first = '']) => first);
  const most = pieces.map((piece) => piece.find(Boolean) ?? '');
  const found = new Set([join(least), join(most)]);
  for (const [i, piece] of pieces.entries()) {
    for (const one of piece) {
      // what is optional may need what is in front of it
      found.add(join(most.map((chosen, k) => (k < i ? chosen : k === i ? one : least[k]!))));
    }
  }
  return [...found];
}

function linesOf({ name, format }: HelpPage): readonly string[] {
  return format.flatMap((line) => {
    const [, word = '', rest = ''] = /^(\S+) ?(.*)$/.exec(line.trim()) ?? [];
    const names = [...new Set([word.toUpperCase(), /^[^a-z]*/.exec(word)?.[0] ?? word])];
    const all = samples(rest, OWN[name] ?? {});
    return names.flatMap((one, i) =>
      all.slice(0, i === 0 ? undefined : 1).map((s) => `${one} ${s}`.trim()),
    );
  });
}

/** What is wrong with a line, or undefined. */
function fault(name: string, line: string): string | undefined {
  const world = new MessageWorld(FILES[name]);
  for (const first of [':1', ...(FIRST[name] ?? [])]) world.enter(first);
  world.enter(line);
  if (world.ended) return undefined;
  const shown = world
    .rows()
    .find((row) => /DMS\w{3}(520|521|525|541|542|545|547|548|575)E/.test(row));
  return shown === undefined ? undefined : `${line}: ${shown.trim()}`;
}

describe('HELP of XEDIT', () => {
  for (const page of xsetHelpTable) {
    const option = findOption(page.name.replace(/\d+$/, ''));
    it(`SET ${page.name}: operands as on the page`, () => {
      expect(option, page.name).to.not.equal(undefined);
      expect(page.minimum, 'shortest form').to.equal(
        option!.minimum + (/^P[AF]\d$/.test(page.name) ? 1 : 0),
      );
      if (option!.set === undefined) return;
      const wrong = linesOf(page).map((line) => fault(page.name, `SET ${line}`));
      expect(wrong.filter((one) => one !== undefined)).to.deep.equal([]);
    });
  }

  for (const page of xeditHelpTable.filter(({ name }) => !NOT_TYPED.has(name))) {
    it(`${page.name}: operands as on the page`, () => {
      const wrong = linesOf(page).map((line) => fault(page.name, line));
      expect(wrong.filter((one) => one !== undefined)).to.deep.equal([]);
    });
  }

  it('tells the return codes that come with messages', () => {
    const untold = [...MESSAGE_CASES].flatMap(([name, cases]) => {
      const page = xeditHelpTable.find((one) => one.name === name);
      if (page === undefined) return [];
      const text = page.text.join(' ');
      return [...new Set(cases.map(([, rc]) => rc))]
        .filter((rc) => rc > 0 && !new RegExp(`\\b${String(rc)}\\b`).test(text))
        .map((rc) => `${name} ${String(rc)}`);
    });
    expect(untold).to.deep.equal([]);
  });
});

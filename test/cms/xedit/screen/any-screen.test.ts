/** Screens of XEDIT as SET may have them, at any size: what is typed is the same whatever becomes of the terminal meanwhile. */
import { expect } from 'chai';
import fc from 'fast-check';
import { isInput, sizeOf } from '../../../../src/devices/display/display.js';
import type { DisplayOperator, Turn } from '../../../support/display-operator.js';
import { content, edit, enter, setup } from '../../../support/xedit-world.js';

interface Size {
  readonly rows: number;
  readonly columns: number;
}

const USUAL: Size = { rows: 24, columns: 80 };
const WIDE: Size = { rows: 24, columns: 132 };
const HIGH: Size = { rows: 43, columns: 100 };
/** A text that a narrower terminal has no room for. */
const LONG = 'many words that go on behind the right edge of a terminal of eighty columns';
const size = fc.record({
  rows: fc.integer({ min: 24, max: 120 }),
  columns: fc.integer({ min: 80, max: 300 }),
});
const place = fc.tuple(
  fc.constantFrom('m', 'm+4', 'm-4', '3', '-3', '8', '-8', '30'),
  fc.constantFrom('on', 'off'),
);
/** SET subcommands of the screen. */
const look = fc.oneof(
  fc.constantFrom('prefix on left', 'prefix on right', 'prefix nulls', 'number on', 'nulls on'),
  fc.constantFrom('cmdline top', 'cmdline bottom', 'tofeof off', 'shadow off', 'fullread on'),
  fc.constantFrom('verify 1 *', 'verify 1 80', 'verify h 1 20', 'verify 1 10 h 1 10'),
  fc.constantFrom('screen 2', 'screen 3', 'screen 2 v', 'screen size 14 10', 'screen width 45 35'),
  fc.constantFrom('display 0 *', 'range :2 :9', 'reserved 4 high here', 'reserved -4 high there'),
  place.map(([at, on]) => (on === 'on' ? `scale on ${at}` : 'scale off')),
  place.map(([at, on]) => (on === 'on' ? `tabline on ${at}` : 'tabline off')),
  place.map(([at]) => `curline on ${at}`),
  place.map(([at]) => `msgline on ${at} 3 overlay`),
);

const LINES = Array.from({ length: 12 }, (_, i) => `line ${String(i + 1)} of the file`);

/** Presses a key when the terminal has had all these sizes, one after the other, and the first one again. */
function resizing(
  s: ReturnType<typeof setup>,
  first: Size,
  sizes: readonly Size[],
  last: Turn,
): Turn[] {
  const become = (to: Size) => (p: DisplayOperator) => {
    s.display = to;
    p.display.alternate = to;
    return 'NONE' as const;
  };
  const all = sizes.length === 0 ? [] : [...sizes, first];
  return [
    (p) => (all.length === 0 ? last(p) : become(all[0]!)(p)),
    ...all.slice(1).map(become),
    ...(all.length === 0 ? [] : [last]),
  ];
}

/** Types a text into a field of the screen, the nth from its top. */
function typeInto(p: DisplayOperator, nth: number, text: string): void {
  const { display } = p;
  const starts: number[] = [];
  for (let at = 0; at < sizeOf(display); at++) {
    const before = at === 0 ? undefined : display.attributes[at - 1];
    if (before !== undefined && before !== 0 && isInput(display, at)) starts.push(at);
  }
  const at = starts[nth % Math.max(1, starts.length)];
  if (at === undefined) return;
  let room = 1;
  while (at + room < sizeOf(display) && isInput(display, at + room)) room++;
  p.typeAt(Math.trunc(at / display.columns), at % display.columns, text.slice(0, room));
}

/** What random cases have found. */
const FOUND: [Size, string[], string, [number, string][], Size[]][] = [
  // taken in from a row that is gone: the key behind it must not end input mode
  [USUAL, ['curline on 30'], 'input', [[2, 'd']], [{ rows: 33, columns: 80 }]],
  // messages come to lie over what is typed
  [
    USUAL,
    ['msgline on 30 3 overlay'],
    'input',
    [[51, 'd']],
    [
      { rows: 47, columns: 80 },
      { rows: 24, columns: 80 },
    ],
  ],
  // two views of one file in input mode: one view's fields are other rows when the terminal is another
  [
    USUAL,
    ['screen 2', 'verify 1 *'],
    'input',
    [
      [33, 'd'],
      [22, 'd'],
    ],
    [{ rows: 24, columns: 81 }],
  ],
  // a line that comes in for want of room moves those that the other view has typed on
  [
    WIDE,
    ['screen 2'],
    'input',
    [
      [4, LONG],
      [19, 'd'],
    ],
    [{ rows: 24, columns: 80 }],
  ],
  // a reserved line in the input zone is no line of it, whatever the size
  [
    HIGH,
    ['reserved -4 high there'],
    'input',
    [
      [87, 'd'],
      [27, 'd'],
    ],
    [
      { rows: 44, columns: 80 },
      { rows: 24, columns: 80 },
    ],
  ],
];

describe('XEDIT on a terminal that gets other sizes', () => {
  const typing = fc.array(
    fc.tuple(
      fc.integer({ min: 0, max: 90 }),
      fc.constantFrom(
        ...['d', 'a', 'x', '"', 'word', 'ab cd', 'cc', 'f', '>2', 'down', '/', '.p', LONG],
      ),
    ),
    { maxLength: 4 },
  );

  it('does with a key what it would have done without: nothing typed is lost, or done twice', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(USUAL, WIDE, HIGH),
        fc.array(look, { maxLength: 4 }),
        fc.constantFrom('', 'input', 'powerinp'),
        typing,
        fc.array(size, { minLength: 1, maxLength: 3 }),
        (begin, looks, mode, typed, sizes) => {
          const outcome = (through: readonly Size[]): unknown => {
            const s = setup({ display: begin, files: [{ name: 'F', type: 'DATA', lines: LINES }] });
            s.at.display.alternate = begin;
            const write: Turn = (p) => {
              for (const [nth, text] of typed) typeInto(p, nth, text);
              return 'ENTER';
            };
            const seen: unknown[] = [];
            const [first, ...rest] = resizing(s, begin, through, () => 'ENTER');
            edit(s, 'xedit f data', [
              ...[':5', ...looks.map((one) => `set ${one}`)].map((command): Turn => (p) => {
                // a message may lie over the command line: it goes by CLEAR, and the rest is left out
                if (!p.rows().some((row) => row.includes('====>'))) return 'CLEAR';
                p.command(command);
                return 'ENTER';
              }),
              ...(mode === '' ? [] : [modeOf(mode)]),
              (p) => {
                const key = write(p);
                return through.length === 0 ? key : first!(p);
              },
              ...rest,
              (p) => {
                seen.push(p.rows());
                return 'ENTER';
              },
              () => 'ENTER',
              () => 'CLEAR',
              leave,
              leave,
              leave,
            ]);
            return [seen, content(s, 'F', 'DATA')];
          };
          expect(outcome(sizes)).to.deep.equal(outcome([]));
        },
      ),
      { numRuns: 80, examples: FOUND },
    );
  });
});

const modeOf = (mode: string): Turn => enter(mode);

const leave: Turn = (p) => {
  if (!p.rows().some((row) => row.includes('====>'))) return 'CLEAR';
  p.command('ffile');
  return 'ENTER';
};

import { expect } from 'chai';
import fc from 'fast-check';
import { ESCAPE_TIME, KeyDecoder } from '../../src/console/key-decoder.js';
import type { TerminalKey } from '../../src/cp/ports/console.js';
import { StandingClock } from '../cp/main/console/console-fixture.js';

interface Got {
  readonly keys: string[];
  readonly decoder: KeyDecoder;
  readonly clock: StandingClock;
  feed(text: string): void;
}

const nameOf = (key: TerminalKey): string => {
  if (key.kind === 'character') return key.character;
  return 'number' in key ? `${key.kind}${key.number}` : key.kind;
};

function decoder(): Got {
  const keys: string[] = [];
  const clock = new StandingClock();
  const made = new KeyDecoder(clock, {
    key: (key) => keys.push(nameOf(key)),
    refused: (character) => keys.push(`refused ${character}`),
  });
  return { keys, decoder: made, clock, feed: (text) => made.feed(Buffer.from(text)) };
}

const decode = (text: string): string[] => {
  const got = decoder();
  got.feed(text);
  return got.keys;
};

describe('key decoder', () => {
  it('knows function keys of all the usual terminals', () => {
    expect(decode('\u001bOP\u001b[11~\u001b[[A\u001b[15~\u001b[24~')).to.deep.equal([
      ...['pf1', 'pf1', 'pf1', 'pf5', 'pf12'],
    ]);
    expect(decode('\u001b[1;2P\u001b[15;2~\u001b[24;2~\u001b[25~\u001bO2Q')).to.deep.equal([
      ...['pf13', 'pf17', 'pf24', 'pf13', 'pf14'],
    ]);
  });

  it('knows the other keys of a 3270', () => {
    expect(
      decode('\u001b1\u001b2\u001b3\u0003\u000c\r\t\u001b[Z\u007f\u001b[3~\u001b[2~'),
    ).to.deep.equal([
      ...['pa1', 'pa2', 'pa3', 'pa1', 'clear', 'enter', 'tab', 'back-tab', 'backspace', 'delete'],
      'insert',
    ]);
    expect(decode('\u001b[A\u001bOB\u001b[H\u001b[4~\u001b[5~\u001b[6~\u000b\u0015')).to.deep.equal(
      [...['up', 'down', 'home', 'end', 'page-up', 'page-down', 'erase-eof', 'erase-input']],
    );
  });

  it('takes CR, LF and CR LF as one ENTER each', () => {
    expect(decode('a\rb\nc\r\n\r\r')).to.deep.equal([
      ...['a', 'enter', 'b', 'enter', 'c', 'enter', 'enter', 'enter'],
    ]);
  });

  it('waits 40 ms behind an ESC, and longer in a sequence', () => {
    const got = decoder();
    got.feed('\u001b');
    got.clock.advance(ESCAPE_TIME - 1);
    expect(got.keys).to.deep.equal([]);
    got.clock.advance(1);
    expect(got.keys).to.deep.equal(['reset']);
    got.feed('\u001bO');
    got.clock.advance(ESCAPE_TIME * 2);
    got.feed('P');
    expect(got.keys).to.deep.equal(['reset', 'pf1']);
    got.feed('\u001b[');
    got.clock.advance(1_000);
    got.feed('x');
    expect(got.keys).to.deep.equal(['reset', 'pf1', 'x']);
    expect(got.clock.waiting).to.equal(0);
  });

  it('drops mouse reports, answers of the terminal and what it does not know', () => {
    expect(
      decode(
        'a\u001b[M !!b\u001b[<0;1;1Mc\u001b[<0;1;1md\u001b]0;title\u0007e\u001bP1$r\u001b\\f\u001b[?1;2cg',
      ),
    ).to.deep.equal(['a', 'b', 'c', 'd', 'e', 'f', 'g']);
    expect(decode('\u001b[I\u001b[O\u001b[99~\u001bz\u0000\u0004x')).to.deep.equal(['x']);
  });

  it('takes pasted text as text: no key in it works', () => {
    expect(decode('\u001b[200~a\tb\u0003\u001bOP\r\nc\u001b[201~\u0003')).to.deep.equal([
      ...['a', ' ', 'b', 'enter', 'c', 'pa1'],
    ]);
  });

  it('refuses what EBCDIC does not hold, a character at a time', () => {
    expect(decode('é€漢😀ß')).to.deep.equal(['é', 'refused €', 'refused 漢', 'refused 😀', 'ß']);
    const got = decoder();
    got.decoder.feed(Uint8Array.of(0xff, 0xc3, 0x41, 0x80, 0xc0, 0x80, 0xed, 0xa0, 0x80, 0x42));
    expect(got.keys.filter((key) => !key.startsWith('refused'))).to.deep.equal(['A', 'B']);
  });

  it('gives the same keys however the bytes are split', () => {
    const pieces = fc.constantFrom(
      ...[
        'abc',
        'é',
        '€',
        '😀',
        '\r',
        '\r\n',
        '\u001bOP',
        '\u001b[15;2~',
        '\u001b[200~',
        '\u001b[201~',
      ],
      ...[
        '\u001b[<0;10;10M',
        '\u001b[M123',
        '\u001b]0;x\u0007',
        '\u001b1',
        '\u0003',
        '\u001b[A',
        '\t',
      ],
    );
    fc.assert(
      fc.property(
        fc.array(pieces),
        fc.infiniteStream(fc.integer({ min: 1, max: 5 })),
        (texts, cuts) => {
          const bytes = Buffer.from(texts.join(''));
          const whole = decoder();
          whole.decoder.feed(bytes);
          const split = decoder();
          for (let at = 0; at < bytes.length;) {
            const end = at + (cuts.next().value as number);
            split.decoder.feed(bytes.subarray(at, end));
            at = end;
          }
          expect(split.keys).to.deep.equal(whole.keys);
        },
      ),
      { seed: 370, numRuns: 300 },
    );
  });

  it('survives any bytes, and keeps nothing of them', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 })), (chunks) => {
        const got = decoder();
        for (const chunk of chunks) got.decoder.feed(chunk);
        got.clock.advance(1_000);
        // whatever came: at most a few thousand bytes later an ENTER is an ENTER
        got.feed('\u001b\\\u001b[201~');
        got.clock.advance(1_000);
        got.keys.length = 0;
        got.feed('\r');
        expect(got.keys).to.deep.equal(['enter']);
      }),
      { seed: 370, numRuns: 300 },
    );
  });
});

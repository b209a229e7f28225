import { expect } from 'chai';
import { decodeAddress, encodeAddress } from '../../../src/shared/display-codes.js';
import type { Display } from '../../../src/devices/display/display.js';
import { alternateSize, makeDisplay } from '../../../src/devices/display/display.js';
import { AID, pfAid } from '../../../src/devices/display/display-table.js';
import { readBuffer, readDisplay, readModified } from '../../../src/devices/display/inbound.js';
import * as keyboard from '../../../src/devices/display/keyboard.js';
import { write } from '../../../src/devices/display/outbound.js';
import { fromEbcdic, toEbcdic } from '../../../src/shared/ebcdic.js';

const sba = (address: number): number[] => [0x11, ...encodeAddress(address, 1920)];
const INPUT = 0x40;
const PROTECTED = 0x60;
const SKIP = 0xf0;

/** Writes orders and text on a new display. */
function screen(...parts: (string | number | number[])[]): Display {
  const display = makeDisplay();
  expect(write(display, 0x05, stream(...parts))).to.include({ valid: true });
  return display;
}

function stream(...parts: (string | number | number[])[]): Uint8Array {
  const bytes: number[] = [0xc3];
  for (const part of parts) {
    if (typeof part === 'string') bytes.push(...toEbcdic(part));
    else bytes.push(...(typeof part === 'number' ? [part] : part));
  }
  return Uint8Array.from(bytes);
}

const text = (display: Display, from: number, length: number): string =>
  fromEbcdic(display.codes.slice(from, from + length)).replaceAll('\u0000', '_');

const type = (display: Display, typed: string): boolean =>
  [...toEbcdic(typed)].every((code) => keyboard.type(display, code));

describe('3270 buffer addresses', () => {
  it('are the codes that the manual tables', () => {
    expect([...encodeAddress(0, 1920)]).to.deep.equal([0x40, 0x40]);
    expect([...encodeAddress(80, 1920)]).to.deep.equal([0xc1, 0x50]);
    expect([...encodeAddress(1919, 1920)]).to.deep.equal([0x5d, 0x7f]);
    expect([...encodeAddress(5000, 6000)]).to.deep.equal([0x13, 0x88]);
  });

  it('come back as they went, in 12 and in 14 bits', () => {
    for (let address = 0; address < 4096; address++) {
      const [a, b] = encodeAddress(address, 4096);
      expect(decodeAddress(a, b)).to.equal(address);
    }
    for (let address = 0; address < 16_384; address++) {
      const [a, b] = encodeAddress(address, 16_384);
      expect(decodeAddress(a, b)).to.equal(address);
    }
  });
});

describe('3270 writes', () => {
  it('put text and fields, the cursor, and free the keyboard', () => {
    const display = screen(
      sba(80),
      0x1d,
      PROTECTED,
      'NAME',
      0x1d,
      INPUT,
      0x13,
      sba(100),
      0x1d,
      SKIP,
    );
    expect(text(display, 81, 4)).to.equal('NAME');
    expect(display.cursor).to.equal(86);
    expect(display.locked).to.equal(false);
    expect(display.fields).to.equal(3);
  });

  it('repeat to an address, around the end, and fill the screen', () => {
    const display = screen(sba(1918), 0x3c, ...encodeAddress(2, 1920), '*');
    expect(text(display, 1917, 3)).to.equal('_**');
    expect(text(display, 0, 3)).to.equal('**_');
    const full = screen(sba(5), 0x3c, ...encodeAddress(5, 1920), '-');
    expect(text(full, 0, 1920)).to.equal('-'.repeat(1920));
  });

  it('erase unprotected to an address, and all unprotected', () => {
    const display = screen(
      ...[sba(0), 0x1d, PROTECTED, 'KEEP', 0x1d, 0x41, 'input', 0x1d, PROTECTED, 'KEEP'],
    );
    write(display, 0x01, stream(sba(0), 0x12, ...encodeAddress(8, 1920)));
    expect(text(display, 1, 14)).to.equal('KEEP___put_KEEP'.slice(0, 14));
    write(display, 0x0f, new Uint8Array(0));
    expect(text(display, 1, 14)).to.equal('KEEP_______KEEP'.slice(0, 14));
    expect([...readModified(display)]).to.deep.equal([AID.none, ...encodeAddress(6, 1920)]);
  });

  it('tab to the next input field, clearing the rest of one behind data', () => {
    const display = screen(
      ...[sba(10), 0x1d, INPUT, 'abcdef', 0x1d, SKIP, 'X', 0x1d, INPUT, 'old', 0x1d, SKIP],
    );
    write(display, 0x01, stream(sba(11), 'Z', 0x05, 'new'));
    expect(text(display, 11, 6)).to.equal('Z_____');
    expect(text(display, 20, 3)).to.equal('new');
  });

  it('set colours of fields and characters', () => {
    const display = screen(
      ...[0x29, 0x02, 0xc0, 0x60, 0x42, 0xf2, 'ab', 0x28, 0x42, 0xf4, 'c', 0x28, 0x00, 0x00, 'd'],
    );
    expect([...display.colors.slice(0, 5)]).to.deep.equal([0xf2, 0, 0, 0xf4, 0]);
    write(display, 0x01, stream(sba(0), 0x2c, 0x01, 0x41, 0xf2));
    expect(display.highlights[0]).to.equal(0xf2);
    expect(display.colors[0]).to.equal(0xf2);
  });

  it('take the alternate size', () => {
    const display = makeDisplay(alternateSize(132, 43));
    write(display, 0x0d, stream(0x13));
    expect(display.codes).to.have.length(132 * 43);
    write(display, 0x05, stream());
    expect(display.codes).to.have.length(1920);
    for (const [columns, rows] of [
      [300, 120],
      [0, 0],
      [1e9, -5],
      [Number.NaN, 40],
    ] as const) {
      const size = alternateSize(columns, rows);
      expect(size.columns).to.be.within(80, 300);
      expect(size.rows).to.be.within(24, 120);
      expect(size.columns * size.rows).to.be.below(16_384);
    }
  });

  it('stop where a stream breaks the rules, and say so', () => {
    const display = makeDisplay();
    for (const bytes of [
      [0xc3, 0x11, 0x7f],
      [0xc3, 0x11, 0x3f, 0xff],
      [0xc3, 0x3c, 0x40],
      [0xc3, 0x1d],
      [0xc3, 0x29, 0xff, 0x00],
      [0xc3, 0x2c, 0x00],
      [0xc3, 0x3c, 0x40, 0x40, 0x08],
      [0xc3, 0x28, 0x99, 0x00],
      [0xc3, 0x29, 0x01, 0x99, 0x00],
      [0xc3, 0x28, 0x42],
      [0xc3, 0x12, 0x3f, 0xff],
      [0xc3, 0x08],
    ]) {
      expect(write(display, 0x05, Uint8Array.from(bytes)).valid).to.equal(false);
    }
    expect(write(display, 0x99, Uint8Array.of(0xc3)).valid).to.equal(false);
  });

  it('answer a query with what the terminal has', () => {
    const display = makeDisplay(alternateSize(132, 43));
    const effect = write(display, 0x11, Uint8Array.of(0, 5, 0x01, 0xff, 0x02));
    expect(effect).to.deep.equal({ valid: true, alarm: false, attention: true });
    const reply = [...readModified(display)];
    expect(reply[0]).to.equal(0x88);
    // the fields fit together: each length leads to the next
    let at = 1;
    const kinds: number[] = [];
    while (at < reply.length) {
      expect(reply[at + 2]).to.equal(0x81);
      kinds.push(reply[at + 3]!);
      at += (reply[at]! << 8) | reply[at + 1]!;
    }
    expect(at).to.equal(reply.length);
    expect(kinds).to.deep.equal([0x80, 0x81, 0x85, 0x86, 0x87, 0x88, 0xa6]);
    expect(reply.slice(5, 5 + kinds.length)).to.deep.equal(kinds);
    // 132 columns by 43 rows
    expect(reply.slice(16, 22)).to.deep.equal([0x01, 0x00, 0x00, 132, 0x00, 43]);
    expect(readModified(display)[0]).to.equal(AID.none);
  });
});

/** Kinds of the query replies that a Read Partition brings. */
function asked(...field: number[]): number[] {
  const display = makeDisplay();
  const effect = write(display, 0x11, Uint8Array.of(0, field.length + 2, ...field));
  expect(effect).to.deep.equal({ valid: true, alarm: false, attention: true });
  const reply = readBuffer(display);
  const kinds: number[] = [];
  for (let at = 1; at < reply.length; at += (reply[at]! << 8) | reply[at + 1]!)
    kinds.push(reply[at + 3]!);
  return kinds;
}

describe('3270 structured fields', () => {
  it('give of a query list what is there, all of it when that is asked for, and else the null reply', () => {
    expect(asked(0x01, 0xff, 0x03, 0x00, 0x88, 0x95, 0x86)).to.deep.equal([0x86, 0x88]);
    expect(asked(0x01, 0xff, 0x03, 0x00, 0x80)).to.deep.equal([0x80]);
    expect(asked(0x01, 0xff, 0x03, 0x00, 0x95)).to.deep.equal([0xff]);
    expect(asked(0x01, 0xff, 0x03, 0x00)).to.deep.equal([0xff]);
    for (const all of [0x40, 0x80])
      expect(asked(0x01, 0xff, 0x03, all, 0x95))
        .to.have.length(7)
        .and.include(0xa6);
  });

  it('read the one partition there is, whatever key was pressed', () => {
    const display = screen(sba(0), 0x1d, 0xc1, 'AB', 0x1d, PROTECTED);
    keyboard.attention(display, AID.pa1);
    write(display, 0x11, Uint8Array.of(0, 5, 0x01, 0x00, 0x6e));
    const expected = [0x88, ...encodeAddress(0, 1920), ...sba(1), ...toEbcdic('AB')];
    expect([...readModified(display)]).to.deep.equal(expected);
    write(display, 0x11, Uint8Array.of(0, 5, 0x01, 0x00, 0xf2));
    expect(readBuffer(display)).to.have.length(3 + 1920 + 2);
  });

  it('write through Outbound 3270DS, several one behind the other, the last one without its length', () => {
    const display = makeDisplay(alternateSize(132, 43));
    const first = [0, 9, 0x40, 0x00, 0x7e, 0xc3, ...sba(0)];
    const effect = write(
      display,
      0x11,
      Uint8Array.of(...first, 0xc1, 0, 0, 0x40, 0x00, 0xf1, 0xc6, ...toEbcdic('Z')),
    );
    // the first is one byte shorter than its data
    expect(effect.valid).to.equal(false);
    first[1] = 10;
    const good = Uint8Array.of(...first, 0xc1, 0, 0, 0x40, 0x00, 0xf1, 0xc6, ...toEbcdic('Z'));
    expect(write(display, 0x11, good)).to.deep.equal({
      valid: true,
      alarm: true,
      attention: false,
    });
    expect(display.columns).to.equal(132);
    expect(display.codes[0]).to.equal(toEbcdic('Z')[0]);
  });

  it('erase and take the other size', () => {
    const display = makeDisplay(alternateSize(132, 43));
    expect(write(display, 0x11, Uint8Array.of(0, 4, 0x03, 0x80)).valid).to.equal(true);
    expect(display.codes).to.have.length(132 * 43);
    expect(write(display, 0x11, Uint8Array.of(0, 4, 0x03, 0x00)).valid).to.equal(true);
    expect(display.codes).to.have.length(1920);
  });

  it('are refused when there is no such field, partition, query, mode or command', () => {
    for (const field of [
      [0x02, 0x00],
      [0x01, 0x01, 0x02],
      [0x01, 0xff, 0x04],
      [0x01, 0xff, 0x03],
      [0x01, 0xff, 0x03, 0xc0],
      [0x01, 0x00, 0x02],
      [0x03, 0x01],
      [0x09, 0x00, 0x03],
      [0x09, 0x01, 0x00],
      [0x40, 0x01, 0xf1, 0xc3],
      [0x40, 0x00, 0x05, 0xc3],
      [0x40, 0x00, 0xf3, 0, 0],
    ]) {
      const effect = write(makeDisplay(), 0x11, Uint8Array.of(0, field.length + 2, ...field));
      expect(effect, field.join()).to.deep.equal({ valid: false, alarm: false, attention: false });
    }
    expect(write(makeDisplay(), 0x11, Uint8Array.of(0, 1, 0x03)).valid).to.equal(false);
  });
});

describe('3270 reply modes', () => {
  const colored = (): Display =>
    screen(
      ...[0x29, 0x03, 0xc0, 0xc1, 0x42, 0xf2, 0x41, 0xf4, 'a', 0x28, 0x42, 0xf5, 'b'],
      ...[0x28, 0x00, 0x00, 'c', 0x1d, PROTECTED],
    );
  const mode = (display: Display, ...bytes: number[]): void => {
    const field = Uint8Array.of(0, bytes.length + 4, 0x09, 0x00, ...bytes);
    expect(write(display, 0x11, field).valid).to.equal(true);
  };
  const [a, b, c] = toEbcdic('abc');

  it('send attributes of fields as Start Field, or with what they have beside', () => {
    const display = colored();
    expect([...readBuffer(display).slice(3, 8)]).to.deep.equal([0x1d, 0xc1, a, b, c]);
    mode(display, 0x01);
    const extended = [0x29, 0x03, 0xc0, 0xc1, 0x41, 0xf4, 0x42, 0xf2, a, b, c, 0x29, 0x01, 0xc0];
    expect([...readBuffer(display).slice(3, 17)]).to.deep.equal(extended);
    mode(display, 0x00);
    expect([...readBuffer(display).slice(3, 5)]).to.deep.equal([0x1d, 0xc1]);
  });

  it('send attributes of characters where they change, of the types that were named', () => {
    const display = colored();
    mode(display, 0x02, 0x42, 0x43);
    const changes = [a, 0x28, 0x42, 0xf5, b, 0x28, 0x42, 0x00, c];
    expect([...readBuffer(display).slice(11, 20)]).to.deep.equal(changes);
    expect([...readModified(display).slice(6)]).to.deep.equal(changes);
    mode(display, 0x02, 0x41);
    expect([...readModified(display).slice(6)]).to.deep.equal([a, b, c]);
  });

  it('go back to that of fields at the reset of a write control character, Erase/Reset and CLEAR', () => {
    for (const reset of [
      (display: Display) => write(display, 0x01, Uint8Array.of(0x40)),
      (display: Display) => write(display, 0x11, Uint8Array.of(0, 4, 0x03, 0x00)),
      (display: Display) => keyboard.attention(display, AID.clear),
    ]) {
      const display = colored();
      mode(display, 0x02, 0x42);
      write(display, 0x01, Uint8Array.of(0x00));
      expect(display.replyMode).to.equal('character');
      reset(display);
      expect([display.replyMode, display.replyTypes]).to.deep.equal(['field', []]);
    }
  });
});

describe('3270 reads', () => {
  it('take modified fields for PA keys and CLEAR too when all are wanted', () => {
    const display = screen(sba(0), 0x1d, 0xc1, 'AB', 0x1d, PROTECTED);
    keyboard.attention(display, AID.pa3);
    const head = [AID.pa3, ...encodeAddress(0, 1920)];
    expect([...readDisplay(display, 'modified')]).to.deep.equal([AID.pa3]);
    expect([...readDisplay(display, 'modified-all')]).to.deep.equal([
      ...head,
      ...sba(1),
      ...toEbcdic('AB'),
    ]);
    keyboard.attention(display, AID.clear);
    expect([...readDisplay(display, 'modified-all')]).to.deep.equal([
      AID.clear,
      ...encodeAddress(0, 1920),
    ]);
  });

  it('begin at the address given, fields with their attribute from there on', () => {
    const display = screen(sba(0), 0x1d, 0xc1, 'A', sba(10), 0x1d, 0xc1, 'B', 0x1d, PROTECTED);
    expect([...readDisplay(display, 'modified', 5).slice(3)]).to.deep.equal([
      ...sba(11),
      ...toEbcdic('B'),
    ]);
    expect(readDisplay(display, 'buffer', 1915)).to.have.length(3 + 5);
    const plain = screen(sba(7), 'XY');
    expect(fromEbcdic(readDisplay(plain, 'modified', 8).slice(3))).to.equal('Y');
  });

  it('go on where the write before has ended', () => {
    const display = screen(sba(100), 'ABC');
    expect(display.address).to.equal(103);
    write(display, 0x0f, new Uint8Array(0));
    expect(display.address).to.equal(0);
  });
});

describe('3270 keyboard', () => {
  const form = (): Display =>
    screen(
      ...[sba(0), 0x1d, PROTECTED, 'TITLE', sba(80), 0x1d, INPUT, 0x13, sba(86), 0x1d, SKIP, 'X'],
      ...[sba(160), 0x1d, INPUT, 'second', sba(170), 0x1d, PROTECTED],
    );

  it('types into fields, skips on at the end, and refuses protected places', () => {
    const display = form();
    expect(type(display, 'abcde')).to.equal(true);
    expect(display.cursor).to.equal(161);
    display.cursor = 2;
    expect(type(display, 'x')).to.equal(false);
    display.cursor = 80;
    expect(type(display, 'x')).to.equal(false);
    keyboard.attention(display, AID.enter);
    expect(display.locked).to.equal(true);
    expect([...readModified(display)]).to.deep.equal([
      ...[0x7d, ...encodeAddress(80, 1920), ...sba(81), ...toEbcdic('abcde')],
    ]);
  });

  it('inserts while there is room, deletes, and erases', () => {
    const display = form();
    display.cursor = 161;
    display.insert = true;
    expect(type(display, 'my ')).to.equal(true);
    expect(text(display, 161, 9)).to.equal('my second');
    expect(type(display, 'x')).to.equal(false);
    expect(keyboard.deleteCharacter(display)).to.equal(true);
    expect(text(display, 161, 9)).to.equal('my econd_');
    expect(keyboard.backspace(display)).to.equal(true);
    expect(text(display, 161, 9)).to.equal('myecond__');
    expect(keyboard.eraseEndOfField(display)).to.equal(true);
    expect(text(display, 161, 9)).to.equal('my_______');
    keyboard.eraseInput(display);
    expect(text(display, 161, 9)).to.equal('_________');
    expect(display.cursor).to.equal(81);
  });

  it('moves: tab, back tab, home, newline, end, arrows around the edges', () => {
    const display = form();
    const after = (action: () => unknown): number => {
      action();
      return display.cursor;
    };
    expect(after(() => keyboard.tab(display))).to.equal(161);
    expect(after(() => keyboard.end(display))).to.equal(167);
    expect(after(() => keyboard.backTab(display))).to.equal(161);
    expect(after(() => keyboard.backTab(display))).to.equal(81);
    expect(after(() => keyboard.newLine(display))).to.equal(161);
    expect(after(() => keyboard.home(display))).to.equal(81);
    display.cursor = 0;
    expect(after(() => keyboard.move(display, 'left'))).to.equal(1919);
    expect(after(() => keyboard.move(display, 'down'))).to.equal(79);
    expect(after(() => keyboard.move(display, 'right'))).to.equal(80);
    expect(after(() => keyboard.move(display, 'up'))).to.equal(0);
  });

  it('sends short reads for PA keys and CLEAR, and PF keys with their fields', () => {
    const display = form();
    type(display, 'a');
    keyboard.attention(display, AID.pa2);
    expect([...readModified(display)]).to.deep.equal([0x6e]);
    keyboard.attention(display, pfAid(24));
    expect(readModified(display)[0]).to.equal(0x4c);
    keyboard.attention(display, AID.clear);
    expect([...readModified(display)]).to.deep.equal([0x6d]);
    expect(display.fields).to.equal(0);
  });

  it('works on an unformatted screen', () => {
    const display = screen();
    type(display, 'hello');
    keyboard.attention(display, AID.enter);
    expect(fromEbcdic(readModified(display).subarray(3))).to.equal('hello');
  });

  it('reads the whole buffer with its attributes', () => {
    const display = form();
    const bytes = readBuffer(display);
    expect(bytes).to.have.length(3 + 1920 + display.fields);
    expect([...bytes.slice(3, 6)]).to.deep.equal([0x1d, 0x60, toEbcdic('T')[0]]);
  });
});

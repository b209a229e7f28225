/**
 * A full-screen program's side of a console: keys that go into the 3270's buffer, and those that are
 * presented to the program as attentions. Line editing symbols mean nothing here.
 */
import type { Display } from '../../../devices/display/display.js';
import { AID, pfAid } from '../../../devices/display/display-table.js';
import * as keyboard from '../../../devices/display/keyboard.js';
import { LATIN1_TO_EBCDIC, isGraphic } from '../../../shared/ebcdic.js';
import type { TerminalKey } from '../../ports/console.js';

const DUP = 0x1c;
const FIELD_MARK = 0x1e;

/** What a key did: edited the buffer, calls the program, or was not possible. */
export type KeyEffect = 'edited' | 'attention' | 'refused';

/** The AID of a key that the program is told of. PgUp and PgDn stand for PF7 and PF8. PA1 is CP's. */
export function attentionOf(key: TerminalKey): number | undefined {
  switch (key.kind) {
    case 'enter':
      return AID.enter;
    case 'clear':
      return AID.clear;
    case 'pa':
      return key.number === 2 ? AID.pa2 : key.number === 3 ? AID.pa3 : AID.pa1;
    case 'pf':
      return pfAid(key.number);
    case 'page-up':
      return pfAid(7);
    case 'page-down':
      return pfAid(8);
    default:
      return undefined;
  }
}

/** Presses a key on a display whose keyboard is free. */
export function press(display: Display, key: TerminalKey): KeyEffect {
  const aid = attentionOf(key);
  if (aid !== undefined) {
    keyboard.attention(display, aid);
    return 'attention';
  }
  return edit(display, key) ? 'edited' : 'refused';
}

function edit(display: Display, key: TerminalKey): boolean {
  switch (key.kind) {
    case 'character':
      return (
        isGraphic(key.character) &&
        keyboard.type(display, LATIN1_TO_EBCDIC[key.character.charCodeAt(0)]!)
      );
    case 'left':
    case 'right':
    case 'up':
    case 'down':
      return keyboard.move(display, key.kind);
    case 'home':
      return keyboard.home(display);
    case 'end':
      return keyboard.end(display);
    case 'tab':
      return keyboard.tab(display);
    case 'back-tab':
      return keyboard.backTab(display);
    case 'newline':
      return keyboard.newLine(display);
    case 'backspace':
      return keyboard.backspace(display);
    case 'delete':
      return keyboard.deleteCharacter(display);
    case 'erase-eof':
      return keyboard.eraseEndOfField(display);
    case 'erase-input':
      return keyboard.eraseInput(display);
    case 'insert':
      display.insert = !display.insert;
      return true;
    case 'reset':
      display.insert = false;
      return true;
    case 'dup':
      return keyboard.type(display, DUP) && keyboard.tab(display);
    case 'field-mark':
      return keyboard.type(display, FIELD_MARK);
    default:
      return false;
  }
}

/** A whole line as the keys that type it into the field at the cursor. */
export function lineKeys(text: string): TerminalKey[] {
  const keys: TerminalKey[] = [];
  if (text !== '') {
    keys.push({ kind: 'erase-eof' });
    for (const character of text.slice(0, 1024)) keys.push({ kind: 'character', character });
  }
  keys.push({ kind: 'enter' });
  return keys;
}

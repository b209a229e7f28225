/**
 * Bytes of a terminal to keys of a 3270 (control sequences of "Xterm Control Sequences", PC-style function
 * keys; ECMA-48). Sequences and UTF-8 may be split over packets anywhere. What follows an ESC decides what
 * it was; when nothing follows for 40 ms it was the Escape key. A stream is hostile input: it costs the
 * same small time for each byte, keeps a few bytes, and what is not known is dropped whole.
 */
import { isGraphic } from '../shared/ebcdic.js';
import type { Clock, Timer } from '../shared/clock.js';
import type { TerminalKey } from '../cp/ports/console.js';
import {
  ALT_KEYS,
  CONTROL_KEYS,
  FINAL_KEYS,
  LINUX_FUNCTION_KEYS,
  NUMBERED_KEYS,
  SS3_KEYS,
} from './key-table.js';

/** Where keys go. */
export interface KeyReceiver {
  key(key: TerminalKey): void;
  /** A character that the code page does not hold: shown as refused, nothing else. */
  refused(character: string): void;
}

/** Milliseconds after which an ESC with nothing behind it is the Escape key. */
export const ESCAPE_TIME = 40;
/** Milliseconds after which the start of a sequence that does not go on is dropped. */
const SEQUENCE_TIME = 500;
/** Parameter bytes that a sequence may have. */
const LONGEST_SEQUENCE = 32;
/** Bytes that a string of the terminal (title, answer to a query) may have before it is given up. */
const LONGEST_STRING = 4096;

type State = 'ground' | 'escape' | 'csi' | 'ss3' | 'string' | 'string-escape' | 'mouse' | 'linux';

/** A decoder for one terminal. */
export class KeyDecoder {
  readonly #clock: Clock;
  readonly #receiver: KeyReceiver;
  #state: State = 'ground';
  #parameters = '';
  #count = 0;
  #pasting = false;
  #afterReturn = false;
  #timer: Timer | undefined;
  /** UTF-8 under way: bits so far, bytes to come, least value that is not an overlong form. */
  #bits = 0;
  #more = 0;
  #least = 0;

  constructor(clock: Clock, receiver: KeyReceiver) {
    this.#clock = clock;
    this.#receiver = receiver;
  }

  /** Decodes what came. */
  feed(bytes: Uint8Array): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    for (const byte of bytes) this.#byte(byte);
    if (this.#state === 'ground') return;
    const time = this.#state === 'escape' ? ESCAPE_TIME : SEQUENCE_TIME;
    this.#timer = this.#clock.after(time, () => {
      this.#timer = undefined;
      const { pasting, state } = { pasting: this.#pasting, state: this.#state };
      this.#state = 'ground';
      if (state === 'escape' && !pasting) this.#key({ kind: 'reset' });
    });
  }

  /** The line is gone. */
  stop(): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    this.#state = 'ground';
  }

  #byte(byte: number): void {
    switch (this.#state) {
      case 'ground':
        this.#ground(byte);
        break;
      case 'escape':
        this.#escape(byte);
        break;
      case 'csi':
        this.#csi(byte);
        break;
      case 'ss3':
        this.#ss3(byte);
        break;
      case 'linux':
        this.#state = 'ground';
        this.#named(LINUX_FUNCTION_KEYS[String.fromCharCode(byte)]);
        break;
      case 'mouse':
        if (--this.#count === 0) this.#state = 'ground';
        break;
      case 'string':
        if (byte === 0x1b) this.#state = 'string-escape';
        else if (byte === 0x07 || byte === 0x18 || --this.#count === 0) this.#state = 'ground';
        break;
      case 'string-escape':
        this.#state = byte === 0x5c ? 'ground' : 'string';
        break;
    }
  }

  #ground(byte: number): void {
    if (byte >= 0x80) {
      this.#utf8(byte);
      return;
    }
    this.#cutCharacter();
    const afterReturn = this.#afterReturn;
    this.#afterReturn = false;
    if (byte === 0x1b) this.#state = 'escape';
    else if (byte === 0x0d) {
      this.#afterReturn = true;
      this.#key({ kind: 'enter' });
    } else if (byte === 0x0a) {
      // CR LF is one line end
      if (!afterReturn) this.#key({ kind: 'enter' });
    } else if (byte >= 0x20 && byte !== 0x7f) this.#character(byte);
    else if (this.#pasting) {
      // controls in pasted text are no keys; a tab keeps words apart
      if (byte === 0x09) this.#key({ kind: 'character', character: ' ' });
    } else this.#named(CONTROL_KEYS[byte]);
  }

  #escape(byte: number): void {
    this.#state = 'ground';
    this.#parameters = '';
    switch (byte) {
      case 0x5b:
        this.#state = 'csi';
        break;
      case 0x4f:
        this.#state = 'ss3';
        break;
      case 0x5d: // OSC
      case 0x50: // DCS
      case 0x5f: // APC
      case 0x5e: // PM
        this.#state = 'string';
        this.#count = LONGEST_STRING;
        break;
      case 0x1b:
        // Escape twice: the first was the key
        if (!this.#pasting) this.#key({ kind: 'reset' });
        this.#state = 'escape';
        break;
      default:
        this.#named(ALT_KEYS[String.fromCharCode(byte).toLowerCase()]);
    }
  }

  #csi(byte: number): void {
    if (byte === 0x1b) {
      this.#state = 'escape';
      return;
    }
    if (byte === 0x18 || byte === 0x1a) {
      this.#state = 'ground';
      return;
    }
    if (byte >= 0x20 && byte <= 0x3f) {
      // too long: the rest is dropped as it comes, up to the final byte
      if (this.#parameters.length < LONGEST_SEQUENCE) {
        this.#parameters += String.fromCharCode(byte);
      }
      return;
    }
    this.#state = 'ground';
    const final = String.fromCharCode(byte);
    const parameters = this.#parameters;
    if (parameters === '' && final === '[') this.#state = 'linux';
    else if (parameters === '' && final === 'M') {
      this.#state = 'mouse';
      this.#count = 3;
    } else if (final === '~' && parameters === '200') this.#pasting = true;
    else if (final === '~' && parameters === '201') this.#pasting = false;
    else if (parameters.length < LONGEST_SEQUENCE) this.#sequence(parameters, final);
  }

  #sequence(parameters: string, final: string): void {
    // private sequences (mouse reports, answers to queries) are no keys
    if (!/^[0-9;]*$/.test(parameters)) return;
    const [first, modifier] = parameters.split(';');
    const name = final === '~' ? NUMBERED_KEYS[first ?? ''] : FINAL_KEYS[final];
    this.#named(name, (((Number(modifier) || 1) - 1) & 1) !== 0);
  }

  #ss3(byte: number): void {
    const character = String.fromCharCode(byte);
    // some terminals put the modifier here: ESC O 2 P
    if (character >= '0' && character <= '9' && this.#parameters.length < 2) {
      this.#parameters += character;
      return;
    }
    this.#state = 'ground';
    const shift = (((Number(this.#parameters) || 1) - 1) & 1) !== 0;
    this.#named(SS3_KEYS[character], shift);
  }

  #utf8(byte: number): void {
    this.#afterReturn = false;
    if (byte < 0xc0) {
      if (this.#more === 0) {
        this.#receiver.refused('\ufffd');
        return;
      }
      this.#bits = (this.#bits << 6) | (byte & 0x3f);
      if (--this.#more === 0) {
        const valid = this.#bits >= this.#least && this.#bits <= 0x10ffff;
        const surrogate = this.#bits >= 0xd800 && this.#bits <= 0xdfff;
        this.#character(valid && !surrogate ? this.#bits : 0xfffd);
      }
      return;
    }
    this.#cutCharacter();
    if (byte >= 0xf8) this.#receiver.refused('\ufffd');
    else if (byte >= 0xf0) this.#start(byte & 0x07, 3, 0x10000);
    else if (byte >= 0xe0) this.#start(byte & 0x0f, 2, 0x800);
    else this.#start(byte & 0x1f, 1, 0x80);
  }

  #start(bits: number, more: number, least: number): void {
    this.#bits = bits;
    this.#more = more;
    this.#least = least;
  }

  /** A character that something else came into the middle of. */
  #cutCharacter(): void {
    if (this.#more === 0) return;
    this.#more = 0;
    this.#receiver.refused('\ufffd');
  }

  #character(code: number): void {
    const character = String.fromCodePoint(code);
    if (isGraphic(character)) this.#key({ kind: 'character', character });
    else this.#receiver.refused(character);
  }

  #named(key: TerminalKey | undefined, shift = false): void {
    if (!key || this.#pasting) return;
    if (key.kind === 'pf' && shift) {
      if (key.number <= 12) this.#key({ kind: 'pf', number: key.number + 12 });
    } else this.#key(key);
  }

  #key(key: TerminalKey): void {
    this.#receiver.key(key);
  }
}

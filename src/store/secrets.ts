/**
 * Passwords, as salted scrypt hashes. Hashing runs on the host's thread pool, two at once at the most
 * (the pool serves the files too), the rest wait in a bounded queue. A check costs the same whether the
 * user exists or not.
 */
import { scrypt, timingSafeEqual } from 'node:crypto';

/** A password as it is kept: base64 of salt and hash, and the cost. */
export interface Secret {
  readonly kind: 'scrypt';
  readonly cost: number;
  readonly salt: string;
  readonly hash: string;
}

/** Longest password, characters. */
export const LONGEST_PASSWORD = 256;
const BLOCK = 8;
const LENGTH = 32;
const AT_ONCE = 2;
const WAITING = 200;

/** Hashes and checks passwords. */
export class Passwords {
  readonly #random: (length: number) => Uint8Array;
  readonly #cost: number;
  readonly #decoy: Secret;
  #running = 0;
  readonly #queue: (() => void)[] = [];

  /**
   * @param random - random bytes
   * @param cost - scrypt's N; 2^14 takes about 50 ms
   */
  constructor(random: (length: number) => Uint8Array, cost = 16384) {
    this.#random = random;
    this.#cost = cost;
    const salt = Buffer.from(random(16)).toString('base64');
    const hash = Buffer.from(random(LENGTH)).toString('base64');
    this.#decoy = { kind: 'scrypt', cost, salt, hash };
  }

  async make(password: string): Promise<Secret> {
    if (password === '' || password.length > LONGEST_PASSWORD) {
      throw new RangeError(`a password has 1 to ${String(LONGEST_PASSWORD)} characters`);
    }
    const salt = Buffer.from(this.#random(16)).toString('base64');
    const hash = (await this.#hash(password, salt, this.#cost)).toString('base64');
    return { kind: 'scrypt', cost: this.#cost, salt, hash };
  }

  /** Checks; without a secret it does the same work and says no. */
  async verify(secret: Secret | undefined, password: string): Promise<boolean> {
    const against = secret ?? this.#decoy;
    const fits = password.length <= LONGEST_PASSWORD;
    const hash = await this.#hash(fits ? password : '', against.salt, against.cost);
    const kept = Buffer.from(against.hash, 'base64');
    const same = kept.length === hash.length && timingSafeEqual(kept, hash);
    return same && fits && secret !== undefined;
  }

  async #hash(password: string, salt: string, cost: number): Promise<Buffer> {
    if (this.#running >= AT_ONCE) {
      if (this.#queue.length >= WAITING) throw new Error('too many passwords are being checked');
      await new Promise<void>((resolve) => this.#queue.push(resolve));
    } else this.#running++;
    try {
      return await new Promise<Buffer>((resolve, reject) => {
        const bytes = Buffer.from(salt, 'base64');
        const options = { N: cost, r: BLOCK, p: 1, maxmem: 256 * cost * BLOCK };
        scrypt(password.normalize('NFC'), bytes, LENGTH, options, (error, key) => {
          if (error) reject(error);
          else resolve(key);
        });
      });
    } finally {
      // the place goes on to the next in the queue
      const next = this.#queue.shift();
      if (next) next();
      else this.#running--;
    }
  }
}

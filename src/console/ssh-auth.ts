/**
 * Who is at the door: public key, password and keyboard-interactive (RFC 4252, RFC 4256). A wrong password,
 * an unknown user and a user who may not log on look the same and take the same time.
 */
import ssh2 from 'ssh2';
import type { AuthContext, PublicKeyAuthContext } from 'ssh2';
import type { Clock } from '../shared/clock.js';
import type { SessionService } from '../cp/ports/console.js';
import type { AttemptLimits, Limits } from './attempt-limits.js';

/** Methods that a client is told of. */
const METHODS = ['publickey' as const, 'password' as const, 'keyboard-interactive' as const];
/** Characters of a password that are looked at. */
const LONGEST_PASSWORD = 256;

/** What one connection's authentication needs. */
export interface Door {
  readonly service: SessionService;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly attempts: AttemptLimits;
  /** Address and port, and the address alone. */
  readonly source: string;
  readonly address: string;
  /** For the operator's log. */
  log(line: string): void;
  /** Closes the connection. */
  close(): void;
}

/** Authenticates one connection. */
export class Authentication {
  readonly #door: Door;
  /** A password is being looked at: a second one meanwhile is refused. */
  #busy = false;
  #passwords = 0;
  #keys = 0;
  /** The user who has been let in. */
  userid = '';

  constructor(door: Door) {
    this.#door = door;
  }

  /** One request of the client. */
  attempt(context: AuthContext): void {
    const userid = useridOf(context.username);
    switch (context.method) {
      case 'publickey':
        this.#publicKey(context, userid);
        break;
      case 'password':
        this.#password(context, userid, context.password);
        break;
      case 'keyboard-interactive':
        if (this.#busy) context.reject(METHODS);
        else {
          context.prompt([{ prompt: 'Enter your password: ', echo: false }], ([answer]) => {
            this.#password(context, userid, answer ?? '');
          });
        }
        break;
      default:
        context.reject(METHODS);
    }
  }

  #password(context: AuthContext, userid: string | undefined, password: string): void {
    if (this.#busy) {
      context.reject(METHODS);
      return;
    }
    this.#busy = true;
    const { service } = this.#door;
    // a userid that cannot be is verified too, as one that nobody has: for the time it takes
    const verified =
      typeof password === 'string' && password.length <= LONGEST_PASSWORD
        ? service.verifyPassword(userid ?? '?', password)
        : Promise.resolve(false);
    verified.then(
      (right) => {
        if (right && userid !== undefined) this.#letIn(context, userid);
        else this.#wrong(context, userid);
      },
      () => this.#wrong(context, userid),
    );
  }

  #letIn(context: AuthContext, userid: string): void {
    this.#busy = false;
    this.userid = userid;
    this.#answer(() => context.accept());
  }

  /** Answers a client that may have gone meanwhile. */
  #answer(answer: () => void): void {
    try {
      answer();
    } catch (error) {
      this.#door.log(`SSH: ${String(error)}`);
      this.#door.close();
    }
  }

  #wrong(context: AuthContext, userid: string | undefined): void {
    const { clock, attempts, limits, source, address } = this.#door;
    this.#passwords++;
    this.#door.log(`LOGON FAILED FROM ${source} AS ${userid ?? '?'}`);
    clock.after(attempts.failed(address), () => {
      this.#busy = false;
      if (this.#passwords >= limits.passwords) this.#door.close();
      else this.#answer(() => context.reject(METHODS));
    });
  }

  #publicKey(context: PublicKeyAuthContext, userid: string | undefined): void {
    const { service, limits } = this.#door;
    const known =
      userid !== undefined &&
      service.keys(userid).some((text) => {
        const key = ssh2.utils.parseKey(text);
        if (
          key instanceof Error ||
          key.type !== context.key.algo.replace(/^rsa-sha2-\d+$/, 'ssh-rsa')
        ) {
          return false;
        }
        if (!key.getPublicSSH().equals(context.key.data)) return false;
        // without a signature the client only asks whether the key would do
        if (!context.signature) return true;
        if (!context.blob) return false;
        // not in the types: a signature that cannot be read gives an Error, which is not false
        const verified: unknown = key.verify(context.blob, context.signature, context.hashAlgo);
        return verified === true;
      });
    if (!known) {
      this.#keys++;
      if (this.#keys >= limits.keys) this.#door.close();
      else context.reject(METHODS);
    } else {
      if (context.signature) this.userid = userid;
      context.accept();
    }
  }
}

/** The userid that an SSH user name stands for; undefined when it cannot be one. */
export function useridOf(name: string): string | undefined {
  return /^[A-Za-z0-9@#$_+:-]{1,8}$/.test(name) ? name.toUpperCase() : undefined;
}

/**
 * The server's host key: made at the first start, kept by whoever keeps files. Ed25519 alone: with an RSA
 * key ssh2 would offer SHA-1 signatures, and logging on would cost twice the time.
 */
import ssh2 from 'ssh2';

/** Where the key is kept. */
export interface HostKeyFile {
  /** The key in OpenSSH form; undefined when there is none yet. */
  read(): string | undefined;
  /** Keeps a new key, readable by its owner only. */
  create(key: string): void;
}

/** Keys made at most before giving up: about one in 256 cannot be used. */
const ATTEMPTS = 20;

/**
 * The host key, made when there is none. Throws when the file holds something else than an ed25519 key.
 * @param generate - makes a private key in OpenSSH form
 */
export function hostKey(
  file: HostKeyFile,
  generate = (): string => ssh2.utils.generateKeyPairSync('ed25519').private,
): string {
  const kept = file.read();
  if (kept !== undefined) {
    if (!usable(kept)) throw new Error('the host key file holds no ed25519 private key');
    return kept;
  }
  // ssh2 1.17 now and then writes a key that nothing can read, itself included
  for (let n = 0; n < ATTEMPTS; n++) {
    const made = generate();
    if (!usable(made)) continue;
    file.create(made);
    return made;
  }
  throw new Error('no host key could be made');
}

function usable(text: string): boolean {
  const key = ssh2.utils.parseKey(text);
  return !(key instanceof Error) && key.type === 'ssh-ed25519' && key.isPrivateKey();
}

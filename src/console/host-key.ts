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

/** The host key, made when there is none. Throws when the file holds something else than an ed25519 key. */
export function hostKey(file: HostKeyFile): string {
  const kept = file.read();
  if (kept !== undefined) {
    const key = ssh2.utils.parseKey(kept);
    if (key instanceof Error || key.type !== 'ssh-ed25519' || !key.isPrivateKey()) {
      throw new Error('the host key file holds no ed25519 private key');
    }
    return kept;
  }
  const made = ssh2.utils.generateKeyPairSync('ed25519').private;
  file.create(made);
  return made;
}

/** OpenSSH public keys, one a line as in authorized_keys (RFC 4253, section 6.6, for what is inside). */

const TYPES = /^(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp(?:256|384|521))$/;

/**
 * A public key in the form that is kept (type, base64, comment), or undefined when the text is not one.
 * The type inside must be the type in front.
 */
export function normalKey(text: string): string | undefined {
  if (text.length > 16_384) return undefined;
  const [type = '', base64 = '', ...comment] = text.trim().split(/\s+/);
  if (!TYPES.test(type) || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
  const blob = Buffer.from(base64, 'base64');
  if (blob.length < 4 + type.length) return undefined;
  const length = blob.readUInt32BE(0);
  if (length !== type.length || blob.toString('latin1', 4, 4 + length) !== type) return undefined;
  const note = comment.join(' ').replace(/[^\x20-\x7e]/g, '.');
  return [type, base64, note.slice(0, 64)].join(' ').trim();
}

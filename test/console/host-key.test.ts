import { mkdtempSync, rmSync, statSync, writeFileSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import ssh2 from 'ssh2';
import { hostKey } from '../../src/console/host-key.js';
import { hostKeyFile } from '../../src/host/host-key-file.js';

describe('host key', () => {
  let folder: string;
  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'vmts-key-'))));
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is made at the first start, readable by its owner only, and stays', () => {
    const path = join(folder, 'host_key');
    const first = hostKey(hostKeyFile(path));
    expect(statSync(path).mode & 0o777).to.equal(0o600);
    expect(ssh2.utils.parseKey(first)).to.include({ type: 'ssh-ed25519' });
    chmodSync(path, 0o644);
    expect(hostKey(hostKeyFile(path))).to.equal(first);
    expect(statSync(path).mode & 0o777).to.equal(0o600);
  });

  it('is made anew where a crash left an empty file, and nothing else is taken for one', () => {
    const path = join(folder, 'host_key');
    writeFileSync(path, '');
    expect(hostKey(hostKeyFile(path))).to.contain('PRIVATE KEY');
    writeFileSync(path, 'not a key');
    expect(() => hostKey(hostKeyFile(path))).to.throw('no ed25519 private key');
  });

  it('is made again when ssh2 has made one that cannot be read', () => {
    const path = join(folder, 'host_key');
    const good = hostKey(hostKeyFile(join(folder, 'good')));
    let made = 0;
    const generate = (): string => {
      made++;
      return made < 3 ? 'malformed' : good;
    };
    expect(hostKey(hostKeyFile(path), generate)).to.equal(good);
    expect(hostKey(hostKeyFile(path))).to.equal(good);
    expect(() => hostKey(hostKeyFile(join(folder, 'other')), () => 'bad')).to.throw('no host key');
  });
});

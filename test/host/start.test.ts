/** What the host is told when the system cannot start. */
import { expect } from 'chai';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nodeTooOld } from '../../src/host/node-version.js';
import { startFailure } from '../../src/host/start-failure.js';
import { makeFolder } from '../../src/store/make-folder.js';

const PLACE = { home: '/srv/vm', host: '127.0.0.1', port: 2222 };

function failure(code: string, syscall: string): string | undefined {
  return startFailure(Object.assign(new Error('x'), { code, syscall }), PLACE);
}

describe('a start that fails', () => {
  it('says in one line what to do about a port or an address', () => {
    expect(failure('EADDRINUSE', 'listen')).to.equal(
      'port 2222 on 127.0.0.1 is in use: stop what listens there, or choose another with --port',
    );
    expect(failure('EACCES', 'listen')).to.contain('no permission to listen on port 2222');
    expect(failure('EADDRNOTAVAIL', 'listen')).to.contain('cannot listen on 127.0.0.1');
    expect(failure('ENOTFOUND', 'getaddrinfo')).to.contain('cannot listen on 127.0.0.1');
  });

  it('says what is wrong with a home', () => {
    for (const [code, why] of [
      ['EACCES', 'permission denied'],
      ['EROFS', 'read-only'],
      ['ENOTDIR', 'no folder'],
      ['ENOSPC', 'full'],
    ] as const) {
      expect(failure(code, 'mkdir')).to.match(new RegExp(`^cannot use /srv/vm as home: .*${why}`));
    }
  });

  it('keeps its hands off faults of our own', () => {
    expect(startFailure(new TypeError('x is not a function'), PLACE)).to.equal(undefined);
    expect(startFailure('x', PLACE)).to.equal(undefined);
    expect(failure('ERR_ASSERTION', '')).to.equal(undefined);
  });

  it('knows a Node that is too old', () => {
    expect(nodeTooOld('20.18.3')).to.contain('needs Node 20.19 or later; this is 20.18.3');
    expect(nodeTooOld('18.20.1')).to.be.a('string');
    expect(nodeTooOld('20.19.0')).to.equal(undefined);
    expect(nodeTooOld('22.1.0')).to.equal(undefined);
  });

  it('makes a home with the folders above it, and fails where none can be', () => {
    const folder = mkdtempSync(join(tmpdir(), 'vmts-folder-'));
    try {
      makeFolder(join(folder, 'a/b/c'), 0o700);
      makeFolder(join(folder, 'a/b/c'));
      expect(statSync(join(folder, 'a/b/c')).mode & 0o777).to.equal(0o700);
      expect(() => makeFolder('/proc/nope/.run')).to.throw(/ENOENT|EACCES|EPERM/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

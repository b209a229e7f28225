/** kill -9 of a real process while it commits spool files: what it announced is there, whole. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { FILE_HEADER } from '../../src/shared/spool-record.js';
import { nodeFiles } from '../../src/store/host-files.js';
import { FileSpoolStore } from '../../src/store/spool-store.js';

const BYTES = 1000;
const ROUNDS = 6;

/** Four senders, who write the id of each file to standard output when it may be announced. */
function program(directory: string, first: number): string {
  const store = new URL('../../src/store/', import.meta.url).href;
  return `
    import { nodeFiles } from '${store}host-files.js';
    import { FileSpoolStore } from '${store}spool-store.js';
    const files = nodeFiles();
    const store = new FileSpoolStore(files, ${JSON.stringify(directory)}, () => {});
    await store.start();
    let next = ${String(first)};
    const sender = async () => {
      for (;;) {
        const id = next++;
        const { handle } = await store.create();
        files.writeAt(handle, ${String(FILE_HEADER)}, new Uint8Array(${String(BYTES)}).fill(id));
        await store.commit(handle, { id, owner: 'BOB', origin: 'ALICE', queue: 'RDR', device: 'PUN',
          class: 'A', records: 1, bytes: ${String(BYTES)}, copies: 1, hold: 'NONE', keep: false,
          name: '', type: '', dist: '', form: '', created: 0, order: id });
        process.stdout.write(id + '\\n');
      }
    };
    await Promise.all([sender(), sender(), sender(), sender()]);`;
}

describe('spool store under kill -9', function () {
  let directory: string;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'vmts-kill-'));
  });
  afterEach(() => {
    rmSync(directory, { recursive: true, force: true });
  });

  it('has everything that was announced, whole, and nothing else half', async () => {
    const files = nodeFiles();
    const announced: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const script = program(directory, round * 1000 + 1);
      const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
      let said = '';
      let failure = '';
      child.stderr.on('data', (chunk: Buffer) => (failure += chunk.toString()));
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.stdout.on('data', (chunk: Buffer) => {
        said += chunk.toString();
        // a different moment in every round, wherever the senders then are
        if (said.split('\n').length > 5 + round * 7) child.kill('SIGKILL');
      });
      await ended;
      expect(failure).to.equal('');
      announced.push(...said.split('\n').slice(0, -1).map(Number));
      const store = new FileSpoolStore(files, directory, () => undefined);
      await store.start();
      const kept = new Set(store.files().map((file) => file.id));
      for (const id of announced) expect(kept.has(id), `file ${String(id)}`).to.equal(true);
      for (const id of kept) {
        const { handle, bytes } = await store.open('BOB', id);
        const content = new Uint8Array(bytes);
        expect(files.readAt(handle, FILE_HEADER, content)).to.equal(BYTES);
        expect(content.every((byte) => byte === (id & 0xff))).to.equal(true);
        await store.close(handle);
      }
      expect(await files.list(`${directory}/open`)).to.deep.equal([]);
      expect((await files.list(`${directory}/files`)).length).to.equal(kept.size);
      await store.stop();
    }
    expect(announced.length).to.be.greaterThan(ROUNDS * 5);
  });
});

/** `vmts segment import`: what the host brings in, machines load and IPL; what it refuses. */
import { expect } from 'chai';
import { WholeSystem } from '../support/whole-system.js';

/** A header page and `pages` pages; PSW and general registers of a system in front. */
function image(pages: number): Uint8Array {
  const bytes = Buffer.alloc((pages + 1) * 4096);
  bytes.writeUInt32BE(0x00020000, 0);
  bytes.writeUInt32BE(0x00c0ffee, 4);
  for (let at = 4096; at < bytes.length; at += 4) bytes.writeUInt32BE(at - 4096, at);
  return bytes;
}

describe('vmts segment import', () => {
  it('brings in segments and systems, which take the place of others of the name', async () => {
    const whole = await WholeSystem.start();
    const maint = await whole.logon('MAINT');
    const run = (words: readonly string[], content = image(3)) =>
      whole.host(['segment', ...words], () => Promise.resolve(content));
    expect(await run(['import', 'seg', 'a.img', '--start', 'f00000'])).to.deep.equal({
      status: 0,
      said: ['NSS FILE 0001 SEG'],
    });
    expect(
      (await run(['import', 'SEG', 'a.img', '--start', 'E00000', '--type', 'ew'])).said,
    ).to.deep.equal(['NSS FILE 0002 SEG']);
    const text = await whole.command(maint, '#cp query nss all map', /SEG/);
    expect(text).to.match(/0002 .*SEG/);
    expect(text).not.to.match(/0001 .*SEG/);
    expect((await run(['import', 'SYS', 'a.img', '--start', '20000', '--system'])).status).to.equal(
      0,
    );
    await whole.command(maint, '#cp ipl sys', /disabled wait PSW 00020000 00C0FFEE/);
    await whole.command(maint, 'display 21004', /021004 {2}00001004/);
  });

  it('refuses what is no segment, with a status and without anything done', async () => {
    const whole = await WholeSystem.start();
    for (const [words, content] of [
      [[]],
      [['import']],
      [['import', 'SEG', 'a.img']],
      [['export', 'SEG', 'a.img', '--start', 'f00000']],
      [['import', 'SEG', 'a.img', '--start', 'xyz']],
      [['import', 'SEG', 'a.img', '--start', 'f00800']],
      [['import', 'SEG', 'a.img', '--start', 'f00000', '--type', 'QQ']],
      [['import', '190', 'a.img', '--start', 'f00000']],
      [['import', 'TOOLONGNAME', 'a.img', '--start', 'f00000']],
      [['import', 'SEG', 'a.img', '--start', 'fff000']],
      [['import', 'SEG', 'a.img', '--start', 'f00000'], new Uint8Array(4096)],
      [['import', 'SEG', 'a.img', '--start', 'f00000'], new Uint8Array(9000)],
    ] as readonly (readonly [readonly string[], Uint8Array?])[]) {
      const result = await whole.host(['segment', ...words], () =>
        Promise.resolve(content ?? image(3)),
      );
      expect(result.status, words.join(' ')).not.to.equal(0);
      expect(result.said.join(), words.join(' ')).not.to.equal('');
    }
    expect(whole.test.cp.segments.library.available('SEG')).to.equal(undefined);
  });
});

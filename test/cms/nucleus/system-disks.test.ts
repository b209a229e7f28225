/** The disks that IPL CMS accesses: 190 as S and 19E as Y, or 190 alone where there is no 19E. */
import { expect } from 'chai';
import type { SourceFile } from '../../../src/cms/files/build-disk.js';
import { WholeSystem } from '../../support/whole-system.js';

const hello = (text: string): SourceFile => ({
  name: 'HELLO',
  type: 'EXEC',
  lines: [`/* */ say '${text}'`],
});

describe('the system disks', () => {
  it('are S and its extension Y, in the order of search', async () => {
    const system = await WholeSystem.start({
      programDisk: [hello('from Y'), { name: 'SHADOWED', type: 'EXEC', lines: ["say 'Y'"] }],
      systemDisk: [{ name: 'SHADOWED', type: 'EXEC', lines: ["/* */ say 'from S'"] }],
    });
    for (const userid of ['ALICE', 'MAINT']) {
      const person = await system.logon(userid);
      await system.sees(person, /^Ready;/);
      expect(person.text).to.not.match(/DMS[A-Z]{3}\d/);
      expect(await system.command(person, 'query search')).to.match(
        /191 +A +R\/W\n.* 190 +S +R\/[OW]\n.* 19E +Y\/S +R\/O\n/,
      );
      expect(await system.command(person, 'query disk')).to.match(
        /190 +S +R\/[OW](.|\n)*CMS19E 19E +Y\/S +R\/O/,
      );
      expect(await system.command(person, 'query accessed')).to.match(/^Y\/S? +R\/O +2 /m);
      expect(await system.command(person, 'hello')).to.match(/^from Y$/m);
      expect(await system.command(person, 'shadowed')).to.match(/^from S$/m);
      expect(await system.command(person, 'listfile hello exec *')).to.match(/^HELLO +EXEC +Y2$/m);
      expect(await system.command(person, 'copyfile profile exec a = = y')).to.contain(
        'DMSCPY037E Filemode Y(19E) is accessed as read/only',
      );
    }
  });

  it('leave out of Y what its owner has there for himself', async () => {
    const system = await WholeSystem.start({ programDisk: [hello('from Y')] });
    const maint = await system.logon('MAINT');
    await system.sees(maint, /^Ready;/);
    await system.command(maint, 'release y');
    await system.command(maint, 'access 19e b');
    await system.command(maint, 'copyfile profile exec a own exec b1');
    await system.command(maint, 'copyfile profile exec a shared exec b2');
    const alice = await system.logon('ALICE');
    await system.sees(alice, /^Ready;/);
    const listed = await system.command(alice, 'listfile * exec y');
    expect(listed).to.match(/^SHARED +EXEC +Y2$/m);
    expect(listed).to.not.match(/OWN/);
  });

  it('are 190 alone, and nothing is said, where there is no 19E', async () => {
    const system = await WholeSystem.start({ systemDisk: [hello('from S')] });
    const alice = await system.logon('ALICE');
    await system.sees(alice, /^Ready;/);
    expect(alice.text).to.not.match(/19E|DMS|HCP/i);
    const search = await system.command(alice, 'query search');
    expect(search).to.match(/ 190 +S +R\/O\n/);
    expect(search).to.not.match(/19E/);
    expect(await system.command(alice, 'hello')).to.match(/^from S$/m);
  });
});

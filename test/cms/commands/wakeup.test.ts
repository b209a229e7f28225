/** WAKEUP in the whole system: special messages, files, times, the console. */
import { expect } from 'chai';
import { cmsSystem } from '../../support/cms-system.js';

const SERVER = [
  '/* answers special messages until STOP comes */',
  "'CP SET SMSG ON'",
  'do forever',
  "  'WAKEUP +00:05 (SMSG RDR'",
  "  say 'woken' rc",
  '  if rc = 1 then do',
  '    parse pull 9 from 17 text',
  "    'CP MSG' from 'You said' text",
  "    if text = 'STOP' then exit 0",
  '  end',
  '  if rc = 4 then do; "CP PURGE RDR ALL"; end',
  'end',
];
const FILES = [
  { name: 'SERVER', type: 'EXEC', lines: SERVER },
  { name: 'LETTER', type: 'DATA', lines: ['hello'] },
];

async function pair() {
  const system = await cmsSystem(FILES);
  return { system, alice: await system.session('ALICE'), bob: await system.session('BOB') };
}

describe('WAKEUP', () => {
  it('wakes for special messages, files and the time', async () => {
    const { system, alice, bob } = await pair();
    await alice.type('server');
    alice.fresh();
    expect(await bob.type('cp smsg alice ping 1')).to.match(
      /MSG FROM ALICE {3}: You said ping 1\n/,
    );
    expect(alice.fresh()).to.match(/woken 1/);
    await bob.type('sendfile letter data to alice');
    expect(alice.fresh()).to.match(/woken 4/);
    await system.pass(299_000);
    expect(alice.fresh()).not.to.match(/woken/);
    await system.pass(2000);
    expect(alice.fresh()).to.match(/woken 2/);
    await bob.type('cp smsg alice STOP');
    expect(alice.fresh()).to.match(/woken 1(.|\n)*Ready;/);
  });

  it('leaves messages with CP while nobody waits, and takes them one at a time', async () => {
    const { system, alice, bob } = await pair();
    await alice.type('cp set smsg on');
    await alice.type('wakeup +00:00:01 (smsg');
    await system.pass(1500);
    expect(alice.fresh()).to.match(/Ready\(00002\)/);
    for (const word of ['one', 'two']) await bob.type(`cp smsg alice ${word}`);
    expect(await alice.type('wakeup (smsg')).to.match(/Ready\(00001\)/);
    expect(await alice.type('wakeup (smsg')).to.match(/Ready\(00001\)/);
  });

  it('ends at a line of the console, which is left to be read', async () => {
    const { alice } = await pair();
    await alice.type('wakeup (cons');
    const shown = await alice.type('query disk');
    expect(shown).to.match(/Ready\(00006\)(.|\n)*LABEL {2}VDEV/);
  });

  it('ends at HX and takes no more messages after KILL', async () => {
    const { alice, bob } = await pair();
    await alice.type('cp set smsg on');
    await alice.type('wakeup (smsg');
    expect(await alice.type('hx')).to.match(/^Ready;/);
    await alice.type('wakeup (kill');
    expect(await bob.type('cp smsg alice hello')).to.match(/HCPMFS057I/);
  });

  it('says what is wrong', async () => {
    const { alice } = await pair();
    expect(await alice.type('wakeup 25:00')).to.match(/DMSWAK070E Invalid parameter 25:00/);
    expect(await alice.type('wakeup (smgs')).to.match(/DMSWAK003E Invalid option: SMGS/);
    expect(await alice.type('wakeup +1 +2')).to.match(/DMSWAK070E Invalid parameter \+2/);
  });
});

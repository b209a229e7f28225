import { expect } from 'chai';
import type { TestSession, TestSystem } from '../../support/test-system.js';
import { fakeSystem } from '../../support/fake-system.js';

describe('CP: messages between users', () => {
  let system: TestSystem;
  let alice: TestSession;
  let bob: TestSession;
  let operator: TestSession;

  beforeEach(async () => {
    ({ system } = await fakeSystem());
    operator = await system.session('OPERATOR');
    alice = await system.session('ALICE');
    bob = await system.session('BOB');
    bob.fresh();
    operator.fresh();
  });

  it('passes MSG on as typed', async () => {
    expect(await alice.lines('m bob Hello   there')).to.deep.equal([]);
    expect(bob.fresh()).to.equal('10:00:00  * MSG FROM ALICE   : Hello   there\n');
    expect(await alice.lines('msg * note')).to.deep.equal(['10:00:00  * MSG FROM ALICE   : note']);
    await alice.type('message op help');
    expect(operator.fresh()).to.equal('10:00:00  * MSG FROM ALICE   : help\n');
  });

  it('says who does not receive', async () => {
    await bob.type('set msg off');
    expect(await alice.lines('msg bob hi')).to.deep.equal([
      'HCPMFS057I BOB not receiving; MSG off',
    ]);
    expect(bob.fresh()).to.equal('');
    await operator.type('warning bob fire');
    expect(bob.fresh()).to.equal('10:00:00  * WNG FROM OPERATOR: fire\n');
    await bob.type('set wng off');
    expect(await operator.lines('wng bob fire')).to.deep.equal([
      'HCPMFS057I BOB not receiving; WNG off',
    ]);
    await bob.type('set msg on');
    await bob.type('disc');
    expect(await alice.lines('msg bob hi')).to.deep.equal([
      'HCPMFS057I BOB not receiving; disconnected',
    ]);
  });

  it('sends to all and without heading by class', async () => {
    await operator.type('msg all lunch');
    expect(alice.fresh()).to.include('* MSG FROM OPERATOR: lunch');
    expect(bob.fresh()).to.include('* MSG FROM OPERATOR: lunch');
    await operator.type('msgnoh bob bare');
    expect(bob.fresh()).to.equal('bare\n');
    expect(await alice.lines('msgnoh bob bare')).to.deep.equal([
      'HCPCMD001E Unknown CP command: MSGNOH',
    ]);
  });

  it("puts the time before the operator's lines", async () => {
    await alice.type('logoff');
    expect(operator.fresh()).to.equal('10:00:00 GRAF L0002 LOGOFF AS  ALICE    USERS = 2\n');
  });
});

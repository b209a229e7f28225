/** A terminal that has an interruption pending while a program of CMS writes or reads its screen (DIAGNOSE X'58', condition code 2). */
import { expect } from 'chai';
import { displayBusy } from '../../../src/cms/nucleus/display-io.js';
import type { Next, Nucleus } from '../../../src/cms/nucleus/nucleus.js';
import { GATE, PSW_WAIT } from '../../../src/cms/nucleus/layout.js';

type EffectNext = Extract<Next, { kind: 'effect' }>;

function busy(effect: EffectNext['effect']) {
  const psw: number[] = [];
  const console_ = { owed: 0 };
  const machine = { loadPsw: (...words: number[]) => psw.push(...words) };
  const next: EffectNext = { kind: 'effect', effect, progress: { stage: 'diagnose', count: 0 } };
  displayBusy({ machine, state: { console: console_ } } as unknown as Nucleus, next);
  return { psw, owed: console_.owed, progress: next.progress };
}

describe('a screen that is busy', () => {
  const waiting = { stage: 'waiting', count: 0 };

  it('is written behind the interruption', () => {
    const result = busy({ kind: 'display-write', command: 0x05, stream: new Uint8Array(1) });
    expect(result).to.deep.equal({ psw: [PSW_WAIT, GATE.idle], owed: 0, progress: waiting });
  });

  it('is read behind it, for the attention that was there', () => {
    const result = busy({ kind: 'display-read' });
    expect(result).to.deep.equal({ psw: [PSW_WAIT, GATE.idle], owed: 1, progress: waiting });
    expect(busy({ kind: 'display-read', buffer: 'now' }).owed).to.equal(0);
  });
});

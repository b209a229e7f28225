/** The stand-alone decks of rcornwell/S370, IPLed from the card reader; their console is at 01F. */
import { expect } from 'chai';
import { toEbcdic } from '../../../src/shared/ebcdic.js';
import type { ScreenPerson } from '../../support/person.js';
import { WholeSystem } from '../../support/whole-system.js';
import { unmodified } from './material.js';

const CARD = [
  'USER CARD * 1M 4M G',
  'CONSOLE 01F 3215',
  'SPOOL 00C 2540 READER *',
  'SPOOL 00D 2540 PUNCH A',
  'SPOOL 00E 1403 A',
].join('\n');

/** A system where CARD is logged on and has a deck in his reader. */
async function withDeck(deck: Uint8Array): Promise<[WholeSystem, ScreenPerson]> {
  const whole = await WholeSystem.start({ entries: { CARD } });
  const card = await whole.logon('CARD');
  await whole.host(['reader', 'card', 'guest.deck', '--binary'], () => Promise.resolve(deck));
  return [whole, card];
}

function cards(...texts: readonly string[]): Uint8Array {
  return toEbcdic(texts.map((text) => text.padEnd(80)).join(''));
}

unmodified('hello.deck', ['hello.deck'], (material) => {
  it('prints a line and ends in a disabled wait', async () => {
    const [whole, card] = await withDeck(material('hello.deck'));
    await whole.command(card, 'ipl 00c clear', /disabled wait/);
    expect(card.rows().slice(0, 3)).to.deep.equal([
      'ipl 00c clear',
      'Hello Bare-Metal World!',
      'HCPGIR450W CP entered; disabled wait PSW 00020000 00000000',
    ]);
  });
});

unmodified('echo.deck', ['echo.deck'], (material) => {
  it('prompts, and types back what was typed', async () => {
    const [whole, card] = await withDeck(material('echo.deck'));
    await whole.command(card, 'ipl 00c clear', /VM READ/);
    await whole.enter(card, 'Some Text, as typed', /VM READ/);
    await whole.enter(card, 'more', /VM READ/);
    expect(card.rows().slice(1, 8)).to.deep.equal([
      'ENTER:',
      'Some Text, as typed',
      'Some Text, as typed',
      'ENTER:',
      'more',
      'more',
      'ENTER:',
    ]);
  });
});

unmodified('crd2consl.deck', ['crd2consl.deck'], (material) => {
  const deck = (...behind: readonly string[]): Uint8Array =>
    new Uint8Array(Buffer.concat([material('crd2consl.deck'), cards(...behind)]));

  it('types the card behind it', async () => {
    const [whole, card] = await withDeck(deck('FIRST CARD', 'SECOND CARD'));
    await whole.command(card, 'ipl 00c clear', /disabled wait/);
    expect(card.rows().slice(1, 3)).to.deep.equal([
      'FIRST CARD',
      'HCPGIR450W CP entered; disabled wait PSW 00020000 00000000',
    ]);
  });

  it('finds unit exception behind the last card', async () => {
    const [whole, card] = await withDeck(deck());
    await whole.command(card, 'ipl 00c clear', /disabled wait/);
    expect(card.text).to.contain('disabled wait PSW 00020000 00020018');
    expect(await whole.command(card, 'display 44', /000044/)).to.contain('000044  0D000050');
  });
});

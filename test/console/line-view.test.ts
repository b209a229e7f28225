import { expect } from 'chai';
import { LineView } from '../../src/console/line-view.js';
import type { TerminalPort } from '../../src/console/terminal-port.js';
import { LINE_BACKLOG } from '../../src/console/terminal-port.js';
import { makeSession } from '../../src/cp/main/console/session.js';
import { makeConsole } from '../../src/cp/main/console/virtual-console.js';
import { RING_DISPLAY, RING_TEXT } from '../../src/devices/backing.js';
import { toEbcdic } from '../../src/shared/ebcdic.js';
import { NotingHost, StandingClock } from '../cp/main/console/console-fixture.js';

function sit(raw: boolean) {
  const clock = new StandingClock();
  const host = new NotingHost();
  const console = makeConsole({ host, clock, systemName: 'VMTS' });
  host.console = console;
  const out = { text: '', waiting: 0, ended: false };
  const port: TerminalPort = {
    write: (text) => (out.text += text),
    backlog: () => out.waiting,
    end: () => (out.ended = true),
  };
  const view = new LineView(port, clock, raw);
  const session = makeSession({
    view,
    terminal: { screen: false, columns: 80, rows: 24 },
    lost: () => undefined,
  });
  session.show(console);
  view.start(session);
  console.status('VM READ');
  const type = (text: string): void => view.input(Buffer.from(text));
  return { clock, host, console, out, view, session, type };
}

describe('line view', () => {
  it('sends lines as they come and takes lines as they are typed', () => {
    const at = sit(false);
    at.host.types('Ready;');
    at.host.write(RING_TEXT, toEbcdic('Enter: '));
    at.type('ab');
    at.type('c\r\nnext\n');
    at.console.accepted();
    at.host.types('done');
    expect(at.out.text).to.equal('Ready;\nEnter: done\n');
    expect(at.host.guest).to.deep.equal(['abc', 'next']);
  });

  it('echoes and edits where keys come one by one, but never a password', () => {
    const at = sit(true);
    at.type('abx\u007fc\r');
    expect(at.out.text).to.equal('abx\b \bc\r\n');
    expect(at.host.guest).to.deep.equal(['abc']);
    at.out.text = '';
    at.console.maskNext();
    at.type('secret\r');
    expect(at.out.text).to.equal('\r\n');
    expect(at.host.cp).to.deep.equal(['secret']);
    at.type('\u0003');
    expect(at.host.notes).to.deep.equal(['enter-cp']);
  });

  it('writes again what was being typed when output comes between', () => {
    const at = sit(true);
    at.type('half');
    at.console.cpOutput('MESSAGE');
    expect(at.out.text).to.equal('half\r\nMESSAGE\r\nhalf');
  });

  it('says what it could not take', () => {
    const at = sit(false);
    at.type('a€b\n');
    expect(at.host.guest).to.deep.equal(['a?b']);
    expect(at.out.text).to.equal('* 1 CHARACTERS NOT IN EBCDIC, TAKEN AS ?\n');
    at.console.accepted();
    at.type(`${'x'.repeat(20_000)}\n`);
    expect(at.host.guest[1]).to.have.length(16 * 1024);
    expect(at.out.text).to.contain('LINE CUT');
  });

  it('holds the machine while the line is congested, and goes on by itself', () => {
    const at = sit(false);
    at.out.waiting = LINE_BACKLOG + 1;
    at.host.types('one');
    at.host.types('two');
    at.clock.advance(1_000);
    expect(at.out.text).to.equal('');
    at.out.waiting = 0;
    at.clock.advance(100);
    expect(at.out.text).to.equal('one\ntwo\n');
    expect(at.clock.waiting).to.equal(0);
  });

  it('says NOT ACCEPTED when nothing more can wait', () => {
    const at = sit(false);
    for (let n = 0; n < 70; n++) at.type(`${'y'.repeat(1_000)}\n`);
    expect(at.out.text).to.match(/^(?:NOT ACCEPTED\n)+$/);
  });

  it('lets a person out of a full-screen program', () => {
    const at = sit(false);
    at.host.write(
      RING_DISPLAY,
      Uint8Array.of(...[0x05, 0xc3, 0x11, 0x40, 0x40, 0x1d, 0x40, 0x13, 0x00, 0x00, 0x00, 0x00]),
    );
    expect(at.out.text).to.contain('FULL SCREEN');
    at.type('quit\n');
    expect(at.host.notes).to.deep.equal(['attention']);
    expect([...at.console.displayRead('modified')]).to.deep.equal([
      ...[0x7d, 0x40, 0xc5, 0x11, 0x40, 0xc1, ...toEbcdic('quit')],
    ]);
  });
});

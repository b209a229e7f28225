import { createRequire } from 'node:module';
import type { Terminal } from '@xterm/headless';
import { expect } from 'chai';
import { ScreenView } from '../../src/console/screen-view.js';
import type { TerminalPort } from '../../src/console/terminal-port.js';
import { PAINT_BACKLOG } from '../../src/console/terminal-port.js';
import { terminalType } from '../../src/console/terminal-types.js';
import { makeSession } from '../../src/cp/main/console/session.js';
import type { TerminalSession } from '../../src/cp/main/console/session.js';
import { makeConsole } from '../../src/cp/main/console/virtual-console.js';
import { NotingHost, StandingClock, textOf } from '../cp/main/console/console-fixture.js';
import { RING_DISPLAY } from '../../src/devices/backing.js';
import { toEbcdic } from '../../src/shared/ebcdic.js';

const { Terminal: HeadlessTerminal } = createRequire(import.meta.url)('@xterm/headless') as {
  Terminal: typeof Terminal;
};

/** A person at a real terminal emulator in front of a view. */
class AtTerminal {
  readonly clock = new StandingClock();
  readonly host = new NotingHost();
  readonly console = makeConsole({ host: this.host, clock: this.clock, systemName: 'VMTS' });
  readonly terminal: Terminal;
  readonly session: TerminalSession;
  readonly view: ScreenView;
  sent = '';
  bytes = 0;
  waiting = 0;
  ended = false;

  constructor(term: string, columns = 80, rows = 24) {
    this.terminal = new HeadlessTerminal({ cols: columns, rows, allowProposedApi: true });
    const port: TerminalPort = {
      write: (text) => {
        this.sent += text;
        this.bytes += text.length;
      },
      backlog: () => this.waiting,
      end: () => (this.ended = true),
    };
    this.host.console = this.console;
    this.view = new ScreenView(port, this.clock, terminalType(term));
    this.session = makeSession({
      view: this.view,
      terminal: { screen: true, columns, rows },
      lost: () => undefined,
    });
    this.session.show(this.console);
    this.view.start(this.session);
    this.console.status('RUNNING');
  }

  /** Lets a frame pass and the terminal take what was sent. */
  async frame(): Promise<void> {
    this.clock.advance(40);
    await this.flush();
  }

  async flush(): Promise<void> {
    const { sent } = this;
    this.sent = '';
    await new Promise<void>((resolve) => this.terminal.write(sent, resolve));
  }

  rows(): string[] {
    const { active } = this.terminal.buffer;
    return Array.from({ length: this.terminal.rows }, (_, y) =>
      (active.getLine(active.baseY + y)?.translateToString(false) ?? '')
        .padEnd(this.terminal.cols)
        .slice(0, this.terminal.cols),
    );
  }

  /** The terminal shows exactly what the session's screen is, cursor included. */
  agree(): void {
    const screen = this.session.screen();
    expect(this.rows()).to.deep.equal(textOf(screen));
    const { cursorX, cursorY } = this.terminal.buffer.active;
    expect([cursorY, cursorX]).to.deep.equal([screen.cursor.row, screen.cursor.column]);
  }

  resize(columns: number, rows: number): void {
    this.terminal.resize(columns, rows);
    this.view.resize(columns, rows);
  }
}

/** A small generator with a seed, so that a failure can be had again. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.trunc((state / 2 ** 32) * below);
  };
}

describe('screen view', () => {
  for (const term of ['xterm-256color', 'linux', 'vt100']) {
    it(`shows on ${term} what the session's screen is, whatever happens`, async () => {
      const at = new AtTerminal(term);
      const next = random(370);
      await at.frame();
      at.agree();
      for (let n = 0; n < 150; n++) {
        switch (next(8)) {
          case 0:
            at.view.input(Buffer.from('some typed text £é\r'));
            at.console.accepted();
            break;
          case 1:
            at.host.types(`output ${n} ${'=-'.repeat(next(100))}`);
            break;
          case 2:
            at.view.input(Buffer.from('\u000c'));
            break;
          case 3:
            at.view.input(Buffer.from('\u001b[5~'));
            break;
          case 4:
            at.resize(20 + next(90), 5 + next(50));
            break;
          case 5:
            at.console.cpOutput(`MSG FROM X: ${n}`);
            break;
          case 6:
            at.view.input(Buffer.from(['\u001b[D', '\u001b[3~', 'x', '\u001b[H'][next(4)]!));
            break;
          default:
            at.host.write(
              RING_DISPLAY,
              Uint8Array.of(
                ...[0x05, 0xc3, 0x11, 0x40, 0x40, 0x1d, next(64)],
                ...toEbcdic(`full screen ${n}`),
                ...[0x29, 0x02, 0xc0, 0x00, 0x42, 0xf1 + next(7), ...toEbcdic('field')],
              ),
            );
        }
        await at.frame();
        at.agree();
      }
    });
  }

  it('uses the row painter above 10,000 cells and changes over on resize', async () => {
    const at = new AtTerminal('xterm');
    await at.frame();
    for (const [columns, rows] of [
      [300, 100],
      [80, 24],
      [20, 5],
      [132, 43],
    ] as const) {
      at.resize(columns, rows);
      at.host.types(`now ${columns} by ${rows}`);
      await at.frame();
      at.agree();
    }
  });

  it('paints a burst as one frame, and sends little for a small change', async () => {
    const at = new AtTerminal('xterm');
    await at.frame();
    at.bytes = 0;
    at.view.input(Buffer.from('x'));
    await at.frame();
    expect(at.bytes).to.be.within(1, 100);
    at.bytes = 0;
    for (let n = 0; n < 10_000; n++) at.console.cpOutput(`line ${n}`);
    expect(at.bytes).to.equal(0);
    await at.frame();
    expect(at.bytes).to.be.within(100, 3_000);
    at.agree();
  });

  it('shows echo and reply at once on a screen that has rested, and a stream one frame in 33 ms', () => {
    const at = new AtTerminal('xterm');
    at.clock.advance(1000);
    const painted = (key: string): boolean => {
      at.bytes = 0;
      at.view.input(Buffer.from(key));
      at.clock.advance(1);
      return at.bytes > 0;
    };
    expect(['a', 'b', 'c'].map(painted)).to.deep.equal([true, true, true]);
    let frames = 0;
    for (let n = 0; n < 99; n++) if (painted('d')) frames++;
    expect(frames).to.be.within(2, 4);
  });

  it('does not paint for a terminal that does not keep up, and catches up later', async () => {
    const at = new AtTerminal('xterm');
    await at.frame();
    at.waiting = PAINT_BACKLOG + 1;
    at.bytes = 0;
    for (let n = 0; n < 50; n++) {
      at.console.cpOutput(`line ${n}`);
      await at.frame();
    }
    expect(at.bytes).to.equal(0);
    at.waiting = 0;
    at.clock.advance(200);
    await at.flush();
    at.agree();
  });

  it('gives the terminal back, with the last words on it', async () => {
    const at = new AtTerminal('xterm');
    await at.frame();
    expect(at.terminal.buffer.active.type).to.equal('alternate');
    at.session.end('LOGOFF AT 10:00:00\u001b[31m');
    await at.flush();
    expect(at.terminal.buffer.active.type).to.equal('normal');
    expect(at.rows()[0]!.trimEnd()).to.equal('LOGOFF AT 10:00:00.[31m');
    expect(at.ended).to.equal(true);
    at.bytes = 0;
    at.view.changed();
    at.view.gone();
    at.view.input(Buffer.from('x\r'));
    at.clock.advance(10_000);
    expect(at.bytes).to.equal(0);
  });

  it('writes nothing once the line is gone', async () => {
    const at = new AtTerminal('xterm');
    await at.frame();
    at.bytes = 0;
    at.view.gone();
    at.console.cpOutput('nobody there');
    at.clock.advance(10_000);
    expect(at.bytes).to.equal(0);
    expect(at.console.connected).to.equal(false);
    expect(at.clock.waiting).to.equal(0);
  });

  it('shows that a character is not in EBCDIC, and takes the rest', async () => {
    const at = new AtTerminal('xterm');
    at.view.input(Buffer.from('ab😀c'));
    at.clock.advance(40);
    await at.flush();
    expect(at.rows()[23]).to.contain('NOT IN EBCDIC');
    expect(at.rows()[22]!.trimEnd()).to.equal('abc');
    at.clock.advance(2_000);
    await at.frame();
    expect(at.rows()[23]).to.not.contain('NOT IN EBCDIC');
    at.agree();
  });

  it('takes a paste of 10 kB of lines without loss or doubling', async () => {
    const at = new AtTerminal('xterm');
    const lines = Array.from({ length: 200 }, (_, n) =>
      `line ${n} ${'é'.repeat(20)}`.padEnd(45, '.'),
    );
    const bytes = Buffer.from(`\u001b[200~${lines.join('\r')}\r\u001b[201~`);
    expect(bytes.length).to.be.greaterThan(10_000);
    // in packets that cut characters in two
    for (let n = 0; n < bytes.length; n += 7) at.view.input(bytes.subarray(n, n + 7));
    for (let n = 0; n < lines.length; n++) at.console.accepted();
    expect(at.host.guest).to.deep.equal(lines);
    await at.frame();
    at.agree();
  });

  it('takes one line of 10 kB', async () => {
    const at = new AtTerminal('xterm');
    const line = Array.from({ length: 10_000 }, (_, n) => String.fromCharCode(97 + (n % 26))).join(
      '',
    );
    at.view.input(Buffer.from(line));
    await at.frame();
    at.agree();
    at.view.input(Buffer.from('\r'));
    expect(at.host.guest).to.deep.equal([line]);
  });
});

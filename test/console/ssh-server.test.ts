import { connect as connectSocket } from 'node:net';
import { once } from 'node:events';
import { expect } from 'chai';
import ssh2 from 'ssh2';
import type { TestServer } from './ssh-fixture.js';
import { USER_KEY, connect, shell, startTestServer, until } from './ssh-fixture.js';

describe('SSH server', () => {
  let test: TestServer;
  const clients: ssh2.Client[] = [];

  const start = async (limits = {}): Promise<void> => {
    test = await startTestServer(limits);
  };
  const client = async (config?: Parameters<typeof connect>[1]): Promise<ssh2.Client> => {
    const connected = await connect(test, config);
    connected.on('error', () => undefined);
    clients.push(connected);
    return connected;
  };

  afterEach(async () => {
    for (const each of clients.splice(0)) each.end();
    await test.server.close();
    expect(test.server.connections()).to.equal(0);
  });

  it('lets in by password and by key, with the userid in capitals', async () => {
    await start();
    await shell(await client());
    await shell(await client({ username: 'Bob', privateKey: USER_KEY.private }));
    expect(test.service.opened.map(({ userid }) => userid)).to.deep.equal(['ALICE', 'BOB']);
  });

  it('lets in by keyboard-interactive', async () => {
    await start();
    const config = { tryKeyboard: true };
    const asked = new ssh2.Client();
    // the server ends the line first; how the client sees that is its own affair
    asked.on('error', () => undefined);
    clients.push(asked);
    const ready = once(asked, 'ready');
    asked.on('keyboard-interactive', (_name, _text, _lang, prompts, finish) => {
      expect(prompts).to.deep.equal([{ prompt: 'Enter your password: ', echo: false }]);
      finish(['right']);
    });
    asked.connect({ host: '127.0.0.1', port: test.server.port, username: 'ALICE', ...config });
    await ready;
  });

  it('answers wrong password, unknown user and impossible user names alike', async () => {
    await start();
    const errors: string[] = [];
    for (const [username, password] of [
      ['alice', 'wrong'],
      ['nobody', 'right'],
      ['far-too-long-to-be-a-userid', 'right'],
      ['x'.repeat(10_000), 'right'],
    ] as const) {
      await connect(test, { username, password }).then(
        () => expect.fail('was let in'),
        (error: unknown) => errors.push((error as Error).message),
      );
    }
    expect(new Set(errors).size).to.equal(1);
    // each of them cost a verification
    expect(test.service.verified).to.have.length(4);
    expect(test.log.filter((line) => line.startsWith('LOGON FAILED'))).to.have.length(4);
  });

  it('closes a connection after three wrong passwords', async () => {
    await start();
    const stranger = new ssh2.Client();
    stranger.on('error', () => undefined);
    let tries = 0;
    stranger.connect({
      host: '127.0.0.1',
      port: test.server.port,
      username: 'alice',
      authHandler: (_left, _partial, next) => {
        tries++;
        next({ type: 'password', username: 'alice', password: `wrong ${tries}` });
      },
    });
    await once(stranger, 'close');
    expect(tries).to.equal(3);
    expect(test.service.verified).to.have.length(3);
  });

  it('closes what does not authenticate in time: silent, and with a first line only', async () => {
    await start({ grace: 60 });
    for (const greeting of ['', 'SSH-2.0-stranger\r\n']) {
      const socket = connectSocket(test.server.port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.resume();
      if (greeting !== '') socket.write(greeting);
      await once(socket, 'close');
    }
  });

  it('takes only so many unauthenticated connections from one address', async () => {
    await start({ unauthenticatedPerSource: 2 });
    const silent = [1, 2].map(() => connectSocket(test.server.port, '127.0.0.1'));
    await Promise.all(silent.map((socket) => once(socket, 'data')));
    const third = connectSocket(test.server.port, '127.0.0.1');
    third.on('error', () => undefined);
    third.resume();
    await once(third, 'close');
    for (const socket of silent) {
      socket.destroy();
      await once(socket, 'close');
    }
    // there is room again as soon as the server has seen them go
    for (;;) {
      try {
        await client();
        break;
      } catch {
        await new Promise((resolve) => setImmediate(resolve));
      }
    }
  });

  it('paints the console, takes keys, and ends the session', async () => {
    await start();
    test.service.onOpen = ({ console }) => console.status('VM READ');
    const channel = await shell(await client());
    const echoed = until(channel, (all) => all.includes('reply to it'));
    test.service.opened[0]!.host.guestLine = () => {
      test.service.opened[0]!.host.types('reply to it');
      test.service.opened[0]!.console.accepted();
    };
    channel.write('listfile\r');
    const all = await echoed;
    expect(all).to.contain('VM READ');
    expect(all).to.contain('listfile');
    const closed = once(channel, 'close');
    const rest = until(channel, (text) => text.includes('LOGOFF AT 10:00'));
    test.service.opened[0]!.session.end('LOGOFF AT 10:00');
    // the screen is given back before the last words
    expect(await rest).to.match(/\u001b\[\?1049l[^]*LOGOFF AT 10:00/);
    await closed;
    expect(test.service.opened[0]!.lost).to.equal(false);
  });

  it('works line by line without a terminal, up to the last line of a file sent in', async () => {
    await start();
    const channel = await shell(await client(), false);
    const { host, console } = test.service.opened[0]!;
    console.status('RUNNING');
    host.guestLine = (bytes) => {
      host.guest.push(String(bytes.length));
      host.types(`took ${bytes.length}`);
      console.accepted();
    };
    const got = until(channel, (all) => all.includes('took 5'));
    channel.end('abc\n#cp query time\nlast?');
    expect(await got).to.equal('took 3\ntook 5\n');
    expect(host.cp).to.deep.equal(['query time']);
    test.service.opened[0]!.session.end();
    await once(channel, 'close');
  });

  it('answers ssh host command with a message', async () => {
    await start();
    const connected = await client();
    const { code, text } = await new Promise<{ code: unknown; text: string }>((resolve, reject) => {
      connected.exec('query names', (error, channel) => {
        if (error) {
          reject(error);
          return;
        }
        const answer = { code: undefined as unknown, text: '' };
        channel.stderr.on('data', (data: Buffer) => (answer.text += data.toString()));
        channel.on('exit', (exit: unknown) => (answer.code = exit));
        channel.on('close', () => resolve(answer));
        channel.resume();
      });
    });
    expect(text).to.contain('runs no commands from outside');
    expect(code).to.equal(1);
    expect(test.service.opened).to.have.length(0);
  });

  it('gives a connection no more than four channels, and no second shell on one', async () => {
    await start();
    const connected = await client();
    for (let n = 0; n < 4; n++) await shell(connected);
    await shell(connected).then(
      () => expect.fail('a fifth channel'),
      () => undefined,
    );
    expect(test.service.opened).to.have.length(4);
  });

  it('tells CP once when the line drops: closed, reset, or ended', async () => {
    await start();
    for (const drop of [
      (c: ssh2.Client) => c.end(),
      (c: ssh2.Client) => c.destroy(),
      (c: ssh2.Client) => {
        (c as unknown as { _sock: { resetAndDestroy(): void } })._sock.resetAndDestroy();
      },
    ]) {
      const connected = await client();
      await shell(connected);
      const opened = test.service.opened.at(-1)!;
      const lost = new Promise<void>((resolve) => {
        test.service.onChange = () => {
          if (opened.lost) resolve();
        };
      });
      drop(connected);
      await lost;
      expect(opened.console.connected).to.equal(false);
    }
  });

  it('paints in color, but not for a client that sends NO_COLOR', async () => {
    await start();
    const connected = await client();
    const colored = async (env: Record<string, string>): Promise<boolean> => {
      const channel = await new Promise<ssh2.ClientChannel>((resolve, reject) => {
        connected.shell({ term: 'xterm-256color' }, { env }, (error, made) => {
          if (error) reject(error);
          else resolve(made);
        });
      });
      const all = await until(channel, (seen) => seen.includes('CP READ'));
      channel.close();
      await once(channel, 'close');
      return /\u001b\[(?:\d+;)*(?:3[0-8]|9[0-7])[;m]/.test(all);
    };
    expect(await colored({})).to.equal(true);
    expect(await colored({ NO_COLOR: '' })).to.equal(true);
    expect(await colored({ COLORTERM: 'truecolor' })).to.equal(true);
    expect(await colored({ NO_COLOR: '1' })).to.equal(false);
  });

  it('takes hostile sizes and terminal names', async () => {
    await start();
    const connected = await client();
    for (const [term, cols, rows] of [
      ['/dev/zero', 0, 0],
      ['xterm', 0xffffffff, 0xffffffff],
      ['../../../etc/passwd', 1, 1],
      ['x'.repeat(20_000), 65_535, 3],
    ] as const) {
      const channel = await shell(connected, { term, cols, rows });
      await until(channel, (all) => all.includes('CP READ'));
      const { columns, rows: high } = test.service.opened.at(-1)!.session.terminal;
      expect(columns).to.be.within(20, 300);
      expect(high).to.be.within(5, 120);
      channel.setWindow(1, 1_000_000, 0, 0);
      channel.close();
      await once(channel, 'close');
    }
  });

  it('stays up under garbage, and leaves no listener behind', async () => {
    await start();
    const counts = (): number[] =>
      ['uncaughtException', 'unhandledRejection', 'SIGTERM', 'SIGINT', 'exit'].map((event) =>
        process.listenerCount(event),
      );
    const before = counts();
    for (const bytes of ['GET / HTTP/1.0\r\n\r\n', `SSH-1.5-old\r\n`, 'x'.repeat(1_000_000)]) {
      const socket = connectSocket(test.server.port, '127.0.0.1');
      socket.on('error', () => undefined);
      socket.resume();
      socket.write(bytes);
      await once(socket, 'close');
    }
    for (let n = 0; n < 10; n++) {
      const connected = await client();
      const channel = await shell(connected);
      await until(channel, (all) => all.includes('CP READ'));
      connected.end();
      await once(connected, 'close');
    }
    // the last screens go when the server has seen their lines go
    await test.server.close();
    await startTestServer().then((next) => (test = next));
    expect(counts()).to.deep.equal(before);
  });
});

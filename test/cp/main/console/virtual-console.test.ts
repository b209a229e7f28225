import { expect } from 'chai';
import { RING_TEXT } from '../../../../src/devices/backing.js';
import { toEbcdic } from '../../../../src/shared/ebcdic.js';
import { sitDown, textOf } from './console-fixture.js';

const numbered = (count: number, from = 1): string[] =>
  Array.from({ length: count }, (_, i) => `line ${i + from}`);

describe('virtual console: page, status and typed lines', () => {
  it('fills the page from the top, echoes input and shows status and name', () => {
    const p = sitDown();
    p.console.status('VM READ');
    p.host.types('Ready;');
    p.enter('listfile');
    p.host.types('PROFILE  EXEC     A1');
    expect(p.rows().slice(0, 3)).to.deep.equal(['Ready;', 'listfile', 'PROFILE  EXEC     A1']);
    expect(p.rows()[23]!.slice(60)).to.equal('VM READ   VMTS');
    expect(p.host.guest).to.deep.equal(['listfile']);
  });

  it('ends a line at a new-line character, also when it was written without carrier return', () => {
    const p = sitDown();
    for (const text of ['\n', 'one\n', 'two', ' halves\n', 'three\nfour\n', '\n', 'five']) {
      p.host.write(RING_TEXT, toEbcdic(text));
    }
    p.host.types(' and six\n');
    const lines = ['', 'one', 'two halves', 'three', 'four', '', 'five and six', ''];
    expect(p.rows().slice(0, 8)).to.deep.equal(lines);
  });

  it('gives the machine one line each time it has taken one', () => {
    const p = sitDown();
    p.console.status('RUNNING');
    p.enter('one');
    p.enter('two');
    p.enter('three');
    expect(p.host.guest).to.deep.equal(['one']);
    p.console.accepted();
    p.console.accepted();
    p.console.accepted();
    expect(p.host.guest).to.deep.equal(['one', 'two', 'three']);
    expect(p.output()).to.deep.equal(['one', 'two', 'three']);
  });

  it('says MORE... when there is more than a page, and holds the guest', () => {
    const p = sitDown();
    p.console.status('RUNNING');
    for (const line of numbered(50)) p.host.types(line);
    expect(p.status()).to.equal('MORE...');
    expect(p.output()).to.deep.equal(numbered(22));
    expect(p.host.ring).to.have.length(28);
    p.press({ kind: 'clear' });
    expect(p.output()).to.deep.equal(numbered(22, 23));
    p.press({ kind: 'pa', number: 2 });
    expect(p.output()).to.deep.equal(numbered(6, 45));
    expect(p.status()).to.equal('RUNNING');
    expect(p.host.notes).to.deep.equal([]);
  });

  it('a full page without more to come is not held, and gives way to the next command', () => {
    const p = sitDown();
    p.console.status('VM READ');
    for (const line of numbered(22)) p.host.types(line);
    expect(p.status()).to.equal('VM READ');
    p.enter('next');
    expect(p.output()).to.deep.equal(['next']);
  });

  it('turns the page by itself after alarm and timer, and not in HOLDING', () => {
    const p = sitDown();
    p.console.status('RUNNING');
    for (const line of numbered(70)) p.host.types(line);
    p.clock.advance(49_999);
    expect(p.view.alarms).to.equal(0);
    p.clock.advance(1);
    expect(p.view.alarms).to.equal(1);
    p.clock.advance(10_000);
    expect(p.output()).to.deep.equal(numbered(22, 23));
    p.enter();
    expect(p.status()).to.equal('HOLDING');
    p.clock.advance(1_000_000);
    expect(p.output()).to.deep.equal(numbered(22, 23));
    expect(p.status()).to.equal('HOLDING');
    p.press({ kind: 'clear' });
    expect(p.output()).to.deep.equal(numbered(22, 45));
  });

  it('PA1 drops what is held and enters CP', () => {
    const p = sitDown();
    p.console.status('RUNNING');
    for (const line of numbered(100)) p.host.types(line);
    p.press({ kind: 'pa', number: 1 });
    expect(p.host.notes).to.deep.equal(['enter-cp']);
    expect(p.status()).to.equal('CP READ');
    expect(p.output()).to.deep.equal([]);
    expect(p.host.ring).to.have.length(0);
  });

  it('what was under way at PA1 fills no page with MORE...; after the next line typed pages are held again', () => {
    const p = sitDown();
    p.console.status('RUNNING');
    for (const line of numbered(10)) p.host.types(line);
    p.press({ kind: 'pa', number: 1 });
    for (const line of numbered(60)) p.host.types(line);
    expect(p.status()).to.equal('CP READ');
    expect(p.output().at(-1)).to.equal(numbered(60).at(-1));
    expect(p.host.ring).to.have.length(0);
    p.enter('query time');
    for (const line of numbered(60)) p.host.types(line);
    expect(p.status()).to.equal('MORE...');
  });

  it('a guest that goes on writing after PA1 is held in the end', () => {
    const p = sitDown();
    p.console.status('RUNNING');
    p.press({ kind: 'pa', number: 1 });
    for (const line of numbered(10_000)) p.host.types(line);
    expect(p.status()).to.equal('MORE...');
  });

  it('lines typed in CP READ go to CP, those behind a slow command wait for it', async () => {
    const p = sitDown();
    let done = (): void => undefined;
    p.host.onCp = () => new Promise<void>((resolve) => (done = resolve));
    p.enter('ipl cms#access (noprof');
    p.enter('query disk');
    expect(p.host.cp).to.deep.equal(['ipl cms']);
    p.console.status('VM READ');
    expect(p.host.guest).to.deep.equal([]);
    done();
    await Promise.resolve();
    await Promise.resolve();
    expect(p.host.cp).to.deep.equal(['ipl cms']);
    expect(p.host.guest).to.deep.equal(['access (noprof']);
    p.console.accepted();
    expect(p.host.guest).to.deep.equal(['access (noprof', 'query disk']);
  });

  it('#CP goes to CP past a machine that takes nothing; lines for the machine never go to CP', () => {
    const p = sitDown();
    p.console.status('RUNNING');
    p.enter('a');
    p.enter('b');
    p.enter('#cp query time#query files');
    expect(p.host.cp).to.deep.equal(['query time', 'query files']);
    p.press({ kind: 'pa', number: 1 });
    expect(p.host.cp).to.deep.equal(['query time', 'query files']);
    expect(p.host.guest).to.deep.equal(['a']);
    p.console.status('RUNNING');
    p.console.accepted();
    expect(p.host.guest).to.deep.equal(['a', 'b']);
    p.enter('#cp');
    expect(p.host.notes).to.deep.equal(['enter-cp', 'enter-cp']);
    p.console.status('VM READ');
    p.enter('#cpx');
    p.console.accepted();
    p.console.accepted();
    expect(p.host.guest.slice(2)).to.deep.equal(['', 'cpx']);
  });

  it('#CP stays behind what was typed before it while CP was at work', async () => {
    const p = sitDown();
    p.console.status('RUNNING');
    let done = (): void => undefined;
    p.host.onCp = (text) => {
      if (text === 'begin') p.console.status('RUNNING');
      return text === 'stop' ? new Promise<void>((resolve) => (done = resolve)) : undefined;
    };
    for (const line of ['#cp stop', 'begin', '#cp query time', 'a', 'b', '#cp query files']) {
      p.enter(line);
    }
    expect(p.host.cp).to.deep.equal(['stop']);
    p.console.status('CP READ');
    done();
    await Promise.resolve();
    await Promise.resolve();
    // the machine has not taken the first line, and what is for CP does not wait for that
    expect(p.host.cp).to.deep.equal(['stop', 'begin', 'query time', 'query files']);
    expect(p.host.guest).to.deep.equal(['a']);
    p.console.accepted();
    expect(p.host.guest).to.deep.equal(['a', 'b']);
  });

  it('knows what a null line means in each state', () => {
    const p = sitDown();
    p.enter();
    expect(p.host.cp).to.deep.equal(['']);
    p.console.status('RUNNING');
    p.enter();
    expect(p.host.notes).to.deep.equal(['attention']);
    p.console.status('VM READ');
    p.enter();
    expect(p.host.guest).to.deep.equal(['']);
  });

  it('refuses a line only when 64 KiB wait, keeps it, and goes on without loss', () => {
    const p = sitDown();
    p.console.status('RUNNING');
    const line = 'x'.repeat(1022);
    for (let i = 0; i < 65; i++) p.enter(line);
    expect(p.status()).to.equal('RUNNING');
    p.enter('too much'.padEnd(1022));
    expect(p.status()).to.equal('NOT ACCEPTED');
    p.enter('ignored');
    expect(p.rows()[22]!.startsWith('ignored')).to.equal(false);
    p.clock.advance(3_000);
    expect(p.status()).to.equal('RUNNING');
    for (let i = 0; i < 65; i++) p.console.accepted();
    p.enter();
    expect(p.host.guest).to.have.length(66);
    expect(p.host.guest[65]!.trimEnd()).to.equal('too much');
    expect(p.console.state.queueBytes).to.equal(0);
  });

  it('edits lines with the symbols that TERMINAL sets', () => {
    const p = sitDown();
    p.console.status('VM READ');
    p.console.change({ charDelete: '@', lineDelete: '¢', tabChar: '~' });
    for (const typed of ['abx@c', 'foo¢bar', 'say "hi"', 'a"#b"@c', 'x~y', '#', 'q#']) {
      p.enter(typed);
      while (p.console.state.given) p.console.accepted();
    }
    expect(p.host.guest).to.deep.equal(['abc', 'bar', 'say "hi"', 'a#b@c', 'x\ty', '', 'q']);
    p.console.change({ lineEdit: false });
    p.enter('a#b@');
    expect(p.host.guest.at(-1)).to.equal('a#b@');
  });

  it('has PF keys: immediate, delayed, retrieve, undefined', () => {
    const p = sitDown();
    p.console.status('VM READ');
    p.console.change({
      pf: {
        1: { mode: 'IMMED', text: '#CP QUERY TIME' },
        2: { mode: 'DELAYED', text: 'listfile' },
        12: { mode: 'RETRIEVE', text: '' },
        11: { mode: 'RETRIEVE', text: 'FORWARD' },
      },
    });
    p.pf(1);
    expect(p.host.cp).to.deep.equal(['QUERY TIME']);
    p.pf(2);
    p.enter(' a');
    expect(p.host.guest).to.deep.equal(['listfile a']);
    p.enter('second');
    p.pf(12);
    p.pf(12);
    expect(p.console.state.input.text).to.equal('listfile a');
    p.pf(11);
    expect(p.console.state.input.text).to.equal('second');
    p.pf(6);
    expect(p.output().at(-1)).to.equal('* PF06 UNDEFINED');
  });

  it('puts words of the input area into the text of a PF key', () => {
    const p = sitDown();
    p.console.status('VM READ');
    p.console.change({
      pf: {
        1: { mode: 'IMMED', text: 'copy &1 exec a &2 && = = &* &9.', subst: true },
        2: { mode: 'DELAYED', text: 'tell &1 hello', subst: true },
        3: { mode: 'IMMED', text: 'plain &1' },
      },
    });
    p.type(' one two  three four ');
    p.pf(1);
    expect(p.host.guest).to.deep.equal(['copy one exec a two & = =  .']);
    expect(p.console.state.input.text).to.equal('');
    p.console.accepted();
    p.type('bob');
    p.pf(2);
    expect(p.console.state.input.text).to.equal('tell bob hello');
    p.pf(3);
    expect(p.host.guest.at(-1)).to.equal('plain &1');
    expect(p.console.state.input.text).to.equal('tell bob hello');
  });

  it('goes from tab stop to tab stop by a PF key', () => {
    const p = sitDown();
    p.console.status('VM READ');
    p.console.change({ pf: { 4: { mode: 'TAB', text: '10 16' } } });
    p.type('abc');
    p.pf(4);
    p.type('def');
    p.pf(4);
    p.type('x');
    expect(p.console.state.input.text).to.equal('abc      def   x');
    p.pf(4);
    expect(p.console.state.input.cursor).to.equal(9);
    expect(p.console.state.input.text).to.equal('abc      def   x');
  });

  it('leaves a line that was not accepted to no PF key', () => {
    const p = sitDown();
    p.console.status('RUNNING');
    p.console.change({ pf: { 2: { mode: 'DELAYED', text: 'other' } } });
    while (p.status() !== 'NOT ACCEPTED') p.enter('x'.repeat(10_000));
    p.pf(2);
    expect(p.console.state.input.text).to.match(/^x{10000}$/);
  });

  it('shows and remembers nothing of a password', () => {
    const p = sitDown();
    p.console.maskNext();
    p.type('secret#1');
    expect(p.rows().join('')).to.not.contain('secret');
    p.enter();
    expect(p.host.cp).to.deep.equal(['secret#1']);
    expect(p.rows().join('')).to.not.contain('secret');
    expect(JSON.stringify(p.console.state)).to.not.contain('secret');
    p.enter('shown');
    expect(p.output()).to.deep.equal(['shown']);
  });

  it('joins text without line end and ends it before anything else', () => {
    const p = sitDown();
    p.console.status('RUNNING');
    const spooled: string[] = [];
    p.console.spool((line) => spooled.push(line));
    p.host.write(RING_TEXT, toEbcdic('Enter '));
    p.host.write(RING_TEXT, toEbcdic('label: '));
    p.enter('abc');
    p.host.types('done');
    expect(p.output()).to.deep.equal(['Enter label:', 'abc', 'done']);
    expect(spooled).to.deep.equal(['Enter label: ', 'abc', 'done']);
  });

  it('wraps long lines and loses none of a line taller than the screen', () => {
    const p = sitDown();
    p.console.status('RUNNING');
    const long = Array.from({ length: 5000 }, (_, i) => String(i % 10)).join('');
    p.host.types(long);
    let text = p.output().join('');
    while (p.status() === 'MORE...') {
      p.press({ kind: 'clear' });
      text += p.output().join('');
    }
    expect(text).to.equal(long);
  });

  it('fits any size: 20x5, 300x100 and back, with the same lines', () => {
    const p = sitDown();
    p.console.status('RUNNING');
    for (const line of numbered(10)) p.host.types(line);
    p.type('half typed');
    for (const [columns, rows] of [
      [20, 5],
      [300, 100],
      [80, 24],
    ] as const) {
      p.session.resize(columns, rows);
      const cells = textOf(p.session.screen());
      expect(cells).to.have.length(rows);
      for (const row of cells) expect(row).to.have.length(columns);
    }
    expect(p.output()).to.deep.equal(numbered(10));
    p.enter();
    expect(p.host.guest).to.deep.equal(['half typed']);
  });

  it('does not hold a full page any more when the terminal grows', () => {
    const p = sitDown({ screen: true, columns: 80, rows: 10 });
    p.console.status('RUNNING');
    for (const line of numbered(12)) p.host.types(line);
    expect(p.status()).to.equal('MORE...');
    p.session.resize(80, 24);
    expect(p.status()).to.equal('RUNNING');
    expect(p.output()).to.deep.equal(numbered(12));
    p.session.resize(80, 10);
    for (const line of numbered(20, 13)) p.host.types(line);
    p.press({ kind: 'enter' });
    expect(p.status()).to.equal('HOLDING');
    p.session.resize(80, 24);
    // held by its person: that stays
    expect(p.status()).to.equal('HOLDING');
  });

  it('looks back from a page that is nearly empty, without leaving a line out', () => {
    const p = sitDown();
    p.console.status('RUNNING');
    for (const line of numbered(22)) p.host.types(line);
    p.press({ kind: 'clear' });
    // the page is empty: what was on it comes first
    p.press({ kind: 'page-up' });
    expect(p.output()).to.deep.equal(numbered(22));
    p.press({ kind: 'page-down' });
    expect(p.output()).to.deep.equal([]);
    for (const line of numbered(3, 23)) p.host.types(line);
    p.press({ kind: 'page-up' });
    expect(p.output()).to.deep.equal(numbered(22));
    p.press({ kind: 'page-up' });
    expect(p.output()).to.deep.equal(numbered(22));
    p.press({ kind: 'page-down' });
    expect(p.output()).to.deep.equal(numbered(3, 23));
    // all of it fits on a taller terminal, and is there to be seen
    p.session.resize(80, 60);
    p.press({ kind: 'page-up' });
    expect(p.output()).to.deep.equal(numbered(25));
    p.press({ kind: 'page-down' });
    expect(p.output()).to.deep.equal(numbered(3, 23));
  });

  it('goes on when the line drops, and shows the next session what came', () => {
    const p = sitDown();
    p.console.status('RUNNING');
    for (const line of numbered(40)) p.host.types(line);
    expect(p.status()).to.equal('MORE...');
    p.session.dropped();
    p.session.dropped();
    expect(p.lost()).to.equal(1);
    expect(p.host.ring).to.have.length(0);
    for (const line of numbered(30, 41)) p.host.types(line);
    const again = sitDown({ screen: true, columns: 80, rows: 24 }, p);
    p.console.cpOutput('RECONNECTED AT 10:00:00');
    expect(again.output()).to.deep.equal([...numbered(14, 57), 'RECONNECTED AT 10:00:00']);
    again.press({ kind: 'page-up' });
    expect(again.status()).to.equal('SCROLL');
    expect(again.output()).to.include('line 40');
    again.press({ kind: 'page-down' });
    expect(again.output().at(-1)).to.equal('RECONNECTED AT 10:00:00');
  });

  it('works line by line without a screen, holding the guest while the line is congested', () => {
    const p = sitDown({ screen: false, columns: 80, rows: 24 });
    p.console.status('RUNNING');
    for (const line of numbered(100)) p.host.types(line);
    expect(p.view.lines).to.deep.equal(numbered(100));
    p.view.full = true;
    p.host.types('later');
    expect(p.view.lines).to.have.length(100);
    p.view.full = false;
    p.session.drained?.();
    expect(p.view.lines.at(-1)).to.equal('later');
    p.session.line('#cp query time');
    p.session.line('typed');
    expect(p.host.cp).to.deep.equal(['query time']);
    expect(p.host.guest).to.deep.equal(['typed']);
    expect(p.view.lines).to.have.length(101);
  });

  it('gives a line that a reset machine had not taken again, after what was typed behind it', () => {
    const p = sitDown();
    p.console.status('RUNNING');
    p.enter('one');
    p.enter('two');
    p.console.guestReset();
    p.console.status('VM READ');
    expect(p.host.guest).to.deep.equal(['one', 'one']);
    p.console.accepted();
    expect(p.host.guest).to.deep.equal(['one', 'one', 'two']);
  });

  it('bounds what floods it and says what was lost', () => {
    const p = sitDown();
    for (let i = 0; i < 5_000; i++) p.console.cpOutput(`message ${i}`);
    expect(p.console.state.pending.length).to.be.at.most(2_000);
    let text = '';
    for (let n = 0; n < 300 && p.status() === 'MORE...'; n++) {
      p.press({ kind: 'clear' });
      text += p.output().join('\n');
    }
    expect(text).to.match(/\* 2978 LINES LOST/);
  });

  it('is plain data', () => {
    const p = sitDown();
    p.console.status('RUNNING');
    for (const line of numbered(30)) p.host.types(line);
    p.enter('typed');
    expect(structuredClone(p.console.state)).to.deep.equal(p.console.state);
  });
});

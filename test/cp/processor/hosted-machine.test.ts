/** A hosted machine: its console, IPL, what waits, frames, faults of ours. */
import { expect } from 'chai';
import type { GuestProgramKind } from '../../../src/cp/guest-interface.js';
import { encodeRecord, FILE_HEADER } from '../../../src/shared/spool-record.js';
import { toEbcdic, fromEbcdic } from '../../../src/shared/ebcdic.js';
import { END, END_PSW, hex, Rig } from './rig.js';
import type { RigMachine } from './rig.js';

/** A spool file of cards. */
function deck(cards: readonly Uint8Array[]): Uint8Array {
  const records = cards.map((card) => {
    const whole = new Uint8Array(80);
    whole.set(card);
    return encodeRecord(0x41, whole);
  });
  const bytes = new Uint8Array(
    FILE_HEADER + records.reduce((sum, record) => sum + record.length, 0),
  );
  let at = FILE_HEADER;
  for (const record of records) {
    bytes.set(record, at);
    at += record.length;
  }
  return bytes;
}

/** A program that reads a line and writes it back: SIO at 9, waits for the interruption, over and over. */
function echo(machine: RigMachine): void {
  machine.storage.store(0x300, hex('fe06 0000 0000 0bad')); // enabled wait
  machine.storage.store(0x78, hex('0004 0000 0000 1100')); // I/O new PSW
  machine.storage.store(0x400, hex('0a002100 20000050')); // read
  machine.storage.store(0x408, hex('09002100 20000050')); // write
  // SIO 9 with the CAW at 72 = X'400' (read); then X'408' (write)
  machine.storage.setWord(0x48, 0x400);
  machine.load(0x1000, '9c00 0009 8200 0300');
  // interruption: channel end of the read? then write what was read, else read again
  // L 1,X'48'; X 1,X'310' (408 and 400 differ by 8); ST 1,X'48'; residual: LH 2,X'46'; STH to count; SIO; LPSW
  machine.storage.setWord(0x310, 8);
  machine.storage.store(0x318, hex('0050'));
  // LH 3,X'318'; SH 3,X'46'; STH 3,X'40e'
  machine.storage.store(
    0x1100,
    hex('5810 0048 5710 0310 5010 0048 4830 0318 4b30 0046 4030 040e 9c00 0009 8200 0300'),
  );
}

describe('hosted machine', () => {
  it('reads and writes its console through the ring, waiting at no cost', () => {
    const rig = new Rig();
    const machine = rig.machine();
    echo(machine);
    machine.post({ op: 'start' });
    rig.run();
    const [ask] = machine.asks;
    expect(ask?.question).to.deep.equal({
      kind: 'unit',
      address: 9,
      ask: { kind: 'console-read' },
      behind: 0,
    });
    for (const text of ['HELLO', 'SECOND LINE', '']) {
      expect(machine.ask({ op: 'console-line', bytes: toEbcdic(text) })).to.deep.equal({
        ok: true,
      });
      rig.run();
      if (text !== '') expect(machine.lines()).to.deep.equal([text]);
    }
    expect(machine.of('accepted')).to.have.length(3);
    expect(machine.of('withdrawn').map((message) => message.ask)).to.include(ask!.ask);
    expect(rig.clock.deferred).to.equal(0);
  });

  it('keeps typed lines and answers of a stopped machine until it goes on', () => {
    const rig = new Rig();
    const machine = rig.machine();
    echo(machine);
    machine.post({ op: 'start' });
    rig.run();
    machine.ask({ op: 'stop' });
    const line = machine.post({ op: 'console-line', bytes: toEbcdic('LATER') });
    rig.run();
    expect(machine.replyTo(line)).to.equal(undefined);
    expect(machine.mine).to.equal(true);
    machine.ask({ op: 'start' });
    rig.run();
    expect(machine.replyTo(line)).to.deep.equal({ ok: true });
    expect(machine.lines()).to.deep.equal(['LATER']);
  });

  it('drops what was under way at a reset, and answers that come late', () => {
    const rig = new Rig();
    const machine = rig.machine();
    machine.storage.store(0x2000, toEbcdic('Q TIME'));
    machine.cpu.setRegister(2, 0x2000);
    machine.load(0x1000, `8324 0008 ${END}`);
    machine.cpu.setRegister(4, 6);
    machine.post({ op: 'start' });
    rig.run();
    const [ask] = machine.asks;
    expect(ask?.question.kind).to.equal('command');
    machine.generation = 2;
    expect(machine.ask({ op: 'reset', clear: false })).to.deep.equal({ ok: true });
    expect(machine.of('withdrawn').map((message) => message.ask)).to.deep.equal([ask!.ask]);
    // the guest now loops elsewhere, with a command of its own under way
    machine.load(0x1000, `8324 0008 ${END}`);
    machine.post({ op: 'start' });
    rig.run();
    const answer = { kind: 'command', rc: 77, lines: [] } as const;
    const late = machine.post({ op: 'answer', ask: ask!.ask, answer }, 1);
    rig.run();
    expect(machine.replyTo(late)).to.deep.equal({ ok: false, why: 'superseded' });
    machine.ask({ op: 'stop' });
    expect(machine.cpu.register(4)).to.equal(6);
  });

  describe('IPL', () => {
    /** Two cards: PSW and a CCW that reads the second card to X'1000'; then the program. */
    const loader = [
      hex('0000 0000 0000 1000 02001000 20000050 0002 0000 0000 0eee'),
      hex('4120 0123 8200 0010'),
    ];

    function ipl(machine: RigMachine, cards: readonly Uint8Array[]): number {
      const sequence = machine.post({ op: 'ipl', target: 0xc, clear: true, parm: '', stop: false });
      machine.rig.run();
      const { ask, question } = machine.asks.at(-1)!;
      expect(question).to.deep.equal({ kind: 'unit', address: 0xc, ask: { kind: 'open-input' } });
      const bytes = deck(cards);
      machine.rig.files.files.set(40, bytes);
      const answer = {
        kind: 'input',
        handle: 40,
        spoolid: 1,
        bytes: bytes.length - FILE_HEADER,
      } as const;
      machine.post({ op: 'answer', ask, answer: { kind: 'unit', answer } });
      machine.rig.run();
      return sequence;
    }

    it('boots a deck from the reader', () => {
      const rig = new Rig();
      const machine = rig.machine();
      const sequence = ipl(machine, loader);
      expect(machine.replyTo(sequence)).to.deep.equal({ ok: true });
      expect(machine.stopped).to.equal('disabled-wait');
      expect(machine.cpu.register(2)).to.equal(0x123);
      // the address of the device stands at location 2 in BC mode
      expect(machine.storage.word(0)! & 0xffff).to.equal(0x00c);
    });

    it('says what is in the way', () => {
      const rig = new Rig();
      const machine = rig.machine();
      machine.load(0x1000, '07ff');
      const request = { op: 'ipl', clear: false, parm: '', stop: false } as const;
      expect(machine.ask({ ...request, target: 0x0ff })).to.deep.equal({
        ok: false,
        why: 'no-device',
      });
      expect(machine.ask({ ...request, target: 'NONE' })).to.deep.equal({
        ok: false,
        why: 'no-system',
      });
      // nothing was done to the machine
      expect(machine.storage.word(0x1000)! >>> 16).to.equal(0x07ff);
      const sequence = machine.post({ ...request, target: 0xc });
      rig.run();
      const { ask } = machine.asks.at(-1)!;
      machine.post({ op: 'answer', ask, answer: { kind: 'unit', answer: { kind: 'none' } } });
      rig.run();
      expect(machine.replyTo(sequence)).to.deep.equal({ ok: false, why: 'no-input' });
      expect(machine.mine).to.equal(true);
    });

    it('is superseded by another IPL', () => {
      const rig = new Rig();
      const machine = rig.machine();
      machine.post({ op: 'ipl', target: 0xc, clear: true, parm: '', stop: false });
      rig.run();
      const old = machine.asks.at(-1)!.ask;
      machine.generation++;
      const sequence = ipl(machine, loader);
      expect(machine.of('withdrawn').map((message) => message.ask)).to.include(old);
      expect(machine.replyTo(sequence)).to.deep.equal({ ok: true });
      expect(machine.cpu.register(2)).to.equal(0x123);
    });
  });

  describe('guest program', () => {
    /** Counts its steps in storage; knows its nucleus by the token at X'2000'. */
    const counter = (opened: unknown[], fault = false): GuestProgramKind => ({
      image: {
        name: 'COUNT',
        // gate; BCT 5,*-4; LPSW
        pages: [
          { address: 0x1000, bytes: hex(`8300 0100 4650 c000 ${END}`) },
          { address: 0x0000, bytes: Uint8Array.from([...new Uint8Array(0x300), ...hex(END_PSW)]) },
        ],
        keys: [{ address: 0x1000, length: 2048, key: 0xf0 }],
        registers: [0, 0, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0x1000],
        psw: [0, 0x1000],
        minimumStorage: 0x10000,
        parmAt: 0x3000,
      },
      gateCode: 0x100,
      recognises: (machine, gate, token) => {
        const anchor = machine.word(0x2000);
        if (gate !== 0x1000) return false;
        if (anchor === 0) return machine.setWord(0x2000, token);
        return anchor === token;
      },
      open: (_token, written) => {
        opened.push(written);
        const state = (written as { steps: number } | undefined) ?? { steps: 0 };
        return {
          step: (machine) => {
            state.steps++;
            if (fault && state.steps === 3) throw new Error('a fault of ours');
            machine.setWord(0x2100, state.steps);
            machine.setRegister(8, machine.diagnose(0x60, 9, 0) ?? -1);
            return 250;
          },
          writeDown: () => ({ ...state }),
        };
      },
    });
    const request = {
      op: 'ipl',
      target: 'COUNT',
      clear: true,
      parm: 'AUTOCR',
      stop: false,
    } as const;

    it('is loaded by name, steps behind its gate, and is charged for it', () => {
      const opened: unknown[] = [];
      const rig = new Rig({ programs: [counter(opened)] });
      const machine = rig.machine();
      expect(machine.ask(request)).to.deep.equal({ ok: true });
      rig.run();
      expect(machine.stopped).to.equal('disabled-wait');
      expect(opened).to.deep.equal([undefined]);
      expect(machine.storage.word(0x2100)).to.equal(7);
      expect(machine.cpu.register(9)).to.equal(0x40000);
      expect(machine.storage.key(0x1000)! & 0xf0).to.equal(0xf0);
      expect(machine.storage.fetch(0x3000, 1)![0]).to.equal(6);
      expect(fromEbcdic(machine.storage.fetch(0x3001, 6)!)).to.equal('AUTOCR');
      // a second IPL opens it anew
      machine.generation++;
      machine.ask(request);
      rig.run();
      expect(opened).to.have.length(2);
      expect(machine.storage.word(0x2100)).to.equal(7);
    });

    it('is not entered from another place, or with the token of another IPL', () => {
      const rig = new Rig({ programs: [counter([])] });
      const machine = rig.machine();
      machine.ask({ ...request, stop: true });
      machine.storage.store(0x68, hex('0002 0000 0000 0bad'));
      machine.storage.setWord(0x2000, 0x12345678);
      machine.ask({ op: 'start' });
      rig.run();
      expect(machine.of('stopped')[0]!.reason).to.deep.include({ psw: [0x20000, 0xbad] });
      expect(machine.storage.word(0x28)! & 0xffff).to.equal(6);
      machine.storage.setWord(0x2000, 0);
      machine.load(0x1200, '8300 0100');
      machine.ask({ op: 'start' });
      rig.run();
      expect(machine.storage.word(0x28)! & 0xffff).to.equal(6);
    });

    it('that fails costs its own machine only', () => {
      const rig = new Rig({ programs: [counter([], true)] });
      const machine = rig.machine();
      const other = rig.machine();
      other.load(0x1000, '07ff');
      other.cpu.setRegister(15, 0x1000);
      other.post({ op: 'start' });
      machine.post(request);
      rig.run(20);
      const [stop] = machine.of('stopped');
      expect(stop?.reason.kind).to.equal('internal-error');
      expect(stop?.reason).to.have.property('text').that.contains('a fault of ours');
      expect(machine.mine).to.equal(true);
      const before = other.cpu.executed;
      rig.run(10);
      expect(other.cpu.executed).to.be.greaterThan(before);
      // and IPL brings it back
      machine.generation++;
      expect(machine.ask({ op: 'reset', clear: true })).to.deep.equal({ ok: true });
    });
  });

  describe('without frames', () => {
    /** Touches a page after the other: ST 1,0(1); A 1,X'400'; B. */
    function toucher(machine: RigMachine): void {
      machine.storage.setWord(0x400, 0x800);
      machine.load(0x1000, '5011 0000 5a10 0400 47f0 c000');
      machine.cpu.setRegister(1, 0x4000);
      machine.cpu.setRegister(12, 0x1000);
    }

    it('waits for a page and goes on when there is one', () => {
      const rig = new Rig({ frames: 40 });
      const machine = rig.machine();
      toucher(machine);
      rig.run();
      rig.withhold = true;
      machine.post({ op: 'start' });
      rig.run();
      expect(machine.stopped).to.equal(undefined);
      const reached = machine.cpu.register(1);
      expect(reached).to.be.greaterThan(0x8000);
      expect(rig.messages.filter(({ type }) => type === 'frames-wanted')).to.have.length(2);
      rig.giveBack(8);
      rig.dealFrames(0, 8);
      rig.run();
      expect(machine.cpu.register(1)).to.equal(reached + 8 * 0x800);
      expect(machine.stopped).to.equal(undefined);
    });

    it('stops when there are none, and goes on by BEGIN when there are again', () => {
      const rig = new Rig({ frames: 40 });
      const machine = rig.machine();
      toucher(machine);
      rig.run();
      machine.post({ op: 'start' });
      rig.run();
      expect(machine.stopped).to.equal('no-frame');
      const reached = machine.cpu.register(1);
      rig.giveBack(8);
      machine.post({ op: 'start' });
      rig.run();
      expect(machine.cpu.register(1)).to.equal(reached + 8 * 0x800);
      expect(machine.of('stopped')).to.have.length(2);
    });

    it('does a DIAGNOSE again whose result found no page', () => {
      const rig = new Rig({ frames: 3 });
      const machine = rig.machine();
      machine.storage.store(0x300, hex(END_PSW));
      machine.load(0x1000, `8320 000c ${END}`);
      machine.cpu.setRegister(2, 0x8000);
      // page 0, the program's, and one more that is taken here
      machine.storage.setWord(0x4000, 1);
      rig.withhold = true;
      machine.post({ op: 'start' });
      rig.run();
      expect(machine.stopped).to.equal(undefined);
      rig.giveBack(4);
      rig.dealFrames(0, 4);
      rig.run();
      expect(machine.stopped).to.equal('disabled-wait');
      expect(fromEbcdic(machine.storage.fetch(0x8000, 6)!)).to.equal('08/17/');
    });
  });
});

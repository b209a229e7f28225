/** Each DIAGNOSE code as a guest executes it. */
import { expect } from 'chai';
import { NOT_FOUND } from '../../../src/cp/guest-services.js';
import type { DeviceSpec } from '../../../src/cp/protocol.js';
import { RING_DISPLAY } from '../../../src/devices/backing.js';
import { fromEbcdic, toEbcdic } from '../../../src/shared/ebcdic.js';
import { ADDRESSING, AREA, cc, diagnose, programCode, SPECIFICATION } from './diagnose-rig.js';
import { END, END_PSW, hex, Rig } from './rig.js';
import type { RigMachine } from './rig.js';

const DISK: DeviceSpec = { address: 0x191, type: 'fba', handle: 7, blocks: 64, readOnly: false };

describe('DIAGNOSE', () => {
  let rig: Rig;
  let machine: RigMachine;
  beforeEach(() => {
    rig = new Rig();
    rig.files.files.set(7, new Uint8Array(64 * 512));
    machine = rig.machine({
      devices: [
        { address: 0x009, type: 'console', mode: '3215' },
        { address: 0x00c, type: 'reader' },
        DISK,
        { ...DISK, address: 0x190, readOnly: true },
      ],
    });
  });

  it('gives a specification exception for a code that is none', () => {
    diagnose(machine, 0x9c, {});
    expect(programCode(machine)).to.equal(SPECIFICATION);
    // the old PSW points behind it
    expect(machine.storage.word(0x2c)! & 0xffffff).to.equal(0x1004);
  });

  it("is the guest's own interruption in the problem state", () => {
    machine.storage.store(0x68, hex('0002 0000 0000 0bad'));
    machine.load(0x1000, '8324 0060');
    machine.cpu.loadPsw(0x00010000, 0x1000);
    machine.post({ op: 'start' });
    rig.run();
    expect(programCode(machine)).to.equal(2);
  });

  it('00 stores identification as far as it fits', () => {
    diagnose(machine, 0x00, { 2: AREA, 4: 48 });
    expect(fromEbcdic(machine.storage.fetch(AREA, 8)!)).to.equal('VM/370  ');
    expect(fromEbcdic(machine.storage.fetch(AREA + 16, 8)!)).to.equal('ALICE   ');
    expect(machine.cpu.register(4)).to.equal(8);
    diagnose(machine, 0x00, { 2: AREA + 1, 4: 48 });
    expect(programCode(machine)).to.equal(SPECIFICATION);
    diagnose(machine, 0x00, { 2: 0x3fff8, 4: 48 });
    expect(programCode(machine)).to.equal(ADDRESSING);
  });

  it('08 runs a command while the guest stands still', () => {
    machine.storage.store(AREA, toEbcdic('QUERY TIME'));
    diagnose(machine, 0x08, { 2: AREA, 4: 10 });
    expect(machine.asks).to.deep.equal([
      {
        type: 'ask',
        machine: machine.id,
        generation: 1,
        ask: 1,
        question: { kind: 'command', text: 'QUERY TIME', buffered: false, noPassword: false },
      },
    ]);
    expect(machine.stopped).to.equal(undefined);
    const answer = { kind: 'command', rc: 20, lines: [] } as const;
    expect(machine.ask({ op: 'answer', ask: 1, answer })).to.deep.equal({ ok: true });
    rig.run();
    expect(machine.cpu.register(4)).to.equal(20);
    expect(cc(machine)).to.equal(2);
    // an answer counts once; one for a machine that CP has waits until it goes on
    const again = machine.post({ op: 'answer', ask: 1, answer });
    rig.run();
    expect(machine.replyTo(again)).to.equal(undefined);
    machine.ask({ op: 'start' });
    rig.run();
    expect(machine.replyTo(again)).to.deep.equal({ ok: false, why: 'superseded' });
  });

  it('08 puts the response into a buffer, or as much as fits', () => {
    for (const [room, length, code] of [
      [100, 8, 0],
      [5, 3, 1],
    ] as const) {
      machine.storage.store(AREA, toEbcdic('Q X'));
      diagnose(machine, 0x08, { 2: AREA, 3: AREA + 0x100, 4: 0x40000003, 5: room });
      const { ask, question } = machine.asks.at(-1)!;
      expect(question).to.deep.include({ buffered: true });
      machine.ask({ op: 'answer', ask, answer: { kind: 'command', rc: 3, lines: ['ABC', 'DEF'] } });
      rig.run();
      expect(cc(machine)).to.equal(code);
      expect(machine.cpu.register(4)).to.equal(3);
      expect(machine.cpu.register(5)).to.equal(length);
      const text = fromEbcdic(machine.storage.fetch(AREA + 0x100, Math.min(room, 8))!);
      expect(text).to.equal('ABC\nDEF\n'.slice(0, room));
    }
  });

  it('08 refuses what is too long or outside storage', () => {
    for (const registers of [
      { 2: AREA, 4: 241 },
      { 2: AREA, 3: AREA, 4: 0x40000003, 5: 0x100001 },
      { 2: AREA, 3: AREA, 4: 0x40000003, 5: -1 },
    ]) {
      diagnose(machine, 0x08, registers);
      expect(programCode(machine)).to.equal(SPECIFICATION);
    }
    diagnose(machine, 0x08, { 2: 0x3ffff, 4: 3 });
    expect(programCode(machine)).to.equal(ADDRESSING);
    diagnose(machine, 0x08, { 2: AREA, 3: 0x3ffff, 4: 0x40000003, 5: 2 });
    expect(programCode(machine)).to.equal(ADDRESSING);
    expect(machine.asks).to.deep.equal([]);
  });

  it('08 with length 0 enters CP READ and goes on by BEGIN', () => {
    diagnose(machine, 0x08, { 2: AREA, 4: 0 });
    const [ask] = machine.asks;
    expect(ask?.question).to.deep.equal({ kind: 'cp-read' });
    machine.ask({ op: 'stop' });
    const answer = { kind: 'command', rc: 0, lines: [] } as const;
    const sequence = machine.post({ op: 'answer', ask: ask!.ask, answer });
    rig.run();
    expect(machine.mine).to.equal(true);
    expect(machine.replyTo(sequence)).to.equal(undefined);
    machine.ask({ op: 'start' });
    rig.run();
    expect(machine.replyTo(sequence)).to.deep.equal({ ok: true });
    expect(machine.stopped).to.equal('disabled-wait');
  });

  it('0C stores date, time and processor time', () => {
    // a thousand turns of a loop first: BCT
    machine.storage.store(0x300, hex(END_PSW));
    machine.load(0x1000, `4160 07d0 4660 c004 8324 000c ${END}`);
    machine.cpu.setRegister(2, AREA);
    machine.cpu.setRegister(12, 0x1000);
    machine.post({ op: 'start' });
    rig.run();
    const text = fromEbcdic(machine.storage.fetch(AREA, 16)!);
    expect(text).to.match(/^08\/17\/26\d\d:00:00$/);
    const bytes = machine.storage.fetch(AREA + 16, 16)!;
    const view = new DataView(bytes.buffer);
    // 2,002 instructions at a hundred a microsecond
    expect(view.getBigUint64(0)).to.equal(20n);
    expect(view.getBigUint64(8) >= view.getBigUint64(0)).to.equal(true);
    diagnose(machine, 0x0c, { 2: AREA + 4 });
    expect(programCode(machine)).to.equal(SPECIFICATION);
  });

  it('10 gives pages back, which then read as zeros', () => {
    for (const at of [0x4000, 0x5000, 0x6000]) machine.storage.setWord(at, 1);
    const frames = machine.storage.frames;
    diagnose(machine, 0x10, { 2: 0x4000, 4: 0x5000 });
    expect([0x4000, 0x5000, 0x6000].map((at) => machine.storage.word(at))).to.deep.equal([0, 0, 1]);
    // two pages had frames of one half each; the program's own pages are new
    expect(machine.storage.frames).to.be.at.most(frames + 2 - 2);
    diagnose(machine, 0x10, { 2: 0x4100, 4: 0x5000 });
    expect(programCode(machine)).to.equal(SPECIFICATION);
    diagnose(machine, 0x10, { 2: 0x4000, 4: 0x40000 });
    expect(programCode(machine)).to.equal(ADDRESSING);
  });

  it('18 refuses fixed-block disks and disks that are not there', () => {
    diagnose(machine, 0x18, { 2: 0x191, 4: AREA, 15: 1 });
    expect([cc(machine), machine.cpu.register(15)]).to.deep.equal([1, 2]);
    diagnose(machine, 0x18, { 2: 0x291, 4: AREA, 15: 1 });
    expect([cc(machine), machine.cpu.register(15)]).to.deep.equal([1, 1]);
  });

  it('20 runs a channel program to its end without an interruption', () => {
    // write "HELLO" with carrier return, chained to a no-operation
    machine.storage.store(AREA, hex('09002100 60000005 03000000 20000001'));
    machine.storage.store(AREA + 0x100, toEbcdic('HELLO'));
    diagnose(machine, 0x20, { 2: 0x009, 4: AREA, 15: 99 });
    expect(cc(machine)).to.equal(0);
    expect(machine.lines()).to.deep.equal(['HELLO']);
    expect(machine.of('console')).to.have.length(1);
    diagnose(machine, 0x20, { 2: 0x00f, 4: AREA });
    expect([cc(machine), machine.cpu.register(15)]).to.deep.equal([1, 1]);
    // an invalid command: command reject in the sense bytes
    machine.storage.store(AREA, hex('ff002100 20000005'));
    diagnose(machine, 0x20, { 2: 0x009, 4: AREA });
    expect([cc(machine), machine.cpu.register(15)]).to.deep.equal([3, 13]);
    expect(machine.cpu.register(4) & 0xff00).to.equal(0x8000);
  });

  it('20 waits for CP where the unit does', () => {
    machine.storage.store(AREA, hex('02002100 20000050'));
    diagnose(machine, 0x20, { 2: 0x00c, 4: AREA });
    const [ask] = machine.asks;
    expect(ask?.question).to.deep.equal({
      kind: 'unit',
      address: 0x00c,
      ask: { kind: 'open-input' },
    });
    expect(machine.stopped).to.equal(undefined);
    machine.ask({
      op: 'answer',
      ask: ask!.ask,
      answer: { kind: 'unit', answer: { kind: 'none' } },
    });
    rig.run();
    expect([cc(machine), machine.cpu.register(15)]).to.deep.equal([3, 13]);
    // intervention required
    expect(machine.cpu.register(4) & 0xff00).to.equal(0x4000);
  });

  it('24 tells the type of a device, and which the console is', () => {
    diagnose(machine, 0x24, { 2: -1 });
    expect(cc(machine)).to.equal(0);
    expect(machine.cpu.register(2)).to.equal(0x009);
    expect(machine.cpu.register(4) >>> 24).to.equal(0x80);
    expect(machine.cpu.register(5) >>> 0).to.equal(0x40010250);
    diagnose(machine, 0x24, { 2: 0x190 });
    expect(cc(machine)).to.equal(0);
    expect(machine.cpu.register(4) & 0xff).to.equal(0x80);
    // a spooled device has no real one behind it: R5 stays
    diagnose(machine, 0x24, { 2: 0x00c, 5: 77 });
    expect([cc(machine), machine.cpu.register(5)]).to.deep.equal([2, 77]);
    expect(machine.cpu.register(4) >>> 24).to.equal(0x20);
    diagnose(machine, 0x24, { 2: 0x292 });
    expect(cc(machine)).to.equal(3);
    diagnose(machine, 0x24, { 2: 0x10009 });
    expect(cc(machine)).to.equal(3);
  });

  it('24 shows the terminal in front as the real device of the console', () => {
    const real = [
      { screen: false, columns: 80, rows: 24 },
      { screen: true, columns: 80, rows: 32 },
      { screen: true, columns: 80, rows: 43 },
      { screen: true, columns: 132, rows: 27 },
    ].map((terminal) => {
      machine.ask({ op: 'terminal', terminal });
      diagnose(machine, 0x24, { 2: 9 });
      expect(machine.cpu.register(4) >>> 24).to.equal(0x80);
      return (machine.cpu.register(5) >>> 0).toString(16);
    });
    expect(real).to.deep.equal(['80000082', '40010350', '40010450', '40010550']);
  });

  it('54 tells main what PA2 does', () => {
    diagnose(machine, 0x54, { 2: 1 });
    diagnose(machine, 0x54, { 2: 0 });
    expect(machine.of('external-key').map((message) => message.on)).to.deep.equal([true, false]);
  });

  it('58 writes the screen, and tells when CP has had it', () => {
    // erase-write of a WCC and two characters
    machine.storage.store(AREA, hex('29002100 20800003'));
    machine.storage.store(AREA + 0x100, hex('c3c1c2'));
    diagnose(machine, 0x58, { 2: AREA, 4: 0x009 });
    expect(cc(machine)).to.equal(0);
    const record = machine.ring.peek();
    expect(record?.kind).to.equal(RING_DISPLAY);
    expect([...(record?.bytes ?? [])].slice(1)).to.deep.equal([0xc3, 0xc1, 0xc2]);
    // the request waits for the machine to go on
    machine.post({ op: 'display-lost' });
    diagnose(machine, 0x58, { 2: AREA, 4: 0x009 });
    expect(cc(machine)).to.equal(1);
    expect(machine.storage.word(68)! >>> 24).to.equal(0x8e);
    diagnose(machine, 0x58, { 2: AREA, 4: 0x00c });
    expect(cc(machine)).to.equal(3);
    diagnose(machine, 0x58, { 2: AREA + 4, 4: 0x009 });
    expect(programCode(machine)).to.equal(SPECIFICATION);
  });

  it('58 refuses a terminal without a screen, and takes one with', () => {
    // erase/write, a write control character alone
    machine.storage.store(AREA, hex('2900 2100 2080 0001'));
    machine.storage.store(0x2100, hex('c3'));
    machine.ask({ op: 'terminal', terminal: { screen: false, columns: 80, rows: 24 } });
    diagnose(machine, 0x58, { 2: AREA, 4: 0x009 });
    expect(cc(machine)).to.equal(3);
    machine.ask({ op: 'terminal', terminal: { screen: true, columns: 80, rows: 24 } });
    diagnose(machine, 0x58, { 2: AREA, 4: 0x009 });
    expect(cc(machine)).to.equal(0);
  });

  it("8C tells the alternate size of the terminal's screen", () => {
    diagnose(machine, 0x8c, { 2: AREA, 3: 0x009, 4: 6 });
    expect(cc(machine)).to.equal(0);
    expect(machine.storage.fetch(AREA, 6)).to.deep.equal(hex('c200 0050 0018'));
    machine.ask({ op: 'terminal', terminal: { screen: true, columns: 300, rows: 100 } });
    diagnose(machine, 0x8c, { 2: AREA, 3: 0x009, 4: 4 });
    expect(cc(machine)).to.equal(1);
    expect(machine.cpu.register(4)).to.equal(2);
    // as much as fits, and as many rows as addresses of fourteen bits reach
    expect(machine.storage.fetch(AREA, 6)).to.deep.equal(hex('c200 012c 0018'));
    diagnose(machine, 0x8c, { 2: AREA, 3: 0x009, 4: 6 });
    expect(machine.storage.fetch(AREA, 6)).to.deep.equal(hex('c200 012c 0036'));
    for (const terminal of [{ screen: false, columns: 80, rows: 24 }]) {
      machine.ask({ op: 'terminal', terminal });
      diagnose(machine, 0x8c, { 2: AREA, 3: 0x009, 4: 6 });
      expect(cc(machine)).to.equal(3);
    }
    diagnose(machine, 0x8c, { 2: AREA, 3: 0x00c, 4: 6 });
    expect(cc(machine)).to.equal(3);
    machine.ask({ op: 'terminal', terminal: { screen: true, columns: 80, rows: 24 } });
    diagnose(machine, 0x8c, { 2: 0xffffff, 3: 0x009, 4: 6 });
    expect(programCode(machine)).to.equal(ADDRESSING);
  });

  it('210 tells of a device in a block, as 24 does in registers', () => {
    for (const [device, code] of [
      [0x009, 0],
      [0x00c, 2],
    ] as const) {
      diagnose(machine, 0x24, { 2: device, 4: 0, 5: 0 });
      const [virtual, real] = [machine.cpu.register(4), machine.cpu.register(5)];
      machine.storage.store(AREA, new Uint8Array(20).fill(0xff));
      machine.storage.store(AREA, Uint8Array.of(0, device, 0, 16));
      diagnose(machine, 0x210, { 2: AREA });
      expect(cc(machine)).to.equal(code);
      expect(machine.storage.word(AREA + 4)).to.equal(virtual);
      expect(machine.storage.word(AREA + 8)).to.equal(real);
      expect(machine.storage.word(AREA + 12)).to.equal(0);
      // the block is as long as it says
      expect(machine.storage.word(AREA + 16)).to.equal(-1);
    }
    machine.storage.store(AREA, hex('0777 000c'));
    diagnose(machine, 0x210, { 2: AREA });
    expect(cc(machine)).to.equal(3);
    machine.storage.store(AREA, hex('0009 0008'));
    diagnose(machine, 0x210, { 2: AREA });
    expect(programCode(machine)).to.equal(SPECIFICATION);
    diagnose(machine, 0x210, { 2: AREA + 2 });
    expect(programCode(machine)).to.equal(SPECIFICATION);
  });

  it('C8 has one language', () => {
    for (const [name, code, rc] of [
      ['AMENG', 0, 0],
      ['KLING', 1, 4],
    ] as const) {
      machine.storage.store(AREA, toEbcdic(name));
      diagnose(machine, 0xc8, { 2: AREA, 4: 99 });
      expect(cc(machine)).to.equal(code);
      expect(machine.cpu.register(4)).to.equal(rc);
    }
  });

  it('5C edits a message by SET EMSG', () => {
    const settings = {
      op: 'settings',
      timer: 'ON',
      share: { kind: 'relative', value: 100 },
    } as const;
    const results = (['ON', 'CODE', 'TEXT', 'OFF'] as const).map((emsg) => {
      machine.ask({ ...settings, emsg });
      diagnose(machine, 0x5c, { 2: AREA, 4: 30 });
      return [machine.cpu.register(2), machine.cpu.register(4)];
    });
    expect(results).to.deep.equal([
      [AREA, 30],
      [AREA, 10],
      [AREA + 11, 19],
      [AREA, 0],
    ]);
  });

  it('60 gives the size of storage', () => {
    diagnose(machine, 0x60, {});
    expect(machine.cpu.register(2)).to.equal(0x40000);
  });

  it('64 asks for segments, and refuses other functions and names outside storage', () => {
    machine.storage.store(AREA, toEbcdic('CMSSEG  '));
    for (const [code, what, exclusive] of [
      [0, 'load', false],
      [4, 'load', true],
      [8, 'find', false],
      [12, 'find', false],
      [16, 'find', false],
    ] as const) {
      diagnose(machine, 0x64, { 2: AREA, 4: code });
      const { ask, question } = machine.asks.at(-1)!;
      expect(question).to.deep.equal({
        kind: 'service',
        request: { service: 'segment', name: 'CMSSEG', what, exclusive },
      });
      machine.ask({ op: 'answer', ask, answer: { kind: 'service', answer: { code: NOT_FOUND } } });
      rig.run();
      expect([cc(machine), machine.cpu.register(4)]).to.deep.equal([2, 44]);
    }
    diagnose(machine, 0x64, { 2: AREA, 4: 3 });
    expect(programCode(machine)).to.equal(SPECIFICATION);
    diagnose(machine, 0x64, { 2: 0x40000, 4: 0 });
    expect(programCode(machine)).to.equal(ADDRESSING);
  });

  it('A8 runs a channel program and stores its end', () => {
    machine.storage.store(AREA, hex('0009 0000 00000000 00002080 00000000'));
    machine.storage.store(AREA + 0x80, hex('09002100 20000005'));
    machine.storage.store(AREA + 0x100, toEbcdic('HELLO'));
    diagnose(machine, 0xa8, { 2: AREA, 15: 77 });
    expect([cc(machine), machine.cpu.register(15)]).to.deep.equal([0, 77]);
    expect(machine.lines()).to.deep.equal(['HELLO']);
    expect(machine.storage.fetch(AREA + 16, 8)).to.deep.equal(hex('00002088 0c000000'));
  });

  it('A8 stores the sense bytes of an error, and tells wrong length', () => {
    // a command that the console does not have
    machine.storage.store(AREA, hex('0009 0000 00000000 00002080 00000000'));
    machine.storage.store(AREA + 0x80, hex('77002100 20000005'));
    diagnose(machine, 0xa8, { 2: AREA });
    expect([cc(machine), machine.cpu.register(15)]).to.deep.equal([3, 13]);
    expect(machine.storage.word(AREA + 20)! >>> 24).to.equal(0x0e);
    expect(machine.storage.word(AREA + 28)! & 0xffff).to.equal(1);
    expect(machine.storage.fetch(AREA + 56, 2)).to.deep.equal(hex('8000'));
    // SENSE of a byte, where five are wanted
    machine.storage.store(AREA + 16, new Uint8Array(72));
    machine.storage.store(AREA + 0x80, hex('04002100 00000005'));
    diagnose(machine, 0xa8, { 2: AREA });
    expect([cc(machine), machine.cpu.register(15)]).to.deep.equal([2, 3]);
    expect(machine.storage.fetch(AREA + 20, 4)).to.deep.equal(hex('0c400004'));
  });
});

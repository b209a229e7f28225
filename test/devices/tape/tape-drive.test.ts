import { expect } from 'chai';
import fc from 'fast-check';
import { ccw, hex } from '../support/channel-bench.js';
import { unitContract } from '../support/unit-contract.js';
import { AREA, DRIVE, TapeBench } from './tape-bench.js';

const [MARK, REWIND, UNLOAD, ERASE_GAP, ERASE] = [0x1f, 0x07, 0x0f, 0x17, 0x97];
const [BSB, BSF, FSB, FSF] = [0x27, 0x2f, 0x37, 0x3f];
const READ_BACKWARD = 0x0c;
/** Ended well; with unit exception; with unit check. */
const [EXCEPTION, CHECK] = ['0d00', '0e00'];
/** The channel is done at once, and the device later: well; with unit exception; with unit check. */
const [MOVED, MOVED_TO_MARK, NOT_MOVED] = ['0800+04', '0800+05', '0800+06'];

/** A tape with two files: ONE, TWO; THREE. */
function twoFiles(options = {}): TapeBench {
  const bench = new TapeBench(options);
  for (const block of ['ONE', 'TWO']) bench.write(block);
  bench.command(MARK);
  bench.write('THREE');
  bench.command(MARK);
  bench.command(REWIND);
  return bench;
}

describe('tape drive', () => {
  unitContract(
    {
      type: 'tape',
      model: '3420',
      medium: { handle: 7, size: 9, readOnly: false, compressed: false },
    },
    0x02,
    {
      // ready, at load point; new subsystem and model
      idle: '00480000' + '00c00300' + '0000000000800100' + '0100' + '00ff' + 'ff000000',
    },
  );

  it('writes blocks and marks as AWS has them', () => {
    const bench = new TapeBench();
    expect(bench.write('AB')).to.equal('0c000000');
    expect(bench.command(MARK)).to.equal(MOVED);
    expect(bench.write('C')).to.equal('0c000000');
    expect(hex(bench.file)).to.equal(
      '02000000a000' + '4142' + '000002004000' + '01000000a000' + '43',
    );
  });

  it('reads forward, with unit exception at a mark, and off the reel at the end of data', () => {
    const bench = twoFiles();
    expect([bench.read(), bench.read(), bench.read(), bench.read(), bench.read()]).to.eql([
      'ONE',
      'TWO',
      EXCEPTION,
      'THREE',
      EXCEPTION,
    ]);
    expect(bench.read()).to.equal(CHECK);
    expect(bench.sense().slice(0, 2)).to.equal('10');
  });

  it('reads backward into descending addresses, down to the load point', () => {
    const bench = twoFiles();
    bench.command(FSF);
    bench.command(FSF);
    const read = (): string => bench.read(READ_BACKWARD);
    expect([read(), read(), read(), read(), read()]).to.eql([
      EXCEPTION,
      'THREE',
      EXCEPTION,
      'TWO',
      'ONE',
    ]);
    expect(read()).to.equal(CHECK);
    // nothing but the load point is wrong
    expect(bench.sense().slice(0, 4)).to.equal('0048');
  });

  it('spaces over blocks and files with the channel free, and says at the end when a block was a mark', () => {
    const bench = twoFiles();
    expect(bench.command(FSB)).to.equal(MOVED);
    expect(bench.read()).to.equal('TWO');
    expect(bench.command(FSB)).to.equal(MOVED_TO_MARK);
    expect(bench.command(BSB)).to.equal(MOVED_TO_MARK);
    expect(bench.command(FSF)).to.equal(MOVED);
    expect(bench.read()).to.equal('THREE');
    expect(bench.command(BSF)).to.equal(MOVED);
    expect(bench.read()).to.equal(EXCEPTION);
    expect(bench.command(BSF)).to.equal(MOVED);
    expect(bench.command(BSF)).to.equal(NOT_MOVED);
    expect(bench.read()).to.equal('ONE');
  });

  it('keeps channel end in a chain, and ends it with what the device has to say', () => {
    const bench = twoFiles();
    bench.program(0x800, ccw(FSB, 0, 0x60, 1), ccw(0x02, AREA, 0x20, 80));
    expect(bench.io(DRIVE)).to.equal('000008100c00004d');
    bench.program(0x800, ccw(FSB, 0, 0x60, 1), ccw(0x02, AREA, 0x20, 80));
    expect(bench.channels.startIo(DRIVE, true), 'it was a mark').to.equal(0);
    bench.run();
    expect(bench.interruption(DRIVE)).to.equal('000008080d000001');
    expect(bench.channels.takeIo(0xffff)).to.equal(-1);
    // at the end of a chain both come as they are
    bench.program(0x800, ccw(0x03, 0, 0x60, 1), ccw(BSB, 0, 0x20, 1));
    expect(bench.io(DRIVE)).to.equal('0000081008000001');
    expect(bench.interruption(DRIVE)).to.equal('0000000005000000');
  });

  it('gives CP one status for a command that moves no data', () => {
    const bench = twoFiles();
    const status: number[] = [];
    for (let n = 0; n < 3; n++) {
      bench.program(0x800, ccw(FSB, 0, 0x20, 1));
      bench.channels.runProgram(DRIVE, 0x800, 0, (result) => status.push(result.unitStatus));
      bench.run();
    }
    expect(status).to.eql([0x0c, 0x0c, 0x0d]);
    expect(bench.channels.takeIo(0xffff)).to.equal(-1);
  });

  it('spaces over long files by turns, and can be halted there', () => {
    const bench = new TapeBench();
    for (let n = 0; n < 1000; n++) bench.write('X');
    bench.command(MARK);
    bench.write('END');
    bench.command(REWIND);
    bench.program(0x800, ccw(FSF, 0, 0x60, 1), ccw(0x02, AREA, 0x20, 80));
    expect(bench.channels.startIo(DRIVE, false)).to.equal(0);
    bench.rebuild();
    expect(bench.run()).to.be.greaterThan(10);
    expect(bench.interruption(DRIVE)).to.equal('000008100c00004d');
    expect(bench.at(AREA, 3)).to.eql(new TextEncoder().encode('END'));
  });

  it('ends REWIND at the channel at once and at the device when what was written is durable', () => {
    const bench = new TapeBench();
    bench.write('A');
    bench.program(0x800, ccw(REWIND, 0, 0x20, 1));
    expect(bench.channels.startIo(DRIVE, false)).to.equal(1);
    expect(hex(bench.at(68, 2))).to.equal('0800');
    expect(bench.channels.startIo(DRIVE, false), 'busy').to.equal(1);
    expect(hex(bench.at(68, 1))).to.equal('10');
    bench.rebuild();
    expect(bench.channels.takeIo(0xffff)).to.equal(-1);
    expect(bench.channels.asks().map(({ ask }) => ask.kind)).to.eql(['sync']);
    bench.channels.answer(bench.channels.asks()[0]!.id, { kind: 'done' });
    expect(bench.interruption(DRIVE)).to.equal('0000000004000000');
    expect(bench.read()).to.equal('A');
  });

  it('goes on with a chain behind REWIND when the device has ended', () => {
    const bench = twoFiles();
    bench.command(FSF);
    bench.program(0x800, ccw(REWIND, 0, 0x60, 1), ccw(0x02, AREA, 0x20, 80));
    expect(bench.channels.startIo(DRIVE, false)).to.equal(0);
    bench.run();
    expect(bench.channels.busy).to.equal(true);
    bench.rebuild();
    bench.answer({ kind: 'done' });
    expect(bench.interruption(DRIVE)).to.equal('000008100c00004d');
  });

  it('ends a chain with unit check when REWIND could not make the tape durable', () => {
    const bench = twoFiles();
    bench.program(0x800, ccw(REWIND, 0, 0x60, 1), ccw(0x02, AREA, 0x20, 80));
    bench.channels.startIo(DRIVE, false);
    bench.answer({ kind: 'refused' });
    expect(bench.interruption(DRIVE).slice(8, 10)).to.equal('0e');
    expect(bench.sense().slice(0, 2)).to.equal('10');
  });

  it('lets CP wait for the device end, with one status', () => {
    const bench = twoFiles();
    let status = 0;
    bench.program(0x800, ccw(REWIND, 0, 0x20, 1));
    bench.channels.runProgram(DRIVE, 0x800, 0, (result) => (status = result.unitStatus));
    bench.run();
    expect(status).to.equal(0);
    bench.answer({ kind: 'done' });
    expect(status).to.equal(0x0c);
    expect(bench.channels.takeIo(0xffff)).to.equal(-1);
  });

  it('forgets a device end that is to come at a reset', () => {
    const bench = twoFiles();
    bench.program(0x800, ccw(REWIND, 0, 0x20, 1));
    bench.channels.startIo(DRIVE, false);
    const [ask] = bench.channels.asks();
    bench.channels.reset();
    expect(bench.withdrawn).to.include(ask!.id);
    expect(bench.channels.testIo(DRIVE)).to.equal(0);
    expect(bench.channels.answer(ask!.id, { kind: 'done' })).to.equal(false);
  });

  it('is not ready after REWIND UNLOAD until a reel is mounted', () => {
    const bench = twoFiles();
    expect(bench.command(UNLOAD)).to.equal('0800+04');
    expect(bench.command(0x02)).to.equal(CHECK);
    expect(bench.sense().slice(0, 4)).to.equal('4022');
    const medium = { handle: 7, size: bench.file.length, readOnly: true, compressed: false };
    expect(bench.channels.mount(DRIVE, medium)).to.equal(true);
    expect(bench.interruption(DRIVE)).to.equal('0000000004000000');
    expect(bench.read()).to.equal('ONE');
  });

  it('writes nothing on a reel without a ring', () => {
    const bench = new TapeBench({ readOnly: true, file: new Uint8Array(0) });
    for (const command of [0x01, MARK, ERASE_GAP, ERASE]) {
      expect(bench.command(command).slice(0, 2)).to.equal('0e');
      expect(bench.sense().slice(0, 4)).to.equal('804a');
    }
    expect(bench.file.length).to.equal(0);
  });

  it('loses what stood behind a block that is written or erased', () => {
    const bench = twoFiles();
    bench.read();
    bench.write('new');
    expect(bench.read()).to.equal(CHECK);
    bench.command(REWIND);
    expect([bench.read(), bench.read()]).to.eql(['ONE', 'new']);
    bench.command(BSB);
    bench.command(ERASE);
    expect(bench.file.length).to.equal(9);
  });

  it('tells the end of tape by unit exception at writes, and ends there at last', () => {
    const bench = new TapeBench({ model: '2401' });
    // a sparse reel: the position is what counts
    const written = bench.channels.writeDown() as { slots: { unit: { own: unknown } }[] };
    const own = written.slots[0]!.unit.own as { position: object };
    own.position = { at: 46_000_001, previous: 0, file: 0, block: 0 };
    bench.files.writeAt = () => undefined;
    bench.channels.restore(written);
    expect(bench.write('X').slice(0, 2)).to.equal('0d');
    expect(bench.command(MARK)).to.equal(MOVED_TO_MARK);
    own.position = { at: 51_000_000, previous: 0, file: 0, block: 0 };
    bench.channels.restore(written);
    expect(bench.write('X').slice(0, 2)).to.equal('0e');
  });

  it('is said by the host to have failed', () => {
    const bench = twoFiles();
    bench.files.broken = true;
    expect(bench.read()).to.equal(CHECK);
    expect(bench.sense().slice(0, 2)).to.equal('10');
    expect(bench.write('X').slice(0, 2)).to.equal('0e');
  });

  it('rejects a write without data', () => {
    const bench = new TapeBench();
    bench.put(AREA, [0]);
    bench.storage.keys.fill(0);
    bench.program(0x800, ccw(0x01, 0xffffff, 0x20, 1));
    expect(bench.io(DRIVE).slice(8, 12)).to.equal('0e20');
    expect(bench.file.length).to.equal(0);
  });

  it('is IPLed from: 24 bytes to location 0, chained to what came to 8', () => {
    const bench = new TapeBench();
    const record = new Uint8Array(24);
    record.set([0, 0, 0, 0, 0, 0, 0x10, 0], 0);
    record.set(ccw(0x02, AREA, 0x20, 80), 8);
    bench.write(String.fromCharCode(...record));
    bench.write('PROGRAM');
    bench.command(REWIND);
    let ok = false;
    bench.channels.startIpl(DRIVE, (result) => (ok = result.ok));
    bench.run();
    expect(ok).to.equal(true);
    expect(new TextDecoder().decode(bench.at(AREA, 7))).to.equal('PROGRAM');
  });

  it('reads chunks of one block together, forward and backward', () => {
    const chunk = (flags: number, before: number, text: string): number[] => [
      ...[text.length, 0, before, 0, flags, 0],
      ...new TextEncoder().encode(text),
    ];
    const file = Uint8Array.from([
      ...chunk(0xa0, 0, 'A'),
      ...chunk(0x80, 1, 'one '),
      ...chunk(0x00, 4, 'two '),
      ...chunk(0x20, 4, 'three'),
      ...chunk(0x40, 5, ''),
    ]);
    const bench = new TapeBench({ file });
    expect([bench.read(), bench.read(), bench.read()]).to.eql(['A', 'one two three', EXCEPTION]);
    bench.command(BSB);
    expect(bench.read(READ_BACKWARD)).to.equal('one two three');
    expect(bench.read(READ_BACKWARD)).to.equal('A');
  });

  it('keeps HET blocks compressed, whatever is in them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ minLength: 1, maxLength: 400 }), { maxLength: 8 }),
        (blocks) => {
          const texts = blocks.map((text) => text.replace(/[^\x20-\x7e]/g, '.').repeat(3));
          const bench = new TapeBench({ compressed: true });
          for (const text of texts) bench.write(text);
          bench.command(REWIND);
          expect(texts.map(() => bench.read())).to.eql(texts);
          expect(texts.map(() => bench.read(READ_BACKWARD))).to.eql(texts.reverse());
        },
      ),
      { numRuns: 30 },
    );
    const bench = new TapeBench({ compressed: true });
    bench.write('A'.repeat(4000));
    expect(bench.file.length).to.be.lessThan(100);
    expect(bench.file[4]).to.equal(0xa1);
  });

  it('reads blocks that bzip2 compressed', () => {
    const plain = new TextEncoder().encode('tape '.repeat(700) + 'aaaaaaaaaaaaaaaaaaaaaaaaaa');
    const packed = Buffer.from(
      'QlpoOTFBWSZTWTlJ85UABtgxgAEAQAAiAEQAIABQYAJqo007lBLjNoJbQSyglhCW/F3JFOFCQOUnzlQ=',
      'base64',
    );
    const file = new Uint8Array(6 + packed.length);
    file.set([packed.length & 0xff, packed.length >> 8, 0, 0, 0xa2, 0]);
    file.set(packed, 6);
    const bench = new TapeBench({ file });
    expect(bench.read()).to.equal(new TextDecoder().decode(plain));
  });

  it('gives data check for damaged blocks, and goes on behind those whose length is known', () => {
    const good = new TapeBench({ compressed: true });
    good.write('A'.repeat(1000));
    good.write('next');
    const file = good.file.slice();
    file[9]! ^= 0x55;
    const bench = new TapeBench({ file });
    expect(bench.read()).to.equal(CHECK);
    expect(bench.sense().slice(0, 8)).to.equal('084000c0');
    expect(bench.read()).to.equal('next');
  });

  it('withstands any file', () => {
    const header = fc.tuple(fc.nat(40), fc.nat(3), fc.nat(40), fc.nat(3), fc.nat(255), fc.nat(255));
    const junk = fc.uint8Array({ maxLength: 60 });
    const piece = fc.oneof(
      header.map((bytes) => Uint8Array.from(bytes)),
      junk,
    );
    const commands = fc.array(fc.constantFrom(0x02, 0x0c, BSB, BSF, FSB, FSF, MARK, 0x01), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), commands, (pieces, wanted) => {
        const file = Uint8Array.from(pieces.flatMap((bytes) => [...bytes]));
        const bench = new TapeBench({ file });
        for (const command of wanted) {
          const [first = '', second = '0'] = bench.command(command, 100).split('+');
          const status = Number.parseInt(first.slice(0, 2), 16) | Number.parseInt(second, 16);
          expect(status & 0x0c).to.equal(0x0c);
        }
      }),
      { numRuns: 300 },
    );
  });
});

import { expect } from 'chai';
import { hex } from './support/channel-bench.js';
import {
  bytes,
  CkdBench,
  count,
  DISK,
  find,
  home,
  make,
  MASK_ALL,
  seek,
  three,
} from './support/ckd-bench.js';
import type { Step } from './support/ckd-bench.js';

describe('CKD disk: what is written', () => {
  describe('writes', () => {
    it('change data, or key and data, in place', () => {
      const bench = three();
      const changed = bench.do(
        seek(1, 2),
        ...find(1, 2, 1),
        { command: 0x05, send: bytes(10, 0x99) },
        ...find(1, 2, 2),
        { command: 0x0d, send: [1, 2, ...bytes(20, 0x88)] },
      );
      expect(changed.status).to.equal('0c000000');
      const read = bench.do(
        seek(1, 2),
        { command: 0x06, want: 10 },
        { command: 0x0e, want: 22 },
        {
          command: 0x12,
          want: 8,
        },
      );
      expect(read.got.slice(1)).to.eql([
        '99'.repeat(10),
        '0102' + '88'.repeat(20),
        count(1, 2, 3, 0, 0),
      ]);
    });

    it('fill up with zeros what is too short', () => {
      const bench = three();
      bench.do(seek(1, 2), ...find(1, 2, 1), { command: 0x05, send: [1, 2] });
      expect(bench.do(seek(1, 2), { command: 0x06, want: 10 }).got[1]).to.equal(
        '0102' + '00'.repeat(8),
      );
    });

    it('end the track behind a new record', () => {
      const bench = three();
      bench.do(seek(1, 2), ...find(1, 2, 1), make(1, 2, 2, [], [0xab]));
      const read = { command: 0x12, want: 8 };
      expect(bench.do(seek(1, 2), read, read, read).got.slice(1)).to.eql([
        count(1, 2, 1, 0, 10),
        count(1, 2, 2, 0, 1),
        count(1, 2, 1, 0, 10),
      ]);
      bench.do(seek(1, 2), ...find(1, 2, 1), make(1, 2, 2, [], [0xab], 0x11));
      expect(bench.do(seek(1, 2), read, read).got.slice(1)).to.eql([
        count(1, 2, 1, 0, 10),
        count(1, 2, 1, 0, 10),
      ]);
    });

    it('make a track: home address, record zero, records', () => {
      const bench = new CkdBench();
      const ended = bench.do(
        MASK_ALL,
        seek(2, 3),
        { command: 0x19, send: [...bytes(6, 0), 0, 0, 2, 0, 3] },
        make(2, 3, 0, [], bytes(8, 1), 0x15),
        make(2, 3, 1, [9], [8]),
      );
      expect(ended.status).to.equal('0c000000');
      const read = bench.do(
        seek(2, 3),
        { command: 0x1a, want: 5 },
        { command: 0x16, want: 16 },
        { command: 0x1e, want: 10 },
      );
      expect(read.got.slice(1)).to.eql([
        '0000020003',
        count(2, 3, 0, 0, 8) + '01'.repeat(8),
        count(2, 3, 1, 1, 1) + '0908',
      ]);
      const again = bench.do(
        MASK_ALL,
        seek(2, 3),
        ...home(2, 3),
        make(2, 3, 0, [], bytes(8, 2), 0x15),
      );
      expect(again.status).to.equal('0c000000');
      const empty = bench.do(seek(2, 3), { command: 0x06, want: 1 });
      expect(empty.sense.slice(0, 4)).to.equal('0008');
    });

    it('want a search or write in front that says where', () => {
      const bench = three();
      const data = { command: 0x05, send: bytes(10, 0) };
      const before = hex(bench.track(1, 2));
      const rejected: (Step | readonly Step[])[][] = [
        [seek(1, 2), data],
        [seek(1, 2), { command: 0x31, send: [0, 1, 0, 2] }, { command: 8 }, data],
        [seek(1, 2), { command: 0x71, send: [0, 1, 0, 2, 1] }, { command: 8 }, data],
        [seek(1, 2), find(1, 2, 1), { command: 0x06, want: 10 }, data],
        [seek(1, 2), find(1, 2, 1), seek(1, 2), data],
        [
          seek(1, 2),
          { command: 0x29, send: [0xd1, 0xd2] },
          { command: 8 },
          make(1, 2, 2, [], [], 0x0d),
        ],
        [seek(1, 2), make(1, 2, 1, [], [])],
        [seek(1, 2), make(1, 2, 1, [], [], 0x11)],
        [MASK_ALL, seek(1, 2), make(1, 2, 0, [], [], 0x15)],
        [MASK_ALL, seek(1, 2), find(1, 2, 0), make(1, 2, 0, [], [], 0x15)],
      ];
      for (const steps of rejected) {
        const ended = bench.do(...steps);
        expect(ended.status.slice(0, 2)).to.equal('0e');
        expect(ended.sense.slice(0, 16)).to.match(/^80000000800[12]0[02]02$/);
      }
      expect(hex(bench.track(1, 2))).to.equal(before);
      expect(new CkdBench('2314').do(data).sense).to.equal('801000400000');
    });

    it('are stopped by the file mask and by a link for reading only', () => {
      const writes: [string, Step[], number[]][] = [
        ['update', [...find(1, 2, 1), { command: 0x05, send: [1] }], [0x00, 0x80, 0xc0]],
        ['format', [...find(1, 2, 3), make(1, 2, 4, [], [1])], [0x00, 0xc0]],
        ['record zero', [...home(1, 2), make(1, 2, 0, [], bytes(8, 0), 0x15)], [0xc0]],
        ['home', [{ command: 0x19, send: [...bytes(6, 0), 0, 0, 1, 0, 2] }], [0xc0]],
      ];
      for (const [name, steps, allowed] of writes) {
        for (const mask of [0x00, 0x40, 0x80, 0xc0]) {
          const bench = three();
          const ended = bench.do({ command: 0x1f, send: [mask] }, seek(1, 2), ...steps);
          const good = allowed.includes(mask);
          expect(ended.status.slice(0, 2), `${name} ${mask}`).to.equal(good ? '0c' : '0e');
          if (!good) expect(ended.sense.slice(0, 4), `${name} ${mask}`).to.equal('8000');
        }
        const reader = new CkdBench('3350', 3, true);
        reader.track(1, 2).set(three().track(1, 2));
        const ended = reader.do(MASK_ALL, seek(1, 2), ...steps);
        expect([ended.status.slice(0, 2), ended.sense.slice(0, 4)], name).to.eql(['0e', '8000']);
        expect(hex(reader.track(1, 2))).to.equal(hex(three().track(1, 2)));
      }
    });

    it('are durable before the program shows its end', () => {
      const bench = three();
      const write = [seek(1, 2), ...find(1, 2, 1), { command: 0x05, send: bytes(10, 0x77) }];
      bench.chain([...write, ...find(1, 2, 1), { command: 0x06, want: 10, flags: 0x10 }]);
      bench.asked.length = 0;
      for (const [answer, status] of [
        ['done', '0c'],
        ['refused', '0e'],
      ] as const) {
        expect(bench.channels.startIo(DISK, true)).to.equal(0);
        bench.run();
        expect(bench.asked.at(-1)!.ask.kind).to.equal('sync');
        expect(bench.channels.testIo(DISK), 'the device is busy').to.equal(2);
        bench.rebuild();
        expect(bench.channels.asks().map(({ ask }) => ask.kind)).to.eql(['sync']);
        bench.answer({ kind: answer });
        expect(bench.interruption(DISK).slice(8, 10)).to.equal(status);
      }
      expect(hex(bench.channels.unit(DISK)!.sense().subarray(0, 2))).to.equal('1080');
      bench.do(seek(1, 2), { command: 0x06, want: 10, flags: 0x00 });
      expect(bench.asked, 'once for a program that wrote').to.have.length(2);
    });

    it('are made durable with the next program when this one is halted meanwhile', () => {
      const bench = three();
      bench.asked.length = 0;
      bench.chain([seek(1, 2), ...find(1, 2, 1), { command: 0x05, send: bytes(10, 0x77) }]);
      expect(bench.channels.startIo(DISK, true)).to.equal(0);
      bench.run();
      expect(bench.channels.haltDevice(DISK)).to.equal(1);
      expect(bench.withdrawn).to.eql([bench.asked[0]!.id]);
      expect(bench.interruption(DISK).slice(8, 12)).to.equal('0c00');
      expect(bench.do(seek(1, 2), { command: 0x06, want: 10 }).status).to.equal('0c000000');
      expect(bench.asked.map(({ ask }) => ask.kind)).to.eql(['sync', 'sync']);
    });

    it('show equipment check when the host cannot', () => {
      const bench = three();
      bench.files.broken = true;
      expect(bench.do(seek(1, 2), { command: 0x06, want: 10 }).sense.slice(0, 4)).to.equal('1080');
      expect(bench.do(MASK_ALL, { command: 0x19, send: bytes(11, 0) }).sense.slice(0, 4)).to.equal(
        '1080',
      );
    });
  });

  describe('records that overflow their track', () => {
    const long = (): CkdBench => {
      const bench = new CkdBench('3330-1');
      const ended = bench.do(
        seek(0, 0),
        ...find(0, 0, 0),
        make(0, 0, 1, [7], bytes(13, 1), 0x01),
        { command: 0x1b, send: [0, 0, 0, 0, 0, 1] },
        ...find(0, 1, 0),
        make(0, 1, 1, [], bytes(5, 2), 0x01),
        { command: 0x1b, send: [0, 0, 0, 0, 0, 2] },
        ...find(0, 2, 0),
        make(0, 2, 1, [], bytes(3, 3)),
      );
      expect(ended.status).to.equal('0c000000');
      return bench;
    };

    it('are read and written as one', () => {
      const bench = long();
      const read = bench.do(seek(0, 0), ...find(0, 0, 1), { command: 0x06, want: 30 });
      expect([read.status, read.got.at(-1)!.slice(0, 42)]).to.eql([
        '0c000009',
        '01'.repeat(13) + '02'.repeat(5) + '03'.repeat(3),
      ]);
      expect(bench.do(seek(0, 0), { command: 0x1e, want: 30 }).got[1]).to.equal(
        count(0, 0, 1, 1, 13) + '07' + '01'.repeat(13) + '02'.repeat(5) + '03'.repeat(3),
      );
      const wrote = bench.do(seek(0, 0), ...find(0, 0, 1), { command: 0x05, send: bytes(21, 9) });
      expect(wrote.status).to.equal('0c000000');
      expect(bench.do(seek(0, 2), { command: 0x06, want: 3 }).got[1]).to.equal('090909');
    });

    it('are written down between two tracks', () => {
      const bench = long();
      bench.chain([seek(0, 0), ...find(0, 0, 1), { command: 0x06, want: 21 }]);
      bench.channels.startIo(DISK, true);
      while (bench.channels.active) {
        bench.channels.step(1);
        bench.rebuild();
      }
      expect(bench.interruption(DISK).slice(8)).to.equal('0c000000');
      expect(hex(bench.at(0x200b, 21))).to.equal('01'.repeat(13) + '02'.repeat(5) + '03'.repeat(3));
    });

    it('end with the command to go on with when the next track cannot be had', () => {
      const bench = long();
      const last = 18;
      bench.do(seek(0, last), ...find(0, last, 0), make(0, last, 1, [], [1, 2], 0x01));
      const read = bench.do(seek(0, last), { command: 0x06, want: 30 });
      expect([read.status.slice(0, 2), read.sense.slice(0, 16)]).to.eql(['0e', '0021000638001200']);
      const write = bench.do(seek(0, last), ...find(0, last, 1), {
        command: 0x05,
        send: bytes(30, 0),
      });
      expect(write.sense.slice(0, 16)).to.equal('0021000538001200');
      const masked = bench.do(
        seek(0, 0),
        { command: 0x1f, send: [0x18] },
        {
          command: 0x06,
          want: 30,
        },
      );
      expect(masked.sense.slice(0, 8)).to.equal('00050006');
    });
  });

  describe('tracks that are not as they should be', () => {
    it('are defective when their home address says so; that and record zero can still be read', () => {
      const bench = three();
      const flag = bench.do(
        MASK_ALL,
        seek(1, 2),
        { command: 0x19, send: [...bytes(6, 0), 2, 0, 1, 0, 2] },
        make(1, 2, 0, [], [0, 2, 0, 9, 0, 0, 0, 0], 0x15),
      );
      expect(flag.status).to.equal('0c000000');
      const read = bench.do(seek(1, 2), { command: 0x1a, want: 5 }, { command: 0x16, want: 16 });
      expect(read.got.slice(1)).to.eql(['0200010002', count(1, 2, 0, 0, 8) + '0002000900000000']);
      for (const steps of [
        find(1, 2, 1),
        [{ command: 0x06, want: 1 }],
        [{ command: 0x92, want: 8 }],
      ]) {
        expect(bench.do(seek(1, 2), ...steps).sense.slice(0, 4)).to.equal('0200');
      }
    });

    it('give data checks for counts that cannot be, and never more than a slot', () => {
      const bench = three();
      bench.track(1, 2)[5 + 6] = 0xff;
      const ended = bench.do(seek(1, 2), { command: 0x12, want: 8 });
      expect([ended.status.slice(0, 2), ended.sense.slice(0, 26)]).to.eql([
        '0e',
        '08800000800102410001000200',
      ]);
      const old = new CkdBench('2314');
      old.track(0, 0).fill(0x41);
      expect(old.do(seek(0, 0), { command: 0x12, want: 8 }).sense.slice(0, 4)).to.equal('0802');
      // a track full of records without anything in them
      bench.track(0, 0).fill(0, 13).set([1], 5);
      expect(bench.do(seek(0, 0), ...find(0, 1, 1), { command: 6, want: 1 }).status).to.match(
        /^0e/,
      );
    });

    it('that were never written have a home address and record zero; the first write gives them both', () => {
      const bench = new CkdBench();
      const read = bench.do(seek(2, 29), { command: 0x1a, want: 5 }, { command: 0x16, want: 16 });
      expect(read.got.slice(1)).to.eql(['000002001d', count(2, 29, 0, 0, 8) + '00'.repeat(8)]);
      expect(bench.files.files.get(4)!.length, 'reading makes nothing').to.equal(512);
      bench.do(seek(2, 29), ...find(2, 29, 0), make(2, 29, 1, [], [1]));
      expect(hex(bench.track(2, 29).slice(0, 38))).to.equal(
        '000002001d' +
          count(2, 29, 0, 0, 8) +
          '00'.repeat(8) +
          count(2, 29, 1, 0, 1) +
          '01' +
          'ff'.repeat(8),
      );
    });
  });
});

import { expect } from 'chai';
import { ccw, hex } from './support/channel-bench.js';
import {
  bytes,
  CkdBench,
  count,
  DISK,
  find,
  half,
  home,
  make,
  MASK_ALL,
  seek,
  three,
} from './support/ckd-bench.js';
import type { Step } from './support/ckd-bench.js';
import { unitContract } from './support/unit-contract.js';
import { CKD_GEOMETRIES, modelOf } from '../../src/shared/ckd-geometry-table.js';
import type { CkdModel } from '../../src/shared/ckd-geometry-table.js';
import { slotBytes } from '../../src/shared/ckd-track.js';

describe('CKD disk', () => {
  for (const model of Object.keys(CKD_GEOMETRIES) as CkdModel[]) {
    describe(model, () => {
      const slot = slotBytes(CKD_GEOMETRIES[model]);
      const image = { handle: 7, base: 512, slot, cylinders: 2, model, readOnly: false } as const;
      unitContract({ type: 'ckd', ...image }, 0x06);

      it('writes records and reads them back in every form', () => {
        const bench = three(model);
        expect(bench.do(seek(1, 2), ...find(1, 2, 1), { command: 0x06, want: 10 })).to.include({
          status: '0c000000',
          at: 3,
        });
        const all = bench.do(
          seek(1, 2),
          { command: 0x1a, want: 5 },
          { command: 0x16, want: 16 },
          { command: 0x1e, want: 18 },
          { command: 0x12, want: 8 },
          { command: 0x0e, want: 22 },
          { command: 0x12, want: 8 },
        );
        expect(all.got.slice(1)).to.eql([
          '0000010002',
          count(1, 2, 0, 0, 8) + '00'.repeat(8),
          count(1, 2, 1, 0, 10) + '11'.repeat(10),
          count(1, 2, 2, 2, 20),
          'd1d2' + '22'.repeat(20),
          count(1, 2, 3, 0, 0),
        ]);
        expect(all.status).to.equal('0c000000');
      });

      it('takes as many records of a size as the track capacity formula says', () => {
        const { heads } = CKD_GEOMETRIES[model];
        const wanted: Record<CkdModel, readonly number[]> = {
          '2314': [7, 16],
          '3330-1': [14, 27],
          '3330-11': [14, 27],
          '3340-35': [8, 16],
          '3340-70': [8, 16],
          '3350': [19, 36],
        };
        [800, 346].forEach((length, n) => {
          const bench = new CkdBench(model);
          let records = 0;
          for (;;) {
            const step = make(0, heads - 1, records + 1, [], bytes(length, records));
            const { status, sense } = bench.do(
              seek(0, heads - 1),
              ...find(0, heads - 1, records),
              step,
            );
            if (status !== '0c000000') {
              expect([status.slice(0, 2), sense.slice(0, 4)]).to.eql(['0e', '0040']);
              break;
            }
            records++;
          }
          expect(records, `${length} bytes`).to.equal(wanted[model][n]);
        });
      });
    });
  }

  it('has the largest record that the manual names, and one byte more not', () => {
    for (const [model, most] of [
      ['2314', 7294],
      ['3330-1', 13030],
      ['3340-35', 8368],
      ['3350', 19069],
    ] as const) {
      const bench = new CkdBench(model);
      const write = (length: number) =>
        bench.do(seek(0, 0), ...find(0, 0, 0), make(0, 0, 1, [], bytes(length, 7)));
      expect(write(most + 1).sense.slice(0, 4)).to.equal('0040');
      expect(write(most).status).to.equal('0c000000');
      const read = bench.do(seek(0, 0), { command: 0x06, want: most });
      expect(read.got[1]).to.equal('07'.repeat(most));
    }
  });

  describe('searches', () => {
    it('skip a CCW when satisfied, otherwise the next is executed', () => {
      const bench = three();
      const id = [...half(1), ...half(2), 2];
      const cases: [number, number[], boolean][] = [
        [0x31, id, true],
        [0x31, [...half(1), ...half(2), 7], false],
        [0x51, [...half(1), ...half(2), 1], true],
        [0x51, id, false],
        [0x71, id, true],
        [0x71, [...half(1), ...half(2), 3], false],
      ];
      for (const [command, argument, satisfied] of cases) {
        // record 1 has passed: the search looks at record 2
        const ended = bench.do(
          seek(1, 2),
          { command: 0x12, want: 8 },
          { command, send: argument },
          { command: 0x22, want: 1 },
          { command: 0x03 },
        );
        expect(ended.at, `${command} ${String(argument)}`).to.equal(4);
        expect(ended.got[3] === '00', `${command} ${String(argument)}`).to.equal(satisfied);
      }
    });

    it('compare the key of the record whose count has passed, else of the next', () => {
      const bench = three();
      const key = (command: number, send: number[], ...front: Step[]) =>
        bench.do(
          seek(1, 2),
          ...front,
          { command, send },
          { command: 0x08 },
          {
            command: 0x12,
            want: 8,
          },
        );
      expect(key(0x29, [0xd1, 0xd2]).got.at(-1)).to.equal(count(1, 2, 3, 0, 0));
      expect(key(0x49, [0xd1, 0xd1]).got.at(-1)).to.equal(count(1, 2, 3, 0, 0));
      expect(key(0x69, [0xd1, 0xd2]).got.at(-1)).to.equal(count(1, 2, 3, 0, 0));
      expect(key(0x29, [0xd1]).got.at(-1), 'as much as there is').to.equal(count(1, 2, 3, 0, 0));
      const none = key(0x29, [0xff, 0xff]);
      expect([none.status.slice(0, 2), none.sense.slice(0, 4)]).to.eql(['0e', '0008']);
    });

    it('find no record when the index has passed twice', () => {
      const ended = three().do(seek(1, 2), ...find(1, 2, 9), { command: 0x06, want: 1 });
      expect([ended.status.slice(0, 2), ended.at]).to.eql(['0e', 1]);
      // sense bytes: no record found; drive, cylinder, head
      expect(ended.sense).to.equal('0008000080010200' + '00'.repeat(16));
    });

    it('find no home address when the index has passed twice', () => {
      const ended = three().do(seek(1, 2), ...home(1, 3), { command: 0x06, want: 1 });
      expect([ended.status.slice(0, 2), ended.sense.slice(0, 4)]).to.eql(['0e', '0008']);
    });

    it('go on to the next track in their multitrack form, to the end of the cylinder', () => {
      const bench = three();
      const multi = (command: number, send: number[]) =>
        bench.do(seek(1, 0), { command, send }, { command: 0x08 }, { command: 0x06, want: 10 });
      expect(multi(0xb1, [...half(1), ...half(2), 1]).got.at(-1)).to.equal('11'.repeat(10));
      expect(multi(0xa9, [0xd1, 0xd2]).got.at(-1)).to.equal('22'.repeat(10));
      const end = multi(0xb1, [...half(1), ...half(2), 9]);
      expect([end.status.slice(0, 2), end.sense]).to.eql([
        '0e',
        '00200000' + '80011d00' + '00'.repeat(16),
      ]);
      const address = bench.do(
        seek(1, 0),
        { command: 0xb9, send: [0, 1, 0, 2] },
        { command: 8 },
        {
          command: 0x12,
          want: 8,
        },
      );
      expect(address.got.at(-1)).to.equal(count(1, 2, 1, 0, 10));
    });

    it('show incorrect length for an argument that is too long', () => {
      const ended = three().do(seek(1, 2), {
        command: 0x31,
        send: [...half(1), ...half(2), 1, 0, 0],
        flags: 0,
      });
      expect(ended.status).to.equal('4c400002'.replace('4c40', '0c40'));
    });
  });

  describe('reads', () => {
    it('show unit exception for a record without data, an end of file', () => {
      const bench = three();
      const ended = bench.do(seek(1, 2), ...find(1, 2, 3), { command: 0x06, want: 10 });
      expect([ended.status, ended.at]).to.eql(['0d00000a', 3]);
      expect(bench.do(seek(1, 2), ...find(1, 2, 3), make(0, 0, 0, [], [1], 0x05)).status).to.match(
        /^0d/,
      );
    });

    it('skip record zero, and begin again at the index', () => {
      const bench = three();
      const ids = bench
        .do(seek(1, 2), ...bytes(7, 0).map((): Step => ({ command: 0x12, want: 8 })))
        .got.map((id) => id.slice(8, 10));
      expect(ids).to.eql(['', '01', '02', '03', '01', '02', '03', '00']);
    });

    it('go through a cylinder in their multitrack form', () => {
      const bench = three();
      const made = bench.do(seek(1, 5), ...find(1, 5, 0), make(1, 5, 1, [], [5]));
      expect(made.status).to.equal('0c000000');
      const read = { command: 0x92, want: 8 };
      const ended = bench.do(seek(1, 0), read, read, read, read, read);
      expect(ended.got.slice(1, 5).map((id) => id.slice(6, 10))).to.eql([
        '0201',
        '0202',
        '0203',
        '0501',
      ]);
      expect([ended.at, ended.sense.slice(0, 4)]).to.eql([5, '0020']);
    });

    it('skip data in storage, and show incorrect length where lengths differ', () => {
      const bench = new CkdBench();
      bench.track(1, 2).set(three().track(1, 2));
      expect(bench.do(seek(1, 2), { command: 0x06, want: 9, flags: 0 }).status).to.equal(
        '0c400000',
      );
      expect(bench.do(seek(1, 2), { command: 0x06, want: 11, flags: 0 }).status).to.equal(
        '0c400001',
      );
      const skipped = bench.do(seek(1, 2), { command: 0x06, want: 10, flags: 0x10 });
      expect([skipped.status, skipped.got[1]]).to.eql(['0c000000', '00'.repeat(10)]);
    });

    it('pass a count that cannot be read, by SPACE COUNT with lengths from storage', () => {
      const bench = three();
      const ended = bench.do(
        seek(1, 2),
        { command: 0x12, want: 8 },
        { command: 0x0f, send: [1, 0, 3] },
        { command: 0x0e, want: 4 },
      );
      expect(ended.got[3]).to.equal('d1d22222');
      expect(
        bench.do(seek(1, 2), ...home(1, 2), { command: 0x0f, send: [0, 0, 8] }).status,
      ).to.equal('0c000000');
    });

    it('give sectors that grow along the track, on disks that have them', () => {
      const bench = new CkdBench('3330-1');
      bench.do(
        seek(0, 0),
        ...find(0, 0, 0),
        ...[1, 2, 3].map((n) => make(0, 0, n, [], bytes(4000, n))),
      );
      const sector = (record: number) =>
        Number.parseInt(
          bench.do(seek(0, 0), ...find(0, 0, record), { command: 0x22, want: 1 }).got.at(-1)!,
          16,
        );
      expect([0, 1, 2, 3].map(sector)).to.eql([0, 0, 40, 80]);
      for (const value of [0, 127, 255]) {
        expect(bench.do({ command: 0x23, send: [value] }).status).to.equal('0c000000');
      }
      expect(bench.do({ command: 0x23, send: [128] }).sense.slice(0, 16)).to.equal(
        '8000000038000004',
      );
      const old = new CkdBench('2314');
      expect(old.do({ command: 0x23, send: [0] }).sense).to.equal('800000400000');
    });
  });

  describe('the arm', () => {
    it('leaves the channel before it arrives: device end is an interruption of its own', () => {
      const bench = new CkdBench();
      expect(bench.do(seek(2, 0)).status).to.equal('08000000');
      bench.chain([{ command: 0x12, want: 8 }]);
      expect(bench.channels.startIo(DISK, false), 'device end is pending').to.equal(1);
      expect(bench.at(68, 1)[0]).to.equal(0x14);
      expect(bench.do(seek(2, 5)).status, 'the arm is there').to.equal('0c000000');
      expect(bench.do(seek(1, 5)).status).to.equal('08000000');
      expect(bench.arrived()).to.equal('0000000004000000');
      expect(bench.channels.testIo(DISK)).to.equal(0);
      bench.chain([{ command: 0x13 }]);
      expect(bench.channels.startIo(DISK, false), 'immediate').to.equal(1);
      expect(bench.at(68, 1)[0]).to.equal(0x08);
      expect(bench.arrived()).to.equal('0000000004000000');
      // within a chain nothing is seen of it, nor by a program that CP runs
      expect(bench.do(seek(2, 0), { command: 0x1a, want: 5 }).got[1]).to.equal('0000020000');
      expect(bench.channels.takeIo(0xffff)).to.equal(-1);
      let ok = false;
      bench.chain([seek(1, 0)]);
      bench.channels.runProgram(DISK, 0x800, 0, (result) => (ok = result.ok));
      bench.run();
      expect([ok, bench.channels.takeIo(0xffff)]).to.eql([true, -1]);
    });

    it('is not moved to where the disk does not reach', () => {
      const bench = new CkdBench();
      for (const [argument, message] of [
        [[0, 0, 0, 3, 0, 0], 4],
        [[0, 0, 0, 0, 0, 30], 4],
        [[0, 1, 0, 0, 0, 0], 4],
        [[0, 0, 0, 0, 0], 3],
      ] as const) {
        const ended = bench.do({ command: 0x07, send: argument });
        expect(ended.status.slice(0, 2)).to.equal('0e');
        expect(ended.sense.slice(0, 16)).to.equal(`800000008000000${message}`);
      }
      expect(new CkdBench('2314').do(seek(3, 0)).sense.slice(0, 4)).to.equal('8100');
    });

    it('goes as far as the file mask lets it', () => {
      const kinds = [0x07, 0x0b, 0x1b, 0x13, 0xb1];
      const allowed: Record<number, number[]> = {
        0x00: kinds,
        0x08: [0x0b, 0x1b, 0xb1],
        0x10: [0x1b, 0xb1],
        0x18: [],
      };
      for (const [mask, wanted] of Object.entries(allowed)) {
        for (const command of kinds) {
          const bench = three();
          const send = command === 0xb1 ? [0, 1, 0, 2, 1] : [0, 0, 0, 1, 0, 2];
          const ended = bench.do(
            seek(1, 1),
            { command: 0x1f, send: [Number(mask)] },
            { command, send },
            ...(command === 0xb1 ? [{ command: 0x08 }] : []),
            { command: 0x12, want: 8 },
          );
          const good = wanted.includes(command);
          const text = `mask ${mask} command ${command.toString(16)}`;
          if (!good) expect(ended.sense.slice(0, 4), text).to.equal('0004');
          else if (command === 0x13) expect(ended.sense.slice(0, 4), text).to.equal('0008');
          else expect(ended.status, text).to.equal('0c000000');
        }
      }
    });

    it('takes a file mask once, and none that makes no sense', () => {
      const bench = three();
      expect(bench.do(MASK_ALL, MASK_ALL).sense.slice(0, 16)).to.equal('8000000080010202');
      for (const mask of [0x20, 0x02]) {
        const sense = bench.do({ command: 0x1f, send: [mask] }).sense;
        expect(sense.slice(0, 16)).to.equal('8000000080010204');
      }
      // a new program begins without a mask
      bench.do({ command: 0x1f, send: [0x58] });
      expect(bench.do(seek(1, 2), ...find(1, 2, 1), { command: 0x05, send: [1] }).status).to.equal(
        '0c000000',
      );
    });
  });

  it('reserves and releases without effect, gives an empty log, and has no SENSE I/O', () => {
    const bench = new CkdBench();
    for (const command of [0xb4, 0x94, 0xa4]) {
      const ended = bench.do({ command, want: 24 });
      expect([ended.status, ended.got[0]]).to.eql(['0c000000', '00'.repeat(24)]);
    }
    expect(bench.do({ command: 0xe4, want: 7 }).sense.slice(0, 16)).to.equal('8000000080000001');
  });

  it('loads from the first record of cylinder 0, head 0', () => {
    const bench = new CkdBench();
    const chain = [...ccw(0x06, 0x3000, 0x20, 4)];
    bench.do(
      seek(0, 0),
      ...find(0, 0, 0),
      make(0, 0, 1, [], [0, 0, 0, 0, 0, 0, 0x20, 0, ...chain, ...bytes(8, 0)]),
      make(0, 0, 2, [], [1, 2, 3, 4]),
    );
    let ok = false;
    bench.channels.startIpl(DISK, (result) => (ok = result.ok));
    bench.run();
    expect([ok, hex(bench.at(0x3000, 4))]).to.eql([true, '01020304']);
  });

  it('is named by its type and size', () => {
    expect(modelOf('3330', 404)).to.equal('3330-1');
    expect(modelOf('3330', 405)).to.equal('3330-11');
    expect(modelOf('3340', 1)).to.equal('3340-35');
    expect(modelOf('3350', 556)).to.equal(undefined);
    expect(modelOf('3380', 1)).to.equal(undefined);
  });
});

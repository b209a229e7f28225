/** `npm run guests`: formats of others are read as their sources say. */
import { expect } from 'chai';
import { deflateRawSync, deflateSync } from 'node:zlib';
import { ckdcToCkd } from '../../tools/guests/ckdc.js';
import { behindFirstFile, firstFile, simhToAws } from '../../tools/guests/tapes.js';
import { unzip } from '../../tools/guests/zip.js';

const HEADS = 2;
const number = (value: number, bytes: number): number[] =>
  Array.from({ length: bytes }, (_, n) => (value >> (8 * (bytes - 1 - n))) & 255);

/** A record of a track: number, key, data. */
type Record_ = readonly [number, readonly number[], readonly number[]];

function ckdcTrack(cylinder: number, head: number, records: readonly Record_[]): number[] {
  const contents = records.flatMap(([, key, data]) => [...key, ...data]);
  let offset = 0;
  const areas = records.flatMap(([id, key, data]) => {
    const area = [...number(id, 2), key.length, ...number(data.length, 2), ...number(offset, 3)];
    offset += key.length + data.length;
    return area;
  });
  const zero = [...number(cylinder, 2), ...number(head, 2), 0, 0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 0];
  const body = [
    ...[0, ...number(cylinder, 2), ...number(head, 2), ...zero],
    ...number(contents.length, 3),
    ...[...number(records.length, 2), ...areas, ...deflateSync(Uint8Array.from(contents))],
  ];
  return [...number(cylinder, 2), head, ...number(body.length, 3), ...body];
}

function ckdc(delta: boolean, ...tracks: readonly number[][]): Uint8Array {
  const header = [delta ? 0x80 : 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, HEADS, ...number(13165, 3), 100];
  const type = [0, 0x33, 0x30, 1, ...Array<number>(12).fill(0)];
  return Uint8Array.from([...header, ...type, ...tracks.flat(), 0xff, 0xff, 0xff, 0, 0, 0]);
}

/** The records of a track of a CKD image. */
function recordsOf(image: Uint8Array, track: number): Record_[] {
  const view = new DataView(image.buffer, image.byteOffset);
  const size = view.getUint32(12, true);
  const records: Record_[] = [];
  for (let at = 512 + track * size + 21; view.getUint32(at) !== 0xffffffff;) {
    expect([view.getUint16(at), view.getUint16(at + 2)]).to.deep.equal([0, track]);
    const key = view.getUint8(at + 5);
    const data = view.getUint16(at + 6);
    const bytes = [...image.subarray(at + 8, at + 8 + key + data)];
    records.push([view.getUint8(at + 4), bytes.slice(0, key), bytes.slice(key)]);
    at += 8 + key + data;
  }
  return records;
}

describe('npm run guests', () => {
  const first: Record_[] = [
    [1, [], [1, 2, 3]],
    [2, [7, 8], [9]],
  ];

  it('makes a CKD image of compressed tracks, those that changed in place of the old', () => {
    const base = ckdc(false, ckdcTrack(0, 0, first), ckdcTrack(0, 1, []));
    const plain = ckdcToCkd(base);
    expect(new TextDecoder().decode(plain.subarray(0, 8))).to.equal('CKD_P370');
    // heads, and a track of a 3330: one record of 13030 bytes, in steps of 512
    expect([...plain.subarray(8, 17)]).to.deep.equal([2, 0, 0, 0, 0, 0x34, 0, 0, 0x30]);
    expect(plain.length).to.equal(512 + 2 * 0x3400);
    expect(recordsOf(plain, 0)).to.deep.equal(first);
    expect(recordsOf(plain, 1)).to.deep.equal([]);
    const changed: Record_[] = [[5, [], [4, 5]]];
    const delta = ckdc(true, ckdcTrack(0, 1, changed));
    expect(recordsOf(ckdcToCkd(base, delta), 1)).to.deep.equal(changed);
    expect(recordsOf(ckdcToCkd(base, delta), 0)).to.deep.equal(first);
  });

  it('refuses what is no such disk', () => {
    expect(() => ckdcToCkd(new Uint8Array(10))).to.throw('too short');
    expect(() => ckdcToCkd(new Uint8Array(100))).to.throw('not known');
    expect(() => ckdcToCkd(ckdc(true))).to.throw('a file of changes');
    const base = ckdc(false, ckdcTrack(0, 0, []));
    expect(() => ckdcToCkd(base)).to.throw('track 1 is missing');
    expect(() => ckdcToCkd(base, base)).to.throw('not changes of that disk');
  });

  it('takes a file out of a ZIP archive', () => {
    const data = new TextEncoder().encode('some text, some text, some text');
    const entry = (method: number): Uint8Array => {
      const packed = method === 8 ? deflateRawSync(data) : data;
      const local = Buffer.alloc(34);
      local.writeUInt32LE(0x04034b50, 0);
      local.writeUInt16LE(4, 26);
      local.write('file', 30);
      const central = Buffer.alloc(50);
      central.writeUInt32LE(0x02014b50, 0);
      central.writeUInt16LE(method, 10);
      central.writeUInt32LE(packed.length, 20);
      central.writeUInt16LE(4, 28);
      central.write('file', 46);
      const end = Buffer.alloc(22);
      end.writeUInt32LE(0x06054b50, 0);
      end.writeUInt16LE(1, 10);
      end.writeUInt32LE(local.length + packed.length, 16);
      return Buffer.concat([local, packed, central, end]);
    };
    for (const method of [0, 8]) expect([...unzip(entry(method), 'file')]).to.deep.equal([...data]);
    expect(() => unzip(entry(8), 'other')).to.throw('not in the archive');
    expect(() => unzip(entry(9), 'file')).to.throw('method 9');
    expect(() => unzip(data, 'file')).to.throw('not a ZIP archive');
  });

  it('makes an AWS tape of a SIMH one, up to where it breaks off', () => {
    const little = (value: number): number[] => number(value, 4).reverse();
    const tap = [
      ...[...little(3), 1, 2, 3, 0, ...little(3), ...little(2), 4, 5, ...little(2)],
      ...[...little(0), ...little(1), 9, 0, ...little(1), ...little(8), 1],
    ];
    const aws = simhToAws(Uint8Array.from(tap));
    expect([...aws]).to.deep.equal([
      ...[3, 0, 0, 0, 0xa0, 0, 1, 2, 3, 2, 0, 3, 0, 0xa0, 0, 4, 5],
      ...[0, 0, 2, 0, 0x40, 0, 1, 0, 0, 0, 0xa0, 0, 9],
    ]);
    expect(firstFile(aws).map((block) => [...block])).to.deep.equal([
      [1, 2, 3],
      [4, 5],
    ]);
    // the second file is the first then, and no block stands before it
    expect([...behindFirstFile(aws)]).to.deep.equal([1, 0, 0, 0, 0xa0, 0, 9]);
    expect([...behindFirstFile(behindFirstFile(aws))]).to.deep.equal([]);
  });
});

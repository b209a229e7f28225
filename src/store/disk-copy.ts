/**
 * Copies of whole disks between a minidisk and files of the host: images of blocks, ours of tracks, and those of
 * Hercules (plain, compressed, with shadow files). Read piece by piece; each track is looked through.
 */
import { ImageFault } from '../cp/ports/minidisks.js';
import type { OpenImage } from '../cp/ports/minidisks.js';
import { CKD_GEOMETRIES, modelOf } from '../shared/ckd-geometry-table.js';
import {
  behind,
  emptyTrack,
  END_BYTES,
  HOME_BYTES,
  isVirgin,
  recordAt,
} from '../shared/ckd-track.js';
import { CckdFile } from './cckd-file.js';
import { HEADER_BYTES, ownHeader, ownLayout, readLayout } from './ckd-image.js';
import type { CkdLayout } from './ckd-image.js';
import type { HostFiles } from './host-files.js';
import type { ImagePart } from './minidisk-store.js';

const BLOCK = 512;
const PIECE = 64 * 1024;

/** A disk that can be copied: what it is, and its content in pieces that are not all zeros. */
export interface DiskSource {
  readonly disk: OpenImage['disk'];
  /** Bytes of the image that is made of it. */
  readonly bytes: number;
  parts(): AsyncIterable<ImagePart>;
  close(): Promise<void>;
}

/** Tracks by number, from their home address on. */
interface Tracks {
  readonly layout: CkdLayout;
  readonly track: (number: number) => Promise<Uint8Array>;
}

/**
 * Opens files that together are a disk: one, or a compressed one with its shadow files in order.
 * @throws ImageFault when they are no disk
 */
export async function openSource(files: HostFiles, paths: readonly string[]): Promise<DiskSource> {
  const handles: number[] = [];
  const close = async (): Promise<void> => {
    for (const handle of handles.splice(0)) await files.close(handle);
  };
  try {
    for (const path of paths) handles.push(await files.open(path, 'read'));
    const [first = -1, ...shadows] = handles;
    const size = (await files.size(paths[0] ?? '')) ?? 0;
    const header = await files.read(first, 0, HEADER_BYTES);
    const tracks = await openTracks(files, first, header, size, shadows);
    if (tracks !== undefined) return { ...trackSource(tracks), close };
    if (shadows.length > 0) throw new ImageFault('shadow files belong to a compressed image');
    return { ...blockSource(files, first, size), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Undefined: it has no tracks. */
async function openTracks(
  files: HostFiles,
  first: number,
  header: Uint8Array,
  size: number,
  shadows: readonly number[],
): Promise<Tracks | undefined> {
  if (CckdFile.is(header)) return compressed(files, [first, ...shadows]);
  if (shadows.length > 0) throw new ImageFault('shadow files belong to a compressed image');
  let layout: CkdLayout;
  try {
    layout = readLayout(header, size);
  } catch (error) {
    if (error instanceof ImageFault && error.message.includes('not one of')) return undefined;
    throw error;
  }
  const { base, slot } = layout;
  return { layout, track: (number) => files.read(first, base + number * slot, slot) };
}

async function compressed(files: HostFiles, handles: readonly number[]): Promise<Tracks> {
  const all: CckdFile[] = [];
  for (const handle of handles) {
    if (!CckdFile.is(await files.read(handle, 0, HEADER_BYTES))) {
      throw new ImageFault('a shadow file is not one');
    }
    all.push(await CckdFile.open(files, handle));
  }
  const [base, ...shadows] = all;
  const same = (one: CckdFile) => JSON.stringify(one.layout) === JSON.stringify(base?.layout);
  if (base === undefined || base.shadow) throw new ImageFault('image is a shadow file alone');
  if (shadows.some((one) => !one.shadow || !same(one))) {
    throw new ImageFault('a shadow file does not belong to the image');
  }
  return {
    layout: base.layout,
    async track(number) {
      for (const file of all.toReversed()) {
        const track = await file.track(number);
        if (track !== undefined) return track;
      }
      throw new ImageFault(`image has no track ${String(number)}`);
    },
  };
}

/** Bytes of a track up to its end; throws ImageFault when it has none or would not fit. */
function used(track: Uint8Array, number: number, slot: number): Uint8Array {
  let at = HOME_BYTES;
  for (;;) {
    const shape = recordAt(track, at);
    if (shape === undefined) throw new ImageFault(`track ${String(number)} is damaged`);
    if (shape === 'end') break;
    at = behind(at, shape);
  }
  if (at + END_BYTES > slot) throw new ImageFault(`track ${String(number)} is too long`);
  return track.subarray(0, at + END_BYTES);
}

function trackSource({ layout, track }: Tracks): Omit<DiskSource, 'close'> {
  const geometry = CKD_GEOMETRIES[layout.model];
  // alternate cylinders are left behind: no track of ours is defective
  const cylinders = Math.min(layout.cylinders, geometry.cylinders);
  const model = modelOf(geometry.type, cylinders) ?? layout.model;
  const disk = ownLayout({ type: 'ckd', model, cylinders });
  const tracks = cylinders * geometry.heads;
  return {
    disk,
    bytes: disk.base + tracks * disk.slot,
    async *parts() {
      yield { position: 0, bytes: ownHeader(disk) };
      for (let number = 0; number < tracks; number++) {
        const whole = await track(number);
        if (isVirgin(whole)) continue;
        const bytes = used(whole, number, disk.slot);
        const empty = emptyTrack(Math.floor(number / geometry.heads), number % geometry.heads);
        // a track with nothing on it is left out, as if it had never been written
        if (Buffer.compare(bytes, empty) === 0) continue;
        yield { position: disk.base + number * disk.slot, bytes };
      }
    },
  };
}

function blockSource(files: HostFiles, handle: number, size: number): Omit<DiskSource, 'close'> {
  if (size === 0 || size % BLOCK !== 0) {
    throw new ImageFault('file is neither an image of tracks nor one of 512-byte blocks');
  }
  return {
    disk: { type: 'fba', blocks: size / BLOCK },
    bytes: size,
    async *parts() {
      for (let at = 0; at < size; at += PIECE) {
        const bytes = await files.read(handle, at, Math.min(PIECE, size - at));
        if (bytes.some((byte) => byte !== 0)) yield { position: at, bytes };
      }
    },
  };
}

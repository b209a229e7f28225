/** Minidisk images, as CP asks the store for them. Only main opens and closes them. */
import type { CkdModel } from '../../shared/ckd-geometry-table.js';

/** What a minidisk is: blocks of 512 bytes, or cylinders of count-key-data tracks. */
export type DiskShape =
  | { readonly type: 'fba'; readonly blocks: number }
  | { readonly type: 'ckd'; readonly model: CkdModel; readonly cylinders: number };

/** An image that is open: its shape as it is, and for tracks where the first one lies and their distance. */
export interface OpenImage {
  /** Handle for {@link FileAccess} on a real processor. */
  readonly handle: number;
  readonly disk:
    | Extract<DiskShape, { type: 'fba' }>
    | (Extract<DiskShape, { type: 'ckd' }> & { readonly base: number; readonly slot: number });
}

/** An image that cannot be the minidisk: it is damaged, or of another kind. */
export class ImageFault extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ImageFault';
  }
}

/** The store of minidisk images: `owner` and virtual device number name one. */
export interface MinidiskStore {
  /**
   * Opens the image of an MDISK statement, making one in which nothing was ever written when there is none;
   * rejects with {@link ImageFault} when what is there is no such disk. The system disks 190 and 19E of MAINT are
   * images like any other.
   */
  open(owner: string, device: number, shape: DiskShape, readOnly: boolean): Promise<OpenImage>;
  /** Makes an image in which nothing was ever written and which is gone when it is closed, or when the system ends. */
  openTemporary(shape: DiskShape): Promise<OpenImage>;
  /** Makes what was written durable; rejects once, and the image then counts as failed. */
  sync(handle: number): Promise<void>;
  close(handle: number): Promise<void>;
  /** Removes the images of a user that is removed. */
  remove(owner: string): Promise<void>;
}

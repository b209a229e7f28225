/** Minidisk images, as CP asks the store for them. Only main opens and closes them. */

/** An image file that is open. */
export interface OpenImage {
  /** Handle for {@link FileAccess} on a real processor. */
  readonly handle: number;
  /** 512-byte blocks. */
  readonly blocks: number;
}

/** The store of minidisk images: `owner` and virtual device number name one. */
export interface MinidiskStore {
  /**
   * Opens the image of an MDISK statement, making it with `blocks` blocks of zeros when there is none.
   * The system disk 190 of MAINT is an image like any other.
   */
  open(owner: string, device: number, blocks: number, readOnly: boolean): Promise<OpenImage>;
  /** Makes what was written durable; rejects once, and the image then counts as failed. */
  sync(handle: number): Promise<void>;
  close(handle: number): Promise<void>;
  /** Removes the images of a user that is removed. */
  remove(owner: string): Promise<void>;
}

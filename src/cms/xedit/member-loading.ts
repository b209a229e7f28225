/** A member of a library that is being read, as the frame of a session keeps it. */
import type { OpenLibrary } from '../maclib/library-state.js';
import type { MemberReading } from '../maclib/read-library.js';

/** A member on its way; plain data. */
export interface MemberLoading {
  readonly library: OpenLibrary;
  readonly fileid: readonly [string, string, string];
  readonly name: string;
  reading: MemberReading | undefined;
}

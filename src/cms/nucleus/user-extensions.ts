/** What of nucleus extensions and subcommand environments is left behind HX and abnormal ends. */
import { releaseUserStorage } from './free-storage.js';
import type { Nucleus } from './nucleus.js';

/** Those without the attribute SYSTEM are gone, and so is the storage of users. */
export function dropUserExtensions(n: Nucleus): void {
  const s = n.state;
  s.purging = false;
  s.extensions = s.extensions.filter((one) => one.system === true);
  for (const one of s.extensions) one.called = false;
  releaseUserStorage(n);
}

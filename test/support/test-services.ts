/** Spool and links for the test system, on files in memory. */
import type { LinkService, SpoolService } from '../../src/cp/main/cp-services.js';
import { SpoolCore } from '../../src/cp/main/spool/spool-core.js';
import { SpoolManager } from '../../src/cp/main/spool/spool-manager.js';
import type { Surroundings } from '../../src/cp/main/system.js';
import { FileSpoolStore } from '../../src/store/spool-store.js';
import type { MemoryFiles } from './memory-files.js';

/** The spool. */
export function makeSpool(cp: Surroundings, files: MemoryFiles): SpoolService {
  const store = new FileSpoolStore(files, 'spool', (line) => cp.operator(line));
  return new SpoolManager(new SpoolCore(store, files, cp));
}

/** No links yet. */
export function makeLinks(): LinkService {
  return {
    logon: () => Promise.resolve({ devices: [], lines: [] }),
    ask: () => Promise.resolve({ kind: 'refused' }),
    logoff: () => Promise.resolve(),
    describe: () => [],
    stop: () => Promise.resolve(),
  };
}

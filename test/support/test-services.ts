/** Spool and links for the test system, on files in memory. */
import type { LinkService, SpoolService, TapeService } from '../../src/cp/main/cp-services.js';
import { LinkManager } from '../../src/cp/main/links/link-manager.js';
import { SpoolCore } from '../../src/cp/main/spool/spool-core.js';
import { SpoolManager } from '../../src/cp/main/spool/spool-manager.js';
import type { Surroundings } from '../../src/cp/main/system.js';
import type { TapeSurroundings } from '../../src/cp/main/tapes/tape-manager.js';
import { TapeManager } from '../../src/cp/main/tapes/tape-manager.js';
import { FileMinidiskStore } from '../../src/store/minidisk-store.js';
import { FileSpoolStore } from '../../src/store/spool-store.js';
import { FileTapeStore } from '../../src/store/tape-store.js';
import type { MemoryFiles } from './memory-files.js';

/** The spool. */
export function makeSpool(cp: Surroundings, files: MemoryFiles): SpoolService {
  const store = new FileSpoolStore(files, 'spool', (line) => cp.operator(line));
  return new SpoolManager(new SpoolCore(store, files, cp));
}

/** The minidisks. */
export function makeLinks(cp: Surroundings, files: MemoryFiles): LinkService {
  const store = new FileMinidiskStore(files, 'home', (line) => cp.operator(line));
  return new LinkManager(store, cp);
}

/** The tapes. */
export function makeTapes(cp: TapeSurroundings, files: MemoryFiles): TapeService {
  return new TapeManager(new FileTapeStore(files), cp);
}

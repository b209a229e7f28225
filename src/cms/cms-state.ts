/** All that one CMS knows beside guest storage: plain data, written down with the machine. */
import { newLoader, type LoaderState } from './loader/loader-state.js';
import { newOsState, type OsState } from './os/os-state.js';
import { newLibraries, type Libraries } from './libraries.js';
import { newDiskState, type DiskState } from './files/disk-state.js';
import { newGlobalVariables, type GlobalVariables } from './global-variables.js';
import type { Structures } from './pipelines/structure.js';
import { newProgramStack, type ProgramStack } from './program-stack.js';
import { newSynonyms, type Synonyms } from './synonyms.js';
import { newSettings, type Settings } from './settings.js';

/** An EXEC in storage. */
export interface LoadedExec {
  readonly name: string;
  readonly type: string;
  readonly mode: string;
  readonly lines: readonly string[];
  readonly size: number;
}

/** A saved segment that SEGMENT has loaded, or whose place it keeps. */
export interface KeptSegment {
  readonly name: string;
  /** Address of its first and its last byte. */
  readonly start: number;
  readonly end: number;
  readonly loaded: 'SHARE' | 'NOSHARE' | undefined;
  readonly reserved: boolean;
}

/** The state of CMS between steps. Sub-states belong to the files that are named beside them. */
export interface CmsState {
  readonly version: 1;
  /** files/disk-state.ts */
  readonly disks: DiskState;
  /** settings.ts */
  readonly settings: Settings;
  /** synonyms.ts */
  readonly synonyms: Synonyms;
  /** libraries.ts */
  readonly libraries: Libraries;
  /** loader/loader-state.ts */
  readonly loader: LoaderState;
  /** os/os-state.ts */
  readonly os: OsState;
  /** program-stack.ts */
  readonly stack: ProgramStack;
  /** global-variables.ts */
  readonly globals: GlobalVariables;
  /** EXECs in storage (EXECLOAD), exec/loaded-execs.ts. */
  loadedExecs: LoadedExec[];
  /** Structures of pipelines that are there until IPL (pipelines/structures.ts); undefined: none. */
  structures?: Structures | undefined;
  /** Saved segments (shell/segment.ts); undefined: none. */
  segments?: KeptSegment[] | undefined;
}

/** The state right after IPL. */
export function newCmsState(): CmsState {
  return {
    version: 1,
    disks: newDiskState(),
    settings: newSettings(),
    synonyms: newSynonyms(),
    libraries: newLibraries(),
    loader: newLoader(),
    os: newOsState(),
    stack: newProgramStack(),
    globals: newGlobalVariables(),
    loadedExecs: [],
  };
}

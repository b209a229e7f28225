/**
 * MODULE files (CMS Data Areas, "MODHDCB"; VM/370 CMS Program Logic, "DMSMOD"), in the format of VM/370 Release 6:
 * a first record of 80 bytes, which is NUCON from STRTADDR on; the text from first to last address in records of up
 * to 65,535 bytes; the load map in entries of 20 bytes, newest first; and address constants to be relocated, of 4 bytes
 * each; and comments of the decks (HIST). A transient module of the system is one record of fixed length, the text alone.
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import { TRANSIENT_AREA, TRANSIENT_LENGTH, USER_AREA } from '../nucleus/layout.js';
import { decodeModes, encodeModes } from './program-modes.js';
import { addName, clearLoader, type LoaderState, type ProgramModes } from './loader-state.js';

/** Bytes of the first record. */
export const HEADER_LENGTH = 80;
/** Bytes of an entry of the load map. */
export const MAP_ENTRY = 20;

/** What the first record says. */
export interface ModuleHeader {
  readonly start: number;
  readonly first: number;
  /** Behind the last byte. */
  readonly last: number;
  /** Runs under the key of the nucleus. */
  readonly system: boolean;
  /** Free storage is reset when it is loaded. */
  readonly initialise: boolean;
  /** Entries of the load map. */
  readonly names: number;
  /** There is no load map. */
  readonly noMap: boolean;
  /** Made with RLDSAVE: its address constants are in the last record. */
  readonly relocatable: boolean;
  /** Its storage is cleared when it has ended. */
  readonly clean: boolean;
  /** AMODE and RMODE. */
  readonly modes: ProgramModes;
}

const FLAG = { system: 0x01, initialise: 0x80 } as const;
const MODULE_FLAG = { noMap: 0x80, clean: 0x08, relocatable: 0x04 } as const;
/** Byte with the modes, which Release 6 does not use. */
const MODES = 79;
const SECTION = 0x02;
const REFERENCED = 0x04;

/** Reads a first record; undefined when it is none, or the module would not go where programs live. */
export function decodeModuleHeader(record: Uint8Array): ModuleHeader | undefined {
  if (record.length < HEADER_LENGTH) return undefined;
  const view = new DataView(record.buffer, record.byteOffset, record.length);
  const address = (at: number): number => view.getInt32(at) & 0xffffff;
  const [first, last] = [address(4), address(8)];
  const inTransient = first >= TRANSIENT_AREA && last <= TRANSIENT_AREA + TRANSIENT_LENGTH;
  if (last <= first || !(first >= USER_AREA || inTransient)) return undefined;
  const flags = record[43]!;
  return {
    start: address(0),
    first,
    last,
    system: (record[32]! & FLAG.system) !== 0,
    initialise: (record[33]! & FLAG.initialise) !== 0,
    names: view.getUint16(40),
    noMap: (flags & MODULE_FLAG.noMap) !== 0,
    relocatable: (flags & MODULE_FLAG.relocatable) !== 0,
    clean: (flags & MODULE_FLAG.clean) !== 0,
    modes: decodeModes(record[MODES]!),
  };
}

/** Makes a first record. */
export function encodeModuleHeader(header: ModuleHeader): Uint8Array {
  const record = new Uint8Array(HEADER_LENGTH);
  const view = new DataView(record.buffer);
  view.setInt32(0, header.start);
  view.setInt32(4, header.first);
  view.setInt32(8, header.last);
  view.setInt32(12, header.last);
  record[32] = header.system ? FLAG.system : 0;
  record[33] = header.initialise ? FLAG.initialise : 0;
  view.setUint16(34, header.names);
  view.setUint16(40, header.names);
  record[43] =
    (header.noMap ? MODULE_FLAG.noMap : 0) |
    (header.relocatable ? MODULE_FLAG.relocatable : 0) |
    (header.clean ? MODULE_FLAG.clean : 0);
  record[MODES] = encodeModes(header.modes);
  return record;
}

/** The load map of what is loaded. */
export function encodeModuleMap(state: LoaderState): Uint8Array {
  const names = [...state.names.values()].filter((one) => one.address !== undefined).reverse();
  const bytes = new Uint8Array(names.length * MAP_ENTRY);
  const view = new DataView(bytes.buffer);
  names.forEach((entry, i) => {
    const at = i * MAP_ENTRY;
    bytes.set(toEbcdic(entry.name.padEnd(8)), at);
    view.setInt32(at + 8, entry.relocation);
    view.setInt32(at + 12, entry.address!);
    const section = entry.kind === 'section' || entry.kind === 'common';
    bytes[at + 16] = (section ? SECTION : 0) | (entry.referenced ? REFERENCED : 0);
  });
  return bytes;
}

/** A name and its address in the load map of a module, in the order in which they were loaded. */
export interface ModuleName {
  readonly name: string;
  readonly address: number;
}

/** Names of a load map. */
export function decodeModuleMap(bytes: Uint8Array): (ModuleName & { readonly flags: number })[] {
  const names = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (let at = 0; at + MAP_ENTRY <= bytes.length; at += MAP_ENTRY) {
    const name = fromEbcdic(bytes.subarray(at, at + 8)).trimEnd();
    names.push({ name, address: view.getInt32(at + 12) & 0xffffff, flags: bytes[at + 16]! });
  }
  return names.reverse();
}

/** Makes the loader table that of a module that was loaded. */
export function restoreTable(state: LoaderState, header: ModuleHeader, map: Uint8Array): void {
  clearLoader(state);
  state.first = header.first;
  state.location = header.last;
  state.entry.first = header.start;
  for (const { name, address, flags } of decodeModuleMap(map)) {
    if (state.names.has(name)) continue;
    const entry = addName(state, name, (flags & SECTION) !== 0 ? 'section' : 'label', address);
    entry.referenced = (flags & REFERENCED) !== 0;
  }
}

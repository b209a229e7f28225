/**
 * Members of the libraries that a DCB is open for (OS/VS Data Management Macro Instructions, "BLDL", "FIND"): MACLIBs
 * and TXTLIBs stand for partitioned data sets. Relative addresses (TTR) are record numbers.
 */
import type { Answer, Effect, StepContext } from '../command.js';
import { findFile } from '../files/disk-state.js';
import { seekRecord } from '../files/reader.js';
import {
  isTerminator,
  readDictionary,
  startDictionary,
  type DictionaryReading,
} from '../loader/text-library.js';
import type { OpenLibrary } from '../maclib/library-state.js';
import { openLibrary, readDirectory } from '../maclib/read-library.js';
import { positionDataSet, readDataSetDirectory } from './data-sets.js';
import type { Directory, DiskPart, MemberPlace, OpenDcb } from './os-state.js';

/** The library whose directory is being read. */
interface Reading {
  maclib?: OpenLibrary;
  txtlib?: DictionaryReading;
}

/** Nothing read yet. */
export function newDirectory(): Directory {
  return { names: new Map(), part: 0, reading: {} };
}

/** Reads some of the directories, or an effect that does; true when all are there. What is no library has no members. */
export function readDirectorySome(
  context: StepContext,
  dcb: OpenDcb,
  directory: Directory,
  answer?: Answer,
): boolean | Effect {
  if (dcb.dataSet !== undefined) return readDataSetDirectory(dcb.dataSet, directory, answer);
  const part = dcb.parts[directory.part];
  if (part === undefined) return true;
  const read = part.reader.entry.type === 'TXTLIB' ? readTxtlib : readMaclib;
  if (part.library && !read(context, part, directory)) return false;
  directory.part++;
  directory.reading = {};
  return directory.part >= dcb.parts.length;
}

function put(directory: Directory, name: string, record: number): void {
  const { names, part } = directory;
  if (!names.has(name)) names.set(name, { part, record });
}

function readMaclib(context: StepContext, part: DiskPart, directory: Directory): boolean {
  const reading = directory.reading as Reading;
  if (reading.maclib === undefined) {
    const opened = openLibrary(context, part.reader.entry.name, part.letter);
    if (opened === undefined || opened === 'damaged') return true;
    reading.maclib = opened;
  }
  if (!readDirectory(context, reading.maclib)) return false;
  for (const member of reading.maclib.members.values()) put(directory, member.name, member.record);
  return true;
}

function readTxtlib(context: StepContext, part: DiskPart, directory: Directory): boolean {
  const reading = directory.reading as Reading;
  if (reading.txtlib === undefined) {
    const { name, type } = part.reader.entry;
    const file = findFile(context.cms.disks, name, type, part.letter);
    if (file === undefined) return true;
    reading.txtlib = startDictionary(file);
  }
  if (!readDictionary(context, reading.txtlib, 'SVT')) return false;
  for (const entry of reading.txtlib.entries) put(directory, entry.name, entry.record);
  return true;
}

/** The next record that is read is this; false when there is none of that number. */
export function positionTo(context: StepContext, dcb: OpenDcb, place: MemberPlace): boolean {
  if (dcb.dataSet !== undefined) {
    if (!positionDataSet(dcb.dataSet, place.record)) return false;
    dcb.block = [];
    dcb.begun = undefined;
    dcb.astray = false;
    return true;
  }
  const part = dcb.parts[place.part];
  const device = part === undefined ? undefined : context.disk(part.device);
  if (part === undefined || device === undefined) return false;
  if (place.record < 1 || place.record > part.reader.entry.records + 1) return false;
  seekRecord(part.reader, device, place.record);
  dcb.part = place.part;
  dcb.block = [];
  dcb.begun = undefined;
  dcb.astray = false;
  return true;
}

/** Whether a record is the one behind a member. */
export function isMemberEnd(part: DiskPart, record: Uint8Array): boolean {
  if (part.reader.entry.type === 'TXTLIB') return isTerminator(record);
  return record[0] === 0x61 && record[1] === 0xff && record[2] === 0xff && record[3] === 0x61;
}

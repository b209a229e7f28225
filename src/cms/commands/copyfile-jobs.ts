/** Which files COPYFILE makes of which, found out before anything is written. */
import type { StepContext } from '../command.js';
import { findEntry } from '../files/directory.js';
import {
  listSome,
  modeOf,
  startList,
  type FoundFile,
  type ListCursor,
} from '../files/disk-state.js';
import type { FileEntry } from '../files/layout.js';
import { fault, faultWith, REPLACE_IT, writableVolume } from './command-fault.js';
import type { CopyRequest } from './copyfile-options.js';
import { nameIn, putName, type NameTable } from './name-table.js';
import { foundName, showFileid } from './operands.js';

/** A file that is copied. */
export type CopyInput = {
  readonly device: number;
  readonly shown: string;
  readonly entry: FileEntry;
};

/** A file that is made. */
export type CopyJob = {
  readonly letter: string;
  readonly name: string;
  readonly type: string;
  readonly modeNumber: number;
  readonly inputs: CopyInput[];
};

/** The fileid of what a job makes. */
export function jobName(job: CopyJob): string {
  return `${job.name} ${job.type} ${job.letter}${String(job.modeNumber)}`;
}

/** Finding inputs and naming outputs, under way; plain data. */
export interface JobPlan {
  readonly request: CopyRequest;
  /** The input whose files are being listed; the list, and whether there was one. */
  input: number;
  cursor: ListCursor | undefined;
  found: boolean;
  /** The file that names the outputs when all go to one. */
  first: FoundName | undefined;
  /** By fileid of the output, and by mode letter as they came: going through all of them at once takes too long. */
  readonly byName: NameTable<CopyJob>;
  readonly byLetter: Record<string, CopyJob[]>;
  /** All of them, those of one disk together, and how many have been checked. */
  jobs: readonly CopyJob[] | undefined;
  checked: number;
}

type FoundName = Pick<FileEntry, 'name' | 'type' | 'modeNumber'> & { readonly letter: string };

/** Files of directories, or outputs, looked at in one step. */
const FILES_A_STEP = 200;

/** Starts to plan. */
export function startJobs(request: CopyRequest): JobPlan {
  return {
    ...{ request, input: 0, cursor: undefined, found: false, first: undefined },
    ...{ byName: {}, byLetter: {}, jobs: undefined, checked: 0 },
  };
}

/**
 * Goes on: the jobs in the end, those of one disk together; a fault when something is in the way. Undefined as long as
 * there is more to look at.
 */
export function planSome(context: StepContext, plan: JobPlan): readonly CopyJob[] | undefined {
  const { request } = plan;
  const id = request.inputs[plan.input];
  if (id !== undefined) {
    const disks = context.cms.disks;
    const letter = id.mode.charAt(0);
    if (letter !== '*' && modeOf(disks, letter) === undefined) throw fault('CPY', 69, letter);
    plan.cursor ??= startList(disks, id.name, id.type, id.mode);
    const { files, done } = listSome(disks, plan.cursor, FILES_A_STEP);
    const exact = !/[*%]/.test(id.name + id.type);
    for (const file of exact ? files.slice(0, 1) : files) addFile(plan, file);
    plan.found ||= files.length > 0;
    if (!done && !(exact && plan.found)) return undefined;
    if (!plan.found) throw fault('CPY', 2, showFileid(id));
    plan.input++;
    plan.cursor = undefined;
    plan.found = false;
    // one more step is no hardship for few files, and bounds many
    return plan.input < request.inputs.length ? undefined : planSome(context, plan);
  }
  plan.jobs ??= inOrder(plan.byLetter);
  const end = Math.min(plan.jobs.length, plan.checked + FILES_A_STEP);
  while (plan.checked < end) checkJob(context, request, plan.jobs[plan.checked++]!);
  return plan.checked === plan.jobs.length ? plan.jobs : undefined;
}

function inOrder(byLetter: JobPlan['byLetter']): readonly CopyJob[] {
  const [first = [], ...others] = Object.keys(byLetter)
    .sort()
    .map((letter) => byLetter[letter]!);
  return others.length === 0 ? first : first.concat(...others);
}

function addFile(plan: JobPlan, file: FoundFile): void {
  const { output, options } = plan.request;
  const several = !options.single && (output.name === '=' || output.type === '=');
  const { name: ownName, type: ownType, modeNumber: ownNumber } = file.entry;
  const own = { name: ownName, type: ownType, modeNumber: ownNumber, letter: file.mode.letter };
  plan.first ??= own;
  const source = several ? own : plan.first;
  const name = output.name === '=' ? source.name : output.name;
  const type = output.type === '=' ? source.type : output.type;
  const letter = output.mode.startsWith('=') ? source.letter : output.mode.charAt(0);
  const number = output.mode.charAt(1);
  const modeNumber = number === '' ? source.modeNumber : Number(number);
  const key = `${letter} ${name} ${type}`;
  const input = { device: file.volume.device, shown: foundName(file), entry: file.entry };
  const job = nameIn(plan.byName, key);
  if (job === undefined) {
    const made: CopyJob = { letter, name, type, modeNumber, inputs: [input] };
    putName(plan.byName, key, made);
    (plan.byLetter[letter] ??= []).push(made);
  } else if (several && options.disposition !== 'append') {
    throw fault('CPY', 24, `${name} ${type} ${letter}${String(modeNumber)}`, REPLACE_IT);
  } else job.inputs.push(input);
}

function checkJob(context: StepContext, request: CopyRequest, job: CopyJob): void {
  const { options } = request;
  const volume = writableVolume(context, 'CPY', job.letter);
  const old = findEntry(volume, job.name, job.type);
  if (old !== undefined && options.disposition === 'new') {
    throw fault('CPY', 24, jobName({ ...job, modeNumber: old.modeNumber }), REPLACE_IT);
  }
  if (job.inputs.length > 1 && options.packing !== undefined) throw fault('CPY', 67);
  for (const { entry, shown } of job.inputs) {
    if (options.from > entry.records && options.packing !== 'unpack') {
      throw faultWith(32, 'CPY', 156, options.from, shown, entry.records);
    }
  }
}

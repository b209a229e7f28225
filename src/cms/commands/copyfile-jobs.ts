/** Which files COPYFILE makes of which, found out before anything is written. */
import type { StepContext } from '../command.js';
import { findEntry } from '../files/directory.js';
import { listSome, modeOf, startList, type FoundFile } from '../files/disk-state.js';
import type { FileEntry } from '../files/layout.js';
import { fault, faultWith, REPLACE_IT, writableVolume } from './command-fault.js';
import type { CopyRequest } from './copyfile-options.js';
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

function findInputs(context: StepContext, request: CopyRequest): FoundFile[] {
  const disks = context.cms.disks;
  const files: FoundFile[] = [];
  for (const id of request.inputs) {
    const letter = id.mode.charAt(0);
    if (letter !== '*' && modeOf(disks, letter) === undefined) throw fault('CPY', 69, letter);
    const found = listSome(disks, startList(disks, id.name, id.type, id.mode), 1e6).files;
    const exact = !/[*%]/.test(id.name + id.type);
    const chosen = exact ? found.slice(0, 1) : found;
    if (chosen.length === 0) throw fault('CPY', 2, showFileid(id));
    files.push(...chosen);
  }
  return files;
}

/** Finds the inputs and names the outputs, those of one disk together; a fault when something is in the way. */
export function planJobs(context: StepContext, request: CopyRequest): CopyJob[] {
  const { output, options } = request;
  const files = findInputs(context, request);
  const several = !options.single && (output.name === '=' || output.type === '=');
  const first = files[0]!;
  const jobs = new Map<string, CopyJob>();
  for (const file of files) {
    const source = several ? file : first;
    const name = output.name === '=' ? source.entry.name : output.name;
    const type = output.type === '=' ? source.entry.type : output.type;
    const letter = output.mode.startsWith('=') ? source.mode.letter : output.mode.charAt(0);
    const number = output.mode.charAt(1);
    const modeNumber = number === '' ? source.entry.modeNumber : Number(number);
    const key = `${letter} ${name} ${type}`;
    const input = { device: file.volume.device, shown: foundName(file), entry: file.entry };
    const job = jobs.get(key);
    if (job === undefined) jobs.set(key, { letter, name, type, modeNumber, inputs: [input] });
    else if (several && options.disposition !== 'append') {
      throw fault('CPY', 24, `${name} ${type} ${letter}${String(modeNumber)}`, REPLACE_IT);
    } else job.inputs.push(input);
  }
  const sorted = [...jobs.values()].sort((a, b) =>
    a.letter < b.letter ? -1 : Number(a.letter > b.letter),
  );
  for (const job of sorted) checkJob(context, request, job);
  return sorted;
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

/** What CP's main side does for DIAGNOSE codes whose subject it has: see cp/guest-services.ts. */
import { FAILED, NOT_ALLOWED, NOT_FOUND, OUTSIDE } from '../guest-services.js';
import type { ServiceAnswer, ServiceAsk } from '../guest-services.js';
import type { AccountingAsk } from '../guest-services.js';
import { closeAccount, ownRecord } from './accounting.js';
import type { SegmentAsk } from '../segments.js';
import type { Core } from './core.js';
import { cpStorageWords } from './cp-storage.js';
import { changeErrors } from './error-records.js';
import type { VirtualMachine } from './virtual-machine.js';

/** The volume on which the directory is, as MDISK statements name it. */
const VOLUME = 'VMTS';

/** Serves one ask. */
export async function serve(
  core: Core,
  machine: VirtualMachine,
  request: ServiceAsk,
): Promise<ServiceAnswer> {
  switch (request.service) {
    case 'cp-storage': {
      const words = cpStorageWords(core, request.addresses);
      return words === undefined ? { code: OUTSIDE } : { code: 0, words };
    }
    case 'directory':
      if (request.volume !== VOLUME) return { code: NOT_FOUND };
      return attempt(core, `DIRECTORY: ${machine.userid}`, () => core.directory.refresh());
    case 'accounting':
      return account(core, machine, request);
    case 'vmcf':
      return core.vmcf.serve(machine, request);
    case 'segment':
      return segment(core, machine, request);
    case 'spool-input':
      return core.spool.guestInput(machine, request, core.zone);
    case 'error-records':
      return attempt(core, `ERROR RECORDING: ${machine.userid}`, () =>
        changeErrors(core.records, machine.userid, core.clock.now(), request.record),
      );
  }
}

async function account(
  core: Core,
  machine: VirtualMachine,
  { data, userid, account: number }: AccountingAsk,
): Promise<ServiceAnswer> {
  if (!machine.entry.accounting) return { code: NOT_ALLOWED };
  const records: Uint8Array[] = [];
  if (data !== undefined) records.push(ownRecord(machine.userid, data));
  else {
    const entry = userid === undefined ? machine.entry : core.directory.find(userid);
    if (entry === undefined) return { code: NOT_FOUND };
    records.push(closeAccount(core, machine));
    machine.charging = { userid: entry.userid, account: (number ?? '') || entry.account };
  }
  return attempt(core, `ACCOUNTING: ${machine.userid}`, () => core.accounts.record(records));
}

async function segment(
  core: Core,
  machine: VirtualMachine,
  { name, what, exclusive }: SegmentAsk,
): Promise<ServiceAnswer> {
  const { segments } = core;
  const found = segments.find(name);
  if (found === undefined) return { code: NOT_FOUND };
  if (what === 'find') return { code: 0, found };
  const system = segments.library.at(found.id);
  const loaded = await segments.load(machine, system, exclusive === true);
  if (typeof loaded === 'string') return { code: loaded === 'unknown' ? NOT_FOUND : FAILED };
  return { code: 0, segment: loaded };
}

/** What the host could not do is the guest's error and a line for the operator. */
async function attempt(
  core: Core,
  what: string,
  action: () => Promise<void>,
): Promise<ServiceAnswer> {
  try {
    await action();
    return { code: 0 };
  } catch (error) {
    core.operator(`${what}: ${String(error)}`);
    return { code: FAILED };
  }
}

/**
 * QUERY VIRTUAL [ALL|STORAGE|CPUS|CONSOLE|DASD|UR|RDR|PUN|PRT|vdev]: the machine and its devices (z/VM CP
 * Commands, "QUERY VIRTUAL").
 */
import type { ControlCommand, ControlContext } from '../control-command.js';
import type { DeviceSpec } from '../../protocol.js';
import { say } from '../messages-table.js';
import { cpuIdText } from './cpu-id.js';
import { abbreviates, cpuText, deviceNumberOf, deviceText4, storageText } from '../operands.js';

/** Devices in the order in which they are shown. */
const ORDER: readonly DeviceSpec['type'][] = [
  'console',
  'graf',
  'reader',
  'punch',
  'printer',
  'ctca',
  'tape',
  'fba',
  'ckd',
];

const GROUPS: readonly {
  readonly name: string;
  readonly minimum: number;
  readonly types: readonly DeviceSpec['type'][];
  /** What is said when there is none. */
  readonly none: string;
}[] = [
  { name: 'CONSOLE', minimum: 4, types: ['console'], none: 'CONS' },
  { name: 'GRAF', minimum: 2, types: ['graf'], none: 'GRAF' },
  { name: 'DASD', minimum: 2, types: ['fba', 'ckd'], none: 'DASD' },
  { name: 'CTCA', minimum: 2, types: ['ctca'], none: 'CTCA' },
  { name: 'TAPES', minimum: 2, types: ['tape'], none: 'TAPE' },
  { name: 'UR', minimum: 2, types: ['reader', 'punch', 'printer'], none: 'UR' },
  { name: 'READER', minimum: 1, types: ['reader'], none: 'RDR' },
  { name: 'RDR', minimum: 3, types: ['reader'], none: 'RDR' },
  { name: 'PUNCH', minimum: 2, types: ['punch'], none: 'PUN' },
  { name: 'PCH', minimum: 3, types: ['punch'], none: 'PUN' },
  { name: 'PRINTER', minimum: 3, types: ['printer'], none: 'PRT' },
  { name: 'PRT', minimum: 3, types: ['printer'], none: 'PRT' },
];

function deviceLines(context: ControlContext, spec: DeviceSpec): readonly string[] {
  const { cp, user } = context;
  const { address } = spec;
  switch (spec.type) {
    case 'console': {
      const at = user.line.kind === 'connected' ? `ON GRAF ${user.line.line}` : 'DISCONNECTED';
      const lines = cp.spool.describe(user, address);
      const first = lines[0] ?? `CONS ${deviceText4(address)} ON LINE`;
      return [first.replace('ON LINE', at), ...lines.slice(1)];
    }
    case 'fba':
    case 'ckd':
      return cp.links.describe(user, address);
    case 'graf':
      return cp.dialled.describe(user, address);
    case 'ctca':
      return cp.ctca.describe(user, address);
    case 'tape':
      return cp.tapes.describe(user, address);
    case 'reader':
    case 'punch':
    case 'printer':
      return cp.spool.describe(user, address);
  }
}

/** Disks of both kinds stand together. */
const rank = (type: DeviceSpec['type']): number => ORDER.indexOf(type === 'ckd' ? 'fba' : type);

function devicesOf(context: ControlContext, types: readonly DeviceSpec['type'][]): string[] {
  return [...context.user.devices.values()]
    .map((device) => device.spec)
    .filter((spec) => types.includes(spec.type))
    .sort((a, b) => rank(a.type) - rank(b.type) || a.address - b.address)
    .flatMap((spec) => deviceLines(context, spec));
}

const storageLine = ({ user }: ControlContext): string =>
  `STORAGE = ${storageText(user.storageSize)}`;

/** A line for each virtual processor. */
function cpuLines({ user }: ControlContext): readonly string[] {
  const { memory } = user;
  return memory.processors.map((address) => {
    const text = cpuText(address);
    const base = address === memory.base ? '(BASE) ' : '';
    const still = user.stopped || !memory.processorView(address).operating;
    return `CPU ${text}  ID  ${cpuIdText(user, address)} ${base}${still ? 'STOPPED ' : ''}CP   CPUAFF ON`;
  });
}

/** QUERY VIRTUAL. */
export const queryVirtual: ControlCommand = {
  name: 'VIRTUAL',
  minimum: 1,
  classes: '',
  run: (context, operands) => Promise.resolve(run(context, operands.words)),
};

function run(context: ControlContext, words: readonly string[]): number {
  const [what, more] = words;
  if (more !== undefined) return say(context, 'CQV', 3, more.slice(0, 64));
  if (what === undefined || what === 'ALL') {
    context.respond(storageLine(context));
    for (const line of cpuLines(context)) context.respond(line);
    for (const line of devicesOf(context, ORDER)) context.respond(line);
    return 0;
  }
  if (abbreviates(what, 'STORAGE', 4)) {
    context.respond(storageLine(context));
    return 0;
  }
  if (abbreviates(what, 'CPUS', 3)) {
    for (const line of cpuLines(context)) context.respond(line);
    return 0;
  }
  const group = GROUPS.find(({ name, minimum }) => abbreviates(what, name, minimum));
  if (group !== undefined) {
    const lines = devicesOf(context, group.types);
    if (lines.length === 0) return say(context, 'CQV', 40, group.none);
    for (const line of lines) context.respond(line);
    return 0;
  }
  const address = deviceNumberOf(what);
  if (address === undefined) return say(context, 'CQV', 3, what.slice(0, 64));
  const device = context.user.devices.get(address);
  if (device === undefined) return say(context, 'QVD', 40, deviceText4(address));
  for (const line of deviceLines(context, device.spec)) context.respond(line);
  return 0;
}

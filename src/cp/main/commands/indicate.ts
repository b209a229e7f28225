/** INDICATE LOAD and INDICATE USER: how busy the system and a machine are (z/VM CP Commands, "INDICATE"). */
import type { ControlCommand, ControlContext } from '../control-command.js';
import { say } from '../messages-table.js';
import { abbreviates, cpuText, storageText, useridOf } from '../operands.js';
import { processorTime } from '../time-text.js';
import type { VirtualMachine } from '../virtual-machine.js';

const digits = (value: number, width: number): string =>
  String(Math.round(value)).padStart(width, '0');

function load(context: ControlContext): number {
  const { cp } = context;
  const processors = cp.processors();
  const average =
    processors.reduce((sum, { load: part }) => sum + part, 0) / Math.max(1, processors.length);
  const running = cp.machines().filter((machine) => !machine.stopped && !machine.waiting).length;
  const dormant = cp.machines().length - running;
  const frames = cp.frames();
  context.respond(`AVGPROC-${digits(average, 3)}% ${digits(processors.length, 2)}`);
  context.respond('PAGING-0/SEC');
  context.respond(`STORAGE-${digits((100 * frames.used) / Math.max(1, frames.total), 3)}%`);
  context.respond(`${`Q0-${digits(running, 5)}(00000)`.padEnd(42)}DORMANT-${digits(dormant, 5)}`);
  for (const { index, load: part } of processors)
    context.respond(`PROC ${digits(index, 4)}-${digits(part, 3)}% CP`);
  context.respond('LIMITED-00000');
  return 0;
}

/** A line for each virtual processor; what CP used for the machine is divided among them as their own time is. */
function cpuLines(machine: VirtualMachine, connected: string): readonly string[] {
  const { memory } = machine;
  const used = memory.used();
  const short = (microseconds: number): string => processorTime(microseconds).slice(0, 6);
  const views = memory.processors.map((address) => memory.processorView(address));
  const virtual = views.reduce((sum, one) => sum + one.virtual, 0);
  return views.map((one) => {
    const part = virtual > 0 ? one.virtual / virtual : 1 / views.length;
    const times = `CTIME=${connected} VTIME=${short(one.virtual)} TTIME=${short(used.total * part)}`;
    return `CPU ${cpuText(one.address)}: ${times} IO=${digits(one.started, 6)}`;
  });
}

function userLines(context: ControlContext, machine: VirtualMachine): void {
  const { cp } = context;
  const pages = Math.ceil(machine.memory.frames() / 2);
  const { RDR, PRT, PUN } = cp.spool.records(machine);
  const [minutes, connected] = [60_000, cp.clock.now() - machine.logonAt];
  const hours = Math.floor(connected / (60 * minutes));
  const time = `${digits(hours, 2)}:${digits(Math.floor(connected / minutes) % 60, 2)}`;
  context.respond(
    `USERID=${machine.userid.padEnd(8)} MACH=370 STOR=${storageText(machine.storageSize)} VIRT=V XSTORE=NONE`,
  );
  context.respond(
    `IPLSYS=${machine.ipled === '' ? 'NONE' : machine.ipled} DEVNUM=${digits(machine.devices.size, 5)}`,
  );
  context.respond(`PAGES: RES=${pages}  WS=${pages}  LOCKEDREAL=0  RESVD=0`);
  context.respond('NPREF=0  PREF=0  READS=0  WRITES=0');
  for (const line of cpuLines(machine, time)) context.respond(line);
  const records = `RDR=${digits(RDR, 6)} PRT=${digits(PRT, 6)} PCH=${digits(PUN, 6)}`;
  context.respond(`${records} TYPE=CP   CPUAFFIN=ON`);
}

function user(context: ControlContext, words: readonly string[]): number {
  const [word = '*', more] = words;
  if (more !== undefined) return say(context, 'IND', 3, more);
  const userid = word === '*' ? context.user.userid : useridOf(word);
  if (userid === undefined) return say(context, 'IND', 7, word);
  const machine = context.cp.machine(userid);
  const may = userid === context.user.userid || context.user.entry.classes.includes('E');
  if (machine === undefined || !may) return say(context, 'IND', 45, userid);
  userLines(context, machine);
  return 0;
}

/** INDICATE. */
export const indicate: ControlCommand = {
  name: 'INDICATE',
  minimum: 3,
  classes: 'EG',
  run(context, operands) {
    const [word, ...rest] = operands.words;
    if (word === undefined || abbreviates(word, 'LOAD', 4)) {
      return Promise.resolve(
        rest[0] === undefined ? load(context) : say(context, 'IND', 3, rest[0]),
      );
    }
    if (abbreviates(word, 'USER', 4)) return Promise.resolve(user(context, rest));
    return Promise.resolve(say(context, 'IND', 3, word.slice(0, 64)));
  },
};

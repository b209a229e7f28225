/** ACNT userid ...|ALL [CLOSE]: accounting records for users who are logged on (z/VM CP Commands, "ACNT"). */
import type { ControlCommand } from '../control-command.js';
import { say } from '../messages-table.js';
import { useridOf } from '../operands.js';
import type { VirtualMachine } from '../virtual-machine.js';

/** ACNT. Records count from zero again; CLOSE gives all that there are to the user who collects them. */
export const acnt: ControlCommand = {
  name: 'ACNT',
  minimum: 2,
  classes: 'A',
  async run(context, operands) {
    const { cp } = context;
    const words = [...operands.words];
    const close = words.at(-1) === 'CLOSE';
    if (close) words.pop();
    if (words.length === 0 && !close) return say(context, 'ACN', 20);
    const machines = new Set<VirtualMachine>();
    const all = words[0] === 'ALL';
    if (all && words.length > 1) return say(context, 'ACN', 3, words[1]!.slice(0, 64));
    for (const word of all ? cp.machines().map(({ userid }) => userid) : words) {
      const userid = useridOf(word);
      if (userid === undefined) return say(context, 'ACN', 7, word.slice(0, 64));
      const machine = cp.machine(userid);
      if (machine !== undefined) machines.add(machine);
      else if (!all) return say(context, 'ACN', 45, userid);
    }
    try {
      const records = [...machines].map((machine) => cp.closeAccount(machine));
      if (records.length > 0) await cp.accounts.record(records);
      const punched = close ? await cp.accounts.punch() : 'nothing';
      if (punched === 'no-user') return say(context, 'ACN', 53, 'DISKACNT');
      if (punched === 'no-room') return say(context, 'ACN', 428, 'DISKACNT');
    } catch (error) {
      cp.operator(`ACCOUNTING: ${String(error)}`);
      return say(context, 'ACN', 427);
    }
    context.respond('Command complete');
    return 0;
  },
};

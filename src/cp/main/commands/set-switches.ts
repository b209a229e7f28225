/** SET MSG, WNG, SMSG, IMSG, ACNT, RUN, LINEDIT ON|OFF and SET EMSG (z/VM CP Commands, "SET"). */
import type { ControlCommand, ControlContext } from '../control-command.js';
import type { EmsgSetting } from '../cp-services.js';
import { say } from '../messages-table.js';
import { abbreviates } from '../operands.js';
import { DATE_FORMATS } from '../time-text.js';

/** A word whose operand is one of a few. */
function choice<T extends string>(
  name: string,
  minimum: number,
  values: readonly T[],
  change: (context: ControlContext, value: T) => void | Promise<void>,
): ControlCommand {
  return {
    name,
    minimum,
    classes: 'G',
    async run(context, operands) {
      const [word, more] = operands.words;
      if (word === undefined) return say(context, 'CFS', 26);
      const value = values.find((one) => one === word);
      if (value === undefined) return say(context, 'CFS', 3, word.slice(0, 64));
      if (more !== undefined) return say(context, 'CFS', 3, more.slice(0, 64));
      await change(context, value);
      return 0;
    },
  };
}

const SWITCH = ['ON', 'OFF'] as const;
const EMSG: readonly EmsgSetting[] = ['ON', 'OFF', 'CODE', 'TEXT'];

function flag(
  name: string,
  minimum: number,
  key: 'msg' | 'wng' | 'smsg' | 'imsg' | 'acnt',
): ControlCommand {
  return choice(name, minimum, SWITCH, ({ user }, value) => {
    user.settings[key] = value === 'ON';
  });
}

/** SET DATEFORMAT: how QUERY shows dates to this user; SYSTEM as the system has it. */
const dateFormat: ControlCommand = {
  name: 'DATEFORMAT',
  minimum: 5,
  classes: 'G',
  run(context, operands) {
    const { user } = context;
    let [word, ...rest] = operands.words;
    if (word === '*' || word === user.userid) [word, ...rest] = rest;
    if (word === undefined) return Promise.resolve(say(context, 'CFS', 26));
    const format = DATE_FORMATS.find(({ name, minimum }) => abbreviates(word, name, minimum));
    const other = format === undefined && word !== 'SYSTEM' ? word : rest[0];
    if (other !== undefined) return Promise.resolve(say(context, 'CFS', 3, other.slice(0, 64)));
    user.settings.dateFormat = format?.name ?? 'SHORTDATE';
    return Promise.resolve(0);
  },
};

/** The words. */
export const setSwitches: readonly ControlCommand[] = [
  flag('MSG', 3, 'msg'),
  flag('WNG', 3, 'wng'),
  flag('SMSG', 4, 'smsg'),
  flag('IMSG', 4, 'imsg'),
  flag('ACNT', 4, 'acnt'),
  choice('EMSG', 4, EMSG, ({ user }, value) => {
    user.settings.emsg = value;
    return user.settingsChanged();
  }),
  choice('RUN', 3, SWITCH, ({ user }, value) => {
    user.setRun(value === 'ON');
  }),
  choice('LINEDIT', 7, SWITCH, ({ user }, value) => {
    user.console.change({ lineEdit: value === 'ON' });
  }),
  dateFormat,
];

/**
 * CP's numbered messages (z/VM "CP Messages and Codes"; VM/370 "System Messages" where z/VM has none).
 * The number is the command's return code; the three letters of the module, which differ from command to
 * command, come from the place that says the message. `{0}`, `{1}` are filled in.
 */
import type { CommandContext, EmsgSetting, Severity } from './cp-services.js';

interface MessageText {
  readonly severity: Severity;
  readonly text: string;
}

const E = (text: string): MessageText => ({ severity: 'E', text });
const W = (text: string): MessageText => ({ severity: 'W', text });
const I = (text: string): MessageText => ({ severity: 'I', text });

/** A signal of CPU {0} has stopped the one that the message is about (z/VM). */
const SIGP = (order: string): MessageText =>
  I(`The virtual machine is placed in CP mode due to a SIGP ${order} from CPU {0}.`);

/** Messages by number. */
export const MESSAGES = {
  1: E('Unknown CP command: {0}'),
  2: E('Invalid operand - {0}'),
  3: E('Invalid option - {0}'),
  4: E('Invalid hexloc - {0}'),
  6: E('Invalid device type - {0}'),
  7: E('Invalid userid - {0}'),
  9: E('Invalid range - {0}'),
  10: E('Invalid register - {0}'),
  11: E('Invalid device type: DIAL needs a terminal with a screen'),
  12: E('Invalid PSW - {0}'),
  13: E('Conflicting option - {0}'),
  14: E('Command not valid after LOGON: {0}'),
  15: E('Command not valid before LOGON: {0}'),
  20: E('Userid missing or invalid'),
  22: E('Virtual device number was not supplied or it was invalid'),
  26: E('Operand missing or invalid'),
  28: E('Class missing or invalid'),
  33: E('Hexloc missing or invalid'),
  40: E('Device {0} does not exist'),
  42: E('{0} does not exist'),
  43: E('Spool file {0} is in use'),
  44: E('{0} does not exist'),
  45: E('{0} not logged on'),
  50: E('LOGON unsuccessful--incorrect userid and/or password'),
  53: E('{0} not in CP directory'),
  54: E('Already logged on {0}'),
  55: E('Line(s) not available on {0}'),
  56: E('Line {0} busy on {1}'),
  57: I('{0} not receiving; {1}'),
  58: E('Device {0} may not be coupled to'),
  59: E('AUTOLOG failed for {0} - {1}'),
  60: E('Device {0} is coupled already'),
  61: E('Device {0} is not coupled'),
  91: E('{0} not defined; {1}'),
  92: E('{0} not defined; device address already defined'),
  94: E('Storage not redefined; maximum allowed is {0}'),
  101: W('{0} forced R/O; {1}'),
  102: W('{0} forced R/O; {1}'),
  103: W('{0} forced R/O; {1}'),
  104: E('{0} not linked; {1}'),
  105: E('{0} not linked; {1}'),
  106: E('{0} not linked; {1}'),
  107: E('{0} not linked; not in CP directory'),
  110: E('{0} not linked; device {1} already defined'),
  114: E('{0} not linked; mode or password incorrect'),
  115: E('LINK invalid; excessive incorrect passwords'),
  122: E('{0} not given to {1}; {2}'),
  143: E('{0} not defined; device {1} is busy'),
  152: E('{0} not linked; {1}'),
  160: E('Hexloc {0} exceeds storage'),
  162: E('Invalid storage size - {0}'),
  171: E('{0} needs more storage than the virtual machine has'),
  177: E('Parameters too long: more than 64 characters'),
  179: E('{0} could not be saved; I/O error'),
  181: E('{0} was given up; the virtual machine went on'),
  182: E('{0} was not saved; the virtual machine went on'),
  188: E('Trace trap {0} does not exist'),
  189: E('Trace set {0} does not exist'),
  190: E('Trace trap {0} already exists'),
  191: E('Too many trace traps, sets or calls - {0}'),
  193: E('{0} cannot take the output: it is busy, full or at its limit'),
  192: E('There is no trace set to return to'),
  232: E('IPL unit error; device {0}'),
  233: E('IPL unit error; device {0} is not ready or has nothing to read'),
  234: E('Device {0} is not ready'),
  235: E('Device {0}: what was written last may be lost'),
  236: E('Device {0}: the reel is not on it'),
  264: I('One or more options are ignored during reconnect processing - {0}'),
  361: E('LOGOFF/FORCE pending for user {0}'),
  410: W('CP entered; paging error'),
  423: E('Console spooling stopped'),
  424: E('{0} lost; spool I/O error'),
  425: E('{0} not ready; {1}'),
  426: E('VMDUMP failed; spool I/O error'),
  427: E('Accounting records could not be written; I/O error'),
  428: E('{0} has too many spool files'),
  429: E('{0} has too many spool files; file held'),
  431: E('There are too many saved systems'),
  433: E('{0} is already defined; save or purge it'),
  440: I('{0} was successfully {1} in fileid {2}.'),
  450: W('CP entered; disabled wait PSW {0} {1}'),
  453: W('CP entered; program interrupt loop'),
  616: W('Processor failed; virtual machine {0} was stopped - IPL it again'),
  617: W('Virtual machine {0} was stopped by an error in CP - IPL it again'),
  700: E('LOGON not possible: {0}'),
  1454: E('CPU {0} is already defined'),
  1455: E('CPU {0} is not defined'),
  1456: E('The base CPU {0} cannot be detached.'),
  1457: E('CPU {0} is not defined; the maximum of {1} virtual CPUs has been reached'),
  1458: E('CPU {0} is not defined; there is no room for another virtual CPU'),
  2625: SIGP('initial program reset'),
  2626: SIGP('program reset'),
  2627: SIGP('initial CPU reset'),
  2628: SIGP('CPU reset'),
  2629: SIGP('stop'),
  2630: SIGP('stop and store status'),
} as const satisfies Readonly<Record<number, MessageText>>;

/** A number that the table has. */
export type MessageNumber = keyof typeof MESSAGES;

/** The text of a message, filled in. */
export function messageText(number: MessageNumber, ...inserts: readonly string[]): string {
  return MESSAGES[number].text.replaceAll(
    /\{(\d)\}/g,
    (_, index: string) => inserts[Number(index)] ?? '',
  );
}

/** Says message `number` of module `HCP` + `module`; returns the number, the command's return code. */
export function say(
  context: Pick<CommandContext, 'message'>,
  module: string,
  number: MessageNumber,
  ...inserts: readonly string[]
): number {
  return context.message(
    module,
    number,
    MESSAGES[number].severity,
    messageText(number, ...inserts),
  );
}

/** What SET EMSG lets through of a message; undefined for nothing. */
export function editMessage(
  setting: EmsgSetting,
  module: string,
  number: number,
  severity: Severity,
  text: string,
): string | undefined {
  const code = `HCP${module}${String(number).padStart(3, '0')}${severity}`;
  switch (setting) {
    case 'ON':
      return `${code} ${text}`;
    case 'CODE':
      return code;
    case 'TEXT':
      return text;
    case 'OFF':
      return undefined;
  }
}

/** A message as it is shown where there is no SET EMSG (the logo, notices of CP itself). */
export function fullMessage(
  module: string,
  number: MessageNumber,
  ...inserts: readonly string[]
): string {
  return (
    editMessage('ON', module, number, MESSAGES[number].severity, messageText(number, ...inserts)) ??
    ''
  );
}

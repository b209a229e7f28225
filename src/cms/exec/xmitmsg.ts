/**
 * XMITMSG: a message of CMS, with what the program that calls puts into it (z/VM: CMS Commands and Utilities Reference,
 * "XMITMSG"). The substitutions are names of variables of a REXX program, else words as they stand.
 */
import type { Command, StepContext, StepResult } from '../command.js';
import { fault, fileCommand } from '../commands/command-fault.js';
import { message, messageTable } from '../messages-table.js';
import { callerPool, type VariablePool } from './caller-pool.js';

const MODULE = 'XMI';
/** Most substitutions that a message has. */
const MOST_SUBSTITUTIONS = 9;

interface Options {
  caller: string;
  header: boolean;
  into: 'shown' | 'variables';
}

function optionsOf(words: readonly string[]): Options {
  const chosen: Options = { caller: '', header: true, into: 'shown' };
  for (let i = 0; i < words.length; i++) {
    const word = words[i]!;
    switch (word) {
      case 'CALLER':
      case 'APPLID': {
        const value = words[++i];
        if (value === undefined) throw fault(MODULE, 50, word);
        if (!/^[A-Z]{3}$/.test(value)) throw fault(MODULE, 29, value, word);
        if (word === 'CALLER') chosen.caller = value;
        else if (value !== 'DMS') throw fault(MODULE, 29, value, word);
        break;
      }
      case 'HEADER':
      case 'NOHEADER':
        chosen.header = word === 'HEADER';
        break;
      case 'VAR':
        chosen.into = 'variables';
        break;
      // how a message is shown is SET EMSG's affair
      case 'DISPLAY':
      case 'ERRMSG':
      case 'COMPRESS':
      case 'NOCOMPRES':
        break;
      default:
        throw fault(MODULE, 3, word);
    }
  }
  return chosen;
}

/** What stands for a word of the list: the value of that variable, else the word. */
function substitution(variables: VariablePool | undefined, word: string): string {
  if (variables === undefined) return word;
  const seen = variables.read(word, 'symbolic');
  return seen !== 'bad' && seen.set ? seen.value : word;
}

function start(context: StepContext): StepResult {
  const [before = '', behind = ''] = context.text
    .toUpperCase()
    .replace(/\)\s*$/, '')
    .split('(');
  const [, number, ...words] = before.split(/\s+/).filter((word) => word !== '');
  if (number === undefined) throw fault(MODULE, 5, 'message number');
  if (!/^\d{1,4}$/.test(number)) throw fault(MODULE, 49, number);
  if (messageTable[Number(number)] === undefined) throw fault(MODULE, 813, number);
  if (words.length > MOST_SUBSTITUTIONS) throw fault(MODULE, 70, words[MOST_SUBSTITUTIONS]!);
  const options = optionsOf(
    behind
      .split(/\s+/)
      .filter((word) => word !== '')
      .map((word) => word.slice(0, 9)),
  );
  const variables = callerPool(context);
  const values = words.map((word) => substitution(variables, word));
  const whole = message(options.caller === '' ? MODULE : options.caller, Number(number), ...values);
  const text = options.header ? whole : whole.replace(/^\S+ /, '');
  if (options.into === 'shown') return { rc: 0, lines: [text] };
  if (variables === undefined) throw fault(MODULE, 686);
  const set = [['MESSAGE.0', '1'] as const, ['MESSAGE.1', text] as const];
  const kept = set.every(([name, value]) => variables.write(name, value) === 'ok');
  if (!kept) throw fault(MODULE, 109);
  return { rc: 0 };
}

/** The XMITMSG command. */
export const xmitmsg: Command = fileCommand('XMITMSG', 7, MODULE, start);

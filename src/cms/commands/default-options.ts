/**
 * Options that a user has set by DEFAULTS (z/VM: CMS Commands and Utilities Reference, "DEFAULTS"): where they are kept,
 * and how a command takes them where its own options do not say otherwise.
 */
import type { Command, StepContext } from '../command.js';
import { getGlobal } from '../global-variables.js';
import { conflict, parseOptions, type OptionRule } from './operands.js';

/** The group of GLOBALV: a variable for each command. */
export const DEFAULTS_GROUP = 'DEFAULTS';

/** Options as they were given, with their values. */
type Chosen = Map<string, readonly string[]>;
/** Options of which one at most may stand. */
type Exclusive = readonly (readonly string[])[];

/** What a user has set for a command, as words. */
export function defaultWords(context: StepContext, command: string): string[] {
  const text = getGlobal(context.cms.globals, DEFAULTS_GROUP, command) ?? '';
  return text.split(' ').filter(Boolean);
}

/** Adds options that are neither there nor excluded by one that is. */
export function addOptions(chosen: Chosen, others: Chosen, exclusive: Exclusive): void {
  const given = [...chosen.keys()];
  for (const [name, values] of others) {
    const taken = given.some(
      (one) =>
        one === name || exclusive.some((group) => group.includes(one) && group.includes(name)),
    );
    if (!taken) chosen.set(name, values);
  }
}

/** The options of a command line with those of DEFAULTS; a fault as {@link parseOptions} and {@link conflict} have it. */
export function chosenOptions(
  context: StepContext,
  module: string,
  command: string,
  rules: readonly OptionRule[],
  options: readonly string[],
  exclusive: Exclusive = [],
): Chosen {
  const chosen = parseOptions(module, rules, options);
  for (const group of exclusive) conflict(module, chosen, ...group);
  addOptions(chosen, parseOptions(module, rules, defaultWords(context, command)), exclusive);
  return chosen;
}

/** A command that takes options of DEFAULTS: LASTING GLOBALV has been read before it begins. */
export function withDefaults(command: Command): Command {
  return {
    ...command,
    start(context) {
      if (context.cms.globals.loaded) return command.start(context);
      const effect = { kind: 'command', line: 'GLOBALV INIT', caller: 'command' } as const;
      return { effect, frame: { readingDefaults: true } };
    },
    resume(frame, answer, context) {
      if (frame['readingDefaults'] === true) return command.start(context);
      return command.resume!(frame, answer, context);
    },
  };
}

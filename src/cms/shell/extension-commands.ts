/**
 * NUCXDROP and NUCXMAP (z/VM: CMS Commands and Utilities Reference): nucleus extensions cancelled by name, and listed. One
 * with the attribute SERVICE is called with RESET before it goes.
 */
import type { Answer, Command, Frame, StepContext, StepResult } from '../command.js';
import { fault, fileCommand } from '../commands/command-fault.js';
import { conflict, optionRules, parseOptions, splitOperands } from '../commands/operands.js';
import type { FrameContext } from '../nucleus/context.js';
import { giveBackStorage } from '../nucleus/free-storage.js';
import type { Nucleus, NucleusExtension } from '../nucleus/nucleus.js';
import { stackLine } from '../program-stack.js';

/** Where NUCXDROP stands; plain data. */
type DropFrame = {
  /** Names that are still to come; `*` stands for all. */
  readonly names: readonly string[];
  readonly lines: string[];
  /** Block of the one that is being told. */
  readonly told?: number;
};

const hex = (value: number): string => (value >>> 0).toString(16).toUpperCase().padStart(8, '0');

function startDrop(context: StepContext): StepResult {
  const names = context.tokens.slice(1);
  if (names.length === 0) return { rc: 24, lines: ['DMSNXD001E No module name specified'] };
  return dropSome(context, { names, lines: [] });
}

function dropSome(context: StepContext, { names, lines, told }: DropFrame): StepResult {
  const n = (context as FrameContext).nucleus;
  if (told !== undefined) drop(n, told);
  const [name, ...rest] = names;
  if (name === undefined) return { rc: lines.length > 0 ? 4 : 0, lines };
  const next = n.state.extensions.find((one) => named(one, name));
  // a name is dropped once, `*` until nothing is left
  const left = name === '*' && next !== undefined ? names : rest;
  if (next === undefined) {
    if (name !== '*') lines.push(`DMSNXD616W ${name} does not exist`);
    return dropSome(context, { names: rest, lines });
  }
  if (next.service !== true) {
    drop(n, next.block);
    return dropSome(context, { names: left, lines });
  }
  next.called = true;
  const line = `${next.name} RESET`;
  return {
    effect: { kind: 'command', line, caller: 'service' },
    frame: { names: left, lines, told: next.block },
  };
}

function named(one: NucleusExtension, name: string): boolean {
  return one.kind === 'nucext' && (name === '*' ? one.permanent !== true : one.name === name);
}

function drop(n: Nucleus, block: number): void {
  const gone = n.state.extensions.find((one) => one.block === block);
  n.state.extensions = n.state.extensions.filter((one) => one !== gone);
  if (gone?.storage !== undefined) giveBackStorage(n, gone.storage.at, gone.storage.length);
}

/** NUCXDROP: cancels extensions by name. */
export const nucxdrop: Command = fileCommand(
  'NUCXDROP',
  5,
  'NXD',
  startDrop,
  (frame: Frame, _answer: Answer, context: StepContext) => dropSome(context, frame as DropFrame),
);

const MAP_RULES = optionRules('ALL', 'SEGinfo', 'STACK', 'FIFO', 'LIFO');

/** Attributes in the order in which they are shown. */
const SHOWN = [
  ['system', 'SYSTEM'],
  ['service', 'SERVICE'],
  ['endOfCommand', 'ENDCMD'],
  ['immediate', 'IMMCMD'],
  ['permanent', 'PERM'],
] as const;

function showMap(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  const chosen = parseOptions('NXM', MAP_RULES, options);
  conflict('NXM', chosen, 'ALL', 'SEGINFO');
  conflict('NXM', chosen, 'FIFO', 'LIFO');
  const [name = '*', extra] = operands;
  if (extra !== undefined) throw fault('NXM', 70, extra);
  const { extensions } = (context as FrameContext).nucleus.state;
  const all = extensions.filter((one) => one.kind === 'nucext');
  const own = all.filter(
    (one, i) =>
      (name === '*' || one.name === name) &&
      (chosen.has('ALL') || all.findIndex((other) => other.name === one.name) === i),
  );
  if (all.length === 0) return { rc: 28, lines: ['DMSNXM617E No nucleus extensions are loaded'] };
  if (own.length === 0) return { rc: 28, lines: [`DMSNXM616E ${name} does not exist`] };
  const lines = [
    'Name     Entry    Userword Origin   Bytes    Amode (Attributes)',
    ...own.map((one) => {
      const words = [one.address, one.userWord, one.storage?.at ?? 0, one.storage?.length ?? 0];
      const attributes = SHOWN.flatMap(([key, word]) => (one[key] === true ? [word] : []));
      const amode = (one.amode ?? '24').padStart(4).padEnd(6);
      const line = `${one.name.padEnd(8)} ${words.map(hex).join(' ')}${amode} ${attributes.join(' ')}`;
      return line.trimEnd();
    }),
  ];
  if (!['STACK', 'FIFO', 'LIFO'].some((one) => chosen.has(one))) return { rc: 0, lines };
  for (const line of lines) {
    if (!stackLine(context.cms.stack, line, chosen.has('LIFO') ? 'LIFO' : 'FIFO')) {
      throw fault('NXM', 622);
    }
  }
  return { rc: 0 };
}

/** NUCXMAP: lists the extensions. */
export const nucxmap: Command = fileCommand('NUCXMAP', 5, 'NXM', showMap);

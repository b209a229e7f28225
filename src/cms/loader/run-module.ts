/** LOADMOD, and the routine behind SVC 202 that runs a MODULE (CMS Command Reference, "LOADMOD"). */
import type { Answer, Command, Frame, StepContext, StepResult } from '../command.js';
import { fault, fileCommand } from '../commands/command-fault.js';
import { conflict, optionRules, parseOptions, splitOperands } from '../commands/operands.js';
import type { FrameContext } from '../nucleus/context.js';
import { NUCLEUS_KEY, USER_KEY } from '../nucleus/layout.js';
import { findProgram } from '../nucleus/program-files.js';
import { clearStorage } from './clear-storage.js';
import {
  adoptModule,
  loadModule,
  loadMore,
  newLoading,
  type ModuleLoading,
} from './module-load.js';

const MODULE = 'MOD';
const LOADMOD_RULES = optionRules('PRES', 'NOPRES');

function begin(context: StepContext, name: string, filemode: string, then: Then): StepResult {
  const found = findProgram(context.cms, name, 'MODULE', filemode);
  if (found === undefined) throw fault(MODULE, 2, `${name} MODULE ${filemode}`);
  const { from, ...loading } = newLoading(name, found);
  return goOn(context as FrameContext, loading, from, then);
}

type Then = (loading: ModuleLoading) => StepResult;

function goOn(
  context: FrameContext,
  loading: ModuleLoading,
  from: Parameters<typeof loadModule>[2],
  then: Then,
): StepResult {
  if (!loadModule(context, loading, from)) return loadMore(loading);
  adoptModule(context, loading);
  return then(loading);
}

const loaded: Then = () => ({ rc: 0 });

/** Runs what was loaded. */
const enter: Then = ({ header }) => {
  const { start, system, clean, first, last } = header!;
  const frame = clean ? { clean: { first, length: last - first } } : {};
  const key = system ? NUCLEUS_KEY : USER_KEY;
  return { effect: { kind: 'call', address: start, registers: {}, key }, frame };
};

/** LOADMOD: brings a MODULE into storage and does not start it. */
export const loadmod: Command = fileCommand(
  'LOADMOD',
  5,
  MODULE,
  (context) => {
    const { operands, options } = splitOperands(context.tokens);
    conflict(MODULE, parseOptions(MODULE, LOADMOD_RULES, options), 'PRES', 'NOPRES');
    const [name, type = 'MODULE', filemode = '*', extra] = operands;
    if (name === undefined) throw fault(MODULE, 1);
    if (type !== 'MODULE') throw fault(MODULE, 32, type);
    if (extra !== undefined) throw fault(MODULE, 70, extra);
    return begin(context, name, filemode, loaded);
  },
  (frame, _answer, context) => more(frame, context, loaded),
);

function more(frame: Frame, context: StepContext, then: Then): StepResult {
  const loading = frame['loading'] as ModuleLoading;
  return goOn(context as FrameContext, loading, undefined, then);
}

/** What SVC 202 calls when the name is that of a MODULE. */
export const moduleRoutine: Command = fileCommand(
  '*MODULE',
  8,
  MODULE,
  (context) => begin(context, context.tokens[0] ?? '', '*', enter),
  (frame: Frame, answer: Answer, context: StepContext): StepResult => {
    if (frame['loading'] !== undefined) return more(frame, context, enter);
    const clean = frame['clean'] as { first: number; length: number } | undefined;
    if (clean !== undefined) {
      clearStorage((context as FrameContext).nucleus, clean.first, clean.length);
    }
    return { rc: answer.kind === 'rc' ? answer.rc : 256 };
  },
);

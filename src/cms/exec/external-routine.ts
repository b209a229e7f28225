/**
 * Where an external routine is looked for (z/VM REXX/VM Reference, "Functions", "Search Order"): a program RXname;
 * the function packages, which are asked to load it; a file with the filetype of the program that calls, then an EXEC;
 * a program or command of its own name.
 */
import type { Answer, Effect, StepContext } from '../command.js';
import type { FrameContext } from '../nucleus/context.js';
import { findProgram } from '../nucleus/program-files.js';
import { newLoading, type ExecLoading } from './exec-source.js';
import { findExec } from './loaded-execs.js';

/** The packages, in the order in which they are asked. */
const PACKAGES = ['RXUSERFN', 'RXLOCFN', 'RXSYSFN'] as const;
/** Steps of the search: RXname, the packages, files, the name itself. */
const FILES = 1 + PACKAGES.length;
const ITSELF = FILES + 1;
const NAME_LENGTH = 8;
/** Return code of SVC 202 for a name that nobody knows. */
const UNKNOWN = -3;

/** A search on its way; plain data. */
export interface RoutineSearch {
  readonly name: string;
  readonly args: readonly (string | undefined)[];
  readonly asFunction: boolean;
  /** Filetype of the program that calls. */
  readonly type: string;
  /** The next place. */
  step: number;
  /** What was asked for: the routine itself, or that a package loads it. */
  doing: 'call' | 'load';
}

/** What comes next in a search. */
export type SearchStep =
  | { readonly kind: 'effect'; readonly effect: Effect }
  | { readonly kind: 'file'; readonly source: ExecLoading }
  /** It has returned; `failed` is the number of the error when it did not end well. */
  | { readonly kind: 'ended'; readonly value: string | undefined; readonly failed?: number };

/** Begins a search. */
export function newSearch(request: Omit<RoutineSearch, 'step' | 'doing'>): RoutineSearch {
  return { ...request, step: 0, doing: 'call' };
}

/** Whether a program of this name could be called, without calling it. */
function isProgram(context: StepContext, name: string): boolean {
  const { extensions } = (context as FrameContext).nucleus.state;
  return (
    extensions.some((one) => one.kind === 'nucext' && one.name === name) ||
    findProgram(context.cms, name, 'MODULE') !== undefined
  );
}

/** Name of a routine with the prefix that keeps it apart from commands. */
function prefixed(name: string): string {
  return `RX${name}`.slice(0, NAME_LENGTH);
}

function call(search: RoutineSearch, name: string, called: string): SearchStep {
  const { args, asFunction } = search;
  search.doing = 'call';
  return { kind: 'effect', effect: { kind: 'routine', name, called, args, asFunction } };
}

/** Looks in the next places, until something has to be called or read. */
export function searchOn(search: RoutineSearch, context: StepContext): SearchStep {
  const { name, type } = search;
  const rx = prefixed(name);
  for (;;) {
    const step = search.step++;
    if (step === 0) {
      if (isProgram(context, rx)) return call(search, rx, `${rx} ${name}`);
    } else if (step < FILES) {
      const owner = PACKAGES[step - 1]!;
      if (!isProgram(context, owner)) continue;
      search.doing = 'load';
      const line = `${owner} LOAD ${rx}`;
      return { kind: 'effect', effect: { kind: 'command', line, caller: 'command' } };
    } else if (step === FILES) {
      for (const filetype of type === 'EXEC' ? ['EXEC'] : [type, 'EXEC']) {
        const found = findExec(context.cms, name, filetype);
        if (found !== undefined) return { kind: 'file', source: newLoading(name, filetype, found) };
      }
    } else if (step === ITSELF && name.length <= NAME_LENGTH) {
      return call(search, name, name);
    } else return { kind: 'ended', value: undefined, failed: 43 };
  }
}

/** Goes on with the answer to what the search has asked for. */
export function searchAnswered(
  search: RoutineSearch,
  answer: Answer,
  context: StepContext,
): SearchStep {
  if (answer.kind !== 'rc') return { kind: 'ended', value: undefined, failed: 48 };
  const { rc } = answer;
  if (search.doing === 'load') {
    const rx = prefixed(search.name);
    return rc === 0 ? call(search, rx, `${rx} ${search.name}`) : searchOn(search, context);
  }
  const { notFound } = (context as FrameContext).nucleus.state;
  if (rc === UNKNOWN && notFound) return searchOn(search, context);
  if (rc !== 0 || answer.bad === true) return { kind: 'ended', value: undefined, failed: 40 };
  return { kind: 'ended', value: answer.value };
}

/** Macro definitions: header, prototype and body (GC33-4010, "How to Specify Macro Definitions"). */
import { flag, guarded, take } from './flags.js';
import type { RawStatement } from './scanner.js';
import type { AssemblyState, Statement } from './state.js';
import { fail } from './value.js';
import { splitMacroOperands } from './macro-call.js';

/** Most cards of one definition. */
const MOST_BODY = 20000;
const PARAMETER = /^&[A-Z@#$_][A-Z0-9@#$_]{0,7}$/i;

/** Begins to read a definition: of the source, or of the library under a name. */
export function startDefinition(state: AssemblyState, wanted: string): void {
  state.defining = {
    ...{ library: wanted !== '', wanted, definition: undefined },
    // the MACRO statement of a library macro is still to come
    depth: wanted === '' ? 1 : 0,
    frames: state.frames.length,
  };
}

/**
 * Takes the next statement of a definition.
 * @param list - puts it into the listing
 */
export function defineMacro(
  state: AssemblyState,
  raw: RawStatement,
  list: (state: AssemblyState, raw: RawStatement) => Statement | undefined,
): void {
  const defining = state.defining!;
  const listed = list(state, raw);
  const number = listed?.number ?? state.statements.length + 1;
  if (raw.kind !== 'statement') {
    defining.definition?.body.push(raw);
    take(state, 80);
    return;
  }
  if (defining.depth === 0) {
    if (raw.operation === 'MACRO') defining.depth = 1;
    else abandon(state, number);
    return;
  }
  if (defining.definition === undefined) {
    guarded(state, number, () => {
      prototype(state, raw);
    });
    return;
  }
  if (raw.operation === 'MACRO') defining.depth++;
  if (raw.operation === 'MEND' && --defining.depth === 0) {
    finish(state, raw, number);
    return;
  }
  const { body, sequence } = defining.definition;
  if (raw.label.startsWith('.') && defining.depth === 1) {
    if (sequence.has(raw.label)) flag(state, number, 74, raw.label);
    else sequence.set(raw.label, body.length);
  }
  body.push(raw);
  take(state, 200 + raw.operand.length);
  if (body.length > MOST_BODY) fail(304);
}

/** A library member that is no macro: nobody asks for it again. */
function abandon(state: AssemblyState, number: number): void {
  const { wanted, frames } = state.defining!;
  flag(state, number, 85);
  state.library.set(wanted, false);
  state.frames.length = frames - 1;
  state.defining = undefined;
}

function prototype(state: AssemblyState, raw: RawStatement): void {
  const defining = state.defining!;
  const name = raw.operation;
  defining.definition = {
    ...{ name, label: '', positional: [], keywords: new Map<string, string>() },
    ...{ body: [], sequence: new Map<string, number>(), library: defining.library },
  };
  if (!/^[A-Z@#$_][A-Z0-9@#$_]{0,7}$/.test(name)) fail(43);
  if (defining.library && name !== defining.wanted) fail(88);
  if (raw.label !== '' && !PARAMETER.test(raw.label)) fail(16);
  const positional: string[] = [];
  const keywords = new Map<string, string>();
  for (const operand of splitMacroOperands(raw.operand)) {
    const equals = operand.indexOf('=');
    const parameter = (equals < 0 ? operand : operand.slice(0, equals)).toUpperCase();
    if (operand === '') continue;
    if (!PARAMETER.test(parameter)) fail(39, parameter);
    const bare = parameter.slice(1);
    if (positional.includes(bare) || keywords.has(bare) || `&${bare}` === raw.label)
      fail(2, parameter);
    if (equals < 0) positional.push(bare);
    else keywords.set(bare, operand.slice(equals + 1));
  }
  defining.definition = { ...defining.definition, label: raw.label.slice(1), positional, keywords };
}

/** MEND: the macro can be called. */
function finish(state: AssemblyState, raw: RawStatement, number: number): void {
  const { definition, library, frames, wanted } = state.defining!;
  // MEND may be the target of a branch
  definition!.body.push(raw);
  if (raw.label.startsWith('.') && !definition!.sequence.has(raw.label))
    definition!.sequence.set(raw.label, definition!.body.length - 1);
  const { name } = definition!;
  // the first definition of a name in the source holds, as the first in the libraries does
  const twice = !library && state.macros.get(name)?.library === false;
  if (twice) flag(state, number, 10, name);
  // a member that is the macro of another name is not asked for again
  if (library && name !== wanted) state.library.set(wanted, false);
  else if (!twice) state.macros.set(name, definition!);
  state.defining = undefined;
  if (library) state.frames.length = frames - 1;
}

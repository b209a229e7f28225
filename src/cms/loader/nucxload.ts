/**
 * NUCXLOAD: a MODULE in free storage, known as a nucleus extension (CMS Command Reference, "NUCXLOAD"). Its address
 * constants are relocated: it must have been made of a program that was loaded with RLDSAVE.
 */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { fault, faultWith, fileCommand } from '../commands/command-fault.js';
import { isFilemode, optionRules, parseOptions, splitOperands } from '../commands/operands.js';
import type { FrameContext } from '../nucleus/context.js';
import { giveBackStorage, obtain } from '../nucleus/free-storage.js';
import { NUCLEUS_KEY, USER_KEY } from '../nucleus/layout.js';
import { findProgram } from '../nucleus/program-files.js';
import { addExtension, type Attributes } from '../shell/extensions.js';
import { loadModule, newLoading, type ModuleLoading } from './module-load.js';

const MODULE = 'NXL';
const RULES = optionRules('SYstem', 'SErvice', 'ENdcmd', 'IMmcmd', 'PERManent', 'Push');

/** What is loaded; plain data. */
type ExtensionFrame = {
  readonly name: string;
  readonly loading: ModuleLoading;
  readonly attributes: Attributes;
  storage: { readonly at: number; readonly length: number } | undefined;
};

function begin(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  const chosen = parseOptions(MODULE, RULES, options);
  const [name, fn = name, type = 'MODULE', mode = '*', extra] = operands;
  if (name === undefined || fn === undefined) throw fault(MODULE, 1);
  if (type !== 'MODULE') throw fault(MODULE, 32, type);
  if (extra !== undefined) throw fault(MODULE, 70, extra);
  if (!isFilemode(mode, { anyMode: true })) throw fault(MODULE, 48, mode);
  const found = findProgram(context.cms, fn, 'MODULE', mode);
  if (found === undefined) throw fault(MODULE, 2, `${fn} MODULE ${mode}`);
  const n = (context as FrameContext).nucleus;
  const there = n.state.extensions.some((one) => one.kind === 'nucext' && one.name === name);
  // one that is there stays, unless it is to be pushed down
  if (there && !chosen.has('PUSH')) return { rc: 1 };
  const { from, ...loading } = newLoading(name, found);
  const attributes: Attributes = {
    system: chosen.has('SYSTEM'),
    service: chosen.has('SERVICE'),
    endOfCommand: chosen.has('ENDCMD'),
    immediate: chosen.has('IMMCMD'),
    permanent: chosen.has('PERMANENT'),
  };
  const frame: ExtensionFrame = { name, loading, attributes, storage: undefined };
  return step(context as FrameContext, frame, from);
}

function step(
  context: FrameContext,
  frame: ExtensionFrame,
  from: Parameters<typeof loadModule>[2],
): StepResult {
  const n = context.nucleus;
  const { loading } = frame;
  try {
    const done = loadModule(context, loading, from, ({ first, last, relocatable }) => {
      if (!relocatable) throw faultWith(32, MODULE, 56, loading.file, 'module');
      const length = (last - first + 7) & -8;
      const owner = frame.attributes.system === true ? 'nucleus' : 'user';
      const got = obtain(n, { owner, low: false, high: true, most: length, least: length });
      if ('rc' in got) throw fault(MODULE, 109);
      frame.storage = got;
      return got.at;
    });
    if (!done) return { effect: { kind: 'work' }, frame, cost: 800 };
    relocate(context, loading);
    const { header } = loading;
    const { at } = frame.storage!;
    const address = at + header!.start - header!.first;
    const system = frame.attributes.system === true || header!.system;
    const key = system ? NUCLEUS_KEY : USER_KEY;
    const made = {
      name: frame.name,
      address,
      key,
      storage: frame.storage!,
      amode: header!.modes.amode,
      ...frame.attributes,
    };
    if (!addExtension(n, made)) {
      throw fault(MODULE, 109);
    }
    return { rc: 0 };
  } catch (error) {
    if (frame.storage !== undefined) giveBackStorage(n, frame.storage.at, frame.storage.length);
    throw error;
  }
}

/** Moves the address constants by as much as the program was moved. */
function relocate(context: FrameContext, loading: ModuleLoading): void {
  const { machine } = context.nucleus;
  const header = loading.header!;
  const base = loading.base!;
  const table = loading.relocations ?? new Uint8Array(0);
  const view = new DataView(table.buffer, table.byteOffset, table.length);
  for (let i = 0; i + 4 <= table.length; i += 4) {
    const word = view.getUint32(i);
    const length = ((word >>> 26) & 3) + 1;
    const offset = (word & 0xffffff) - header.first;
    if (offset < 0 || offset + length > header.last - header.first) {
      throw faultWith(32, MODULE, 56, loading.file, 'module');
    }
    const bytes = machine.fetch(base + offset, length);
    if (bytes === undefined) throw fault(MODULE, 109);
    let carry = (word & 0x02000000) !== 0 ? header.first - base : base - header.first;
    for (let k = length - 1; k >= 0; k--) {
      const sum = bytes[k]! + (carry & 0xff);
      bytes[k] = sum;
      carry = (carry >> 8) + (sum >> 8);
    }
    machine.store(base + offset, bytes);
  }
}

/** The NUCXLOAD command. */
export const nucxload = fileCommand(
  'NUCXLOAD',
  5,
  MODULE,
  begin,
  (frame: Frame, _answer: Answer, context: StepContext) =>
    step(context as FrameContext, frame as ExtensionFrame, undefined),
);

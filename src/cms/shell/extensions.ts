/**
 * NUCEXT and SUBCOM (VM/SP CMS Command and Macro Reference, "NUCEXT function", "SUBCOM function"): names that a program
 * declares for its own entry points. SVC 202 finds extensions before every command; subcommand environments are found
 * when the high byte of register 1 is X'02'. A block (z/VM: CMS control blocks, "SCBLOCK") in nucleus storage stands
 * for each, and register 2 points to it when it is called.
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import type { Command, StepContext, StepResult } from '../command.js';
import type { FrameContext } from '../nucleus/context.js';
import { MAX_EXTENSIONS, SCBLOCK_LENGTH, SCBLOCKS } from '../nucleus/layout.js';
import type { Nucleus, NucleusExtension } from '../nucleus/nucleus.js';
import { currentSave, readSave } from '../nucleus/save-areas.js';

/** Bytes of the parameter list behind the two names. */
const LIST_LENGTH = 36;
const CANCEL = 0;
const QUERY = -1;
const NOT_THERE = 1;
const NO_STORAGE = 25;
/** Attributes, as the third byte of the PSW has them. */
const ATTRIBUTE = {
  system: 0x80,
  service: 0x40,
  endOfCommand: 0x10,
  permanent: 0x08,
  immediate: 0x04,
} as const;

/** What an extension is beside its name and address. */
export type Attributes = Partial<Record<keyof typeof ATTRIBUTE, boolean>>;

/** NUCEXT: declares, cancels or looks for a nucleus extension. */
export const nucext = declarer('NUCEXT', 'nucext');
/** SUBCOM: the same for a subcommand environment. */
export const subcom = declarer('SUBCOM', 'subcom');

function declarer(name: 'NUCEXT' | 'SUBCOM', kind: NucleusExtension['kind']): Command {
  return {
    name,
    minimum: 6,
    start(context: StepContext): StepResult {
      const n = (context as FrameContext).nucleus;
      const save = readSave(n, currentSave(n));
      const list = n.machine.fetch((save?.registers[1] ?? 0) & 0xffffff, LIST_LENGTH);
      // from an EXEC it is a question: the fence behind the name is the address -1
      const asked = context.caller !== 'program';
      if (list === undefined || (asked && context.tokens.length !== 2)) return { rc: 24 };
      const view = new DataView(list.buffer, list.byteOffset, LIST_LENGTH);
      const target = fromEbcdic(list.subarray(8, 16)).trimEnd();
      const address = asked ? QUERY : view.getInt32(20);
      const others = n.state.extensions.filter((one) => one.kind !== kind || one.name !== target);
      const known = others.length < n.state.extensions.length;
      if (address === QUERY) {
        const own = kind === 'subcom' && (context as FrameContext).environmentThere(target);
        return { rc: known || own ? 0 : NOT_THERE };
      }
      if (address === CANCEL) {
        n.state.extensions = others;
        return { rc: known ? 0 : NOT_THERE };
      }
      const block = freeBlock(others);
      if (block === undefined) return { rc: NO_STORAGE };
      const extension: NucleusExtension = {
        kind,
        name: target,
        address: address & 0xffffff,
        key: (list[17] ?? 0) >> 4,
        userWord: view.getInt32(24),
        block,
        ...attributesOf(list[18] ?? 0, kind),
        ...storageOf(view),
      };
      const bytes = new Uint8Array(SCBLOCK_LENGTH);
      const out = new DataView(bytes.buffer);
      out.setInt32(4, extension.userWord);
      bytes.set(toEbcdic(target.padEnd(8)), 8);
      // the PSW under which it is entered: mask, key, and the address
      bytes.set(list.subarray(16, 20), 16);
      out.setInt32(20, extension.address);
      bytes.set(list.subarray(28, 36), 24);
      n.machine.store(block, bytes);
      n.state.extensions = [extension, ...others];
      return { rc: 0 };
    },
  };
}

/** Attributes of a byte; environments know only the first. */
function attributesOf(byte: number, kind: NucleusExtension['kind']): Attributes {
  const names = kind === 'subcom' ? (['system'] as const) : attributeNames;
  return Object.fromEntries(names.map((name) => [name, (byte & ATTRIBUTE[name]) !== 0]));
}

const attributeNames = Object.keys(ATTRIBUTE) as (keyof typeof ATTRIBUTE)[];

/** Where its code lies, when the list says so: NUCXDROP gives that back. */
function storageOf(view: DataView): Pick<NucleusExtension, 'storage'> {
  const [at, length] = [view.getInt32(28) & 0xffffff, view.getInt32(32)];
  return at > 0 && length > 0 && length < 1 << 24
    ? { storage: { at, length: (length + 7) & -8 } }
    : {};
}

/** Makes a nucleus extension of what NUCXLOAD has loaded; false when there are too many. */
export function addExtension(
  n: Nucleus,
  made: Required<Pick<NucleusExtension, 'name' | 'address' | 'key' | 'storage' | 'amode'>> &
    Attributes,
): boolean {
  const block = freeBlock(n.state.extensions);
  if (block === undefined) return false;
  const bytes = new Uint8Array(SCBLOCK_LENGTH);
  const view = new DataView(bytes.buffer);
  bytes.set(toEbcdic(made.name.padEnd(8)), 8);
  const flags = attributeNames.reduce((sum, one) => sum | (made[one] ? ATTRIBUTE[one] : 0), 0);
  bytes.set([0xff, (made.key << 4) | 0x04, flags], 16);
  view.setInt32(20, made.address);
  view.setInt32(24, made.storage.at);
  view.setInt32(28, made.storage.length);
  n.machine.store(block, bytes);
  const extension: NucleusExtension = { kind: 'nucext', userWord: 0, block, ...made };
  n.state.extensions = [extension, ...n.state.extensions];
  return true;
}

function freeBlock(extensions: readonly NucleusExtension[]): number | undefined {
  for (let i = 0; i < MAX_EXTENSIONS; i++) {
    const block = SCBLOCKS + i * SCBLOCK_LENGTH;
    if (!extensions.some((one) => one.block === block)) return block;
  }
  return undefined;
}

/** Files that UPDATE reads: records of 80 bytes (CMS Command Reference, "UPDATE"), and its faults. */
import type { StepContext } from '../command.js';
import { CommandFault, fault } from '../commands/command-fault.js';
import { foundName } from '../commands/operands.js';
import { findFile, type FoundFile } from '../files/disk-state.js';
import { UPDATE_RECORD } from './apply.js';
import { updateMessage } from './messages-table.js';

/** A fault with a message that UPDATE alone has. */
export function updateFault(module: string, number: number, ...fill: string[]): CommandFault {
  const { rc, line } = updateMessage(module, number, ...fill);
  return new CommandFault(rc, [line]);
}

/** A file with records of 80 bytes; undefined when there is none of the name, a fault (7) when it has others. */
export function cardFile(
  context: StepContext,
  module: string,
  name: string,
  type: string,
  mode: string,
): FoundFile | undefined {
  const found = findFile(context.cms.disks, name, type, mode);
  if (found === undefined) return undefined;
  const { format, recordLength } = found.entry;
  if (format !== 'F' || recordLength !== UPDATE_RECORD) throw fault(module, 7, foundName(found));
  return found;
}

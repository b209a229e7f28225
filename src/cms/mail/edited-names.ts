/** A NAMES file as it stands in XEDIT, for NAMEFIND with the option XEDIT (CMS Command Reference, "NAMEFIND"). */
import { fault } from '../commands/command-fault.js';
import type { StepContext } from '../command.js';
import type { FrameContext } from '../nucleus/context.js';
import { lineAt, sizeOf } from '../xedit/edit-file.js';
import type { Editor } from '../xedit/editor.js';
import { NAMES_LIMIT } from './names-file.js';

/**
 * The lines of `name NAMES` in the ring of the XEDIT session that the command came from; the file that is being edited without a
 * name. A fault outside of XEDIT, when there is no such file in it, or when it is too large.
 */
export function editedNames(
  context: StepContext,
  module: string,
  name: string | undefined,
): string[] {
  const { nucleus } = context as Partial<FrameContext>;
  const session = nucleus?.state.activations.findLast(({ command }) => command === 'XEDIT');
  const editor = session?.frame['editor'] as Editor | undefined;
  if (editor === undefined) throw fault(module, 688);
  const file =
    name === undefined
      ? editor.ring[editor.active]!
      : editor.ring.find((one) => one.name === name && one.type === 'NAMES');
  if (file === undefined) throw fault(module, 2, `${name ?? ''} NAMES *`);
  const lines: string[] = [];
  let size = 0;
  for (let n = 1; n <= sizeOf(file); n++) {
    const line = lineAt(file, n);
    size += line.length;
    if (size > NAMES_LIMIT) throw fault(module, 109);
    lines.push(line);
  }
  return lines;
}

/** VMFCLEAR: clears the screen (z/VM: CMS Commands and Utilities Reference, "VMFCLEAR"). */
import type { Command } from '../command.js';
import type { FrameContext } from '../nucleus/context.js';

const ERASE_WRITE = 0x05;
/** Write control character: keyboard restored. */
const RESTORE = 0xc3;

/** The VMFCLEAR command. A terminal that works line by line has nothing to clear. */
export const vmfclear: Command = {
  name: 'VMFCLEAR',
  minimum: 8,
  start: (context) =>
    context.display === undefined
      ? { rc: 0 }
      : {
          effect: {
            kind: 'display-write',
            command: ERASE_WRITE,
            stream: Uint8Array.of(RESTORE),
          },
          frame: {},
        },
  resume(_frame, _answer, context) {
    // the screen is the console's again
    (context as FrameContext).nucleus.state.console.display = 'off';
    return { rc: 0 };
  },
};

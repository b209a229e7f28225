/** What an EXEC of the CMS EXEC language finds around it: stack, time, disks, the EXECs that it was called from. */
import type { RunningCommand, StepContext } from '../command.js';
import { modeOf, volumeOf, type DiskState } from '../files/disk-state.js';
import { blocksLeft } from '../files/volume.js';
import { readClock, type FrameContext } from '../nucleus/context.js';
import { stackedLines } from '../program-stack.js';
import { clockText, timesText } from '../shell/ready.js';
import type { ExecState } from './exec-program.js';
import type { ExecSurroundings } from './exec-words.js';

/** What is around it in this step. */
export function surroundings(state: ExecState, context: StepContext): ExecSurroundings {
  const { nucleus, cms } = context as FrameContext;
  const running: readonly RunningCommand[] = nucleus.state.activations;
  return {
    stacked: stackedLines(cms.stack) > 0,
    typing: cms.settings.typing,
    get time() {
      return clockText(context.now);
    },
    get times() {
      const { virtual, total } = readClock(nucleus);
      const used = virtual - nucleus.state.virtualTime;
      return timesText(used, Math.max(total - nucleus.state.totalTime, used), context.now);
    },
    get level() {
      return running.filter((one) => one.command === 'EXEC').length;
    },
    get globals() {
      const outermost = running.find(({ frame }) => frame['exec'] !== undefined)?.frame['exec'];
      return (outermost as ExecState | undefined)?.globals ?? state.globals;
    },
    disk: (letter) => diskAt(cms.disks, letter),
  };
}

/** &DISKx: what is accessed at a letter; `*`: the first disk that can be written to; `?`: the one with most room. */
function diskAt(disks: DiskState, letter: string): string {
  if (letter !== '*' && letter !== '?') return modeOf(disks, letter) === undefined ? 'NA' : 'CMS';
  const writable = disks.modes.filter((mode) => !mode.readOnly);
  if (letter === '*') return writable[0]?.letter ?? 'NONE';
  const left = (device: number): number => blocksLeft(volumeOf(disks, device));
  const best = writable.reduce<(typeof writable)[number] | undefined>(
    (most, one) => (most === undefined || left(one.device) > left(most.device) ? one : most),
    undefined,
  );
  return best?.letter ?? 'NONE';
}

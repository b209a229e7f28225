/** The store-status function (GA22-7000, "Store Status"; "Assigned Storage Locations"). */
import type { MachineState } from './machine-state.js';
import { F_COMPARATOR_HIGH, F_COMPARATOR_LOW, F_ILC } from './machine-block.js';
import { pswFirst, pswSecond } from './psw.js';
import { cpuTimerWords } from './timers.js';

/** Absolute locations. */
const CPU_TIMER = 216;
const COMPARATOR = 224;
const PSW = 256;
const PREFIX = 264;
const FLOAT = 352;
const GENERAL = 384;
const CONTROL = 448;

/** Stores what a processor is into absolute storage; false when page 0 can have no frame. */
export function storeStatus(state: MachineState): boolean {
  const { storage, fields } = state;
  if (!storage.touch(0)) return false;
  const put = (address: number, words: ArrayLike<number>): void => {
    for (let i = 0; i < words.length; i++) storage.setWord(address + 4 * i, words[i]!);
  };
  put(CPU_TIMER, cpuTimerWords(state));
  put(COMPARATOR, [fields[F_COMPARATOR_HIGH]!, fields[F_COMPARATOR_LOW]!]);
  put(PSW, [pswFirst(state, 0), pswSecond(state, fields[F_ILC]!)]);
  put(PREFIX, [state.prefix]);
  put(FLOAT, state.float);
  put(GENERAL, state.general);
  put(CONTROL, state.control);
  return true;
}

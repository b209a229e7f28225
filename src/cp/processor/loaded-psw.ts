/** The PSW that a machine stopped with, as CP tells it to its user. */
import type { VirtualProcessor } from '../../cpu/virtual-processor.js';

/** The PSW as it was loaded: in BC mode the length code of the instruction that did so is left out. */
export function loadedPsw(processor: VirtualProcessor): readonly [number, number] {
  const [first, second] = processor.pswWords();
  return processor.psw().extended ? [first, second] : [first, second & 0x3fffffff];
}

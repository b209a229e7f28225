/** The identification of a virtual processor, as STIDP stores it (z/VM CP Commands, "QUERY CPUID"). */
import { MODEL, serialOf } from '../real-machine-memory.js';
import { cpuText } from '../operands.js';
import type { VirtualMachine } from '../virtual-machine.js';

/** Sixteen digits: FF (in a virtual machine), the processor's address, the machine's number, model, zeros. */
export function cpuIdText({ id }: Pick<VirtualMachine, 'id'>, address: number): string {
  const serial = serialOf(id).toString(16).toUpperCase().padStart(5, '0');
  const model = MODEL.toString(16).toUpperCase().padStart(4, '0');
  return `FF${cpuText(address)[1]}${serial}${model}0000`;
}

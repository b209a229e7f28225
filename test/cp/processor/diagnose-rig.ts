/** A guest that executes one DIAGNOSE: what it left in the condition code, or the interruption that it got. */
import { END, END_PSW, hex } from './rig.js';
import type { RigMachine } from './rig.js';

/** A free area of storage. */
export const AREA = 0x2000;
/** Program-interruption codes. */
export const PRIVILEGED = 2;
export const PROTECTION = 4;
export const ADDRESSING = 5;
export const SPECIFICATION = 6;

/** How the guest stands when it executes the instruction. */
export interface Stance {
  /** First operand register; R2 unless told otherwise. */
  readonly rx?: number;
  /** Second operand register; R4 unless told otherwise. */
  readonly ry?: number;
  /** Key of the PSW, 0-15. */
  readonly key?: number;
  /** Turns of the event loop at the most. */
  readonly turns?: number;
}

/** Executes DIAGNOSE with the registers given, then BALR 6,0 and LPSW of a disabled wait. */
export function diagnose(
  machine: RigMachine,
  code: number,
  registers: Readonly<Record<number, number>>,
  { rx = 2, ry = 4, key = 0, turns }: Stance = {},
): void {
  machine.storage.store(0x300, hex(END_PSW));
  // program interruptions end in a disabled wait with an address of its own
  machine.storage.store(0x68, hex('0002 0000 0000 0bad'));
  const digits = code.toString(16).padStart(4, '0');
  machine.load(0x1000, `83${rx.toString(16)}${ry.toString(16)} ${digits} 0560 ${END}`);
  machine.cpu.loadPsw(key << 20, 0x1000);
  machine.cpu.setConditionCode(2);
  for (const [n, value] of Object.entries(registers)) machine.cpu.setRegister(Number(n), value);
  machine.post({ op: 'start' });
  machine.rig.run(turns);
}

/** The condition code that the DIAGNOSE left, from what BALR put into R6. */
export function cc(machine: RigMachine): number {
  return (machine.cpu.register(6) >>> 28) & 3;
}

/** The code of the program interruption that was taken; undefined when it ended well. */
export function programCode(machine: RigMachine): number | undefined {
  const reason = machine.of('stopped').at(-1)?.reason;
  if (reason?.kind !== 'disabled-wait') return undefined;
  return reason.psw[1] === 0xbad ? machine.storage.word(0x28)! & 0xffff : undefined;
}

/** Faults of a parameter list: they are those of the program that made the list, where its SVC is. */
import { abend } from './abend.js';
import { OLD_PSW } from './layout.js';
import type { Activation, Nucleus } from './nucleus.js';
import { popSave, readSave, type SaveArea } from './save-areas.js';

const ADDRESSING = 5;

/** Thrown in a step when a list or buffer of the caller lies outside storage. */
export class ListFault extends Error {
  /** The message is that of an abnormal end. */
  readonly abend: boolean;
  /** Completion code: of the system in the upper twelve of 24 bits. */
  readonly code: number;
  constructor(message: string, abend = false, code = 0) {
    super(message);
    this.abend = abend;
    this.code = code;
  }
}

/** An addressing exception at a PSW. */
export function faultInCaller(n: Nucleus, psw: readonly [number, number]): void {
  n.machine.loadPsw(psw[0] & 0xffff0000, psw[1]);
  n.machine.programInterruption(ADDRESSING);
}

/** The list of a call lies outside storage: an addressing exception where the SVC is. */
export function faultOfList(n: Nucleus, save: SaveArea): void {
  for (let r = 0; r < 16; r++) n.machine.setRegister(r, save.registers[r] ?? 0);
  const psw = save.psw;
  popSave(n, save, save.registers[15] ?? 0);
  faultInCaller(n, psw);
}

/** Ends an activation by such a fault. */
export function faultOfActivation(n: Nucleus, a: Activation, fault: ListFault): void {
  n.state.activations = n.state.activations.filter((other) => other !== a);
  const save = readSave(n, a.save);
  if (save === undefined) return;
  if (!fault.abend) {
    faultOfList(n, save);
    return;
  }
  popSave(n, save, save.registers[15] ?? 0);
  n.machine.setWord(OLD_PSW.svc, save.psw[0]);
  n.machine.setWord(OLD_PSW.svc + 4, (save.psw[1] & 0xff000000) | save.normal);
  abend(n, OLD_PSW.svc, fault.message, fault.code);
}

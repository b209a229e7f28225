/** What CMS does at its first gate entry after IPL. */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import { newCmsState } from '../cms-state.js';
import { diagnose, readClock } from './context.js';
import { initialiseStorage } from './free-storage.js';
import {
  LOW_USER,
  LOW_USER_END,
  NUCLEUS_KEY,
  NUCON,
  PARM_AREA,
  SCRATCH,
  TRANSIENT_AREA,
  TRANSIENT_LENGTH,
  USER_SAVES,
  USER_KEY,
} from './layout.js';
import { goIdle, newActivation, newNucleusState, type Nucleus } from './nucleus.js';

/** Keys are set in stretches of this size. */
const KEY_BLOCK = 2048;

/** Fills in NUCON, gives user storage its key and starts the shell. */
export function initialise(n: Nucleus): void {
  const m = n.machine;
  // PSW restart comes here too: nothing of before is left
  Object.assign(n.state, newNucleusState(), { started: true });
  Object.assign(n.cms, newCmsState());
  const parm = readParm(n);
  m.setWord(NUCON.vmsize, m.storageSize);
  m.setWord(NUCON.currsave, 0);
  // all keys: IPL from a disk brings none
  for (let at = 0; at < m.storageSize; at += KEY_BLOCK) m.setKey(at, storageKey(at) << 4);
  initialiseStorage(n);
  // the system, its version and processor, and at +16 the userid
  diagnose(n, 0x00, SCRATCH, 40);
  const identity = fromEbcdic(m.fetch(SCRATCH, 40) ?? new Uint8Array());
  n.state.userid = identity.slice(16, 24).trim();
  const clock = readClock(n);
  n.state.virtualTime = clock.virtual;
  n.state.totalTime = clock.total;
  const two = (value: number): string => String(value).padStart(2, '0');
  const { month, day, year } = clock.now;
  m.store(NUCON.currdate, toEbcdic(`${two(month)}/${two(day)}/${two(year % 100)}`));
  const shell = newActivation(0, '', [], '', 'terminal');
  shell.frame = { parm };
  n.state.activations = [shell];
  goIdle(n);
}

function storageKey(address: number): number {
  const transient = address >= TRANSIENT_AREA && address < TRANSIENT_AREA + TRANSIENT_LENGTH;
  const low = address >= LOW_USER && address < LOW_USER_END;
  return address >= USER_SAVES || transient || low ? USER_KEY : NUCLEUS_KEY;
}

/** PARM of IPL: a named system gets it in storage, one from a device in its registers. */
function readParm(n: Nucleus): string {
  if (n.machine.fetch(PARM_AREA, 1)?.[0] === 0) {
    const words = Uint8Array.from({ length: 64 }, (_, i) => {
      return (n.machine.register(i >> 2) >>> (24 - (i & 3) * 8)) & 0xff;
    });
    return fromEbcdic(words).replace(/\0/g, ' ').trim();
  }
  const length = Math.min(64, n.machine.fetch(PARM_AREA, 1)?.[0] ?? 0);
  return fromEbcdic(n.machine.fetch(PARM_AREA + 1, length) ?? new Uint8Array());
}

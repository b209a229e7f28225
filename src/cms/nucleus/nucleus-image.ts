/**
 * The nucleus as it lies in guest storage, a saved system that IPL CMS loads: new PSWs, the nucleus
 * constant area, one gate DIAGNOSE an entry, and the stubs that carry out effects. Everything else that
 * CMS does happens behind the gate.
 */
import type { SavedSystemImage } from '../../cp/guest-interface.js';
import { commandTable } from '../command-table.js';
import { codeBuilder, putHex, putText, putWord, type CodeBuilder } from './code-builder.js';
import {
  ANCHOR,
  CLOCK,
  ENTRIES,
  EYE_CATCHER,
  GATE,
  GATE_CODE,
  GUARD,
  GUARD_EYE,
  GUARD_GATE,
  GUARD_PSW,
  LOW_USER,
  LOW_USER_END,
  MAX_ENTRIES,
  NEW_PSW,
  NUCON,
  OLD_PSW,
  OS_CONTROL,
  OS_QUEUED,
  OS_ENTRY,
  PARM_AREA,
  PSW_DISABLED,
  SAVE_AREAS,
  STUB,
  TRANSIENT_AREA,
  USER_AREA,
  USER_KEY,
  USER_SAVES,
} from './layout.js';

/** Bytes of the nucleus that IPL loads; what lies above is cleared when it is first used. */
export const NUCLEUS_LENGTH = 0x2000;

/** The gate DIAGNOSE. */
const GATE_INSTRUCTION = '8300' + GATE_CODE.toString(16).padStart(4, '0');

/** Commands whose entry points NUCON has. */
const BRANCHED: Readonly<Record<string, number>> = {
  ERASE: NUCON.aerase,
  RDBUF: NUCON.ardbuf,
  WRBUF: NUCON.awrbuf,
  FINIS: NUCON.afinis,
  STATE: NUCON.astate,
  STATEW: NUCON.astatew,
  POINT: NUCON.apoint,
  '*QSAM': OS_ENTRY.queued,
  '*BSAM': OS_ENTRY.basic,
  '*CHECK': OS_ENTRY.check,
  '*PUTX': OS_ENTRY.putx,
  '*NOTE': OS_ENTRY.note,
  '*POINT': OS_ENTRY.point,
};

/** The saved system. */
export function nucleusImage(): SavedSystemImage {
  return {
    name: 'CMS',
    pages: [{ address: 0, bytes: nucleusBytes() }],
    keys: [
      { address: 0, length: TRANSIENT_AREA, key: 0 },
      { address: TRANSIENT_AREA, length: 0x2000, key: USER_KEY << 4 },
      { address: LOW_USER, length: LOW_USER_END - LOW_USER, key: USER_KEY << 4 },
      { address: SAVE_AREAS, length: USER_SAVES - SAVE_AREAS, key: 0 },
      { address: USER_SAVES, length: USER_AREA - USER_SAVES, key: USER_KEY << 4 },
      // the rest of storage gets its key at the first gate entry, when its size is known
    ],
    registers: new Array<number>(16).fill(0),
    psw: [PSW_DISABLED, GATE.ipl],
    minimumStorage: 0x40000,
    parmAt: PARM_AREA,
  };
}

/** Storage from 0 to {@link NUCLEUS_LENGTH}. */
export function nucleusBytes(): Uint8Array {
  const code = codeBuilder(0, NUCLEUS_LENGTH);
  const newPsw = (at: number, gate: number): void => {
    putWord(code, at, PSW_DISABLED);
    putWord(code, at + 4, gate);
  };
  // restart begins CMS again
  newPsw(0, GATE.ipl);
  newPsw(NEW_PSW.external, GATE.external);
  newPsw(NEW_PSW.svc, GATE.svc);
  newPsw(NEW_PSW.program, GUARD);
  newPsw(NEW_PSW.machine, GATE.machine);
  newPsw(NEW_PSW.io, GATE.io);
  constants(code);
  stubs(code);
  putText(code, ANCHOR, EYE_CATCHER, 8);
  guard(code);
  return code.bytes;
}

function guard(code: CodeBuilder): void {
  const at = (address: number): string => address.toString(16).padStart(4, '0');
  const stop = GUARD + 24;
  // CLC ANCHOR(8),GUARD_EYE / BNE stop: the nucleus was overwritten
  putHex(code, GUARD, `D507${at(ANCHOR)}${at(GUARD_EYE)}4770${at(stop)}`);
  // CLC OLD_PSW.program+5(3),GUARD_GATE / BE stop: the gate itself is not answered (a stale token)
  putHex(code, GUARD + 10, `D502${at(OLD_PSW.program + 5)}${at(GUARD_GATE)}4780${at(stop)}`);
  // B GATE.program / stop: LPSW GUARD_PSW
  putHex(code, GUARD + 20, `47F0${at(GATE.program)}8200${at(GUARD_PSW)}`);
  putText(code, GUARD_EYE, EYE_CATCHER, 8);
  putHex(code, GUARD_GATE, (GATE.program + 4).toString(16).padStart(6, '0'));
  putHex(code, GUARD_PSW, '0002000000000F00');
}

function constants(code: CodeBuilder): void {
  putWord(code, NUCON.asysref, NUCON.sysref);
  putText(code, NUCON.systemid, 'VM/TS CMS RELEASE 1', 32);
  putText(code, NUCON.sysname, 'CMS', 8);
  putHex(code, NUCON.ipladdr, '01900190');
  for (const name of [
    NUCON.lastcmnd,
    NUCON.prevcmnd,
    NUCON.lastexec,
    NUCON.prevexec,
    NUCON.lastlmod,
    NUCON.lasttmod,
  ]) {
    putText(code, name, '', 8);
  }
  putHex(code, NUCON.svc202, '0ACA 00000001 07FE');
  putWord(code, NUCON.anucend, USER_AREA);
  putWord(code, NUCON.ausrarea, USER_AREA);
  putWord(code, NUCON.frstloc, USER_AREA);
  putWord(code, NUCON.lastloc, USER_AREA);
  putWord(code, NUCON.loccnt, USER_AREA);
  putWord(code, NUCON.acmsret, STUB.return);
  putWord(code, NUCON.admsfreb, GATE.storage);
  putWord(code, NUCON.astrinit, GATE.strinit);
  for (const [name, at] of Object.entries(BRANCHED)) {
    const entry = commandTable.findIndex((command) => command.name === name);
    if (entry >= 0) putWord(code, at, ENTRIES + entry * 8);
  }
  putText(code, NUCON.cmndexec, 'EXEC', 8);
}

/** NOTE and POINT are four bytes apart, without a base register: B, B, then for each L 15 and BR 15. */
function control(code: CodeBuilder): void {
  const at = (address: number): string => address.toString(16).padStart(4, '0');
  const { note, point } = OS_CONTROL;
  const loads = point + 4;
  putHex(code, note, `47F0${at(loads)}47F0${at(loads + 6)}`);
  putHex(code, loads, `58F0${at(OS_ENTRY.note)}07FF58F0${at(OS_ENTRY.point)}07FF`);
  // GET and PUT, PUTX, and RELSE and TRUNC, which have nothing to do: SR 15,15 and BR 14
  const queued = OS_QUEUED + 12;
  putHex(code, OS_QUEUED, `47F0${at(queued)}47F0${at(queued + 6)}47F0${at(queued + 12)}`);
  putHex(code, queued, `58F0${at(OS_ENTRY.queued)}07FF58F0${at(OS_ENTRY.putx)}07FF1BFF07FE`);
}

function stubs(code: CodeBuilder): void {
  for (const gate of Object.values(GATE)) putHex(code, gate, GATE_INSTRUCTION);
  // B GATE.idle, without a base register
  putHex(code, GATE.idle + 4, '47F0' + GATE.idle.toString(16).padStart(4, '0'));
  putHex(code, STUB.sio, '9C001000');
  putHex(code, STUB.diagnose08, '83240008');
  putHex(code, STUB.diagnose58, '83240058');
  putHex(code, STUB.diagnoseA4, '832400A4');
  putHex(code, STUB.diagnose68, '83240068');
  putHex(code, STUB.diagnoseAny, '83240060');
  putHex(code, STUB.cpuTimer, 'B208' + CLOCK.toString(16).padStart(4, '0'));
  putHex(code, STUB.comparator, 'B206' + CLOCK.toString(16).padStart(4, '0'));
  putHex(code, STUB.hio, '9E001000');
  putHex(code, STUB.svc202, '0ACA00000001');
  putHex(code, STUB.return, '0AC9');
  control(code);
  if (commandTable.length > MAX_ENTRIES)
    throw new Error('more commands than the nucleus has entries');
  for (let entry = 0; entry < MAX_ENTRIES; entry++) {
    putHex(code, ENTRIES + entry * 8, GATE_INSTRUCTION);
  }
}

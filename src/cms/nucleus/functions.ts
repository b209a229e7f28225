/**
 * SVC 203: functions by number (VM/370 CMS Program Logic, "SVC 203", DMSITS). The halfword behind the SVC is
 * the number in its second byte and flags of the function in its first; it is negative when the program looks
 * at the return code itself. The numbers are those of Release 6.
 */
import { functionAbend, unsupportedSvc, userAbend } from './abend.js';
import {
  allocatedStorage,
  checkStorage,
  FREE_RC,
  giveBackStorage,
  obtain,
  releaseUserStorage,
  resetMainStorage,
} from './free-storage.js';
import { NUCLEUS_KEY, NUCON, OLD_PSW, PSW_DISABLED, STUB, USER_KEY } from './layout.js';
import type { Nucleus } from './nucleus.js';
import { KEY_STACK, currentSave, pushSave, readSave, saveChain } from './save-areas.js';

/** The numbers that this CMS has. */
const FUNCTION = {
  oldFree: 1,
  oldFret: 2,
  dmsfree: 4,
  dmsfret: 5,
  strinit: 7,
  dmskey: 8,
  dmsexs: 9,
  dmsfres: 10,
  dmsabn: 11,
  relpages: 14,
} as const;

/** Flags of DMSFREE. */
const LOW = 0x08;
const HIGH = 0x04;
const NUCLEUS = 0x20;
const VARIABLE = 0x40;
/** Flags of DMSKEY. */
const KEY = { nucleus: 1, reset: 2, user: 4, lastUser: 8, noStack: 0x40 } as const;
/** Requests of DMSFRES. */
const SERVICE = { check: 3, checkOn: 4, checkOff: 5, userRecovery: 6, allocated: 7 } as const;
/** Keys that one routine can stack. */
const KEY_DEPTH = 7;

/** Carries out SVC 203. The halfword at `after` is there. */
export function callFunction(n: Nucleus, first: number, second: number, code: number): void {
  const m = n.machine;
  const after = second & 0xffffff;
  const whole = Math.abs(code);
  const flags = whole >> 8;
  m.setWord(NUCON.code203, ((code & 0xffff) << 16) | ((m.word(NUCON.code203) ?? 0) & 0xffff));
  const back = (key?: number): void => {
    const keyed = key === undefined ? first : (first & 0xff0fffff) | (key << 20);
    m.loadPsw(keyed & 0xffff0000, (second & 0xff000000) | (after + 2));
  };
  switch (whole & 0xff) {
    case FUNCTION.oldFree:
    case FUNCTION.oldFret:
    case FUNCTION.dmsfree:
    case FUNCTION.dmsfret: {
      const frees = (whole & 0xff) === FUNCTION.dmsfree || (whole & 0xff) === FUNCTION.oldFree;
      const rc = storageCall(n, frees, flags);
      if (rc !== 0 && code > 0) functionAbend(n, storageMessage(frees, rc, after));
      else back();
      return;
    }
    case FUNCTION.strinit:
      resetMainStorage(n);
      m.setRegister(15, 0);
      back();
      return;
    case FUNCTION.dmskey:
      changeKey(n, flags, first, back, after);
      return;
    case FUNCTION.dmsexs: {
      const linkage = {
        callee: 'DMSEXS',
        psw: [first, second] as const,
        normal: after + 2,
        error: 0,
        code,
      };
      if (pushSave(n, linkage) === undefined) {
        functionAbend(
          n,
          `DMSITS122S Maximum SVC depth has been exceeded with call at ${hex(after)}`,
        );
        return;
      }
      // the code that register 1 points to goes back by BR 1; what it does to registers is not kept
      const to = m.register(1) & 0xffffff;
      m.setRegister(1, STUB.return);
      m.loadPsw(PSW_DISABLED, to);
      return;
    }
    case FUNCTION.dmsfres: {
      const rc = service(n, flags);
      m.setRegister(15, rc);
      if (rc !== 0 && code > 0)
        functionAbend(n, `DMSFRE162T Invalid DMSFRES call from ${hex(after)}`);
      else back();
      return;
    }
    case FUNCTION.dmsabn:
      userAbend(n);
      return;
    case FUNCTION.relpages:
      m.setRegister(15, 0);
      back();
      return;
    default:
      unsupportedSvc(n, 203);
  }
}

/** A BALR to the address in ADMSFREB: the halfword is in CODE203, the way back is register 14. */
export function branchToStorage(n: Nucleus): void {
  const m = n.machine;
  const code = (m.word(NUCON.code203) ?? 0) >> 16;
  const whole = Math.abs(code);
  const frees = (whole & 0xff) === FUNCTION.dmsfree;
  const known = frees || (whole & 0xff) === FUNCTION.dmsfret;
  const rc = known ? storageCall(n, frees, whole >> 8) : FREE_RC.badService;
  m.setRegister(15, rc);
  if (rc !== 0 && code >= 0) {
    const [first, second] = m.psw();
    m.setWord(OLD_PSW.svc, first);
    m.setWord(OLD_PSW.svc + 4, (second & 0xff000000) | (m.register(14) & 0xffffff));
    functionAbend(n, storageMessage(frees, rc, m.register(14) & 0xffffff));
    return;
  }
  branchBack(n);
}

/** A BALR to the address in ASTRINIT. */
export function branchToStrinit(n: Nucleus): void {
  resetMainStorage(n);
  n.machine.setRegister(15, 0);
  branchBack(n);
}

function branchBack(n: Nucleus): void {
  const [first, second] = n.machine.psw();
  const back = n.machine.register(14) & 0xffffff;
  n.machine.loadPsw(first & 0xffff0000, (second & 0xff000000) | back);
}

function storageCall(n: Nucleus, frees: boolean, flags: number): number {
  const m = n.machine;
  const most = m.register(0) * 8;
  let rc: number;
  if (frees) {
    const variable = (flags & VARIABLE) !== 0;
    const anywhere = (flags & (LOW | HIGH)) === 0;
    const got = obtain(n, {
      owner: (flags & NUCLEUS) !== 0 ? 'nucleus' : 'user',
      low: anywhere || (flags & LOW) !== 0,
      high: anywhere || (flags & HIGH) !== 0,
      most,
      least: variable ? m.register(1) * 8 : most,
    });
    rc = 'rc' in got ? got.rc : 0;
    if (!('rc' in got)) {
      m.setRegister(1, got.at);
      if (variable) m.setRegister(0, got.length / 8);
    }
  } else {
    rc = giveBackStorage(n, m.register(1) & 0xffffff, most);
  }
  m.setRegister(15, rc);
  return rc;
}

function storageMessage(frees: boolean, rc: number, at: number): string {
  if (frees && rc === FREE_RC.none) {
    return `DMSFRE159T Insufficient storage available to satisfy DMSFREE request from ${hex(at)}`;
  }
  return frees
    ? `DMSFRE160T Invalid DMSFREE call from ${hex(at)}, error ${String(rc)}`
    : `DMSFRE161T Invalid DMSFRET call from ${hex(at)}, error ${String(rc)}`;
}

function service(n: Nucleus, request: number): number {
  switch (request) {
    case SERVICE.check:
      return checkStorage(n);
    case SERVICE.checkOn:
    case SERVICE.checkOff:
      // the chains are checked at every call anyway
      return FREE_RC.ok;
    case SERVICE.userRecovery:
      releaseUserStorage(n);
      return FREE_RC.ok;
    case SERVICE.allocated:
      n.machine.setRegister(0, allocatedStorage(n) / 8);
      return FREE_RC.ok;
    default:
      return FREE_RC.badService;
  }
}

/** DMSKEY: another key in the PSW of the caller; each save area keeps a small stack of the keys before. */
function changeKey(
  n: Nucleus,
  flags: number,
  first: number,
  back: (key?: number) => void,
  at: number,
): void {
  const m = n.machine;
  const save = currentSave(n);
  const stack = save === 0 ? undefined : m.fetch(save + KEY_STACK, 1 + KEY_DEPTH);
  const depth = Math.min(KEY_DEPTH, stack?.[0] ?? 0);
  m.setRegister(15, 0);
  if ((flags & KEY.reset) !== 0) {
    if (stack === undefined || depth === 0) {
      functionAbend(n, `DMSITS217T DMSKEY reset from ${hex(at)} underflows key stack`);
      return;
    }
    m.store(save + KEY_STACK, Uint8Array.of(depth - 1));
    back((stack[depth] ?? 0) >> 4);
    return;
  }
  const key =
    (flags & KEY.nucleus) !== 0
      ? NUCLEUS_KEY
      : (flags & KEY.user) !== 0
        ? USER_KEY
        : (flags & KEY.lastUser) !== 0
          ? lastUserKey(n)
          : undefined;
  if (key === undefined) {
    unsupportedSvc(n, 203);
    return;
  }
  if ((flags & KEY.noStack) === 0 && stack !== undefined) {
    if (depth === KEY_DEPTH) {
      functionAbend(
        n,
        `DMSITS216T DMSKEY call from ${hex(at)} overflows key stack, with max depth 7`,
      );
      return;
    }
    m.store(save + KEY_STACK, Uint8Array.of(depth + 1));
    m.store(save + KEY_STACK + 1 + depth, Uint8Array.of((first >>> 16) & 0xf0));
  }
  back(key);
}

function lastUserKey(n: Nucleus): number {
  for (const address of saveChain(n)) {
    const key = ((readSave(n, address)?.psw[0] ?? 0) >>> 20) & 15;
    if (key !== NUCLEUS_KEY) return key;
  }
  return USER_KEY;
}

function hex(value: number): string {
  return value.toString(16).toUpperCase().padStart(6, '0');
}

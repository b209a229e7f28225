/** Which traps an event meets, and what a trap that is met wants (z/VM "CP Commands", TRACE). */
import { touches } from '../../../cpu/effects.js';
import type { WatchedInstruction, WatchedInterruption } from '../../../cpu/watcher.js';
import type { Span, Trap } from '../../trace/trace-state.js';

/** The operation codes of I/O instructions: SIO, TIO, HIO, TCH and STIDC. */
function isIo(opcode: number): boolean {
  return (opcode >= 0x9c00 && opcode <= 0x9f00) || opcode === 0xb203;
}

/** SPM, SSM, LPSW, STNSM, STOSM: what changes a mask of the PSW. */
const MASKS: ReadonlySet<number> = new Set([0x04, 0x80, 0x82, 0xac, 0xad]);
const SVC = 0x0a;
const DIAGNOSE = 0x83;

function within(value: number, span: Span | undefined): boolean {
  return span === undefined || (value >= span.first && value <= span.last);
}

/** Whether an instruction that has been executed is what a trap waits for. */
export function meetsInstruction(trap: Trap, event: WatchedInstruction): boolean {
  const { at, target, effects, next, partial } = event;
  const decoded = target?.decoded ?? event.decoded;
  if (!within(at, trap.range) && (target === undefined || !within(target.at, trap.range)))
    return false;
  if (trap.data !== undefined && !startsWith(decoded.bytes, trap.data)) return false;
  if (partial && trap.kind !== 'STORE') return false;
  const { entry, first = 0 } = decoded;
  const opcode = entry?.opcode ?? 0;
  switch (trap.kind) {
    case 'INSTR':
    case 'ALL':
    case 'COUNT':
      return true;
    case 'BRANCH':
      return effects.branched && within(next, trap.into);
    case 'STORE':
      return (
        effects.stored.length > 0 &&
        (trap.into === undefined || touches(effects.stored.at, effects.stored.length, trap.into))
      );
    case 'GPR':
      return (effects.altered & (trap.registers ?? 0xffff)) !== 0;
    case 'MASK':
      return MASKS.has(opcode);
    case 'SVC':
      return opcode === SVC && within(decoded.bytes[1]!, trap.codes);
    case 'PRIV':
      return entry?.privileged === true && !isIo(opcode);
    case 'DIAG':
      return opcode === DIAGNOSE && within(first, trap.codes);
    case 'I/O':
      return trap.io !== 'INT' && isIo(opcode) && within(first & 0xffff, trap.codes);
    case 'SIO':
    case 'CCW':
      return isIo(opcode) && within(first & 0xffff, trap.codes);
    case 'MNEMONIC':
      return entry?.mnemonic === trap.mnemonic || event.decoded.entry?.mnemonic === trap.mnemonic;
    case 'PROG':
    case 'EXT':
      return false;
  }
}

/** Whether an interruption is what a trap waits for; those of SVC show with their instruction. */
export function meetsInterruption(trap: Trap, event: WatchedInterruption): boolean {
  if (event.class === 'SVC' || !within(event.address, trap.range)) return false;
  switch (trap.kind) {
    case 'ALL':
      return true;
    case 'PROG':
    case 'EXT':
      return trap.kind === event.class && within(event.code, trap.codes);
    case 'I/O':
      return event.class === 'I/O' && trap.io !== 'INST' && within(event.code, trap.codes);
    default:
      return false;
  }
}

/** What a trap that is met wants: nothing (SKIP, PASS, COUNT), to be shown, or also that the machine stops. */
export function fire(trap: Trap): 'nothing' | 'show' | 'stop' {
  trap.hits++;
  if (trap.kind === 'COUNT') return 'nothing';
  if (trap.skipLeft > 0) {
    trap.skipLeft--;
    return 'nothing';
  }
  trap.skipLeft = trap.pass;
  if (trap.run) return 'show';
  if (trap.stopLeft > 1) {
    trap.stopLeft--;
    return 'show';
  }
  trap.stopLeft = trap.step;
  return 'stop';
}

function startsWith(bytes: Uint8Array, digits: string): boolean {
  for (let n = 0; n < digits.length; n += 2)
    if (bytes[n / 2] !== Number.parseInt(digits.slice(n, n + 2), 16)) return false;
  return true;
}

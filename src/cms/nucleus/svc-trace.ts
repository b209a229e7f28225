/**
 * SVCTRACE (VM/370 CMS Command Reference, "SVCTRACE"): supervisor calls and their ends, kept until the program has ended
 * and then printed. SO suspends it, RO resumes it, HO ends it while a program runs.
 */
import { OLD_PSW } from './layout.js';
import type { Nucleus } from './nucleus.js';
import { calledName } from './parameter-list.js';
import { addTraceLine, hexDigits, type SvcTrace } from './svc-trace-state.js';

/** A supervisor call has come to the gate. */
export function traceCall(n: Nucleus, number: number): void {
  const { svcTrace } = n.state;
  // the way back is told when the call ends
  if (!svcTrace.on || svcTrace.suspended || number === 201) return;
  const m = n.machine;
  const called = number === 202 || number === 204;
  const name = called ? (calledName(n, m.register(1)) ?? '') : '';
  // what the nucleus calls for itself is nobody's program
  if (name.startsWith('*')) return;
  const from = hexDigits((m.word(OLD_PSW.svc + 4) ?? 0) & 0xffffff, 6);
  const what = `SVC ${String(number).padStart(3)} ${name.padEnd(8)}`;
  const registers = [0, 1, 15]
    .map((r) => `R${String(r)} = ${hexDigits(m.register(r), 8)}`)
    .join('  ');
  addTraceLine(svcTrace, `${what}  from ${from}  ${registers}`);
}

/** SO, RO and HO. */
export function traceRequest(trace: SvcTrace, line: string): void {
  switch (line) {
    case 'SO':
      trace.suspended = true;
      return;
    case 'RO':
      trace.suspended = false;
      return;
    case 'HO':
      trace.on = false;
      return;
  }
}

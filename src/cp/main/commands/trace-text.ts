/** What is traced in a machine as QUERY TRACE and TRACE QUERY show it (z/VM "CP Commands", QUERY TRACE). */
import type { TraceSet, TraceState, Trap } from '../../trace/trace-state.js';
import { spanText } from './trace-events.js';

/** The lines of a set, or of all; `id` shows one trap only. */
export function traceLines(state: TraceState, all: boolean, id?: string): readonly string[] {
  const sets = all ? state.sets : state.sets.filter(({ name }) => name === state.active);
  return sets.flatMap((set) => setLines(state, set, id));
}

function setLines(state: TraceState, set: TraceSet, id: string | undefined): readonly string[] {
  const traps = set.traps.filter((trap) => id === undefined || trap.id === id);
  const active = set.name === state.active ? '  (ACTIVE)' : '';
  const lines = [`NAME  ${set.name.padEnd(8)}${active}`.trimEnd()];
  if (traps.length === 0) lines.push('        NO TRAPS');
  return [...lines, ...traps.flatMap(trapLines)];
}

function trapLines(trap: Trap): readonly string[] {
  if (trap.kind === 'COUNT')
    return [`${head(trap)}${place(trap)}`.trimEnd(), `        COUNT ${trap.hits}`];
  const count = (value: number): string => String(value).padStart(5, '0');
  return [
    `${head(trap)}${place(trap)}`.trimEnd(),
    `        ${outputText(trap)}  ${trap.run ? 'RUN  ' : 'NORUN'}  SIM`,
    `        SKIP ${count(trap.skipLeft)}  PASS ${count(trap.pass)}  STOP ${count(trap.stopLeft)}  STEP ${count(trap.step)}`,
    `        CMD ${trap.commands.length === 0 ? 'NONE' : trap.commands.join(';')}`,
  ];
}

function head(trap: Trap): string {
  const kind = trap.kind === 'MNEMONIC' ? (trap.mnemonic ?? '') : trap.kind;
  return `${trap.id.padStart(4)}    ${kind.padEnd(8)}`;
}

function place(trap: Trap): string {
  const parts: string[] = [];
  const { codes, into, range, registers, data, io, ccw } = trap;
  if (registers !== undefined) parts.push(`REG  ${registersText(registers)}`);
  if (codes !== undefined) parts.push(`CODE ${spanText(codes, 4)}`);
  if (into !== undefined) parts.push(`INTO ${spanText(into, 8)}`);
  if (range !== undefined) parts.push(`PSWA ${spanText(range, 8)}`);
  if (data !== undefined) parts.push(`DATA ${data}`);
  if (io !== undefined) parts.push(io);
  if (ccw === true && trap.kind === 'I/O') parts.push('CCW');
  return parts.join('  ');
}

function registersText(mask: number): string {
  const numbers = Array.from({ length: 16 }, (_, n) => n).filter(
    (n) => (mask & (0x8000 >> n)) !== 0,
  );
  const [first] = numbers;
  const last = numbers.at(-1);
  return first === last ? `${first}` : `${first}-${last}`;
}

function outputText({ output }: Trap): string {
  switch (output) {
    case 'TERM':
      return 'TERM    NOPRT';
    case 'PRT':
      return 'NOTERM  PRT  ';
    case 'BOTH':
      return 'TERM    PRT  ';
    case 'TABLE':
      return 'NOTERM  TABLE';
  }
}

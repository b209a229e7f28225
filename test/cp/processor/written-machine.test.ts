/**
 * The rule that a machine is plain data: written down at random ends of turns, thrown away and rebuilt on
 * another processor, it does the same in the same number of instructions.
 */
import { expect } from 'chai';
import type { GuestProgramKind } from '../../../src/cp/guest-interface.js';
import { toEbcdic } from '../../../src/shared/ebcdic.js';
import { seededChooser } from '../../support/memory-files.js';
import { END, END_PSW, hex, Rig } from './rig.js';
import type { RigMachine } from './rig.js';

/** Steps five times behind a gate, keeping a sum. */
const summer: GuestProgramKind = {
  image: {
    name: 'SUM',
    pages: [],
    keys: [],
    registers: [],
    psw: [0, 0],
    minimumStorage: 0,
    parmAt: 0,
  },
  gateCode: 0x104,
  recognises: (_machine, gate) => gate === 0x1004,
  open: (_token, written) => {
    const state = (written as { sum: number } | undefined) ?? { sum: 0 };
    return {
      step: (machine) => {
        state.sum = (state.sum * 31 + machine.register(5)) & 0xffffff;
        machine.setRegister(7, state.sum);
        return 40;
      },
      writeDown: () => ({ ...state }),
    };
  },
};

/**
 * Loops with a count, the gate, a CP command, a console write by SIO and its interruption, six hundred
 * times a round.
 */
function start(machine: RigMachine): void {
  machine.storage.store(0x300, hex(END_PSW));
  machine.storage.store(0x308, hex('fe06 0000 0000 1030')); // enabled wait
  machine.storage.store(0x78, hex('0000 0000 0000 1020')); // I/O new
  machine.storage.setWord(0x48, 0x400);
  machine.storage.store(0x400, hex('09002000 20000004'));
  machine.storage.store(0x2000, toEbcdic('LINE'));
  // 1000 LA 6,600 | 1004 gate | 1008 BCT 6,1008 | 100C DIAG 8 | 1010 SIO 9 | 1014 LPSW 308 (waits)
  // 1020 (I/O) AR 8,7; AR 8,4; BCT 5,1000; LPSW 300
  machine.load(0x1000, '4160 0258 8300 0104 4660 c008 8324 0008 9c00 0009 8200 0308');
  machine.storage.store(0x1020, hex(`1a87 1a84 4650 c000 ${END}`));
  machine.cpu.loadPsw(0, 0x1000);
  machine.cpu.setRegister(12, 0x1000);
  machine.cpu.setRegister(5, 12);
  machine.cpu.setRegister(2, 0x2000);
  machine.cpu.setRegister(4, 4);
}

interface Outcome {
  readonly lines: string[];
  readonly sum: number;
  readonly executed: number;
  readonly commands: number;
  readonly moves: number;
}

/** Runs the program; `move` says whether the machine is written down and rebuilt at this turn. */
function run(move: (turn: number) => boolean): Outcome {
  const rig = new Rig({
    processors: 2,
    programs: [summer],
    limits: { chunk: 50, instructions: 150 },
  });
  const machine = rig.machine();
  start(machine);
  machine.ask({ op: 'start' });
  const answered = new Set<number>();
  const due: { ask: number; turn: number }[] = [];
  let moves = 0;
  for (let turn = 0; turn < 20_000 && machine.stopped === undefined; turn++) {
    rig.clock.turn();
    // CP takes its time to answer a command, and runs it once however often it is put
    for (const { ask, question } of machine.asks) {
      if (question.kind !== 'command' || answered.has(ask)) continue;
      answered.add(ask);
      due.push({ ask, turn: turn + 7 });
    }
    if (move(turn)) {
      const reply = machine.ask({ op: 'write-down' });
      if (!reply.ok || reply.machine === undefined) throw new Error('not written down');
      // nothing of the old object is left but bytes
      const bytes = structuredClone(reply.machine);
      machine.place(1 - machine.processorIndex, bytes);
      moves++;
    }
    for (const { ask } of due.filter((one) => one.turn <= turn)) {
      const reply = { kind: 'command', rc: 4, lines: [] } as const;
      machine.post({ op: 'answer', ask, answer: reply });
    }
    due.splice(0, due.length, ...due.filter((one) => one.turn > turn));
  }
  rig.run();
  if (!machine.mine) throw new Error('it did not come to its end');
  return {
    lines: machine.lines(),
    sum: machine.cpu.register(8),
    executed: machine.cpu.executed,
    commands: answered.size,
    moves,
  };
}

describe('a machine written down', () => {
  it('goes on elsewhere as if nothing had happened, at any end of a turn', () => {
    const still = run(() => false);
    expect(still.lines.length).to.be.greaterThan(5);
    expect(still.commands).to.be.greaterThan(3);
    for (let seed = 1; seed <= 12; seed++) {
      const choose = seededChooser(seed);
      const moved = run(() => choose(5) === 0);
      expect(moved.moves).to.be.greaterThan(20);
      expect({ ...moved, moves: 0 }).to.deep.equal(still);
    }
  });
});

/**
 * A case for any instruction: operands by its format, and what is particular to some. Privileged
 * instructions are executed in the problem state now and then; DIAGNOSE and I/O, which end our run, only
 * there. What depends on the time of day is compared but for its value.
 */
import type { Instruction } from '../../src/cpu/instruction-table.js';
import { INSTRUCTIONS } from '../../src/cpu/instruction-table.js';
import { Draft } from './draft.js';
import type { Random } from './draft.js';
import { editSource, exponentNear, floatBytes, loadFloats, packed, pattern } from './operands.js';
import { CONTROL, LANDING_FROM, LANDING_TO, PAGE_EDGE, SIZE, WINDOW_AT } from './record.js';
import type { Case } from './record.js';
import { TABLE_SETS } from './tables.js';

/** Their run ends with CP: compared in the problem state only. */
export const FOR_CP = /^(DIAG|SIGP|SIO|SIOF|TIO|CLRIO|HIO|HDV|TCH|STIDC)$/;
const PAIRS = /^(M|MR|D|DR|SRDL|SLDL|SRDA|SLDA|CDS)$/;
const BRANCH_REGISTER = /^(BALR|BCTR|BCR|BASR)$/;
const BRANCH_STORAGE = /^(BAL|BCT|BC|BAS|BXH|BXLE)$/;
const DOUBLEWORD = /^(LPSW|SCK|STCK|SCKC|STCKC|SPT|STPT|STIDP|CDS)$/;
const WORD = /^(CS|LCTL|STCTL|SPX|STPX)$/;

/** Every instruction that can be compared. */
export const COMPARED: readonly Instruction[] = INSTRUCTIONS.filter((entry) => entry.implemented);

function landing(draft: Draft): number {
  const at = draft.space + LANDING_FROM + 2 * draft.random((LANDING_TO - LANDING_FROM) / 2);
  return draft.chance(4) ? at + 1 : at;
}

/** LRA with translation off: an address that the tables know, most of the time. */
function spaceOf(draft: Draft): number {
  if (draft.translated || draft.chance(10)) return 0;
  const cr1 = draft.bytes.readInt32BE(CONTROL + 4);
  return TABLE_SETS.find((set) => set.cr1 === cr1)?.space ?? 0;
}

/** Bytes that a storage operand of the RX and RS formats has. */
function operandLength(mnemonic: string): number {
  if (/^(CVB|CVD|STD|MXD|LD|CD|AD|SD|MD|DD|AW|SW|CDS)$/.test(mnemonic)) return 8;
  if (/^(STM|LM|LCTL|STCTL)$/.test(mnemonic)) return 64;
  return 4;
}

function rr(draft: Draft, { opcode, mnemonic }: Instruction): void {
  const { random } = draft;
  let r1 = random(16);
  let r2 = random(16);
  if (opcode >= 0x20 && opcode < 0x40) {
    const extended = /X|LRDR/.test(mnemonic);
    r1 = draft.chance(95) ? 2 * random(4) : r1;
    r2 = draft.chance(95) ? 2 * random(4) : r2;
    if (extended && draft.chance(90)) {
      if (mnemonic !== 'LRDR') r1 &= 4;
      if (mnemonic !== 'MXDR') r2 &= 4;
    }
  } else if (mnemonic === 'MVCL' || mnemonic === 'CLCL') {
    const pairs = [0, 2, 4, 6, 8, 10, 12, 14];
    r1 = pairs.splice(random(8), 1)[0]!;
    r2 = draft.chance(90) ? draft.pick(pairs) : random(16);
    const length = (): number => random(draft.pick([3, 40, 300]));
    const high = (): number => random(256) * 0x1000000;
    const first = draft.address(300);
    draft.set(r2, (draft.chance(40) ? first + random(40) - 20 : draft.address(300)) + high());
    draft.set(r2 + 1, length() + draft.pick([0, 0x40, 0xff]) * 0x1000000);
    draft.set(r1, first + high());
    draft.set(r1 + 1, length() + high());
  } else if (mnemonic === 'MR' || mnemonic === 'DR') {
    if (draft.chance(90)) r1 &= 14;
    if (mnemonic === 'DR' && draft.chance(70)) draft.set(r1, draft.pick([0, -1, random(50)]));
  } else if (BRANCH_REGISTER.test(mnemonic)) {
    draft.set(r2, landing(draft) + (draft.any() & 0xff000000));
    if (mnemonic === 'BCTR' && r1 !== r2) draft.set(r1, random(3));
  } else if (mnemonic === 'SSK' || mnemonic === 'ISK') {
    const at = draft.chance(90) ? draft.pick([WINDOW_AT, PAGE_EDGE]) + 16 * random(32) : SIZE;
    draft.set(r2, at + (draft.chance(5) ? 1 + random(15) : 0) + (draft.any() & 0xff000000));
  }
  draft.code((opcode << 8) | (r1 << 4) | r2);
}

/** EX: of something in the window, or of itself. */
function execute(draft: Draft): void {
  const { random } = draft;
  const { x, base } = draft.indexed(draft.address(6, draft.chance(95) ? 2 : 1));
  const target = draft.pick([
    [0x1a, random(256)],
    [0x92, random(256), base >> 8, base & 0xff],
    [0xd2, random(256), base >> 8, base & 0xff, base >> 8, base & 0xff],
    [0x0a, random(256)],
    [0x44, 0, 0x70, 0],
    [0x07, random(256)],
    [0x91, random(256), base >> 8, base & 0xff],
  ]);
  const where = draft.get(base >> 12) + (base & 0xfff) + (x === 0 ? 0 : draft.get(x));
  draft.poke(where & 0xffffff, target);
  const r1 = random(16);
  draft.code(0x4400 | (r1 << 4) | x, base);
  if (target[0] === 0x07)
    for (let n = 0; n < 16; n++) if (n !== x && n !== base >> 12) draft.set(n, landing(draft));
}

function rx(draft: Draft, { opcode, mnemonic }: Instruction): void {
  const { random } = draft;
  if (mnemonic === 'EX') {
    execute(draft);
    return;
  }
  let r1 = random(16);
  if (opcode >= 0x60) {
    r1 = draft.chance(95) ? 2 * random(4) : r1;
    if (mnemonic === 'MXD' && draft.chance(90)) r1 &= 4;
  } else if (PAIRS.test(mnemonic) && draft.chance(90)) r1 &= 14;
  if (opcode < 0x60 && draft.chance(80)) draft.reserve(r1);
  if (mnemonic === 'D' && draft.chance(70)) draft.set(r1, draft.pick([0, -1, random(50)]));
  const at = BRANCH_STORAGE.test(mnemonic)
    ? landing(draft)
    : draft.address(operandLength(mnemonic)) + (mnemonic === 'LRA' ? spaceOf(draft) : 0);
  if (mnemonic === 'CVB') draft.poke(at, packed(draft, 8, draft.pick([8, 9, 10, 11, 15])));
  else if (opcode >= 0x60) draft.poke(at, floatBytes(draft, exponentNear(draft)));
  else if (draft.chance(40)) {
    const value = draft.value();
    draft.poke(
      at,
      [value >> 24, value >> 16, value >> 8, value].map((byte) => byte & 0xff),
    );
  }
  if (mnemonic === 'BCT') draft.set(r1, random(3));
  const { x, base } = draft.indexed(at);
  draft.code((opcode << 8) | (r1 << 4) | x, base);
}

function rs(draft: Draft, { opcode, mnemonic }: Instruction): void {
  const { random } = draft;
  let r1 = random(16);
  let r3 = random(16);
  if (PAIRS.test(mnemonic) && draft.chance(90)) {
    r1 &= 14;
    r3 &= 14;
  }
  draft.reserve(r1, r3, r1 + 1, r3 + 1);
  if (/^S[RL]/.test(mnemonic)) {
    const count = random(draft.chance(80) ? 40 : 4096);
    if (draft.chance(50)) draft.set(r1, draft.any() >> random(32));
    draft.code((opcode << 8) | (r1 << 4) | r3, draft.chance(50) ? count : draft.base(count));
    return;
  }
  let at = draft.address(operandLength(mnemonic));
  if (BRANCH_STORAGE.test(mnemonic)) at = landing(draft);
  if (DOUBLEWORD.test(mnemonic) && draft.chance(95)) at -= at % 8;
  if (WORD.test(mnemonic) && draft.chance(95)) at -= at % 4;
  if (FOR_CP.test(mnemonic)) draft.problem = true;
  if ((mnemonic === 'CS' || mnemonic === 'CDS') && draft.chance(50)) {
    for (let n = 0; n < 2; n++) {
      const value = draft.get(r1 + n);
      draft.poke(
        at + 4 * n,
        [value >> 24, value >> 16, value >> 8, value].map((v) => v & 0xff),
      );
    }
  }
  if (mnemonic === 'LCTL' && draft.chance(90)) r1 = draft.pick([1, 3, 4, 5, 6, 7, 8, 10, 11, 12]);
  if (mnemonic === 'LCTL' && draft.chance(90)) r3 = Math.min(13, r1 + random(3));
  draft.code((opcode << 8) | (r1 << 4) | r3, draft.base(at));
}

function s(draft: Draft, { opcode, mnemonic }: Instruction): void {
  const { random } = draft;
  const first = opcode > 0xff ? opcode : opcode << 8;
  let at = draft.address(8);
  if (DOUBLEWORD.test(mnemonic) && draft.chance(90)) at -= at % 8;
  if (mnemonic === 'STAP' && draft.chance(90)) at -= at % 2;
  if (FOR_CP.test(mnemonic)) draft.problem = true;
  if (mnemonic === 'SPKA') at = random(0x1000000);
  if (mnemonic === 'SPX') {
    // never executed to its end: the program that executes the cases has the prefix
    if (draft.chance(50)) at |= 1;
    else draft.problem = true;
  }
  if (mnemonic === 'RRB')
    at = draft.chance(90) ? draft.pick([WINDOW_AT, PAGE_EDGE]) : SIZE + random(4096);
  if (mnemonic === 'SSM') {
    // no external interruptions; translation stays as it is, or the next instruction could be anything
    draft.poke(at, [(random(256) & 0xfa) | (draft.translated ? 4 : 0)]);
    if (draft.chance(10)) draft.bytes[CONTROL]! |= 0x40;
  }
  if (mnemonic === 'LPSW') {
    const extended = draft.chance(50);
    const first16 =
      (extended ? draft.pick([0, 0x02, 0x04, random(256) & 0xbe]) : random(256) & 0xfe) << 24;
    const keys = ((random(16) << 4) | (extended ? 8 : 0) | random(2) | (random(2) << 2)) << 16;
    const rest = extended && draft.chance(70) ? random(0x4000) & 0x3f00 : random(0x10000);
    const real = !extended || (first16 & 0x04000000) === 0;
    const second =
      (landing(draft) - (real ? draft.space : 0)) |
      ((extended && draft.chance(80) ? 0 : random(256)) << 24);
    const value = [first16 | keys | rest, second];
    draft.poke(
      at,
      value.flatMap((w) => [w >> 24, w >> 16, w >> 8, w].map((v) => v & 0xff)),
    );
  }
  draft.code(first, draft.base(at));
}

function si(draft: Draft, { opcode, mnemonic }: Instruction): void {
  const { random } = draft;
  let immediate = random(256);
  if (mnemonic === 'STOSM') immediate &= draft.extended ? 0xfa : 0xfe;
  if (mnemonic === 'STNSM' && draft.translated) immediate |= 4;
  if (mnemonic === 'MC') {
    immediate &= draft.chance(90) ? 15 : 255;
    draft.control(8, random(0x10000));
  }
  draft.code((opcode << 8) | immediate, draft.base(draft.address(1)));
}

function ssl(draft: Draft, { opcode, mnemonic }: Instruction): void {
  const { random } = draft;
  const n = 1 + random(draft.pick([8, 32, 256]));
  const first = draft.address(n);
  let second = draft.address(/^TR/.test(mnemonic) ? 256 : n);
  if (mnemonic === 'ED' || mnemonic === 'EDMK') {
    // overlapping operands are unpredictable
    const length = 1 + random(draft.pick([8, 30]));
    const [left, right] = draft.chance(50) ? [0, 0x200] : [0x200, 0];
    const at = draft.space + WINDOW_AT + left + random(0x1e0);
    const from = draft.space + WINDOW_AT + right + random(0x1e0);
    draft.poke(at, pattern(draft, length));
    draft.poke(from, editSource(draft, length));
    const to = draft.base(draft.chance(97) ? at : draft.space + SIZE - random(8));
    draft.code(
      (opcode << 8) | (length - 1),
      to,
      draft.base(draft.chance(97) ? from : draft.space + SIZE - random(4)),
    );
    return;
  }
  if (mnemonic === 'MVCIN') second = Math.max(second, draft.space + WINDOW_AT + n);
  else if (draft.chance(30)) second = first + random(16) - 8;
  if (mnemonic === 'TRT' && draft.chance(60))
    draft.poke(
      second,
      Array.from({ length: 256 }, (_, i) => (i % 37 === 0 ? random(256) : 0)),
    );
  draft.code((opcode << 8) | (n - 1), draft.base(first), draft.base(second));
}

function ssll(draft: Draft, { opcode, mnemonic }: Instruction): void {
  const { random } = draft;
  let n = 1 + random(16);
  let m = 1 + random(16);
  if (/^[MD]P$/.test(mnemonic) && draft.chance(90)) {
    n = 2 + random(15);
    m = 1 + random(Math.min(8, n - 1));
  }
  const first = draft.address(n);
  let second = draft.address(m);
  if (opcode >= 0xf8) {
    // operands may overlap only so that their last bytes are the same
    const apart =
      Math.max(first, second) >= Math.min(first + n, second + m) || first + n === second + m;
    if (!apart || draft.chance(5)) second = first + n - m;
    const digits = 2 * n - 1;
    const fitting = mnemonic === 'MP' && draft.chance(85) ? digits - 2 * m : digits;
    if (draft.chance(97)) draft.poke(first, packed(draft, n, Math.max(0, fitting)));
    if (draft.chance(97) && second !== first + n - m) draft.poke(second, packed(draft, m));
  } else if (draft.chance(30)) second = first + random(16) - 8;
  draft.code((opcode << 8) | ((n - 1) << 4) | (m - 1), draft.base(first), draft.base(second));
}

function ssi(draft: Draft, { opcode }: Instruction): void {
  const { random } = draft;
  const n = 1 + random(16);
  const at = draft.address(n);
  if (draft.chance(97)) draft.poke(at, packed(draft, n));
  const shift = draft.chance(50) ? random(64) : (random(12) - 6) & 63;
  const digit = draft.chance(95) ? random(10) : random(16);
  draft.code((opcode << 8) | ((n - 1) << 4) | digit, draft.base(at), draft.base(shift));
}

/** IPTE: a page table in the window. */
function rre(draft: Draft, { opcode }: Instruction): void {
  const { random } = draft;
  const r1 = draft.take();
  const r2 = draft.take();
  draft.set(r1, (draft.any() & 0xff000007) | (WINDOW_AT + 8 * random(64)));
  draft.set(r2, (draft.any() & 0xfff00000) | random(0x20000));
  draft.code(opcode, (random(256) << 8) | (r1 << 4) | r2);
}

/** TPROT. */
function sse(draft: Draft, { opcode }: Instruction): void {
  const at = draft.base(draft.address(1));
  draft.code(opcode, at, draft.base(draft.random(256)));
}

/** What two machines need not do alike (agreement.ts): with PER on top it could not be told from a fault. */
const UNEQUAL: ReadonlySet<string> = new Set(['STIDP', 'STCK', 'STCKC', 'STPT', 'RRB']);

/** A case for an instruction. */
export function makeCase(entry: Instruction, random: Random): Case {
  const draft = new Draft(random);
  const { opcode, mnemonic, format } = entry;
  if (draft.chance(15)) draft.protect();
  draft.extended = draft.chance(15);
  if (draft.chance(30)) draft.translate(draft.pick(TABLE_SETS));
  else {
    if (/^(LRA|IPTE|SSM|STOSM|LPSW)$/.test(mnemonic)) draft.tables(draft.pick(TABLE_SETS));
    if (draft.chance(15) && !UNEQUAL.has(mnemonic)) draft.record();
  }
  draft.problem = draft.chance(entry.privileged ? 7 : 10);
  if ((opcode >= 0x20 && opcode < 0x40) || (opcode >= 0x60 && opcode < 0x80))
    loadFloats(draft, exponentNear(draft));
  switch (format) {
    case 'RR':
    case 'RRM':
    case 'RR1':
      rr(draft, entry);
      break;
    case 'I':
      draft.code((opcode << 8) | random(255));
      break;
    case 'RX':
    case 'RXM':
      rx(draft, entry);
      break;
    case 'RS':
    case 'RSS':
    case 'RSM':
      rs(draft, entry);
      break;
    case 'S':
      s(draft, entry);
      break;
    case 'S0':
      draft.code(opcode, 0);
      break;
    case 'SI':
      si(draft, entry);
      break;
    case 'SSL':
      ssl(draft, entry);
      break;
    case 'SSLL':
      ssll(draft, entry);
      break;
    case 'SSI':
      ssi(draft, entry);
      break;
    case 'RRE':
      rre(draft, entry);
      break;
    case 'SSE':
      sse(draft, entry);
      break;
    default:
      throw new Error(`${mnemonic}: no generator for ${format}`);
  }
  return { mnemonic, bytes: draft.finish() };
}

/**
 * When two outcomes agree. Where they may differ, the reason and the paragraph of the manual (GA22-7000-10,
 * IBM System/370 Principles of Operation) stand here.
 */
import {
  ADDRESSING,
  DATA,
  DECIMAL_DIVIDE,
  DECIMAL_OVERFLOW,
  EXPONENT_OVERFLOW,
  EXPONENT_UNDERFLOW,
  FIXED_POINT_OVERFLOW,
  MONITOR_EVENT,
  PAGE_TRANSLATION,
  PROTECTION,
  SEGMENT_TRANSLATION,
  SIGNIFICANCE,
  SPECIFICATION,
  TRANSLATION_SPECIFICATION,
} from '../../src/cpu/program-check.js';
import {
  CODES,
  differences,
  GENERAL,
  interruptionOf,
  KEYS,
  OLD_PSWS,
  PSW,
  SIZE,
  WINDOW,
  WINDOW_BYTES,
} from './record.js';

/** A difference that is none. */
interface Exception {
  readonly mnemonics: RegExp;
  readonly why: string;
  /** Whether it accounts for the whole difference; both outcomes may be changed. */
  readonly accounts: (ours: Buffer, theirs: Buffer) => boolean;
}

/** Whether outcomes are equal but for some bytes. */
function equalBut(ours: Buffer, theirs: Buffer, ...ranges: readonly (readonly [number, number])[]) {
  const [a, b] = [Buffer.from(ours), Buffer.from(theirs)];
  for (const [from, length] of ranges) {
    a.fill(0, from, from + length);
    b.fill(0, from, from + length);
  }
  return a.equals(b);
}

/** Bit of an interruption code: a program event, alone or with another cause. */
const PER_EVENT = 0x80;

/** The cause of an interruption, whether a program event came with it or not. */
function causeOf(record: Buffer): number {
  return interruptionOf(record) & ~PER_EVENT;
}

const STORAGE = [WINDOW, WINDOW_BYTES] as const;
const PROGRAM_OLD = OLD_PSWS + 8;
const FETCH: readonly number[] = [
  ADDRESSING,
  PROTECTION,
  SEGMENT_TRANSLATION,
  PAGE_TRANSLATION,
  TRANSLATION_SPECIFICATION,
];
/** Everything that tells an interruption from another, or from none. */
const ENDING = [
  [OLD_PSWS, 16],
  [CODES, 32],
] as const;

/** Whether it was the fetching of an instruction at an odd address or outside storage. */
function badBranch(after: Buffer): boolean {
  const address = after.readUInt32BE(PROGRAM_OLD + 4) & 0xffffff;
  const code = interruptionOf(after);
  return (code === SPECIFICATION && (address & 1) !== 0) || (code === ADDRESSING && address > SIZE);
}

/** Address and instruction-length code of the program old PSW. */
function ending(after: Buffer): { address: number; length: number } {
  const extended = (after[PROGRAM_OLD + 1]! & 8) !== 0;
  return {
    address: after.readUInt32BE(PROGRAM_OLD + 4) & 0xffffff,
    length: extended ? after[CODES + 9]! : (after[PROGRAM_OLD + 4]! >> 6) * 2,
  };
}

/** Whether the same instruction could not be fetched, and lengths of 2 and of 4 were taken for it. */
function fetchFailed(ours: Buffer, theirs: Buffer): boolean {
  const code = interruptionOf(ours);
  const [a, b] = [ending(ours), ending(theirs)];
  if (!FETCH.includes(code) || a.length !== 2 || b.length !== 4) return false;
  const nullified = code === SEGMENT_TRANSLATION || code === PAGE_TRANSLATION;
  return (
    b.address - a.address === (nullified ? 0 : 2) &&
    equalBut(ours, theirs, [PROGRAM_OLD + 4, 4], [CODES + 9, 1])
  );
}

/** What tells one access exception from another: a translation exception nullifies and has an address. */
function whichAccess(after: Buffer): (readonly [number, number])[] {
  const extended = (after[PROGRAM_OLD + 1]! & 8) !== 0;
  return extended
    ? [
        [PROGRAM_OLD + 5, 3],
        [CODES + 10, 6],
      ]
    : [[PROGRAM_OLD + 2, 2]];
}

/** Where the length code of an interruption in EC mode stands. */
const LENGTH_CODE = [CODES + 8, 2] as const;

/** Whether an interruption tells of PER. */
function isPer(after: Buffer): boolean {
  // SVC leaves its own old PSW beside that of the program interruption
  return ((after.readUInt16BE(CODES + 10) | after.readUInt16BE(PROGRAM_OLD + 2)) & 0x80) !== 0;
}

/** All of them. */
export const EXCEPTIONS: readonly Exception[] = [
  {
    mnemonics: /./,
    why:
      'Program-Event Recording, "Identification of Cause": the length code is that of the instruction that the PER ' +
      'address designates; Hercules has another now and then',
    accounts: (ours, theirs) => isPer(ours) && isPer(theirs) && equalBut(ours, theirs, LENGTH_CODE),
  },
  {
    mnemonics: /^(SVC|LPSW|SSM|STNSM|EX)$/,
    why:
      'Program-Event Recording, "Priority of Indication": an event of an instruction that brings a PSW without PER ' +
      'is told after the new PSW is there; Hercules forgets it',
    accounts: (ours, theirs) => isPer(ours) && !isPer(theirs) && equalBut(ours, theirs, ...ENDING),
  },
  {
    mnemonics: /./,
    why:
      'Instruction-Length Code: with an exception that the fetching of an instruction meets it is unpredictable ' +
      'whether the code is 1, 2 or 3',
    accounts: fetchFailed,
  },
  {
    mnemonics: /^(STCK|STCKC|STPT|STIDP)$/,
    why: 'a clock, a timer or an identification is stored, which are not the same on two machines',
    accounts: (ours, theirs) => interruptionOf(ours) === 0 && equalBut(ours, theirs, STORAGE),
  },
  {
    mnemonics: /^(ED|EDMK|TR)$/,
    why:
      'EDIT, TRANSLATE, "Program Exceptions": with a data or access exception on the way the operation is terminated, ' +
      'and what first operand and register 1 then hold is unpredictable; ours leaves it as it was',
    accounts: (ours, theirs) =>
      interruptionOf(ours) !== 0 && equalBut(ours, theirs, STORAGE, [GENERAL + 4, 4]),
  },
  {
    mnemonics: /^(B.*|EX|LPSW)$/,
    why:
      'Program Interruption, "Instruction-Length Code": when an instruction cannot be fetched it is unpredictable ' +
      'by how much the address is increased; by 2 with ours, by the length of the branch with Hercules',
    accounts: (ours, theirs) =>
      badBranch(ours) &&
      badBranch(theirs) &&
      equalBut(ours, theirs, [PROGRAM_OLD + 4, 4], [CODES + 9, 1]),
  },
  {
    mnemonics: /^EX$/,
    why:
      'Instruction-Length Code: with EXECUTE the code is 2, whatever the length of the target; ' +
      'Hercules gives now and then that of the target',
    accounts: (ours, theirs) =>
      interruptionOf(ours) === interruptionOf(theirs) &&
      interruptionOf(ours) !== 0 &&
      equalBut(ours, theirs, [PROGRAM_OLD + 4, 1], [CODES + 9, 1]),
  },
  {
    mnemonics: /^LCTL$/,
    why:
      'Program-Event Recording, "Control-Register Allocation": what LCTL loads into registers 9 to 11 counts from ' +
      'the next instruction on; Hercules lets that one go by',
    accounts: (ours, theirs) => isPer(ours) && !isPer(theirs) && equalBut(ours, theirs, ...ENDING),
  },
  {
    mnemonics: /^(CS|CDS)$/,
    why: 'Storage Alteration: no event when the operands are unequal and nothing is stored; Hercules has one',
    accounts: (ours, theirs) =>
      (interruptionOf(ours) & PER_EVENT) === 0 &&
      interruptionOf(theirs) === PER_EVENT &&
      equalBut(ours, theirs, ...ENDING),
  },
  {
    mnemonics: /^LPSW$/,
    why:
      'Program-Event Recording, "Priority of Indication": the fetching of LPSW is told with the specification ' +
      'exception of the PSW that it brings; Hercules forgets it',
    accounts: (ours, theirs) =>
      interruptionOf(ours) === (SPECIFICATION | PER_EVENT) &&
      interruptionOf(theirs) === SPECIFICATION &&
      equalBut(ours, theirs, ...ENDING),
  },
  {
    mnemonics: /^(STCTL|NC|OC|XC)$/,
    why:
      'Storage Alteration: any byte of the field counts; Hercules does not look at all words of a long one, nor at ' +
      'what lies behind the border of a page',
    accounts: (ours, theirs) =>
      interruptionOf(ours) === PER_EVENT &&
      interruptionOf(theirs) === 0 &&
      equalBut(ours, theirs, ...ENDING),
  },
  {
    mnemonics: /^LCTL$/,
    why:
      'Translation-Lookaside Buffer: after control registers 0 and 1 have been loaded the next instruction may ' +
      'still be found by entries of a common segment, or by those of the page that it is in; ours never does so',
    accounts: (ours, theirs) =>
      FETCH.includes(causeOf(ours)) &&
      interruptionOf(theirs) === 0 &&
      equalBut(ours, theirs, ...ENDING),
  },
  {
    mnemonics: /^MC$/,
    why: 'Monitoring: class and code are stored at 148 and 156 in either mode; Hercules does it in EC mode only',
    accounts: (ours, theirs) =>
      interruptionOf(ours) === MONITOR_EVENT &&
      (ours[PSW + 1]! & 8) === 0 &&
      equalBut(ours, theirs, [CODES + 16, 2], [CODES + 24, 4]),
  },
  {
    mnemonics: /^RRB$/,
    why:
      'RESET REFERENCE BIT: the reference bit is that of a block of 2K bytes; Hercules takes those of two ' +
      'blocks together',
    accounts: (ours, theirs) => interruptionOf(ours) === 0 && equalBut(ours, theirs, [OLD_PSWS, 8]),
  },
  {
    mnemonics: /^(CLC|CLCL|CLM|TRT)$/,
    why: 'Access Exceptions: an operand need not be accessed behind the byte that decides the result, and may be',
    accounts: (ours, theirs) =>
      causeOf(theirs) === 0 &&
      ((FETCH.includes(causeOf(ours)) &&
        equalBut(ours, theirs, ...ENDING, [GENERAL, 64], [KEYS, 2])) ||
        equalBut(ours, theirs, [KEYS, 2])),
  },
  {
    mnemonics: /./,
    why:
      'Multiple Program-Interruption Conditions: which of two access exceptions is recognized is not ' +
      'determined',
    accounts: (ours, theirs) =>
      FETCH.includes(causeOf(ours)) &&
      FETCH.includes(causeOf(theirs)) &&
      equalBut(ours, theirs, ...whichAccess(ours), [KEYS, 2]),
  },
  {
    mnemonics: /^(MVCL|CLCL)$/,
    why:
      'MOVE LONG, COMPARE LONG: bits 0-7 of the address registers may be zero or unchanged unless the ' +
      'operation is completed, and after an access exception the condition code is unpredictable',
    accounts: (ours, theirs) =>
      equalBut(
        ours,
        theirs,
        ...(FETCH.includes(causeOf(ours)) && FETCH.includes(causeOf(theirs))
          ? ([[PROGRAM_OLD + 2, 3]] as const)
          : []),
        ...Array.from({ length: 8 }, (_, n) => [GENERAL + 8 * n, 1] as const),
      ),
  },
  {
    mnemonics: /^([ASMDZC].?P|SRP)$/,
    why:
      'Priority of Program Interruptions: access exceptions come before data exceptions and these before a ' +
      'decimal divide; Hercules recognizes some of the access exceptions last',
    accounts: (ours, theirs) =>
      FETCH.includes(causeOf(ours)) &&
      [DATA, DECIMAL_DIVIDE].includes(causeOf(theirs)) &&
      equalBut(ours, theirs, ...ENDING, [KEYS, 2]),
  },
];

/** Program interruptions of an instruction that has been completed. */
const COMPLETED: readonly number[] = [
  FIXED_POINT_OVERFLOW,
  DECIMAL_OVERFLOW,
  EXPONENT_OVERFLOW,
  EXPONENT_UNDERFLOW,
  SIGNIFICANCE,
  MONITOR_EVENT,
];
const REFERENCE_AND_CHANGE = 0x06;

/**
 * Reference and change are exact when an instruction has been completed. When it ends before ("Summary of
 * Action for Addressing and Protection Exceptions": only the reference that meets the exception must leave the
 * key alone) the machines may have come to more or fewer of its operands: they are made equal.
 */
function forgetKeysOfEnded(ours: Buffer, theirs: Buffer): void {
  const code = causeOf(ours);
  if (code === 0 || code !== causeOf(theirs) || COMPLETED.includes(code)) return;
  for (let i = 0; i < 2; i++) {
    ours[KEYS + i]! &= ~REFERENCE_AND_CHANGE;
    theirs[KEYS + i]! &= ~REFERENCE_AND_CHANGE;
  }
}

/** Whether a case came to the same on both machines, and if not, what differs. */
export function disagreement(mnemonic: string, mine: Buffer, other: Buffer): string[] {
  if (mine.equals(other)) return [];
  const ours = Buffer.from(mine);
  const theirs = Buffer.from(other);
  forgetKeysOfEnded(ours, theirs);
  if (ours.equals(theirs)) return [];
  const found = differences(ours, theirs);
  for (const { mnemonics, accounts } of EXCEPTIONS)
    if (mnemonics.test(mnemonic) && accounts(ours, theirs)) return [];
  return found;
}

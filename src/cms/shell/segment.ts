/**
 * SEGMENT: saved segments in this machine's storage (z/VM: CMS Commands and Utilities Reference, "SEGMENT", "QUERY SEGMENT"), by
 * DIAGNOSE X'64'. All storage that the machine has is CMS's: a segment must lie behind it. What is reserved for a segment is
 * kept from others until RELEASE; LOAD does without.
 */
import type { Answer, Effect, Frame, StepContext, StepResult } from '../command.js';
import type { KeptSegment } from '../cms-state.js';
import { fault, fileCommand } from '../commands/command-fault.js';
import { isFileName } from '../files/file-name.js';
import { conflict, optionRules, parseOptions, splitOperands } from '../commands/operands.js';
import { message } from '../messages-table.js';
import type { FrameContext } from '../nucleus/context.js';
import { SCRATCH } from '../nucleus/layout.js';
import type { Subject } from '../subject.js';
import { toEbcdic } from '../../shared/ebcdic.js';

const MODULE = 'SEG';
const OPTIONS = optionRules('SHARE', 'NOSHARE', 'SYSTEM', 'USER');
const FUNCTIONS = ['LOAD', 'PURGE', 'RESERVE', 'RELEASE', 'ASSIGN'] as const;
/** Subcodes of DIAGNOSE X'64'. */
const LOAD_SHARED = 0x00;
const LOAD_NONSHARED = 0x04;
const PURGE = 0x08;
const FIND = 0x0c;
const NAME_LENGTH = 8;
/** CP knows no such segment. */
const UNKNOWN = 44;

function ask(name: string, subcode: number): Effect {
  return {
    kind: 'diagnose',
    code: 0x64,
    registers: { 2: SCRATCH, 4: subcode },
    store: [{ at: SCRATCH, bytes: toEbcdic(name.padEnd(NAME_LENGTH)) }],
    fetch: { at: SCRATCH, length: 0 },
  };
}

const kept = ({ cms }: StepContext, name: string): KeptSegment | undefined =>
  cms.segments?.find((one) => one.name === name);

function keep({ cms }: StepContext, segment: KeptSegment): void {
  const others = (cms.segments ?? []).filter((one) => one.name !== segment.name);
  const gone = segment.loaded === undefined && !segment.reserved;
  cms.segments = gone ? others : [...others, segment];
}

function start(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  const [what, name, extra] = operands;
  if (what === undefined) throw fault(MODULE, 47);
  const wanted = FUNCTIONS.find((one) => one === what);
  if (wanted === undefined) throw fault(MODULE, 14, what);
  if (name === undefined) throw fault(MODULE, 50, what);
  if (!isFileName(name)) throw fault(MODULE, 70, name);
  if (wanted === 'ASSIGN') throw fault(MODULE, 2990, 'ASSIGN', 'logical saved segments');
  if (extra !== undefined) throw fault(MODULE, 70, extra);
  const chosen = parseOptions(MODULE, wanted === 'LOAD' ? OPTIONS : [], options);
  conflict(MODULE, chosen, 'SHARE', 'NOSHARE');
  conflict(MODULE, chosen, 'SYSTEM', 'USER');
  const segment = kept(context, name);
  switch (wanted) {
    case 'LOAD':
      if (segment?.loaded !== undefined) throw fault(MODULE, 1085, name, 'loaded');
      return {
        effect: ask(name, FIND),
        frame: { name, then: chosen.has('NOSHARE') ? 'LOAD_NONSHARED' : 'LOAD_SHARED' },
      };
    case 'RESERVE':
      if (segment?.reserved === true) throw fault(MODULE, 1085, name, 'reserved');
      return { effect: ask(name, FIND), frame: { name, then: 'RESERVE' } };
    case 'PURGE':
      if (segment?.loaded === undefined) throw fault(MODULE, 416, name);
      return { effect: ask(name, PURGE), frame: { name, then: 'PURGE' } };
    case 'RELEASE':
      if (segment?.reserved !== true) throw fault(MODULE, 1086, name);
      keep(context, { ...segment, reserved: false });
      return { rc: 0 };
  }
}

/** Where the segment is must be free. */
function checkPlace(context: StepContext, name: string, from: number, to: number): void {
  const { storageSize } = (context as FrameContext).nucleus.machine;
  const others = (context.cms.segments ?? []).filter((one) => one.name !== name);
  if (from < storageSize || others.some((one) => one.start <= to && one.end >= from))
    throw fault(MODULE, 1084, name);
}

function resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
  if (answer.kind !== 'diagnosed') return { rc: 256 };
  const name = String(frame['name']);
  const then = frame['then'];
  const { cc, registers } = answer;
  const [x = 0, y = 0] = registers;
  const segment = kept(context, name);
  if (then === 'PURGE') {
    // that CP has it no more is as good
    if (segment !== undefined) keep(context, { ...segment, loaded: undefined });
    return { rc: 0 };
  }
  if (cc >= 2) {
    if (y === UNKNOWN) throw fault(MODULE, 1083, name);
    throw fault(MODULE, 1087, name, y);
  }
  if (then === 'LOADED') {
    const how = frame['how'] === LOAD_NONSHARED ? 'NOSHARE' : 'SHARE';
    keep(context, { name, reserved: false, ...segment, start: x, end: y, loaded: how });
    return { rc: 0 };
  }
  const [from, to] = [x >>> 0, y >>> 0];
  checkPlace(context, name, from, to);
  if (then === 'RESERVE') {
    keep(context, { name, loaded: undefined, ...segment, start: from, end: to, reserved: true });
    return { rc: 0 };
  }
  const how = then === 'LOAD_NONSHARED' ? LOAD_NONSHARED : LOAD_SHARED;
  return { effect: ask(name, how), frame: { name, then: 'LOADED', how } };
}

/**
 * SEGMENT. Errors: 014E, 047E, 050E, 070E (24); 416E not loaded, 1086E not reserved (28); 1084E the place is taken (41); 1083E no such
 * segment (44); 1087E CP's reason (100); 1085W nothing to be done (4); 2990E ASSIGN (88).
 */
export const segmentCommand = fileCommand('SEGMENT', 3, MODULE, start, resume);

const hex = (value: number): string => value.toString(16).toUpperCase().padStart(8, '0');

/** QUERY SEGMENT [name|*]. Errors: 070E (24), 416E (28). */
export const segmentQuery: Subject = {
  name: 'SEGMENT',
  minimum: 3,
  run({ tokens, cms }) {
    const [, , name = '*', extra] = tokens;
    if (extra !== undefined) return { rc: 24, lines: [message('QRY', 70, extra)] };
    const chosen = (cms.segments ?? []).filter((one) => name === '*' || one.name === name);
    if (chosen.length === 0) {
      return { rc: 28, lines: [message('QRY', 416, name === '*' ? 'A segment' : name)] };
    }
    const rows = chosen.map(
      ({ name, start, end, loaded, reserved }) =>
        `${''.padEnd(9)}${name.padEnd(9)}${hex(start)}  ${hex(end - start + 1)}  ` +
        `${(loaded === undefined ? 'NO' : 'YES').padEnd(7)} ${reserved ? 'USER RESERVED' : (loaded ?? '')}`.trimEnd(),
    );
    return { rc: 0, lines: ['Space    Name     Location  Length    Loaded  Attribute', ...rows] };
  },
};

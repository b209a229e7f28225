/**
 * Regions: clauses that run one after the other or in a loop become one function of the host. What they leave behind each
 * clause is what their steps would have left: a region may be left, and entered, at each of its clauses, so that
 * a share of work ends there, and what is written down knows nothing of it.
 */
import type { ParseSource, Unit } from '../../code.js';
import { OP } from '../../code.js';
import type { QuickClause } from '../clauses.js';
import { clauseAt, landing } from '../clauses.js';
import type { Frame, QuickCode, Step } from '../frame.js';
import { made } from './made.js';
import { isPlain, TemplateWriter } from './templates.js';
import { ValueWriter } from './values.js';
import { Writer } from './writer.js';

/** Instructions of a region beyond which no clause is added: the host must not be long about it. */
const ENOUGH = 300;
/** Characters that cost as much as a clause. */
const CHARACTERS = 16;

/** A clause of a region, and the addresses where it may go on. */
interface Member {
  readonly pc: number;
  readonly clause: QuickClause;
  readonly step: Step;
  readonly next: readonly number[];
}

/** Makes a region of the clauses that come next from an address on, and puts it in place of their steps. */
export function makeRegion(frame: Frame, quick: QuickCode, head: number): void {
  const { activity } = frame;
  // other units share their code, or are soon gone
  if (quick !== frame.main || frame.unit !== activity.main || quick.room <= 0) return;
  const members = membersFrom(frame, quick, head);
  if (members.length === 0) return;
  const writer = new RegionWriter(frame, members);
  const text = writer.write();
  quick.room -= text.length;
  frame.left -= Math.trunc(text.length / CHARACTERS);
  const region = made(text, writer.constants);
  if (region === undefined) {
    quick.room = 0;
    return;
  }
  for (const { pc } of members) {
    quick.regions.add(pc);
    quick.steps[pc] = region;
  }
}

/** The clauses that may come next from an address on, by address. */
function membersFrom({ activity, worth }: Frame, quick: QuickCode, head: number): Member[] {
  const { main } = activity;
  const members = new Map<number, Member>();
  const waiting = [head];
  let size = 0;
  for (const pc of waiting) {
    if (members.has(pc) || quick.regions.has(pc)) continue;
    if (size >= ENOUGH) {
      // a region of its own when the program is next found there at a look at the clock
      if (quick.steps[pc] !== null && quick.steps[pc] !== undefined) quick.turns[pc] = worth - 1;
      continue;
    }
    // what has not run is left out: the host would make nothing of it but a place where it throws the code away
    const step = quick.steps[pc];
    const clause = step === null ? undefined : clauseAt(activity, main, quick, pc);
    if (step === null || step === undefined || clause === undefined) continue;
    const next = successors(main.code, clause.end);
    if (next === undefined) continue;
    members.set(pc, { pc, clause, step, next });
    size += sizeOf(main, pc, clause.end);
    waiting.push(...next);
  }
  return [...members.values()].sort((a, b) => a.pc - b.pc);
}

/** How much text a clause becomes, about: by the numbers in its instructions, and the targets of its template. */
function sizeOf({ code, templates }: Unit, pc: number, end: number): number {
  const instructions = end - pc;
  if (code[end] !== OP.PARSE) return instructions;
  return (templates[code[end + 1]!] ?? []).reduce(
    (sum, { targets }) => sum + 2 + 4 * targets.length,
    instructions,
  );
}

/** Where a clause with this instruction at its end may go on; undefined when that is not known. */
function successors(code: readonly number[], end: number): readonly number[] | undefined {
  const at = (address: number): number => landing(code, address);
  switch (code[end]) {
    case OP.SET:
    case OP.SET_COMPOUND:
    case OP.UPPER:
    case OP.LOOP_LEAVE:
      return [at(end + 2)];
    case OP.PARSE:
      return [at(end + 4)];
    case OP.JUMP_IF_FALSE:
      return [at(end + 3), at(code[end + 2]!)];
    case OP.LOOP_NEXT:
      return [at(code[end + 1]!), at(end + 2)];
    case OP.LOOP_COUNT:
      return [at(end + 2), at(code[end + 1]!)];
    case OP.LOOP_CONTROLLED:
      return [at(end + 4), at(code[end + 3]!)];
    case OP.LOOP_FOREVER:
      return [at(end + 1)];
    case OP.CLAUSE:
    case OP.JUMP:
    case OP.LABEL:
      return [at(end)];
    default:
      return undefined;
  }
}

class RegionWriter {
  readonly #w = new Writer();
  readonly #unit: Unit;
  readonly #values: ValueWriter;
  readonly #templates: TemplateWriter;
  readonly #members: readonly Member[];
  readonly #addresses: ReadonlySet<number>;

  constructor(frame: Frame, members: readonly Member[]) {
    this.#unit = frame.unit;
    this.#values = new ValueWriter(this.#w, frame);
    this.#templates = new TemplateWriter(this.#w, frame.symbols);
    this.#members = members;
    this.#addresses = new Set(members.map(({ pc }) => pc));
  }

  get constants(): readonly unknown[] {
    return this.#w.constants;
  }

  write(): string {
    const w = this.#w;
    // whatever else there may be is left to the steps
    const steps = new Map(this.#members.map(({ pc, step }) => [pc, step]));
    const otherwise: Step = (frame, address) => steps.get(address)!(frame, address);
    w.line(`if(f.linked||!f.plain)return ${w.constant(otherwise)}(f,p);`);
    w.line('const v=f.values,m=f.meter,q=f.pool,a=f.activity;');
    w.line('for(;;)switch(p){');
    this.#members.forEach((member, n) => {
      w.line(`case ${member.pc}:{`);
      this.#member(member, this.#members[n + 1]?.pc ?? -1);
      w.line('}');
    });
    w.line('default:return p;}');
    return w.text;
  }

  /** Goes on at an address; `following` is the one whose text comes next. */
  #go(address: number, following: number): void {
    const w = this.#w;
    if (!this.#addresses.has(address)) {
      w.line(`return ${address};`);
      return;
    }
    w.line(`if(f.left<=0)return ${address};`);
    if (address !== following) w.line(`p=${address};continue;`);
  }

  #member(member: Member, following: number): void {
    const { clause, next } = member;
    const w = this.#w;
    const { code, references, templates, values } = this.#unit;
    const { number, cost, computed, end } = clause;
    const [first] = computed;
    const op = code[end]!;
    if (computed.length === 1 && first !== undefined) {
      switch (op) {
        case OP.SET:
          this.#begin(number, cost);
          this.#values.assign(code[end + 1]!, this.#values.value(first));
          this.#go(next[0]!, following);
          return;
        case OP.SET_COMPOUND: {
          const reference = references[code[end + 1]!]!;
          if (reference.kind !== 'compound') break;
          this.#begin(number, cost);
          const { text, type } = this.#values.value(first);
          const value = type === 'number' ? text : `inOnePiece(${text})`;
          const tail = this.#values.tail(reference);
          w.line(`setCompound(q,${reference.slot},${tail.text},${value},m);`);
          this.#go(next[0]!, following);
          return;
        }
        case OP.JUMP_IF_FALSE:
          this.#begin(number, cost);
          w.line(`if(!(${this.#values.test(first, code[end + 1]!)})){`);
          this.#go(next[1]!, -1);
          w.line('}');
          this.#go(next[0]!, following);
          return;
        case OP.PARSE: {
          const template = templates[code[end + 1]!]!;
          const source = values[code[end + 2]!] as ParseSource;
          if ((source !== 'VALUE' && source !== 'VAR') || !isPlain(template)) break;
          this.#begin(number, cost + 4);
          const text = this.#values.text(first);
          const upper = code[end + 3] === 1;
          this.#templates.parse(template, upper ? w.declare(`${text}.toUpperCase()`) : text);
          this.#go(next[0]!, following);
          return;
        }
      }
    }
    if (op === OP.LOOP_NEXT && this.#loopNext(member, following)) return;
    this.#step(member, following);
  }

  #begin(number: number, cost: number): void {
    this.#w.line(`f.left-=${cost};`);
    if (number >= 0) this.#w.line(`a.clause=${number};`);
  }

  /** The end of a turn; false when it is left to the step. */
  #loopNext({ pc, clause, next }: Member, following: number): boolean {
    const { code } = this.#unit;
    const [again, over] = next;
    // the step passes over turns in which nothing is done
    if (again === undefined || over === undefined || again === pc) return false;
    // and counts them when what they begin with has no code yet
    if (!this.#addresses.has(again)) return false;
    const w = this.#w;
    const top = code[clause.end + 1]!;
    this.#begin(clause.number, 1);
    w.line(`if(turn(f,${top})){`);
    this.#go(again, -1);
    w.line('}');
    this.#go(over, following);
    return true;
  }

  /** What is not written is done by the step. */
  #step({ step, next }: Member, following: number): void {
    const w = this.#w;
    w.line(`p=${w.constant(step)}(f,p);`);
    if (next.length === 1) {
      this.#go(next[0]!, following);
      return;
    }
    w.line('if(f.left<=0)return p;');
    w.line('continue;');
  }
}

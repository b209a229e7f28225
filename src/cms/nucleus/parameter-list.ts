/**
 * Parameter lists in guest storage (VM/370 CMS Command and Macro Reference, "SVC 202"): tokens of eight
 * bytes closed by a fence, and the extended list (command, first and last byte of the operands) that
 * register 0 points to when the high byte of register 1 says so.
 */
import { fromEbcdic, toEbcdic } from '../../shared/ebcdic.js';
import { MAX_TOKENS, tokenise } from '../tokens.js';
import type { StepContext } from '../command.js';
import { LONGEST_LINE, placeLine } from './long-lines.js';
import type { Nucleus } from './nucleus.js';
import { listArea, LIST_TEXT } from './save-areas.js';

/** High byte of register 1: from the terminal, with an extended list. */
export const FROM_TERMINAL = 0x0b;
/** From an EXEC, with an extended list. */
export const FROM_EXEC = 0x01;
/** From an EXEC that wants the command itself (ADDRESS COMMAND): no abbreviation, with an extended list. */
export const FROM_COMMAND = 0x03;
/** A command of a subcommand environment, with an extended list; the name is that of the environment. */
export const FROM_SUBCOMMAND = 0x02;
/** A nucleus extension, at the end of a command. */
export const FROM_END_OF_COMMAND = 0xfe;
/** A nucleus extension that is told of HX, of an abnormal end or of NUCXDROP. */
export const FROM_SERVICE = 0xff;
/** From a program, tokens only. */
export const FROM_PROGRAM = 0x00;

/** A call as its callee sees it. */
export interface CallText {
  readonly tokens: string[];
  readonly text: string;
  readonly caller: StepContext['caller'];
}

/**
 * Builds the lists for a command line in the area of `save`; gives what registers 0 and 1 must hold, or undefined when
 * there is no room for a line as long as this.
 * @param environment - name of the subcommand environment that the line is for: the only token
 */
export function buildList(
  n: Nucleus,
  save: number,
  line: string,
  flag: number,
  environment?: string,
): { readonly r0: number; readonly r1: number } | undefined {
  const area = listArea(save);
  const tokens = environment === undefined ? tokenise(line, flag !== FROM_COMMAND) : [environment];
  const list = new Uint8Array((tokens.length + 1) * 8).fill(0xff, tokens.length * 8);
  tokens.forEach((token, i) => {
    list.set(toEbcdic(token.padEnd(8)), i * 8);
  });
  n.machine.store(area.list, list);
  const text = toEbcdic(line);
  const at = text.length > LIST_TEXT ? placeLine(n, save, text) : area.text;
  if (at === undefined) return undefined;
  n.machine.store(at, text);
  const start = line.length - line.trimStart().length;
  // the command of an environment is all operands, its name stands elsewhere
  const word =
    environment === undefined ? (/^\s*(?:[()]|[^\s()]+)/.exec(line)?.[0].length ?? 0) : start;
  n.machine.setWord(area.extended, at + start);
  n.machine.setWord(area.extended + 4, at + Math.min(word, text.length));
  n.machine.setWord(area.extended + 8, at + text.length);
  n.machine.setWord(area.extended + 12, 0);
  return { r0: area.extended, r1: (flag << 24) | area.list };
}

/** Reads the list that registers 0 and 1 point to; undefined when it lies outside storage. */
export function readCall(n: Nucleus, r0: number, r1: number): CallText | undefined {
  const at = r1 & 0xffffff;
  const tokens: string[] = [];
  for (let i = 0; i < MAX_TOKENS; i++) {
    const bytes = n.machine.fetch(at + i * 8, 8);
    if (bytes === undefined) {
      // lists of functions have no fence: one may end where storage ends
      if (tokens.length > 0) break;
      return undefined;
    }
    if (bytes[0] === 0xff) break;
    tokens.push(fromEbcdic(bytes).replaceAll('\0', ' ').trimEnd());
  }
  const flag = r1 >>> 24;
  const caller =
    flag === FROM_TERMINAL
      ? 'terminal'
      : flag === FROM_EXEC || flag === FROM_COMMAND || flag === FROM_SUBCOMMAND
        ? 'exec'
        : 'program';
  const plain = { tokens, text: tokens.join(' '), caller } as const;
  if (![FROM_TERMINAL, FROM_EXEC, FROM_COMMAND, FROM_SUBCOMMAND].includes(flag)) return plain;
  const first = n.machine.word(r0 & 0xffffff);
  const last = n.machine.word((r0 & 0xffffff) + 8);
  if (first === undefined || last === undefined) return undefined;
  // an end at 16M is address 0, and what ends before it begins is longer than anything
  const length = (last - first) & 0xffffff;
  if (length > LONGEST_LINE) return plain;
  const bytes = n.machine.fetch(first & 0xffffff, length);
  return bytes === undefined ? undefined : { ...plain, text: fromEbcdic(bytes) };
}

/** The name of the routine that a list calls; undefined when it lies outside storage. */
export function calledName(n: Nucleus, r1: number): string | undefined {
  const bytes = n.machine.fetch(r1 & 0xffffff, 8);
  return bytes === undefined ? undefined : fromEbcdic(bytes).replaceAll('\0', ' ').trimEnd();
}

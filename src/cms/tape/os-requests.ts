/** Operands and options of TAPPDS and TAPEMAC (CMS Command and Macro Reference). */
import { fault } from '../commands/command-fault.js';
import {
  isFilemode,
  lastOptions,
  optionRules,
  parseFileid,
  splitOperands,
} from '../commands/operands.js';
import type { CardForm } from './card-format.js';
import type { OsDrive } from './os-tape.js';

/** Options of TAPPDS beside the drive. */
export const TAPPDS_OPTIONS = optionRules(
  ...['PDS', 'NOPDS', 'UPDATE', 'COL1', 'NOCOL1', 'END', 'NOEND', 'MAXTEN', 'NOMAXTEN'],
);
/** Those of which the last one that was given counts. */
const EXCLUSIVE = [
  ['PDS', 'NOPDS', 'UPDATE'],
  ['COL1', 'NOCOL1'],
  ['END', 'NOEND'],
  ['MAXTEN', 'NOMAXTEN'],
];
/** Options of TAPEMAC beside the drive. */
export const TAPEMAC_OPTIONS = optionRules('ITEMCT=1');
/** Records of a library without ITEMCT, and the highest number that it takes. */
const USUAL_ITEMS = 50_000;
const MOST_ITEMS = 65_535;
const PDS = 'TPD';
const MACLIB = 'TMA';

/** What TAPPDS is to do. */
export interface TappdsRequest extends CardForm {
  readonly drive: OsDrive;
  /** Name of a file that nothing on the tape names. */
  readonly name: string;
  readonly type: string;
  readonly letter: string;
  readonly modeNumber: number;
  /** END ends a member. */
  readonly end: boolean;
  readonly maxTen: boolean;
}

/** What TAPEMAC is to do. */
export interface TapemacRequest {
  readonly drive: OsDrive;
  readonly name: string;
  readonly labelled: boolean;
  /** Most records of a library. */
  readonly items: number;
}

/** Takes TAPn out of the options, of several the last one. */
function takeDrive(
  module: string,
  options: readonly string[],
): { readonly drive: OsDrive; readonly rest: readonly string[] } {
  const isDrive = (word: string): boolean => /^TAP[0-9A-F]$/.test(word);
  const symbol = options.filter(isDrive).at(-1) ?? 'TAP1';
  const number = Number.parseInt(symbol.slice(3), 16);
  const device = (number < 8 ? 0x180 : 0x280) + number;
  const shown = `${symbol}(${device.toString(16).toUpperCase()})`;
  return { drive: { module, device, shown }, rest: options.filter((word) => !isDrive(word)) };
}

/** Reads a line of TAPPDS. Faults: 003, 020, 048, 062, 070. */
export function parseTappds(tokens: readonly string[]): TappdsRequest {
  const { operands, options } = splitOperands(tokens);
  const { drive, rest } = takeDrive(PDS, options);
  const chosen = lastOptions(PDS, TAPPDS_OPTIONS, rest, EXCLUSIVE);
  const [name = '*', type = '*', mode = '*', extra] = operands;
  if (extra !== undefined) throw fault(PDS, 70, extra);
  if (mode !== '*' && !isFilemode(mode)) throw fault(PDS, 48, mode);
  const form = (['NOPDS', 'UPDATE'] as const).find((one) => chosen.has(one)) ?? 'PDS';
  // members have names of their own
  if (form === 'PDS' && name !== '*') throw fault(PDS, 70, name);
  const id = parseFileid(
    PDS,
    [
      name === '*' ? 'TAPPDS' : name,
      type === '*' ? (form === 'UPDATE' ? 'ASSEMBLE' : 'CMSUT1') : type,
      mode === '*' ? 'A1' : mode,
    ],
    {},
  );
  return {
    ...{ form, column1: chosen.has('COL1'), drive, name: id.name, type: id.type },
    ...{ letter: id.mode.charAt(0), modeNumber: Number(id.mode.charAt(1) || 1) },
    ...{ end: chosen.has('END'), maxTen: form === 'PDS' && chosen.has('MAXTEN') },
  };
}

/** Reads a line of TAPEMAC. Faults: 001, 003, 020, 029, 050, 070. */
export function parseTapemac(tokens: readonly string[]): TapemacRequest {
  const { operands, options } = splitOperands(tokens);
  const { drive, rest } = takeDrive(MACLIB, options);
  const chosen = lastOptions(MACLIB, TAPEMAC_OPTIONS, rest, []);
  const [name, labels = 'SL', extra] = operands;
  if (name === undefined) throw fault(MACLIB, 1);
  parseFileid(MACLIB, [name, 'MACLIB', 'A'], {});
  if (labels !== 'SL' && labels !== 'NL') throw fault(MACLIB, 70, labels);
  if (extra !== undefined) throw fault(MACLIB, 70, extra);
  const word = chosen.get('ITEMCT')?.[0] ?? String(USUAL_ITEMS);
  const items = /^\d{1,5}$/.test(word) ? Number(word) : Infinity;
  if (items > MOST_ITEMS) throw fault(MACLIB, 29, word, 'ITEMCT');
  return { drive, name, labelled: labels === 'SL', items };
}

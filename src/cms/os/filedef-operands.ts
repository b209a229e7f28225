/** Operands of FILEDEF: files, tapes, displays, and options whose values are only looked at. */
import { fault } from '../commands/command-fault.js';
import { isFilemode, parseDevice } from '../commands/operands.js';
import { wrongCharacter } from '../files/file-name.js';
import { LABELS_OFF } from './definitions.js';
import type { FileDefinition, Reel } from './os-state.js';

const MODULE = 'FLD';
/** How labels of a tape are dealt with. */
const LABELS = ['LABOFF', 'BLP', 'NL', 'SL', 'SUL', 'NSL'] as const;
/** Those with IBM standard labels. */
const STANDARD: readonly string[] = ['SL', 'SUL'];
const DENSITIES: readonly string[] = ['200', '556', '800', '1600', '6250', '38K', 'XF'];
/** Parity, conversion and translation of drives of seven tracks. */
const TECHNIQUES: readonly string[] = ['O', 'OC', 'OT', 'E', 'ET'];

/** Address of a display. */
export function displayOf([word, extra]: readonly string[]): number {
  if (word === undefined) throw fault(MODULE, 50, 'GRAF');
  if (extra !== undefined) throw fault(MODULE, 70, extra);
  return parseDevice(MODULE, word);
}

/** Label processing, file and volume of a tape. */
export function reelOf(given: readonly string[], base: Reel | undefined): Reel {
  // VOLID may stand in front of the name of a volume
  const at = STANDARD.includes(given[0] ?? '') ? given.indexOf('VOLID', 1) : -1;
  if (at >= 0 && at === given.length - 1) throw fault(MODULE, 50, 'VOLID');
  const words = at < 0 ? given : given.filter((_, i) => i !== at);
  const [word, second, third, extra] = words;
  if (word === undefined) return base ?? LABELS_OFF;
  const label = LABELS.find((one) => one === word);
  if (label === undefined) throw fault(MODULE, 70, word);
  if (label === 'LABOFF' && second !== undefined) throw fault(MODULE, 70, second);
  if (label === 'NSL') return { label, file: 1, volume: routineOf(words) };
  const numbered = second !== undefined && /^\d{1,3}$/.test(second);
  const file = numbered ? Number(second) : 1;
  const volume = numbered ? third : second;
  if (file < 1) throw fault(MODULE, 70, second!);
  const more = numbered ? extra : third;
  if (more !== undefined) throw fault(MODULE, 70, more);
  if (volume !== undefined && (!STANDARD.includes(label) || !/^[A-Z0-9$#@]{1,6}$/.test(volume))) {
    throw fault(MODULE, 70, volume);
  }
  return { label, file, volume: volume ?? '' };
}

/** The routine for labels that are not standard. */
function routineOf([, name, extra]: readonly string[]): string {
  if (name === undefined) throw fault(MODULE, 50, 'NSL');
  if (!/^[A-Z$#@][A-Z0-9$#@]*$/.test(name)) throw fault(MODULE, 70, name);
  if (extra !== undefined) throw fault(MODULE, 70, extra);
  return name;
}

/** Options of OS whose values are looked at, and that change nothing here. */
export function checkValues(chosen: ReadonlyMap<string, readonly string[]>): void {
  const within = (name: string, least: number, most: number): void => {
    const value = chosen.get(name)?.[0];
    if (value === undefined) return;
    const number = /^\d{1,8}$/.test(value) ? Number(value) : -1;
    if (number < least || number > most) throw fault(MODULE, 29, value, name);
  };
  within('KEYLEN', 0, 255);
  within('LIMCT', 0, 256);
  within('XTENT', 1, 0xffffff);
  const [code] = chosen.get('OPTCD') ?? [];
  if (code !== undefined && !/^[AEFRTUWCHQZ]{1,4}$/.test(code))
    throw fault(MODULE, 29, code, 'OPTCD');
  const [density] = chosen.get('DEN') ?? [];
  if (density !== undefined && !DENSITIES.includes(density))
    throw fault(MODULE, 29, density, 'DEN');
  const [technique] = chosen.get('TRTCH') ?? [];
  if (technique !== undefined && !TECHNIQUES.includes(technique))
    throw fault(MODULE, 29, technique, 'TRTCH');
  const [member] = chosen.get('MEMBER') ?? [];
  if (member !== undefined && !/^[A-Z$#@][A-Z0-9$#@]*$/.test(member)) {
    throw fault(MODULE, 29, member, 'MEMBER');
  }
}

/** Name, type and mode of a file; those of the definition that was there when none are given. */
export function diskFile(
  words: readonly string[],
  ddname: string,
  base: FileDefinition | undefined,
): { name: string; type: string; mode: string } {
  if (words.length === 0 && base !== undefined) return base;
  const [name = 'FILE', type, mode = 'A1', extra] = words;
  if (words.length === 1) throw fault(MODULE, 23);
  if (extra !== undefined) throw fault(MODULE, 70, extra);
  for (const part of [name, type ?? ddname]) {
    const bad = wrongCharacter(part);
    if (bad !== undefined) throw fault(MODULE, 20, bad, `${name} ${type ?? ddname}`);
  }
  if (!isFilemode(mode, { anyMode: true })) throw fault(MODULE, 48, mode);
  return {
    name,
    type: type ?? ddname,
    mode: mode.length === 1 && mode !== '*' ? `${mode}1` : mode,
  };
}

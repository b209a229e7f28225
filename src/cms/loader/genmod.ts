/** GENMOD: makes a MODULE of what is loaded (CMS Command Reference, "GENMOD"). */
import { toEbcdic } from '../../shared/ebcdic.js';
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { fault, fileCommand } from '../commands/command-fault.js';
import { closeOutput, putOutput, replaceSome, startFileOutput } from '../commands/file-output.js';
import type { FileOutput } from '../files/file-output.js';
import { isFilemode, optionRules, parseFileid, splitOperands } from '../commands/operands.js';
import type { Change } from '../files/writer.js';
import type { FrameContext } from '../nucleus/context.js';
import { TRANSIENT_AREA, TRANSIENT_LENGTH, USER_AREA } from '../nucleus/layout.js';
import { completeProgram } from './complete-program.js';
import { entryPoint, type ProgramModes } from './loader-state.js';
import { encodeModuleHeader, encodeModuleMap, MAP_ENTRY } from './module-file.js';
import { AMODES, checkModes, modeOfProgram, RMODES } from './program-modes.js';
import { setProgram } from './program-area.js';

const MODULE = 'MOD';
/** Longest record of text. */
const RECORD = 65_535;
/** The options. */
export const GENMOD_RULES = optionRules(
  'FRom=1',
  'TO=1',
  'MAP',
  'NOMAP',
  'STR',
  'NOSTR',
  'SYSTEM',
  'OS',
  'DOS',
  'ALL',
  'CLEAN',
  'NOCLEAN',
  'AMODE=1',
  'RMODE=1',
);

/** What is written; plain data. */
type GenmodFrame = {
  readonly output: FileOutput;
  readonly change: Change;
  readonly header: Uint8Array | undefined;
  readonly first: number;
  readonly last: number;
  readonly map: Uint8Array;
  readonly relocations: Uint8Array;
  readonly history: readonly string[];
  at: number;
  begun: boolean;
};

function begin(context: StepContext): StepResult {
  const n = (context as FrameContext).nucleus;
  const { loader } = context.cms;
  const { operands, options } = splitOperands(context.tokens);
  const chosen = parse(options, loader.options);
  if (loader.first === undefined) throw fault(MODULE, 40);
  completeProgram(n, loader, { map: [], lines: [], rc: 0 });
  setProgram(n, loader);
  const firstName = [...loader.names.values()].find(
    (one) => one.kind !== 'fixed' && one.address !== undefined,
  );
  const [name = firstName?.name, type = 'MODULE', mode = 'A1', extra] = operands;
  if (name === undefined) throw fault(MODULE, 1);
  if (type !== 'MODULE') throw fault(MODULE, 32, type);
  if (extra !== undefined) throw fault(MODULE, 70, extra);
  if (!isFilemode(mode)) throw fault(MODULE, 48, mode);
  parseFileid(MODULE, [name, type, mode], {});
  const find = (entry: string): number => {
    const address = loader.names.get(entry)?.address;
    if (address === undefined) throw fault(MODULE, 21, entry);
    return address;
  };
  const first = chosen.from === undefined ? loader.first : find(chosen.from);
  const last = chosen.to === undefined ? (loader.location + 7) & -8 : find(chosen.to);
  if (last <= first) throw fault(MODULE, 84);
  const transient = first < USER_AREA;
  if (transient && last > TRANSIENT_AREA + TRANSIENT_LENGTH) throw fault(MODULE, 84);
  const whole = encodeModuleMap(loader);
  const map = chosen.map ? whole : new Uint8Array(0);
  const relocations = new Uint8Array(loader.relocations.length * 4);
  const view = new DataView(relocations.buffer);
  loader.relocations.forEach((one, i) => {
    view.setUint32(i * 4, one);
  });
  const header = encodeModuleHeader({
    start: loader.names.get(name)?.address ?? entryPoint(loader) ?? first,
    first,
    last,
    system: chosen.system,
    initialise: chosen.initialise ?? first === USER_AREA,
    names: map.length / MAP_ENTRY,
    noMap: !chosen.map,
    relocatable: loader.options.relocations,
    clean: chosen.clean,
    modes: chosen.modes,
  });
  const fixed = transient && chosen.system && first === TRANSIENT_AREA;
  const output = startFileOutput(context, MODULE, {
    name,
    type,
    letter: mode.charAt(0),
    modeNumber: mode.length > 1 ? Number(mode.charAt(1)) : 1,
    format: fixed ? 'F' : 'V',
    recordLength: fixed ? last - first : 1,
  });
  return {
    effect: { kind: 'work' },
    frame: {
      output,
      change: output.change,
      header: fixed ? undefined : header,
      first,
      last,
      map: fixed ? new Uint8Array(0) : map,
      relocations: fixed ? new Uint8Array(0) : relocations,
      history: fixed ? [] : [...(loader.history ?? [])],
      at: first,
      begun: false,
    } satisfies GenmodFrame,
    cost: 100,
  };
}

function parse(
  options: readonly string[],
  modes: ProgramModes,
): {
  from?: string;
  to?: string;
  map: boolean;
  initialise?: boolean;
  system: boolean;
  clean: boolean;
  modes: ProgramModes;
} {
  const chosen: ReturnType<typeof parse> = {
    map: true,
    system: false,
    clean: false,
    modes: { amode: modes.amode, rmode: modes.rmode },
  };
  for (let i = 0; i < options.length; i++) {
    const word = options[i]!;
    const rule = GENMOD_RULES.find(
      (one) =>
        one.name === word ||
        (one.values === 1 && word.length >= one.minimum && one.name.startsWith(word)),
    );
    if (rule === undefined) throw fault(MODULE, 3, word);
    const value = rule.values === 1 ? options[++i] : '';
    if (value === undefined) throw fault(MODULE, 5, rule.name);
    const { name } = rule;
    if (name === 'FROM') chosen.from = value;
    else if (name === 'TO') chosen.to = value;
    else if (name === 'MAP' || name === 'NOMAP') chosen.map = name === 'MAP';
    else if (name === 'STR' || name === 'NOSTR') chosen.initialise = name === 'STR';
    else if (name === 'SYSTEM') chosen.system = true;
    else if (name === 'AMODE') chosen.modes.amode = modeOfProgram(MODULE, name, value, AMODES);
    else if (name === 'RMODE') chosen.modes.rmode = modeOfProgram(MODULE, name, value, RMODES);
    else if (name === 'CLEAN' || name === 'NOCLEAN') chosen.clean = name === 'CLEAN';
  }
  checkModes(MODULE, chosen.modes);
  return chosen;
}

function more(frame: Frame, _answer: Answer, context: StepContext): StepResult {
  const f = frame as GenmodFrame;
  const again: StepResult = { effect: { kind: 'work' }, frame: f, cost: 1000 };
  if (!replaceSome(context, f.output)) return again;
  if (!f.begun) {
    f.begun = true;
    if (f.header !== undefined) putOutput(context, f.output, f.header);
  }
  if (f.at < f.last) {
    const part = Math.min(RECORD, f.last - f.at);
    const bytes = context.fetch(f.at, part);
    if (bytes === undefined) throw fault(MODULE, 109);
    putOutput(context, f.output, bytes);
    f.at += part;
    return again;
  }
  for (const rest of [f.map, f.relocations]) {
    for (let at = 0; at < rest.length; at += RECORD - (RECORD % MAP_ENTRY)) {
      putOutput(context, f.output, rest.slice(at, at + RECORD - (RECORD % MAP_ENTRY)));
    }
  }
  for (const line of f.history) putOutput(context, f.output, toEbcdic(line));
  return closeOutput(context, f.output, { rc: 0 });
}

/** The GENMOD command. */
export const genmod = fileCommand('GENMOD', 3, MODULE, begin, more);

/** QUERY DISK, QUERY SEARCH, QUERY ACCESSED and QUERY LABEL (CMS Command Reference, "QUERY"). */
import type { StepContext, StepResult } from '../command.js';
import { volumeOf, type AccessedDisk, type ForeignDisk } from '../files/disk-state.js';
import { RESERVED_BLOCKS } from '../files/layout.js';
import { message } from '../messages-table.js';
import type { Subject } from '../subject.js';
import { hexDevice } from './command-fault.js';

const left = (text: string | number, width: number): string => String(text).padEnd(width);
const right = (text: string | number, width: number): string => String(text).padStart(width);

type Mode = AccessedDisk | ForeignDisk;
const isForeign = (mode: Mode): mode is ForeignDisk => 'vtoc' in mode;
const status = (mode: Mode): string => (mode.readOnly ? 'R/O' : 'R/W');
const modeName = (mode: Mode): string =>
  mode.parent === undefined ? mode.letter : `${mode.letter}/${mode.parent}`;

/** All modes by letter. */
function allModes(context: StepContext): Mode[] {
  const { modes, foreign } = context.cms.disks;
  return [...modes, ...foreign].sort((a, b) => (a.letter < b.letter ? -1 : 1));
}

/** The modes that an operand names: a letter, `*`, R/W, R/O, MAX; a message when there is none. */
function choose(context: StepContext, word: string): readonly Mode[] | StepResult {
  const modes = allModes(context);
  if (word === '*' || word === 'ALL') return modes;
  if (word === 'R/W') return modes.filter((mode) => !mode.readOnly);
  if (word === 'MAX') return roomiest(context);
  if (word === 'R/O') return modes.filter((mode) => mode.readOnly);
  if (!/^[A-Z]$/.test(word)) return { rc: 24, lines: [message('QRY', 48, word)] };
  const found = modes.filter((mode) => mode.letter === word);
  return found.length > 0 ? found : { rc: 36, lines: [message('QRY', 69, word)] };
}

/** The disk that can be written and has the most room. */
function roomiest(context: StepContext): readonly AccessedDisk[] | StepResult {
  const { disks } = context.cms;
  const room = (mode: AccessedDisk): number => {
    const volume = volumeOf(disks, mode.device);
    return (volume.blocks - volume.used) * volume.blockSize;
  };
  const [most] = disks.modes
    .filter((mode) => !mode.readOnly)
    .sort((one, other) => room(other) - room(one));
  return most === undefined ? { rc: 36, lines: [message('QRY', 6)] } : [most];
}

function isResult(value: readonly Mode[] | StepResult): value is StepResult {
  return !Array.isArray(value);
}

function diskLine(context: StepContext, mode: Mode): string {
  if (isForeign(mode)) {
    return [
      left(mode.label, 6),
      left(hexDevice(mode.device), 4),
      left(modeName(mode), 3),
      left(status(mode), 5),
      right(mode.cylinders, 3),
      mode.type,
      'OS',
    ].join(' ');
  }
  const volume = volumeOf(context.cms.disks, mode.device);
  const total = volume.blocks;
  const used = volume.used;
  // below the two blocks that hold the label no disk goes
  const share = Math.min(99, Math.max(1, Math.round((used * 100) / total)));
  const percent = used >= total - RESERVED_BLOCKS ? 100 : share;
  return [
    left(volume.label, 6),
    left(hexDevice(mode.device), 4),
    left(modeName(mode), 3),
    left(status(mode), 5),
    right('FB', 3),
    '9336',
    left(volume.blockSize, 4),
    right(volume.count, 8),
    right(`${used}-${String(percent).padStart(2, '0')}`, 13),
    right(total - used, 10),
    right(total, 10),
  ].join(' ');
}

/** Heading of QUERY DISK. */
export const DISK_HEADING =
  'LABEL  VDEV M  STAT   CYL TYPE BLKSZ   FILES  BLKS USED-(%) BLKS LEFT  BLK TOTAL';

function queryDisk(context: StepContext): StepResult {
  const word = context.tokens[2] ?? '*';
  const modes = choose(context, word);
  if (isResult(modes)) return modes;
  if (context.tokens[3] !== undefined) {
    return { rc: 24, lines: [message('QRY', 70, context.tokens[3])] };
  }
  return { rc: 0, lines: [DISK_HEADING, ...modes.map((mode) => diskLine(context, mode))] };
}

function labelOf(context: StepContext, mode: Mode): string {
  return isForeign(mode) ? mode.label : volumeOf(context.cms.disks, mode.device).label;
}

function querySearch(context: StepContext): StepResult {
  const lines = allModes(context).map((mode) => {
    return [
      left(labelOf(context, mode), 6),
      left(hexDevice(mode.device), 4),
      left(modeName(mode), 5),
      isForeign(mode) ? `${status(mode)} - OS` : status(mode),
    ].join(' ');
  });
  return { rc: 0, lines };
}

function queryAccessed(context: StepContext): StepResult {
  const modes = choose(context, context.tokens[2] ?? '*');
  if (isResult(modes)) return modes;
  const rows = modes.map((mode) => {
    const count = isForeign(mode) ? 'OS' : volumeOf(context.cms.disks, mode.device).count;
    const files = right(count, 10);
    return `${left(modeName(mode), 7)}${status(mode)}${files}  ${left(hexDevice(mode.device), 4)}  ${labelOf(context, mode)}`;
  });
  return { rc: 0, lines: ['Mode   Stat     Files  Vdev  Label/Directory', ...rows] };
}

function queryLabel(context: StepContext): StepResult {
  const modes = choose(context, context.tokens[2] ?? 'A');
  if (isResult(modes)) return modes;
  return {
    rc: 0,
    lines: modes.map((mode) => `${modeName(mode)} ${labelOf(context, mode)}`),
  };
}

/** What QUERY knows of disks. */
export const diskQueries: readonly Subject[] = [
  { name: 'DISK', minimum: 2, run: queryDisk },
  { name: 'SEARCH', minimum: 3, run: querySearch },
  { name: 'ACCESSED', minimum: 2, run: queryAccessed },
  { name: 'LABEL', minimum: 5, run: queryLabel },
];

/** RENAME: gives files other names; the data stays where it is (CMS Command Reference, "RENAME"). */
import type { StepContext, StepResult } from '../command.js';
import { findSlot } from '../files/directory.js';
import { listSome, modeOf, startList } from '../files/disk-state.js';
import { encodeEntry, nameKey } from '../files/layout.js';
import { newChange } from '../files/writer.js';
import { commitDisk, fault, fileCommand, writableVolume } from './command-fault.js';
import {
  conflict,
  foundName,
  optionRules,
  parseFileid,
  parseOptions,
  showFileid,
  splitOperands,
} from './operands.js';

const OPTIONS = optionRules('Type', 'NOType', 'UPdirt', 'NOUPdirt');

function start(context: StepContext): StepResult {
  const { operands, options } = splitOperands(context.tokens);
  const chosen = parseOptions('RNM', OPTIONS, options);
  conflict('RNM', chosen, 'TYPE', 'NOTYPE');
  if (operands.length < 6) throw operands.length === 0 ? fault('RNM', 42) : fault('RNM', 54);
  if (operands.length > 6) throw fault('RNM', 70, operands[6]!);
  const from = parseFileid('RNM', operands.slice(0, 3), { patterns: true });
  const to = parseFileid('RNM', operands.slice(3), { equal: true });
  for (const [part, whole] of [
    [to.name, showFileid(to)],
    [to.type, showFileid(to)],
  ] as const) {
    if (part === '*') throw fault('RNM', 62, '*', whole);
    if (part !== '=' && part.includes('=')) throw fault('RNM', 20, '=', whole);
  }
  const letter = from.mode.charAt(0);
  if (to.mode.charAt(0) !== '=' && to.mode.charAt(0) !== letter) throw fault('RNM', 51);
  const disks = context.cms.disks;
  if (modeOf(disks, letter) === undefined) throw fault('RNM', 69, letter);
  const { files } = listSome(disks, startList(disks, from.name, from.type, from.mode, true), 1e6);
  if (files.length === 0) throw fault('RNM', 2, showFileid(from));
  const volume = writableVolume(context, 'RNM', letter);
  const change = newChange(volume.device);
  const leaving = new Set(files.map((file) => `${file.entry.name} ${file.entry.type}`));
  const coming = new Set<string>();
  const lines: string[] = [];
  for (const file of files) {
    const { entry } = file;
    const name = to.name === '=' ? entry.name : to.name;
    const type = to.type === '=' ? entry.type : to.type;
    const number = to.mode.charAt(1);
    const modeNumber = number === '' ? entry.modeNumber : Number(number);
    const target = `${name} ${type}`;
    const shown = `${target} ${letter}${modeNumber}`;
    const same = name === entry.name && type === entry.type;
    if (same && modeNumber === entry.modeNumber) throw fault('RNM', 19);
    const there = findSlot(volume, nameKey(name, type)) >= 0 && !same;
    if (coming.has(target) || (there && !leaving.has(target)) || (there && files.length === 1)) {
      throw fault('RNM', 24, shown);
    }
    coming.add(target);
    change.removes.push(nameKey(entry.name, entry.type));
    change.puts.push(encodeEntry({ ...entry, name, type, modeNumber }));
    lines.push(`${foundName(file)} renamed to ${shown}`);
  }
  return commitDisk(context, change, { rc: 0, lines: chosen.has('TYPE') ? lines : [] });
}

/** The RENAME command. */
export const rename = fileCommand('RENAME', 1, 'RNM', start);

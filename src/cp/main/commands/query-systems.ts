/** QUERY NSS: the saved systems and segments (z/VM CP Commands, "QUERY NSS"). */
import type { SavedSystem } from '../../ports/saved-systems.js';
import type { ControlCommand, ControlContext } from '../control-command.js';
import { listDate, timeOfDay } from '../time-text.js';
import { answering, Refusal } from './refusal.js';
import { Words } from './spool-operands.js';
import { fileText, pageText } from './system-operands.js';

const MODULE = 'CQS';
const heading = (date: string): string =>
  `OWNERID  FILE TYPE CL RECS ${'DATE'.padEnd(date.length)} TIME     FILENAME FILETYPE ORIGINID`;
const MAP_HEADING = 'FILE FILENAME FILETYPE MINSIZE  BEGPAG ENDPAG TYPE CL #USERS PARMREGS VMGROUP';

const digits = (value: number, width: number): string => String(value).padStart(width, '0');

function row(context: ControlContext, system: SavedSystem): string {
  const date = listDate(system.created, context.cp.zone, context.user.settings.dateFormat);
  const { id, name, kind, created, origin, ranges } = system;
  const pages = ranges.reduce((sum, { first, last }) => sum + last - first + 1, 0);
  const when = `${date} ${timeOfDay(created, context.cp.zone)}`;
  const front = `*NSS     ${fileText(id)} NSS  ${system.class}  ${digits(pages, 4)} ${when}`;
  return `${front} ${name.padEnd(8)} ${kind.padEnd(8)} ${origin}`;
}

/** A line a range; what is of the whole system stands in the first. */
function mapRows(context: ControlContext, system: SavedSystem): readonly string[] {
  const { id, name, kind, minimumStorage, parmRegisters, ranges } = system;
  const size = kind === 'NSS' ? `${digits(minimumStorage / 1024, 7)}K` : 'N/A     ';
  const registers =
    parmRegisters === undefined
      ? kind === 'NSS'
        ? 'NONE '
        : 'N/A  '
      : parmRegisters.map((n) => digits(n, 2)).join('-');
  const users = digits(context.cp.segments.users(id), 5);
  return ranges.map(({ first, last, type }, n) => {
    const where = `${pageText(first)}  ${pageText(last)}  ${type}  `;
    if (n > 0) return ' '.repeat(32) + where.trimEnd();
    const front = `${fileText(id)} ${name.padEnd(8)} ${kind.padEnd(8)} ${size} ${where}`;
    const group = kind === 'NSS' ? 'NO' : 'N/A';
    return `${front} ${system.class}  ${users}  ${registers}    ${group}`;
  });
}

function list(context: ControlContext, words: Words): number {
  const all = context.cp.segments.library.all();
  let systems = all;
  let map = false;
  while (words.more) {
    if (words.take('MAP', 3)) map = true;
    else if (words.take('ALL', 3)) systems = all;
    else if (words.take('NAME', 4)) {
      const name = words.need();
      systems = systems.filter((one) => one.name === name);
    } else if (/^\d+$/.test(words.peek ?? '')) {
      const id = words.number(1, 9999);
      systems = systems.filter((one) => one.id === id);
      if (systems.length === 0) throw new Refusal(MODULE, 42, `NSS file ${fileText(id)}`);
    } else words.invalid(words.peek);
  }
  if (systems.length === 0) {
    context.respond('NO NSS FILES');
    return 0;
  }
  const date = listDate(0, context.cp.zone, context.user.settings.dateFormat);
  context.respond(map ? MAP_HEADING : heading(date));
  for (const system of systems) {
    const lines = map ? mapRows(context, system) : [row(context, system)];
    for (const line of lines) context.respond(line);
  }
  return 0;
}

/** QUERY NSS. */
export const queryNss: ControlCommand = {
  name: 'NSS',
  minimum: 3,
  classes: 'E',
  run: (context, operands) =>
    answering(context, () => list(context, new Words(operands.words, MODULE))),
};

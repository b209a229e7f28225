/** QUERY READER, PRINTER, PUNCH and FILES (CP Command Reference; layouts of z/VM). */
import type { SpoolFile, SpoolQueue } from '../../ports/spool-store.js';
import type { ControlCommand, ControlContext } from '../control-command.js';
import { abbreviates, useridOf } from '../operands.js';
import { longHeading, longRow, shortHeading, shortRow } from '../spool/spool-texts.js';
import { DATE_FORMATS, listDate, timeOfDay, type DateFormat } from '../time-text.js';
import { answering } from './refusal.js';
import { hasClass, knownUser, selectFiles, spoolOf, Words } from './spool-operands.js';

const MODULE = 'CQS';
/** Rows between which others have their turn: a user may have thousands of files. */
const ROWS_AT_ONCE = 200;

interface Filter {
  readonly ids: number[];
  long: boolean;
  date: DateFormat | undefined;
  next: boolean;
  tests: ((file: SpoolFile) => boolean)[];
}

function read(words: Words): Filter {
  const filter: Filter = { ids: [], long: false, date: undefined, next: false, tests: [] };
  while (words.more) {
    const date = DATE_FORMATS.find(({ name, minimum }) => words.take(name, minimum));
    if (date !== undefined) filter.date = date.name;
    else if (words.take('VMDATE', 3)) filter.date = undefined;
    else if (words.take('ALL', 3)) filter.long = true;
    else if (words.take('NEXT', 4)) filter.next = true;
    else if (words.take('CLASS', 2)) {
      const letter = words.spoolClass();
      filter.tests.push((file) => file.class === letter);
    } else if (words.take('FORM', 2)) {
      const form = words.name();
      filter.tests.push((file) => file.form === form);
    } else if (words.take('HOLD', 3)) filter.tests.push((file) => file.hold !== 'NONE');
    else if (words.take('NOHOLD', 3)) filter.tests.push((file) => file.hold === 'NONE');
    else if (/^\d+$/.test(words.peek ?? '')) filter.ids.push(words.number(1, 9999));
    else words.invalid(words.peek);
  }
  return filter;
}

/** Whose files are wanted: one's own; class D any user's, or all (SYSTEM); else those sent to a user. */
function ownerOperand(
  context: ControlContext,
  words: Words,
): { readonly owner: string | undefined; readonly sentOnly: boolean } {
  const self = context.user.userid;
  const word = words.peek;
  const keyword =
    word === undefined ||
    /^\d+$/.test(word) ||
    ['ALL', 'NEXT'].includes(word) ||
    abbreviates(word, 'CLASS', 2) ||
    abbreviates(word, 'FORM', 2) ||
    abbreviates(word, 'HOLD', 3) ||
    abbreviates(word, 'NOHOLD', 3) ||
    abbreviates(word, 'VMDATE', 3) ||
    DATE_FORMATS.some(({ name, minimum }) => abbreviates(word, name, minimum));
  if (keyword) return { owner: self, sentOnly: false };
  words.next();
  if (word === '*') return { owner: self, sentOnly: false };
  if (word === 'SYSTEM' && hasClass(context, 'D')) return { owner: undefined, sentOnly: false };
  const owner = knownUser(context.cp, word, MODULE);
  return { owner, sentOnly: owner !== self && !hasClass(context, 'D') };
}

async function list(context: ControlContext, queue: SpoolQueue, words: Words): Promise<number> {
  const { queues } = spoolOf(context.cp).core;
  const { owner, sentOnly } = ownerOperand(context, words);
  const filter = read(words);
  const owners = owner === undefined ? queues.owners() : [owner];
  let files = owners.flatMap((one) => queues.queue(one, queue));
  if (sentOnly) filter.tests.push((file) => file.origin === context.user.userid);
  if (filter.ids.length > 0) {
    if (owner !== undefined && !sentOnly) {
      const ids = { by: 'ids', ids: filter.ids } as const;
      const present = queues.select(owner, queue, ids);
      // the message for an id that is not there; files in use are shown all the same
      if (present.length < filter.ids.length) selectFiles(context, owner, queue, ids, MODULE);
    }
    filter.tests.push((file) => filter.ids.includes(file.id));
  }
  if (filter.next) {
    filter.tests.push((file) => file.hold === 'NONE' && !queues.inUse(file));
  }
  files = files.filter((file) => filter.tests.every((test) => test(file)));
  if (filter.next) files = files.slice(0, 1);
  if (files.length === 0) {
    context.respond(`NO ${queue} FILES`);
    return 0;
  }
  const own = owner === context.user.userid;
  const lead = own || sentOnly ? 'ORIGINID' : 'OWNERID';
  const leadOf = (file: SpoolFile) => (lead === 'ORIGINID' ? file.origin : file.owner);
  const { zone } = context.cp;
  const format = filter.date ?? context.user.settings.dateFormat;
  const width = listDate(0, zone, format).length;
  context.respond(filter.long ? longHeading(lead, width) : shortHeading(lead));
  for (const [n, file] of files.entries()) {
    if (n % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) {
      await new Promise<void>((resolve) => context.cp.clock.defer(resolve));
    }
    const { created } = file;
    const time = `${listDate(created, zone, format)} ${timeOfDay(created, zone)}`;
    context.respond(filter.long ? longRow(leadOf(file), file, time) : shortRow(leadOf(file), file));
  }
  return 0;
}

function queryQueue(name: string, minimum: number, queue: SpoolQueue): ControlCommand {
  return {
    name,
    minimum,
    classes: 'DG',
    run: (context, operands) =>
      answering(context, () => list(context, queue, new Words(operands.words, MODULE))),
  };
}

/** The names of the three queues. */
export const queryQueues: readonly ControlCommand[] = [
  queryQueue('READER', 1, 'RDR'),
  queryQueue('RDR', 3, 'RDR'),
  queryQueue('PRINTER', 2, 'PRT'),
  queryQueue('PRT', 3, 'PRT'),
  queryQueue('PUNCH', 2, 'PUN'),
  queryQueue('PCH', 3, 'PUN'),
];

/** QUERY FILES. */
export const queryFiles: ControlCommand = {
  name: 'FILES',
  minimum: 1,
  classes: 'DG',
  run: (context, operands) =>
    answering(context, () => {
      const words = new Words(operands.words, MODULE);
      let { userid } = context.user;
      if (words.more && words.peek !== '*' && hasClass(context, 'D')) {
        userid = knownUser(context.cp, words.need(), MODULE);
      } else if (words.more && useridOf(words.peek) !== userid && words.peek !== '*') {
        words.invalid(words.peek);
      } else words.next();
      words.end();
      context.respond(context.cp.spool.filesLine(userid));
      return 0;
    }),
};

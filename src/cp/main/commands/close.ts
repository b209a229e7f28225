/** CLOSE: the open file of a unit-record device becomes a queued file (CP Command Reference, "CLOSE"). */
import type { CommandContext, CpCommand } from '../cp-services.js';
import type { CloseOptions } from '../spool/output-files.js';
import type { UnitSettings } from '../spool/spool-settings.js';
import type { SpoolUnit } from '../spool/spool-units.js';
import { answering } from './refusal.js';
import { knownUser, queueOf, spoolOf, unitsOf, Words } from './spool-operands.js';

const MODULE = 'CLO';

/** Operands of CLOSE that hold for this file only. */
interface CloseOperands extends CloseOptions {
  readonly hold?: boolean;
  readonly keep?: boolean;
}

/**
 * Closes one unit: its processor lets go of the file and says what was written. SPOOL CONT puts the end of
 * the file off until NOCONT.
 */
export async function closeUnit(
  context: CommandContext,
  unit: SpoolUnit,
  options: CloseOperands = {},
): Promise<void> {
  const spool = spoolOf(context.cp);
  const { user } = context;
  if (unit.kind === 'CON') return spool.closeConsole(user, unit, options);
  const reader = unit.kind === 'RDR';
  if (!reader && unit.settings.cont && options.purge !== true) return;
  let reply = await user.request({ op: 'close-device', address: unit.address });
  // an IPL came in between: the file stays open over it
  if (!reply.ok && reply.why === 'superseded') {
    reply = await user.request({ op: 'close-device', address: unit.address });
  }
  if (!reply.ok) return;
  if (reader) return spool.input.close(user, unit, options);
  if (reply.written) await spool.output.close(user, unit, reply.written, options);
}

function read(context: CommandContext, words: Words, reader: boolean): CloseOperands {
  let settings: Partial<UnitSettings> = {};
  let options: CloseOperands = {};
  while (words.more) {
    if (words.take('HOLD', 2)) options = { ...options, hold: true };
    else if (words.take('NOHOLD', 3)) options = { ...options, hold: false };
    else if (words.take('KEEP', 2)) options = { ...options, keep: true };
    else if (words.take('NOKEEP', 3)) options = { ...options, keep: false };
    else if (words.take('PURGE', 2))
      options = { ...options, purge: true, hold: false, keep: false };
    else if (reader) words.invalid(words.peek);
    else if (words.take('TO', 2)) {
      const word = words.need();
      const to = word === '*' ? '*' : knownUser(context.cp, word, MODULE);
      const queue = queueOf(words.peek);
      if (queue !== undefined) words.next();
      settings = { ...settings, route: { to, queue: queue ?? 'RDR' } };
    } else if (words.take('NAME', 2)) settings = { ...settings, ...words.fileName() };
    else if (words.take('DIST', 2)) settings = { ...settings, dist: words.name() };
    else if (words.take('COPY', 2)) settings = { ...settings, copies: words.number(1, 255) };
    else if (words.take('CLASS', 2)) settings = { ...settings, class: words.spoolClass() };
    else words.invalid(words.peek);
  }
  const { hold, keep } = options;
  if (!reader && hold !== undefined) settings = { ...settings, hold };
  if (!reader && keep !== undefined) settings = { ...settings, keep };
  return { ...options, settings };
}

/** CLOSE. */
export const close: CpCommand = {
  name: 'CLOSE',
  minimum: 1,
  classes: 'G',
  run: (context, operands) =>
    answering(context, async () => {
      const words = new Words(operands.words, MODULE);
      const word = words.next();
      const all = word === 'ALL';
      const units = all ? spoolOf(context.cp).units(context.user) : unitsOf(context, word, MODULE);
      const options = read(
        context,
        words,
        units.every((unit) => unit.kind === 'RDR'),
      );
      for (const unit of units) await closeUnit(context, unit, options);
      return 0;
    }),
};

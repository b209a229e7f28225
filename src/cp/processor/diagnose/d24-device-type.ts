/** DIAGNOSE X'24': device type and features. */
import { CONSOLE_3215, CONSOLE_3270 } from '../../../devices/identity-table.js';
import type { TerminalSize } from '../../protocol.js';
import { withCc } from './diagnose-code.js';
import type { DiagnoseCode, DiagnoseContext, DiagnoseDevice } from './diagnose-code.js';

/** Types of devices that stand for a queue of the spool. */
const SPOOLED = ['reader', 'punch', 'printer'];

/**
 * Rx: virtual device address, or -1 for the console, whose address is then given back in Rx. Result: Ry
 * class, type, status and flags of the virtual device; Ry+1 class, type, model and features of the real one, which
 * for a console is the terminal in front, with the length of its line in place of features. Ry+1 is left alone when Ry
 * is register 15.
 * cc 0 given; cc 2 given but for Ry+1: a spooled device has no real one; cc 3 no such device, or no device number.
 */
export const deviceType: DiagnoseCode = {
  code: 0x24,
  execute(context, r1, r3) {
    const { processor } = context;
    const asked = processor.register(r1);
    const address = asked === -1 ? context.console : asked >>> 0;
    const device = address === undefined ? undefined : context.device(address);
    if (address === undefined || device === undefined) return withCc(3);
    const { virtual, real } = deviceWords(context, device);
    if (asked === -1) processor.setRegister(r1, address);
    processor.setRegister(r3, virtual);
    if (real === undefined) return withCc(2);
    if (r3 !== 15) processor.setRegister(r3 + 1, real);
    return withCc(0);
  },
};

/**
 * A device in two words: class, type, status and flags of the virtual one; class, type, model and features of the real
 * one, undefined when it has none.
 */
export function deviceWords(
  context: DiagnoseContext,
  { spec, identity, notReady }: DiagnoseDevice,
): { readonly virtual: number; readonly real: number | undefined } {
  const readOnly = (spec.type === 'fba' || spec.type === 'ckd') && spec.readOnly;
  const status = notReady ? 0x80 : 0;
  const virtual = word(identity.class, identity.type, status, readOnly ? 0x80 : 0);
  if (SPOOLED.includes(spec.type)) return { virtual, real: undefined };
  const real = spec.type === 'console' ? terminalIdentity(context.terminal) : identity;
  return { virtual, real: word(real.class, real.type, real.model, real.features) };
}

/** A terminal as the real device behind a console: a 3278 of the model that it is as large as, or a typewriter. */
function terminalIdentity({ screen, columns, rows }: TerminalSize): DiagnoseDevice['identity'] {
  if (!screen) return CONSOLE_3215;
  const model = rows >= 27 && columns >= 132 ? 5 : rows >= 43 ? 4 : rows >= 32 ? 3 : 2;
  return { ...CONSOLE_3270, model };
}

function word(a: number, b: number, c: number, d: number): number {
  return (a << 24) | (b << 16) | (c << 8) | d;
}

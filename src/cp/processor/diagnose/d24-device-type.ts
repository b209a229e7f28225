/** DIAGNOSE X'24': device type and features. */
import { SPECIFICATION, program, withCc } from './diagnose-code.js';
import type { DiagnoseCode } from './diagnose-code.js';

/** Line length of a 3215-like console, in place of the real device's model. */
const LINE_LENGTH = 0x82;

/**
 * Rx: virtual device address, or -1 for the console, whose address is then given back in Rx. Result: Ry
 * class, type, status and flags of the virtual device; Ry+1 class, type, model (line length of a
 * typewriter console) and features of the real one. Ry+1 is left alone when Ry is register 15.
 * cc 0 given, cc 3 no such device.
 */
export const deviceType: DiagnoseCode = {
  code: 0x24,
  execute(context, r1, r3) {
    const { processor } = context;
    const asked = processor.register(r1);
    if (asked !== -1 && (asked & 0xffff0000) !== 0) return program(SPECIFICATION);
    const address = asked === -1 ? context.console : asked;
    const device = address === undefined ? undefined : context.device(address);
    if (address === undefined || device === undefined) return withCc(3);
    const { spec, identity } = device;
    const readOnly = spec.type === 'fba' && spec.readOnly;
    const status = device.notReady ? 0x80 : 0;
    const flags = readOnly ? 0x80 : 0;
    if (asked === -1) processor.setRegister(r1, address);
    processor.setRegister(r3, word(identity.class, identity.type, status, flags));
    if (r3 !== 15) {
      const typewriter = spec.type === 'console' && spec.mode === '3215';
      const model = typewriter ? 0 : identity.model;
      const features = typewriter ? LINE_LENGTH : identity.features;
      processor.setRegister(r3 + 1, word(identity.class, identity.type, model, features));
    }
    return withCc(0);
  },
};

function word(a: number, b: number, c: number, d: number): number {
  return (a << 24) | (b << 16) | (c << 8) | d;
}

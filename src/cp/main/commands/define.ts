/**
 * DEFINE STORAGE size: another size of storage, which is cleared (z/VM CP Commands, "DEFINE STORAGE"). The
 * limit is the maximum of the directory entry. DEFINE vdev AS newvdev is in define-as.ts, DEFINE CPU in define-cpu.ts,
 * DEFINE of disks in define-disk.ts.
 */
import type { ControlCommand } from '../control-command.js';
import { defineAs } from './define-as.js';
import { defineCpu } from './define-cpu.js';
import { defineDisk, temporaryDisk } from './define-disk.js';
import { say } from '../messages-table.js';
import { abbreviates, deviceNumberOf, storageSizeOf, storageText } from '../operands.js';
import { defineDevice } from './define-device.js';

/** DEFINE. */
export const define: ControlCommand = {
  name: 'DEFINE',
  minimum: 3,
  classes: 'G',
  async run(context, operands) {
    const { user, cp } = context;
    const [word, ...rest] = operands.words;
    if (word === undefined) return say(context, 'DEF', 26);
    const address = deviceNumberOf(word);
    if (address !== undefined) return defineAs(context, address, rest);
    if (abbreviates(word, 'CPU', 3)) return defineCpu(context, rest);
    if (abbreviates(word, 'CTCA', 3)) return defineDevice(context, 'CTCA', rest);
    if (abbreviates(word, 'GRAF', 4)) return defineDevice(context, 'GRAF', rest);
    if (abbreviates(word, 'TAPE', 2)) return defineDevice(context, 'TAPE', rest);
    const disk = temporaryDisk(word);
    if (disk !== undefined) return defineDisk(context, disk, rest);
    if (!abbreviates(word, 'STORAGE', 3)) return say(context, 'DEF', 3, word);
    // `DEFINE STORAGE 2M`, `DEFINE STORAGE AS 2M`
    if (rest[0] === 'AS') rest.shift();
    const [size, more] = rest;
    if (size === undefined) return say(context, 'DEF', 26);
    if (more !== undefined) return say(context, 'DEF', 2, more);
    const bytes = storageSizeOf(size);
    if (bytes === undefined) return say(context, 'DEF', 162, size);
    const maximum = user.entry.maximumStorage;
    if (bytes > maximum) return say(context, 'DST', 94, storageText(maximum));
    await cp.reset(user, true);
    // the reset may have been overtaken by a LOGOFF
    if (user.ending || !user.stopped) return 0;
    user.memory.defineStorage(bytes);
    user.storageSize = bytes;
    context.inform(`STORAGE = ${storageText(bytes)}`);
    context.inform('Storage cleared - system reset.');
    return 0;
  },
};

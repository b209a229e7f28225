/** Channel programs for a 3350 on our channel, and on Debian's Hercules in S/370 mode. */
import { spawnSync } from 'node:child_process';
import {
  closeSync,
  existsSync,
  ftruncateSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assemble } from '../../../src/cms/assembler/assembler.js';
import type { FileAccess } from '../../../src/devices/backing.js';
import { channelStorage } from '../../../src/devices/channel-storage.js';
import { ChannelSubsystem } from '../../../src/devices/channel-subsystem.js';
import { CkdDisk } from '../../../src/devices/ckd/ckd-disk.js';
import { herculesHeader, ownLayout } from '../../../src/store/ckd-image.js';
import { TestStorage } from '../../devices/support/channel-bench.js';
import { AREA_AT, AREA_BYTES, CYLINDERS, SLOT } from './cases.js';
import type { DiskCase } from './cases.js';

/** Where results stand: for each case CAW, condition code, CSW, and 24 sense bytes. */
const RESULTS_AT = 0x2000;
const RESULT_BYTES = 48;
const SIZE = 0x800000;
const DEVICE = 0x350;
const HEADER = 512;

/** Units of work after which a program is taken to be endless. */
const ENDLESS = 200_000;

/** What a case came to. */
export interface DiskResult {
  readonly cc: number;
  /** The eight bytes of the CSW, and the sense bytes of a unit check. */
  readonly csw: Buffer;
  readonly sense: Buffer;
  readonly area: Buffer;
}

/** All cases, and the tracks behind them. */
export interface DiskRun {
  readonly results: readonly DiskResult[];
  track(number: number): Buffer;
}

const layout = ownLayout({ type: 'ckd', model: '3350', cylinders: CYLINDERS });

/** Executes cases on our channel. */
export function onOurs(cases: readonly DiskCase[], tracks: ReadonlyMap<number, Buffer>): DiskRun {
  const slots = new Map<number, Buffer>();
  const slot = (number: number): Buffer => {
    let bytes = slots.get(number);
    if (bytes === undefined) {
      bytes = Buffer.alloc(SLOT);
      tracks.get(number)?.copy(bytes);
      slots.set(number, bytes);
    }
    return bytes;
  };
  const at = (position: number): [number, number] => [
    Math.floor((position - HEADER) / SLOT),
    (position - HEADER) % SLOT,
  ];
  const files: FileAccess = {
    readAt(_handle, position, into) {
      const [number, from] = at(position);
      into.set(slot(number).subarray(from, from + into.length));
      return into.length;
    },
    writeAt(_handle, position, bytes) {
      const [number, from] = at(position);
      slot(number).set(bytes, from);
    },
    cutAt: () => undefined,
  };
  const storage = new TestStorage(SIZE);
  const channels = new ChannelSubsystem(channelStorage(storage), {
    pending: () => undefined,
    ask: (_address, id) => void channels.answer(id, { kind: 'done' }),
    withdraw: () => undefined,
  });
  const disk = new CkdDisk(files, { ...layout, handle: 1, readOnly: false });
  channels.attach(DEVICE, disk);
  const results = cases.map((one, n): DiskResult => {
    const base = AREA_AT + n * AREA_BYTES;
    storage.bytes.set(one.area, base);
    storage.bytes.set([0, base >> 16, (base >> 8) & 0xff, base & 0xff], 72);
    storage.bytes.fill(0, 64, 72);
    const cc = channels.startIo(DEVICE, false) ?? -1;
    let used = 0;
    while (channels.active && used < ENDLESS) used += channels.step(1000);
    if (used >= ENDLESS) throw new Error(`case ${n} does not end: ${one.text}`);
    if (cc === 0) channels.testIo(DEVICE);
    const csw = Buffer.from(storage.bytes.slice(64, 72));
    const check = (csw[4]! & 0x02) !== 0;
    const sense = Buffer.from(check ? disk.sense() : new Uint8Array(24));
    // the device end of a seek that stood alone
    while (channels.testIo(DEVICE) === 1);
    const area = Buffer.from(storage.bytes.slice(base, base + AREA_BYTES));
    return { cc, csw, sense, area };
  });
  return { results, track: slot };
}

const SOURCE = `
DRIVER   START 0
         DC    X'00000000',A(GO)
         ORG   DRIVER+X'58'
         DC    4X'0002000000000BAD'
         ORG   DRIVER+X'400'
         USING DRIVER,0
GO       L     2,FIRST
         L     3,COUNT
LOOP     L     4,0(2)
         ST    4,72
         XC    64(8),64
         SIO   DEVICE
         BALR  5,0
         ST    5,4(2)
         BC    7,STORED
WAIT     TIO   DEVICE
         BC    2,WAIT
STORED   MVC   8(8,2),64
         TM    68,X'02'
         BC    8,CLEAR
         LA    6,16(2)
         ST    6,SENSE
         MVI   SENSE,4
         LA    6,SENSE
         ST    6,72
AGAIN    TIO   DEVICE
         BC    7,AGAIN
         SIO   DEVICE
         BC    7,AGAIN
CLEAR    TIO   DEVICE
         BC    7,CLEAR
         LA    2,${RESULT_BYTES}(2)
         BCT   3,LOOP
         LPSW  FINISH
         DS    0D
FINISH   DC    X'000200000000C0DE'
SENSE    DC    X'0400000020000018'
FIRST    DC    F'${RESULTS_AT}'
COUNT    DC    F'0'
DEVICE   EQU   X'350'
         END   DRIVER
`;

function makeCore(cases: readonly DiskCase[]): Buffer {
  const { bytes, errors, symbols } = assemble(SOURCE);
  if (errors.length > 0) {
    throw new Error(errors.map(({ line, message }) => `line ${line}: ${message}`).join('\n'));
  }
  const core = Buffer.alloc(SIZE);
  core.set(bytes);
  core.writeUInt32BE(cases.length, symbols.get('COUNT'));
  cases.forEach(({ area }, n) => {
    const base = AREA_AT + n * AREA_BYTES;
    core.writeUInt32BE(base, RESULTS_AT + n * RESULT_BYTES);
    area.copy(core, base);
  });
  return core;
}

const CONFIGURATION = `CPUSERIAL 000001
CPUMODEL 3090
MAINSIZE 8
NUMCPU 1
ARCHMODE S/370
OSTAILOR QUIET
000F 3215-C
0350 3350 disk.ckd
`;

/** Executes cases on Hercules; `start` prepares nothing before the second that its processor may need. */
export function onHercules(
  cases: readonly DiskCase[],
  tracks: ReadonlyMap<number, Buffer>,
): DiskRun {
  const work = mkdtempSync(join(tmpdir(), 'vmts-disk-oracle-'));
  try {
    const path = (name: string): string => join(work, name);
    const disk = openSync(path('disk.ckd'), 'w+');
    writeSync(disk, herculesHeader(layout), 0, HEADER, 0);
    for (const [number, bytes] of tracks) {
      writeSync(disk, bytes, 0, bytes.length, HEADER + number * SLOT);
    }
    ftruncateSync(disk, HEADER + CYLINDERS * 30 * SLOT);
    closeSync(disk);
    writeFileSync(path('in.core'), makeCore(cases));
    writeFileSync(path('cnf'), CONFIGURATION);
    const save = `savecore ${path('out.core')} 0 ${(SIZE - 1).toString(16)}\n`;
    writeFileSync(path('end'), `pause 1\n${save}exit\n`);
    writeFileSync(
      path('rc'),
      `hao tgt HHCCP011I\nhao cmd script ${path('end')}\npause 1\nloadcore ${path('in.core')} 0\nrestart\n`,
    );
    const { error, stdout } = spawnSync('hercules', ['-d', '-f', path('cnf')], {
      cwd: work,
      env: { ...process.env, HERCULES_RC: path('rc') },
      encoding: 'latin1',
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: 120_000,
    });
    if (error !== undefined) throw error;
    if (!stdout.includes('C0DE') || !existsSync(path('out.core'))) {
      throw new Error(`Hercules did not end:\n${stdout.slice(-2000)}`);
    }
    const core = readFileSync(path('out.core'));
    const after = openSync(path('disk.ckd'), 'r');
    const slots = new Map<number, Buffer>();
    for (const number of tracks.keys()) {
      const bytes = Buffer.alloc(SLOT);
      readSync(after, bytes, 0, SLOT, HEADER + number * SLOT);
      slots.set(number, bytes);
    }
    closeSync(after);
    const results = cases.map((_, n): DiskResult => {
      const at = RESULTS_AT + n * RESULT_BYTES;
      const base = AREA_AT + n * AREA_BYTES;
      return {
        cc: (core[at + 4]! >> 4) & 3,
        csw: core.subarray(at + 8, at + 16),
        sense: core.subarray(at + 16, at + 40),
        area: core.subarray(base, base + AREA_BYTES),
      };
    });
    return { results, track: (number) => slots.get(number) ?? Buffer.alloc(SLOT) };
  } finally {
    rmSync(work, { recursive: true });
  }
}

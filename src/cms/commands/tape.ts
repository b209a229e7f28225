/** TAPE and VMFPLC2: files to and from tape, and what moves a tape (CMS Command Reference, "TAPE"). */
import { fromEbcdic, toEbcdic, toEbcdicPadded } from '../../shared/ebcdic.js';
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { resumeDump, startDump } from '../tape/tape-dump.js';
import { drive, TAPE, tapeEffect, type TapeFrame } from '../tape/tape-frame.js';
import { resumeLook, startLook } from '../tape/tape-load.js';
import { parseTape } from '../tape/tape-request.js';
import { fault, fileCommand } from './command-fault.js';
import { closeOutput, putOutput, replaceSome, startFileOutput } from './file-output.js';
import { PRINTER } from './record-output.js';

const NO_OPERATION = 0x03;
/** Lines over what is typed, by function. */
const HEADINGS: Readonly<Record<string, string>> = {
  DUMP: 'DUMPING.....',
  LOAD: 'LOADING.....',
  SCAN: 'SCANNING....',
  SKIP: 'SKIPPING....',
};
const LABEL = 80;
const WRITE_AND_SPACE = 0x09;

function start(context: StepContext, plc: boolean): StepResult {
  const request = parseTape(context.tokens, plc);
  const frame: TapeFrame = { request, stage: 'move', left: request.times, report: [] };
  const { density } = request;
  if (request.function === 'MODESET' || density !== undefined) {
    return tapeEffect(context, { ...frame, stage: 'set' }, density ?? NO_OPERATION);
  }
  return begin(context, frame);
}

function begin(context: StepContext, frame: TapeFrame): StepResult {
  const { request } = frame;
  const heading = HEADINGS[request.function];
  const first = heading === undefined || request.report !== 'term' ? [] : [heading];
  const headed = (result: StepResult): StepResult => ({
    ...result,
    lines: [...first, ...(result.lines ?? [])],
  });
  switch (request.function) {
    case 'DUMP':
      return headed(startDump(context, frame));
    case 'LOAD':
    case 'SCAN':
    case 'SKIP':
      return headed(startLook(context, frame));
    case 'DVOL1':
    case 'WVOL1':
      return tapeEffect(context, { ...frame, stage: 'label', left: 0 }, TAPE.rewind);
    case 'MODESET':
      return { rc: 0 };
    case 'move':
      return tapeEffect(context, frame, request.command);
  }
}

/** VOL1: who the volume is and whose. */
function volumeLabel(volume: string, owner: string): Uint8Array {
  const label = toEbcdicPadded('', LABEL);
  label.set(toEbcdic(`VOL1${volume.padEnd(6)}0`), 0);
  label.set(toEbcdic(owner.slice(0, 8)), 41);
  return label;
}

/** Rewound, then read or written, then rewound again. */
function labelStep(context: StepContext, frame: TapeFrame, answer: Answer): StepResult {
  const { request, left } = frame;
  const writing = request.function === 'WVOL1';
  const { result, data } = drive(context, frame, answer, writing);
  if (left === 0) {
    const next: TapeFrame = { ...frame, left: 1 };
    if (!writing) return tapeEffect(context, next, TAPE.read);
    return tapeEffect(context, next, TAPE.write, volumeLabel(request.volume, request.owner));
  }
  if (left === 1 && writing) return tapeEffect(context, { ...frame, left: 2 }, TAPE.mark);
  const lines: string[] = [];
  if (left === 1) {
    const text = fromEbcdic(data);
    if (result === 'mark' || data.length < LABEL || !text.startsWith('VOL1')) {
      throw fault(request.module, 431, request.shown);
    }
    lines.push(
      `VOLID= ${text.slice(4, 10).trimEnd()} OWNER= ${text.slice(41, 51).trimEnd()}`.trimEnd(),
    );
  }
  if (left === 3 || request.leave) return { rc: 0, lines };
  return tapeEffect(context, { ...frame, left: 3 }, TAPE.rewind, undefined, lines);
}

function moveStep(context: StepContext, frame: TapeFrame, answer: Answer): StepResult {
  const { request } = frame;
  const writing = [0x17, 0x1f].includes(request.command);
  const { result } = drive(context, frame, answer, writing);
  // a tape mark in the way of a block, or the end of the reel behind a mark that was written
  if (result === 'mark') throw fault(request.module, 58, request.shown);
  if (frame.left > 1)
    return tapeEffect(context, { ...frame, left: frame.left - 1 }, request.command);
  return { rc: 0 };
}

/** What was dumped or found, into TAPE MAP A5 or on paper. */
function report(context: StepContext, frame: TapeFrame): StepResult {
  const { request } = frame;
  const heading = HEADINGS[request.function] ?? '';
  if (request.report === 'disk') {
    const output =
      frame.output ??
      startFileOutput(context, request.module, {
        ...{ name: 'TAPE', type: 'MAP', letter: 'A', modeNumber: 5 },
        ...{ format: 'V', recordLength: 1 },
      });
    if (!replaceSome(context, output)) {
      const next: TapeFrame = { ...frame, output, change: output.change };
      return { effect: { kind: 'work' }, frame: next, cost: 1500 };
    }
    // a blank in front, as maps of tapes of VM/370 have it
    for (const line of [heading, ...frame.report]) {
      putOutput(context, output, toEbcdic(` ${line}`));
    }
    return closeOutput(context, output, { rc: 0 });
  }
  if (request.report === 'print') {
    const records = [heading, ...frame.report].map((line) => ({
      command: WRITE_AND_SPACE,
      data: toEbcdic(line),
    }));
    const effect = { kind: 'write-records' as const, device: PRINTER, records };
    return { effect, frame: { ...frame, stage: 'printed' } };
  }
  return { rc: 0 };
}

function resume(raw: Frame, answer: Answer, context: StepContext): StepResult {
  const frame = { ...(raw as TapeFrame) };
  switch (frame.stage) {
    case 'set':
      drive(context, frame, answer, false);
      return begin(context, { ...frame, stage: 'move' });
    case 'move':
      return moveStep(context, frame, answer);
    case 'label':
      return labelStep(context, frame, answer);
    case 'dump':
    case 'file-mark':
    case 'last-mark':
      return resumeDump(context, frame, answer);
    case 'look':
    case 'back':
    case 'skip':
    case 'load':
    case 'loaded':
      return resumeLook(context, frame, answer);
    case 'report':
      return report(context, frame);
    case 'printed': {
      if (answer.kind === 'written' && answer.result !== 'ok')
        throw fault(frame.request.module, 123, 'TAPE MAP');
      const effect = { kind: 'cp' as const, command: 'CLOSE 00E NAME TAPE MAP', buffered: false };
      return { effect, frame: { ...frame, stage: 'closed' } };
    }
    case 'closed':
      return { rc: 0 };
  }
}

/** The TAPE command. */
export const tape = fileCommand('TAPE', 4, 'TPE', (context) => start(context, false), resume);

/** The VMFPLC2 command: the form of tapes with VM's own service. */
export const vmfplc2 = fileCommand('VMFPLC2', 7, 'PLC', (context) => start(context, true), resume);

/** VMARC: archives of compacted files, as CMS software is handed around in (VMARC by John S. Fisher, its HELP file). */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import { resumePack, startPack, type PackFrame } from '../vmarc/pack.js';
import { parseVmarc } from '../vmarc/request.js';
import { resumeUnpack, startUnpack, type UnpackFrame } from '../vmarc/unpack.js';
import { fileCommand } from './command-fault.js';

const USAGE = [
  'Usage:',
  '   VMARC  function  fileid(s)  (  options...',
  'Functions:',
  '   PACK   infileid  <outfileid>',
  '   UNPK  <infileid> <outfileid>',
  '   LIST   infileid',
];

function start(context: StepContext): StepResult {
  const [, first] = context.tokens;
  if (first === undefined || first === '?') return { rc: 0, lines: USAGE };
  const request = parseVmarc(context.tokens);
  return request.what === 'pack' ? startPack(context, request) : startUnpack(context, request);
}

function resume(frame: Frame, answer: Answer, context: StepContext): StepResult {
  return 'packing' in frame
    ? resumePack(frame as PackFrame, answer, context)
    : resumeUnpack(frame as UnpackFrame, answer, context);
}

/** The VMARC command. */
export const vmarc = fileCommand('VMARC', 5, 'VMA', start, resume);

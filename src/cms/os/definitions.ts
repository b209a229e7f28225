/** The file definitions as others see them: what a ddname stands for, and QUERY FILEDEF. */
import type { StepContext } from '../command.js';
import type { Subject } from '../subject.js';
import type { FileDefinition, Reel } from './os-state.js';
import { showRecfm } from './recfm.js';

/** A tape whose labels nobody looks at, where it stands. */
export const LABELS_OFF: Reel = { label: 'LABOFF', file: 1, volume: '' };

/** A definition without any option. */
export function newDefinition(ddname: string, device: FileDefinition['device']): FileDefinition {
  return {
    ...{
      ddname,
      device,
      tape: 0,
      reel: LABELS_OFF,
      name: 'FILE',
      type: ddname,
      mode: 'A1',
      permanent: false,
    },
    ...{ recfm: undefined, lrecl: undefined, blksize: undefined, append: false },
    upper: device === 'TERMINAL',
    ...{ member: undefined, concatenated: false, dsorg: undefined, dataSet: undefined },
  };
}

/**
 * What is left of definitions (FILEDEF, LABELDEF) by CLEAR of a ddname, or of `*`, which spares what is PERM.
 * @returns undefined when there is none of this ddname
 */
export function cleared<D extends { readonly ddname: string; readonly permanent: boolean }>(
  definitions: readonly D[],
  ddname: string,
): D[] | undefined {
  if (ddname === '*') return definitions.filter((one) => one.permanent);
  const kept = definitions.filter((one) => one.ddname !== ddname);
  return kept.length === definitions.length ? undefined : kept;
}

/** The definitions of a ddname, one behind the other: as FILEDEF has them, else a file of that type. */
export function definitionsOf(context: StepContext, ddname: string): readonly FileDefinition[] {
  const given = context.cms.os.definitions.filter((one) => one.ddname === ddname);
  return given.length > 0 ? given : [newDefinition(ddname, 'DISK')];
}

/** The first of them. */
export function definitionOf(context: StepContext, ddname: string): FileDefinition {
  return definitionsOf(context, ddname)[0]!;
}

/** How FILEDEF without operands and QUERY FILEDEF show them. */
export function showDefinitions(context: StepContext): string[] {
  const { definitions } = context.cms.os;
  if (definitions.length === 0) return ['No user defined FILEDEFs in effect'];
  return definitions.map((one) => {
    const device = one.device === 'TAPE' ? `TAP${one.tape.toString(16).toUpperCase()}` : one.device;
    const line = `${one.ddname.padEnd(8)} ${device.padEnd(8)}`;
    if (one.device === 'TAPE') return `${line} ${showReel(one.reel)}`;
    if (one.device === 'GRAF') {
      return `${line} ${one.tape.toString(16).toUpperCase().padStart(3, '0')}`;
    }
    if (one.device !== 'DISK') return line.trimEnd();
    const format = one.recfm === undefined ? '' : ` ${showRecfm(one.recfm)}`;
    const member = one.member === undefined ? '' : ` (MEMBER ${one.member}`;
    const dataSet = one.dataSet === undefined ? '' : ` DSN ${one.dataSet.name}`;
    const file = `${one.name.padEnd(8)} ${one.type.padEnd(8)} ${one.mode}`;
    return `${line} ${file}${format}${dataSet}${member}`;
  });
}

function showReel({ label, file, volume }: Reel): string {
  const number = label === 'LABOFF' || label === 'NSL' ? '' : ` ${String(file)}`;
  return `${label}${number} ${volume}`.trimEnd();
}

/** QUERY FILEDEF. */
export const osQueries: readonly Subject[] = [
  {
    name: 'FILEDEF',
    minimum: 2,
    run: (context) => ({ rc: 0, lines: showDefinitions(context) }),
  },
];

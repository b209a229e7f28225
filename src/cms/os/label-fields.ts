/**
 * Fields of the first header label of a file on tape (OS/VS Tape Labels, GC26-3795; z/VM: CMS Commands and Utilities
 * Reference, "LABELDEF"): where they stand, what LABELDEF may give, what is usual without it.
 */
import type { LocalTime, StepContext } from '../command.js';
import type { FileDefinition, LabelField, OsState } from './os-state.js';

/** Where a field stands in the label, from 0. */
const PLACES: readonly {
  readonly field: LabelField;
  readonly at: number;
  readonly length: number;
}[] = [
  { field: 'FID', at: 4, length: 17 },
  { field: 'VOLSEQ', at: 27, length: 4 },
  { field: 'FSEQ', at: 31, length: 4 },
  { field: 'GENN', at: 35, length: 4 },
  { field: 'GENV', at: 39, length: 2 },
  { field: 'CRDTE', at: 41, length: 6 },
  { field: 'EXDTE', at: 47, length: 6 },
  { field: 'SEC', at: 53, length: 1 },
];
/** Years below this are of this century when two digits tell them. */
const PIVOT = 60;
/** No blocks, of a header. */
const NO_BLOCKS = '000000';

type Fields = Readonly<Partial<Record<LabelField, string>>>;

/** What LABELDEF says of a ddname. */
export function labelFields(os: OsState, ddname: string): Fields {
  return os.labels.find((one) => one.ddname === ddname)?.fields ?? {};
}

/** Whether the first label of a file has what LABELDEF gives; what it does not give is not looked at. */
export function fitsLabel(fields: Fields, label: string): boolean {
  return PLACES.every(({ field, at, length }) => {
    const wanted = fields[field];
    return wanted === undefined || label.slice(at, at + length).trimEnd() === wanted.trimEnd();
  });
}

/** The first label behind its four letters, up to the count of blocks. */
export function firstLabel(
  context: StepContext,
  { ddname, reel }: FileDefinition,
  volume: string,
): string {
  const given = labelFields(context.cms.os, ddname);
  const created = given.CRDTE ?? labelDate(dayOf(context.now));
  const usual: Fields = {
    FID: ddname,
    VOLSEQ: '0001',
    FSEQ: String(reel.file).padStart(4, '0'),
    CRDTE: created,
    EXDTE: created,
    SEC: '0',
  };
  const text = (field: LabelField): string => {
    const { length } = PLACES.find((one) => one.field === field)!;
    return (given[field] ?? usual[field] ?? '').padEnd(length).slice(0, length);
  };
  const [name, ...rest] = PLACES.map(({ field }) => text(field));
  return `${name!}${volume.padEnd(6)}${rest.join('')}${NO_BLOCKS}`;
}

/** A field as it stands in a label; undefined when the value makes no sense. */
export function labelValue(field: LabelField, word: string): string | undefined {
  const number = (most: number): string | undefined =>
    /^\d+$/.test(word) && word.length <= most ? word.padStart(most, '0') : undefined;
  switch (field) {
    case 'FID':
      // of a longer name the last qualifiers count
      return /^[!-~]{1,44}$/.test(word) ? word.slice(-17) : undefined;
    case 'VOLID':
      return /^[A-Z0-9$#@-]{1,6}$/.test(word) ? word : undefined;
    case 'VOLSEQ':
    case 'FSEQ':
    case 'GENN':
      return number(4);
    case 'GENV':
      return number(2);
    case 'CRDTE':
    case 'EXDTE':
      return /^(?:\d{5}|(?:19|20)\d{5})$/.test(word) ? dateValue(word) : undefined;
    case 'SEC':
      return /^[013]$/.test(word) ? word : undefined;
  }
}

function dateValue(word: string): string | undefined {
  const day = Number(word.slice(-3));
  const two = Number(word.slice(-5, -3));
  // 99366 is a day that never comes, and so means for ever
  if (day < 1 || day > 366) return undefined;
  const century = word.length === 7 ? Number(word.slice(0, 2)) : two < PIVOT ? 20 : 19;
  return labelDate({ year: century * 100 + two, day });
}

/** Year and day as labels have them: a blank or 0 for the century, two digits, three. */
function labelDate({ year, day }: { readonly year: number; readonly day: number }): string {
  const century = year >= 2000 ? '0' : ' ';
  return `${century}${String(year % 100).padStart(2, '0')}${String(day).padStart(3, '0')}`;
}

const DAYS = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

function dayOf({ year, month, day }: LocalTime): { readonly year: number; readonly day: number } {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return { year, day: DAYS[month - 1]! + day + (leap && month > 2 ? 1 : 0) };
}

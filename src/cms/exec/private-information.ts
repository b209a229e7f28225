/** What a REXX program is told of how it was called (z/VM REXX/VM Reference, "Direct Interface to Current Variables"). */
import type { Activity } from '../rexx/activity.js';
import { sourceText, VERSION } from '../rexx/instruction-steps.js';
import { textOf } from '../rexx/value.js';

/** ARG, SOURCE, VERSION and PARM (with PARM.n); undefined for another name. */
export function privateInformation(activity: Activity, name: string): string | undefined {
  const { args } = activity.routines[0]!;
  switch (name) {
    case 'ARG':
      return textOf(args[0] ?? '');
    case 'PARM':
      return String(args.length);
    case 'SOURCE':
      return sourceText(activity, 'SOURCE');
    case 'VERSION':
      return VERSION;
    default: {
      const number = /^PARM\.(\d{1,4})$/.exec(name)?.[1];
      return number === undefined ? undefined : textOf(args[Number(number) - 1] ?? '');
    }
  }
}

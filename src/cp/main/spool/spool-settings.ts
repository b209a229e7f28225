/**
 * What SPOOL sets for a unit-record device or for the console's log (CP Command Reference, "SPOOL"), and
 * how QUERY VIRTUAL shows it.
 */
import type { SpoolQueue } from '../../ports/spool-store.js';

/** What kind of device a unit is to the spool. */
export type UnitKind = 'RDR' | 'PUN' | 'PRT' | 'CON';

/** Where closed files go. */
export interface Route {
  /** `*` is the user who closes the file. */
  readonly to: string;
  readonly queue: SpoolQueue;
}

/** Settings of one unit. */
export interface UnitSettings {
  readonly class: string;
  readonly hold: boolean;
  readonly keep: boolean;
  readonly cont: boolean;
  readonly eof: boolean;
  /** Undefined until MSG or NOMSG is given: then only what is sent to somebody is told to the sender. */
  readonly msg: boolean | undefined;
  readonly copies: number;
  /** Undefined: the user's own queue of the device's kind (SPOOL TO SYSTEM, OFF). */
  readonly route: Route | undefined;
  /** SPOOL FOR: whose output it is. */
  readonly forUser: string | undefined;
  readonly dist: string;
  readonly form: string;
  readonly name: string;
  readonly type: string;
}

/** Settings as at logon. */
export function initialSettings(kind: UnitKind, letter: string, dist: string): UnitSettings {
  return {
    class: kind === 'CON' ? 'T' : letter,
    hold: false,
    keep: false,
    cont: false,
    eof: true,
    msg: undefined,
    copies: 1,
    route: undefined,
    forUser: undefined,
    dist,
    form: 'STANDARD',
    name: '',
    type: '',
  };
}

function flag(on: boolean, name: string): string {
  return on ? name : `NO${name}`;
}

/** A unit as QUERY VIRTUAL wants to know it. */
export interface DescribedUnit {
  readonly address: number;
  readonly kind: UnitKind;
  readonly settings: UnitSettings;
  readonly open: boolean;
  /** False after NOTREADY. */
  readonly ready: boolean;
  /** Place among the machine's devices. */
  readonly subchannel: number;
  /** Console: whether its log is being kept. */
  readonly started?: boolean;
}

/** The lines of QUERY VIRTUAL for a unit. */
export function describeUnit(unit: DescribedUnit, userid: string): readonly string[] {
  const { kind, settings: set } = unit;
  const address = unit.address.toString(16).toUpperCase().padStart(4, '0');
  const next = `     ${address}`;
  const subchannel = `SUBCHANNEL = ${unit.subchannel.toString(16).toUpperCase().padStart(4, '0')}`;
  const ready = unit.ready ? 'READY' : 'NOTREADY';
  const state = unit.open ? 'OPEN' : 'CLOSED';
  const contHold = `${flag(set.cont, 'CONT').padEnd(6)} ${flag(set.hold, 'HOLD').padEnd(6)}`;
  const keep = flag(set.keep, 'KEEP');
  const eof = flag(set.eof, 'EOF');
  if (kind === 'RDR') {
    return [
      `RDR  ${address} CL ${set.class} ${contHold} ${eof.padEnd(5)} ${ready}`,
      `${next} 2540 ${state.padEnd(6)} ${keep} NORESCAN ${subchannel}`,
    ];
  }
  const own = kind === 'PUN' ? 'PUN' : 'PRT';
  const to = set.route ? (set.route.to === '*' ? userid : set.route.to) : 'SYSTEM';
  const queue = set.route?.queue ?? own;
  const copies = String(set.copies).padStart(3, '0');
  const name = set.name === '' ? 'NONAME' : `${set.name} ${set.type}`.trimEnd();
  const msg = flag(set.msg === true, 'MSG');
  const first = `CL ${set.class} ${contHold} CPY ${copies} ${ready} FORM ${set.form}`;
  const second = `${next} TO ${to.padEnd(8)} ${queue} DIST ${set.dist.padEnd(8)} FLASHC 000 DEST OFF`;
  const last = `${state} ${keep} ${msg} ${name}`;
  if (kind === 'CON') {
    const log = unit.started === true ? 'START' : 'STOP';
    return [
      `CONS ${address} ON LINE TERM ${log}`,
      `${next} ${first}`,
      second,
      `${next} 3215 ${last}`,
      `${next} ${subchannel}`,
    ];
  }
  const model = kind === 'PUN' ? '2540' : '1403';
  const forms = kind === 'PRT' ? [`${next} FLASH      CHAR      MDFY      0 FCB      LPP OFF`] : [];
  return [
    `${kind}  ${address} ${first}`,
    second,
    ...forms,
    `${next} ${model} ${eof} ${last}`,
    `${next} ${subchannel}`,
  ];
}

/** Record formats as a DCB has them (OS/VS Data Management Macro Instructions, "DCB", RECFM). */

/** Bits of DCBRECFM. */
export const RECFM = {
  f: 0x80,
  v: 0x40,
  u: 0xc0,
  blocked: 0x10,
  spanned: 0x08,
  asa: 0x04,
  machine: 0x02,
} as const;

/** A record format as FILEDEF takes it: F, FB, V, VB, U, with S, A or M behind; undefined when it is none. */
export function parseRecfm(text: string): number | undefined {
  const match = /^(F|V|U)(B?)(S?)([AM]?)$/.exec(text);
  if (match === null) return undefined;
  const [, kind, blocked, spanned, control] = match;
  if (kind === 'U' && (blocked !== '' || spanned !== '')) return undefined;
  return (
    (kind === 'F' ? RECFM.f : kind === 'V' ? RECFM.v : RECFM.u) |
    (blocked === '' ? 0 : RECFM.blocked) |
    (spanned === '' ? 0 : RECFM.spanned) |
    (control === 'A' ? RECFM.asa : control === 'M' ? RECFM.machine : 0)
  );
}

/** The other way. */
export function showRecfm(recfm: number): string {
  const kind = (recfm & RECFM.u) === RECFM.u ? 'U' : (recfm & RECFM.f) !== 0 ? 'F' : 'V';
  const blocked = (recfm & RECFM.blocked) !== 0 ? 'B' : '';
  const spanned = (recfm & RECFM.spanned) !== 0 ? 'S' : '';
  const control = (recfm & RECFM.asa) !== 0 ? 'A' : (recfm & RECFM.machine) !== 0 ? 'M' : '';
  return kind + blocked + spanned + control;
}

/** Whether records go on from one block to the next: variable ones with S. */
export function isSpanned(recfm: number): boolean {
  return (recfm & RECFM.spanned) !== 0 && kindOf(recfm) === 'V';
}

/** Kind of records. */
export function kindOf(recfm: number): 'F' | 'V' | 'U' {
  const kind = recfm & RECFM.u;
  return kind === RECFM.f ? 'F' : kind === RECFM.v ? 'V' : 'U';
}

/**
 * CMS as a guest program: its saved system, its gate, and what it knows. The composition root of a real
 * processor joins this to the name CMS; nothing else of CMS is known outside.
 */
import type { GuestProgram, GuestProgramKind } from '../cp/guest-interface.js';
import { newCmsState, type CmsState } from './cms-state.js';
import { adoptNucleus, enterGate, isGate } from './nucleus/gate.js';
import { awaitsKey } from './nucleus/display-io.js';
import { GATE_CODE } from './nucleus/layout.js';
import { newNucleusState, type NucleusState } from './nucleus/nucleus.js';
import { nucleusImage } from './nucleus/nucleus-image.js';

/** What one CMS writes down. */
interface WrittenCms {
  readonly version: 1;
  readonly cms: CmsState;
  readonly nucleus: NucleusState;
}

/** CMS, for the composition root. */
export const cmsProgram: GuestProgramKind = {
  image: nucleusImage(),
  gateCode: GATE_CODE,
  recognises: isGate,
  adopt: adoptNucleus,
  open: (_token, written) => openCms(written),
};

function openCms(written: unknown): GuestProgram {
  const { cms, nucleus } = isWritten(written)
    ? written
    : { cms: newCmsState(), nucleus: newNucleusState() };
  return {
    step: (machine, gate) => {
      const n = { machine, state: nucleus, cms, cost: 0 };
      enterGate(n, gate);
      return n.cost;
    },
    terminalChanged: () => awaitsKey(nucleus),
    writeDown: (): WrittenCms => ({ version: 1, cms, nucleus }),
  };
}

function isWritten(written: unknown): written is WrittenCms {
  return (
    typeof written === 'object' && written !== null && 'version' in written && written.version === 1
  );
}

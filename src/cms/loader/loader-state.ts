/**
 * What the loader knows from one LOAD to the next (VM/370 CMS Program Logic, "DMSLDR"): external names, the address
 * constants that wait for one of them, pseudo registers, and where the program begins. Plain data. What programs may
 * look at (STRTADDR, FRSTLOC, LASTLOC, LOCCNT) stands in NUCON.
 */
import { NUCON, USER_AREA } from '../nucleus/layout.js';

/** A constant in storage to which a value is added. */
export interface AddressConstant {
  readonly at: number;
  readonly length: number;
  readonly negative: boolean;
}

/** An entry of the loader table. */
export interface ExternalName {
  readonly name: string;
  kind: 'section' | 'label' | 'common' | 'reference' | 'weak' | 'fixed';
  /** Where it is; undefined until it is loaded. */
  address: number | undefined;
  /** Of a section: what was added to its assembled addresses. */
  relocation: number;
  length: number;
  /** It was referred to before it was there. */
  referenced: boolean;
  /** It is not searched for (LIBRARY statement). */
  never: boolean;
  /** It was searched for by this command, and not found. */
  tried: boolean;
  waiting: AddressConstant[];
}

/** A pseudo register. */
export interface PseudoRegister {
  length: number;
  /** Alignment less one. */
  alignment: number;
  /** Displacement, once it has been given out. */
  displacement: number | undefined;
}

/** Addressing and residency mode of a program; undefined where nobody has said it. */
export interface ProgramModes {
  amode?: '24' | '31' | 'ANY' | undefined;
  rmode?: '24' | 'ANY' | undefined;
}

/** Options of LOAD that SAME keeps. */
export interface LoadOptions extends ProgramModes {
  map: boolean;
  type: boolean;
  invalid: boolean;
  replace: boolean;
  auto: boolean;
  library: boolean;
  duplicate: boolean;
  /** Address constants are kept for NUCXLOAD. */
  relocations: boolean;
  /** Comments of the decks are kept for GENMOD. */
  history?: boolean;
}

/** The loader between commands. */
export interface LoaderState {
  readonly version: 1;
  /** By name, in the order in which they were met. */
  names: Map<string, ExternalName>;
  /** Address constants that wait, all names together. */
  waiting: number;
  pseudos: Map<string, PseudoRegister>;
  /** Constants that get displacements, and those that get the length of all pseudo registers. */
  displacements: (AddressConstant & { readonly name: string })[];
  cumulative: AddressConstant[];
  /** Length of the pseudo registers that the cumulative constants have in them. */
  pseudoLength: number;
  /** Number of the next section without a name. */
  privates: number;
  /** Where the next section goes, and the lowest address that was loaded. */
  location: number;
  first: number | undefined;
  /** Candidates for the entry point, best first. */
  entry: {
    reset: string | undefined;
    statement: string | undefined;
    terminate: string | undefined;
    end: number | string | undefined;
    first: number | undefined;
  };
  /** Address constants of a relocatable program: length less one and sign in the high byte, then the address. */
  relocations: number[];
  options: LoadOptions;
  /** Comments of the decks (HIST). */
  history?: string[];
  /** Pages of the loader table (SET LDRTBLS). */
  pages: number;
}

/** Names in a page of the loader table. */
const NAMES_A_PAGE = 204;
/** Most address constants that wait for names. */
export const MOST_WAITING = 65_536;
/** Most address constants that are kept for relocation: what one record of a MODULE holds. */
export const MOST_RELOCATIONS = 16_383;

/** Options of a LOAD without options. */
export function newOptions(): LoadOptions {
  return {
    map: true,
    type: false,
    invalid: true,
    replace: true,
    auto: true,
    library: true,
    duplicate: true,
    relocations: false,
  };
}

/** Nothing loaded. */
export function newLoader(pages = 3): LoaderState {
  const state: LoaderState = {
    version: 1,
    names: new Map(),
    waiting: 0,
    pseudos: new Map(),
    displacements: [],
    cumulative: [],
    pseudoLength: 0,
    privates: 200,
    location: USER_AREA,
    first: undefined,
    entry: {
      reset: undefined,
      statement: undefined,
      terminate: undefined,
      end: undefined,
      first: undefined,
    },
    relocations: [],
    options: newOptions(),
    history: [],
    pages,
  };
  // what programs know of the nucleus is in every table
  addName(state, 'NUCON', 'fixed', 0);
  addName(state, 'SYSREF', 'fixed', NUCON.sysref);
  return state;
}

/** Forgets what was loaded. */
export function clearLoader(state: LoaderState): void {
  Object.assign(state, newLoader(state.pages));
}

/** Most names in the loader table. */
export function mostNames(state: LoaderState): number {
  return state.pages * NAMES_A_PAGE;
}

/** Puts a name into the table. */
export function addName(
  state: LoaderState,
  name: string,
  kind: ExternalName['kind'],
  address?: number,
): ExternalName {
  const entry: ExternalName = {
    name,
    kind,
    address,
    relocation: kind === 'fixed' ? (address ?? 0) : 0,
    length: 0,
    referenced: false,
    never: false,
    tried: false,
    waiting: [],
  };
  state.names.set(name, entry);
  return entry;
}

/** The names that are not there and should be. */
export function undefinedNames(state: LoaderState): ExternalName[] {
  return [...state.names.values()].filter(
    (one) => one.kind === 'reference' && one.address === undefined,
  );
}

/** Where the program begins, by the order of LOAD; undefined when nothing says so. */
export function entryPoint(state: LoaderState): number | undefined {
  const { reset, statement, terminate, end, first } = state.entry;
  for (const candidate of [reset, statement, terminate, end]) {
    const address = typeof candidate === 'string' ? state.names.get(candidate)?.address : candidate;
    if (address !== undefined) return address;
  }
  return first;
}

/** The libraries that GLOBAL names (CMS Command Reference, "GLOBAL"): plain data, searched in this order. */

/** The kinds of libraries, each with the command and filetype that go by its name. */
export const LIBRARY_KINDS = ['MACLIB', 'TXTLIB', 'DOSLIB', 'LOADLIB'] as const;

/** One of them. */
export type LibraryKind = (typeof LIBRARY_KINDS)[number];

/** Filenames by kind. Changed by GLOBAL. */
export type Libraries = Record<LibraryKind, readonly string[]>;

/** Most libraries of one kind. */
export const MOST_LIBRARIES = 63;

/** No libraries, as after IPL. */
export function newLibraries(): Libraries {
  return { MACLIB: [], TXTLIB: [], DOSLIB: [], LOADLIB: [] };
}

/**
 * Refuses a Node that is too old. `main.ts` imports it first of all, because what comes behind it may fail
 * there in ways that tell nobody why.
 */

/** The oldest version that the system runs on; `engines` of package.json says the same. */
const OLDEST = [20, 19] as const;

/** What to say to a Node of this version; undefined when it will do. */
export function nodeTooOld(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return undefined;
  return `VM/TS needs Node ${OLDEST.join('.')} or later; this is ${version}`;
}

const tooOld = nodeTooOld(process.versions.node);
if (tooOld !== undefined) {
  process.stderr.write(`vmts: ${tooOld}\n`);
  process.exit(1);
}

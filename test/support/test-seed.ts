/**
 * The seed of everything that tests choose at random. It stands, so that what is red in one place is red everywhere;
 * `VMTS_SEED=n npm test` tries other cases, and what it finds becomes a case of its own.
 */
import fc from 'fast-check';

/** The seed of this run. */
export const testSeed = Number(process.env['VMTS_SEED'] ?? 370);

/** Properties that name no seed of their own have this one. */
export function seedProperties(): void {
  fc.configureGlobal({ seed: testSeed });
}

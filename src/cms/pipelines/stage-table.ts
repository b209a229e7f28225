/** Every built-in stage (CMS Pipelines User's Guide and Reference, "Inventory of Built-in Programs"). */
import type { StageKind } from './stage.js';
import { absentStages } from './stages/absent.js';
import { assemblerSource } from './stages/assembler-source.js';
import { beats } from './stages/beat.js';
import { conditionals } from './stages/conditional.js';
import { digesting } from './stages/digest.js';
import { displayCodes } from './stages/display-codes.js';
import { fileUpdating } from './stages/file-update.js';
import { fullScreens } from './stages/full-screen.js';
import { internetCodes } from './stages/internet-codes.js';
import { libraries } from './stages/libraries.js';
import { parting } from './stages/parting.js';
import { tapes } from './stages/tape.js';
import { wildcards } from './stages/wildcard.js';
import { blocking } from './stages/blocking.js';
import { buffers } from './stages/buffers.js';
import { changing } from './stages/changing.js';
import { collating } from './stages/collate.js';
import { columns } from './stages/columns.js';
import { counting } from './stages/counting.js';
import { deblocking } from './stages/deblocking.js';
import { diskReading } from './stages/disk-reading.js';
import { diskWriting } from './stages/disk-writing.js';
import { controls } from './stages/control.js';
import { encodings } from './stages/encoding.js';
import { messages } from './stages/starmsg.js';
import { variablePools } from './stages/variable-pools.js';
import { wordStages } from './stages/words.js';
import { fans } from './stages/fan.js';
import { gating } from './stages/gating.js';
import { hostCommands } from './stages/host-commands.js';
import { joining } from './stages/joining.js';
import { labels } from './stages/labels.js';
import { literals } from './stages/literals.js';
import { lookups } from './stages/lookup.js';
import { nested } from './stages/nested.js';
import { overlaying } from './stages/overlaying.js';
import { picking } from './stages/pick.js';
import { placeSelections } from './stages/place-selection.js';
import { rexxStages } from './stages/rexx.js';
import { rexxVariables } from './stages/rexx-variables.js';
import { ring } from './stages/ring.js';
import { sorting } from './stages/sorting.js';
import { structuring } from './stages/structure.js';
import { specsStages } from './stages/specs.js';
import { splitting } from './stages/splitting.js';
import { textSelections } from './stages/text-selection.js';
import { translating } from './stages/translating.js';
import { trimming } from './stages/trimming.js';
import { uniques } from './stages/unique.js';
import { commentAligning } from './stages/scm.js';
import { updating } from './stages/update.js';
import { units } from './stages/units.js';
import { waiting } from './stages/waiting.js';

/** The stages. */
export const stageTable: readonly StageKind[] = [
  ...assemblerSource,
  ...beats,
  ...conditionals,
  ...digesting,
  ...displayCodes,
  ...fileUpdating,
  ...fullScreens,
  ...internetCodes,
  ...libraries,
  ...parting,
  ...tapes,
  ...wildcards,
  ...blocking,
  ...buffers,
  ...changing,
  ...collating,
  ...columns,
  ...counting,
  ...deblocking,
  ...diskReading,
  ...diskWriting,
  ...controls,
  ...encodings,
  ...messages,
  ...variablePools,
  ...wordStages,
  ...fans,
  ...gating,
  ...hostCommands,
  ...joining,
  ...labels,
  ...literals,
  ...lookups,
  ...nested,
  ...overlaying,
  ...picking,
  ...placeSelections,
  ...rexxStages,
  ...rexxVariables,
  ...ring,
  ...sorting,
  ...specsStages,
  ...structuring,
  ...splitting,
  ...textSelections,
  ...translating,
  ...trimming,
  ...uniques,
  ...units,
  ...commentAligning,
  ...updating,
  ...waiting,
  ...absentStages,
];

/** Shortest form and name of every name of every stage. */
const names = stageTable.flatMap((kind) =>
  kind.names.map((form) => ({
    kind,
    name: form.toUpperCase(),
    minimum: /^[^a-z]*/.exec(form)![0].length,
  })),
);

/** A built-in stage by what was written; undefined when there is none. */
export function findStage(verb: string): StageKind | undefined {
  const word = verb.toUpperCase();
  return (
    names.find((one) => one.name === word) ??
    names.find((one) => word.length >= one.minimum && one.name.startsWith(word))
  )?.kind;
}

const byName = new Map(stageTable.map((kind) => [kind.names[0]!.toUpperCase(), kind]));

/** The stage of a name that is in the table. */
export function kindOf(name: string): StageKind {
  const kind = byName.get(name);
  if (kind === undefined) throw new Error(`no stage ${name}`);
  return kind;
}

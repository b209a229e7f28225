/** What is under way while a file comes in with its updates; plain data of the session's frame. */
import type { Levels } from '../../update/levels.js';
import type { Text } from '../text/text.js';

/** Records on their way into a text. */
export interface Filling {
  readonly records: readonly Uint8Array[];
  readonly text: Text;
  at: number;
}

/** The opening of a file in update mode. */
export interface UpdateLoading {
  readonly source: readonly [string, string, string];
  readonly control: string | undefined;
  readonly levels: Levels;
  /** Lines that were told on the way. */
  readonly told: string[];
  /** The texts that are made when all is applied: the lines, the base, and what came out of the update file. */
  filling:
    | {
        readonly lines: Filling;
        readonly base: Filling;
        readonly inserted: Filling;
        /** Records of the base. */
        readonly known: Set<Uint8Array>;
      }
    | undefined;
}

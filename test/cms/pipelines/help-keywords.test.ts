/** HELP of stages beside the stages: every keyword that a stage looks for, and every message number, is true. */
import { expect } from 'chai';
import { pipeHelpTable } from '../../../src/cms/help/help-pipe-table.js';
import { Operands } from '../../../src/cms/pipelines/operands.js';
import { ANYCASE } from '../../../src/cms/pipelines/key-options.js';
import { PipeFault } from '../../../src/cms/pipelines/pipe-fault.js';
import { pipeMessageTable } from '../../../src/cms/pipelines/pipe-messages-table.js';
import { newPipeSet } from '../../../src/cms/pipelines/pipe-set.js';
import { StageIo } from '../../../src/cms/pipelines/stage-io.js';
import { stageTable } from '../../../src/cms/pipelines/stage-table.js';
import type { StepContext } from '../../../src/cms/command.js';
import { pipeWorld } from '../../support/pipe-world.js';

/** Operands that take a stage some way. */
const TRIES = [
  ...['', '1', '/a/', '/a/ /b/', 'a', '1-2', '1-2 /a/', 'a b', 'a b a', '1 2', 'w1', '1-2 1'],
  ...['/a/ 1', '10 v', 'cms', '* /a/', 'string /a/', '1 == /a/', 'literal', 'hole', '+1', 'md5'],
  ...['at /a/', '1-* 1', '10 string /a/', 'append 1', 'a b f 80', 'a b a f 80'],
];
/** Other words for ANYCASE, which no page has. */
const SYNONYMS = new Set(ANYCASE.map((word) => word.toUpperCase()));
/** Formats that a stage looks for to refuse them, and other words for those of its page. */
const REFUSED: Readonly<Record<string, readonly string[]>> = {
  ADDRDW: ['FIXED', 'CRLF', 'NETWORK', 'TEXTFILE', 'LINEND', 'STRING', 'VB'],
  DEBLOCK: ['VB', 'NETWORK', 'EOF'],
};

/** The keywords that a stage looks for. */
class Watched extends Operands {
  readonly looked: Set<string>;
  constructor(text: string, looked: Set<string>) {
    super(text);
    this.looked = looked;
  }
  override keyword(...forms: string[]): boolean {
    for (const form of forms) this.looked.add(form.toUpperCase());
    return super.keyword(...forms);
  }
}

describe('HELP of stages', () => {
  const page = (name: string): string =>
    JSON.stringify(pipeHelpTable.find((one) => one.name === name)).toUpperCase();

  it('has each keyword that the stage looks for', () => {
    const { cms, now } = pipeWorld();
    const context = { cms, now, disk: () => undefined } as unknown as StepContext;
    const io = new StageIo(newPipeSet(), context, { find: () => undefined, call: () => undefined });
    const missing: string[] = [];
    let all = 0;
    for (const kind of stageTable) {
      const name = kind.names[0]!.toUpperCase();
      const looked = new Set<string>();
      for (const text of TRIES) {
        for (const first of [true, false]) {
          io.stage = { names: [''], group: 0 } as unknown as StageIo['stage'];
          try {
            kind.parse(new Watched(text, looked), { first, io });
          } catch (error) {
            // what stands there need not be right
            if (!(error instanceof PipeFault) && !(error instanceof TypeError)) throw error;
          }
        }
      }
      for (const word of looked) {
        all++;
        if (SYNONYMS.has(word) && page(name).includes('ANYCASE')) continue;
        if (REFUSED[name]?.includes(word) === true || page(name).includes(word)) continue;
        missing.push(`${name}: ${word}`);
      }
    }
    expect(all).to.be.greaterThan(300);
    expect(missing).to.deep.equal([]);
  });

  it('names messages that there are', () => {
    const wrong = pipeHelpTable.flatMap((one) =>
      [...JSON.stringify(one).matchAll(/\b(\d{3,4})([EIWS])\b/g)]
        .filter(([, number, severity]) => pipeMessageTable[Number(number)]?.severity !== severity)
        .map(([message]) => `${one.name}: ${message}`),
    );
    expect(wrong).to.deep.equal([]);
  });
});

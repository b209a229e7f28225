/** Each stage takes the operands that it has, and refuses others before anything runs, by a message and its number. */
import { expect } from 'chai';
import { absentStagesTable } from '../../../src/cms/pipelines/absent-stages-table.js';
import { findStage, stageTable } from '../../../src/cms/pipelines/stage-table.js';
import { lines, pipeWorld } from '../../support/pipe-world.js';
import { OPERANDS, OTHERS } from './operand-table.js';

/** Steps after which a stage that has not ended waits for something, and has taken its operands. */
const STEPS = 300;

/** The return code, and the number of the first message; undefined: it goes on. */
function told(stage: string, operands: string): { rc: number; message: number } | undefined {
  const before = findStage(stage)!.first === true ? '' : 'literal x| ';
  const found = pipeWorld(lines('IN', 'PUT', 'a')).runSome(
    'run',
    `${before}${stage} ${operands} | take 3| hole`,
    STEPS,
  );
  if (found === undefined) return undefined;
  const number = found.lines.map((line) => /^FPL[A-Z]{3}(\d+)E/.exec(line)?.[1]).find(Boolean);
  return { rc: found.rc, message: Number(number ?? 0) };
}

describe('operands', () => {
  it('are tried for every stage', () => {
    const tried = [...OPERANDS.map((one) => one.stage), ...OTHERS];
    const absent = absentStagesTable.flatMap((group) => group.names);
    const missing = stageTable
      .map((kind) => kind.names[0]!)
      .filter((name) => !absent.includes(name) && !tried.includes(name.toUpperCase()));
    expect(missing).to.deep.equal([]);
  });

  for (const { stage, good, bad } of OPERANDS) {
    it(`of ${stage} are taken, or refused with a message`, () => {
      for (const operands of good) {
        expect(told(stage, operands)?.rc ?? 0, `good: "${operands}"`).to.be.at.least(0);
      }
      for (const [operands, number] of Object.entries(bad)) {
        const expected = { rc: -number, message: number };
        expect(told(stage, operands), `bad: "${operands}"`).to.deep.equal(expected);
      }
    });
  }
});

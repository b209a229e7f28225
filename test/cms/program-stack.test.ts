/** The program stack and lines typed ahead: what is dropped of either gives its room back and leaves the other. */
import { expect } from 'chai';
import {
  dropStacked,
  dropTyped,
  emptyStack,
  newProgramStack,
  STACK_LIMIT,
  stackedLines,
  stackLine,
  takeStacked,
  takeTyped,
  typeAhead,
  typeFirst,
  type ProgramStack,
} from '../../src/cms/program-stack.js';

/** A stack with two lines of either kind. */
function both(): ProgramStack {
  const stack = newProgramStack();
  for (const line of ['one', 'two']) stackLine(stack, line, 'FIFO');
  for (const line of ['three', 'four']) typeAhead(stack, line);
  return stack;
}

describe('program stack', () => {
  it('is emptied without the lines typed ahead, or they without it', () => {
    const typed = both();
    dropStacked(typed);
    expect([stackedLines(typed), typed.typed, typed.size]).to.deep.equal([
      0,
      ['three', 'four'],
      11,
    ]);
    expect(typeFirst(typed, 'zero')).to.equal(true);
    expect([takeStacked(typed), takeTyped(typed), takeTyped(typed)]).to.deep.equal([
      ...[undefined, 'zero', 'three'],
    ]);
    const stacked = both();
    dropTyped(stacked);
    expect([stackedLines(stacked), stacked.typed, stacked.size]).to.deep.equal([2, [], 8]);
    emptyStack(stacked);
    expect(stacked).to.deep.equal(newProgramStack());
  });

  it('takes no typed line in front of the others where there is no room', () => {
    const stack = both();
    expect(typeFirst(stack, 'x'.repeat(STACK_LIMIT - stack.size))).to.equal(false);
    expect(stack).to.deep.equal(both());
  });
});

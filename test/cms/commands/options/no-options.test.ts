/** Commands that have no options refuse any, before they do anything (z/VM: CMS Commands and Utilities Reference). */
import { expect } from 'chai';
import { shown } from './option-row.js';
import { asked, optionWorld } from './option-world.js';

/** The line that works, what is in front of the number of its messages, and what it shows. */
const COMMANDS: readonly (readonly [
  line: string,
  module: string,
  gives: readonly string[],
  answers?: readonly string[],
])[] = [
  ['sort fixed cards a new cards a', 'SRT', ['DMSSRT604R Enter sort fields:', 'Ready;'], ['1 2']],
  ['state one data c', 'STT', ['Ready;']],
  ['statew one data a', 'STT', ['Ready;']],
  ['estate one data c', 'STT', ['Ready;']],
  ['estatew one data a', 'STT', ['Ready;']],
  ['readcard new data a', 'RDC', ['DMSRDC205W Reader empty, not ready, or hold', 'Ready(00008);']],
  ['global maclib', 'GLB', ['Ready;']],
];
const FILES = 'listfile * * a (label';

describe('Commands without options', () => {
  for (const [line, module, gives, answers = []] of COMMANDS) {
    it(line, () => {
      const rig = optionWorld();
      const files = shown(rig, FILES);
      const before = asked(rig).length;
      for (const options of ['(never', '(type )', '(never more']) {
        const word = /\w+/.exec(options)![0].toUpperCase();
        expect(shown(rig, `${line} ${options}`), options).to.deep.equal([
          `DMS${module}003E Invalid option: ${word}`,
          'Ready(00024);',
        ]);
      }
      expect(shown(rig, FILES)).to.deep.equal(files);
      expect(asked(rig).length - before).to.equal(0);
      expect(shown(rig, line, ...answers)).to.deep.equal(gives);
      expect(shown(optionWorld(), `${line} (`, ...answers)).to.deep.equal(gives);
    });
  }

  it('SORT puts the records in the order of its fields, the first before the second', () => {
    const rig = optionWorld();
    shown(rig, 'sort fixed cards a new cards b', '4 4 1 2');
    expect(shown(rig, 'type new cards b')).to.deep.equal(['', '20 a', '10 b', '30 c', 'Ready;']);
    expect(shown(rig, 'sort fixed cards a = = b', '1-2')).to.deep.equal([
      'DMSSRT604R Enter sort fields:',
      'Ready;',
    ]);
    expect(shown(rig, 'type fixed cards b')).to.deep.equal(['', '10 b', '20 a', '30 c', 'Ready;']);
  });

  it('STATEW and ESTATEW look only at disks that can be written', () => {
    const rig = optionWorld();
    shown(rig, 'erase one data a');
    for (const [word, there] of [
      ['state', true],
      ['statew', false],
      ['estate', true],
      ['estatew', false],
    ] as const) {
      expect(shown(rig, `${word} one data *`), word).to.deep.equal(
        there ? ['Ready;'] : ['DMSSTT002E File ONE DATA * not found', 'Ready(00028);'],
      );
    }
  });
});

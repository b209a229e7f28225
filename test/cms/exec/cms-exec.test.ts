import { expect } from 'chai';
import { CMS_EXEC_CASES } from '../../support/cms-exec-cases-table.js';
import { execFile } from '../../support/cms-disk.js';
import { cmsRig, session } from '../nucleus/cms-rig.js';

/** Lines up to Ready without those that were typed, messages of STATE, and times. */
function seen(lines: readonly string[]): string[] {
  const ready = lines.findIndex((line) => line.startsWith('Ready'));
  return lines
    .slice(0, ready + 1)
    .filter((line) => line !== '' && !/^> |^DMSSTT002E/.test(line))
    .map((line) => line.replace(/ T=\S+ \S+$/, ''));
}

describe('the CMS EXEC language', () => {
  for (const { args, typed, lines, says } of CMS_EXEC_CASES) {
    it(`is that of VM/370: ${[`PROG ${args}`.trim(), ...lines].join('; ').slice(0, 100)}`, () => {
      const rig = cmsRig([execFile('PROG', ...lines)]);
      expect(seen(session(rig, `exec prog ${args}`, ...typed))).to.deep.equal(says);
    });
  }
});

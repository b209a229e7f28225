/** UPCASE and LOWCASE of FILEDEF for units, and VOLID of a tape. */
import { expect } from 'chai';
import { fromEbcdic, toEbcdic } from '../../../src/shared/ebcdic.js';
import type { StepContext } from '../../../src/cms/command.js';
import { newDefinition } from '../../../src/cms/os/definitions.js';
import { answeredRecord } from '../../../src/cms/os/records.js';
import type { OpenDcb } from '../../../src/cms/os/os-state.js';
import type { SourceFile } from '../../../src/cms/files/build-disk.js';
import { cmsRig, READY, session } from '../nucleus/cms-rig.js';

// so many that the units write blocks before they are closed
const MIXED: SourceFile = {
  name: 'MIXED',
  type: 'DATA',
  lines: Array.from({ length: 300 }, () => 'Some Words'),
  fixedLength: 80,
};
const cp = { cp: (): { rc: number; lines: string[] } => ({ rc: 0, lines: [] }) };

/** What has gone to a unit. */
function written(device: string, option: string): string {
  const rig = cmsRig([MIXED], cp);
  session(rig, 'filedef inmove disk mixed data a', `filedef outmove ${device} (${option}`);
  expect(session(rig, 'movefile').at(-1)).to.equal(READY);
  return [...rig.files.values()].map((bytes) => fromEbcdic(bytes)).join('');
}

describe('FILEDEF for units', () => {
  for (const device of ['printer', 'punch']) {
    it(`translates what goes to the ${device} with UPCASE alone`, () => {
      expect(written(device, 'upcase')).to.contain('SOME WORDS').and.not.contain('Some Words');
      for (const option of ['lowcase', 'perm']) {
        expect(written(device, option), option).to.contain('Some Words');
      }
    });
  }

  it('translates cards with UPCASE alone', () => {
    const cards = [toEbcdic('a Card')];
    for (const [upper, text] of [
      [true, 'A CARD'],
      [false, 'a Card'],
    ] as const) {
      const definition = { ...newDefinition('X', 'READER'), upper };
      const dcb = { definition, dataSet: undefined } as OpenDcb;
      const got = answeredRecord({} as StepContext, dcb, { kind: 'cards', cards, end: 'more' });
      expect(got).to.deep.equal({ kind: 'record', data: toEbcdic(text) });
    }
    expect(newDefinition('X', 'READER').upper).to.equal(false);
  });

  it('takes the name of a volume behind VOLID', () => {
    const lines = session(
      cmsRig([]),
      ...['filedef x tap1 sl volid abc', 'query filedef', 'filedef x tap1 sl 2 volid abc'],
      ...['query filedef', 'filedef x tap1 sl volid', 'filedef x tap1 nl volid abc'],
    );
    expect(lines.filter((line) => /^(?:X |DMS)/.test(line))).to.deep.equal([
      'X        TAP1     SL 1 ABC',
      'X        TAP1     SL 2 ABC',
      'DMSFLD050E Parameter missing after VOLID',
      'DMSFLD070E Invalid parameter ABC',
    ]);
  });
});

/** The CMS EXEC language of ours beside the interpreter of VM/370 Release 6: programs that ours runs in test/cms/exec. */
import { expect } from 'chai';
import { toEbcdic } from '../../../src/shared/ebcdic.js';
import { replaceFiles } from '../../../tools/guests/cms-files.js';
import { CMS_EXEC_CASES, type CmsExecCase } from '../../support/cms-exec-cases-table.js';
import type { ScreenPerson } from '../../support/person.js';
import type { WholeSystem } from '../../support/whole-system.js';
import { CMS_FILES, CMS_USER, iplCms, systemWithCms } from './cms-fixture.js';
import { unmodified } from './material.js';

/** Programs in one system: so many files of the disk are replaced by them. */
const AT_ONCE = 30;
/** Screens of one program. */
const MOST_TURNS = 40;

unmodified('the CMS EXEC language of VM/370 Release 6', CMS_FILES, (material) => {
  let whole: WholeSystem;
  let person: ScreenPerson;
  const nameOf = (at: number): string => `PR${String(at % AT_ONCE).padStart(2, '0')}`;

  async function start(from: number): Promise<void> {
    const programs = CMS_EXEC_CASES.slice(from, from + AT_ONCE).map(({ lines }, i) => ({
      name: nameOf(i),
      records: lines.map((line) => toEbcdic(line === '' ? ' ' : line)),
    }));
    // the disk with the larger files, as 191, and so without a PROFILE EXEC
    const disk = replaceFiles(material('192.ckd'), programs);
    whole = await systemWithCms((name) => (name === '191.ckd' ? disk : material(name)));
    person = await whole.logon(CMS_USER);
    await iplCms(whole, person);
  }

  /** What is seen of a program, without what was typed. */
  async function run(at: number, { args, typed }: CmsExecCase): Promise<string[]> {
    const line = `exec ${nameOf(at)} ${args}`.trim();
    const left = [...typed];
    const rows: string[] = [];
    const take = (): unknown => rows.push(...person.rows().slice(0, -2));
    await whole.press(person, 'CLEAR');
    await whole.enter(person, line);
    for (let turn = 0; turn < MOST_TURNS; turn++) {
      await whole.rest();
      if (person.rows().at(-1)!.includes('MORE...')) {
        take();
        await whole.press(person, 'CLEAR');
      } else if (/^Ready/m.test(person.text)) break;
      else await whole.enter(person, left.shift() ?? 'hx');
    }
    take();
    const typedLines = [line.slice(0, 80), line.slice(80), ...typed];
    return rows
      .filter((row) => row !== '' && !typedLines.includes(row) && !/^DMSSTT002E/.test(row))
      .map((row) => row.replace(/ T=\S+ \S+$/, '').replaceAll(nameOf(at), 'PROG'));
  }

  CMS_EXEC_CASES.forEach((one, at) => {
    it([`PROG ${one.args}`.trim(), ...one.lines].join('; ').slice(0, 100), async () => {
      if (at % AT_ONCE === 0) await start(at);
      expect(await run(at, one)).to.deep.equal(one.says);
    });
  });
});

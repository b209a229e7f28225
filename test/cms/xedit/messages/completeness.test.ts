/** Every message of XEDIT that a subcommand or option can raise is raised: number, text, return code. */
import { expect } from 'chai';
import { SUBCOMMANDS } from '../../../../src/cms/xedit/interpreter.js';
import { OPTIONS } from '../../../../src/cms/xedit/options/options.js';
import { MESSAGE_CASES } from './case-table.js';
import { MessageWorld } from './message-world.js';
import { SourceMessages } from './source-messages.js';

const each = (numbers: string, ...names: readonly string[]): readonly string[] =>
  names.flatMap((name) => numbers.split(' ').map((number) => `${name} ${number}`));

/** What the sources seem to say and cannot be: a function serves several, of which only others come to that. */
const NOT_RAISED: readonly string[] = [
  ...each('505E 506I', 'COPY'),
  ...each('509I', 'MOVE'),
  // a name has no digits of a mode, a mode no character that is wrong
  ...each('062E 520E', 'FMODE'),
  ...each('048E', 'FNAME', 'FTYPE'),
  // nothing behind the name is a value
  ...each('545E', 'ENTER', 'FILLER', 'NONDISP', 'SIDCODE'),
  ...each('520E', 'SYNONYM'),
  // the line does not become longer
  ...each('503E 557S', 'COMPRESS'),
  ...each('503E', 'LOWERCAS', 'UPPERCAS'),
  ...each('557S', 'CDELETE', 'LOWERCAS', 'UPPERCAS', 'SORT', 'MOVE'),
  // they write over what is there
  ...each('594E', 'FFILE', 'SSAVE', 'PUT', 'PUTD'),
  // only XEDIT and LOAD know members and WIDTH; what is read otherwise and is too large brings 557S
  ...each('013E 132S 181E 503E 570W 571I 597E', 'GET'),
  ...each('132S', 'PUT', 'PUTD'),
  ...each('557S 564W', 'LOAD', 'XEDIT'),
  // as by XEDIT; nothing can go wrong between the profile and its first subcommand
  ...each('104S 132S', 'LOAD'),
  // typed in front of the screen, with what is applied: update/update-mode.test.ts
  ...each('570W 597E', 'LOAD', 'XEDIT'),
  // it writes a new file on A1, and reads none
  ...each('048E 062E 104S 132S 500E 557S', 'STATUS'),
  // of prefix macros
  ...each('659E 661E', 'MACRO'),
  // it deletes one line
  ...each('501I 520E 546E', 'REPLACE'),
  // CMS or CP was named: these say themselves what they do not know
  ...each('542E', 'CMS', 'CP'),
  // a terminal that is none: xedit.test.ts
  ...each('529E', '(session-frame)'),
];

describe('messages of XEDIT', () => {
  for (const [name, cases] of MESSAGE_CASES) {
    for (const [enter, rc, says, more = {}] of cases) {
      const title = more.file ?? more.profile?.join() ?? `${enter} ${more.key ?? ''}`;
      it(`${name}: ${title.slice(0, 60)} brings ${says.slice(0, 60)}`, () => {
        const world = new MessageWorld(more.file, more.profile);
        for (const line of more.first ?? []) {
          world.enter(line);
          expect(world.rc, `${line}: ${world.rows()[1] ?? ''}`).to.be.within(0, 1);
        }
        more.wrong?.(world);
        const atOnce = more.profile !== undefined || world.ended !== undefined;
        if (!atOnce) world.enter(enter, more.key, more.typed);
        const shown = world.rows().map((row) => row.trim());
        if (!world.ended && says.length < 80) expect(shown, shown.join('\n')).to.include(says);
        if (more.profile) expect(shown).to.include(`rc ${String(rc)}`);
        else expect(world.rcOf(says), shown.join('\n')).to.equal(rc);
      });
    }
  }

  const sources = new SourceMessages();

  it('are read out of the sources of every subcommand and option', () => {
    const all = [...SUBCOMMANDS, ...OPTIONS].map(({ name }) => name);
    expect(all.filter((name) => !sources.byName.has(name))).to.deep.equal([]);
    expect([...(sources.byName.get('RANGE') ?? [])].sort()).to.deep.equal([
      ...['520E', '528E', '545E', '546E'],
    ]);
  });

  it('have a case each for what can raise them', () => {
    const missing = [...sources.byName].flatMap(([name, numbers]) =>
      [...numbers]
        .filter((number) => !(MESSAGE_CASES.get(name) ?? []).some((one) => raises(one[2], number)))
        .map((number) => `${name} ${number}`),
    );
    expect(missing.filter((one) => !NOT_RAISED.includes(one)).sort()).to.deep.equal([]);
    expect(NOT_RAISED.filter((one) => !missing.includes(one))).to.deep.equal([]);
  });
});

const raises = (line: string, number: string): boolean =>
  new RegExp(`^DMS[A-Z]{3}${number} `).test(line);

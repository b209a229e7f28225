/** Every operand of SET and QUERY that does something here: good forms, shortest and shorter ones, wrong values, and the answer. */
import { expect } from 'chai';
import { isForm } from '../../../src/cms/abbreviation.js';
import { absentWords } from '../../../src/cms/shell/absent-words-table.js';
import { QUERIES } from '../../../src/cms/shell/query.js';
import { SETTINGS } from '../../../src/cms/shell/set.js';
import { cmsRig, session } from './cms-rig.js';

/** What is set, with what QUERY shows then; what is refused, with the number of its message and its word, and the return code. */
interface Row {
  readonly good: readonly (readonly [value: string, shown: string])[];
  readonly wrong: readonly (readonly [value: string, text: string, rc: number])[];
  /** The word of QUERY, where it is another. */
  readonly query?: string;
}
const bad = (value: string, word = value.split(' ').at(-1)!): Row['wrong'][number] => [
  value,
  `DMSSET070E Invalid parameter ${word.toUpperCase()}`,
  24,
];
const none = (word: string): Row['wrong'][number] => [
  '',
  `DMSSET050E Parameter missing after ${word}`,
  24,
];
const option: Row['wrong'][number] = ['on ( fly', 'DMSSET003E Invalid option: FLY', 24];
const onOff = (name: string): Row => {
  const shown = (value: string) => `${name.slice(0, 8).padEnd(8)} = ${value}`;
  return {
    good: [
      ['off', shown('OFF')],
      ['on', shown('ON')],
      ['off (', shown('OFF')],
      ['on ( )', shown('ON')],
    ],
    wrong: [none(name.slice(0, 8)), bad('maybe'), bad('of'), bad('on off'), bad('on on'), option],
  };
};
const oneOf = (name: string, shown: string, taken: string, wrong: string): Row => ({
  good: [[taken, shown]],
  wrong: [none(name), bad(wrong), bad(`${taken} x`)],
});
const ofDos = (): Row => ({
  good: [],
  wrong: [['1', 'DMSSET099E CMS/DOS environment not active', 40]],
});

const ROWS: Readonly<Record<string, Row>> = {
  ...Object.fromEntries(
    'IMPCP IMPEX ABBREV AUTOREAD PROTECT RELPAGE REDTYPE EXECTRACE'
      .split(' ')
      .map((name) => [name, onOff(name)]),
  ),
  RDYMSG: {
    good: [
      ['lmsg', 'RDYMSG   = LMSG'],
      ['smsg', 'RDYMSG   = SMSG'],
    ],
    wrong: [none('RDYMSG'), bad('msg'), bad('smsg lmsg')],
  },
  CMSTYPE: {
    good: [['rt', 'CMSTYPE  = RT']],
    wrong: [none('CMSTYPE'), bad('on'), bad('rt ht')],
  },
  BLIP: {
    good: [
      ['off', 'BLIP     = OFF'],
      ['on', 'BLIP     = *'],
      ['ab', 'BLIP     = AB'],
      ['x ( 3', 'BLIP     = X'],
      ['x ( 8 )', 'BLIP     = X'],
    ],
    wrong: [none('BLIP'), bad('x ( 9'), bad('x ( 0'), bad('x y'), bad('x ( 3 4'), bad('x ( 3 ) 4')],
  },
  LDRTBLS: {
    good: [
      ['1', 'LDRTBLS  = 1'],
      ['128', 'LDRTBLS  = 128'],
    ],
    wrong: [none('LDRTBLS'), bad('0'), bad('129'), bad('x'), bad('5 6')],
  },
  LINEND: {
    good: [
      ['off', 'LINEND   = OFF'],
      ['on', 'LINEND   = ON #'],
      ['on %', 'LINEND   = ON %'],
      ['off', 'LINEND   = OFF'],
    ],
    wrong: [none('LINEND'), bad('x'), bad('on ab'), bad('on % x')],
  },
  INPUT: {
    good: [
      ['~ 5f', 'INPUT    = ~ 5F'],
      ['', 'No user defined INPUT translate table in use'],
    ],
    wrong: [
      ['~', 'DMSSET050E Parameter missing after INPUT', 24],
      bad('~ 5'),
      bad('~ 5f x'),
      bad('abc 5f', 'abc'),
    ],
  },
  OUTPUT: {
    good: [
      ['5f ~', 'OUTPUT   = 5F ~'],
      ['', 'No user defined OUTPUT translate table in use'],
    ],
    wrong: [
      ['5f', 'DMSSET050E Parameter missing after OUTPUT', 24],
      bad('5 ~', '5'),
      bad('5f ab'),
      bad('5f ~ x'),
    ],
  },
  TRANSLATE: {
    good: [
      ['off', 'SYSTEM TRANSLATE = OFF\nUSER   TRANSLATE = OFF'],
      ['sys on', 'SYSTEM TRANSLATE = ON\nUSER   TRANSLATE = OFF'],
      ['use on', 'SYSTEM TRANSLATE = ON\nUSER   TRANSLATE = ON'],
      ['all off', 'SYSTEM TRANSLATE = OFF\nUSER   TRANSLATE = OFF'],
    ],
    wrong: [none('TRANSLATE'), bad('us on', 'us'), bad('user maybe'), bad('on x')],
  },
  DOS: {
    good: [['off', 'DOS      = OFF']],
    wrong: [
      none('DOS'),
      ['on', 'DMSSET400S System CMSDOS does not exist', 44],
      bad('maybe'),
      bad('off x'),
    ],
  },
  FULLSCREEN: oneOf('FULLSCREEN', 'FULLSCREEN = OFF', 'off', 'on'),
  LANGUAGE: oneOf('LANGUAGE', 'AMENG', 'ameng', 'french'),
  AUTODUMP: oneOf('AUTODUMP', 'AUTODUMP = OFF', 'off', 'cms'),
  INSTSEG: oneOf('INSTSEG', 'INSTSEG  = OFF', 'off', 'on'),
  STORECLR: oneOf('STORECLR', 'STORECLR = ENDCMD', 'endcmd', 'endsvc'),
  LOADAREA: oneOf('LOADAREA', 'LOADAREA = 20000', 'respect', '30000'),
  DOSLNCNT: ofDos(),
  DOSPART: ofDos(),
  UPSI: ofDos(),
  CMSPF: {
    good: [
      ['5 Files echo filelist *', 'CMSPF 05 Files     ECHO     filelist *'],
      ['5', 'CMSPF 05 UNDEFINED'],
    ],
    query: 'CMSPF 5',
    wrong: [none('CMSPF'), bad('0'), bad('25'), bad('1 x shout')],
  },
  SYSNAME: {
    good: [
      [
        'cmsdos mydos',
        'SYSNAMES: CMSVSAM  CMSAMS   CMSDOS   CMSBAM\nENTRIES:  CMSVSAM  CMSAMS   MYDOS    CMSBAM',
      ],
    ],
    query: 'SYSNAMES',
    wrong: [
      none('SYSNAME'),
      ['cmsdos', 'DMSSET050E Parameter missing after CMSDOS', 24],
      bad('other x', 'other'),
      bad('cmsdos x y'),
    ],
  },
};
/** Words that QUERY alone has, and how their answer begins. */
const SHOWN: Readonly<Record<string, RegExp>> = {
  LANGLIST: /^AMENG$/,
  SEGMENT: /^(?:Space|DMSQRY|No segments)/,
  CMSLEVEL: /^VM\/TS CMS Release /,
  DISK: /^LABEL  VDEV M  STAT /,
  SEARCH: /^TEST   191  A     R\/W/,
  ACCESSED: /^Mode   Stat     Files  Vdev  Label\/Directory/,
  LABEL: /^A TEST$/,
  MACLIB: /^MACLIB   = NONE$/,
  TXTLIB: /^TXTLIB   = NONE$/,
  DOSLIB: /^DOSLIB   = NONE$/,
  LOADLIB: /^LOADLIB  = NONE$/,
  LIBRARY: /^MACLIB   = NONE$/,
  SYNONYM: /^SYSTEM     SHORTEST$/,
  FILEDEF: /^No user defined FILEDEFs? in effect$/,
  LABELDEF: /^No user defined LABELDEFs? in effect$/,
};

/** A rig whose CP knows no command, and what it was asked. */
function rigWithCp() {
  const asked: string[] = [];
  const cp = (line: string) => {
    asked.push(line);
    return line === 'QUERY USERID' ? { rc: 0, lines: ['RIG AT NODE'] } : { rc: 3, lines: [] };
  };
  const rig = cmsRig([], { cp });
  const answers = (line: string): string[] =>
    session(rig, line)
      .filter((one) => one !== '' && !one.startsWith('> '))
      .map((one) => one.replace(/^(Ready(?:\(\d+\))?;).*/, '$1'));
  return { asked, answers };
}
const ready = (rc: number) => `Ready(${String(rc).padStart(5, '0')});`;

describe('the operands of SET and QUERY', () => {
  const absent = (command: 'set' | 'query') => absentWords(command).map(({ name }) => name);

  it('are all in these tables', () => {
    const sets = SETTINGS.map(({ name }) => name).filter((name) => !absent('set').includes(name));
    expect(sets).to.have.members(Object.keys(ROWS));
    const queries = QUERIES.map(({ name }) => name).filter(
      (name) => !absent('query').includes(name),
    );
    const shown = Object.entries(ROWS).map(([name, { query }]) => query?.split(' ')[0] ?? name);
    expect(queries).to.have.members([...shown, ...Object.keys(SHOWN)]);
  });

  for (const { name, minimum } of SETTINGS) {
    const row = ROWS[name];
    if (row === undefined) continue;
    it(`SET ${name} takes what is good, refuses what is not, and QUERY tells`, () => {
      const { answers } = rigWithCp();
      const [word, operand = ''] = (row.query ?? name).split(' ');
      const query = QUERIES.find((one) => one.name === word)!;
      for (const form of [name, name.slice(0, minimum)]) {
        for (const [value, shown] of row.good) {
          expect(answers(`set ${form} ${value}`), `${form} ${value}`).to.deep.equal(['Ready;']);
          for (const asked of [query.name, query.name.slice(0, query.minimum)]) {
            expect(answers(`query ${asked} ${operand}`), `${form} ${value}`).to.deep.equal([
              ...shown.split('\n'),
              'Ready;',
            ]);
          }
        }
        const last = row.good.at(-1)?.[1].split('\n');
        for (const [value, text, rc] of row.wrong) {
          const seen = answers(`set ${form} ${value}`);
          expect(seen, `${form} ${value}`).to.deep.equal([text, ready(rc)]);
          if (last === undefined) continue;
          expect(answers(`query ${word!} ${operand}`), value).to.deep.equal([...last, 'Ready;']);
        }
      }
      if (row.good.length === 0) {
        const [, text, rc] = row.wrong[0]!;
        expect(answers(`query ${word!}`)).to.deep.equal([text.replace('SET', 'QRY'), ready(rc)]);
      }
    });
  }

  for (const [name, pattern] of Object.entries(SHOWN)) {
    it(`QUERY ${name} is answered, in its shortest form, too`, () => {
      const { answers } = rigWithCp();
      const { minimum } = QUERIES.find((one) => one.name === name)!;
      for (const form of [name, name.slice(0, minimum)]) {
        expect(answers(`query ${form}`)[0], form).to.match(pattern);
      }
    });
  }

  for (const [command, table] of [
    ['set', SETTINGS],
    ['query', QUERIES],
  ] as const) {
    it(`${command.toUpperCase()} leaves to CP what is shorter than the shortest form`, () => {
      const { asked, answers } = rigWithCp();
      for (const { name, minimum } of table) {
        const short = name.slice(0, minimum - 1);
        if (short === '' || table.some((one) => isForm(one, short))) continue;
        asked.length = 0;
        expect(answers(`${command} ${short} x`).at(-1), short).to.equal(ready(3));
        expect(asked.at(-1), short).to.equal(`${command} ${short} x`);
      }
    });
  }

  it('QUERY refuses operands that are too many, and options that are none', () => {
    const { answers } = rigWithCp();
    const free = ['FILEDEF', 'LABELDEF', 'CMSPF', ...absent('query')];
    for (const { name } of QUERIES.filter((one) => !free.includes(one.name))) {
      expect(answers(`query ${name} a b`), name).to.satisfy((lines: string[]) =>
        /^DMS[A-Z]{3}\d{3}E /.test(lines[0] ?? ''),
      );
      expect(answers(`query ${name} ( fly`), name).to.deep.equal([
        'DMSQRY003E Invalid option: FLY',
        ready(24),
      ]);
    }
  });
});

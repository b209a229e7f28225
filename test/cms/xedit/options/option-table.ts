/** Every option of XEDIT: what SET takes, what QUERY, EXTRACT, TRANSFER and MODIFY make of it, and what is refused. */

/** One setting, in a file of four lines of records F 80. */
export interface OptionRow {
  /** Name, as EXTRACT names its variables. */
  readonly name: string;
  /** Operands of SET; undefined: it can only be asked for. */
  readonly set?: string;
  /** Operand of QUERY, EXTRACT, TRANSFER and MODIFY. */
  readonly of?: string;
  /** What QUERY types; by default the name and the values. */
  readonly query?: readonly string[];
  /** NAME.1 and so on, after SET. */
  readonly extract: readonly (string | number)[];
  /** Name of the variables, where it is another. */
  readonly variable?: string;
  /** What MODIFY puts into the command line, behind SET; by default what QUERY types. '' : it is refused. */
  readonly modify?: string;
  /** Operands that are refused, with the message; those of every option are in the test. */
  readonly wrong?: readonly (readonly [operands: string, message: string])[];
  /** RESTORE brings back what was before. */
  readonly kept?: boolean;
  /** What else has it: the other files of the ring. */
  readonly everywhere?: boolean;
}

const row = (
  name: string,
  set: string,
  extract: OptionRow['extract'],
  more: Partial<OptionRow> = {},
): OptionRow => ({ name, set, extract, kept: true, ...more });
/** ON and OFF, and nothing else. */
const onOff = (name: string, usual: 'ON' | 'OFF', more: Partial<OptionRow> = {}): OptionRow[] => [
  row(name, usual === 'ON' ? 'off' : 'on', [usual === 'ON' ? 'OFF' : 'ON'], {
    wrong: [
      ['maybe', '520E'],
      ['on off', '520E'],
      ['', '545E'],
    ],
    ...more,
  }),
];
const told = (
  name: string,
  extract: OptionRow['extract'],
  more: Partial<OptionRow> = {},
): OptionRow => ({
  ...{ name, extract, ...more },
});
const place = (name: string): OptionRow[] => [
  row(name, 'on 5', ['ON', '5', 5], { query: [`${name} ON 5`], wrong: [['on 0', '520E']] }),
  row(name, 'on m-2', ['ON', 'M-2', 10], {
    query: [`${name} ON M-2`],
    wrong: [['on 5 6', '520E']],
  }),
  row(name, 'on -4', ['ON', '-4', 21], { query: [`${name} ON -4`], wrong: [['off 5', '520E']] }),
];

/** The rows. */
export const OPTION_TABLE: readonly OptionRow[] = [
  row('=', 'next 2', ['next 2'], {
    variable: 'EQUALSIGN',
    query: ['= next 2'],
    kept: false,
    everywhere: true,
  }),
  told('ACTION', ['OFF']),
  row('ALT', '3 5', [5, 5], {
    kept: false,
    wrong: [
      ['x', '520E'],
      ['1 2 3', '520E'],
      ['', '520E|545E'],
    ],
  }),
  ...onOff('APL', 'OFF'),
  row('ARBCHAR', 'on ?', ['ON', '?'], {
    wrong: [
      ['on xx', '520E'],
      ['maybe', '520E'],
      ['', '545E'],
    ],
  }),
  row('AUTOSAVE', '20 b', [20, 100_001, 0, 'B'], {
    modify: 'AUTOSAVE 20 B',
    wrong: [
      ['-1', '520E'],
      ['5 b 6', '520E'],
      ['', '545E'],
      ['5 9', '048E'],
    ],
  }),
  told('BASEFT', ['DATA']),
  row('BRKKEY', 'on pf3', ['ON', 'PF3'], {
    wrong: [
      ['on pf25', '520E'],
      ['', '545E'],
    ],
  }),
  row('CASE', 'u i', ['UPPER', 'IGNORE'], {
    wrong: [
      ['x', '520E'],
      ['u x', '520E'],
      ['', '545E'],
    ],
  }),
  row('CMDLINE', 'top', ['TOP', 2, ''], {
    query: ['CMDLINE TOP'],
    wrong: [
      ['o', '520E'],
      ['', '545E'],
    ],
  }),
  row('COLOR', 'arrow red blink nohigh psa', ['RED', 'BLINK', 'NOHIGH', 'PSA'], {
    of: 'ARROW',
    query: ['COLOR ARROW RED BLINK NOHIGH PSA'],
    wrong: [
      ['arrow', '545E'],
      ['nowhere red', '520E'],
      ['arrow crimson', '520E'],
    ],
  }),
  row('COLOUR', 'cmdline pink', ['PINK', 'NONE', 'NOHIGH', 'PS0'], {
    of: 'CMDLINE',
    query: ['COLOR CMDLINE PINK NONE NOHIGH PS0'],
    variable: 'COLOUR',
  }),
  ...onOff('COLPTR', 'ON'),
  told('COLUMN', [1]),
  row('CTLCHAR', '! escape', ['ON', '!', ''], {
    query: ['CTLCHAR ON !'],
    modify: 'CTLCHAR ! ESCAPE',
    wrong: [
      ['xx off', '520E'],
      ['', '545E|520E'],
      ['a protect crimson', '520E'],
    ],
  }),
  row('CURLINE', 'on 5', ['5', 5, '', 'OFF', 'OLD'], {
    query: ['CURLINE ON 5'],
    wrong: [
      ['on', '520E'],
      ['', '545E'],
      ['on 5 6', '520E'],
    ],
  }),
  told('CURSOR', [23, 8, -1, -1, 0, 0, 0, 0, 0]),
  row('DISPLAY', '0 *', [0, '*'], {
    kept: false,
    wrong: [
      ['3 2', '520E'],
      ['256', '520E'],
      ['', '545E'],
    ],
  }),
  told('EDIRNAME', ['']),
  told('EFMODE', ['A1']),
  told('EFNAME', ['TEST']),
  told('EFTYPE', ['DATA']),
  row('ENTER', 'before next', ['BEFORE', 'next'], { kept: true }),
  told('EOF', ['OFF']),
  told('EOL', ['OFF']),
  row('ESCAPE', 'on !', ['ON', '!'], {
    wrong: [
      ['on xx', '520E'],
      ['', '545E'],
    ],
  }),
  row('ETARBCH', 'on !', ['ON', '!'], { wrong: [['', '545E']] }),
  ...onOff('ETMODE', 'OFF'),
  row('FILLER', '_', ['_'], { wrong: [['ab', '520E']] }),
  told('FLSCREEN', [0, 5]),
  row('FMODE', 'b2', ['B2'], {
    wrong: [
      ['77', '048E'],
      ['', '545E'],
    ],
  }),
  row('FNAME', 'other', ['OTHER'], {
    wrong: [
      ['a*b', '062E'],
      ['', '545E'],
    ],
  }),
  row('FTYPE', 'other', ['OTHER'], {
    wrong: [
      ['a*b', '062E'],
      ['', '545E'],
    ],
  }),
  ...onOff('FULLREAD', 'OFF'),
  ...onOff('HEX', 'OFF'),
  row('IMAGE', 'can', ['CANON'], {
    wrong: [
      ['x', '520E'],
      ['', '545E'],
    ],
  }),
  ...onOff('IMPCMSCP', 'ON'),
  told('INPMODE', ['OFF']),
  row('LASTLORC', '/abc/', ['/abc/'], { kept: false, everywhere: true }),
  told('LASTMSG', ['']),
  told('LENGTH', [0]),
  told('LIBNAME', ['']),
  told('LIBTYPE', ['']),
  told('LINE', [0]),
  row('LINEND', 'on !', ['ON', '!'], {
    everywhere: true,
    wrong: [
      ['on a', '520E'],
      ['', '545E'],
      ['on ! x', '520E'],
    ],
  }),
  told('LOCK', ['OFF']),
  row('LRECL', '72', [72], {
    wrong: [
      ['0', '520E'],
      ['70000', '520E'],
      ['', '545E'],
    ],
  }),
  told('LSCREEN', [24, 80, 1, 1, 24, 80]),
  ...onOff('MACRO', 'OFF'),
  row('MASK', 'immed a b', ['a b'], {
    wrong: [
      ['what', '520E'],
      ['', '545E'],
    ],
    modify: 'MASK IMMED a b',
  }),
  told('MEMBER', ['OFF']),
  row('MSGLINE', 'on 3 4 overlay', ['ON', '3', 4, 'OVERLAY'], {
    wrong: [
      ['on 3 0', '520E'],
      ['', '545E'],
    ],
  }),
  row('MSGLINE', 'on 3 4', ['ON', '3', 4, ''], { wrong: [['off 3', '520E']] }),
  row('MSGMODE', 'on short', ['ON', 'SHORT'], {
    wrong: [
      ['', '545E'],
      ['on tiny', '520E'],
    ],
  }),
  told('NAMETYPE', ['CMS']),
  told('NBFILE', [2]),
  told('NBSCOPE', [4, 0]),
  row('NONDISP', '.', ['.'], { wrong: [['ab', '520E']] }),
  ...onOff('NULLS', 'OFF'),
  ...onOff('NUMBER', 'OFF'),
  row('PA', '1 next', ['BEFORE', 'next'], {
    of: '1',
    variable: 'PA1',
    query: ['PA1 BEFORE next'],
    modify: 'PA1 BEFORE next',
    wrong: [['4 next', '525E']],
  }),
  ...onOff('PACK', 'OFF'),
  row('PENDING', 'block dd', [0, 'DD', 'DD', 'BLOCK', '', '', ''], {
    query: [`Line 0: 'DD',Oldname='DD',OP1='',OP2='',OP3=''`],
    modify: '',
    kept: false,
    wrong: [
      ['', '545E'],
      ['maybe x', '520E'],
      ['on', '545E'],
    ],
  }),
  row('PF', '3 only next', ['ONLY', 'next'], {
    of: '3',
    variable: 'PF3',
    query: ['PF3 ONLY next'],
    modify: 'PF3 ONLY next',
    wrong: [['25 next', '525E']],
  }),
  row('POINT', '.here', ['0 .HERE'], {
    query: ['0 .HERE'],
    modify: '',
    kept: false,
    wrong: [
      ['', '545E'],
      ['here', '541E'],
      ['.here no', '520E'],
      ['.gone off', '539E'],
    ],
  }),
  row('PREFIX', 'nulls right', ['NULLS', 'RIGHT'], {
    wrong: [
      ['', '545E'],
      ['on middle', '520E'],
      ['off left', '520E'],
      ['synonym x', '545E'],
    ],
  }),
  row('RANGE', ':2 :3', [2, 3], {
    kept: false,
    modify: 'RANGE :2 :3',
    wrong: [
      ['', '545E'],
      ['/zz/ *', '546E'],
      [':3 :2', '528E'],
    ],
  }),
  row('RECFM', 'vp', ['VP'], {
    wrong: [
      ['u', '515E'],
      ['', '545E'],
    ],
  }),
  ...onOff('REMOTE', 'ON'),
  row('RESERVED', '5 red high text', ['5'], {
    query: ['RESERVED 5 RED NONE HIGH PS0 text'],
    wrong: [
      ['', '545E'],
      ['0 high x', '520E'],
      ['7 off', '533E'],
      ['5 red text', '520E'],
    ],
  }),
  told(
    'RING',
    [
      ...[2, 'TEST     DATA     A1  F 80  Trunc=80 Size=4 Line=0 Col=1 Alt=0'],
      'NEXT     DATA     A1  F 80  Trunc=80 Size=1 Line=0 Col=1 Alt=0',
    ],
    {
      query: [
        ...[
          'DMSXSU530I 2 file(s) in storage',
          'TEST     DATA     A1  F 80  Trunc=80 Size=4 Line=0 Col=1 Alt=0',
        ],
        'NEXT     DATA     A1  F 80  Trunc=80 Size=1 Line=0 Col=1 Alt=0',
      ],
    },
  ),
  ...place('SCALE'),
  row('SCALE', 'off', ['OFF', 'M+1'], { modify: 'SCALE OFF' }),
  row('SCOPE', 'all', ['ALL'], {
    kept: false,
    wrong: [
      ['x', '520E'],
      ['', '545E'],
    ],
  }),
  row('SCREEN', '2', ['SIZE 12 12'], {
    kept: false,
    modify: 'SCREEN 2 HORIZONTAL',
    everywhere: true,
    wrong: [
      ['99', '520E'],
      ['', '545E'],
      ['size 1 2', '520E'],
    ],
  }),
  row('SELECT', '3 *', [0, 3], {
    kept: false,
    modify: '',
    wrong: [
      ['x', '520E'],
      ['', '545E'],
      ['1 /zz/', '546E'],
    ],
  }),
  told('SEQ8', ['ON']),
  row('SERIAL', 'abc 5 100', ['ABC', 5, 100], {
    wrong: [
      ['abcd', '520E'],
      ['', '545E'],
      ['on 0', '520E'],
    ],
  }),
  ...onOff('SHADOW', 'ON', { kept: false }),
  row('SIDCODE', 'Ab1', ['Ab1'], { wrong: [['123456789', '520E']] }),
  told('SIZE', [4]),
  row('SPAN', 'on n 3', ['ON', 'NOBLANK', 3], {
    wrong: [
      ['', '545E'],
      ['on x', '520E'],
      ['on b 0', '520E'],
    ],
  }),
  row('SPILL', 'word', ['WORD'], {
    wrong: [
      ['x', '520E'],
      ['', '545E'],
    ],
  }),
  ...onOff('STAY', 'OFF'),
  ...onOff('STREAM', 'ON'),
  row('SYNONYM', 'linend ! twice 3 & next!&1', ['TWICE', 3, '& next!&1', '!'], {
    of: 'TWICE',
    query: ['SYNONYM TWICE 3 LINEND ! & next!&1'],
    modify: 'SYNONYM LINEND ! TWICE 3 & next!&1',
    wrong: [
      ['', '545E'],
      ['x', '547E'],
      ['abc 5 top', '549E'],
      ['a1c top', '548E'],
    ],
  }),
  row('SYNONYM', 'off', ['OFF']),
  row('SYNONYM', 'on', ['NONE', 4, 'NONE', ''], {
    of: 'NONE',
    query: ['DMSXSE520E Invalid operand : SYNONYM NONE'],
    modify: '',
  }),
  ...place('TABLINE'),
  row('TABLINE', 'off', ['OFF'], { query: ['TABLINE OFF -3'], modify: 'TABLINE OFF' }),
  row('TABS', '1 8 16', ['1 8 16'], {
    wrong: [
      ['5 3', '575E'],
      ['', '545E'],
    ],
  }),
  told('TARGET', [0, 0, 0, 0]),
  row('TERMINAL', 't', ['TYPEWRITER'], {
    wrong: [
      ['x', '520E'],
      ['', '545E'],
    ],
  }),
  ...onOff('TEXT', 'OFF'),
  told('TOF', ['ON']),
  ...onOff('TOFEOF', 'ON'),
  told('TOL', ['OFF']),
  row('TRANSLAT', 'a B c D', ['ON'], {
    query: ['TRANSLAT a B c D'],
    wrong: [
      ['', '545E'],
      ['a', '520E'],
    ],
  }),
  row('TRUNC', '72', [72], {
    wrong: [
      ['0', '520E'],
      ['81', '520E'],
      ['', '545E'],
    ],
  }),
  told('UNIQUEID', [100_001]),
  told('UNTIL', ['']),
  told('UPDATE', ['OFF']),
  ...onOff('VARBLANK', 'OFF'),
  row('VERIFY', 'h 1 5 7 10', ['ON', 'H 1 5 7 10'], {
    wrong: [
      ['0', '520E'],
      ['5 3', '520E'],
      ['', '545E'],
    ],
  }),
  told('VERSHIFT', [0]),
  told('WIDTH', [80]),
  ...onOff('WRAP', 'OFF'),
  row('ZONE', '2 72', [2, 72], {
    wrong: [
      ['9 3', '575E'],
      ['', '545E'],
    ],
  }),
];

/** What people do at random, sensible and not. */
import type { Chance } from './chance.js';
import type { SoakClient } from './client.js';
import { HOSTILE } from './decks.js';
import type { SoakSystem } from './running.js';

/** Where an action happens. */
export interface Scene {
  readonly soak: SoakSystem;
  readonly client: SoakClient;
  readonly chance: Chance;
  /** Userid of somebody else. */
  readonly other: string;
  readonly pause: (milliseconds: number) => Promise<void>;
}

/** `ready`: the user is where he was; `lost`: nobody knows; `gone`: the line is closed. */
export type Outcome = 'ready' | 'lost' | 'gone';

const QUIET = [
  'LISTFILE * * A (DATE',
  'TYPE PROFILE EXEC',
  'QUERY DISK',
  'QUERY SEARCH',
  'QUERY RDR ALL',
  'Q N',
  'Q V ALL',
  'IND',
  'HELP LISTFILE',
  'PEEK',
  'STATE NOTHING HERE',
  'COPYFILE PROFILE EXEC A SOAK1 DATA A (REPLACE',
  'COPYFILE SOAK1 DATA A SOAK2 DATA A (REPLACE',
  'RENAME SOAK2 DATA A SOAK3 DATA A',
  'ERASE SOAK3 DATA A',
  'ACCESS 191 A',
  'EXEC PROFILE',
  'PUNCH PROFILE EXEC',
  'PRINT PROFILE EXEC',
  'CP CLOSE PRT',
  'CP PURGE PRINTER ALL',
  'CP PURGE READER ALL',
  'READCARD *',
  'RECEIVE = = A (REPLACE',
  'RECEIVE',
  'CP SPOOL PUNCH TO *',
  'SET RDYMSG SMSG',
  'CP SLEEP 1 SEC',
  'CP SPOOL CONSOLE START',
  'CP SPOOL CONSOLE STOP CLOSE',
] as const;

const BAD = [
  'X'.repeat(3000),
  'LISTFILE ((((((((',
  'COPYFILE * * * * * * * *',
  'ERASE',
  'TYPE * EXEC',
  'RENAME A B C D E F',
  'CP LINK NOBODY 191 333 RR',
  'CP LINK MAINT 190 190 MR',
  'CP STORE S0 00',
  'CP DISPLAY 0-FFFFFFFF',
  'CP DEFINE STORAGE 99999M',
  'CP MSG',
  'CP FORCE OPERATOR',
  'CP SHUTDOWN',
  'CP SPOOL 00D CLASS ÄÖ TO "" (((',
  'CP IPL FFF',
  'CP DETACH 009',
  'EXEC EXEC EXEC EXEC',
  'XEDIT \u0000\u0001 ?? *',
  'LOADMOD PROFILE EXEC',
  'DISK LOAD',
  'FORMAT 190 A',
  '&GOTO -X',
  'CP CHANGE READER 99999 CLASS Q',
  'CP TRANSFER READER ALL TO NOBODY',
  '#CP #CP #CP QUERY TIME',
  '"""""####¢¢¢@@@@',
] as const;

async function xedit({ client, chance }: Scene): Promise<Outcome> {
  client.line(`XEDIT S${chance.below(5)} TEXT A`);
  if (!client.screen) {
    // what is typed now goes into the editor: PA1 gets out
    await client.sees(/FULL SCREEN|DMS/, 5000);
    return 'lost';
  }
  if (!(await client.sees(/====>/, 10_000))) return 'lost';
  for (let n = chance.below(12); n >= 0; n--) {
    client.raw(
      chance.pick([
        'INPUT A LINE OF TEXT\r',
        'TOP\r',
        'CHANGE /A/BB/ * *\r',
        'DELETE 3\r',
        'BOTTOM\r',
        'SAVE\r',
        '\x1bOP',
        '\x1b[18~',
        '\x1b[19~',
        '\x1b[A\x1b[B\t\x1b[C',
        'LOCATE /XX/\r',
        '\x0c',
        'SET PREFIX OFF\r',
        Buffer.from(chance.bytes(40)).toString('latin1'),
      ]),
    );
  }
  client.raw('\x12\x1b[F\r');
  client.raw(chance.pick(['FILE\r', 'QQUIT\r', 'QQUIT\r']));
  return 'lost';
}

async function loopingDeck({ soak, client, chance, pause }: Scene): Promise<Outcome> {
  const kind = chance.pick(Object.keys(HOSTILE));
  const deck = HOSTILE[kind]?.(chance, 'OPERATOR');
  if (deck === undefined) return 'ready';
  client.line('#CP PURGE READER ALL');
  await soak.deck(client.userid, deck).catch(() => 0);
  client.line('#CP IPL 00C CLEAR');
  await pause(200 + chance.below(1500));
  return 'lost';
}

async function typeHeld({ client, chance, pause }: Scene): Promise<Outcome> {
  for (let n = 0; n < 3; n++) client.line(chance.pick(['HELP XEDIT', 'LISTFILE * * *', 'HELP']));
  await pause(chance.below(200));
  client.line(chance.pick(['HX', 'HT', 'RT', 'HI']));
  if (client.screen) client.raw(chance.pick(['\x0c', '\x0c\x0c\x0c', '\x1b[5~\x1b[6~']));
  return 'lost';
}

async function resizes({ client, chance, pause }: Scene): Promise<Outcome> {
  for (let n = 0; n < 100; n++) {
    client.resize(
      chance.pick([0, 1, 20, 80, 132, 300, 65535, 4294967295, chance.below(400)]),
      chance.pick([0, 1, 5, 24, 43, 100, 65535, 4294967295, chance.below(150)]),
    );
    if (n % 20 === 0) await pause(1);
  }
  client.usualSize();
  return 'ready';
}

function paste({ client, chance }: Scene): Outcome {
  const line = chance.pick([
    '* a comment that is pasted',
    'QUERY TIME',
    'x'.repeat(120),
    'ÄÖÜ€漢字 \u{1F600}',
  ]);
  const text = `${line}\n`.repeat(Math.ceil(100_000 / (line.length + 1)));
  client.raw(chance.below(2) === 0 ? text : `\x1b[200~${text}\x1b[201~`);
  return 'lost';
}

/** The actions, each with how often it is to be chosen. */
export const ACTIONS: readonly (readonly [
  string,
  number,
  (scene: Scene) => Outcome | Promise<Outcome>,
])[] = [
  [
    'command',
    30,
    ({ client, chance }) => {
      for (let n = chance.below(3); n >= 0; n--) client.line(chance.pick(QUIET));
      return 'ready';
    },
  ],
  [
    'bad input',
    10,
    ({ client, chance }) => {
      for (let n = chance.below(3); n >= 0; n--) client.line(chance.pick(BAD));
      return 'lost';
    },
  ],
  [
    'sendfile',
    8,
    ({ client, other }) => {
      client.line(`SENDFILE PROFILE EXEC A TO ${other}`);
      return 'ready';
    },
  ],
  [
    'punch',
    8,
    ({ client, other }) => {
      client.line(`CP SPOOL PUNCH TO ${other}`);
      client.line('PUNCH PROFILE EXEC A');
      return 'ready';
    },
  ],
  ['xedit', 8, xedit],
  ['held output', 6, typeHeld],
  ['deck', 8, loopingDeck],
  ['resizes', 3, resizes],
  ['paste', 2, paste],
  [
    'bytes',
    4,
    ({ client, chance }) => {
      client.raw(chance.bytes(2000));
      client.raw('\x1b\\');
      return 'lost';
    },
  ],
  [
    'attention',
    5,
    async ({ client, chance, pause }): Promise<Outcome> => {
      for (let n = chance.below(6); n >= 0; n--) {
        client.attention();
        if (chance.below(2) === 0) await pause(chance.below(50));
        client.line('BEGIN');
      }
      return 'lost';
    },
  ],
  [
    'messages',
    4,
    ({ client, other }) => {
      for (let n = 0; n < 50; n++) client.line(`#CP MSG ${other} STORM ${n}`);
      return 'ready';
    },
  ],
  [
    'ipl',
    5,
    ({ client, chance }) => {
      client.line(chance.pick(['#CP IPL CMS', '#CP IPL 190 CLEAR', '#CP SYSTEM CLEAR']));
      return 'lost';
    },
  ],
  [
    'logoff',
    3,
    async ({ client }): Promise<Outcome> => {
      client.line('#CP LOGOFF');
      await client.sees(/LOGOFF AT/, 5000);
      return 'gone';
    },
  ],
  [
    'disconnect',
    3,
    async ({ client }): Promise<Outcome> => {
      client.line('#CP DISCONNECT');
      await client.sees(/DISCONNECT AT/, 5000);
      return 'gone';
    },
  ],
  [
    'dropped line',
    5,
    ({ client }) => {
      client.drop();
      return 'gone';
    },
  ],
];

/** Hostile guests: decks for IPL 00C that do what a guest should not. */
import { iplDeck } from '../ipl-deck.js';
import type { Chance } from './chance.js';

const program = (...lines: string[]): Uint8Array =>
  iplDeck(
    [
      "BAD      START X'1000'",
      '         BALR  12,0',
      '         USING *,12',
      'TOP      DS    0H',
      ...lines,
      '         END   BAD',
      '',
    ].join('\n'),
  );

/** A loop with everything masked off. */
const spin = program('LOOP     B     LOOP');

/** A channel program that transfers in channel for ever; the guest waits for it. */
const ticLoop = program(
  '         LA    1,CHAIN',
  '         ST    1,72',
  "         SIO   X'00E'",
  'LOOP     B     LOOP',
  "CHAIN    CCW   X'03',0,X'60',1",
  "         CCW   X'08',CHAIN,0,1",
);

/** An IPL whose own channel program never ends. */
const ticIpl = (): Uint8Array => {
  const card = new Uint8Array(80);
  card.set([0x03, 0, 0, 0, 0x60, 0, 0, 1, 0x08, 0, 0, 8, 0, 0, 0, 1], 8);
  return card;
};

/** Writes on a device for ever, without waiting for an end. */
const floods = (device: string, command: string): Uint8Array =>
  program(
    '         LA    1,CHAIN',
    '         ST    1,72',
    `LOOP     SIO   X'${device}'`,
    `         TIO   X'${device}'`,
    '         B     LOOP',
    `CHAIN    CCW   X'${command}',TEXT,X'60',80`,
    `         CCW   X'${command}',TEXT,X'60',80`,
    `         CCW   X'${command}',TEXT,X'20',80`,
    "TEXT     DC    CL80'FOR EVER AND EVER AND EVER'",
  );

/** The same CP command again and again. */
export const commandStorm = (command: string): Uint8Array =>
  program(
    'LOOP     LA    2,TEXT',
    `         LA    3,${command.length}`,
    '         DIAG  2,3,8',
    '         B     LOOP',
    `TEXT     DC    C'${command}'`,
  );

/** Touches each page up to its end, then again. */
const touchAll = program(
  "AGAIN    L     2,=X'00004000'",
  'LOOP     ST    2,0(2)',
  "         A     2,=F'2048'",
  "         C     2,=X'00FFF000'",
  '         BL    LOOP',
  '         B     AGAIN',
);

/** Interrupts itself as fast as the timers allow, and program-checks in between. */
const interruptions = program(
  '         MVC   88(8),NEXT',
  '         MVC   104(8),NEXT',
  '         MVC   96(8),NEXT',
  'AGAIN    SVC   0',
  "         DC    X'0000'",
  '         B     AGAIN',
  '         DS    0D',
  "NEXT     DC    X'0100000000001006'",
);

/** Random DIAGNOSE codes with random registers; a program interruption goes on behind. */
function diagnoses(chance: Chance): Uint8Array {
  const codes = ['0', '8', 'C', '10', '14', '18', '20', '24', '54', '58', '5C', '60', '64', 'A4'];
  const lines = ['         MVC   104(8),NEXT'];
  for (let n = 0; n < 40; n++) {
    const register = chance.below(7) * 2;
    const code = chance.pick([...codes, 'A8', '100', '11C', chance.below(4096).toString(16)]);
    for (const r of [register, register + 1, (register + 3) % 12]) {
      const value = chance.pick([
        chance.below(0x1_0000_0000),
        chance.below(0x4000),
        chance.below(0x100_0000),
        0xffffffff,
        0x1000 + chance.below(400),
      ]);
      if (r !== 12) lines.push(`         L     ${r},=X'${value.toString(16).padStart(8, '0')}'`);
    }
    lines.push(`         DIAG  ${register},${(register + 3) % 12},X'${code}'`);
  }
  return program(
    ...lines,
    '         B     TOP',
    '         DS    0D',
    "NEXT     DC    X'0000000000001000'",
  );
}

/** Random channel programs at the devices of a usual user. */
function channelPrograms(chance: Chance): Uint8Array {
  const lines: string[] = ['         MVC   104(8),NEXT'];
  const chains: string[] = [];
  for (let n = 0; n < 20; n++) {
    const device = chance.pick(['009', '00C', '00D', '00E', '190', '191', '19F', 'FFF']);
    const operation = chance.pick(['SIO', 'SIO', 'SIO', 'TIO', 'HIO', 'TCH']);
    lines.push(
      `         LA    1,C${n}`,
      "         N     1,=X'00FFFFF8'",
      '         ST    1,72',
      `         ${operation}   X'${device}'`,
    );
    const ccws = Array.from({ length: 1 + chance.below(3) }, () => {
      const bytes = chance.bytes(8);
      if (chance.below(3) > 0) {
        bytes[0] = chance.pick([1, 2, 3, 4, 8, 9, 0x0a, 0x41, 0x42, 0x43, 0x63, 0xe4, 5, 6, 7]);
        bytes[1] = 0;
        bytes[4] = (bytes[4] ?? 0) & 0xf8;
        bytes[5] = 0;
      }
      return Buffer.from(bytes).toString('hex');
    });
    chains.push('         DS    0D', `C${n}       DC    X'${ccws.join('')}'`);
  }
  return program(
    ...lines,
    '         B     TOP',
    '         DS    0D',
    "NEXT     DC    X'0000000000001000'",
    ...chains,
  );
}

/** Several processors that signal each other at random, and define, stop and detach one another. */
function signals(chance: Chance): Uint8Array {
  const commands = ['CPU 1 BEGIN', 'CPU ALL BEGIN', 'CPU 2 STOP', 'CPU ALL STOP', 'DETACH CPU 2'];
  commands.push('DEFINE CPU 2', 'DETACH CPU ALL', 'CPU 3 SYSTEM RESTART', 'CPU ALL EXTERNAL');
  const texts = ['DEFINE CPU 1-3'];
  const command = (text: string): readonly string[] => {
    texts.push(text);
    const n = texts.length - 1;
    return [`         LA    2,T${n}`, `         LA    3,${text.length}`, '         DIAG  2,3,8'];
  };
  const lines: string[] = [
    '         MVC   0(8),NEXT',
    '         MVC   88(8),NEXT',
    '         MVC   104(8),NEXT',
    '         LA    2,T0',
    `         LA    3,${texts[0]!.length}`,
    '         DIAG  2,3,8',
  ];
  for (let n = 0; n < 40; n++) {
    const order = chance.pick([2, 3, 4, 6, 6, 6, 4, chance.below(16), chance.below(256)]);
    lines.push(`         LA    5,${chance.below(5)}`, `         SIGP  4,5,${order}`);
    if (chance.below(8) === 0) lines.push(...command(chance.pick(commands)));
  }
  return program(
    ...lines,
    '         B     TOP',
    '         DS    0D',
    "NEXT     DC    X'0000000000001000'",
    ...texts.map((text, n) => `T${n}       DC    C'${text}'`),
  );
}

/** Bytes without any sense, behind an IPL card that may have some. */
function nonsense(chance: Chance): Uint8Array {
  const cards = chance.bytes(80 * (1 + chance.below(6)));
  if (chance.below(2) === 0) cards.set([0, 0, 0, 0, 0, 0, 0, 0x50], 0);
  if (chance.below(2) === 0) cards.set([2, 0, 0, 0, 0x20, 0, 0, 80], 8);
  return cards;
}

/** Kinds of hostile guests, each made with the chance given. */
export const HOSTILE: Readonly<Record<string, (chance: Chance, victim: string) => Uint8Array>> = {
  spin: () => spin,
  'tic loop': () => ticLoop,
  'tic loop in ipl': ticIpl,
  'punches for ever': () => floods('00D', '41'),
  'prints for ever': () => floods('00E', '09'),
  'console for ever': () => floods('009', '09'),
  'reads the reader for ever': () => floods('00C', '02'),
  'message storm': (_chance, victim) => commandStorm(`MSG ${victim} STORM`),
  'command storm': (chance, victim) =>
    commandStorm(
      chance.pick([
        'QUERY TIME',
        'QUERY NAMES',
        'QUERY VIRTUAL ALL',
        'CLOSE PUNCH',
        `SPOOL PUNCH TO ${victim}`,
        'LINK MAINT 190 192 RR',
        'DETACH 191',
        'DISPLAY 0-400',
        'SET RUN ON',
        'EXTERNAL',
        'SYSTEM RESET',
        'IPL 00C',
        'DEFINE STORAGE 8M',
        'XYZZY',
        'BEGIN',
        'ORDER READER 1',
        'INDICATE USER',
        'PURGE PRINTER ALL',
        'LOGON OTHER',
      ]),
    ),
  'touches all storage': () => touchAll,
  'interrupts itself': () => interruptions,
  'random diagnose': diagnoses,
  'random channel programs': channelPrograms,
  'random signals': signals,
  nonsense,
};

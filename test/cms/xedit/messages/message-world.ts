/** A session of XEDIT on the poem, of which each return code and message is seen, for tests of messages. */
import type { Answer, Effect, StepResult } from '../../../../src/cms/command.js';
import { setStretch } from '../../../../src/cms/files/volume.js';
import { encodeLibrary } from '../../../../src/cms/maclib/maclib.js';
import type { XeditFrame } from '../../../../src/cms/xedit/session-frame.js';
import { xedit } from '../../../../src/cms/xedit/xedit.js';
import type { DisplayOperator } from '../../../support/display-operator.js';
import { setup, type Setup } from '../../../support/xedit-world.js';

/** The first record of a packed file (RECFM F, LRECL 80), behind which there is nonsense. */
const NOT_PACKED = Uint8Array.from({ length: 1024 }, (_, i) =>
  i < 8 ? [0x00, 0x01, 0x40, 0xc6, 0, 0, 0, 80][i]! : 0x79,
);
const LIBRARY = encodeLibrary([{ name: 'ONE', lines: ['first', 'second'] }]);
/** A profile says what its last subcommand gave back, and leaves nothing on the stack. */
const SHOWN = "code = rc; do queued(); pull; end; 'MSG rc' code";
/** Steps after which a session is taken to hang. */
const MOST_STEPS = 5000;

/** Files beside POEM DATA. */
const FILES: NonNullable<Parameters<typeof setup>[0]>['files'] = [
  { name: 'OTHER', type: 'DATA', lines: ['one', 'two'] },
  { name: 'NUM', type: 'VSBASIC', lines: ['00010 a', '00020 b'] },
  { name: 'WRONG', type: 'XEDIT', lines: ['/* */'] },
  { name: 'BAD', type: 'DATA', fixedLength: 1024, records: [NOT_PACKED] },
  { name: 'LIB', type: 'MACLIB', fixedLength: 80, records: LIBRARY },
  ...[
    { name: 'PROG', type: 'ASSEMBLE', lines: ['a'.padEnd(72) + '00001000'] },
    { name: 'BARE', type: 'ASSEMBLE', lines: ['a', 'b'] },
    { name: 'NONE', type: 'CNTRL', lines: ['TEXT MACS'] },
    { name: 'PROG', type: 'CNTRL', lines: ['TEXT MACS', 'A FIX'] },
    { name: 'PROG', type: 'UPDTFIX', lines: ['./ S 10 10'] },
  ].map((cards) => ({ ...cards, fixedLength: 80 })),
];

/** The session. */
export class MessageWorld {
  readonly s: Setup;
  #result: StepResult;
  readonly #text: string;
  /** Return codes that came with messages. */
  readonly #codes = new Map<string, number>();
  /** What the printer says. */
  printer: 'ok' | 'not-ready' = 'ok';

  /** @param file - what XEDIT is called with; the profile is the lines of `profile`. */
  constructor(file = 'poem data', profile?: readonly string[]) {
    this.s = setup({
      blocks: 240,
      files: [
        ...(FILES ?? []),
        ...(profile === undefined
          ? []
          : [{ name: 'PROFILE', type: 'XEDIT', lines: ['/* */', ...profile, SHOWN] }]),
      ],
    });
    this.#text = `xedit ${file}`;
    this.#result = xedit.start(this.s.context(this.#text));
    this.#toScreen();
  }

  /** The frame as it stands at the screen. */
  get frame(): XeditFrame {
    if (!('effect' in this.#result)) throw new Error('the session has ended');
    return this.#result.frame as unknown as XeditFrame;
  }

  /** How the session has ended; undefined while it goes on. */
  get ended(): StepResult | undefined {
    return 'effect' in this.#result ? undefined : this.#result;
  }

  /** The return code of the subcommand that ran last. */
  get rc(): number {
    return this.ended && 'rc' in this.ended ? this.ended.rc : this.frame.macros.rc;
  }

  /** The return code that came with a message, and lines that the session has ended with. */
  rcOf(message: string): number | undefined {
    const { ended } = this;
    if (ended && 'rc' in ended && ended.lines?.includes(message)) return ended.rc;
    return this.#codes.get(message);
  }

  /** Rows of the screen. */
  rows(): readonly string[] {
    return this.s.at.rows();
  }

  /** Types in the command line, and beside lines, and presses a key. */
  enter(
    line: string,
    key: 'ENTER' | `PF${number}` | 'PA1' = 'ENTER',
    typed: (at: DisplayOperator) => void = () => undefined,
  ): void {
    this.s.at.play([
      (at) => {
        typed(at);
        if (line !== '') at.command(line);
        return key;
      },
    ]);
    this.#step();
    this.#toScreen();
  }

  /** Nothing is left on the disk to write to. */
  fillDisk(): void {
    const [volume] = this.s.cms.disks.volumes;
    if (!volume) throw new Error('there is a disk');
    setStretch(volume.map, 0, volume.blocks, true);
    volume.used = volume.blocks;
  }

  #step(): void {
    if (!('effect' in this.#result)) return;
    const { effect } = this.#result;
    const answer = this.#answer(effect);
    const before = new Set([
      ...[this.frame.editor?.lastMessage ?? '', ...(this.frame.editor?.messages ?? [])],
    ]);
    const context = this.s.context(this.#text);
    this.#result = xedit.resume?.(structuredClone(this.#result.frame), answer, context) ?? {
      rc: -1,
    };
    if (!('effect' in this.#result)) return;
    const { editor, macros } = this.frame;
    for (const message of [editor?.lastMessage ?? '', ...(editor?.messages ?? [])]) {
      if (!before.has(message)) this.#codes.set(message, macros.rc);
    }
  }

  #answer(effect: Effect): Answer {
    if (effect.kind === 'sync') this.s.disk.sync();
    if (effect.kind === 'write-records') return { kind: 'written', result: this.printer };
    if (effect.kind === 'command') return { kind: 'rc', rc: -3 };
    if (effect.kind === 'cp') {
      const word = effect.command.toUpperCase().split(' ')[0] ?? '';
      return { kind: 'cp', rc: 1, lines: [`HCPCMD001E Unknown CP command: ${word}`] };
    }
    return this.s.at.answer(effect) ?? { kind: 'done' };
  }

  #toScreen(): void {
    for (let n = 0; n < MOST_STEPS; n++) {
      const result = this.#result;
      if (!('effect' in result)) return;
      const { effect } = result;
      if (effect.kind === 'display-read' && effect.buffer !== 'now') return;
      this.#step();
    }
    throw new Error('the session does not come to its screen');
  }
}

/** TAPEMAC: macro libraries from unloaded data sets, several of them, with labels and without, cut and damaged ones. */
import { expect } from 'chai';
import type { SourceFile } from '../../../src/cms/files/build-disk.js';
import { cmsDisk } from '../../support/cms-disk.js';
import type { GuestRig } from '../../support/guest-rig.js';
import { cmsRig, READY, readyRc, session } from '../nucleus/cms-rig.js';
import { aws } from './aws-reel.js';
import {
  block,
  blocked,
  card,
  CARDS,
  LABELS,
  MARK,
  punched,
  unloaded,
  type Member,
} from './os-reel.js';

const files: readonly SourceFile[] = [
  { name: 'OLD', type: 'COPY', lines: ['*COPY FORMER', 'x'], fixedLength: 80 },
];

function machine(blocks: readonly Uint8Array[]): GuestRig {
  const disks = new Map([[0x191, cmsDisk(0x191, files)]]);
  const rig = cmsRig([], { disks, tape: 'ring', reel: aws(blocks) });
  session(rig, 'maclib gen lib old');
  return rig;
}

/** What comes of lines; tapes may be long, and take their time. */
function say(rig: GuestRig, ...lines: readonly string[]): string[] {
  const from = rig.transcript.length;
  rig.input.push(...lines);
  rig.run(400_000);
  return rig.transcript
    .slice(from)
    .filter((line) => !line.startsWith('> '))
    .map((line) => line.replace(/T=\S+/, 'T=0.01/0.01'));
}
/** Names and sizes of members. */
const map = (rig: GuestRig, name = 'lib'): string[] =>
  say(rig, `maclib map ${name} (term`)
    .filter((line) => !/^(?:Ready;|MACRO)/.test(line))
    .map((line) => line.replace(/ +/g, ' ').trim());
const LOADING = 'LOADING LIB MACLIB';
const FORMER = 'FORMER 2 1';

const macro = (name: string): Member => ({
  name,
  blocks: [block(card(' MACRO'), card(` ${name}`)), block(card(' MEND'))],
});
const FB = { recfm: 0x90, blksize: 160, lrecl: 80 };
const two = unloaded(FB, [macro('ALPHA'), { ...macro('BETA'), aliases: ['SECOND'], notes: true }]);

describe('TAPEMAC', () => {
  it('makes a library of a data set, in place of the old one', () => {
    const rig = machine([...LABELS, ...two, MARK, ...LABELS, MARK]);
    expect(map(rig)).to.deep.equal([FORMER]);
    expect(say(rig, 'tapemac lib')).to.deep.equal([
      ...['VOL1OSTAPE', 'HDR1SYS1.UNLOADED    OSTAPE00010001', 'HDR2F000800008030'],
      ...[LOADING, READY],
    ]);
    expect(map(rig)).to.deep.equal(['ALPHA 2 3', 'BETA 6 3', 'SECOND 6 3']);
    expect(say(rig, 'type lib maclib (member beta').filter((line) => line !== '')).to.deep.equal([
      ...[' MACRO', ' BETA', ' MEND', READY],
    ]);
    // behind the tape mark are the labels behind the file
    expect(say(rig, 'tappds x y (nopds')[0]).to.equal('VOL1OSTAPE');
  });

  it('reads tapes without labels, blocked ones', () => {
    const rig = machine([block(...two.slice(0, 3)), block(...two.slice(3)), MARK]);
    expect(say(rig, 'tapemac lib nl (tap1')).to.deep.equal([LOADING, READY]);
    expect(map(rig)).to.have.length(3);
  });

  it('makes several libraries when they are full', () => {
    const many = ['A', 'B', 'C', 'D', 'E'].map(macro);
    const rig = machine([...unloaded(FB, many), MARK]);
    const loading = (name: string): string => `LOADING ${name} MACLIB`;
    expect(say(rig, 'tapemac lib nl (itemct 8')).to.deep.equal([
      ...[LOADING, loading('LIB2'), loading('LIB3'), READY],
    ]);
    expect([map(rig), map(rig, 'lib2'), map(rig, 'lib3')]).to.deep.equal([
      ...[['A 2 3', 'B 6 3'], ['C 2 3', 'D 6 3'], ['E 2 3']],
    ]);
    // a member is never cut: each one has a library of its own
    expect(say(rig, 'tape rew', 'tapemac abcdefgh nl (itemct 0').slice(1)).to.deep.equal([
      ...['ABCDEFGH', ...[2, 3, 4, 5].map((n) => `ABCDEFG${n}`)].map(loading),
      READY,
    ]);
  });

  it('makes nine libraries at most', () => {
    const many = Array.from({ length: 10 }, (_, i) => macro(`M${i}`));
    const rig = machine([...unloaded(FB, many), MARK]);
    expect(say(rig, 'tapemac l nl (itemct 1').slice(-3)).to.deep.equal([
      ...['LOADING L9 MACLIB', 'DMSTMA139S Tape file exceeds 9 MACLIBS', readyRc('00104')],
    ]);
    expect(map(rig, 'l9')).to.deep.equal(['M8 2 3']);
  });

  it('begins another library behind 2000 members', () => {
    const many = Array.from({ length: 2001 }, (_, i) => ({ name: `M${i}`, blocks: [card('x')] }));
    const rig = machine([...blocked(unloaded(CARDS, many), 400), MARK]);
    expect(say(rig, 'tapemac lib nl')).to.deep.equal([LOADING, 'LOADING LIB2 MACLIB', READY]);
    expect(map(rig)).to.have.length(2000);
    expect(map(rig, 'lib2')).to.deep.equal(['M2000 2 1']);
  });

  it('takes the longest member, and no longer one', () => {
    const hundred = block(...Array.from({ length: 100 }, (_, i) => card(`${i}`)));
    const long = (count: number): Uint8Array[] => {
      const blocks = Array.from({ length: count }, () => hundred);
      return [...blocked(unloaded({ ...FB, blksize: 8000 }, [{ name: 'M', blocks }]), 400), MARK];
    };
    const rig = machine(long(656));
    expect(say(rig, 'tapemac lib nl')).to.deep.equal([
      ...[LOADING, 'DMSTMA109S Virtual storage capacity exceeded', readyRc('00104')],
    ]);
    expect(map(rig)).to.deep.equal([FORMER]);
    const other = machine(long(30));
    expect(say(other, 'tapemac lib nl')).to.deep.equal([LOADING, READY]);
    expect(map(other)).to.deep.equal(['M 2 3000']);
  });

  it('takes 1999 names of a member beside its own', () => {
    const aliased = (count: number): Uint8Array[] => {
      const aliases = Array.from({ length: count }, (_, i) => `A${i}`);
      const member = { name: 'M', blocks: [card('x')], aliases };
      return [...blocked(unloaded(CARDS, [member]), 400), MARK];
    };
    const rig = machine(aliased(1999));
    expect(say(rig, 'tapemac lib nl')).to.deep.equal([LOADING, READY]);
    expect(map(rig).slice(0, 2)).to.deep.equal(['M 2 1', 'A0 2 1']);
    const other = machine(aliased(2000));
    expect(say(other, 'tapemac lib nl')).to.deep.equal([
      ...[LOADING, 'DMSTMA109S Virtual storage capacity exceeded', readyRc('00104')],
    ]);
  });

  it('makes none of a data set without members', () => {
    const rig = machine([...unloaded(CARDS, []), MARK]);
    expect(say(rig, 'tapemac lib nl')).to.deep.equal([
      ...[LOADING, 'DMSTMA213W Library LIB MACLIB A not created', readyRc('00004')],
    ]);
    expect(map(rig)).to.deep.equal([FORMER]);
  });

  const INVALID = ['DMSTMA057E Invalid record format', 32] as const;
  const member = (shape: object): Uint8Array[] =>
    unloaded({ ...CARDS, ...shape }, [{ name: 'M', blocks: [card('x')] }]);
  const damaged: readonly (readonly [string, string, Uint8Array[], string, number])[] = [
    ['has no labels', '', [...two, MARK], 'DMSTMA431E VOL1 label missing on TAP1(181)', 32],
    ['has labels', 'nl', [...LABELS, ...two, MARK], ...INVALID],
    ['has nothing', 'nl', [MARK], 'DMSTMA058E End-of-file or end-of-tape on TAP1(181)', 40],
    ['has another form', 'nl', [punched('MEMBER NAME=M'), punched('x'), MARK], ...INVALID],
    ['is cut', 'nl', [...two.slice(0, -1), MARK], ...INVALID],
    ['is cut in a record', 'nl', [...two.slice(0, 4), two[4]!.slice(0, 40), MARK], ...INVALID],
    ['has lost a record', 'nl', [...two.slice(0, 4), ...two.slice(5), MARK], ...INVALID],
    ['has records of another length', 'nl', [...member({ lrecl: 40 }), MARK], ...INVALID],
    ['has records of any length', 'nl', [...member({ recfm: 0xc0 }), MARK], ...INVALID],
    [
      'has a name that cannot be',
      'nl',
      [...unloaded(CARDS, [{ name: 'M*', blocks: [card('x')] }]), MARK],
      'DMSTMA062E Invalid character * in fileid M* MACLIB A',
      20,
    ],
  ];
  for (const [why, operands, blocks, text, rc] of damaged) {
    it(`leaves the old library when the tape ${why}`, () => {
      const rig = machine(blocks);
      const lines = say(rig, `tapemac lib ${operands}`);
      expect(lines.slice(-2)).to.deep.equal([text, readyRc(String(rc).padStart(5, '0'))]);
      expect(map(rig)).to.deep.equal([FORMER]);
    });
  }

  for (const [line, rc, text] of [
    ['tapemac', 24, '001E No filename specified'],
    ['tapemac lib nsl', 24, '070E Invalid parameter NSL'],
    ['tapemac lib nl x', 24, '070E Invalid parameter X'],
    ['tapemac lib= nl', 20, '020E Invalid character = in fileid LIB= MACLIB A'],
    ['tapemac lib nl (pds', 24, '003E Invalid option: PDS'],
    ['tapemac lib nl (tap9', 100, '113S TAP9(289) not attached or invalid device address'],
  ] as const) {
    it(`refuses ${line}`, () => {
      const rig = machine([...two, MARK]);
      expect(say(rig, line)).to.deep.equal([
        ...[`DMSTMA${text}`, readyRc(String(rc).padStart(5, '0'))],
      ]);
      if (rc < 100) expect(say(rig, 'tapemac lib nl').at(-1)).to.equal(READY);
    });
  }
});

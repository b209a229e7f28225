/** TAPPDS: tapes of IEBPTPCH, IEBUPDTE and IEHMOVE, with labels and without, blocked, cut and damaged, and long ones. */
import { expect } from 'chai';
import { toEbcdic } from '../../../src/shared/ebcdic.js';
import type { SourceFile } from '../../../src/cms/files/build-disk.js';
import { cmsDisk } from '../../support/cms-disk.js';
import type { GuestRig } from '../../support/guest-rig.js';
import { cmsRig, READY, readyRc, session } from '../nucleus/cms-rig.js';
import { aws } from './aws-reel.js';
import { block, card, CARDS, LABELS, MARK, punched, unloaded } from './os-reel.js';

const files: readonly SourceFile[] = [{ name: 'ONE', type: 'CMSUT1', lines: ['old'] }];

function machine(blocks: readonly Uint8Array[]): GuestRig {
  const read = { ...cmsDisk(0x193, files), readOnly: true };
  const disks = new Map([
    [0x191, cmsDisk(0x191, files)],
    [0x192, cmsDisk(0x192, [])],
    [0x193, read],
  ]);
  return cmsRig([], { disks, tape: 'ring', reel: aws(blocks) });
}

/** What comes of lines; tapes may be long, and take their time. */
const say = (rig: GuestRig, ...lines: readonly string[]): string[] =>
  session(rig, ...lines)
    .filter((line) => !line.startsWith('> ') && !/DMSACP|DMSACC/.test(line))
    .map((line) => line.replace(/T=\S+/, 'T=0.01/0.01'));
const copied = (id: string): string => `DMSTPD703I File ${id} copied`;
const NULL_FILE = 'DMSTPD701I Null file';
const INVALID = ['DMSTPD057E Invalid record format', readyRc('00032')];
/** The lines of a file. */
const typed = (rig: GuestRig, id: string): string[] =>
  say(rig, `type ${id}`).filter((line) => line !== READY && line !== '');

const members = [
  ...['MEMBER NAME  =  ONE', 'first', ' END of it', 'END here', 'behind'],
  ...['MEMBER NAME=TWO', 'second'],
];

describe('TAPPDS', () => {
  it('makes a file of each member that IEBPTPCH has punched', () => {
    const rig = machine([...members.map(punched), MARK]);
    expect(say(rig, 'tappds')).to.deep.equal([
      ...[copied('ONE CMSUT1 A1'), copied('TWO CMSUT1 A1'), READY],
    ]);
    expect(typed(rig, 'one cmsut1')).to.deep.equal(['first', ' END of it', 'END here', 'behind']);
    expect(typed(rig, 'two cmsut1')).to.deep.equal(['second']);
    expect(say(rig, 'listfile one cmsut1 a (format noheader')[0]).to.match(/F +80$/);
    // the tape is behind the mark
    expect(say(rig, 'tape bsr')).to.deep.equal([
      ...['DMSTPE058E End-of-file or end-of-tape on TAP1(181)', readyRc('00040')],
    ]);
  });

  it('takes blocks of several records, titles in front, type and mode that are given', () => {
    const cards = ['TITLE', ...members].map(punched);
    const rig = machine([block(...cards.slice(0, 5)), block(...cards.slice(5)), MARK]);
    expect(say(rig, 'access 192 b', 'tappds * data b3')).to.deep.equal([
      ...[READY, copied('ONE DATA B3'), copied('TWO DATA B3'), READY],
    ]);
    expect(typed(rig, 'one data b')[0]).to.equal('first');
  });

  it('ends members at END records', () => {
    const rig = machine([...members.map(punched), MARK]);
    say(rig, 'tappds * * * (end');
    expect(typed(rig, 'one cmsut1')).to.deep.equal(['first', ' END of it', 'END here']);
    expect(typed(rig, 'two cmsut1')).to.deep.equal(['second']);
  });

  it('makes one file of a tape with NOPDS', () => {
    const rig = machine([...members.map(punched), MARK]);
    expect(say(rig, 'tappds all text (nopds end')).to.deep.equal([copied('ALL TEXT A1'), READY]);
    expect(typed(rig, 'all text')).to.deep.equal(members);
    const other = machine([block(card('a'), card('b')), MARK]);
    expect(say(other, 'tappds (nopds col1')).to.deep.equal([copied('TAPPDS CMSUT1 A1'), READY]);
    expect(typed(other, 'tappds cmsut1')).to.deep.equal(['a', 'b']);
  });

  it('makes a file of each ./ ADD of IEBUPDTE', () => {
    const cards = [
      ...['./ ADD NAME=ONE,LEVEL=01,SOURCE=0', './ NUMBER NEW1=10,INCR=10', 'line', './ I 100'],
      ...['./LABEL ADD LIST=ALL', 'unnamed', './     REPL  NAME=TWO', 'b', './ ENDUP', 'behind'],
    ].map((line) => card(line));
    const rig = machine([block(...cards.slice(0, 4)), block(...cards.slice(4)), MARK, MARK]);
    const named = ['ONE', 'OWN', 'TWO'].map((name) => copied(`${name} ASSEMBLE A1`));
    expect(say(rig, 'tappds own (update col1')).to.deep.equal([...named, READY]);
    expect(typed(rig, 'one assemble')).to.deep.equal(['line', './ I 100']);
    expect(typed(rig, 'own assemble')).to.deep.equal(['unnamed']);
    expect(typed(rig, 'two assemble')).to.deep.equal(['b']);
    // ENDUP is not the tape mark, which is passed all the same
    expect(say(rig, 'tape bsf', 'tape bsr')).to.deep.equal([READY, READY]);
  });

  it('reads ten members and goes on with the next ten', () => {
    const name = (i: number): string => `M${String(i).padStart(2, '0')}`;
    const many = Array.from({ length: 21 }, (_, i) => [`MEMBER NAME=${name(i)}`, `text ${i}`]);
    const rig = machine([...many.flat().map(punched), MARK]);
    const some = (from: number, to: number): string[] =>
      Array.from({ length: to - from }, (_, i) => copied(`${name(from + i)} CMSUT1 A1`));
    const ten = 'DMSTPD707I Ten files copied';
    expect(say(rig, 'tappds (maxten')).to.deep.equal([...some(0, 10), ten, READY]);
    expect(say(rig, 'tappds (maxten')).to.deep.equal([...some(10, 20), ten, READY]);
    expect(say(rig, 'tappds (maxten')).to.deep.equal([...some(20, 21), READY]);
    expect(typed(rig, 'm10 cmsut1')).to.deep.equal(['text 10']);
  });

  it('says that members and tapes are empty', () => {
    const names = ['MEMBER NAME=A', 'MEMBER NAME=B', 'b', 'MEMBER NAME=C'];
    const rig = machine([...names.map(punched), MARK, MARK, MARK]);
    expect(say(rig, 'tappds')).to.deep.equal([
      ...[NULL_FILE, copied('B CMSUT1 A1'), NULL_FILE, READY],
    ]);
    expect(say(rig, 'tappds x y (nopds')).to.deep.equal([NULL_FILE, READY]);
    expect(say(rig, 'tappds')).to.deep.equal([
      ...['DMSTPD058E End-of-file or end-of-tape on TAP1(181)', readyRc('00040')],
    ]);
    expect(say(rig, 'listfile * * a (noheader')).to.deep.equal([
      ...['B        CMSUT1   A1', 'ONE      CMSUT1   A1', READY],
    ]);
  });

  it('types standard labels', () => {
    const rig = machine([...LABELS, ...members.map(punched), MARK, ...LABELS.slice(1), MARK]);
    const [first, ...more] = say(rig, 'tappds');
    expect(first).to.equal('VOL1OSTAPE');
    expect(more.slice(0, 2)).to.deep.equal([
      ...['HDR1SYS1.UNLOADED    OSTAPE00010001', 'HDR2F000800008030'],
    ]);
    expect(more.slice(2)).to.deep.equal([copied('ONE CMSUT1 A1'), copied('TWO CMSUT1 A1'), READY]);
    // further files have no volume label
    expect(say(rig, 'tappds a b (nopds').slice(-2)).to.deep.equal([NULL_FILE, READY]);
  });

  it('makes the files of an unloaded data set, blocked and not', () => {
    const rows = (name: string, count: number): string[] =>
      Array.from({ length: count }, (_, i) => `${name} line ${i}`);
    const first = rows('one', 25);
    const rig = machine([
      ...LABELS,
      ...unloaded({ recfm: 0x90, blksize: 400, lrecl: 40 }, [
        { name: 'ONE', blocks: [block(...first.map((line) => card(line, 40)))], aliases: ['UNO'] },
        { name: 'TWO', blocks: [card('a', 40), block(card('b', 40), card('c', 40))], notes: true },
        { name: 'NONE', blocks: [] },
      ]),
      MARK,
    ]);
    // the options are not looked at
    expect(say(rig, 'tappds * old (nopds').slice(3)).to.deep.equal([
      ...[copied('ONE OLD A1'), copied('TWO OLD A1'), NULL_FILE, READY],
    ]);
    expect(typed(rig, 'one old')).to.deep.equal(first);
    expect(typed(rig, 'two old')).to.deep.equal(['a', 'b', 'c']);
    expect(say(rig, 'listfile one old a (format noheader')[0]).to.match(/F +40$/);
  });

  it('makes files of records of any length of one', () => {
    const varying = (text: string): Uint8Array =>
      Uint8Array.from([0, text.length + 4, 0, 0, ...toEbcdic(text)]);
    const records = block(varying('a'), varying('bcd'));
    const blocks = [block(Uint8Array.of(0, records.length + 4, 0, 0), records)];
    const rig = machine([
      ...unloaded({ recfm: 0x50, blksize: 400, lrecl: 84 }, [{ name: 'V', blocks }]),
      MARK,
      ...unloaded({ recfm: 0xc0, blksize: 400, lrecl: 0 }, [
        { name: 'U', blocks: [toEbcdic('of any'), toEbcdic('length')] },
      ]),
      MARK,
    ]);
    expect(say(rig, 'tappds', 'tappds')).to.deep.equal([
      ...[copied('V CMSUT1 A1'), READY, copied('U CMSUT1 A1'), READY],
    ]);
    expect(typed(rig, 'v cmsut1')).to.deep.equal(['a', 'bcd']);
    expect(typed(rig, 'u cmsut1')).to.deep.equal(['of any', 'length']);
  });

  it('takes the longest blocks of OS', () => {
    const many = Array.from({ length: 409 }, (_, i) => card(`line ${i}`));
    const rig = machine([block(...many), block(...many), MARK]);
    expect(say(rig, 'tappds long data (nopds col1')).to.deep.equal([copied('LONG DATA A1'), READY]);
    expect(typed(rig, 'long data')).to.deep.equal(
      [0, 1].flatMap(() => many.map((_, i) => `line ${i}`)),
    );
  });

  const one = unloaded(CARDS, [
    { name: 'GOOD', blocks: [card('a')] },
    { name: 'MEM', blocks: [card('a'), card('b'), card('c')] },
  ]);
  const shaped = (shape: object): Uint8Array[] =>
    unloaded({ ...CARDS, ...shape }, [{ name: 'MEM', blocks: [card('a')] }]);
  const strange = unloaded(CARDS, [{ name: 'MEM', blocks: [card('a')], kind: 0x3f }]);
  const damaged: readonly (readonly [string, string, Uint8Array[]])[] = [
    ['has no member', '', [punched('text'), MARK]],
    ['has no number of whole records', '', [card('MEMBER NAME=MEM'), MARK]],
    ['is cut in a record', '', [punched('MEMBER NAME=MEM'), card('x', 80), MARK]],
    ['is cut in a record of column 1', 'x y (nopds col1', [card('MEM'), card('x', 79), MARK]],
    ['has blocks that no program writes', 'x y (nopds col1', [card('x', 32800), MARK]],
    ['changes what is nowhere', '(update col1', [card('./ CHANGE NAME=MEM'), MARK]],
    ['has a label that is cut', '', [card('VOL1'), card('HDR1', 79), MARK]],
    ['has no end', '', [...one.slice(0, -1), MARK]],
    ['has lost a record', '', [...one.slice(0, 4), ...one.slice(5), MARK]],
    ['has other records in it', '', [...one.slice(0, 4), punched('x'), MARK]],
    ['has records that are cut', '', [...one.slice(0, 4), one[4]!.slice(0, 79), MARK]],
    ['was no partitioned data set', '', [...shaped({ dsorg: 0x4000 }), MARK]],
    ['had keys', '', [...shaped({ keylen: 8 }), MARK]],
    ['had no record format', '', [...shaped({ recfm: 0 }), MARK]],
    ['had records without a length', '', [...shaped({ lrecl: 0 }), MARK]],
    ['had records of another length', '', [...shaped({ lrecl: 79 }), MARK]],
    ['had records of any length without it', '', [...shaped({ recfm: 0x40 }), MARK]],
    ['has a part of a kind that there is not', '', [...strange, MARK]],
  ];
  for (const [why, operands, blocks] of damaged) {
    it(`makes no file of a member when the tape ${why}`, () => {
      const rig = machine(blocks);
      expect(say(rig, `tappds ${operands}`).slice(-2)).to.deep.equal(INVALID);
      expect(say(rig, 'listfile mem * a', 'listfile x y a').join('\n')).to.not.match(
        /(MEM|X) .* A1/,
      );
    });
  }

  it('keeps the members in front of the damage', () => {
    const rig = machine([...one.slice(0, -1), MARK]);
    expect(say(rig, 'tappds')).to.deep.equal([copied('GOOD CMSUT1 A1'), ...INVALID]);
    expect(typed(rig, 'good cmsut1')).to.deep.equal(['a']);
  });

  const good = [...members.map(punched), MARK];
  for (const [line, rc, text] of [
    ['tappds fn', 24, '070E Invalid parameter FN'],
    ['tappds * * * *', 24, '070E Invalid parameter *'],
    ['tappds * * 9', 24, '048E Invalid filemode 9'],
    ['tappds a( b', 24, '003E Invalid option: B'],
    ['tappds * x=', 20, '020E Invalid character = in fileid TAPPDS X= A1'],
    ['tappds * * q', 36, '069E Filemode Q not accessed'],
    ['tappds * * c', 36, '037E Filemode C(193) is accessed as read/only'],
    ['tappds (tap2', 100, '113S TAP2(182) not attached or invalid device address'],
  ] as const) {
    it(`refuses ${line}`, () => {
      const rig = machine(good);
      say(rig, 'access 193 c');
      expect(say(rig, line).slice(-2)).to.deep.equal([
        ...[`DMSTPD${text}`, readyRc(String(rc).padStart(5, '0'))],
      ]);
      // nothing was read
      if (rc < 100) expect(say(rig, 'tappds').at(-1)).to.equal(READY);
    });
  }

  it('names a member that can have no file', () => {
    const rig = machine([punched('MEMBER NAME=A'), punched('a'), punched('MEMBER NAME=A*'), MARK]);
    expect(say(rig, 'tappds').slice(1)).to.deep.equal([
      ...['DMSTPD062E Invalid character * in fileid A* CMSUT1 A', readyRc('00020')],
    ]);
  });
});

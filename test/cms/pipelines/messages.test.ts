/**
 * Every message of pipelines that a source file can give is looked for in the tests: with its module (`FPLPAT060E`), or its
 * number and severity alone (`060E`).
 */
import { expect } from 'chai';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lines, pipeWorld } from '../../support/pipe-world.js';
import { pipeMessageTable } from '../../../src/cms/pipelines/pipe-messages-table.js';

const TOP = fileURLToPath(new URL('../../../../', import.meta.url));

/** What is typed as PIPE, its return code, and its first message. */
const CASES: readonly (readonly [spec: string, rc: number, message: string])[] = [
  ['', -256, 'FPLPIP256I No pipeline specified on PIPE command'],
  ['locate /x/ | hole', -127, 'FPLSCB127E This stage cannot be first in a pipeline'],
  ['literal a| locate b12', -338, 'FPLPAT338E Not binary data: 12'],
  ['literal a| locate (1 /x/', -57, 'FPLRNG057E Missing right parenthesis after inputRanges'],
  ['literal a | | hole', -17, 'FPLSCA017E Null stage found'],
  [
    'literal a| literal b| hole | < a b',
    -87,
    'FPLSCB087E This stage must be the first stage of a pipeline',
  ],
  ['literal a| locate w /x/', -54, 'FPLRNG054E Range "/x/" not valid'],
  ['literal a| locate () /x/', -55, 'FPLRNG055E No inputRange(s) in list'],
  ['literal a| pad x', -58, 'FPLPAT058E Decimal number expected, but "x" was found'],
  ['literal a| locate x', -64, 'FPLPAT064E Hexadecimal data missing after x'],
  ['literal a| locate b', -337, 'FPLPAT337E Binary data missing after b'],
  ['literal ab| deblock v | hole', 68, "FPLBLK068E Incorrect OS block descriptor word X'8182'"],
  [
    'literal abcdefgh| deblock v | hole',
    69,
    'FPLBLK069E Block size mismatch; 8 bytes read, but block descriptor word contains 33154',
  ],
  [
    'strliteral x00080000ffff0000| deblock v | hole',
    70,
    "FPLBLK070E Incorrect OS record descriptor word X'FFFF0000'",
  ],
  ['strliteral x00| deblock cms | hole', 72, 'FPLBLK072E Last record not complete'],
  [
    'literal a| literal bb| block 10 fixed | hole',
    74,
    'FPLBLK074E Fixed records not same length; 2 bytes followed by 1 bytes',
  ],
  [
    'literal aaa| block 10 fixed | hole',
    75,
    'FPLBLK075E Block size not integral multiple of record length; remainder is 1',
  ],
  ['literal a| sort 1 2 3 4 5 6 7 8 9 10 11 | hole', -92, 'FPLSRT092E More than ten key fields'],
  ['literal a| block', -114, 'FPLBLK114E Block size missing'],
  [
    'literal a| block 4 v| hole',
    -115,
    'FPLBLK115E Block size too small; 8 is minimum for this type',
  ],
  ['literal a| >> in put a f 80', 128, 'FPLDSR128E Record format not existing file format V'],
  ['literal a| xedit', 141, 'FPLXED141E XEDIT not active'],
  [
    '(end ?) literal a| f: fanout | hole ? f.x: | hole ? f.x: | hole',
    -174,
    'FPLSCB174E Stream "x" is already defined',
  ],
  ['literal a| specs select 3 1 1', 102, 'FPLDSP102E Stream 3 not defined'],
  ['literal a| not', -173, 'FPLNST173E No stage found to run'],
  [
    'literal qa| asatomc | hole',
    179,
    'FPLASA179E Character "q" is not an ASA carriage control character',
  ],
  [
    'strliteral x00| mctoasa | hole',
    180,
    "FPLASA180E Character X'00' is not a machine carriage control character",
  ],
  ['literal a | *.input | hole', -193, 'FPLSCB193E Colon missing in connector'],
  ['literal addpipe *:| pipcmd', -195, 'FPLSCB195E Pipeline cannot contain only a connector'],
  [
    'literal a| change //b/ 2 | hole',
    -198,
    'FPLCHG198E Count must be one when first string is null',
  ],
  ['literal a| all (/a/ | hole', -200, 'FPLXPR200E Missing ending parenthesis in expression'],
  ['literal a| all /a/) | hole', -204, 'FPLXPR204E Too many ending parentheses in expression'],
  ['literal a| all | hole', -206, 'FPLXPR206E Expression missing'],
  ['literal a| all /a/ & | hole', -624, 'FPLXPR624E Premature end of expression'],
  ['literal a| all /a/ ? /b/| hole', -221, 'FPLXPR221E Incorrect character "?" in expression'],
  ['literal a| between /a/ | hole', -211, 'FPLSEL211E Second target missing'],
  ['literal a| specs print length() 1 | hole', -242, 'FPLSPX242E Too few arguments; 1 is minimum'],
  ['literal a| take -1', -287, 'FPLPAT287E Number -1 cannot be negative'],
  ['literal a| specs 1 c2q 1| hole', -391, 'FPLSPX391E Unsupported conversion c2q'],
  [
    'literal a| filerandom in put | hole',
    516,
    'FPLDSR516E Not a record number or a range of record numbers: a',
  ],
  [
    'literal a| fileupdate in put',
    546,
    'FPLDSR546E Input record length 1 is too short; 11 is minimum',
  ],
  [
    '(end ?) literal a| > new file a ? literal b| > new file a',
    571,
    'FPLDSR571E Virtual device NEW FILE A is in use by another stage',
  ],
  ['literal a| specs print #9999 1 | hole', -1089, 'FPLSPX1089E Too many counters'],
  ['literal a| specs print 1?2 1| hole', -1082, 'FPLSPX1082E Missing colon'],
  ['literal a| specs x: 1 . x: 1 . 1 1|hole', -1036, 'FPLSPX1036E Field x is already defined'],
  ['literal a| specs if 1 then 1 1 done|hole', -1077, 'FPLSPX1077E ENDIF expected; DONE was found'],
  ['literal a| specs break 1 1 1|hole', -1032, 'FPLSPX1032E Not a valid field identifier: 1'],
  ['literal a| zone 1-* zone 1-* locate /x/|hole', -642, 'FPLSEL642E ZONE already specified'],
  ['< toolongname file|hole', -775, 'FPLDSR775E Incorrect file name toolongname'],
  ['< a toolongtype|hole', -776, 'FPLDSR776E Incorrect file type toolongtype'],
  ['literal a| outstore | hole', 1123, 'FPLBUF1123E Unacceptable input record length 1'],
  ['literal abc| parcel | hole', 222, 'FPLDSP222E Secondary stream not defined'],
  ['storage frog 4|hole', -1174, 'FPLSTG1174E Not a hexadecimal address frog'],
  ['members in put x | hole', -2006, 'FPLPDS2006E Libraries of type PUT are not supported'],
  ['literal callpipe | pipcmd', -11, 'FPLSCA011E Null or blank parameter list found'],
  ['rexx nosuch | hole', -40, 'FPLREX040E REXX program NOSUCH not found'],
  ['literal a| locate b11', -336, 'FPLPAT336E String length not divisible by 8: 11'],
  [
    'literal a| lookup autoadd 1 2|hole',
    -761,
    'FPLLKU761E Different key fields not allowed with AUTOADD',
  ],
  [`cp ${'x'.repeat(241)}`, 62, 'FPLCPC062E Command length 241 too long for CP'],
  [
    'literal a| addrdw fixed | hole',
    -109,
    'FPLBLK109E Keyword FIXED is not a valid blocking format',
  ],
  ['literal a| escape // | hole', -156, 'FPLPAT156E String missing'],
  ['literal a| specs select 100 1-* 1 | hole', -165, 'FPLSCB165E Stream identifier 100 not valid'],
  [
    'strliteral x000140C60000000A78| pad 1024 00 | unpack | hole',
    219,
    'FPLPAK219E Input not in correct format (check word is "000140C6", not "0001")',
  ],
  ['(end ?) starmsg | hole ? starmsg | hole', 541, 'FPLMSG541E VMCF is in use by another stage'],
  ['literal a| xlate from 9999 | hole', -660, 'FPLXLA660E Unsupported code page 9999'],
  [
    `literal 1| specs print 1 picture ${'9'.repeat(256)} 1 | hole`,
    -670,
    `FPLSPX670E Picture longer than 255 characters: ${'9'.repeat(255)}`,
  ],
  ['literal a| dup 99 | pad 60000 | > big file a f', 748, 'FPLDSR748E Disk 191 is full'],
  ['strliteral x0001| deblock sf | hole', 1229, 'FPLPAT1229E Length code 1 is not valid'],
  [
    `literal ${'x'.repeat(81)}| literal *COPY A| maclib | hole`,
    1261,
    'FPLDSP1261E Input record too long (it is 81)',
  ],
];

function textsIn(folder: string): string[] {
  return readdirSync(join(TOP, folder)).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (statSync(join(TOP, path)).isDirectory()) return textsIn(path);
    return /\.(ts|scenario)$/.test(name) ? [readFileSync(join(TOP, path), 'utf8')] : [];
  });
}

/** Numbers that a text of source gives to a fault or a message, both sides of a choice among them. */
export function numbersOf(source: string): Set<number> {
  const found = new Set<number>();
  const call = /\b(?:PipeFault|ScanFault|[mM]essage)\(\s*([^,()]*(?:\([^()]*\)[^,()]*)?)/g;
  for (const [, first = ''] of source.matchAll(call)) {
    // what decides between two numbers is no number of a message
    for (const [digits] of first.replace(/^.*?\?/s, '').matchAll(/\b\d{1,4}\b/g)) {
      found.add(Number(digits));
    }
  }
  return found;
}

describe('messages of pipelines', () => {
  const raised = new Set(textsIn('src/cms/pipelines').flatMap((text) => [...numbersOf(text)]));
  const tests = [...textsIn('test/cms/pipelines'), ...textsIn('test/scenarios')].join('\n');
  const name = (number: number): string => {
    const { severity } = pipeMessageTable[number]!;
    return `${String(number).padStart(3, '0')}${severity}`;
  };
  const proven = new Set(
    [...tests.matchAll(/(?<![0-9A-Z])(?:FPL[A-Z]{3})?(\d{3,4}[IWES])\b/g)].map(([, one]) => one!),
  );

  it('are found in the sources', () => {
    expect([...numbersOf('new PipeFault(a > 5 ? 102 : 178, w); io.message(20, rc)')]).to.deep.equal(
      [102, 178, 20],
    );
    expect(raised.size).to.be.greaterThan(120);
  });

  it('have all a text, and every text is of one that can be given', () => {
    expect([...raised].filter((one) => pipeMessageTable[one] === undefined)).to.deep.equal([]);
  });

  for (const [spec, rc, message] of CASES) {
    it(message, () => {
      const result = pipeWorld(lines('IN', 'PUT', 'one', 'two')).run(spec);
      const first = result.lines.find((line) => line.startsWith('FPL'));
      expect({ spec, rc: result.rc, first }).to.deep.equal({ spec, rc, first: message });
    });
  }

  it('are each raised by a test', () => {
    const missing = [...raised].filter((one) => !proven.has(name(one))).sort((a, b) => a - b);
    expect(missing).to.deep.equal([]);
  });
});

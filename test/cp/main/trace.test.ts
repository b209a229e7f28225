/** TRACE, PER, ADSTOP, DUMP on a real processor: what its user sees of a small program. */
import { expect } from 'chai';
import { assemble } from '../../../src/cms/assembler/assembler.js';
import type { TestSession } from '../../support/test-system.js';
import { TestSystem } from '../../support/test-system.js';

const PROGRAM = assemble(
  [
    "T START X'1000'",
    ' BALR 12,0',
    ' USING *,12',
    ' LA 3,2',
    'LOOP L 1,DATA',
    ' ST 1,AREA',
    ' BCT 3,LOOP',
    ' EX 3,MOVE',
    ' SVC 5',
    ' SIO 9',
    " DC H'0'",
    'MOVE MVC AREA(1),DATA',
    "DATA DC F'17'",
    "AREA DC 8X'00'",
    ' END',
  ].join('\n'),
).bytes;

/** Where things stand. */
const AREA = '00001028';

async function loaded(): Promise<TestSession> {
  const system = await TestSystem.start();
  const alice = await system.session('ALICE');
  alice.machine.memory.storage().store(0x1000, PROGRAM);
  // SVC goes to an LPSW of the old PSW, a program interruption to a disabled wait
  for (const line of [
    'store psw 0 1000',
    'store 60 0 2000',
    'store 2000 82000020',
    'store 68 00020000 abc',
  ])
    await alice.type(line);
  return alice;
}

describe('CP: TRACE on a real processor', () => {
  it('shows every instruction and interruption, where it went and what it stored', async () => {
    const alice = await loaded();
    expect(await alice.lines('trace all run')).to.deep.equal(['TRACE STARTED']);
    expect(await alice.lines('begin')).to.deep.equal([
      ' -> 00001000  BALR  05C0        CC 0',
      '    00001002  LA    41300002    00000002    CC 0',
      '    00001006  L     5810C022    00001024    CC 0',
      `    0000100A  ST    5010C026 >> ${AREA}    CC 0`,
      '    0000100E  BCT   4630C004 -> 00001006    CC 0',
      '    00001006  L     5810C022    00001024    CC 0',
      `    0000100A  ST    5010C026 >> ${AREA}    CC 0`,
      '    0000100E  BCT   4630C004    00001006    CC 0',
      '    00001012  EX    4430C01C    0000101E',
      `    0000101E  MVC   D200C026C022 >> ${AREA}   00001024    CC 0`,
      '    00001016  SVC   0A05     -> 00002000    CC 0',
      '              OLD PSW 00000005 40001018  NEW PSW 00000000 00002000',
      '    00002000  LPSW  82000020 -> 00001018    CC 0',
      '    00001018  SIO   9C000009    00000009    CC 1    DEV 0009',
      '*** 0000101C  PROG 0001 -> 00000ABC   OPERATION',
      '              OLD PSW 00000001 5000101E  NEW PSW 00020000 00000ABC',
      'HCPGIR450W CP entered; disabled wait PSW 00020000 00000ABC',
    ]);
  });

  it('stops in CP READ after each event, and goes on with BEGIN', async () => {
    const alice = await loaded();
    await alice.type('trace branch');
    expect(await alice.lines('begin')).to.deep.equal([
      ' -> 0000100E  BCT   4630C004 -> 00001006    CC 0',
    ]);
    expect(alice.machine.inCpRead).to.equal(true);
    expect(alice.machine.stopped).to.equal(true);
    expect(await alice.lines('d psw g3')).to.deep.equal([
      'PSW = 00000000 80001006',
      'GPR  3 = 00000001',
    ]);
    expect((await alice.lines('begin')).at(-1)).to.match(/disabled wait/);
  });

  it('matches stores by what they reach, registers by number, codes and mnemonics', async () => {
    const stores = await loaded();
    await stores.type('trace store 102b run');
    // MVC stores one byte, at 1028
    expect(await stores.lines('begin')).to.have.length(3);
    const registers = await loaded();
    await registers.type('trace g 3 run');
    const lines = await registers.lines('begin');
    expect(lines).to.have.length(7);
    expect(lines[1]).to.equal('              GPR  3 =  00000002');
    const codes = await loaded();
    await codes.type('trace svc 6 prog 1 run');
    expect((await codes.lines('begin'))[0]).to.match(/^\*\*\* 0000101C {2}PROG 0001/);
    const names = await loaded();
    await names.type('trace mvc run');
    expect(await names.lines('begin')).to.have.length(3);
    const ranges = await loaded();
    await ranges.type('per instruct range 1006.4 run');
    expect(await ranges.lines('begin')).to.have.length(3);
  });

  it('passes over, counts, keeps a table, and runs commands', async () => {
    const alice = await loaded();
    await alice.type('trace l skip 1 run cmd display g1;query userid');
    await alice.type('trace count');
    await alice.type('trace svc table');
    const lines = await alice.lines('begin');
    expect(lines.slice(0, 2)).to.deep.equal([
      ' -> 00001006  L     5810C022    00001024    CC 0',
      'GPR  1 = 00000011',
    ]);
    expect(lines[2]).to.match(/^ALICE/);
    expect(lines[3]).to.match(/disabled wait/);
    expect(await alice.lines('trace query count')).to.deep.equal(['COUNT 12']);
    expect((await alice.lines('trace table'))[0]).to.match(/SVC {3}0A05/);
    expect(await alice.lines('query trace 1')).to.deep.equal([
      'NAME  INITIAL   (ACTIVE)',
      '   1    L',
      '        TERM    NOPRT  RUN    SIM',
      '        SKIP 00000  PASS 00000  STOP 00000  STEP 00000',
      '        CMD display g1;query userid',
    ]);
  });

  it('stops after so many events with STEP', async () => {
    const alice = await loaded();
    await alice.type('trace instr step 3');
    expect(await alice.lines('begin')).to.have.length(3);
    expect(await alice.lines('begin')).to.have.length(3);
    expect(alice.machine.inCpRead).to.equal(true);
  });

  it('keeps traps in sets', async () => {
    const alice = await loaded();
    await alice.type('trace svc run');
    expect(await alice.lines('trace call other')).to.deep.equal(['TRACE ENDED']);
    await alice.type('trace mvc run');
    expect((await alice.lines('begin'))[0]).to.match(/EX/);
    expect(await alice.lines('trace return')).to.deep.equal([]);
    expect(
      (await alice.lines('trace query all')).filter((l) => l.startsWith('NAME')),
    ).to.deep.equal(['NAME  INITIAL   (ACTIVE)', 'NAME  OTHER']);
    expect(await alice.lines('trace end')).to.deep.equal(['TRACE ENDED']);
  });

  it('stops once, before the instruction, with ADSTOP', async () => {
    const alice = await loaded();
    await alice.type('adstop 100a');
    expect(await alice.lines('begin')).to.deep.equal(['ADSTOP AT 00100A']);
    expect(await alice.lines('d psw')).to.deep.equal(['PSW = 00000000 8000100A']);
    expect(await alice.lines('begin')).to.have.length(1);
  });

  it('stays over a reset, and goes with END', async () => {
    const alice = await loaded();
    await alice.type('trace instr run');
    await alice.type('system reset');
    expect(await alice.lines('query trace')).to.have.length(5);
    expect(await alice.lines('trace instr off')).to.deep.equal(['TRACE ENDED']);
    expect(await alice.lines('query trace')).to.have.length(2);
  });

  const refused: readonly (readonly [string, string])[] = [
    ['trace', 'HCPTRA026E Operand missing or invalid'],
    ['trace nonsense', 'HCPTRA002E Invalid operand - NONSENSE'],
    ['trace instr 20-10', 'HCPTRA009E Invalid range - 20-10'],
    ['trace instr range zz', 'HCPTRA004E Invalid hexloc - ZZ'],
    ['trace g16', 'HCPTRA002E Invalid operand - G16'],
    ['trace g 16', 'HCPTRA010E Invalid register - 16'],
    ['trace svc nosuch', 'HCPTRA003E Invalid option - NOSUCH'],
    ['trace svc run step 2', 'HCPTRA013E Conflicting option - RUN'],
    ['trace svc cmd', 'HCPTRA026E Operand missing or invalid'],
    ['trace delete 7', 'HCPTRA188E Trace trap 7 does not exist'],
    ['trace end nosuch', 'HCPTRA189E Trace set NOSUCH does not exist'],
    ['trace return', 'HCPTRA192E There is no trace set to return to'],
    ['adstop', 'HCPADS033E Hexloc missing or invalid'],
    ['adstop 1001', 'HCPADS004E Invalid hexloc - 1001'],
    ['dump 0 1', 'HCPCDM002E Invalid operand - 1'],
  ];
  it('refuses what cannot be', async () => {
    const alice = await loaded();
    for (const [command, reply] of refused)
      expect(await alice.lines(command), command).to.deep.equal([reply]);
  });

  it('displays instructions, all PSWs and the prefix', async () => {
    const alice = await loaded();
    expect(await alice.lines('d i1000.8')).to.deep.equal([
      '001000  05C0          BALR  12,0',
      '001002  41300002      LA    3,2',
      '001006  5810C022      L     1,34(0,12)',
    ]);
    expect(await alice.lines('d psw all')).to.have.length(6);
    expect(await alice.lines('d prefix')).to.deep.equal(['PREFIX = 00000000']);
  });

  it('prints traces and dumps on the virtual printer', async () => {
    const alice = await loaded();
    await alice.type('trace instr printer');
    expect(await alice.lines('begin')).to.have.length(1);
    expect(await alice.lines('dump t1000-10ff * after')).to.deep.equal(['Command complete']);
    await alice.type('spool printer to *');
    const line = await alice.type('close printer');
    // of the trace, of registers, a key, two rows, and what was left out
    expect(Number(/RECS (\d+)/.exec(line)![1])).to.equal(13 + 7 + 1 + 3 + 1);
  });

  it('says once that the printer takes no lines, and goes on', async () => {
    const alice = await loaded();
    await alice.type('detach 00e');
    await alice.type('trace instr printer run');
    const lines = await alice.lines('begin');
    expect(lines).to.have.length(2);
    expect(lines[0]).to.match(/^HCPTRP193E PRT cannot take the output/);
    expect(lines[1]).to.match(/^HCPGIR450W/);
  });
});

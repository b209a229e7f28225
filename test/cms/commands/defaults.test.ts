import { expect } from 'chai';
import { cmsRig, READY, readyRc, session } from '../nucleus/cms-rig.js';

describe('DEFAULTS', () => {
  it('lists what holds, sets, replaces what excludes it, and takes back', () => {
    const rig = cmsRig([]);
    expect(
      session(
        rig,
        ...['defaults l sendfile', 'defaults set sendfile ack notype', 'defaults set sendf nolog'],
        ...['defaults set sendfile noack nolog', 'defaults list sendfile', 'defaults set sendfile'],
        ...['defaults list sendfile', 'defaults set peek for', 'defaults set note ack noack'],
        ...['defaults set', 'defaults show'],
      ),
    ).to.deep.equal([
      ...['> defaults l sendfile', 'SENDFILE ( NEW TYPE NOACK LOG NOFILELIST CLASS A', READY],
      ...['> defaults set sendfile ack notype', READY],
      ...['> defaults set sendf nolog', 'DMSDEF388E Invalid keyword: SENDF', readyRc('00024')],
      ...['> defaults set sendfile noack nolog', READY],
      ...[
        '> defaults list sendfile',
        'SENDFILE ( NOACK NOLOG NOTYPE NEW NOFILELIST CLASS A',
        READY,
      ],
      ...['> defaults set sendfile', READY],
      ...['> defaults list sendfile', 'SENDFILE ( NEW TYPE NOACK LOG NOFILELIST CLASS A', READY],
      ...['> defaults set peek for', 'DMSDEF050E Parameter missing after FOR', readyRc('00024')],
      '> defaults set note ack noack',
      'DMSDEF066E ACK and NOACK are conflicting options',
      readyRc('00024'),
      ...['> defaults set', 'DMSDEF386E Missing operand(s)', readyRc('00024')],
      ...['> defaults show', 'DMSDEF388E Invalid keyword: SHOW', readyRc('00024')],
    ]);
  });

  it('holds for a command in a later session, until its own options say otherwise', () => {
    const rig = cmsRig([]);
    session(rig, 'defaults set help brief noscreen', 'defaults set tell msgcmd msgnoh');
    // as a new CMS finds it
    rig.ipl();
    expect(session(rig, 'globalv select defaults list').slice(1, 4)).to.deep.equal([
      'SELECTED TABLE IS: DEFAULTS',
      ' HELP=BRIEF NOSCREEN',
      ' TELL=MSGCMD MSGNOH',
    ]);
    rig.ipl();
    const [, , ...said] = session(rig, 'xedit a file (profile mine', 'peek (for');
    expect(said).to.include('DMSPEK050E Parameter missing after FOR');
  });
});

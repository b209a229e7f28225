/** Every word of SET and QUERY of z/VM's CMS: it does something, or says what is not there (CMS Command Reference). */
import { expect } from 'chai';
import { findNamed } from '../../../src/cms/abbreviation.js';
import { QUERIES } from '../../../src/cms/shell/query.js';
import { SETTINGS } from '../../../src/cms/shell/set.js';
import { QUERIES as CP_QUERIES } from '../../../src/cp/main/commands/query-table.js';
import { SETS } from '../../../src/cp/main/commands/set-table.js';
import { cmsRig, session } from './cms-rig.js';

/** What z/VM knows. */
const WORDS = {
  SET:
    'ABBREV APL AUTODUMP AUTOREAD BLIP BORDER CHARMODE CMS370AC CMSPF CMSTYPE COMDIR DOS DOSLNCNT DOSPART EXECTRACE FILEPOOL ' +
    'FILESPACE FILEWAIT FULLREAD FULLSCREEN GEN370 GETMAIN IMESCAPE IMPCP IMPEX INPUT INSTSEG KEYPROTECT LANGUAGE LDRTBLS ' +
    'LINEND LOADAREA LOCATION LOGFILE NONDISP NONSHARE OUTPUT PROTECT RDYMSG RECALL REDTYPE RELPAGE REMOTE RESERVED RORESPECT SERVER ' +
    'STORECLR SYSNAME TAPECSL TEXT THRESHOLD TRANSLATE TVICALL UPSI VSCREEN WINDOW WMPF WORKSTATION',
  QUERY:
    'ABBREV ACCESSED ACCESSORS ALIAS APL AUTHORITY AUTODUMP AUTOREAD BLIP BLOCKS BORDER CHARMODE CMS370AC CMSLEVEL CMSPF ' +
    'CMSTYPE COMDIR CSLLIB CURSOR DIRATTR DISK DOS DOSLIB DOSLNCNT DOSPART ENROLL ETRACE EXECTRACE FILEATTR FILEDEF FILEPOOL ' +
    'FILESPACE FILEWAIT FULLREAD FULLSCREEN GEN370 GETMAIN HIDE IMESCAPE IMPCP IMPEX INPUT INSTSEG KEYPROTECT LABEL LANGLIST ' +
    'LANGUAGE LDRTBLS LIBRARY LIMITS LINEND LOADAREA LOADLIB LOCATION LOCK LOGFILE MACLIB NAMEDEF NONDISP OUTPUT PROTECT ' +
    'RDYMSG RECALL REDTYPE RELPAGE REMOTE RESERVED RORESPECT ROUTE SEARCH SEGMENT SERVER SHOW STORECLR SYNONYM SYSNAMES TAPECSL ' +
    'TEXT TRACECTL TRANSLATE TVICALL TXTLIB UPSI VSCREEN WINDOW WMPF WORKSTATION',
};

describe('words of CMS SET and QUERY', () => {
  for (const [command, table] of [['SET', SETTINGS] as const, ['QUERY', QUERIES] as const]) {
    it(`${command} knows each of z/VM's`, () => {
      const unknown = WORDS[command]
        .split(' ')
        .filter((word) => !table.some(({ name }) => name === word));
      expect(unknown).to.deep.equal([]);
    });

    it(`${command} takes no word of CP`, () => {
      const [cp, others] =
        command === 'SET'
          ? [SETS, ['CONCEAL', 'SECUSER', 'TIMER', 'AUTOPOLL']]
          : [
              CP_QUERIES,
              ['FILES', 'TAPES', 'CPLEVEL', 'CRYPTO', 'RDR', 'LINES', 'ALLOC', 'TRFILES'],
            ];
      const words = [...cp.map(({ name }) => name), ...others];
      const taken = words.filter((word) => {
        const found = findNamed(table, word);
        return found !== undefined && found.name !== word;
      });
      expect(taken).to.deep.equal([]);
      const both = cp.filter(({ name }) => table.some((one) => one.name === name));
      expect(both.map(({ name }) => name)).to.deep.equal([]);
    });
  }

  /** What lines say, without themselves and Ready. */
  const said = (...lines: string[]) =>
    session(cmsRig([]), ...lines).filter((line) => !/^> |^Ready;/.test(line));
  const rc = (code: number) => `Ready(000${String(code)}); T=0.01/0.01 10:11:12`;

  it('say what is not there, and do nothing', () => {
    const absent = (module: string, word: string, what: string) => [
      `DMS${module}2990E ${word} belongs to ${what}, which is not part of this CMS`,
      rc(88),
    ];
    expect(said('set nondisp x', 'query window *', 'set filep vmsysu', 'q reserved')).to.deep.equal(
      [
        ...absent('SET', 'NONDISP', 'full-screen CMS'),
        ...absent('QRY', 'WINDOW', 'full-screen CMS'),
        ...absent('SET', 'FILEPOOL', 'the Shared File System'),
        ...absent('QRY', 'RESERVED', 'full-screen CMS'),
      ],
    );
  });

  it('TRANSLATE is kept for the system and the user', () => {
    const system = (value: string) => `SYSTEM TRANSLATE = ${value}`;
    const user = (value: string) => `USER   TRANSLATE = ${value}`;
    expect(
      said('q trans', 'set trans off', 'q trans user', 'set trans sys on', 'q trans all'),
    ).to.deep.equal([system('ON'), user('ON'), user('OFF'), system('ON'), user('OFF')]);
    expect(
      said(
        ...['set translate', 'set trans user', 'set trans perhaps', 'set trans on x'],
        ...['q trans x', 'q trans all x'],
      ),
    ).to.deep.equal([
      ...['DMSSET050E Parameter missing after TRANSLATE', rc(24)],
      ...['DMSSET050E Parameter missing after USER', rc(24)],
      ...['DMSSET070E Invalid parameter PERHAPS', rc(24)],
      ...['DMSSET070E Invalid parameter X', rc(24)],
      ...['DMSQRY070E Invalid parameter X', rc(24)],
      ...['DMSQRY070E Invalid parameter X', rc(24)],
    ]);
  });

  it('AUTODUMP, INSTSEG and STORECLR have one value', () => {
    expect(
      said(
        'q autodump',
        'set autodump cms',
        'set instseg off',
        'q instseg',
        'q storeclr',
        'q langlist',
      ),
    ).to.deep.equal([
      ...['AUTODUMP = OFF', 'DMSSET070E Invalid parameter CMS', rc(24)],
      ...['INSTSEG  = OFF', 'STORECLR = ENDCMD', 'AMENG'],
    ]);
  });
});

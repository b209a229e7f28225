/**
 * Every MODULE of the disks 191 to 194 of devhawala/emx370, and what it does under our CMS (docs/guests.md has the same
 * table in words; a test compares them).
 */
export interface ModuleRow {
  readonly name: string;
  /** What of the world it asks for beside CMS. */
  readonly needs: string;
  /** What is typed, and a row that the screen shows then; a key begins with `!`, what is typed into a full screen with `>`. */
  readonly steps: readonly (readonly [typed: string, row: RegExp])[];
}

/** The library of C that the programs call in storage; nobody has the disk with it. */
const RESLIB = 'RESLIB';
const NO_RESLIB = /^DMSITP141T Operation exception occurred at 000\w{5} in routine \S+$/;
/** VMCF: the machine of the other side is not there. */
const ALONE = /VMCF\(5\) - target virtual machine not avail/;

/** The table. */
export const MODULES: readonly ModuleRow[] = [
  { name: 'TESTCMD', needs: RESLIB, steps: [['testcmd', NO_RESLIB]] },
  { name: 'EE$D', needs: RESLIB, steps: [['ee$d x y', NO_RESLIB]] },
  { name: 'FSHELP$D', needs: RESLIB, steps: [['fshelp$d', NO_RESLIB]] },
  { name: 'IND$FILD', needs: RESLIB, steps: [['ind$fild', NO_RESLIB]] },
  {
    name: 'IS-STALE',
    needs: RESLIB,
    steps: [
      // it needs the library only when it has operands
      ['is-stale', /^Ready\(00001\)/],
      ['is-stale a b c d e f', NO_RESLIB],
    ],
  },
  // without the library it loops in what lies there: HX ends it
  { name: 'FSRDTEST', needs: RESLIB, steps: [['fsrdtest', /RUNNING/]] },
  {
    name: 'EE$S',
    needs: 'a screen',
    steps: [
      ['ee$s', /^Usage: EE\$S fn ft/],
      ['ee$s some textfile a', /Top of file/],
      ['>input another line', /another line/],
      ['>file', /^Ready;/],
    ],
  },
  {
    name: 'FSHELP$S',
    needs: 'a screen',
    steps: [
      ['fshelp$s', /^Help for HELPMENU/],
      ['!PF3', /^Ready;/],
    ],
  },
  {
    name: 'FSRDTSTS',
    needs: 'a screen',
    steps: [
      ['fsrdtsts', /^RTrips: +0$/],
      ['!PF1', /^CcwMode : Write$/],
      // reads that end by themselves: STIMER, and STAX for the key that comes before
      ['!PF5', /^Mode {4}: asynch, timeout = 2 secs$/],
      ['!PF12', /^Mode {4}: synchronous$/],
      ['!CLEAR', /^Ready;/],
    ],
  },
  { name: 'FSCTL', needs: 'nothing', steps: [['fsctl', /^Usage: FSCTL ATTR/]] },
  { name: 'FSQRY', needs: 'a screen', steps: [['fsqry', /^Max. Screensize .. : 80 cols x 24/]] },
  {
    name: 'IND$FILS',
    needs: 'a terminal with file transfer',
    steps: [
      // it asks the terminal first, which does not answer: CLEAR does
      ['ind$fils', /^ *$/],
      ['!CLEAR', /^Usage: IND\$FILS PUT\|GET fn ft fm/],
      ['ind$fils put some textfile a', /^ *$/],
      ['!CLEAR', /^Ready\(00004\)/],
    ],
  },
  {
    name: 'NHFS',
    needs: 'NICOFPXY',
    steps: [
      ['nhfs', /^ {3}NHFS list/],
      ['nhfs list', ALONE],
    ],
  },
  {
    name: 'HACC',
    needs: 'NICOFPXY',
    steps: [
      ['hacc', /^ {3}HACC PWD/],
      ['hacc pwd', ALONE],
    ],
  },
  {
    name: 'IOPROXY',
    needs: 'a display at 097',
    // nicof.test.ts has it at work
    steps: [['ioproxy', /RUNNING/]],
  },
  {
    name: 'IPLOOKUP',
    needs: 'TCPIPPXY',
    steps: [
      ['iplookup', /^Usage: IPLOOKUP <hostname>/],
      ['iplookup -me', ALONE],
    ],
  },
  { name: 'SOCKC', needs: 'TCPIPPXY', steps: [['sockc', ALONE]] },
  { name: 'SOCKS', needs: 'TCPIPPXY', steps: [['socks', ALONE]] },
  { name: 'TSERVER', needs: 'TCPIPPXY', steps: [['tserver', ALONE]] },
  {
    name: 'TSELECT',
    needs: 'TCPIPPXY',
    steps: [['tselect', /^\*\* socket\(\) for srvSock failed/]],
  },
  { name: 'UDPSERV', needs: 'TCPIPPXY', steps: [['udpserv', ALONE]] },
  { name: 'CMSFTPD', needs: 'TCPIPPXY', steps: [['cmsftpd', ALONE]] },
];

/**
 * What FILEDEF, a DCB and a file come to when a program opens: RECFM, LRECL and BLKSIZE as the program then finds them
 * (CMS Command and Macro Reference, "FILEDEF", usage notes; OS/VS Data Management Macro Instructions, "OPEN").
 */

/** A case: operands of FILEDEF behind the ddname, operands of the DCB, what comes of it. */
export interface OpenCase {
  readonly filedef: string;
  readonly dcb: string;
  readonly output?: boolean;
  /** `RECFM LRECL BLKSIZE`, RECFM in hexadecimal, or the code of OPEN. */
  readonly comes: string | number;
}

/** FIXED DATA has records of 20 bytes, VAR DATA of at most 17, BLOCKS DATA A4 blocks of two records of 10. */
export const OPEN_CASES: readonly OpenCase[] = [
  // nothing said: the file
  { filedef: 'disk fixed data', dcb: '', comes: '80 20 20' },
  { filedef: 'disk var data', dcb: '', comes: '40 21 25' },
  // FILEDEF where the DCB says nothing
  { filedef: 'disk fixed data (recfm fb', dcb: '', comes: '90 20 20' },
  { filedef: 'disk fixed data (recfm fb block 200', dcb: 'LRECL=20', comes: '90 20 200' },
  { filedef: 'disk fixed data (recfm fb lrecl 20 blksize 200', dcb: '', comes: '90 20 200' },
  { filedef: 'disk fixed data (recfm u', dcb: '', comes: 'C0 20 20' },
  { filedef: 'disk fixed data (recfm fa', dcb: '', comes: '84 20 20' },
  { filedef: 'disk fixed data (recfm fm', dcb: '', comes: '82 20 20' },
  { filedef: 'disk fixed data (recfm fbs', dcb: '', comes: '98 20 20' },
  // one length tells the other
  { filedef: 'disk var data (lrecl 84', dcb: '', comes: '40 84 88' },
  { filedef: 'disk var data (block 88', dcb: '', comes: '40 84 88' },
  { filedef: 'disk new data (recfm f lrecl 80', dcb: '', output: true, comes: '80 80 80' },
  { filedef: 'disk new data (recfm f block 80', dcb: '', output: true, comes: '80 80 80' },
  { filedef: 'disk new data (recfm vb lrecl 84', dcb: '', output: true, comes: '50 84 88' },
  // the DCB before FILEDEF before the file
  { filedef: 'disk fixed data (recfm v lrecl 84', dcb: 'RECFM=F,LRECL=20', comes: '80 20 20' },
  {
    filedef: 'disk new data (lrecl 80',
    dcb: 'RECFM=FB,BLKSIZE=800',
    output: true,
    comes: '90 80 800',
  },
  {
    filedef: 'disk new data (recfm vb block 900',
    dcb: 'RECFM=FB,LRECL=80,BLKSIZE=800',
    output: true,
    comes: '90 80 800',
  },
  { filedef: 'disk blocks data a4 (recfm fb', dcb: 'LRECL=10,BLKSIZE=20', comes: '90 10 20' },
  // devices
  { filedef: 'terminal', dcb: '', comes: 'C0 130 130' },
  { filedef: 'terminal (recfm f lrecl 80', dcb: '', comes: '80 80 80' },
  { filedef: 'reader', dcb: '', comes: '80 80 80' },
  { filedef: 'printer', dcb: '', output: true, comes: 'C0 132 132' },
  { filedef: 'printer (recfm fa lrecl 133', dcb: '', output: true, comes: '84 133 133' },
  { filedef: 'punch', dcb: '', output: true, comes: '80 80 80' },
  { filedef: 'dummy (recfm f lrecl 80', dcb: '', output: true, comes: '80 80 80' },
  { filedef: 'dummy', dcb: 'RECFM=VB,LRECL=84,BLKSIZE=880', comes: '50 84 880' },
  { filedef: 'tap1 nl 1 (recfm fb lrecl 80 block 800', dcb: '', output: true, comes: '90 80 800' },
  // the last record is followed by what is written
  { filedef: 'disk fixed data (disp mod', dcb: '', output: true, comes: '80 20 20' },
  { filedef: 'disk fixed data (disp mod lrecl 30', dcb: 'RECFM=F', output: true, comes: 6 },
  // nothing is known, or it contradicts itself
  { filedef: 'disk new data', dcb: '', output: true, comes: 4 },
  { filedef: 'disk new data (recfm v', dcb: '', output: true, comes: 4 },
  { filedef: 'disk new data (recfm fb lrecl 80 block 90', dcb: '', output: true, comes: 6 },
  { filedef: 'disk new data (recfm vb lrecl 84 block 84', dcb: '', output: true, comes: 6 },
  { filedef: 'disk fixed data (lrecl 40', dcb: '', comes: 6 },
  { filedef: 'disk new data (recfm vbs lrecl 84 block 80', dcb: '', output: true, comes: 7 },
  { filedef: 'disk nosuch data', dcb: '', comes: 3 },
  { filedef: 'reader', dcb: '', output: true, comes: 8 },
  { filedef: 'punch', dcb: '', comes: 8 },
  { filedef: 'graf 200', dcb: 'RECFM=F,LRECL=80', comes: 8 },
  { filedef: 'disk fixed data (member nosuch', dcb: '', comes: 10 },
];

/** Operands of FILEDEF that it refuses (or takes: no message), and the message. */
export const REFUSALS: readonly (readonly [string, string | undefined])[] = [
  ['dd disk a data (recfm', 'DMSFLD050E Parameter missing after RECFM'],
  ['dd disk a data (recfm x', 'DMSFLD029E Invalid parameter X in the option RECFM field'],
  ['dd disk a data (recfm ub', 'DMSFLD029E Invalid parameter UB in the option RECFM field'],
  ['dd disk a data (recfm vbs', undefined],
  ['dd disk a data (recfm fbsa', undefined],
  ['dd disk a data (lrecl 0', 'DMSFLD029E Invalid parameter 0 in the option LRECL field'],
  ['dd disk a data (lrecl 32761', 'DMSFLD029E Invalid parameter 32761 in the option LRECL field'],
  ['dd disk a data (lrecl 32760', undefined],
  ['dd disk a data (block x1', 'DMSFLD029E Invalid parameter X1 in the option BLOCK field'],
  [
    'dd disk a data (blksize 123456',
    'DMSFLD029E Invalid parameter 123456 in the option BLKSIZE field',
  ],
  ['dd disk a data (disp new', 'DMSFLD029E Invalid parameter NEW in the option DISP field'],
  ['dd disk a data (disp mod', undefined],
  ['dd disk a data (dsorg xx', 'DMSFLD029E Invalid parameter XX in the option DSORG field'],
  ['dd disk a data (dsorg po', undefined],
  ['dd disk a data (keylen 256', 'DMSFLD029E Invalid parameter 256 in the option KEYLEN field'],
  ['dd disk a data (keylen 255', undefined],
  ['dd disk a data (limct 257', 'DMSFLD029E Invalid parameter 257 in the option LIMCT field'],
  ['dd disk a data (optcd b', 'DMSFLD029E Invalid parameter B in the option OPTCD field'],
  ['dd disk a data (optcd e', undefined],
  ['dd disk a data (xtent 0', 'DMSFLD029E Invalid parameter 0 in the option XTENT field'],
  ['dd disk a data (member 1x', 'DMSFLD029E Invalid parameter 1X in the option MEMBER field'],
  ['dd disk a data (den 1600', 'DMSFLD003E Invalid option: DEN'],
  ['dd disk a data (upcase', 'DMSFLD003E Invalid option: UPCASE'],
  ['dd tap1 (den 1601', 'DMSFLD029E Invalid parameter 1601 in the option DEN field'],
  ['dd tap1 (den 6250', undefined],
  ['dd tap1 (member x', 'DMSFLD003E Invalid option: MEMBER'],
  ['dd terminal (lowcase', undefined],
  ['dd terminal (upcase lowcase', 'DMSFLD066E UPCASE and LOWCASE are conflicting options'],
  ['dd terminal (concat', 'DMSFLD003E Invalid option: CONCAT'],
  ['dd printer (disp mod', 'DMSFLD003E Invalid option: DISP'],
  ['dd terminal more', 'DMSFLD070E Invalid parameter MORE'],
  ['dd graf', 'DMSFLD050E Parameter missing after GRAF'],
  ['dd graf xyz', 'DMSFLD017E Invalid device address XYZ'],
  ['dd tap1 sl 1 volid', 'DMSFLD050E Parameter missing after VOLID'],
  ['1dd disk', 'DMSFLD070E Invalid parameter 1DD'],
  ['* disk', 'DMSFLD070E Invalid parameter *'],
  ['dd clear more', 'DMSFLD070E Invalid parameter MORE'],
];

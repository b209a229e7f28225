/**
 * Stages of z/VM's CMS Pipelines that this system cannot have, and what they need (CMS Pipelines User's Guide and
 * Reference, "Inventory of Built-in Programs"). They answer with message 2001, so that nobody looks for a typing error.
 */

/** A reason and the stages that it is one for. */
export interface AbsentStages {
  /** What is not there, as the end of a sentence. */
  readonly needs: string;
  readonly names: readonly string[];
}

/** The stages that are not there. */
export const absentStagesTable: readonly AbsentStages[] = [
  {
    needs: 'virtual machines have no TCP/IP here',
    names: [
      ...['TCPCLIENT', 'TCPDATA', 'TCPLISTEN', 'TCPCKSUM', 'UDP', 'HOSTID', 'HOSTNAME'],
      ...['HOSTBYADDR', 'HOSTBYNAME', 'IP2SOCKA', 'SOCKA2IP', 'HTTPSPLIT'],
    ],
  },
  {
    needs: 'there is no shared file system, files are on minidisks',
    names: [
      ...['<SFS', '<SFSSLOW', '>SFS', '>>SFS', '>>SFSSLOW', 'SFSBACK', 'SFSDIRECTORY', 'SFSRANDOM'],
      ...['SFSUPDATE', 'FILETOKEN'],
    ],
  },
  {
    needs: 'there is no byte file system',
    names: [
      ...['<OE', '>OE', '>>OE', 'HFS', 'HFSDIRECTORY', 'HFSQUERY', 'HFSREPLACE', 'HFSSTATE'],
      ...['HFSXECUTE', 'BFS', 'BFSDIRECTORY', 'BFSQUERY', 'BFSREPLACE', 'BFSSTATE', 'BFSXECUTE'],
      'FILEDESCRIPTOR',
    ],
  },
  {
    needs: 'it is for TSO',
    names: [
      ...['<MVS', '>MVS', '>>MVS', 'QSAM', 'READPDS', 'WRITEPDS', 'LISTCAT', 'LISTDSI', 'LISTISPF'],
      ...['SYSDSN', 'SYSOUT', 'SYSVAR', 'TSO', 'IEBCOPY'],
    ],
  },
  {
    needs: 'the program that it calls is not there',
    names: ['SQL', 'SQLCODES', 'SQLSELECT', 'DFSORT', 'ISPF', 'MQSC', 'HLASM', 'HLASMERR'],
  },
  {
    needs: 'CP has no IUCV here',
    names: ['STARMON', 'STARSYS'],
  },
  {
    needs: 'VMCF is used for special messages only (STARMSG)',
    names: ['VMC', 'VMCDATA', 'VMCLIENT', 'VMCLISTEN'],
  },
  {
    needs: 'virtual machines are System/370',
    names: ['ADRSPACE', 'ALSERV', 'MAPMDISK', 'STFLE', 'STSI', 'DIAGE4', 'ACIGROUP', 'DEVINFO'],
  },
  {
    needs: 'channel programs are not given by stages here',
    names: [
      ...['TRACKREAD', 'TRACKWRITE', 'TRACKBLOCK', 'TRACKDEBLOCK', 'TRACKSQUISH', 'TRACKVERIFY'],
      ...['TRACKXPAND', 'CKDDEBLOCK', 'FBAREAD', 'FBAWRITE', 'MDISKBLK', 'DISKID', 'WAITDEV'],
    ],
  },
  {
    needs: 'CMS has no control blocks of this kind here',
    names: ['AFTFST', 'FMTFST', 'LDRTBLS', 'NUCEXT', 'XAB', 'TRFREAD'],
  },
  {
    needs: 'pipelines are one set at a time, without filter packages',
    names: ['FILTERPACK', 'FITTING', 'WARP', 'WARPLIST', 'CONFIGURE'],
  },
  {
    needs: 'it is not part of these pipelines',
    names: ['APLDECODE', 'APLENCODE', 'C14TO38', 'CIPHER', 'OPTCDJ', 'POLISH', 'XPNDHI'],
  },
];

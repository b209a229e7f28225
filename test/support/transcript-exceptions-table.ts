/** What transcripts of CMS commands need not show, with the reason. */

const STACK = 'the program stack must hold a megabyte of lines';
const DEVICE = 'the device must fail';
const STORAGE = 'more is needed than storage or a table holds';
const CARDS = 'cards of a deck with bytes that cannot be typed';
const SEGMENT = 'a saved segment is needed, which class E makes or the host imports';
const VOLUME = 'a volume of OS is needed';

/** Messages that nothing typed can raise, by command; test/cms has a case of each. */
export const byTestsOfFaults: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ASSEMBLE: { '109S': STORAGE },
  DDR: {
    '709E': 'a second reel is needed',
    '710E': DEVICE,
    '718E': DEVICE,
    '725R': 'a dump of a larger disk is needed',
  },
  EXECIO: { '622E': STACK },
  EXECLOAD: { '622E': STORAGE },
  FILEDEF: { '002E': VOLUME, '231E': VOLUME },
  FILELIST: { '109S': STORAGE },
  GENMOD: { '105S': DEVICE },
  GLOBALV: { '622E': STACK },
  IDENTIFY: { '622E': STACK },
  LISTDS: { '222E': VOLUME, '227E': VOLUME, '231E': VOLUME, '109S': STORAGE },
  LISTFILE: { '622E': STACK },
  LKED: { '109S': STORAGE },
  LOAD: { '203W': CARDS, '206W': CARDS, '116S': STORAGE, '168S': STORAGE, '169S': STORAGE },
  LOADLIB: {
    '039E': 'a library whose directory is empty cannot be typed',
    '044E': STORAGE,
    '106S': STORAGE,
    '109S': STORAGE,
    '127S': 'a FILEDEF of SYSIN for a device that cannot be read',
    '622E': STACK,
  },
  LOADMOD: { '109S': STORAGE },
  MACLIB: { '622E': STACK },
  MOVEFILE: { '044E': STORAGE },
  NAMEFIND: { '109S': STORAGE },
  NOTE: { '546E': 'it comes in XEDIT, where no return code is shown' },
  NUCXLOAD: { '109S': STORAGE },
  NUCXMAP: { '622E': STACK },
  OSRUN: { '109S': STORAGE },
  SEGMENT: {
    '1084E': SEGMENT,
    '1085W': SEGMENT,
    '1087E': SEGMENT,
    '2990E': SEGMENT,
  },
  SORT: { '212E': STORAGE },
  TAPE: { '058E': 'the reel must end', '096E': CARDS, '111S': DEVICE },
  TAPEMAC: { '109S': STORAGE },
  TXTLIB: { '106S': STORAGE },
  UPDATE: { '299E': STORAGE, '300E': STORAGE, '622E': STACK, '107S': STORAGE },
  VMFPLC2: { '058E': 'the reel must end', '096E': CARDS, '110S': DEVICE, '111S': DEVICE },
  WAKEUP: { '109S': STORAGE, '415E': 'VMCF must refuse the machine' },
  XEDIT: { '500E': STORAGE, '132S': STORAGE, '597E': 'three levels of updates are needed' },
};

/** Commands that have their good path elsewhere. */
export const goesWellElsewhere: Readonly<Record<string, string>> = {
  LISTDS: VOLUME,
  SEGMENT,
  EXECUTE: 'it goes well in a list, whose screen shows no return code',
};

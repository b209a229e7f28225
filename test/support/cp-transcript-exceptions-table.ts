/** What transcripts of CP commands need not show, with the reason. */

const FAULT = 'the host must fail to read or write a file';
const ENDING = 'the user must be on the way out';
const FULL = 'more is needed than a table holds';
const FILES = 'a user must have all the spool files that one may have';
const FRAMES = 'CP must have no page of storage left';
const MACHINES = 'there must be as many virtual machines as CP has room for';
const MEANWHILE = 'the machine must go on while the command is at work';
const LINE = 'a terminal with a screen is needed';

/** Messages that people at terminals without a screen cannot raise, by command; test/cp has a case of each. */
export const byOtherTests: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  LOGON: { 361: ENDING, 700: MACHINES },
  DIAL: { 55: LINE, 56: LINE, 361: ENDING },
  DEFINE: { 143: 'a channel program must be at work', 1458: FULL },
  DUMP: { 193: 'the printer must be busy' },
  STORE: { 410: FRAMES },
  IPL: { 410: FRAMES },
  TRACE: { 191: FULL, 193: 'the printer must be busy' },
  PER: { 191: FULL },
  VMDUMP: { 181: MEANWHILE, 426: FAULT, 428: FILES },
  LINK: { 152: FAULT },
  DETACH: { 235: FAULT },
  GIVE: { 235: FAULT, 236: FAULT },
  REWIND: { 235: FAULT },
  TRANSFER: { 428: FILES },
  ACNT: { 427: FAULT, 428: FILES },
  AUTOLOG: { 53: 'the directory must forbid LOGON', 59: MACHINES, 361: ENDING },
  XAUTOLOG: { 59: MACHINES, 361: ENDING },
  FORCE: { 361: ENDING },
  DEFSYS: { 431: FULL },
  DEFSEG: { 431: FULL },
  SAVESYS: { 179: FAULT, 182: MEANWHILE },
  SAVESEG: { 179: FAULT, 182: MEANWHILE },
};

/** Commands that go well only where a transcript cannot go, and the test of it. */
export const goesWellElsewhere: Readonly<Record<string, string>> = {
  DIAL: 'test/cp/main/dial and the scenario dial: a terminal with a screen is needed',
};

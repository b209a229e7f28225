/**
 * Messages that the nucleus, the EXEC interpreters and single commands write out by themselves, each in one place: text and
 * meaning for HELP. A test looks for every message that is written in the source of CMS.
 */

interface WrittenMessage {
  readonly text: string;
  readonly meaning: string;
}

const m = (text: string, meaning: string): WrittenMessage => ({ text, meaning });

const AFTER =
  'CMS has ended the program, given back its storage and closed its files. DEBUG typed before anything else shows registers and storage as they were.';

/** By identifier: part, number, severity. */
export const writtenMessages: Readonly<Record<string, WrittenMessage>> = {
  DMSABN148T: m(
    'System abend xxx called from vstor',
    `A program, or a service that it called, has ended abnormally; the code is that of OS: 0Cn is program exception n, 806 a program that is not found, 80A no storage. ${AFTER}`,
  ),
  DMSABN155T: m(
    'User abend xxxx called from vstor',
    `The program itself has ended by ABEND, with a code of its own: its documentation says what it means. ${AFTER}`,
  ),
  DMSDBG728I: m(
    'DEBUG entered',
    'The subcommands of DEBUG can be typed: HELP DEBUG. GO or RETURN goes on.',
  ),
  DMSEXE085E: m(
    'Error in fn ft fm, line nn - text',
    'EXEC 2 cannot go on. HELP EXEC2 lists its errors; the return code is 10000 and the number.',
  ),
  DMSEXT072E: m(
    'Error in EXEC file fn, line nn - text',
    'A control statement of the EXEC is wrong: a label that is not there, an assignment to what is no variable, words missing, a token that is too long. HELP EXEC lists the statements.',
  ),
  DMSFRE159T: m(
    'Insufficient storage available to satisfy DMSFREE request from vstor',
    'The program asked for storage, and there is no piece of that length left. CP DEFINE STORAGE gives the machine more; then IPL CMS.',
  ),
  DMSFRE160T: m(
    'Invalid DMSFREE call from vstor, error n',
    'Error in the program: it asked for no doublewords at all, or more than there can be (1), or of a kind that there is not.',
  ),
  DMSFRE161T: m(
    'Invalid DMSFRET call from vstor, error n',
    'Error in the program: it gave back storage that it does not have, at an address that is no doubleword, or twice.',
  ),
  DMSFRE162T: m(
    'Invalid DMSFRES call from vstor',
    'Error in the program: DMSFRES has no such function.',
  ),
  DMSITP141T: m(
    'exception exception occurred at vstor in routine name',
    `A program exception: operation (no such instruction), privileged operation, execute, protection (storage that is not the program's), addressing (storage that is not there), specification (bad alignment or register), data (no decimal digits), or one of arithmetic. The address is that behind the instruction. ${AFTER}`,
  ),
  DMSITS121S: m(
    'Unsupported SVC n (hex xx) called from vstor',
    'CMS, and its simulation of OS, do not have this service; the program has ended. HNDSVC lets a program have a supervisor call of its own.',
  ),
  DMSITS122S: m(
    'Maximum SVC depth has been exceeded with call at vstor',
    'Commands and programs have called each other too deeply: most often one that calls itself.',
  ),
  DMSITS217T: m(
    'DMSKEY reset from vstor underflows key stack',
    'Error in the program: DMSKEY RESET without DMSKEY NUCLEUS or USER before it.',
  ),
  DMSLKD004W: m(
    'Warning messages issued',
    'LKED has made the module; look at the listing of type LKEDIT for what is undefined or was replaced.',
  ),
  DMSNXD616W: m(
    'name does not exist',
    'NUCXDROP: no nucleus extension has that name; NUCXMAP shows them.',
  ),
  DMSNXM616E: m(
    'name does not exist',
    'NUCXMAP: no nucleus extension has that name; without a name it lists all.',
  ),
  DMSNXM617E: m(
    'No nucleus extensions are loaded',
    'NUCXMAP has nothing to show. NUCXLOAD loads one.',
  ),
  DMSXIN132S: m(
    'File fn ft fm is too large',
    'XEDIT has the whole file in storage, and the machine does not have so much: CP DEFINE STORAGE, then IPL CMS; or work on it by PIPE.',
  ),
};

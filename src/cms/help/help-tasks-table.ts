/** The tasks of HELP: what people want to do, and the command for it (HELP TASK). */

/** One thing to do. */
interface Task {
  readonly text: string;
  /** Operands of HELP. */
  readonly help: string;
}

/** Things to do, by what they are about. */
export const helpTasks: readonly { readonly title: string; readonly tasks: readonly Task[] }[] = [
  {
    title: 'Files',
    tasks: [
      { text: 'make or change a file', help: 'XEDIT' },
      { text: 'see which files there are', help: 'LISTFILE' },
      { text: 'show a file', help: 'TYPE' },
      { text: 'copy or join files', help: 'COPYFILE' },
      { text: 'give a file another name', help: 'RENAME' },
      { text: 'erase a file', help: 'ERASE' },
      { text: 'print a file', help: 'PRINT' },
    ],
  },
  {
    title: 'Other people',
    tasks: [
      { text: 'send a message', help: 'TELL' },
      { text: 'send a file', help: 'SENDFILE' },
      { text: 'receive a file', help: 'RECEIVE' },
      { text: 'look at a file in the reader', help: 'PEEK' },
      { text: 'punch cards for somebody', help: 'PUNCH' },
      { text: 'keep nicknames', help: 'NAMES' },
      { text: 'see who is logged on', help: 'CPQUERY NAMES' },
    ],
  },
  {
    title: 'Disks',
    tasks: [
      { text: 'use the disk of somebody else', help: 'CP LINK' },
      { text: 'make its files known to CMS', help: 'ACCESS' },
      { text: 'make a new disk ready', help: 'FORMAT' },
      { text: 'see how full disks are', help: 'QUERY' },
    ],
  },
  {
    title: 'Programs',
    tasks: [
      { text: 'run a REXX program', help: 'EXEC' },
      { text: 'join programs in a pipeline', help: 'PIPE' },
      { text: 'assemble a program', help: 'ASSEMBLE' },
      { text: 'load and start it', help: 'LOAD' },
      { text: 'look at a machine that is stopped', help: 'CP DISPLAY' },
      { text: 'follow a program', help: 'CP TRACE' },
    ],
  },
  {
    title: 'The machine',
    tasks: [
      { text: 'load CMS again when it hangs', help: 'CP IPL' },
      { text: 'leave, and let it run', help: 'CP DISCONN' },
      { text: 'end the session', help: 'CP LOGOFF' },
      { text: 'set what keys do', help: 'CPSET PF1' },
    ],
  },
];

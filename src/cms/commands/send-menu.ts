/**
 * SENDFILE without operands: a panel in which file, people and options are filled in (CMS Command Reference,
 * "SENDFILE"). What it sends goes through SENDFILE with operands, and what that says is shown on the panel.
 */
import type { Answer, Frame, StepContext, StepResult } from '../command.js';
import {
  fieldAt,
  labelAt,
  messageAt,
  paintPanel,
  readPanel,
  titleAt,
  type Panel,
  type PanelValues,
} from '../mail/panel.js';
import { ERASE_WRITE } from '../xedit/full-screen.js';
import { fault } from './command-fault.js';

type MenuFrame = {
  stage: 'shown' | 'read' | 'help' | 'sent' | 'choose';
  values: PanelValues;
  message: string;
  cursor: string;
};

/** Options that are answered with 1 or 0, yes or no: the words of SENDFILE for both, and what is asked. */
const OPTIONS = [
  {
    name: 'ack',
    yes: 'ACK',
    no: 'NOACK',
    usual: '0',
    text: 'Request acknowledgement when the file has been received?',
  },
  {
    name: 'log',
    yes: 'LOG',
    no: 'NOLOG',
    usual: '1',
    text: 'Make a log entry when the file has been sent?',
  },
  {
    name: 'type',
    yes: 'TYPE',
    no: 'NOTYPE',
    usual: '1',
    text: 'Display the file name when the file has been sent?',
  },
  {
    name: 'list',
    yes: 'FILELIST',
    no: 'NOFILELIST',
    usual: '0',
    text: 'This file is actually a list of files to be sent?',
  },
];
const NAMES = ['to1', 'to2'];

function panel(message: string): Panel {
  return {
    fields: [
      fieldAt('fn', 6, 18, 8),
      fieldAt('ft', 7, 18, 8),
      fieldAt('fm', 8, 18, 2),
      ...NAMES.map((name, i) => fieldAt(name, 10 + i, 18, 60)),
      ...OPTIONS.map(({ name }, i) => fieldAt(name, 15 + i, 3, 1)),
    ],
    texts: [
      titleAt(0, '--------------------------------- SENDFILE ----------------------------------'),
      messageAt(1, message),
      labelAt(3, 0, 'File(s) to be sent    (use * for Filename, Filetype and/or Filemode'),
      labelAt(4, 0, '                       to select from a list of files)'),
      labelAt(6, 0, 'Enter filename :'),
      labelAt(7, 6, 'filetype :'),
      labelAt(8, 6, 'filemode :'),
      labelAt(10, 0, 'Send files to  :'),
      labelAt(13, 0, 'Type over 1 for YES or 0 for NO to change the options:'),
      ...OPTIONS.map(({ text }, i) => labelAt(15 + i, 9, text)),
      titleAt(23, '1= Help      3= Quit      5= Send      12= Cursor'),
    ],
  };
}

/** Shows the panel. */
export function startMenu(context: StepContext): StepResult {
  if (context.display === undefined) throw fault('SDF', 1);
  const values: Record<string, string> = { fm: 'A' };
  for (const { name, usual } of OPTIONS) values[name] = usual;
  return show({ stage: 'shown', values, message: '', cursor: 'fn' });
}

function show(menu: MenuFrame): StepResult {
  const stream = paintPanel(panel(menu.message), menu.values, menu.cursor);
  const effect = { kind: 'display-write', command: ERASE_WRITE, stream } as const;
  return { effect, frame: { menu: { ...menu, stage: 'shown' } satisfies MenuFrame }, cost: 300 };
}

function say(menu: MenuFrame, message: string, cursor = 'fn'): StepResult {
  return show({ ...menu, message, cursor });
}

/** Stars: the files are shown by FILELIST, where PF10 sends the one at the cursor. */
function choose(menu: MenuFrame, to: string, words: readonly string[]): StepResult {
  const value = (name: string): string => menu.values[name]?.trim().toUpperCase() ?? '';
  const chosen = words.filter((word) => !word.endsWith('FILELIST'));
  const text = `TO ${to} (${chosen.join(' ')}`;
  const set = `GLOBALV SELECT SENDFILE SETL HOW ${text}`;
  const list = `EXEC FILELIST ${value('fn')} ${value('ft')} ${value('fm') || 'A'} (PROFILE PROFSEND`;
  const effect = { kind: 'command', line: set, caller: 'command' } as const;
  return { effect, frame: { menu: { ...menu, stage: 'choose' } satisfies MenuFrame, list } };
}

function takeKey(menu: MenuFrame, key: number): StepResult {
  if (key === 3) return { rc: 0 };
  if (key === 1) {
    const effect = { kind: 'command', line: 'HELP SENDFILE', caller: 'command' } as const;
    return { effect, frame: { menu: { ...menu, stage: 'help' } satisfies MenuFrame } };
  }
  if (key !== 5) return say(menu, key === 0 || key === 12 ? '' : `PF${key} is not defined`);
  const value = (name: string): string => menu.values[name]?.trim().toUpperCase() ?? '';
  const to = NAMES.map(value).filter(Boolean).join(' ');
  if (value('fn') === '') return say(menu, 'Enter the filename', 'fn');
  if (value('ft') === '') return say(menu, 'Enter the filetype', 'ft');
  if (to === '') return say(menu, 'Enter to whom it is to be sent', 'to1');
  const words: string[] = [];
  for (const { name, yes, no } of OPTIONS) {
    const answer = value(name);
    if (!/^[01YN]$/.test(answer)) return say(menu, 'Answer 1 (YES) or 0 (NO)', name);
    words.push(/[1Y]/.test(answer) ? yes : no);
  }
  if (/[*%]/.test(`${value('fn')}${value('ft')}${value('fm')}`)) return choose(menu, to, words);
  // the lines that say what was sent come back to the panel, and are left out there when TYPE says NO
  const file = [value('fn'), value('ft'), value('fm') || 'A'].join(' ');
  const line = `SENDFILE ${file} TO ${to} (${words.join(' ')}`;
  const effect = { kind: 'command', line, caller: 'command', captured: true } as const;
  return { effect, frame: { menu: { ...menu, stage: 'sent' } satisfies MenuFrame } };
}

/** Goes on with the panel. */
export function menuStep(given: Frame, answer: Answer): StepResult {
  const menu = given['menu'] as MenuFrame;
  switch (menu.stage) {
    case 'shown':
      if (answer.kind === 'display' && answer.result === 'lost') return show(menu);
      if (answer.kind !== 'display' || answer.result !== 'ok') throw fault('SDF', 1);
      return {
        effect: { kind: 'display-read' },
        frame: { menu: { ...menu, stage: 'read' } satisfies MenuFrame },
      };
    case 'read': {
      if (answer.kind !== 'stream' || answer.result === 'error') throw fault('SDF', 1);
      if (answer.result === 'lost') return show(menu);
      const input = readPanel(answer.bytes, panel(''), menu.values);
      if (input.none) return { effect: { kind: 'display-read' }, frame: given };
      if (input.key === undefined) return show(menu);
      return takeKey({ ...menu, values: input.values, message: '' }, input.key);
    }
    case 'choose': {
      const effect = {
        kind: 'command',
        line: given['list'] as string,
        caller: 'command',
      } as const;
      return { effect, frame: { menu: { ...menu, stage: 'help' } satisfies MenuFrame } };
    }
    case 'help':
      return show(menu);
    case 'sent': {
      const lines = answer.kind === 'rc' ? (answer.lines ?? []) : [];
      const rc = answer.kind === 'rc' ? answer.rc : 0;
      if (rc !== 0) return say(menu, lines.at(-1) ?? `Return code ${rc} from SENDFILE`);
      const more = lines.length > 1 ? ` (and ${lines.length - 1} more)` : '';
      const values = { ...menu.values, fn: '', ft: '' };
      return say({ ...menu, values }, `${lines[0] ?? 'The file has been sent'}${more}`);
    }
  }
}

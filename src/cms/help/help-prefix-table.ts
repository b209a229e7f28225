/** HELP pages of the prefix commands of XEDIT (HELP PREFIX name). */
import { page, type HelpPage } from './help-page.js';

const COUNT = 'A number stands in front of it or behind: 5x or x5.';
const REST = 'x* or *x: all lines from this one to the end of the file.';

/** The pages. */
export const prefixHelpTable: readonly HelpPage[] = [
  page('A [n]', 'add lines', `n empty lines behind this one. ${COUNT}`),
  page('C [n|*]', 'copy lines', `n lines from this one on; F or P says where to. ${COUNT} ${REST}`),
  page('CC', 'copy a block', 'On the first and the last line; F or P says where to.'),
  page(
    'D [n|*]',
    'delete lines',
    `n lines from this one on. RECOVER brings them back. ${COUNT} ${REST}`,
  ),
  page('DD', 'delete a block', 'On the first and the last line. RECOVER brings them back.'),
  page('E', 'extend the line', 'Shows a further row of the line.'),
  page('F', 'destination: behind this line', 'For C, CC, M and MM.'),
  page('I [n]', 'add lines', 'As A.'),
  page('M [n|*]', 'move lines', `n lines from this one on; F or P says where to. ${COUNT} ${REST}`),
  page('MM', 'move a block', 'On the first and the last line; F or P says where to.'),
  page('P', 'destination: in front of this line', 'For C, CC, M and MM.'),
  page(
    'S [n|*]',
    'show hidden lines',
    'On a row that tells of hidden lines: n of them, the last with -n, or all.',
  ),
  page('SCALE', 'show the columns in this row', 'As SET SCALE ON.'),
  page(
    'SI',
    'structured input',
    'Adds a line after each ENTER, indented as the one before; an empty one ends it. SI in the command line begins at the current line.',
  ),
  page('TABL', 'show the tabs in this row', 'As SET TABLINE ON.'),
  page(
    'X [n|*]',
    'hide lines',
    `n lines from this one on; S or ALL shows them again. ${COUNT} ${REST}`,
  ),
  page('XX', 'hide a block', 'On the first and the last line; S or ALL shows them again.'),
  page('" [n]', 'repeat the line', `n times. ${COUNT}`),
  page('"" [n]', 'repeat a block', 'On the first and the last line.'),
  page(
    '/',
    'make the line current',
    'The screen is shown around it. /n sets the column pointer, too.',
  ),
  page('> [n]', 'shift the line right', `By n columns. ${COUNT}`),
  page('>> [n]', 'shift a block right', 'On the first and the last line.'),
  page('< [n]', 'shift the line left', `By n columns; what leaves the line is lost. ${COUNT}`),
  page('<< [n]', 'shift a block left', 'On the first and the last line.'),
  page(
    '.name',
    'give the line a name',
    'Up to eight characters; .name is then a target. SET POINT does it, too.',
  ),
];

/** Names of the files of pages whose names cannot be one. */
export const prefixFileNames: Readonly<Record<string, string>> = {
  ...{ '"': 'QUOTE', '""': 'QUOTES', '/': 'SLASH', '>': 'RIGHT', '>>': 'RIGHTS' },
  ...{ '<': 'LEFT', '<<': 'LEFTS', '.NAME': 'NAME' },
};

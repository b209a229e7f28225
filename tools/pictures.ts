/**
 * Makes the pictures of the README from a real session: the system as a user starts it, the real ssh in a
 * real terminal, and the cells that this terminal shows. `npm run pictures`; needs ssh and tmux.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Terminal } from '../test/system/terminal.js';
import { RunningSystem } from '../test/system/vmts.js';
import { terminalPicture } from './terminal-picture.js';

const FOLDER = resolve(import.meta.dirname, '../../docs/pictures');

async function picture(terminal: Terminal, name: string, title: string): Promise<void> {
  const rows = await terminal.colours();
  await writeFile(resolve(FOLDER, `${name}.svg`), terminalPicture(rows, 80, title));
}

await mkdir(FOLDER, { recursive: true });
const system = await RunningSystem.start();
try {
  const bob = await system.logon('BOB');
  const alice = await system.logon('ALICE');
  await picture(alice, 'logon', 'ssh alice@vmts: logged on, CMS is ready');
  await alice.enter('xedit letter data');
  await alice.waitFor('Creating new file:');
  await alice.enter('input Dear Bob,');
  await alice.enter('input the cards are punched. Your reader will tell you.');
  await alice.waitFor('Size=2');
  await picture(alice, 'xedit', 'XEDIT, with prefix area and command line');
  await alice.enter('file');
  await alice.waitFor('Ready;');
  await alice.press('C-l');
  await alice.enter('sendfile letter data to bob');
  await alice.waitFor('SENT TO');
  await bob.waitFor('SENT FROM ALICE');
  await bob.enter('query rdr all');
  await bob.waitFor('ORIGINID');
  await bob.enter('receive');
  await bob.waitFor('received from ALICE');
  await picture(bob, 'reader', "BOB's reader: told at once, received");
  await alice.press('C-l');
  await alice.enter('filelist * * s');
  await alice.waitFor('Cmd   Filename');
  await picture(alice, 'filelist', 'FILELIST: commands go beside the files');
  await alice.press('F3');
  await alice.waitFor('Ready;');
  await alice.press('C-l');
  await alice.enter('help cms sendfile');
  await alice.waitFor('All Help Information');
  await picture(alice, 'help', 'HELP: a page, its keys, and a command line');
  alice.close();
  bob.close();
} finally {
  await system.stop();
  await system.remove();
}

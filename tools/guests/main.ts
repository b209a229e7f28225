/**
 * `npm run guests -- CLONES FOLDER`: makes of what a user has cloned what the tests with unmodified guests want
 * (docs/guests.md). CLONES has the working trees S370, OSVS1, emx370, vm370 and hyperion, or some of them; FOLDER gets decks, tapes,
 * segments and disk images, and is what VMTS_GUESTS then names.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ckdcToCkd } from './ckdc.js';
import { behindFirstFile, firstFile, simhToAws } from './tapes.js';
import { unzip } from './zip.js';

const [clones, folder] = process.argv.slice(2);
if (clones === undefined || folder === undefined) {
  console.error('usage: npm run guests -- CLONES FOLDER   (see docs/guests.md)');
  process.exit(2);
}

/** The VS1 starter tape begins with two decks: so many cards has the first. */
const DASDI_CARDS = 406;
const STARTER = 'vs1r60_starter_3330';

function put(name: string, bytes: Uint8Array): void {
  const path = join(folder!, name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, bytes);
  console.log(`${name}: ${bytes.length} bytes`);
}

/** Runs `work` for a clone that is there, and says when it is not. */
function from(clone: string, work: (path: (file: string) => string) => void): void {
  const top = join(clones!, clone);
  if (!existsSync(top)) console.log(`${clone}: not there`);
  else work((file) => join(top, file));
}

from('S370', (path) => {
  for (const name of ['hello', 'echo', 'crd2consl']) {
    put(`${name}.deck`, readFileSync(path(`testprogs/${name}.deck`)));
  }
  put('diag1.aws', simhToAws(readFileSync(path('testprogs/diag1.tap'))));
});

from('OSVS1', (path) => {
  const tape = unzip(readFileSync(path(`${STARTER}.zip`)), `${STARTER}.aws`);
  put('starter.aws', tape);
  put('volume.aws', behindFirstFile(tape));
  const cards = firstFile(tape);
  put('dasdi.deck', Buffer.concat(cards.slice(0, DASDI_CARDS)));
  put('restore.deck', Buffer.concat(cards.slice(DASDI_CARDS)));
});

from('vm370', (path) => {
  put('help.aws', readFileSync(path('2022-01-31.cms.cp.help.aws')));
});

from('emx370', (path) => {
  for (const name of ['CMS', 'CMSSEG']) {
    put(`${name}.segment`, readFileSync(path(`sample-system/cp_shared/${name}.segment`)));
  }
  for (const part of ['cp_shared', 'cp_cmsuser']) {
    const under = path(`sample-system/${part}`);
    for (const file of readdirSync(under).filter((name) => name.endsWith('.ckdc'))) {
      const delta = join(under, `${file}.delta`);
      const changes = existsSync(delta) ? readFileSync(delta) : undefined;
      const name = basename(file, '.ckdc').replace(/^.*_/, '');
      put(`${name}.ckd`, ckdcToCkd(readFileSync(join(under, file)), changes));
    }
  }
});

from('hyperion', (path) => {
  const wanted = readdirSync(path('tests')).filter((name) => /\.(tst|subtst|core|txt)$/.test(name));
  for (const name of wanted) put(`hercules/${name}`, readFileSync(path(`tests/${name}`)));
});

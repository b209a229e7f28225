/** The commands of this folder, for the command table. */
import type { Command } from '../command.js';
import type { Subject } from '../subject.js';
import { access } from './access.js';
import { assemble } from './assemble.js';
import { compare } from './compare.js';
import { copyfile } from './copyfile.js';
import { ddr } from './ddr.js';
import { defaults } from './defaults.js';
import { erase } from './erase.js';
import { format } from './format.js';
import { global, libraryQueries } from './global.js';
import { globalv } from './globalv.js';
import { help } from './help.js';
import { identify } from './identify.js';
import { disk } from './disk.js';
import { maclib } from './maclib.js';
import { namefind } from './namefind.js';
import { names } from './names.js';
import { netdata } from './netdata.js';
import { peek } from './peek.js';
import { pipe } from './pipe.js';
import { print } from './print.js';
import { punch } from './punch.js';
import { readcard } from './readcard.js';
import { receive } from './receive.js';
import { tape, vmfplc2 } from './tape.js';
import { tapemac } from './tapemac.js';
import { tappds } from './tappds.js';
import { tell } from './tell.js';
import { sendfile, sf } from './sendfile.js';
import { listds } from './listds.js';
import { listfile } from './listfile.js';
import { sort } from './sort.js';
import { synonym, synonymQuery } from './synonym.js';
import { diskQueries } from './query-disks.js';
import { release } from './release.js';
import { rename } from './rename.js';
import { stateCommands } from './state.js';
import { type } from './type.js';
import { update } from './update.js';
import { vmarc } from './vmarc.js';
import { wakeup } from './wakeup.js';

/** Every command of this folder. */
export const fileCommands: readonly Command[] = [
  access,
  assemble,
  compare,
  copyfile,
  ddr,
  defaults,
  erase,
  listds,
  listfile,
  release,
  rename,
  ...stateCommands,
  disk,
  format,
  global,
  globalv,
  help,
  maclib,
  identify,
  namefind,
  names,
  netdata,
  peek,
  pipe,
  print,
  punch,
  readcard,
  receive,
  sendfile,
  sort,
  synonym,
  sf,
  tape,
  tapemac,
  tappds,
  tell,
  type,
  update,
  vmarc,
  vmfplc2,
  wakeup,
];

/** What QUERY (DISK, SEARCH, ACCESSED...) knows from this folder. */
export const fileQueries: readonly Subject[] = [...diskQueries, ...libraryQueries, synonymQuery];

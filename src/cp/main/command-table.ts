/**
 * The table of CP's commands. The order decides what a short form means where two names begin alike
 * (VM/370 DMKCFC): L is LOGON, LOG is LOGOFF, D is DISPLAY, M is MESSAGE.
 */
import { acnt } from './commands/acnt.js';
import { adstop } from './commands/adstop.js';
import { attn, request } from './commands/attention.js';
import { autolog } from './commands/autolog.js';
import { begin } from './commands/begin.js';
import { cpu } from './commands/cpu.js';
import { couple, uncouple } from './commands/couple.js';
import { define } from './commands/define.js';
import { defseg, defsys } from './commands/define-system.js';
import { detach } from './commands/detach-cpu.js';
import { disconnect } from './commands/disconnect.js';
import { display } from './commands/display.js';
import { dump } from './commands/dump.js';
import { external } from './commands/external.js';
import { force } from './commands/force.js';
import { give } from './commands/give.js';
import { indicate } from './commands/indicate.js';
import { ipl } from './commands/ipl.js';
import { dial, login, logon } from './commands/logon.js';
import { logoff, logout } from './commands/logoff.js';
import { message, msg } from './commands/message.js';
import { msgnoh } from './commands/msgnoh.js';
import { notReady } from './commands/not-ready.js';
import { per } from './commands/per.js';
import { query } from './commands/query.js';
import { ready } from './commands/ready.js';
import { reset } from './commands/reset.js';
import { saveseg, savesys } from './commands/save-system.js';
import { rewind } from './commands/rewind.js';
import { set } from './commands/set.js';
import { shutdown } from './commands/shutdown.js';
import { sleep } from './commands/sleep.js';
import { smsg } from './commands/smsg.js';
import { SPOOL_COMMANDS } from './commands/spool-table.js';
import { stop } from './commands/stop.js';
import { store } from './commands/store.js';
import { system } from './commands/system.js';
import { terminal } from './commands/terminal.js';
import { trace } from './commands/trace.js';
import { vmdump } from './commands/vmdump.js';
import { warning, wng } from './commands/warning.js';
import { xautolog } from './commands/xautolog.js';
import type { ControlCommand } from './control-command.js';

/** All commands of CP. */
export const COMMANDS: readonly ControlCommand[] = [
  logoff,
  logout,
  logon,
  dial,
  login,
  acnt,
  adstop,
  attn,
  autolog,
  begin,
  cpu,
  couple,
  uncouple,
  disconnect,
  display,
  define,
  defseg,
  defsys,
  detach,
  dump,
  external,
  force,
  give,
  indicate,
  ipl,
  message,
  msg,
  msgnoh,
  notReady,
  per,
  query,
  ready,
  request,
  reset,
  rewind,
  set,
  saveseg,
  savesys,
  shutdown,
  sleep,
  smsg,
  store,
  stop,
  system,
  terminal,
  trace,
  vmdump,
  warning,
  wng,
  xautolog,
  ...SPOOL_COMMANDS,
];

/** `vmts user`, `vmts reader`, `vmts printer`, `vmts segment`, `vmts tape` and `vmts disk`: what a person does to a home from the host. */
import { AdministrationFault } from '../../cp/ports/administration.js';
import { need, parse, Usage } from './command-operands.js';
import type { HostTools } from './command-operands.js';
import { disk } from './disk-commands.js';

/** How the commands are used. */
export const HOST_COMMANDS_HELP: readonly string[] = [
  'vmts user add USERID [--password-stdin] [--key FILE] [--class G]',
  'vmts user list',
  'vmts user password USERID [--password-stdin]',
  'vmts user key USERID FILE',
  'vmts user remove USERID',
  'vmts reader USERID FILE [--binary] [--class C] [--name FN FT]',
  'vmts printer USERID --to DIR',
  'vmts segment import NAME FILE --start HEX [--type SR|ER|EW] [--system]',
  'vmts tape USERID VDEV FILE [--ring]',
  'vmts tape USERID VDEV --unload',
  'vmts disk list USERID',
  'vmts disk import USERID VDEV FILE [SHADOW-FILE...] [--ckd]',
  'vmts disk export USERID VDEV FILE [--ckd]',
  'vmts disk check USERID VDEV',
  'vmts disk check FILE',
];

async function keysOf(tools: HostTools, path: string): Promise<readonly string[]> {
  const text = Buffer.from(await tools.readFile(path)).toString('utf8');
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const keys = lines.filter((line) => line !== '' && !line.startsWith('#'));
  if (keys.length === 0) throw new AdministrationFault(`${path} has no key in it`);
  return keys;
}

/** A password from standard input, or asked for twice. */
async function newPassword(tools: HostTools, fromInput: boolean): Promise<string> {
  if (fromInput) {
    const password = (await tools.readInput()).replace(/\r?\n$/, '');
    if (password === '') throw new AdministrationFault('the password is empty');
    return password;
  }
  const password = await tools.askHidden('New password: ');
  if (password === undefined) {
    throw new AdministrationFault('there is no terminal to ask at: use --password-stdin');
  }
  const again = await tools.askHidden('Again: ');
  if (password !== again) throw new AdministrationFault('the two are not the same');
  if (password === '') throw new AdministrationFault('the password is empty');
  return password;
}

async function user(tools: HostTools, args: readonly string[]): Promise<void> {
  const { administration } = tools;
  const [what, ...rest] = args;
  switch (what) {
    case 'add': {
      const operands = parse(rest, { 'password-stdin': 0, key: 1, class: 1 });
      const [userid = ''] = need(operands, 1);
      const { options } = operands;
      const path = options.get('key')?.[0];
      const keys = path === undefined ? [] : await keysOf(tools, path);
      const fromInput = options.has('password-stdin');
      // a key alone is enough to log on with
      const wanted = fromInput || path === undefined;
      const password = wanted ? await newPassword(tools, fromInput) : undefined;
      const classes = options.get('class')?.[0] ?? 'G';
      await administration.addUser({ userid, password, keys, classes });
      tools.out(`User ${userid.toUpperCase()} added`);
      return;
    }
    case 'list': {
      need(parse(rest, {}), 0);
      tools.out('USERID    CLASSES   STORAGE  PASSWORD  KEYS');
      for (const one of await administration.listUsers()) {
        const storage = `${String(one.storage / 1024)}K`.padStart(7);
        const password = one.nolog ? 'NOLOG' : one.hasPassword ? 'yes' : 'no';
        const keys = String(one.keys).padStart(4);
        const on = one.loggedOn ? '  logged on' : '';
        const front = `${one.userid.padEnd(8)}  ${one.classes.padEnd(8)}  ${storage}`;
        tools.out(`${front}  ${password.padEnd(8)}  ${keys}${on}`);
      }
      return;
    }
    case 'password': {
      const operands = parse(rest, { 'password-stdin': 0 });
      const [userid = ''] = need(operands, 1);
      const password = await newPassword(tools, operands.options.has('password-stdin'));
      await administration.setPassword(userid, password);
      tools.out(`Password of ${userid.toUpperCase()} set`);
      return;
    }
    case 'key': {
      const [userid = '', path = ''] = need(parse(rest, {}), 2);
      await administration.addKeys(userid, await keysOf(tools, path));
      tools.out(`Key of ${userid.toUpperCase()} added`);
      return;
    }
    case 'remove': {
      const [userid = ''] = need(parse(rest, {}), 1);
      await administration.removeUser(userid);
      tools.out(`User ${userid.toUpperCase()} removed`);
      return;
    }
    default:
      throw new Usage('vmts user add, list, password, key or remove');
  }
}

async function reader(tools: HostTools, args: readonly string[]): Promise<void> {
  const operands = parse(args, { binary: 0, class: 1, name: 2 });
  const [userid = '', path = ''] = need(operands, 2);
  const { options } = operands;
  const content = Buffer.from(await tools.readFile(path)).toString('base64');
  const base = path.slice(path.lastIndexOf('/') + 1);
  const dot = base.lastIndexOf('.');
  const usual = dot > 0 ? [base.slice(0, dot), base.slice(dot + 1)] : [base, ''];
  const [name = '', type = ''] = options.get('name') ?? usual;
  const id = await tools.administration.putDeck({
    userid,
    class: (options.get('class')?.[0] ?? 'A').toUpperCase(),
    name,
    type,
    form: options.has('binary') ? 'cards' : 'text',
    content,
  });
  tools.out(`RDR FILE ${String(id).padStart(4, '0')} for ${userid.toUpperCase()}`);
}

async function printer(tools: HostTools, args: readonly string[]): Promise<void> {
  const operands = parse(args, { to: 1 });
  const [userid = ''] = need(operands, 1);
  const to = operands.options.get('to')?.[0];
  if (to === undefined) throw new Usage('--to DIR is missing');
  const { administration } = tools;
  const ids = await administration.printerFiles(userid);
  for (const id of ids) {
    const file = await administration.printerFile(userid, id);
    // names come from guests: only what is harmless in a path stays
    const names = [file.name, file.type].map((part) => part.replace(/[^A-Z0-9@#$_-]/gi, '_'));
    const named = names.filter((part) => part !== '').join('.');
    const number = String(id).padStart(4, '0');
    const path = `${to}/${userid.toUpperCase()}-${number}${named === '' ? '' : `-${named}`}.txt`;
    await tools.writeNewFile(path, file.text);
    await administration.printed(userid, id);
    tools.out(path);
  }
  if (ids.length === 0) tools.out('NO PRT FILES');
}

async function segment(tools: HostTools, args: readonly string[]): Promise<void> {
  const operands = parse(args, { start: 1, type: 1, system: 0 });
  const [what, name = '', path = ''] = need(operands, 3);
  if (what !== 'import') throw new Usage('vmts segment import');
  const { options } = operands;
  const start = options.get('start')?.[0] ?? '';
  if (!/^[0-9A-Fa-f]{1,6}$/.test(start)) throw new Usage('--start wants an address in hexadecimal');
  const kind = options.has('system') ? 'NSS' : 'DCSS';
  // a system has a copy of its pages in each machine, a segment is one for all
  const type = (options.get('type')?.[0] ?? (kind === 'NSS' ? 'EW' : 'SR')).toUpperCase();
  if (!isPageType(type)) throw new Usage('--type wants SR, ER or EW');
  const id = await tools.administration.importSystem({
    name: name.toUpperCase(),
    kind,
    start: Number.parseInt(start, 16),
    type,
    content: Buffer.from(await tools.readFile(path)).toString('base64'),
  });
  tools.out(`NSS FILE ${String(id).padStart(4, '0')} ${name.toUpperCase()}`);
}

function isPageType(word: string): word is 'SR' | 'ER' | 'EW' {
  return ['SR', 'ER', 'EW'].includes(word);
}

async function tape(tools: HostTools, args: readonly string[]): Promise<void> {
  const operands = parse(args, { ring: 0, unload: 0 });
  const { administration } = tools;
  const { options } = operands;
  if (options.has('unload')) {
    if (options.has('ring')) throw new Usage('--ring and --unload exclude each other');
    const [userid = '', device = ''] = need(operands, 2);
    tools.out(await administration.unloadTape(userid, device));
    return;
  }
  const [userid = '', device = '', file = ''] = need(operands, 3);
  const path = tools.absolutePath(file);
  const ring = options.has('ring');
  tools.out(await administration.mountTape({ userid, device, path, ring }));
}

const commands: Readonly<
  Record<string, (tools: HostTools, args: readonly string[]) => Promise<void>>
> = { user, reader, printer, segment, tape, disk };

/** Whether `vmts NAME` is one of these commands. */
export function isHostCommand(name: string | undefined): boolean {
  return name !== undefined && Object.hasOwn(commands, name);
}

/** Runs `vmts ARGS`; returns the exit status: 0 done, 1 not done, 2 wrong use. */
export async function runHostCommand(tools: HostTools, args: readonly string[]): Promise<number> {
  const [name = '', ...rest] = args;
  const command = isHostCommand(name) ? commands[name] : undefined;
  try {
    if (!command) throw new Usage(`unknown command ${name}`);
    await command(tools, rest);
    return 0;
  } catch (error) {
    if (error instanceof Usage) {
      tools.error(`vmts: ${error.message}`);
      for (const line of HOST_COMMANDS_HELP) tools.error(`  ${line}`);
      return 2;
    }
    tools.error(`vmts: ${error instanceof Error ? error.message : String(error)}`);
    return 1;
  }
}

/**
 * Administration through a socket: a line of JSON a request, a line a reply. The first line must be the
 * token that only those who may read the home can know, for anybody on the host can connect.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Duplex } from 'node:stream';
import { type Administration, AdministrationFault } from '../../cp/ports/administration.js';

/** Longest request: a deck of 16 MiB in base64, and what is around it. */
const LONGEST_LINE = 23 * 1024 * 1024;

const OPERATIONS = [
  'addUser',
  'listUsers',
  'setPassword',
  'addKeys',
  'removeUser',
  'putDeck',
  'printerFiles',
  'printerFile',
  'printed',
  'importSystem',
  'mountTape',
  'unloadTape',
  'listDisks',
  'importDisk',
  'exportDisk',
  'checkDisk',
  'checkImage',
] as const;

type Operation = (typeof OPERATIONS)[number];

interface Request {
  readonly operation: Operation;
  readonly operands: readonly unknown[];
}

type Reply =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly text: string };

/** Gives each whole line to `line`; false from it, or a line that is too long, ends the connection. */
function readLines(socket: Duplex, limit: () => number, line: (text: string) => void): void {
  let parts: Buffer[] = [];
  let size = 0;
  socket.on('data', (chunk: Buffer) => {
    let rest = chunk;
    for (let end = rest.indexOf(0x0a); end >= 0; end = rest.indexOf(0x0a)) {
      const whole = Buffer.concat([...parts, rest.subarray(0, end)]).toString('utf8');
      parts = [];
      size = 0;
      rest = rest.subarray(end + 1);
      line(whole);
    }
    parts.push(rest);
    size += rest.length;
    if (size > limit()) socket.destroy();
  });
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isTexts = (value: unknown): value is readonly string[] =>
  Array.isArray(value) && value.every(isText);

function isRecordOfTexts(value: unknown, keys: readonly string[]): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return keys.every((key) => isText((value as Record<string, unknown>)[key]));
}

const isDisk = (userid: unknown, device: unknown): boolean =>
  isText(userid) && Number.isInteger(device);

/** Whether the operands are what the operation wants: they came from outside. */
function fits({ operation, operands }: Request): boolean {
  const [first, second, third, fourth] = operands;
  switch (operation) {
    case 'listUsers':
      return operands.length === 0;
    case 'addUser': {
      if (!isRecordOfTexts(first, ['userid', 'classes'])) return false;
      const user = first as { password?: unknown; keys?: unknown };
      return isTexts(user.keys) && (user.password === undefined || isText(user.password));
    }
    case 'setPassword':
      return isText(first) && isText(second);
    case 'addKeys':
      return isText(first) && isTexts(second);
    case 'removeUser':
    case 'printerFiles':
    case 'listDisks':
    case 'checkImage':
      return isText(first);
    case 'checkDisk':
      return isDisk(first, second);
    case 'importDisk':
      return isDisk(first, second) && isTexts(third) && typeof fourth === 'boolean';
    case 'exportDisk':
      return isDisk(first, second) && isText(third) && typeof fourth === 'boolean';
    case 'putDeck': {
      const keys = ['userid', 'class', 'name', 'type', 'content'];
      const form = (first as { form?: unknown } | undefined)?.form;
      return isRecordOfTexts(first, keys) && (form === 'text' || form === 'cards');
    }
    case 'importSystem': {
      if (!isRecordOfTexts(first, ['name', 'kind', 'type', 'content'])) return false;
      const { kind, type, start } = first as { kind: string; type: string; start?: unknown };
      return (
        Number.isInteger(start) &&
        ['NSS', 'DCSS'].includes(kind) &&
        ['SR', 'ER', 'EW', 'EN'].includes(type)
      );
    }
    case 'mountTape': {
      const ring = (first as { ring?: unknown } | undefined)?.ring;
      return isRecordOfTexts(first, ['userid', 'device', 'path']) && typeof ring === 'boolean';
    }
    case 'unloadTape':
      return isText(first) && isText(second);
    case 'printerFile':
    case 'printed':
      return isText(first) && Number.isInteger(second);
  }
}

function parseRequest(text: string): Request | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  const request = value as { operation?: unknown; operands?: unknown };
  const operation = OPERATIONS.find((one) => one === request.operation);
  if (operation === undefined || !Array.isArray(request.operands)) return undefined;
  const whole = { operation, operands: request.operands as readonly unknown[] };
  return fits(whole) ? whole : undefined;
}

async function perform(administration: Administration, text: string): Promise<Reply> {
  const request = parseRequest(text);
  if (!request) return { ok: false, text: 'not a request' };
  const { operation, operands } = request;
  const target = administration as unknown as Record<
    Operation,
    (...all: readonly unknown[]) => Promise<unknown>
  >;
  try {
    return { ok: true, value: await target[operation](...operands) };
  } catch (error) {
    if (error instanceof AdministrationFault) return { ok: false, text: error.message };
    return { ok: false, text: `internal error: ${String(error)}` };
  }
}

function sameToken(given: string, token: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(token));
}

/** Serves one connection. Requests are answered one after the other. */
export function serveAdministration(
  socket: Duplex,
  token: string,
  administration: Administration,
): void {
  let trusted = false;
  let work: Promise<void> = Promise.resolve();
  socket.on('error', () => socket.destroy());
  readLines(
    socket,
    () => (trusted ? LONGEST_LINE : 256),
    (text) => {
      if (!trusted) {
        trusted = sameToken(text, token);
        if (!trusted) socket.destroy();
        return;
      }
      work = work.then(async () => {
        const reply = await perform(administration, text);
        if (!socket.destroyed) socket.write(`${JSON.stringify(reply)}\n`);
      });
    },
  );
}

/** The administration of a running system, through its socket. */
export function remoteAdministration(socket: Duplex, token: string): Administration {
  const waiting: { resolve: (value: unknown) => void; reject: (error: Error) => void }[] = [];
  let over = false;
  socket.write(`${token}\n`);
  readLines(
    socket,
    () => Number.MAX_SAFE_INTEGER,
    (text) => {
      const reply = JSON.parse(text) as Reply;
      const first = waiting.shift();
      if (reply.ok) first?.resolve(reply.value);
      else first?.reject(new AdministrationFault(reply.text));
    },
  );
  const end = () => {
    over = true;
    for (const one of waiting.splice(0)) {
      one.reject(new AdministrationFault('the running system closed the line'));
    }
  };
  socket.on('close', end);
  socket.on('error', end);
  const ask = <T>(operation: Operation, ...operands: readonly unknown[]): Promise<T> =>
    new Promise((resolve, reject) => {
      if (over) {
        reject(new AdministrationFault('the running system closed the line'));
        return;
      }
      waiting.push({ resolve: (value) => resolve(value as T), reject });
      socket.write(`${JSON.stringify({ operation, operands })}\n`);
    });
  return {
    addUser: (user) => ask('addUser', user),
    listUsers: () => ask('listUsers'),
    setPassword: (userid, password) => ask('setPassword', userid, password),
    addKeys: (userid, keys) => ask('addKeys', userid, keys),
    removeUser: (userid) => ask('removeUser', userid),
    putDeck: (deck) => ask('putDeck', deck),
    printerFiles: (userid) => ask('printerFiles', userid),
    printerFile: (userid, id) => ask('printerFile', userid, id),
    printed: (userid, id) => ask('printed', userid, id),
    importSystem: (system) => ask('importSystem', system),
    mountTape: (order) => ask('mountTape', order),
    unloadTape: (userid, device) => ask('unloadTape', userid, device),
    listDisks: (userid) => ask('listDisks', userid),
    importDisk: (...operands) => ask('importDisk', ...operands),
    exportDisk: (...operands) => ask('exportDisk', ...operands),
    checkDisk: (...operands) => ask('checkDisk', ...operands),
    checkImage: (path) => ask('checkImage', path),
    // part of removeUser on the other side
    purgeUser: () => Promise.resolve(),
  };
}

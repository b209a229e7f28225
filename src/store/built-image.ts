/**
 * The images of the system disks that `npm run build` makes, beside the compiled program. A start takes one as it is,
 * unless what it was made of has changed since (as `make` sees it: another size or time of a file): then it is made anew.
 */
import { createHash } from 'node:crypto';
import { readdirSync, statSync } from 'node:fs';
import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { makeFolder } from './make-folder.js';

/** An image of a system disk. */
export interface SystemImage {
  /** Names what is on it: another content, another version. */
  readonly version: string;
  readonly blocks: number;
  /** Its bytes; read when they are wanted. */
  bytes(): Promise<Uint8Array>;
}

/** Where it is and what it is made of. */
export interface BuiltImageParts {
  /** The folder of the image; it is made when there is none. */
  readonly folder: string;
  /** Which disk: 190 is 190.image in the folder. */
  readonly name: string;
  /** Files and folders that the image is made of. */
  readonly sources: readonly string[];
  /** Makes the image. */
  readonly build: () => Promise<Uint8Array>;
  /** Told when an image that was made cannot be kept. */
  readonly report: (line: string) => void;
}

/** What stands beside the image. */
interface Mark {
  readonly version: string;
  readonly blocks: number;
  readonly sources: string;
}

/** Every file of a source with its size and time. */
function* listed(source: string): Generator<string> {
  const status = statSync(source, { throwIfNoEntry: false });
  if (status?.isDirectory() === true) {
    for (const name of readdirSync(source).sort()) {
      // what is not code makes no difference
      if (!name.endsWith('.map') && !name.endsWith('.d.ts')) yield* listed(`${source}/${name}`);
    }
  } else if (status !== undefined) {
    yield `${source} ${String(status.size)} ${String(status.mtimeMs)}\n`;
  }
}

function stampOf(sources: readonly string[]): string {
  const hash = createHash('sha256');
  for (const source of sources) for (const line of listed(source)) hash.update(line);
  return hash.digest('hex');
}

/** The image as it is, or made anew when it is of other sources, is not there or is damaged. */
export async function builtImage(parts: BuiltImageParts): Promise<SystemImage> {
  const { folder, name, build } = parts;
  const sources = stampOf(parts.sources);
  const path = `${folder}/${name}.image`;
  const beside = `${folder}/${name}.json`;
  const mark = await readMark(beside);
  const size = mark && statSync(path, { throwIfNoEntry: false })?.size;
  if (mark?.sources === sources && size === mark.blocks * 512) {
    const { version, blocks } = mark;
    const bytes = async (): Promise<Uint8Array> => {
      const kept = await readFile(path).catch(() => undefined);
      // somebody may have changed the image itself
      return kept !== undefined && versionOf(kept) === version ? kept : build();
    };
    return { version, blocks, bytes };
  }
  const bytes = await build();
  const made: Mark = { version: versionOf(bytes), blocks: bytes.length / 512, sources };
  try {
    makeFolder(folder);
    await keep(path, bytes);
    await keep(beside, Buffer.from(JSON.stringify(made)));
  } catch (error) {
    // a program that was installed for all is not everybody's to write to
    parts.report(`the system disk ${name} cannot be kept in ${folder}: ${String(error)}`);
  }
  return { version: made.version, blocks: made.blocks, bytes: () => Promise.resolve(bytes) };
}

async function readMark(path: string): Promise<Mark | undefined> {
  try {
    const mark = JSON.parse(await readFile(path, 'utf8')) as Partial<Mark> | null;
    const { version, blocks, sources } = mark ?? {};
    if (typeof version !== 'string' || typeof blocks !== 'number') return undefined;
    return typeof sources === 'string' ? { version, blocks, sources } : undefined;
  } catch {
    // not there, or damaged: it is made anew
    return undefined;
  }
}

function versionOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** A file that appears whole or not at all; whoever may run the program may read it. */
async function keep(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.${String(process.pid)}`;
  try {
    await writeFile(temporary, bytes, { mode: 0o644 });
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

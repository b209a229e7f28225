/** What `vmts user` and the like need of the host: files, standard input, a line that is not shown. */
import { readFile, writeFile } from 'node:fs/promises';
import type { HostTools } from '../console/host-commands/host-commands.js';

/** Largest file that is read. */
const LARGEST = 16 * 1024 * 1024;

async function readInput(): Promise<string> {
  const parts: Buffer[] = [];
  for await (const chunk of process.stdin) parts.push(chunk as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** Reads a line from the terminal without showing it. */
function askHidden(prompt: string): Promise<string | undefined> {
  const { stdin, stderr } = process;
  if (!stdin.isTTY) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    let line = '';
    stderr.write(prompt);
    stdin.setRawMode(true);
    const end = (answer: string | undefined) => {
      stdin.setRawMode(false);
      stdin.pause();
      stdin.off('data', take);
      stderr.write('\n');
      resolve(answer);
    };
    const take = (chunk: Buffer) => {
      for (const letter of chunk.toString('utf8')) {
        if (letter === '\r' || letter === '\n') {
          end(line);
          return;
        }
        if (letter === '\x03' || letter === '\x04') {
          end(undefined);
          return;
        }
        line = letter === '\x7f' || letter === '\b' ? line.slice(0, -1) : line + letter;
      }
    };
    stdin.on('data', take);
    stdin.resume();
  });
}

/** The tools of this process. */
export function hostCommandTools(): Omit<HostTools, 'administration'> {
  return {
    async readFile(path) {
      const bytes = await readFile(path);
      if (bytes.length > LARGEST) throw new Error(`${path} is too large`);
      return bytes;
    },
    writeNewFile: (path, text) => writeFile(path, text, { flag: 'wx' }),
    readInput,
    askHidden,
    out: (line) => void process.stdout.write(`${line}\n`),
    error: (line) => void process.stderr.write(`${line}\n`),
  };
}

/** What the commands on the host (`vmts user` and the like) need of the terminal and the files of the host. */
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import type { HostTools } from '../console/host-commands/command-operands.js';
import type { Administration } from '../cp/ports/administration.js';

async function readInput(): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

/** Reads a line with the echo off; undefined when there is no terminal. */
function askHidden(prompt: string): Promise<string | undefined> {
  if (!process.stdin.isTTY) return Promise.resolve(undefined);
  process.stderr.write(prompt);
  // an output that shows nothing: readline echoes there
  const terminal = createInterface({ input: process.stdin, terminal: true });
  (terminal as unknown as { _writeToOutput: () => void })._writeToOutput = () => undefined;
  return new Promise((resolved) => {
    let line: string | undefined;
    terminal.once('line', (text) => {
      line = text;
      terminal.close();
    });
    terminal.once('close', () => {
      process.stderr.write('\n');
      resolved(line);
    });
  });
}

/** The tools on this host. */
export function hostTools(administration: Administration): HostTools {
  return {
    administration,
    readFile: (path) => readFile(path),
    absolutePath: (path) => resolve(path),
    writeNewFile: (path, text) => writeFile(path, text, { flag: 'wx' }),
    readInput,
    askHidden,
    out: (line) => process.stdout.write(`${line}\n`),
    error: (line) => process.stderr.write(`${line}\n`),
  };
}

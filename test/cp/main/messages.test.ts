import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { EXPLANATIONS } from '../../../src/cp/main/message-explanations-table.js';
import { cpMessageFiles } from '../../../src/cp/main/messages-help.js';
import { MESSAGES } from '../../../src/cp/main/messages-table.js';

const SOURCE = 'src/cp';
const TABLES = ['messages-table.ts', 'message-explanations-table.ts'];

/** The sources of CP but for the tables of messages, without comments. */
const sources = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !TABLES.some((table) => name.endsWith(table)))
  .map((name) => ({
    name,
    text: readFileSync(join(SOURCE, name), 'utf8').replace(/\/\*\*[^]*?\*\/|^\s*\/\/.*$/gm, ''),
  }));

describe("CP's messages", () => {
  it('are said by their number in the table, and in no other way', () => {
    const others = sources
      .filter(({ text }) => /\.message\(/.test(text) || /['"`]HCP[A-Z]{3}\d{3,4}[A-Z] /.test(text))
      .map(({ name }) => name);
    // the real processor's side cannot see the table: its one line is checked below
    expect(others).to.deep.equal(['processor/trace/tracer.ts']);
    const tracer = sources.find(({ name }) => name === 'processor/trace/tracer.ts')!.text;
    expect(tracer).to.include(MESSAGES[193].text.replace('{0}', 'HCPTRP193E PRT'));
  });

  it('are all said somewhere', () => {
    const all = sources.map(({ text }) => text).join('\n');
    const silent = Object.keys(MESSAGES).filter(
      (number) => !new RegExp(`[(,:?=[]\\s*${number}\\s*[,)\\]:;\\s]`).test(all),
    );
    expect(silent).to.deep.equal([]);
  });

  it('have an explanation and an answer in HELP', () => {
    const files = cpMessageFiles();
    expect(files).to.have.length(Object.keys(MESSAGES).length);
    for (const { name, lines } of files) {
      expect(Math.max(...lines.map((line) => line.length)), name).to.be.at.most(76);
      const text = lines.join(' ');
      for (const heading of ['Explanation:', 'System action:', 'User response:'])
        expect(text, name).to.match(new RegExp(`${heading} [A-Z]`));
    }
    for (const [number, { why, answer }] of Object.entries(EXPLANATIONS)) {
      expect(why, number).to.match(/[.]$/);
      expect(answer, number).to.match(/[.]$/);
    }
  });
});

/**
 * Every message that a source file of CMS can give, with its module and number, is looked for in the tests and scenarios.
 * XEDIT and its macros, PIPELINES, REXX and the assembler have tables of messages and tests of their own.
 */
import { expect } from 'chai';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const TOP = fileURLToPath(new URL('../../../../', import.meta.url));
const ELSEWHERE = /src\/cms\/(xedit|rexx|pipelines|assembler|help)\/|\.XEDIT$/;

function filesIn(folder: string): string[] {
  return readdirSync(join(TOP, folder)).flatMap((name) => {
    const path = `${folder}/${name}`;
    return statSync(join(TOP, path)).isDirectory() ? filesIn(path) : [path];
  });
}

const read = (path: string): string => readFileSync(join(TOP, path), 'utf8');

/** `CPY002` for each message that a text of source has as a call with a module and a number, or written out. */
export function messagesOf(text: string): { named: Set<string>; shared: Set<string> } {
  const named = new Set<string>();
  const shared = new Set<string>();
  const own = /const MODULE = '([A-Z]{3})'/.exec(text)?.[1];
  const call =
    /\b(?!putText|fileCommand)\w+\(\s*(?:[^'"();]{0,40}?,\s*)?(?:'([A-Z]{3})'|(MODULE)|((?:\w+\.)?module))\s*,\s*(\d{1,4})\b/g;
  for (const [, module, mine, , digits = ''] of text.matchAll(call)) {
    const number = digits.padStart(3, '0');
    const by = module ?? (mine === undefined ? undefined : own);
    if (by === undefined) shared.add(number);
    else named.add(by + number);
  }
  for (const [, module = '', number = ''] of text.matchAll(/DMS([A-Z]{3})(\d{3,4})[IWESTR]/g)) {
    named.add(module + number);
  }
  return { named, shared };
}

describe('messages of CMS', () => {
  const tests = filesIn('test')
    .filter((path) => /\.(ts|scenario|transcript)$/.test(path))
    .map(read)
    .join('\n');
  const proven = [...tests.matchAll(/DMS([A-Z]{3})(\d{3,4})[IWESTR]/g)];
  const named = new Set(proven.map(([, module = '', number = '']) => module + number));
  const numbers = new Set(proven.map(([, , number]) => number));
  const sources = [...filesIn('src/cms'), ...filesIn('users/MAINT')]
    .filter((path) => !ELSEWHERE.test(path))
    .map((path) => ({ path, ...messagesOf(read(path)) }));

  it('are found in the sources', () => {
    const found = messagesOf("fault('CPY', 2); const MODULE = 'ABC'; x(\n  8,\n  MODULE, 33)");
    expect([...found.named]).to.deep.equal(['CPY002', 'ABC033']);
    expect([...messagesOf('fault(request.module, 124)').shared]).to.deep.equal(['124']);
    expect(sources.flatMap((one) => [...one.named]).length).to.be.greaterThan(300);
  });

  it('are each raised by a test or scenario', () => {
    const missing = sources.flatMap(({ path, named: all }) =>
      [...all].filter((one) => !named.has(one)).map((one) => `${one} ${path}`),
    );
    expect(missing).to.deep.equal([]);
  });

  it('are each raised somewhere where commands share the source', () => {
    const missing = sources.flatMap(({ path, shared }) =>
      [...shared].filter((one) => !numbers.has(one)).map((one) => `${one} ${path}`),
    );
    expect(missing).to.deep.equal([]);
  });
});

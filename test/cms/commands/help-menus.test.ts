/** The menus of HELP as files: names by themselves, in order. */
import { expect } from 'chai';
import { HELP_COMPONENTS } from '../../../src/cms/help/help-components.js';
import { helpFiles } from '../../../src/cms/help/help-pages.js';

/** The first word of each row of a menu, which is what ENTER takes. */
function names(menu: string): string[] {
  const file = helpFiles().find(({ name, type }) => name === menu && type === 'HELPMENU');
  return file!.lines.slice(2).map((line) => line.split(' ', 1)[0]!);
}

describe('Menus of HELP', () => {
  it('part names from what is said of them', () => {
    for (const { name, pages } of HELP_COMPONENTS)
      expect(names(name), name).to.have.members(pages.map((page) => page.name));
  });

  it('have keys in the order of their numbers', () => {
    const keys = names('CPSET').filter((name) => /^PF\d/.test(name));
    expect(keys).to.deep.equal(Array.from({ length: 24 }, (_, n) => `PF${n + 1}`));
  });
});

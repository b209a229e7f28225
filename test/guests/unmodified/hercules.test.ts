/** The tests of Hercules (SDL-Hercules-390/hyperion, tests/) for the System/370, on our processor. */
import { expect } from 'chai';
import { casesOf370, runCase } from './hercules-script.js';
import { unmodified } from './material.js';

/** Scripts with test cases for a 370 that need no device, and their core image. */
const SCRIPTS = ['bc-ilc', 'float', 'mvcle', 'skey370'];

for (const name of SCRIPTS) {
  const script = `hercules/${name}.tst`;
  unmodified(`Hercules' ${name}.tst`, [script], (material) => {
    const text = new TextDecoder('latin1').decode(material(script));
    const cases = casesOf370(text);
    it('has test cases for the System/370', () => {
      expect(cases).not.to.deep.equal([]);
    });
    for (const one of cases) {
      it(one.title, () => {
        expect(runCase(one, (core) => material(`hercules/${core}`))).to.be.greaterThan(0);
      });
    }
  });
}

/** QUERY LINKS vdev: who has the minidisk, under which number, and how (CP Command Reference). */
import type { CpCommand } from '../cp-services.js';
import { deviceNumberOf, deviceText4 } from '../operands.js';
import { answering } from './refusal.js';
import { linksOf, Words } from './spool-operands.js';

const MODULE = 'CQL';
/** Links in a line of the response. */
const IN_LINE = 4;

/** QUERY LINKS. */
export const queryLinks: CpCommand = {
  name: 'LINKS',
  minimum: 4,
  classes: 'G',
  run: (context, operands) =>
    answering(context, () => {
      const words = new Words(operands.words, MODULE);
      const address = deviceNumberOf(words.next());
      if (address === undefined) {
        return words.refuse(22);
      }
      words.end();
      const links = linksOf(context.cp);
      const own = links.linkAt(context.user, address);
      if (!own) return words.refuse(40, deviceText4(address));
      const texts = links.linksTo(own.owner, own.device).map((link) => {
        const access = link.write ? 'R/W' : 'R/O';
        return `${link.userid.padEnd(8)} ${deviceText4(link.address)} ${access}`;
      });
      for (let at = 0; at < texts.length; at += IN_LINE) {
        context.respond(texts.slice(at, at + IN_LINE).join(', '));
      }
      return 0;
    }),
};

/** `vmts disk list, import, export and check`: minidisks as files of the host. */
import { AdministrationFault } from '../../cp/ports/administration.js';
import { need, parse, Usage } from './command-operands.js';
import type { HostTools } from './command-operands.js';

function device(word: string): number {
  if (!/^[0-9a-f]{1,4}$/i.test(word)) throw new AdministrationFault(`${word} is no device number`);
  return Number.parseInt(word, 16);
}

/** `vmts disk ...` */
export async function disk(tools: HostTools, args: readonly string[]): Promise<void> {
  const { administration } = tools;
  const [what, ...rest] = args;
  switch (what) {
    case 'list': {
      const [userid = ''] = need(parse(rest, {}), 1);
      tools.out('VDEV  TYPE AND SIZE       MODE  IMAGE');
      for (const one of await administration.listDisks(userid)) {
        const number = one.device.toString(16).toUpperCase().padStart(4, '0');
        const image = one.inUse ? 'in use' : one.made ? 'made' : 'none';
        tools.out(`${number}  ${one.shape.padEnd(18)}  ${one.mode.padEnd(4)}  ${image}`);
      }
      return;
    }
    case 'import': {
      const operands = parse(rest, { ckd: 0 });
      const [userid = '', number = '', ...files] = operands.words;
      if (files.length === 0) throw new Usage('wrong number of operands');
      const paths = files.map((file) => tools.absolutePath(file));
      const tracks = operands.options.has('ckd');
      tools.out(await administration.importDisk(userid, device(number), paths, tracks));
      return;
    }
    case 'export': {
      const operands = parse(rest, { ckd: 0 });
      const [userid = '', number = '', file = ''] = need(operands, 3);
      const hercules = operands.options.has('ckd');
      const path = tools.absolutePath(file);
      tools.out(await administration.exportDisk(userid, device(number), path, hercules));
      return;
    }
    case 'check': {
      const { words } = parse(rest, {});
      const [first = '', second] = words;
      if (first === '' || words.length > 2) throw new Usage('wrong number of operands');
      const report =
        second === undefined
          ? await administration.checkImage(tools.absolutePath(first))
          : await administration.checkDisk(first, device(second));
      for (const fault of report.faults) tools.out(fault);
      const { label, blockSize, blocks, used, files, faults } = report;
      if (faults.length > 0) throw new AdministrationFault(`faults: ${String(faults.length)}`);
      const size = `${String(used)} of ${String(blocks)} blocks of ${String(blockSize)} bytes`;
      tools.out(`${label}: ${String(files)} files, ${size} in use; no faults`);
      return;
    }
    default:
      throw new Usage('vmts disk list, import, export or check');
  }
}

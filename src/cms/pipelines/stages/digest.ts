/** DIGEST: the message digest of each record (CMS Pipelines, "digest"). */
import { compareBytes, concat } from '../bytes.js';
import { digests } from '../digests.js';
import { PipeFault } from '../pipe-fault.js';
import { filter, type StageKind } from '../stage.js';

interface Digesting {
  readonly name: string;
  readonly how: 'alone' | 'append' | 'verify' | 'verify-not';
}

/** Bytes that a work unit is worth. */
const BYTES_A_UNIT = 10;

const digest = filter<Digesting>(['DIGEST'], {
  first: false,
  parse(operands) {
    const name = operands.required().toUpperCase();
    if (!Object.hasOwn(digests, name)) throw new PipeFault(111, name);
    let how: Digesting['how'] = 'alone';
    if (operands.keyword('APPEND')) how = 'append';
    else if (operands.keyword('VERIFY')) how = operands.keyword('NOT') ? 'verify-not' : 'verify';
    operands.finish();
    return { name, how };
  },
  record(s, record, io) {
    const { bytes, of } = digests[s.name]!;
    io.cost += 10 + record.length / BYTES_A_UNIT;
    if (s.how === 'alone') io.emit(of(record));
    else if (s.how === 'append') io.emit(concat(record, of(record)));
    else {
      // the digest stands behind the record that it is one of
      const end = record.length - bytes;
      const text = record.subarray(0, Math.max(0, end));
      const good = end >= 0 && compareBytes(of(text), record.subarray(end)) === 0;
      const wanted = s.how === 'verify';
      io.emit(good ? text : record, good === wanted ? 0 : 1);
    }
  },
});

/** The stages of this file. */
export const digesting: readonly StageKind[] = [digest];

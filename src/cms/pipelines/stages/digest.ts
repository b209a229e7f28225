/** DIGEST: the message digest of each record (CMS Pipelines, "digest"). */
import { compareBytes, concat } from '../bytes.js';
import { digestLength, digestSome, startDigest, type Digesting } from '../digests.js';
import { PipeFault } from '../pipe-fault.js';
import { filter, PORTION, type StageKind } from '../stage.js';

interface Digest {
  readonly name: string;
  readonly how: 'alone' | 'append' | 'verify' | 'verify-not';
  /** That of the present record, as far as it has come. */
  making: Digesting | undefined;
}

/** Bytes that a work unit is worth. */
const BYTES_A_UNIT = 25;

const digest = filter<Digest>(['DIGEST'], {
  first: false,
  parse(operands) {
    const name = operands.required().toUpperCase();
    if (digestLength(name) === undefined) throw new PipeFault(111, name);
    let how: Digest['how'] = 'alone';
    if (operands.keyword('APPEND')) how = 'append';
    else if (operands.keyword('VERIFY')) how = operands.keyword('NOT') ? 'verify-not' : 'verify';
    operands.finish();
    return { name, how, making: undefined };
  },
  record(s, record, io) {
    // what is verified stands behind the record that it is the digest of
    const behind = s.how === 'alone' || s.how === 'append' ? 0 : digestLength(s.name)!;
    const text = record.subarray(0, Math.max(0, record.length - behind));
    s.making ??= startDigest(s.name);
    const made = digestSome(s.making, text, PORTION);
    io.cost += 10 + Math.min(PORTION, text.length) / BYTES_A_UNIT;
    if (made === undefined) return true;
    s.making = undefined;
    if (s.how === 'alone') io.emit(made);
    else if (s.how === 'append') io.emit(concat(record, made));
    else {
      const good =
        record.length >= behind && compareBytes(made, record.subarray(text.length)) === 0;
      const wanted = s.how === 'verify';
      io.emit(good ? text : record, good === wanted ? 0 : 1);
    }
    return false;
  },
});

/** The stages of this file. */
export const digesting: readonly StageKind[] = [digest];

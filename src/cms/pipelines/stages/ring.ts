/** XEDIT: lines of a file of the XEDIT ring, and XMSG: its messages (CMS Pipelines, "xedit", "xmsg"). */
import { fromEbcdic } from '../../../shared/ebcdic.js';
import { insertLine, type EditFile, recordOf, sizeOf } from '../../xedit/edit-file.js';
import { MAXIMUM_LINES } from '../../xedit/storage-claims.js';
import type { Editor } from '../../xedit/editor.js';
import { PipeFault } from '../pipe-fault.js';
import { filter, type StageKind } from '../stage.js';
import type { StageIo } from '../stage-io.js';

interface Ring {
  /** Name, type and mode; none for the file that is being edited. */
  readonly words: readonly string[];
  readonly reads: boolean;
}

function fileOf(io: StageIo, s: Ring): EditFile {
  const below = io.nucleus?.state.activations.findLast((a) => a.command === 'XEDIT');
  const editor = below?.frame['editor'] as Editor | undefined;
  if (editor === undefined) throw new PipeFault(141);
  const [name, type, mode] = s.words;
  if (name === undefined) return editor.ring[editor.active]!;
  const found = editor.ring.find(
    (file) =>
      file.name === name &&
      (type === undefined || file.type === type) &&
      (mode === undefined || file.mode.charAt(0) === mode.charAt(0)),
  );
  if (found === undefined) throw new PipeFault(142, s.words.join(' '));
  return found;
}

const write = filter<Ring>(['XEDIT'], {
  keepsOn: true,
  parse(operands, place) {
    const words = operands.rest.trim().toUpperCase().split(/\s+/).filter(Boolean);
    operands.rest = '';
    if (words.length > 3) throw new PipeFault(112, words.slice(3).join(' '));
    return { words, reads: place.first };
  },
  record(s, record, io) {
    const file = fileOf(io, s);
    if (sizeOf(file) >= MAXIMUM_LINES) throw new PipeFault(144, 4);
    const at = Math.min(file.current, sizeOf(file));
    insertLine(file, at, record);
    file.current = at + 1;
    io.emit(record);
  },
});

/** First in a pipeline: the lines from the current one on; else records go in behind the current line. */
const xedit: StageKind = {
  ...write,
  prepare(io, stage) {
    fileOf(io, stage.state as Ring);
  },
  run(io, stage) {
    const s = stage.state as Ring;
    if (!s.reads) {
      write.run(io, stage);
      return;
    }
    const file = fileOf(io, s);
    for (;;) {
      if (io.blocked(0)) return;
      if (file.current === 0) file.current = 1;
      if (file.current > sizeOf(file)) break;
      if (!io.put(recordOf(file, file.current).slice(), 0)) break;
      file.current++;
    }
    io.end();
  },
};

interface Message {
  phase: 'idle' | 'asked' | 'out';
}

/** XMSG: records as messages of XEDIT, in its message lines. */
const xmsg: StageKind = {
  names: ['XMSG'],
  first: false,
  parse(operands): Message {
    operands.finish();
    return { phase: 'idle' };
  },
  prepare(io) {
    fileOf(io, { words: [], reads: false });
  },
  run(io, stage) {
    const s = stage.state as Message;
    if (s.phase === 'asked') {
      const answer = io.takeAnswer();
      if (answer?.kind === 'rc' && answer.rc !== 0) throw new PipeFault(144, answer.rc);
      s.phase = 'out';
      io.put(io.peek(0)!, 0);
    }
    if (s.phase === 'out') {
      if (io.blocked(0)) return;
      s.phase = 'idle';
      io.consume(0);
    }
    const record = io.peek(0);
    if (record === undefined) {
      if (io.atEnd(0)) io.end();
      else io.waitInput(0);
      return;
    }
    s.phase = 'asked';
    const line = `MSG ${fromEbcdic(record)}`;
    io.ask({ kind: 'command', line, caller: 'subcommand', environment: 'XEDIT' });
  },
};

/** The stages of this file. */
export const ring: readonly StageKind[] = [xedit, xmsg];

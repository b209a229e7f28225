/** A file of more lines than the editor takes is not opened at all. */
import { expect } from 'chai';
import type { FoundFile } from '../../../src/cms/files/disk-state.js';
import { newEditFile } from '../../../src/cms/xedit/edit-file.js';
import { MAXIMUM_LINES } from '../../../src/cms/xedit/storage-claims.js';
import { newEditor } from '../../../src/cms/xedit/editor.js';
import { newMacros } from '../../../src/cms/xedit/macros.js';
import { tooLarge, type XeditFrame } from '../../../src/cms/xedit/session-frame.js';

const found = (records: number): FoundFile =>
  ({
    entry: { name: 'BIG', type: 'DATA', modeNumber: 1, records },
    mode: { letter: 'A' },
  }) as unknown as FoundFile;
const frame = (): XeditFrame =>
  ({ editor: undefined, macros: newMacros(), outside: [] as number[] }) as XeditFrame;
const REFUSED = 'DMSXIN132S File BIG DATA A1 is too large';

describe('XEDIT of a file with too many lines', () => {
  it('ends with a message, and opens one that just fits', () => {
    expect(tooLarge(frame(), found(MAXIMUM_LINES))).to.equal(undefined);
    expect(tooLarge(frame(), found(MAXIMUM_LINES + 1))).to.deep.equal({ rc: 88, lines: [REFUSED] });
  });

  it('leaves the session with its other files', () => {
    const file = newEditFile(['OTHER', 'DATA', 'A1'], 'F', 80, ['text']);
    const session = frame();
    session.editor = newEditor(file, { rows: 24, columns: 80 });
    session.editor.pending = ['file'];
    const step = tooLarge(session, found(MAXIMUM_LINES + 1));
    expect(step).to.have.nested.property('effect.kind', 'display-write');
    expect(session.editor.messages).to.deep.equal([REFUSED]);
    expect(session.editor.pending).to.deep.equal([]);
    expect(session.macros.rc).to.equal(88);
  });
});

/**
 * The transcripts of test/transcripts/ in one thread on a virtual clock. `VMTS_TRANSCRIPT=write` puts what came into their files
 * instead, to be read by a person.
 */
import { expect } from 'chai';
import { LineStage } from '../support/line-stage.js';
import { ScreenStage } from '../support/screen-stage.js';
import { transcriptUsers } from '../support/transcript-users.js';
import { playTranscript, transcripts, writeTranscript } from '../support/transcript.js';

const WRITE = process.env['VMTS_TRANSCRIPT'] === 'write';

for (const folder of ['cms', 'cp']) {
  describe(`transcripts of ${folder.toUpperCase()} commands`, () => {
    for (const transcript of transcripts(folder)) {
      it(`${transcript.name}${transcript.screens ? ', on screens' : ''}`, async () => {
        const stage = await (transcript.screens
          ? ScreenStage.start()
          : LineStage.start(folder === 'cp' ? transcriptUsers : {}));
        const { text, difference } = await playTranscript(transcript, stage, WRITE);
        expect(stage.errors()).to.deep.equal([]);
        if (WRITE) writeTranscript(transcript, text);
        else if (difference !== undefined) expect.fail(difference);
      });
    }
  });
}

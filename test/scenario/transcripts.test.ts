/**
 * The transcripts of test/transcripts/ in one thread on a virtual clock. `VMTS_TRANSCRIPT=write` puts what came into their files
 * instead, to be read by a person. What is played over ssh is played here, too, by somebody who does not wait for rest.
 */
import { expect } from 'chai';
import { LineStage } from '../support/line-stage.js';
import { goodPart, playable } from '../support/playable.js';
import { ScreenStage } from '../support/screen-stage.js';
import { transcriptUsers } from '../support/transcript-users.js';
import { playTranscript, readSteps, transcripts, writeTranscript } from '../support/transcript.js';

/** Turns after each of which somebody hasty looks. */
const SMALL_TURNS = { chunk: 20, instructions: 20 };

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

if (!WRITE) {
  describe('transcripts of commands, by somebody who types on at the last line that is expected', () => {
    for (const transcript of ['cms', 'cp'].flatMap(transcripts).filter(playable)) {
      it(transcript.name, async () => {
        const good = goodPart(transcript.text);
        const stage = await LineStage.start({ ...transcriptUsers, limits: SMALL_TURNS }, true);
        const wanted = { ...transcript, text: good, steps: readSteps(good) };
        const { difference } = await playTranscript(wanted, stage, false);
        expect(stage.errors()).to.deep.equal([]);
        if (difference !== undefined) expect.fail(difference);
      });
    }
  });
}

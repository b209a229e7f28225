/**
 * The transcripts of test/transcripts/ in one thread on a virtual clock. `VMTS_TRANSCRIPT=write` puts what came into their files
 * instead, to be read by a person.
 */
import { expect } from 'chai';
import { LineStage } from '../support/line-stage.js';
import { ScreenStage } from '../support/screen-stage.js';
import { playTranscript, transcripts, writeTranscript } from '../support/transcript.js';

const WRITE = process.env['VMTS_TRANSCRIPT'] === 'write';

describe('transcripts of CMS commands', () => {
  for (const transcript of transcripts('cms')) {
    it(`${transcript.name}${transcript.screens ? ', on screens' : ''}`, async () => {
      const stage = await (transcript.screens ? ScreenStage : LineStage).start();
      const { text, difference } = await playTranscript(transcript, stage, WRITE);
      expect(stage.errors()).to.deep.equal([]);
      if (WRITE) writeTranscript(transcript, text);
      else if (difference !== undefined) expect.fail(difference);
    });
  }
});

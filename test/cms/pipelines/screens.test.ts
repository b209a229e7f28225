/** Stages that use the whole screen, and those that wait for time: BROWSE, FULLSCREEN, BEAT. */
import { expect } from 'chai';
import type { Answer, Effect } from '../../../src/cms/command.js';
import { fromEbcdic } from '../../../src/shared/ebcdic.js';
import { DisplayOperator, type Turn } from '../../support/display-operator.js';
import { lines, pipeWorld } from '../../support/pipe-world.js';

const TEXT = Array.from({ length: 50 }, (_, i) => `line number ${i + 1}`);

/** A pipeline with a person at the screen. */
function atScreen(spec: string, ...turns: Turn[]) {
  const person = new DisplayOperator(turns);
  const answer = (effect: Effect): Answer => {
    const found = person.answer(effect);
    if (found === undefined) throw new Error(`no answer to ${effect.kind}`);
    return found;
  };
  const result = pipeWorld(lines('A', 'TEXT', ...TEXT)).run(spec, [], answer);
  return { ...result, screens: person.screens };
}

describe('BROWSE', () => {
  it('shows all records page by page, then passes them on', () => {
    const {
      rc,
      screens,
      lines: out,
    } = atScreen(
      '< a text | browse A TEXT | take 2 | console',
      () => 'PF8',
      () => 'PF8',
      () => 'PF7',
      () => 'PF5',
      () => 'PF2',
      () => 'PF3',
    );
    expect(rc).to.equal(0);
    expect(out).to.deep.equal(['line number 1', 'line number 2']);
    const firsts = screens.map((rows) => rows[1]!.trim());
    expect(firsts).to.deep.equal([
      ...['line number 1', 'line number 21', 'line number 41', 'line number 21', 'line number 31'],
      'line number 1',
    ]);
    expect(screens[0]![0]).to.match(/^ A TEXT +line 1 of 50$/);
    expect(screens[0]!.at(-2)).to.contain('PF3= Quit');
  });

  it('looks for text, and ends by QUIT', () => {
    const type =
      (text: string): Turn =>
      (at) => {
        at.command(text);
        return 'ENTER';
      };
    const { screens } = atScreen(
      '< a text | browse',
      type('NUMBER 33'),
      type('nothing of this'),
      type('top'),
      type('bottom'),
      () => 'NONE',
      type('quit'),
    );
    expect(screens.map((rows) => rows[1]!.trim())).to.deep.equal([
      ...['line number 1', 'line number 33', 'line number 33', 'line number 1', 'line number 31'],
      'line number 31',
    ]);
    expect(screens[2]!.join('\n')).to.contain('Not found: nothing of this');
  });

  it('reads a key by the size that it was drawn for, and draws for the one that the terminal has then', () => {
    const world = pipeWorld(lines('A', 'TEXT', ...TEXT));
    world.display.rows = 43;
    const titles: string[] = [];
    // PF8 twice, then PF3, each with the cursor in the first cell
    const keys = [0xf8, 0xf8, 0xf3];
    const answer = (effect: Effect): Answer => {
      if (effect.kind === 'display-write') {
        titles.push(/line \d+ of 50/.exec(fromEbcdic(effect.stream))?.[0] ?? '');
        return { kind: 'display', result: 'ok' };
      }
      world.display.rows = 24;
      return { kind: 'stream', result: 'ok', bytes: Uint8Array.of(keys.shift()!, 0x40, 0x40) };
    };
    expect(world.run('< a text | browse', [], answer).rc).to.equal(0);
    expect(titles).to.deep.equal(['line 1 of 50', 'line 40 of 50', 'line 50 of 50']);
  });

  it('writes the screen again when CP has taken it, and gives up when it is gone', () => {
    let writes = 0;
    const lost = (effect: Effect): Answer => {
      if (effect.kind === 'display-read') {
        return { kind: 'stream', result: writes === 1 ? 'lost' : 'error', bytes: new Uint8Array() };
      }
      writes++;
      return { kind: 'display', result: 'ok' };
    };
    const { rc, lines: out } = pipeWorld().run('literal x| browse', [], lost);
    expect(writes).to.equal(2);
    expect([rc, out[0]]).to.deep.equal([2005, 'FPLFSC2005E The terminal has no full screen']);
  });
});

describe('FULLSCREEN', () => {
  it('writes a data stream and gives what a key brings', () => {
    // erase/write; keyboard restore; at 0 a field to type in
    const spec = 'strliteral x80C31140401D4013 | fullscr | specs 1 c2x 1 | console';
    const { rc, lines: out } = atScreen(spec, (at) => {
      at.typeAt(0, 2, 'abc');
      return 'PF3';
    });
    expect(rc).to.equal(0);
    expect(out).to.deep.equal(['F3']);
  });

  it('a null record only reads, NOREAD only writes', () => {
    expect(
      atScreen('strliteral // | fullscreen | specs 1 c2x 1 | console', () => 'ENTER').lines,
    ).to.deep.equal(['7D']);
    const { screens, rc } = atScreen('strliteral x05C3C1C2 | fullscreen noread');
    expect([screens.length, rc]).to.deep.equal([0, 0]);
  });

  it('FULLSCRQ and FULLSCRS tell the size', () => {
    const world = pipeWorld();
    expect(world.run('fullscrq | fullscrs | console').lines).to.deep.equal(['24 80 1']);
    expect(world.run('literal x| fullscrs | hole').lines[0]).to.match(/401E/);
  });
});

describe('BEAT', () => {
  it('marks the times in which no record comes', () => {
    const world = pipeWorld();
    const naps: string[] = [];
    const answer = (effect: Effect): Answer => {
      if (effect.kind === 'cp') {
        naps.push(effect.command);
        world.now.second += 1;
      }
      return { kind: 'cp', rc: 0, lines: [] };
    };
    const spec = 'literal +5 late| delay | beat 2 /nothing/ | console';
    const { rc, lines: out } = world.run(spec, [], answer);
    expect(rc).to.equal(0);
    expect(out).to.deep.equal(['nothing', 'nothing', '+5 late']);
    expect(naps).to.have.length(5);
    const marks =
      '(end ?) literal +5 late| delay | b: beat once 1.5 /-/ | console ? b: | insert /mark/ | console';
    expect(world.run(marks, [], answer).lines).to.deep.equal(['mark-', '+5 late']);
    expect(world.run('literal x| beat soon | hole').lines[0]).to.equal(
      'FPLDEL400E Delay soon is not acceptable',
    );
  });

  it('lets records through at once', () => {
    const world = pipeWorld(lines('A', 'TEXT', ...TEXT));
    expect(world.run('< a text | beat 10 | console').lines).to.deep.equal(TEXT);
    expect(world.crawl('< a text | beat 10 | console').lines).to.deep.equal(TEXT);
  });
});

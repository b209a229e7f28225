/** States of stages as they are told (CMS Pipelines, message 030). */
import type { Stage } from './pipe-set.js';

/** The state of a stage as messages have it. */
export function stateOf(stage: Stage): string {
  switch (stage.wait) {
    case 'input':
      return stage.waitStream < 0 ? 'wait.any' : 'wait.locate';
    case 'output':
      return 'wait.out';
    case 'either':
      return 'wait.any';
    case 'call':
      return 'wait.subr';
    case 'commit':
      return 'wait.commit';
    case 'event':
    case 'effect':
      return 'wait.ecb';
    case 'none':
      return 'ready';
  }
}

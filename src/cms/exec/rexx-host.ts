/** CMS as a REXX program sees it in a step. */
import type { StepContext } from '../command.js';
import type { FrameContext } from '../nucleus/context.js';
import { stackedLines, stackLine, takeStacked } from '../program-stack.js';
import { diagnoseFor } from './rexx-diagnose.js';
import type { RexxHost } from '../rexx/host.js';

const SECOND = 1_000_000;

/** Microseconds within a second that DIAGNOSE X'0C' has told: the TOD clock may be in the next one already. */
function fractionOf(n: FrameContext['nucleus'], second: number): number {
  const now = n.machine.timeOfDay();
  const ahead = (Math.floor(now / SECOND) - second) % 60;
  return ahead === 1 ? SECOND - 1 : Math.floor(now % SECOND);
}

/** CMS as a program sees it in this step. */
export function hostOf(context: StepContext): RexxHost {
  const { cms } = context;
  const n = (context as FrameContext).nucleus;
  return {
    userid: context.userid,
    get now() {
      return context.now;
    },
    get microseconds() {
      return fractionOf(n, context.now.second);
    },
    overdue: () => n.machine.overdue?.() ?? false,
    get columns() {
      return context.display?.columns ?? 130;
    },
    get storageSize() {
      return n.machine.storageSize;
    },
    queued: () => stackedLines(cms.stack),
    stack: (line, order) => stackLine(cms.stack, line, order),
    pull: () => takeStacked(cms.stack),
    externals: () => cms.stack.typed.length,
    flag(name) {
      const { settings } = cms;
      const flags: Readonly<Record<string, boolean>> = {
        ABBREV: settings.abbrev,
        AUTOREAD: settings.autoread,
        CMSTYPE: settings.typing,
        DOS: false,
        EXECTRAC: settings.exectrac,
        IMPCP: settings.impcp,
        IMPEX: settings.impex,
        PROTECT: settings.protect,
        RELPAGE: settings.relpage,
        SUBSET: false,
      };
      return flags[name];
    },
    fetch: (address, length) => context.fetch(address, length),
    store: (address, bytes) => context.store(address, bytes),
    diagnose: (code, values) => diagnoseFor(n, code, values),
  };
}

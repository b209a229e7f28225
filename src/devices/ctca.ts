/**
 * One end of a channel-to-channel adapter in basic mode (IBM System/360 Channel-to-Channel Adapter, GA22-6892; IBM
 * 3088, GA22-7081). Both ends are joined in CP, which knows what the other machine does: every command asks there first
 * whether it may be (START I/O waits for that), and ends when the other end has answered it. Data go over when CP has
 * matched a write with a read, so that both counts are exact.
 */
import { BaseUnit, ENDED } from './base-unit.js';
import { CTCA_3088 } from './identity-table.js';
import {
  ATTENTION,
  BUSY,
  CHANNEL_END,
  DEVICE_END,
  EQUIPMENT_CHECK,
  INTERVENTION_REQUIRED,
  UNIT_CHECK,
} from './unit.js';
import type { Outcome, Transfer, UnitAnswer } from './unit.js';

/** What a command means to the adapter. */
export type CtcaCommand = 'prepare' | 'control' | 'read' | 'write' | 'sense-command';

/** Settings of basic mode, which is the only one. */
const SET_BASIC = 0x43;

/** The meaning of a command byte; undefined when there is none. */
export function ctcaCommand(command: number): CtcaCommand | undefined {
  if (command === 0xe3) return 'prepare';
  if ((command & 0x07) === 0x07) return 'control';
  if ((command & 0x03) === 0x01) return 'write';
  if ((command & 0x03) === 0x02 || (command & 0x0f) === 0x0c) return 'read';
  return (command & 0x1f) === 0x14 ? 'sense-command' : undefined;
}

/** An end of an adapter. */
export class Ctca extends BaseUnit<null> {
  override readonly identity = CTCA_3088;

  protected override operate(command: number, transfer: Transfer): Outcome {
    if (command === SET_BASIC) return ENDED;
    const kind = ctcaCommand(command);
    if (kind === undefined) return this.reject();
    if (!this.isReady) return this.notReady();
    const ask = { kind: 'ctca', command, length: transfer.remaining } as const;
    // a prepared end waits as a device: its channel is free
    return kind === 'prepare' ? { status: CHANNEL_END, then: ask } : { ask };
  }

  answer(answer: UnitAnswer, transfer: Transfer): Outcome {
    switch (answer.kind) {
      case 'waits':
        return { ask: { kind: 'ctca-end' } };
      case 'send':
        return { ask: { kind: 'ctca-data', bytes: transfer.get(answer.count).slice() } };
      case 'stream':
        transfer.put(answer.bytes);
        return ENDED;
      case 'done':
        return ENDED;
      case 'busy':
        return { status: ATTENTION | BUSY };
      case 'refused':
        // the other end was reset in the midst of it
        return this.check(INTERVENTION_REQUIRED | EQUIPMENT_CHECK);
      default:
        return this.notReady();
    }
  }

  /** The end of PREPARE. */
  deviceAnswer(answer: UnitAnswer): number {
    if (answer.kind === 'done') return DEVICE_END;
    this.check(INTERVENTION_REQUIRED);
    return DEVICE_END | UNIT_CHECK;
  }

  halt(): void {
    // CP hears that nothing is asked any more
  }

  protected override clear(): void {
    // knows nothing itself
  }

  protected override write(): null {
    return null;
  }

  protected override read(): void {
    // knows nothing itself
  }
}

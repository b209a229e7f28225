/**
 * A set of pipelines as it runs: stages, the streams between them, and how far each has come. All of it is plain
 * data with a version, so that it can be written down between any two steps and go on elsewhere (CMS Pipelines,
 * "Pipeline Dispatcher").
 */

import type { Structures } from './structure.js';

/** Part of a record. Positions from 1, negative from the end. */
export interface InputRange {
  readonly unit: 'column' | 'word' | 'field';
  readonly first: number;
  /** Infinity: to the end. */
  readonly last: number;
  /** What separates words or fields. */
  readonly separator: number;
  /** The range that it is a part of (SUBSTR). */
  readonly of?: InputRange | undefined;
}

/** A record: bytes in EBCDIC. */
export type Rec = Uint8Array;

/** A stream from one stage to another. A record stays in it until the consumer has consumed it. */
export interface Link {
  /** Stage that produces, and its stream; -1 when there is none (any more). */
  from: number;
  fromStream: number;
  /** Stage that consumes, and its stream. */
  to: number;
  toStream: number;
  record: Rec | undefined;
  /** Bytes of the record that count as held: those of a large one that the producer has made. */
  held: number;
  /** The producer is gone: end of file behind the present record. */
  ended: boolean;
  /** The consumer is gone: end of file for the producer. */
  severed: boolean;
}

/** What a stage waits for; -1 as stream is any. */
export type Wait =
  /** A record, or end of file, on an input. */
  | 'input'
  /** Its record on an output to be consumed. */
  | 'output'
  /** Either of them, on any stream. */
  | 'either'
  /** An answer of the system. */
  | 'effect'
  /** All stages of its pipelines to reach its commit level. */
  | 'commit'
  /** The pipelines that it called. */
  | 'call'
  /** Time, or something typed. */
  | 'event'
  /** Nothing: it is to be run again. */
  | 'none';

/** A part of the record, or the record in upper case. */
export interface View {
  readonly upper: boolean;
  readonly range: InputRange | undefined;
  readonly reverse: boolean;
}

/** A stage. */
export interface Stage {
  readonly id: number;
  /** Name in the stage table. */
  readonly verb: string;
  /** The stage as it was written, for messages. */
  readonly text: string;
  readonly args: string;
  /** What a selection looks at in place of the record (CASEI, ZONE). */
  readonly view: View | undefined;
  /** The pipelines that it belongs to. */
  readonly group: number;
  /** Number of the pipeline and of the stage in it, from 1. */
  readonly pipeline: number;
  readonly place: number;
  /** Links by stream number; -1 for a stream that is not connected. */
  readonly inputs: number[];
  readonly outputs: number[];
  /** Names of streams, '' for one without. */
  readonly names: string[];
  /** What inputs and outputs were before ADDPIPE, innermost last. */
  readonly saved: { readonly side: 'input' | 'output'; readonly stream: number; link: number }[];
  /** Its own data: plain, and nobody else's. */
  state: unknown;
  /** Records of a filter that are still to go out, and to which streams. */
  readonly pending: Rec[];
  readonly pendingTo: number[];
  /** Index of the record that is out. -1: none. */
  sent: number;
  /** A filter has still to consume the record that it has seen. */
  holds: boolean;
  /** A filter has had the end of its input, or does not want more. */
  finished: boolean;
  wait: Wait;
  waitStream: number;
  /** In the list of stages that can run. */
  queued: boolean;
  done: boolean;
  /** It has been run for the first time. */
  launched: boolean;
  /** It has committed to level 0, or waits to. */
  committed: boolean;
  /** A filter has begun. */
  started: boolean;
  /** A filter has more to make of the record that it has seen, or, when finished, of its end. */
  more: boolean;
  rc: number;
  /** Return code of the pipelines it called. */
  called: number;
  /** TRACE, LISTERR, LISTRC and LISTCMD. */
  readonly trace: boolean;
  readonly listErrors: boolean;
  readonly listCodes: boolean;
  readonly listCommands: boolean;
  /** Bits of MSGLEVEL: 1 for the stage itself, 4 for where it stands. */
  readonly messages: number;
  /** Bytes that it holds, counted against the limit, and those of large records in `pending`. */
  held: number;
  outgoing: number;
}

/** The pipelines of one PIPE, CALLPIPE, ADDPIPE or RUNPIPE. */
export interface Group {
  /** Stage that called it; -1 for none, or when it has ended. */
  caller: number;
  /** The caller waits for its end. */
  readonly waits: boolean;
  readonly name: string;
  /** Stages not yet ended, and those of them that have not committed to level 0. */
  alive: number;
  uncommitted: number;
  /** Aggregate return code. */
  rc: number;
  /** Streams of the caller to be given back: side, stream, link. */
  readonly borrowed: {
    readonly side: 'input' | 'output';
    readonly stream: number;
    readonly link: number;
  }[];
  readonly depth: number;
  /** Messages and data of stages are records of the caller, not lines of the terminal (RUNPIPE). */
  readonly captured: boolean;
  /** What its stages do is told in records of the caller, too (RUNPIPE EVENTS). */
  readonly events: boolean;
  /** Structures of STRUCTURE ADD; undefined: none. */
  structures?: Structures | undefined;
}

/** Everything. */
export interface PipeSet {
  readonly version: 4;
  readonly stages: (Stage | undefined)[];
  readonly links: (Link | undefined)[];
  readonly groups: (Group | undefined)[];
  /** Stages that can run; the last one runs next. */
  readonly ready: number[];
  /** Turns of stages since the one that had been ready longest came first. */
  turns: number;
  /** Those that wait for anything have been asked, and nothing has happened since. */
  asked: boolean;
  /** Free slots of links, to be used again. */
  readonly freeLinks: number[];
  /** Stage that an effect is for; -1 none. */
  effectFor: number;
  /** Lines to be typed before anything else: messages, and data of stages. */
  lines: { readonly text: string; readonly data: boolean }[];
  /** Bytes that stages hold. */
  held: number;
  /** Return code of the whole. */
  rc: number;
  /** The stage that special messages go to, and those that it has not taken yet. */
  listener: { readonly stage: number; readonly messages: Rec[] } | undefined;
  /** Names of immediate commands in use, and lines typed for them. */
  readonly immediate: { readonly name: string; readonly stage: number; readonly lines: string[] }[];
}

/** Most streams of a stage. */
export const MOST_STREAMS = 100;
/** Most stages that may be there at a time, of all pipelines called. */
export const MOST_STAGES = 5000;
/** Most stages of one specification: it is scanned in one go. */
export const MOST_SPECIFIED = 1000;
/** Pipelines that call each other, at most. */
export const MOST_DEPTH = 100;
/** Most bytes that the stages of a set hold together, in whatever machine. */
export const MOST_HELD = 64 << 20;
/** Storage from which on records that are on their way count as held. */
export const LARGE_RECORD = 16 << 10;
/** Longest record: what a stage can go through in one go. */
export const MOST_RECORD = 1 << 20;

/** Pipelines of which nothing runs yet. */
export function newPipeSet(): PipeSet {
  return {
    version: 4,
    stages: [],
    links: [],
    groups: [],
    ready: [],
    turns: 0,
    asked: false,
    freeLinks: [],
    effectFor: -1,
    lines: [],
    held: 0,
    rc: 0,
    listener: undefined,
    immediate: [],
  };
}

/** The worse of two return codes: a negative one wins, else the greater. */
export function worse(a: number, b: number): number {
  return a < 0 || b < 0 ? Math.min(a, b) : Math.max(a, b);
}

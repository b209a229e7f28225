/**
 * Stages and streams of a scanned specification, before any stage is made: which draft each element belongs to and how
 * they are connected (CMS Pipelines, "Pipeline Specification", "Label").
 */
import { MOST_STREAMS } from './pipe-set.js';
import { ScanFault, type Element, type ScannedPipe } from './scanner.js';

type StageElement = Extract<Element, { kind: 'stage' }>;

/** A stage on its way. */
export interface Draft {
  readonly element: StageElement;
  readonly pipeline: number;
  readonly place: number;
  readonly names: string[];
  /** Number of the link of each stream in the draft's list; -1 none, -2 the caller's. */
  readonly inputs: number[];
  readonly outputs: number[];
}

/** One end of a stream. */
export type End =
  | { readonly kind: 'stage'; readonly draft: Draft; readonly stream: number }
  | { readonly kind: 'caller'; readonly side: 'input' | 'output'; readonly stream: string };

/** A stream between two ends. */
export interface Connection {
  readonly from: End;
  readonly to: End;
}

/** The stages and streams of a specification. Throws a ScanFault. */
export function draw(scanned: ScannedPipe): { drafts: Draft[]; connections: Connection[] } {
  const drafts: Draft[] = [];
  const connections: Connection[] = [];
  const labels = new Map<string, Draft>();
  scanned.pipelines.forEach((pipeline, p) => {
    let before: End | undefined;
    pipeline.forEach((element, at) => {
      if (element.kind === 'connector') {
        const end: End = { kind: 'caller', side: element.side, stream: element.stream };
        if (at === 0) before = end;
        else if (before !== undefined) connections.push({ from: before, to: end });
        return;
      }
      let draft: Draft;
      let stream = 0;
      if (element.kind === 'stage') {
        draft = {
          ...{ element, pipeline: p + 1, place: at + 1 },
          ...{ names: [element.stream], inputs: [-1], outputs: [-1] },
        };
        drafts.push(draft);
        const label = element.label.toUpperCase();
        if (label !== '') {
          if (labels.has(label))
            throw located(new ScanFault(47, element.label), p, at, element.text);
          labels.set(label, draft);
        }
      } else {
        const known = labels.get(element.label.toUpperCase());
        if (known === undefined) {
          throw located(new ScanFault(46, element.label), p, at, `${element.label}:`);
        }
        draft = known;
        stream = draft.names.length;
        if (stream >= MOST_STREAMS) throw new ScanFault(264);
        if (element.stream !== '' && draft.names.includes(element.stream)) {
          throw located(new ScanFault(174, element.stream), p, at, `${element.label}:`);
        }
        draft.names.push(element.stream);
        draft.inputs.push(-1);
        draft.outputs.push(-1);
      }
      const end: End = { kind: 'stage', draft, stream };
      if (before !== undefined) connections.push({ from: before, to: end });
      before = end;
    });
  });
  return { drafts, connections };
}

function located(fault: ScanFault, pipeline: number, place: number, text: string): ScanFault {
  fault.pipeline = pipeline + 1;
  fault.place = place + 1;
  fault.text = text;
  return fault;
}

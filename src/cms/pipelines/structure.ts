/** What a structure is: names and types for parts of records (CMS Pipelines, "structure"). Plain data. */

/**
 * C characters, D binary with sign, U without, P packed decimal, F floating point, R characters that are a number when they
 * can be one, B bits and X bytes.
 */
export type MemberType = 'B' | 'C' | 'D' | 'F' | 'P' | 'R' | 'U' | 'X';

/** A part of a structure. */
export interface Member {
  readonly type: MemberType;
  /** Decimal places of P. */
  readonly scale: number;
  /** The structure that it is; '' for none. */
  readonly structure: string;
  /** First byte from 0, and the length of an element; Infinity: to the end of the record. */
  readonly at: number;
  readonly length: number;
  /** Number of elements; 0: it is no array. */
  readonly bound: number;
}

/** A structure by the names of its members. */
export interface Structure {
  readonly name: string;
  readonly members: Readonly<Record<string, Member>>;
  /** How far its members reach; Infinity: to the end of the record. */
  readonly length: number;
}

/** Structures by name. */
export type Structures = Map<string, Structure>;

/** Finds a structure by its name in upper case. */
export type FindStructure = (name: string) => Structure | undefined;

/** Users that transcripts of CP commands have beside the usual ones. */
import type { WholeOptions } from './whole-system.js';

/** CAROL's disks have passwords: 191 none, 192 for reading, 193 one of each kind, 194 for everybody. */
const CAROL = `USER CAROL * 1M 4M G
 CONSOLE 009 3215
 SPOOL 00C 2540 READER *
 SPOOL 00D 2540 PUNCH A
 SPOOL 00E 1403 A
 MDISK 191 FB-512 * 2000 VMTS MR
 MDISK 192 FB-512 * 2000 VMTS MR RDPASS
 MDISK 193 FB-512 * 2000 VMTS MR RDPASS WRPASS MWPASS
 MDISK 194 FB-512 * 2000 VMTS MR ALL ALL ALL`;

/** What a system has for them. */
export const transcriptUsers: WholeOptions = { entries: { CAROL } };

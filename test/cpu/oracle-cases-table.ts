/**
 * What the oracle (test/oracle) has found, made simple and kept; the notation is explained in one-step.ts.
 * Each line was wrong once.
 */

export const ORACLE_CASES = `
D 5,0(2) | 2=FFFFFF | int=0006 pc=1004
M 7,0(2) | 2=FFFFFF | int=0006 pc=1004
SSM 0(2) | 2=2000 @2000=80 ec | int=0006 pc=1004
STOSM 0(2),X'80' | 2=2000 ec | @2000=00 int=0006 pc=1004
`;

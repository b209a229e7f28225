/** Cases for every control and I/O instruction, and instructions that are not there; see one-step.ts. */

/** Control instructions. */
export const CONTROL_CASES = `
SSM 0(2) | 2=2000 @2000=FE | maskFE
SSM 0(2) | 2=2000 @2000=01 problem | int=0002 pc=1004
SSM 0(2) | 2=2000 cr0=40000000 | int=0013 pc=1004
LPSW 0(2) | 2=2000 @2000=005000001A004000 | k5 pmA cc1 pc=4000
LPSW 0(2) | 2=2000 @2000=0008120000004000 | pm2 cc1 pc=4000
LPSW 0(2) | 2=2004 | int=0006 pc=1004
LPSW 0(2) | 2=2004 problem | int=0002 pc=1004
LPSW 0(2) | 2=2000 @2000=0002000000004000 | exit=disabled-wait pc=4000
LPSW 0(2) | 2=2000 @2000=FE02000000004000 | exit=wait pc=4000
DIAG 1,3,X'58' | cc2 | exit=diagnose
DIAG 1,3,X'58' | problem | int=0002 pc=1004
SPKA X'50' | | k5
SPKA 0(2) | 2=FFFFFF7F problem | int=0002 pc=1004
IPK | 2=11223344 k5 key1000=50 | 2=11223350
IPK | problem | int=0002 pc=1004
SSK 1,2 | 1=FFFFFFFF 2=2000 | key2000=FE
SSK 1,2 | 1=50 2=2801 | int=0006 pc=1002
SSK 1,2 | 1=50 2=10000 | int=0005 pc=1002
SSK 1,2 | problem 2=2000 | int=0002 pc=1002
ISK 1,2 | 1=112233FF 2=2000 key2000=5E | 1=11223358
ISK 1,2 | 1=112233FF 2=2000 key2000=5E ec | 1=1122335E
ISK 1,2 | 2=2008 | int=0006 pc=1002
ISK 1,2 | 2=2008 problem | int=0002 pc=1002
RRB 0(2) | 2=2001 key2000=56 cc0 | key2000=52 cc3
RRB 0(2) | 2=2001 key2000=50 cc3 | key2000=50 cc0
RRB 0(2) | 2=10000 | int=0005 pc=1004
STNSM 0(2),X'FD' | 2=2000 maskFE | @2000=FE maskFC
STOSM 0(2),X'80' | 2=2000 mask06 | @2000=06 mask86
STNSM 0(2),X'FD' | problem 2=2000 | int=0002 pc=1004
STOSM 0(2),X'02' | problem 2=2000 | int=0002 pc=1004
LCTL 14,0,0(2) | 2=2000 @2000=0000000100000002000000E3 | cr14=1 cr15=2 cr0=E3
LCTL 1,1,2(2) | 2=2000 | int=0006 pc=1004
LCTL 1,1,0(2) | 2=2000 problem | int=0002 pc=1004
STCTL 15,1,0(2) | 2=2000 cr15=1 cr0=2 cr1=3 | @2000=000000010000000200000003
STCTL 1,1,2(2) | 2=2000 | int=0006 pc=1004
STCTL 1,1,0(2) | 2=2000 problem | int=0002 pc=1004
STIDP 0(2) | 2=2000 | @2000=FF01234530900000
STIDP 4(2) | 2=2000 | int=0006 pc=1004
STIDP 0(2) | 2=2000 problem | int=0002 pc=1004
LRA 1,0(2) | 2=FF023456 cr0=800000 cr1=2000 @2008=F0002400 @2406=0030 cc3 | 1=3456 cc0
LRA 1,0(2) | 2=023456 cr0=800000 cr1=2000 @2008=F0002401 | 1=2008 cc1
LRA 1,0(2) | 2=023456 cr0=800000 cr1=2000 @2008=F0002400 @2406=0038 | 1=2406 cc2
LRA 1,0(2) | 2=123456 cr0=800000 cr1=2000 | 1=2048 cc3
LRA 1,0(2) | 2=023456 cr0=800000 cr1=2000 @2008=20002400 | 1=2406 cc3
LRA 1,0(2) | 2=023456 cr0=800000 cr1=2000 @2008=F8002400 | int=0012 pc=1004
LRA 1,0(2) | 2=023456 cr0=800000 cr1=2000 @2008=F0002400 @2406=0034 | int=0012 pc=1004
LRA 1,0(2) | 2=023456 cr0=000000 | int=0012 pc=1004
LRA 1,0(2) | 2=023456 cr0=800000 cr1=10000 | int=0005 pc=1004
LRA 1,0(2) | 2=023456 cr0=800000 cr1=2000 @2008=F0010000 | int=0005 pc=1004
LRA 1,1(4,2) | 2=23451 4=4 cr0=900000 cr1=2000 @2000=20002400 @2446=0030 ec | 1=3456 cc0
LRA 1,0(2) | 2=23C56 cr0=400000 cr1=2000 @2008=F0002400 @240E=0030 | 1=3456 cc0
LRA 1,0(2) | 2=123C56 cr0=500000 cr1=2000 @2004=F0002400 @248E=0030 | 1=3456 cc0
LRA 1,0(2) | problem | int=0002 pc=1004
PTLB | | 
PTLB | problem | int=0002 pc=1004
SPX 0(2) | 2=2000 @2000=FF003FFF |
SPX 0(2) | 2=2000 @2000=00010000 | int=0005 pc=1004
SPX 2(2) | 2=2000 | int=0006 pc=1004
SPX 0(2) | 2=2000 problem | int=0002 pc=1004
STPX 0(2) | 2=2000 @2000=FFFFFFFF | @2000=00000000
STPX 1(2) | 2=2000 | int=0006 pc=1004
STPX 0(2) | 2=2000 problem | int=0002 pc=1004
IPTE 1,2 | 1=FF002007 2=123456 cr0=800000 @2006=1230 | @2006=1238
IPTE 1,2 | problem | int=0002 pc=1004
TPROT 0(2),X'50' | 2=2000 key2000=50 cc3 | cc0
TPROT 0(2),X'50' | 2=2000 key2000=60 | cc1
TPROT 0(2),X'50' | 2=2000 key2000=68 | cc2
TPROT 0(2),0 | 2=2000 key2000=68 cc3 | cc0
TPROT 0(2),X'50' | 2=10000 | int=0005 pc=1006
TPROT 0(2),X'50' | problem 2=2000 | int=0002 pc=1006
SIGP 1,3,3 | 3=2 | exit=signal-processor
SIGP 1,3,3 | 3=2 problem | int=0002 pc=1004
STAP 0(2) | 2=2000 @2000=FFFF | @2000=0000
STAP 1(2) | 2=2000 | int=0006 pc=1004
SCK 0(2) | 2=2000 @2000=8000000000000000 cc2 | cc0
SCK 4(2) | 2=2000 | int=0006 pc=1004
SCKC 0(2) | 2=2000 @2000=8000000000001000 |
SCKC 0(2) | 2=2000 problem | int=0002 pc=1004
STCKC 0(2) | 2=2000 @2000=FFFFFFFFFFFFFFFF | @2000=0000000000000000
SPT 0(2) | 2=2000 @2000=8000000000001000 |
STPT 0(2) | 2=2000 @2000=FFFFFFFFFFFFFFFF | @2000=0000000000000000
STPT 0(2) | 2=2000 problem | int=0002 pc=1004
`;

/** I/O instructions: they go to CP, in the supervisor state only. */
export const IO_CASES = `
SIO X'00C' | | exit=io-instruction
SIOF X'00C' | | exit=io-instruction
TIO X'00C' | | exit=io-instruction
CLRIO X'00C' | | exit=io-instruction
HIO X'00C' | | exit=io-instruction
HDV X'00C' | | exit=io-instruction
TCH X'00C' | | exit=io-instruction
STIDC X'000' | | exit=io-instruction
SIO X'00C' | problem | int=0002 pc=1004
STIDC X'000' | problem | int=0002 pc=1004
TCH X'00C' | problem | int=0002 pc=1004
`;

/** Not implemented and not assigned: operation exceptions, after the test of privilege. */
export const ABSENT_CASES = `
DC X'61000000' | | int=0001 pc=1004
CONCS X'123' | | int=0001 pc=1004
CONCS X'123' | problem | int=0001 pc=1004
WRD 0(2),1 | problem | int=0001 pc=1004
DC X'B2180000' | | int=0001 pc=1004
DC X'B2FF0000' | problem | int=0001 pc=1004
DC X'E50200000000' | | int=0001 pc=1006
DC X'0000' | | int=0001 pc=1002
DC X'0C12' | | int=0001 pc=1002
DC X'51000000' | | int=0001 pc=1004
DC X'A7000000' | | int=0001 pc=1004
DC X'EB0000000000' | | int=0001 pc=1006
`;

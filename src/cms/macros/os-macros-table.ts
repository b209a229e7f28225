/** Macros of OS for programs that run under the simulation of OS (OS/VS Supervisor and Data Management Macro Instructions). */
export const osMacros = String.raw`
         MACRO
&LABEL   SAVE  &REGS,&T,&ID
.* SAVES REGISTERS: SAVE (14,12),T,NAME OR * (THAT OF THE SECTION)
         LCLC  &N,&W
         LCLA  &D,&L
         AIF   ('&REGS' NE '').REGS
         MNOTE 12,'REGISTERS MISSING'
         MEXIT
.REGS    AIF   ('&T' EQ '' OR '&T' EQ 'T').T
         MNOTE 12,'INVALID OPERAND &T'
         MEXIT
.T       AIF   ('&ID' NE '').ID
&LABEL   DS    0H
         AGO   .D
.ID      ANOP
&N       SETC  '&ID'
         AIF   ('&ID' NE '*').NAME
&N       SETC  '&SYSECT'
         AIF   ('&LABEL' EQ '').NAME
&N       SETC  '&LABEL'
.NAME    ANOP
&L       SETA  K'&N
&D       SETA  (&L+2)/2*2+4
&LABEL   B     &D.(0,15)
         DC    AL1(&L)
         DC    CL&L'&N'
.D       ANOP
&W       SETC  '12+4*(&REGS(1)+2-16*((&REGS(1)+2)/16))'
         AIF   (T'&REGS(1) NE 'N').T2
&D       SETA  &REGS(1)*4+20
         AIF   (&D LE 75).LOW
&D       SETA  &D-64
.LOW     ANOP
&W       SETC  '&D'
.T2      AIF   ('&T' EQ '').PLAIN
         AIF   (&D GT 28).PAIR
         AIF   (N'&REGS EQ 1).ALL
         STM   14,&REGS(2),12(13)
         MEXIT
.ALL     STM   14,&REGS(1),12(13)
         MEXIT
.PAIR    STM   14,15,12(13)
.PLAIN   AIF   (N'&REGS EQ 2).TWO
         ST    &REGS(1),&W.(13,0)
         MEXIT
.TWO     STM   &REGS(1),&REGS(2),&W.(13)
         MEND
         MACRO
&LABEL   RETURN &REGS,&T,&RC=
.* RESTORES REGISTERS AND RETURNS: RETURN (14,12),T,RC=0 OR RC=(15)
         LCLA  &D
         LCLC  &W
         AIF   ('&LABEL' EQ '').REGS
&LABEL   DS    0H
.REGS    AIF   ('&REGS' EQ '').RC
&W       SETC  '12+4*(&REGS(1)+2-16*((&REGS(1)+2)/16))'
         AIF   (T'&REGS(1) NE 'N').KIND
&D       SETA  &REGS(1)*4+20
         AIF   (&D LE 75).LOW
&D       SETA  &D-64
.LOW     ANOP
&W       SETC  '&D'
.KIND    AIF   (N'&REGS EQ 2).TWO
         L     &REGS(1),&W.(13,0)
         AGO   .T
.TWO     AIF   ('&RC' EQ '').LM
         AIF   ('&RC'(1,1) NE '(').LM
         AIF   ('&W' EQ '12' OR '&REGS(1)' EQ 'R14').KEEP14
         AIF   ('&W' EQ '16' OR '&REGS(1)' EQ 'R15').KEEP15
.LM      LM    &REGS(1),&REGS(2),&W.(13)
         AGO   .T
.KEEP14  L     14,12(13,0)
.KEEP15  LM    0,&REGS(2),20(13)
.T       AIF   ('&T' EQ '').RC
         MVI   12(13),X'FF'
.RC      AIF   ('&RC' EQ '').BR
         AIF   ('&RC'(1,1) EQ '(').BR
         LA    15,&RC.(0,0)
.BR      BR    14
         MEND
         MACRO
&LABEL   OSXREG &REG,&VALUE
.* INNER: LOADS A REGISTER
         AIF   ('&VALUE'(1,1) NE '(').ADDR
         AIF   ('&VALUE(1)' EQ '&REG').END
&LABEL   LR    &REG,&VALUE(1)
         MEXIT
.ADDR    ANOP
&LABEL   LA    &REG,&VALUE
.END     MEND
         MACRO
&LABEL   OSXSTOR &SVC,&MODE,&LENGTH,&A,&SP
.* INNER: A LIST FOR GETMAIN AND FREEMAIN
&LABEL   CNOP  0,4
         BAL   1,IHB&SYSNDX.A
         DC    A(&LENGTH),A(&A),X'&MODE',AL1(&SP)
IHB&SYSNDX.A DS 0H
         SVC   &SVC
         MEND
         MACRO
&LABEL   GETMAIN &FORM,&LV=0,&LA=,&A=,&SP=0
.* GETMAIN R,LV=LENGTH. REGISTER 1: WHERE.  EC, EU: LV, A.
.* VC, VU, LC, LU: LA IS THE ADDRESS OF THE LENGTHS
         AIF   ('&FORM' EQ 'R').R
         AIF   ('&A' EQ '').BAD
         AIF   ('&FORM' EQ 'EC').EC
         AIF   ('&FORM' EQ 'EU').EU
         AIF   ('&LA' EQ '').BAD
         AIF   ('&FORM' EQ 'VC').VC
         AIF   ('&FORM' EQ 'VU').VU
         AIF   ('&FORM' EQ 'LC').LC
         AIF   ('&FORM' EQ 'LU').LU
.BAD     MNOTE 8,'INVALID FORM OR OPERAND OF GETMAIN'
         MEXIT
.EC      ANOP
&LABEL   OSXSTOR 4,20,&LV,&A,&SP
         MEXIT
.EU      ANOP
&LABEL   OSXSTOR 4,00,&LV,&A,&SP
         MEXIT
.VC      ANOP
&LABEL   OSXSTOR 4,E0,&LA,&A,&SP
         MEXIT
.VU      ANOP
&LABEL   OSXSTOR 4,C0,&LA,&A,&SP
         MEXIT
.LC      ANOP
&LABEL   OSXSTOR 4,A0,&LA,&A,&SP
         MEXIT
.LU      ANOP
&LABEL   OSXSTOR 4,80,&LA,&A,&SP
         MEXIT
.R       ANOP
&LABEL   OSXREG 0,&LV
         BAL   1,*+4
         SVC   10
         MEND
         MACRO
&LABEL   FREEMAIN &FORM,&LV=0,&LA=,&A=(1),&SP=0
.* FREEMAIN R,LV=LENGTH,A=ADDRESS.  E, V, L: A POINTS TO ADDRESSES
         AIF   ('&FORM' EQ 'R').R
         AIF   ('&FORM' EQ 'E').E
         AIF   ('&FORM' EQ 'V').V
         AIF   ('&FORM' EQ 'L' AND '&LA' NE '').L
         MNOTE 8,'INVALID FORM OR OPERAND OF FREEMAIN'
         MEXIT
.E       ANOP
&LABEL   OSXSTOR 5,00,&LV,&A,&SP
         MEXIT
.V       ANOP
&LABEL   OSXSTOR 5,C0,0,&A,&SP
         MEXIT
.L       ANOP
&LABEL   OSXSTOR 5,80,&LA,&A,&SP
         MEXIT
.R       ANOP
&LABEL   OSXREG 1,&A
         OSXREG 0,&LV
         SVC   10
         MEND
         MACRO
&LABEL   WTO   &TEXT
.* TYPES A MESSAGE
&LABEL   CNOP  0,4
         BAL   1,IHB&SYSNDX.A
         DC    AL2(4+L'IHB&SYSNDX.T,0)
IHB&SYSNDX.T DC C&TEXT
IHB&SYSNDX.A DS 0H
         SVC   35
         MEND
         MACRO
&LABEL   WTOR  &TEXT,&REPLY,&LEN,&ECB
.* TYPES A MESSAGE AND READS THE REPLY: WAIT FOR THE EVENT
&LABEL   CNOP  0,4
         BAL   1,IHB&SYSNDX.A
         DC    AL1(&LEN),AL3(&REPLY),A(&ECB)
         DC    AL2(4+L'IHB&SYSNDX.T,0)
IHB&SYSNDX.T DC C&TEXT
IHB&SYSNDX.A DS 0H
         SVC   35
         MEND
         MACRO
&LABEL   TIME  &UNIT
.* REGISTER 0: THE TIME, REGISTER 1: THE DATE
         LCLA  &N
&N       SETA  2
         AIF   ('&UNIT' EQ '' OR '&UNIT' EQ 'DEC').SVC
&N       SETA  1
         AIF   ('&UNIT' EQ 'BIN').SVC
&N       SETA  0
         AIF   ('&UNIT' EQ 'TU').SVC
         MNOTE 8,'INVALID UNIT &UNIT'
.SVC     ANOP
&LABEL   LA    1,&N
         SVC   11
         MEND
         MACRO
&LABEL   STIMER &KIND,&EXIT,&TUINTVL=,&BINTVL=,&DINTVL=,&TOD=,&MICVL=, X
               &GMT=
.* STIMER WAIT OR REAL,EXIT OR TASK,EXIT AND ONE OF
.* TUINTVL= BINTVL= DINTVL= TOD= MICVL= GMT=ADDRESS
         LCLA  &K,&U
&K       SETA  1
         AIF   ('&KIND' EQ 'WAIT').UNIT
&K       SETA  3
         AIF   ('&KIND' EQ 'REAL').UNIT
&K       SETA  0
         AIF   ('&KIND' EQ 'TASK').UNIT
         MNOTE 8,'INVALID KIND &KIND'
.UNIT    AIF   ('&EXIT' EQ '' OR &K NE 1).NOEXIT
         MNOTE 8,'STIMER WAIT HAS NO EXIT'
.NOEXIT  AIF   ('&TUINTVL' NE '').SVC
&U       SETA  16
         AIF   ('&BINTVL' NE '').SVC
&U       SETA  32
         AIF   ('&MICVL' NE '').SVC
&U       SETA  48
         AIF   ('&DINTVL' NE '').SVC
&U       SETA  96
         AIF   ('&GMT' NE '').SVC
&U       SETA  112
         AIF   ('&TOD' NE '').SVC
         MNOTE 8,'INTERVAL MISSING'
         MEXIT
.SVC     ANOP
&U       SETA  &U+&K
&LABEL   OSXREG 1,&TUINTVL&BINTVL&DINTVL&TOD&MICVL&GMT
         AIF   ('&EXIT' EQ '').NONE
         OSXREG 0,&EXIT
         LA    14,&U.(0,0)
         SLL   14,24(0)
         OR    0,14
         SVC   47
         MEXIT
.NONE    LA    0,&U.(0,0)
         SLL   0,24(0)
         SVC   47
         MEND
         MACRO
&LABEL   TTIMER &CANCEL,&UNIT,&AREA
.* REGISTER 0: WHAT IS LEFT OF THE INTERVAL, IN TIMER UNITS.
.* MIC,AREA: IN MICROSECONDS, AS THE CLOCK HAS THEM
         LCLA  &N
         AIF   ('&CANCEL' NE 'CANCEL').UNIT
&N       SETA  1
.UNIT    AIF   ('&UNIT' EQ '' OR '&UNIT' EQ 'TU').SVC
         AIF   ('&UNIT' EQ 'MIC' AND '&AREA' NE '').MIC
         MNOTE 8,'INVALID UNIT &UNIT'
         MEXIT
.MIC     ANOP
&N       SETA  &N+2
&LABEL   OSXREG 0,&AREA
         LA    1,&N
         SVC   46
         MEXIT
.SVC     ANOP
&LABEL   LA    1,&N
         SVC   46
         MEND
         MACRO
&LABEL   WAIT  &COUNT,&ECB=,&ECBLIST=
.* WAITS FOR ONE EVENT, OR FOR SO MANY OF A LIST
         LCLC  &P
&P       SETC  '&ECB&ECBLIST'
         AIF   ('&P' NE '').SOME
         MNOTE 12,'ECB MISSING'
         MEXIT
.SOME    AIF   ('&P'(1,1) EQ '(').REG
&LABEL   LA    1,&P
         AGO   .COUNT
.REG     ANOP
&P       SETC  '&P'(2,K'&P-2)
&LABEL   LA    1,0(0,&P)
.COUNT   AIF   ('&COUNT' EQ '').ONE
         AIF   ('&COUNT'(1,1) EQ '(').CREG
         LA    0,&COUNT
         AGO   .LIST
.CREG    OSXREG 0,&COUNT
         AGO   .LIST
.ONE     LA    0,1(0,0)
.LIST    AIF   ('&ECBLIST' EQ '').SVC
         LCR   1,1
.SVC     SVC   1
         MEND
         MACRO
&LABEL   STAX  &EXIT,&OBUF=,&IBUF=,&USADDR=,&REPLACE=YES,&DEFER=,&MF=
.* AN EXIT FOR ATTENTIONS; WITHOUT OPERANDS: THE LAST ONE IS CANCELLED
         LCLC  &U
         AIF   ('&EXIT' EQ '' AND '&MF' EQ '').NONE
&U       SETC  '0'
         AIF   ('&USADDR' EQ '').FORM
         AIF   ('&USADDR'(1,1) EQ '(').FORM
&U       SETC  '&USADDR'
.FORM    AIF   ('&MF' EQ 'L').L
         AIF   ('&MF' NE '').E
&LABEL   LA    1,IHB&SYSNDX
         B     20(0,1)
IHB&SYSNDX DS 0F
         AIF   ('&EXIT'(1,1) EQ '(').REG
         DC    AL4(&EXIT)
         AGO   .REST
.REG     DC    AL4(0)
.REST    DC    AL2(0,0),A(0,0),AL1(0),AL3(&U)
         AIF   ('&EXIT'(1,1) NE '(').USADDR
         ST    &EXIT(1),0(0,1)
.USADDR  AIF   ('&USADDR' EQ '').SVC
         AIF   ('&USADDR'(1,1) NE '(').SVC
         ST    &USADDR(1),16(0,1)
.SVC     SVC   96
         MEXIT
.L       ANOP
&LABEL   DS    0F
         AIF   ('&EXIT' EQ '').L0
         DC    AL4(&EXIT)
         AGO   .L1
.L0      DC    AL4(0)
.L1      DC    AL2(0,0),A(0,0),AL1(0),AL3(&U)
         MEXIT
.E       ANOP
&LABEL   OSXREG 1,&MF(2)
         AIF   ('&EXIT' EQ '').EU
         OSXREG 0,&EXIT
         ST    0,0(0,1)
.EU      AIF   ('&USADDR' EQ '').SVC
         OSXREG 0,&USADDR
         ST    0,16(0,1)
         SVC   96
         MEXIT
.NONE    ANOP
&LABEL   DS    0H
         SR    1,1
         SVC   96
         MEND
         MACRO
&LABEL   POST  &ECB,&CODE
.* AN EVENT HAS HAPPENED
&LABEL   OSXREG 1,&ECB
         AIF   ('&CODE' EQ '').ZERO
         OSXREG 0,&CODE
         SVC   2
         MEXIT
.ZERO    SR    0,0
         SVC   2
         MEND
         MACRO
&LABEL   ENQ   &LIST,&RET=
.* NOBODY ELSE IS THERE WHO COULD HAVE IT
&LABEL   SVC   56
         MEND
         MACRO
&LABEL   DEQ   &LIST,&RET=
.* GIVES BACK WHAT ENQ HAS TAKEN
&LABEL   SVC   48
         MEND
         MACRO
         OSXCODE &RANGE
.* INNER: NOTES INTERRUPTIONS A OR (A,B) OF SPIE
         GBLB  &OSXB(16)
         LCLA  &I,&TO
         AIF   (N'&RANGE GT 1).PAIR
&I       SETA  &RANGE
&TO      SETA  &RANGE
         AGO   .LOOP
.PAIR    ANOP
&I       SETA  &RANGE(1)
&TO      SETA  &RANGE(2)
.LOOP    AIF   (&I GT &TO).END
         AIF   (&I LT 1 OR &I GT 15).BAD
&OSXB(&I+1) SETB 1
&I       SETA  &I+1
         AGO   .LOOP
.BAD     MNOTE 8,'INVALID INTERRUPTION &I'
.END     MEND
         MACRO
&LABEL   SPIE  &EXIT,&CODES
.* SPIE EXIT,(1,5,(7,9)). WITHOUT OPERANDS: NO EXIT ANY MORE
         GBLB  &OSXB(16)
         LCLA  &I
         LCLC  &C
         AIF   ('&EXIT' EQ '').NONE
&I       SETA  1
.CLEAR   AIF   (&I GT 16).CODES
&OSXB(&I) SETB 0
&I       SETA  &I+1
         AGO   .CLEAR
.CODES   ANOP
&I       SETA  1
.LOOP    AIF   (&I GT N'&CODES).BITS
         OSXCODE &CODES(&I)
&I       SETA  &I+1
         AGO   .LOOP
.BITS    ANOP
&I       SETA  1
.BIT     AIF   (&I GT 16).LIST
&C       SETC  '&C&OSXB(&I)'
&I       SETA  &I+1
         AGO   .BIT
.LIST    ANOP
&LABEL   CNOP  0,4
         BAL   1,IHB&SYSNDX.A
         DC    B'0000&OSXB(9)&OSXB(11)&OSXB(14)&OSXB(15)',AL3(&EXIT)
         DC    B'&C'
IHB&SYSNDX.A DS 0H
         SVC   14
         MEXIT
.NONE    ANOP
&LABEL   SR    1,1
         SVC   14
         MEND
         MACRO
&LABEL   STAE  &EXIT,&HOW,&PARAM=0
.* STAE EXIT,CT OR OV,PARAM=ADDRESS. STAE 0: NO EXIT ANY MORE
         LCLA  &R
         AIF   ('&EXIT' EQ '0').NONE
         AIF   ('&HOW' NE 'OV').LIST
&R       SETA  8
.LIST    ANOP
&LABEL   CNOP  0,4
         BAL   1,IHB&SYSNDX.A
         DC    A(&EXIT),A(&PARAM)
IHB&SYSNDX.A LA 0,&R
         SVC   60
         MEXIT
.NONE    ANOP
&LABEL   LA    0,4
         SR    1,1
         SVC   60
         MEND
         MACRO
&LABEL   ATTACH &EP=,&ECB=0
.* CALLS A PROGRAM; THE EVENT HAS ITS RETURN CODE
&LABEL   CNOP  0,4
         BAL   15,IHB&SYSNDX.A
         DC    A(*+12,0),A(&ECB),CL8'&EP'
IHB&SYSNDX.A DS 0H
         SVC   42
         MEND
         MACRO
&LABEL   DETACH &TCB
.* A TASK THAT ATTACH HAS CALLED IS GONE ALREADY
&LABEL   SVC   62
         MEND
         MACRO
&LABEL   IDENTIFY &EP=,&ENTRY=
.* GIVES A NAME TO AN ADDRESS
&LABEL   OSXREG 1,&ENTRY
         LA    0,=CL8'&EP'
         SVC   41
         MEND
         MACRO
&LABEL   EXTRACT &AREA,&TCB,&FIELDS=
.* DOES NOTHING
&LABEL   SVC   40
         MEND
         MACRO
&LABEL   SNAP  &DCB=0,&ID=0,&STORAGE=
.* DUMPS STORAGE=(FROM,TO,...) ON THE PRINTER
         LCLA  &I
&LABEL   CNOP  0,4
         BAL   1,IHB&SYSNDX.A
         AIF   ('&STORAGE' EQ '').NONE
         DC    AL1(&ID),X'000000',A(&DCB,0,*+4)
&I       SETA  1
.LOOP    AIF   (&I+2 GT N'&STORAGE).LAST
         DC    A(&STORAGE(&I),&STORAGE(&I+1))
&I       SETA  &I+2
         AGO   .LOOP
.LAST    DC    A(&STORAGE(&I))
         DC    X'80',AL3(&STORAGE(&I+1))
         AGO   .SVC
.NONE    DC    AL1(&ID),X'000000',A(&DCB,0,0)
.SVC     ANOP
IHB&SYSNDX.A DS 0H
         SVC   51
         MEND
         MACRO
&LABEL   TPUT  &BUFFER,&LEN
.* TYPES A LINE
&LABEL   OSXREG 1,&BUFFER
         OSXREG 0,&LEN
         SVC   93
         MEND
         MACRO
&LABEL   TGET  &BUFFER,&LEN
.* READS A LINE. REGISTER 1: ITS LENGTH
&LABEL   OSXREG 1,&BUFFER
         O     1,=X'80000000'
         OSXREG 0,&LEN
         SVC   93
         MEND
         MACRO
&LABEL   ABEND &CODE
.* ENDS THE PROGRAM WITH A CODE
&LABEL   OSXREG 1,&CODE
         SVC   13
         MEND
         MACRO
&LABEL   DCB   &DDNAME=,&DSORG=PS,&MACRF=GM,&RECFM=,&LRECL=0,          X
               &BLKSIZE=0,&EODAD=0,&SYNAD=0,&EXLST=0
.* DATA CONTROL BLOCK OF 96 BYTES
         LCLA  &I,&IN,&OUT
         LCLC  &ORG,&R,&F
&ORG     SETC  '4000'
         AIF   ('&DSORG' EQ 'PS').MACRF
&ORG     SETC  '0200'
         AIF   ('&DSORG' EQ 'PO').MACRF
         MNOTE 8,'INVALID DSORG=&DSORG'
.MACRF   ANOP
&I       SETA  1
.LOOP    AIF   (&I GT N'&MACRF).RECFM
&R       SETC  '&MACRF(&I)'
&I       SETA  &I+1
         AIF   ('&R' EQ '').LOOP
         AIF   ('&R' NE 'GM').M1
&IN      SETA  80
.M1      AIF   ('&R' NE 'GL').M2
&IN      SETA  72
.M2      AIF   ('&R' NE 'PM').M3
&OUT     SETA  80
.M3      AIF   ('&R' NE 'PL').M4
&OUT     SETA  72
.M4      AIF   ('&R' NE 'R').M5
&IN      SETA  32
.M5      AIF   ('&R' NE 'RP').M6
&IN      SETA  36
.M6      AIF   ('&R' NE 'W').M7
&OUT     SETA  32
.M7      AIF   ('&R' NE 'WP').M8
&OUT     SETA  36
.M8      AIF   (&IN+&OUT NE 0).LOOP
         MNOTE 8,'INVALID MACRF=&MACRF'
.RECFM   ANOP
&F       SETC  '00'
         AIF   ('&RECFM' EQ '').DC
&F       SETC  '80'
         AIF   ('&RECFM' EQ 'F').DC
&F       SETC  '90'
         AIF   ('&RECFM' EQ 'FB').DC
&F       SETC  '84'
         AIF   ('&RECFM' EQ 'FA').DC
&F       SETC  '94'
         AIF   ('&RECFM' EQ 'FBA').DC
&F       SETC  '40'
         AIF   ('&RECFM' EQ 'V').DC
&F       SETC  '50'
         AIF   ('&RECFM' EQ 'VB').DC
&F       SETC  '44'
         AIF   ('&RECFM' EQ 'VA').DC
&F       SETC  '54'
         AIF   ('&RECFM' EQ 'VBA').DC
&F       SETC  'C0'
         AIF   ('&RECFM' EQ 'U').DC
         MNOTE 8,'INVALID RECFM=&RECFM'
.DC      ANOP
&LABEL   DS    0F
         DC    26X'00',X'&ORG',4X'00'
         DC    A(&EODAD)
         DC    X'&F',AL3(&EXLST)
         DC    CL8'&DDNAME'
         DC    X'02',X'00'             NOT OPEN
         DC    AL1(&IN,&OUT)
         DC    F'0'
         DC    A(&SYNAD)
         DC    H'0'
         DC    AL2(&BLKSIZE)
         DC    18X'00'
         DC    AL2(&LRECL)
         DC    12X'00'
         MEND
         MACRO
         DCBD
.* FIELDS OF A DCB
IHADCB   DSECT
         DS    26X
DCBDSORG DS    H
         DS    F
DCBEODAD DS    A
DCBEXLST DS    0A
DCBRECFM DS    X
         DS    AL3
DCBDDNAM DS    CL8
DCBOFLGS DS    X
DCBIFLG  DS    X
DCBMACR  DS    H
DCBCHECK DS    A
DCBSYNAD DS    A
         DS    H
DCBBLKSI DS    H
         DS    12X
DCBRECAD DS    A
         DS    H
DCBLRECL DS    H
DCBCNTRL DS    A
         DS    2F
DCBLNGTH EQU   *-IHADCB
         MEND
         MACRO
&LABEL   OSXLIST &SVC,&PAIRS,&LIST
.* INNER: A LIST OF DCBS, EACH WITH ITS OPTION WHEN THERE ARE PAIRS
         LCLA  &I,&O,&STEP
&STEP    SETA  1
         AIF   ('&PAIRS' EQ 'NO').CNOP
&STEP    SETA  2
.CNOP    ANOP
&LABEL   CNOP  0,4
         BAL   1,IHB&SYSNDX.A
&I       SETA  1
.LOOP    ANOP
&O       SETA  0
         AIF   ('&PAIRS' EQ 'NO').LAST
         OSXOPT &LIST(&I+1)
         GBLA  &OSXO
&O       SETA  &OSXO
.LAST    AIF   (&I+&STEP LE N'&LIST).DC
&O       SETA  &O+128
.DC      DC    AL1(&O),AL3(&LIST(&I))
&I       SETA  &I+&STEP
         AIF   (&I LE N'&LIST).LOOP
IHB&SYSNDX.A DS 0H
         SVC   &SVC
         MEND
         MACRO
         OSXOPT &OPT
.* INNER: THE CODE OF AN OPTION OF OPEN
         GBLA  &OSXO
         LCLC  &W
&W       SETC  '&OPT(1)'
&OSXO    SETA  0
         AIF   ('&W' EQ '' OR '&W' EQ 'INPUT').END
&OSXO    SETA  15
         AIF   ('&W' EQ 'OUTPUT').END
&OSXO    SETA  4
         AIF   ('&W' EQ 'UPDAT').END
&OSXO    SETA  3
         AIF   ('&W' EQ 'INOUT').END
&OSXO    SETA  7
         AIF   ('&W' EQ 'OUTIN').END
         MNOTE 8,'INVALID OPTION &W'
.END     MEND
         MACRO
&LABEL   SYNADAF &ACSMETH=BSAM,&PARM1=(1),&PARM2=(0)
.* A SAVE AREA AND A MESSAGE FOR AN ERROR ROUTINE. REGISTER 1: WHERE
         LCLA  &N
         AIF   ('&ACSMETH' EQ 'BSAM').REGS
&N       SETA  1
         AIF   ('&ACSMETH' EQ 'QSAM').REGS
&N       SETA  6
         AIF   ('&ACSMETH' EQ 'BPAM').REGS
&N       SETA  2
         AIF   ('&ACSMETH' EQ 'BDAM').REGS
&N       SETA  5
         AIF   ('&ACSMETH' EQ 'EXCP').REGS
         MNOTE 8,'INVALID ACCESS METHOD &ACSMETH'
.REGS    ANOP
&LABEL   OSXREG 1,&PARM1
         OSXREG 0,&PARM2
         LA    15,&N
         SVC   68
         MEND
         MACRO
&LABEL   SYNADRLS
.* GIVES BACK WHAT SYNADAF HAS GIVEN
&LABEL   L     15,=X'FF000000'
         SVC   68
         MEND
         MACRO
&LABEL   OPEN  &LIST,&TYPE=
.* OPEN (DCB,(INPUT OR OUTPUT OR UPDAT),DCB,...)
         AIF   ('&TYPE' EQ 'J').J
&LABEL   OSXLIST 19,YES,&LIST
         MEXIT
.J       ANOP
&LABEL   OSXLIST 22,YES,&LIST
         MEND
         MACRO
&LABEL   CLOSE &LIST,&TYPE=
.* CLOSE (DCB,,DCB,...); TYPE=T: AND GO ON
         AIF   ('&TYPE' EQ 'T').T
&LABEL   OSXLIST 20,YES,&LIST
         MEXIT
.T       ANOP
&LABEL   OSXLIST 23,YES,&LIST
         MEND
         MACRO
&LABEL   RDJFCB &LIST
.* WHAT FILEDEF SAYS GOES WHERE EXIT X'07' OF THE DCB POINTS TO
&LABEL   OSXLIST 64,NO,&LIST
         MEND
         MACRO
&LABEL   DEVTYPE &DD,&AREA
.* DEVICE TYPE AND LARGEST BLOCK OF A DDNAME
&LABEL   OSXREG 1,&DD
         OSXREG 0,&AREA
         SVC   24
         MEND
         MACRO
&LABEL   BLDL  &DCB,&LIST
.* LOOKS UP MEMBERS
&LABEL   OSXREG 1,&DCB
         OSXREG 0,&LIST
         SVC   18
         MEND
         MACRO
&LABEL   STOW  &DCB,&LIST,&KIND
.* A MEMBER GETS ITS NAME: STOW DCB,LIST,A OR R; D, C (TWO NAMES)
&LABEL   OSXREG 1,&DCB
         OSXREG 0,&LIST
         AIF   ('&KIND' EQ 'A').SVC
         AIF   ('&KIND' EQ 'D').LIST
         LCR   1,1
         AIF   ('&KIND' EQ 'R').SVC
         AIF   ('&KIND' EQ 'C').LIST
         MNOTE 8,'INVALID KIND &KIND'
         MEXIT
.LIST    LCR   0,0
.SVC     SVC   21
         MEND
         MACRO
&LABEL   FIND  &DCB,&NAME,&KIND
.* FIND DCB,NAME,D OR DCB,ADDRESS,C
         AIF   ('&KIND' EQ 'C').C
&LABEL   OSXREG 1,&DCB
         LCR   1,1
         OSXREG 0,&NAME
         SVC   18
         MEXIT
.C       ANOP
&LABEL   POINT &DCB,&NAME
         MEND
         MACRO
&LABEL   NOTE  &DCB
.* REGISTER 1: WHERE THE LAST BLOCK IS
&LABEL   OSXREG 1,&DCB
         L     15,84(,1)
         BALR  14,15
         MEND
         MACRO
&LABEL   POINT &DCB,&AT
.* THE NEXT BLOCK IS THE ONE THAT NOTE HAS TOLD
&LABEL   OSXREG 1,&DCB
         OSXREG 0,&AT
         L     15,84(,1)
         BAL   14,4(,15)
         MEND
         MACRO
&LABEL   BSP   &DCB
.* ONE BLOCK BACK
&LABEL   OSXREG 1,&DCB
         SVC   69
         MEND
         MACRO
&LABEL   OSXDECB &CODE,&DECB,&DCB,&AREA,&LEN,&MF
.* INNER: READ AND WRITE
         LCLC  &L,&S,&D,&A
         AIF   ('&MF' EQ 'E').E
         AIF   ('&MF' EQ '' OR '&MF' EQ 'L').FORM
         MNOTE 8,'INVALID MF=&MF'
         MEXIT
.FORM    ANOP
&L       SETC  '0'
&S       SETC  '80'
         AIF   ('&LEN' EQ '' OR '&LEN'(1,1) EQ '''').DCB
&S       SETC  '00'
         AIF   ('&LEN'(1,1) EQ '(').DCB
&L       SETC  '&LEN'
.DCB     ANOP
&D       SETC  '0'
         AIF   ('&DCB' EQ '' OR '&DCB'(1,1) EQ '(').AREA
&D       SETC  '&DCB'
.AREA    ANOP
&A       SETC  '0'
         AIF   ('&AREA' EQ '' OR '&AREA'(1,1) EQ '(').LIST
&A       SETC  '&AREA'
.LIST    AIF   ('&MF' EQ 'L').L
&LABEL   CNOP  0,4
         BAL   1,IHB&SYSNDX.A
.L       ANOP
&DECB    DC    F'0',X'&S&CODE',AL2(&L)
         DC    A(&D,&A,0)
         AIF   ('&MF' EQ 'L').END
IHB&SYSNDX.A DS 0H
         AIF   ('&DCB' EQ '').SAREA
         AIF   ('&DCB'(1,1) NE '(').SAREA
         ST    &DCB(1),8(,1)
.SAREA   AIF   ('&AREA' EQ '').SLEN
         AIF   ('&AREA'(1,1) NE '(').SLEN
         ST    &AREA(1),12(,1)
.SLEN    AIF   ('&LEN' EQ '').CALL
         AIF   ('&LEN'(1,1) NE '(').CALL
         STH   &LEN(1),6(,1)
         AGO   .CALL
.E       ANOP
&LABEL   OSXREG 1,&DECB
         AIF   ('&DCB' EQ '').EAREA
         OSXREG 0,&DCB
         ST    0,8(,1)
.EAREA   AIF   ('&AREA' EQ '').ELEN
         OSXREG 0,&AREA
         ST    0,12(,1)
.ELEN    AIF   ('&LEN' EQ '').CALL
         AIF   ('&LEN'(1,1) EQ '''').ES
         OSXREG 0,&LEN
         STH   0,6(,1)
         NI    4(1),X'7F'
         AGO   .CALL
.ES      OI    4(1),X'80'
.CALL    L     15,8(,1)
         L     15,48(,15)
         BALR  14,15
.END     MEND
         MACRO
&LABEL   READ  &DECB,&TYPE,&DCB,&AREA,&LEN,&MF=
.* READ DECB,SF,DCB,AREA,LENGTH OR 'S'; MF=E: DECB,SF,,AREA
&LABEL   OSXDECB 80,&DECB,&DCB,&AREA,&LEN,&MF
         MEND
         MACRO
&LABEL   WRITE &DECB,&TYPE,&DCB,&AREA,&LEN,&MF=
.* WRITE DECB,SF,DCB,AREA,LENGTH OR 'S'; MF=E: DECB,SF,,AREA
&LABEL   OSXDECB 20,&DECB,&DCB,&AREA,&LEN,&MF
         MEND
         MACRO
&LABEL   CHECK &DECB
.* WHAT HAS COME OF READ OR WRITE
&LABEL   OSXREG 1,&DECB
         L     15,8(,1)
         L     15,52(,15)
         BALR  14,15
         MEND
         MACRO
&LABEL   PUTX  &DCB,&AREA
.* THE RECORD THAT GET HAS GIVEN GOES BACK
&LABEL   OSXREG 1,&DCB
         AIF   ('&AREA' EQ '').CALL
         OSXREG 0,&AREA
.CALL    L     15,52(,1)
         BALR  14,15
         MEND
         MACRO
&LABEL   GET   &DCB,&AREA
.* READS A RECORD
&LABEL   OSXREG 1,&DCB
         AIF   ('&AREA' EQ '').CALL
         OSXREG 0,&AREA
.CALL    L     15,48(,1)
         BALR  14,15
         MEND
         MACRO
&LABEL   PUT   &DCB,&AREA
.* WRITES A RECORD
&LABEL   OSXREG 1,&DCB
         AIF   ('&AREA' EQ '').CALL
         OSXREG 0,&AREA
.CALL    L     15,48(,1)
         BALR  14,15
         MEND
         MACRO
&LABEL   CALL  &ENTRY,&LIST
.* CALLS A ROUTINE WITH ADDRESSES
         LCLA  &I
         AIF   ('&LIST' EQ '').GO
&LABEL   CNOP  0,4
         BAL   1,IHB&SYSNDX.A
&I       SETA  1
.LOOP    AIF   (&I GE N'&LIST).LAST
         DC    A(&LIST(&I))
&I       SETA  &I+1
         AGO   .LOOP
.LAST    DC    X'80',AL3(&LIST(&I))
IHB&SYSNDX.A DS 0H
         L     15,=V(&ENTRY)
         BALR  14,15
         MEXIT
.GO      ANOP
&LABEL   L     15,=V(&ENTRY)
         BALR  14,15
         MEND
         MACRO
&LABEL   OSXPARM &LIST
.* INNER: ADDRESSES IN A LIST FOR REGISTER 1
         LCLA  &I
&LABEL   CNOP  0,4
         BAL   1,IHB&SYSNDX.A
&I       SETA  1
.LOOP    AIF   (&I GE N'&LIST).LAST
         DC    A(&LIST(&I))
&I       SETA  &I+1
         AGO   .LOOP
.LAST    DC    X'80',AL3(&LIST(&I))
IHB&SYSNDX.A DS 0H
         MEND
         MACRO
&LABEL   OSXEP &SVC,&EP,&DE,&PARAM
.* INNER: A PROGRAM BY ITS NAME
&LABEL   DS    0H
         AIF   ('&PARAM' EQ '').EP
         OSXPARM &PARAM
.EP      CNOP  0,4
         BAL   15,IHB&SYSNDX.A
         AIF   ('&DE' NE '').DE
         DC    A(*+8,0),CL8'&EP'
         AGO   .SVC
.DE      DC    X'80',AL3(&DE),F'0'
.SVC     ANOP
IHB&SYSNDX.A DS 0H
         SVC   &SVC
         MEND
         MACRO
&LABEL   LINK  &EP=,&DE=,&PARAM=
.* CALLS A PROGRAM BY ITS NAME
&LABEL   OSXEP 6,&EP,&DE,&PARAM
         MEND
         MACRO
&LABEL   XCTL  &REGS,&EP=,&DE=
.* GOES TO A PROGRAM BY ITS NAME, WITH REGISTERS OF THE SAVE AREA
         AIF   ('&REGS' EQ '').EP
&LABEL   LM    &REGS(1),&REGS(2),12(13)
         OSXEP 7,&EP,&DE
         MEXIT
.EP      ANOP
&LABEL   OSXEP 7,&EP,&DE
         MEND
         MACRO
&LABEL   LOAD  &EP=
.* BRINGS A PROGRAM INTO STORAGE. REGISTER 0: ITS ENTRY
&LABEL   LA    0,=CL8'&EP'
         SR    1,1
         SVC   8
         MEND
         MACRO
&LABEL   DELETE &EP=
.* GIVES BACK A LOADED PROGRAM
&LABEL   LA    0,=CL8'&EP'
         SVC   9
         MEND
`;

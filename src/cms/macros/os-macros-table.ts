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
         MEXIT
.END     AIF   ('&LABEL' EQ '').OUT
&LABEL   DS    0H
.OUT     MEND
         MACRO
&LABEL   OSXSTOR &SVC,&FLAG,&LENGTH,&A,&SP,&MF
.* INNER: A LIST FOR GETMAIN AND FREEMAIN
         GBLC  &OSXA
         LCLC  &L,&P
         AIF   (N'&MF EQ 2).E
         OSXADR &LENGTH
&L       SETC  '&OSXA'
         OSXADR &SP
&P       SETC  '&OSXA'
         OSXADR &A
         AIF   ('&MF' EQ 'L').L
&LABEL   CNOP  0,4
         BAL   1,IHB&SYSNDX.A
         DC    A(&L,&OSXA),X'&FLAG',AL1(&P)
IHB&SYSNDX.A DS 0H
         AIF   ('&L' NE '0' OR '&LENGTH' EQ '').A
         OSXST &LENGTH,0
.A       AIF   ('&OSXA' NE '0' OR '&A' EQ '').SP
         OSXST &A,4
.SP      AIF   ('&P' NE '0' OR '&SP' EQ '').SVC
         AIF   ('&SP'(1,1) NE '(').SVC
         STC   &SP(1),9(1,0)
.SVC     SVC   &SVC
         MEXIT
.L       ANOP
&LABEL   DC    A(&L,&OSXA),X'&FLAG',AL1(&P)
         MEXIT
.E       ANOP
&LABEL   OSXMF &MF,1
         AIF   ('&FLAG' EQ '').EL
         MVI   8(1),X'&FLAG'
.EL      OSXST &LENGTH,0
         OSXST &A,4
         AIF   ('&SP' EQ '').SVC
         AIF   ('&SP'(1,1) EQ '(').ESP
         MVI   9(1),&SP
         AGO   .SVC
.ESP     STC   &SP(1),9(1,0)
         AGO   .SVC
         MEND
         MACRO
&LABEL   GETMAIN &MODE,&LV=,&LA=,&A=,&SP=,&MF=I,&BNDRY=,&HIARCHY=,     X
               &RELATED=,&LOC=
.* GETMAIN R,LV=LENGTH. REGISTER 1: WHERE.  EC, EU: LV, A.
.* RC, RU: AS R, ALSO ON A PAGE; REGISTER 15 IS 4 WHEN RC FINDS NONE
.* VC, VU, LC, LU: LA IS THE ADDRESS OF THE LENGTHS
         LCLC  &F,&G
         AIF   ('&MODE' EQ 'R').R
         AIF   ('&MODE' EQ 'RC' OR '&MODE' EQ 'RU').RX
         AIF   ('&MODE' EQ '' AND N'&MF EQ 2).F
         AIF   (N'&MF EQ 2 OR '&MF' EQ 'L').KIND
         AIF   ('&MF' NE 'I' OR '&A' EQ '').BAD
.KIND    ANOP
&F       SETC  '20'
&G       SETC  '30'
         AIF   ('&MODE' EQ 'EC').F
&F       SETC  '00'
&G       SETC  '10'
         AIF   ('&MODE' EQ 'EU').F
         AIF   ('&LA' EQ '' AND '&MF' EQ 'I').BAD
&F       SETC  'E0'
&G       SETC  'F0'
         AIF   ('&MODE' EQ 'VC').F
&F       SETC  'C0'
&G       SETC  'D0'
         AIF   ('&MODE' EQ 'VU').F
&F       SETC  'A0'
&G       SETC  'B0'
         AIF   ('&MODE' EQ 'LC').F
&F       SETC  '80'
&G       SETC  '90'
         AIF   ('&MODE' EQ 'LU').F
.BAD     MNOTE 8,'INVALID FORM OR OPERAND OF GETMAIN'
         MEXIT
.F       AIF   ('&BNDRY' NE 'PAGE').LIST
&F       SETC  '&G'
.LIST    ANOP
&LABEL   OSXSTOR 4,&F,&LV&LA,&A,&SP,&MF
         MEXIT
.RX      AIF   ('&LV' EQ '' OR '&MF' NE 'I').BAD
&F       SETC  '0'
         AIF   ('&MODE' EQ 'RC').PAGE
&F       SETC  '2'
.PAGE    AIF   ('&BNDRY' NE 'PAGE').FORM
&F       SETC  '&F+4'
.FORM    ANOP
&LABEL   OSXLV &LV
         OSXFORM &SP,&F
         SVC   120
         MEXIT
.R       ANOP
&LABEL   OSXLV &LV,&SP
         BAL   1,*+4
         SVC   10
         MEND
         MACRO
         OSXFORM &SP,&F
.* INNER: SUBPOOL AND FLAGS OF THE FORMS RC AND RU IN REGISTER 15
         LCLC  &S
&S       SETC  '0'
         AIF   ('&SP' EQ '').CONST
&S       SETC  '&SP'
         AIF   ('&SP'(1,1) EQ '(').REG
.CONST   CNOP  0,4
         B     *+8
         DC    AL2(0),AL1(&S,&F)
         L     15,*-4
         MEXIT
.REG     AIF   ('&SP(1)' EQ '15').SLL
         LR    15,&SP(1)
.SLL     SLL   15,8(0)
         LA    15,&F.(0,15)
         MEND
         MACRO
&LABEL   FREEMAIN &MODE,&LV=,&LA=,&A=,&SP=,&MF=I,&RELATED=
.* FREEMAIN R,LV=LENGTH,A=(REGISTER) OR THE ADDRESS OF A WORD WITH THE
.* ADDRESS; R,SP=N: ALL OF IT.  E, V, L: A POINTS TO ADDRESSES
         LCLC  &F
         AIF   ('&MODE' EQ 'R').R
&F       SETC  '1'
         AIF   ('&MODE' EQ 'RC').RX
&F       SETC  '3'
         AIF   ('&MODE' EQ 'RU').RX
&F       SETC  ''
         AIF   ('&MODE' EQ '' AND N'&MF EQ 2).F
&F       SETC  '00'
         AIF   ('&MODE' EQ 'E').F
&F       SETC  'C0'
         AIF   ('&MODE' EQ 'V').F
&F       SETC  '80'
         AIF   ('&MODE' EQ 'L').F
         MNOTE 8,'INVALID FORM OR OPERAND OF FREEMAIN'
         MEXIT
.F       ANOP
&LABEL   OSXSTOR 5,&F,&LV&LA,&A,&SP,&MF
         MEXIT
.RX      ANOP
&LABEL   DS    0H
         AIF   ('&LV' NE '').RXLV
         SR    0,0
         SR    1,1
         AGO   .RXSVC
.RXLV    OSXLV &LV
         AIF   ('&A'(1,1) EQ '(').RXREG
         L     1,&A
         AGO   .RXSVC
.RXREG   AIF   ('&A(1)' EQ '1').RXSVC
         LR    1,&A(1)
.RXSVC   OSXFORM &SP,&F
         SVC   120
         MEXIT
.R       ANOP
&LABEL   OSXLV &LV,&SP
         AIF   ('&A' NE '').A
         AIF   ('&LV' NE '').A1
         SR    1,1
         SVC   10
         MEXIT
.A       AIF   ('&A'(1,1) EQ '(').REG
         L     1,&A
         AGO   .A1
.REG     AIF   ('&A(1)' EQ '1').A1
         LR    1,&A(1)
.A1      LA    1,0(1,0)
         SVC   10
         MEND
         MACRO
&LABEL   WTO   &TEXT,&MF=I,&ROUTCDE=,&DESC=,&MSGTYP=,&MCSFLAG=,&QID=,  X
               &AREAID=
.* TYPES A MESSAGE
         AIF   (N'&MF EQ 2).E
         AIF   ('&TEXT' EQ '').BAD
         AIF   ('&MF' EQ 'L').L
&LABEL   CNOP  0,4
         BAL   1,IHB&SYSNDX.A
         OSXMSG &TEXT,&ROUTCDE,&DESC,IHB&SYSNDX.T
IHB&SYSNDX.A DS 0H
         SVC   35
         MEXIT
.L       ANOP
&LABEL   DS    0F
         OSXMSG &TEXT,&ROUTCDE,&DESC,IHB&SYSNDX.T
         MEXIT
.E       ANOP
&LABEL   OSXMF &MF,1
         SVC   35
         MEXIT
.BAD     MNOTE 12,'MESSAGE MISSING'
         MEND
         MACRO
&LABEL   WTOR  &TEXT,&REPLY,&LEN,&ECB,&MF=I,&ROUTCDE=,&DESC=,&MSGTYP=, X
               &MCSFLAG=,&QID=
.* TYPES A MESSAGE AND READS THE REPLY: WAIT FOR THE EVENT
         GBLC  &OSXA
         LCLC  &R,&L,&E
         AIF   (N'&MF EQ 2).E
         AIF   ('&TEXT' EQ '').BAD
         OSXADR &REPLY
&R       SETC  '&OSXA'
         OSXADR &LEN
&L       SETC  '&OSXA'
         OSXADR &ECB
&E       SETC  '&OSXA'
         AIF   ('&MF' EQ 'L').L
&LABEL   CNOP  0,4
         BAL   1,IHB&SYSNDX.A
         AGO   .DC
.L       ANOP
&LABEL   DS    0F
.DC      DC    AL1(&L),AL3(&R),A(&E)
         OSXMSG &TEXT,&ROUTCDE,&DESC,IHB&SYSNDX.T
         AIF   ('&MF' EQ 'L').END
IHB&SYSNDX.A DS 0H
         AIF   ('&R' NE '0' OR '&REPLY' EQ '').ECB
         OSXST &REPLY,0
         AIF   ('&L' EQ '0').ECB
         MVI   0(1),&L
.ECB     AIF   ('&E' NE '0' OR '&ECB' EQ '').LEN
         OSXST &ECB,4
.LEN     AIF   ('&L' NE '0' OR '&LEN' EQ '').SVC
         STC   &LEN(1),0(1,0)
.SVC     SVC   35
.END     MEXIT
.E       ANOP
&LABEL   OSXMF &MF,1
         AIF   ('&REPLY' EQ '').ELEN
         OSXST &REPLY,0
.ELEN    AIF   ('&LEN' EQ '').EECB
         AIF   ('&LEN'(1,1) EQ '(').ESTC
         MVI   0(1),&LEN
         AGO   .EECB
.ESTC    STC   &LEN(1),0(1,0)
.EECB    OSXST &ECB,4
         SVC   35
         MEXIT
.BAD     MNOTE 12,'MESSAGE MISSING'
         MEND
         MACRO
&LABEL   TIME  &UNIT,&AREA
.* REGISTER 0: THE TIME, REGISTER 1: THE DATE. MIC,AREA: EIGHT BYTES
         LCLA  &N
         AIF   ('&UNIT' EQ 'MIC' AND '&AREA' NE '').MIC
&N       SETA  2
         AIF   ('&UNIT' EQ '' OR '&UNIT' EQ 'DEC').SVC
&N       SETA  1
         AIF   ('&UNIT' EQ 'BIN').SVC
&N       SETA  0
         AIF   ('&UNIT' EQ 'TU').TU
         MNOTE 8,'INVALID UNIT &UNIT'
         MEXIT
.TU      ANOP
&LABEL   SR    1,1
         SVC   11
         MEXIT
.MIC     ANOP
&LABEL   LA    1,3
         OSXREG 0,&AREA
         SVC   11
         MEXIT
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
&LABEL   POST  &ECB,&CODE,&TJID=,&TCB=,&MF=
.* AN EVENT HAS HAPPENED
         AIF   ('&CODE' EQ '').ZERO
&LABEL   OSXREG 0,&CODE
         AGO   .ECB
.ZERO    ANOP
&LABEL   SR    0,0
.ECB     AIF   ('&ECB'(1,1) EQ '(').REG
         LA    1,&ECB
         SVC   2
         MEXIT
.REG     LA    1,0(0,&ECB(1))
         SVC   2
         MEND
         MACRO
&LABEL   ENQ   &P,&SMC=,&RET=,&UCB=,&ECB=,&TCB=,&GENERIC=NO,&SAVE=NO,  X
               &MF=I
.* NOBODY ELSE IS THERE WHO COULD HAVE IT.
.* ENQ (QNAME,RNAME,E,LENGTH,STEP)
&LABEL   OSXENQ 56,5,&RET,&MF,&P
         MEND
         MACRO
&LABEL   DEQ   &P,&RMC=,&RET=,&UCB=,&TCB=,&GENERIC=NO,&MF=I
.* GIVES BACK WHAT ENQ HAS TAKEN: DEQ (QNAME,RNAME,LENGTH,STEP)
&LABEL   OSXENQ 48,4,&RET,&MF,&P
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
&LABEL   SPIE  &EXIT,&CODES,&MF=I
.* SPIE EXIT,(1,5,(7,9)). WITHOUT OPERANDS: NO EXIT ANY MORE
         GBLB  &OSXB(16)
         GBLC  &OSXA
         LCLA  &I
         LCLC  &C,&D
&I       SETA  1
.CLEAR   AIF   (&I GT 16).CODES
&OSXB(&I) SETB 0
&I       SETA  &I+1
         AGO   .CLEAR
.CODES   ANOP
&I       SETA  1
.LOOP    AIF   (&I GT N'&CODES).BITS
         AIF   ('&CODES' EQ '').BITS
         OSXCODE &CODES(&I)
&I       SETA  &I+1
         AGO   .LOOP
.BITS    ANOP
&I       SETA  1
.BIT     AIF   (&I GT 16).LIST
&C       SETC  '&C&OSXB(&I)'
&I       SETA  &I+1
         AGO   .BIT
.LIST    AIF   (N'&MF EQ 2).E
         OSXADR &EXIT
         AIF   ('&MF' EQ 'L').L
         AIF   ('&EXIT' EQ '').NONE
&LABEL   CNOP  0,4
         BAL   1,IHB&SYSNDX.A
         AGO   .DC
.L       ANOP
&LABEL   DS    0F
.DC      DC    B'0000&OSXB(9)&OSXB(11)&OSXB(14)&OSXB(15)',AL3(&OSXA)
         DC    B'&C'
         AIF   ('&MF' EQ 'L').END
IHB&SYSNDX.A DS 0H
         AIF   ('&EXIT'(1,1) NE '(').SVC
         STCM  &EXIT(1),7,1(1)
.SVC     SVC   14
.END     MEXIT
.E       ANOP
&LABEL   OSXMF &MF,1
         AIF   ('&EXIT' EQ '').ECODES
         AIF   ('&EXIT'(1,1) EQ '(').EREG
         LA    14,&EXIT
         STCM  14,7,1(1)
         AGO   .ECODES
.EREG    STCM  &EXIT(1),7,1(1)
.ECODES  AIF   ('&CODES' EQ '').SVC
&I       SETA  8*&OSXB(9)+4*&OSXB(11)+2*&OSXB(14)+&OSXB(15)
         MVI   0(1),&I
&D       SETC  '&C'(1,8)
         MVI   4(1),B'&D'
&D       SETC  '&C'(9,8)
         MVI   5(1),B'&D'
         AGO   .SVC
.NONE    ANOP
&LABEL   SR    1,1
         SVC   14
         MEND
         MACRO
&LABEL   STAE  &EXIT,&HOW,&PARAM=,&XCTL=NO,&MF=I,&PURGE=QUIESCE,       X
               &ASYNCH=NO,&TCB=,&RELATED=,&TERM=
.* STAE EXIT,CT OR OV,PARAM=ADDRESS. STAE 0: NO EXIT ANY MORE
         GBLC  &OSXA
         LCLA  &F
         LCLC  &P
         AIF   ('&EXIT' EQ '0').NONE
         AIF   ('&PURGE' EQ 'QUIESCE' OR '&PURGE' EQ '').ASYNCH
&F       SETA  1
         AIF   ('&PURGE' EQ 'HALT').ASYNCH
&F       SETA  2
         AIF   ('&PURGE' EQ 'NONE').ASYNCH
         MNOTE 8,'INVALID PURGE=&PURGE'
.ASYNCH  AIF   ('&ASYNCH' NE 'YES').HOW
&F       SETA  &F+4
.HOW     AIF   ('&HOW' EQ '' OR '&HOW' EQ 'CT' OR '&HOW' EQ 'OV').LIST
         MNOTE 8,'INVALID OPERAND &HOW'
.LIST    AIF   (N'&MF EQ 2).E
         OSXADR &PARAM
&P       SETC  '&OSXA'
         OSXADR &EXIT
         AIF   ('&MF' EQ 'L').L
&LABEL   CNOP  0,4
         BAL   1,IHB&SYSNDX.A
         AGO   .DC
.L       ANOP
&LABEL   DS    0F
.DC      DC    AL1(&F),AL3(&OSXA),A(&P)
         AIF   ('&MF' EQ 'L').END
IHB&SYSNDX.A DS 0H
         AIF   ('&EXIT' EQ '').PARAM
         AIF   ('&EXIT'(1,1) NE '(').PARAM
         STCM  &EXIT(1),7,1(1)
.PARAM   AIF   ('&PARAM' EQ '').R0
         AIF   ('&PARAM'(1,1) NE '(').R0
         ST    &PARAM(1),4(0,1)
         AGO   .R0
.E       ANOP
&LABEL   OSXMF &MF,1
         AIF   ('&EXIT' EQ '').EPARAM
         AIF   ('&EXIT'(1,1) EQ '(').EREG
         LA    14,&EXIT
         STCM  14,7,1(1)
         AGO   .EFLAG
.EREG    STCM  &EXIT(1),7,1(1)
.EFLAG   MVI   0(1),&F
.EPARAM  OSXST &PARAM,4
.R0      AIF   ('&HOW' EQ 'OV').OV
         SR    0,0
         AGO   .R1
.OV      LA    0,8
.R1      LA    1,0(1,0)
         AIF   ('&XCTL' NE 'YES').SVC
         O     1,=X'80000000'
.SVC     SVC   60
.END     MEXIT
.NONE    ANOP
&LABEL   LA    0,4
         SVC   60
         MEND
         MACRO
&LABEL   ATTACH &EP=,&EPLOC=,&DE=,&DCB=,&PARAM=,&VL=,&ECB=,&GSPV=,     X
               &GSPL=,&SHSPV=,&SHSPL=,&SZERO=,&ETXR=,&LPMOD=,&DPMOD=,  X
               &KEY=,&SM=,&STAI=,&PURGE=,&ASYNCH=,&TASKLIB=,&JSTCB=,   X
               &JSCB=,&SVAREA=,&ROLL=,&HIARCHY=,&TID=,&DISP=,&SF=I,    X
               &MF=I
.* CALLS A PROGRAM; THE EVENT HAS ITS RETURN CODE
         AIF   ('&SF' NE 'L').CODE
&LABEL   DS    0F
         AGO   .LIST
.CODE    ANOP
&LABEL   DS    0H
.LIST    ANOP
         AIF   ('&PARAM' EQ '' AND N'&MF NE 2).EP
         OSXPARM &PARAM,&VL,&MF
.EP      OSXEP 42,&EP,&EPLOC,&DE,&DCB,&SF,&ECB
         MEND
         MACRO
&LABEL   DETACH &TCB,&STAE=
.* A TASK THAT ATTACH HAS CALLED IS GONE ALREADY
         AIF   ('&TCB' EQ '').SVC
&LABEL   OSXREG 1,&TCB
         SVC   62
         MEXIT
.SVC     ANOP
&LABEL   SVC   62
         MEND
         MACRO
&LABEL   IDENTIFY &EP=,&EPLOC=,&ENTRY=,&MF=
.* GIVES A NAME TO AN ADDRESS
&LABEL   OSXNAME &EP,&EPLOC
         OSXREG 1,&ENTRY
         SVC   41
         MEND
         MACRO
&LABEL   EXTRACT &AREA,&TCB,&FIELDS=,&MF=I
.* DOES NOTHING
         GBLC  &OSXA
         AIF   (N'&MF EQ 2).E
         OSXADR &AREA
         AIF   ('&MF' EQ 'L').L
&LABEL   CNOP  0,4
         BAL   1,IHB&SYSNDX.A
         DC    A(&OSXA,0),X'FE000000'
IHB&SYSNDX.A DS 0H
         SVC   40
         MEXIT
.L       ANOP
&LABEL   DC    A(&OSXA,0),X'FE000000'
         MEXIT
.E       ANOP
&LABEL   OSXMF &MF,1
         OSXST &AREA,0
         SVC   40
         MEND
         MACRO
&LABEL   SNAP  &DCB=,&TCB=,&SDATA=,&PDATA=,&STORAGE=,&LIST=,&ID=,&MF=I
.* DUMPS STORAGE=(FROM,TO,...) OR THE PAIRS AT LIST=, ON THE PRINTER
         GBLC  &OSXA
         LCLA  &I,&ID1,&N
         LCLC  &D,&S
         AIF   (N'&MF EQ 2).E
         OSXADR &DCB
&D       SETC  '&OSXA'
         AIF   ('&ID' EQ '').KIND
         AIF   ('&ID'(1,1) EQ '(').KIND
&ID1     SETA  &ID
.KIND    AIF   ('&MF' EQ 'L').L
&LABEL   CNOP  0,4
         BAL   1,IHB&SYSNDX.A
         AGO   .DC
.L       ANOP
&LABEL   DS    0F
.DC      OSXADR &LIST
&S       SETC  '&OSXA'
         AIF   ('&STORAGE' EQ '').LIST
&S       SETC  '*+4'
.LIST    DC    AL1(&ID1),X'000000',A(&D,0,&S)
         AIF   ('&STORAGE' EQ '').SVC
&I       SETA  1
.LOOP    OSXADR &STORAGE(&I)
         DC    A(&OSXA)
         OSXADR &STORAGE(&I+1)
         AIF   (&I+2 GT N'&STORAGE).LAST
         DC    A(&OSXA)
&I       SETA  &I+2
         AGO   .LOOP
.LAST    DC    X'80',AL3(&OSXA)
.SVC     AIF   ('&MF' EQ 'L').END
IHB&SYSNDX.A DS 0H
         AIF   ('&DCB' EQ '').ID
         AIF   ('&DCB'(1,1) NE '(').ID
         ST    &DCB(1),4(0,1)
.ID      AIF   ('&ID' EQ '').SREG
         AIF   ('&ID'(1,1) NE '(').SREG
         STC   &ID(1),0(0,1)
.SREG    ANOP
&I       SETA  1
         AIF   ('&STORAGE' EQ '').LREG
.REGS    AIF   (&I GT N'&STORAGE).CALL
         AIF   ('&STORAGE(&I)'(1,1) NE '(').NEXT
&N       SETA  12+4*&I
         AIF   (&I EQ N'&STORAGE).LASTREG
         ST    &STORAGE(&I,1),&N.(0,1)
         AGO   .NEXT
.LASTREG ST    &STORAGE(&I,1),&N.(0,1)
         MVI   &N.(1),X'80'
.NEXT    ANOP
&I       SETA  &I+1
         AGO   .REGS
.LREG    AIF   ('&LIST' EQ '').CALL
         AIF   ('&LIST'(1,1) NE '(').CALL
         ST    &LIST(1),12(0,1)
.CALL    SVC   51
.END     MEXIT
.E       ANOP
&LABEL   OSXMF &MF,1
         AIF   ('&ID' EQ '').EDCB
         AIF   ('&ID'(1,1) EQ '(').EIDREG
         MVI   0(1),&ID
         AGO   .EDCB
.EIDREG  STC   &ID(1),0(0,1)
.EDCB    OSXST &DCB,4
         OSXST &LIST,12
         SVC   51
         MEND
         MACRO
&LABEL   TPUT  &BUFFER,&LEN,&EDIT,&WAIT,&HOLD,&BRKIN,&PRTY,&TJID=,     X
               &TJIDLOC=
.* TYPES A LINE
&LABEL   OSXREG 1,&BUFFER
         LA    1,0(0,1)
         OSXREG 0,&LEN
         SVC   93
         MEND
         MACRO
&LABEL   TGET  &BUFFER,&LEN,&EDIT,&WAIT
.* READS A LINE. REGISTER 1: ITS LENGTH
&LABEL   OSXREG 1,&BUFFER
         O     1,=X'80000000'
         OSXREG 0,&LEN
         SVC   93
         MEND
         MACRO
&LABEL   ABEND &CODE,&DUMP,&STEP
.* ENDS THE PROGRAM WITH A CODE
         LCLA  &F
         AIF   ('&DUMP' EQ '').STEP
         AIF   ('&DUMP' EQ 'DUMP').DUMP
         MNOTE 8,'INVALID OPERAND &DUMP'
.DUMP    ANOP
&F       SETA  128
.STEP    AIF   ('&STEP' EQ '').CODE
         AIF   ('&STEP' EQ 'STEP').FLAG
         MNOTE 8,'INVALID OPERAND &STEP'
.FLAG    ANOP
&F       SETA  &F+64
.CODE    AIF   ('&CODE'(1,1) EQ '(').REG
         AIF   (&F NE 0).LIST
&LABEL   LA    1,&CODE
         SVC   13
         MEXIT
.LIST    ANOP
&LABEL   CNOP  0,4
         B     *+8
         DC    AL1(&F),AL3(&CODE)
         L     1,*-4
         SVC   13
         MEXIT
.REG     ANOP
&LABEL   OSXREG 1,&CODE
         AIF   (&F EQ 0).SVC
         LA    0,&F
         SLL   0,24(0)
         OR    1,0
.SVC     SVC   13
         MEND
         MACRO
&LABEL   DCB   &DDNAME=,&DSORG=PS,&MACRF=GM,&RECFM=,&LRECL=0,          X
               &BLKSIZE=0,&EODAD=0,&SYNAD=0,&EXLST=0,&BUFNO=0,         X
               &BUFCB=0,&BUFL=0,&BFTEK=,&BFALN=,&OPTCD=,&NCP=0,        X
               &EROPT=,&DEVD=,&KEYLEN=,&LIMCT=,&IOBAD=,&HIARCHY=
.* DATA CONTROL BLOCK OF 96 BYTES
         LCLA  &I,&J,&IN,&OUT,&T,&F,&E,&O
         LCLC  &ORG,&R,&C
&ORG     SETC  '40'
         AIF   ('&DSORG'(1,2) EQ 'PS').ORG
&ORG     SETC  '02'
         AIF   ('&DSORG'(1,2) EQ 'PO').ORG
&ORG     SETC  '20'
         AIF   ('&DSORG'(1,2) EQ 'DA').ORG
         MNOTE 8,'INVALID DSORG=&DSORG'
.ORG     ANOP
&R       SETC  '00'
         AIF   (K'&DSORG EQ 2).MACRF
&R       SETC  '01'
.MACRF   ANOP
&ORG     SETC  '&ORG&R'
&I       SETA  1
.LOOP    AIF   (&I GT N'&MACRF).RECFM
&R       SETC  '&MACRF(&I)'
&I       SETA  &I+1
         AIF   ('&R' EQ '').LOOP
&T       SETA  64
         AIF   ('&R'(1,1) EQ 'G' OR '&R'(1,1) EQ 'P').MORE
&T       SETA  32
         AIF   ('&R'(1,1) EQ 'R' OR '&R'(1,1) EQ 'W').MORE
.BADMAC  MNOTE 8,'INVALID MACRF=&MACRF'
         AGO   .RECFM
.MORE    ANOP
&J       SETA  2
.LETTER  AIF   (&J GT K'&R).SIDE
&C       SETC  '&R'(&J,1)
&J       SETA  &J+1
         AIF   ('&C' NE 'M').L1
&T       SETA  &T+16
         AGO   .LETTER
.L1      AIF   ('&C' NE 'L').L2
&T       SETA  &T+8
         AGO   .LETTER
.L2      AIF   ('&C' NE 'P').L3
&T       SETA  &T+4
         AGO   .LETTER
.L3      AIF   ('&C' NE 'C').BADMAC
&T       SETA  &T+2
         AGO   .LETTER
.SIDE    AIF   ('&R'(1,1) EQ 'G' OR '&R'(1,1) EQ 'R').IN
&OUT     SETA  &OUT+&T
         AGO   .LOOP
.IN      ANOP
&IN      SETA  &IN+&T
         AGO   .LOOP
.RECFM   AIF   ('&RECFM' EQ '').EROPT
&F       SETA  128
         AIF   ('&RECFM'(1,1) EQ 'F').REST
&F       SETA  64
         AIF   ('&RECFM'(1,1) EQ 'V').REST
&F       SETA  192
         AIF   ('&RECFM'(1,1) EQ 'U').REST
.BADREC  MNOTE 8,'INVALID RECFM=&RECFM'
         AGO   .EROPT
.REST    ANOP
&J       SETA  2
.RLOOP   AIF   (&J GT K'&RECFM).EROPT
&C       SETC  '&RECFM'(&J,1)
&J       SETA  &J+1
&T       SETA  32
         AIF   ('&C' EQ 'T').RADD
&T       SETA  16
         AIF   ('&C' EQ 'B').RADD
&T       SETA  8
         AIF   ('&C' EQ 'S').RADD
&T       SETA  4
         AIF   ('&C' EQ 'A').RADD
&T       SETA  2
         AIF   ('&C' NE 'M').BADREC
.RADD    ANOP
&F       SETA  &F+&T
         AGO   .RLOOP
.EROPT   AIF   ('&EROPT' EQ '').OPTCD
&E       SETA  128
         AIF   ('&EROPT' EQ 'ACC').OPTCD
&E       SETA  64
         AIF   ('&EROPT' EQ 'SKP').OPTCD
&E       SETA  32
         AIF   ('&EROPT' EQ 'ABE').OPTCD
         MNOTE 8,'INVALID EROPT=&EROPT'
.OPTCD   AIF   ('&OPTCD' EQ '').DC
&O       SETA  128
         AIF   ('&OPTCD'(1,1) EQ 'W').DC
&O       SETA  32
         AIF   ('&OPTCD'(1,1) EQ 'C').DC
&O       SETA  0
.DC      ANOP
&LABEL   DS    0F
         DC    20X'00',AL1(&BUFNO),AL3(&BUFCB),AL2(&BUFL),X'&ORG',F'0'
         DC    A(&EODAD)
         DC    AL1(&F),AL3(&EXLST)
         DC    CL8'&DDNAME'
         DC    X'02',X'00'             NOT OPEN
         DC    AL1(&IN,&OUT)
         DC    AL1(&O),AL3(0)
         DC    A(&SYNAD)
         DC    H'0'
         DC    AL2(&BLKSIZE)
         DC    8X'00',AL1(&NCP),9X'00'
         DC    AL2(&LRECL)
         DC    AL1(&E),11X'00'
         MEND
         MACRO
         DCBD  &DSORG=,&DEVD=
.* FIELDS OF A DCB
IHADCB   DSECT
         DS    20X
DCBBUFNO DS    0X
DCBBUFCB DS    A
DCBBUFL  DS    H
DCBDSORG DS    H
         DS    F
DCBBFTEK DS    0X
DCBEODAD DS    A
DCBEXLST DS    0A
DCBRECFM DS    X
         DS    AL3
DCBDDNAM DS    CL8
DCBOFLGS DS    X
DCBIFLG  DS    X
DCBMACR  DS    H
DCBOPTCD DS    0X
DCBCHECK DS    A
DCBSYNAD DS    A
         DS    H
DCBBLKSI DS    H
         DS    8X
DCBNCP   DS    X
         DS    3X
DCBRECAD DS    A
         DS    H
DCBLRECL DS    H
DCBEROPT DS    0X
DCBCNTRL DS    A
         DS    2F
DCBLNGTH EQU   *-IHADCB
         MEND
         MACRO
&LABEL   OSXLIST &SVC,&KIND,&MF,&LIST
.* INNER: A LIST OF DCBS WITH THEIR OPTIONS
         GBLA  &OSXO
         LCLA  &I,&N
&I       SETA  1
         AIF   (N'&MF EQ 2).E
         AIF   ('&MF' EQ 'L').L
         AIF   ('&LIST' EQ '').BAD
&LABEL   CNOP  0,4
         BAL   1,IHB&SYSNDX.A
         AGO   .LOOP
.L       ANOP
&LABEL   DS    0F
.LOOP    ANOP
&OSXO    SETA  0
         OSXOPT &KIND,&LIST(&I+1)
         AIF   (&I+2 LE N'&LIST).DC
&OSXO    SETA  &OSXO+128
.DC      AIF   ('&LIST' EQ '').ZERO
         AIF   ('&LIST(&I)'(1,1) EQ '(').ZERO
         DC    AL1(&OSXO),AL3(&LIST(&I))
         AGO   .NEXT
.ZERO    DC    AL1(&OSXO),AL3(0)
.NEXT    ANOP
&I       SETA  &I+2
         AIF   (&I LE N'&LIST).LOOP
         AIF   ('&MF' EQ 'L').END
IHB&SYSNDX.A DS 0H
&I       SETA  1
.REGS    AIF   (&I GT N'&LIST).SVC
         AIF   ('&LIST(&I)'(1,1) NE '(').NOREG
         STCM  &LIST(&I,1),7,&N+1(1)
.NOREG   ANOP
&I       SETA  &I+2
&N       SETA  &N+4
         AGO   .REGS
.SVC     SVC   &SVC
.END     MEXIT
.E       ANOP
&LABEL   OSXMF &MF,1
         AIF   ('&LIST' EQ '').SVC
.ELOOP   AIF   (&I GT N'&LIST).SVC
         AIF   ('&LIST(&I)' EQ '').EOPT
         AIF   ('&LIST(&I)'(1,1) EQ '(').EREG
         LA    14,&LIST(&I)
         STCM  14,7,&N+1(1)
         AGO   .EOPT
.EREG    STCM  &LIST(&I,1),7,&N+1(1)
.EOPT    AIF   ('&LIST(&I+1)' EQ '').ENEXT
         OSXOPT &KIND,&LIST(&I+1)
         NI    &N.(1),X'80'
         OI    &N.(1),&OSXO
.ENEXT   ANOP
&I       SETA  &I+2
&N       SETA  &N+4
         AGO   .ELOOP
.BAD     MNOTE 12,'DCB MISSING'
         MEND
         MACRO
         OSXOPT &KIND,&OPT
.* INNER: THE CODE OF AN OPTION OF OPEN OR CLOSE: USE, THEN VOLUME
         GBLA  &OSXO
         LCLA  &I
         LCLC  &W
&OSXO    SETA  0
&I       SETA  1
.LOOP    AIF   (&I GT N'&OPT).END
&W       SETC  '&OPT(&I)'
&I       SETA  &I+1
         AIF   ('&W' EQ '' OR '&W' EQ 'DISP').LOOP
         AIF   ('&W' NE 'REREAD').LEAVE
&OSXO    SETA  &OSXO+16
         AGO   .LOOP
.LEAVE   AIF   ('&W' NE 'LEAVE').USE
&OSXO    SETA  &OSXO+48
         AGO   .LOOP
.USE     AIF   ('&KIND' EQ 'CLOSE').CLOSE
         AIF   ('&W' EQ 'INPUT').LOOP
&OSXO    SETA  &OSXO+1
         AIF   ('&W' EQ 'RDBACK').LOOP
&OSXO    SETA  &OSXO+14
         AIF   ('&W' EQ 'OUTPUT').LOOP
&OSXO    SETA  &OSXO-11
         AIF   ('&W' EQ 'UPDAT').LOOP
&OSXO    SETA  &OSXO-1
         AIF   ('&W' EQ 'INOUT').LOOP
&OSXO    SETA  &OSXO+4
         AIF   ('&W' EQ 'OUTIN').LOOP
.CLOSE   AIF   ('&W' EQ 'REWIND' OR '&W' EQ 'FREE').LOOP
         MNOTE 8,'INVALID OPTION &W'
.END     MEND
         MACRO
&LABEL   SYNADAF &ACSMETH=,&PARM1=(1),&PARM2=(0)
.* A SAVE AREA AND A MESSAGE FOR AN ERROR ROUTINE. REGISTER 1: WHERE
         LCLA  &N
         AIF   ('&ACSMETH' EQ 'EXCP').REGS
&N       SETA  1
         AIF   ('&ACSMETH' EQ 'BPAM').REGS
&N       SETA  2
         AIF   ('&ACSMETH' EQ 'BSAM').REGS
&N       SETA  3
         AIF   ('&ACSMETH' EQ 'QSAM').REGS
&N       SETA  4
         AIF   ('&ACSMETH' EQ 'BDAM').REGS
&N       SETA  5
         AIF   ('&ACSMETH' EQ 'BISAM').REGS
&N       SETA  6
         AIF   ('&ACSMETH' EQ 'QISAM').REGS
&N       SETA  7
         AIF   ('&ACSMETH' EQ 'BTAM').REGS
         MNOTE 8,'INVALID ACCESS METHOD &ACSMETH'
         MEXIT
.REGS    ANOP
&LABEL   CNOP  0,4
         LA    15,0(0,15)
         O     15,*+8
         B     *+8
         DC    AL1(&N),AL3(0)
         OSXREG 1,&PARM1
         OSXREG 0,&PARM2
         SVC   68
         MEND
         MACRO
&LABEL   SYNADRLS
.* GIVES BACK WHAT SYNADAF HAS GIVEN
&LABEL   CNOP  0,4
         LA    15,0(0,15)
         O     15,*+8
         B     *+8
         DC    X'FF000000'
         SVC   68
         MEND
         MACRO
&LABEL   OPEN  &LIST,&MF=I,&TYPE=
.* OPEN (DCB,(INPUT OR OUTPUT OR UPDAT),DCB,...)
         AIF   ('&TYPE' EQ 'J').J
&LABEL   OSXLIST 19,OPEN,&MF,&LIST
         MEXIT
.J       ANOP
&LABEL   OSXLIST 22,OPEN,&MF,&LIST
         MEND
         MACRO
&LABEL   CLOSE &LIST,&MF=I,&TYPE=
.* CLOSE (DCB,,DCB,...); TYPE=T: AND GO ON
         AIF   ('&TYPE' EQ 'T').T
&LABEL   OSXLIST 20,CLOSE,&MF,&LIST
         MEXIT
.T       ANOP
&LABEL   OSXLIST 23,CLOSE,&MF,&LIST
         MEND
         MACRO
&LABEL   RDJFCB &LIST,&MF=I
.* WHAT FILEDEF SAYS GOES WHERE EXIT X'07' OF THE DCB POINTS TO
&LABEL   OSXLIST 64,OPEN,&MF,&LIST
         MEND
         MACRO
&LABEL   DEVTYPE &DD,&AREA,&DEVTAB,&RPS
.* DEVICE TYPE AND LARGEST BLOCK OF A DDNAME; OF A DISK ITS TRACKS BY
.* DEVTAB (20 BYTES), ITS SECTORS BY RPS (24)
         LCLC  &A
&A       SETC  '&AREA'
         AIF   (N'&AREA LT 2).A
&A       SETC  '&AREA(1)'
.A       ANOP
&LABEL   OSXREG 1,&DD
         OSXREG 0,&A
         AIF   ('&DEVTAB&RPS' EQ '').SVC
         AIF   ('&DEVTAB' EQ 'DEVTAB' AND '&RPS' EQ '').DEVTAB
         AIF   ('&DEVTAB&RPS' NE 'RPS' AND '&RPS' NE 'RPS').BAD
         LCR   1,1
.DEVTAB  LCR   0,0
.SVC     SVC   24
         MEXIT
.BAD     MNOTE 8,'INVALID OPERAND &DEVTAB &RPS'
         MEND
         MACRO
&LABEL   BLDL  &DCB,&LIST
.* LOOKS UP MEMBERS
&LABEL   OSXREG 1,&DCB
         OSXREG 0,&LIST
         LA    1,0(1,0)
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
         MVI   5(1),X'&CODE'
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
.* SB IS ASSEMBLED, BUT CMS DOES NOT READ BACKWARDS: CHECK SAYS SO
         LCLC  &CODE
&CODE    SETC  '80'
         AIF   ('&TYPE' EQ 'SF').TYPE
&CODE    SETC  '40'
         AIF   ('&TYPE' EQ 'SB').TYPE
         MNOTE 12,'TYPE OPERAND INVALID-&TYPE'
         MEXIT
.TYPE    ANOP
&LABEL   OSXDECB &CODE,&DECB,&DCB,&AREA,&LEN,&MF
         MEND
         MACRO
&LABEL   WRITE &DECB,&TYPE,&DCB,&AREA,&LEN,&MF=
.* WRITE DECB,SF,DCB,AREA,LENGTH OR 'S'; MF=E: DECB,SF,,AREA
         AIF   ('&TYPE' EQ 'SF').TYPE
         MNOTE 12,'TYPE OPERAND INVALID-&TYPE'
         MEXIT
.TYPE    ANOP
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
.CALL    L     15,48(0,1)
         BAL   14,4(0,15)
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
&LABEL   CALL  &ENTRY,&LIST,&VL,&ID=,&MF=I
.* CALLS A ROUTINE WITH ADDRESSES
         AIF   ('&MF' EQ 'L').L
&LABEL   DS    0H
         AIF   ('&ENTRY' EQ '').BAD
         AIF   ('&ENTRY'(1,1) EQ '(').LIST
         CNOP  0,4
         B     *+8
IHB&SYSNDX.B DC V(&ENTRY)
.LIST    AIF   ('&LIST' EQ '' AND N'&MF NE 2).GO
         OSXPARM &LIST,&VL,&MF
.GO      AIF   ('&ENTRY'(1,1) EQ '(').REG
         L     15,IHB&SYSNDX.B
         AGO   .BALR
.REG     AIF   ('&ENTRY(1)' EQ '15').BALR
         LR    15,&ENTRY(1)
.BALR    BALR  14,15
         AIF   ('&ID' EQ '').END
         DC    X'4700',AL2(&ID)
.END     MEXIT
.L       ANOP
&LABEL   OSXPARM &LIST,&VL,L
         MEXIT
.BAD     MNOTE 12,'ENTRY POINT MISSING'
         MEND
         MACRO
&LABEL   OSXPARM &LIST,&VL,&MF
.* INNER: ADDRESSES IN A LIST FOR REGISTER 1; VL FLAGS THE LAST
         GBLC  &OSXA
         LCLA  &I,&N
&I       SETA  1
         AIF   (N'&MF EQ 2).E
         AIF   ('&MF' EQ 'L').L
&LABEL   CNOP  0,4
         BAL   1,IHB&SYSNDX.A
         AGO   .LOOP
.L       ANOP
&LABEL   DS    0F
.LOOP    OSXADR &LIST(&I)
         AIF   (&I GE N'&LIST AND '&VL' NE '').FLAG
         DC    A(&OSXA)
         AGO   .NEXT
.FLAG    DC    X'80',AL3(&OSXA)
.NEXT    ANOP
&I       SETA  &I+1
         AIF   (&I LE N'&LIST).LOOP
         AIF   ('&MF' EQ 'L').END
IHB&SYSNDX.A DS 0H
&I       SETA  1
.REGS    AIF   (&I GT N'&LIST).END
         AIF   ('&LIST(&I)' EQ '').NOREG
         AIF   ('&LIST(&I)'(1,1) NE '(').NOREG
&N       SETA  4*&I-4
         AIF   (&I GE N'&LIST AND '&VL' NE '').LASTREG
         OSXST &LIST(&I),&N
         AGO   .NOREG
.LASTREG OSXST &LIST(&I),&N
         MVI   &N.(1),X'80'
.NOREG   ANOP
&I       SETA  &I+1
         AGO   .REGS
.END     MEXIT
.E       ANOP
&LABEL   OSXMF &MF,1
         AIF   ('&LIST' EQ '').END
.ELOOP   AIF   (&I GT N'&LIST).VL
&N       SETA  4*&I-4
         OSXST &LIST(&I),&N
&I       SETA  &I+1
         AGO   .ELOOP
.VL      AIF   ('&VL' EQ '').END
         MVI   &N.(1),X'80'
         MEND
         MACRO
&LABEL   OSXEP &SVC,&EP,&EPLOC,&DE,&DCB,&SF,&ECB,&ERRET
.* INNER: A PROGRAM BY ITS NAME; ATTACH HAS AN EVENT AS WELL, LINK AND
.* XCTL MAY HAVE WHERE IT GOES ON WHEN THERE IS NONE
         GBLC  &OSXA
         LCLC  &D,&E,&W
         LCLA  &A
&A       SETA  8
&W       SETC  ''
         AIF   ('&SVC' NE '42' AND '&ERRET' EQ '').ADDR
&A       SETA  12
         OSXADR &ECB&ERRET
&W       SETC  ',A('.'&OSXA'.')'
.ADDR    OSXADR &DCB
&D       SETC  '&OSXA'
         AIF   ('&ERRET' EQ '').FORM
&D       SETC  'X''80000000''+&OSXA'
.FORM    ANOP
         AIF   (N'&SF EQ 2).E
         OSXADR &EPLOC
         AIF   ('&SF' EQ 'L').L
&LABEL   CNOP  0,4
         BAL   15,IHB&SYSNDX.A
         AGO   .DC
.L       ANOP
&LABEL   DS    0F
.DC      AIF   ('&DE' NE '').DE
         AIF   ('&EPLOC' NE '').EPLOC
         DC    A(*+&A,&D)&W,CL8'&EP'
         AGO   .SVC
.EPLOC   DC    A(&OSXA,&D)&W
         AGO   .SVC
.DE      OSXADR &DE
         DC    X'80',AL3(&OSXA),A(&D)&W
.SVC     AIF   ('&SF' EQ 'L').END
IHB&SYSNDX.A DS 0H
         AIF   ('&EPLOC' EQ '').DEREG
         AIF   ('&EPLOC'(1,1) NE '(').DEREG
         ST    &EPLOC(1),0(0,15)
.DEREG   AIF   ('&DE' EQ '').DCBREG
         AIF   ('&DE'(1,1) NE '(').DCBREG
         STCM  &DE(1),7,1(15)
.DCBREG  AIF   ('&DCB' EQ '').ECBREG
         AIF   ('&DCB'(1,1) NE '(').ECBREG
         ST    &DCB(1),4(0,15)
         AIF   ('&ERRET' EQ '').ECBREG
         OI    4(15),X'80'
.ECBREG  AIF   ('&ECB&ERRET' EQ '').CALL
         AIF   ('&ECB&ERRET'(1,1) NE '(').CALL
         AIF   ('&ERRET' NE '').ERRREG
         ST    &ECB(1),8(0,15)
         AGO   .CALL
.ERRREG  ST    &ERRET(1),8(0,15)
.CALL    AIF   ('&SVC' EQ '7').END
         SVC   &SVC
.END     MEXIT
.E       ANOP
&LABEL   OSXMF &SF,15
         AIF   ('&EP' EQ '').ELOC
         CNOP  0,4
         BAL   0,IHB&SYSNDX.B
         DC    CL8'&EP'
IHB&SYSNDX.B ST 0,0(0,15)
.ELOC    AIF   ('&EPLOC' EQ '').EDE
         OSXREG 0,&EPLOC
         ST    0,0(0,15)
.EDE     AIF   ('&DE' EQ '').EDCB
         OSXREG 0,&DE
         ST    0,0(0,15)
         MVI   0(15),X'80'
.EDCB    AIF   ('&DCB' EQ '').EECB
         OSXREG 0,&DCB
         ST    0,4(0,15)
.EECB    AIF   ('&ERRET' EQ '').EEVENT
         OI    4(15),X'80'
         OSXREG 0,&ERRET
         ST    0,8(0,15)
.EEVENT  AIF   ('&SVC' NE '42' OR '&ECB' EQ '').CALL
         OSXREG 0,&ECB
         ST    0,8(0,15)
         AGO   .CALL
         MEND
         MACRO
&LABEL   LINK  &EP=,&EPLOC=,&DE=,&PARAM=,&DCB=,&VL=,&HIARCHY=,&ID=,    X
               &SF=I,&MF=I,&ERRET=
.* CALLS A PROGRAM BY ITS NAME
         AIF   ('&SF' NE 'L').CODE
&LABEL   DS    0F
         AGO   .LIST
.CODE    ANOP
&LABEL   DS    0H
.LIST    ANOP
         AIF   ('&PARAM' EQ '' AND N'&MF NE 2).EP
         OSXPARM &PARAM,&VL,&MF
.EP      OSXEP 6,&EP,&EPLOC,&DE,&DCB,&SF,,&ERRET
         AIF   ('&ID' EQ '' OR '&SF' EQ 'L').END
         DC    X'4700',AL2(&ID)
.END     MEND
         MACRO
&LABEL   XCTL  &REGS,&EP=,&EPLOC=,&DE=,&DCB=,&PARAM=,&VL=,&HIARCHY=,   X
               &SF=I,&MF=I,&ERRET=
.* GOES TO A PROGRAM BY ITS NAME, WITH REGISTERS OF THE SAVE AREA
         LCLA  &D
         LCLC  &W
         AIF   ('&SF' NE 'L').CODE
&LABEL   DS    0F
         AGO   .LIST
.CODE    ANOP
&LABEL   DS    0H
.LIST    ANOP
         AIF   ('&PARAM' EQ '' AND N'&MF NE 2).EP
         OSXPARM &PARAM,&VL,&MF
.EP      OSXEP 7,&EP,&EPLOC,&DE,&DCB,&SF,,&ERRET
         AIF   ('&SF' EQ 'L').END
         AIF   ('&REGS' EQ '').SVC
&W       SETC  '12+4*(&REGS(1)+2-16*((&REGS(1)+2)/16))'
         AIF   (T'&REGS(1) NE 'N').LM
&D       SETA  &REGS(1)*4+20
         AIF   (&D LE 75).LOW
&D       SETA  &D-64
.LOW     ANOP
&W       SETC  '&D'
.LM      AIF   (N'&REGS EQ 2).TWO
         L     &REGS(1),&W.(13,0)
         AGO   .SVC
.TWO     LM    &REGS(1),&REGS(2),&W.(13)
.SVC     SVC   7
.END     MEND
         MACRO
&LABEL   LOAD  &EP=,&EPLOC=,&DE=,&DCB=,&HIARCHY=,&ERRET=,&RELATED=
.* BRINGS A PROGRAM INTO STORAGE. REGISTER 0: ITS ENTRY
.* ERRET: WHERE IT GOES ON WHEN THERE IS NONE, 806 IN REGISTER 1
&LABEL   OSXNAME &EP,&EPLOC,&DE
         AIF   ('&DCB' EQ '').NODCB
         OSXREG 1,&DCB
         AGO   .DE
.NODCB   SR    1,1
.DE      AIF   ('&ERRET' EQ '').NAME
         LA    1,0(0,1)
         CNOP  0,4
         B     *+8
         DC    X'80000000'
         O     1,*-4
.NAME    AIF   ('&DE' EQ '').SVC
         LNR   0,0
.SVC     SVC   8
         AIF   ('&ERRET' EQ '').END
         LTR   15,15
         AIF   ('&ERRET'(1,1) EQ '(').REG
         BNZ   &ERRET
         MEXIT
.REG     BCR   7,&ERRET(1)
.END     ANOP
         MEND
         MACRO
&LABEL   DELETE &EP=,&EPLOC=,&DE=,&RELATED=
.* GIVES BACK A LOADED PROGRAM
&LABEL   OSXNAME &EP,&EPLOC,&DE
         SVC   9
         MEND
         MACRO
&LABEL   OSXMF &MF,&AT
.* INNER: REGISTER 1 OR 15 FOR THE LIST OF MF=(E,LIST) OR SF=(E,LIST)
         AIF   (N'&MF EQ 2 AND '&MF(1)' EQ 'E').E
         MNOTE 8,'INVALID MF OR SF &MF'
         MEXIT
.E       ANOP
&LABEL   OSXREG &AT,&MF(2)
         MEND
         MACRO
         OSXST &VALUE,&OFFSET
.* INNER: AN ADDRESS INTO THE LIST THAT REGISTER 1 POINTS TO
         AIF   ('&VALUE' EQ '').END
         AIF   ('&VALUE'(1,1) EQ '(').REG
         LA    14,&VALUE
         ST    14,&OFFSET.(1,0)
         MEXIT
.REG     ST    &VALUE(1),&OFFSET.(1,0)
.END     MEND
         MACRO
         OSXADR &VALUE
.* INNER: WHAT STANDS IN A LIST FOR AN ADDRESS: 0 FOR REGISTERS
         GBLC  &OSXA
&OSXA    SETC  '0'
         AIF   ('&VALUE' EQ '').END
         AIF   ('&VALUE'(1,1) EQ '(').END
&OSXA    SETC  '&VALUE'
.END     MEND
         MACRO
&LABEL   OSXLV &LV,&SP,&FREE
.* INNER: LENGTH AND SUBPOOL IN REGISTER 0
         LCLC  &S
         LCLA  &SMALL
&LABEL   DS    0H
         AIF   ('&LV' EQ '').SPONLY
         AIF   ('&LV'(1,1) EQ '(').REG
&S       SETC  '&SP'
         AIF   ('&SP' NE '').CONST
&S       SETC  '0'
         AIF   (T'&LV NE 'N').CONST
         AIF   (&LV GT 4095).CONST
         LA    0,&LV.(0,0)
         MEXIT
.CONST   AIF   ('&S'(1,1) EQ '(').CREG
         CNOP  0,4
         B     *+8
         DC    AL1(&S),AL3(&LV)
         L     0,*-4
         MEXIT
.CREG    LR    0,&SP(1)
         SLL   0,24(0)
         CNOP  0,4
         B     *+8
         DC    A(&LV)
         O     0,*-4
         MEXIT
.REG     AIF   ('&SP' NE '').BOTH
         AIF   ('&LV(1)' EQ '0').END
         LR    0,&LV(1)
         MEXIT
.BOTH    AIF   ('&LV(1)' EQ '0').ZERO
         AIF   ('&SP'(1,1) EQ '(').SPREG
         LA    0,&SP.(0,0)
         AGO   .OR
.SPREG   LR    0,&SP(1)
.OR      SLL   0,24(0)
         OR    0,&LV(1)
         MEXIT
.ZERO    LR    14,0
         AIF   ('&SP'(1,1) EQ '(').ZREG
         LA    0,&SP.(0,0)
         AGO   .ZOR
.ZREG    LR    0,&SP(1)
.ZOR     SLL   0,24(0)
         OR    0,14
         MEXIT
.SPONLY  AIF   ('&SP' EQ '').END
         AIF   ('&SP'(1,1) EQ '(').OREG
         LA    0,&SP.(0,0)
         AGO   .OSLL
.OREG    LR    0,&SP(1)
.OSLL    SLL   0,24(0)
.END     MEND
         MACRO
         OSXBITS &LIST
.* INNER: SIXTEEN BITS FOR NUMBERS FROM 1 ON
         GBLC  &OSXA
         LCLA  &I,&J
&OSXA    SETC  ''
.BIT     ANOP
&I       SETA  &I+1
         AIF   (&I GT 16).END
&J       SETA  0
.EACH    ANOP
&J       SETA  &J+1
         AIF   (&J GT N'&LIST).ZERO
         AIF   ('&LIST(&J)' EQ '').EACH
         AIF   (&LIST(&J) NE &I).EACH
&OSXA    SETC  '&OSXA.1'
         AGO   .BIT
.ZERO    ANOP
&OSXA    SETC  '&OSXA.0'
         AGO   .BIT
.END     MEND
         MACRO
         OSXMSG &TEXT,&ROUTCDE,&DESC,&NAME
.* INNER: LENGTH, FLAGS, TEXT AND CODES OF A MESSAGE
         GBLC  &OSXA
         LCLC  &F,&D
&F       SETC  '00'
         AIF   ('&ROUTCDE&DESC' EQ '').DC
&F       SETC  '80'
.DC      DC    AL2(4+L'&NAME),X'&F.00'
&NAME    DC    C&TEXT
         AIF   ('&F' EQ '00').END
         OSXBITS &DESC
&D       SETC  '&OSXA'
         OSXBITS &ROUTCDE
         DC    B'&D&OSXA'
.END     MEND
         MACRO
&LABEL   OSXENQ &SVC,&STEP,&RET,&MF,&P
.* INNER: A LIST OF RESOURCES FOR ENQ (FIVE OPERANDS) AND DEQ (FOUR)
         LCLA  &I,&F,&R,&T
         LCLC  &L,&S
         AIF   (N'&MF EQ 2).E
         AIF   ('&P' EQ '').BAD
         AIF   ('&RET' EQ '' OR '&RET' EQ 'NONE').RET
&R       SETA  1
         AIF   ('&RET' EQ 'HAVE').RET
&R       SETA  3
         AIF   ('&RET' EQ 'USE').RET
&R       SETA  7
         AIF   ('&RET' EQ 'TEST').RET
         MNOTE 8,'INVALID RET=&RET'
.RET     ANOP
&I       SETA  1
         AIF   ('&MF' EQ 'L').L
&LABEL   CNOP  0,4
         BAL   1,IHB&SYSNDX.A
         AGO   .LOOP
.L       ANOP
&LABEL   DS    0F
.LOOP    ANOP
&F       SETA  64
         AIF   (&I+&STEP LE N'&P).MORE
&F       SETA  192
.MORE    ANOP
&L       SETC  '&P(&I+&STEP-2)'
&S       SETC  '&P(&I+&STEP-1)'
         AIF   ('&L' NE '' AND '&L' NE '0').LEN
&L       SETC  'L''&P(&I+1)'
.LEN     AIF   ('&L'(1,1) NE '(').CONST
&L       SETC  '0'
.CONST   ANOP
&T       SETA  &R
         AIF   (&STEP NE 5).SCOPE
         AIF   ('&P(&I+2)' NE 'S').SCOPE
&T       SETA  &T+128
.SCOPE   AIF   ('&S' EQ '' OR '&S' EQ 'STEP').DC
&T       SETA  &T+64
         AIF   ('&S' EQ 'SYSTEM').DC
&T       SETA  &T+8
         AIF   ('&S' EQ 'SYSTEMS').DC
         MNOTE 8,'INVALID SCOPE &S'
.DC      DC    AL1(&F,&L,&T,0),A(&P(&I),&P(&I+1))
&I       SETA  &I+&STEP
         AIF   (&I LE N'&P).LOOP
         AIF   ('&MF' EQ 'L').END
IHB&SYSNDX.A DS 0H
         SVC   &SVC
.END     MEXIT
.E       ANOP
&LABEL   OSXMF &MF,1
         SVC   &SVC
         MEXIT
.BAD     MNOTE 12,'RESOURCE MISSING'
         MEND
         MACRO
&LABEL   OSXNAME &EP,&EPLOC,&DE
.* INNER: REGISTER 0 POINTS TO A NAME
         AIF   ('&EP' NE '').EP
&LABEL   OSXREG 0,&EPLOC&DE
         MEXIT
.EP      ANOP
&LABEL   CNOP  0,4
         BAL   0,*+12
         DC    CL8'&EP'
         MEND
         MACRO
&LABEL   CHAP  &PRIORITY,&TCB
.* THERE IS ONE TASK: DOES NOTHING
         AIF   ('&TCB' EQ '').SELF
&LABEL   OSXREG 1,&TCB
         AGO   .R0
.SELF    ANOP
&LABEL   SR    1,1
.R0      OSXREG 0,&PRIORITY
         SVC   44
         MEND
         MACRO
&LABEL   TCLEARQ &QUEUE
.* WHAT WAS TYPED AHEAD IS GONE
         AIF   ('&QUEUE' EQ 'OUTPUT').OUTPUT
&LABEL   LA    1,1
         SVC   94
         MEXIT
.OUTPUT  AIF   ('&LABEL' EQ '').END
&LABEL   DS    0H
.END     MEND
         MACRO
&LABEL   FEOV  &DCB,&DISP
.* THERE IS NO OTHER VOLUME
&LABEL   OSXREG 1,&DCB
         SVC   31
         MEND
         MACRO
&LABEL   CHKPT &DCB,&ID,&MF=
.* DOES NOTHING
         AIF   ('&DCB' EQ 'CANCEL').SVC
&LABEL   OSXREG 1,&DCB
         SVC   63
         MEXIT
.SVC     ANOP
&LABEL   SVC   63
         MEND
         MACRO
&LABEL   FREEDBUF &DECB,&TYPE,&DCB
.* DOES NOTHING
&LABEL   OSXREG 1,&DCB
         OSXREG 0,&DECB
         SVC   57
         MEND
         MACRO
&LABEL   PGRLSE &LA=,&HA=
.* DOES NOTHING
&LABEL   OSXREG 0,&LA
         OSXREG 1,&HA
         SVC   112
         MEND
         MACRO
&LABEL   OSXPOOL &N,&LEN
.* INNER: REGISTER 1 POINTS TO A POOL OF BUFFERS, WHICH GETS ITS CHAIN
         LCLC  &R
&R       SETC  '&N'
         AIF   ('&N'(1,1) NE '(').BUILD
&R       SETC  '0'
.BUILD   ANOP
&LABEL   LA    14,8(0,1)
         ST    14,0(0,1)               THE FIRST THAT IS FREE
         SR    15,15
         ST    15,4(0,1)
         LA    0,&N
         STC   0,5(0,1)
         LA    15,&LEN
         STH   15,6(0,1)
IHB&SYSNDX.L BCT 0,IHB&SYSNDX.M
         SR    15,15
         ST    15,0(0,14)
         B     IHB&SYSNDX.E
IHB&SYSNDX.M LA 15,&LEN.(0,14)
         ST    15,0(0,14)
         LR    14,15
         B     IHB&SYSNDX.L
IHB&SYSNDX.E SR 15,15
         MEND
         MACRO
&LABEL   BUILD &AREA,&N,&LEN
.* A POOL OF BUFFERS IN AN AREA OF 8 BYTES MORE; WHOLE WORDS EACH
&LABEL   OSXREG 1,&AREA
         OSXPOOL &N,&LEN
         MEND
         MACRO
&LABEL   GETPOOL &DCB,&N,&LEN
.* A POOL OF BUFFERS FOR A DCB; WHOLE DOUBLEWORDS EACH
&LABEL   GETMAIN R,LV=8+(&N)*((&LEN+7)/8*8)
         OSXPOOL &N,(&LEN+7)/8*8
         LR    0,1
         OSXREG 1,&DCB
         STCM  0,7,21(1)
         MVI   20(1),&N
         MEND
         MACRO
&LABEL   GETBUF &DCB,&REG
.* A BUFFER OF THE POOL; 0 WHEN THERE IS NONE
&LABEL   OSXREG 1,&DCB
         L     14,20(0,1)
         AIF   ('&REG'(1,1) EQ '(').REG
         ICM   &REG,15,0(14)
         BZ    *+10
         MVC   0(4,14),0(&REG)
         MEXIT
.REG     ICM   &REG(1),15,0(14)
         BZ    *+10
         MVC   0(4,14),0(&REG(1))
         MEND
         MACRO
&LABEL   FREEBUF &DCB,&REG
.* GIVES A BUFFER BACK TO THE POOL
         LCLC  &R
&R       SETC  '&REG'
         AIF   ('&REG'(1,1) NE '(').DCB
&R       SETC  '&REG(1)'
.DCB     ANOP
&LABEL   OSXREG 1,&DCB
         L     14,20(0,1)
         MVC   0(4,&R),0(14)
         ST    &R,0(0,14)
         MEND
         MACRO
&LABEL   FREEPOOL &DCB
.* GIVES BACK THE POOL OF BUFFERS OF A DCB THAT IS CLOSED
&LABEL   OSXREG 1,&DCB
         SR    15,15
         ICM   15,7,21(1)
         BZ    IHB&SYSNDX.E
         TM    23(1),1
         BO    IHB&SYSNDX.E
         OI    23(1),1
         LR    1,15
         SR    0,0
         IC    0,5(0,1)
         LH    15,6(0,1)
         LR    14,0
         SR    0,0
IHB&SYSNDX.L AR 0,15
         BCT   14,IHB&SYSNDX.L
         AH    0,*+8
         B     *+6
         DC    H'8'
         LA    1,0(0,1)
         SVC   10
IHB&SYSNDX.E DS 0H
         MEND
         MACRO
&LABEL   RELSE &DCB
.* THE REST OF A BLOCK: FILES OF CMS HAVE RECORDS
&LABEL   OSXREG 1,&DCB
         L     15,48(0,1)
         BAL   14,8(0,15)
         MEND
         MACRO
&LABEL   TRUNC &DCB
.* THE REST OF A BLOCK: FILES OF CMS HAVE RECORDS
&LABEL   OSXREG 1,&DCB
         L     15,48(0,1)
         BAL   14,8(0,15)
         MEND
`;

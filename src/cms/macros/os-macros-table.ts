/** Macros of OS for programs that run under the simulation of OS (OS/VS Supervisor and Data Management Macro Instructions). */
export const osMacros = String.raw`
         MACRO
&LABEL   SAVE  &REGS
.* SAVES REGISTERS: SAVE (14,12)
&LABEL   STM   &REGS(1),&REGS(2),12(13)
         MEND
         MACRO
&LABEL   RETURN &REGS,&RC=
.* RESTORES REGISTERS AND RETURNS: RETURN (14,12),RC=0
         AIF   ('&RC' EQ '').LOAD
         AIF   ('&RC'(1,1) EQ '(').KEEP
&LABEL   LM    &REGS(1),&REGS(2),12(13)
         LA    15,&RC
         BR    14
         MEXIT
.KEEP    ANOP
&LABEL   L     14,12(,13)
         LM    0,12,20(13)
         BR    14
         MEXIT
.LOAD    ANOP
&LABEL   LM    &REGS(1),&REGS(2),12(13)
         BR    14
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
&LABEL   GETMAIN &FORM,&LV=
.* GETMAIN R,LV=LENGTH. REGISTER 1: WHERE
&LABEL   OSXREG 0,&LV
         BAL   1,*+4
         SVC   10
         MEND
         MACRO
&LABEL   FREEMAIN &FORM,&LV=,&A=(1)
.* FREEMAIN R,LV=LENGTH,A=ADDRESS
&LABEL   OSXREG 0,&LV
         OSXREG 1,&A
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
&LABEL   TIME  &UNIT
.* REGISTER 0: THE TIME, REGISTER 1: THE DATE
         LCLA  &N
&N       SETA  2
         AIF   ('&UNIT' EQ '' OR '&UNIT' EQ 'DEC').SVC
&N       SETA  3
         AIF   ('&UNIT' EQ 'BIN').SVC
&N       SETA  1
         AIF   ('&UNIT' EQ 'TU').SVC
         MNOTE 8,'INVALID UNIT &UNIT'
.SVC     ANOP
&LABEL   LA    1,&N
         SVC   11
         MEND
         MACRO
&LABEL   ABEND &CODE
.* ENDS THE PROGRAM WITH A CODE
&LABEL   OSXREG 1,&CODE
         SVC   13
         MEND
         MACRO
&LABEL   DCB   &DDNAME=,&DSORG=PS,&MACRF=GM,&RECFM=,&LRECL=0,          X
               &BLKSIZE=0,&EODAD=0,&SYNAD=0
.* DATA CONTROL BLOCK OF 96 BYTES
         LCLC  &M
&M       SETC  '5000'
         AIF   ('&MACRF' EQ 'GM' OR '&MACRF' EQ '(GM)').RECFM
&M       SETC  '4800'
         AIF   ('&MACRF' EQ 'GL' OR '&MACRF' EQ '(GL)').RECFM
&M       SETC  '0050'
         AIF   ('&MACRF' EQ 'PM' OR '&MACRF' EQ '(PM)').RECFM
&M       SETC  '0048'
         AIF   ('&MACRF' EQ 'PL' OR '&MACRF' EQ '(PL)').RECFM
&M       SETC  '2000'
         AIF   ('&MACRF' EQ 'R' OR '&MACRF' EQ '(R)').RECFM
&M       SETC  '0020'
         AIF   ('&MACRF' EQ 'W' OR '&MACRF' EQ '(W)').RECFM
         MNOTE 8,'INVALID MACRF=&MACRF'
.RECFM   ANOP
&LABEL   DS    0F
         DC    26X'00',AL2(16384),4X'00'
         DC    A(&EODAD)
         AIF   ('&RECFM' EQ 'F').F
         AIF   ('&RECFM' EQ 'FB').FB
         AIF   ('&RECFM' EQ 'V').V
         AIF   ('&RECFM' EQ 'VB').VB
         AIF   ('&RECFM' EQ 'U').U
         DC    X'00'
         AGO   .REST
.F       DC    X'80'
         AGO   .REST
.FB      DC    X'90'
         AGO   .REST
.V       DC    X'40'
         AGO   .REST
.VB      DC    X'50'
         AGO   .REST
.U       DC    X'C0'
.REST    DC    AL3(0)
         DC    CL8'&DDNAME'
         DC    X'02',X'00'             NOT OPEN
         DC    X'&M'
         DC    F'0'
         DC    A(&SYNAD)
         DC    H'0'
         DC    AL2(&BLKSIZE)
         DC    18X'00'
         DC    AL2(&LRECL)
         DC    12X'00'
         MEND
         MACRO
&LABEL   OPEN  &LIST
.* OPEN (DCB,(INPUT OR OUTPUT))
&LABEL   CNOP  0,4
         BAL   1,IHB&SYSNDX.A
         AIF   ('&LIST(2)' EQ '(OUTPUT)' OR '&LIST(2)' EQ 'OUTPUT').OUT
         DC    X'80',AL3(&LIST(1))
         AGO   .SVC
.OUT     DC    X'8F',AL3(&LIST(1))
.SVC     ANOP
IHB&SYSNDX.A DS 0H
         SVC   19
         MEND
         MACRO
&LABEL   CLOSE &LIST
.* CLOSE (DCB)
&LABEL   CNOP  0,4
         BAL   1,IHB&SYSNDX.A
         DC    X'80',AL3(&LIST(1))
IHB&SYSNDX.A DS 0H
         SVC   20
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
&LABEL   LINK  &EP=
.* CALLS A PROGRAM BY ITS NAME
&LABEL   CNOP  0,4
         BAL   15,IHB&SYSNDX.A
         DC    A(*+8,0),CL8'&EP'
IHB&SYSNDX.A DS 0H
         SVC   6
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

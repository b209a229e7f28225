/**
 * The CMS macros (VM/370 CMS Command and Macro Reference, "CMS Macro Instructions"): what they generate are the parameter
 * lists and SVCs that `functions/` and `nucleus/` carry out. One macro behind the other, as a COPY file has them.
 */
export const cmsMacros = String.raw`
         MACRO
&LABEL   REGEQU
.* NAMES OF THE GENERAL, FLOATING-POINT AND CONTROL REGISTERS
         LCLA  &I
.LOOP    AIF   (&I GT 15).FLOAT
R&I      EQU   &I
&I       SETA  &I+1
         AGO   .LOOP
.FLOAT   ANOP
F0       EQU   0
F2       EQU   2
F4       EQU   4
F6       EQU   6
&I       SETA  0
.CONTROL AIF   (&I GT 15).END
C&I      EQU   &I
&I       SETA  &I+1
         AGO   .CONTROL
.END     ANOP
         MEND
         MACRO
&LABEL   DMSXREG &REG,&VALUE
.* INNER: LOADS A REGISTER WITH AN ADDRESS, A NUMBER OR A REGISTER
         AIF   ('&VALUE'(1,1) NE '(').ADDR
         AIF   ('&VALUE(1)' EQ '&REG').END
&LABEL   LR    &REG,&VALUE(1)
         MEXIT
.ADDR    ANOP
&LABEL   LA    &REG,&VALUE
.END     MEND
         MACRO
&LABEL   DMSXSVC &ERROR
.* INNER: THE SVC WITH ITS ERROR ADDRESS
&LABEL   SVC   202
         AIF   ('&ERROR' EQ '' OR '&ERROR' EQ '*').NONE
         DC    AL4(&ERROR)
         MEXIT
.NONE    DC    AL4(*+4)
         MEND
         MACRO
         DMSXFID &FILE
.* INNER: FILENAME, FILETYPE AND FILEMODE OUT OF 'FN FT FM'
         LCLC  &F(3),&C
         LCLA  &I,&N
         LCLB  &IN
&F(3)    SETC  'A1'
         AIF   ('&FILE' EQ '').DONE
&I       SETA  1
.LOOP    AIF   (&I GT K'&FILE).DONE
&C       SETC  '&FILE'(&I,1)
&I       SETA  &I+1
         AIF   ('&C' EQ ' ' OR '&C' EQ '''').GAP
         AIF   (&IN).MORE
&N       SETA  &N+1
         AIF   (&N GT 3).BAD
&F(&N)   SETC  ''
&IN      SETB  1
.MORE    ANOP
&F(&N)   SETC  '&F(&N)'.'&C'
         AGO   .LOOP
.GAP     ANOP
&IN      SETB  0
         AGO   .LOOP
.BAD     MNOTE 8,'INVALID FILEID &FILE'
.DONE    ANOP
         DC    CL8'&F(1) ',CL8'&F(2) ',CL2'&F(3) '
         MEND
         MACRO
&LABEL   FSCB  &FILE,&BUFFER=0,&BSIZE=80,&RECFM=F,&RECNO=0,&NOREC=1,   X
               &FORM=
.* FILE SYSTEM CONTROL BLOCK. FORM=E: NUMBERS OF RECORDS ARE FULLWORDS
&LABEL   DS    0F
         DC    CL8' '                  FUNCTION
         DMSXFID &FILE
         AIF   ('&FORM' EQ 'E').E
         DC    AL2(&RECNO)             RECORD, 0: THE NEXT
         DC    A(&BUFFER)
         DC    A(&BSIZE)
         DC    CL2'&RECFM'
         DC    AL2(&NOREC)             NUMBER OF RECORDS
         DC    F'0'                    BYTES THAT WERE READ
         MEXIT
.E       DC    AL2(0),A(&BUFFER),A(&BSIZE),CL1'&RECFM',X'20',AL2(0)
         DC    F'0'                    BYTES THAT WERE READ
         DC    A(&RECNO)               RECORD, 0: THE NEXT
         DC    A(&NOREC)               NUMBER OF RECORDS
         DC    2F'0'                   WRITE AND READ POINTER
         MEND
         MACRO
&LABEL   FSCBD
.* FIELDS OF THE FSCB
         AIF   ('&LABEL' EQ '').NAME
&LABEL   DSECT
         AGO   .FIELDS
.NAME    ANOP
FSCBD    DSECT
.FIELDS  ANOP
FSCBCOMM DS    CL8
FSCBFN   DS    CL8
FSCBFT   DS    CL8
FSCBFM   DS    CL2
FSCBITNO DS    H
FSCBBUFF DS    A
FSCBSIZE DS    F
FSCBFV   DS    C
FSCBFLG  DS    X
FSCBEPL  EQU   X'20'                   FORM=E
FSCBNOIT DS    H
FSCBNORD DS    F
FSCBAITN DS    F
FSCBANIT DS    F
FSCBWPTR DS    F
FSCBRPTR DS    F
         MEND
         MACRO
&LABEL   DMSXPUT &VALUE,&STORE,&AT
.* INNER: A VALUE INTO THE LIST AT REGISTER 1
         AIF   ('&VALUE' EQ '').END
         AIF   ('&VALUE'(1,1) EQ '(').REG
         AIF   ('&VALUE'(1,1) EQ '-' OR T'&VALUE EQ 'N').NUMBER
         LA    0,&VALUE
         &STORE 0,&AT.(1)
         MEXIT
.NUMBER  L     0,=A(&VALUE)
         &STORE 0,&AT.(1)
         MEXIT
.REG     &STORE &VALUE(1),&AT.(1)
.END     MEND
         MACRO
&LABEL   DMSXBLK &FILE,&FSCB,&BUFFER,&BSIZE,&RECNO,&NOREC,&RECFM,&FORM
.* INNER: REGISTER 1 POINTS TO AN FSCB THAT IS FILLED IN
         AIF   ('&FSCB' NE '').GIVEN
         AIF   ('&FILE' EQ '').NONE
&LABEL   CNOP  0,4
         BAL   1,DMS&SYSNDX.A
         AIF   ('&FILE'(1,1) EQ '(').REG
         FSCB  &FILE,FORM=&FORM
DMS&SYSNDX.A DS 0H
         AGO   .FILL
.REG     FSCB  ,FORM=&FORM
DMS&SYSNDX.A DS 0H
         MVC   8(18,1),0(&FILE(1))
         AGO   .FILL
.NONE    MNOTE 8,'FILEID OR FSCB MISSING'
         MEXIT
.GIVEN   ANOP
&LABEL   DMSXREG 1,&FSCB
         AIF   ('&FILE' EQ '').FILL
         AIF   ('&FILE'(1,1) EQ '(').MOVE
         MVC   8(18,1),DMS&SYSNDX.F
         B     *+22
DMS&SYSNDX.F DS 0CL18
         DMSXFID &FILE
         AGO   .FILL
.MOVE    MVC   8(18,1),0(&FILE(1))
.FILL    ANOP
         DMSXPUT &BUFFER,ST,28
         DMSXPUT &BSIZE,ST,32
         AIF   ('&RECFM' EQ '').FORM
         MVI   36(1),C'&RECFM'
.FORM    AIF   ('&FORM' EQ 'E').E
         AIF   ('&FORM' EQ '').H
         MNOTE 8,'INVALID FORM=&FORM'
.H       DMSXPUT &RECNO,STH,26
         DMSXPUT &NOREC,STH,38
         MEXIT
.E       OI    37(1),X'20'
         DMSXPUT &RECNO,ST,44
         DMSXPUT &NOREC,ST,48
         MEND
         MACRO
&LABEL   DMSXIO &CMD,&FILE,&FSCB,&BUFFER,&BSIZE,&RECNO,&NOREC,         X
               &RECFM,&ERRORX,&FORM
.* INNER: READS OR WRITES THROUGH AN FSCB
&LABEL   DMSXBLK &FILE,&FSCB,&BUFFER,&BSIZE,&RECNO,&NOREC,&RECFM,&FORM
         MVC   0(8,1),=CL8'&CMD'
         DMSXSVC &ERRORX
         MEND
         MACRO
&LABEL   FSREAD &FILE,&FSCB=,&BUFFER=,&BSIZE=,&RECNO=,&NOREC=,         X
               &RECFM=,&FORM=,&ERROR=
.* READS RECORDS. REGISTER 0: BYTES THAT WERE READ
&LABEL   DMSXIO RDBUF,&FILE,&FSCB,&BUFFER,&BSIZE,&RECNO,&NOREC,        X
               &RECFM,&ERROR,&FORM
         L     0,40(,1)
         MEND
         MACRO
&LABEL   FSWRITE &FILE,&FSCB=,&BUFFER=,&BSIZE=,&RECNO=,&NOREC=,        X
               &RECFM=,&FORM=,&ERROR=
.* WRITES RECORDS
&LABEL   DMSXIO WRBUF,&FILE,&FSCB,&BUFFER,&BSIZE,&RECNO,&NOREC,        X
               &RECFM,&ERROR,&FORM
         MEND
         MACRO
&LABEL   DMSXLST &CMD,&FILE,&FSCB,&REST
.* INNER: REGISTER 1 POINTS TO A LIST WITH A FILEID AND MORE
         AIF   ('&FSCB' EQ '').FILE
&LABEL   DMSXREG 1,&FSCB
         MVC   DMS&SYSNDX.L+8(18),8(1)
         CNOP  0,4
         AGO   .BAL
.FILE    AIF   ('&FILE' NE '').SOME
         MNOTE 8,'FILEID OR FSCB MISSING'
         MEXIT
.SOME    AIF   ('&FILE'(1,1) NE '(').LIST
&LABEL   MVC   DMS&SYSNDX.L+8(18),0(&FILE(1))
         CNOP  0,4
         AGO   .BAL
.LIST    ANOP
&LABEL   CNOP  0,4
.BAL     ANOP
         BAL   1,DMS&SYSNDX.A
DMS&SYSNDX.L DC CL8'&CMD'
         AIF   ('&FILE' EQ '').BLANK
         AIF   ('&FILE'(1,1) EQ '(').BLANK
         DMSXFID &FILE
         AGO   .REST
.BLANK   DMSXFID
.REST    DC    &REST
DMS&SYSNDX.A DS 0H
         MEND
         MACRO
&LABEL   DMSXNAM &CMD,&FILE,&FSCB,&ERRORX
.* INNER: A FUNCTION THAT TAKES A FILEID ONLY, WITH A LIST OF ITS OWN
&LABEL   DMSXLST &CMD,&FILE,&FSCB,XL14'404040404040FFFFFFFFFFFFFFFF'
         DMSXSVC &ERRORX
         MEND
         MACRO
&LABEL   FSCLOSE &FILE,&FSCB=,&ERROR=
.* CLOSES A FILE
&LABEL   DMSXNAM FINIS,&FILE,&FSCB,&ERROR
         MEND
         MACRO
&LABEL   FSERASE &FILE,&FSCB=,&ERROR=
.* ERASES A FILE
&LABEL   DMSXNAM ERASE,&FILE,&FSCB,&ERROR
         MEND
         MACRO
&LABEL   FSSTATE &FILE,&FSCB=,&FORM=,&ERROR=
.* LOOKS FOR A FILE. REGISTER 1: ITS STATUS TABLE
&LABEL   DMSXLST STATE,&FILE,&FSCB,XL14'404000000000FFFFFFFFFFFFFFFF'
         DMSXSVC &ERROR
         L     1,28(,1)
         MEND
         MACRO
&LABEL   FSOPEN &FILE,&FSCB=,&BUFFER=,&BSIZE=,&RECNO=,&NOREC=,         X
               &RECFM=,&FORM=,&ERROR=
.* IS A FILE THERE? (28: IT WILL BE NEW). REGISTER 1: THE FSCB
&LABEL   DMSXBLK &FILE,&FSCB,&BUFFER,&BSIZE,&RECNO,&NOREC,&RECFM,&FORM
         LR    0,1
         MVC   DMS&SYSNDX.L+8(18),8(1)
         CNOP  0,4
         BAL   1,DMS&SYSNDX.A
DMS&SYSNDX.L DC CL8'STATE',CL18' ',XL2'4040',F'0',8X'FF'
DMS&SYSNDX.R DS F
DMS&SYSNDX.A ST 0,40(,1)
         SVC   202
         DC    AL4(*+4)
         L     1,DMS&SYSNDX.R
         AIF   ('&ERROR' EQ '' OR '&ERROR' EQ '*').END
         LTR   15,15
         BNZ   &ERROR
.END     MEND
         MACRO
&LABEL   FSPOINT &FILE,&FSCB=,&RDPNT=0,&WRPNT=0,&FORM=,&ERROR=
.* SETS WHERE READING AND WRITING GO ON (-1: BEHIND THE LAST RECORD)
         AIF   ('&FORM' EQ 'E').E
&LABEL   DMSXLST POINT,&FILE,&FSCB,XL12'00'
         DMSXPUT &WRPNT,STH,26
         DMSXPUT &RDPNT,STH,28
         AGO   .CALL
.E       ANOP
&LABEL   DMSXLST POINT,&FILE,&FSCB,XL34'0000000000000000000000200000'
         XC    26(11,1),26(1)
         MVI   37(1),X'20'
         DMSXPUT &WRPNT,ST,52
         DMSXPUT &RDPNT,ST,56
.CALL    DMSXSVC &ERROR
         MEND
         MACRO
&LABEL   WRTERM &MSG,&LEN,&EDIT=YES,&COLOR=B
.* TYPES A LINE: 'TEXT', OR ADDRESS AND LENGTH (OR REGISTERS).
.* EDIT=YES, NO, LONG (UP TO 1760 CHARACTERS, AS THEY ARE)
         LCLC  &E,&A,&L
&E       SETC  '00'
         AIF   ('&EDIT' EQ 'YES').EDIT
&E       SETC  '80'
         AIF   ('&EDIT' EQ 'NO').EDIT
&E       SETC  'A0'
         AIF   ('&EDIT' EQ 'LONG').EDIT
         MNOTE 8,'INVALID EDIT=&EDIT'
.EDIT    AIF   ('&COLOR' EQ 'B' OR '&COLOR' EQ 'R').COLOR
         MNOTE 8,'INVALID COLOR=&COLOR'
.COLOR   AIF   ('&MSG' NE '').SOME
         MNOTE 8,'MESSAGE MISSING'
         MEXIT
.SOME    CNOP  0,4
&LABEL   DS    0H
         AIF   ('&MSG'(1,1) EQ '''').TEXT
         AIF   ('&LEN' NE '').LEN
         MNOTE 8,'LENGTH MISSING'
         MEXIT
.LEN     ANOP
&A       SETC  '&MSG'
         AIF   ('&MSG'(1,1) NE '(').NOREG
         ST    &MSG(1),DMS&SYSNDX.B
         MVI   DMS&SYSNDX.B,X'01'
&A       SETC  '&MSG(1)'
.NOREG   ANOP
&L       SETC  '&LEN'
         AIF   ('&LEN'(1,1) NE '(').NOLEN
         STH   &LEN(1),DMS&SYSNDX.C+2
&L       SETC  '01'
.NOLEN   BAL   1,DMS&SYSNDX.E
DMS&SYSNDX.A DC CL8'TYPLIN'
DMS&SYSNDX.B DC X'01',AL3(&A)
DMS&SYSNDX.C DC C'&COLOR',X'&E',AL2(&L)
DMS&SYSNDX.E DS 0H
         DMSXSVC
         MEXIT
.TEXT    BAL   1,DMS&SYSNDX.E
DMS&SYSNDX.A DC CL8'TYPLIN'
DMS&SYSNDX.B DC X'01',AL3(DMS&SYSNDX.D)
DMS&SYSNDX.C DC C'&COLOR',X'&E',AL2(L'DMS&SYSNDX.D)
DMS&SYSNDX.D DC C&MSG
DMS&SYSNDX.E DS 0H
         DMSXSVC
         MEND
         MACRO
&LABEL   RDTERM &BUFFER,&EDIT=YES,&LENGTH=,&PRBUFF=,&PRLGTH=,          X
               &ATTREST=YES
.* READS A LINE OF UP TO 130 CHARACTERS. REGISTER 0: ITS LENGTH.
.* EDIT=YES, NO, PAD, UPCASE, PHYS; LENGTH= OF THE BUFFER, UP TO 2030;
.* PRBUFF=, PRLGTH=: WHAT IS TYPED IN FRONT OF THE READ
         LCLC  &E,&A,&F,&L,&P,&Q
&E       SETC  'U'
         AIF   ('&EDIT' EQ 'YES').GOOD
&E       SETC  'T'
         AIF   ('&EDIT' EQ 'NO').GOOD
&E       SETC  'V'
         AIF   ('&EDIT' EQ 'PAD').GOOD
&E       SETC  'S'
         AIF   ('&EDIT' EQ 'UPCASE').GOOD
&E       SETC  'X'
         AIF   ('&EDIT' EQ 'PHYS').GOOD
         MNOTE 8,'INVALID EDIT=&EDIT'
.GOOD    AIF   ('&BUFFER' NE '').BUFFER
         MNOTE 8,'BUFFER MISSING'
         MEXIT
.BUFFER  ANOP
&F       SETC  '00'
         AIF   ('&LENGTH&PRBUFF&PRLGTH' EQ '').ATTREST
&F       SETC  '80'
.ATTREST AIF   ('&ATTREST' EQ 'YES').LABEL
&F       SETC  '20'
         AIF   ('&LENGTH&PRBUFF&PRLGTH' EQ '').LABEL
&F       SETC  'A0'
.LABEL   ANOP
&LABEL   DS    0H
&A       SETC  '&BUFFER'
         AIF   ('&BUFFER'(1,1) NE '(').LENGTH
         ST    &BUFFER(1),DMS&SYSNDX.A
         MVI   DMS&SYSNDX.A,X'01'
&A       SETC  '0'
.LENGTH  ANOP
&L       SETC  '0&LENGTH'
         AIF   ('&LENGTH' EQ '').PRBUFF
         AIF   ('&LENGTH'(1,1) NE '(').PRBUFF
         ST    &LENGTH(1),DMS&SYSNDX.D
&L       SETC  '0'
.PRBUFF  ANOP
&P       SETC  '0'
         AIF   ('&PRBUFF' EQ '').PRLGTH
&P       SETC  '&PRBUFF'
         AIF   ('&PRBUFF'(1,1) NE '(').PRLGTH
         ST    &PRBUFF(1),DMS&SYSNDX.D+4
&P       SETC  '0'
.PRLGTH  ANOP
&Q       SETC  '0&PRLGTH'
         AIF   ('&PRLGTH' EQ '').LIST
         AIF   ('&PRLGTH'(1,1) NE '(').LIST
         ST    &PRLGTH(1),DMS&SYSNDX.D+8
&Q       SETC  '0'
.LIST    CNOP  0,4
         BAL   1,DMS&SYSNDX.C
         DC    CL8'WAITRD'
DMS&SYSNDX.A DC X'01',AL3(&A)
         AIF   ('&F' EQ '00').PLAIN
DMS&SYSNDX.B DC C'&E',X'&F',AL2(0)
DMS&SYSNDX.D DC A(&L,&P,&Q)
         AGO   .CALL
.PLAIN   ANOP
DMS&SYSNDX.B DC C'&E',AL3(0)
.CALL    ANOP
DMS&SYSNDX.C DMSXSVC
         LH    0,DMS&SYSNDX.B+2
         MEND
         MACRO
&LABEL   WAITT
.* WAITS UNTIL ALL IS TYPED
&LABEL   LA    1,=CL8'CONWAIT'
         DMSXSVC
         MEND
         MACRO
         DMSXSUB &TYPE,&VALUE
.* INNER: A SUBSTITUTION OF LINEDIT
         GBLA  &DMSXN
         GBLC  &DMSXR(64)
         LCLA  &T
         LCLC  &L
&DMSXN   SETA  &DMSXN+1
&DMSXR(&DMSXN) SETC ''
&DMSXR(&DMSXN+32) SETC ''
&T       SETA  1
         AIF   ('&TYPE' EQ 'HEX').VALUE
&T       SETA  4
         AIF   ('&TYPE' EQ 'DEC').VALUE
&T       SETA  2
         AIF   ('&TYPE' EQ 'HEXA').ADDR
&T       SETA  3
         AIF   ('&TYPE' EQ 'HEX4A').ADDR
&T       SETA  5
         AIF   ('&TYPE' EQ 'DECA').ADDR
&T       SETA  6
         AIF   ('&TYPE' EQ 'CHARA').ADDR
&T       SETA  7
         AIF   ('&TYPE' EQ 'CHAR8A').ADDR
         MNOTE 8,'INVALID SUBSTITUTION &TYPE'
         MEXIT
.VALUE   AIF   ('&VALUE'(1,1) EQ '(').REG
         DC    AL1(&T),AL3(0),A(&VALUE)
         MEXIT
.ADDR    AIF   (N'&VALUE EQ 2).PAIR
         AIF   ('&VALUE'(1,1) EQ '(').REG
         DC    AL1(&T),AL3(0),A(&VALUE)
         MEXIT
.REG     ANOP
&DMSXR(&DMSXN) SETC '&VALUE(1)'
         DC    AL1(&T),AL3(0),A(0)
         MEXIT
.PAIR    ANOP
&L       SETC  '&VALUE(2)'
         AIF   ('&L'(1,1) NE '(').LEN
&DMSXR(&DMSXN+32) SETC '&L'
&L       SETC  '0'
.LEN     AIF   ('&VALUE(1)'(1,1) EQ '(').PREG
         DC    AL1(&T),AL3(&L),A(&VALUE(1))
         MEXIT
.PREG    ANOP
&DMSXR(&DMSXN) SETC '&VALUE(1)'
         DC    AL1(&T),AL3(&L),A(0)
         MEND
         MACRO
         DMSXFIL &TEXTA,&BUFFA,&A
.* INNER: PUTS REGISTERS INTO THE LIST OF LINEDIT AT REGISTER 1
         GBLA  &DMSXN
         GBLC  &DMSXR(64)
         LCLA  &I
         AIF   ('&A' NE '0').BUFFER
         ST    &TEXTA(1),12(,1)
.BUFFER  AIF   ('&BUFFA'(1,1) NE '(').REGS
         ST    &BUFFA(1),16(,1)
.REGS    ANOP
&I       SETA  1
.NEXT    AIF   (&I GT &DMSXN).END
         AIF   ('&DMSXR(&I)' EQ '').LENGTH
         ST    &DMSXR(&I),&I*8+16(,1)
.LENGTH  AIF   ('&DMSXR(&I+32)' EQ '').STEP
         STCM  &DMSXR(&I+32),7,&I*8+13(1)
.STEP    ANOP
&I       SETA  &I+1
         AGO   .NEXT
.END     MEND
         MACRO
&LABEL   LINEDIT &TEXT=,&TEXTA=,&DOT=YES,&COMP=YES,&SUB=,&DISP=TYPE,   X
               &BUFFA=0,&RENT=YES,&MF=I,&MAXSUBS=0
.* EDITS A MESSAGE: EACH .. IN IT IS FILLED BY SUB=(HEX,VALUE,DEC,(2),
.* HEXA HEX4A DECA CHARA CHAR8A,ADDRESS OR (ADDRESS,LENGTH)...)
.* DISP=TYPE NONE PRINT CPCOMM ERRMSG SIO; BUFFA=ADDRESS: AND THERE
.* MF=L: THE LIST ALONE, WITH ROOM FOR MAXSUBS SUBSTITUTIONS;
.* MF=(E,ADDRESS): THAT LIST IS FILLED ANEW AND USED
         GBLA  &DMSXN
         GBLC  &DMSXR(64)
         LCLA  &F,&D,&I,&N,&M
         LCLC  &A
&N       SETA  N'&SUB/2
         AIF   ('&DOT' EQ 'NO').COMP
&F       SETA  128
.COMP    AIF   ('&COMP' EQ 'NO').DISP
&F       SETA  &F+64
.DISP    AIF   ('&DISP' EQ 'TYPE').RENT
&D       SETA  1
         AIF   ('&DISP' EQ 'NONE').RENT
&D       SETA  2
         AIF   ('&DISP' EQ 'PRINT').RENT
&D       SETA  3
         AIF   ('&DISP' EQ 'CPCOMM').RENT
&D       SETA  4
         AIF   ('&DISP' EQ 'ERRMSG').RENT
&D       SETA  5
         AIF   ('&DISP' EQ 'SIO').RENT
         MNOTE 8,'INVALID DISP=&DISP'
.RENT    AIF   ('&RENT' EQ 'YES' OR '&RENT' EQ 'NO').TEXT
         MNOTE 8,'INVALID RENT=&RENT'
.TEXT    ANOP
&A       SETC  'DMS&SYSNDX.T'
         AIF   ('&TEXTA' EQ '').LIST
&A       SETC  '&TEXTA'
         AIF   ('&TEXTA'(1,1) NE '(').LIST
&A       SETC  '0'
.LIST    AIF   ('&MF' EQ 'L').L
         AIF   ('&TEXT&TEXTA' NE '').SOME
         MNOTE 8,'TEXT MISSING'
         MEXIT
.SOME    ANOP
&LABEL   CNOP  0,4
         BAL   1,DMS&SYSNDX.A
DMS&SYSNDX.L DC CL8'LINEDIT',AL1(&F,&D,&N,0)
         DC    A(&A)
         AIF   ('&BUFFA'(1,1) EQ '(').BREG
         DC    A(&BUFFA)
         AGO   .SUBS
.BREG    DC    A(0)
.SUBS    ANOP
&DMSXN   SETA  0
&I       SETA  1
.SUB     AIF   (&I GT N'&SUB).END
         DMSXSUB &SUB(&I),&SUB(&I+1)
&I       SETA  &I+2
         AGO   .SUB
.END     AIF   ('&TEXTA' NE '').CODE
DMS&SYSNDX.T DC AL1(L'DMS&SYSNDX.M)
DMS&SYSNDX.M DC C&TEXT
.CODE    ANOP
DMS&SYSNDX.A DS 0H
         AIF   ('&MF' EQ 'I').FILL
         AIF   ('&MF(1)' EQ 'E' AND N'&MF EQ 2).E
         MNOTE 8,'INVALID MF=&MF'
         MEXIT
.E       LR    14,1
         DMSXREG 1,&MF(2)
&M       SETA  20+&N*8
         MVC   0(&M,1),0(14)
.FILL    DMSXFIL &TEXTA,&BUFFA,&A
         DMSXSVC
         MEXIT
.L       ANOP
&M       SETA  &MAXSUBS
         AIF   (&M GE &N).ROOM
&M       SETA  &N
.ROOM    ANOP
&LABEL   DS    0F
         DC    CL8'LINEDIT',AL1(&F,&D,&N,0)
         AIF   ('&TEXT&TEXTA' EQ '').NOTEXT
         DC    A(&A)
         AGO   .LBUF
.NOTEXT  DC    A(0)
.LBUF    AIF   ('&BUFFA'(1,1) EQ '(').LREG
         DC    A(&BUFFA)
         AGO   .LSUBS
.LREG    DC    A(0)
.LSUBS   ANOP
&DMSXN   SETA  0
&I       SETA  1
.LSUB    AIF   (&I GT N'&SUB).LEND
         DMSXSUB &SUB(&I),&SUB(&I+1)
&I       SETA  &I+2
         AGO   .LSUB
.LEND    AIF   (&M EQ &N).LTEXT
&M       SETA  8*(&M-&N)
         DC    &M.X'00'
.LTEXT   AIF   ('&TEXT' EQ '').LDONE
DMS&SYSNDX.T DC AL1(L'DMS&SYSNDX.M)
DMS&SYSNDX.M DC C&TEXT
.LDONE   MEND
         MACRO
&LABEL   DMSABN &CODE
.* ENDS THE PROGRAM WITH A CODE
         AIF   ('&CODE'(1,1) EQ '(').REG
&LABEL   LA    1,&CODE
         AGO   .SVC
.REG     ANOP
&LABEL   LR    1,&CODE(1)
.SVC     SVC   203
         DC    H'11'
         MEND
         MACRO
&LABEL   DMSEXS &OP,&OPERANDS
.* CARRIES OUT AN INSTRUCTION UNDER THE KEY OF THE NUCLEUS
&LABEL   CNOP  0,4
         BAL   1,DMS&SYSNDX.A
         &OP   &SYSLIST(2),&SYSLIST(3)
         BR    1
DMS&SYSNDX.A DS 0H
         SVC   203
         DC    H'9'
         MEND
         MACRO
&LABEL   DMSFRES &FUNC
.* CHECKS FREE STORAGE: CHECK, UREC, CALOC
         LCLA  &N
&N       SETA  3
         AIF   ('&FUNC' EQ 'CHECK').SVC
&N       SETA  4
         AIF   ('&FUNC' EQ 'CKON').SVC
&N       SETA  5
         AIF   ('&FUNC' EQ 'CKOFF').SVC
&N       SETA  6
         AIF   ('&FUNC' EQ 'UREC').SVC
&N       SETA  7
         AIF   ('&FUNC' EQ 'CALOC').SVC
         MNOTE 8,'INVALID FUNCTION &FUNC'
.SVC     ANOP
&LABEL   SVC   203
         DC    AL2(-(256*&N+10))
         MEND
         MACRO
&LABEL   CMSSVC &PLIST=(1),&ERROR=
.* CALLS A COMMAND OR FUNCTION BY SVC 202
&LABEL   DMSXREG 1,&PLIST
         DMSXSVC &ERROR
         MEND
         MACRO
&LABEL   DMSXCRD &CMD,&BUFFER,&LEN,&FLAG
.* INNER: A LIST WITH A BUFFER AND A LENGTH AT REGISTER 1
         LCLC  &B,&L
&B       SETC  '0'
         AIF   ('&BUFFER' NE '').SOME
         MNOTE 8,'BUFFER MISSING'
         MEXIT
.SOME    AIF   ('&BUFFER'(1,1) EQ '(').LEN
&B       SETC  '&BUFFER'
.LEN     ANOP
&L       SETC  '0'
         AIF   ('&LEN'(1,1) EQ '(').LIST
&L       SETC  '&LEN'
.LIST    ANOP
&LABEL   CNOP  0,4
         BAL   1,DMS&SYSNDX.A
         DC    CL8'&CMD',X'&FLAG',AL3(&B)
         AIF   ('&FLAG' EQ '80').CARD
         DC    AL2(0,&L)
         AGO   .CODE
.CARD    DC    AL2(&L,0)
.CODE    ANOP
DMS&SYSNDX.A DS 0H
         AIF   ('&BUFFER'(1,1) NE '(').STORE
         STCM  &BUFFER(1),7,9(1)
.STORE   AIF   ('&LEN'(1,1) NE '(').END
         AIF   ('&FLAG' EQ '80').STORE2
         STH   &LEN(1),14(,1)
         MEXIT
.STORE2  STH   &LEN(1),12(,1)
.END     MEND
         MACRO
&LABEL   RDCARD &BUFFER,&LEN,&ERROR=
.* READS A CARD. REGISTER 0: ITS LENGTH
         LCLC  &L
&L       SETC  '80'
         AIF   ('&LEN' EQ '').CALL
&L       SETC  '&LEN'
.CALL    ANOP
&LABEL   DMSXCRD CARDRD,&BUFFER,&L,80
         DMSXSVC &ERROR
         LH    0,14(,1)
         MEND
         MACRO
&LABEL   PUNCHC &BUFFER,&ERROR=
.* PUNCHES A CARD OF 80 BYTES
&LABEL   DMSXCRD CARDPH,&BUFFER,80,00
         DMSXSVC &ERROR
         MEND
         MACRO
&LABEL   PRINTL &LINE,&LEN,&TRC=,&ERROR=
.* PRINTS A LINE WITH ITS CONTROL CHARACTER
         LCLC  &L
&L       SETC  '133'
         AIF   ('&LEN' EQ '').CALL
&L       SETC  '&LEN'
.CALL    ANOP
&LABEL   DMSXCRD PRINTR,&LINE,&L,00
         DMSXSVC &ERROR
         MEND
         MACRO
&LABEL   DMSXTAP &OP,&BUFFER,&LEN,&DEV,&MODE,&ERRORX
.* INNER: A LIST FOR A TAPE, AND THE CALL
         LCLC  &B,&L,&D,&M
&B       SETC  '0'
         AIF   ('&BUFFER'(1,1) EQ '(').LEN
&B       SETC  '&BUFFER'
.LEN     ANOP
&L       SETC  '0'
         AIF   ('&LEN'(1,1) EQ '(').DEV
&L       SETC  '&LEN'
.DEV     ANOP
&D       SETC  '&DEV'
         AIF   ('&DEV' EQ '181').TAP1
         AIF   ('&DEV' NE '182').MODE
&D       SETC  'TAP2'
         AGO   .MODE
.TAP1    ANOP
&D       SETC  'TAP1'
.MODE    ANOP
&M       SETC  '00'
         AIF   ('&MODE' EQ '').LIST
&M       SETC  '&MODE'
.LIST    ANOP
&LABEL   CNOP  0,4
         BAL   1,DMS&SYSNDX.A
         DC    CL8'TAPEIO',CL8'&OP',CL4'&D',X'&M',AL3(&B),A(&L),F'0'
DMS&SYSNDX.A DS 0H
         AIF   ('&BUFFER'(1,1) NE '(').STORE
         STCM  &BUFFER(1),7,21(1)
.STORE   AIF   ('&LEN'(1,1) NE '(').CALL
         ST    &LEN(1),24(,1)
.CALL    DMSXSVC &ERRORX
         MEND
         MACRO
&LABEL   RDTAPE &BUFFER,&LEN,&DEV,&MODE=,&ERROR=
.* READS A BLOCK OF A TAPE. REGISTER 0: ITS LENGTH
         LCLC  &D
&D       SETC  'TAP1'
         AIF   ('&DEV' EQ '').CALL
&D       SETC  '&DEV'
.CALL    ANOP
&LABEL   DMSXTAP READ,&BUFFER,&LEN,&D,&MODE,&ERROR
         L     0,28(,1)
         MEND
         MACRO
&LABEL   WRTAPE &BUFFER,&LEN,&DEV,&MODE=,&ERROR=
.* WRITES A BLOCK ON A TAPE
         LCLC  &D
&D       SETC  'TAP1'
         AIF   ('&DEV' EQ '').CALL
&D       SETC  '&DEV'
.CALL    ANOP
&LABEL   DMSXTAP WRITE,&BUFFER,&LEN,&D,&MODE,&ERROR
         MEND
         MACRO
&LABEL   TAPECTL &FUNC,&DEV,&MODE=,&ERROR=
.* MOVES A TAPE: REW, RUN, ERG, BSR, BSF, FSR, FSF, WTM
         LCLC  &D
&D       SETC  'TAP1'
         AIF   ('&DEV' EQ '').CALL
&D       SETC  '&DEV'
.CALL    ANOP
&LABEL   DMSXTAP &FUNC,0,0,&D,&MODE,&ERROR
         MEND
         MACRO
&LABEL   COMPSWT &ON
.* MODULES ARE NOT LOADED BY LINK, LOAD, XCTL AND ATTACH (ON), OR ARE
.* (OFF). HERE THEY ALWAYS ARE, BEHIND TEXT FILES
         AIF   ('&ON' EQ 'ON' OR '&ON' EQ 'OFF').END
         MNOTE 8,'INVALID OPERAND &ON'
.END     ANOP
&LABEL   DS    0H
         MEND
         MACRO
&LABEL   CMSCALL &PLIST=(1),&CALLTYP=PROGRAM,&ERROR=
.* CALLS A COMMAND BY SVC 204
         LCLC  &C
&C       SETC  '00'
         AIF   ('&CALLTYP' EQ 'PROGRAM').CALL
&C       SETC  '01'
         AIF   ('&CALLTYP' EQ 'EPLIST').CALL
&C       SETC  '02'
         AIF   ('&CALLTYP' EQ 'SUBCOM').CALL
&C       SETC  '0B'
         AIF   ('&CALLTYP' EQ 'CMS').CALL
         MNOTE 8,'INVALID CALLTYP=&CALLTYP'
.CALL    ANOP
&LABEL   DMSXREG 1,&PLIST
         SVC   204
         DC    X'00&C'
         AIF   ('&ERROR' EQ '').NONE
         DC    AL4(&ERROR)
         MEXIT
.NONE    DC    AL4(1)
         MEND
         MACRO
&LABEL   ABNEXIT &FUNC,&EXIT=,&UWORD=0
.* ABNEXIT SET,EXIT=ADDRESS,UWORD=WORD; CLR: FOR ABNORMAL ENDS. THE
.* EXIT GETS IN REGISTER 1 AN AREA: UWORD, CODE, PSW (2), REGISTERS
.* AT 24. REGISTER 15 OF 4: GOES ON AT REGISTER 0; OF 0: IT ENDS
         AIF   ('&FUNC' EQ 'CLR').CLR
         AIF   ('&FUNC' EQ 'SET').SET
         MNOTE 8,'INVALID FUNCTION &FUNC'
         MEXIT
.SET     ANOP
&LABEL   CNOP  0,4
         BAL   1,DMS&SYSNDX.A
         DC    A(&EXIT,&UWORD)
DMS&SYSNDX.A SR 0,0
         SVC   60
         MEXIT
.CLR     ANOP
&LABEL   LA    0,4
         SR    1,1
         SVC   60
         MEND
         MACRO
&LABEL   HNDSVC &FUNC,&ERROR=
.* HNDSVC SET,(NUMBER,ADDRESS),... OR CLR,NUMBER,...
         LCLA  &I
&LABEL   CNOP  0,4
         BAL   1,DMS&SYSNDX.A
         DC    CL8'HNDSVC',CL4'&FUNC'
&I       SETA  2
.LOOP    AIF   (&I GT N'&SYSLIST).END
         AIF   ('&FUNC' EQ 'SET').SET
         DC    AL1(&SYSLIST(&I,1)),AL3(0)
         AGO   .NEXT
.SET     DC    AL1(&SYSLIST(&I,1)),AL3(&SYSLIST(&I,2))
.NEXT    ANOP
&I       SETA  &I+1
         AGO   .LOOP
.END     DC    X'FF'
DMS&SYSNDX.A DS 0H
         DMSXSVC &ERROR
         MEND
         MACRO
&LABEL   HNDINT &FUNC,&ERROR=
.* HNDINT SET,(NAME,ADDRESS,DEVICE,ASAP OR WAIT),... OR CLR,(NAME),...
         LCLA  &I
         LCLC  &A,&H
         AIF   ('&FUNC' EQ 'SET' OR '&FUNC' EQ 'CLR').GOOD
         MNOTE 8,'INVALID FUNCTION &FUNC'
         MEXIT
.GOOD    CNOP  0,4
&LABEL   BAL   1,DMS&SYSNDX.A
         DC    CL8'HNDINT'
         DC    CL4'&FUNC'
&I       SETA  2
.LOOP    AIF   (&I GT N'&SYSLIST).END
         AIF   ('&FUNC' EQ 'SET').SET
         DC    CL4'&SYSLIST(&I,1)',AL4(0),4X'00'
         AGO   .NEXT
.SET     ANOP
&A       SETC  '&SYSLIST(&I,2)'
         AIF   ('&A' NE '').HOW
&A       SETC  '0'
.HOW     ANOP
&H       SETC  '&SYSLIST(&I,4)'
         AIF   ('&H' EQ 'ASAP' OR '&H' EQ 'WAIT').DC
         MNOTE 8,'INVALID OPERAND &H'
.DC      DC    CL4'&SYSLIST(&I,1)',AL4(&A),XL2'&SYSLIST(&I,3)',        X
               CL1'&H',C'C'
.NEXT    ANOP
&I       SETA  &I+1
         AGO   .LOOP
.END     DC    XL4'FFFFFFFF'
DMS&SYSNDX.A DMSXSVC &ERROR
         MEND
         MACRO
&LABEL   HNDEXT &FUNC,&ADDR
.* HNDEXT SET,ADDRESS OR CLR
         LCLC  &A
&A       SETC  '0'
         AIF   ('&FUNC' EQ 'CLR').LIST
&A       SETC  '&ADDR'
         AIF   ('&FUNC' EQ 'SET' AND '&ADDR' NE '').LIST
         MNOTE 8,'INVALID FUNCTION &FUNC'
         MEXIT
.LIST    CNOP  0,4
&LABEL   BAL   1,DMS&SYSNDX.A
         DC    CL8'TRAP'
         DC    A(&A)
DMS&SYSNDX.A DMSXSVC
         MEND
         MACRO
&LABEL   WAITD &ERROR=
.* WAITS FOR AN INTERRUPTION FROM ONE OF THE NAMES OF HNDINT.
.* REGISTER 1: WHICH
         LCLA  &I
         CNOP  0,4
&LABEL   BAL   1,DMS&SYSNDX.B
         DC    CL8'WAIT'
&I       SETA  1
.LOOP    AIF   (&I GT N'&SYSLIST).END
         DC    CL4'&SYSLIST(&I)'
&I       SETA  &I+1
         AGO   .LOOP
.END     DC    F'0'
DMS&SYSNDX.A DC F'0'
DMS&SYSNDX.B DMSXSVC &ERROR
         L     1,DMS&SYSNDX.A
         MEND
         MACRO
&LABEL   DMSXEXT &NAME,&FUNC,&PROG,&ENTRY,&UWORD,&ERRORX,&SYSTEM,      X
               &SERVICE,&ENDCMD,&IMMCMD,&PERM,&KEY,&INTTYPE,&ORIGIN
.* INNER: NUCEXT AND SUBCOM
         LCLA  &F,&M
         LCLC  &E,&U,&O,&L,&K
&M       SETA  255
         AIF   ('&INTTYPE' EQ '' OR '&INTTYPE' EQ 'ALL').KEY
&M       SETA  0
         AIF   ('&INTTYPE' EQ 'NONE').KEY
&M       SETA  1
         AIF   ('&INTTYPE' EQ 'EXTERNAL').KEY
&M       SETA  64
         AIF   ('&INTTYPE' EQ 'NONCONSOLE').KEY
&M       SETA  128
         AIF   ('&INTTYPE' EQ 'CONSOLE').KEY
&M       SETA  192
         AIF   ('&INTTYPE' EQ 'IO').KEY
         MNOTE 8,'INVALID INTTYPE=&INTTYPE'
.KEY     ANOP
&K       SETC  'E0'
         AIF   ('&KEY' EQ '' OR '&KEY' EQ 'USER').SYS
&K       SETC  '04'
         AIF   ('&KEY' EQ 'NUCLEUS').SYS
         MNOTE 8,'INVALID KEY=&KEY'
.SYS     AIF   ('&SYSTEM' NE 'YES').SERV
&F       SETA  &F+128
.SERV    AIF   ('&SERVICE' NE 'YES').ENDC
&F       SETA  &F+64
.ENDC    AIF   ('&ENDCMD' NE 'YES').PERM
&F       SETA  &F+16
.PERM    AIF   ('&PERM' NE 'YES').IMM
&F       SETA  &F+8
.IMM     AIF   ('&IMMCMD' NE 'YES').LIST
&F       SETA  &F+4
.LIST    ANOP
&LABEL   CNOP  0,4
         BAL   1,DMS&SYSNDX.A
         DC    CL8'&NAME',CL8'&PROG'
         DC    AL1(&M),X'&K',AL1(&F,0) MASK, KEY, ATTRIBUTES
&O       SETC  '0'
&L       SETC  '0'
         AIF   ('&FUNC' EQ 'CLR').CLR
         AIF   ('&FUNC' EQ 'QUERY').QUERY
&E       SETC  '0'
         AIF   ('&ENTRY'(1,1) EQ '(').UWORD
&E       SETC  '&ENTRY'
.UWORD   ANOP
&U       SETC  '0'
         AIF   ('&UWORD'(1,1) EQ '(').SET
&U       SETC  '&UWORD'
.SET     DC    A(&E,&U)
         AIF   (N'&ORIGIN NE 2).REST
         AIF   ('&ORIGIN(1)'(1,1) EQ '(').OLEN
&O       SETC  '&ORIGIN(1)'
.OLEN    AIF   ('&ORIGIN(2)'(1,1) EQ '(').REST
&L       SETC  '&ORIGIN(2)'
         AGO   .REST
.CLR     DC    A(0,0)
         AGO   .REST
.QUERY   DC    A(-1,0)
.REST    DC    A(&O,&L)
DMS&SYSNDX.A DS 0H
         AIF   ('&FUNC' NE 'SET').CALL
         AIF   ('&ENTRY'(1,1) NE '(').UREG
         ST    &ENTRY(1),20(0,1)
.UREG    AIF   ('&UWORD'(1,1) NE '(').OREG
         ST    &UWORD(1),24(0,1)
.OREG    AIF   (N'&ORIGIN NE 2).CALL
         AIF   ('&ORIGIN(1)'(1,1) NE '(').LREG
         ST    &ORIGIN(1),28(0,1)
.LREG    AIF   ('&ORIGIN(2)'(1,1) NE '(').CALL
         ST    &ORIGIN(2),32(0,1)
.CALL    ANOP
         DMSXSVC &ERRORX
         MEND
         MACRO
&LABEL   NUCEXT &FUNC,&NAME=,&ENTRY=0,&UWORD=0,&ERROR=,&SYSTEM=NO,     X
               &SERVICE=NO,&ENDCMD=NO,&IMMCMD=NO,&PERM=NO,&KEY=USER,   X
               &INTTYPE=ALL,&ORIGIN=
.* NUCEXT SET,NAME=NAME,ENTRY=ADDRESS; CLR,NAME=; QUERY,NAME=
&LABEL   DMSXEXT NUCEXT,&FUNC,&NAME,&ENTRY,&UWORD,&ERROR,&SYSTEM,      X
               &SERVICE,&ENDCMD,&IMMCMD,&PERM,&KEY,&INTTYPE,&ORIGIN
         MEND
         MACRO
&LABEL   SUBCOM &FUNC,&NAME=,&ENTRY=0,&UWORD=0,&ERROR=,&SYSTEM=NO,     X
               &KEY=USER,&INTTYPE=ALL
.* SUBCOM SET,NAME=NAME,ENTRY=ADDRESS; CLR,NAME=; QUERY,NAME=
&LABEL   DMSXEXT SUBCOM,&FUNC,&NAME,&ENTRY,&UWORD,&ERROR,&SYSTEM,      X
               NO,NO,NO,NO,&KEY,&INTTYPE
         MEND
         MACRO
&LABEL   DMSFREE &DWORDS=(0),&MIN=,&TYPE=USER,&AREA=,&ERR=,&TYPCALL=SVC
.* OBTAINS DOUBLEWORDS OF FREE STORAGE. REGISTER 1: WHERE
.* TYPCALL=BALR CALLS BY SVC AS WELL
         LCLA  &F
&F       SETA  16
         AIF   ('&TYPE' EQ 'USER').AREA
&F       SETA  32
         AIF   ('&TYPE' EQ 'NUCLEUS').AREA
         MNOTE 8,'INVALID TYPE=&TYPE'
.AREA    AIF   ('&AREA' EQ 'LOW').LOW
         AIF   ('&AREA' EQ 'HIGH').HIGH
&F       SETA  &F+12
         AGO   .LOAD
.LOW     ANOP
&F       SETA  &F+8
         AGO   .LOAD
.HIGH    ANOP
&F       SETA  &F+4
.LOAD    ANOP
&LABEL   DMSXREG 0,&DWORDS
         AIF   ('&MIN' EQ '').SVC
&F       SETA  &F+64
         DMSXREG 1,&MIN
.SVC     SVC   203
         AIF   ('&ERR' EQ '').ABEND
         DC    AL2(-(256*&F+4))
         AIF   ('&ERR' EQ '*').END
         LTR   15,15
         BNZ   &ERR
         MEXIT
.ABEND   DC    AL2(256*&F+4)
.END     MEND
         MACRO
&LABEL   DMSFRET &DWORDS=(0),&LOC=(1),&ERR=,&TYPCALL=SVC
.* GIVES BACK WHAT DMSFREE HAS GIVEN
&LABEL   DMSXREG 0,&DWORDS
         DMSXREG 1,&LOC
         SVC   203
         AIF   ('&ERR' EQ '').ABEND
         DC    AL2(-5)
         AIF   ('&ERR' EQ '*').END
         LTR   15,15
         BNZ   &ERR
         MEXIT
.ABEND   DC    AL2(5)
.END     MEND
         MACRO
&LABEL   DMSKEY &KEY,&STACK
.* ANOTHER STORAGE KEY: NUCLEUS, USER, LASTUSER, RESET
         LCLA  &F
         AIF   ('&KEY' NE 'NUCLEUS').K1
&F       SETA  1
.K1      AIF   ('&KEY' NE 'RESET').K2
&F       SETA  2
.K2      AIF   ('&KEY' NE 'USER').K3
&F       SETA  4
.K3      AIF   ('&KEY' NE 'LASTUSER').K4
&F       SETA  8
.K4      AIF   (&F NE 0).GOOD
         MNOTE 8,'INVALID KEY &KEY'
.GOOD    AIF   ('&STACK' NE 'NOSTACK').SVC
&F       SETA  &F+64
.SVC     ANOP
&LABEL   SVC   203
         DC    AL2(256*&F+8)
         MEND
         MACRO
&LABEL   STRINIT
.* NOTHING THAT GETMAIN HAS GIVEN IS IN USE ANY MORE
&LABEL   SVC   203
         DC    H'7'
         MEND
         MACRO
         NUCON
.* THE NUCLEUS CONSTANT AREA, FROM ADDRESS 0: USING NUCON,0
NUCON    DSECT
         ORG   NUCON+X'200'
SYSTEMID DS    CL32
         ORG   NUCON+X'260'
SYSNAME  DS    CL8
         ORG   NUCON+X'268'
IPLADDR  DS    H
         ORG   NUCON+X'280'
CURRDATE DS    CL8
         ORG   NUCON+X'2C0'
LASTLMOD DS    CL8
         ORG   NUCON+X'2C8'
LASTTMOD DS    CL8
         ORG   NUCON+X'446'
SVC202   DS    H
         ORG   NUCON+X'448'
ERR202   DS    F
         ORG   NUCON+X'44C'
BR14     DS    H
         ORG   NUCON+X'504'
MAINSTRT DS    A
         ORG   NUCON+X'510'
MAINHIGH DS    A
         ORG   NUCON+X'514'
FREELOWE DS    A
         ORG   NUCON+X'520'
ANUCEND  DS    A
         ORG   NUCON+X'524'
AUSRAREA DS    A
         ORG   NUCON+X'528'
CURRSAVE DS    A
         ORG   NUCON+X'52C'
CODE203  DS    H
         ORG   NUCON+X'55C'
NUMFINRD DS    H
         ORG   NUCON+X'560'
VMSIZE   DS    F
         ORG   NUCON+X'568'
STRTADDR DS    A
         ORG   NUCON+X'56C'
FRSTLOC  DS    A
         ORG   NUCON+X'570'
LASTLOC  DS    A
         ORG   NUCON+X'574'
LOCCNT   DS    F
         ORG   NUCON+X'600'
SYSREF   DS    A
         ORG   NUCON+X'640'
ASTRINIT DS    A
         ORG   NUCON+X'670'
ADMSFREB DS    A
         ORG   NUCON+X'688'
ACMSRET  DS    A
         ORG   NUCON+X'6D4'
AERASE   DS    A
         ORG   NUCON+X'6E8'
ARDBUF   DS    A
         ORG   NUCON+X'6EC'
AWRBUF   DS    A
         ORG   NUCON+X'6F0'
AFINIS   DS    A
         ORG   NUCON+X'6F4'
ASTATE   DS    A
         ORG   NUCON+X'6F8'
ASTATEW  DS    A
         ORG   NUCON+X'6FC'
APOINT   DS    A
         ORG   NUCON+X'740'
CMNDLINE DS    CL256
         ORG   NUCON+X'840'
CMNDEXEC DS    CL8
         ORG   NUCON+X'848'
CMNDLIST DS    CL8
         ORG
         MEND
`;

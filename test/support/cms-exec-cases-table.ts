/**
 * Programs of the CMS EXEC language with what the interpreter of VM/370 Release 6 makes of them: it has run each of them
 * (test/guests/unmodified/exec-language.test.ts does so again). `STATE` stands for a command that fails; what it says is
 * left out.
 */

/** A program called PROG. */
export interface CmsExecCase {
  readonly args: string;
  /** Lines that are typed while it runs. */
  readonly typed: readonly string[];
  readonly lines: readonly string[];
  /** What is seen, up to Ready. */
  readonly says: readonly string[];
}

/** `=== arguments ## line to type`, the program, `---`, what is seen. */
const TEXT = `
=== one two three
&TYPE &1 &2 &3 &4 &INDEX &0
&TYPE HELLO
&A = 5
&A = &A + 3 - 2
&TYPE A IS &A
&B = &CONCAT AB CD EF GH IJ
&TYPE &B
&C = &LENGTH &B
&TYPE &C
&D = &SUBSTR ABCDEF 2 3
&TYPE &D
&D = &SUBSTR ABCDEF 3
&TYPE &D
&E = &DATATYPE 123
&F = &DATATYPE ABC
&TYPE &E &F
&G = &LITERAL &A
&TYPE &G
&TYPE &UNKNOWN X
&EXIT 12
---
ONE TWO THREE 3 PROG
HELLO
A IS 6
ABCDEFGH
8
BCD
CDEF
NUM CHAR
&A
X
Ready(00012);
===  ## some line ## hello there you
&READ ARGS
&TYPE &1 &2 &INDEX
&READ VARS &X &Y
&TYPE &X &Y .
&STACK ONE TWO
&STACK LIFO THREE
&READ ARGS
&TYPE &1 &2
&TYPE &READFLAG
&READ VARS &Q &R
&TYPE &Q &R
&TYPE &READFLAG
&BEGSTACK
A line of mixed case  and blanks
SECOND
&END
&READ VARS &A &B &C
&TYPE &A &B &C
&READ VARS &A &B &C
&TYPE &A
&BEGTYPE
This is    as it  stands &1
&END
&BEGTYPE 2
one
two
&SPACE 2
&TYPE AFTER
---
SOME LINE 2
HELLO THERE .
THREE
STACK
ONE TWO
CONSOLE
A LINE OF
SECOND
This is    as it  stands &1
DMSEXT072E Error in EXEC file PROG, line 24 - Invalid syntax
Ready(00807);
===
&ERROR &EXIT 99
STATE NONE EXEC
&TYPE NEVER
---
STATE NONE EXEC
+++ R(00028) +++
Ready(00099);
===
&TYPE A
&GOTO -NOWHERE
---
A
DMSEXT072E Error in EXEC file PROG, line 2 - &SKIP or &GOTO error
Ready(00802);
===
&X
---
Ready;
===
&A = 1 + X
---
DMSEXT072E Error in EXEC file PROG, line 1 - Conversion error
Ready(00812);
===
&IF A ? B &TYPE C
---
DMSEXT072E Error in EXEC file PROG, line 1 - Invalid form of condition
Ready(00808);
===
&LOOP 5 2
&TYPE X
---
X
DMSEXT072E Error in EXEC file PROG, line 2 - EOF found in loop
Ready(00815);
===
&READ X
---
DMSEXT072E Error in EXEC file PROG, line 1 - Conversion error
Ready(00812);
===
&A = &SUBSTR ABC X
---
DMSEXT072E Error in EXEC file PROG, line 1 - Conversion error
Ready(00812);
=== a b c
&CONTROL ALL
-LAB &TYPE X
&I = 1
&LOOP 2 2
&I = &I + 1
-L2 &TYPE &I
&X&I = 7
&TYPE &X3 ( a ) longtokenhere &UNDEF
&STACK one two
&READ VARS &P &Q
&TYPE &P &Q
&BEGTYPE
lines
&END
&SPACE
&IF &I GT 100 &TYPE NO
&IF &I LT 100 &GOTO -OUT
&EXIT
-OUT
&CONTINUE
* comment
&ARGS
&TYPE &1 &INDEX
&EXIT 3
---
&TYPE X
X
&I = 1
&LOOP 2 2
&I = 1 + 1
&TYPE 2
2
&I = 2 + 1
&TYPE 3
3
&X3 = 7
&TYPE 7 ( a ) longtoke
7 ( a ) longtoke
&STACK one two
&READ VARS &P &Q
&TYPE ONE TWO
ONE TWO
&BEGTYPE
lines
&SPACE
&IF 3 GT 100 &TYPE NO
&IF 3 LT 100 &GOTO -OUT
&GOTO -OUT
&CONTINU
&ARGS
&TYPE 0
0
&EXIT 3
Ready(00003);
===
&LOOP 3 &I EQ 3
&I = &I + 1
&TYPE &I
&TYPE ..
---
DMSEXT072E Error in EXEC file PROG, line 1 - Invalid form of condition
Ready(00808);
===
&I = 0
&LOOP 2 &I EQ 3
&I = &I + 1
&TYPE &I
&TYPE DONE
&LOOP 2 0
&TYPE NEVER
&TYPE NEVER2
&TYPE END
&LOOP -X 2
&TYPE IN
&LOOP -Y 2
&TYPE INNER
-Y
-X
&TYPE END2
---
1
2
3
DONE
END
IN
INNER
INNER
IN
INNER
INNER
END2
Ready;
===
&I = 0
&LOOP -X 3
&I = &I + 1
&IF &I EQ 2 &GOTO -X
&TYPE &I
-X &TYPE AT X
&TYPE END
---
1
AT X
AT X
3
AT X
END
Ready;
===
&I = 0
&LOOP 4 3
&I = &I + 1
&IF &I EQ 2 &SKIP 1
&TYPE &I
&TYPE LAST
&TYPE END
---
1
LAST
LAST
3
LAST
END
Ready;
===
&TYPE 1
&SKIP
&TYPE 2
&TYPE 3
&SKIP 0
&TYPE 4
&IF &N EQ 1 &EXIT
&N = 1
&SKIP -3
---
1
3
4
DMSEXT072E Error in EXEC file PROG, line 7 - Invalid form of condition
Ready(00808);
=== a
&IF &1 EQ
&TYPE X
---
X
Ready;
=== a
&IF &2 EQ A &TYPE X
&TYPE Y
---
DMSEXT072E Error in EXEC file PROG, line 1 - Invalid form of condition
Ready(00808);
===
&IF &$ EQ A &TYPE SOME
&IF &* EQ A &TYPE ALL
&IF &* NE A &TYPE NONE
&TYPE END
---
END
Ready;
=== a a b
&IF &$ EQ A &TYPE SOME
&IF &* EQ A &TYPE ALL
&IF A EQ &$ &TYPE R1
&IF B EQ &* &TYPE R2
&IF &$ EQ &* &TYPE BOTH
&TYPE END
---
SOME
R1
BOTH
END
Ready;
===  ## &type from terminal ## &a = 5 ## &type &a
&READ 3
&TYPE END &A
---
FROM TERMINAL
5
END 5
Ready;
===  ## &type one ## &exit 7
&READ *
&TYPE END
---
DMSEXT072E Error in EXEC file PROG, line 1 - Conversion error
Ready(00812);
===  ## &goto -there
&READ 1
&TYPE NEVER
-THERE
&TYPE YES
---
YES
Ready;
===
&ERROR &CONTINUE
STATE NONE X
&TYPE &RETCODE
&ERROR &GOTO -ERR
STATE NONE X
&TYPE NEVER
-ERR &TYPE ERR &RETCODE &LINENUM
&ERROR
STATE NONE X
&TYPE AFTER
&ERROR STATE NONE Y
STATE NONE Z
&TYPE AFTER2
---
STATE NONE X
+++ R(00028) +++
28
STATE NONE X
+++ R(00028) +++
ERR 28 7
STATE NONE X
+++ R(00028) +++
AFTER
STATE NONE Z
+++ R(00028) +++
STATE NONE Y
+++ R(00028) +++
DMSEXT072E Error in EXEC file PROG, line 12 - Error in &ERROR action
Ready(00811);
=== aa bb
&TYPE &1 &2
&1 = cc
&TYPE &1 &INDEX
&5 = ee
&TYPE &5 &INDEX &4 .
&ARGS x y z
&TYPE &1 &2 &3 &5 &INDEX
&ARGS % y
&TYPE ( &1 ) &2 &INDEX
&0 = NEW
&TYPE &0
---
AA BB
cc 2
ee 2 .
x y z 3
( ) y 2
NEW
Ready;
===
&INDEX = 4
&TYPE &INDEX
---
DMSEXT072E Error in EXEC file PROG, line 1 - Misuse of special variable
Ready(00810);
===
&RETCODE = 9
&TYPE &RETCODE
---
9
Ready;
===
&READFLAG = 9
---
DMSEXT072E Error in EXEC file PROG, line 1 - Misuse of special variable
Ready(00810);
===
&TYPEFLAG = HT
&TYPE &TYPEFLAG
---
DMSEXT072E Error in EXEC file PROG, line 1 - Misuse of special variable
Ready(00810);
===
&LINENUM = 3
&TYPE &LINENUM
---
DMSEXT072E Error in EXEC file PROG, line 1 - Misuse of special variable
Ready(00810);
===
&GLOBAL = 5
&TYPE &GLOBAL
---
DMSEXT072E Error in EXEC file PROG, line 1 - Misuse of special variable
Ready(00810);
===
&GLOBAL3 = 5
&TYPE &GLOBAL3
&EXIT &GLOBAL3
---
5
Ready(00005);
===
&TYPE &GLOBAL3
---
1
Ready;
===
&DOS = ON
---
Ready;
===
&A = 99999999 + 99999999
&TYPE &A
---
DMSEXT072E Error in EXEC file PROG, line 1 - EXEC arithmetic overflow
Ready(00818);
===
&A = -9999999 - 99999999
&TYPE &A
---
DMSEXT072E Error in EXEC file PROG, line 1 - EXEC arithmetic underflow
Ready(00817);
===
&A = 123456789
&TYPE &A
---
12345678
Ready;
===
&A = 5 - 7
&TYPE &A
&A = -3
&A = &A + 5
&TYPE &A
&A = 2 + 3 + 4 - 1
&TYPE &A
&A = +7
&TYPE &A
&A = +7 + 0
&TYPE &A
&A = 007
&TYPE &A
&A = 007 + 0
&TYPE &A
&A = A B
---
-2
2
8
+7
7
007
7
DMSEXT072E Error in EXEC file PROG, line 16 - Invalid assignment
Ready(00809);
===
&A = 1 +
---
DMSEXT072E Error in EXEC file PROG, line 1 - Invalid assignment
Ready(00809);
===
&A = 1 * 2
---
Ready;
===
&A = + 2
&TYPE &A
---
DMSEXT072E Error in EXEC file PROG, line 1 - Invalid assignment
Ready(00809);
===
&A =
&TYPE ( &A )
&A = &B
&TYPE ( &A )
&A = A B
&TYPE &A
---
( )
( )
DMSEXT072E Error in EXEC file PROG, line 5 - Invalid assignment
Ready(00809);
===
&A = X + Y
---
DMSEXT072E Error in EXEC file PROG, line 1 - Conversion error
Ready(00812);
===
&A = 5
&5 = SIX
&TYPE &&A
&TYPE &A&A A&A &A.X
&TYPE &A-X X&A&A
&N = A
&TYPE &&N
&V1 = ONE
&TYPE &V&X1
&I = 1
&TYPE &V&I
---
SIX
DMSEXT072E Error in EXEC file PROG, line 4 - Invalid char in variable symbol
Ready(00819);
===
&ABCDEFGH = 1
&TYPE &ABCDEFG &ABCDEFGH &ABCDEFGI
---
1 1 1
Ready;
===
&A-B = 3
&TYPE &A-B
---
DMSEXT072E Error in EXEC file PROG, line 1 - Invalid char in variable symbol
Ready(00819);
===
&A.B = 3
&TYPE &A.B
---
DMSEXT072E Error in EXEC file PROG, line 1 - Invalid char in variable symbol
Ready(00819);
===
&% = 3
---
DMSEXT072E Error in EXEC file PROG, line 1 - Invalid char in variable symbol
Ready(00819);
===
& = 4
&TYPE &
---
4
Ready;
===
&A = &LENGTH
&TYPE &A
---
0
Ready;
===
&A = &LENGTH ABC DEF
&TYPE &A
&A = &LENGTH &NONE
&TYPE &A
---
3
0
Ready;
===
&A = &SUBSTR ABCDEFGH 3 2
&TYPE &A
&A = &SUBSTR ABCDEFGH 3
&TYPE &A
&A = &SUBSTR ABC 5 1
&TYPE ( &A )
&A = &SUBSTR ABC 2 9
&TYPE &A
---
CD
CDEFGH
( )
BC
Ready;
===
&A = &SUBSTR ABC 0 1
---
DMSEXT072E Error in EXEC file PROG, line 1 - Misuse of built-in function
Ready(00814);
===
&A = &SUBSTR ABC
---
DMSEXT072E Error in EXEC file PROG, line 1 - Misuse of built-in function
Ready(00814);
===
&A = &SUBSTR ABC -1
---
DMSEXT072E Error in EXEC file PROG, line 1 - Misuse of built-in function
Ready(00814);
===
&A = &CONCAT A B C D
&TYPE &A
&A = &CONCAT ABCDEFGH I
&TYPE &A
&A = &CONCAT
&TYPE ( &A )
---
ABCD
ABCDEFGH
( )
Ready;
===
&A = &DATATYPE 12
&TYPE &A
&A = &DATATYPE -12
&TYPE &A
&A = &DATATYPE +12
&TYPE &A
&A = &DATATYPE 1A
&TYPE &A
&A = &DATATYPE
&TYPE &A
---
NUM
NUM
NUM
CHAR
CHAR
Ready;
===
&A = &DATATYPE A B
---
Ready;
===
&A = &LITERAL &X
&TYPE &A
&TYPE &LITERAL &X
&TYPE &LENGTH ABC
&IF &LENGTH EQ X &TYPE Y
---
&X
&X
&LENGTH ABC
Ready;
===
&BEGTYPE
a
&END
&BEGTYPE ALL
 &END
b
  &END
still
&END
&TYPE C
---
a
 &END
b
  &END
still
C
Ready;
===
&BEGTYPE
no end
---
no end
Ready;
===
&BEGTYPE FOO
X
&END
---
DMSEXT072E Error in EXEC file PROG, line 1 - Invalid syntax
Ready(00807);
===
&BEGTYPE
&END X
&TYPE ENDED
---
ENDED
Ready;
===
&BEGSTACK LIFO
one
two
&END
&READ VARS &A &B
&TYPE &A
&BEGSTACK FIFO
three
&END
&READ VARS &A
&TYPE &A
&READ VARS &A
&TYPE &A
&BEGSTACK ALL
Four  five
&END
&END
&READ ARGS
&TYPE &1 &2
&BEGSTACK ALL LIFO
six
&END
&READ ARGS
&TYPE &1
&BEGSTACK FOO
---
TWO
ONE
THREE
FOUR FIVE
SIX
DMSEXT072E Error in EXEC file PROG, line 25 - Invalid syntax
Ready(00807);
===
&BEGSTACK LIFO ALL
six
&END
&READ ARGS
&TYPE &1
&STACK
&STACK A
&READ ARGS
&TYPE ( &1 ) &INDEX
&READ ARGS
&TYPE ( &1 ) &INDEX
&STACK LIFO
&STACK FIFO
&TYPE &READFLAG
&READ ARGS
&READ ARGS
&TYPE &READFLAG
---
SIX
( ) 0
( A ) 1
STACK
CONSOLE
Ready;
===
&STACK HT
&TYPE HIDDEN
&TYPE &TYPEFLAG
&STACK RT
&TYPE SEEN
&STACK LIFO HT
&TYPE HIDDEN2
&STACK FIFO RT
&TYPE SEEN2
&BEGSTACK
HT
&END
&TYPE HIDDEN3
&BEGSTACK
RT
&END
&TYPE SEEN3 &READFLAG
---
SEEN
SEEN2
SEEN3 CONSOLE
Ready;
===
&SPACE A
---
DMSEXT072E Error in EXEC file PROG, line 1 - Conversion error
Ready(00812);
===
&SPACE -1
&TYPE A
---
A
Ready;
===
&SPACE 0
&TYPE A
&SPACE 2 3
&TYPE B
---
A
B
Ready;
===
&TYPE
&TYPE A
&TYPE &NONE
&TYPE B
&TYPE LONGERTHANEIGHT (OPT) A=B A = B
---
A
B
LONGERTH ( OPT ) A=B A = B
Ready;
===
&EXIT A
---
DMSEXT072E Error in EXEC file PROG, line 1 - Conversion error
Ready(00812);
===
&EXIT -5
---
Ready(-0005);
===
&EXIT 5 6
---
Ready(00005);
===
&EXIT &NONE
---
Ready;
===
&READ 0
&TYPE A
---
A
Ready;
===
&READ -1
---
Ready;
===  ## one two three
&READ VARS &A * &C
&TYPE &A &C
---
DMSEXT072E Error in EXEC file PROG, line 1 - Invalid syntax
Ready(00807);
===  ## one two three
&READ VARS &A B
&TYPE &A &B
---
DMSEXT072E Error in EXEC file PROG, line 1 - Invalid syntax
Ready(00807);
===  ## one two three
&N = 3
&READ VARS &A &V&N
&TYPE &A &V3
---
ONE TWO
Ready;
===  ## one (two) % longtokenhere
&READ VARS &A &B &C &D &E &F
&TYPE &A &B &C &D &E &F .
---
ONE ( TWO ) LONGTOKE .
Ready;
===
&HEX ON
&A = X'C1C2'
&TYPE &A X'C1'
&HEX OFF
&TYPE &A
&TYPE X'C1'
&N = 240
&TYPE X'&N X'FF
&HEX ON
&TYPE X'&N X'-1
&B = X'F1
&TYPE &B
---
DMSEXT072E Error in EXEC file PROG, line 2 - Conversion error
Ready(00812);
===
&HEX FOO
---
DMSEXT072E Error in EXEC file PROG, line 1 - Invalid syntax
Ready(00807);
===
&CONTROL FOO
---
DMSEXT072E Error in EXEC file PROG, line 1 - Invalid syntax
Ready(00807);
===
&CONTROL
&TYPE A
---
A
Ready;
===
&CONTROL MSG
&CONTROL NOMSG
&CONTROL OFF MSG TIME PACK
&TYPE A
---
A
Ready;
===
&CONTINUE A
&GOTO TOP1
---
DMSEXT072E Error in EXEC file PROG, line 2 - &SKIP or &GOTO error
Ready(00802);
===
&IF &N EQ  &N = 1
---
Ready;
===
&N = 0&I
&TYPE &N
---
0
Ready;
===
&GOTO 4
&TYPE NEVER
&TYPE NEVER2
&TYPE FOUR
---
FOUR
Ready;
===
&GOTO
---
DMSEXT072E Error in EXEC file PROG, line 1 - &SKIP or &GOTO error
Ready(00802);
===
&GOTO 99
---
Ready;
===
&GOTO -1
---
DMSEXT072E Error in EXEC file PROG, line 1 - &SKIP or &GOTO error
Ready(00802);
===
&GOTO LAB
---
DMSEXT072E Error in EXEC file PROG, line 1 - &SKIP or &GOTO error
Ready(00802);
===
&SKIP A
---
DMSEXT072E Error in EXEC file PROG, line 1 - &SKIP or &GOTO error
Ready(00802);
===
&SKIP 100
&TYPE A
---
Ready;
===
&SKIP -5
---
DMSEXT072E Error in EXEC file PROG, line 1 - &SKIP or &GOTO error
Ready(00802);
===
&LOOP
---
DMSEXT072E Error in EXEC file PROG, line 1 - Conversion error
Ready(00812);
===
&LOOP 2
&TYPE A
&TYPE B
---
DMSEXT072E Error in EXEC file PROG, line 1 - Invalid form of condition
Ready(00808);
===
&LOOP -NOT 2
---
DMSEXT072E Error in EXEC file PROG, line 1 - EOF found in loop
Ready(00815);
===
&LOOP 0 2
&TYPE A
---
A
Ready;
===
&LOOP 1 A
&TYPE A
---
DMSEXT072E Error in EXEC file PROG, line 1 - Conversion error
Ready(00812);
===
&LOOP A 1
---
DMSEXT072E Error in EXEC file PROG, line 1 - Conversion error
Ready(00812);
===
&HEX ON
&A = X'C1
&TYPE &A
&TYPE X'10 X'FF
&B = 240
&TYPE X'&B
&HEX OFF
&TYPE X'10 X'240
&A = X'10 + 1
&TYPE &A
---
193
DMSEXT072E Error in EXEC file PROG, line 4 - Conversion error
Ready(00812);
===
&A = X'10
&TYPE &A
&HEX ON
&TYPE X'A X'255 X'-1
&A = X'-1
&TYPE &A
---
X'10
DMSEXT072E Error in EXEC file PROG, line 4 - Conversion error
Ready(00812);
===
&LOOP -A 1
&LOOP -B 1
&LOOP -C 1
&LOOP -D 1
&TYPE FOUR
-D
-C
-B
-A
&LOOP -A5 1
&LOOP -B5 1
&LOOP -C5 1
&LOOP -D5 1
&LOOP -E5 1
&TYPE FIVE
-E5
-D5
-C5
-B5
-A5
---
FOUR
DMSEXT072E Error in EXEC file PROG, line 14 - Max depth of loop nesting exceeded
Ready(00805);
===
&I = 1
&LOOP -X &I > 3
&TYPE &I
&I = &I + 1
-X &TYPE X &I
&TYPE END
---
1
X 2
2
X 3
3
X 4
END
Ready;
===
&LOOP 2 2
&TYPE A
&GOTO -OUT
-OUT &TYPE OUT
&TYPE OUT2
---
A
OUT
OUT2
Ready;
===
&LOOP 3 2
&TYPE A
&SKIP 1
&TYPE NEVER
&TYPE OUT2
---
A
OUT2
Ready;
===
&I = 0
&LOOP 3 3
&I = &I + 1
&IF &I EQ 2 &SKIP 2
&TYPE &I
&TYPE OUT
---
1
Ready;
===
&A = ABCDEFGHIJ
&TYPE &A
&A&B = 5
&TYPE &A
&A = 7
&B&A = 6
&TYPE &B7 &B&A
&B&A&A = 8
&TYPE &B77
---
ABCDEFGH
5
6 6
Ready;
===  ## a b c d
&READ VARS &1 &2
&TYPE &1 &2 &INDEX
&1&Z = Q
&TYPE &1
---
A B 0
Q
Ready;
===
&ERROR &TYPE ERR &RETCODE
&EXIT
---
Ready;
===
&ERROR &SKIP 1
STATE NONE X
&TYPE NEVER
&TYPE YES
&ERROR &EXIT &RETCODE
STATE NONE X
---
STATE NONE X
+++ R(00028) +++
YES
STATE NONE X
+++ R(00028) +++
Ready(00028);
===
-A -B &TYPE X
&GOTO -B
&TYPE NEVER
-B &TYPE Y
---
-B &TYPE X
+++ R(-0003) +++
Y
Ready;
===
&IF A EQ A
&IF A EQ
&IF A
&TYPE X
---
DMSEXT072E Error in EXEC file PROG, line 3 - Invalid form of condition
Ready(00808);
===
&IF
&TYPE X
---
DMSEXT072E Error in EXEC file PROG, line 1 - Invalid form of condition
Ready(00808);
=== a a
&IF &* EQ &* &TYPE X
&IF &* EQ A &TYPE Y
&IF &$ NE A &TYPE Z
&IF &* NE A &TYPE W
&IF &$ NE B &TYPE V
---
X
Y
V
Ready;
=== a b ( opt
&TYPE &1 &2 &3 &4 &INDEX
&EXIT 300
---
A B ( OPT 4
Ready(00300);
=== 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31
&TYPE &INDEX &30 &31
---
DMSEXT072E Error in EXEC file PROG, line 0 - Too many arguments
Ready(00804);
===
&TYPE A1 A2 A3 A4 A5 A6 A7 A8 A9 B1 B2 B3 B4 B5 B6 B7 B8 B9 C1 C2 C3 C4 C5 C6 C7 C8
---
A1 A2 A3 A4 A5 A6 A7 A8 A9 B1 B2 B3 B4 B5 B6 B7 B8 B9 C1 C2 C3 C4 C5 C6 C7 C8
Ready;
===
&HEX ON
&TYPE X'-1
---
-1
Ready;
===
&HEX ON
&N = 255
&TYPE X'&N
&IF X'10 EQ A &TYPE SAME
&STACK X'255
&READ VARS &Z
&TYPE &Z
&A = X'FFFFF
&TYPE &A
---
FF
SAME
FF
1048575
Ready;
===
&HEX ON
&A = X'G
---
DMSEXT072E Error in EXEC file PROG, line 2 - Conversion error
Ready(00812);
===
&EMSG ABCDEF HELLO
---
DMSABCDEF HELLO
Ready;
===
&A = &NONE + 1
&TYPE &A
---
DMSEXT072E Error in EXEC file PROG, line 1 - Invalid assignment
Ready(00809);
===
&A = 1 + &NONE
---
DMSEXT072E Error in EXEC file PROG, line 1 - Invalid assignment
Ready(00809);
===
&A = 1 - &NONE - 3
---
DMSEXT072E Error in EXEC file PROG, line 1 - Conversion error
Ready(00812);
===
&A = &CONCAT &NONE X &NONE Y
&TYPE &A
&B = &SUBSTR &A 1 &NONE
&TYPE &B
---
XY
XY
Ready;
===
&B = &LENGTH &NONE
&TYPE &B
&B = &DATATYPE &NONE
&TYPE &B
---
0
CHAR
Ready;
===
&ERROR &EXIT 7
&ARGS A B C D E F G H I J K L M N O P Q R S T U V W X Y Z 1 2 3 4 5 6
&TYPE &INDEX
---
DMSEXT072E Error in EXEC file PROG, line 2 - Too many tokens in statement
Ready(00813);
===
&A = ABC
&A = &A + 1
---
DMSEXT072E Error in EXEC file PROG, line 2 - Conversion error
Ready(00812);
===
&RETCODE = ABC
---
DMSEXT072E Error in EXEC file PROG, line 1 - Conversion error
Ready(00812);
===
&GLOBAL1 = 123456789
&TYPE &GLOBAL1
---
12345678
Ready;
===
&TYPE &GLOBAL5 &GLOBAL
---
1 1
Ready;
===
&TYPE &READ &IF &$ &* &CONTROL &TYPE
---
&READ &IF &$ &* &CONTROL &TYPE
Ready;
===
&IF A &TYPE
&TYPE X
---
DMSEXT072E Error in EXEC file PROG, line 1 - Invalid form of condition
Ready(00808);
===
&COMMENT X
---
Ready;
===
&CONT
---
Ready;
===
&CONTINU
&CONTIN
---
Ready;
===
&BEGTYPE
&X
&END
&BEGEMSG ALL
x
&END
---
&X
DMSx
Ready;
===
&TYPE &DATATYPE &LITERAL A &LITERAL &B
---
&DATATYP A &B
Ready;
=== A B C D E F G H I J K L M N O P Q R S T U V W X Y Z 1 2 3 4 5
&TYPE &INDEX
---
DMSEXT072E Error in EXEC file PROG, line 0 - Too many arguments
Ready(00804);
===
&ARGS A B C D E F G H I J K L M N O P Q R S T U V W X Y Z 1 2 3 4
&TYPE &INDEX
&ARGS A B C D E F G H I J K L M N O P Q R S T U V W X Y Z 1 2 3 4 5
---
30
DMSEXT072E Error in EXEC file PROG, line 3 - Too many arguments
Ready(00804);
===
&A = 1 * 2
&TYPE &A
---
2
Ready;
===
&A = A B
---
DMSEXT072E Error in EXEC file PROG, line 1 - Invalid assignment
Ready(00809);
===
&A = A B C
---
DMSEXT072E Error in EXEC file PROG, line 1 - Invalid assignment
Ready(00809);
===
&A = 1 + 2 X
&TYPE &A
---
DMSEXT072E Error in EXEC file PROG, line 1 - Invalid assignment
Ready(00809);
===
&A = -
&TYPE &A
&A = - 5
&TYPE &A
---
-
DMSEXT072E Error in EXEC file PROG, line 3 - Invalid assignment
Ready(00809);
===
&A = 1 - -3
&TYPE &A
&A = 1 + +3
&TYPE &A
---
4
4
Ready;
===  ## &goto -x ## &type two
&READ 2
&TYPE NEVER
-X
&TYPE X
---
X
Ready;
===  ## &skip 1 ## &type two
&READ 2
&TYPE NEVER
&TYPE X
---
X
Ready;
===  ## &type a ## &type b
&LOOP 1 2
&READ 1
&TYPE END
---
A
B
END
Ready;
===
&LOOP 2 2
&READFLAG = 5
---
DMSEXT072E Error in EXEC file PROG, line 2 - Misuse of special variable
Ready(00810);
===
&ERROR &GOTO -E
STATE NONE X
&TYPE NO
-E
&ERROR &GOTO -F
&TYPE E
STATE NONE X
&TYPE NO
-F &TYPE F
---
STATE NONE X
+++ R(00028) +++
E
STATE NONE X
+++ R(00028) +++
F
Ready;
===
&STACK HT
&TYPE A
&STACK RT
&STACK AHT
&STACK HT A
&TYPE SEEN
&STACK RT
&READ ARGS
&TYPE &1
&READ ARGS
&TYPE &1
---
SEEN
AHT
HT
Ready;
===
&CONTROL ERROR
&IF A EQ A STATE NONE X
&CONTROL ALL
&IF A EQ A STATE NONE X
---
STATE NONE X
+++ R(00028) +++
&IF A EQ A STATE NONE X
STATE NONE X
+++ R(00028) +++
Ready;
===
&A = &LENGTH
&TYPE &A
&A = &SUBSTR
---
0
DMSEXT072E Error in EXEC file PROG, line 3 - Misuse of built-in function
Ready(00814);
===
&A = &DATATYPE A B
&TYPE &A
&A = &LENGTH ABC D
&TYPE &A
&A = &SUBSTR ABCDE 2 2 2
&TYPE &A
---
CHAR
3
BC
Ready;
===
&TIME FOO
---
DMSEXT072E Error in EXEC file PROG, line 1 - Invalid syntax
Ready(00807);
===
&TIME
---
Ready;
===
&IF &NONE EQ &NONE &TYPE A
&TYPE B
---
DMSEXT072E Error in EXEC file PROG, line 1 - Invalid form of condition
Ready(00808);
===
&IF A EQ A -X &TYPE B
---
-X &TYPE B
+++ R(-0003) +++
Ready;
===
&IF A EQ A * COMMENT
---
DMSEXT072E Error in EXEC file PROG, line 1 - Invalid syntax
Ready(00807);
===
   *  comment
  -L   &TYPE A
&GOTO -L2
 -L2 &TYPE B
---
A
B
Ready;
===
&SKIP -1
---
DMSEXT072E Error in EXEC file PROG, line 1 - &SKIP or &GOTO error
Ready(00802);
===
&TYPE A
&GOTO 0
---
A
DMSEXT072E Error in EXEC file PROG, line 2 - &SKIP or &GOTO error
Ready(00802);
===
&EXIT 5 &EXIT
---
Ready(00005);
===
&EXIT 12345
---
Ready(12345);
===
&EXIT -1
---
Ready(-0001);
===
&A = &CONCAT A + B
&TYPE &A
---
A+B
Ready;
===
&READ FOO
---
DMSEXT072E Error in EXEC file PROG, line 1 - Conversion error
Ready(00812);
===
&LOOP 1 &A EQ
&TYPE X
---
DMSEXT072E Error in EXEC file PROG, line 1 - Conversion error
Ready(00812);
===
&LOOP 1 A ? B
&TYPE X
---
DMSEXT072E Error in EXEC file PROG, line 1 - Invalid form of condition
Ready(00808);
===
&I = 5
&LOOP 1 &I ? B
&TYPE X
---
DMSEXT072E Error in EXEC file PROG, line 2 - Invalid form of condition
Ready(00808);
===
&LOOP 1 -5
&TYPE X
&TYPE Y
---
DMSEXT072E Error in EXEC file PROG, line 1 - Invalid form of condition
Ready(00808);
===
&LOOP -5 1
&TYPE X
---
DMSEXT072E Error in EXEC file PROG, line 1 - EOF found in loop
Ready(00815);
`;

/** The programs. */
export const CMS_EXEC_CASES: readonly CmsExecCase[] = TEXT.split(/^===/m)
  .slice(1)
  .map((part) => {
    const [program = '', says = ''] = part.split('\n---\n');
    const [head = '', ...lines] = program.split('\n');
    const [args = '', ...typed] = head.split('##').map((word) => word.trim());
    return { args, typed, lines, says: says.trimEnd().split('\n') };
  });

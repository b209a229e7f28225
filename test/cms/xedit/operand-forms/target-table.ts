/** Targets, and subcommands that go as far as one, in rows as those of `form-table.ts`. */
export const TARGETS = `
:1 | 0 | 1.1 |
:0 | 1 | 0.1 |
:5 | 0 | 5.1 |
:6 | 1 | 6.1 |
:7 | 2 | 2.1 | 546E Target not found
:999999999 | 2 | 2.1 | 546E Target not found
: 3 | 0 | 3.1 |
:x | 0 | 2.1 cms |
: | 0 | 2.1 cms |
:3x | 0 | 2.1 cms |
:-1 | 0 | 2.1 cms |
0 | 0 | 2.1 |
1 | 0 | 3.1 |
+1 | 0 | 3.1 |
-1 | 0 | 1.1 |
+3 | 0 | 5.1 |
4 | 1 | 6.1 |
99 | 1 | 6.1 |
-99 | 1 | 0.1 |
999999999 | 1 | 6.1 |
1234567890 | 0 | 2.1 cms |
+x | 0 | 2.1 cms |
1x | 0 | 2.1 cms |
* | 1 | 6.1 |
+* | 1 | 6.1 |
-* | 1 | 0.1 |
*x | 0 | 2.1 cms |
.x | 0 | 4.1 |
.X | 0 | 4.1 |
.none | 2 | 2.1 | 546E Target not found
.toolongname | 0 | 2.1 cms |
. | 0 | 2.1 cms |
/four/ | 0 | 4.1 |
/four | 0 | 4.1 |
+/four/ | 0 | 4.1 |
-/one/ | 0 | 1.1 |
-/four/ | 2 | 0.1 | 546E Target not found
/zzz/ | 2 | 6.1 | 546E Target not found
-/zzz/ | 2 | 0.1 | 546E Target not found
// | 0 | 3.1 |
+// | 0 | 3.1 |
-// | 0 | 1.1 |
/ | 0 | 2.1 cms |
^/three/ | 0 | 3.1 |
-^/three/ | 0 | 1.1 |
+^/three/ | 0 | 3.1 |
^// | 2 | 6.1 | 546E Target not found
¬/e/ | 0 | 3.1 |
/four/&/zz/ | 2 | 6.1 | 546E Target not found
/four/ & /four/ | 0 | 4.1 |
/zz/|/five/ | 0 | 5.1 |
/zz/ | 2 | 6.1 | 546E Target not found
+/f/&/v/ | 0 | 5.1 |
-/t/ & ^/h/ | 0 | 1.1 |
/f/ & ^/our/ | 0 | 5.1 |
/f/& | 0 | 2.1 cms |
/f/|x | 0 | 2.1 cms |
/f/ & .x | 0 | 2.1 cms |
!four! | 0 | 4.1 |
,four, | 0 | 4.1 |
'four' | 0 | 4.1 |
afoura | 0 | 2.1 cms |
locate /four/ clocate /r/ | 0 | 4.4 |
l:4 | 0 | 4.1 |
l.x | 0 | 4.1 |
l-1 | 0 | 1.1 |
l* | 1 | 6.1 |
l5 | 1 | 6.1 |
all /o/ # :2 | 0 | 1.1 |
all /o/ # +1 | 1 | 6.1 |
set wrap on # /one/ | 0 | 1.1 | 592W Wrapped....
set wrap on # -/five/ | 0 | 5.1 | 592W Wrapped....
set wrap on # /zzz/ | 2 | 2.1 | 546E Target not found
set stay on # /zzz/ | 2 | 2.1 | 546E Target not found
set stay on # change /e/x/ * | 0 | 2.1 one two/thrxe//four four/fivx | 517I 2 occurrence(s) changed on 2 line(s)
set range :1 :3 # * | 1 | 4.1 |
set range :1 :3 # :4 | 1 | 4.1 |
set range :1 :3 # :5 | 2 | 2.1 | 546E Target not found
set range :1 :3 # /four/ | 2 | 4.1 | 546E Target not found
set range :1 :3 # -* | 1 | 0.1 |
set range :1 :3 # delete * | 0 | 2.1 one two/four four/five | 501I 2 line(s) deleted
set case m i # /FOUR/ | 0 | 4.1 |
set hex on # /x'A3'/ | 2 | 6.1 | 546E Target not found
set hex on # /x'A'/ | 5 | 2.1 | 544E Invalid hex string: x'A'
set arbchar on $ # /o$r f/ | 0 | 4.1 |
set span on # /threefour/ | 2 | 6.1 | 546E Target not found
top # delete | 1 | 0.1 |
down * # delete | 1 | 6.1 |
top # change /e/x/ * | 0 | 5.1 onx two/thrxe//four four/fivx | 517I 3 occurrence(s) changed on 3 line(s)
set varblank on # /four  four/ | 0 | 4.1 |
delete :4 | 0 | 2.1 one two/four four/five | 501I 2 line(s) deleted
delete :2 | 1 | 2.1 |
delete :1 | 0 | 2.1 one two//four four/five |
delete -1 | 0 | 2.1 one two//four four/five |
delete -* | 0 | 1.1 /four four/five | 501I 2 line(s) deleted
delete * | 1 | 2.1 one two | 501I 4 line(s) deleted
delete 99 | 1 | 2.1 one two | 501I 4 line(s) deleted
delete -99 | 0 | 1.1 /four four/five | 501I 2 line(s) deleted
delete :99 | 2 | 2.1 | 546E Target not found
delete .x | 0 | 2.1 one two/four four/five | 501I 2 line(s) deleted
delete .none | 2 | 2.1 | 546E Target not found
delete /five/ | 0 | 2.1 one two/five | 501I 3 line(s) deleted
delete -/one/ | 0 | 2.1 one two//four four/five |
delete /zzz/ | 2 | 2.1 | 546E Target not found
delete /five/&/zz/ | 2 | 2.1 | 546E Target not found
delete ^/x/ | 0 | 2.1 one two//four four/five |
delete // | 0 | 2.1 one two//four four/five |
delete : | 5 | 2.1 | 520E Invalid operand : :
delete + | 5 | 2.1 | 520E Invalid operand : +
change /e/x/ :4 | 0 | 3.1 one two/thrxe//four four/five | 517I 1 occurrence(s) changed on 1 line(s)
change /e/x/ * | 0 | 5.1 one two/thrxe//four four/fivx | 517I 2 occurrence(s) changed on 2 line(s)
change /e/x/ -* | 0 | 1.1 onx two/thrxe//four four/five | 517I 2 occurrence(s) changed on 2 line(s)
change /e/x/ 99 | 0 | 5.1 one two/thrxe//four four/fivx | 517I 2 occurrence(s) changed on 2 line(s)
change /o/x/ -* | 0 | 1.1 xne two/three//four four/five | 517I 1 occurrence(s) changed on 1 line(s)
change /e/x/ .x | 0 | 3.1 one two/thrxe//four four/five | 517I 1 occurrence(s) changed on 1 line(s)
change /e/x/ /five/ | 0 | 4.1 one two/thrxe//four four/five | 517I 1 occurrence(s) changed on 1 line(s)
change /e/x/ /zzz/ | 2 | 2.1 | 546E Target not found
change /e/x/ :99 | 2 | 2.1 | 546E Target not found
change /zz/x/ * | 4 | 5.1 | 585E No line(s) changed
change /e/x/ :2 | 4 | 2.1 | 585E No line(s) changed
count /e/ * | 0 | 5.1 | 522I 3 occurrence(s)
count /e/ -* | 0 | 1.1 | 522I 3 occurrence(s)
count /zz/ * | 4 | 5.1 | 522I No occurrence(s)
count /e/ /zzz/ | 2 | 2.1 | 546E Target not found
count /e/ .none | 2 | 2.1 | 546E Target not found
uppercas * | 0 | 5.1 one two/THREE//FOUR FOUR/FIVE |
uppercas -* | 0 | 1.1 ONE TWO/THREE//four four/five |
uppercas :4 | 0 | 3.1 one two/THREE//four four/five |
uppercas .none | 2 | 2.1 | 546E Target not found
uppercas 99 | 0 | 5.1 one two/THREE//FOUR FOUR/FIVE |
shift right 1 * | 0 | 5.1 one two/ three// four four/ five |
shift right 1 -* | 0 | 1.1  one two/ three//four four/five |
shift right 1 :99 | 2 | 2.1 | 546E Target not found
shift right 1 .x | 0 | 3.1 one two/ three//four four/five |
set zone 3 5 # shift left 1 | 0 | 2.3 one two/thee//four four/five |
set zone 3 5 # shift left 9 | 0 | 2.3 one two/th//four four/five |
set zone 3 5 # shift right 2 | 0 | 2.3 one two/th  ree//four four/five |
set zone 7 9 # shift right 2 | 0 | 2.7 |
set trunc 5 # shift right 2 | 3 | 2.1 one two/  thr//four four/five | 503E Truncated
set trunc 5 # shift right 2 * | 3 | 5.1 one two/  thr//  foufour/  fiv | 503E Truncated
set trunc 5 # set spill on # shift right 2 | 3 | 2.1 one two/  thr/ee//four four/five | 503E Spilled
set trunc 5 # set spill on # shift right 2 * | 3 | 8.1 one two/  thr/ee//  foufour/r/  fiv/e | 503E Spilled
set trunc 5 # set spill on # :4 # shift right 2 -* | 3 | 1.1   onewo/ t/  thr/ee//  foufour/r/five | 503E Spilled
set trunc 5 # set spill word # :4 # shift right 2 | 3 | 4.1 one two/three//     four/four/five | 503E Spilled
set trunc 5 # set spill on # shift left 2 | 0 | 2.1 one two/ree//four four/five |
compress * | 0 | 5.1 |
expand -* | 0 | 1.1 |
type * | 1 | 5.1 tell |
type -* | 1 | 2.1 tell |
type 2 | 0 | 3.1 tell |
type .none | 2 | 2.1 | 546E Target not found
hextype .x | 0 | 3.1 tell |
stack 2 | 0 | 3.1 stack |
stack * | 1 | 5.1 stack |
stack -* | 1 | 1.1 stack |
stack 99 | 1 | 5.1 stack |
stack .none | 2 | 2.1 | 546E Target not found
sort * | 0 | 2.1 one two//five/four four/three |
sort -* | 0 | 2.1 |
sort .none | 2 | 2.1 | 546E Target not found
sort :2 | 1 | 2.1 |
put * | 1 | 6.1 |
put -1 | 0 | 3.1 |
put 99 | 1 | 6.1 |
put :2 | 1 | 2.1 |
put .none | 2 | 2.1 | 546E Target not found
putd * | 1 | 2.1 one two |
putd 2 | 0 | 2.1 one two/four four/five |
putd -* | 0 | 1.1 /four four/five |
putd .none | 2 | 2.1 | 546E Target not found
copy :4 * | 0 | 7.1 one two/three//four four/five/three/ | 509I 2 line(s) copied
copy * :0 | 0 | 4.1 three//four four/five/one two/three//four four/five | 509I 4 line(s) copied
copy 1 -* | 0 | 1.1 three/one two/three//four four/five | 509I 1 line(s) copied
copy 1 .x | 0 | 5.1 one two/three//four four/three/five | 509I 1 line(s) copied
copy 2 .none | 2 | 2.1 | 546E Target not found
copy /zzz/ 1 | 2 | 2.1 | 546E Target not found
copy :2 * | 1 | 2.1 |
move :4 * | 0 | 5.1 one two/four four/five/three/ | 506I 2 line(s) moved
move 1 -* | 0 | 1.1 three/one two//four four/five | 506I 1 line(s) moved
move 1 -1 | 0 | 2.1 | 506I 1 line(s) moved
move 2 .none | 2 | 2.1 | 546E Target not found
move -2 * | 0 | 5.1 /four four/five/one two/three | 506I 2 line(s) moved
move /five/ * | 0 | 5.1 one two/five/three//four four | 506I 3 line(s) moved
move :2 * | 1 | 2.1 |
duplicat 1 * | 0 | 9.1 one two/three//four four/five/three//four four/five |
duplicat 2 -1 | 0 | 4.1 one two/three/three/three//four four/five |
duplicat 1 :4 | 0 | 5.1 one two/three//three//four four/five |
duplicat 1 .none | 2 | 2.1 | 546E Target not found
duplicat 1 :2 | 1 | 2.1 |
merge 1 :4 | 0 | 3.1 one two//threefour/five | 504I 1 line(s) merged
merge 2 :4 | 0 | 3.1 one two/threefour/five | 504I 2 line(s) merged
merge :2 :4 | 1 | 2.1 |
merge 1 .none | 2 | 2.1 | 546E Target not found
merge 1 * | 0 | 4.1 one two//four four/five | 504I 1 line(s) merged
clocate 99 | 1 | 2.81 |
clocate -99 | 1 | 2.0 |
clocate +2 | 0 | 2.3 |
clocate :99 | 1 | 2.81 |
clocate :0 | 1 | 2.0 |
clocate /e/&/h/ | 0 | 2.2 |
clocate /e/ & /zz/ | 2 | 2.1 | 546E Target not found
clocate -/t/ | 0 | 1.5 |
clocate /zz/ | 2 | 2.1 | 546E Target not found
clocate ^/zz/ | 0 | 3.1 |
cdelete :3 | 0 | 2.1 one two/ree//four four/five |
cdelete 99 | 1 | 2.1 one two///four four/five |
cdelete -1 | 1 | 2.1 one two/hree//four four/five |
cdelete /zz/ | 2 | 2.1 | 546E Target not found
all /f/ & /v/ | 0 | 5.1 |
all /zz/ | 2 | 2.1 | 546E Target not found
all :99 | 2 | 2.1 | 546E Target not found
all .none | 2 | 2.1 | 546E Target not found
all ^/e/ | 0 | 3.1 |
all -1 | 5 | 2.1 | 520E Invalid operand : -1
all * | 5 | 2.1 | 520E Invalid operand : *
set range :2 :4 | 0 | 2.1 |
set range -* * | 0 | 2.1 |
set range :4 :2 | 5 | 2.1 | 528E Invalid range: Target2 (line 2) precedes Target1 (line 4)
set range .none * | 2 | 2.1 | 546E Target not found
set select 1 * | 0 | 6.1 |
set select 1 :99 | 2 | 2.1 | 546E Target not found
`;

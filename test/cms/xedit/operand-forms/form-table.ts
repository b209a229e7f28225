/**
 * Lines that are entered on a file of five lines whose second is current, each with its return code, what comes of it, and what is
 * said: `line | rc | line.column lines mode action | messages`. Lines of the file are told when they are others; what stands in
 * front of a # is entered before.
 */
export const FORMS = `
# moving
down | 0 | 3.1 |
d 2 | 0 | 4.1 |
down * | 1 | 6.1 |
n | 0 | 3.1 |
next 99 | 1 | 6.1 |
next 999999999 | 1 | 6.1 |
u | 0 | 1.1 |
up 1 | 0 | 1.1 |
u * | 1 | 0.1 |
down 0 | 0 | 2.1 |
down x | 5 | 2.1 | 520E Invalid operand : x
down -1 | 5 | 2.1 | 520E Invalid operand : -1
down 1 2 | 5 | 2.1 | 520E Invalid operand : 1 2
next 1.5 | 5 | 2.1 | 520E Invalid operand : 1.5
next 1234567890 | 5 | 2.1 | 520E Invalid operand : 1234567890
up all | 5 | 2.1 | 520E Invalid operand : all
top | 0 | 0.1 |
top 1 | 5 | 2.1 | 520E Invalid operand : 1
bottom | 0 | 5.1 |
b | 0 | 5.1 |
bottom * | 5 | 2.1 | 520E Invalid operand : *
forward | 1 | 6.1 |
fo 2 | 1 | 6.1 |
fo * | 1 | 6.1 |
forward 0 | 1 | 0.1 |
down * # forward | 1 | 0.1 |
forward x | 5 | 2.1 | 520E Invalid operand : x
forward 1 2 | 5 | 2.1 | 520E Invalid operand : 1 2
backward | 1 | 0.1 |
ba * | 1 | 0.1 |
backward 0 | 0 | 5.1 |
top # backward | 0 | 5.1 |
backward -1 | 5 | 2.1 | 520E Invalid operand : -1
backward 1 1 | 5 | 2.1 | 520E Invalid operand : 1 1
left 0 | 0 | 2.1 |
le 5 | 0 | 2.1 |
left * | 5 | 2.1 | 520E Invalid operand : *
left 1 2 | 5 | 2.1 | 520E Invalid operand : 1 2
ri | 0 | 2.1 |
right 3 | 0 | 2.1 |
right 999 | 0 | 2.1 |
right * | 5 | 2.1 | 520E Invalid operand : *
rgtleft | 0 | 2.1 |
rgtleft 4 | 0 | 2.1 |
rgtleft * | 5 | 2.1 | 520E Invalid operand : *
rgtleft x | 5 | 2.1 | 520E Invalid operand : x
locate 2 | 0 | 4.1 |
l :4 | 0 | 4.1 |
locate | 5 | 2.1 | 545E Missing operand(s)
l x | 5 | 2.1 | 520E Invalid operand : x
locate 1 down | 0 | 4.1 |
locate /five/ up 1 | 0 | 4.1 |
all | 0 | 2.1 |
all /four/ | 0 | 4.1 |
all // | 0 | 2.1 |
all :4 | 0 | 4.1 |
all .x | 0 | 4.1 |
all 2 | 5 | 2.1 | 520E Invalid operand : 2
all /a/ b | 5 | 2.1 | 520E Invalid operand : /a/ b
# finding
f four | 0 | 4.1 |
find | 5 | 2.1 | 545E Missing operand(s)
findup one | 0 | 1.1 |
findu x | 2 | 0.1 | 586E Not found
findup | 5 | 2.1 | 545E Missing operand(s)
fup one | 0 | 1.1 |
fu | 5 | 2.1 | 545E Missing operand(s)
nf three | 0 | 3.1 |
nfind | 5 | 2.1 | 545E Missing operand(s)
nfindup three | 0 | 1.1 |
nfindu | 5 | 2.1 | 545E Missing operand(s)
nfup three | 0 | 1.1 |
nfu | 5 | 2.1 | 545E Missing operand(s)
# columns
cfirst | 0 | 2.1 |
cf 1 | 5 | 2.1 | 520E Invalid operand : 1
clast | 0 | 2.80 |
cla x | 5 | 2.1 | 520E Invalid operand : x
clocate 3 | 0 | 2.4 |
cl /e/ | 0 | 2.4 |
clocate :3 | 0 | 2.3 |
clocate * | 1 | 2.81 |
clocate -* | 1 | 2.0 |
clocate // | 0 | 2.2 |
clocate | 5 | 2.1 | 545E Missing operand(s)
clocate .x | 5 | 2.1 | 520E Invalid operand : .x
clocate x | 5 | 2.1 | 520E Invalid operand : x
cdelete | 0 | 2.1 one two/hree//four four/five |
cd 2 | 0 | 2.1 one two/ree//four four/five |
cdelete * | 1 | 2.1 one two///four four/five |
cdelete /e/ | 0 | 2.1 one two/ee//four four/five |
cdelete .x | 5 | 2.1 | 520E Invalid operand : .x
cdelete 2 3 | 5 | 2.1 | 520E Invalid operand : 2 3
cinsert zz | 0 | 2.1 one two/zzthree//four four/five |
ci | 5 | 2.1 | 545E Missing operand(s)
cinsert | 5 | 2.1 | 545E Missing operand(s)
cappend zz | 0 | 2.6 one two/threezz//four four/five |
ca | 0 | 2.6 |
coverlay zz | 0 | 2.1 one two/zzree//four four/five |
cov | 5 | 2.1 | 545E Missing operand(s)
creplace zz | 0 | 2.1 one two/zzree//four four/five |
cr | 5 | 2.1 | 545E Missing operand(s)
overlay zz | 0 | 2.1 one two/zzree//four four/five |
o | 5 | 2.1 | 545E Missing operand(s)
# changing
change /three/3/ | 0 | 2.1 one two/3//four four/five | 517I 1 occurrence(s) changed on 1 line(s)
c/three/3/ | 0 | 2.1 one two/3//four four/five | 517I 1 occurrence(s) changed on 1 line(s)
change /r/x/ * * | 0 | 5.1 one two/thxee//foux foux/five | 517I 3 occurrence(s) changed on 2 line(s)
change /r/x/ * 1 2 | 0 | 5.1 one two/three//four foux/five | 517I 1 occurrence(s) changed on 1 line(s)
change /e/x/ 1 1 9 | 4 | 2.1 | 585E No line(s) changed
change | 5 | 2.1 | 545E Missing operand(s)
change abc | 5 | 2.1 | 520E Invalid operand : abc
change /a | 5 | 2.1 | 520E Invalid operand : /a
change /e/x/ 1 x | 5 | 2.1 | 520E Invalid operand : x
change /e/x/ 1 1 x | 5 | 2.1 | 520E Invalid operand : x
change /e/x/ 1 1 * | 5 | 2.1 | 520E Invalid operand : *
change /e/x/ 1 1 0 | 5 | 2.1 | 520E Invalid operand : 0
change /e/x/ 1 1 1 1 | 5 | 2.1 | 520E Invalid operand : 1
change /e/x/ zz | 5 | 2.1 | 520E Invalid operand : zz
count /four/ * | 0 | 5.1 | 522I 2 occurrence(s)
cou /e/ | 0 | 2.1 | 522I 2 occurrence(s)
count | 5 | 2.1 | 545E Missing operand(s)
count // | 5 | 2.1 | 520E Invalid operand : //
count abc | 5 | 2.1 | 520E Invalid operand : abc
count /e/ 1 2 | 5 | 2.1 | 520E Invalid operand : /e/ 1 2
alter e x | 0 | 2.1 one two/thrxe//four four/five | 517I 1 occurrence(s) changed on 1 line(s)
al 85 f1 | 0 | 2.1 one two/thr1e//four four/five | 517I 1 occurrence(s) changed on 1 line(s)
alter e x * * | 0 | 5.1 one two/thrxx//four four/fivx | 517I 3 occurrence(s) changed on 2 line(s)
alter | 5 | 2.1 | 545E Missing operand(s)
alter e | 5 | 2.1 | 545E Missing operand(s)
alter e x 1 1 1 1 | 5 | 2.1 | 520E Invalid operand : 1
alter eee x | 5 | 2.1 | 520E Invalid operand : eee
alter e GG | 5 | 2.1 | 520E Invalid operand : GG
# many lines
compress | 0 | 2.1 |
comp * | 0 | 5.1 |
compress x | 5 | 2.1 | 520E Invalid operand : x
compress 1 2 | 5 | 2.1 | 520E Invalid operand : 1 2
expand | 0 | 2.1 |
exp * | 0 | 5.1 |
expand 1 2 | 5 | 2.1 | 520E Invalid operand : 1 2
expand x | 5 | 2.1 | 520E Invalid operand : x
hextype | 0 | 2.1 tell |
hext 2 | 0 | 3.1 tell |
hextype x | 5 | 2.1 | 520E Invalid operand : x
hextype 1 2 | 5 | 2.1 | 520E Invalid operand : 1 2
type | 0 | 2.1 tell |
t * | 1 | 5.1 tell |
type x | 5 | 2.1 | 520E Invalid operand : x
type 1 2 | 5 | 2.1 | 520E Invalid operand : 1 2
merge 1 :4 | 0 | 3.1 one two//threefour/five | 504I 1 line(s) merged
me 1 4 3 | 0 | 4.1 one two//four four/five | 504I 1 line(s) merged
merge | 5 | 2.1 | 545E Missing operand(s)
merge 1 | 5 | 2.1 | 545E Missing operand(s)
merge 1 :4 0 | 5 | 2.1 | 520E Invalid operand : 0
merge 1 :4 1e1 | 5 | 2.1 | 520E Invalid operand : 1e1
merge 1 :4 0x5 | 5 | 2.1 | 520E Invalid operand : 0x5
merge 1 :4 999999 | 5 | 2.1 | 520E Invalid operand : 999999
merge 1 :4 2 2 | 5 | 2.1 | 520E Invalid operand : 2 2
delete 2 # recover | 0 | 2.1 one two//four four/five | 502I 1 line(s) recovered
delete 2 # rec 1 | 0 | 2.1 one two//four four/five | 502I 1 line(s) recovered
delete 2 # recover * | 0 | 2.1 | 502I 2 line(s) recovered
recover | 0 | 2.1 | 502I No line(s) recovered
recover * | 0 | 2.1 | 502I No line(s) recovered
recover x | 5 | 2.1 | 520E Invalid operand : x
recover 1 2 | 5 | 2.1 | 520E Invalid operand : 1 2
up # repeat | 0 | 1.1 |
down # repe 2 | 1 | 6.1 |
down # repeat 9 | 1 | 6.1 |
repeat | 0 | 2.1 |
repeat x | 5 | 2.1 | 520E Invalid operand : x
repeat 1 2 | 5 | 2.1 | 520E Invalid operand : 1 2
uppercas | 0 | 2.1 one two/THREE//four four/five |
upp * | 0 | 5.1 one two/THREE//FOUR FOUR/FIVE |
uppercas x | 5 | 2.1 | 520E Invalid operand : x
uppercas 1 2 | 5 | 2.1 | 520E Invalid operand : 1 2
lowercas | 0 | 2.1 |
low 2 | 0 | 3.1 |
lowercas 1 2 | 5 | 2.1 | 520E Invalid operand : 1 2
shift left 2 | 0 | 2.1 one two/ree//four four/five |
sh l | 0 | 2.1 one two/hree//four four/five |
shift right 3 * | 0 | 5.1 one two/   three//   four four/   five |
sh r 1 2 | 0 | 3.1 one two/ three//four four/five |
shift left 12345 | 0 | 2.1 one two///four four/five |
shift left 65535 | 0 | 2.1 one two///four four/five |
shift left | 0 | 2.1 one two/hree//four four/five |
shift left 65536 | 5 | 2.1 | 520E Invalid operand : 65536
shift left 123456789 | 5 | 2.1 | 520E Invalid operand : 123456789
shift left 99999 2 | 5 | 2.1 | 520E Invalid operand : 99999
shift | 5 | 2.1 | 545E Missing operand(s)
shift up 1 | 5 | 2.1 | 520E Invalid operand : up 1
shift left x | 5 | 2.1 | 520E Invalid operand : x
shift left * | 5 | 2.1 | 520E Invalid operand : *
shift left -1 | 5 | 2.1 | 520E Invalid operand : -1
shift left 1 x | 5 | 2.1 | 520E Invalid operand : x
shift left 1 1 1 | 5 | 2.1 | 520E Invalid operand : 1 1
sort * | 0 | 2.1 one two//five/four four/three |
sort 3 d 1 3 | 0 | 2.1 one two/three/four four//five |
sort 3 a 1 2 d 3 4 | 0 | 2.1 one two//four four/three/five |
sort | 5 | 2.1 | 545E Missing operand(s)
sort 2 x | 5 | 2.1 | 520E Invalid operand : x
sort 2 a 1 | 5 | 2.1 | 520E Invalid operand : a 1
sort 2 a 0 3 | 5 | 2.1 | 520E Invalid operand : a 0 3
sort 2 a 5 3 | 5 | 2.1 | 520E Invalid operand : a 5 3
sort 2 a 1 99999 | 5 | 2.1 | 520E Invalid operand : a 1 99999
# copying
copy 1 :4 | 0 | 5.1 one two/three//four four/three/five | 509I 1 line(s) copied
co 2 * | 0 | 7.1 one two/three//four four/five/three/ | 509I 2 line(s) copied
copy | 5 | 2.1 | 545E Missing operand(s)
copy 1 | 5 | 2.1 | 545E Missing operand(s)
copy 1 :4 5 | 5 | 2.1 | 520E Invalid operand : 1 :4 5
copy x :4 | 5 | 2.1 | 520E Invalid operand : x :4
copy 1 x | 5 | 2.1 | 520E Invalid operand : 1 x
move 1 :4 | 0 | 4.1 one two//four four/three/five | 506I 1 line(s) moved
mo 2 5 | 0 | 5.1 one two/four four/five/three/ | 506I 2 line(s) moved
move | 5 | 2.1 | 545E Missing operand(s)
move 1 | 5 | 2.1 | 545E Missing operand(s)
move 1 :4 x | 5 | 2.1 | 520E Invalid operand : 1 :4 x
move 2 :3 | 1 | 2.1 | 505E Not executed--the target line (3) is within the lines to move
delete | 0 | 2.1 one two//four four/five |
del 2 | 0 | 2.1 one two/four four/five | 501I 2 line(s) deleted
delete * | 1 | 2.1 one two | 501I 4 line(s) deleted
delete x | 5 | 2.1 | 520E Invalid operand : x
delete 1 2 | 5 | 2.1 | 520E Invalid operand : 1 2
add | 0 | 2.1 one two/three///four four/five |
a 2 | 0 | 2.1 one two/three////four four/five |
add 0 | 0 | 2.1 |
add * | 5 | 2.1 | 520E Invalid operand : *
add x | 5 | 2.1 | 520E Invalid operand : x
add 1 2 | 5 | 2.1 | 520E Invalid operand : 1 2
add 99999999 | 4 | 2.1 | 557S No more storage to insert lines
duplicat | 0 | 3.1 one two/three/three//four four/five |
dup 2 | 0 | 4.1 one two/three/three/three//four four/five |
dup 1 2 | 0 | 5.1 one two/three//three//four four/five |
duplicat 2 * | 0 | 13.1 one two/three//four four/five/three//four four/five/three//four four/five |
duplicat * | 5 | 2.1 | 520E Invalid operand : *
duplicat x | 5 | 2.1 | 520E Invalid operand : x
duplicat 1 x | 5 | 2.1 | 520E Invalid operand : x
duplicat 1 1 1 | 5 | 2.1 | 520E Invalid operand : 1 1
input text | 0 | 3.1 one two/three/text//four four/five |
i  two | 0 | 3.1 one two/three/ two//four four/five |
input | 0 | 2.1 input | 573I Input mode:
replace text | 0 | 2.1 one two/text//four four/five |
r | 0 | 1.1 one two//four four/five input | 573I Input mode:
join | 0 | 2.1 one two/three/four four/five |
j al | 0 | 2.1 one two/three/four four/five |
join 3 | 0 | 2.1 one two/th/four four/five |
join aligned 5 | 0 | 2.1 one two/thre/four four/five |
join column | 0 | 2.1 one two//four four/five |
join /-/ | 0 | 2.1 one two/three-/four four/five |
join x | 5 | 2.1 | 520E Invalid operand : x
join 5 3 | 5 | 2.1 | 520E Invalid operand : 5 3
join 0 | 5 | 2.1 | 520E Invalid operand : 0
split 3 | 0 | 2.1 one two/th/ree//four four/five |
sp al 2 | 0 | 2.1 one two/t/hree//four four/five |
split column | 0 | 2.1 one two//three//four four/five |
split /r/ | 0 | 2.1 one two/th/ree//four four/five |
split a /r/ | 0 | 2.1 one two/thr/ee//four four/five |
split b /zz/ | 2 | 2.1 | 586E Not found
split x | 5 | 2.1 | 520E Invalid operand : x
split 3 2 | 5 | 2.1 | 520E Invalid operand : 3 2
spltjoin | 0 | 2.1 one two//three//four four/five |
spltj | 0 | 2.1 one two//three//four four/five |
spltjoin 1 | 5 | 2.1 | 520E Invalid operand : 1
powerinp | 0 | 2.1 power |
pow x | 5 | 2.1 | 520E Invalid operand : x
schange /e/f/ | 0 | 2.1 |
sch 6 /e/f/ | 0 | 2.1 | PF06 changes this one
sch 25 /e/f/ | 5 | 2.1 | 525E Invalid PFkey/PAkey number : 25
schange 123 /e/f/ | 5 | 2.1 | 525E Invalid PFkey/PAkey number : 123
schange | 5 | 2.1 | 545E Missing operand(s)
schange x | 5 | 2.1 | 520E Invalid operand : x
# the cursor and keys
cursor home | 0 | 2.1 |
cur h | 0 | 2.1 |
cursor column | 0 | 2.1 |
cursor cmdline 5 | 0 | 2.1 |
cur cm | 0 | 2.1 |
cursor file 3 2 | 0 | 2.1 |
cursor file = 2 | 0 | 2.1 |
cursor screen 3 4 | 0 | 2.1 |
cursor home priority 30 | 0 | 2.1 |
cursor | 5 | 2.1 | 545E Missing operand(s)
cursor x | 5 | 2.1 | 520E Invalid operand : x
cursor home 1 | 5 | 2.1 | 520E Invalid operand : home 1
cursor column 1 | 5 | 2.1 | 520E Invalid operand : column 1
cursor cmdline x | 5 | 2.1 | 520E Invalid operand : cmdline x
cursor cmdline 0 | 5 | 2.1 | 520E Invalid operand : cmdline 0
cursor cmdline 1 2 | 5 | 2.1 | 520E Invalid operand : cmdline 1 2
cursor file x | 5 | 2.1 | 520E Invalid operand : file x
cursor file 3 x | 5 | 2.1 | 520E Invalid operand : file 3 x
cursor file 3 2 1 | 5 | 2.1 | 520E Invalid operand : file 3 2 1
cursor file 99 | 1 | 2.1 |
cursor screen | 5 | 2.1 | 545E Missing operand(s)
cursor screen 99 1 | 5 | 2.1 | 520E Invalid operand : screen 99 1
cursor screen 1 99 | 5 | 2.1 | 520E Invalid operand : screen 1 99
cursor home priority | 5 | 2.1 | 520E Invalid operand : home priority
cursor home priority 257 | 5 | 2.1 | 520E Invalid operand : home priority 257
tabkey | 0 | 2.1 |
tabk | 0 | 2.1 |
tabkey 1 | 5 | 2.1 | 520E Invalid operand : 1
nullkey | 0 | 2.1 |
nullkey x | 5 | 2.1 | 520E Invalid operand : x
sos alarm | 0 | 2.1 |
sos al pu pop | 0 | 2.1 |
sos linea | 0 | 2.1 one two/three///four four/five |
sos lineadd 2 | 0 | 2.1 one two/three////four four/five |
sos linedel | 0 | 2.1 one two//four four/five |
sos nulls on | 0 | 2.1 |
sos nu | 0 | 2.1 |
sos nulls off | 0 | 2.1 |
sos tabc | 0 | 2.1 |
sos tabcmdf 2 | 0 | 2.1 |
sos tabb 1 tabf 2 | 0 | 2.1 |
sos pf3 | 0 | 2.1 stack |
sos | 5 | 2.1 | 545E Missing operand(s)
sos x | 5 | 2.1 | 520E Invalid operand : X
sos linedel x | 5 | 2.1 | 520E Invalid operand : X
sos linedel nonsense | 5 | 2.1 | 520E Invalid operand : NONSENSE
sos lineadd 1000 | 5 | 2.1 | 520E Invalid operand : 1000
sos nulls maybe | 5 | 2.1 | 520E Invalid operand : MAYBE
sos pf25 | 5 | 2.1 | 520E Invalid operand : PF25
sos pf0 | 5 | 2.1 | 520E Invalid operand : PF0
sos pf | 5 | 2.1 | 520E Invalid operand : PF
# prefix
lprefix d | 0 | 2.1 one two//four four/five |
lp | 0 | 2.1 |
lprefix abcdefghi | 5 | 2.1 | 520E Invalid operand : abcdefghi
lprefix 12 | 5 | 2.1 | 520E Invalid operand : 12
lprefix dd # reset | 0 | 2.1 |
res x | 5 | 2.1 | 520E Invalid operand : x
# files
file | 0 | 2.1 save |
file new | 0 | 2.1 save |
file new data | 0 | 2.1 save |
file = = b | 0 | 2.1 save |
file a b c d | 5 | 2.1 | 520E Invalid operand : a b c d
ffile | 0 | 2.1 save |
ff new | 0 | 2.1 save |
ffile a b c d | 5 | 2.1 | 520E Invalid operand : a b c d
save | 0 | 2.1 save |
save new data a | 0 | 2.1 save |
save a b c d | 5 | 2.1 | 520E Invalid operand : a b c d
ssave | 0 | 2.1 save |
ss new | 0 | 2.1 save |
ssave a b c d | 5 | 2.1 | 520E Invalid operand : a b c d
quit | 0 | 2.1 leave |
quit 5 | 0 | 2.1 leave |
quit -1 | 0 | 2.1 leave |
quit x | 5 | 2.1 | 520E Invalid operand : x
quit 1 2 | 5 | 2.1 | 520E Invalid operand : 1 2
qquit | 0 | 2.1 leave |
qq 28 | 0 | 2.1 leave |
qquit 0 | 0 | 2.1 leave |
qquit x | 5 | 2.1 | 520E Invalid operand : x
qquit 1 2 | 5 | 2.1 | 520E Invalid operand : 1 2
qquit 1234567890 | 5 | 2.1 | 520E Invalid operand : 1234567890
xedit | 0 | 2.1 edit |
x other data | 0 | 2.1 edit |
load other data | 0 | 2.1 load |
put | 0 | 3.1 |
put 2 | 0 | 4.1 |
put * new data a | 0 | 2.1 put |
put 2 test data a | 5 | 2.1 | 520E Invalid operand : test data a
put x | 5 | 2.1 | 520E Invalid operand : x
put 1 a b c d | 5 | 2.1 | 520E Invalid operand : a b c d
putd | 0 | 2.1 one two//four four/five |
putd 2 | 0 | 2.1 one two/four four/five |
putd x | 5 | 2.1 | 520E Invalid operand : x
putd 1 a b c d | 5 | 2.1 | 520E Invalid operand : a b c d
put # get | 0 | 4.1 one two/three//three/four four/five |
get | 28 | 2.1 | 562E No line(s) saved by PUT(D) subcommand
get other | 0 | 2.1 get |
get other data a 2 1 | 0 | 2.1 get |
get other data a 1 * | 0 | 2.1 get |
get other data a x | 5 | 2.1 | 520E Invalid operand : X
get other data a 0 | 5 | 2.1 | 520E Invalid operand : 0
get other data a 1 0 | 5 | 2.1 | 520E Invalid operand : 1 0
get other data a 1 1 1 | 5 | 2.1 | 520E Invalid operand : 1 1 1
cancel | 0 | 2.1 leave |
cancel x | 5 | 2.1 | 520E Invalid operand : x
# options
set stay on | 0 | 2.1 |
set | 5 | 2.1 | 545E Missing operand(s)
set x 1 | 5 | 2.1 | 520E Invalid operand : X
query stay | 0 | 2.1 | STAY OFF
q stay | 0 | 2.1 | STAY OFF
query | 5 | 2.1 | 545E Missing operand(s)
query x | 5 | 2.1 | 520E Invalid operand : X
query stay x | 5 | 2.1 | 520E Invalid operand : STAY X
query size 5 | 5 | 2.1 | 520E Invalid operand : SIZE 5
query pf3 | 0 | 2.1 | PF3 BEFORE QUIT
query point * | 0 | 2.1 | 4 .X
modify stay | 0 | 2.1 |
mod stay | 0 | 2.1 |
modify | 5 | 2.1 | 545E Missing operand(s)
modify x | 5 | 2.1 | 520E Invalid operand : X
modify stay x | 5 | 2.1 | 520E Invalid operand : STAY X
modify size | 5 | 2.1 | 520E Invalid operand : SIZE
status | 0 | 2.1 tell |
stat | 0 | 2.1 tell |
status new | 0 | 2.1 put |
status a b | 5 | 2.1 | 520E Invalid operand : a b
status ?* | 5 | 2.1 | 520E Invalid operand : ?*
preserve | 0 | 2.1 |
pres x | 5 | 2.1 | 520E Invalid operand : x
preserve # rest | 0 | 2.1 |
restore | 6 | 2.1 | 507E No preserved data to restore
rest x | 5 | 2.1 | 520E Invalid operand : x
extract /size/ | 0 | 2.1 extract |
ext /size/ | 0 | 2.1 extract |
transfer size | 0 | 2.1 stack |
tra stay size | 0 | 2.1 stack |
transfer | 5 | 2.1 | 545E Missing operand(s)
transfer x | 5 | 2.1 | 520E Invalid operand : x
# macros
macro abc | 0 | 2.1 macro |
macro abc d e | 0 | 2.1 macro |
macro | 5 | 2.1 | 545E Missing operand(s)
purge abc | 0 | 2.1 |
pur abc | 0 | 2.1 |
purge | 5 | 2.1 | 545E Missing operand(s)
purge a b | 5 | 2.1 | 520E Invalid operand : a b
purge abcdefghi | 5 | 2.1 | 520E Invalid operand : abcdefghi
purge ?* | 5 | 2.1 | 520E Invalid operand : ?*
msg any thing | 0 | 2.1 | any thing
msg | 0 | 2.1 |
emsg any thing | 0 | 2.1 | any thing
emsg | 0 | 2.1 |
stack | 0 | 2.1 stack |
sta 2 | 0 | 3.1 stack |
stack * 1 3 | 1 | 5.1 stack |
stack 1 2 | 0 | 2.1 stack |
stack 1 0 | 5 | 2.1 | 520E Invalid operand : 0
stack 1 1 0 | 5 | 2.1 | 520E Invalid operand : 1 0
stack 1 x | 5 | 2.1 | 520E Invalid operand : x
stack 1 1 1 1 | 5 | 2.1 | 520E Invalid operand : 1 1 1
stack x | 5 | 2.1 | 520E Invalid operand : x
read | 0 | 2.1 read |
read all number tag | 0 | 2.1 read |
read nochange | 0 | 2.1 read |
read c t | 0 | 2.1 read |
read x | 5 | 2.1 | 520E Invalid operand : X
read all all | 5 | 2.1 | 520E Invalid operand : ALL
read cmdline number | 5 | 2.1 | 520E Invalid operand : NUMBER
parse 1 word | 0 | 2.1 parse |
parse 1 a d l | 0 | 2.1 parse |
parse | 5 | 2.1 | 545E Missing operand(s)
parse 1 | 5 | 2.1 | 545E Missing operand(s)
parse 0 word | 5 | 2.1 | 520E Invalid operand : 0
parse x word | 5 | 2.1 | 520E Invalid operand : X
parse 1 zz | 5 | 2.1 | 520E Invalid operand : ZZ
refresh | 0 | 2.1 refresh |
refresh x | 5 | 2.1 | 520E Invalid operand : x
cmsg any text | 0 | 2.1 |
cmsg | 0 | 2.1 |
renum | 5 | 2.1 | 558E Wrong file format for RENUM
set ftype vsbasic # renum | 0 | 2.1 00010one two/00020three/00030/00040four four/00050five |
set ftype freefort # ren 10 5 | 0 | 2.1 00000010one two/00000015three/00000020/00000025four four/00000030five |
set ftype vsbasic # renum 99998 | 5 | 2.1 | 535E Invalid parameters for RENUM
set ftype vsbasic # renum x | 5 | 2.1 | 520E Invalid operand : x
set ftype vsbasic # renum 0 | 5 | 2.1 | 520E Invalid operand : 0
set ftype vsbasic # renum 1 1 1 | 5 | 2.1 | 520E Invalid operand : 1 1 1
cms | 0 | 2.1 subset |
cms query time | 0 | 2.1 cms |
cp | 0 | 2.1 cms |
cp query time | 0 | 2.1 cp |
help | 0 | 2.1 cms |
h down | 0 | 2.1 cms |
`;

/** Subcommands that take anything: text, or what others look at. */
export const TAKES_ANYTHING: readonly string[] = [
  ...['CAPPEND', 'CMS', 'CMSG', 'CP', 'EMSG', 'HELP', 'INPUT', 'MSG', 'REPLACE'],
];

/** Subcommands whose operands the session looks at as it carries them out: `messages/case-table.ts` has what it refuses. */
export const TAKEN_BY_THE_SESSION: readonly string[] = ['EXTRACT', 'LOAD', 'XEDIT'];

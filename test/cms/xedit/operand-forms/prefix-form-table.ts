/**
 * Entries of the prefix area of five lines, a to e (`line:what is typed`; a semicolon stands between two screens): the
 * current line and column, the lines, then names, macros that are called and what waits, and messages.
 */
export const PREFIX_FORMS = `
2:a | 0.1 a/b//c/d/e |  |
2:i | 0.1 a/b//c/d/e |  |
2:a2 | 0.1 a/b///c/d/e |  |
2:2a | 0.1 a/b///c/d/e |  |
2:2 a | 0.1 a/b///c/d/e |  |
2:a 2 | 0.1 a/b///c/d/e |  |
2:a0 | 0.1 a/b/c/d/e |  |
2:a* | 0.1 a/b/c/d/e | 2:?A* | 661E Prefix A is invalid for the line on which it was entered
2:*a | 0.1 a/b/c/d/e | 2:?A* | 661E Prefix A is invalid for the line on which it was entered
2:ax | 0.1 a/b/c/d/e | AX PREFIX SET 2 |
2:2a3 | 0.1 a/b/c/d/e | 2:?A2 3 | 661E Prefix A is invalid for the line on which it was entered
0:a | 0.1 /a/b/c/d/e |  |
6:a | 0.1 a/b/c/d/e/ |  |
2:d | 0.1 a/c/d/e |  |
2:d2 | 0.1 a/d/e |  |
2:2d | 0.1 a/d/e |  |
2:d* | 0.1 a |  |
2:*d | 0.1 a |  |
2:d0 | 0.1 a/b/c/d/e | 2:?D0 | 661E Prefix D is invalid for the line on which it was entered
2:d99999 | 0.1 a |  |
2:d 1 2 | 0.1 a/b/c/d/e | 2:?D1 2 | 661E Prefix D is invalid for the line on which it was entered
0:d | 0.1 a/b/c/d/e | 0:?D | 661E Prefix D is invalid for the line on which it was entered
6:d | 0.1 a/b/c/d/e | 6:?D | 661E Prefix D is invalid for the line on which it was entered
2:" | 0.1 a/b/b/c/d/e |  |
2:"2 | 0.1 a/b/b/b/c/d/e |  |
2:2" | 0.1 a/b/b/b/c/d/e |  |
2:"* | 0.1 a/b/c/d/e | "* PREFIX SET 2 |
2:"0 | 0.1 a/b/c/d/e |  |
6:" | 0.1 a/b/c/d/e | 6:?" | 661E Prefix " is invalid for the line on which it was entered
2:c, 4:f | 0.1 a/b/c/d/b/e |  |
2:c2, 4:f | 0.1 a/b/c/d/b/c/e |  |
2:2c, 4:p | 0.1 a/b/c/b/c/d/e |  |
2:c*, 0:f | 0.1 b/c/d/e/a/b/c/d/e |  |
2:c, 0:f | 0.1 b/a/b/c/d/e |  |
2:c, 6:f | 0.1 a/b/c/d/e/b |  |
2:c, 6:p | 0.1 a/b/c/d/e/b |  |
2:c, 0:p | 0.1 b/a/b/c/d/e |  |
2:c | 0.1 a/b/c/d/e | 2:C |
4:f | 0.1 a/b/c/d/e | 4:F |
2:c, 4:f5 | 0.1 a/b/c/d/e | 2:C, 4:?F5 | 661E Prefix F is invalid for the line on which it was entered
2:m, 4:f | 0.1 a/c/d/b/e |  |
2:m2, 5:p | 0.1 a/d/b/c/e |  |
2:m*, 1:p | 0.1 b/c/d/e/a |  |
2:m, 2:f | 0.1 a/b/c/d/e | 2:F |
2:m3, 3:f | 0.1 a/b/c/d/e |  | 662E No destination possible within the block
2:m3, 4:f | 0.1 a/b/c/d/e |  |
2:cc, 3:cc, 5:f | 0.1 a/b/c/d/e/b/c |  |
2:cc, 3:cc | 0.1 a/b/c/d/e | 2:CC, 3:CC |
2:cc; 3:cc; 5:f | 0.1 a/b/c/d/e/b/c |  |
2:cc | 0.1 a/b/c/d/e | 2:CC |
2:cc, 3:cc, 4:cc | 0.1 a/b/c/d/e | 2:CC, 3:CC, 4:?CC | 661E Prefix CC is invalid for the line on which it was entered
2:cc, 3:mm | 0.1 a/b/c/d/e | 2:CC, 3:?MM | 661E Prefix MM is invalid for the line on which it was entered
2:c, 3:m | 0.1 a/b/c/d/e | 2:C, 3:?M | 661E Prefix M is invalid for the line on which it was entered
2:c, 3:c | 0.1 a/b/c/d/e | 2:C, 3:?C | 661E Prefix C is invalid for the line on which it was entered
2:c, 4:f, 5:f | 0.1 a/b/c/d/b/e | 6:F |
2:c, 4:f, 5:p | 0.1 a/b/c/d/b/e | 6:P |
2:cc5, 3:cc, 5:f | 0.1 a/b/c/d/e | 3:CC, 5:F, 2:?CC5 | 661E Prefix CC is invalid for the line on which it was entered
2:cc*, 3:cc, 5:f | 0.1 a/b/c/d/e | 3:CC, 5:F, 2:?CC* | 661E Prefix CC is invalid for the line on which it was entered
0:cc, 2:cc, 5:f | 0.1 a/b/c/d/e/a/b |  |
2:mm, 3:mm, 5:f | 0.1 a/d/e/b/c |  |
2:mm, 4:mm, 3:f | 0.1 a/b/c/d/e |  | 662E No destination possible within the block
2:mm, 3:mm, 3:f | 0.1 a/b/c/d/e | 2:MM, 3:F |
4:mm, 5:mm, 1:p | 0.1 d/e/a/b/c |  |
2:dd, 4:dd | 0.1 a/e |  |
4:dd, 2:dd | 0.1 a/e |  |
2:dd | 0.1 a/b/c/d/e | 2:DD |
2:dd; 4:dd | 0.1 a/e |  |
2:dd, 2:dd | 0.1 a/b/c/d/e | 2:DD |
2:dd, 3:dd, 4:dd | 0.1 a/d/e | 2:DD |
2:dd*, 3:dd | 0.1 a/b/c/d/e | 3:DD, 2:?DD* | 661E Prefix DD is invalid for the line on which it was entered
2:"", 3:"" | 0.1 a/b/c/b/c/d/e |  |
2:""2, 3:"" | 0.1 a/b/c/b/c/b/c/d/e |  |
2:2"", 3:"" | 0.1 a/b/c/b/c/b/c/d/e |  |
2:""2, 3:""3 | 0.1 a/b/c/b/c/b/c/b/c/d/e |  |
2:""*, 3:"" | 0.1 a/b/c/d/e | ""* PREFIX SET 2, 3:"" |
2:"" | 0.1 a/b/c/d/e | 2:"" |
3:/ | 3.1 a/b/c/d/e |  |
3:/5 | 3.5 a/b/c/d/e |  |
3:5/ | 3.5 a/b/c/d/e |  |
3:/0 | 3.1 a/b/c/d/e |  |
3:/* | 0.1 a/b/c/d/e | /* PREFIX SET 3 |
3:/x | 0.1 a/b/c/d/e | 3:?/X | 661E Prefix / is invalid for the line on which it was entered
3:/ 99 | 0.1 a/b/c/d/e | 3:?/99 | 661E Prefix / is invalid for the line on which it was entered
6:/ | 6.1 a/b/c/d/e |  |
0:/ | 0.1 a/b/c/d/e |  |
3:.x | 0.1 a/b/c/d/e | .X=3 |
3:.abcdefgh | 0.1 a/b/c/d/e | .ABCDEFGH=3 |
3:.abcdefghi | 0.1 a/b/c/d/e |  | 540E Invalid label : ABCDEFGHI
3:.1 | 0.1 a/b/c/d/e |  | 540E Invalid label : 1
3:. | 0.1 a/b/c/d/e |  | 540E Invalid label :
3:.x, 2:d | 0.1 a/c/d/e | .X=2 |
3:e | 0.1 a/b/c/d/e |  |
3:e2 | 0.1 a/b/c/d/e | 3:?E2 | 661E Prefix E is invalid for the line on which it was entered
0:e | 0.1 a/b/c/d/e | 0:?E | 661E Prefix E is invalid for the line on which it was entered
3:scale | 0.1 a/b/c/d/e |  |
3:scale 1 | 0.1 a/b/c/d/e | 3:?SCALE1 | 661E Prefix SCALE is invalid for the line on which it was entered
3:tabl | 0.1 a/b/c/d/e |  |
3:tabl 5 | 0.1 a/b/c/d/e | 3:?TABL5 | 661E Prefix TABL is invalid for the line on which it was entered
3:f | 0.1 a/b/c/d/e | 3:F |
3:p | 0.1 a/b/c/d/e | 3:P |
3:p2 | 0.1 a/b/c/d/e | 3:?P2 | 661E Prefix P is invalid for the line on which it was entered
2:> | 0.1 a/b/c/d/e | PRFSHIFT PREFIX SET 2 |
2:>5 | 0.1 a/b/c/d/e | PRFSHIFT PREFIX SET 2 5 |
2:5> | 0.1 a/b/c/d/e | PRFSHIFT PREFIX SET 2 5 |
2:< | 0.1 a/b/c/d/e | PRFSHIFT PREFIX SET 2 |
2:<3 | 0.1 a/b/c/d/e | PRFSHIFT PREFIX SET 2 3 |
2:<< | 0.1 a/b/c/d/e | PRFSHIFT PREFIX SET 2 |
2:<<, 4:<< | 0.1 a/b/c/d/e | PRFSHIFT PREFIX SET 2, PRFSHIFT PREFIX SET 4 |
2:>>3, 4:>> | 0.1 a/b/c/d/e | PRFSHIFT PREFIX SET 2 3, PRFSHIFT PREFIX SET 4 |
2:x | 0.1 a/b/c/d/e | PREFIXX PREFIX SET 2 |
2:x3 | 0.1 a/b/c/d/e | PREFIXX PREFIX SET 2 3 |
2:3x | 0.1 a/b/c/d/e | PREFIXX PREFIX SET 2 3 |
2:x* | 0.1 a/b/c/d/e | PREFIXX PREFIX SET 2 * |
2:xx, 3:xx | 0.1 a/b/c/d/e | PREFIXX PREFIX SET 2, PREFIXX PREFIX SET 3 |
2:s | 0.1 a/b/c/d/e | PRFSHOW PREFIX SET 2 |
2:s* | 0.1 a/b/c/d/e | PRFSHOW PREFIX SET 2 * |
2:s 3 | 0.1 a/b/c/d/e | PRFSHOW PREFIX SET 2 3 |
2:si | 0.1 a/b/c/d/e | SI PREFIX SET 2 |
2:..... | 0.1 a/b/c/d/e | SI PREFIX SET 2 |
2:zz | 0.1 a/b/c/d/e | ZZ PREFIX SET 2 |
2:sca | 0.1 a/b/c/d/e | SCA PREFIX SET 2 |
2:5 | no prefix command
2:dd5x | 0.1 a/b/c/d/e | 2:?DD5X | 661E Prefix DD is invalid for the line on which it was entered
2:d, 3:d, 4:d | 0.1 a/e |  |
1:d, 2:", 3:a, 4:c, 5:f | 0.1 b/b/c//d/e/d |  |
2:d, 2:a | 0.1 a/b//c/d/e |  |
3:/, 1:d | 2.1 b/c/d/e |  |
`;

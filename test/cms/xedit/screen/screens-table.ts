/** Whole screens of XEDIT, for their test: a row each as `number|text|look`, those that show nothing left out. */

/** A session on POEM DATA of four lines. */
interface ScreenCase {
  readonly title: string;
  /** Rows and columns. */
  readonly size: readonly [number, number];
  /** Subcommands. */
  readonly enter: readonly string[];
  /** SONG TEXT is in the ring, too. */
  readonly second?: true;
  readonly cursor: readonly [row: number, column: number];
  readonly screen: string;
}

/** The cases. */
export const SCREENS: readonly ScreenCase[] = [
  {
    title: 'SET SCREEN 2: two files, one above the other',
    size: [24, 80],
    enter: ['set screen 2'],
    second: true,
    cursor: [10, 7],
    screen: `
 1| POEM     DATA     A1  F 80  Trunc=80 Size=4 Line=0 Col=1 Alt=0|+b79
 2||+r79
 6| ===== * * * Top of File * * *|G5 +b73
 7|       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7...|+b79
 8| ===== Roses are red|G5 G73
 9| ===== violets are blue|G5 G73
10| ===== cards are punched|G5 G73
11| ====> ·|+b5 G73
12|                                                            X E D I T  2 Files|~G59 +b20
13| SONG     TEXT     A1  V 132  Trunc=132 Size=4 Line=0 Col=1 Alt=0|+b79
14||+r79
18| ===== * * * Top of File * * *|G5 +b73
19|       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7...|+b79
20| ===== Row row row your boat|G5 G73
21| ===== gently down the stream|G5 G73
22| ===== merrily merrily|G5 G73
23| ====> ·|+b5 G73
24|                                                            X E D I T  2 Files|~G59 +b20
`,
  },
  {
    title: 'SET SCREEN 2: two views of one file, each with its own current line',
    size: [24, 80],
    enter: ['set screen 2', ':2'],
    cursor: [10, 7],
    screen: `
 1| POEM     DATA     A1  F 80  Trunc=80 Size=4 Line=2 Col=1 Alt=0|+b79
 2||+r79
 4| ===== * * * Top of File * * *|G5 +b73
 5| ===== Roses are red|G5 G73
 6| ===== violets are blue|G5 +W73
 7|       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7...|+b79
 8| ===== cards are punched|G5 G73
 9| ===== and sent to you|G5 G73
10| ===== * * * End of File * * *|G5 +b73
11| ====> ·|+b5 G73
12|                                                            X E D I T  1 File|~G59 +b20
13| POEM     DATA     A1  F 80  Trunc=80 Size=4 Line=0 Col=1 Alt=0|+b79
14||+r79
18| ===== * * * Top of File * * *|G5 +b73
19|       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7...|+b79
20| ===== Roses are red|G5 G73
21| ===== violets are blue|G5 G73
22| ===== cards are punched|G5 G73
23| ====> ·|+b5 G73
24|                                                            X E D I T  1 File|~G59 +b20
`,
  },
  {
    title: 'SET SCREEN 2 VERTICAL: two files side by side, each with one row for the command line',
    size: [24, 80],
    enter: ['set screen 2 v', ':1'],
    second: true,
    cursor: [22, 7],
    screen: `
 1| POEM     DATA     A1  F 80  Trunc=80 Si SONG     TEXT     A1  V 132  Trunc=132|+b39 +b39
 2||+r39 +r39
 3||.39 .39
 4||.39 .39
 5||.39 .39
 6||.39 .39
 7||.39 .39
 8||.39 .39
 9||.39 .39
10||.39 .39
11| ===== * * * Top of File * * *|G5 +b33 .39
12| ===== Roses are red                     ===== * * * Top of File * * *|G5 +W33 G5 +b33
13|       |...+....1....+....2....+....3...       |...+....1....+....2....+....3...|+b39 +b39
14| ===== violets are blue                  ===== Row row row your boat|G5 G33 G5 G33
15| ===== cards are punched                 ===== gently down the stream|G5 G33 G5 G33
16| ===== and sent to you                   ===== merrily merrily|G5 G33 G5 G33
17| ===== * * * End of File * * *           ===== life is but a dream|G5 +b33 G5 G33
18|                                         ===== * * * End of File * * *|.39 G5 +b33
19||.39 .39
20||.39 .39
21||.39 .39
22||.39 .39
23| ====>                                   ====> ·|+b5 G33 +b5 G33
24|                    X E D I T  2 Files                      X E D I T  2 Files|.18 +b20 .18 +b20
`,
  },
  {
    title: 'SET SCREEN 3: messages in the view that they belong to',
    size: [24, 80],
    enter: ['set screen 3', 'msg hello'],
    second: true,
    cursor: [6, 7],
    screen: `
 1| POEM     DATA     A1  F 80  Trunc=80 Size=4 Line=0 Col=1 Alt=0|+b79
 2| hello|+r79
 4| ===== * * * Top of File * * *|G5 +b73
 5|       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7...|+b79
 6| ===== Roses are red|G5 G73
 7| ====> ·|+b5 G73
 8|                                                            X E D I T  2 Files|~G59 +b20
 9| SONG     TEXT     A1  V 132  Trunc=132 Size=4 Line=0 Col=1 Alt=0|+b79
10||+r79
12| ===== * * * Top of File * * *|G5 +b73
13|       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7...|+b79
14| ===== Row row row your boat|G5 G73
15| ====> ·|+b5 G73
16|                                                            X E D I T  2 Files|~G59 +b20
17| POEM     DATA     A1  F 80  Trunc=80 Size=4 Line=0 Col=1 Alt=0|+b79
18||+r79
20| ===== * * * Top of File * * *|G5 +b73
21|       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7...|+b79
22| ===== Roses are red|G5 G73
23| ====> ·|+b5 G73
24|                                                            X E D I T  2 Files|~G59 +b20
`,
  },
  {
    title: 'SET SCREEN 4 VERTICAL: columns of twenty',
    size: [24, 80],
    enter: ['set screen 4 v', 'set cmdline top'],
    second: true,
    cursor: [1, 7],
    screen: `
 1| POEM     DATA     A SONG     TEXT     A POEM     DATA     A SONG     TEXT     A|+b19 +b19 +b19 +b19
 2| ====>                                   ====>|+b5 G13 +r19 +b5 G13 +r19
 3||.19 .19 .19 .19
 4||.19 .19 .19 .19
 5||.19 .19 .19 .19
 6||.19 .19 .19 .19
 7||.19 .19 .19 .19
 8||.19 .19 .19 .19
 9||.19 .19 .19 .19
10||.19 .19 .19 .19
11||.19 .19 .19 .19
12| ===== * * * Top of  ===== * * * Top of  ===== * * * Top of  ===== * * * Top of|G5 +b13 G5 +b13 G5 +b13 G5 +b13
13|       |...+....1...       |...+....1...       |...+....1...       |...+....1...|+b19 +b19 +b19 +b19
14| ===== Roses are red ===== Row row row y ===== Roses are red ===== Row row row y|G5 G13 G5 G13 G5 G13 G5 G13
15| ===== violets are b ===== gently down t ===== violets are b ===== gently down t|G5 G13 G5 G13 G5 G13 G5 G13
16| ===== cards are pun ===== merrily merri ===== cards are pun ===== merrily merri|G5 G13 G5 G13 G5 G13 G5 G13
17| ===== and sent to y ===== life is but a ===== and sent to y ===== life is but a|G5 G13 G5 G13 G5 G13 G5 G13
18| ===== * * * End of  ===== * * * End of  ===== * * * End of  ===== * * * End of|G5 +b13 G5 +b13 G5 +b13 G5 +b13
19||.19 .19 .19 .19
20||.19 .19 .19 .19
21||.19 .19 .19 .19
22||.19 .19 .19 .19
23|                     ====>                                   ====> ·|.19 +b5 G13 .19 +b5 G13
24|                     X E D I T  2 Files                      X E D I T  2 Files|.19 +b19 .19 +b19
`,
  },
  {
    title: 'SET SCREEN SIZE, on a terminal of 81 columns',
    size: [24, 81],
    enter: ['set screen size 10 14'],
    second: true,
    cursor: [8, 7],
    screen: `
 1| POEM     DATA     A1  F 80  Trunc=80 Size=4 Line=0 Col=1 Alt=0|+b80
 2||+r80
 5| ===== * * * Top of File * * *|G5 +b74
 6|       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7....|+b80
 7| ===== Roses are red|G5 G74
 8| ===== violets are blue|G5 G74
 9| ====> ·|+b5 G74
10|                                                             X E D I T  2 Files|~G60 +b20
11| SONG     TEXT     A1  V 132  Trunc=132 Size=4 Line=0 Col=1 Alt=0|+b80
12||+r80
17| ===== * * * Top of File * * *|G5 +b74
18|       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7....|+b80
19| ===== Row row row your boat|G5 G74
20| ===== gently down the stream|G5 G74
21| ===== merrily merrily|G5 G74
22| ===== life is but a dream|G5 G74
23| ====> ·|+b5 G74
24|                                                             X E D I T  2 Files|~G60 +b20
`,
  },
  {
    title: 'SET SCREEN WIDTH, model 5',
    size: [27, 132],
    enter: ['set screen width 40 92'],
    second: true,
    cursor: [25, 7],
    screen: `
 1| POEM     DATA     A1  F 80  Trunc=80 Si SONG     TEXT     A1  V 132  Trunc=132 Size=4 Line=0 Col=1 Alt=0|+b39 +b91
 2||+r39 +r91
 3||.39 .91
 4||.39 .91
 5||.39 .91
 6||.39 .91
 7||.39 .91
 8||.39 .91
 9||.39 .91
10||.39 .91
11||.39 .91
12||.39 .91
13||.39 .91
14| ===== * * * Top of File * * *           ===== * * * Top of File * * *|G5 +b33 G5 +b85
15|       |...+....1....+....2....+....3...       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7....+....8....+|+b39 +b91
16| ===== Roses are red                     ===== Row row row your boat|G5 G33 G5 G85
17| ===== violets are blue                  ===== gently down the stream|G5 G33 G5 G85
18| ===== cards are punched                 ===== merrily merrily|G5 G33 G5 G85
19| ===== and sent to you                   ===== life is but a dream|G5 G33 G5 G85
20| ===== * * * End of File * * *           ===== * * * End of File * * *|G5 +b33 G5 +b85
21||.39 .91
22||.39 .91
23||.39 .91
24||.39 .91
25||.39 .91
26| ====>                                   ====> ·|+b5 G33 +b5 G85
27|                    X E D I T  2 Files                                                                          X E D I T  2 Files|.18 +b20 .70 +b20
`,
  },
  {
    title: 'SET SCREEN DEFINE, model 4: one above two',
    size: [43, 80],
    enter: ['set screen define 20 80 1 1 23 40 21 1 23 40 21 41'],
    second: true,
    cursor: [18, 7],
    screen: `
 1| POEM     DATA     A1  F 80  Trunc=80 Size=4 Line=0 Col=1 Alt=0|+b79
 2||+r79
10| ===== * * * Top of File * * *|G5 +b73
11|       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7...|+b79
12| ===== Roses are red|G5 G73
13| ===== violets are blue|G5 G73
14| ===== cards are punched|G5 G73
15| ===== and sent to you|G5 G73
16| ===== * * * End of File * * *|G5 +b73
19| ====> ·|+b5 G73
20|                                                            X E D I T  2 Files|~G59 +b20
21| SONG     TEXT     A1  V 132  Trunc=132  POEM     DATA     A1  F 80  Trunc=80 Si|+b39 +b39
22||+r39 +r39
23||.39 .39
24||.39 .39
25||.39 .39
26||.39 .39
27||.39 .39
28||.39 .39
29||.39 .39
30||.39 .39
31||.39 .39
32| ===== * * * Top of File * * *           ===== * * * Top of File * * *|G5 +b33 G5 +b33
33|       |...+....1....+....2....+....3...       |...+....1....+....2....+....3...|+b39 +b39
34| ===== Row row row your boat             ===== Roses are red|G5 G33 G5 G33
35| ===== gently down the stream            ===== violets are blue|G5 G33 G5 G33
36| ===== merrily merrily                   ===== cards are punched|G5 G33 G5 G33
37| ===== life is but a dream               ===== and sent to you|G5 G33 G5 G33
38| ===== * * * End of File * * *           ===== * * * End of File * * *|G5 +b33 G5 +b33
39||.39 .39
40||.39 .39
41||.39 .39
42| ====>                                   ====> ·|+b5 G33 +b5 G33
43|                    X E D I T  2 Files                      X E D I T  2 Files|.18 +b20 .18 +b20
`,
  },
  {
    title: 'input mode in one of two views',
    size: [24, 80],
    enter: ['set screen 2', 'input'],
    second: true,
    cursor: [7, 7],
    screen: `
 1| POEM     DATA     A1  F 80  Trunc=80 Size=4 Line=0 Col=1 Alt=0|+b79
 2| DMSXMD573I Input mode:|+r79
 6|       * * * Top of File * * *|.5 +b73
 7|       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7...|+b79
 8|       ·|.5 G73
 9|       ·|.5 G73
10|       ·|.5 G73
11| ====> * * * Input Zone * * *·|+b5 .73
12|                                                            Input-mode 2 Files|~.59 +b20
13| SONG     TEXT     A1  V 132  Trunc=132 Size=4 Line=0 Col=1 Alt=0|+b79
14||+r79
18| ===== * * * Top of File * * *|G5 +b73
19|       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7...|+b79
20| ===== Row row row your boat|G5 G73
21| ===== gently down the stream|G5 G73
22| ===== merrily merrily|G5 G73
23| ====> ·|+b5 G73
24|                                                            X E D I T  2 Files|~G59 +b20
`,
  },
  {
    title: 'input mode in a view that has one row for lines: it is the zone',
    size: [24, 80],
    enter: ['set screen 4', 'input'],
    cursor: [2, 7],
    screen: `
 1| POEM     DATA     A1  F 80  Trunc=80 Size=4 Line=0 Col=1 Alt=0|+b79
 2| DMSXMD573I Input mode:|+r79
 3|       ·|.5 G73
 4|       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7...|+b79
 5| ====> * * * Input Zone * * *·|+b5 .73
 6|                                                            Input-mode 1 File|~.59 +b20
 7| POEM     DATA     A1  F 80  Trunc=80 Size=4 Line=0 Col=1 Alt=0|+b79
 8||+r79
 9| ===== * * * Top of File * * *|G5 +b73
10|       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7...|+b79
11| ====> ·|+b5 G73
12|                                                            X E D I T  1 File|~G59 +b20
13| POEM     DATA     A1  F 80  Trunc=80 Size=4 Line=0 Col=1 Alt=0|+b79
14||+r79
15| ===== * * * Top of File * * *|G5 +b73
16|       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7...|+b79
17| ====> ·|+b5 G73
18|                                                            X E D I T  1 File|~G59 +b20
19| POEM     DATA     A1  F 80  Trunc=80 Size=4 Line=0 Col=1 Alt=0|+b79
20||+r79
21| ===== * * * Top of File * * *|G5 +b73
22|       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7...|+b79
23| ====> ·|+b5 G73
24|                                                            X E D I T  1 File|~G59 +b20
`,
  },
  {
    title: 'input mode with the current line in the last row: it goes to the top',
    size: [24, 80],
    enter: ['set curline on -3', 'set scale off', ':2', 'input'],
    cursor: [3, 7],
    screen: `
 1| POEM     DATA     A1  F 80  Trunc=80 Size=4 Line=2 Col=1 Alt=0|+b79
 2| DMSXMD573I Input mode:|+r79
 3|       violets are blue·|.5 +W73
 4|       ·|.5 G73
 5|       ·|.5 G73
 6|       ·|.5 G73
 7|       ·|.5 G73
 8|       ·|.5 G73
 9|       ·|.5 G73
10|       ·|.5 G73
11|       ·|.5 G73
12|       ·|.5 G73
13|       ·|.5 G73
14|       ·|.5 G73
15|       ·|.5 G73
16|       ·|.5 G73
17|       ·|.5 G73
18|       ·|.5 G73
19|       ·|.5 G73
20|       ·|.5 G73
21|       ·|.5 G73
22|       ·|.5 G73
23| ====> * * * Input Zone * * *·|+b5 .73
24|                                                            Input-mode 1 File|~.59 +b20
`,
  },
  {
    title: 'input mode with the command line at the top',
    size: [24, 80],
    enter: ['set cmdline top', ':1', 'input'],
    cursor: [13, 7],
    screen: `
 1| POEM     DATA     A1  F 80  Trunc=80 Size=4 Line=1 Col=1 Alt=0|+b79
 2| DMSXMD573I Input mode:|+r79
11|       * * * Top of File * * *|.5 +b73
12|       Roses are red·|.5 +W73
13|       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7...|+b79
14|       ·|.5 G73
15|       ·|.5 G73
16|       ·|.5 G73
17|       ·|.5 G73
18|       ·|.5 G73
19|       ·|.5 G73
20|       ·|.5 G73
21|       ·|.5 G73
22|       ·|.5 G73
23|       ·|.5 G73
24|       ·|.5 G73
`,
  },
  {
    title: 'input mode behind a line that is not displayed',
    size: [24, 80],
    enter: ['all /Roses/', ':3', 'input'],
    cursor: [13, 7],
    screen: `
 1| POEM     DATA     A1  F 80  Trunc=80 Size=4 Line=5 Col=1 Alt=0|+b79
 2| DMSXMD573I Input mode:|+r79
 9|       * * * Top of File * * *|.5 +b73
10|       Roses are red·|.5 G73
11|       -------------------- 3 line(s) not displayed --------------------|.5 b73
12|       * * * End of File * * *|.5 +b73
13|       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7...|+b79
14|       ·|.5 G73
15|       ·|.5 G73
16|       ·|.5 G73
17|       ·|.5 G73
18|       ·|.5 G73
19|       ·|.5 G73
20|       ·|.5 G73
21|       ·|.5 G73
22|       ·|.5 G73
23| ====> * * * Input Zone * * *·|+b5 .73
24|                                                            Input-mode 1 File|~.59 +b20
`,
  },
  {
    title: 'VERIFY of several columns and hexadecimal ones',
    size: [24, 80],
    enter: ['set verify 1 5 h 1 5 7 9 h 7 9', ':2'],
    cursor: [22, 7],
    screen: `
 1| POEM     DATA     A1  F 80  Trunc=80 Size=4 Line=2 Col=1 Alt=0|+b79
 2||+r79
10| ===== * * * Top of File * * *|G5 +b73
11| ===== RosesD996A285A2are819985|G5 G73
12| ===== violeA589969385s aA24081|G5 +W73
13|       |...+||......++.........|+b79
14| ===== cards83819984A2are819985|G5 G73
15| ===== and s81958440A2nt 95A340|G5 G73
16| ===== * * * End of File * * *|G5 +b73
23| ====> ·|+b5 G73
24|                                                            X E D I T  1 File|~G59 +b20
`,
  },
  {
    title: 'VERIFY HEX beyond the width: three rows a line, the scale where it is',
    size: [24, 80],
    enter: ['set verify h 1 80', ':2'],
    cursor: [22, 7],
    screen: `
 1| POEM     DATA     A1  F 80  Trunc=80 Size=4 Line=2 Col=1 Alt=0|+b79
 2||+r79
 8| ===== * * * Top of File * * *|G5 +b73
 9| ===== D996A285A24081998540998584|G5 G73
10||.5 G73
11||.5 G73
12| ===== A589969385A3A240819985408293A485|G5 +W73
13|       ||......++........11........++........22........++........33........++..|+b79
14||.5 +W73
15||.5 +W73
16| ===== 83819984A2408199854097A49583888584|G5 G73
17||.5 G73
18||.5 G73
19| ===== 81958440A28595A340A39640A896A4|G5 G73
20||.5 G73
21||.5 G73
22| ===== * * * End of File * * *|G5 +b73
23| ====> ·|+b5 G73
24|                                                            X E D I T  1 File|~G59 +b20
`,
  },
  {
    title: 'SCALE, TABLINE and CURLINE by the middle',
    size: [24, 80],
    enter: [
      'set tabline on m-2',
      'set scale on m+4',
      'set curline on m+2',
      ':2',
      'set tabs 1 10 20 30',
    ],
    cursor: [22, 7],
    screen: `
 1| POEM     DATA     A1  F 80  Trunc=80 Size=4 Line=2 Col=1 Alt=0|+b79
 2||+r79
10|       T        T         T         T|+b79
12| ===== * * * Top of File * * *|G5 +b73
13| ===== Roses are red|G5 G73
14| ===== violets are blue|G5 +W73
15| ===== cards are punched|G5 G73
16|       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7...|+b79
17| ===== and sent to you|G5 G73
18| ===== * * * End of File * * *|G5 +b73
23| ====> ·|+b5 G73
24|                                                            X E D I T  1 File|~G59 +b20
`,
  },
  {
    title: 'SCALE in the row of the current line, which goes below it',
    size: [24, 80],
    enter: ['set scale on m', ':2'],
    cursor: [22, 7],
    screen: `
 1| POEM     DATA     A1  F 80  Trunc=80 Size=4 Line=2 Col=1 Alt=0|+b79
 2||+r79
10| ===== * * * Top of File * * *|G5 +b73
11| ===== Roses are red|G5 G73
12|       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7...|+b79
13| ===== violets are blue|G5 +W73
14| ===== cards are punched|G5 G73
15| ===== and sent to you|G5 G73
16| ===== * * * End of File * * *|G5 +b73
23| ====> ·|+b5 G73
24|                                                            X E D I T  1 File|~G59 +b20
`,
  },
  {
    title: 'CMDLINE OFF: the cursor at the current line',
    size: [24, 80],
    enter: ['set cmdline off', ':2'],
    cursor: [11, 7],
    screen: `
 1| POEM     DATA     A1  F 80  Trunc=80 Size=4 Line=2 Col=1 Alt=0|+b79
 2||+r79
10| ===== * * * Top of File * * *|G5 +b73
11| ===== Roses are red|G5 G73
12| ===== violets are blue|G5 +W73
13|       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7...|+b79
14| ===== cards are punched|G5 G73
15| ===== and sent to you|G5 G73
16| ===== * * * End of File * * *|G5 +b73
`,
  },
  {
    title: 'CMDLINE TOP and a message, which lies over it',
    size: [24, 80],
    enter: ['set cmdline top', 'msg hello'],
    cursor: [1, 7],
    screen: `
 1| POEM     DATA     A1  F 80  Trunc=80 Size=4 Line=0 Col=1 Alt=0|+b79
 2| hello|+r79
12| ===== * * * Top of File * * *|G5 +b73
13|       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7...|+b79
14| ===== Roses are red|G5 G73
15| ===== violets are blue|G5 G73
16| ===== cards are punched|G5 G73
17| ===== and sent to you|G5 G73
18| ===== * * * End of File * * *|G5 +b73
`,
  },
  {
    title: 'CMDLINE BOTTOM, no status area',
    size: [24, 80],
    enter: ['set cmdline bottom', ':2'],
    cursor: [23, 7],
    screen: `
 1| POEM     DATA     A1  F 80  Trunc=80 Size=4 Line=2 Col=1 Alt=0|+b79
 2||+r79
10| ===== * * * Top of File * * *|G5 +b73
11| ===== Roses are red|G5 G73
12| ===== violets are blue|G5 +W73
13|       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7...|+b79
14| ===== cards are punched|G5 G73
15| ===== and sent to you|G5 G73
16| ===== * * * End of File * * *|G5 +b73
24| ====> ·|+b5 G73
`,
  },
  {
    title: 'MSGLINE ON M+4 3 OVERLAY: three messages over the file',
    size: [24, 80],
    enter: ['set msgline on m+4 3 overlay', 'msg one', 'msg two', 'msg three', ':2'],
    cursor: [22, 7],
    screen: `
 1| POEM     DATA     A1  F 80  Trunc=80 Size=4 Line=2 Col=1 Alt=0|+b79
10| ===== * * * Top of File * * *|G5 +b73
11| ===== Roses are red|G5 G73
12| ===== violets are blue|G5 +W73
13|       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7...|+b79
14| ===== cards are punched|G5 G73
15| ===== and sent to you|G5 G73
16| one|+r79
17| two|+r79
18| three|+r79
23| ====> ·|+b5 G73
24|                                                            X E D I T  1 File|~G59 +b20
`,
  },
  {
    title: 'PREFIX ON RIGHT, NULLS ON, in the colours of SET COLOR',
    size: [24, 80],
    enter: [
      'set prefix on right',
      'set nulls on',
      'set color prefix pink revvideo',
      'set color filearea yellow',
      'set color curline red underline',
      ':2',
    ],
    cursor: [22, 7],
    screen: `
 1| POEM     DATA     A1  F 80  Trunc=80 Size=4 Line=2 Col=1 Alt=0|+b79
 2||+r79
10| * * * Top of File * * *                                                   =====|+b73 #P5
11| Roses are red                                                             =====|Y73 #P5
12| violets are blue                                                          =====|_+R73 #P5
13| |...+....1....+....2....+....3....+....4....+....5....+....6....+....7...|+b79
14| cards are punched                                                         =====|Y73 #P5
15| and sent to you                                                           =====|Y73 #P5
16| * * * End of File * * *                                                   =====|+b73 #P5
23| ====> ·|+b5 G73
24|                                                            X E D I T  1 File|~G59 +b20
`,
  },
  {
    title: 'SHADOW OFF with ALL: lines that are not displayed leave no trace',
    size: [24, 80],
    enter: ['set shadow off', 'all /cards/'],
    cursor: [22, 7],
    screen: `
 1| POEM     DATA     A1  F 80  Trunc=80 Size=4 Line=0 Col=1 Alt=0|+b79
 2||+r79
12| ===== * * * Top of File * * *|G5 +b73
13|       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7...|+b79
14| ===== cards are punched|G5 G73
15| ===== * * * End of File * * *|G5 +b73
23| ====> ·|+b5 G73
24|                                                            X E D I T  1 File|~G59 +b20
`,
  },
  {
    title: 'ALL without a prefix area, COLOR of every area that has its own',
    size: [24, 80],
    enter: [
      'set prefix off',
      'all /cards/',
      'set color shadow red',
      'set color tofeof turquoise nohigh',
      'set color scale yellow underline',
      'set color statarea green',
      'set color arrow pink',
      'set color idline white',
      'set color cmdline yellow high',
      'set color msgline blue blink',
    ],
    cursor: [22, 7],
    screen: `
 1| POEM     DATA     A1  F 80  Trunc=80 Size=4 Line=0 Col=1 Alt=0|+w79
 2||!+b79
12| * * * Top of File * * *|t79
13| |...+....1....+....2....+....3....+....4....+....5....+....6....+....7....+....|_+y79
14| -------------------- 2 line(s) not displayed --------------------|r79
15| cards are punched|G79
16| -------------------- 1 line(s) not displayed --------------------|r79
17| * * * End of File * * *|t79
23| ====> ·|+p5 +Y73
24|                                                            X E D I T  1 File|~Y59 +g20
`,
  },
  {
    title: 'a prefix command that waits, and its notice',
    size: [24, 80],
    enter: [':2', 'lprefix cc'],
    cursor: [22, 7],
    screen: `
 1| POEM     DATA     A1  F 80  Trunc=80 Size=4 Line=2 Col=1 Alt=0|+b79
 2||+r79
10| ===== * * * Top of File * * *|G5 +b73
11| ===== Roses are red|G5 G73
12| CC    violets are blue|+R5 +W73
13|       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7...|+b79
14| ===== cards are punched|G5 G73
15| ===== and sent to you|G5 G73
16| ===== * * * End of File * * *|G5 +b73
23| ====> ·|+b5 G73
24|                                                            'CC' pending...|~G59 +b20
`,
  },
  {
    title: 'a prefix command in error',
    size: [24, 80],
    enter: [':2', 'set pending error foo', 'set color pending turquoise blink'],
    cursor: [22, 7],
    screen: `
 1| POEM     DATA     A1  F 80  Trunc=80 Size=4 Line=2 Col=1 Alt=0|+b79
 2||+r79
10| ===== * * * Top of File * * *|G5 +b73
11| ===== Roses are red|G5 G73
12| ?FOO  violets are blue|!+T5 +W73
13|       |...+....1....+....2....+....3....+....4....+....5....+....6....+....7...|+b79
14| ===== cards are punched|G5 G73
15| ===== and sent to you|G5 G73
16| ===== * * * End of File * * *|G5 +b73
23| ====> ·|+b5 G73
24|                                                            X E D I T  1 File|~G59 +b20
`,
  },
  {
    title: '50 by 120',
    size: [50, 120],
    enter: [':2', 'clocate :5', 'set zone 2 40', 'set trunc 60'],
    cursor: [48, 7],
    screen: `
 1| POEM     DATA     A1  F 80  Trunc=60 Size=4 Line=2 Col=5 Alt=0|+b119
 2||+r119
23| ===== * * * Top of File * * *|G5 +b113
24| ===== Roses are red|G5 G113
25| ===== violets are blue|G5 +W113
26|       .<..|....1....+....2....+....3....+....>....+....5....+....T....+....7....+....8....+....9....+....0....+....1...|+b119
27| ===== cards are punched|G5 G113
28| ===== and sent to you|G5 G113
29| ===== * * * End of File * * *|G5 +b113
49| ====> ·|+b5 G113
50|                                                                                                    X E D I T  1 File|~G99 +b20
`,
  },
  {
    title: 'columns of the line by RIGHT and LEFT',
    size: [24, 80],
    enter: ['right 6', ':2'],
    cursor: [22, 7],
    screen: `
 1| POEM     DATA     A1  F 80  Trunc=80 Size=4 Line=2 Col=1 Alt=0|+b79
 2||+r79
10| ===== * * * Top of File * * *|G5 +b73
11| ===== are red|G5 G73
12| ===== s are blue|G5 +W73
13|       ...1....+....2....+....3....+....4....+....5....+....6....+....7....+....|+b79
14| ===== are punched|G5 G73
15| ===== nt to you|G5 G73
16| ===== * * * End of File * * *|G5 +b73
23| ====> ·|+b5 G73
24|                                                            X E D I T  1 File|~G59 +b20
`,
  },
];

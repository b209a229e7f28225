/* clauses that are made while the program runs */
sum = 0
do i = 1 to 160000
  interpret 'sum = sum +' i '* 2 - 1'
  interpret 'v'i // 50 '= sum; if sum // 2 = 0 then sum = sum + 1'
  name = 'v'i // 50
  sum = sum // 100000 + value(name) // 10
end
say sum v7

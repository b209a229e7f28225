/* orders by customer: read, added up, sorted and printed, as such programs mostly are */
customers = 'Adams Baker Clark Davis Evans Frank Ghosh Hills Irwin Jones'
goods = 'bolts 0.25 nuts 0.125 screws 0.5 washers 0.0625'
seed = 17
sum. = 0
pieces. = 0
known = ''
do day = 1 to 12
  do i = 1 to 20000
    seed = (seed * 211 + 111) // 30269
    who = word(customers, seed // 10 + 1)
    what = 2 * (seed % 10 // 4) + 1
    order.i = left(who, 10) || left(word(goods, what), 10) || right(seed // 97 + 1, 5) || right(word(goods, what + 1), 8)
  end
  order.0 = i - 1
  do i = 1 to order.0
    parse var order.i 1 who 11 what 21 number 26 price
    who = strip(who)
    what = strip(what)
    if wordpos(who, known) = 0 then known = known who
    select
      when number > 90 then rebate = 0.9
      when number > 50 then rebate = 0.95
      otherwise rebate = 1
    end
    sum.who = sum.who + number * price * rebate
    pieces.who.what = pieces.who.what + number
  end
end
list.0 = words(known)
do i = 1 to list.0
  list.i = word(known, i)
end
do i = 2 to list.0
  this = list.i
  do j = i - 1 to 1 by -1
    next = list.j
    if sum.next >= sum.this then leave
    k = j + 1
    list.k = next
  end
  k = j + 1
  list.k = this
end
do i = 1 to list.0
  who = list.i
  say left(who, 12, '.') format(sum.who, 7, 2) right(pieces.who.bolts, 7) translate(who)
end

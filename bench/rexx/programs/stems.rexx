/* stems with words and several symbols for tails */
names = 'apple pear plum cherry grape lemon orange melon fig date'
colours = 'red green blue'
total. = 0
do turn = 1 to 60000
  row = turn // 500
  do i = 1 to 10
    fruit = word(names, i)
    colour = word(colours, turn // 3 + 1)
    total.fruit = total.fruit + i
    total.fruit.colour = total.fruit.colour + 1
    table.row.i = fruit
  end
end
sum = 0
do i = 1 to 10
  fruit = word(names, i)
  do j = 1 to 3
    colour = word(colours, j)
    sum = sum + total.fruit.colour * j
  end
  sum = sum + total.fruit + length(table.77.i)
  drop total.fruit
end
say sum symbol('total.fig') table.499.3

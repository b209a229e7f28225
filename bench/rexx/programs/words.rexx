/* words of a line */
text = 'now is the time for all good people to come to the aid of the party and then some more'
sum = 0
do i = 1 to 150000
  line = text i
  do j = 1 to words(line) by 3
    sum = sum + length(word(line, j)) + wordindex(line, j)
  end
  sum = sum + wordpos('the aid', line) + wordlength(line, 6)
  line = subword(line, 3, 5) delword(line, 2, 9) space(line, 2)
  sum = sum + words(line)
end
say sum line
